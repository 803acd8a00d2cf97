//! The desk: whether an examiner may work on a sheet, and which part of the paper lies there.

use crate::domain::evaluation::batch::BatchState;
use crate::domain::evaluation::criterion::Criterion;
use crate::domain::evaluation::entry::Decision;
use crate::domain::evaluation::outcome::not_passed_before;
use crate::domain::evaluation::paper::Paper;
use crate::domain::evaluation::sheet::{OpenSheet, Sheet};
use crate::domain::evaluation::standard::Standard;
use crate::domain::evaluation::way::{Part, Way};
use crate::domain::id::PersonId;
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::ops::outcome::{Facts, Subject, facts};
use crate::store::act::Act;
use crate::store::draft::SheetKey;
use crate::store::read::agreement::Further;
use crate::store::read::entry::EntryRow;
use crate::store::{Failure, Read};
use crate::{both, refusal};

/// An open sheet with the part that it holds, and the first choices where nothing is chosen yet.
pub fn open_sheet(read: &Read, key: SheetKey, paper: &Paper) -> Result<OpenSheet, Failure> {
    let mut open = read.open_sheet(key)?;
    open.part = part(read, key)?;
    Ok(begun(open, paper))
}

impl Desk {
    /// The open sheet that lies here, by `paper`.
    pub(super) fn sheet(&self, read: &Read, paper: &Paper) -> Result<OpenSheet, Failure> {
        Ok(begun(OpenSheet { part: self.part.clone(), ..read.open_sheet(self.key)? }, paper))
    }
}

/// With the first choices where nothing is chosen yet.
fn begun(mut open: OpenSheet, paper: &Paper) -> OpenSheet {
    if open.chosen.is_empty() {
        open.chosen = paper.first_choices_of(&open.part);
    }
    open
}

/// Which part of the paper a sheet holds, by the way in which the panel works.
pub fn part(read: &Read, key: SheetKey) -> Result<Part, Failure> {
    let missing = || refusal!("no_entry", "没有这份报名。", "There is no such entry.");
    let row = read.entry(key.entry)?.ok_or_else(missing)?;
    let kept = read.standard(row.item.standard)?.ok_or_else(missing)?;
    part_of(read, key, &row, &kept.standard)
}

fn part_of(read: &Read, key: SheetKey, row: &EntryRow, standard: &Standard) -> Result<Part, Failure> {
    let rules = standard.level(row.item.level).and_then(|level| level.subjects.iter().find(|s| s.kind == key.subject));
    let members = || -> Result<Vec<PersonId>, Failure> {
        let mut members: Vec<PersonId> =
            read.panel(row.batch, row.item, key.subject)?.iter().map(|member| member.person).collect();
        members.sort();
        Ok(members)
    };
    Ok(match rules.map(|rules| rules.way).unwrap_or_default() {
        Way::Independent => Part::Whole,
        Way::MeasuresAgreed if key.is_panels() => Part::Agreed(members()?),
        Way::MeasuresAgreed => Part::Own,
        // A further examiner marks every question.
        Way::ByItem if !members()?.contains(&key.examiner) => Part::Whole,
        Way::ByItem => {
            let shares = read.division(row.batch, row.item, key.subject)?;
            let own = shares.into_iter().filter(|share| share.examiners.contains(&key.examiner));
            Part::Questions(own.map(|share| share.question).collect())
        }
    })
}

/// Whether this sheet may be worked on, with everything that it stands on.
pub struct Desk {
    pub entry: EntryRow,
    pub facts: Facts,
    pub key: SheetKey,
    /// Which part of the paper lies here.
    pub part: Part,
    /// The panel, without any further examiner.
    pub panel: Vec<PersonId>,
}

