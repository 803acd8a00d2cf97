//! Rows of the registers, as their own descriptions say what to ask for.

use rusqlite::Row;
use rusqlite::types::{Value as Sql, ValueRef};
use serde::Serialize;

use super::{EmploymentRead, Result, day};
use crate::domain::employment::growth::{Outcome, Stage};
use crate::domain::employment::rank::Rank;
use crate::domain::employment::register::{Column, Holds, Kin, Record, Register, Value, columns, shown};
use crate::domain::language::Lang;

/// A row with the names of what it points at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterRow {
    pub register: Register,
    pub id: i64,
    /// In the order of the columns, those that follow from other tables among them.
    pub values: Vec<Value>,
    /// What the pointed-at row is called; none in other columns.
    pub names: Vec<Option<String>>,
}

impl RegisterRow {
    /// The row as an act would keep it.
    pub fn record(&self) -> Record {
        let kept = columns(self.register).iter().zip(&self.values).filter(|(column, _)| column.derived.is_none());
        Record(kept.map(|(column, value)| (column.sql.to_owned(), value.clone())).collect())
    }

    /// Each cell as a list, a form or a file shows it.
    pub fn cells(&self, lang: Lang) -> Vec<String> {
        let cells = columns(self.register).iter().zip(&self.values).zip(&self.names);
        cells.map(|((column, value), name)| shown(&column.holds, value, name.as_deref(), lang)).collect()
    }

    /// One cell by its column's name.
    pub fn cell(&self, sql: &str, lang: Lang) -> String {
        let at = columns(self.register).iter().position(|column| column.sql == sql);
        at.map_or(String::new(), |at| {
            shown(&columns(self.register)[at].holds, &self.values[at], self.names[at].as_deref(), lang)
        })
    }
}

impl Serialize for RegisterRow {
    /// An object of its columns: what is pointed at by name, money in fen, a choice by its word.
    fn serialize<S: serde::Serializer>(&self, out: S) -> std::result::Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let mut map = out.serialize_map(Some(self.values.len() + 1))?;
        map.serialize_entry("id", &self.id)?;
        for ((column, value), name) in columns(self.register).iter().zip(&self.values).zip(&self.names) {
            match name {
                Some(name) => map.serialize_entry(column.sql, name)?,
                None => map.serialize_entry(column.sql, value)?,
            }
        }
        map.end()
    }
}

/// A stage of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StageRow {
    pub stage: Stage,
    pub on: chrono::NaiveDate,
    pub document: String,
    pub note: String,
    pub people: u32,
}

/// How an apprenticeship ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PairEndRow {
    pub outcome: Outcome,
    pub on: chrono::NaiveDate,
    pub note: String,
}

/// The column by which rows of a register are called elsewhere.
const fn label(register: Register) -> &'static str {
    match register {
        Register::Agreement => "number",
        _ => "name",
    }
}

fn kin_table(kin: Kin) -> (&'static str, &'static str) {
    match kin {
        Kin::Employer => ("employer", "name"),
        Kin::Person => ("employee", "name"),
        Kin::Of(register) => (register.table(), label(register)),
    }
}

/// What is asked for a column, and the name of what it points at.
fn expressions(register: Register, column: &Column) -> (String, String) {
    let own = column.derived.map_or_else(|| format!("{}.{}", register.table(), column.sql), str::to_owned);
    let name = match column.holds {
        Holds::Kin(kin) => {
            let (table, label) = kin_table(kin);
            format!("(SELECT kin.{label} FROM {table} AS kin WHERE kin.id = {own})")
        }
        _ => "NULL".to_owned(),
    };
    (own, name)
}

/// A column as people write it, to be found by.
fn words(register: Register, column: &Column) -> String {
    let (own, name) = expressions(register, column);
    match column.holds {
        Holds::Kin(_) => name,
        Holds::Word(words) => {
            let arms = words.iter().map(|word| format!("WHEN '{}' THEN '{} {}'", word.word, word.zh, word.en));
            format!("CASE {own} {} END", arms.collect::<Vec<_>>().join(" "))
        }
        Holds::Rank => {
            let arms = Rank::ALL
                .iter()
                .map(|rank| format!("WHEN {} THEN '{} {}'", rank.number(), rank.label(), rank.english()));
            format!("CASE {own} {} END", arms.collect::<Vec<_>>().join(" "))
        }
        _ => own,
    }
}

fn select(register: Register) -> String {
    let asked = columns(register).iter().map(|column| {
        let (own, name) = expressions(register, column);
        format!(", {own}, {name}")
    });
    format!("SELECT {0}.id{1} FROM {0}", register.table(), asked.collect::<String>())
}

fn row(register: Register, row: &Row) -> Result<RegisterRow> {
    let (mut values, mut names) = (Vec::new(), Vec::new());
    for at in 0..columns(register).len() {
        values.push(match row.get_ref(1 + 2 * at)? {
            ValueRef::Integer(number) => Value::Number(number),
            ValueRef::Text(_) => Value::Text(row.get(1 + 2 * at)?),
            _ => Value::None,
        });
        names.push(row.get(2 + 2 * at)?);
    }
    Ok(RegisterRow { register, id: row.get(0)?, values, names })
}

