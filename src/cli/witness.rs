//! `witness`: the supervisor's stick keeps the last checkpoint it saw; the next visit demands that the journal only grew.

use super::args::WitnessArgs;
use super::problem::Problem;
use super::session::Session;
use super::{DONE, json};
use crate::domain::language::Say;
use crate::ops::witness::witness;

pub fn run(session: &mut Session, args: &WitnessArgs) -> Result<u8, Problem> {
    let office = session.open()?;
    let witnessed = witness(&office, &args.to)?;
    if args.json {
        json::object(&mut session.out, &witnessed);
    } else {
        session.out.line(&witnessed.say(session.lang));
    }
    Ok(DONE)
}
