//! The wing's registers from the command line: listed, recorded, struck out, moved on, given out.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::cli::json::{self, Array};
use crate::cli::output::written;
use crate::cli::passphrase;
use crate::cli::problem::Problem;
use crate::cli::session::Session;
use crate::cli::table::Columns;
use crate::cli::{DONE, export_paper};
use crate::domain::employment::growth::Outcome;
use crate::domain::employment::register::{Register, columns};
use crate::domain::evidence::What;
use crate::domain::id::AppointmentId;
use crate::domain::identity::inert;
use crate::domain::language::Say;
use crate::exchange::print::Paper;
use crate::exchange::print::lists::Setting;
use crate::exchange::print::write;
use crate::exchange::wing_sheet::{Which, due_of, sheet};
use crate::exchange::wing_year::{charts, export, paragraphs, title};
use crate::ops::Office;
use crate::ops::account::evidence_signer;
use crate::ops::employment as verbs;
use crate::ops::employment::{Cells, Reached};
use crate::store::Failure;
use crate::store::backup::Existing;
use crate::{both, refusal, say};

fn register(text: &str) -> Result<Register, String> {
    let words = || Register::ALL.iter().map(|register| register.word()).collect::<Vec<_>>().join(", ");
    Register::from_word(text).ok_or_else(words)
}

fn which(text: &str) -> Result<Which, String> {
    let found = Which::all().into_iter().find(|which| which.word() == text);
    found.ok_or_else(|| Which::all().iter().map(|which| which.word()).collect::<Vec<_>>().join(", "))
}

