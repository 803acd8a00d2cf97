//! Screening: what the batch and the file say of an application before it is taken.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::{Application, batch_of, cutoff, takes_entries};
use crate::both;
use crate::credential::tree::Hash;
use crate::domain::evaluation::batch::{BatchItem, BatchState};
use crate::domain::evaluation::eligibility::{Claims, Verdict, verdict};
use crate::domain::evaluation::entry::Decision;
use crate::domain::id::{BatchId, CandidateId, StandardId};
use crate::domain::identity::{Document, age_on, inert, last_four};
use crate::domain::language::{Both, Lang, Say};
use crate::domain::level::Level;
use crate::ops::history::{held_before, held_here};
use crate::store::read::batch::Batch;
use crate::store::read::standard::StandardKept;
use crate::store::{Failure, Read};

/// What the batch and the file say of one application.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Screened {
    /// Why it cannot be taken; all at once, empty when it can.
    pub faults: Vec<Both>,
    /// What a clerk should look at; it can be taken all the same. What is odd about name and document themselves is
    /// told by whoever read them.
    pub warnings: Vec<Both>,
    /// The verdict on the conditions as it would be today; none where the trade or level is not in the batch.
    pub eligibility: Option<Verdict>,
    /// Where it would go.
    pub(super) place: Option<Place>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub item: BatchItem,
    pub candidate: Option<CandidateId>,
}

/// An application that nothing speaks against, with where it would go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Good {
    pub application: Application,
    pub(super) place: Place,
}

impl Screened {
    /// The application that this was said of, where it can be taken.
    pub fn good(&self, application: Application) -> Option<Good> {
        let place = self.place.filter(|_| self.faults.is_empty())?;
        Some(Good { application, place })
    }
}

/// The file as applications were screened: their batch, and the journal's length and root. All that screening asks is told by acts, so
/// that whoever takes the applications while the journal is still that one finds of each what was found then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AsOf {
    batch: BatchId,
    journal: (u64, Hash),
}

impl AsOf {
    /// None where the journal's tip cannot be read; nothing is then taken for granted.
    pub(super) fn now(read: &Read, batch: BatchId) -> Result<Option<AsOf>, Failure> {
        Ok(read.journal_root()?.map(|journal| AsOf { batch, journal }))
    }
}

/// What does not change from row to row.
struct Counter {
    batch: Batch,
    standards: HashMap<StandardId, Arc<StandardKept>>,
    cutoff: NaiveDate,
    /// Whether certificates of ledgers were taken in: where there are none, no row asks for them.
    ledgers: bool,
}

impl Counter {
    fn open(read: &Read, batch: BatchId) -> Result<Counter, Failure> {
        let batch = batch_of(read, batch)?;
        takes_entries(&batch)?;
        let mut standards = HashMap::new();
        for item in &batch.plan.items {
            if let Some(kept) = read.standard(item.standard)? {
                standards.insert(item.standard, kept);
            }
        }
        let cutoff = cutoff(read, &batch)?;
        let ledgers = !read.historical_after(0, 1)?.is_empty();
        Ok(Counter { batch, standards, cutoff, ledgers })
    }

    fn item(&self, trade: &str, level: Level) -> Result<BatchItem, Both> {
        let trade = trade.trim();
        let named = |item: &&BatchItem| {
            self.standards.get(&item.standard).is_some_and(|kept| {
                let own = &kept.standard.trade;
                own.name == trade || own.title() == trade || (!own.branch.is_empty() && own.branch == trade)
            })
        };
        let here = |item: &&BatchItem| item.level == level;
        if let Some(item) = self.batch.plan.items.iter().filter(named).find(here) {
            return Ok(*item);
        }
        let title = |lang: Lang| {
            let name = |item: &BatchItem| {
                let trade =
                    self.standards.get(&item.standard).map_or(String::new(), |kept| kept.standard.trade.title());
                format!("{trade} {}", item.level.say(lang))
            };
            self.batch.plan.items.iter().map(name).collect::<Vec<_>>().join(lang.pick("、", ", "))
        };
        let (shown, level) = (inert(trade), level);
        Err(Both {
            zh: format!("“{shown} {}”不在本批次，本批次有：{}", level.say(Lang::Zh), title(Lang::Zh)),
            en: format!("“{shown} {}” is not in this batch, which has: {}", level.say(Lang::En), title(Lang::En)),
        })
    }

