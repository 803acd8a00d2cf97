//! Double entry 双人登分: what two people keyed blind from the same paper, criterion by criterion.
//!
//! Where they are alike, that is the mark. Where they differ, a third person decides, on a sheet of their own; their word
//! counts for the differing criteria alone, so that nobody changes what two people read alike.

use std::borrow::Borrow;

use super::laid::{Laid, Mark};
use crate::domain::evaluation::criterion::{Criterion, Given};
use crate::domain::evaluation::paper::Paper;
use crate::domain::evaluation::sheet::Sheet;
use crate::domain::id::PersonId;

/// A criterion that was not keyed alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub criterion: String,
    /// The place among the criteria that the paper marks.
    pub place: usize,
    /// What each keyed, in the order of the sheets.
    pub keyed: Vec<(PersonId, Option<Given>)>,
}

/// Every criterion that the sheets do not give alike, in the paper's order. The sheets chose the same questions.
pub fn differences<S: Borrow<Sheet>>(paper: &Paper, sheets: &[S]) -> Vec<Difference> {
    let Some(first) = sheets.first().map(S::borrow) else { return Vec::new() };
    let criteria = paper.criteria(&first.chosen).enumerate();
    criteria
        .filter_map(|(place, (_, criterion))| {
            let sheets = || sheets.iter().map(S::borrow);
            let given = first.marks.get(place);
            if given.is_some() && sheets().all(|sheet| sheet.marks.get(place) == given) {
                return None;
            }
            let keyed = sheets().map(|sheet| (sheet.examiner, sheet.marks.get(place).cloned())).collect();
            Some(Difference { criterion: criterion.id.clone(), place, keyed })
        })
        .collect()
}

/// The one sheet that the entries amount to, or the criteria that nobody has decided yet.
pub fn reconcile<'a>(
    paper: &Paper,
    entries: &[&'a Sheet],
    decided: Option<&'a Sheet>,
) -> Result<Laid<'a>, Vec<String>> {
    let first = entries[0];
    let criteria: Vec<&Criterion> = paper.criteria(&first.chosen).map(|(_, criterion)| criterion).collect();
    let keyed = |(place, criterion): (usize, &&Criterion)| Some(Mark::of(criterion, first.marks.get(place)?));
    let mut marks: Vec<Option<Mark>> = criteria.iter().enumerate().map(keyed).collect();
    let decided = decided.filter(|sheet| sheet.chosen == first.chosen);
    let mut open = Vec::new();
    for difference in differences(paper, entries) {
        match decided.and_then(|sheet| sheet.marks.get(difference.place)) {
            Some(word) if marks[difference.place].is_some() => {
                marks[difference.place] = Some(Mark::of(criteria[difference.place], word));
            }
            _ => open.push(difference.criterion),
        }
    }
    let one = Laid { examiner: first.examiner, version: first.version, marks };
    if open.is_empty() { Ok(one) } else { Err(open) }
}
