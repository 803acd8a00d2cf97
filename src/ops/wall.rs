//! The proof of separation: what the schema says, what the journals say, and what SQLite itself answers when each handle asks for
//! each table. Statements are prepared and never stepped; nothing is changed.

use rusqlite::Connection;
use serde::Serialize;

use super::Office;
use crate::both;
use crate::domain::language::{Both, Lang, Say};
use crate::store::check::{Crossing, Finding, people, root_of};
use crate::store::employment::Employment;
use crate::store::fault::FileError;
use crate::store::journal::Evaluation;
use crate::store::labels::{Side, Table, tables};
use crate::store::wall::{Forbidden, Handle, Operation, hold};
use crate::store::{Failure, file};

/// One table, one operation, one handle: what SQLite answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Attempt {
    pub handle: Handle,
    pub table: String,
    pub side: Side,
    pub operation: Operation,
    pub allowed: bool,
    /// Whether that is as it must be.
    pub holds: bool,
}

/// A way round the wall that was tried, and what refused it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WayRound {
    pub handle: Handle,
    pub what: Both,
    pub sql: String,
    /// SQLite's refusal, told; none where it went through.
    pub refused: Option<Both>,
}

/// One side's journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Told {
    pub rows: u64,
    pub root: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Wall {
    pub holds: bool,
    pub evaluation: Option<Told>,
    pub employment: Option<Told>,
    /// How many acts of the other journal the newest act of employment saw.
    pub seen: Option<i64>,
    /// Tables by side, and foreign keys from one side to the other.
    pub tables: Vec<(Side, u32)>,
    pub foreign_keys_across: u32,
    pub attempts: Vec<Attempt>,
    pub ways_round: Vec<WayRound>,
    /// Everybody who ever acted or changed sides.
    pub people: Vec<Crossing>,
    pub findings: Vec<Finding>,
}

/// Ways round an authorizer that others have found, each as a statement.
fn ways(handle: Handle) -> Vec<(&'static str, &'static str, String)> {
    let theirs = if handle == Handle::Evaluation { "appointment" } else { "sheet" };
    let other = format!("SELECT count(*) FROM {theirs}");
    vec![
        ("连接另一个库", "attach another file", "ATTACH ':memory:' AS other".into()),
        ("临时表", "a temporary table", "CREATE TEMP TABLE taken (mark INTEGER)".into()),
        ("视图", "a view", format!("CREATE VIEW marks AS {other}")),
        ("临时视图", "a temporary view", format!("CREATE TEMP VIEW marks AS {other}")),
        (
            "触发器",
            "a trigger",
            "CREATE TEMP TRIGGER spy AFTER INSERT ON main.certificate_public BEGIN SELECT 1; END".into(),
        ),
        ("改设置", "a changed setting", "PRAGMA writable_schema = ON".into()),
        ("查表结构", "a look at the schema", "SELECT sql FROM sqlite_schema".into()),
        ("表值函数", "a table-valued PRAGMA", format!("SELECT * FROM pragma_table_info('{theirs}')")),
        ("自带函数", "a function that loads code", "SELECT load_extension('x')".into()),
        ("子查询", "a subquery", format!("SELECT 1 WHERE EXISTS ({other})")),
        ("公用表表达式", "a common table expression", format!("WITH marks AS ({other}) SELECT * FROM marks")),
        ("写表结构", "a written schema", "UPDATE sqlite_schema SET sql = ''".into()),
    ]
}

