//! Retakes 补考: passed subjects are carried into a later entry as links to where they were passed, never as edits, and who
//! failed is entered again in one step.

use chrono::NaiveDate;

use super::Office;
use super::entry::{Application, file_rows, preview};
use super::outcome::{facts, outcome_act};
use super::settings::after::{MAX_RESITS, RETAIN_ANCHOR, RETAIN_DAYS};
use crate::credential::vault::Field;
use crate::domain::evaluation::batch::BatchState;
use crate::domain::evaluation::entry::{Decision, Details};
use crate::domain::evaluation::outcome::Verdict;
use crate::domain::evaluation::retention::{Anchor, Dates, Retention, passed_by_marks};
use crate::domain::evaluation::standard::Trade;
use crate::domain::evaluation::standing::Standing;
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::{BatchId, CandidateId, EntryId};
use crate::domain::identity::{PersonName, Phone, Sex, inert};
use crate::domain::language::{Both, Lang, Say};
use crate::domain::level::Level;
use crate::domain::refusal::Refusal;
use crate::refusal;
use crate::store::act::{Act, Kind, StandingSet};
use crate::store::read::batch::Batch;
use crate::store::read::entry::{EntryFilter, EntryRow};
use crate::store::{Decided, Failure, Read};

/// A subject that was passed before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    pub subject: SubjectKind,
    /// Where it was passed.
    pub from: EntryId,
    pub batch_code: String,
    pub score: crate::domain::score::Score,
    /// The last day on which it may be used.
    pub until: NaiveDate,
    /// Whether it may be carried into an exam on the day asked about.
    pub usable: Result<(), Refusal>,
}

/// The station's rule.
pub fn retention(read: &Read) -> Result<Retention, Failure> {
    Ok(Retention {
        // The setting's words are the numbers.
        days: RETAIN_DAYS.value(read)?.parse().unwrap_or(730),
        anchor: Anchor::from_word(&RETAIN_ANCHOR.value(read)?).unwrap_or(Anchor::PublishedOn),
        max_resits: MAX_RESITS.whole(read)?,
    })
}

/// Until when the passed subjects of a failed entry are kept; none where its batch was not made public yet.
pub fn kept_until(read: &Read, batch: &Batch) -> Result<Option<NaiveDate>, Failure> {
    Ok(retention(read)?.until(&dates(batch)))
}

fn dates(batch: &Batch) -> Dates {
    let public = batch.publicity.filter(|_| batch.state >= BatchState::Publicity);
    Dates {
        published_on: public.map(|days| days.from),
        exam_on: batch.plan.exam_on,
        registration_until: batch.plan.registration_until,
    }
}

/// What the candidate has passed before in this trade and level, for an exam `on` a day: of each subject the one that is
/// kept longest. `but` is the entry that asks.
pub fn kept(
    read: &Read,
    candidate: CandidateId,
    (trade, level): (&Trade, Level),
    on: NaiveDate,
    but: Option<EntryId>,
) -> Result<Vec<Kept>, Failure> {
    let rule = retention(read)?;
    let entries: Vec<EntryRow> = read
        .entries_of(candidate)?
        .into_iter()
        .filter(|row| Some(row.id) != but && row.item.level == level && row.decision == Decision::Accepted)
        .collect();
    let mut found: Vec<Kept> = Vec::new();
    for row in &entries {
        if read.trade(row.item.standard)?.is_none_or(|(other, _)| other != *trade) {
            continue;
        }
        let Some(batch) = read.batch(row.batch)? else { continue };
        let Some(until) = rule.until(&dates(&batch)) else { continue };
        let Some(outcome) = read.outcome(row.id)? else { continue };
        for (subject, score) in passed_by_marks(&outcome) {
            let resits = resits_on(read, &entries, row.id)?;
            let usable = rule.allows(until, on, resits);
            let one = Kept { subject, from: row.id, batch_code: batch.plan.code.clone(), score, until, usable };
            match found.iter_mut().find(|other| other.subject == subject) {
                Some(other) if (one.usable.is_ok(), one.until) > (other.usable.is_ok(), other.until) => *other = one,
                Some(_) => {}
                None => found.push(one),
            }
        }
    }
    found.sort_by_key(|one| one.subject);
    Ok(found)
}

/// How many entries have carried a subject from this one.
fn resits_on(read: &Read, entries: &[EntryRow], from: EntryId) -> Result<u32, Failure> {
    let mut resits = 0;
    for row in entries {
        let standings = read.standings(row.id)?;
        let carries = |standing: &Standing| matches!(standing, Standing::Carried { from: own, .. } if *own == from);
        resits += u32::from(standings.iter().any(|(_, standing, _)| carries(standing)));
    }
    Ok(resits)
}

