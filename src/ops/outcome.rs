//! An entry's outcome: its facts gathered from the file, and the derivation that follows from them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::domain::evaluation::outcome::{
    Agreement, Because, Case as Facing, Line, Outcome, SubjectFacts, SubjectOutcome, Verdict, derive, explain,
};
use crate::domain::evaluation::sheet::{Sheet, latest_versions};
use crate::domain::evaluation::standing::Standing;
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::evaluation::way::{Asks, Share, Way};
use crate::domain::id::{BatchId, EntryId, PersonId, VetoId};
use crate::refusal;
use crate::store::act::{Act, OutcomeDerived};
use crate::store::read::agreement::Case;
use crate::store::read::entry::EntryRow;
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

/// Gathers an entry's facts.
pub fn facts(read: &Read, entry: EntryId) -> Result<Facts, Failure> {
    let row = read.entry(entry)?;
    facts_of(read, &row.ok_or_else(|| refusal!("no_entry", "没有这份报名。", "There is no such entry."))?)
}

/// The same for an entry whose row was read already.
pub(super) fn facts_of(read: &Read, row: &EntryRow) -> Result<Facts, Failure> {
    let entry = row.id;
    let missing = || refusal!("no_entry", "没有这份报名。", "There is no such entry.");
    let standard = read.standard(row.item.standard)?.ok_or_else(missing)?;
    let kinds: Vec<SubjectKind> = standard
        .standard
        .level(row.item.level)
        .map_or(Vec::new(), |rules| rules.subjects.iter().map(|s| s.kind).collect());
    let papers = read.batch_papers(row.batch, row.item)?;
    let standings = read.standings(entry)?;
    let (cases, further) = (read.cases(entry)?, read.further(entry)?);
    let mut subjects = Vec::new();
    for kind in kinds {
        let paper =
            papers.iter().find(|(subject, _)| *subject == kind).map(|(_, id)| read.paper(*id)).transpose()?.flatten();
        let panel = read.panel(row.batch, row.item, kind)?.len();
        let standing =
            standings.iter().find(|(subject, _, _)| *subject == kind).map(|(_, standing, _)| standing.clone());
        let (mut sheets, mut versions, mut agreed_version) = (Vec::new(), BTreeMap::new(), 0);
        let own: Vec<&Case> = cases.iter().filter(|case| case.subject == kind).collect();
        let since = own.last().map_or(0, |case| case.seq);
        for (seq, sheet) in read.sheets_by_seq(entry, kind)? {
            let own: &mut u8 =
                if sheet.part.is_agreed() { &mut agreed_version } else { versions.entry(sheet.examiner).or_default() };
            *own = sheet.version.max(*own);
            if seq > since {
                sheets.push(sheet);
            }
        }
        let beyond = |deciding| further.iter().filter(move |one| one.subject == kind && one.deciding == deciding);
        let count = |n: usize| u8::try_from(n).unwrap_or(u8::MAX);
        let agreement = Agreement {
            cases: count(own.len()),
            further: count(beyond(false).count()),
            decider: beyond(true).map(|one| one.person).next(),
        };
        let (panel, because) = ((panel > 0).then_some(panel), own.last().map(|case| case.because.clone()));
        let way =
            standard.standard.level(row.item.level).and_then(|rules| rules.subjects.iter().find(|s| s.kind == kind));
        let way = way.map(|rules| rules.way).unwrap_or_default();
        let asks = paper.as_ref().map_or(Asks { own: true, agreed: false }, |kept| way.asks(&kept.paper));
        let division = if way == Way::ByItem { read.division(row.batch, row.item, kind)? } else { Vec::new() };
        subjects.push(Subject {
            kind,
            paper,
            standing,
            sheets,
            panel,
            agreement,
            asks,
            division,
            versions,
            agreed_version,
            because,
        });
    }
    let standing_vetoes = read.vetoes(entry)?.into_iter().filter(|kept| !kept.withdrawn);
    Ok(Facts { standard, subjects, vetoes: standing_vetoes.map(|kept| kept.veto.id).collect(), level: row.item.level })
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
                sheets: subject.sheets.clone(),
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
    let outcome = facts(read, entry)?.derive();
    Ok(outcome.ok_or_else(|| refusal!("no_level", "标准没有这个等级。", "The standard has no such level."))?)
}

/// The outcomes of many entries as they follow from the file now, one after another.
pub fn derived_in_turn(
    read: &Read,
    entries: &[EntryId],
    mut each: impl FnMut(EntryId, Result<Outcome, Failure>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    entries.iter().try_for_each(|entry| each(*entry, derived(read, *entry)))
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
