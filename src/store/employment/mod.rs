//! The employment side of the file: its own handle, its own journal, its own closed list of acts. It reads of evaluation the public
//! part of certificates and how long the journal is, and SQLite itself refuses it the rest ([`super::wall`]).

pub mod act;
mod apply;
pub mod read;

pub use read::EmploymentRead;

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use self::act::Act;
use super::hold::Hold;
use super::journal::{self, Ledger};
use super::recorded::Unread;
use super::wall::{self, Handle};
use super::{Failure, Hands, file, reading, waiting};
use crate::credential::entropy::Entropy;
use crate::credential::tags::{self, Tag};
use crate::domain::refusal::Refusal;

/// The journal of the employment side.
pub struct Employment;

impl Ledger for Employment {
    type Act = Act;
    const JOURNAL: &'static str = "employment_journal";
    const TIP: &'static str = "employment_journal_tip";
    const SEALED: &'static str = "employment_sealed";
    const SIGNATURE: Option<&'static str> = None;
    const ROW: Tag = tags::EMPLOYMENT_ROW;
    const NAME: (&'static str, &'static str) = ("聘任日志", "employment journal");
    const SEES: bool = true;

    fn read(kind: &str, public: &[u8], sealed: Option<&[u8]>) -> Result<Act, Unread> {
        Act::read(kind, public, sealed)
    }

    type Late = ();

    fn apply(conn: &Connection, seq: i64, act: &Act, (): &mut ()) -> rusqlite::Result<()> {
        apply::apply(conn, seq, act)
    }

    fn settle(_: &Connection, (): ()) -> rusqlite::Result<()> {
        Ok(())
    }
}

/// An open file, seen from the employment side.
pub struct EmploymentStore {
    conn: Connection,
    /// Why nothing is written; none where the file is open for work.
    reading: Option<reading::Why>,
}

impl EmploymentStore {
    pub(super) fn open(path: &Path, schema_sql: &str) -> Result<EmploymentStore, Failure> {
        let mut conn = file::open(path, schema_sql)?;
        conn.set_prepared_statement_cache_capacity(64);
        conn.busy_handler(Some(waiting::go_on))?;
        wall::hold(&mut conn, Handle::Employment)?;
        Ok(EmploymentStore { conn, reading: None })
    }

    pub(super) fn hold_for_reading(&mut self, why: Option<reading::Why>) {
        self.reading = why;
    }

    /// Refuses to write into a file that is only read.
    fn writable(&self) -> Result<(), Failure> {
        self.reading.as_ref().map_or(Ok(()), |why| Err(why.refused().into()))
    }

    pub(super) fn connection(&self) -> &Connection {
        &self.conn
    }

    pub fn read(&self) -> EmploymentRead<'_> {
        EmploymentRead::new(&self.conn)
    }

    /// Decides under the write lock and does what was decided, all of it or nothing.
    pub fn transact<T>(
        &mut self,
        hands: Hands,
        entropy: &mut dyn Entropy,
        rule: impl FnOnce(&EmploymentRead) -> Result<(Vec<Act>, T), Failure>,
    ) -> Result<T, Failure> {
        self.writable()?;
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let (acts, answer) = rule(&EmploymentRead::new(&tx))?;
        if !acts.is_empty() {
            journal::append::<Employment>(&tx, hands, entropy, &acts, &Hold::default())?;
        }
        tx.commit()?;
        Ok(answer)
    }

    /// Many lines of a file, each decided on what the lines before it made of the tables. Kept only where `last` closes it and no
    /// line is refused; else all is rolled back, so that a preview walks the very way of the taking itself.
    ///
    /// Answers what was refused, line by line. `going` hears before each line how many are behind it; what
    /// it fails with ends the walk, and nothing is kept.
    pub fn transact_each<L>(
        &mut self,
        hands: Hands,
        entropy: &mut dyn Entropy,
        lines: &[L],
        going: &mut dyn FnMut(usize) -> Result<(), Failure>,
        mut rule: impl FnMut(&EmploymentRead, &L) -> Result<Vec<Act>, Failure>,
        last: Option<impl FnOnce(&EmploymentRead) -> Result<Act, Failure>>,
    ) -> Result<Vec<Option<Refusal>>, Failure> {
        self.writable()?;
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut refused = Vec::with_capacity(lines.len());
        for (behind, line) in lines.iter().enumerate() {
            going(behind)?;
            match rule(&EmploymentRead::new(&tx), line) {
                Ok(acts) => {
                    journal::append::<Employment>(&tx, hands, entropy, &acts, &Hold::default())?;
                    refused.push(None);
                }
                Err(Failure::Refused(refusal)) => refused.push(Some(refusal)),
                Err(failure) => return Err(failure),
            }
        }
        if let Some(last) = last.filter(|_| refused.iter().all(Option::is_none)) {
            let last = last(&EmploymentRead::new(&tx))?;
            journal::append::<Employment>(&tx, hands, entropy, &[last], &Hold::default())?;
            tx.commit()?;
        }
        Ok(refused)
    }
}
