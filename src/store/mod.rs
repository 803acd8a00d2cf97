//! The only SQL. One way to change the file: [`Store::transact`] takes acts, writes each as one journal row and applies it.
//! [`Store::draft`] touches draft tables only; [`Store::read`] gives SELECTs and nothing else.

pub mod act;
mod apply;
pub mod backup;
pub mod check;
pub mod checkpoint;
mod clock;
mod convert;
pub mod custody;
pub mod draft;
pub mod employment;
mod failure;
pub mod fault;
pub mod file;
pub mod journal;
pub mod labels;
mod memory;
pub mod place;
pub mod quick;
pub mod read;
pub mod recorded;
pub mod settings;
pub mod wall;

pub use convert::document_word;
pub use failure::Failure;
pub use place::{write_new, write_over};
pub use read::Read;

use std::path::{Path, PathBuf};

use rusqlite::{Connection, TransactionBehavior};

use crate::credential::checkpoint::Checkpoint;
use crate::credential::entropy::Entropy;
use crate::credential::note::NoteSigner;
use crate::credential::signing::Signer;
use crate::credential::vault::{DataKey, Vault};
use crate::domain::anchor::Reason;
use crate::domain::id::PersonId;
use crate::domain::stamp::Stamp;
use act::Act;
use backup::{Backup, Existing};
use checkpoint::CheckpointRow;
use employment::{Employment, EmploymentStore};
use fault::FileError;
use journal::Evaluation;
use wall::Handle;

/// The schema of a new file; today's whole truth.
pub const SCHEMA: &str = include_str!("../../schema.sql");

/// What a rule decided: acts to be done, and an answer for the caller.
#[derive(Debug)]
pub struct Decided<T> {
    pub acts: Vec<Act>,
    pub answer: T,
    /// Accounts of this copy that change with the acts.
    pub accounts: Vec<custody::Account>,
}

impl<T> Decided<T> {
    pub fn new(acts: Vec<Act>, answer: T) -> Self {
        Decided { acts, answer, accounts: Vec::new() }
    }

    /// Keeps this account in the same transaction.
    pub fn keeping(mut self, account: custody::Account) -> Self {
        self.accounts.push(account);
        self
    }
}

impl Decided<()> {
    pub fn act(act: Act) -> Self {
        Decided::new(vec![act], ())
    }
}

/// Who does an act, with the keys that sign where it is signed.
#[derive(Clone, Copy, Debug)]
pub struct Hands<'a> {
    pub stamp: &'a Stamp,
    pub own: Option<&'a Signer>,
    /// The second person's, named in the stamp.
    pub second: Option<&'a Signer>,
    /// The others who sign the same bytes, where an act is signed by several.
    pub beside: &'a [(PersonId, &'a Signer)],
}

/// An open station file.
pub struct Store {
    conn: Connection,
    /// The other side's handle; opened for whoever may look there.
    employment: Option<EmploymentStore>,
    /// On which side whoever sits here reads.
    side: Handle,
    /// What opens and tags ID and phone numbers; none until somebody signed in.
    vault: Option<Vault>,
    memory: memory::Memory,
    path: PathBuf,
}

impl Store {
    /// Makes a new file; an existing one is never overwritten.
    pub fn create(path: &Path) -> Result<Store, Failure> {
        let conn = file::create(path, SCHEMA)?;
        journal::begin::<Evaluation>(&conn)?;
        journal::begin::<Employment>(&conn)?;
        Store::over(conn, path)
    }

    pub fn open(path: &Path) -> Result<Store, Failure> {
        Store::over(file::open(path)?, path)
    }

    fn over(mut conn: Connection, path: &Path) -> Result<Store, Failure> {
        conn.set_prepared_statement_cache_capacity(128);
        wall::hold(&mut conn, Handle::Evaluation)?;
        let memory = memory::Memory::default();
        Ok(Store { vault: None, employment: None, side: Handle::Evaluation, memory, path: path.to_owned(), conn })
    }

    /// From here on whoever sits here reads on the employment side: [`Store::read`] reaches the common tables and nothing else of
    /// evaluation; SQLite refuses it.
    pub fn stand_in_employment(&mut self) -> Result<(), Failure> {
        self.open_employment()?;
        self.memory = memory::Memory::default();
        self.side = Handle::Employment;
        Ok(())
    }

