//! The forms of a batch as sheets to print, and its archive 归档: every list in one folder with an index of their SHA-256.

use std::fmt::Write as _;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::lists::{About, Person, by_ticket, certificates, entries, header, publicity, scores};
use super::notices;
use super::profile;
use super::table::Table;
use super::write_xlsx::write_xlsx;
use crate::domain::evaluation::batch::BatchState;
use crate::domain::evaluation::entry::Decision;
use crate::domain::evaluation::inspection::{GRADES, item_words};
use crate::domain::evaluation::outcome::Verdict;
use crate::domain::id::BatchId;
use crate::domain::language::{Lang, Say};
use crate::store::backup::Existing;
use crate::store::fault::FileError;
use crate::store::medium::{Medium, System, put_bytes};
use crate::store::read::entry::EntryFilter;
use crate::store::{Failure, Read};

/// The file that names the others of an archive with their digests.
pub const INDEX: &str = "index.txt";

fn accepted() -> EntryFilter {
    EntryFilter { decision: Some(Decision::Accepted), ..EntryFilter::default() }
}

/// 考生签到表, in the order of the tickets, with room for signatures.
pub fn attendance(read: &Read, batch: BatchId) -> Result<Table, Failure> {
    let about = About::of(read, batch)?;
    let mut rows = Vec::new();
    for (serial, row) in (1u32..).zip(by_ticket(read.batch_entries(batch, accepted())?)) {
        let seat = row.room.zip(row.seat).map(|(room, seat)| format!("{room}-{seat:02}")).unwrap_or_default();
        let person = Person::of(read, &row)?;
        let (trade, level) = (about.trade(&row).title(), row.item.level.text().to_owned());
        let ticket = row.ticket.clone().unwrap_or_default();
        rows.push(vec![serial.to_string(), ticket, row.name.clone(), person.masked, trade, level, seat]);
    }
    Ok(Table {
        sheet: "考生签到表".to_owned(),
        titles: about.titles("考生签到表"),
        header: header(profile::ATTENDANCE.columns),
        rows,
    })
}

/// 试卷交接登记表: the papers of the batch with how many are needed, and room for who hands them over (two and more).
pub fn handover(read: &Read, batch: BatchId) -> Result<Table, Failure> {
    let about = About::of(read, batch)?;
    let mut rows = Vec::new();
    for item in &about.batch.plan.items {
        let count = read.accepted_of(batch, *item)?;
        let trade = read.trade(item.standard)?.map(|(trade, _)| trade.title()).unwrap_or_default();
        for (subject, paper) in read.batch_papers(batch, *item)? {
            let Some(kept) = read.paper(paper)? else { continue };
            rows.push(vec![
                trade.clone(),
                item.level.text().to_owned(),
                subject.say(Lang::Zh),
                kept.paper.title.clone(),
                kept.paper.version.clone(),
                count.to_string(),
            ]);
        }
    }
    let titles = about.titles("试卷交接登记表");
    Ok(Table { sheet: "试卷交接登记表".to_owned(), titles, header: header(profile::HANDOVER.columns), rows })
}

/// 考场情况记录单 of every room that was recorded.
pub fn rooms(read: &Read, batch: BatchId) -> Result<Table, Failure> {
    let about = About::of(read, batch)?;
    let rows = read.room_records(batch)?.into_iter().map(|record| {
        let absent = record.expected.saturating_sub(record.present);
        vec![
            record.room.to_string(),
            record.subject.say(Lang::Zh),
            record.expected.to_string(),
            record.present.to_string(),
            absent.to_string(),
            if record.incidents.is_empty() { "无".to_owned() } else { record.incidents },
            record.invigilators,
            record.recorded_on.to_string(),
        ]
    });
    let (titles, rows) = (about.titles("考场情况记录单"), rows.collect());
    Ok(Table { sheet: "考场情况记录单".to_owned(), titles, header: header(profile::ROOMS.columns), rows })
}

/// 内部督导表; empty lines where none was recorded.
pub fn supervision(read: &Read, batch: BatchId) -> Result<Table, Failure> {
    let about = About::of(read, batch)?;
    let mut rows = Vec::new();
    if let Some(found) = read.supervision(batch)? {
        for (serial, item) in (1u32..).zip(&found.items) {
            rows.push(vec![serial.to_string(), item_words(&item.code).zh, item.finding.say(Lang::Zh)]);
        }
        let (grade, _) = GRADES[usize::from(found.overall).min(GRADES.len() - 1)];
        rows.push(vec![String::new(), "总体评价".to_owned(), grade.to_owned()]);
        rows.push(vec![String::new(), "督导意见".to_owned(), found.opinion]);
        rows.push(vec![String::new(), "督导员（签字）：".to_owned(), found.recorded_on.to_string()]);
    }
    Ok(Table {
        sheet: "内部督导表".to_owned(),
        titles: about.titles("内部督导表"),
        header: header(profile::SUPERVISION.columns),
        rows,
    })
}

