//! Printing: which certificate goes on which sheet, a spoiled sheet without shifting the rest, and where a printer puts the words.

mod plan;

pub use plan::{Planned, Sheets, Which, holds, plan, record, recorded};

use super::Office;
use super::batch::no_batch;
use super::stock::{elsewhere, not_in_stock};
use crate::domain::evaluation::certificate::{Change, Status};
use crate::domain::evaluation::printing::{Layout, Occasion, Placement};
use crate::domain::evaluation::stock::{BlankMove, BlankState, PrintSerial, SerialRange};
use crate::domain::id::{BatchId, PersonId};
use crate::domain::identity::inert;
use crate::domain::language::{Lang, Say};
use crate::domain::refusal::Refusal;
use crate::domain::stamp::Stamp;
use crate::store::act::{Act, BlanksMoved, CertificatePrinted, Kind};
use crate::store::read::certificate::CertificateRow;
use crate::store::{Decided, Failure, Read};
use crate::{both, refusal};

/// Why a certificate wants a copy now; none where the copy that stands is its newest.
pub fn wanted(read: &Read, row: &CertificateRow) -> Result<Option<Occasion>, Failure> {
    if !row.status.holds() {
        return Ok(None);
    }
    let Some(last) = read.print_copies(&row.number)?.pop() else {
        // A certificate that was never printed is printed as it stands today.
        return Ok(Some(Occasion::First));
    };
    let later = read.certificate_events(&row.number)?.into_iter().rfind(|event| event.seq > last.seq);
    Ok(match later.map(|event| event.change) {
        Some(Change::Reissue) => Some(Occasion::Reissue),
        Some(Change::Correct) => Some(Occasion::Correction),
        _ if last.void => Some(Occasion::Spoiled),
        _ => None,
    })
}

/// The certificates of a batch that want a copy, in the order of their numbers.
pub fn due(read: &Read, batch: BatchId) -> Result<Vec<(CertificateRow, Occasion)>, Failure> {
    read.batch(batch)?.ok_or_else(no_batch)?;
    let mut due = Vec::new();
    for row in read.certificates_in(batch)? {
        if let Some(occasion) = wanted(read, &row)? {
            due.push((row, occasion));
        }
    }
    Ok(due)
}

/// What a print run put where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    pub copies: u32,
    /// The sheets that were used, joined; empty on plain paper.
    pub sheets: Vec<SerialRange>,
}

/// Assigns the next sheets in the hands of whoever prints, from `first` on, to every certificate of the batch that wants a
/// copy, in the order of their numbers. On plain paper there is no serial.
///
/// # Errors
/// Where a sheet is not in their hands, or the sheets do not suffice; nothing is assigned then.
pub fn run(office: &mut Office, batch: BatchId, layout: Layout, first: Option<&PrintSerial>) -> Result<Run, Failure> {
    office.may(Kind::CertificatePrinted)?;
    let sheets = first.map_or(Sheets::Plain, |first| Sheets::From(first.clone()));
    let planned = plan(&office.read(), office.who(), &Which::Batch(batch), layout, &sheets)?;
    let copies = record(office, layout, &planned)?;
    Ok(Run { copies, sheets: SerialRange::join(planned.into_iter().filter_map(|one| one.sheet)) })
}

/// One certificate on one sheet: a reissue, a correction, or the sheet after a spoiled one.
pub fn print_one(
    office: &mut Office,
    number: &str,
    layout: Layout,
    serial: Option<&PrintSerial>,
) -> Result<u32, Failure> {
    office.may(Kind::CertificatePrinted)?;
    let sheets = serial.map_or(Sheets::Plain, |serial| Sheets::From(serial.clone()));
    let planned = plan(&office.read(), office.who(), &Which::One(number.to_owned()), layout, &sheets)?;
    record(office, layout, &planned)?;
    Ok(u32::try_from(office.read().print_copies(number)?.len()).unwrap_or(u32::MAX))
}

fn not_wanted(read: &Read, row: &CertificateRow) -> Result<Refusal, Failure> {
    let number = &row.number;
    if !row.status.holds() {
        return Ok(Change::Reissue
            .may(number, row.status)
            .err()
            .unwrap_or_else(|| refusal!("not_wanted", "不能印制。", "It cannot be printed.")));
    }
    let on = read.print_copy_now(number)?.and_then(|copy| copy.serial);
    let told = on.map_or(both!("普通纸", "plain paper"), |serial| both!("流水码 {serial}", "serial {serial}"));
    let (zh, en) = (told.zh, told.en);
    Ok(refusal!("printed", "证书 {number} 已印制（{zh}）。", "Certificate {number} is printed already ({en}).").next(
        both!(
            "印坏了，先作废那一张；遗失，先办补发；有误，先办更正。",
            "If the sheet was spoiled, record that; if it was lost, reissue it; if it was wrong, correct it."
        ),
    ))
}

