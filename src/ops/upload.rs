//! The upload 上报: what each certificate says to the office above, what is due, what went, what came back.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::Office;
use super::batch::no_batch;
use super::office::not_signed_in;
use crate::credential::canonical::to_canonical;
use crate::credential::tree::Hash;
use crate::credential::vault::Field;
use crate::domain::evaluation::certificate::{Status, Way};
use crate::domain::evaluation::standard::Trade;
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::evaluation::upload::UploadState;
use crate::domain::id::{BatchId, Digest};
use crate::domain::identity::{Document, Sex, inert};
use crate::domain::level::Level;
use crate::domain::score::Score;
use crate::refusal;
use crate::store::act::{Act, Kind, ReturnedRow, UploadMade, UploadReceipted, UploadReturned, UploadedRow};
use crate::store::read::certificate::CertificateRow;
use crate::store::read::upload::Upload;
use crate::store::{Decided, Failure, Read};

/// What the office above is told of one certificate, as it stands today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Record {
    pub number: String,
    pub name: String,
    /// Whole: the list is for the office alone.
    pub document: Option<Document>,
    pub sex: Option<Sex>,
    pub birth: Option<NaiveDate>,
    pub education: String,
    pub ticket: String,
    pub trade: Trade,
    pub level: Level,
    pub scores: BTreeMap<SubjectKind, Score>,
    pub issued_on: NaiveDate,
    pub status: Status,
    pub way: Way,
    /// 印制流水码 of the copy that stands.
    pub serial: String,
}

/// A certificate of a batch with its way to the office.
#[derive(Clone, Debug)]
pub struct Line {
    pub row: CertificateRow,
    pub record: Record,
    /// Of what the record says now.
    pub digest: Digest,
    /// None where it never went.
    pub upload: Option<Upload>,
}

impl Line {
    pub fn state(&self) -> UploadState {
        self.upload.as_ref().map_or(UploadState::Unsent, |upload| upload.state)
    }

    /// Whether it goes into the next file of changes.
    pub fn is_due(&self) -> bool {
        if self.upload.is_none() && !self.row.status.holds() {
            // What ended before it ever went is nothing to the office.
            return false;
        }
        let same = self.upload.as_ref().is_some_and(|upload| upload.digest == self.digest);
        self.state().is_due(same)
    }
}

/// The certificates of a batch in the order of their numbers.
///
/// # Errors
/// While nobody signed in: whole document numbers are read.
pub fn lines(read: &Read, batch: BatchId) -> Result<Vec<Line>, Failure> {
    read.batch(batch)?.ok_or_else(no_batch)?;
    let mut lines = Vec::new();
    for row in read.certificates_in(batch)? {
        let record = record(read, &row)?;
        let digest = digest(read, &record)?;
        let upload = read.upload(&row.number)?;
        lines.push(Line { row, record, digest, upload });
    }
    Ok(lines)
}

fn record(read: &Read, row: &CertificateRow) -> Result<Record, Failure> {
    let vault = read.vault().ok_or_else(not_signed_in)?;
    let holder = read.certificate_holder(&row.number)?;
    let document = holder.as_ref().and_then(|holder| {
        let clear = vault.decrypt(Field::IdNumber, &holder.doc_cipher).ok()?;
        Document::parse(holder.doc_kind, std::str::from_utf8(&clear).ok()?).ok()
    });
    let candidate = read.candidate(row.candidate)?;
    let details = read.entry_detail(row.entry)?.and_then(|detail| detail.details).unwrap_or_default();
    let outcome = read.outcome(row.entry)?;
    let subjects = outcome.iter().flat_map(|outcome| &outcome.subjects);
    Ok(Record {
        number: row.number.clone(),
        name: holder.map_or_else(|| row.holder.clone(), |holder| holder.name),
        sex: document.as_ref().and_then(Document::sex).or(candidate.as_ref().and_then(|known| known.sex)),
        birth: document.as_ref().and_then(Document::birth).or(candidate.and_then(|known| known.birth)),
        document,
        education: details.education,
        ticket: read.entry(row.entry)?.and_then(|entry| entry.ticket).unwrap_or_default(),
        trade: row.trade.clone(),
        level: row.level,
        scores: subjects.filter_map(|subject| Some((subject.kind, subject.score?))).collect(),
        issued_on: row.issued_on,
        status: row.status,
        way: row.way,
        serial: read
            .print_copy_now(&row.number)?
            .and_then(|copy| copy.serial)
            .map_or(String::new(), |it| it.to_string()),
    })
}