    /// From here on whoever sits here reads on the evaluation side, as everybody does at first.
    pub fn stand_in_evaluation(&mut self) {
        self.memory = memory::Memory::default();
        self.side = Handle::Evaluation;
    }

    pub fn side(&self) -> Handle {
        self.side
    }

    /// Opens the other side's handle beside this one, for the auditor.
    pub fn open_employment(&mut self) -> Result<(), Failure> {
        if self.employment.is_none() {
            self.employment = Some(EmploymentStore::open(&self.path)?);
        }
        Ok(())
    }

    /// The other side; none until it was opened.
    pub fn employment(&self) -> Option<&EmploymentStore> {
        self.employment.as_ref()
    }

    pub fn employment_mut(&mut self) -> Option<&mut EmploymentStore> {
        self.employment.as_mut()
    }

    /// A connection that checks and copies the whole file and changes nothing in it.
    pub fn keeper(&self) -> Result<Connection, Failure> {
        let mut conn = file::open(&self.path)?;
        wall::hold(&mut conn, Handle::Keeper)?;
        Ok(conn)
    }

    /// ID and phone numbers can be read and found from here on.
    pub fn unlock(&mut self, key: &DataKey) {
        self.vault = Some(Vault::new(key));
    }

    pub fn lock(&mut self) {
        self.vault = None;
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    pub fn read(&self) -> Read<'_> {
        let conn = match (&self.employment, self.side) {
            (Some(employment), Handle::Employment) => employment.connection(),
            _ => &self.conn,
        };
        Read::new(conn, self.vault.as_ref(), &self.memory)
    }

    /// Decides under the write lock and does what was decided, all of it or nothing.
    ///
    /// `rule` reads the file as it will be changed and answers with acts or a refusal. Every act becomes one journal row
    /// under the stamp, signed where its right says so, and is applied to the tables; then the transaction is committed
    /// and synced.
    pub fn transact<T>(
        &mut self,
        hands: Hands,
        entropy: &mut dyn Entropy,
        rule: impl FnOnce(&Read, &mut dyn Entropy) -> Result<Decided<T>, Failure>,
    ) -> Result<T, Failure> {
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let Decided { acts, answer, accounts } = rule(&Read::new(&tx, self.vault.as_ref(), &self.memory), entropy)?;
        if !acts.is_empty() {
            clock::watch(&tx, hands.stamp, entropy)?;
            journal::append::<Evaluation>(&tx, hands, entropy, &acts)?;
        }
        for account in &accounts {
            custody::keep(&tx, account)?;
        }
        tx.commit()?;
        Ok(answer)
    }

    /// Work in progress: marks as they are typed.
    pub fn draft(&mut self) -> draft::Draft<'_> {
        draft::Draft::new(&self.conn)
    }

    /// Many drafts at once, all or none.
    pub fn draft_all(&mut self, fill: impl FnOnce(&draft::Draft) -> Result<(), Failure>) -> Result<(), Failure> {
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        fill(&draft::Draft::new(&tx))?;
        Ok(tx.commit()?)
    }

    /// A preference of this copy: language, current person. Not history.
    pub fn prefer(&mut self, name: &str, value: &str) -> Result<(), Failure> {
        let sql =
            "INSERT INTO preference (name, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value";
        self.conn.execute(sql, [name, value])?;
        Ok(())
    }

    /// Keeps a signed checkpoint of the journal as it stands.
    pub fn checkpoint(
        &self,
        reason: Reason,
        at: &str,
        signer: &NoteSigner,
    ) -> Result<(Checkpoint, CheckpointRow), Failure> {
        checkpoint::keep(&self.conn, reason, at, signer)
    }

    /// Copies the file, proven before it is said to be done: SQLite's own checks and the journal's root of the copy.
    ///
    /// A connection of its own makes the copy: it must reach another file, which ours may not.
    pub fn backup(&self, to: &Path, existing: Existing) -> Result<Backup, Failure> {
        let keeper = self.keeper()?;
        let copy = backup::backup(&keeper, to, existing, check::journal_sound)?;
        file::close(keeper)?;
        Ok(copy)
    }

    /// Folds the write-ahead log into the file, so that a copied file is complete.
    pub fn settle(&self) -> Result<(), Failure> {
        self.conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).map_err(FileError::from)?;
        Ok(())
    }

    pub(crate) fn connection(&self) -> &Connection {
        &self.conn
    }
}
