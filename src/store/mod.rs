//! The only SQL. One way to change the file: [`Store::transact`] takes acts, writes each as one journal row and applies it.
//! [`Store::draft`] touches draft tables only; [`Store::read`] gives SELECTs and nothing else.

mod about;
pub mod act;
mod apply;
pub mod backup;
mod backup_key;
pub mod check;
pub mod checkpoint;
mod clock;
mod convert;
pub mod cosignature;
pub mod courtesy;
pub mod custody;
pub mod draft;
pub mod employment;
mod failure;
pub mod fault;
pub mod file;
pub mod form_draft;
pub mod hold;
pub mod journal;
pub mod labels;
pub mod made_by;
pub mod medium;
mod memory;
pub mod place;
pub mod quick;
pub mod read;
pub mod reading;
pub mod recorded;
pub mod room;
pub mod sealed;
pub mod settings;
pub mod stale;
pub mod waiting;
pub mod wall;

pub use about::{About, about};
pub use convert::document_word;
pub use failure::Failure;
pub use place::{write_new, write_over};
pub use read::Read;

use std::path::{Path, PathBuf};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::credential::backup_key::BackupKey;
use crate::credential::checkpoint::Checkpoint;
use crate::credential::entropy::Entropy;
use crate::credential::note::NoteSigner;
use crate::credential::signing::Signer;
use crate::credential::vault::{DataKey, Vault};
use crate::domain::anchor::Reason;
use crate::domain::id::PersonId;
use crate::domain::language::Both;
use crate::domain::stamp::Stamp;
use act::Act;
use backup::{Backup, Existing};
use checkpoint::CheckpointRow;
use courtesy::Courtesy;
use employment::{Employment, EmploymentStore};
use fault::FileError;
use hold::Hold;
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
    /// Marks typed onto open sheets, kept with the acts.
    pub marks: Vec<draft::Mark>,
    /// A new backup key, kept with the acts.
    pub backup_key: Option<BackupKey>,
    /// Why a checkpoint of what then stands is kept with them.
    pub anchor: Option<Reason>,
}

impl<T> Decided<T> {
    pub fn new(acts: Vec<Act>, answer: T) -> Self {
        Decided { acts, answer, accounts: Vec::new(), marks: Vec::new(), backup_key: None, anchor: None }
    }

    /// Keeps a checkpoint in the same transaction, so that neither is there without the other.
    pub fn anchored(mut self, reason: Option<Reason>) -> Self {
        self.anchor = reason;
        self
    }

    /// Keeps these marks in the same transaction.
    pub fn marking(mut self, marks: Vec<draft::Mark>) -> Self {
        self.marks = marks;
        self
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
    /// The station's, which signs its checkpoints; it lies open while somebody is signed in.
    pub station: Option<&'a Signer>,
    /// The others who sign the same bytes, where an act is signed by several.
    pub beside: &'a [(PersonId, &'a Signer)],
}

/// One state of the file, for as long as it lives.
pub struct Still<'a> {
    _reading: Option<Transaction<'a>>,
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
    /// Who may stop what is written, and sees how far it is.
    hold: Hold,
    /// To whom a look through the whole file gives way; none where somebody waits for it.
    courtesy: Option<Courtesy>,
    path: PathBuf,
    /// Why nothing is written; none where the file is open for work.
    reading: Option<reading::Why>,
    /// Where the connection reads, and the copy it reads where that is one: it goes with the store.
    read_at: PathBuf,
    _copy: Option<place::Making>,
}

impl Store {
    /// Makes a new file; an existing one is never overwritten.
    pub fn create(path: &Path) -> Result<Store, Failure> {
        let conn = file::create(path, SCHEMA)?;
        journal::begin::<Evaluation>(&conn)?;
        journal::begin::<Employment>(&conn)?;
        Store::over(conn, path)
    }

    /// Opens a file for work, or for reading only where nothing can be written: [`Store::reading`] says so.
    pub fn open(path: &Path) -> Result<Store, Failure> {
        match file::open(path, SCHEMA) {
            Ok(conn) => Store::over(conn, path),
            Err(FileError::ReadOnly(_) | FileError::ReadOnlyFolder(_)) if reading::is_protected(path) => {
                let opened = reading::open(path)?;
                let store = Store::over(opened.conn, path)?;
                let reading = Some(reading::Why::Protected);
                Ok(Store { reading, read_at: opened.at, _copy: opened.copy, ..store })
            }
            Err(error) => Err(error.into()),
        }
    }

    fn over(mut conn: Connection, path: &Path) -> Result<Store, Failure> {
        conn.set_prepared_statement_cache_capacity(128);
        // In the place of SQLite's own timeout, which was read back as long as this one waits.
        conn.busy_handler(Some(waiting::go_on))?;
        wall::hold(&mut conn, Handle::Evaluation)?;
        let (path, read_at) = (path.to_owned(), path.to_owned());
        Ok(Store {
            conn,
            employment: None,
            side: Handle::Evaluation,
            vault: None,
            memory: memory::Memory::default(),
            hold: Hold::default(),
            courtesy: None,
            path,
            reading: None,
            read_at,
            _copy: None,
        })
    }

    /// Lets go of the file, so that another can take its place; nothing works until [`Store::wake`].
    pub(crate) fn rest(&mut self) -> Result<(), Failure> {
        *self = Store::over(Connection::open_in_memory()?, &self.path.clone())?;
        Ok(())
    }

    /// Opens what lies under the name now.
    pub(crate) fn wake(&mut self) -> Result<(), Failure> {
        *self = Store::open(&self.path.clone())?;
        Ok(())
    }

    /// Why nothing is written; none where the file is open for work.
    pub fn reading(&self) -> Option<&reading::Why> {
        self.reading.as_ref()
    }

