//! Blank certificates: where each is, the ledger, counts, and what was printed on which.

use chrono::NaiveDate;
use rusqlite::{Row, params};
use serde::Serialize;

use super::{Read, Result, day};
use crate::domain::evaluation::printing::{Layout, Occasion};
use crate::domain::evaluation::stock::{Balance, BlankMove, BlankState, PrintSerial, SerialRange};
use crate::domain::id::{BatchId, PersonId};
use crate::store::convert::Json;

/// One sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Blank {
    pub serial: PrintSerial,
    pub state: BlankState,
    pub holder: Option<PersonId>,
}

/// Sheets that follow one another and are in the same place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BlankRun {
    pub range: SerialRange,
    pub state: BlankState,
    pub holder: Option<PersonId>,
}

/// A line of the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BlankMoved {
    pub seq: i64,
    pub made: BlankMove,
    pub range: SerialRange,
    pub sheets: u64,
    pub person: Option<PersonId>,
    pub batch: Option<BatchId>,
    pub document: String,
    pub because: String,
    pub on: NaiveDate,
}

/// A count of the stock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BlankCount {
    pub seq: i64,
    pub found: Vec<SerialRange>,
    pub missing: Vec<SerialRange>,
    pub surplus: Vec<SerialRange>,
    pub note: String,
    pub on: NaiveDate,
}

/// A copy of a certificate on paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PrintCopy {
    pub number: String,
    /// 1 is the first.
    pub copy: u32,
    /// None on plain paper.
    pub serial: Option<PrintSerial>,
    pub occasion: Occasion,
    pub layout: Layout,
    pub on: NaiveDate,
    /// Its sheet was spoiled.
    pub void: bool,
    pub seq: i64,
}

fn moved(row: &Row) -> Result<BlankMoved> {
    Ok(BlankMoved {
        seq: row.get("seq")?,
        made: row.get("made")?,
        range: row.get::<_, Json<SerialRange>>("serials")?.0,
        sheets: row.get::<_, i64>("sheets")?.unsigned_abs(),
        person: row.get("person")?,
        batch: row.get("batch")?,
        document: row.get("document")?,
        because: row.get("because")?,
        on: day(row, "moved_on")?,
    })
}

fn copy(row: &Row) -> Result<PrintCopy> {
    Ok(PrintCopy {
        number: row.get("number")?,
        copy: row.get("copy")?,
        serial: row.get("serial")?,
        occasion: row.get("occasion")?,
        layout: row.get("layout")?,
        on: day(row, "printed_on")?,
        void: row.get("void")?,
        seq: row.get("seq")?,
    })
}

fn blank(row: &Row) -> Result<Blank> {
    Ok(Blank { serial: row.get("serial")?, state: row.get("state")?, holder: row.get("holder")? })
}

const COPY: &str = "SELECT number, copy, serial, occasion, layout, printed_on, void, seq FROM print_copy";
const MOVE: &str = "SELECT seq, made, serials, sheets, person, batch, document, because, moved_on FROM blank_move";