impl Desk {
    /// Refuses where the batch is not being marked, the examiner is not on the panel or has signed, or the subject is not sat.
    pub fn open(read: &Read, key: SheetKey) -> Result<Desk, Failure> {
        let missing = || refusal!("no_entry", "没有这份报名。", "There is no such entry.");
        let entry = read.entry(key.entry)?.ok_or_else(missing)?;
        let batch = read.batch(entry.batch)?.ok_or_else(missing)?;
        if entry.decision != Decision::Accepted {
            return Err(refusal!("not_accepted", "这份报名没有审核通过。", "The entry is not accepted.").into());
        }
        // A re-check opens the sheets of its own subject again, for corrections.
        let rechecked = batch.state >= BatchState::Publicity
            && entry.certificate.is_none()
            && read.is_rechecked(key.entry, key.subject)?;
        let facts = facts(read, entry.id)?;
        let subject = facts.subjects.iter().find(|subject| subject.kind == key.subject);
        // Marks that a second look sent back are mended while the outcomes are being confirmed.
        let mended = subject.is_some_and(|subject| !subject.is_complete() && !subject.agreement.is_plain());
        let last = if mended { BatchState::Confirming } else { BatchState::Marking };
        if !(rechecked || (BatchState::Sitting..=last).contains(&batch.state)) {
            let (zh, en) = (batch.state.say(Lang::Zh), batch.state.say(Lang::En));
            let because = Both {
                zh: format!("批次现在是“{zh}”，只有考试中和评分中能评分。"),
                en: format!("The batch is “{en}”; it is marked while sitting or marking."),
            };
            return Err(Refusal::new("not_marking", because).into());
        }
        let panel = read.panel(entry.batch, entry.item, key.subject)?;
        let further = read.further(key.entry)?;
        let named = |one: &Further| (one.subject, one.person, one.deciding) == (key.subject, key.examiner, false);
        if !key.is_panels() && !panel.iter().any(|member| member.person == key.examiner) && !further.iter().any(named) {
            let name = read.person_name(key.examiner)?;
            return Err(refusal!(
                "not_on_panel",
                "{name} 不在这个科目的考评组里。",
                "{name} is not on the panel of this subject."
            )
            .into());
        }
        match subject.and_then(|subject| subject.standing.as_ref()) {
            None => {}
            Some(standing) if standing.is_marked() => {}
            Some(standing) => {
                let (zh, en) = (standing.say(Lang::Zh), standing.say(Lang::En));
                let because = Both {
                    zh: format!("这个科目已登记为“{zh}”，不评分。"),
                    en: format!("This subject stands as “{en}”; it is not marked."),
                };
                return Err(Refusal::new("stands", because).into());
            }
        }
        let part = part_of(read, key, &entry, &facts.standard.standard)?;
        let panel = panel.iter().map(|member| member.person).collect();
        let desk = Desk { entry, facts, key, part, panel };
        desk.holds_something()?;
        Ok(desk)
    }

    /// Refuses where this way of the panel leaves nothing to be marked on such a sheet.
    fn holds_something(&self) -> Result<(), Refusal> {
        let asks = self.subject().map(|subject| subject.asks);
        match &self.part {
            _ if self.key.is_panels() && !self.part.is_agreed() => Err(refusal!(
                "not_agreed_together",
                "标准没有规定这个科目测量项合议。",
                "The standard does not have this subject's measures agreed."
            )),
            Part::Agreed(_) if asks.is_some_and(|asks| !asks.agreed) => {
                Err(refusal!("no_measures", "这份试卷没有测量类评分点。", "This paper measures nothing."))
            }
            Part::Own if asks.is_some_and(|asks| !asks.own) => Err(refusal!(
                "all_measures",
                "这份试卷全是测量项，由全组合议。",
                "Everything on this paper is measured, and the panel agrees on it together."
            )
            .next(both!("按 m 打开合议表。", "m opens the panel's sheet."))),
            Part::Questions(own) if own.is_empty() => Err(refusal!(
                "not_divided",
                "分项评分还没有分工，或没有分到题。",
                "The panel's questions are not divided yet, or none is yours."
            )
            .next(both!(
                "组长或考务员在“试卷和考评组”里按 f 分工。",
                "The leader or the registrar divides them under papers and panels, with f."
            ))),
            _ => Ok(()),
        }
    }

    pub fn paper(&self) -> Result<&Paper, Failure> {
        let subject = self.facts.subjects.iter().find(|subject| subject.kind == self.key.subject);
        let paper = subject.and_then(|subject| subject.paper.as_ref()).map(|kept| &kept.paper);
        Ok(paper
            .ok_or_else(|| refusal!("no_paper", "这个科目没有选定试卷。", "No paper is chosen for this subject."))?)
    }

