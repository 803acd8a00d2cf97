//! An entry's outcome: its facts gathered from the file, and the derivation that follows from them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::credential::basis::basis;
use crate::domain::evaluation::batch::BatchItem;
use crate::domain::evaluation::outcome::{
    Agreement, Because, Case as Facing, Line, Outcome, SubjectFacts, SubjectOutcome, Verdict, derive, explain,
};
use crate::domain::evaluation::sheet::{Sheet, latest_versions};
use crate::domain::evaluation::standing::Standing;
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::evaluation::way::{Asks, Share, Way};
use crate::domain::id::{Basis, BatchId, EntryId, PersonId, VetoId};
use crate::refusal;
use crate::store::act::{Act, OutcomeDerived};
use crate::store::read::facts::EntryFacts;
use crate::store::read::standard::{PaperKept, StandardKept};
use crate::store::{Failure, Read};

/// Everything of an entry that may enter its outcome, as the file has it.
pub struct Facts {
    pub standard: Arc<StandardKept>,
    pub subjects: Vec<Subject>,
    pub vetoes: Vec<VetoId>,
    level: crate::domain::level::Level,
}

/// The file's part of one subject.
pub struct Subject {
    pub kind: SubjectKind,
    pub paper: Option<Arc<PaperKept>>,
    /// What its sheets are signed over.
    pub basis: Option<Arc<Basis>>,
    pub standing: Option<Standing>,
    /// Signed sheets that count: those from before the panel had to mark again are not among them.
    pub sheets: Vec<Sheet>,
    pub panel: Option<usize>,
    pub agreement: Agreement,
    /// What the panel signs: one sheet each, and one together where the standard has measures agreed.
    pub asks: Asks,
    /// Who marks which question where the panel divides them.
    pub division: Vec<Share>,
    /// The highest version that each person ever signed.
    pub versions: BTreeMap<PersonId, u8>,
    /// The highest version of what the panel signed together; 0 where nothing was.
    pub agreed_version: u8,
    /// Why the panel marks again, where it does.
    pub because: Option<String>,
}

impl Subject {
    /// How many sheets this subject of this entry takes: one of each of the panel and of any further examiner, and the one
    /// that all sign together.
    pub fn needed(&self) -> usize {
        let own = self.panel.unwrap_or(0) + usize::from(self.agreement.further);
        match own {
            0 => 0,
            own => usize::from(self.asks.own) * own + usize::from(self.asks.agreed),
        }
    }

    /// How many of them are signed and count.
    pub fn signed(&self) -> usize {
        let own = self.sheets.iter().filter(|sheet| !sheet.part.is_agreed()).map(|sheet| sheet.examiner);
        let own = own.filter(|examiner| Some(*examiner) != self.agreement.decider).collect::<BTreeSet<_>>().len();
        own + usize::from(self.sheets.iter().any(|sheet| sheet.part.is_agreed()))
    }

    /// The last version of each person's sheet that counts, by person.
    pub fn latest(&self) -> Vec<Sheet> {
        latest_versions(&self.sheets).into_iter().cloned().collect()
    }

    /// Whether everybody who marks this subject has signed.
    pub fn is_complete(&self) -> bool {
        self.needed() > 0 && self.signed() >= self.needed()
    }
}

/// What the entries of one item of a batch share: read once, however many of them are asked for.
struct Item {
    batch: BatchId,
    item: BatchItem,
    standard: Arc<StandardKept>,
    subjects: Vec<ItemSubject>,
}

struct ItemSubject {
    kind: SubjectKind,
    paper: Option<Arc<PaperKept>>,
    basis: Option<Arc<Basis>>,
    panel: Option<usize>,
    asks: Asks,
    division: Vec<Share>,
}

fn no_entry() -> Failure {
    refusal!("no_entry", "没有这份报名。", "There is no such entry.").into()
}

impl Item {
    fn read(read: &Read, batch: BatchId, item: BatchItem) -> Result<Item, Failure> {
        let standard = read.standard(item.standard)?.ok_or_else(no_entry)?;
        let papers = read.batch_papers(batch, item)?;
        let mut subjects = Vec::new();
        for rules in standard.standard.level(item.level).map_or(&[][..], |level| &level.subjects) {
            let kind = rules.kind;
            let paper = papers.iter().find(|(subject, _)| *subject == kind);
            let paper = paper.map(|(_, id)| read.paper(*id)).transpose()?.flatten();
            let panel = read.panel(batch, item, kind)?.len();
            let division = if rules.way == Way::ByItem { read.division(batch, item, kind)? } else { Vec::new() };
            subjects.push(ItemSubject {
                kind,
                asks: paper.as_ref().map_or(Asks { own: true, agreed: false }, |kept| rules.way.asks(&kept.paper)),
                basis: paper.as_ref().map(|kept| Arc::new(basis(&standard.digest, &kept.digest))),
                paper,
                panel: (panel > 0).then_some(panel),
                division,
            });
        }
        Ok(Item { batch, item, standard, subjects })
    }

