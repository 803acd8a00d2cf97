//! The journal played again into a scratch database, and every projection compared with it.

use rusqlite::config::DbConfig;
use rusqlite::{Connection, Result};

use super::rows::compare;
use super::{Finding, Progress};
use crate::both;
use crate::domain::language::Both;
use crate::store::SCHEMA;
use crate::store::employment::Employment;
use crate::store::journal::{Evaluation, Ledger};
use crate::store::labels::{Label, labels};

/// Plays every act into a scratch database and names each column of each projection that differs.
pub fn replay(conn: &Connection, progress: Progress) -> Result<Vec<Finding>> {
    let scratch = Connection::open_in_memory()?;
    scratch.execute_batch("PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON;")?;
    scratch.execute_batch(SCHEMA)?;
    // As in the file itself: no statement is planned anew for every row.
    scratch.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    scratch.set_prepared_statement_cache_capacity(128);
    let mut found = Vec::new();
    // Each side is played by itself; what came to be must not depend on which came first.
    if !play::<Evaluation>(conn, &scratch, &mut found, progress)?
        || !play::<Employment>(conn, &scratch, &mut found, progress)?
    {
        return Ok(found);
    }
    for (table, label) in labels(&scratch)? {
        if label == Some(Label::Projection) {
            found.extend(compare(conn, &scratch, &table)?);
        }
    }
    found.extend(schema(conn, &scratch)?);
    Ok(found)
}

/// Whether it was played to its end.
fn play<L: Ledger>(
    conn: &Connection,
    scratch: &Connection,
    found: &mut Vec<Finding>,
    progress: Progress,
) -> Result<bool> {
    let (journal, sealed, (zh, en)) = (L::JOURNAL, L::SEALED, L::NAME);
    let total: i64 = conn.query_row(&format!("SELECT count(*) FROM {journal}"), [], |row| row.get(0))?;
    let sql = format!(
        "SELECT {journal}.seq, kind, payload, {sealed}.bytes FROM {journal} LEFT JOIN {sealed} ON {sealed}.seq = {journal}.seq
         ORDER BY {journal}.seq"
    );
    let mut statement = conn.prepare(&sql)?;
    let mut rows = statement.query([])?;
    let tx = scratch.unchecked_transaction()?;
    let mut late = L::Late::default();
    while let Some(row) = rows.next()? {
        let (seq, kind): (i64, String) = (row.get(0)?, row.get(1)?);
        let sealed = row.get_ref(3)?.as_blob_or_null()?;
        let words = match L::read(&kind, row.get_ref(2)?.as_blob()?, sealed) {
            Ok(act) => L::apply(&tx, seq, &act, &mut late).err().map(|error| error.to_string()),
            Err(unread) => Some(unread.to_string()),
        };
        if let Some(words) = words {
            let text = both!("{zh}第 {seq} 条不能重放：{words}", "{en} row {seq} cannot be played again: {words}");
            found.push(Finding::new("replay", text));
        }
        if seq % 512 == 0 && !progress(seq.unsigned_abs(), total.unsigned_abs()) {
            return Ok(false);
        }
    }
    L::settle(&tx, late)?;
    tx.commit()?;
    progress(total.unsigned_abs(), total.unsigned_abs());
    Ok(true)
}

/// Tables, indexes and triggers as this version makes them.
fn schema(conn: &Connection, scratch: &Connection) -> Result<Vec<Finding>> {
    let list = |conn: &Connection| -> Result<Vec<(String, Option<String>)>> {
        let sql = "SELECT type || ' ' || name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY 1";
        conn.prepare(sql)?.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
    };
    let (ours, fresh) = (list(conn)?, list(scratch)?);
    let mut found = Vec::new();
    let mut add = |what: &str, zh: &str, en: &str| {
        found.push(Finding::new("schema", Both { zh: format!("{what} {zh}"), en: format!("{what} {en}") }));
    };
    for (name, sql) in &fresh {
        match ours.iter().find(|(other, _)| other == name) {
            None => add(name, "缺失", "is missing"),
            Some((_, other)) if other != sql => add(name, "与本版本不同", "differs from this version's"),
            Some(_) => {}
        }
    }
    for (name, _) in ours.iter().filter(|(name, _)| !fresh.iter().any(|(other, _)| other == name)) {
        add(name, "不属于本程序", "does not belong here");
    }
    Ok(found)
}
