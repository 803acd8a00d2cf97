//! What is due today, and what waits for whom.

use chrono::NaiveDate;
use serde::Serialize;

use super::Office;
use super::batch::what_blocks_now;
use crate::both;
use crate::domain::evaluation::batch::{BatchItem, BatchState};
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::{BatchId, PersonId};
use crate::domain::language::{Both, counted};
use crate::domain::refusal::Refusal;
use crate::store::Failure;
use crate::store::read::batch::{Batch, BatchCounts};

/// What kind of work waits; a screen opens the place where it is done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Work {
    /// Sheets that whoever sits at the desk has still to sign.
    Mark {
        item: BatchItem,
        subject: SubjectKind,
        sheets: u32,
        /// Of these: signed before, and sent back.
        again: u32,
    },
    /// Entries to decide.
    Decide { entries: u32 },
    /// Nothing keeps the batch from its next state.
    Advance { to: BatchState },
    /// Certificates that can be issued.
    Issue { certificates: u32 },
    /// Something blocks, or a date is waited for.
    Wait { because: Refusal },
}

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Due {
    pub batch: BatchId,
    pub name: String,
    pub state: BatchState,
    pub work: Work,
    /// The day that it hangs on, where there is one.
    pub on: Option<NaiveDate>,
    pub text: Both,
}

/// Every batch that is not archived, the newest exam first, with how its entries stand.
pub fn live(office: &Office) -> Result<Vec<(Batch, BatchCounts)>, Failure> {
    let read = office.read();
    let live = read.batches()?.into_iter().filter(|batch| batch.state < BatchState::Reported);
    live.map(|batch| {
        let counts = read.batch_counts(batch.id)?;
        Ok((batch, counts))
    })
    .collect()
}

/// What waits in every batch that is not archived: work that can be done now comes first.
pub fn due(office: &Office) -> Result<Vec<Due>, Failure> {
    due_in(office, &live(office)?)
}

/// The same for batches whose entries are counted already: at every start and return to the first screen they are counted once.
pub fn due_in(office: &Office, live: &[(Batch, BatchCounts)]) -> Result<Vec<Due>, Failure> {
    let mut list = Vec::new();
    for (batch, counts) in live {
        let mut add = |work: Work, on: Option<NaiveDate>, text: Both| {
            let (name, state) = (batch.plan.name.clone(), batch.state);
            list.push(Due { batch: batch.id, name, state, work, on, text });
        };
        if (BatchState::Sitting..=BatchState::Confirming).contains(&batch.state) {
            for (item, subject, sheets) in sheets_waiting(office, batch, office.who())? {
                let again = office.read().sent_back(batch.id, item, subject, office.who())?;
                // Once the scores are locked only what a second look sent back is marked.
                if batch.state == BatchState::Confirming && again == 0 {
                    continue;
                }
                let left = counted(sheets, "sheet waits", "sheets wait");
                let text = match again {
                    0 => both!("你还有 {sheets} 份评分表待签", "{left} for your signature"),
                    _ => both!(
                        "你还有 {sheets} 份评分表待签，其中 {again} 份被退回重评",
                        "{left} for your signature, {again} of them sent back"
                    ),
                };
                add(Work::Mark { item, subject, sheets, again }, Some(batch.plan.exam_on), text);
            }
        }
        let pending = counts.pending;
        if pending > 0 && matches!(batch.state, BatchState::Registering | BatchState::Reviewing) {
            let on = Some(batch.plan.registration_until);
            let entries = counted(pending, "entry", "entries");
            add(Work::Decide { entries: pending }, on, both!("{pending} 份报名待审核", "{entries} to decide"));
        }
        let left = counts.passed.saturating_sub(counts.certificates);
        let blocking = what_blocks_now(office, batch, counts)?;
        if batch.state == BatchState::Issuing && left > 0 {
            let due = counted(left, "certificate", "certificates");
            add(Work::Issue { certificates: left }, None, both!("{left} 本证书可以核发", "{due} can be issued"));
            continue;
        }
        match (blocking.into_iter().next(), batch.state.next()) {
            (Some(first), _) => {
                let on = match batch.state {
                    BatchState::Announced => Some(batch.plan.registration_from),
                    BatchState::Registering => Some(batch.plan.registration_until),
                    BatchState::Ready => Some(batch.plan.exam_on),
                    BatchState::Publicity => batch.publicity.map(|publicity| publicity.until),
                    _ => None,
                };
                let text = first.because.clone();
                add(Work::Wait { because: first }, on, text);
            }
            (None, Some(to)) => {
                use crate::domain::language::{Lang, Say};
                let (zh, en) = (to.say(Lang::Zh), to.say(Lang::En));
                add(
                    Work::Advance { to },
                    None,
                    Both { zh: format!("可以转入“{zh}”"), en: format!("Can move on to “{en}”") },
                );
            }
            (None, None) => {}
        }
    }
    // One's own sheets first, then what can be finished, then what can be begun; what waits comes last.
    list.sort_by_key(|due| match due.work {
        Work::Mark { .. } => 0,
        Work::Issue { .. } => 1,
        Work::Decide { .. } => 2,
        Work::Advance { .. } => 3,
        Work::Wait { .. } => 4,
    });
    Ok(list)
}

/// The sheets that wait for a person's signature in all batches that are being marked.
pub fn sheets_of(office: &Office, person: PersonId) -> Result<u32, Failure> {
    let mut sheets = 0;
    for batch in office.read().batches()? {
        if (BatchState::Sitting..=BatchState::Marking).contains(&batch.state) {
            sheets += sheets_waiting(office, &batch, person)?.iter().map(|(_, _, waiting)| waiting).sum::<u32>();
        }
    }
    Ok(sheets)
}

/// A subject that somebody marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Desk {
    pub item: BatchItem,
    pub subject: SubjectKind,
    /// Sheets not yet signed.
    pub left: u32,
}

/// Every subject of a batch on whose panel whoever sits at the desk is named.
pub fn desks(office: &Office, batch: &Batch) -> Result<Vec<Desk>, Failure> {
    desks_of(office, batch, office.who())
}

fn desks_of(office: &Office, batch: &Batch, person: PersonId) -> Result<Vec<Desk>, Failure> {
    let read = office.read();
    let mut desks = Vec::new();
    for item in &batch.plan.items {
        for (subject, _) in read.batch_papers(batch.id, *item)? {
            let panel = read.panel(batch.id, *item, subject)?;
            if panel.iter().any(|member| member.person == person) || read.is_further(batch.id, subject, person)? {
                let desk = read.desk(batch.id, *item, subject, person)?;
                let left = desk.iter().filter(|row| !row.signed && !row.stands_unmarked()).count();
                desks.push(Desk { item: *item, subject, left: u32::try_from(left).unwrap_or(u32::MAX) });
            }
        }
    }
    Ok(desks)
}

/// The same, where sheets are left to sign.
fn sheets_waiting(
    office: &Office,
    batch: &Batch,
    person: PersonId,
) -> Result<Vec<(BatchItem, SubjectKind, u32)>, Failure> {
    let waiting = desks_of(office, batch, person)?.into_iter().filter(|desk| desk.left > 0);
    Ok(waiting.map(|desk| (desk.item, desk.subject, desk.left)).collect())
}