    /// What an entry has of its own, beside what it shares.
    fn with(&self, mut own: EntryFacts) -> Facts {
        let subjects = self.subjects.iter().map(|shared| shared.with(&mut own)).collect();
        Facts { standard: self.standard.clone(), subjects, vetoes: own.vetoes, level: self.item.level }
    }
}

impl ItemSubject {
    /// Takes this subject's sheets out of the entry's.
    fn with(&self, entry: &mut EntryFacts) -> Subject {
        let kind = self.kind;
        let mut cases = entry.cases.iter().filter(|case| case.subject == kind);
        let count = |n: usize| u8::try_from(n).unwrap_or(u8::MAX);
        let of_kind =
            |deciding| entry.further.iter().filter(move |one| one.subject == kind && one.deciding == deciding);
        let agreement = Agreement {
            cases: count(cases.clone().count()),
            further: count(of_kind(false).count()),
            decider: of_kind(true).map(|one| one.person).next(),
        };
        let last = cases.next_back();
        let since = last.map_or(0, |case| case.seq);
        let (mut sheets, mut versions, mut agreed_version) = (Vec::new(), BTreeMap::new(), 0);
        for (seq, sheet) in entry.sheets.extract_if(.., |(_, sheet)| sheet.subject == kind) {
            let own: &mut u8 =
                if sheet.part.is_agreed() { &mut agreed_version } else { versions.entry(sheet.examiner).or_default() };
            *own = sheet.version.max(*own);
            if seq > since {
                sheets.push(sheet);
            }
        }
        Subject {
            kind,
            paper: self.paper.clone(),
            basis: self.basis.clone(),
            standing: entry
                .standings
                .iter()
                .find(|(subject, _)| *subject == kind)
                .map(|(_, standing)| standing.clone()),
            sheets,
            panel: self.panel,
            agreement,
            asks: self.asks,
            division: self.division.clone(),
            versions,
            agreed_version,
            because: last.map(|case| case.because.clone()),
        }
    }
}

/// Gathers an entry's facts.
pub fn facts(read: &Read, entry: EntryId) -> Result<Facts, Failure> {
    let own = read.entry_facts(entry, entry)?.pop().ok_or_else(no_entry)?;
    Ok(Item::read(read, own.batch, own.item)?.with(own))
}

/// Entries that are read together: few enough that what was read is still at hand when it is derived from.
const TOGETHER: usize = 32;
/// Numbers that no entry of the run has, and that are read past rather than asked around.
const GAP: i64 = 8;

