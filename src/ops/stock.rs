//! The stock of blank certificates: taken in, issued to whoever prints, handed back, spoiled, sent back, destroyed, counted.

use super::Office;
use super::batch::no_batch;
use super::office::Hand;
use super::settings::life::STOCK_PERCENT;
use crate::domain::evaluation::entry::Decision;
use crate::domain::evaluation::outcome::Verdict;
use crate::domain::evaluation::stock::{BlankMove, BlankState, PrintSerial, SerialRange, allowed, list};
use crate::domain::id::{BatchId, PersonId};
use crate::domain::identity::inert;
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::domain::stamp::Stamp;
use crate::store::act::{Act, BlanksCounted, BlanksMoved, Kind};
use crate::store::read::entry::EntryFilter;
use crate::store::{Decided, Failure, Read};
use crate::{both, refusal};

/// A movement as somebody fills it in.
#[derive(Clone, Debug)]
pub struct Movement {
    pub made: BlankMove,
    pub range: SerialRange,
    /// To whom they are issued.
    pub person: Option<PersonId>,
    /// For which batch they are issued.
    pub batch: Option<BatchId>,
    pub document: String,
    pub because: String,
}

impl Movement {
    pub fn of(made: BlankMove, range: SerialRange) -> Movement {
        Movement { made, range, person: None, batch: None, document: String::new(), because: String::new() }
    }
}

/// Records a movement; what is destroyed goes through [`destroy`].
pub fn record(office: &mut Office, movement: &Movement) -> Result<u64, Failure> {
    if movement.made == BlankMove::Destroyed {
        return Err(super::office::second_needed(Kind::BlanksDestroyed).into());
    }
    office.act(Kind::BlanksMoved, None, |read, stamp| {
        let act = moved(read, stamp, movement)?;
        Ok(Decided::new(vec![Act::BlanksMoved(act)], movement.range.count()))
    })
}

/// Destroys spoiled sheets before a second person.
pub fn destroy(office: &mut Office, range: &SerialRange, document: &str, second: &Hand) -> Result<u64, Failure> {
    office.act_by_two(Kind::BlanksDestroyed, second, None, |read, stamp| {
        let movement = Movement { document: document.to_owned(), ..Movement::of(BlankMove::Destroyed, range.clone()) };
        let act = moved(read, stamp, &movement)?;
        Ok(Decided::new(vec![Act::BlanksDestroyed(act)], range.count()))
    })
}

fn moved(read: &Read, stamp: &Stamp, movement: &Movement) -> Result<BlanksMoved, Failure> {
    let (made, range) = (movement.made, &movement.range);
    let (document, because) = (movement.document.trim(), movement.because.trim());
    in_place(read, made, range)?;
    let person = match made {
        BlankMove::Issued => {
            let person = movement.person.ok_or_else(|| {
                refusal!("person_missing", "领用要写明领用人。", "Say into whose hands the blanks go.")
            })?;
            if read.person(person)?.is_none() {
                return Err(refusal!("no_person", "没有这个人员。", "There is no such person.").into());
            }
            may_issue(read, movement.batch, range.count(), because)?;
            Some(person)
        }
        BlankMove::HandedBack => read.blank(range.first())?.and_then(|sheet| sheet.holder),
        _ => None,
    };
    if matches!(made, BlankMove::Received | BlankMove::Returned | BlankMove::Destroyed) && document.is_empty() {
        return Err(refusal!(
            "document_missing",
            "入库、退回、销毁要写明单据号。",
            "Receiving, sending back and destroying need the number of their document."
        )
        .into());
    }
    if made == BlankMove::Spoiled && because.is_empty() {
        return Err(refusal!("because_missing", "作废要写明原因。", "Say why they were spoiled.").into());
    }
    let batch = match made {
        BlankMove::HandedBack => read.blank_batch(range.first())?,
        _ => movement.batch,
    };
    Ok(BlanksMoved {
        batch,
        because: because.to_owned(),
        document: document.to_owned(),
        made,
        on: stamp.today(),
        person,
        range: range.clone(),
    })
}

/// Every sheet of the range is where the movement takes it from; the first that is not is named.
fn in_place(read: &Read, made: BlankMove, range: &SerialRange) -> Result<(), Failure> {
    for serial in range.serials() {
        let there = read.blank(&serial)?;
        match (&there, made) {
            (None, BlankMove::Received) => {}
            (Some(sheet), BlankMove::Received) => {
                let (zh, en) = (sheet.state.say(Lang::Zh), sheet.state.say(Lang::En));
                return Err(refusal!(
                    "serial_known",
                    "流水码 {serial} 已经入过库（{zh}），同一张不能入库两次。",
                    "Serial {serial} was received before ({en}); a sheet comes in once."
                )
                .into());
            }
            (None, _) => return Err(not_in_stock(&serial).into()),
            (Some(sheet), _) if made.from().contains(&sheet.state) => {}
            (Some(sheet), _) => return Err(elsewhere(&serial, sheet.state, &both_of(&made)).into()),
        }
    }
    Ok(())
}

fn both_of(value: &impl Say) -> Both {
    Both { zh: value.say(Lang::Zh), en: value.say(Lang::En) }
}

