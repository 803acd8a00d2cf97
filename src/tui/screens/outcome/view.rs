//! Everything an outcome follows from, read once for the screen.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::evaluation::criterion::{Criterion, Given};
use crate::domain::evaluation::outcome::{Line, Outcome, SubjectOutcome, Value};
use crate::domain::evaluation::paper::Question;
use crate::domain::evaluation::standing::Standing;
use crate::domain::evaluation::subject::{Subject as Rules, SubjectKind};
use crate::domain::id::{Digest, EntryId, PersonId};
use crate::domain::language::{Both, Lang, Say};
use crate::domain::score::Exact;
use crate::ops::Office;
use crate::ops::visibility::{Visible, visible_of};
use crate::ops::{blind, outcome};
use crate::refusal;
use crate::store::Failure;
use crate::store::draft::SheetKey;
use crate::store::read::entry::EntryRow;
use crate::store::read::floor::Unmasking;
use crate::store::read::marking::{SheetSigned, VetoKept};
use crate::store::read::standard::PaperKept;

pub struct View {
    pub entry: EntryRow,
    pub batch: String,
    /// Trade and level.
    pub title: Both,
    pub edition: String,
    pub standard: Digest,
    pub outcome: Outcome,
    /// Whether the journal holds this derivation.
    pub recorded: bool,
    pub lines: Vec<Line>,
    pub subjects: Vec<Subject>,
    pub vetoes: Vec<VetoKept>,
    pub standings: Vec<(SubjectKind, Standing, String)>,
    pub unmaskings: Vec<Unmasking>,
    names: BTreeMap<PersonId, String>,
}

/// One subject with its paper and its sheets.
pub struct Subject {
    pub rules: Rules,
    pub outcome: SubjectOutcome,
    pub paper: Option<Arc<PaperKept>>,
    /// All versions, by examiner.
    pub signed: Vec<SheetSigned>,
    /// How many sign it: the panel and any further examiner.
    pub panel: usize,
    /// Why others' marks are not shown yet.
    pub hidden: Option<Both>,
    /// Whose sheet counts, and in which version.
    counting: Vec<(SheetKey, u8)>,
    /// Who decided what two entries gave differently.
    pub decider: Option<PersonId>,
}

impl View {
    pub fn read(office: &Office, id: EntryId) -> Result<View, Failure> {
        let read = office.read();
        let missing = || refusal!("no_entry", "没有这份报名。", "There is no such entry.");
        let entry = read.entry(id)?.ok_or_else(missing)?;
        if let Some(veiled) = blind::veil(&read, office.who(), id)? {
            return Err(veiled.into());
        }
        let facts = outcome::facts(&read, id)?;
        let kept = read.outcome(id)?;
        let recorded = kept.is_some();
        let outcome = match kept {
            Some(kept) => kept,
            None => outcome::derived(&read, id)?,
        };
        let standard = &facts.standard.standard;
        let level = entry.item.level;
        let rules = standard.level(level).ok_or_else(missing)?;
        let mut subjects = Vec::new();
        for (rules, own) in rules.subjects.iter().zip(&outcome.subjects) {
            let of = facts.subjects.iter().find(|subject| subject.kind == rules.kind);
            let seen = of.map(|of| visible_of(&read, office.who(), id, of)).transpose()?;
            subjects.push(Subject {
                rules: rules.clone(),
                outcome: own.clone(),
                paper: of.and_then(|of| of.paper.clone()),
                hidden: seen.as_ref().and_then(Visible::told),
                counting: of
                    .map_or(Vec::new(), |of| of.latest())
                    .iter()
                    .map(|s| (SheetKey::of(s), s.version))
                    .collect(),
                signed: seen.map_or(Vec::new(), |seen| seen.sheets),
                panel: of.map_or(0, |of| of.needed()),
                decider: of.and_then(|of| of.agreement.decider),
            });
        }
        let trade = standard.trade.title();
        Ok(View {
            batch: read.batch(entry.batch)?.map_or(String::new(), |batch| batch.plan.code),
            title: Both {
                zh: format!("{trade} {}", level.say(Lang::Zh)),
                en: format!("{trade} {}", level.say(Lang::En)),
            },
            edition: standard.edition.clone(),
            standard: facts.standard.digest.clone(),
            lines: outcome::explained(&read, &outcome)?,
            vetoes: read.vetoes(id)?,
            standings: read.standings(id)?,
            unmaskings: read.unmaskings(id)?,
            names: read.people()?.into_iter().map(|person| (person.id, person.name)).collect(),
            entry,
            outcome,
            recorded,
            subjects,
        })
    }

    /// Whose sheet it is: a name, or all of the panel.
    pub fn whose(&self, signed: &SheetSigned, lang: Lang) -> String {
        if signed.sheet.part.is_agreed() {
            return lang.pick("合议", "agreed").to_owned();
        }
        self.name(signed.sheet.examiner)
    }

    pub fn name(&self, person: PersonId) -> String {
        self.names.get(&person).cloned().unwrap_or_else(|| format!("#{}", person.0))
    }
}

impl Subject {
    /// The last version of each examiner's sheet: the ones that count.
    pub fn latest(&self) -> Vec<&SheetSigned> {
        let counts =
            |signed: &&SheetSigned| self.counting.contains(&(SheetKey::of(&signed.sheet), signed.sheet.version));
        self.signed.iter().filter(counts).collect()
    }

    /// The criteria that were marked, as the sheets chose them, with what each examiner gave.
    pub fn criteria(&self) -> Vec<Marked<'_>> {
        let Some(kept) = &self.paper else { return Vec::new() };
        let latest = self.latest();
        let first = if latest.is_empty() { kept.paper.first_choices() } else { Vec::new() };
        let chosen: Vec<String> = first.into_iter().chain(latest.iter().flat_map(|s| s.sheet.chosen.clone())).collect();
        let marked = |question: &Question| question.choice.is_none() || chosen.contains(&question.no);
        let questions = kept.paper.questions.iter().filter(|question| marked(question));
        questions
            .flat_map(|question| question.criteria.iter().map(move |criterion| (question, criterion)))
            .map(|(question, criterion)| {
                let given =
                    latest.iter().map(|signed| signed.sheet.given(&kept.paper, &criterion.id).cloned()).collect();
                Marked { question, criterion, given }
            })
            .collect()
    }
}

/// A criterion with the examiners' marks, in the order of [`Subject::latest`].
pub struct Marked<'a> {
    pub question: &'a Question,
    pub criterion: &'a Criterion,
    pub given: Vec<Option<Given>>,
}

impl Marked<'_> {
    /// The mean of the exact marks; none while nobody has signed.
    pub fn mean(&self) -> Option<Value> {
        let marks: Vec<Exact> = self.given.iter().flatten().map(|given| self.criterion.mark(given)).collect();
        let n = i128::try_from(marks.len()).ok().filter(|n| *n > 0)?;
        Some(Value(marks.iter().sum::<Exact>() / n))
    }

    /// How many fail the knock-out outright.
    pub fn failed(&self) -> usize {
        if self.criterion.knockout.is_none() {
            return 0;
        }
        self.given.iter().flatten().filter(|given| self.criterion.fails_outright(given)).count()
    }
}
