//! Cosignatures 联署 that other offices made below a kept checkpoint, filed as they came back.

use rusqlite::{Connection, Row, params};

use crate::credential::note::Cosignature;
use crate::credential::signing::{PUBLIC, SIGNATURE};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CosignatureRow {
    /// The kept checkpoint's number.
    pub checkpoint: i64,
    /// The name of the office's journal, and the key under which it signed.
    pub office: String,
    pub key: [u8; PUBLIC],
    pub made: Cosignature,
}

impl CosignatureRow {
    pub const COLUMNS: &str = "checkpoint, office, key, time, signature";

    pub fn from_row(row: &Row) -> rusqlite::Result<CosignatureRow> {
        let time = row.get::<_, i64>("time")?.unsigned_abs();
        let signature: [u8; SIGNATURE] = row.get("signature")?;
        Ok(CosignatureRow {
            checkpoint: row.get("checkpoint")?,
            office: row.get("office")?,
            key: row.get("key")?,
            made: Cosignature { time, signature },
        })
    }
}

/// Files one; what is there already of that office and key stays as it is. True where it is new.
pub fn file(conn: &Connection, row: &CosignatureRow) -> rusqlite::Result<bool> {
    let there = "SELECT EXISTS (SELECT 1 FROM cosignature WHERE checkpoint = ?1 AND office = ?2 AND key = ?3)";
    if conn.query_row(there, params![row.checkpoint, row.office, &row.key[..]], |row| row.get(0))? {
        return Ok(false);
    }
    let sql = "INSERT INTO cosignature (checkpoint, office, key, time, signature) VALUES (?1, ?2, ?3, ?4, ?5)";
    let time = i64::try_from(row.made.time).unwrap_or(i64::MAX);
    conn.execute(sql, params![row.checkpoint, row.office, &row.key[..], time, &row.made.signature[..]])?;
    Ok(true)
}

/// Those below a checkpoint, in the order of the offices' names.
pub fn below(conn: &Connection, checkpoint: i64) -> rusqlite::Result<Vec<CosignatureRow>> {
    let columns = CosignatureRow::COLUMNS;
    let sql = format!("SELECT {columns} FROM cosignature WHERE checkpoint = ?1 ORDER BY office, time");
    let mut statement = conn.prepare_cached(&sql)?;
    let rows = statement.query_map([checkpoint], CosignatureRow::from_row)?;
    rows.collect()
}
