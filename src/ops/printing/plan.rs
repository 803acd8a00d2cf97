//! A print run before it is recorded: which certificate goes on which sheet. A page is laid out from the plan, handed over, and only
//! then recorded, and only while the plan still holds: so that no sheet is used up by a page that nobody printed.

use std::collections::BTreeSet;

use super::{copy_of, due, in_hand, not_wanted, serial_missing, sheets_for, wanted};
use crate::domain::evaluation::printing::{Layout, Occasion};
use crate::domain::evaluation::stock::{BlankState, PrintSerial, SerialFault, SerialRange};
use crate::domain::id::{BatchId, PersonId};
use crate::domain::refusal::Refusal;
use crate::ops::Office;
use crate::ops::certificate::no_certificate;
use crate::store::act::Kind;
use crate::store::read::certificate::CertificateRow;
use crate::store::{Decided, Failure, Read};
use crate::{both, refusal};

/// Which sheets a run may take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sheets {
    /// Plain paper, without serials.
    Plain,
    /// Those in hand from this one on; they must suffice.
    From(PrintSerial),
    /// Those in hand of this range: as many certificates are printed as there are sheets, and the rest waits.
    Within(SerialRange),
}

impl Sheets {
    /// One serial is where to begin; a range (`A0001-A0050`, `A0001+50`) also says how many.
    pub fn parse(text: &str) -> Result<Sheets, SerialFault> {
        let range = SerialRange::parse(text)?;
        let bounded = text.contains(['+', '＋', '-', '－', '–', '—', '~', '～', '至', '到']);
        Ok(if bounded { Sheets::Within(range) } else { Sheets::From(range.first().clone()) })
    }
}

/// Which certificates are printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Which {
    /// Those of a batch that want a copy.
    Batch(BatchId),
    /// Of those, the ones of these numbers.
    Chosen(BatchId, BTreeSet<String>),
    One(String),
}

/// A copy that is about to be printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    pub number: String,
    pub occasion: Occasion,
    /// None on plain paper.
    pub sheet: Option<PrintSerial>,
}

/// What would be printed on which sheet, in the order of the numbers.
///
/// # Errors
/// `nothing_to_print`; where a sheet is not in the hands of whoever prints, or the sheets do not suffice.
pub fn plan(
    read: &Read,
    who: PersonId,
    which: &Which,
    layout: Layout,
    sheets: &Sheets,
) -> Result<Vec<Planned>, Failure> {
    let rows = rows(read, which)?;
    if rows.is_empty() {
        return Err(nothing_to_print().into());
    }
    let sheets = match sheets {
        Sheets::Plain if layout == Layout::Overlay => return Err(serial_missing().into()),
        Sheets::Plain => Vec::new(),
        Sheets::From(first) => sheets_for(read, who, layout, Some(first), rows.len())?,
        Sheets::Within(range) => {
            in_hand(read, who, range.first())?;
            let most = u32::try_from(rows.len()).unwrap_or(u32::MAX);
            let mut sheets = read.blanks_in_hand(who, range.first(), most)?;
            sheets.retain(|sheet| sheet <= range.last());
            sheets
        }
    };
    let most = if sheets.is_empty() { rows.len() } else { sheets.len() };
    let planned = rows.into_iter().take(most).enumerate().map(|(at, (row, occasion))| Planned {
        number: row.number,
        occasion,
        sheet: sheets.get(at).cloned(),
    });
    Ok(planned.collect())
}

fn rows(read: &Read, which: &Which) -> Result<Vec<(CertificateRow, Occasion)>, Failure> {
    Ok(match which {
        Which::Batch(batch) => due(read, *batch)?,
        Which::Chosen(batch, numbers) => {
            let mut rows = due(read, *batch)?;
            rows.retain(|(row, _)| numbers.contains(&row.number));
            rows
        }
        Which::One(number) => {
            let row = read.certificate(number)?.ok_or_else(no_certificate)?;
            let Some(occasion) = wanted(read, &row)? else { return Err(not_wanted(read, &row)?.into()) };
            vec![(row, occasion)]
        }
    })
}

/// The copies that stand as they were recorded, to be put on paper once more; nothing is recorded by that.
///
/// # Errors
/// `nothing_recorded` where none of them was printed yet.
pub fn recorded(read: &Read, which: &Which) -> Result<Vec<Planned>, Failure> {
    let numbers: Vec<String> = match which {
        Which::One(number) => vec![number.clone()],
        Which::Batch(batch) => read.certificates_in(*batch)?.into_iter().map(|row| row.number).collect(),
        Which::Chosen(_, numbers) => numbers.iter().cloned().collect(),
    };
    let mut planned = Vec::new();
    for number in numbers {
        let Some(row) = read.certificate(&number)? else { continue };
        // One that wants another copy is printed on the sheet that is recorded for it then.
        if !row.status.holds() || wanted(read, &row)?.is_some() {
            continue;
        }
        let copy = read.print_copy_now(&number)?;
        planned.extend(copy.map(|copy| Planned { number, occasion: copy.occasion, sheet: copy.serial }));
    }
    if planned.is_empty() {
        return Err(refusal!(
            "nothing_recorded",
            "没有登记过印制的证书可以再印。",
            "No certificate here is recorded as printed."
        )
        .next(both!("先印制待印的。", "Print those that want a copy first."))
        .into());
    }
    Ok(planned)
}

/// Whether each certificate still wants its copy and each sheet is still in hand.
pub fn holds(read: &Read, who: PersonId, planned: &[Planned]) -> Result<(), Failure> {
    for one in planned {
        let row = read.certificate(&one.number)?.ok_or_else(no_certificate)?;
        if wanted(read, &row)? != Some(one.occasion) {
            return Err(moved(&one.number).into());
        }
        let Some(serial) = &one.sheet else { continue };
        let here =
            read.blank(serial)?.is_some_and(|sheet| sheet.state == BlankState::Issued && sheet.holder == Some(who));
        if !here {
            return Err(moved(&serial.to_string()).into());
        }
    }
    Ok(())
}

/// Records what was printed, all of it in one transaction.
///
/// # Errors
/// `print_moved` where a certificate or a sheet is no longer what the plan found; nothing is recorded then.
pub fn record(office: &mut Office, layout: Layout, planned: &[Planned]) -> Result<u32, Failure> {
    office.act(Kind::CertificatePrinted, None, |read, stamp| {
        holds(read, stamp.person, planned)?;
        let mut acts = Vec::with_capacity(planned.len());
        for one in planned {
            acts.push(copy_of(read, stamp, &one.number, one.occasion, layout, one.sheet.clone())?);
        }
        Ok(Decided::new(acts, u32::try_from(planned.len()).unwrap_or(u32::MAX)))
    })
}

pub(super) fn nothing_to_print() -> Refusal {
    refusal!("nothing_to_print", "没有要印制的证书。", "No certificate here wants printing.")
}

fn moved(what: &str) -> Refusal {
    refusal!(
        "print_moved",
        "{what} 在排版期间有了变化，没有登记印制。",
        "{what} changed while the pages were laid out; nothing was recorded as printed."
    )
    .next(both!("请重新印制。", "Print again."))
}
