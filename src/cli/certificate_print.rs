//! `certificate print`: what a batch wants, or one, onto paper in one run and into the register.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, ValueEnum};

use super::problem::Problem;
use super::progress::Progress;
use super::session::Session;
use super::stock::serials;
use super::stop::Stop;
use super::{DONE, find, output};
use crate::both;
use crate::domain::evaluation::printing::Layout;
use crate::domain::evaluation::stock::SerialRange;
use crate::domain::language::Say;
use crate::exchange::print::certificates::{Asked, Prints};
use crate::exchange::print::run::{Stage, Target};
use crate::exchange::print::write::is_pdf;
use crate::ops::Office;
use crate::ops::printing::{Sheets, Which, plan, record};
use crate::say;
use crate::store::act::Kind;

#[derive(Debug, Args)]
pub struct PrintArgs {
    /// 批次，或一本证书的编号 · the batch, or one certificate's number
    #[arg(value_name = "BATCH|NUMBER")]
    pub what: String,
    /// 整页或套打 · whole page or overlay on pre-printed paper
    #[arg(long, value_enum, default_value = "whole")]
    pub layout: LayoutName,
    /// 起始印制流水码，或一段（A0001-A0050、A0001+50：只印这么多）；白纸不写 · the first print serial, or a range: then no more than that; none on plain paper
    #[arg(long, value_name = "SERIAL|RANGE")]
    pub first: Option<String>,
    /// 全部排进一个 PDF，供打印 · all pages into one PDF, to be printed
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// 每本一个 PDF（内含凭证），写进文件夹 · a PDF each with its credential inside, into a folder
    #[arg(long, value_name = "DIR", conflicts_with = "output")]
    pub each: Option<PathBuf>,
    /// 直接打印；写成 --printer=名称 指定打印机 · to the printer, or --printer=NAME to another
    #[arg(long, value_name = "NAME", num_args = 0..=1, require_equals = true, default_missing_value = "", conflicts_with_all = ["output", "each"])]
    pub printer: Option<String>,
    /// 把已登记印制的再出一遍，不再登记 · those recorded as printed once more; nothing is recorded
    #[arg(long)]
    pub again: bool,
    /// 中英文对照 · English beside the Chinese
    #[arg(long)]
    pub bilingual: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LayoutName {
    /// 整页
    Whole,
    /// 套打
    Overlay,
}

impl From<LayoutName> for Layout {
    fn from(name: LayoutName) -> Layout {
        match name {
            LayoutName::Whole => Layout::Whole,
            LayoutName::Overlay => Layout::Overlay,
        }
    }
}

pub fn run(session: &mut Session, args: &PrintArgs) -> Result<u8, Problem> {
    let mut office = session.open()?;
    office.may(Kind::CertificatePrinted)?;
    let sheets = match &args.first {
        None => Sheets::Plain,
        Some(text) => Sheets::parse(text).map_err(|fault| serials(&fault))?,
    };
    let which = which(&office, &args.what)?;
    let Some(to) = target(args)? else {
        return recorded_alone(session, &mut office, args, &which, &sheets);
    };
    let layout = args.layout.into();
    let asked = Asked { which, again: args.again, layout, sheets, bilingual: args.bilingual, to };
    let mut prints = Prints::of(&office, asked)?;
    let mut progress = Progress::new(session.pick("印制", "printing"));
    let stop = Stop::watched();
    loop {
        let (done, total) = prints.progress();
        progress.at(done as u64, total as u64);
        if stop.asked() {
            drop(progress);
            return stopped(session, &prints);
        }
        match prints.step(&mut office)? {
            Stage::More => {}
            Stage::Wait => std::thread::sleep(Duration::from_millis(5)),
            Stage::Done => break,
        }
    }
    drop(progress);
    told(session, prints.count(), &prints.sheets(), args.again);
    if let Some(path) = prints.to().path() {
        output::written(session, path);
    }
    Ok(DONE)
}

fn which(office: &Office, what: &str) -> Result<Which, Problem> {
    let number = what.trim().to_uppercase();
    let read = office.read();
    Ok(match read.certificate(&number)? {
        Some(_) => Which::One(number),
        None => Which::Batch(find::batch(&read, what)?.id),
    })
}

/// Where the pages go; none where the print is only recorded.
fn target(args: &PrintArgs) -> Result<Option<Target>, Problem> {
    if let Some(path) = &args.output {
        if !is_pdf(path) {
            return Err(Problem::usage(both!("--output 应以 .pdf 结尾。", "--output must end in .pdf.")));
        }
        return Ok(Some(Target::One(path.clone())));
    }
    if let Some(folder) = &args.each {
        return Ok(Some(Target::Each(folder.clone())));
    }
    let printer = args.printer.as_ref().map(|name| (!name.is_empty()).then(|| name.clone()));
    if printer.is_none() && (args.again || args.bilingual) {
        return Err(Problem::usage(both!(
            "--again 和 --bilingual 要同 --output、--each 或 --printer 一起用。",
            "--again and --bilingual go with --output, --each or --printer."
        )));
    }
    Ok(printer.map(Target::Printer))
}

/// Printed elsewhere: which sheet each stands on is recorded.
fn recorded_alone(
    session: &mut Session,
    office: &mut Office,
    args: &PrintArgs,
    which: &Which,
    sheets: &Sheets,
) -> Result<u8, Problem> {
    let layout = args.layout.into();
    let planned = plan(&office.read(), office.who(), which, layout, sheets)?;
    record(office, layout, &planned)?;
    let used = SerialRange::join(planned.iter().filter_map(|one| one.sheet.clone()));
    told(session, planned.len(), &used, false);
    Ok(DONE)
}

fn told(session: &mut Session, copies: usize, sheets: &[SerialRange], again: bool) {
    let sheets = sheets.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    let line = match (again, sheets.is_empty()) {
        (true, _) => both!("再出 {copies} 本，没有另行登记。", "{copies} once more; nothing was recorded."),
        (false, true) => both!("已登记印制 {copies} 本（白纸）。", "{copies} copies recorded, on plain paper."),
        (false, false) => both!("已登记印制 {copies} 本：{sheets}", "{copies} copies recorded: {sheets}"),
    };
    session.out.line(&line.say(session.lang));
}

fn stopped(session: &mut Session, prints: &Prints) -> Result<u8, Problem> {
    let (n, all) = (prints.written(), prints.count());
    session.out.line(&match n {
        0 => session.pick("停下了：没有打印，也没有登记。", "Stopped: nothing was printed or recorded.").to_owned(),
        n => say!(
            session.lang,
            "停下了：{all} 本中的 {n} 本已写好并登记，其余待印。",
            "Stopped: {n} of {all} are written and recorded; the rest waits."
        ),
    });
    Ok(super::REFUSED)
}
