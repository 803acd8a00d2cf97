//! Marking: keeping marks as they are typed, signing sheets, standings and vetoes.

use std::collections::BTreeMap;

use super::office::Hand;
use super::outcome::{Facts, facts, outcome_act};
use super::{Office, blind};
use crate::domain::evaluation::batch::BatchState;
use crate::domain::evaluation::criterion::{Criterion, Given};
use crate::domain::evaluation::entry::Decision;
use crate::domain::evaluation::marking::check_mark;
use crate::domain::evaluation::outcome::{Value, Verdict, not_passed_before};
use crate::domain::evaluation::paper::Paper;
use crate::domain::evaluation::running::running;
use crate::domain::evaluation::sheet::{OpenSheet, Sheet};
use crate::domain::evaluation::standard::Standard;
use crate::domain::evaluation::standing::{Standing, Veto};
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::evaluation::way::{Part, Way};
use crate::domain::id::{BatchId, EntryId, PersonId, VetoId};
use crate::domain::identity::inert;
use crate::domain::language::{Both, Lang, Say, counted};
use crate::domain::refusal::Refusal;
use crate::domain::stamp::Stamp;
use crate::store::act::{Act, Kind, ScoresTaken, StandingSet, VetoWithdrawn};
use crate::store::draft::SheetKey;
use crate::store::read::agreement::Further;
use crate::store::read::entry::EntryRow;
use crate::store::{Decided, Failure, Read};
use crate::{both, refusal};

/// Keeps a mark, a note or both as typed; neither takes the criterion off the sheet again. Not an act: nothing is signed.
pub fn keep(
    office: &mut Office,
    key: SheetKey,
    criterion: &str,
    given: Option<&Given>,
    note: &str,
) -> Result<(), Failure> {
    let read = office.read();
    let desk = own_desk(office, &read, key)?;
    let known = desk.criterion(criterion)?;
    if let Some(given) = given {
        check_mark(known, given).map_err(|wrong| Refusal::new("mark", wrong))?;
    }
    office.store.draft()?.mark(key, criterion, given, note.trim())
}

/// One criterion's mark and note on its way to an open sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    pub criterion: String,
    pub given: Given,
    pub note: String,
}

/// Keeps whole sheets as typed, all or none: how marks come in from a file.
pub fn keep_sheets(office: &mut Office, sheets: &[(SheetKey, Vec<Typed>)]) -> Result<(), Failure> {
    let read = office.read();
    for (key, typed) in sheets {
        let desk = own_desk(office, &read, *key)?;
        for one in typed {
            let known = desk.criterion(&one.criterion)?;
            check_mark(known, &one.given).map_err(|wrong| Refusal::new("mark", wrong))?;
        }
    }
    office.store.draft_all(|draft| {
        for (key, typed) in sheets {
            for one in typed {
                draft.mark(*key, &one.criterion, Some(&one.given), one.note.trim())?;
            }
        }
        Ok(())
    })
}

/// A file of scores by its name and the digest of its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreFile {
    pub name: String,
    /// Lower-case hex.
    pub sha256: String,
}

/// Why this person does not take in this file: one file is one person's entry and never the second one too.
pub fn may_take_scores(read: &Read, who: PersonId, batch: BatchId, file: &ScoreFile) -> Result<(), Failure> {
    let Some(first) = read.scores_taken(batch, &file.sha256)? else { return Ok(()) };
    if first == who {
        return Ok(());
    }
    let name = inert(&read.person_name(first)?);
    Err(refusal!(
        "scores_taken",
        "这个文件已由{name}导入；另一次登分须对着试卷另行登录，不能用同一个文件。",
        "{name} took in this very file; the other entry is keyed from the papers, not from the same file."
    )
    .into())
}

/// Takes in a file of scores as the open sheets of whoever sits here, all or none, and records whose file it was.
pub fn take_scores(
    office: &mut Office,
    batch: BatchId,
    file: &ScoreFile,
    sheets: &[(SheetKey, Vec<Typed>)],
) -> Result<u32, Failure> {
    office.may(Kind::ScoresTaken)?;
    let who = office.who();
    may_take_scores(&office.read(), who, batch, file)?;
    let count = u32::try_from(sheets.len()).unwrap_or(u32::MAX);
    // First the record: a file whose drafts could not be kept is taken again by the same person.
    office.act(Kind::ScoresTaken, None, |read, _| {
        may_take_scores(read, who, batch, file)?;
        let (file_name, sha256) = (file.name.clone(), file.sha256.clone());
        let again = read.scores_taken(batch, &sha256)?.is_some();
        let act = Act::ScoresTaken(ScoresTaken { batch, file_name, person: who, sha256, sheets: count });
        Ok(Decided::new(if again { Vec::new() } else { vec![act] }, ()))
    })?;
    keep_sheets(office, sheets)?;
    Ok(count)
}