    /// From here on the file is only read: what was found wrong must not be written over.
    pub fn hold_for_reading(&mut self, found: Vec<Both>) {
        let why = reading::Why::Damaged(found);
        if let Some(employment) = &mut self.employment {
            employment.hold_for_reading(Some(why.clone()));
        }
        self.reading = Some(why);
    }

    /// From here on whoever has this hold sees how far the writing of a list is and may stop it.
    pub fn held_by(&mut self, hold: &Hold) {
        self.hold = hold.clone();
    }

    /// In whose hold the writing is.
    pub fn hold(&self) -> &Hold {
        &self.hold
    }

    /// Refuses to write into a file that is only read.
    fn writable(&self) -> Result<(), Failure> {
        self.reading.as_ref().map_or(Ok(()), |why| Err(why.refused().into()))
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
            let mut employment = EmploymentStore::open(&self.path, SCHEMA)?;
            employment.hold_for_reading(self.reading.clone());
            self.employment = Some(employment);
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
        let mut conn = match self.reading {
            Some(reading::Why::Protected) => file::open_archive(&self.read_at)?,
            _ => file::open(&self.path, SCHEMA)?,
        };
        if let Some(courtesy) = &self.courtesy {
            courtesy.over(&mut conn)?;
        }
        wall::hold(&mut conn, Handle::Keeper)?;
        Ok(conn)
    }

    /// From here on what looks through the whole file gives way to whoever works at the keys.
    pub fn gives_way(&mut self, courtesy: Courtesy) {
        self.courtesy = Some(courtesy);
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
        Read::new(self.reader(), self.vault.as_ref(), &self.memory)
    }

    /// Until it is dropped, whatever is read is read of one state of the file, which is locked once and not for each question. Nothing is
    /// written meanwhile.
    pub fn still(&self) -> Still<'_> {
        // Where it stands still already, it goes on doing so.
        Still { _reading: self.reader().unchecked_transaction().ok() }
    }

    fn reader(&self) -> &Connection {
        match (&self.employment, self.side) {
            (Some(employment), Handle::Employment) => employment.connection(),
            _ => &self.conn,
        }
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
        self.writable()?;
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let Decided { acts, answer, accounts, marks, backup_key, anchor } =
            rule(&Read::new(&tx, self.vault.as_ref(), &self.memory), entropy)?;
        if !acts.is_empty() {
            clock::watch(&tx, hands.stamp, entropy)?;
            journal::append::<Evaluation>(&tx, hands, entropy, &acts, &self.hold)?;
        }
        for account in &accounts {
            custody::keep(&tx, account)?;
        }
        draft::Draft::new(&tx).marks(&marks)?;
        if let Some(key) = &backup_key {
            backup_key::keep(&tx, key)?;
        }
        if let (Some(reason), Some(station)) = (anchor, hands.station) {
            let signer = NoteSigner { key: station.public(), sign: &|message| station.raw(message) };
            checkpoint::keep_in(&tx, reason, &hands.stamp.time(), &signer)?;
        }
        tx.commit()?;
        Ok(answer)
    }

    /// Half-typed forms, on the side on which whoever sits here stands; none where the file is only read.
    pub fn form_drafts(&self) -> Option<form_draft::FormDrafts<'_>> {
        if self.reading.is_some() {
            return None;
        }
        match self.side {
            Handle::Employment => {
                let store = self.employment.as_ref()?;
                Some(form_draft::FormDrafts::of_employment(store.connection()))
            }
            _ => Some(form_draft::FormDrafts::of_evaluation(&self.conn)),
        }
    }

    /// Work in progress: marks as they are typed, all of them or none. `fill` reads under the write lock, so that what it read
    /// still holds when its marks are kept.
    pub fn draft<T>(&mut self, fill: impl FnOnce(&Read, &draft::Draft) -> Result<T, Failure>) -> Result<T, Failure> {
        self.writable()?;
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let answer = fill(&Read::new(&tx, self.vault.as_ref(), &self.memory), &draft::Draft::new(&tx))?;
        tx.commit()?;
        Ok(answer)
    }

    /// A preference of this copy: language, current person. Not history, and not kept where the file is only read.
    pub fn prefer(&self, name: &str, value: &str) -> Result<(), Failure> {
        if self.reading.is_some() {
            return Ok(());
        }
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

    /// Files another office's cosignature below a kept checkpoint; false where it is there already.
    pub fn file_cosignature(&self, row: &cosignature::CosignatureRow) -> Result<bool, Failure> {
        self.writable()?;
        Ok(cosignature::file(&self.conn, row)?)
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

    /// The same, sealed to the station's backup key: the plain copy never leaves the live file's folder.
    pub fn backup_sealed(&self, target: sealed::Target) -> Result<Backup, Failure> {
        let keeper = self.keeper()?;
        let copy = sealed::backup(&keeper, &self.path, target, check::journal_sound)?;
        file::close(keeper)?;
        Ok(copy)
    }

    /// Folds the write-ahead log into the file, so that a copied file is complete.
    pub fn settle(&self) -> Result<(), Failure> {
        self.fold().map(drop)
    }

    /// The same without waiting for whoever reads or writes beside us; false where somebody did, and the file is not complete yet.
    pub fn settle_at_once(&self) -> Result<bool, Failure> {
        waiting::without(|| self.fold())
    }

    fn fold(&self) -> Result<bool, Failure> {
        if self.reading.is_some() {
            return Ok(true);
        }
        let busy: bool =
            self.conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0)).map_err(FileError::from)?;
        Ok(!busy)
    }

    pub(crate) fn connection(&self) -> &Connection {
        &self.conn
    }
}