/// The sheets that so many copies go on, all in the hands of whoever prints.
fn sheets_for(
    read: &Read,
    who: PersonId,
    layout: Layout,
    first: Option<&PrintSerial>,
    n: usize,
) -> Result<Vec<PrintSerial>, Failure> {
    let Some(first) = first else {
        if layout == Layout::Overlay {
            return Err(serial_missing().into());
        }
        return Ok(Vec::new());
    };
    in_hand(read, who, first)?;
    let sheets = read.blanks_in_hand(who, first, u32::try_from(n).unwrap_or(u32::MAX))?;
    if sheets.len() < n {
        let (has, more) = (sheets.len(), n - sheets.len());
        return Err(refusal!(
            "sheets_short",
            "要印 {n} 本，从 {first} 起手里只有 {has} 张，还差 {more} 张。",
            "{n} copies are wanted; from {first} on there are {has} sheets in hand, {more} too few."
        )
        .next(both!("先在空白证书里再领用。", "Issue more from the stock first."))
        .into());
    }
    Ok(sheets)
}

fn serial_missing() -> Refusal {
    refusal!(
        "serial_missing",
        "套打在有流水码的空白证书上，请输入起始流水码。",
        "An overlay goes on numbered blanks: give the first print serial."
    )
}

/// The sheet is in the hands of whoever prints.
fn in_hand(read: &Read, who: PersonId, serial: &PrintSerial) -> Result<(), Failure> {
    let Some(sheet) = read.blank(serial)? else { return Err(not_in_stock(serial).into()) };
    if sheet.state == BlankState::Stored {
        return Err(refusal!("sheet_in_store", "流水码 {serial} 还在库里。", "Serial {serial} is still in store.")
            .next(both!("先登记领用。", "Record that it was issued first."))
            .into());
    }
    if sheet.state != BlankState::Issued {
        return Err(elsewhere(serial, sheet.state, &both!("印制", "printed on")).into());
    }
    if sheet.holder != Some(who) {
        let holder = sheet.holder.map(|holder| read.person_name(holder)).transpose()?.unwrap_or_default();
        let holder = inert(&holder);
        return Err(refusal!(
            "sheet_with_another",
            "流水码 {serial} 由 {holder} 领用，不在登录的人手里。",
            "Serial {serial} is in the hands of {holder}, not of whoever signed in."
        )
        .into());
    }
    Ok(())
}

fn copy_of(
    read: &Read,
    stamp: &Stamp,
    number: &str,
    occasion: Occasion,
    layout: Layout,
    serial: Option<PrintSerial>,
) -> Result<Act, Failure> {
    let copy = u32::try_from(read.print_copies(number)?.len()).unwrap_or(u32::MAX - 1) + 1;
    let (number, on) = (number.to_owned(), stamp.today());
    Ok(Act::CertificatePrinted(CertificatePrinted { copy, layout, number, occasion, on, serial }))
}

/// Spoils the sheet that a certificate stands on and puts the certificate on the next one in hand; no other certificate moves.
/// Answers the number and the sheet it stands on now; no sheet where none is left in hand: the certificate then waits.
pub fn spoil(
    office: &mut Office,
    serial: &PrintSerial,
    because: &str,
) -> Result<(String, Option<PrintSerial>), Failure> {
    office.act(Kind::BlanksMoved, None, |read, stamp| {
        let because = because.trim();
        if because.is_empty() {
            return Err(refusal!("because_missing", "作废要写明原因。", "Say why it was spoiled.").into());
        }
        let sheet = read.blank(serial)?.ok_or_else(|| not_in_stock(serial))?;
        let copy = read.print_on(serial)?.filter(|copy| !copy.void);
        let (Some(copy), BlankState::Printed) = (copy, sheet.state) else {
            return Err(
                elsewhere(serial, sheet.state, &both!("作为印坏的证书换纸", "exchanged as a spoiled print")).into()
            );
        };
        let row = read.certificate(&copy.number)?.ok_or_else(super::certificate::no_certificate)?;
        let mut acts = vec![Act::BlanksMoved(BlanksMoved {
            batch: None,
            because: because.to_owned(),
            document: String::new(),
            made: BlankMove::Spoiled,
            on: stamp.today(),
            person: None,
            range: SerialRange::one(serial.clone()),
        })];
        // The copy that was replaced since is only brought back and spoiled.
        let newest = read.print_copy_now(&copy.number)?.is_some_and(|now| now.copy == copy.copy);
        let next = read.first_in_hand(stamp.person)?.filter(|_| newest && row.status.holds());
        if let Some(next) = &next {
            let printed = copy_of(read, stamp, &row.number, Occasion::Spoiled, copy.layout, Some(next.clone()))?;
            acts.push(printed);
        }
        Ok(Decided::new(acts, (copy.number, next)))
    })
}

/// The printer that is meant where nobody names one.
pub const USUAL_PRINTER: &str = "";

fn preference(printer: &str) -> String {
    format!("placement {}", printer.trim())
}

/// Layout and offsets of a printer; whole pages without offsets where nobody set any.
pub fn placement(read: &Read, printer: &str) -> Result<Placement, Failure> {
    let kept = read.preference(&preference(printer))?;
    Ok(kept.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

/// Keeps layout and offsets of a printer on this computer.
pub fn place(office: &mut Office, printer: &str, placement: Placement) -> Result<(), Failure> {
    let text = serde_json::to_string(&placement).expect("three plain values are written");
    office.prefer(&preference(printer), &text)
}

/// How a status is told beside a printed copy: nothing where it is simply valid.
pub fn note(status: Status, lang: Lang) -> String {
    match status {
        Status::Valid => String::new(),
        other => other.say(lang),
    }
}
