//! Accounts of this copy: how each passphrase makes its key, what that key wraps, and wrong tries. Local, never history.

use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, OptionalExtension, Result, params};

use super::Store;
use super::read::Read;
use crate::credential::custody::{Cost, SALT, Secret};
use crate::domain::id::PersonId;

/// A person's account: everything that a passphrase needs to open their secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    pub person: PersonId,
    pub salt: [u8; SALT],
    pub cost: Cost,
    /// The passphrase was given by the administrator and must be changed at the first sign-in.
    pub temporary: bool,
    /// What is wrapped, in the order of [`Secret::ALL`].
    pub secrets: Vec<(Secret, Vec<u8>)>,
}

impl Account {
    pub fn secret(&self, wanted: Secret) -> Option<&[u8]> {
        self.secrets.iter().find(|(secret, _)| *secret == wanted).map(|(_, wrapped)| wrapped.as_slice())
    }
}

/// Wrong passphrases since the last right one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attempts {
    pub wrong: u32,
    pub at: DateTime<FixedOffset>,
}

/// Keeps an account whole, in place of what was there.
pub(super) fn keep(conn: &Connection, account: &Account) -> Result<()> {
    conn.execute("DELETE FROM custody WHERE person = ?1", [account.person])?;
    conn.execute("DELETE FROM account WHERE person = ?1", [account.person])?;
    conn.execute(
        "INSERT INTO account (person, salt, memory_kib, passes, temporary) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![account.person, account.salt, account.cost.memory_kib, account.cost.passes, account.temporary],
    )?;
    for (secret, wrapped) in &account.secrets {
        conn.execute(
            "INSERT INTO custody (person, secret, wrapped) VALUES (?1, ?2, ?3)",
            params![account.person, secret.word(), wrapped],
        )?;
    }
    Ok(())
}

impl Read<'_> {
    pub fn account(&self, person: PersonId) -> Result<Option<Account>> {
        let sql = "SELECT salt, memory_kib, passes, temporary FROM account WHERE person = ?1";
        let found = self.conn.query_row(sql, [person], |row| {
            Ok(Account {
                person,
                salt: row.get(0)?,
                cost: Cost { memory_kib: row.get(1)?, passes: row.get(2)? },
                temporary: row.get(3)?,
                secrets: Vec::new(),
            })
        });
        let Some(mut account) = found.optional()? else { return Ok(None) };
        let mut statement = self.conn.prepare_cached("SELECT secret, wrapped FROM custody WHERE person = ?1")?;
        let rows = statement.query_map([person], |row| Ok((row.get::<_, String>(0)?, row.get(1)?)))?;
        for row in rows {
            let (word, wrapped) = row?;
            account.secrets.extend(Secret::from_word(&word).map(|secret| (secret, wrapped)));
        }
        account.secrets.sort_by_key(|(secret, _)| *secret);
        Ok(Some(account))
    }

    /// Whether this person can sign in at all.
    pub fn has_account(&self, person: PersonId) -> Result<bool> {
        Ok(self.count("SELECT count(*) FROM account WHERE person = ?1", [person])? > 0)
    }

    /// Whether any account of this copy holds it.
    pub fn is_held(&self, secret: Secret) -> Result<bool> {
        Ok(self.count("SELECT count(*) FROM custody WHERE secret = ?1", [secret.word()])? > 0)
    }

    pub fn attempts(&self, person: PersonId) -> Result<Option<Attempts>> {
        let sql = "SELECT wrong, at FROM attempt WHERE person = ?1";
        let row: Option<(u32, String)> = self.one(sql, [person], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(row.and_then(|(wrong, at)| Some(Attempts { wrong, at: DateTime::parse_from_rfc3339(&at).ok()? })))
    }
}

impl Store {
    /// Keeps an account whole, where no act goes with it: a passphrase that its owner changed.
    pub fn keep_account(&mut self, account: &Account) -> Result<()> {
        let tx = self.conn.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        keep(&tx, account)?;
        tx.commit()
    }

    /// One more wrong passphrase. A file that is only read counts none: whoever holds it can copy it anyway.
    pub fn count_attempt(&mut self, person: PersonId, at: DateTime<FixedOffset>) -> Result<()> {
        if self.reading().is_some() {
            return Ok(());
        }
        let sql = "INSERT INTO attempt (person, wrong, at) VALUES (?1, 1, ?2)
                   ON CONFLICT DO UPDATE SET wrong = wrong + 1, at = excluded.at";
        self.connection().execute(sql, params![person, at.to_rfc3339()])?;
        Ok(())
    }

    pub fn clear_attempts(&mut self, person: PersonId) -> Result<()> {
        if self.reading().is_some() {
            return Ok(());
        }
        self.connection().execute("DELETE FROM attempt WHERE person = ?1", [person])?;
        Ok(())
    }
}
