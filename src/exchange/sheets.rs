//! 手工评分表: a score sheet to be filled by hand on the floor, in the order of the workplaces. A row for each criterion, a
//! blank column for each candidate, who is a workplace and a ticket, or the number of a piece; names stand on none.

use std::path::{Path, PathBuf};

use super::table::Table;
use crate::domain::evaluation::criterion::{Criterion, How, fault_letter};
use crate::domain::evaluation::floor::piece_label;
use crate::domain::evaluation::standing::Standing;
use crate::domain::evaluation::way::Way;
use crate::domain::id::BatchId;
use crate::domain::language::{Lang, Say};
use crate::ops::floor::Floor;
use crate::refusal;
use crate::store::read::floor::FloorRow;
use crate::store::{Failure, Read};

/// The sheet of one subject of a batch's item.
pub fn sheet(read: &Read, floor: Floor) -> Result<Table, Failure> {
    let missing = || refusal!("no_batch", "没有这个批次或标准。", "There is no such batch or standard.");
    let batch = read.batch(floor.batch)?.ok_or_else(missing)?;
    let standard = read.standard(floor.item.standard)?.ok_or_else(missing)?;
    let papers = read.batch_papers(floor.batch, floor.item)?;
    let paper =
        papers.iter().find(|(subject, _)| *subject == floor.subject).map(|(_, id)| read.paper(*id)).transpose()?;
    let Some(kept) = paper.flatten() else {
        return Err(refusal!("no_paper", "这个科目没有选定试卷。", "No paper is chosen for this subject.").into());
    };
    let mut rows = read.floor(floor.batch, floor.item, floor.subject)?;
    rows.retain(|row| row.stands.as_ref().is_none_or(Standing::is_marked));
    // Pieces lie in the order of their numbers: that of the seats would tell whose they are.
    rows.sort_by_key(|row| row.piece);
    let columns = rows.len();
    let blank = |first: String, second: String, full: String| {
        let mut cells = vec![first, second, full];
        cells.extend(std::iter::repeat_n(String::new(), columns));
        cells
    };
    let rules = floor.rules(read)?;
    let way = rules.way;
    let mut table_rows = Vec::new();
    for question in &kept.paper.questions {
        let choice = question.choice.as_ref().map_or(String::new(), |group| format!("（选考 {group}）"));
        let title = format!("{}{choice}", question.title);
        table_rows.push(blank(question.no.clone(), title, question.full.to_string()));
        for criterion in &question.criteria {
            // What the panel agrees on together is filled in on one sheet alone.
            let together = if way == Way::MeasuresAgreed && criterion.is_measured() { "【合议】" } else { "" };
            let text = format!("{together}{}", text(criterion));
            table_rows.push(blank(criterion.id.clone(), text, full(criterion)));
        }
    }
    for last in ["合计", "考评员（签字）", "日期"] {
        table_rows.push(blank(String::new(), last.to_owned(), String::new()));
    }
    let (station, plan) = (read.station()?.map_or(String::new(), |station| station.name), &batch.plan);
    let (trade, level, subject) =
        (standard.standard.trade.title(), floor.item.level.text(), floor.subject.say(Lang::Zh));
    let (form, divided) =
        (rules.form, if way.is_independent() { String::new() } else { format!("  {}", way.say(Lang::Zh)) });
    let (form, how) = (form.say(Lang::Zh), form.blindness().zh);
    let (title, version, digest) = (&kept.paper.title, &kept.paper.version, kept.digest.short());
    let mut header = ["评分点", "内容", "配分"].map(str::to_owned).to_vec();
    header.extend(rows.iter().map(candidate));
    Ok(Table {
        sheet: format!("{trade}{level}{subject}"),
        titles: vec![
            format!("{station}评分表"),
            format!("批次：{}  计划编号：{}  {trade} {level} {subject}", plan.name, plan.code),
            format!("试卷：{title} {version}  {digest}  {form}（{how}）{divided}"),
        ],
        header,
        rows: table_rows,
    })
}

/// The sheets of every subject of a batch that has a paper.
pub fn tables(read: &Read, batch: BatchId) -> Result<Vec<Table>, Failure> {
    let items = read.batch(batch)?.map_or(Vec::new(), |batch| batch.plan.items);
    let mut tables = Vec::new();
    for item in items {
        for (subject, _) in read.batch_papers(batch, item)? {
            tables.push(sheet(read, Floor { batch, item, subject })?);
        }
    }
    if tables.is_empty() {
        return Err(refusal!("no_paper", "本批次还没有选定试卷。", "No paper is chosen in this batch yet.").into());
    }
    Ok(tables)
}

/// The same, each with the file it goes to: `to` itself where there is one, else `to` with trade, level and subject in its name.
pub fn sheets(read: &Read, batch: BatchId, to: &Path) -> Result<Vec<(PathBuf, Table)>, Failure> {
    let tables = tables(read, batch)?;
    let several = tables.len() > 1;
    let named = |table: Table| {
        let path = if several { beside(to, &table.sheet) } else { to.to_owned() };
        (path, table)
    };
    Ok(tables.into_iter().map(named).collect())
}

fn beside(to: &Path, word: &str) -> PathBuf {
    let plain = |c: char| if c.is_control() || r#"<>:"/\|?*"#.contains(c) { '-' } else { c };
    let word: String = word.chars().map(plain).collect();
    let stem = to.file_stem().map_or(String::new(), |stem| stem.to_string_lossy().into_owned());
    let ending = to.extension().map_or(String::new(), |ending| format!(".{}", ending.to_string_lossy()));
    to.with_file_name(format!("{stem}-{word}{ending}"))
}

/// `3 号工位 J2026-090007`, or the number of a piece alone.
fn candidate(row: &FloorRow) -> String {
    if let Some(number) = row.piece {
        return piece_label(number);
    }
    let ticket = row.ticket.clone().unwrap_or_else(|| format!("#{}", row.entry.0));
    match (row.attendance.station, row.room.zip(row.seat)) {
        (Some(station), _) => format!("{station} 号工位 {ticket}"),
        (None, Some((room, seat))) => format!("{room}-{seat:02} {ticket}"),
        (None, None) => ticket,
    }
}

/// The criterion with what may be written for it.
fn text(criterion: &Criterion) -> String {
    let own = &criterion.text;
    match &criterion.how {
        How::YesNo => format!("{own}（是/否）"),
        How::Measure => format!("{own}（合格得满分，否则 0）"),
        How::Steps(steps) => {
            let steps: Vec<String> = steps.iter().map(|step| format!("{} {}", step.when, step.mark)).collect();
            format!("{own}（{}）", steps.join("；"))
        }
        How::Each(each) => format!("{own}（每处 {each}）"),
        How::Judge(_) => format!("{own}（评判 0–3）"),
        How::Deduct(list) => {
            let faults =
                (0..).zip(list).map(|(place, fault)| format!("{} {} −{}", fault_letter(place), fault.fault, fault.off));
            format!("{own}（{}）", faults.collect::<Vec<_>>().join("；"))
        }
        How::Band(bands) => {
            let bands: Vec<String> =
                bands.iter().map(|band| format!("{} {}–{}", band.name, band.from, band.to)).collect();
            format!("{own}（{}）", bands.join("；"))
        }
    }
}

fn full(criterion: &Criterion) -> String {
    if criterion.full.0.0 == 0 { String::new() } else { criterion.full.to_string() }
}
