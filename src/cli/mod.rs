//! The command line: typed verbs, one file each, over the same acts as the screens.
//!
//! Exit status: 0 done, 1 refused or found wanting, 2 wrong usage, 3 a file that cannot be read or written, 4 a certificate
//! that is untouched but of an issuer nobody here knows. What a verb
//! has to say goes to standard output, all else (errors, questions, progress) to standard error. The room knows no
//! screens: whoever calls [`run`] says how they are opened.

mod args;
mod ask;
mod backup;
mod certificate;
mod certificate_many;
mod certificate_print;
mod check;
mod completions;
mod cosign;
mod day;
mod demo;
mod employment;
mod encoding;
mod export;
mod export_paper;
mod fell;
mod find;
mod import;
mod init;
mod input;
mod issue;
pub mod json;
mod language;
mod list;
mod man;
mod out;
mod outcome;
mod output;
mod pairs;
mod paper;
mod passphrase;
mod personal;
mod place;
mod problem;
mod progress;
mod record;
mod restore;
mod retention;
mod screens;
mod session;
mod show;
mod standard;
mod stock;
mod stop;
mod table;
mod trust;
mod usage;
mod verify;
mod waiting;
mod witness;

use std::ffi::OsString;
use std::fmt::Display;

use clap::Parser;

use args::Verb;
pub use args::{Cli, ThemeName};
pub use fell::tell_faults;
use language::choose;
use out::Out;
use problem::{Problem, tell};
pub use screens::Start;
use session::Session;

/// Done.
pub const DONE: u8 = 0;
/// Refused by a rule, or found wanting.
pub const REFUSED: u8 = 1;
/// Called wrongly.
pub const USAGE: u8 = 2;
/// A file that cannot be read or written.
pub const FILE: u8 = 3;

/// Does what the arguments ask and answers the exit status; `open` opens the screens and comes back when they are left.
pub fn run<E: Display>(args: &[OsString], open: impl FnOnce(Start) -> Result<(), E>) -> u8 {
    let environment = |name: &str| std::env::var(name).ok();
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => return usage::tell(&error, choose(language::among(args), None, environment)),
    };
    let mut session = Session::new(&cli, Out::standard());
    waiting::tell(session.lang);
    let answer = act(cli, &mut session, open);
    let written = session.out.finish();
    match answer.and_then(|status| written.map(|()| status)) {
        Ok(status) => status,
        Err(problem) => {
            tell(&problem, session.lang);
            problem.status
        }
    }
}

fn act<E: Display>(cli: Cli, session: &mut Session, open: impl FnOnce(Start) -> Result<(), E>) -> Result<u8, Problem> {
    let look = (cli.theme, cli.ascii);
    match cli.verb {
        None => screens::station(session, look, open),
        Some(Verb::Demo(args)) => demo::run(session, &args, look, open),
        Some(Verb::Init(args)) => init::run(session, args),
        Some(Verb::Import { what }) => import::run(session, what),
        Some(Verb::Standard { what }) => standard::run(session, what),
        Some(Verb::Paper { what }) => paper::run(session, &what),
        Some(Verb::List(args)) => list::run(session, &args),
        Some(Verb::Show(args)) => show::run(session, &args),
        Some(Verb::Outcome(args)) => outcome::run(session, &args),
        Some(Verb::Standing { what }) => record::standing::run(session, &what),
        Some(Verb::Veto { what }) => record::veto::run(session, &what),
        Some(Verb::Floor { what }) => record::floor::run(session, &what),
        Some(Verb::Agreement { what }) => record::agreement::run(session, &what),
        Some(Verb::Issue(args)) => issue::run(session, &args),
        Some(Verb::Check(args)) => check::run(session, &args),
        Some(Verb::Day { what }) => day::run(session, &what),
        Some(Verb::Witness(args)) => witness::run(session, &args),
        Some(Verb::Backup(args)) => backup::run(session, &args),
        Some(Verb::Restore(args)) => restore::run(session, &args),
        Some(Verb::Export(args)) => export::run(session, &args),
        Some(Verb::Certificate { what }) => certificate::run(session, &what),
        Some(Verb::Stock { what }) => stock::run(session, &what),
        Some(Verb::Verify(args)) => verify::run(session, &args),
        Some(Verb::Cosign(args)) => cosign::run(session, &args),
        Some(Verb::Trust { what }) => trust::run(session, &what),
        Some(Verb::Employment { what }) => employment::run(session, &what),
        Some(Verb::Retention { what }) => retention::run(session, &what),
        Some(Verb::Completions { shell }) => completions::run(session, shell),
        Some(Verb::Man) => man::run(session),
    }
}
