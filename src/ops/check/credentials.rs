//! Every certificate's credential against its act: `check` reads them all.

use crate::both;
use crate::domain::identity::inert;
use crate::ops::credential::fault_of;
use crate::store::check::{Finding, Progress};
use crate::store::{Failure, Read};

/// Findings, and how many credentials were verified; those whose personal part was erased are not among them.
pub(super) fn credentials(read: &Read, progress: Progress) -> Result<(Vec<Finding>, u32), Failure> {
    let (mut found, mut seen, mut after) = (Vec::new(), 0, 0);
    loop {
        let page = read.certificates_after(after, 256)?;
        let Some(last) = page.last() else { return Ok((found, seen)) };
        after = last.seq;
        for row in page {
            let number = inert(&row.number);
            // An act that cannot be read is told by the replay.
            for (seq, issued, holder) in read.certificate_versions(&row.number).unwrap_or_default() {
                let (Some(holder), Some(act)) = (holder, read.journal_row(seq)?) else { continue };
                seen += 1;
                if let Some(fault) = fault_of(read, (seq, &act.at), &issued, &holder)? {
                    let why = fault.both();
                    let (zh, en) = (why.zh, why.en);
                    found.push(Finding::new("credential", both!("证书 {number}：{zh}", "certificate {number}: {en}")));
                }
            }
        }
        if !progress(u64::from(seen), u64::from(seen)) {
            return Ok((found, seen));
        }
    }
}