/// Keeps which questions are marked where the paper leaves a choice.
pub fn choose(office: &mut Office, key: SheetKey, chosen: &[String]) -> Result<(), Failure> {
    own_desk(office, &office.read(), key)?;
    office.store.draft()?.choose(key, chosen)
}

/// An open sheet is its owner's alone; what the panel agrees on together is filled in by anybody of it.
fn own_desk(office: &Office, read: &Read, key: SheetKey) -> Result<Desk, Failure> {
    let desk = Desk::open(read, key)?;
    let who = office.who();
    if key.examiner == who || key.is_panels() && desk.panel.contains(&who) {
        return Ok(desk);
    }
    Err(refusal!("anothers_sheet", "没有签字的评分表只归本人填写。", "An open sheet is filled in by its owner alone.")
        .into())
}

/// An open sheet with the part that it holds, and the first choices where nothing is chosen yet.
pub fn open_sheet(read: &Read, key: SheetKey, paper: &Paper) -> Result<OpenSheet, Failure> {
    let mut open = read.open_sheet(key)?;
    open.part = part(read, key)?;
    if open.chosen.is_empty() {
        open.chosen = paper.first_choices_of(&open.part);
    }
    Ok(open)
}

/// Which part of the paper a sheet holds, by the way in which the panel works.
pub fn part(read: &Read, key: SheetKey) -> Result<Part, Failure> {
    let missing = || refusal!("no_entry", "没有这份报名。", "There is no such entry.");
    let row = read.entry(key.entry)?.ok_or_else(missing)?;
    let kept = read.standard(row.item.standard)?.ok_or_else(missing)?;
    let rules =
        kept.standard.level(row.item.level).and_then(|level| level.subjects.iter().find(|s| s.kind == key.subject));
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
        let facts = facts(read, key.entry)?;
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
        let part = part(read, key)?;
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
    fn criterion(&self, id: &str) -> Result<&Criterion, Failure> {
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

    fn subject(&self) -> Option<&super::outcome::Subject> {
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
    pub(super) fn signing(&self, sheet: Sheet) -> Act {
        match sheet.version {
            _ if sheet.part.is_agreed() => Act::MeasuresAgreed(sheet),
            1 => Act::SheetSigned(sheet),
            _ => Act::SheetRevoted(sheet),
        }
    }
}

/// What a signature led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signed {
    pub version: u8,
    /// The entry's verdict now.
    pub verdict: Verdict,
    /// Whether this completed the subject.
    pub completed: bool,
}

/// Signs the open sheet of whoever sits at the desk. A signed sheet never changes; see [`correct`].
pub fn sign(office: &mut Office, entry: EntryId, subject: SubjectKind, hand: &Hand) -> Result<Signed, Failure> {
    signed_sheet(office, entry, subject, hand, None)
}

/// Signs a new version of one's own signed sheet, with its reason and a second person; both versions are kept.
pub fn correct(
    office: &mut Office,
    entry: EntryId,
    subject: SubjectKind,
    hand: &Hand,
    second: &Hand,
    reason: &str,
) -> Result<Signed, Failure> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(refusal!("reason_needed", "更正须写明理由。", "A correction needs a reason.").into());
    }
    signed_sheet(office, entry, subject, hand, Some((second, reason)))
}