/// What may be carried into an entry and was not yet: proposed when it is registered and decided.
pub fn proposed(read: &Read, entry: EntryId) -> Result<Vec<Kept>, Failure> {
    let row = read.entry(entry)?.ok_or_else(no_entry)?;
    let batch = read.batch(row.batch)?.ok_or_else(no_entry)?;
    let Some((trade, _)) = read.trade(row.item.standard)? else { return Ok(Vec::new()) };
    let mut list = kept(read, row.candidate, (&trade, row.item.level), batch.plan.exam_on, Some(entry))?;
    let stands = read.standings(entry)?;
    list.retain(|one| stands.iter().all(|(subject, ..)| *subject != one.subject));
    Ok(list)
}

/// Whether scores may be carried into entries of the batch now: from registration until the exam begins.
pub fn may_carry(batch: &Batch) -> Result<(), Refusal> {
    if (BatchState::Registering..BatchState::Sitting).contains(&batch.state) {
        return Ok(());
    }
    Err(refusal!(
        "carry_closed",
        "保留成绩在报名之后、开考之前沿用。",
        "Kept scores are carried between registration and the exam."
    ))
}

/// Carries everything that may be carried into one entry; answers how many subjects.
pub fn carry(office: &mut Office, entry: EntryId) -> Result<u32, Failure> {
    office.act(Kind::StandingSet, None, |read, _| {
        let row = read.entry(entry)?.ok_or_else(no_entry)?;
        let batch = read.batch(row.batch)?.ok_or_else(no_entry)?;
        may_carry(&batch)?;
        let list = proposed(read, entry)?;
        if let Some(refusal) = nothing_to_carry(&list) {
            return Err(refusal.into());
        }
        let (acts, count) = carrying(read, entry, &list)?;
        Ok(Decided::new(acts, count))
    })
}

/// Carries whatever may be carried into the entries of a batch; answers how many subjects of how many entries.
pub fn carry_all(office: &mut Office, batch: BatchId) -> Result<(u32, u32), Failure> {
    office.act(Kind::StandingSet, None, |read, _| {
        may_carry(&read.batch(batch)?.ok_or_else(no_entry)?)?;
        let (mut acts, mut subjects, mut entries) = (Vec::new(), 0, 0);
        for row in read.batch_entries(batch, EntryFilter::default())? {
            if !matches!(row.decision, Decision::Pending | Decision::Accepted) {
                continue;
            }
            let (more, count) = carrying(read, row.id, &proposed(read, row.id)?)?;
            acts.extend(more);
            subjects += count;
            entries += u32::from(count > 0);
        }
        Ok(Decided::new(acts, (subjects, entries)))
    })
}

fn nothing_to_carry(list: &[Kept]) -> Option<Refusal> {
    if list.iter().any(|one| one.usable.is_ok()) {
        return None;
    }
    let first = list.iter().find_map(|one| one.usable.clone().err());
    Some(first.unwrap_or_else(|| refusal!("nothing_kept", "没有可以沿用的成绩。", "There is no score to carry.")))
}

fn carrying(read: &Read, entry: EntryId, list: &[Kept]) -> Result<(Vec<Act>, u32), Failure> {
    let mut facts = facts(read, entry)?;
    let mut acts = Vec::new();
    for one in list.iter().filter(|one| one.usable.is_ok()) {
        let Some(own) = facts.subject_mut(one.subject).filter(|own| own.sheets.is_empty()) else { continue };
        let standing = Standing::Carried { from: one.from, score: one.score };
        own.standing = Some(standing.clone());
        acts.push(Act::StandingSet(set(entry, one, standing)));
    }
    let count = u32::try_from(acts.len()).unwrap_or(u32::MAX);
    if count > 0 {
        acts.extend(outcome_act(read, entry, &facts)?);
    }
    Ok((acts, count))
}

fn set(entry: EntryId, one: &Kept, standing: Standing) -> StandingSet {
    let (code, until) = (&one.batch_code, one.until);
    StandingSet { entry, evidence: format!("{code}，成绩保留到 {until}"), standing, subject: one.subject }
}

fn no_entry() -> Refusal {
    refusal!("no_entry", "没有这份报名。", "There is no such entry.")
}

/// What became of those who failed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resat {
    pub filed: Vec<EntryId>,
    /// Subjects carried with them.
    pub carried: u32,
    /// Who was not entered again, and why.
    pub left: Vec<(String, Both)>,
}

