//! Certificates and their blanks by the journal alone: no number twice, nothing after an end, every approval given before and
//! covering what cites it, no sheet printed on twice or after it was spoiled.

use std::collections::{HashMap, HashSet};

use rusqlite::{Connection, Result};

use super::Finding;
use crate::both;
use crate::domain::evaluation::certificate::{Approved, Change, Status};
use crate::domain::evaluation::stock::{BlankMove, BlankState, PrintSerial};
use crate::domain::identity::inert;
use crate::store::act::{Act, ApprovalGiven, BlanksMoved};

#[derive(Default)]
struct Register {
    numbers: HashMap<String, Status>,
    /// Taken in from ledgers.
    past: HashSet<String>,
    /// The last serial of a site, year and level.
    serials: HashMap<(String, u16, u8), u32>,
    approvals: HashMap<i64, ApprovalGiven>,
    blanks: HashMap<PrintSerial, BlankState>,
    found: Vec<Finding>,
}

/// What does not hold.
pub fn certificates(conn: &Connection) -> Result<Vec<Finding>> {
    let mut statement = conn.prepare("SELECT seq, kind, payload FROM journal ORDER BY seq")?;
    let mut rows = statement.query([])?;
    let mut register = Register::default();
    while let Some(row) = rows.next()? {
        let kind = row.get_ref(1)?;
        let Ok(word) = kind.as_str() else { continue };
        let ours = word.starts_with("certificate_") || word.starts_with("blanks_");
        if !(ours || matches!(word, "historical_recorded" | "approval_given")) {
            continue;
        }
        // A row that cannot be read is told by the replay.
        if let Ok(act) = Act::read(word, row.get_ref(2)?.as_blob()?, None) {
            register.take(row.get(0)?, act);
        }
    }
    Ok(register.found)
}

impl Register {
    fn find(&mut self, code: &'static str, text: crate::domain::language::Both) {
        self.found.push(Finding::new(code, text));
    }

    fn take(&mut self, seq: i64, act: Act) {
        match act {
            Act::CertificateIssued(act, _) => {
                self.new_number(seq, &act.number);
                let key = (act.site_code.clone(), act.year, act.level.code());
                let last = self.serials.insert(key, act.serial).unwrap_or(0);
                if act.serial <= last {
                    let number = inert(&act.number);
                    self.find(
                        "serial_order",
                        both!(
                            "日志第 {seq} 条：证书 {number} 的顺序号没有递增",
                            "journal row {seq}: the serial of certificate {number} does not follow the last one"
                        ),
                    );
                }
                if let Some(approval) = act.approval {
                    let covers =
                        |given: &ApprovalGiven| given.what == Approved::Issue && given.entries.contains(&act.entry);
                    self.approved(seq, approval, covers);
                }
            }
            Act::HistoricalRecorded(act, _) => {
                let ours = self.numbers.contains_key(&act.number);
                let twice = !self.past.insert(act.number.clone());
                (ours || twice).then(|| self.reused(seq, &act.number));
            }
            Act::ApprovalGiven(act) => drop(self.approvals.insert(seq, act)),
            Act::CertificateReissued(act) => {
                self.changed(seq, Change::Reissue, &act.number);
                self.change_approved(seq, act.approval, Approved::Reissue, &act.number);
            }
            Act::CertificateCorrected(act, _) => self.changed(seq, Change::Correct, &act.number),
            Act::CertificateRevoked(act) => {
                self.changed(seq, Change::Revoke, &act.number);
                self.change_approved(seq, act.approval, Approved::Revoke, &act.number);
            }
            Act::CertificateAnnulled(act) => {
                self.changed(seq, Change::Annul, &act.number);
                self.change_approved(seq, act.approval, Approved::Annul, &act.number);
            }
            Act::BlanksMoved(act) | Act::BlanksDestroyed(act) => self.moved(seq, &act),
            Act::CertificatePrinted(act) => {
                if self.numbers.get(&act.number).is_none_or(|status| !status.holds()) {
                    self.lifeless(seq, &act.number);
                }
                let Some(serial) = act.serial else { return };
                if self.blanks.insert(serial.clone(), BlankState::Printed) != Some(BlankState::Issued) {
                    self.misplaced(seq, &serial);
                }
            }
            _ => {}
        }
    }

    fn new_number(&mut self, seq: i64, number: &str) {
        if self.past.contains(number) || self.numbers.insert(number.to_owned(), Status::Valid).is_some() {
            self.reused(seq, number);
        }
    }

    fn reused(&mut self, seq: i64, number: &str) {
        let number = inert(number);
        self.find(
            "number_reused",
            both!(
                "日志第 {seq} 条：证书编号 {number} 用过不止一次",
                "journal row {seq}: certificate number {number} was used more than once"
            ),
        );
    }

    fn lifeless(&mut self, seq: i64, number: &str) {
        let number = inert(number);
        self.find(
            "certificate_ended",
            both!(
                "日志第 {seq} 条：证书 {number} 没有核发过，或已经撤销、注销",
                "journal row {seq}: certificate {number} was never issued, or had ended"
            ),
        );
    }

    fn changed(&mut self, seq: i64, change: Change, number: &str) {
        match self.numbers.get_mut(number) {
            Some(status) if status.holds() => *status = change.to(),
            _ => self.lifeless(seq, number),
        }
    }

    fn change_approved(&mut self, seq: i64, approval: Option<i64>, what: Approved, number: &str) {
        if let Some(approval) = approval {
            let covers = |given: &ApprovalGiven| given.what == what && given.numbers.iter().any(|own| own == number);
            self.approved(seq, approval, covers);
        }
    }

    fn approved(&mut self, seq: i64, approval: i64, covers: impl Fn(&ApprovalGiven) -> bool) {
        if !self.approvals.get(&approval).is_some_and(covers) {
            self.find(
                "approval",
                both!(
                    "日志第 {seq} 条引用的批准（第 {approval} 条）不存在或不包括它",
                    "journal row {seq} cites an approval (row {approval}) that is not there or does not cover it"
                ),
            );
        }
    }

    fn moved(&mut self, seq: i64, act: &BlanksMoved) {
        let mut wrong = None;
        for serial in act.range.serials() {
            let before = self.blanks.insert(serial.clone(), act.made.to());
            let fits = match before {
                None => act.made == BlankMove::Received,
                Some(before) => act.made.from().contains(&before),
            };
            if !fits {
                wrong.get_or_insert(serial);
            }
        }
        if let Some(serial) = wrong {
            self.misplaced(seq, &serial);
        }
    }

    fn misplaced(&mut self, seq: i64, serial: &PrintSerial) {
        self.find(
            "blank",
            both!(
                "日志第 {seq} 条：流水码 {serial} 当时不在能这样用的地方（未入库、未领用，或已印制、已作废）",
                "journal row {seq}: serial {serial} was not where that takes it from (not received or issued, or printed or spoiled)"
            ),
        );
    }
}
