//! Every act of the employment side: one verb, one function. It decides under the lock of that side's own handle, which knows
//! certificates by their public part and nothing else of evaluation.

mod appoint;
mod employer;
mod evidence;
mod import;
mod post;
mod register;
pub mod report;
pub mod retention;
pub mod year;

pub use appoint::{Wanted, Who, answer_notice, appoint, assess, end, renew};
pub use employer::{record_employer, revise_employer};
pub use evidence::{evidence, give_evidence};
pub use import::{
    AppointmentLine, EmployerLine, PostLine, TakenFile, Told, take_appointments, take_employers, take_posts,
};
pub use post::{close_post, open_post, revise_post};
pub use register::{Cells, Reached, end_pair, move_plan, record_row, strike_row, take_rows};

use super::{Going, Office};
use crate::domain::refusal::Refusal;
use crate::refusal;
use crate::store::Failure;
use crate::store::employment::act::{Act, Kind, WingEntered, WingKeyEnrolled, WingSet};

/// Somebody came in, after so many wrong passphrases.
pub(super) fn entered(office: &mut Office, wrong: u32) -> Result<(), Failure> {
    office.employ(Kind::WingEntered, None, |_, _| Ok((vec![Act::WingEntered(WingEntered { wrong })], ())))
}

/// Whoever sits here agrees by this key beside somebody else from now on; nothing where they do already.
pub(super) fn enrol(office: &mut Office, key: [u8; 32]) -> Result<(), Failure> {
    let person = office.who();
    office.employ(Kind::WingKeyEnrolled, None, |read, _| {
        if read.wing_key(person)?.is_some_and(|known| known == key) {
            return Ok((Vec::new(), ()));
        }
        Ok((vec![Act::WingKeyEnrolled(WingKeyEnrolled { key: key.to_vec(), person })], ()))
    })
}

/// How many testing stations the county has: what coverage is told against.
pub const COUNTY_STATIONS: &str = "county_stations";

/// Sets how many testing stations the county has.
pub fn set_county_stations(office: &mut Office, stations: u32) -> Result<(), Failure> {
    if stations == 0 {
        return Err(refusal!("stations", "全县站数至少为 1。", "The county has at least one station.").into());
    }
    office.employ(Kind::WingSet, None, |_, _| {
        let set = WingSet { name: COUNTY_STATIONS.to_owned(), value: stations.to_string() };
        Ok((vec![Act::WingSet(set)], ()))
    })
}

fn missing(zh: &str, en: &str) -> Refusal {
    refusal!("missing", "没有这个{zh}。", "There is no such {en}.")
}

fn reason_of<'a>(words: &'a str, zh: &str, en: &str) -> Result<&'a str, Refusal> {
    let words = words.trim();
    if words.is_empty() {
        return Err(refusal!("reason_needed", "{zh}须写明理由。", "{en} needs a reason."));
    }
    Ok(words)
}
