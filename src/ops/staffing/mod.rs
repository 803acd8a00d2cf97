//! Staffing: examiners' records, declared ties, panels named or drawn, sessions.
//!
//! What a panel is judged by is put together here ([`case`]) and judged in `domain::evaluation::staffing`.

mod division;
mod panel;
mod record;
mod session;
mod tie;

pub use division::{Divisible, divide, divisible};
pub use panel::{draw_panel, draws_that_differ, lawful_draw, name_panel, repeats};
pub use record::{approve_examiner, may_approve, record_examiner};
pub use session::{drop_session, plan_session};
pub use tie::{Declaration, declare_tie, withdraw_tie};

use super::batch::{item_name, no_batch, no_subject};
use super::settings::{ROTATION_BATCHES, ROTATION_NEW, SAME_EMPLOYER};
use crate::domain::evaluation::batch::BatchItem;
use crate::domain::evaluation::staffing::{
    Case, Colleague, Duty, Engagement, Limits, PanelCheck, PanelMember, Problem, Session, Weight,
};
use crate::domain::evaluation::subject::{Subject, SubjectKind};
use crate::domain::id::{BatchId, PersonId};
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::refusal;
use crate::store::read::batch::{Batch, Member};
use crate::store::read::staffing::{PanelOrigin, Serving};
use crate::store::read::standard::StandardKept;
use crate::store::{Failure, Read};

/// Whose panel: a subject of an item of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PanelKey {
    pub batch: BatchId,
    pub item: BatchItem,
    pub subject: SubjectKind,
}

/// A panel as it stands: its members, the check, and how it came to be.
#[derive(Clone, Debug)]
pub struct Panel {
    pub key: PanelKey,
    /// The leader first.
    pub members: Vec<Member>,
    pub check: PanelCheck,
    /// None where nobody was named yet.
    pub origin: Option<PanelOrigin>,
}

impl Panel {
    pub fn read(read: &Read, key: PanelKey) -> Result<Panel, Failure> {
        Panel::of(read, key, &case(read, key)?)
    }

    fn of(read: &Read, key: PanelKey, case: &Case) -> Result<Panel, Failure> {
        let members = read.panel(key.batch, key.item, key.subject)?;
        let origin = read.panel_origin(key.batch, key.item, key.subject)?;
        let seats: Vec<PanelMember> =
            members.iter().map(|member| PanelMember { leader: member.leader, person: member.person }).collect();
        let overridden = origin.as_ref().map_or(&[][..], |origin| &origin.overridden);
        Ok(Panel { key, check: case.check(&seats, overridden), members, origin })
    }
}

/// Every panel of a batch, by item and in the order of the standard's subjects.
pub fn panels(read: &Read, batch: &Batch) -> Result<Vec<Panel>, Failure> {
    let mut found = Vec::new();
    for item in &batch.plan.items {
        let Some(kept) = read.standard(item.standard)? else { continue };
        for subject in kept.standard.level(item.level).map_or(&[][..], |rules| &rules.subjects) {
            let key = PanelKey { batch: batch.id, item: *item, subject: subject.kind };
            found.push(Panel::of(read, key, &build(read, batch, &kept, *item, subject)?)?);
        }
    }
    Ok(found)
}

/// What a panel is judged by, as the file has it now.
pub fn case(read: &Read, key: PanelKey) -> Result<Case, Failure> {
    let batch = read.batch(key.batch)?.ok_or_else(no_batch)?;
    let kept = read.standard(key.item.standard)?.filter(|_| batch.plan.items.contains(&key.item));
    let kept = kept.ok_or_else(no_batch)?;
    let rules = kept.standard.level(key.item.level).map_or(&[][..], |rules| &rules.subjects);
    let subject = rules.iter().find(|subject| subject.kind == key.subject).ok_or_else(no_subject)?;
    build(read, &batch, &kept, key.item, subject)
}

