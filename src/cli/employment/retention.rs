//! `employment retention`: whose personal data has come to its end on this side, erased by two people.

use clap::{Args, Subcommand};
use serde::Serialize;

use crate::both;
use crate::cli::json::{self, Array};
use crate::cli::problem::Problem;
use crate::cli::session::Session;
use crate::cli::table::Columns;
use crate::cli::{DONE, ask};
use crate::domain::id::EmployeeId;
use crate::domain::language::{Say, counted};
use crate::ops::employment::retention::{beyond, due, erase, nothing_due, years};
use crate::say;

#[derive(Debug, Args)]
pub struct RetentionArgs {
    #[command(subcommand)]
    what: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// 到期应清除的受聘人 · whose data is due
    Due {
        /// 输出 JSON · print JSON
        #[arg(long)]
        json: bool,
    },
    /// 清除，须两名聘任管理员，不能撤回 · erase, by two managers; it does not come back
    Erase(EraseArgs),
    /// 已清除的 · what was erased
    Done {
        /// 输出 JSON · print JSON
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, Args)]
struct EraseArgs {
    /// 只清除这些人（号），可多次；默认全部到期的 · only these people, by number; all that are due by default
    #[arg(long, value_name = "NUMBER")]
    person: Vec<i64>,
    /// 批准文号或依据 · the number of the approval
    #[arg(long, value_name = "TEXT")]
    because: String,
    /// 第二人，口令取自终端或 TOUCHSTONE_SECOND_PASSPHRASE · the second person; passphrase from the terminal or that variable
    #[arg(long, value_name = "NAME")]
    second: String,
    /// 不再询问 · do not ask
    #[arg(long)]
    yes: bool,
    /// 输出 JSON · print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Erased {
    people: usize,
    parts: usize,
}

/// The most erasures that are listed, the newest first.
const LISTED: u32 = 1000;

pub fn run(session: &mut Session, args: &RetentionArgs) -> Result<u8, Problem> {
    match &args.what {
        Verb::Due { json } => list(session, *json),
        Verb::Erase(args) => erasing(session, args),
        Verb::Done { json } => done(session, *json),
    }
}

fn headed(session: &Session, heading: &[(&str, &str)]) -> Columns {
    Columns::new(heading.iter().map(|(zh, en)| session.lang.pick(zh, en).to_owned()).collect())
}

fn list(session: &mut Session, as_json: bool) -> Result<u8, Problem> {
    let office = session.open()?;
    let (rows, years) = (due(&office)?, years(&office.employment()?)?);
    if as_json {
        let mut array = Array::default();
        rows.iter().for_each(|row| array.push(&mut session.out, row));
        array.end(&mut session.out);
        return Ok(DONE);
    }
    let mut columns =
        headed(session, &[("号", "No."), ("姓名", "Name"), ("聘任", "Terms"), ("起算日", "Counted from")]);
    let cells = rows.iter().map(|row| {
        let (number, terms) = (row.employee.0.to_string(), row.appointments.to_string());
        vec![number, row.name.clone(), terms, row.counted_from.to_string()]
    });
    columns.page(&mut session.out, cells.collect());
    let n = rows.len();
    let people = counted(n as u64, "person is", "people are");
    session.out.line(&say!(session.lang, "到期 {n} 人；保存期 {years} 年。", "{people} due; kept: {years} years."));
    Ok(DONE)
}

fn erasing(session: &mut Session, args: &EraseArgs) -> Result<u8, Problem> {
    let mut office = session.open()?;
    let who: Vec<EmployeeId> = match &args.person[..] {
        [] => due(&office)?.into_iter().map(|row| row.employee).collect(),
        numbers => numbers.iter().map(|number| EmployeeId(*number)).collect(),
    };
    let n = who.len();
    if n == 0 {
        return Err(nothing_due().into());
    }
    let people = counted(n as u64, "person", "people");
    let question =
        both!("清除 {n} 人的个人信息？不能撤回。", "Erase the personal data of {people}? It does not come back.");
    ask::agreed(session, args.yes, &question)?;
    let second = session.second(&mut office, &args.second)?;
    let parts = erase(&mut office, &who, &args.because, &second)?;
    if args.json {
        json::object(&mut session.out, &Erased { people: n, parts });
    } else {
        session.out.line(&say!(
            session.lang,
            "已清除 {n} 人的个人信息（聘任日志中 {parts} 处）。旧备份里还有，请按规定销毁。",
            "The personal data of {people} is erased ({parts} parts of the employment journal). Backups made before still hold it."
        ));
        session.out.line(&beyond().say(session.lang));
    }
    Ok(DONE)
}

fn done(session: &mut Session, as_json: bool) -> Result<u8, Problem> {
    let office = session.open()?;
    let read = office.employment()?;
    let rows = read.employee_erasures(LISTED)?;
    if as_json {
        let mut array = Array::default();
        rows.iter().for_each(|row| array.push(&mut session.out, row));
        array.end(&mut session.out);
        return Ok(DONE);
    }
    let mut columns = headed(
        session,
        &[
            ("号", "No."),
            ("清除时间", "Erased"),
            ("经办", "By"),
            ("第二人", "Second"),
            ("依据", "Ground"),
            ("聘任日志", "Journal"),
        ],
    );
    let mut cells = Vec::new();
    for row in rows {
        let second = row.second.map(|second| read.person_name(second)).transpose()?.unwrap_or_default();
        let (number, by) = (row.employee.0.to_string(), read.person_name(row.by)?);
        cells.push(vec![number, row.at, by, second, row.reason.unwrap_or_default(), row.seq.to_string()]);
    }
    columns.page(&mut session.out, cells);
    Ok(DONE)
}
