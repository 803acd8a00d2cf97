//! The upload to the office above: 《证书数据审核确认表》 as a workbook or CSV, or the XML profile of the national-style exchange
//! (domain rules §6.3); and what the office sends back.

use std::collections::HashMap;
use std::path::Path;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::columns_of::{Wanted, names, places};
use super::grid::KnownHeaders;
use super::lists::{About, header};
use super::profile;
use super::read::read;
use super::roster::fault::RowFault;
use super::shown::shown;
use super::source::{Source, Unread};
use super::table::Table;
use super::write_csv::{CsvEncoding, write_csv};
use super::write_xlsx::write_xlsx;
use crate::both;
use crate::credential::tree::Hash;
use crate::domain::anchor::Reason;
use crate::domain::evaluation::certificate::Status;
use crate::domain::evaluation::certificate_number::CertificateNumber;
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::BatchId;
use crate::domain::identity::{Sex, inert};
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::ops::Office;
use crate::ops::checkpoint::keep;
use crate::ops::upload::{Line, Made, Record, lines, made, may_return, nothing_due, returned};
use crate::refusal;
use crate::store::act::Kind;
use crate::store::{Failure, Read, write_new};

/// Which rows go into the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// Those that never went, were returned, or have changed since.
    Changed,
    All,
}

/// Writes the rows into a new file and records that they went: `.xlsx` and `.csv` are the confirmation table, `.xml` the exchange
/// profile. Answers how many.
pub fn send(office: &mut Office, batch: BatchId, which: Which, to: &Path) -> Result<usize, Failure> {
    office.may(Kind::UploadMade)?;
    let mut rows = lines(&office.read(), batch)?;
    rows.retain(|line| which == Which::All || line.is_due());
    if rows.is_empty() {
        return Err(nothing_due().into());
    }
    let bytes = bytes(&office.read(), batch, &rows, to)?;
    keep(office, Reason::Export)?;
    write_new(to, &bytes)?;
    let file_name = to.file_name().unwrap_or(to.as_os_str()).to_string_lossy().into_owned();
    let file = Made { file_name, sha256: Hash(Sha256::digest(&bytes).into()).to_string() };
    made(office, batch, &rows, &file).inspect_err(|_| {
        // What was not recorded did not go: the file would only mislead.
        let _ = std::fs::remove_file(to);
    })
}

fn bytes(read: &Read, batch: BatchId, rows: &[Line], to: &Path) -> Result<Vec<u8>, Failure> {
    let ending = to.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    Ok(match ending.as_str() {
        "xlsx" => write_xlsx(&confirmation(read, batch, rows)?)?,
        "csv" => write_csv(&confirmation(read, batch, rows)?, CsvEncoding::Utf8, true)?,
        "xml" => xml(read, batch, rows)?,
        _ => {
            let name = shown(&to.file_name().unwrap_or(to.as_os_str()).to_string_lossy());
            return Err(refusal!(
                "ending_unknown",
                "文件名“{name}”应以 .xlsx、.csv 或 .xml 结尾。",
                "The name “{name}” must end in .xlsx, .csv or .xml."
            )
            .into());
        }
    })
}

/// 《证书数据审核确认表》 of these rows.
pub fn confirmation(read: &Read, batch: BatchId, rows: &[Line]) -> Result<Table, Failure> {
    let about = About::of(read, batch)?;
    let mut cells: Vec<Vec<String>> = (1..).zip(rows).map(|(serial, line): (u32, _)| row(serial, line)).collect();
    cells.push(Vec::new());
    cells.push(["制表", "审核", "负责人", "日期", "单位盖章"].iter().map(|sign| format!("{sign}：")).collect());
    Ok(Table {
        sheet: "证书数据审核确认表".to_owned(),
        titles: about.titles_with_code(read, "职业技能等级证书数据审核确认表")?,
        header: header(profile::UPLOAD.columns),
        rows: cells,
    })
}

fn row(serial: u32, line: &Line) -> Vec<String> {
    let record = &line.record;
    let score = |kind| record.scores.get(&kind).map_or(String::new(), ToString::to_string);
    let document = record.document.as_ref();
    vec![
        serial.to_string(),
        record.name.clone(),
        record.sex.map_or("", Sex::label).to_owned(),
        document.map_or(String::new(), |it| it.kind().label().to_owned()),
        document.map_or(String::new(), |it| it.number().to_owned()),
        record.trade.name.clone(),
        record.trade.code.clone(),
        record.trade.branch_text().to_owned(),
        record.level.text().to_owned(),
        score(SubjectKind::Theory),
        score(SubjectKind::Skills),
        score(SubjectKind::Review),
        "合格".to_owned(),
        record.number.clone(),
        record.issued_on.to_string(),
        record.serial.clone(),
        record.way.say(Lang::Zh),
        record.status.say(Lang::Zh),
        line.state().say(Lang::Zh),
        line.upload.as_ref().map_or(String::new(), |upload| upload.because.clone()),
    ]
}

/// The XML profile: a plan with its exams, in the field names of the exchange, spelt as they are there.
pub fn xml(read: &Read, batch: BatchId, rows: &[Line]) -> Result<Vec<u8>, Failure> {
    let about = About::of(read, batch)?;
    let station = read.station()?;
    let (name, code) = station.map_or((String::new(), String::new()), |it| (it.name, it.site_code));
    let plan = &about.batch.plan;
    let kind = plan.kind.say(Lang::Zh);
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    let count = rows.len().to_string();
    let written = writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None))).and_then(|()| {
        writer
            .create_element("plan")
            .write_inner_content(|writer| {
                let fields = [
                    ("plan_name", plan.name.as_str()),
                    ("print_code", &code),
                    ("print_name", &name),
                    ("enroll_code", &code),
                    ("enroll_name", &name),
                    ("ctype", "1"),
                    ("exam_name", &plan.name),
                    ("exam_type", &kind),
                    ("id", &plan.code),
                    ("num", &count),
                ];
                texts(writer, &fields)?;
                rows.iter().try_for_each(|line| exam(writer, line))
            })
            .map(drop)
    });
    written.map_err(|error| {
        let words = inert(&error.to_string());
        refusal!("xml_unwritten", "写不出 XML（{words}）。", "The XML cannot be written ({words}).")
    })?;
    let mut bytes = writer.into_inner();
    bytes.push(b'\n');
    Ok(bytes)
}

