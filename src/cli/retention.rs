//! `retention`: whose personal data has come to its end, erased by two people.

use clap::{Args, Subcommand};
use serde::Serialize;

use super::json::{self, Array};
use super::problem::Problem;
use super::session::Session;
use super::table::Columns;
use super::{DONE, ask};
use crate::both;
use crate::domain::id::CandidateId;
use crate::domain::language::{Say, counted};
use crate::ops::retention::{Rule, beyond, due, erase_all, nothing_due, past_due};
use crate::say;

#[derive(Debug, Subcommand)]
pub enum RetentionVerb {
    /// 到期应清除的人 · whose data is due
    Due {
        /// 输出 JSON · print JSON
        #[arg(long)]
        json: bool,
    },
    /// 清除，须两人，不能撤回 · erase, by two people; it does not come back
    Erase(EraseArgs),
    /// 已清除的 · what was erased
    Done {
        /// 输出 JSON · print JSON
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, Args)]
pub struct EraseArgs {
    /// 只清除这些考生号，可多次；默认全部到期的 · only these candidates, by number; all that are due by default
    #[arg(long, value_name = "NUMBER")]
    pub candidate: Vec<i64>,
    /// 只清除历史台账里持这本证书的人，可多次 · only the holders of these certificates of old ledgers
    #[arg(long, value_name = "NUMBER")]
    pub past: Vec<String>,
    /// 批准文号或依据 · the number of the approval
    #[arg(long, value_name = "TEXT")]
    pub because: String,
    /// 第二人，口令取自终端或 TOUCHSTONE_SECOND_PASSPHRASE · the second person; passphrase from the terminal or that variable
    #[arg(long, value_name = "NAME")]
    pub second: String,
    /// 不再询问 · do not ask
    #[arg(long)]
    pub yes: bool,
    /// 输出 JSON · print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Serialize)]
struct Erased {
    people: usize,
    parts: usize,
}

/// The most erasures that are listed, the newest first.
const LISTED: u32 = 1000;

pub fn run(session: &mut Session, verb: &RetentionVerb) -> Result<u8, Problem> {
    match verb {
        RetentionVerb::Due { json } => list(session, *json),
        RetentionVerb::Erase(args) => erasing(session, args),
        RetentionVerb::Done { json } => done(session, *json),
    }
}

fn list(session: &mut Session, as_json: bool) -> Result<u8, Problem> {
    let office = session.open()?;
    super::personal::require(&office.read())?;
    let (rows, past, rule) = (due(&office)?, past_due(&office)?, Rule::of(&office.read())?);
    let lang = session.lang;
    if as_json {
        let mut array = Array::default();
        rows.iter().for_each(|row| array.push(&mut session.out, row));
        past.iter().for_each(|row| array.push(&mut session.out, row));
        array.end(&mut session.out);
        return Ok(DONE);
    }
    let heading = [
        ("考生号或台账证书", "Candidate or old certificate"),
        ("姓名", "Name"),
        ("报名", "Entries"),
        ("证书", "Certificates"),
        ("起算日", "Counted from"),
    ];
    let mut columns = Columns::new(heading.iter().map(|(zh, en)| lang.pick(zh, en).to_owned()).collect());
    let cells = rows.iter().map(|row| {
        vec![
            row.candidate.0.to_string(),
            row.name.clone(),
            row.entries.to_string(),
            row.certificates.to_string(),
            row.counted_from.to_string(),
        ]
    });
    let of_ledgers = past.iter().map(|row| {
        let certificates = row.certificates.to_string();
        vec![row.number.clone(), row.name.clone(), "0".to_owned(), certificates, row.counted_from.to_string()]
    });
    columns.page(&mut session.out, cells.chain(of_ledgers).collect());
    let (years, n) = (rule.years, rows.len() + past.len());
    let people = counted(n as u64, "person is", "people are");
    let certified = match rule.years_certified {
        None => lang.pick("永久", "for ever").to_owned(),
        Some(years) => say!(lang, "{years} 年", "{years} years"),
    };
    session.out.line(&say!(
        lang,
        "到期 {n} 人；保存期：无证书 {years} 年，持证人{certified}。",
        "{people} due; kept: {years} years without a certificate, holders {certified}."
    ));
    Ok(DONE)
}

fn erasing(session: &mut Session, args: &EraseArgs) -> Result<u8, Problem> {
    let mut office = session.open()?;
    let (who, past): (Vec<CandidateId>, Vec<String>) = match (&args.candidate[..], &args.past[..]) {
        ([], []) => (
            due(&office)?.into_iter().map(|row| row.candidate).collect(),
            past_due(&office)?.into_iter().map(|row| row.number).collect(),
        ),
        (candidates, past) => (candidates.iter().map(|number| CandidateId(*number)).collect(), past.to_vec()),
    };
    let n = who.len() + past.len();
    if n == 0 {
        return Err(nothing_due().into());
    }
    let people = counted(n as u64, "person", "people");
    let question =
        both!("清除 {n} 人的个人信息？不能撤回。", "Erase the personal data of {people}? It does not come back.");
    ask::agreed(session, args.yes, &question)?;
    let second = session.second(&mut office, &args.second)?;
    let parts = erase_all(&mut office, &who, &past, &args.because, &second)?;
    if args.json {
        json::object(&mut session.out, &Erased { people: n, parts });
    } else {
        session.out.line(&say!(
            session.lang,
            "已清除 {n} 人的个人信息（日志中 {parts} 处）。旧备份里还有，请按规定销毁。",
            "The personal data of {people} is erased ({parts} parts of the journal). Backups made before still hold it."
        ));
        session.out.line(&beyond().say(session.lang));
    }
    Ok(DONE)
}

fn done(session: &mut Session, as_json: bool) -> Result<u8, Problem> {
    let office = session.open()?;
    let read = office.read();
    let rows = read.erasures(LISTED)?;
    if as_json {
        let mut array = Array::default();
        rows.iter().for_each(|row| array.push(&mut session.out, row));
        array.end(&mut session.out);
        return Ok(DONE);
    }
    let lang = session.lang;
    let heading = [
        ("考生号", "Candidate"),
        ("清除时间", "Erased"),
        ("经办", "By"),
        ("第二人", "Second"),
        ("依据", "Ground"),
        ("日志", "Journal"),
    ];
    let mut columns = Columns::new(heading.iter().map(|(zh, en)| lang.pick(zh, en).to_owned()).collect());
    let mut cells = Vec::new();
    for row in rows {
        let second = row.second.map(|second| read.person_name(second)).transpose()?.unwrap_or_default();
        cells.push(vec![
            row.candidate.0.to_string(),
            row.at.clone(),
            read.person_name(row.by)?,
            second,
            row.reason.clone().unwrap_or_default(),
            row.seq.to_string(),
        ]);
    }
    columns.page(&mut session.out, cells);
    Ok(DONE)
}
