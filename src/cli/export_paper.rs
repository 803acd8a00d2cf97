//! `export` onto paper: what a batch gives each of its candidates.

use std::path::PathBuf;
use std::time::Duration;

use super::export::ExportArgs;
use super::problem::Problem;
use super::progress::Progress;
use super::session::Session;
use crate::both;
use crate::domain::id::BatchId;
use crate::exchange::print::run::{Kind, Run, Stage, Target};
use crate::exchange::print::write::is_pdf;
use crate::ops::Office;

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
