//! Whether each act of the employment side was done by somebody who stood there then, and whether anybody ever stood on both sides.
//! Read from the two journals alone.

use std::collections::BTreeMap;

use rusqlite::{Connection, Result};
use serde::Serialize;

use super::Finding;
use super::beside::signatures;
use crate::both;
use crate::domain::stamp::Role;
use crate::store::act::{Act, Kind as EvaluationKind};
use crate::store::employment::act::Kind;

/// Somebody's roles from one act of the evaluation's journal on.
struct Held {
    from: i64,
    roles: Vec<Role>,
}

/// What a person did on each side, and how often they changed sides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Crossing {
    pub person: i64,
    pub name: String,
    pub evaluation: u64,
    pub employment: u64,
    /// Times at which their roles went from one side to the other, one after the other: seqs of the evaluation's journal.
    pub moved: Vec<i64>,
    /// Times at which they were given roles of both sides at once.
    pub both: Vec<i64>,
}

fn history(conn: &Connection) -> Result<BTreeMap<i64, (String, Vec<Held>)>> {
    let mut people: BTreeMap<i64, (String, Vec<Held>)> = BTreeMap::new();
    let word = EvaluationKind::PersonRecorded.word();
    let mut statement = conn.prepare("SELECT seq, payload FROM journal WHERE kind = ?1 ORDER BY seq")?;
    let mut rows = statement.query([word])?;
    while let Some(row) = rows.next()? {
        // What cannot be read is told by the replay.
        if let Ok(Act::PersonRecorded(act)) = Act::read(word, row.get_ref(1)?.as_blob()?, None) {
            let (name, held) = people.entry(act.id.0).or_default();
            *name = act.name;
            held.push(Held { from: row.get(0)?, roles: act.roles });
        }
    }
    Ok(people)
}

/// What does not hold of the employment journal: who acted, in which role, and what it saw of the other journal.
pub fn employment(conn: &Connection) -> Result<Vec<Finding>> {
    let people = history(conn)?;
    let size: i64 = conn.query_row("SELECT count(*) FROM journal", [], |row| row.get(0))?;
    let (mut found, mut before) = (Vec::new(), 0);
    let sql = "SELECT seq, kind, person, role, seen, second FROM employment_journal ORDER BY seq";
    let mut statement = conn.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (seq, kind, person): (i64, String, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let (role, seen): (String, i64) = (row.get(3)?, row.get(4)?);
        let role = Role::from_word(&role);
        let right = Kind::from_word(&kind).map(Kind::right);
        let held = |person: i64| {
            let held = people.get(&person).and_then(|(_, held)| held.iter().rev().find(|held| held.from <= seen));
            held.map(|held| &held.roles[..])
        };
        let permitted = match (right, role, held(person)) {
            (Some(right), Some(role), Some(held)) => right.permits(role) && held.contains(&role),
            // A kind that is not known is told by the replay.
            (None, ..) => true,
            _ => false,
        };
        if !permitted {
            let text = both!(
                "聘任日志第 {seq} 条由无权的人办理（人员 {person}）",
                "employment journal row {seq} was done by somebody who may not do it (person {person})"
            );
            found.push(Finding::new("authority", text));
        }
        let second: Option<i64> = row.get(5)?;
        let beside = |second: i64| {
            second != person && held(second).is_some_and(|held| right.is_some_and(|right| right.permits_second(held)))
        };
        if right.is_some_and(|right| right.needs_second()) && !second.is_some_and(beside) {
            let text = both!(
                "聘任日志第 {seq} 条缺少合格的第二人",
                "employment journal row {seq} lacks a fitting second person"
            );
            found.push(Finding::new("authority", text));
        }
        if seen > size {
            let text = both!(
                "聘任日志第 {seq} 条见过评价日志 {seen} 条，如今只有 {size} 条：评价日志被截短过",
                "employment journal row {seq} saw {seen} acts of evaluation and there are {size}: that journal was cut"
            );
            found.push(Finding::new("seen", text));
        }
        if seen < before {
            let text = both!(
                "聘任日志第 {seq} 条见到的评价日志比前一条短",
                "employment journal row {seq} saw less of the evaluation's journal than the row before"
            );
            found.push(Finding::new("seen", text));
        }
        before = seen;
    }
    found.extend(signatures(conn)?);
    for crossing in people_of(conn, people)? {
        for seq in crossing.both {
            let person = crossing.person;
            let text = both!(
                "日志第 {seq} 条让人员 {person} 同时站在墙的两侧",
                "journal row {seq} puts person {person} on both sides of the wall"
            );
            found.push(Finding::new("both_sides", text));
        }
    }
    Ok(found)
}

/// Everybody with what they did on each side.
pub fn people(conn: &Connection) -> Result<Vec<Crossing>> {
    people_of(conn, history(conn)?)
}

fn people_of(conn: &Connection, people: BTreeMap<i64, (String, Vec<Held>)>) -> Result<Vec<Crossing>> {
    let count = |table: &str, person: i64| -> Result<u64> {
        let sql = format!("SELECT count(*) FROM {table} WHERE person = ?1");
        Ok(conn.query_row(&sql, [person], |row| row.get::<_, i64>(0))?.unsigned_abs())
    };
    people
        .into_iter()
        .map(|(person, (name, held))| {
            let employs = |held: &Held| held.roles.iter().any(|role| role.employs());
            let evaluates = |held: &Held| held.roles.iter().any(|role| !role.employs());
            let moved = held.windows(2).filter(|pair| employs(&pair[0]) != employs(&pair[1])).map(|pair| pair[1].from);
            Ok(Crossing {
                person,
                name,
                evaluation: count("journal", person)?,
                employment: count("employment_journal", person)?,
                moved: moved.collect(),
                both: held.iter().filter(|held| employs(held) && evaluates(held)).map(|held| held.from).collect(),
            })
        })
        .collect()
}
