//! `list`: each kind in its own file, as an object for programs and a line of columns for people.

mod attendance;
mod batches;
mod calendar;
mod candidates;
mod certificates;
mod checkpoints;
mod deadlines;
mod disputes;
mod entries;
mod examiners;
mod history;
mod journal;
mod moderation;
mod papers;
mod people;
mod profiles;
mod scopes;
mod settings;
mod standards;
mod statistics;
mod stock;
mod tally;
mod ties;
mod uploads;

pub use batches::BatchLine;
pub use candidates::CandidateLine;
pub use certificates::CertificateLine;
pub use entries::{EntryLine, Names as EntryNames};
pub use history::HistoryLine;
pub use journal::JournalLine;
pub use papers::PaperLine;
pub use standards::StandardLine;

use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use serde::Serialize;

use super::json::Array;
use super::problem::Problem;
use super::session::Session;
use super::table::Columns;
use super::{DONE, find};
use crate::both;
use crate::domain::language::Lang;
use crate::ops::deadline::{Deadline, board};
use crate::store::Read;
use crate::store::read::batch::Batch;

#[derive(Debug, Args)]
pub struct ListArgs {
    #[arg(value_enum)]
    pub what: What,
    /// 只列这个批次的：报名、考生、证书、考场登记 · of this batch: entries, candidates, certificates, attendance
    #[arg(long, value_name = "BATCH")]
    pub batch: Option<String>,
    /// 只列含有这个词的；考生可用拼音首字母、证件后四位 · containing this; candidates also by initials or ID tail
    #[arg(long, value_name = "TEXT")]
    pub search: Option<String>,
    /// 最多列几行 · so many at most
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// 输出 JSON · print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum What {
    /// 批次
    Batches,
    /// 报名
    Entries,
    /// 考生
    Candidates,
    /// 证书
    Certificates,
    /// 标准
    Standards,
    /// 试卷
    Papers,
    /// 人员
    People,
    /// 考评员资格
    Examiners,
    /// 回避申报
    Ties,
    /// 日志，最新的在前
    Journal,
    /// 存证，最新的在前
    Checkpoints,
    /// 考场登记：签到、工位、起止
    Attendance,
    /// 备案范围
    Scopes,
    /// 设置
    Settings,
    /// 工作日历
    Calendar,
    /// 异议、成绩复核、申诉
    Disputes,
    /// 各批次的期限，超期的在前
    Deadlines,
    /// 一个批次考评员的宽严和一致程度，要 --batch
    Statistics,
    /// 一个批次的复核样本，要 --batch
    Moderation,
    /// 空白证书，一段一行
    Stock,
    /// 空白证书台账，最新的在前
    StockMoves,
    /// 盘点记录
    StockCounts,
    /// 历史证书：外部导入·未经本系统验证
    History,
    /// 一个批次的上报情况，要 --batch
    Uploads,
    /// 送出名单的方案：各列，证件号码打码还是完整
    Profiles,
    /// 有效证书按年度、职业、等级、性别、年龄的本数
    Tally,
}

/// A line of a list.
pub trait Listed: Serialize {
    /// What stands above the columns.
    const HEADING: &[(&str, &str)];

    fn cells(&self, lang: Lang) -> Vec<String>;
}

/// How many rows are asked for at once.
const PAGE: u32 = 256;

/// What a list is asked for.
pub struct Wanted<'a> {
    pub batch: Option<Batch>,
    pub search: Option<&'a str>,
    pub today: NaiveDate,
}

impl Wanted<'_> {
    /// Whether any of the texts contains what is searched for.
    fn fits(&self, texts: &[&str]) -> bool {
        self.search.is_none_or(|search| {
            let search = search.to_lowercase();
            texts.iter().any(|text| text.to_lowercase().contains(&search))
        })
    }
}

/// Takes a page; answers whether another is wanted.
type Take<'a, T> = &'a mut dyn FnMut(Vec<T>) -> bool;

