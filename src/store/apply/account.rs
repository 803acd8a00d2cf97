//! Acts about keys become tables.

use rusqlite::{Connection, Result, params};

use super::run;
use crate::store::act::{KeyEnrolled, KeyRetired, StationKeyMade};

pub fn enrolled(conn: &Connection, seq: i64, act: &KeyEnrolled) -> Result<()> {
    run(
        conn,
        "INSERT INTO person_key (key, person, from_seq, until_seq) VALUES (?1, ?2, ?3, NULL)",
        params![act.key, act.person, seq],
    )?;
    Ok(())
}

pub fn retired(conn: &Connection, seq: i64, act: &KeyRetired) -> Result<()> {
    run(
        conn,
        "UPDATE person_key SET until_seq = ?3 WHERE key = ?1 AND person = ?2 AND until_seq IS NULL",
        params![act.key, act.person, seq],
    )?;
    Ok(())
}

pub fn station(conn: &Connection, seq: i64, act: &StationKeyMade) -> Result<()> {
    run(
        conn,
        "UPDATE station_key SET until_seq = ?2 WHERE purpose = ?1 AND until_seq IS NULL",
        params![act.purpose, seq],
    )?;
    run(
        conn,
        "INSERT INTO station_key (key, purpose, from_seq, until_seq) VALUES (?1, ?2, ?3, NULL)",
        params![act.key, act.purpose, seq],
    )?;
    Ok(())
}