fn exam(writer: &mut Writer<Vec<u8>>, line: &Line) -> std::io::Result<()> {
    let record: &Record = &line.record;
    let score = |kind| record.scores.get(&kind).map_or(String::new(), ToString::to_string);
    let document = record.document.as_ref().map_or(String::new(), |it| it.number().to_owned());
    let birthday = record.birth.map_or(String::new(), |day| day.to_string());
    let (issued, level) = (record.issued_on.to_string(), record.level.text());
    // 0 is a new row, 1 one that the office had before.
    let status = if line.upload.is_some() { "1" } else { "0" };
    let qualification = match record.status {
        Status::Revoked | Status::Annulled => record.status.say(Lang::Zh),
        _ => record.way.say(Lang::Zh),
    };
    let (theory, skills, review) = (score(SubjectKind::Theory), score(SubjectKind::Skills), score(SubjectKind::Review));
    let fields = [
        ("exam_id", record.number.as_str()),
        ("exam_status", status),
        ("name", &record.name),
        ("card_num", &document),
        ("gender", record.sex.map_or("", Sex::label)),
        ("birthday", &birthday),
        ("culture_standard", &record.education),
        ("exam_card_num", &record.ticket),
        ("work_name", &record.trade.name),
        ("level_name", level),
        ("occu_code", &record.trade.code),
        ("credential_code", &record.number),
        ("credential_create_date", &issued),
        ("tt_score", &theory),
        ("oo_score", &skills),
        ("gg_score", &review),
        ("ee_score", ""),
        ("is_pass", "合格"),
        ("photo", ""),
        ("derection", record.trade.branch_text()),
        ("qualification", &qualification),
    ];
    writer.create_element("exam").write_inner_content(|writer| texts(writer, &fields)).map(drop)
}

fn texts(writer: &mut Writer<Vec<u8>>, fields: &[(&str, &str)]) -> std::io::Result<()> {
    for (name, text) in fields {
        // Control characters cannot stand in XML at all; they are shown as what they are.
        writer.create_element(*name).write_text_content(BytesText::new(&inert(text)))?;
    }
    Ok(())
}

const RETURNED: [Wanted; 2] = [
    Wanted { names: &["证书编号", "credential_code", "证书号码"], required: true },
    Wanted { names: &["退回原因", "错误原因", "原因", "退回意见"], required: true },
];

/// A row that the office sent back.
#[derive(Clone, Debug, Serialize)]
pub struct ReturnRow {
    pub row: u32,
    pub number: String,
    pub because: String,
    pub faults: Vec<RowFault>,
}

/// The rows that the office sent back, read and checked.
pub struct Returns {
    pub rows: Vec<ReturnRow>,
    file: Made,
}

/// Reads a list of returned rows and checks each.
pub fn preview(office: &Office, source: &Source) -> Result<Returns, Unread> {
    let grid = read(source, &KnownHeaders::new(names(&RETURNED)))?;
    let [number, because] = places(&grid, &RETURNED)?;
    let mut seen: HashMap<String, u32> = HashMap::new();
    let mut rows = Vec::new();
    for (behind, row) in grid.rows.iter().enumerate() {
        source.going_on(behind, grid.rows.len())?;
        let text = |place: u32| row.cell(place).text().split_whitespace().collect::<Vec<_>>().join(" ");
        let (typed, why) = (text(number), text(because));
        let mut faults = Vec::new();
        let mut fault = |column: usize, value: &str, wrong: Both| {
            let column = RETURNED[column].names[0].to_owned();
            faults.push(RowFault { row: row.number, column, value: shown(value), wrong, right: None });
        };
        let mut plain = typed.to_uppercase();
        match CertificateNumber::parse_any(&typed) {
            Err(wrong) => fault(0, &typed, Both { zh: wrong.say(Lang::Zh), en: wrong.say(Lang::En) }),
            Ok(known) => {
                plain = known.as_str().to_owned();
                if let Err(failure) = may_return(&office.read(), &plain) {
                    fault(0, &typed, Refusal::from(failure).because);
                }
                if let Some(first) = seen.insert(plain.clone(), row.number) {
                    fault(0, &typed, both!("与第 {first} 行的编号相同。", "The same number as row {first}."));
                }
            }
        }
        if why.is_empty() {
            fault(1, &why, both!("不能为空。", "It must not be empty."));
        }
        rows.push(ReturnRow { row: row.number, number: plain, because: shown(&why), faults });
    }
    Ok(Returns { rows, file: Made { file_name: source.name.to_owned(), sha256: source.sha256() } })
}

impl Returns {
    pub fn good(&self) -> usize {
        self.rows.iter().filter(|row| row.faults.is_empty()).count()
    }

    /// Records the good rows, all of them or none.
    pub fn take(&self, office: &mut Office) -> Result<usize, Failure> {
        let good = self.rows.iter().filter(|row| row.faults.is_empty());
        let rows: Vec<(String, String)> = good.map(|row| (row.number.clone(), row.because.clone())).collect();
        returned(office, &rows, &self.file)
    }
}
