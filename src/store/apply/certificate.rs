//! Acts about certificates become tables.

use rusqlite::{Connection, Result, params};

use super::{ERASED, run, tally};
use crate::store::act::{CertificateIssued, Holder, Sealed};

pub fn issued(conn: &Connection, seq: i64, act: &CertificateIssued, holder: &Sealed<Holder>) -> Result<()> {
    tally::recounted(conn, act.candidate, || insert(conn, seq, act, holder))?;
    publish(conn, &act.number)?;
    run(
        conn,
        "INSERT INTO serial (site_code, year, level, last) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT DO UPDATE SET last = excluded.last",
        params![act.site_code, act.year, act.level, act.serial],
    )?;
    Ok(())
}

fn insert(conn: &Connection, seq: i64, act: &CertificateIssued, holder: &Sealed<Holder>) -> Result<()> {
    let trade = &act.trade;
    run(
        conn,
        "INSERT INTO certificate (number, entry, candidate, holder, holder_ref, issuer, classification, trade_code, trade_name,
           branch, level, issued_on, status, way, seq, credential_seq)
         VALUES (?1, ?2, ?3, ?4, ?13, ?14, ?5, ?6, ?7, ?8, ?9, ?10, 'valid', ?11, ?12, ?12)",
        params![
            act.number,
            act.entry,
            act.candidate,
            holder.known().map_or(ERASED, |holder| &holder.name),
            trade.classification,
            trade.code,
            trade.name,
            trade.branch,
            act.level,
            act.issued_on.to_string(),
            act.way,
            seq,
            act.holder_ref,
            act.issuer
        ],
    )?;
    Ok(())
}

/// Puts the public part of a certificate, as it now stands, where the other side of the wall may read it. Every act that changes a
/// certificate ends with this.
pub fn publish(conn: &Connection, number: &str) -> Result<()> {
    run(
        conn,
        "INSERT INTO certificate_public (number, holder, holder_ref, classification, trade_code, trade_name, branch, level,
           status, issued_on, issuer, region)
         SELECT number, holder, holder_ref, classification, trade_code, trade_name, branch, level, status, issued_on, issuer,
           coalesce((SELECT region FROM station), '')
         FROM certificate WHERE number = ?1
         ON CONFLICT (number) DO UPDATE SET holder = excluded.holder, holder_ref = excluded.holder_ref,
           classification = excluded.classification, trade_code = excluded.trade_code, trade_name = excluded.trade_name,
           branch = excluded.branch, level = excluded.level, status = excluded.status, issued_on = excluded.issued_on,
           issuer = excluded.issuer, region = excluded.region",
        [number],
    )?;
    Ok(())
}
