//! Declared ties: who is barred from marking whom.

use serde::Serialize;

use super::{Listed, Take, Wanted};
use crate::cli::problem::Problem;
use crate::domain::evaluation::staffing::TieKind;
use crate::domain::id::{CandidateId, PersonId, TieId};
use crate::domain::language::{Lang, Say};
use crate::store::Read;

#[derive(Debug, Serialize)]
pub struct TieLine {
    pub tie: TieId,
    pub person: PersonId,
    pub name: String,
    pub kind: TieKind,
    /// Whom it is with.
    pub with: String,
    /// The candidate, where it is one of the file's already.
    pub candidate: Option<CandidateId>,
    pub note: String,
    pub withdrawn: bool,
}

impl Listed for TieLine {
    const HEADING: &[(&str, &str)] =
        &[("人员", "Person"), ("关系", "Tie"), ("与谁", "With"), ("说明", "Note"), ("状态", "State")];

    fn cells(&self, lang: Lang) -> Vec<String> {
        let state = if self.withdrawn { lang.pick("已撤销", "withdrawn") } else { lang.pick("有效", "in force") };
        vec![self.name.clone(), self.kind.say(lang), self.with.clone(), self.note.clone(), state.to_owned()]
    }
}

pub fn pages(read: &Read, wanted: &Wanted, take: Take<TieLine>) -> Result<(), Problem> {
    let mut lines = Vec::new();
    for tie in read.ties()? {
        let line = TieLine {
            tie: tie.id,
            person: tie.person,
            name: read.person_name(tie.person)?,
            kind: tie.kind,
            with: tie.name,
            candidate: tie.candidate,
            note: tie.note,
            withdrawn: tie.withdrawn,
        };
        if wanted.fits(&[&line.name, &line.with]) {
            lines.push(line);
        }
    }
    take(lines);
    Ok(())
}