/// Whether an entry may be followed by a resit: it failed, and its batch is through publicity.
pub fn may_resit(batch: &Batch, row: &EntryRow) -> Result<(), Refusal> {
    if row.decision != Decision::Accepted || row.verdict != Some(Verdict::Fail) {
        return Err(refusal!("not_failed", "只有不合格的考生才补考。", "Only who failed sits again."));
    }
    if batch.state < BatchState::Issuing {
        let (zh, en) = (batch.state.say(Lang::Zh), batch.state.say(Lang::En));
        let because = Both {
            zh: format!("批次现在是“{zh}”，公示结束之后才能报补考。"),
            en: format!("The batch is “{en}”; resits are entered once publicity is over."),
        };
        return Err(Refusal::new("resit_early", because));
    }
    Ok(())
}

/// Enters these failed entries again in a later batch that is registering, each with the subjects that it passed.
pub fn resit(office: &mut Office, entries: &[EntryId], into: BatchId) -> Result<Resat, Failure> {
    let hold = office.hold().clone();
    office.act_by_chance(Kind::EntryFiled, None, |read, _, entropy| {
        let target =
            read.batch(into)?.ok_or_else(|| refusal!("no_batch", "没有这个批次。", "There is no such batch."))?;
        let mut rows = Vec::new();
        for entry in entries {
            let row = read.entry(*entry)?.ok_or_else(no_entry)?;
            may_resit(&read.batch(row.batch)?.ok_or_else(no_entry)?, &row)?;
            rows.push((application(read, &row)?, row.candidate));
        }
        let applications: Vec<Application> = rows.iter().map(|(row, _)| row.clone()).collect();
        let mut resat = Resat::default();
        let (mut filing, mut candidates) = (Vec::new(), Vec::new());
        for ((row, candidate), screened) in rows.into_iter().zip(preview(read, into, &applications)?) {
            match screened.faults.into_iter().next() {
                Some(fault) => resat.left.push((row.name.as_str().to_owned(), fault)),
                None => {
                    filing.push(row);
                    candidates.push(candidate);
                }
            }
        }
        if let (true, Some((name, fault))) = (filing.is_empty(), resat.left.first()) {
            let name = inert(name);
            let because = Both { zh: format!("{name}：{}。", fault.zh), en: format!("{name}: {}.", fault.en) };
            return Err(Refusal::new("resit_refused", because).into());
        }
        let first = read.next_entry()?.0;
        let mut acts = file_rows(read, into, &filing, entropy, &hold)?;
        let mut carried = Vec::new();
        for (act, candidate) in acts.iter().zip(&candidates) {
            let Act::EntryFiled(filed, _) = act else { continue };
            let Some((trade, _)) = read.trade(filed.item.standard)? else { continue };
            let list = kept(read, *candidate, (&trade, filed.item.level), target.plan.exam_on, None)?;
            for one in list.iter().filter(|one| one.usable.is_ok()) {
                let standing = Standing::Carried { from: one.from, score: one.score };
                carried.push(Act::StandingSet(set(filed.id, one, standing)));
            }
        }
        resat.filed = (first..).map(EntryId).take(filing.len()).collect();
        resat.carried = u32::try_from(carried.len()).unwrap_or(u32::MAX);
        acts.extend(carried);
        Ok(Decided::new(acts, resat))
    })
}

/// The application of an earlier entry, again.
fn application(read: &Read, row: &EntryRow) -> Result<Application, Failure> {
    let erased = || refusal!("erased", "这份报名的个人信息已删除。", "The entry's personal part is erased.");
    let candidate = read.candidate(row.candidate)?.ok_or_else(no_entry)?;
    let detail = read.entry_detail(row.id)?.ok_or_else(no_entry)?;
    let (trade, _) = read.trade(row.item.standard)?.ok_or_else(no_entry)?;
    let vault = read.vault().ok_or_else(super::office::not_signed_in)?;
    let phone = detail.phone_cipher.and_then(|cipher| vault.decrypt(Field::Phone, &cipher).ok());
    let phone = phone.and_then(|bytes| Phone::parse(std::str::from_utf8(&bytes).ok()?).ok());
    Ok(Application {
        trade: trade.title(),
        level: row.item.level,
        condition: (row.condition > 0).then_some(row.condition),
        document: read.document(&candidate).ok_or_else(erased)?,
        name: PersonName::parse(&candidate.name).map_err(|_| erased())?,
        sex: candidate.sex.unwrap_or(Sex::Unknown),
        birth: candidate.birth,
        phone,
        claims: detail.claims.ok_or_else(erased)?,
        details: Details { exam_kind: "补考".to_owned(), ..detail.details.unwrap_or_default() },
    })
}