    fn screen(&self, read: &Read, row: &Application) -> Result<Screened, Failure> {
        let mut screened = Screened::default();
        let candidate = read.candidate_by_document(&row.document)?;
        if let Some(known) = &candidate
            && known.name != row.name.as_str()
        {
            let (tail, name) = (last_four(row.document.number()), inert(&known.name));
            screened.faults.push(both!(
                "证件尾号 {tail} 在本站登记的姓名是“{name}”，与本行不同",
                "the document ending {tail} is recorded here under the name “{name}”"
            ));
        }
        let born = row.birth.or(row.document.birth());
        if let Some(born) = born
            && (born > self.cutoff || age_on(born, self.cutoff) < 16)
        {
            screened.warnings.push(both!("截止日 {0} 未满 16 周岁", "under 16 on {0}", self.cutoff));
        }
        match self.item(&row.trade, row.level) {
            Err(fault) => screened.faults.push(fault),
            Ok(item) => {
                let kept = &self.standards[&item.standard];
                let rules = kept.standard.level(item.level).expect("a batch's item is a level of its standard");
                let claims = Claims { birth: born, ..row.claims.clone() };
                if let Some(number) = row.condition
                    && rules.conditions.iter().all(|condition| condition.number != number)
                {
                    let list = rules.conditions.iter().map(|c| c.number.to_string()).collect::<Vec<_>>().join("、");
                    screened.faults.push(both!(
                        "申报条件 {number} 不在标准中，可选 {list}",
                        "condition {number} is not in the standard, which has {list}"
                    ));
                }
                screened.eligibility = Some(verdict(&rules.conditions, &claims, row.condition, self.cutoff));
                if let Some(known) = &candidate {
                    self.known(read, known.id, item, kept, &mut screened)?;
                }
                let trade = &kept.standard.trade;
                if let Some(known) = &candidate {
                    screened.warnings.extend(held_here(read, known.id, trade, item.level)?);
                }
                if self.ledgers {
                    screened.warnings.extend(held_before(read, &row.document, trade, item.level)?);
                }
                screened.place = Some(Place { item, candidate: candidate.map(|known| known.id) });
            }
        }
        Ok(screened)
    }

    /// What the file already holds of this candidate: the same trade and level in a live batch, or on a certificate.
    fn known(
        &self,
        read: &Read,
        candidate: CandidateId,
        item: BatchItem,
        kept: &StandardKept,
        screened: &mut Screened,
    ) -> Result<(), Failure> {
        for entry in read.entries_of(candidate)? {
            if entry.item.level != item.level || entry.decision == Decision::Withdrawn {
                continue;
            }
            let same_trade = entry.item.standard == item.standard
                || read.standard(entry.item.standard)?.is_some_and(|other| other.standard.trade == kept.standard.trade);
            let other = read.batch(entry.batch)?.filter(|batch| same_trade && batch.state < BatchState::Issuing);
            if let Some(other) = other {
                let code = &other.plan.code;
                screened.faults.push(if entry.batch == self.batch.id {
                    both!("已在本批次报名同一职业等级", "has an entry for this trade and level in this batch already")
                } else {
                    both!("已在批次 {code} 报名同一职业等级", "has an entry for this trade and level in batch {code}")
                });
            }
        }
        if let Some((until, code)) = read.banned(candidate)?
            && self.batch.plan.exam_on <= until
        {
            screened.faults.push(both!(
                "因违纪（{code}）至 {until} 不得报考，本批次 {0} 考试",
                "barred until {until} for a breach ({code}); this batch sits on {0}",
                self.batch.plan.exam_on
            ));
        }
        let trade = (&kept.standard.trade, item.level);
        let passed = crate::ops::retake::kept(read, candidate, trade, self.batch.plan.exam_on, None)?;
        for one in passed.iter().filter(|one| one.usable.is_ok()) {
            let (score, until, zh, en) = (one.score, one.until, one.subject.say(Lang::Zh), one.subject.say(Lang::En));
            screened.warnings.push(both!(
                "可沿用{zh}成绩 {score} 分，保留到 {until}",
                "{en} passed with {score} may be carried, kept until {until}"
            ));
        }
        Ok(())
    }
}

/// Screens applications one after another, so that a long roster can be screened in short steps.
pub struct Screening {
    counter: Counter,
    as_of: Option<AsOf>,
    seen: HashMap<(BatchItem, Document), usize>,
    screened: usize,
}

impl Screening {
    /// Refused where the batch takes no entries.
    pub fn open(read: &Read, batch: BatchId) -> Result<Screening, Failure> {
        let (as_of, counter) = (AsOf::now(read, batch)?, Counter::open(read, batch)?);
        Ok(Screening { counter, as_of, seen: HashMap::new(), screened: 0 })
    }

    /// The file as it was when this screening began: what is recorded meanwhile counts as a change.
    pub fn as_of(&self) -> Option<AsOf> {
        self.as_of
    }

    /// What the batch, the file and the applications before say of the next one.
    pub fn screen(&mut self, read: &Read, row: &Application) -> Result<Screened, Failure> {
        let mut one = self.counter.screen(read, row)?;
        if let Some(place) = one.place
            && let Some(first) = self.seen.insert((place.item, row.document.clone()), self.screened)
        {
            let first = first + 1;
            one.faults.push(both!("与第 {first} 份报名重复", "repeats application {first}"));
        }
        self.screened += 1;
        Ok(one)
    }
}

/// What the batch and the file say of each application; the same code decides when they are taken.
pub fn preview(read: &Read, batch: BatchId, rows: &[Application]) -> Result<Vec<Screened>, Failure> {
    let mut screening = Screening::open(read, batch)?;
    rows.iter().map(|row| screening.screen(read, row)).collect()
}
