//! Invented marks: each candidate has a strength, each examiner an eye of their own; the same every time.

use sha2::{Digest, Sha256};

use crate::domain::evaluation::criterion::{Criterion, Given, How, fault_letter};
use crate::domain::evaluation::paper::Paper;
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::evaluation::way::Part;
use crate::domain::id::{EntryId, PersonId};
use crate::ops::marking::Typed;

/// Who marks, and which seat of the panel it is.
#[derive(Clone, Copy)]
pub struct Panelist {
    pub examiner: PersonId,
    pub seat: usize,
    pub slips: bool,
}

/// 0–99, the same for the same words.
fn chance(words: &[&str]) -> i64 {
    let mut sha = Sha256::new();
    for word in words {
        sha.update(word.as_bytes());
        sha.update([0]);
    }
    i64::from(u16::from_be_bytes([sha.finalize()[0], 7]) % 100)
}

/// Every criterion of a sheet of this part of the paper.
pub fn sheet(paper: &Paper, part: &Part, entry: EntryId, subject: SubjectKind, who: Panelist) -> Vec<Typed> {
    let candidate = entry.0.to_string();
    // Most are between 62 and 96; about one in eight is weak.
    let strength = match chance(&[&candidate, "strength"]) {
        weak @ 0..12 => 44 + weak,
        other => 66 + other * 30 / 100,
    };
    let chosen = paper.first_choices();
    let criteria = paper.held(&chosen, part);
    let mut typed: Vec<Typed> = criteria
        .map(|(_, criterion)| {
            let given = give(criterion, strength, &candidate, subject, who);
            let note = if criterion.needs_note(&given) { "现场表现突出，另附记录" } else { "" };
            Typed { criterion: criterion.id.clone(), given, note: note.to_owned() }
        })
        .collect();
    if who.slips
        && subject == SubjectKind::Theory
        && who.seat == 1
        && chance(&[&candidate, "slip"]) < 8
        && let Some(Given::Number(n)) = typed.last_mut().map(|last| &mut last.given)
    {
        *n = (*n - 100).max(0);
    }
    typed
}

fn give(criterion: &Criterion, strength: i64, candidate: &str, subject: SubjectKind, who: Panelist) -> Given {
    let id = criterion.id.as_str();
    // What was measured is one thing for all; how it is judged is each examiner's own.
    let shared = chance(&[candidate, id, subject.word()]);
    let own = chance(&[candidate, id, subject.word(), &who.examiner.0.to_string()]);
    let level = (strength + (shared - 50) / 5).clamp(5, 99);
    let full = criterion.full.0.0;
    match &criterion.how {
        How::YesNo => Given::Flag(!(shared == 0 && strength < 60)),
        How::Measure => Given::Number(if shared < level + 8 { full } else { 0 }),
        How::Steps(steps) => {
            let mut marks: Vec<i64> = steps.iter().map(|step| step.mark.0.0).collect();
            marks.sort_unstable_by(|a, b| b.cmp(a));
            let place = match level - shared / 3 {
                55.. => 0,
                35.. => 1,
                _ => 2,
            };
            Given::Number(marks.get(place).or(marks.last()).copied().unwrap_or(0))
        }
        How::Each(each) => Given::Number(full * level / 100 / each.0.0 * each.0.0),
        How::Judge(_) => {
            let base = match level {
                88.. => 3,
                64.. => 2,
                45.. => 1,
                _ => 0,
            };
            Given::Number(if own < 20 && base > 0 && shared % 2 == 0 { base - 1 } else { base })
        }
        How::Deduct(list) => {
            let found = list
                .iter()
                .enumerate()
                .filter(|(place, _)| chance(&[candidate, id, &place.to_string()]) + (own - 50) / 10 > level);
            let mut letters: Vec<char> = found.map(|(place, _)| fault_letter(place)).collect();
            letters.sort_unstable();
            Given::Faults(letters.into_iter().collect())
        }
        How::Band(bands) => {
            let want = full * (level + (own - 50) / 12).clamp(0, 100) / 100 / 50 * 50;
            let distance = |mark: i64| (mark - want).abs();
            let nearest = |from: i64, to: i64| want.clamp(from, to);
            let marks = bands.iter().map(|band| nearest(band.from.0.0, band.to.0.0));
            Given::Number(marks.min_by_key(|mark| distance(*mark)).unwrap_or(full))
        }
    }
}
