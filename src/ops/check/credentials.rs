//! Every certificate's credential against its act: `check` reads them all.

use crate::both;
use crate::credential::badge::look_at_all;
use crate::domain::identity::inert;
use crate::ops::credential::fault_of;
use crate::store::act::{CertificateIssued, Holder};
use crate::store::check::{Finding, Progress};
use crate::store::{Failure, Read};

/// A version of a certificate with the act that signed its credential.
struct Version {
    number: String,
    seq: i64,
    at: String,
    issued: CertificateIssued,
    holder: Holder,
}

/// Findings, and how many credentials were verified; those whose personal part was erased are not among them.
pub(super) fn credentials(read: &Read, progress: Progress) -> Result<(Vec<Finding>, u32), Failure> {
    let (mut found, mut seen, mut after) = (Vec::new(), 0, 0);
    loop {
        let page = read.certificates_after(after, 256)?;
        let Some(last) = page.last() else { return Ok((found, seen)) };
        after = last.seq;
        let mut versions = Vec::with_capacity(page.len());
        for row in page {
            // An act that cannot be read is told by the replay.
            for (seq, issued, holder) in read.certificate_versions(&row.number).unwrap_or_default() {
                let (Some(holder), Some(act)) = (holder, read.journal_row(seq)?) else { continue };
                versions.push(Version { number: inert(&row.number), seq, at: act.at, issued, holder });
            }
        }
        let texts: Vec<&str> = versions.iter().map(|version| version.holder.credential.as_str()).collect();
        for (version, looked) in versions.iter().zip(look_at_all(&texts)) {
            let Version { number, seq, at, issued, holder } = version;
            seen += 1;
            if let Some(fault) = fault_of(read, (*seq, at), issued, (holder, &looked))? {
                let why = fault.both();
                let (zh, en) = (why.zh, why.en);
                found.push(Finding::new("credential", both!("证书 {number}：{zh}", "certificate {number}: {en}")));
            }
        }
        if !progress(u64::from(seen), u64::from(seen)) {
            return Ok((found, seen));
        }
    }
}
