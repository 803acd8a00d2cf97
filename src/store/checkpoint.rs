//! Checkpoints as the file keeps them: one row each time the journal's state left the office.

use rusqlite::{Connection, OptionalExtension, Row, Transaction, TransactionBehavior, params};

use super::act::{Act, Unread};
use super::{Failure, journal};
use crate::credential::checkpoint::{Checkpoint, origin};
use crate::credential::note::{Note, NoteSigner};
use crate::credential::signing::Verifier;
use crate::credential::tags;
use crate::credential::tree::Hash;
use crate::domain::anchor::Reason;
use crate::refusal;

/// One kept checkpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckpointRow {
    pub number: i64,
    pub size: u64,
    pub root: Hash,
    /// RFC 3339.
    pub at: String,
    pub reason: Reason,
    /// The signed note.
    pub note: Vec<u8>,
    /// The station's signature over [`CheckpointRow::claim`].
    pub seal: Vec<u8>,
}

impl CheckpointRow {
    pub const COLUMNS: &str = "number, size, root, at, reason, note, seal";

    pub fn from_row(row: &Row) -> rusqlite::Result<CheckpointRow> {
        Ok(CheckpointRow {
            number: row.get("number")?,
            size: row.get::<_, i64>("size")?.unsigned_abs(),
            root: Hash(row.get("root")?),
            at: row.get("at")?,
            reason: row.get("reason")?,
            note: row.get("note")?,
            seal: row.get("seal")?,
        })
    }

    /// What the row says besides its note, as the station signs it: a line each, of the journal of this name.
    pub fn claim(&self, origin: &str) -> Vec<u8> {
        let (number, size, root, at, reason) = (self.number, self.size, self.root, &self.at, self.reason.word());
        tags::CHECKPOINT_ROW.message(format!("{origin}\n{number}\n{size}\n{root}\n{at}\n{reason}\n").as_bytes())
    }

    /// Whether `public` signed what the row says.
    pub fn is_sealed_by(&self, origin: &str, public: &[u8; 32]) -> bool {
        Verifier::new(public).is_some_and(|key| key.verifies_raw(&self.claim(origin), &self.seal))
    }
}

/// The name of this file's journal, from its first act; none while the file belongs to no station.
pub fn name(conn: &Connection) -> rusqlite::Result<Option<String>> {
    let sql = "SELECT kind, payload, leaf FROM journal WHERE seq = 1";
    let row =
        conn.query_row(sql, [], |row| Ok((row.get::<_, String>(0)?, row.get::<_, Vec<u8>>(1)?, Hash(row.get(2)?))));
    let Some((kind, payload, leaf)) = row.optional()? else { return Ok(None) };
    Ok(match Act::read(&kind, &payload, None) {
        Ok(Act::StationFounded(station)) => Some(origin(&station.site_code, &leaf)),
        _ => None,
    })
}

/// The first kept checkpoint that covers act `seq`: the one under which its page is printed, whenever that is.
pub fn first_over(conn: &Connection, seq: i64) -> rusqlite::Result<Option<CheckpointRow>> {
    let sql = format!("SELECT {} FROM checkpoint WHERE size >= ?1 ORDER BY number LIMIT 1", CheckpointRow::COLUMNS);
    conn.query_row(&sql, [seq], CheckpointRow::from_row).optional()
}

/// The newest kept checkpoint.
pub fn newest(conn: &Connection) -> rusqlite::Result<Option<CheckpointRow>> {
    let sql = format!("SELECT {} FROM checkpoint ORDER BY number DESC LIMIT 1", CheckpointRow::COLUMNS);
    conn.query_row(&sql, [], CheckpointRow::from_row).optional()
}

/// Keeps the journal's state as of now, signed; what is kept already is not kept twice.
///
/// # Errors
/// `not_founded` where there is no first act; `journal_shorter` where the journal is shorter than a checkpoint that the file itself holds.
pub fn keep(
    conn: &Connection,
    reason: Reason,
    at: &str,
    signer: &NoteSigner,
) -> Result<(Checkpoint, CheckpointRow), Failure> {
    let tx = Transaction::new_unchecked(conn, TransactionBehavior::Immediate)?;
    let kept = keep_in(&tx, reason, at, signer)?;
    tx.commit()?;
    Ok(kept)
}

/// The same inside a transaction that is open: what it does and its checkpoint are there together or not at all.
pub(super) fn keep_in(
    tx: &Connection,
    reason: Reason,
    at: &str,
    signer: &NoteSigner,
) -> Result<(Checkpoint, CheckpointRow), Failure> {
    let frontier = journal::tip(tx)?.map_err(|words| Unread { kind: "journal_tip".to_owned(), words })?;
    let origin =
        name(tx)?.ok_or_else(|| refusal!("not_founded", "文件还没有鉴定站信息。", "The file has no station yet."))?;
    let checkpoint = Checkpoint { origin, size: frontier.size(), root: frontier.root() };
    let newest = newest(tx)?;
    if let Some(newest) = &newest {
        if newest.size > checkpoint.size {
            return Err(shorter(checkpoint.size, newest.size).into());
        }
        if newest.size == checkpoint.size {
            return Ok((checkpoint, newest.clone()));
        }
    }
    let mut row = CheckpointRow {
        number: newest.map_or(0, |newest| newest.number) + 1,
        size: checkpoint.size,
        root: checkpoint.root,
        at: at.to_owned(),
        reason,
        note: signed(&checkpoint, signer, at)?.to_text().into_bytes(),
        seal: Vec::new(),
    };
    row.seal = (signer.sign)(&row.claim(&checkpoint.origin)).to_vec();
    let sql = "INSERT INTO checkpoint (number, size, root, at, reason, note, seal) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let size = i64::try_from(row.size).expect("a journal is far shorter than 2^63");
    tx.execute(sql, params![row.number, size, &row.root.0[..], row.at, row.reason, row.note, row.seal])?;
    Ok((checkpoint, row))
}

/// The note under the station's signature and its cosignature, which says from when it is.
fn signed(checkpoint: &Checkpoint, signer: &NoteSigner, at: &str) -> Result<Note, Failure> {
    let time = chrono::DateTime::parse_from_rfc3339(at).map_or(0, |at| at.timestamp().unsigned_abs());
    let mut note = Note::sign(&checkpoint.body(), &checkpoint.origin, signer);
    if let Ok(note) = &mut note {
        note.cosign(&checkpoint.origin, signer, time).expect("the name was good for the note");
    }
    note.map_err(|bad| {
        let origin = crate::domain::identity::inert(&checkpoint.origin);
        refusal!(
            "origin",
            "“{origin}”不能作为存证的名称（{bad}）。请运行 touchstone check。",
            "“{origin}” cannot name a checkpoint ({bad}). Run touchstone check."
        )
        .into()
    })
}

fn shorter(now: u64, kept: u64) -> crate::domain::refusal::Refusal {
    refusal!(
        "journal_shorter",
        "日志只有 {now} 条，而文件里的存证到过 {kept} 条：日志被截短过。请停止使用，先复制一份留存，再从备份恢复。",
        "The journal has {now} acts, yet a checkpoint in the file saw {kept}: it was cut. Stop using the file, keep a copy, and restore a backup."
    )
}
