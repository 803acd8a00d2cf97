//! Marking: keeping marks as they are typed, and signing sheets.

use std::collections::BTreeMap;

use super::office::Hand;
use super::outcome::{Facts, facts, outcome_act};
use super::{Office, blind};
use crate::credential::basis::basis;
use crate::domain::evaluation::batch::BatchState;
use crate::domain::evaluation::criterion::Given;
use crate::domain::evaluation::entry::Decision;
use crate::domain::evaluation::marking::check_mark;
use crate::domain::evaluation::outcome::{Value, Verdict};
use crate::domain::evaluation::paper::Paper;
use crate::domain::evaluation::running::running;
use crate::domain::evaluation::sheet::{OpenSheet, Sheet};
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::{BatchId, EntryId, PersonId};
use crate::domain::identity::inert;
use crate::domain::language::{Both, Lang, Say, counted};
use crate::domain::refusal::Refusal;
use crate::domain::stamp::Stamp;
use crate::refusal;
use crate::store::act::{Act, Kind, ScoresTaken};
use crate::store::draft::{Mark, SheetKey};
use crate::store::hold::Hold;
use crate::store::{Decided, Failure, Read};

mod desk;
mod standing;
mod veto;

pub(super) use desk::LastDesk;
pub use desk::{Desk, open_sheet, part};
pub use standing::set_standing;
pub use veto::{record_veto, withdraw_veto};

/// Keeps a mark, a note or both as typed; neither takes the criterion off the sheet again. Not an act: nothing is signed.
pub fn keep(
    office: &mut Office,
    key: SheetKey,
    criterion: &str,
    given: Option<&Given>,
    note: &str,
) -> Result<(), Failure> {
    let who = office.who();
    let Office { store, desk, .. } = office;
    store.draft(|read, draft| {
        let known = own(desk.open(read, key)?, who)?.criterion(criterion)?;
        if let Some(given) = given {
            check_mark(known, given).map_err(|wrong| Refusal::new("mark", wrong))?;
        }
        draft.mark(key, criterion, given, note.trim())
    })
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
    let (who, hold) = (office.who(), office.hold().clone());
    office.store.draft(|read, draft| draft.marks(&marks(read, who, sheets, &hold)?))
}

/// The marks of these sheets, each held against its criterion.
fn marks(read: &Read, who: PersonId, sheets: &[(SheetKey, Vec<Typed>)], hold: &Hold) -> Result<Vec<Mark>, Failure> {
    let mut marks = Vec::new();
    for (behind, (key, typed)) in sheets.iter().enumerate() {
        hold.going_on(behind, sheets.len())?;
        let desk = Desk::open(read, *key)?;
        own(&desk, who)?;
        for one in typed {
            let known = desk.criterion(&one.criterion)?;
            check_mark(known, &one.given).map_err(|wrong| Refusal::new("mark", wrong))?;
            let (criterion, given, note) = (one.criterion.clone(), one.given.clone(), one.note.trim().to_owned());
            marks.push(Mark { key: *key, criterion, given, note });
        }
    }
    Ok(marks)
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
    let (count, hold) = (u32::try_from(sheets.len()).unwrap_or(u32::MAX), office.hold().clone());
    // The record and the marks in one transaction: who stops it has recorded nothing.
    office.act(Kind::ScoresTaken, None, |read, _| {
        may_take_scores(read, who, batch, file)?;
        let (file_name, sha256) = (file.name.clone(), file.sha256.clone());
        let again = read.scores_taken(batch, &sha256)?.is_some();
        let act = Act::ScoresTaken(ScoresTaken { batch, file_name, person: who, sha256, sheets: count });
        let acts = if again { Vec::new() } else { vec![act] };
        Ok(Decided::new(acts, count).marking(marks(read, who, sheets, &hold)?))
    })
}

/// Keeps which questions are marked where the paper leaves a choice.
pub fn choose(office: &mut Office, key: SheetKey, chosen: &[String]) -> Result<(), Failure> {
    let who = office.who();
    let Office { store, desk, .. } = office;
    store.draft(|read, draft| {
        own(desk.open(read, key)?, who)?;
        draft.choose(key, chosen)
    })
}

/// An open sheet is its owner's alone; what the panel agrees on together is filled in by anybody of it.
fn own(desk: &Desk, who: PersonId) -> Result<&Desk, Failure> {
    if desk.key.examiner == who || desk.key.is_panels() && desk.panel.contains(&who) {
        return Ok(desk);
    }
    Err(refusal!("anothers_sheet", "没有签字的评分表只归本人填写。", "An open sheet is filled in by its owner alone.")
        .into())
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
        let open = desk.sheet(read, paper)?;
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
    let open = desk.sheet(read, paper)?;
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
        basis: basis(&desk.facts.standard.digest, &kept.digest),
        chosen: open.chosen,
        entry: key.entry,
        examiner: stamp.person,
        marks,
        notes,
        part: open.part,
        signed_at: stamp.time(),
        station: read.station()?.map_or(String::new(), |station| station.site_code),
        subject: key.subject,
        version,
    })
}

/// A supervisor who is tied to the candidate stands aside.
fn recused(read: &Read, stamp: &Stamp, entry: EntryId) -> Result<(), Failure> {
    match read.entry(entry)? {
        Some(row) => super::recusal::may_supervise(read, stamp, row.batch, Some(entry)),
        None => Ok(()),
    }
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