fn signed_sheet(
    office: &mut Office,
    entry: EntryId,
    subject: SubjectKind,
    hand: &Hand,
    correction: Option<(&Hand, &str)>,
) -> Result<Signed, Failure> {
    let key = SheetKey { entry, subject, examiner: office.who() };
    let kind = if correction.is_some() { Kind::SheetCorrected } else { Kind::SheetSigned };
    let (second, reason) = correction.unzip();
    let sent_back = Desk::open(&office.read(), key).ok().and_then(|desk| desk.sent_back().map(str::to_owned));
    let reason = reason.or(sent_back.as_deref());
    office.act_signed(kind, hand, second, reason, |read, stamp| {
        let mut desk = Desk::open(read, key)?;
        let signed = desk.signed_version();
        if signed > 0 && correction.is_none() {
            return Err(is_signed().into());
        }
        if signed == 0 && correction.is_some() {
            return Err(refusal!(
                "not_signed",
                "还没有签字，不用更正。",
                "Nothing is signed yet, so there is nothing to correct."
            )
            .into());
        }
        let version = desk.last_version() + 1;
        let sheet = whole_sheet(read, &desk, version, stamp)?;
        let before = read.outcome(entry)?.map(|outcome| settled(&outcome, subject));
        if let Some(facts) = desk.facts.subject_mut(subject) {
            facts.sheets.push(sheet.clone());
        }
        let outcome = desk.facts.derive();
        let verdict = outcome.as_ref().map_or(Verdict::Open, |outcome| outcome.verdict);
        let completed = outcome.is_some_and(|outcome| settled(&outcome, subject)) && before != Some(true);
        let sheet = if correction.is_some() { Act::SheetCorrected(sheet) } else { desk.signing(sheet) };
        let mut acts = vec![sheet];
        acts.extend(outcome_act(read, entry, &desk.facts)?);
        Ok(Decided::new(acts, Signed { version, verdict, completed }))
    })
}

/// A signed sheet stays as it is.
pub fn is_signed() -> Refusal {
    refusal!(
        "signed",
        "这份评分表已签字，不能再改；更正要写明理由，签成新版本。",
        "This sheet is signed and never changes; a correction is a new version with its reason."
    )
}

/// Why an open sheet cannot be signed yet, where it cannot.
pub fn incomplete(open: &OpenSheet, paper: &Paper) -> Option<Refusal> {
    let missing = open.missing(paper);
    let Both { zh, en } = missing.first()?;
    let n = missing.len();
    let things = counted(n as u64, "thing", "things");
    let because = Both {
        zh: format!("还差 {n} 处不能签字：{zh}。"),
        en: format!("The sheet lacks {things} before it can be signed: {en}."),
    };
    Some(Refusal::new("sheet_incomplete", because))
}

/// A sheet that lacks nothing and waits for its signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ready {
    pub entry: EntryId,
    /// What the entry is called on this desk.
    pub label: String,
    /// By this examiner's marks alone.
    pub total: Value,
}

/// Which of these entries' open sheets could be signed now by this examiner.
pub fn ready_to_sign(
    read: &Read,
    entries: &[EntryId],
    subject: SubjectKind,
    examiner: PersonId,
) -> Result<Vec<Ready>, Failure> {
    let mut ready = Vec::new();
    for entry in entries {
        let key = SheetKey { entry: *entry, subject, examiner };
        let Ok(desk) = Desk::open(read, key) else { continue };
        let paper = desk.paper()?;
        let level = desk.facts.standard.standard.level(desk.entry.item.level);
        let rules = level.and_then(|level| level.subjects.iter().find(|rules| rules.kind == subject));
        let open = open_sheet(read, key, paper)?;
        let Some(rules) = rules
            .filter(|_| desk.waits().is_none() && desk.signed_version() == 0 && incomplete(&open, paper).is_none())
        else {
            continue;
        };
        let total = running(rules, paper, &open).total;
        ready.push(Ready { entry: *entry, label: blind::label(read, *entry, subject)?, total });
    }
    Ok(ready)
}

/// Signs a pile: the open sheets of whoever sits at the desk for these entries, all in one transaction or none.
pub fn sign_pile(office: &mut Office, entries: &[EntryId], subject: SubjectKind, hand: &Hand) -> Result<u32, Failure> {
    let examiner = office.who();
    office.act_signed(Kind::SheetSigned, hand, None, None, |read, stamp| {
        let mut acts = Vec::with_capacity(entries.len() * 2);
        for entry in entries {
            let mut desk = Desk::open(read, SheetKey { entry: *entry, subject, examiner })?;
            if desk.signed_version() > 0 {
                let name = blind::label(read, *entry, subject)?;
                return Err(
                    refusal!("signed", "{name} 的评分表已签字。", "The sheet of {name} is signed already.").into()
                );
            }
            let sheet = whole_sheet(read, &desk, desk.last_version() + 1, stamp)?;
            if let Some(facts) = desk.facts.subject_mut(subject) {
                facts.sheets.push(sheet.clone());
            }
            acts.push(desk.signing(sheet));
            acts.extend(outcome_act(read, *entry, &desk.facts)?);
        }
        Ok(Decided::new(acts, u32::try_from(entries.len()).unwrap_or(u32::MAX)))
    })
}