pub fn run(session: &mut Session, args: &ListArgs) -> Result<u8, Problem> {
    let of_batch = matches!(args.what, What::Statistics | What::Moderation | What::Uploads);
    if args.batch.is_some()
        && !of_batch
        && !matches!(
            args.what,
            What::Entries | What::Candidates | What::Certificates | What::Attendance | What::Disputes
        )
    {
        return Err(Problem::usage(both!(
            "--batch 只用于 entries、candidates、certificates、attendance、disputes、statistics、moderation 和 uploads。",
            "--batch goes with entries, candidates, certificates, attendance, disputes, statistics, moderation and uploads only."
        )));
    }
    if args.batch.is_none() && of_batch {
        return Err(batch_needed());
    }
    let office = session.open()?;
    let read = office.read();
    let batch = args.batch.as_deref().map(|word| find::batch(&read, word)).transpose()?;
    let search = args.search.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let wanted = Wanted { batch, search, today: office.today() };
    match args.what {
        What::Batches => print(session, args, &read, &wanted, batches::pages),
        What::Entries => print(session, args, &read, &wanted, entries::pages),
        What::Candidates => print(session, args, &read, &wanted, candidates::pages),
        What::Certificates => print(session, args, &read, &wanted, certificates::pages),
        What::Standards => print(session, args, &read, &wanted, standards::pages),
        What::Papers => print(session, args, &read, &wanted, papers::pages),
        What::People => print(session, args, &read, &wanted, people::pages),
        What::Examiners => print(session, args, &read, &wanted, examiners::pages),
        What::Ties => print(session, args, &read, &wanted, ties::pages),
        What::Journal => print(session, args, &read, &wanted, journal::pages),
        What::Checkpoints => print(session, args, &read, &wanted, checkpoints::pages),
        What::Attendance => print(session, args, &read, &wanted, attendance::pages),
        What::Scopes => print(session, args, &read, &wanted, scopes::pages),
        What::Settings => print(session, args, &read, &wanted, settings::pages),
        What::Disputes => print(session, args, &read, &wanted, disputes::pages),
        What::Deadlines => {
            let fits = |line: &Deadline| wanted.fits(&[&line.batch, &line.name]);
            let lines = board(&office)?.into_iter().filter(fits).map(deadlines::DeadlineLine).collect();
            print(session, args, &read, &wanted, |_, _, take| {
                take(lines);
                Ok(())
            })
        }
        What::Calendar => print(session, args, &read, &wanted, calendar::pages),
        What::Statistics => print(session, args, &read, &wanted, statistics::pages),
        What::Moderation => print(session, args, &read, &wanted, moderation::pages),
        What::Stock => print(session, args, &read, &wanted, stock::runs),
        What::StockMoves => print(session, args, &read, &wanted, stock::moves),
        What::StockCounts => print(session, args, &read, &wanted, stock::counts),
        What::History => print(session, args, &read, &wanted, history::pages),
        What::Uploads => print(session, args, &read, &wanted, uploads::pages),
        What::Profiles => print(session, args, &read, &wanted, profiles::pages),
        What::Tally => print(session, args, &read, &wanted, tally::pages),
    }
}

fn batch_needed() -> Problem {
    Problem::usage(both!("这个列表要用 --batch 指明批次。", "This list needs --batch."))
}

fn print<T: Listed>(
    session: &mut Session,
    args: &ListArgs,
    read: &Read,
    wanted: &Wanted,
    pages: impl FnOnce(&Read, &Wanted, Take<T>) -> Result<(), Problem>,
) -> Result<u8, Problem> {
    let lang = session.lang;
    let out = &mut session.out;
    let heading = T::HEADING.iter().map(|(zh, en)| lang.pick(zh, en).to_owned()).collect();
    let (mut columns, mut array) = (Columns::new(heading), Array::default());
    let mut left = args.limit.unwrap_or(usize::MAX);
    pages(read, wanted, &mut |mut page| {
        page.truncate(left);
        left -= page.len();
        if args.json {
            page.iter().for_each(|row| array.push(out, row));
        } else {
            columns.page(out, page.iter().map(|row| row.cells(lang)).collect());
        }
        left > 0 && !out.is_over()
    })?;
    if args.json {
        array.end(out);
    } else {
        // An empty list still shows what it would have had.
        columns.page(out, Vec::new());
    }
    Ok(DONE)
}
