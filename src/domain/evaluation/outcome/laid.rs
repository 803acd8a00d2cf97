//! What each person gave, laid over all criteria that the paper marks: whoever does not mark a criterion has nothing there.
//!
//! However the panel works, the rest of the derivation sees only this.

use super::Because;
use crate::domain::evaluation::criterion::{Criterion, Given};
use crate::domain::evaluation::paper::{Paper, Question};
use crate::domain::evaluation::sheet::Sheet;
use crate::domain::id::PersonId;
use crate::domain::score::Exact;

/// What was given for a criterion, and what it brings in exact hundredths: worked out once, and asked for by every rule after.
#[derive(Clone, Copy)]
pub struct Mark<'a> {
    pub given: &'a Given,
    pub worth: Exact,
}

impl<'a> Mark<'a> {
    pub fn of(criterion: &Criterion, given: &'a Given) -> Mark<'a> {
        Mark { given, worth: criterion.mark(given) }
    }
}

/// One person's marks in the order of the criteria that the paper marks.
pub struct Laid<'a> {
    pub examiner: PersonId,
    pub version: u8,
    pub marks: Vec<Option<Mark<'a>>>,
}

/// All marks that count, over the same questions.
pub struct Counted<'s> {
    pub chosen: Vec<String>,
    pub sheets: Vec<Laid<'s>>,
}

impl Counted<'_> {
    pub fn criteria<'a>(&'a self, paper: &'a Paper) -> impl Iterator<Item = (&'a Question, &'a Criterion)> {
        paper.criteria(&self.chosen)
    }
}

/// The questions that these sheets choose together; none where two of them choose differently.
pub fn chosen(paper: &Paper, sheets: &[&Sheet]) -> Result<Vec<String>, Because> {
    let mut chosen: Vec<String> = Vec::new();
    for question in &paper.questions {
        let Some(group) = &question.choice else { continue };
        let holds = |sheet: &&&Sheet| {
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
pub fn lay<'a>(paper: &Paper, chosen: Vec<String>, sheets: &[&'a Sheet], agreed: Option<&'a Sheet>) -> Counted<'a> {
    let agreed = agreed.map(|agreed| marks(paper, &chosen, agreed));
    let over = |sheet: &&'a Sheet| {
        let mut marks = marks(paper, &chosen, sheet);
        if let Some(agreed) = &agreed {
            marks.iter_mut().zip(agreed).for_each(|(mark, agreed)| *mark = agreed.or(*mark));
        }
        Laid { examiner: sheet.examiner, version: sheet.version, marks }
    };
    let sheets = sheets.iter().map(over).collect();
    Counted { chosen, sheets }
}

/// A sheet's marks in the order of the criteria of the chosen questions, nothing where it holds none.
fn marks<'a>(paper: &Paper, chosen: &[String], sheet: &'a Sheet) -> Vec<Option<Mark<'a>>> {
    // Both run in the paper's order; a question that only the sheet chose is passed over.
    let mut held = paper.held(&sheet.chosen, &sheet.part).zip(&sheet.marks).peekable();
    let of = |(question, criterion): (&Question, &Criterion)| {
        let here = |((_, other), _): &((&Question, &Criterion), &'a Given)| std::ptr::eq(*other, criterion);
        while held.next_if(|((other, _), _)| other.no != question.no && !chosen_by(chosen, other)).is_some() {}
        held.next_if(here).map(|(_, given)| Mark::of(criterion, given))
    };
    paper.criteria(chosen).map(of).collect()
}

/// Whether a question is among those that these choices mark.
fn chosen_by(chosen: &[String], question: &Question) -> bool {
    question.choice.is_none() || chosen.contains(&question.no)
}
