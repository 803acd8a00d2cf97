//! Tickets and seats for accepted entries.

use super::batch_of;
use crate::domain::evaluation::batch::BatchState;
use crate::domain::evaluation::entry::{Decision, lowest_free_seat};
use crate::domain::evaluation::ticket::TicketNumber;
use crate::domain::id::BatchId;
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::ops::Office;
use crate::ops::station::refuse;
use crate::store::Decided;
use crate::store::Failure;
use crate::store::act::{Act, Kind, TicketGiven};
use crate::store::read::batch::Batch;
use crate::store::read::entry::EntryFilter;

/// Whether tickets and seats are given now.
pub fn may_seat(batch: &Batch) -> Result<(), Refusal> {
    if (BatchState::Reviewing..BatchState::Sitting).contains(&batch.state) {
        return Ok(());
    }
    let (zh, en) = (batch.state.say(Lang::Zh), batch.state.say(Lang::En));
    let because = Both {
        zh: format!("批次现在是“{zh}”，编排考场在“资格审核”之后、考试之前。"),
        en: format!("The batch is “{en}”; seats are given after reviewing and before the exam."),
    };
    Err(Refusal::new("not_arranging", because))
}

/// Gives every accepted entry without a seat the lowest free one, and a ticket where it has none. A ticket once given stays.
pub fn seat_all(office: &mut Office, batch: BatchId) -> Result<u32, Failure> {
    office.act(Kind::TicketGiven, None, |read, _| {
        let batch = batch_of(read, batch)?;
        may_seat(&batch)?;
        let accepted = EntryFilter { decision: Some(Decision::Accepted), ..EntryFilter::default() };
        let mut taken = read.seats(batch.id)?;
        let last = read.last_ticket(batch.id)?;
        let mut serial = last.and_then(|ticket| TicketNumber::parse(&ticket).ok()).map_or(0, |ticket| ticket.serial());
        let mut acts = Vec::new();
        for row in read.batch_entries(batch.id, accepted)? {
            if row.seat.is_some() {
                continue;
            }
            let ticket = match row.ticket {
                Some(ticket) => ticket,
                None => {
                    serial += 1;
                    let number = TicketNumber::compose(&batch.plan.code, serial);
                    number.map_err(|fault| refuse("ticket", &fault))?.as_str().to_owned()
                }
            };
            let (room, seat) = lowest_free_seat(&taken, batch.plan.room_seats);
            taken.push((room, seat));
            acts.push(Act::TicketGiven(TicketGiven { entry: row.id, room, seat, ticket }));
        }
        let count = u32::try_from(acts.len()).unwrap_or(u32::MAX);
        Ok(Decided::new(acts, count))
    })
}
