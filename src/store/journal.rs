//! The journal: one row an act, each a leaf of an RFC 6962 tree whose frontier is kept beside it.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::act::{Act, Kind, Unread};
use super::{Failure, Hands, apply};
use crate::credential::entropy::Entropy;
use crate::credential::leaf::leaf_of;
use crate::credential::signing::Signer;
use crate::credential::tags;
use crate::credential::tree::{Frontier, Hash};
use crate::domain::id::PersonId;
use crate::refusal;

/// One row of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalRow {
    pub seq: i64,
    pub kind: String,
    pub at: String,
    pub person: i64,
    pub role: String,
    pub second: Option<i64>,
    pub reason: Option<String>,
    pub payload: Vec<u8>,
    pub sealed_digest: Option<Vec<u8>>,
    pub leaf: Vec<u8>,
}

impl JournalRow {
    pub const COLUMNS: &str = "seq, kind, at, person, role, second, reason, payload, sealed_digest, leaf";

    pub fn from_row(row: &Row) -> rusqlite::Result<JournalRow> {
        Ok(JournalRow {
            seq: row.get("seq")?,
            kind: row.get("kind")?,
            at: row.get("at")?,
            person: row.get("person")?,
            role: row.get("role")?,
            second: row.get("second")?,
            reason: row.get("reason")?,
            payload: row.get("payload")?,
            sealed_digest: row.get("sealed_digest")?,
            leaf: row.get("leaf")?,
        })
    }

    /// The leaf that these columns amount to.
    pub fn hash(&self) -> Hash {
        self.columns().hash()
    }

    /// What the leaf says beside its claim: the hash of the whole row.
    pub fn row(&self) -> Hash {
        self.columns().row()
    }

    fn columns(&self) -> Columns<'_> {
        Columns {
            seq: self.seq,
            kind: &self.kind,
            at: &self.at,
            person: self.person,
            role: &self.role,
            second: self.second,
            reason: self.reason.as_deref(),
            payload: &self.payload,
            sealed_digest: self.sealed_digest.as_deref(),
        }
    }
}

/// What a row of the journal says, before its leaf.
struct Columns<'a> {
    seq: i64,
    kind: &'a str,
    at: &'a str,
    person: i64,
    role: &'a str,
    second: Option<i64>,
    reason: Option<&'a str>,
    payload: &'a [u8],
    sealed_digest: Option<&'a [u8]>,
}

impl Columns<'_> {
    /// The whole row in one hash: a header of length-prefixed parts, the payload and the sealed part's digest.
    fn row(&self) -> Hash {
        tags::JOURNAL_ROW.hash(&[
            &self.seq.to_be_bytes(),
            self.kind.as_bytes(),
            self.at.as_bytes(),
            &self.person.to_be_bytes(),
            self.role.as_bytes(),
            self.second.map(i64::to_be_bytes).as_ref().map_or(&[], |second| &second[..]),
            // An empty reason and no reason are two things.
            self.reason.map_or(String::new(), |reason| format!("={reason}")).as_bytes(),
            self.payload,
            self.sealed_digest.unwrap_or_default(),
        ])
    }

    fn hash(&self) -> Hash {
        leaf_of(claim_in(self.kind, self.payload).as_ref(), &self.row())
    }
}

/// The digest of the claim that an act's public part holds. A part that cannot be read has none, and its leaf differs then.
fn claim_in(kind: &str, payload: &[u8]) -> Option<Hash> {
    #[derive(serde::Deserialize)]
    struct Claimed {
        claim: Hash,
    }
    Kind::from_word(kind).filter(|kind| kind.has_claim())?;
    serde_json::from_slice::<Claimed>(payload).ok().map(|claimed| claimed.claim)
}

fn sign(
    conn: &Connection,
    seq: i64,
    person: PersonId,
    signer: Option<&Signer>,
    tag: tags::Tag,
    bytes: &[u8],
) -> Result<(), Failure> {
    let signer = signer.ok_or_else(unsigned)?;
    let sql = "INSERT INTO signature (seq, person, key, bytes) VALUES (?1, ?2, ?3, ?4)";
    conn.prepare_cached(sql)?.execute(params![seq, person, signer.public(), signer.sign(tag, bytes)])?;
    Ok(())
}