    /// A criterion that is marked on this sheet.
    pub(super) fn criterion(&self, id: &str) -> Result<&Criterion, Failure> {
        let all = self.paper()?.questions.iter();
        let mut all = all.flat_map(|question| question.criteria.iter().map(move |criterion| (question, criterion)));
        match all.find(|(_, criterion)| criterion.id == id) {
            Some((question, criterion)) if self.part.holds(question, criterion) => Ok(criterion),
            Some(_) => Err(refusal!(
                "not_this_part",
                "评分点 {id} 不在这份评分表里：按评分方式由别人评，或由全组合议。",
                "Criterion {id} is not on this sheet: somebody else marks it, or all of the panel agree on it."
            )
            .into()),
            None => Err(refusal!("no_criterion", "试卷没有这个评分点。", "The paper has no such criterion.").into()),
        }
    }

    /// Why the subject is not signed yet: another one that comes before it is not passed.
    pub fn waits(&self) -> Option<Refusal> {
        let rules = self.facts.standard.standard.level(self.entry.item.level)?;
        // Most subjects wait for none, and nothing need be derived for them.
        rules.subjects.iter().find(|own| own.kind == self.key.subject && !own.after.is_empty())?;
        let before = not_passed_before(rules, &self.facts.derive()?, self.key.subject)?;
        let both = |lang: Lang| (before.say(lang), self.key.subject.say(lang));
        let ((zh, own_zh), (en, own_en)) = (both(Lang::Zh), both(Lang::En));
        let because = Both {
            zh: format!("{zh}合格之后才能进行{own_zh}。"),
            en: format!("{own_en} is sat once {en} is passed."),
        };
        Some(Refusal::new("sat_after", because))
    }

    fn subject(&self) -> Option<&Subject> {
        self.facts.subjects.iter().find(|subject| subject.kind == self.key.subject)
    }

    /// The version that this examiner signed last and that counts; 0 where none does.
    pub fn signed_version(&self) -> u8 {
        let own = self.subject().into_iter().flat_map(|s| &s.sheets);
        own.filter(|sheet| SheetKey::of(sheet) == self.key).map(|sheet| sheet.version).max().unwrap_or(0)
    }

    /// The version that this examiner signed last, whether it counts or was sent back.
    pub fn last_version(&self) -> u8 {
        match self.subject() {
            Some(subject) if self.key.is_panels() => subject.agreed_version,
            Some(subject) => subject.versions.get(&self.key.examiner).copied().unwrap_or(0),
            None => 0,
        }
    }

    /// Why this examiner marks again what they signed before; none where nothing was sent back.
    pub fn sent_back(&self) -> Option<&str> {
        let again = self.last_version() > self.signed_version();
        self.subject().filter(|_| again).and_then(|subject| subject.because.as_deref())
    }

    /// The act that signs `sheet` here.
    pub(in crate::ops) fn signing(&self, sheet: Sheet) -> Act {
        match sheet.version {
            _ if sheet.part.is_agreed() => Act::MeasuresAgreed(sheet),
            1 => Act::SheetSigned(sheet),
            _ => Act::SheetRevoted(sheet),
        }
    }
}

/// The desk that was opened last. Everything that a desk says follows from acts, so that it still holds while the journal is as long
/// as it was then: mark after mark on one sheet, nothing is read again that cannot have changed.
#[derive(Default)]
pub struct LastDesk(Option<(u64, Desk)>);

impl LastDesk {
    /// The same answer as [`Desk::open`], for a `read` under the write lock.
    pub fn open(&mut self, read: &Read, key: SheetKey) -> Result<&Desk, Failure> {
        let acts = read.acts()?;
        let last = self.0.take().filter(|(then, desk)| *then == acts && desk.key == key);
        let desk = last.map_or_else(|| Desk::open(read, key), |(_, desk)| Ok(desk))?;
        Ok(&self.0.insert((acts, desk)).1)
    }
}