/// No sheet of this serial was ever received.
pub(super) fn not_in_stock(serial: &PrintSerial) -> Refusal {
    refusal!("serial_unknown", "流水码 {serial} 没有入过库。", "Serial {serial} was never received into the stock.")
        .next(both!("先在空白证书里登记入库。", "Record its receipt in the stock first."))
}

/// The sheet is not where it would have to be for this.
pub(super) fn elsewhere(serial: &PrintSerial, state: BlankState, what: &Both) -> Refusal {
    let (is, is_en) = (state.say(Lang::Zh), state.say(Lang::En));
    let (zh, en) = (&what.zh, &what.en);
    refusal!("serial_elsewhere", "流水码 {serial} {is}，不能{zh}。", "Serial {serial} is {is_en}; it cannot be {en}.")
}

/// Those who passed and could be certified.
pub fn passers(read: &Read, batch: BatchId) -> Result<u64, Failure> {
    let passed =
        EntryFilter { decision: Some(Decision::Accepted), verdict: Some(Verdict::Pass), ..EntryFilter::default() };
    Ok(read.batch_entries(batch, passed)?.len() as u64)
}

/// More than the share of the passers, or no batch at all, needs a reason.
fn may_issue(read: &Read, batch: Option<BatchId>, sheets: u64, because: &str) -> Result<(), Failure> {
    if !because.is_empty() {
        return Ok(());
    }
    let Some(batch) = batch else {
        return Err(refusal!(
            "purpose_missing",
            "领用要写明批次；不是为一个批次的（补发、更正），写明用途。",
            "Say for which batch they are issued; where for none (reissues, corrections), say what for."
        )
        .into());
    };
    let kept = read.batch(batch)?.ok_or_else(no_batch)?;
    let (passers, before, percent) = (passers(read, batch)?, read.blanks_for(batch)?, STOCK_PERCENT.whole(read)?);
    let (most, all) = (allowed(passers, percent), before + sheets);
    if all <= most {
        return Ok(());
    }
    let name = inert(&kept.plan.name);
    Err(refusal!(
        "too_many_blanks",
        "“{name}”合格 {passers} 人，按 {percent}% 最多领 {most} 张，连同已领的 {before} 张共 {all} 张。",
        "“{name}” has {passers} who passed: {percent} % are {most} sheets, and with {before} issued before it would be {all}."
    )
    .next(both!("确需多领，请写明原因。", "If more are needed, give the reason."))
    .into())
}

/// How a count differs from what should be here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    pub missing: Vec<SerialRange>,
    pub surplus: Vec<SerialRange>,
    pub sheets: u64,
}

/// What a count of these would find; nothing is written.
pub fn compare(read: &Read, found: &[SerialRange]) -> Result<Counted, Failure> {
    let mut there: std::collections::BTreeSet<PrintSerial> = Default::default();
    for serial in found.iter().flat_map(SerialRange::serials) {
        if let Some(twice) = there.replace(serial) {
            return Err(
                refusal!("counted_twice", "流水码 {twice} 数了两次。", "Serial {twice} was counted twice.").into()
            );
        }
    }
    let here: std::collections::BTreeSet<PrintSerial> = read.blanks_here()?.into_iter().collect();
    Ok(Counted {
        missing: SerialRange::join(here.difference(&there).cloned()),
        surplus: SerialRange::join(there.difference(&here).cloned()),
        sheets: there.len() as u64,
    })
}

/// Records a count of what lies in store and in people's hands; differences need a note.
pub fn count(office: &mut Office, found: &[SerialRange], note: &str) -> Result<Counted, Failure> {
    office.act(Kind::BlanksCounted, None, |read, stamp| {
        let counted = compare(read, found)?;
        if !(counted.missing.is_empty() && counted.surplus.is_empty()) && note.trim().is_empty() {
            return Err(differs(&counted).into());
        }
        let act = BlanksCounted {
            found: found.to_vec(),
            missing: counted.missing.clone(),
            note: note.trim().to_owned(),
            on: stamp.today(),
            surplus: counted.surplus.clone(),
        };
        Ok(Decided::new(vec![Act::BlanksCounted(act)], counted))
    })
}

fn differs(counted: &Counted) -> Refusal {
    let part = |ranges: &[SerialRange], zh: &str, en: &str| match ranges {
        [] => both!("", ""),
        _ => {
            let told = list(ranges);
            Both { zh: format!("{zh} {}", told.zh), en: format!("{en} {}", told.en) }
        }
    };
    let parts = [
        part(&counted.missing, "账上有而没有找到", "not found though they should be here:"),
        part(&counted.surplus, "找到而账上不该有", "found though they should not be here:"),
    ];
    let list = |pick: fn(&Both) -> &str, joint: &str| {
        parts.iter().map(pick).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(joint)
    };
    let (zh, en) = (list(|part| &part.zh, "；"), list(|part| &part.en, "; "));
    refusal!("count_differs", "账实不符：{zh}。", "The count differs from the ledger: {en}.").next(both!(
        "再数一遍；确是如此，在说明里写明情况。",
        "Count again; if it is so, say what happened in the note."
    ))
}
