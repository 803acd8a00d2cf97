//! `export` onto paper: what a batch gives each of its candidates, and its lists.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::export::ExportArgs;
use super::problem::Problem;
use super::progress::Progress;
use super::session::Session;
use crate::both;
use crate::document::list::List;
use crate::domain::id::BatchId;
use crate::domain::language::Lang;
use crate::exchange::print::Paper;
use crate::exchange::print::aside::file_of;
use crate::exchange::print::lists::{Setting, of};
use crate::exchange::print::run::{Kind, Run, Stage, Target};
use crate::exchange::print::write::{is_pdf, write};
use crate::exchange::save::save;
use crate::exchange::table::Table;
use crate::ops::Office;
use crate::store::backup::Existing;

/// Tickets, notices or slips: all in one file, or with `--each` one each in a folder. Answers the files, and for how many people.
pub fn run(
    session: &mut Session,
    office: &Office,
    batch: BatchId,
    kind: Kind,
    args: &ExportArgs,
) -> Result<(Vec<PathBuf>, usize), Problem> {
    let to = match args.each {
        true => Target::Each(args.output.clone()),
        false if is_pdf(&args.output) => Target::One(args.output.clone()),
        false => {
            return Err(Problem::usage(both!(
                "准考证和成绩条写成 .pdf；每人一个文件请加 --each 并给文件夹。",
                "Tickets and slips go into a .pdf; for one file each add --each and name a folder."
            )));
        }
    };
    let mut run = Run::of(office, batch, kind, to, session.lang)?;
    let mut progress = Progress::new(session.pick("排版", "laying out"));
    loop {
        let (done, total) = run.progress();
        progress.at(done as u64, total as u64);
        match run.step(&office.read())? {
            Stage::More => {}
            Stage::Wait => std::thread::sleep(Duration::from_millis(5)),
            Stage::Done => break,
        }
    }
    drop(progress);
    Ok((run.files().to_vec(), run.progress().1))
}

/// Lists on paper: laid out and put together while the terminal shows how far it is.
pub fn lists(session: &mut Session, lists: Vec<List>, title: &str, to: &Path, paper: &Paper) -> Result<(), Problem> {
    // These lists are in the bureau's own words, so their page numbers are too.
    let mut making = file_of(lists, title, paper, Lang::Zh);
    let mut progress = Progress::new(session.pick("排版", "laying out"));
    let bytes = loop {
        if let Some(bytes) = making.ready_within(Duration::from_millis(50)) {
            break bytes?;
        }
        let (done, total) = making.progress();
        progress.at(done as u64, total as u64);
    };
    drop(progress);
    write(&bytes, to, Existing::Keep)?;
    Ok(())
}

/// A table as what the name's ending says: `.pdf` on paper, else `.xlsx` or `.csv`.
pub fn table(session: &mut Session, table: &Table, setting: Setting, to: &Path, paper: &Paper) -> Result<(), Problem> {
    if !is_pdf(to) {
        return Ok(save(table, to, Existing::Keep)?);
    }
    let title = table.titles.first().unwrap_or(&table.sheet).clone();
    lists(session, vec![of(table, setting)], &title, to, paper)
}