fn build(read: &Read, batch: &Batch, kept: &StandardKept, item: BatchItem, subject: &Subject) -> Result<Case, Failure> {
    let (exam_on, trade) = (batch.plan.exam_on, &kept.standard.trade);
    let own = PanelKey { batch: batch.id, item, subject: subject.kind };
    let bonds = read.bonds(batch.id, item)?;
    let served = read.served_before(exam_on, batch.id)?;
    let records = read.examiners_on(exam_on)?;
    let engaged = engagements(read, exam_on, own)?;
    let of = |person: PersonId| {
        let bonds = bonds.iter().filter(|(other, _)| *other == person).map(|(_, bond)| bond.clone()).collect();
        let held = records.iter().find(|held| held.person == person);
        let (record, approved) = (held.map(|held| held.record.clone()), held.is_some_and(|held| held.approved));
        let engaged = engaged.iter().filter(|(other, _)| *other == person).map(|(_, it)| it.clone()).collect();
        let in_a_row = served.iter().take_while(|panel| panel.contains(&person)).count();
        (bonds, record, approved, engaged, u32::try_from(in_a_row).unwrap_or(u32::MAX))
    };
    let people = read.people()?.into_iter().map(|person| {
        let (bonds, record, approved, engaged, in_a_row) = of(person.id);
        let (person, name, roles) = (person.id, person.name, person.roles);
        Colleague { person, name, roles, record, approved, bonds, engaged, in_a_row }
    });
    Ok(Case {
        trade: trade.clone(),
        level: item.level,
        duty: Duty::of(subject),
        rule: subject.panel.clone(),
        exam_on,
        spans: spans(&read.sessions(batch.id)?, item, subject.kind),
        candidates: read.accepted_of(batch.id, item)?,
        employers: read.employers(batch.id, item)?,
        previous: read.panel_before(exam_on, batch.id, trade, subject.kind)?,
        people: people.collect(),
        limits: limits(read)?,
    })
}

fn spans(
    sessions: &[Session],
    item: BatchItem,
    subject: SubjectKind,
) -> Vec<crate::domain::evaluation::staffing::Span> {
    let own = sessions.iter().filter(|session| (session.item, session.subject) == (item, subject));
    own.map(|session| session.span).collect()
}

/// Where people are needed near the exam day, but for the panel itself.
fn engagements(read: &Read, exam_on: chrono::NaiveDate, own: PanelKey) -> Result<Vec<(PersonId, Engagement)>, Failure> {
    let mut sessions: Vec<(BatchId, Vec<Session>)> = Vec::new();
    let mut found = Vec::new();
    for serving in read.serving_near(exam_on)? {
        let Serving { person, batch, code, exam_on, item, subject } = serving;
        if own == (PanelKey { batch, item, subject }) {
            continue;
        }
        if !sessions.iter().any(|(known, _)| *known == batch) {
            sessions.push((batch, read.sessions(batch)?));
        }
        let of_batch = sessions.iter().find(|(known, _)| *known == batch).map_or(&[][..], |(_, of)| of);
        let spans = spans(of_batch, item, subject);
        found.push((person, Engagement { batch: code, same_batch: batch == own.batch, subject, exam_on, spans }));
    }
    Ok(found)
}

fn limits(read: &Read) -> Result<Limits, Failure> {
    let same_employer = if SAME_EMPLOYER.value(read)? == "warn" { Weight::Warns } else { Weight::Forbids };
    Ok(Limits { batches_in_a_row: ROTATION_BATCHES.whole(read)?, one_new_in: ROTATION_NEW.whole(read)?, same_employer })
}

/// Everything that keeps the panels of a batch from standing, each naming its trade, level and subject. An item without
/// candidates lacks nothing.
pub(super) fn lacking(read: &Read, batch: &Batch) -> Result<Vec<Both>, Failure> {
    let mut found = Vec::new();
    for panel in panels(read, batch)?.iter().filter(|panel| panel.check.candidates > 0) {
        let Some(kept) = read.standard(panel.key.item.standard)? else { continue };
        found.extend(panel.check.open().map(|problem| placed(&kept, panel.key, &problem.both())));
        found.extend(division::undivided(read, &kept, panel.key)?);
    }
    Ok(found)
}

/// `钳工 四级/中级工 操作技能：…。`
pub(super) fn placed(kept: &StandardKept, key: PanelKey, what: &Both) -> Both {
    let (item, zh, en) = (item_name(&kept.standard, key.item), &what.zh, &what.en);
    let subject = |lang| key.subject.say(lang);
    Both {
        zh: format!("{} {}：{zh}。", item.zh, subject(Lang::Zh)),
        en: format!("{} {}: {en}.", item.en, subject(Lang::En)),
    }
}

/// Several reasons as one refusal; its code is the first one's.
fn refused<'a>(problems: impl Iterator<Item = &'a Problem>) -> Option<Refusal> {
    let problems: Vec<&Problem> = problems.collect();
    let first = problems.first()?;
    let all =
        |lang: Lang, between: &str| problems.iter().map(|problem| problem.say(lang)).collect::<Vec<_>>().join(between);
    let mut because = Both { zh: format!("{}。", all(Lang::Zh, "；")), en: format!("{}.", all(Lang::En, "; ")) };
    if let Some(letter) = because.en.get_mut(..1) {
        letter.make_ascii_uppercase();
    }
    Some(Refusal::new(first.code(), because))
}

fn no_person() -> Refusal {
    refusal!("no_person", "没有这个人员。", "There is no such person.")
}
