//! What leaves the wing for evaluation: a signed file of hours or of places, given out by whoever keeps the wing. It is handed over
//! as any file is; nothing here reaches the other side.

use super::{Office, missing};
use crate::credential::evidence::{digest, seal};
use crate::credential::signing::Signer;
use crate::domain::employment::register::Register;
use crate::domain::evidence::{Evidence, What};
use crate::domain::id::Digest;
use crate::domain::identity::inert;
use crate::domain::language::Lang;
use crate::refusal;
use crate::store::Failure;
use crate::store::employment::EmploymentRead;
use crate::store::employment::act::{Act, EvidenceGiven, Kind};

/// What a plan's courses, or a competition, can say of people.
///
/// # Errors
/// `missing`; `no_evidence` where nobody passed a course, or no place counts as anything.
pub fn evidence(read: &EmploymentRead, what: What, of: i64, today: chrono::NaiveDate) -> Result<Evidence, Failure> {
    let register = match what {
        What::Hours => Register::Plan,
        What::Placings => Register::Competition,
    };
    let row = read.row(register, of)?.ok_or_else(|| missing("行", "row"))?;
    let title = row.cell("name", Lang::Zh);
    let lines = match what {
        What::Hours => read.hours_to_tell(of)?,
        What::Placings => read.placings_to_tell(of)?,
    };
    if lines.is_empty() {
        let title = inert(&title);
        return Err(match what {
            What::Hours => refusal!(
                "no_evidence",
                "计划“{title}”没有写明职业且结论合格的学时。",
                "Plan “{title}” has no passed hours in a trade that it names."
            ),
            What::Placings => refusal!(
                "no_evidence",
                "竞赛“{title}”没有写凭证名称，或没有人进入凭证名次。",
                "Competition “{title}” does not say what a place counts as, or nobody has such a place."
            ),
        }
        .into());
    }
    let issuer = read.station()?.map_or(String::new(), |(name, _)| name);
    Ok(Evidence { issuer, lines, made_on: today, title, what })
}

/// Signs it and records that it was given out; the file's bytes.
pub fn give_evidence(office: &mut Office, what: What, of: i64, signer: &Signer) -> Result<Vec<u8>, Failure> {
    office.employ(Kind::EvidenceGiven, None, |read, stamp| {
        let evidence = evidence(read, what, of, stamp.today())?;
        let lines = u32::try_from(evidence.lines.len()).unwrap_or(u32::MAX);
        let file = seal(&evidence, signer).map_err(|_| {
            refusal!("evidence_form", "凭证里有不能签名的内容。", "The evidence holds something that cannot be signed.")
        })?;
        let sha256 = Digest(digest(&file));
        let given = EvidenceGiven { lines, sha256, what: what.word().to_owned() };
        Ok((vec![Act::EvidenceGiven(given)], file))
    })
}
