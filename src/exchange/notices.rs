//! 成绩通知单: each candidate's marks by subject, how long a passed one is kept, until when a re-check may be asked for, where
//! to ring, and the code that the paper stands for. As pages to print, or as a table for a mail merge.

use std::path::Path;

use super::lists::{About, Marks, Person, by_ticket, header};
use super::profile;
use super::save::save;
use super::table::Table;
use crate::credential::checkpoint_code::CheckpointCode;
use crate::domain::evaluation::batch::BatchState;
use crate::domain::evaluation::entry::Decision;
use crate::domain::evaluation::outcome::{Outcome, Verdict};
use crate::domain::evaluation::retention::passed_by_marks;
use crate::domain::evaluation::standing::Standing;
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::BatchId;
use crate::domain::identity::inert;
use crate::domain::language::{Lang, Say};
use crate::domain::refusal::Refusal;
use crate::ops::dispute::recheck_until;
use crate::ops::keep::save_text;
use crate::ops::retake::kept_until;
use crate::store::backup::Existing;
use crate::store::read::batch::Batch;
use crate::store::read::entry::{EntryFilter, EntryRow};
use crate::store::{Failure, Read};
use crate::{refusal, say};

/// Nobody is told before everybody is: notices go out once publicity has begun.
pub fn may_notify(batch: &Batch) -> Result<(), Refusal> {
    if batch.state >= BatchState::Publicity {
        return Ok(());
    }
    Err(refusal!("not_public_yet", "开始公示之后才能出成绩通知单。", "Score notices go out once publicity has begun."))
}

/// Writes the notices of a batch: `.txt` one page a candidate, `.xlsx` and `.csv` one row a candidate.
pub fn write(read: &Read, batch: BatchId, to: &Path, lang: Lang) -> Result<(), Failure> {
    let ending = to.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    if ending.as_deref() != Some("txt") {
        return save(&table(read, batch)?, to, Existing::Keep);
    }
    // A form feed between two pages: each comes out on a sheet of its own.
    let pages: Vec<String> = pages(read, batch, lang)?.into_iter().map(|page| page.join("\n") + "\n").collect();
    save_text(to, &pages.join("\u{c}"))
}

/// What every notice of a batch shares.
pub struct Shared {
    about: About,
    kept_until: String,
    recheck_until: String,
    phone: String,
    code: String,
}

impl Shared {
    /// Refused before publicity.
    pub fn of(read: &Read, batch: BatchId) -> Result<Shared, Failure> {
        let about = About::of(read, batch)?;
        may_notify(&about.batch)?;
        let day = |day: Option<chrono::NaiveDate>| day.map_or(String::new(), |day| day.to_string());
        let code = read.checkpoint_now()?.map_or(String::new(), |now| CheckpointCode::of(&now).to_string());
        Ok(Shared {
            kept_until: day(kept_until(read, &about.batch)?),
            recheck_until: day(recheck_until(read, &about.batch)?),
            phone: read.station()?.map_or(String::new(), |station| station.phone),
            code,
            about,
        })
    }
}

/// The entries that get a notice, in the order of the tickets.
pub fn rows(read: &Read, batch: BatchId) -> Result<Vec<EntryRow>, Failure> {
    let accepted = EntryFilter { decision: Some(Decision::Accepted), ..EntryFilter::default() };
    Ok(by_ticket(read.batch_entries(batch, accepted)?))
}

/// One row a candidate, for a mail merge; document numbers are masked.
pub fn table(read: &Read, batch: BatchId) -> Result<Table, Failure> {
    const SUBJECTS: [SubjectKind; 3] = [SubjectKind::Theory, SubjectKind::Skills, SubjectKind::Review];
    let shared = Shared::of(read, batch)?;
    let mut out = Vec::new();
    for row in rows(read, batch)? {
        let (person, marks, trade) = (Person::of(read, &row)?, Marks::of(read, row.id)?, shared.about.trade(&row));
        let passed = marks.outcome.as_ref().map(passed_by_marks).unwrap_or_default();
        let mut cells = vec![
            row.ticket.clone().unwrap_or_default(),
            row.name.clone(),
            person.masked,
            trade.name.clone(),
            trade.branch_text().to_owned(),
            row.item.level.text().to_owned(),
        ];
        for subject in SUBJECTS {
            cells.extend([marks.score(subject), marks.standing(subject)]);
        }
        let kept = passed.iter().map(|(subject, _)| subject.say(Lang::Zh)).collect::<Vec<_>>().join("、");
        let until = if kept.is_empty() { String::new() } else { shared.kept_until.clone() };
        cells.extend([
            row.verdict.map_or(String::new(), |verdict| verdict.say(Lang::Zh)),
            kept,
            until,
            shared.recheck_until.clone(),
            shared.phone.clone(),
            shared.code.clone(),
        ]);
        out.push(cells);
    }
    // A mail merge reads its fields from the first row: no titles above.
    Ok(Table {
        sheet: "成绩通知单".to_owned(),
        titles: Vec::new(),
        header: header(profile::NOTICES.columns),
        rows: out,
    })
}

