//! Opening the screens. Where nobody sits at a terminal they are refused in one sentence.

use std::fmt::Display;
use std::io::{IsTerminal, stdin, stdout};

use super::DONE;
use super::args::ThemeName;
use super::problem::Problem;
use super::session::Session;
use crate::both;
use crate::domain::identity::inert;
use crate::domain::language::Lang;
use crate::ops::Office;
use crate::refusal;

/// What the screens begin with.
pub struct Start {
    pub office: Office,
    pub lang: Lang,
    /// The colours asked for; none leaves it to what is kept and to the terminal.
    pub theme: Option<ThemeName>,
    pub ascii: bool,
}

pub type Look = (Option<ThemeName>, bool);

/// Opens the station's file on its screens.
pub fn station<E: Display>(
    session: &mut Session,
    look: Look,
    open: impl FnOnce(Start) -> Result<(), E>,
) -> Result<u8, Problem> {
    need_a_terminal()?;
    let office = session.open()?;
    show(session, office, look, open)
}

/// Opens the screens on this office and comes back when they are left.
pub fn show<E: Display>(
    session: &mut Session,
    office: Office,
    (theme, ascii): Look,
    open: impl FnOnce(Start) -> Result<(), E>,
) -> Result<u8, Problem> {
    open(Start { office, lang: session.lang, theme, ascii }).map_err(|error| {
        let error = inert(&error.to_string());
        Problem::file(&refusal!(
            "terminal",
            "界面没能正常工作（{error}）。已做的事都已保存。",
            "The screens failed ({error}). Everything done is saved."
        ))
    })?;
    Ok(DONE)
}

/// The screens need keys and a window.
pub fn need_a_terminal() -> Result<(), Problem> {
    if stdin().is_terminal() && stdout().is_terminal() {
        return Ok(());
    }
    Err(Problem::usage(both!(
        "界面要在终端里打开；在脚本里请用命令，见 touchstone --help。",
        "The screens need a terminal; in a script use a verb, see touchstone --help."
    )))
}
