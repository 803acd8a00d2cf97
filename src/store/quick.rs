//! SQLite's own checks, their findings as sentences. They see broken structure, not changed content: that is the journal's to find.

use super::fault::FileError;
use crate::both;
use crate::domain::language::Both;
use rusqlite::Connection;

/// Looks for broken pages and broken constraints, without comparing indexes with tables: fit for every start. Empty when sound.
pub fn quick_check(conn: &Connection) -> Result<Vec<Both>, FileError> {
    structure(conn, "quick_check")
}

/// All that SQLite can check of a file's structure, indexes included, at most 100 findings. Empty when sound.
pub fn integrity_check(conn: &Connection) -> Result<Vec<Both>, FileError> {
    structure(conn, "integrity_check")
}

fn structure(conn: &Connection, pragma: &str) -> Result<Vec<Both>, FileError> {
    let mut findings = Vec::new();
    let mut find = |words: &str| {
        findings.push(both!(
            "数据库结构有误（SQLite：{words}）。",
            "The database's structure is broken (SQLite: {words})."
        ));
    };
    let ended = conn.pragma_query(None, pragma, |row| {
        let words: String = row.get(0)?;
        if words != "ok" {
            find(&words);
        }
        Ok(())
    });
    // Some damage ends the check itself; that is its finding.
    match ended.map_err(FileError::from) {
        Err(FileError::Damaged { words, .. }) => find(&words),
        other => other?,
    }
    Ok(findings)
}

/// Rows that point at a row that is not there. Empty when sound.
pub fn foreign_key_check(conn: &Connection) -> Result<Vec<Both>, FileError> {
    let mut findings = Vec::new();
    conn.pragma_query(None, "foreign_key_check", |row| {
        let (table, id, parent): (String, Option<i64>, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        findings.push(match id {
            Some(id) => both!(
                "表 {table} 第 {id} 行指向的 {parent} 记录不存在。",
                "Row {id} of table {table} points at a row of {parent} that is not there."
            ),
            None => both!(
                "表 {table} 有一行指向的 {parent} 记录不存在。",
                "A row of table {table} points at a row of {parent} that is not there."
            ),
        });
        Ok(())
    })?;
    Ok(findings)
}

/// Everything that a copy must pass. Rows are looked at only where the structure is sound.
pub fn full_check(conn: &Connection) -> Result<Vec<Both>, FileError> {
    let mut findings = integrity_check(conn)?;
    if findings.is_empty() {
        findings = foreign_key_check(conn)?;
    }
    Ok(findings)
}