impl Read<'_> {
    pub fn blank(&self, serial: &PrintSerial) -> Result<Option<Blank>> {
        self.one("SELECT serial, state, holder FROM blank WHERE serial = ?1", [serial], blank)
    }

    /// Up to `limit` sheets after a serial, in their order.
    pub fn blanks_after(&self, after: Option<&PrintSerial>, limit: u32) -> Result<Vec<Blank>> {
        let sql = "SELECT serial, state, holder FROM blank WHERE serial > ?1 ORDER BY serial LIMIT ?2";
        self.all(sql, params![after.map_or(String::new(), ToString::to_string), limit], blank)
    }

    /// The sheets that are here, in store or in somebody's hands.
    pub fn blanks_here(&self) -> Result<Vec<PrintSerial>> {
        let sql = "SELECT serial FROM blank WHERE state IN ('stored', 'issued') ORDER BY serial";
        self.all(sql, [], |row| row.get(0))
    }

    /// The sheets in one person's hands from a serial on, in their order.
    pub fn blanks_in_hand(&self, person: PersonId, from: &PrintSerial, limit: u32) -> Result<Vec<PrintSerial>> {
        let sql = "SELECT serial FROM blank WHERE state = 'issued' AND serial >= ?2 AND holder = ?1
                   ORDER BY serial LIMIT ?3";
        self.all(sql, params![person, from, limit], |row| row.get(0))
    }

    /// The first sheet in one person's hands.
    pub fn first_in_hand(&self, person: PersonId) -> Result<Option<PrintSerial>> {
        let sql = "SELECT serial FROM blank WHERE state = 'issued' AND holder = ?1 ORDER BY serial LIMIT 1";
        self.one(sql, [person], |row| row.get(0))
    }

    /// All sheets as runs of one place, in the order of their serials.
    pub fn blank_runs(&self) -> Result<Vec<BlankRun>> {
        let mut runs: Vec<BlankRun> = Vec::new();
        let mut after: Option<PrintSerial> = None;
        loop {
            let page = self.blanks_after(after.as_ref(), 4096)?;
            let Some(last) = page.last() else { return Ok(runs) };
            after = Some(last.serial.clone());
            for sheet in page {
                let joins = runs.last().filter(|run| {
                    (run.state, run.holder) == (sheet.state, sheet.holder)
                        && run.range.last().next().as_ref() == Some(&sheet.serial)
                });
                match joins.and_then(|run| SerialRange::new(run.range.first().clone(), sheet.serial.clone()).ok()) {
                    Some(longer) => runs.last_mut().expect("it was just looked at").range = longer,
                    None => runs.push(BlankRun {
                        range: SerialRange::one(sheet.serial),
                        state: sheet.state,
                        holder: sheet.holder,
                    }),
                }
            }
        }
    }

    /// The stock from its three sides.
    pub fn blank_balance(&self) -> Result<Balance> {
        let mut balance = Balance::default();
        let sums = "SELECT made, sum(sheets) FROM blank_move GROUP BY made";
        for (made, sheets) in self.all(sums, [], |row| Ok((row.get::<_, BlankMove>(0)?, row.get::<_, i64>(1)?)))? {
            let sheets = sheets.unsigned_abs();
            match made {
                BlankMove::Received => balance.received = sheets,
                BlankMove::Returned => balance.returned = sheets,
                BlankMove::Spoiled => balance.spoiled = sheets,
                BlankMove::Destroyed => balance.destroyed = sheets,
                BlankMove::Issued | BlankMove::HandedBack => {}
            }
        }
        balance.stored = self.count("SELECT count(*) FROM blank WHERE state = 'stored'", [])?.into();
        balance.issued = self.count("SELECT count(*) FROM blank WHERE state = 'issued'", [])?.into();
        let printed = "SELECT count(*) FROM print_copy WHERE serial IS NOT NULL AND void = 0";
        balance.printed = self.count(printed, [])?.into();
        Ok(balance)
    }

    /// The ledger, the newest movement first.
    pub fn blank_moves(&self, limit: u32) -> Result<Vec<BlankMoved>> {
        self.all(&format!("{MOVE} ORDER BY seq DESC LIMIT ?1"), [limit], moved)
    }

    /// How many blanks were issued for a batch, less those that were handed back.
    pub fn blanks_for(&self, batch: BatchId) -> Result<u64> {
        let sql = "SELECT CAST(ifnull(sum(CASE made WHEN 'issued' THEN sheets ELSE -sheets END), 0) AS INTEGER)
                   FROM blank_move WHERE batch = ?1 AND made IN ('issued', 'handed_back')";
        Ok(self.one(sql, [batch], |row| row.get::<_, i64>(0))?.unwrap_or(0).max(0).unsigned_abs())
    }

    /// The batch that a sheet was issued for last.
    pub fn blank_batch(&self, serial: &PrintSerial) -> Result<Option<BatchId>> {
        let sql = "SELECT batch FROM blank_move WHERE made = 'issued' AND json_extract(serials, '$.first') <= ?1
                   AND json_extract(serials, '$.last') >= ?1 AND length(json_extract(serials, '$.first')) = length(?1)
                   ORDER BY seq DESC LIMIT 1";
        Ok(self.one(sql, [serial], |row| row.get(0))?.flatten())
    }

    /// Counts of the stock, the newest first.
    pub fn blank_counts(&self, limit: u32) -> Result<Vec<BlankCount>> {
        let sql = "SELECT seq, found, missing, surplus, note, counted_on FROM blank_count ORDER BY seq DESC LIMIT ?1";
        self.all(sql, [limit], |row| {
            let list = |column| row.get::<_, Json<Vec<SerialRange>>>(column).map(|json| json.0);
            Ok(BlankCount {
                seq: row.get("seq")?,
                found: list("found")?,
                missing: list("missing")?,
                surplus: list("surplus")?,
                note: row.get("note")?,
                on: day(row, "counted_on")?,
            })
        })
    }

    /// Every copy of a certificate, the first one first.
    pub fn print_copies(&self, number: &str) -> Result<Vec<PrintCopy>> {
        self.all(&format!("{COPY} WHERE number = ?1 ORDER BY copy"), [number], copy)
    }

    /// The copy that stands: the last one, where its sheet was not spoiled.
    pub fn print_copy_now(&self, number: &str) -> Result<Option<PrintCopy>> {
        let last = self.one(&format!("{COPY} WHERE number = ?1 ORDER BY copy DESC LIMIT 1"), [number], copy)?;
        Ok(last.filter(|last| !last.void))
    }

    /// The copy on a sheet.
    pub fn print_on(&self, serial: &PrintSerial) -> Result<Option<PrintCopy>> {
        self.one(&format!("{COPY} WHERE serial = ?1"), [serial], copy)
    }
}