/// What each operation on a table is, as a statement that is prepared and never run.
fn statement(conn: &Connection, table: &str, operation: Operation) -> Result<String, Failure> {
    let mut columns = conn.prepare("SELECT name FROM pragma_table_info(?1) ORDER BY cid")?;
    let names: Vec<String> = columns.query_map([table], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let quoted = |name: &String| format!("\"{name}\"");
    let all = names.iter().map(quoted).collect::<Vec<_>>().join(", ");
    let first = names.first().map(quoted).unwrap_or_default();
    Ok(match operation {
        Operation::Select => format!("SELECT {all} FROM \"{table}\""),
        Operation::Insert => {
            let nulls = vec!["NULL"; names.len()].join(", ");
            format!("INSERT INTO \"{table}\" ({all}) VALUES ({nulls})")
        }
        // The tip moves by its size, never by its key.
        Operation::Update if table.ends_with("journal_tip") => format!("UPDATE \"{table}\" SET size = size"),
        Operation::Update => format!("UPDATE \"{table}\" SET {first} = {first}"),
        Operation::Delete => format!("DELETE FROM \"{table}\""),
    })
}

/// Whether a handle may do this to a table of a side: the rule in one place, apart from the lists that enforce it.
fn must_be_refused(handle: Handle, side: Side, operation: Operation) -> bool {
    match (handle, side) {
        (Handle::Evaluation, Side::Employment) | (Handle::Employment, Side::Evaluation) => true,
        (Handle::Employment, Side::Common | Side::Window) => operation != Operation::Select,
        (Handle::Keeper, _) => operation != Operation::Select,
        _ => false,
    }
}

/// Looks at the schema, the journals and the handles; changes nothing.
pub fn wall(office: &Office) -> Result<Wall, Failure> {
    let keeper = office.store.keeper()?;
    let mut findings = crate::store::check::employment(&keeper)?;
    let told = |root: Result<(u64, crate::credential::tree::Hash), Finding>, findings: &mut Vec<Finding>| match root {
        Ok((rows, root)) => Some(Told { rows, root: root.to_string() }),
        Err(finding) => {
            findings.push(finding);
            None
        }
    };
    let evaluation = told(root_of::<Evaluation>(&keeper)?, &mut findings);
    let employment = told(root_of::<Employment>(&keeper)?, &mut findings);
    let across = foreign_keys_across(&keeper, &mut findings)?;
    strangers(&keeper, &mut findings)?;
    let (mut attempts, mut ways_round) = (Vec::new(), Vec::new());
    for handle in [Handle::Evaluation, Handle::Employment] {
        let mut conn = file::open(office.path(), crate::store::SCHEMA)?;
        hold(&mut conn, handle)?;
        for table in tables() {
            for operation in Operation::ALL {
                attempts.push(attempt(&keeper, &conn, handle, table, operation, &mut findings)?);
            }
        }
        for (zh, en, sql) in ways(handle) {
            let refused = refusal_of(&conn, &sql);
            if refused.is_none() {
                findings.push(Finding::new("way_round", both!("{zh}没有被拒绝：{sql}", "{en} was not refused: {sql}")));
            }
            ways_round.push(WayRound { handle, what: both!("{zh}", "{en}"), sql, refused });
        }
    }
    let seen = keeper.query_row("SELECT max(seen) FROM employment_journal", [], |row| row.get(0))?;
    let count = |side| (side, u32::try_from(tables().iter().filter(|table| table.side == side).count()).unwrap_or(0));
    Ok(Wall {
        holds: findings.is_empty(),
        evaluation,
        employment,
        seen,
        tables: [Side::Evaluation, Side::Common, Side::Window, Side::Employment].map(count).to_vec(),
        foreign_keys_across: across,
        attempts,
        ways_round,
        people: people(&keeper)?,
        findings,
    })
}

fn attempt(
    keeper: &Connection,
    conn: &Connection,
    handle: Handle,
    table: &Table,
    operation: Operation,
    findings: &mut Vec<Finding>,
) -> Result<Attempt, Failure> {
    let sql = statement(keeper, &table.name, operation)?;
    let allowed = conn.prepare(&sql).is_ok();
    let refused = must_be_refused(handle, table.side, operation);
    // The length of the other journal is the one number that is let through, and only it: the whole row is not.
    let holds = !(allowed && refused);
    if !holds {
        let (name, zh, en) = (&table.name, handle.say(Lang::Zh), handle.say(Lang::En));
        let (what, what_en) = (operation.say(Lang::Zh), operation.say(Lang::En));
        findings.push(Finding::new("crossed", both!("{zh}能够{what}表 {name}", "{en} can {what_en} the table {name}")));
    }
    Ok(Attempt { handle, table: table.name.clone(), side: table.side, operation, allowed, holds })
}

/// What refused a statement, where something did.
fn refusal_of(conn: &Connection, sql: &str) -> Option<Both> {
    let error = conn.prepare(sql).err()?;
    if error.to_string().contains("may not be modified") {
        // SQLite guards its own tables before it asks anybody.
        return Some(both!("改动数据库自身的表", "change the database's own tables"));
    }
    let error = FileError::from(error);
    let told = |lang| match &error {
        FileError::Forbidden(forbidden) => Forbidden::say(forbidden, lang),
        other => other.say(lang),
    };
    Some(Both { zh: told(Lang::Zh), en: told(Lang::En) })
}

/// Foreign keys of the file's own schema that go from one side to the other.
fn foreign_keys_across(keeper: &Connection, findings: &mut Vec<Finding>) -> Result<u32, Failure> {
    let mut across = 0;
    for table in tables() {
        let mut parents = keeper.prepare("SELECT \"table\" FROM pragma_foreign_key_list(?1)")?;
        let parents: Vec<String> =
            parents.query_map([&table.name], |row| row.get(0))?.collect::<Result<_, rusqlite::Error>>()?;
        for parent in parents {
            let other = crate::store::labels::table(&parent).map(|table| table.side);
            if other.is_none_or(|other| (other == Side::Employment) != (table.side == Side::Employment)) {
                across += 1;
                let name = &table.name;
                findings.push(Finding::new(
                    "foreign_key",
                    both!(
                        "外键从 {name} 指向 {parent}，越过了墙",
                        "a foreign key of {name} points at {parent}, across the wall"
                    ),
                ));
            }
        }
    }
    Ok(across)
}

/// Tables, views and triggers that this version does not make: nobody can say what they carry across.
fn strangers(keeper: &Connection, findings: &mut Vec<Finding>) -> Result<(), Failure> {
    let fresh = Connection::open_in_memory()?;
    fresh.execute_batch(crate::store::SCHEMA)?;
    let sql = "SELECT type || ' ' || name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY 1";
    let list = |conn: &Connection| -> rusqlite::Result<Vec<String>> {
        conn.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
    };
    let ours = list(&fresh)?;
    for name in list(keeper)?.into_iter().filter(|name| !ours.contains(name)) {
        let name = crate::domain::identity::inert(&name);
        findings.push(Finding::new("stranger", both!("{name} 不属于本程序", "{name} does not belong here")));
    }
    Ok(())
}