/// 考评报告: per trade and level who applied, passed and failed.
pub fn report(read: &Read, batch: BatchId) -> Result<Table, Failure> {
    let about = About::of(read, batch)?;
    let mut rows = Vec::new();
    for item in &about.batch.plan.items {
        let count = |verdict: Option<Verdict>| {
            let filter = EntryFilter { item: Some(*item), verdict, ..accepted() };
            read.batch_entries(batch, filter).map(|rows| rows.len())
        };
        let (all, passed, failed) = (count(None)?, count(Some(Verdict::Pass))?, count(Some(Verdict::Fail))?);
        let share = (passed * 100).checked_div(all).map_or(String::new(), |share| format!("{share}%"));
        let trade = read.trade(item.standard)?.map(|(trade, _)| trade.title()).unwrap_or_default();
        let mut panel = Vec::new();
        for (subject, _) in read.batch_papers(batch, *item)? {
            panel.extend(read.panel(batch, *item, subject)?.into_iter().map(|member| member.name));
        }
        panel.sort();
        panel.dedup();
        let disputes = read.disputes(batch)?.len();
        rows.push(vec![
            trade,
            item.level.text().to_owned(),
            all.to_string(),
            passed.to_string(),
            failed.to_string(),
            share,
            panel.join("、"),
            disputes.to_string(),
        ]);
    }
    rows.push(Vec::new());
    rows.push(["考评组长（签字）", "督导员", "负责人", "日期"].iter().map(|sign| format!("{sign}：")).collect());
    Ok(Table {
        sheet: "考评报告".to_owned(),
        titles: about.titles("考评报告"),
        header: header(profile::REPORT.columns),
        rows,
    })
}

/// A file of the archive: its volume (domain rules §3.10), its name, and its SHA-256.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filed {
    pub volume: &'static str,
    pub name: String,
    pub sha256: String,
}

/// Writes the archive of a batch into a folder: lists by volume, and `index.txt` with the SHA-256 of each, one a line as
/// `sha256sum -c` reads it. Nothing that is there is written over. Document numbers have their middle hidden unless wanted `whole`.
pub fn archive(read: &Read, batch: BatchId, folder: &Path, whole: bool) -> Result<Vec<Filed>, Failure> {
    let state = About::of(read, batch)?.batch.state;
    let mut tables = vec![
        ("1 报名、资格审核卷", entries(read, batch, EntryFilter::default(), whole)?),
        ("3 过程管理卷", attendance(read, batch)?),
        ("3 过程管理卷", handover(read, batch)?),
        ("3 过程管理卷", rooms(read, batch)?),
        ("3 过程管理卷", supervision(read, batch)?),
        ("3 过程管理卷", report(read, batch)?),
        ("4 试卷及结果卷", scores(read, batch)?),
    ];
    if state >= BatchState::Publicity {
        tables.push(("4 试卷及结果卷", publicity(read, batch)?));
        tables.push(("4 试卷及结果卷", notices::table(read, batch)?));
    }
    tables.push(("5 证书管理卷", certificates(read, batch)?));
    std::fs::create_dir_all(folder).map_err(FileError::from)?;
    let files = tables.into_iter().map(|(volume, table)| {
        let name = format!("{volume}-{}.xlsx", table.sheet);
        Ok::<_, Failure>((volume, name, write_xlsx(&table)?))
    });
    Ok(put_filed(&System, folder, files.collect::<Result<_, _>>()?)?)
}

/// Writes the files one by one, each whole or not at all, and their index last: where the index is, all that it names is there.
pub fn put_filed(
    medium: &dyn Medium,
    folder: &Path,
    files: Vec<(&'static str, String, Vec<u8>)>,
) -> Result<Vec<Filed>, FileError> {
    let (mut filed, mut index) = (Vec::new(), String::new());
    for (volume, name, bytes) in files {
        put_bytes(medium, &folder.join(&name), Existing::Keep, &bytes)?;
        let sha256: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        writeln!(index, "{sha256}  {name}").expect("writing to memory cannot fail");
        filed.push(Filed { volume, name, sha256 });
    }
    put_bytes(medium, &folder.join(INDEX), Existing::Keep, index.as_bytes())?;
    Ok(filed)
}