#[derive(Debug, Args)]
pub struct RowsArgs {
    /// policies、ladder、plans、courses、hours、pairs、competitions、placings、bases、organisations、agreements、offers；算出来的：due、equal-pay、flows
    #[arg(value_parser = which)]
    pub which: Which,
    /// 只列含有这些字的行 · rows that hold these words
    #[arg(long, value_name = "WORDS", default_value = "")]
    pub find: String,
    /// 最多列几行 · so many at most
    #[arg(long, value_name = "N")]
    pub limit: Option<u32>,
    /// 输出 JSON · print JSON
    #[arg(long, conflicts_with = "output")]
    pub json: bool,
    /// 写到 .xlsx、.csv、.pdf · into this file
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct RecordArgs {
    #[arg(value_parser = register)]
    pub register: Register,
    /// 列=值，如 名称=技能津贴 等级=高级工 · column=value
    #[arg(value_name = "COLUMN=VALUE", required = true)]
    pub cells: Vec<String>,
    /// 修改这一行，没写的列不变 · revise this row; columns not named stay
    #[arg(long, value_name = "N")]
    pub row: Option<i64>,
}

#[derive(Debug, Args)]
pub struct StrikeArgs {
    #[arg(value_parser = register)]
    pub register: Register,
    pub row: i64,
    /// 理由 · why
    #[arg(long)]
    pub reason: String,
}

#[derive(Debug, Args)]
pub struct StageArgs {
    /// 计划号 · the plan's number
    pub plan: i64,
    /// 检查或总结的文件 · its document
    #[arg(long)]
    pub document: String,
    /// 结论 · what was found
    #[arg(long)]
    pub note: String,
    /// 已培训人数 · trained so far
    #[arg(long)]
    pub people: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum OutcomeName {
    /// 出师
    Passed,
    /// 未出师
    Failed,
    /// 中止
    Broken,
}

#[derive(Debug, Args)]
pub struct OutcomeArgs {
    /// 师徒号 · the pair's number
    pub pair: i64,
    #[arg(value_enum)]
    pub outcome: OutcomeName,
    /// 依据 · the grounds
    #[arg(long)]
    pub note: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum EvidenceName {
    /// 一个培训计划的学时
    Hours,
    /// 一场竞赛的名次
    Placings,
}

#[derive(Debug, Args)]
pub struct EvidenceArgs {
    #[arg(value_enum)]
    pub what: EvidenceName,
    /// 计划号或竞赛号 · the plan's or the competition's number
    pub number: i64,
    /// 写到这个 .json · into this .json file
    #[arg(long, value_name = "FILE")]
    pub output: PathBuf,
}

#[derive(Debug, Args)]
pub struct DueArgs {
    /// 聘任号 · the appointment's number
    pub appointment: i64,
    /// 哪一天；不写即今天 · on which day; today where not said
    #[arg(long)]
    pub on: Option<chrono::NaiveDate>,
    /// 输出 JSON · print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct YearArgs {
    /// 哪一年；不写即今年 · which year; this one where not said
    pub year: Option<i32>,
    /// 输出 JSON · print JSON
    #[arg(long, conflicts_with = "output")]
    pub json: bool,
    /// 写到 .pdf、.xlsx、.csv、.txt · into this file
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

pub fn rows(session: &mut Session, args: &RowsArgs) -> Result<u8, Problem> {
    let office = session.open()?;
    let lang = session.lang;
    let limit = args.limit.unwrap_or(u32::MAX);
    if let (true, Which::Rows(register)) = (args.json, args.which) {
        let mut array = Array::default();
        let rows = office.employment()?.rows(register, &args.find, i64::MAX, limit)?;
        rows.iter().for_each(|row| array.push(&mut session.out, row));
        array.end(&mut session.out);
        return Ok(DONE);
    }
    let read = sheet(&office, args.which, &args.find, limit)?;
    if args.json {
        let mut array = Array::default();
        for row in &read.rows {
            let cells = read.columns.iter().map(|column| column.en).zip(row.cells(lang));
            let object: serde_json::Map<String, serde_json::Value> =
                cells.map(|(name, cell)| (name.to_owned(), cell.clone().into())).collect();
            array.push(&mut session.out, &object);
        }
        array.end(&mut session.out);
        return Ok(DONE);
    }
    if let Some(to) = &args.output {
        let table = read.table(&office, lang)?;
        let station = station(&office)?;
        let paper = Paper::today(&office, &station, lang);
        export_paper::table(session, &table, Setting::with_code(None), to, &paper)?;
        written(session, to);
        return Ok(DONE);
    }
    let mut heading = vec![lang.pick("号", "No.").to_owned()];
    heading.extend(read.columns.iter().map(|column| lang.pick(column.zh, column.en).to_owned()));
    let mut table = Columns::new(heading);
    let cells = |row: &crate::exchange::wing_sheet::SheetRow| {
        [row.id.to_string()].into_iter().chain(row.cells(lang).iter().map(|cell| inert(cell))).collect()
    };
    table.page(&mut session.out, read.rows.iter().map(cells).collect());
    Ok(DONE)
}

fn station(office: &Office) -> Result<String, Problem> {
    let station = office.employment()?.station().map_err(Failure::from)?;
    Ok(station.map_or(String::new(), |(name, _)| inert(&name)))
}

pub fn record(session: &mut Session, args: &RecordArgs) -> Result<u8, Problem> {
    let mut office = session.open()?;
    let mut cells = Cells::new();
    if let Some(id) = args.row {
        let known = office.employment()?.row(args.register, id)?;
        let known = known.ok_or_else(|| refusal!("missing", "没有这一行。", "There is no such row."))?;
        let kept = columns(args.register).iter().zip(known.cells(crate::domain::language::Lang::Zh));
        cells.extend(kept.map(|(column, cell)| (column.zh.to_owned(), cell)));
    }
    for given in &args.cells {
        let pair = given.split_once('=');
        let column = pair.and_then(|(name, _)| {
            let filled = columns(args.register).iter().filter(|column| column.derived.is_none());
            filled.into_iter().find(|column| [column.zh, column.en, column.sql].contains(&name.trim()))
        });
        let (Some((_, value)), Some(column)) = (pair, column) else {
            let names = columns(args.register).iter().filter(|column| column.derived.is_none());
            let (zh, en) = (
                names.clone().map(|column| column.zh).collect::<Vec<_>>().join("、"),
                names.map(|column| column.sql).collect::<Vec<_>>().join(", "),
            );
            let shown = inert(given);
            return Err(Problem::usage(both!(
                "“{shown}”应写成 列=值；列有：{zh}。",
                "“{shown}” is no COLUMN=VALUE; the columns are: {en}."
            )));
        };
        cells.insert(column.zh.to_owned(), value.to_owned());
    }
    let id = verbs::record_row(&mut office, args.register, args.row, &cells)?;
    session.out.line(&say!(session.lang, "已登记，第 {id} 行。", "Recorded, row {id}."));
    Ok(DONE)
}

pub fn strike(session: &mut Session, args: &StrikeArgs) -> Result<u8, Problem> {
    let mut office = session.open()?;
    verbs::strike_row(&mut office, args.register, args.row, &args.reason)?;
    let told = session.pick("已删去；日志里仍有。", "It is struck out; the journal still has it.").to_owned();
    session.out.line(&told);
    Ok(DONE)
}

pub fn stage(session: &mut Session, args: &StageArgs) -> Result<u8, Problem> {
    let mut office = session.open()?;
    let reached = Reached { document: args.document.clone(), note: args.note.clone(), people: args.people };
    let stage = verbs::move_plan(&mut office, args.plan, reached)?.say(session.lang);
    session.out.line(&say!(session.lang, "已登记{stage}。", "The {stage} is recorded."));
    Ok(DONE)
}

pub fn outcome(session: &mut Session, args: &OutcomeArgs) -> Result<u8, Problem> {
    let mut office = session.open()?;
    let outcome = match args.outcome {
        OutcomeName::Passed => Outcome::Passed,
        OutcomeName::Failed => Outcome::Failed,
        OutcomeName::Broken => Outcome::Broken,
    };
    verbs::end_pair(&mut office, args.pair, outcome, &args.note)?;
    let outcome = outcome.say(session.lang);
    session.out.line(&say!(session.lang, "已登记：{outcome}。", "Recorded: {outcome}."));
    Ok(DONE)
}

pub fn evidence(session: &mut Session, args: &EvidenceArgs) -> Result<u8, Problem> {
    let mut office = session.open()?;
    let what = match args.what {
        EvidenceName::Hours => What::Hours,
        EvidenceName::Placings => What::Placings,
    };
    if args.output.exists() {
        let shown = inert(&args.output.display().to_string());
        return Err(refusal!("file_there", "“{shown}”已在，请换个名字。", "“{shown}” is there; choose another.").into());
    }
    let name = office.read().person_name(office.who())?;
    let words = passphrase::of(&name, session.lang)?;
    let signer = evidence_signer(&mut office, &words)?;
    let file = verbs::give_evidence(&mut office, what, args.number, &signer)?;
    write::write(&file, &args.output, Existing::Keep)?;
    written(session, &args.output);
    let mark = crate::credential::signing::fingerprint(&signer.public());
    session.out.line(&say!(
        session.lang,
        "密钥指纹 {mark}；考务员第一次收时要核对。",
        "Key {mark}; the registrar compares it at the first file."
    ));
    Ok(DONE)
}

pub fn due(session: &mut Session, args: &DueArgs) -> Result<u8, Problem> {
    let office = session.open()?;
    let day = args.on.unwrap_or(office.today());
    let found = due_of(&office, AppointmentId(args.appointment), day)?;
    let (row, due) = found.ok_or_else(|| refusal!("missing", "没有这个聘任。", "There is no such appointment."))?;
    if args.json {
        json::object(&mut session.out, &due);
        return Ok(DONE);
    }
    let lang = session.lang;
    let (name, title, rank) = (inert(&row.name), inert(&row.post_title), row.appointment.rank.say(lang));
    session.out.line(&say!(lang, "{name}，{title}，{rank}，{day}：", "{name}, {title}, {rank}, on {day}:"));
    for line in &due.lines {
        session.out.line(&format!("  {}", line.say(lang)));
    }
    let yuan = crate::domain::employment::register::yuan;
    let (month, year, once, agreed) = (yuan(due.month), yuan(due.year), yuan(due.once), yuan(due.agreed));
    session.out.line(&say!(
        lang,
        "合计：每月 {month} 元，每年 {year} 元，一次性 {once} 元；聘书写明每月 {agreed} 元。",
        "Together {month} a month, {year} a year, {once} once; the document says {agreed} a month."
    ));
    Ok(DONE)
}

pub fn year(session: &mut Session, args: &YearArgs) -> Result<u8, Problem> {
    let office = session.open()?;
    let of = args.year.unwrap_or_else(|| chrono::Datelike::year(&office.today()));
    let seen = verbs::year::year(&office, of)?;
    let lang = session.lang;
    if args.json {
        json::object(&mut session.out, &seen);
        return Ok(DONE);
    }
    if let Some(to) = &args.output {
        export(&office, &seen, to, lang, Existing::Keep)?;
        written(session, to);
        return Ok(DONE);
    }
    session.out.line(&title(&seen, lang));
    for paragraph in paragraphs(&seen, lang) {
        session.out.line(&paragraph);
    }
    for chart in charts(&seen, lang) {
        session.out.line("");
        session.out.line(&chart.title);
        for (label, value) in chart.bars {
            session.out.line(&format!("  {label}  {value}"));
        }
    }
    Ok(DONE)
}
