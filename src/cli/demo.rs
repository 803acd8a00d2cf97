//! `demo`: a fresh sample station, built by acts alone; it never goes over a file that is there.

use std::fmt::Display;
use std::path::PathBuf;

use clap::Args;

use super::DONE;
use super::problem::Problem;
use super::progress::Progress;
use super::screens::{self, Look, Start};
use super::session::Session;
use super::stop::Stop;
use crate::domain::identity::inert;
use crate::ops::Office;
use crate::say;

#[derive(Debug, Args)]
pub struct DemoArgs {
    /// 只写文件，不打开界面 · write the file and open nothing
    #[arg(long)]
    pub no_ui: bool,
    /// 另加 N 名虚构考生，试大文件 · with N further invented candidates, to try a large file
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=MOST))]
    pub size: Option<u32>,
}

/// More are not told apart by their invented numbers.
const MOST: i64 = 10_000_000;

pub fn run<E: Display>(
    session: &mut Session,
    args: &DemoArgs,
    look: Look,
    open: impl FnOnce(Start) -> Result<(), E>,
) -> Result<u8, Problem> {
    if !args.no_ui {
        screens::need_a_terminal()?;
    }
    let path = match &session.file {
        Some(path) => path.clone(),
        None => fresh_folder()?.join("demo.touchstone"),
    };
    let mut office = crate::demo::build(&path)?;
    if let Some(size) = args.size {
        enlarge(session, &mut office, size as usize)?;
    }
    office.settle()?;
    session.sign_in(&mut office)?;
    let status = if args.no_ui { DONE } else { screens::show(session, office, look, open)? };
    let path = inert(&path.display().to_string());
    session.out.line(&say!(session.lang, "样例鉴定站在“{path}”。", "The sample station is “{path}”."));
    Ok(status)
}

/// Ctrl-C stops between two rosters; what is in stays in.
fn enlarge(session: &mut Session, office: &mut Office, size: usize) -> Result<(), Problem> {
    let mut progress = Progress::new(session.pick("加考生（Ctrl-C 停下）", "adding candidates (Ctrl-C stops)"));
    let stopped = Stop::watched();
    let done = crate::demo::enlarge(office, size, |done| {
        progress.at(done as u64, size as u64);
        !stopped.asked()
    })?;
    drop(progress);
    if done < size {
        let told = say!(session.lang, "停下了：加了 {done} 名考生。", "Stopped: {done} candidates were added.");
        session.out.line(&told);
    }
    Ok(())
}

/// A folder of this run's own among the temporary ones.
fn fresh_folder() -> Result<PathBuf, Problem> {
    let process = std::process::id();
    let mut attempt = 0;
    loop {
        let folder = std::env::temp_dir().join(format!("touchstone-demo-{process}-{attempt}"));
        match std::fs::create_dir(&folder) {
            Ok(()) => return Ok(folder),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => attempt += 1,
            Err(error) => return Err(Problem::io(error, &folder)),
        }
    }
}