pub(super) fn settled(outcome: &crate::domain::evaluation::outcome::Outcome, kind: SubjectKind) -> bool {
    outcome.subjects.iter().any(|subject| subject.kind == kind && subject.verdict != Verdict::Open)
}

pub(super) fn whole_sheet(read: &Read, desk: &Desk, version: u8, stamp: &Stamp) -> Result<Sheet, Failure> {
    let key = desk.key;
    if let Some(refusal) = desk.waits() {
        return Err(refusal.into());
    }
    let paper = desk.paper()?;
    let open = open_sheet(read, key, paper)?;
    if let Some(refusal) = incomplete(&open, paper) {
        return Err(refusal.into());
    }
    let marks = open.marks(paper).expect("nothing is missing");
    // Notes of questions that were not chosen do not belong to the sheet.
    let marked: Vec<&str> = paper.held(&open.chosen, &open.part).map(|(_, criterion)| criterion.id.as_str()).collect();
    let notes: BTreeMap<String, String> =
        open.notes.into_iter().filter(|(id, _)| marked.contains(&id.as_str())).collect();
    let subject = desk.facts.subjects.iter().find(|subject| subject.kind == key.subject);
    let kept = subject.and_then(|subject| subject.paper.as_ref()).expect("the paper is there");
    Ok(Sheet {
        attempt: 1,
        chosen: open.chosen,
        entry: key.entry,
        examiner: stamp.person,
        marks,
        notes,
        paper: kept.digest.clone(),
        part: open.part,
        signed_at: stamp.time(),
        standard: desk.facts.standard.digest.clone(),
        station: read.station()?.map_or(String::new(), |station| station.site_code),
        subject: key.subject,
        version,
    })
}

/// Sets what stands for a subject: absent, breach, exempt and the rest, with its evidence. `Sat` takes an earlier one back.
pub fn set_standing(
    office: &mut Office,
    entry: EntryId,
    subject: SubjectKind,
    standing: Standing,
    evidence: &str,
) -> Result<Verdict, Failure> {
    office.act(Kind::StandingSet, None, |read, _| {
        let mut facts = marked_batch(read, entry)?;
        if evidence.trim().is_empty() {
            return Err(refusal!(
                "evidence_missing",
                "须写明依据（如签到表、考场情况记录单）。",
                "The evidence must be named (attendance list, room record)."
            )
            .into());
        }
        if let Standing::Carried { from, score } = &standing {
            let kept = super::retake::proposed(read, entry)?;
            let linked = |one: &super::retake::Kept| (one.subject, one.from, one.score) == (subject, *from, *score);
            match kept.into_iter().find(linked) {
                Some(one) => one.usable?,
                None => {
                    return Err(refusal!(
                        "nothing_kept",
                        "这名考生没有这项可以沿用的成绩。",
                        "The candidate has no such score to carry."
                    )
                    .into());
                }
            }
        }
        let rules = facts.standard.standard.clone();
        let Some(own) = facts.subject_mut(subject) else {
            return Err(refusal!(
                "no_subject",
                "标准在这一等级没有这个科目。",
                "The standard has no such subject at this level."
            )
            .into());
        };
        if !own.sheets.is_empty() && standing == Standing::Absent {
            return Err(refusal!(
                "marked",
                "已有签字的评分表，不能登记为缺考。",
                "Signed sheets exist; the candidate was not absent."
            )
            .into());
        }
        let standing = match standing {
            Standing::Breach { code, .. } => breach(read, entry, &rules, subject, &code)?,
            standing => standing,
        };
        own.standing = Some(standing.clone());
        let evidence = evidence.trim().to_owned();
        let mut acts = vec![Act::StandingSet(StandingSet { entry, evidence, standing, subject })];
        acts.extend(outcome_act(read, entry, &facts)?);
        let verdict = facts.derive().map_or(Verdict::Open, |outcome| outcome.verdict);
        Ok(Decided::new(acts, verdict))
    })
}