fn unsigned() -> Failure {
    refusal!("unsigned", "这一步要用口令签字。", "This step is signed with a passphrase.").into()
}

/// What a sealed part is bound by: its salt and its bytes.
pub fn sealed_digest(salt: &[u8], bytes: &[u8]) -> Hash {
    tags::SEALED_PART.hash(&[salt, bytes])
}

/// The empty tree of a new file.
pub fn begin(conn: &Connection) -> Result<(), Failure> {
    let sql = "INSERT INTO journal_tip (id, size, frontier) VALUES (1, 0, ?1)";
    conn.execute(sql, [Frontier::default().to_bytes()])?;
    Ok(())
}

/// The tree's frontier as it is kept.
pub fn tip(conn: &Connection) -> rusqlite::Result<Result<Frontier, String>> {
    let row: Option<(i64, Vec<u8>)> = conn
        .query_row("SELECT size, frontier FROM journal_tip WHERE id = 1", [], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(match row {
        None => Err("the tree's tip is missing".to_owned()),
        Some((size, bytes)) => match Frontier::from_bytes(&bytes) {
            Ok(frontier) if i64::try_from(frontier.size()) == Ok(size) => Ok(frontier),
            Ok(_) => Err("the tree's tip names another size".to_owned()),
            Err(error) => Err(error.to_string()),
        },
    })
}

/// Writes each act as one row, signed where its right says so, and applies it.
pub fn append(conn: &Connection, hands: Hands, entropy: &mut dyn Entropy, acts: &[Act]) -> Result<(), Failure> {
    let stamp = hands.stamp;
    let mut frontier = tip(conn)?.map_err(|words| Unread { kind: "journal_tip".to_owned(), words })?;
    let mut insert = conn.prepare_cached(
        "INSERT INTO journal (seq, kind, at, person, role, second, reason, payload, sealed_digest, leaf)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?;
    let mut seal = conn.prepare_cached("INSERT INTO sealed (seq, salt, bytes) VALUES (?1, ?2, ?3)")?;
    let at = stamp.time();
    for act in acts {
        let seq = i64::try_from(frontier.size()).expect("a journal is far shorter than 2^63") + 1;
        let right = act.kind().right();
        let mut salt = [0; 16];
        let sealed = act.sealed_bytes()?;
        if sealed.is_some() {
            entropy.fill(&mut salt)?;
        }
        let (digest, payload) = (sealed.as_ref().map(|bytes| sealed_digest(&salt, bytes).0), act.public_bytes()?);
        let row = Columns {
            seq,
            kind: act.kind().word(),
            at: &at,
            person: stamp.person.0,
            role: stamp.role.word(),
            second: stamp.second.filter(|_| right.needs_second()).map(|second| second.0),
            reason: stamp.reason.as_deref(),
            payload: &payload,
            sealed_digest: digest.as_ref().map(|digest| &digest[..]),
        };
        let leaf = row.hash();
        insert.execute(params![
            row.seq,
            row.kind,
            row.at,
            row.person,
            row.role,
            row.second,
            row.reason,
            row.payload,
            row.sealed_digest,
            &leaf.0[..]
        ])?;
        if let Some(bytes) = sealed {
            seal.execute(params![seq, &salt[..], bytes])?;
        }
        if right.is_signed() {
            sign(conn, seq, stamp.person, hands.own, tags::SHEET, &payload)?;
        }
        if right.is_signed_by_all() {
            for (person, signer) in hands.beside {
                sign(conn, seq, *person, Some(signer), tags::SHEET, &payload)?;
            }
        }
        if right.needs_second() {
            let second = stamp.second.ok_or_else(unsigned)?;
            sign(conn, seq, second, hands.second, tags::ACT, &leaf.0)?;
        }
        apply::apply(conn, seq, act)?;
        frontier.append(leaf);
    }
    let size = i64::try_from(frontier.size()).expect("a journal is far shorter than 2^63");
    let mut keep = conn.prepare_cached("UPDATE journal_tip SET size = ?1, frontier = ?2 WHERE id = 1")?;
    keep.execute(params![size, frontier.to_bytes()])?;
    Ok(())
}
