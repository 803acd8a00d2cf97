//! A clock that cannot be right is recorded before the act that meets it, in the same transaction.

use chrono::DateTime;
use rusqlite::{Connection, OptionalExtension};

use super::act::{Act, ClockJumped};
use super::hold::Hold;
use super::{Failure, Hands, journal};
use crate::credential::entropy::Entropy;
use crate::domain::anchor::has_jumped;
use crate::domain::id::PersonId;
use crate::domain::stamp::Stamp;

/// Holds the stamp's time against the last act's. The program itself records the jump, in the role of whoever acts.
pub fn watch(conn: &Connection, stamp: &Stamp, entropy: &mut dyn Entropy) -> Result<(), Failure> {
    let sql = "SELECT at FROM journal ORDER BY seq DESC LIMIT 1";
    let last: Option<String> = conn.prepare_cached(sql)?.query_row([], |row| row.get(0)).optional()?;
    // A time that cannot be read is the check's to find.
    let Some(before) = last.as_deref().and_then(|last| DateTime::parse_from_rfc3339(last).ok()) else { return Ok(()) };
    if !has_jumped(before, stamp.at) {
        return Ok(());
    }
    let act = Act::ClockJumped(ClockJumped { from: last.unwrap_or_default(), to: stamp.time() });
    let program = Stamp { person: PersonId(0), second: None, reason: None, ..stamp.clone() };
    journal::append::<journal::Evaluation>(
        conn,
        Hands { stamp: &program, own: None, second: None, station: None, beside: &[] },
        entropy,
        &[act],
        &Hold::default(),
    )
}
