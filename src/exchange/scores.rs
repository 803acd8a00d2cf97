//! A list of scores in the bureau's header 姓名, 身份证号码, 理论成绩, 实操成绩, 综合成绩: each row becomes the open sheet of the one
//! person who brings it. It is signed afterwards like any other, and the second entry is never made of the same file.
//!
//! A total says nothing of the criteria it is the sum of, and none is made up. Where a paper has one criterion the total is
//! its mark; where it has more, the file needs a column for each, `理论 2.1`, and the total is their check sum.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::grid::{Grid, KnownHeaders, Row, header_key};
use super::read::read;
use super::roster::fault::RowFault;
use super::shown::shown;
use super::source::{Source, Unread};
use crate::domain::evaluation::criterion::{Criterion, Given};
use crate::domain::evaluation::entry::Decision;
use crate::domain::evaluation::marking::read_mark;
use crate::domain::evaluation::paper::Paper;
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::{BatchId, PersonId};
use crate::domain::identity::{Document, DocumentKind, PersonName};
use crate::domain::language::Both;
use crate::domain::refusal::Refusal;
use crate::domain::score::Score;
use crate::ops::marking::{Desk, ScoreFile, Typed, may_take_scores, take_scores};
use crate::ops::{Going, Office};
use crate::store::draft::SheetKey;
use crate::store::read::entry::EntryRow;
use crate::store::{Failure, Read};
use crate::{both, refusal};

/// The header as the bureau writes it.
pub const HEADERS: [&str; 5] = ["姓名", "身份证号码", "理论成绩", "实操成绩", "综合成绩"];
/// Which column is the total of which subject, and how the columns of its criteria begin.
const SUBJECTS: [(&str, &str, SubjectKind); 2] =
    [("理论成绩", "理论", SubjectKind::Theory), ("实操成绩", "实操", SubjectKind::Skills)];

/// One row as it was read.
#[derive(Clone, Debug, Serialize)]
pub struct ScoreRow {
    /// As Excel shows it.
    pub row: u32,
    pub name: String,
    /// The totals that go in, by subject.
    pub scores: BTreeMap<SubjectKind, Score>,
    /// Why it does not go in; empty where it does.
    pub faults: Vec<RowFault>,
    #[serde(skip)]
    sheets: Vec<(SheetKey, Vec<Typed>)>,
}

/// A file of scores, read and checked for one person.
pub struct Scores {
    pub rows: Vec<ScoreRow>,
    /// Columns that do not go in, and why.
    pub left: Vec<Both>,
    file: ScoreFile,
    batch: BatchId,
}

/// Reads the file and checks every row as the entry of whoever sits here.
pub fn preview(office: &Office, batch: BatchId, source: &Source) -> Result<Scores, Unread> {
    let grid = read(source, &KnownHeaders::new(HEADERS))?;
    let file = ScoreFile { name: source.name.to_owned(), sha256: source.sha256() };
    let going = &mut |behind| Ok(source.going_on(behind, grid.rows.len())?);
    let checked = check(&office.read(), office.who(), batch, &grid, &file, going);
    let (rows, left) = checked.map_err(Refusal::from)?;
    Ok(Scores { rows, left, file, batch })
}

impl Scores {
    pub fn good(&self) -> usize {
        self.rows.iter().filter(|row| row.faults.is_empty()).count()
    }

    /// Puts the good rows on the open sheets of whoever sits here, all of them or none; how many sheets.
    pub fn take(&self, office: &mut Office) -> Result<u32, Failure> {
        let good = self.rows.iter().filter(|row| row.faults.is_empty());
        let sheets: Vec<(SheetKey, Vec<Typed>)> = good.flat_map(|row| row.sheets.iter().cloned()).collect();
        take_scores(office, self.batch, &self.file, &sheets)
    }
}

