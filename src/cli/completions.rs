//! `completions`: a script for the shell, from the same declaration as the parser.

use clap::CommandFactory;
use clap_complete::{Shell, generate};

use super::problem::Problem;
use super::session::Session;
use super::{Cli, DONE};

pub fn run(session: &mut Session, shell: Shell) -> Result<u8, Problem> {
    let mut script = Vec::new();
    generate(shell, &mut Cli::command(), "touchstone", &mut script);
    session.out.bytes(&script);
    Ok(DONE)
}
