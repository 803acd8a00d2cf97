//! Evidence from a signed file becomes tables.

use rusqlite::{Connection, Result, params};

use super::run;
use crate::store::act::EvidenceTaken;

pub fn taken(conn: &Connection, seq: i64, act: &EvidenceTaken) -> Result<()> {
    run(
        conn,
        "INSERT INTO evidence_file (seq, what, file_name, sha256, issuer, key) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![seq, act.what.word(), act.file_name, act.sha256, act.issuer, act.key],
    )?;
    for line in &act.lines {
        run(
            conn,
            "INSERT INTO evidence_line (entry, subject, hours, place, proof, seq) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (entry, subject) DO UPDATE SET hours = excluded.hours, place = excluded.place,
               proof = excluded.proof, seq = excluded.seq",
            params![line.entry, line.subject, line.hours, line.place, line.proof, seq],
        )?;
    }
    Ok(())
}
