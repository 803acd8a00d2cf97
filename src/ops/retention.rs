//! Personal data at the end of its time 到期清除: what is due by the station's rule, erased by two people, the proofs left as they stand.
//!
//! Erased are the sealed parts of a candidate's acts: name, document, application, photo, grounds, the credential of a certificate, what
//! old ledgers tell of the same document, and declared ties to the candidate; and of whoever never entered here what old ledgers tell,
//! once the time for holders of certificates is over. What stays is public in the journal and names nobody: that an entry was filed, its marks and outcome, a
//! certificate's number, trade and level. [`beyond`] says what is not reached.

use chrono::{Months, NaiveDate};
use serde::Serialize;

use super::Office;
use super::office::Hand;
use super::settings::retention::{ERASE_AFTER, ERASE_CERTIFIED};
use crate::domain::id::CandidateId;
use crate::domain::identity::inert;
use crate::domain::language::Both;
use crate::domain::refusal::Refusal;
use crate::store::act::{Act, Kind, PersonalErased};
use crate::store::read::retention::{DueRow, PastDue};
use crate::store::{Decided, Failure, Read};
use crate::{both, refusal};

/// So many people at once at most: more wait for the next time.
pub const MOST: u32 = 1000;

/// The station's rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Rule {
    pub years: u32,
    /// None: for ever.
    pub years_certified: Option<u32>,
}

impl Rule {
    pub fn of(read: &Read) -> Result<Rule, Failure> {
        Ok(Rule { years: ERASE_AFTER.whole(read)?, years_certified: ERASE_CERTIFIED.value(read)?.parse().ok() })
    }

    /// Whoever was last heard of on this day or before is due: without a certificate, and with one.
    fn until(self, today: NaiveDate) -> (NaiveDate, Option<NaiveDate>) {
        let back = |years: u32| today.checked_sub_months(Months::new(years * 12)).unwrap_or(NaiveDate::MIN);
        (back(self.years), self.years_certified.map(back))
    }
}

/// Who is due today, the longest ago first; [`MOST`] at most.
pub fn due(office: &Office) -> Result<Vec<DueRow>, Failure> {
    due_on(&office.read(), office.today())
}

/// Of whom old ledgers alone tell and whose time is over, the longest ago first; [`MOST`] at most.
pub fn past_due(office: &Office) -> Result<Vec<PastDue>, Failure> {
    past_due_on(&office.read(), office.today())
}

fn past_due_on(read: &Read, today: NaiveDate) -> Result<Vec<PastDue>, Failure> {
    let (_, certified) = Rule::of(read)?.until(today);
    Ok(read.past_due_for_erasure(certified, MOST)?)
}

fn due_on(read: &Read, today: NaiveDate) -> Result<Vec<DueRow>, Failure> {
    let (uncertified, certified) = Rule::of(read)?.until(today);
    Ok(read.due_for_erasure(uncertified, certified, MOST)?)
}

/// Erases what is kept of these candidates; a second person agrees. Answers how many journal rows lost their personal part.
///
/// # Errors
/// `nothing_due`, `not_due` (somebody among them is not, or not any more), `reason_needed` without the document it is done by.
pub fn erase(office: &mut Office, who: &[CandidateId], because: &str, second: &Hand) -> Result<usize, Failure> {
    erase_all(office, who, &[], because, second)
}

/// The same, and with it what old ledgers tell of holders who never entered, each named by the [`PastDue::number`] that stands for
/// them; one act.
pub fn erase_all(
    office: &mut Office,
    who: &[CandidateId],
    past: &[String],
    because: &str,
    second: &Hand,
) -> Result<usize, Failure> {
    let because = because.trim().to_owned();
    let erased = office.act_by_two(Kind::PersonalErased, second, Some(&because), |read, stamp| {
        if because.is_empty() {
            return Err(refusal!(
                "reason_needed",
                "清除须写明批准文号或依据。",
                "Erasing needs its ground: the number of the approval."
            )
            .into());
        }
        if who.is_empty() && past.is_empty() {
            return Err(nothing_due().into());
        }
        let due = due_on(read, stamp.today())?;
        let mut chosen = Vec::with_capacity(who.len());
        for id in who {
            let row = due.iter().find(|row| row.candidate == *id).ok_or_else(|| not_due(read, *id))?;
            chosen.push(row.clone());
        }
        chosen.sort_by_key(|row| row.candidate);
        chosen.dedup_by_key(|row| row.candidate);
        let rule = Rule::of(read)?;
        let mut holders = match past {
            [] => Vec::new(),
            _ => past_due_on(read, stamp.today())?,
        };
        if let Some(number) = past.iter().find(|number| !holders.iter().any(|row| row.number == **number)) {
            return Err(past_not_due(number).into());
        }
        holders.retain(|row| past.contains(&row.number));
        let (people, past) = (read.kept_of(&chosen)?, read.past_of(&holders)?);
        let parts = people.iter().map(|person| person.parts.len()).chain(past.iter().map(|holder| holder.parts.len()));
        let parts = parts.sum();
        let act = PersonalErased { past, people, years: rule.years, years_certified: rule.years_certified };
        Ok(Decided::new(vec![Act::PersonalErased(act)], parts))
    })?;
    // The log beside the file still holds the pages as they were.
    office.settle()?;
    Ok(erased)
}

/// What no erasing reaches, for whoever decides about it and for whoever has done it.
pub fn beyond() -> Both {
    both!(
        "够不着的：以前的备份和导出、打印的纸、异议和理由等自由文字里写的姓名；聘任一侧登记的姓名由那一侧按期清除。请按规定另行处理。",
        "Not reached: backups and exports made before, printed paper, names written in objections, reasons and other free text; the employment side erases its own. See to them by your own rules."
    )
}

pub fn nothing_due() -> Refusal {
    refusal!("nothing_due", "没有到期应清除的资料。", "No personal data is due for erasure.")
}

fn past_not_due(number: &str) -> Refusal {
    let number = inert(number);
    refusal!(
        "not_due",
        "台账证书 {number} 的持有人还没有到期，不能清除。",
        "The holder of {number} in the old ledgers is not due; nothing was erased."
    )
    .next(both!("只选列表里的人。", "Choose from the list only."))
}

fn not_due(read: &Read, id: CandidateId) -> Refusal {
    let name = read.candidate(id).ok().flatten().map_or_else(String::new, |candidate| inert(&candidate.name));
    let number = id.0;
    refusal!(
        "not_due",
        "考生 #{number} {name} 还没有到期，或有未办结的异议、复核，不能清除。",
        "Candidate #{number} {name} is not due, or has an open dispute; nothing was erased."
    )
    .next(both!("只选列表里的人。", "Choose from the list only."))
}