/// A keyed digest of what a record says: the journal keeps it for ever, and nobody without the file's key can try numbers on it.
fn digest(read: &Read, record: &Record) -> Result<Digest, Failure> {
    let vault = read.vault().ok_or_else(not_signed_in)?;
    let text = String::from_utf8(to_canonical(record)?).unwrap_or_default();
    let tag = vault.equality_tag("upload", &text);
    Ok(Digest(Hash(Sha256::digest(tag).into()).to_string()))
}

/// The file that the rows went in.
#[derive(Clone, Debug)]
pub struct Made {
    pub file_name: String,
    pub sha256: String,
}

/// Records that these rows went, as they were when the file was written.
pub fn made(office: &mut Office, batch: BatchId, lines: &[Line], file: &Made) -> Result<usize, Failure> {
    office.act(Kind::UploadMade, None, |read, stamp| {
        if lines.is_empty() {
            return Err(nothing_due().into());
        }
        read.batch(batch)?.ok_or_else(no_batch)?;
        let rows = lines
            .iter()
            .map(|line| UploadedRow { digest: line.digest.clone(), number: line.row.number.clone() })
            .collect();
        let (file_name, sha256, on) = (inert(&file.file_name), file.sha256.clone(), stamp.today());
        let act = UploadMade { batch, file_name, on, rows, sha256 };
        Ok(Decided::new(vec![Act::UploadMade(act)], lines.len()))
    })
}

/// Nothing is new or changed.
pub fn nothing_due() -> crate::domain::refusal::Refusal {
    refusal!(
        "nothing_due",
        "没有要上报的：都已报过，报后没有变动。",
        "Nothing is due: all went before and nothing has changed since."
    )
}

/// Records the receipt of the file that went last for a batch and has none.
pub fn receipt(office: &mut Office, batch: BatchId, receipt: &str) -> Result<u32, Failure> {
    office.act(Kind::UploadReceipted, None, |read, stamp| {
        let receipt = receipt.trim();
        if receipt.is_empty() {
            return Err(refusal!("receipt_missing", "缺少回执号。", "The receipt number is missing.").into());
        }
        let open = read.upload_files(batch)?.into_iter().find(|file| file.receipt.is_empty());
        let Some(file) = open else {
            return Err(refusal!(
                "no_open_upload",
                "没有等待回执的上报文件。",
                "No file of this batch waits for a receipt."
            )
            .into());
        };
        let act = UploadReceipted { on: stamp.today(), receipt: receipt.to_owned(), upload: file.seq };
        Ok(Decided::new(vec![Act::UploadReceipted(act)], file.sent))
    })
}

/// Why a returned row cannot be taken; none where it can.
pub fn may_return(read: &Read, number: &str) -> Result<(), Failure> {
    if read.certificate(number)?.is_none() {
        return Err(super::certificate::no_certificate().into());
    }
    match read.upload(number)? {
        None => Err(refusal!("never_sent", "这本证书还没有上报过。", "This certificate was never sent.").into()),
        Some(upload) if upload.state == UploadState::Returned => {
            Err(refusal!("returned_before", "已经登记为退回。", "It is recorded as returned already.").into())
        }
        Some(_) => Ok(()),
    }
}

/// Records the rows that the office sent back, with its reasons.
pub fn returned(office: &mut Office, rows: &[(String, String)], file: &Made) -> Result<usize, Failure> {
    let hold = office.hold().clone();
    office.act(Kind::UploadReturned, None, |read, stamp| {
        if rows.is_empty() {
            return Err(super::entry::no_row().into());
        }
        for (behind, (number, _)) in rows.iter().enumerate() {
            hold.going_on(behind, rows.len())?;
            may_return(read, number)?;
        }
        let list = rows
            .iter()
            .map(|(number, because)| ReturnedRow { because: inert(because), number: number.clone() })
            .collect();
        let (file_name, sha256, on) = (inert(&file.file_name), file.sha256.clone(), stamp.today());
        let act = UploadReturned { file_name, on, rows: list, sha256 };
        Ok(Decided::new(vec![Act::UploadReturned(act)], rows.len()))
    })
}
