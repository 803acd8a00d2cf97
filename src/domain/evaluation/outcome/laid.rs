//! What each person gave, laid over all criteria that the paper marks: whoever does not mark a criterion has nothing there.
//!
//! However the panel works, the rest of the derivation sees only this.

use super::Because;
use crate::domain::evaluation::criterion::{Criterion, Given};
use crate::domain::evaluation::paper::{Paper, Question};
use crate::domain::evaluation::sheet::Sheet;
use crate::domain::id::PersonId;

/// One person's marks in the order of the criteria that the paper marks.
pub struct Laid {
    pub examiner: PersonId,
    pub version: u8,
    pub marks: Vec<Option<Given>>,
}

/// All marks that count, over the same questions.
pub struct Counted {
    pub chosen: Vec<String>,
    pub sheets: Vec<Laid>,
}

impl Counted {
    pub fn criteria<'a>(&'a self, paper: &'a Paper) -> impl Iterator<Item = (&'a Question, &'a Criterion)> {
        paper.criteria(&self.chosen)
    }
}

/// The questions that these sheets choose together; none where two of them choose differently.
pub fn chosen(paper: &Paper, sheets: &[Sheet]) -> Result<Vec<String>, Because> {
    let mut chosen: Vec<String> = Vec::new();
    for question in &paper.questions {
        let Some(group) = &question.choice else { continue };
        let holds = |sheet: &&Sheet| {
            let of_group = |other: &&Question| other.choice.as_ref() == Some(group);
            paper.questions.iter().filter(of_group).any(|other| sheet.part.holds_question(other))
        };
        let choose = sheets.iter().filter(holds).filter(|sheet| sheet.chosen.contains(&question.no)).count();
        match choose {
            0 => {}
            n if n == sheets.iter().filter(holds).count() => chosen.push(question.no.clone()),
            _ => return Err(Because::ChoiceDiffers),
        }
    }
    Ok(chosen)
}

/// Lays sheets over the criteria of the chosen questions; the values that all agreed on stand in every one of them.
pub fn lay(paper: &Paper, chosen: Vec<String>, sheets: &[Sheet], agreed: Option<&Sheet>) -> Counted {
    let over = |sheet: &Sheet| {
        let given = |(_, criterion): (&Question, &Criterion)| {
            let agreed = agreed.and_then(|agreed| agreed.given(paper, &criterion.id));
            agreed.or_else(|| sheet.given(paper, &criterion.id)).cloned()
        };
        let marks = paper.criteria(&chosen).map(given).collect();
        Laid { examiner: sheet.examiner, version: sheet.version, marks }
    };
    let sheets = sheets.iter().map(over).collect();
    Counted { chosen, sheets }
}
