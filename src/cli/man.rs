//! `man`: the man page, from the same declaration as the parser; each verb has its section.

use clap::{Command, CommandFactory};
use clap_mangen::Man;

use super::problem::Problem;
use super::session::Session;
use super::{Cli, DONE};

pub fn run(session: &mut Session) -> Result<u8, Problem> {
    let mut command = Cli::command();
    command.build();
    let mut page = Vec::new();
    Man::new(command.clone()).render(&mut page).expect("writing to memory cannot fail");
    for verb in command.get_subcommands() {
        section(&mut page, verb);
    }
    session.out.bytes(&page);
    Ok(DONE)
}

fn section(page: &mut Vec<u8>, verb: &Command) {
    let name = verb.get_bin_name().unwrap_or(verb.get_name()).to_uppercase();
    page.extend(format!(".SH \"{name}\"\n").bytes());
    let man = Man::new(verb.clone());
    man.render_description_section(page).expect("writing to memory cannot fail");
    if verb.has_subcommands() {
        verb.get_subcommands().for_each(|inner| section(page, inner));
    } else {
        man.render_options_section(page).expect("writing to memory cannot fail");
    }
}
