//! The examiners of a batch in figures: severity, spread, agreement with the leader.

use serde::Serialize;

use super::{Listed, Take, Wanted};
use crate::cli::problem::Problem;
use crate::domain::evaluation::outcome::Value;
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::PersonId;
use crate::domain::language::{Lang, Say};
use crate::domain::score::Exact;
use crate::ops::statistics::{Figures, of_batch};
use crate::store::Read;

#[derive(Serialize)]
pub struct FiguresLine {
    subject: SubjectKind,
    person: PersonId,
    name: String,
    leader: bool,
    candidates: u32,
    /// Hundredths, exact: `n/d`; below nothing is severe.
    severity: Value,
    spread: Value,
    same_as_leader: Option<u32>,
    beside_leader: Option<u32>,
    /// Linearly weighted, exact: `n/d`.
    kappa: Option<Value>,
    #[serde(skip)]
    figures: Figures,
}

impl From<Figures> for FiguresLine {
    fn from(figures: Figures) -> FiguresLine {
        let own = &figures.figures;
        FiguresLine {
            subject: figures.subject,
            person: own.examiner,
            name: figures.name.clone(),
            leader: figures.leader,
            candidates: own.candidates,
            severity: Value(own.severity),
            spread: Value(own.spread),
            same_as_leader: own.as_leader.map(|(same, _)| same),
            beside_leader: own.as_leader.map(|(_, of)| of),
            kappa: own.kappa.map(|kappa: Exact| Value(kappa)),
            figures,
        }
    }
}

impl Listed for FiguresLine {
    const HEADING: &[(&str, &str)] = &[
        ("科目", "Subject"),
        ("考评员", "Examiner"),
        ("人数", "Candidates"),
        ("宽严", "Severity"),
        ("离散（分）", "Spread"),
        ("与组长", "Leader"),
        ("加权 kappa", "Weighted kappa"),
    ];

    fn cells(&self, lang: Lang) -> Vec<String> {
        let own = &self.figures;
        vec![
            self.subject.say(lang),
            self.name.clone(),
            self.candidates.to_string(),
            own.severity().say(lang),
            own.spread().to_string(),
            own.as_leader().say(lang),
            own.kappa().map_or("–".to_owned(), |kappa| kappa.to_string()),
        ]
    }
}

pub fn pages(read: &Read, wanted: &Wanted, take: Take<FiguresLine>) -> Result<(), Problem> {
    let Some(batch) = &wanted.batch else { return Err(super::batch_needed()) };
    let figures = of_batch(read, batch.id)?.into_iter().filter(|one| wanted.fits(&[&one.name]));
    take(figures.map(FiguresLine::from).collect());
    Ok(())
}
