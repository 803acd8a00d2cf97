//! Entries: filing applications one by one or by roster, deciding them, giving tickets and seats.

mod application;
mod claims;
mod decide;
mod file;
mod screen;
mod seat;

use chrono::NaiveDate;

pub use application::{Application, RosterFile};
pub use claims::{may_revise, revise_claims};
pub use decide::{accept_eligible, decide, eligibility, may_decide};
pub(super) use file::file_rows;
pub use file::{file_entry, no_row, not_taken, take_roster, take_screened};
pub use screen::{AsOf, Good, Screened, Screening, preview};
pub use seat::{may_seat, seat_all};

use super::settings::CUTOFF;
use crate::domain::evaluation::batch::BatchState;
use crate::domain::id::BatchId;
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::refusal;
use crate::store::read::batch::Batch;
use crate::store::{Failure, Read};

/// Whether a batch takes entries now: only while registering.
pub fn takes_entries(batch: &Batch) -> Result<(), Refusal> {
    if batch.state == BatchState::Registering {
        return Ok(());
    }
    let (zh, en) = (batch.state.say(Lang::Zh), batch.state.say(Lang::En));
    let because = Both {
        zh: format!("现在是“{zh}”，只有“报名中”能收报名（批次“{}”）。", batch.plan.name),
        en: format!("Now “{en}”; it takes entries only while registering (batch “{}”).", batch.plan.name),
    };
    Err(Refusal::new("not_registering", because))
}

fn batch_of(read: &Read, id: BatchId) -> Result<Batch, Failure> {
    Ok(read.batch(id)?.ok_or_else(|| refusal!("no_batch", "没有这个批次。", "There is no such batch."))?)
}

/// The day to which years are counted, by setting.
pub fn cutoff(read: &Read, batch: &Batch) -> Result<NaiveDate, Failure> {
    Ok(match CUTOFF.value(read)?.as_str() {
        "exam_on" => batch.plan.exam_on,
        _ => batch.plan.registration_until,
    })
}