/// The standing after a violation, with the effect that the table gives it in this form of examination.
fn breach(
    read: &Read,
    entry: EntryId,
    standard: &Standard,
    subject: SubjectKind,
    code: &str,
) -> Result<Standing, Failure> {
    let missing = || refusal!("no_entry", "没有这份报名。", "There is no such entry.");
    let row = read.entry(entry)?.ok_or_else(missing)?;
    let exam_on = read.batch(row.batch)?.ok_or_else(missing)?.plan.exam_on;
    let table = standard.violations();
    let Some(violation) = table.iter().find(|violation| violation.code == code.trim()) else {
        let (code, list) = (inert(code), table.iter().map(|one| one.code.as_str()).collect::<Vec<_>>().join(" / "));
        return Err(refusal!(
            "no_violation",
            "没有违纪代码“{code}”，可选：{list}。",
            "There is no violation “{code}”; the table has: {list}."
        )
        .into());
    };
    let rules = standard.level(row.item.level).and_then(|level| level.subjects.iter().find(|s| s.kind == subject));
    Ok(violation.standing(rules.ok_or_else(missing)?.form, exam_on))
}

/// Records a fact that overrides every mark, of a kind that the standard lists, with its evidence; two people do it.
pub fn record_veto(
    office: &mut Office,
    entry: EntryId,
    code: &str,
    subject: Option<SubjectKind>,
    evidence: &str,
    second: &Hand,
) -> Result<VetoId, Failure> {
    office.act_by_two(Kind::VetoRecorded, second, None, |read, _| {
        let mut facts = marked_batch(read, entry)?;
        let kinds = &facts.standard.standard.vetoes;
        let Some(kind) = kinds.iter().find(|kind| kind.code == code) else {
            let list = kinds.iter().map(|kind| kind.code.as_str()).collect::<Vec<_>>().join(" / ");
            return Err(refusal!(
                "no_veto",
                "标准没有这种一票否决，可选：{list}",
                "The standard lists no such veto; it has: {list}"
            )
            .into());
        };
        if evidence.trim().is_empty() {
            return Err(refusal!(
                "evidence_missing",
                "一票否决须写明事实和依据。",
                "A veto needs its facts and evidence."
            )
            .into());
        }
        let id = read.next_veto()?;
        let (code, text, evidence) = (kind.code.clone(), kind.text.clone(), evidence.trim().to_owned());
        facts.vetoes.push(id);
        let mut acts = vec![Act::VetoRecorded(Veto { id, entry, code, text, evidence, subject })];
        acts.extend(outcome_act(read, entry, &facts)?);
        Ok(Decided::new(acts, id))
    })
}

/// Takes a veto back, with a reason and a second person; both acts stay in the journal.
pub fn withdraw_veto(office: &mut Office, id: VetoId, reason: &str, second: &Hand) -> Result<(), Failure> {
    let reason = reason.trim();
    office.act_by_two(Kind::VetoWithdrawn, second, Some(reason), |read, _| {
        let missing = || refusal!("no_veto", "没有这项一票否决。", "There is no such veto.");
        let entry = read.veto_entry(id)?.ok_or_else(missing)?;
        let mut facts = marked_batch(read, entry)?;
        if reason.is_empty() {
            return Err(refusal!("reason_needed", "撤回须写明理由。", "Withdrawing it needs a reason.").into());
        }
        if !facts.vetoes.contains(&id) {
            return Err(missing().next(both!("它可能已撤回。", "It may be withdrawn already.")).into());
        }
        facts.vetoes.retain(|veto| *veto != id);
        let mut acts = vec![Act::VetoWithdrawn(VetoWithdrawn { id })];
        acts.extend(outcome_act(read, entry, &facts)?);
        Ok(Decided::new(acts, ()))
    })
}

/// The facts of an accepted entry between the exam and publicity.
pub(super) fn marked_batch(read: &Read, entry: EntryId) -> Result<Facts, Failure> {
    let missing = || refusal!("no_entry", "没有这份报名。", "There is no such entry.");
    let row = read.entry(entry)?.ok_or_else(missing)?;
    let batch = read.batch(row.batch)?.ok_or_else(missing)?;
    let open = (BatchState::Ready..=BatchState::Publicity).contains(&batch.state);
    if row.decision != Decision::Accepted || !open || row.certificate.is_some() {
        let (zh, en) = (batch.state.say(Lang::Zh), batch.state.say(Lang::En));
        let because = Both {
            zh: format!("批次现在是“{zh}”，考试到公示之间才能登记。"),
            en: format!("The batch is “{en}”; this is recorded between the exam and the end of publicity."),
        };
        return Err(Refusal::new("closed", because).into());
    }
    facts(read, entry)
}
