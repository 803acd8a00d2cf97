//! Rows of registers become rows of their tables: which column is which, the register's own description says.

use rusqlite::types::Value as Sql;
use rusqlite::{Connection, Result, params, params_from_iter};

use super::{run, written};
use crate::domain::employment::register::{Value, columns};
use crate::store::employment::act::{EvidenceGiven, Note, PairEnded, PlanReached, RowRecorded, RowStruck, Sealed};

fn sql(value: &Value) -> Sql {
    match value {
        Value::None => Sql::Null,
        Value::Number(number) => Sql::Integer(*number),
        Value::Text(text) => Sql::Text(text.clone()),
    }
}

pub fn recorded(conn: &Connection, act: &RowRecorded) -> Result<()> {
    let kept: Vec<&str> =
        columns(act.register).iter().filter(|column| column.derived.is_none()).map(|column| column.sql).collect();
    let places: Vec<String> = (2..).take(kept.len()).map(|n| format!("?{n}")).collect();
    let sets: Vec<String> = kept.iter().map(|name| format!("{name} = excluded.{name}")).collect();
    let statement = format!(
        "INSERT INTO {} (id, {}) VALUES (?1, {}) ON CONFLICT (id) DO UPDATE SET {}",
        act.register.table(),
        kept.join(", "),
        places.join(", "),
        sets.join(", ")
    );
    let values = [Sql::Integer(act.id)].into_iter().chain(kept.iter().map(|name| sql(act.row.get(name))));
    run(conn, &statement, params_from_iter(values))?;
    let sql = "INSERT INTO register_number (register, last) VALUES (?1, ?2)
               ON CONFLICT (register) DO UPDATE SET last = max(last, excluded.last)";
    run(conn, sql, params![act.register.word(), act.id])
}

pub fn struck(conn: &Connection, act: &RowStruck) -> Result<()> {
    run(conn, &format!("DELETE FROM {} WHERE id = ?1", act.register.table()), [act.id])
}

pub fn reached(conn: &Connection, seq: i64, act: &PlanReached) -> Result<()> {
    run(
        conn,
        "INSERT INTO plan_stage (seq, plan, stage, reached_on, document, note, people) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![seq, act.plan, act.stage, act.on.to_string(), act.document, act.note, act.people],
    )
}

pub fn ended(conn: &Connection, seq: i64, act: &PairEnded, note: &Sealed<Note>) -> Result<()> {
    run(
        conn,
        "INSERT INTO pair_end (seq, pair, outcome, ended_on, note) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![seq, act.pair, act.outcome, act.on.to_string(), written(note)],
    )
}

pub fn given(conn: &Connection, seq: i64, act: &EvidenceGiven) -> Result<()> {
    let sql = "INSERT INTO evidence_given (seq, what, sha256, lines) VALUES (?1, ?2, ?3, ?4)";
    run(conn, sql, params![seq, act.what, act.sha256, act.lines])
}