/// One page a candidate, in the order of the tickets.
pub fn pages(read: &Read, batch: BatchId, lang: Lang) -> Result<Vec<Vec<String>>, Failure> {
    let shared = Shared::of(read, batch)?;
    rows(read, batch)?.iter().map(|row| page(read, &shared, row, lang)).collect()
}

/// The lines of one notice.
pub fn page(read: &Read, shared: &Shared, row: &EntryRow, lang: Lang) -> Result<Vec<String>, Failure> {
    let (person, marks) = (Person::of(read, row)?, Marks::of(read, row.id)?);
    let (station, plan) = (inert(&shared.about.station), &shared.about.batch.plan);
    let (name, ticket, masked) = (inert(&row.name), row.ticket.clone().unwrap_or_default(), person.masked);
    let (batch, exam, title, level) =
        (inert(&plan.name), plan.exam_on, shared.about.trade(row).title(), row.item.level.say(lang));
    let kind = plan.kind.say(lang);
    let mut lines = vec![
        station,
        lang.pick("成绩通知单", "Score notice").to_owned(),
        String::new(),
        say!(lang, "姓名：{name}", "Name: {name}"),
        say!(lang, "证件号码：{masked}", "Document: {masked}"),
        say!(lang, "准考证号：{ticket}", "Ticket: {ticket}"),
        say!(lang, "职业等级：{title} {level}", "Trade and level: {title}, {level}"),
        say!(lang, "批次：{batch}  {kind}日期：{exam}", "Batch: {batch}  Exam: {exam}"),
        String::new(),
    ];
    if let Some(outcome) = &marks.outcome {
        lines.extend(subjects(outcome, &marks, &shared.kept_until, lang));
    }
    let verdict = row.verdict.map_or_else(|| lang.pick("未定", "open").to_owned(), |verdict| verdict.say(lang));
    let (recheck, phone, code) = (&shared.recheck_until, &shared.phone, &shared.code);
    lines.extend([
        say!(lang, "评定结果：{verdict}", "Outcome: {verdict}"),
        String::new(),
        say!(
            lang,
            "对成绩有疑问的，可于 {recheck} 前申请复核（只核查漏评、合分、登分）。",
            "A re-check of missed items, sums and transcription may be asked for until {recheck}."
        ),
        say!(lang, "联系电话：{phone}", "Telephone: {phone}"),
        say!(lang, "存证码：{code}", "Checkpoint code: {code}"),
    ]);
    Ok(lines)
}

/// A line a subject: its score, how it stands, and how long a passed one is kept where the whole was not passed.
fn subjects(outcome: &Outcome, marks: &Marks, kept_until: &str, lang: Lang) -> Vec<String> {
    let passed = passed_by_marks(outcome);
    let line = |own: &crate::domain::evaluation::outcome::SubjectOutcome| {
        let (subject, verdict) = (own.kind.say(lang), own.verdict.say(lang));
        let standing = marks.standings.iter().find(|(kind, ..)| *kind == own.kind).map(|(_, standing, _)| standing);
        let stands = standing.filter(|standing| **standing != Standing::Sat).map(|standing| standing.say(lang));
        let mut parts = vec![match own.score {
            Some(score) => say!(lang, "{subject}：{score} 分", "{subject}: {score}"),
            None => say!(lang, "{subject}：", "{subject}:"),
        }];
        parts.extend(stands);
        parts.push(verdict);
        if own.verdict == Verdict::Pass && passed.iter().any(|(kind, _)| *kind == own.kind) {
            parts.push(say!(lang, "保留到 {kept_until}", "kept until {kept_until}"));
        }
        parts.join("  ")
    };
    outcome.subjects.iter().map(line).collect()
}
