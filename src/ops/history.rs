//! Certificates of before or of elsewhere: taken in from ledgers as they are told, marked as not verified here, never signed as ours.

use chrono::NaiveDate;

use super::Office;
use super::office::not_signed_in;
use crate::both;
use crate::credential::vault::{Field, NONCE};
use crate::domain::evaluation::certificate::Way;
use crate::domain::evaluation::certificate_number::AnyNumber;
use crate::domain::evaluation::standard::Trade;
use crate::domain::id::CandidateId;
use crate::domain::identity::{Document, PersonName, inert};
use crate::domain::language::{Both, Lang, Say};
use crate::domain::level::Level;
use crate::refusal;
use crate::store::act::{Act, HistoricalHolder, HistoricalRecorded, HistoryTaken, Kind, Sealed};
use crate::store::read::candidate::terms_of;
use crate::store::{Decided, Failure, Read};

/// One certificate of a ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    pub document: Document,
    pub name: PersonName,
    pub issued_on: NaiveDate,
    pub issuer: String,
    pub level: Level,
    pub number: AnyNumber,
    /// Empty where the ledger has none.
    pub trade_code: String,
    pub trade_name: String,
    pub way: Way,
}

/// The ledger's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ledger {
    pub name: String,
    pub sha256: String,
}

/// Why a certificate of a ledger cannot be taken; all at once, empty where it can.
pub fn screen(read: &Read, past: &Past, today: NaiveDate) -> Result<Vec<Both>, Failure> {
    let mut faults = Vec::new();
    let number = past.number.as_str();
    if read.historical(number)?.is_some() {
        faults.push(both!("编号 {number} 已经导入过", "number {number} was taken in before"));
    }
    if read.certificate(number)?.is_some() {
        faults.push(both!("编号 {number} 是本站核发的", "number {number} was issued by this station"));
    }
    if let Some(own) = past.number.level().filter(|own| *own != past.level) {
        let (zh, en) = (own.say(Lang::Zh), own.say(Lang::En));
        faults.push(both!("编号里的等级是{zh}，与等级栏不同", "the number says {en}, the level column does not"));
    }
    if past.issued_on > today {
        let on = past.issued_on;
        faults.push(both!("发证日期 {on} 在将来", "it was issued on {on}, which is to come"));
    }
    Ok(faults)
}

/// Whether this very ledger was not taken in before.
pub fn not_taken(read: &Read, ledger: &Ledger) -> Result<(), Failure> {
    match read.history_taken(&ledger.sha256)? {
        None => Ok(()),
        Some(at) => {
            let at = at.get(..16).unwrap_or(&at).replace('T', " ");
            Err(refusal!("history_taken", "这份台账已于 {at} 导入。", "This very ledger was taken in at {at}.").into())
        }
    }
}

/// Takes the certificates of a ledger, all or none; the caller leaves out the rows that were given up.
pub fn take(office: &mut Office, rows: &[Past], ledger: &Ledger) -> Result<u32, Failure> {
    let hold = office.hold().clone();
    office.act_by_chance(Kind::HistoryTaken, None, |read, stamp, entropy| {
        not_taken(read, ledger)?;
        let vault = read.vault().ok_or_else(not_signed_in)?;
        if rows.is_empty() {
            return Err(super::entry::no_row().into());
        }
        let mut seen = std::collections::HashSet::new();
        let mut nonces = vec![[0; NONCE]; rows.len()];
        entropy.fill(nonces.as_flattened_mut())?;
        let mut acts = Vec::with_capacity(rows.len() + 1);
        for (behind, (past, nonce)) in rows.iter().zip(&nonces).enumerate() {
            hold.deciding(behind, rows.len())?;
            let mut faults = screen(read, past, stamp.today())?;
            let number = past.number.as_str();
            if !seen.insert(number) {
                faults.push(both!("编号 {number} 在台账里有两次", "number {number} is twice in the ledger"));
            }
            if let Some(Both { zh, en }) = faults.into_iter().next() {
                return Err(refusal!("row_refused", "{number}：{zh}。", "{number}: {en}.").into());
            }
            let kind = crate::store::document_word(past.document.kind());
            let document = past.document.number();
            let holder = HistoricalHolder {
                doc_cipher: vault.encrypt(nonce, Field::IdNumber, document.as_bytes()),
                doc_kind: past.document.kind(),
                doc_tag: vault.equality_tag(&kind, document).to_vec(),
                doc_tail: vault.tail_tag(Field::IdNumber, past.document.tail()).to_vec(),
                name: past.name.as_str().to_owned(),
                terms: terms_of(past.name.as_str()),
            };
            let recorded = HistoricalRecorded {
                issued_on: past.issued_on,
                issuer: inert(&past.issuer),
                level: past.level,
                number: number.to_owned(),
                trade_code: inert(&past.trade_code),
                trade_name: inert(&past.trade_name),
                way: past.way,
            };
            acts.push(Act::HistoricalRecorded(recorded, Sealed::Known(holder)));
        }
        let count = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let (file_name, sha256) = (inert(&ledger.name), ledger.sha256.clone());
        acts.push(Act::HistoryTaken(HistoryTaken { file_name, rows: count, sha256 }));
        Ok(Decided::new(acts, count))
    })
}

/// The certificates of the same trade and level that whoever bears this document holds already: ours that still hold, and
/// those of ledgers.
pub fn held(read: &Read, document: &Document, trade: &Trade, level: Level) -> Result<Vec<Both>, Failure> {
    let mut held = match read.candidate_by_document(document)? {
        Some(candidate) => held_here(read, candidate.id, trade, level)?,
        None => Vec::new(),
    };
    held.extend(held_before(read, document, trade, level)?);
    Ok(held)
}

/// Ours that still hold.
pub fn held_here(read: &Read, candidate: CandidateId, trade: &Trade, level: Level) -> Result<Vec<Both>, Failure> {
    let mut held = Vec::new();
    for own in read.certificates_of(candidate)? {
        if own.level == level && own.trade == *trade && own.status.holds() {
            let number = &own.number;
            held.push(both!("已持有同职业同等级证书 {number}", "holds certificate {number} of this trade and level"));
        }
    }
    Ok(held)
}

/// Those of ledgers.
pub fn held_before(read: &Read, document: &Document, trade: &Trade, level: Level) -> Result<Vec<Both>, Failure> {
    let mut held = Vec::new();
    for past in read.historical_of(document)? {
        let same = past.trade_name == trade.name
            || past.trade_name == trade.title()
            || (!past.trade_code.is_empty() && past.trade_code == trade.code);
        if same && past.level == level {
            let (number, on) = (&past.number, past.issued_on);
            held.push(both!(
                "已持有同职业同等级证书 {number}（{on}，外部导入·未经本系统验证）",
                "holds certificate {number} of this trade and level ({on}, taken in from a ledger, not verified here)"
            ));
        }
    }
    Ok(held)
}
