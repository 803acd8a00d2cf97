//! Acts about the upload become tables.

use rusqlite::{Connection, Result, params};

use super::run;
use crate::store::act::{UploadMade, UploadReceipted, UploadReturned};

pub fn made(conn: &Connection, seq: i64, act: &UploadMade) -> Result<()> {
    run(
        conn,
        "INSERT INTO upload_file (seq, batch, file_name, sha256, sent, receipt, made_on) VALUES (?1, ?2, ?3, ?4, ?5, '', ?6)",
        params![
            seq,
            act.batch,
            act.file_name,
            act.sha256,
            i64::try_from(act.rows.len()).unwrap_or(i64::MAX),
            act.on.to_string()
        ],
    )?;
    for row in &act.rows {
        run(
            conn,
            "INSERT INTO upload (number, state, digest, because, file) VALUES (?1, 'sent', ?2, '', ?3)
             ON CONFLICT DO UPDATE SET state = 'amended', digest = excluded.digest, because = '', file = excluded.file",
            params![row.number, row.digest, seq],
        )?;
    }
    Ok(())
}

pub fn receipted(conn: &Connection, act: &UploadReceipted) -> Result<()> {
    run(conn, "UPDATE upload_file SET receipt = ?2 WHERE seq = ?1", params![act.upload, act.receipt])?;
    Ok(())
}

pub fn returned(conn: &Connection, act: &UploadReturned) -> Result<()> {
    for row in &act.rows {
        let sql = "UPDATE upload SET state = 'returned', because = ?2 WHERE number = ?1";
        run(conn, sql, params![row.number, row.because])?;
    }
    Ok(())
}
