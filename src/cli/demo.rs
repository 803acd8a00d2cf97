//! `demo`: a fresh sample station, built by acts alone; it never goes over a file that is there.

use std::fmt::Display;
use std::path::PathBuf;

use clap::Args;

use super::DONE;
use super::problem::Problem;
use super::screens::{self, Look, Start};
use super::session::Session;
use crate::domain::identity::inert;
use crate::say;

#[derive(Debug, Args)]
pub struct DemoArgs {
    /// 只写文件，不打开界面 · write the file and open nothing
    #[arg(long)]
    pub no_ui: bool,
}

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
    office.settle()?;
    session.sign_in(&mut office)?;
    let status = if args.no_ui { DONE } else { screens::show(session, office, look, open)? };
    let path = inert(&path.display().to_string());
    session.out.line(&say!(session.lang, "样例鉴定站在“{path}”。", "The sample station is “{path}”."));
    Ok(status)
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