impl EmploymentRead<'_> {
    /// Rows of a register that hold every word of `sought` in some column, the newest first; all where nothing is sought.
    pub fn rows(&self, register: Register, sought: &str, below: i64, limit: u32) -> Result<Vec<RegisterRow>> {
        let sought: Vec<Sql> = sought.split_whitespace().map(|word| Sql::Text(word.to_lowercase())).collect();
        let any: Vec<String> = columns(register).iter().map(|column| words(register, column)).collect();
        let finds = (3..).take(sought.len()).map(|n| {
            let each = any.iter().map(|column| format!("instr(lower(coalesce({column}, '')), ?{n}) > 0"));
            format!(" AND ({})", each.collect::<Vec<_>>().join(" OR "))
        });
        let table = register.table();
        let sql = format!(
            "{} WHERE {table}.id < ?1{} ORDER BY {table}.id DESC LIMIT ?2",
            select(register),
            finds.collect::<String>()
        );
        let params = [Sql::Integer(below), Sql::Integer(limit.into())].into_iter().chain(sought);
        self.all(&sql, rusqlite::params_from_iter(params), |found| row(register, found))
    }

    pub fn row(&self, register: Register, id: i64) -> Result<Option<RegisterRow>> {
        let sql = format!("{} WHERE {}.id = ?1", select(register), register.table());
        self.one(&sql, [id], |found| row(register, found))
    }

    pub fn row_count(&self, register: Register) -> Result<u32> {
        self.count(&format!("SELECT count(*) FROM {}", register.table()), [])
    }

    pub fn next_row(&self, register: Register) -> Result<i64> {
        let sql = "SELECT last FROM register_number WHERE register = ?1";
        Ok(self.one(sql, [register.word()], |row| row.get::<_, i64>(0))?.unwrap_or(0) + 1)
    }

    /// The rows that bear this name, by their number: at most two, so that one can be told from several.
    pub fn called(&self, kin: Kin, name: &str) -> Result<Vec<i64>> {
        let (table, label) = kin_table(kin);
        let or = match kin {
            Kin::Employer | Kin::Of(Register::Organisation) => " OR credit_code = ?1",
            Kin::Of(Register::Agreement) => " OR name = ?1",
            _ => "",
        };
        let sql = format!("SELECT id FROM {table} WHERE {label} = ?1{or} ORDER BY id LIMIT 2");
        self.all(&sql, [name.trim()], |row| row.get(0))
    }

    /// What points at a row of a register: the other register, and how many rows of it do.
    pub fn cited(&self, register: Register, id: i64) -> Result<Option<(Register, u32)>> {
        for other in Register::ALL {
            let points: Vec<String> = columns(*other)
                .iter()
                .filter(|column| matches!(column.holds, Holds::Kin(Kin::Of(of)) if of == register))
                .map(|column| format!("{} = ?1", column.sql))
                .collect();
            if points.is_empty() {
                continue;
            }
            let sql = format!("SELECT count(*) FROM {} WHERE {}", other.table(), points.join(" OR "));
            let count = self.count(&sql, [id])?;
            if count > 0 {
                return Ok(Some((*other, count)));
            }
        }
        Ok(None)
    }

    /// Rows of other registers that point at a row, the newest first, at most `limit` of each register.
    pub fn pointing(&self, register: Register, id: i64, limit: u32) -> Result<Vec<RegisterRow>> {
        let mut found = Vec::new();
        for other in Register::ALL {
            let points: Vec<String> = columns(*other)
                .iter()
                .filter(|column| matches!(column.holds, Holds::Kin(Kin::Of(of)) if of == register))
                .map(|column| format!("{}.{} = ?1", other.table(), column.sql))
                .collect();
            if !points.is_empty() {
                let table = other.table();
                let sql = format!("{} WHERE {} ORDER BY {table}.id DESC LIMIT ?2", select(*other), points.join(" OR "));
                found.extend(self.all(&sql, [id, limit.into()], |found| row(*other, found))?);
            }
        }
        Ok(found)
    }

    /// What a plan has come to, in the order in which it did.
    pub fn stages(&self, plan: i64) -> Result<Vec<StageRow>> {
        let sql = "SELECT stage, reached_on, document, note, people FROM plan_stage WHERE plan = ?1 ORDER BY seq";
        self.all(sql, [plan], |row| {
            Ok(StageRow {
                stage: row.get("stage")?,
                on: day(row, "reached_on")?,
                document: row.get("document")?,
                note: row.get("note")?,
                people: row.get("people")?,
            })
        })
    }

    pub fn pair_end(&self, pair: i64) -> Result<Option<PairEndRow>> {
        self.one("SELECT outcome, ended_on, note FROM pair_end WHERE pair = ?1", [pair], |row| {
            Ok(PairEndRow { outcome: row.get("outcome")?, on: day(row, "ended_on")?, note: row.get("note")? })
        })
    }

    /// Whether a register holds another row with the same values in these columns.
    pub fn has_other(&self, register: Register, id: i64, same: &[(&str, &Value)]) -> Result<bool> {
        let (mut sql, mut params) =
            (format!("SELECT count(*) FROM {} WHERE id <> ?1", register.table()), vec![Sql::Integer(id)]);
        for (n, (column, value)) in (2..).zip(same) {
            sql.push_str(&format!(" AND {column} IS ?{n}"));
            params.push(match value {
                Value::None => Sql::Null,
                Value::Number(number) => Sql::Integer(*number),
                Value::Text(text) => Sql::Text(text.clone()),
            });
        }
        Ok(self.count(&sql, rusqlite::params_from_iter(params))? > 0)
    }
}
