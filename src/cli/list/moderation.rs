//! The sample of a batch that gets a second look.

use serde::Serialize;

use super::{Listed, Take, Wanted};
use crate::cli::problem::Problem;
use crate::domain::evaluation::moderation::Why;
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::{EntryId, PersonId};
use crate::domain::language::{Lang, Say};
use crate::domain::score::Score;
use crate::ops::moderation::{Look, items};
use crate::store::Read;

#[derive(Serialize)]
pub struct SampleLine {
    entry: EntryId,
    ticket: Option<String>,
    subject: SubjectKind,
    score: Option<Score>,
    why: Vec<Why>,
    look: Look,
    by: Option<PersonId>,
    said: Option<String>,
    #[serde(skip)]
    name: String,
}

impl Listed for SampleLine {
    const HEADING: &[(&str, &str)] = &[
        ("准考证号", "Ticket"),
        ("科目", "Subject"),
        ("成绩", "Score"),
        ("为何", "Why"),
        ("复核", "Look"),
        ("复核人", "By"),
        ("意见", "Said"),
    ];

    fn cells(&self, lang: Lang) -> Vec<String> {
        let why = self.why.iter().map(|why| why.say(lang)).collect::<Vec<_>>();
        vec![
            self.ticket.clone().unwrap_or_default(),
            self.subject.say(lang),
            self.score.map_or("–".to_owned(), |score| score.to_string()),
            why.join(lang.pick("、", ", ")),
            self.look.say(lang),
            self.name.clone(),
            self.said.clone().unwrap_or_default(),
        ]
    }
}

pub fn pages(read: &Read, wanted: &Wanted, take: Take<SampleLine>) -> Result<(), Problem> {
    let Some(batch) = &wanted.batch else { return Err(super::batch_needed()) };
    let mut lines = Vec::new();
    for item in items(read, batch.id)? {
        let (by, said) = item.by.unzip();
        lines.push(SampleLine {
            entry: item.entry.id,
            ticket: item.entry.ticket,
            subject: item.subject,
            score: item.score,
            why: item.why,
            look: item.look,
            name: by.map(|by| read.person_name(by)).transpose()?.unwrap_or_default(),
            by,
            said,
        });
    }
    lines.retain(|line| wanted.fits(&[line.ticket.as_deref().unwrap_or_default(), &line.name]));
    take(lines);
    Ok(())
}
