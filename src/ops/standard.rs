//! Writing standards and papers, approving them, and taking weights in bulk.

use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use super::Office;
use crate::credential::canonical::to_canonical;
use crate::credential::tree::Hash;
use crate::domain::evaluation::fault::Fault;
use crate::domain::evaluation::paper::Paper;
use crate::domain::evaluation::standard::{Standard, Trade};
use crate::domain::evaluation::validate_paper::validate_paper;
use crate::domain::evaluation::validate_standard::validate_standard;
use crate::domain::id::{Digest, PaperId, StandardId};
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::store::act::{Act, Kind, PaperWritten, StandardApproved, StandardWritten};
use crate::store::read::standard::StandardKept;
use crate::store::{Decided, Failure, Read};
use crate::{both, refusal};

/// SHA-256 of a value's canonical bytes: what names a standard, a paper or an outcome for ever.
pub fn digest_of<T: serde::Serialize>(value: &T) -> Result<Digest, Failure> {
    Ok(Digest(Hash(Sha256::digest(to_canonical(value)?).into()).to_string()))
}

/// Every fault in one refusal, a line each.
pub fn faulty(faults: &[Fault]) -> Refusal {
    let list = |lang: Lang| faults.iter().map(|fault| fault.say(lang)).collect::<Vec<_>>().join("\n");
    let n = faults.len();
    Refusal::new(
        "faulty",
        Both {
            zh: format!("有 {n} 处错误：\n{}", list(Lang::Zh)), en: format!("{n} fault(s):\n{}", list(Lang::En))
        },
    )
}

/// Writes a standard as a draft, new or over an earlier draft of the same trade and edition. A draft may have faults;
/// they are returned, and keep it from being approved.
pub fn write_standard(
    office: &mut Office,
    standard: Standard,
    written: String,
) -> Result<(StandardId, Vec<Fault>), Failure> {
    office.act(Kind::StandardWritten, None, |read, _| {
        let (id, act) = standard_act(read, standard.clone(), written, None)?;
        Ok(Decided::new(act.into_iter().collect(), (id, validate_standard(&standard))))
    })
}

/// The act that writes a standard; none where the same text is already there.
fn standard_act(
    read: &Read,
    standard: Standard,
    written: String,
    next: Option<StandardId>,
) -> Result<(StandardId, Option<Act>), Failure> {
    let digest = digest_of(&standard)?;
    let id = match read.find_standard(&standard.trade, &standard.edition)? {
        Some(kept) if kept.digest == digest && kept.written == written => return Ok((kept.id, None)),
        Some(kept) if kept.approved => return Err(frozen(&kept.standard.trade, &kept.standard.edition).into()),
        Some(kept) => kept.id,
        None => next.map_or_else(|| read.next_standard(), Ok)?,
    };
    Ok((id, Some(Act::StandardWritten(StandardWritten { digest, id, standard, written }))))
}

/// Why an approved standard is not approved or written again.
pub fn frozen(trade: &Trade, edition: &str) -> Refusal {
    let trade = trade.title();
    refusal!(
        "standard_approved",
        "{trade} {edition} 版标准已批准，不能再改。",
        "The standard of {trade}, edition {edition}, is approved and never changes."
    )
    .next(both!("请用新的版本号写入。", "Write it under a new edition."))
}

/// The draft, where nothing keeps it from being approved; else every fault in one refusal.
pub fn approvable(read: &Read, id: StandardId) -> Result<Arc<StandardKept>, Failure> {
    let kept =
        read.standard(id)?.ok_or_else(|| refusal!("no_standard", "没有这个标准。", "There is no such standard."))?;
    if kept.approved {
        return Err(frozen(&kept.standard.trade, &kept.standard.edition).into());
    }
    let faults = validate_standard(&kept.standard);
    if !faults.is_empty() {
        return Err(faulty(&faults).into());
    }
    Ok(kept)
}

/// Approves a draft without faults; from then on it never changes.
pub fn approve_standard(office: &mut Office, id: StandardId) -> Result<(), Failure> {
    office.act(Kind::StandardApproved, None, |read, _| {
        let kept = approvable(read, id)?;
        Ok(Decided::act(Act::StandardApproved(StandardApproved { digest: kept.digest.clone(), id })))
    })
}

/// The standard that a paper names, and the paper's faults against it.
pub fn check_paper(read: &Read, paper: &Paper) -> Result<(Arc<StandardKept>, Vec<Fault>), Failure> {
    let (trade, edition) = (paper.trade.title(), &paper.standard);
    let Some(kept) = read.find_standard(&paper.trade, &paper.standard)? else {
        return Err(refusal!(
            "no_standard",
            "没有 {trade} {edition} 版标准，请先导入标准。",
            "There is no standard of {trade}, edition {edition}; import it first."
        )
        .into());
    };
    let faults = validate_paper(paper, &kept.standard);
    Ok((kept, faults))
}

/// Writes a paper that fits its standard; a version that is there already never changes.
pub fn write_paper(office: &mut Office, paper: Paper, written: String) -> Result<PaperId, Failure> {
    office.act(Kind::PaperWritten, None, |read, _| {
        let (kept, faults) = check_paper(read, &paper)?;
        if !faults.is_empty() {
            return Err(faulty(&faults).into());
        }
        let digest = digest_of(&paper)?;
        let same = |row: &&crate::store::read::standard::PaperRow| {
            (row.level, row.subject, row.version.as_str()) == (paper.level, paper.subject, paper.version.as_str())
        };
        if let Some(row) = read.papers(kept.id)?.iter().find(same) {
            if row.digest == digest {
                return Ok(Decided::new(Vec::new(), row.id));
            }
            let version = &paper.version;
            return Err(refusal!(
                "paper_exists",
                "试卷版本 {version} 已存在且内容不同；试卷不能改，请用新的版本号。",
                "Version {version} of this paper exists with other contents; papers never change, use a new version."
            )
            .into());
        }
        let id = read.next_paper()?;
        let act = Act::PaperWritten(PaperWritten { digest, id, paper: paper.clone(), standard: kept.id, written });
        Ok(Decided::new(vec![act], id))
    })
}

/// Writes many standards at once, all or none: how weights for hundreds of trades come in.
pub fn write_standards(office: &mut Office, standards: Vec<(Standard, String)>) -> Result<usize, Failure> {
    let (hold, all) = (office.hold().clone(), standards.len());
    office.act(Kind::StandardWritten, None, |read, _| {
        let mut acts = Vec::new();
        let mut next = read.next_standard()?;
        for (behind, (standard, written)) in standards.into_iter().enumerate() {
            hold.deciding(behind, all)?;
            let (id, act) = standard_act(read, standard, written, Some(next))?;
            if id == next {
                next = StandardId(next.0 + 1);
            }
            acts.extend(act);
        }
        let count = acts.len();
        Ok(Decided::new(acts, count))
    })
}
