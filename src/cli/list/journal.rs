//! The journal, the newest row first.

use serde::Serialize;

use super::{Listed, PAGE, Take, Wanted};
use crate::cli::problem::Problem;
use crate::domain::id::PersonId;
use crate::domain::language::{Lang, Say};
use crate::domain::stamp::Role;
use crate::store::Read;
use crate::store::act::kind_name;
use crate::store::journal::JournalRow;

#[derive(Debug, Serialize)]
pub struct JournalLine {
    pub seq: i64,
    pub at: String,
    /// The kind of act, by its word.
    pub act: String,
    pub person: PersonId,
    pub name: String,
    pub role: String,
    pub reason: Option<String>,
}

impl JournalLine {
    pub fn of(read: &Read, row: &JournalRow) -> Result<JournalLine, Problem> {
        let person = PersonId(row.person);
        Ok(JournalLine {
            seq: row.seq,
            at: row.at.clone(),
            act: row.kind.clone(),
            person,
            name: read.person_name(person)?,
            role: row.role.clone(),
            reason: row.reason.clone(),
        })
    }

    pub fn role(&self, lang: Lang) -> String {
        Role::from_word(&self.role).map_or_else(|| self.role.clone(), |role| role.say(lang))
    }
}

impl Listed for JournalLine {
    const HEADING: &[(&str, &str)] =
        &[("序号", "Row"), ("时间", "Time"), ("事项", "Act"), ("人员", "Person"), ("角色", "Role"), ("理由", "Reason")];

    fn cells(&self, lang: Lang) -> Vec<String> {
        vec![
            self.seq.to_string(),
            self.at.clone(),
            kind_name(&self.act, lang),
            self.name.clone(),
            self.role(lang),
            self.reason.clone().unwrap_or_default(),
        ]
    }
}

pub fn pages(read: &Read, wanted: &Wanted, take: Take<JournalLine>) -> Result<(), Problem> {
    let mut before = i64::MAX;
    loop {
        let rows = read.journal_before(before, PAGE)?;
        let Some(last) = rows.last() else { return Ok(()) };
        before = last.seq;
        let mut lines = rows.iter().map(|row| JournalLine::of(read, row)).collect::<Result<Vec<_>, _>>()?;
        lines.retain(|line| {
            let names = [kind_name(&line.act, Lang::Zh), kind_name(&line.act, Lang::En)];
            let reason = line.reason.as_deref().unwrap_or_default();
            wanted.fits(&[&line.act, &names[0], &names[1], &line.name, &line.at, reason])
        });
        if !take(lines) {
            return Ok(());
        }
    }
}