/// The places of the columns.
struct Columns {
    name: u32,
    document: u32,
    /// The total of each subject and its criteria, by header.
    subjects: Vec<(SubjectKind, &'static str, u32, HashMap<String, u32>)>,
}

fn columns(grid: &Grid) -> Result<Columns, Refusal> {
    let headers: Vec<String> = grid.headers().iter().map(|header| header_key(header)).collect();
    let place = |header: &str| {
        let key = header_key(header);
        headers.iter().position(|found| *found == key).and_then(|at| u32::try_from(at + 1).ok())
    };
    let missing = |header: &str| {
        refusal!("score_header", "表头缺少“{header}”。", "The header lacks “{header}”.").next(both!(
            "表头应为：姓名，身份证号码，理论成绩，实操成绩，综合成绩。",
            "The header must be: 姓名, 身份证号码, 理论成绩, 实操成绩, 综合成绩."
        ))
    };
    let name = place("姓名").ok_or_else(|| missing("姓名"))?;
    let document = place("身份证号码").or_else(|| place("证件号码")).ok_or_else(|| missing("身份证号码"))?;
    let mut subjects = Vec::new();
    for (header, short, kind) in SUBJECTS {
        let Some(total) = place(header) else { continue };
        let own = grid.headers().into_iter().zip(1u32..).filter_map(|(text, at)| {
            let id = text.strip_prefix(short)?.trim().to_owned();
            id.starts_with(|c: char| c.is_ascii_alphanumeric()).then_some((id, at))
        });
        subjects.push((kind, header, total, own.collect()));
    }
    if subjects.is_empty() {
        return Err(missing("理论成绩"));
    }
    Ok(Columns { name, document, subjects })
}

type Checked = (Vec<ScoreRow>, Vec<Both>);

fn check(
    read: &Read,
    who: PersonId,
    batch: BatchId,
    grid: &Grid,
    file: &ScoreFile,
    going: &mut Going,
) -> Result<Checked, Failure> {
    may_take_scores(read, who, batch, file)?;
    let columns = columns(grid)?;
    let missing = || refusal!("no_batch", "没有这个批次。", "There is no such batch.");
    let plan = read.batch(batch)?.ok_or_else(missing)?.plan;
    let mut mine = Vec::new();
    let mut left = Vec::new();
    for own @ (kind, header, ..) in &columns.subjects {
        let mut member = false;
        for item in &plan.items {
            member |= read.panel(batch, *item, *kind)?.iter().any(|member| member.person == who);
        }
        match member {
            true => mine.push(own),
            false => left.push(both!(
                "“{header}”不收：登录的人不登这个科目。",
                "“{header}” is left out: whoever signed in does not enter this subject."
            )),
        }
    }
    if mine.is_empty() {
        let refusal = refusal!(
            "not_on_panel",
            "登录的人不登这个批次的任何科目。",
            "Whoever signed in enters no subject of this batch."
        );
        return Err(refusal
            .next(both!("由登分人本人登录导入。", "Whoever keys the scores signs in and imports."))
            .into());
    }
    if grid.headers().iter().any(|header| header_key(header) == header_key("综合成绩")) {
        left.push(both!("“综合成绩”不收：由本系统推导。", "“综合成绩” is left out: it is derived here."));
    }
    let mut rows = Vec::new();
    let mut seen: HashMap<SheetKey, u32> = HashMap::new();
    for (behind, row) in grid.rows.iter().enumerate() {
        going(behind)?;
        let name = row.cell(columns.name).text().trim().to_owned();
        let mut told = ScoreRow {
            row: row.number,
            name: shown(&name),
            scores: BTreeMap::new(),
            faults: Vec::new(),
            sheets: Vec::new(),
        };
        match entry_of(read, batch, row, &columns, &name)? {
            Err(fault) => told.faults.push(fault),
            Ok(entry) => {
                for (kind, header, total, criteria) in &mine {
                    if row.cell(*total).is_blank() {
                        continue;
                    }
                    let key = SheetKey { entry: entry.id, subject: *kind, examiner: who };
                    let fault = |wrong: Both| RowFault {
                        row: row.number,
                        column: (*header).to_owned(),
                        value: shown(&row.cell(*total).text()),
                        wrong,
                        right: None,
                    };
                    if let Some(first) = seen.insert(key, row.number) {
                        told.faults
                            .push(fault(both!("与第 {first} 行是同一人。", "the same candidate as row {first}.")));
                        continue;
                    }
                    match sheet_of(read, key, row, header, *total, criteria)? {
                        Err(faults) => told.faults.extend(faults),
                        Ok((score, typed)) => {
                            told.scores.insert(*kind, score);
                            told.sheets.push((key, typed));
                        }
                    }
                }
            }
        }
        rows.push(told);
    }
    Ok((rows, left))
}

fn at(row: &Row, columns: u32, header: &str, wrong: Both) -> RowFault {
    RowFault { row: row.number, column: header.to_owned(), value: shown(&row.cell(columns).text()), wrong, right: None }
}

/// Whose row it is: the document finds the candidate, and the name must be theirs.
fn entry_of(
    read: &Read,
    batch: BatchId,
    row: &Row,
    columns: &Columns,
    name: &str,
) -> Result<Result<EntryRow, RowFault>, Failure> {
    let number = row.cell(columns.document).text().trim().to_owned();
    let masked = |wrong| RowFault { value: String::new(), ..at(row, columns.document, "身份证号码", wrong) };
    let document = DocumentKind::ALL.into_iter().find_map(|kind| Document::parse(kind, &number).ok());
    let Some(document) = document else {
        return Ok(Err(masked(both!(
            "号码不对，应为 18 位身份证号码。",
            "this is no document number; an 18-character ID number is wanted."
        ))));
    };
    let candidate = read.candidate_by_document(&document)?;
    let Some(candidate) = candidate else {
        return Ok(Err(masked(both!("本站没有这个证件的考生。", "no candidate here has this document."))));
    };
    let same = PersonName::parse(name).is_ok_and(|name| name.as_str() == candidate.name);
    if !same {
        let theirs = shown(&candidate.name);
        return Ok(Err(at(
            row,
            columns.name,
            "姓名",
            both!("这个证件的考生是“{theirs}”。", "the candidate with this document is “{theirs}”."),
        )));
    }
    let entries: Vec<EntryRow> = read
        .entries_of(candidate.id)?
        .into_iter()
        .filter(|entry| entry.batch == batch && entry.decision == Decision::Accepted)
        .collect();
    Ok(match <[EntryRow; 1]>::try_from(entries) {
        Ok([entry]) => Ok(entry),
        Err(none) if none.is_empty() => {
            Err(masked(both!("在这个批次没有审核通过的报名。", "there is no accepted entry in this batch.")))
        }
        Err(_) => Err(masked(both!(
            "在这个批次报了不止一项，分不清是哪一项的成绩。",
            "there is more than one entry in this batch; the row does not say which."
        ))),
    })
}

type Sheet = (Score, Vec<Typed>);

/// The open sheet that a row amounts to, or every fault of it.
fn sheet_of(
    read: &Read,
    key: SheetKey,
    row: &Row,
    header: &str,
    total: u32,
    columns: &HashMap<String, u32>,
) -> Result<Result<Sheet, Vec<RowFault>>, Failure> {
    let fault = |wrong: Both| vec![at(row, total, header, wrong)];
    let desk = match Desk::open(read, key) {
        Ok(desk) => desk,
        Err(failure) => return Ok(Err(fault(Refusal::from(failure).because))),
    };
    if desk.signed_version() > 0 {
        return Ok(Err(fault(both!("已经签字，不能再导入。", "it is signed already."))));
    }
    let paper: &Paper = desk.paper()?;
    let chosen = paper.first_choices();
    let criteria: Vec<&Criterion> = paper.criteria(&chosen).map(|(_, criterion)| criterion).collect();
    let Some(sum) = score(&row.cell(total).text()) else {
        return Ok(Err(fault(both!("应为分数，如 78 或 78.5。", "a mark is wanted, like 78 or 78.5."))));
    };
    let single = [(criteria[0].id.clone(), total)];
    let places: Option<Vec<(String, u32)>> = match criteria.len() {
        1 => Some(single.to_vec()),
        _ => criteria.iter().map(|own| Some((own.id.clone(), *columns.get(&own.id)?))).collect(),
    };
    let Some(places) = places else {
        let (n, short) = (criteria.len(), header.trim_end_matches("成绩"));
        let list = |joint: &str| {
            let names = criteria.iter().map(|own| format!("{short} {}", own.id));
            names.take(6).collect::<Vec<_>>().join(joint)
        };
        let (zh, en) = (list("、"), list(", "));
        return Ok(Err(fault(both!(
            "试卷有 {n} 个评分点，只有总分不能登分；请加列：{zh}。",
            "the paper has {n} criteria and a total does not say their marks; add the columns: {en}."
        ))));
    };
    let (mut faults, mut typed, mut added) = (Vec::new(), Vec::new(), Score::ZERO);
    for (criterion, (id, place)) in criteria.iter().zip(places) {
        match read_mark(criterion, row.cell(place).text().trim()) {
            Err(wrong) => {
                let column = if place == total { header.to_owned() } else { id };
                faults.push(at(row, place, &column, wrong));
            }
            Ok(given) => {
                if let Given::Number(points) = given {
                    added = added + Score(points);
                }
                typed.push(Typed { criterion: id, given, note: String::new() });
            }
        }
    }
    if faults.is_empty() && criteria.len() > 1 && added != sum {
        faults.extend(fault(both!(
            "各评分点合计 {added}，与总分不符。",
            "the criteria sum to {added}, not to this total."
        )));
    }
    Ok(if faults.is_empty() { Ok((sum, typed)) } else { Err(faults) })
}

fn score(text: &str) -> Option<Score> {
    let text: String = text.trim().chars().map(crate::domain::identity::plain::half_width).collect();
    text.parse().ok()
}
