//! What once followed from outcomes, followed again: each moderation sample from its seed and rule, each carried score from
//! the entry where it was passed. Both are held against the outcomes as the journal had them at that row, so that a later
//! correction changes nothing here.

use std::collections::{BTreeMap, BTreeSet};

use super::moderation::is_keyed;
use crate::both;
use crate::credential::sample::lot;
use crate::domain::evaluation::entry::Decision;
use crate::domain::evaluation::moderation::{Sampled, Scored, sample};
use crate::domain::evaluation::outcome::Outcome;
use crate::domain::evaluation::retention::passed_by_marks;
use crate::domain::evaluation::standing::Standing;
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::{BatchId, EntryId};
use crate::domain::language::{Both, Lang, Say};
use crate::domain::score::Score;
use crate::store::act::{Act, SampleDrawn, StandingSet};
use crate::store::check::{Finding, Progress};
use crate::store::read::entry::EntryFilter;
use crate::store::{Failure, Read};

/// Rows of the journal read at once.
const PAGE: u32 = 512;

/// What the journal said of an entry's outcome so far.
#[derive(Default)]
struct SoFar {
    outcomes: BTreeMap<EntryId, Marks>,
    decisions: BTreeMap<EntryId, Decision>,
    /// The seed that each batch's sample was first drawn with.
    seeds: BTreeMap<BatchId, String>,
}

/// Of an outcome, what samples and carried scores look at.
struct Marks {
    scored: Vec<(SubjectKind, Score, Score)>,
    passed: Vec<(SubjectKind, Score)>,
}

impl Marks {
    fn of(outcome: &Outcome) -> Marks {
        let scored = outcome.subjects.iter().filter_map(|own| {
            let marking = own.marking.as_ref()?;
            Some((own.kind, marking.rounded, marking.pass))
        });
        Marks { scored: scored.collect(), passed: passed_by_marks(outcome) }
    }
}

/// Findings, none unless another program wrote a sample or a carried score; each names its row of the journal and the field.
pub fn check_followed(read: &Read, progress: Progress) -> Result<Vec<Finding>, Failure> {
    let (mut so_far, mut found, mut after) = (SoFar::default(), Vec::new(), 0);
    let total = read.journal_root()?.map_or(0, |(size, _)| size);
    loop {
        let page =
            read.journal_of(&["outcome_derived", "entry_decided", "sample_drawn", "standing_set"], after, PAGE)?;
        let Some(last) = page.last() else { return Ok(found) };
        after = last.0;
        for (seq, kind, payload) in &page {
            // A row that cannot be read is told by the check of the journal.
            let Ok(act) = Act::read(kind, payload, None) else { continue };
            match act {
                Act::OutcomeDerived(part) => {
                    so_far.outcomes.insert(part.entry, Marks::of(&part.outcome));
                }
                Act::EntryDecided(part, _) => {
                    so_far.decisions.insert(part.entry, part.decision);
                }
                Act::SampleDrawn(part) => found.extend(so_far.sample(read, *seq, part)?),
                Act::StandingSet(part) => found.extend(so_far.carried(read, *seq, &part)?),
                _ => {}
            }
        }
        if !progress(after.unsigned_abs(), total) {
            return Ok(found);
        }
    }
}

impl SoFar {
    /// Draws a batch's sample again.
    fn sample(&mut self, read: &Read, seq: i64, drawn: SampleDrawn) -> Result<Vec<Finding>, Failure> {
        let mut found = Vec::new();
        let first = self.seeds.entry(drawn.batch).or_insert_with(|| drawn.seed.clone());
        if *first != drawn.seed {
            let text = both!(
                "日志第 {seq} 条 seed：同一批次换了种子重抽复核样本",
                "journal row {seq}, seed: the sample of a batch was drawn again with another seed"
            );
            found.push(Finding::new("sample", text));
        }
        let mut scored = Vec::new();
        for row in read.batch_entries(drawn.batch, EntryFilter::default())? {
            let Some(marks) = self.outcomes.get(&row.id) else { continue };
            if self.decisions.get(&row.id) != Some(&Decision::Accepted) {
                continue;
            }
            for (subject, score, pass) in &marks.scored {
                if !is_keyed(read, row.item, *subject)? {
                    let (subject, score, pass) = (*subject, *score, *pass);
                    scored.push(Scored { entry: row.id, item: row.item, subject, score, pass });
                }
            }
        }
        let again = sample(drawn.rule, &scored, |entry, subject| lot(&drawn.seed, entry, subject));
        let by_key = |sampled: &[Sampled]| -> BTreeMap<(EntryId, SubjectKind), _> {
            sampled.iter().map(|one| ((one.entry, one.subject), one.why.clone())).collect()
        };
        let (recorded, again) = (by_key(&drawn.chosen), by_key(&again));
        let keys: BTreeSet<_> = recorded.keys().chain(again.keys()).collect();
        for key in keys {
            let wrong = match (recorded.get(key), again.get(key)) {
                (Some(a), Some(b)) if a == b => continue,
                (Some(_), Some(_)) => {
                    both!("入样原因与重抽不符", "is in the sample for other reasons than drawn again")
                }
                (None, _) => both!("按种子重抽应在样本里，却没有", "is drawn by the seed and missing from the sample"),
                (_, None) => both!("按种子重抽不在样本里", "is in the sample and not drawn by the seed"),
            };
            found.push(Finding::new("sample", at(seq, "chosen", *key, wrong)));
        }
        Ok(found)
    }

    /// Holds a carried score against the outcome that it comes from.
    fn carried(&self, read: &Read, seq: i64, part: &StandingSet) -> Result<Vec<Finding>, Failure> {
        let Standing::Carried { from, score } = &part.standing else { return Ok(Vec::new()) };
        let key = (part.entry, part.subject);
        let candidate = |entry: EntryId| read.entry(entry).map(|row| row.map(|row| (row.candidate, row.item.level)));
        let origin = from.0;
        if candidate(*from)? != candidate(part.entry)? {
            let wrong = both!(
                "沿用的是别人或别的等级的报名 {origin}",
                "carries from entry {origin}, which is another candidate's or of another level"
            );
            return Ok(vec![Finding::new("carried", at(seq, "standing.from", key, wrong))]);
        }
        let passed =
            self.outcomes.get(from).and_then(|marks| marks.passed.iter().find(|(kind, _)| *kind == part.subject));
        let wrong = match passed {
            Some((_, original)) if original == score => return Ok(Vec::new()),
            Some((_, original)) => (
                "standing.score",
                both!(
                    "沿用 {score} 分，报名 {origin} 原为 {original} 分",
                    "carries {score}, but entry {origin} has {original}"
                ),
            ),
            None => (
                "standing.from",
                both!("报名 {origin} 当时没有这个科目的合格成绩", "entry {origin} had not passed this subject then"),
            ),
        };
        Ok(vec![Finding::new("carried", at(seq, wrong.0, key, wrong.1))])
    }
}

/// Row, field, entry and subject before what is wrong.
fn at(seq: i64, field: &str, (entry, subject): (EntryId, SubjectKind), wrong: Both) -> Both {
    let (entry, zh, en) = (entry.0, subject.say(Lang::Zh), subject.say(Lang::En));
    Both {
        zh: format!("日志第 {seq} 条 {field}：报名 {entry} {zh}，{}", wrong.zh),
        en: format!("journal row {seq}, {field}: entry {entry} {en} {}", wrong.en),
    }
}
