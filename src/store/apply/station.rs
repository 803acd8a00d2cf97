//! Acts about the station, its people and its settings become tables.

use rusqlite::{Connection, Result, params};

use super::run;
use crate::store::act::{MappingKept, PersonRecorded, ScopeFiled, SettingSet, StationFounded};

pub fn founded(conn: &Connection, act: &StationFounded) -> Result<()> {
    run(
        conn,
        "INSERT INTO station (id, name, credit_code, region, site_code, address, phone) VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6)",
        params![act.name, act.credit_code, act.region, act.site_code, act.address, act.phone],
    )?;
    Ok(())
}

pub fn scope(conn: &Connection, act: &ScopeFiled) -> Result<()> {
    run(
        conn,
        "INSERT INTO scope (id, classification, trade_code, trade_name, level, valid_from, valid_until, document)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT (id) DO UPDATE SET valid_from = excluded.valid_from, valid_until = excluded.valid_until, document = excluded.document",
        params![
            act.id,
            act.classification,
            act.trade_code,
            act.trade_name,
            act.level,
            act.valid_from.to_string(),
            act.valid_until.map(|day| day.to_string()),
            act.document
        ],
    )?;
    Ok(())
}

pub fn person(conn: &Connection, act: &PersonRecorded) -> Result<()> {
    run(
        conn,
        "INSERT INTO person (id, name) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET name = excluded.name",
        params![act.id, act.name],
    )?;
    run(conn, "DELETE FROM person_role WHERE person = ?1", [act.id])?;
    for role in &act.roles {
        run(conn, "INSERT INTO person_role (person, role) VALUES (?1, ?2)", params![act.id, role])?;
    }
    Ok(())
}

pub fn setting(conn: &Connection, act: &SettingSet) -> Result<()> {
    let sql = "INSERT INTO setting (name, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value";
    run(conn, sql, [&act.name, &act.value])?;
    Ok(())
}

pub fn mapping(conn: &Connection, act: &MappingKept) -> Result<()> {
    let sql = "INSERT INTO mapping (name, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value";
    run(conn, sql, [&act.name, &act.value])?;
    Ok(())
}
