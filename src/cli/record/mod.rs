//! Verbs that record what happened around the marks: standings, vetoes, the floor, and how a panel comes to agree. Each is the
//! same act as on the screens, by whoever `--as` names.

pub mod agreement;
pub mod floor;
pub mod standing;
pub mod veto;

use clap::ValueEnum;

use super::json;
use super::session::Session;
use crate::domain::evaluation::outcome::Verdict;
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::language::{Both, Say};
use serde::Serialize;

/// A subject by its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SubjectName {
    Theory,
    Skills,
    Review,
    Ethics,
    Attitude,
}

impl From<SubjectName> for SubjectKind {
    fn from(name: SubjectName) -> SubjectKind {
        match name {
            SubjectName::Theory => SubjectKind::Theory,
            SubjectName::Skills => SubjectKind::Skills,
            SubjectName::Review => SubjectKind::Review,
            SubjectName::Ethics => SubjectKind::Ethics,
            SubjectName::Attitude => SubjectKind::Attitude,
        }
    }
}

/// What a verb says when it is done.
#[derive(Serialize)]
struct Told {
    entry: i64,
    /// The outcome's, where one is recorded and the verb concerns it.
    verdict: Option<Verdict>,
    text: Both,
}

fn tell(session: &mut Session, as_json: bool, told: &Told) {
    if as_json {
        json::object(&mut session.out, told);
    } else {
        let line = told.text.say(session.lang);
        session.out.line(&line);
    }
}