/// Gathers the facts of many entries, one after another; what their item shares is read once.
pub fn facts_in_turn(
    read: &Read,
    entries: &[EntryId],
    mut each: impl FnMut(EntryId, Result<Facts, Failure>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut items: Vec<Item> = Vec::new();
    let runs = entries.chunk_by(|one, next| (1..=GAP).contains(&(next.0 - one.0)));
    for run in runs.flat_map(|run| run.chunks(TOGETHER)) {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
        let Ok(all) = read.entry_facts(*first, *last) else {
            // What cannot be read of one entry keeps nothing from the others.
            run.iter().try_for_each(|entry| each(*entry, facts(read, *entry)))?;
            continue;
        };
        let mut all = all.into_iter().peekable();
        for entry in run {
            while all.next_if(|own| own.entry < *entry).is_some() {}
            let Some(own) = all.next_if(|own| own.entry == *entry) else {
                each(*entry, Err(no_entry()))?;
                continue;
            };
            let shared = match items.iter().position(|shared| (shared.batch, shared.item) == (own.batch, own.item)) {
                Some(at) => &items[at],
                None => match Item::read(read, own.batch, own.item) {
                    Ok(shared) => items.push_mut(shared),
                    Err(failure) => {
                        each(*entry, Err(failure))?;
                        continue;
                    }
                },
            };
            each(*entry, Ok(shared.with(own)))?;
        }
    }
    Ok(())
}

impl Facts {
    pub fn subject_mut(&mut self, kind: SubjectKind) -> Option<&mut Subject> {
        self.subjects.iter_mut().find(|subject| subject.kind == kind)
    }

    /// The standard's rules of a subject.
    pub fn rules(&self, kind: SubjectKind) -> Option<&crate::domain::evaluation::subject::Subject> {
        self.standard.standard.level(self.level)?.subjects.iter().find(|rules| rules.kind == kind)
    }

    pub fn is_double_entry(&self, kind: SubjectKind) -> bool {
        self.rules(kind).is_some_and(|rules| rules.is_double_entry())
    }

    /// The outcome that these facts amount to; a refusal where the standard has no such level.
    pub fn outcome(&self) -> Result<Outcome, Failure> {
        let no_level = || refusal!("no_level", "标准没有这个等级。", "The standard has no such level.");
        Ok(self.derive().ok_or_else(no_level)?)
    }

    /// Sheets that count though they were signed over another paper or another standard.
    pub fn off_basis(&self) -> impl Iterator<Item = &Sheet> {
        let off =
            |subject: &Subject, sheet: &&Sheet| subject.basis.as_deref().is_some_and(|basis| *basis != sheet.basis);
        self.subjects.iter().flat_map(move |subject| subject.sheets.iter().filter(move |sheet| off(subject, sheet)))
    }

    /// The outcome that these facts amount to.
    pub fn derive(&self) -> Option<Outcome> {
        let rules = self.standard.standard.level(self.level)?;
        let subjects: Vec<SubjectFacts> = self
            .subjects
            .iter()
            .map(|subject| SubjectFacts {
                kind: subject.kind,
                paper: subject.paper.as_ref().map(|kept| (&kept.digest, &kept.paper)),
                standing: subject.standing.clone(),
                sheets: &subject.sheets,
                panel: subject.panel,
                agreement: subject.agreement,
            })
            .collect();
        let case = Facing { standard: &self.standard.digest, rules, subjects: &subjects, vetoes: &self.vetoes };
        Some(derive(&case))
    }
}

/// The outcome as it follows from the file now.
pub fn derived(read: &Read, entry: EntryId) -> Result<Outcome, Failure> {
    facts(read, entry)?.outcome()
}

/// Whether a derivation is kept as an act: once a subject is settled here, a veto stands, or one was kept before. A score that
/// was carried is settled elsewhere, long before papers and panels are.
pub fn is_recorded(outcome: &Outcome, before: bool) -> bool {
    before
        || outcome.verdict != Verdict::Open
        || outcome.subjects.iter().any(|subject| subject.verdict != Verdict::Open && !is_carried(subject))
}

fn is_carried(subject: &SubjectOutcome) -> bool {
    let carried = |because: &Because| matches!(because, Because::Standing { standing: Standing::Carried { .. } });
    subject.because.iter().any(carried)
}

/// The act that records a derivation, where it says something new.
pub(super) fn outcome_act(read: &Read, entry: EntryId, facts: &Facts) -> Result<Option<Act>, Failure> {
    let Some(outcome) = facts.derive() else { return Ok(None) };
    let before = read.outcome(entry)?;
    let news = is_recorded(&outcome, before.is_some()) && before.as_ref() != Some(&outcome);
    Ok(news.then_some(Act::OutcomeDerived(OutcomeDerived { entry, outcome })))
}

/// How many accepted entries of a batch still miss something or must be settled, other than by a deferral.
///
/// A derivation is kept as soon as it says anything, so the kept ones tell; only an entry with a standing and no
/// derivation yet is derived.
pub fn open_cases(read: &Read, batch: BatchId) -> Result<u32, Failure> {
    let mut open = 0;
    for (entry, has_standing) in read.entries_without_verdict(batch)? {
        open += u32::from(match read.outcome(entry)? {
            Some(kept) => is_open(&kept),
            None if has_standing => is_open(&derived(read, entry)?),
            None => true,
        });
    }
    Ok(open)
}

/// Whether something is still missing or must be settled, other than a deferral.
fn is_open(outcome: &Outcome) -> bool {
    let deferred = |because: &Because| matches!(because, Because::Standing { standing: Standing::Deferred });
    let waits = |subject: &SubjectOutcome| subject.verdict == Verdict::Open && !subject.because.iter().any(deferred);
    outcome.verdict == Verdict::Open && outcome.subjects.iter().any(waits)
}

/// The outcome line by line, with the examiners' names.
pub fn explained(read: &Read, outcome: &Outcome) -> Result<Vec<Line>, Failure> {
    let people = read.people()?;
    let name =
        |id| people.iter().find(|person| person.id == id).map_or_else(|| format!("#{}", id.0), |p| p.name.clone());
    Ok(explain(outcome, &name))
}
