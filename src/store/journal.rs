//! The journal: one row an act, each a leaf of an RFC 6962 tree whose frontier is kept beside it.
//!
//! Each side of the wall has a journal of its own: the code is generic over the [`Ledger`], which names the tables, the tag under
//! which rows are hashed (a row of one can never pass for a row of the other) and the closed list of acts.

use rusqlite::types::ToSql;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::act::{Act, Kind, Unread};
use super::hold::Hold;
use super::recorded::Recorded;
use super::{Failure, Hands, apply};
use crate::credential::entropy::Entropy;
use crate::credential::leaf::leaf_of;
use crate::credential::signing::Signer;
use crate::credential::tags::{self, Tag};
use crate::credential::tree::{Frontier, Hash};
use crate::domain::id::PersonId;
use crate::refusal;

/// A journal: where its rows stand, how they are hashed, and which acts they record.
pub trait Ledger {
    type Act: Recorded;
    const JOURNAL: &'static str;
    const TIP: &'static str;
    const SEALED: &'static str;
    /// None where no act of the list is signed.
    const SIGNATURE: Option<&'static str>;
    const ROW: Tag;
    /// What it is called, in both languages.
    const NAME: (&'static str, &'static str);
    /// Whether each row records how long the evaluation's journal was then, in a column `seen`.
    const SEES: bool;

    fn read(kind: &str, public: &[u8], sealed: Option<&[u8]>) -> Result<Self::Act, Unread>;

    /// Rows that are held back while acts are applied, to be written in an order of their own.
    type Late: Default;

    fn apply(conn: &Connection, seq: i64, act: &Self::Act, late: &mut Self::Late) -> rusqlite::Result<()>;

    /// Writes what was held back, once the last act is applied.
    fn settle(conn: &Connection, late: Self::Late) -> rusqlite::Result<()>;

    /// The digest of the claim that an act's public part holds, to which its leaf commits; most have none.
    fn claim(_kind: &str, _public: &[u8]) -> Option<Hash> {
        None
    }
}

/// The journal of the evaluation side.
pub struct Evaluation;

impl Ledger for Evaluation {
    type Act = Act;
    const JOURNAL: &'static str = "journal";
    const TIP: &'static str = "journal_tip";
    const SEALED: &'static str = "sealed";
    const SIGNATURE: Option<&'static str> = Some("signature");
    const ROW: Tag = tags::JOURNAL_ROW;
    const NAME: (&'static str, &'static str) = ("日志", "journal");
    const SEES: bool = false;

    fn read(kind: &str, public: &[u8], sealed: Option<&[u8]>) -> Result<Act, Unread> {
        Act::read(kind, public, sealed)
    }

    type Late = apply::Late;

    fn apply(conn: &Connection, seq: i64, act: &Act, late: &mut apply::Late) -> rusqlite::Result<()> {
        apply::apply(conn, seq, act, late)
    }

    fn settle(conn: &Connection, mut late: apply::Late) -> rusqlite::Result<()> {
        late.write(conn)
    }

    /// A part that cannot be read has none, and its leaf differs then.
    fn claim(kind: &str, public: &[u8]) -> Option<Hash> {
        #[derive(serde::Deserialize)]
        struct Claimed {
            claim: Hash,
        }
        if !Kind::CLAIMING.iter().any(|claiming| claiming.word() == kind) {
            return None;
        }
        serde_json::from_slice::<Claimed>(public).ok().map(|claimed| claimed.claim)
    }
}

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

    /// The leaf that these columns amount to in the evaluation's journal.
    pub fn hash(&self) -> Hash {
        self.columns().hash::<Evaluation>()
    }

    /// What the leaf says beside its claim: the hash of the whole row.
    pub fn row(&self) -> Hash {
        self.columns().row(Evaluation::ROW)
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
            seen: None,
            leaf: &self.leaf,
        }
    }
}

/// A row of a journal where it lies: what it says, and its leaf.
pub struct Columns<'a> {
    pub seq: i64,
    pub kind: &'a str,
    pub at: &'a str,
    pub person: i64,
    pub role: &'a str,
    pub second: Option<i64>,
    pub reason: Option<&'a str>,
    pub payload: &'a [u8],
    pub sealed_digest: Option<&'a [u8]>,
    /// How long the other journal was, where this one records it.
    pub seen: Option<i64>,
    /// As it is kept; empty in a row that is being written.
    pub leaf: &'a [u8],
}

impl<'a> Columns<'a> {
    /// The columns that [`Columns::of`] reads.
    pub fn names<L: Ledger>() -> String {
        format!("{}{}", JournalRow::COLUMNS, if L::SEES { ", seen" } else { "" })
    }

    pub fn of<L: Ledger>(row: &'a Row) -> rusqlite::Result<Columns<'a>> {
        Ok(Columns {
            seq: row.get(0)?,
            kind: row.get_ref(1)?.as_str()?,
            at: row.get_ref(2)?.as_str()?,
            person: row.get(3)?,
            role: row.get_ref(4)?.as_str()?,
            second: row.get(5)?,
            reason: row.get_ref(6)?.as_str_or_null()?,
            payload: row.get_ref(7)?.as_blob()?,
            sealed_digest: row.get_ref(8)?.as_blob_or_null()?,
            leaf: row.get_ref(9)?.as_blob()?,
            seen: if L::SEES { Some(row.get(10)?) } else { None },
        })
    }

    /// The whole row in one hash: a header of length-prefixed parts, the payload and the sealed part's digest.
    fn row(&self, tag: Tag) -> Hash {
        let seen = self.seen.map(i64::to_be_bytes);
        let seq = self.seq.to_be_bytes();
        let person = self.person.to_be_bytes();
        let second = self.second.map(i64::to_be_bytes);
        // An empty reason and no reason are two things.
        let reason = self.reason.map_or(String::new(), |reason| format!("={reason}"));
        let parts = [
            &seq[..],
            self.kind.as_bytes(),
            self.at.as_bytes(),
            &person,
            self.role.as_bytes(),
            second.as_ref().map_or(&[], |second| &second[..]),
            reason.as_bytes(),
            self.payload,
            self.sealed_digest.unwrap_or_default(),
        ];
        match &seen {
            None => tag.hash(&parts),
            Some(seen) => tag.hash(&[&parts[..], &[&seen[..]]].concat()),
        }
    }

    /// The leaf that these columns amount to.
    pub fn hash<L: Ledger>(&self) -> Hash {
        leaf_of(L::claim(self.kind, self.payload).as_ref(), &self.row(L::ROW))
    }
}

fn sign<L: Ledger>(
    conn: &Connection,
    seq: i64,
    person: PersonId,
    signer: Option<&Signer>,
    tag: Tag,
    bytes: &[u8],
) -> Result<(), Failure> {
    let (signer, table) = (signer.ok_or_else(unsigned)?, L::SIGNATURE.ok_or_else(unsigned)?);
    // The journal has the key already, in the act that enrolled it.
    let enrolled = "SELECT from_seq FROM person_key WHERE key = ?1 AND person = ?2 AND until_seq IS NULL";
    let mut enrolled = conn.prepare_cached(enrolled)?;
    let key: Option<i64> = enrolled.query_row(params![signer.public(), person], |row| row.get(0)).optional()?;
    let sql = format!("INSERT INTO {table} (seq, person, key, bytes) VALUES (?1, ?2, ?3, ?4)");
    let key = key.ok_or_else(unsigned)?;
    conn.prepare_cached(&sql)?.execute(params![seq, person, key, signer.sign(tag, bytes)])?;
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
pub fn begin<L: Ledger>(conn: &Connection) -> Result<(), Failure> {
    let sql = format!("INSERT INTO {} (id, size, frontier) VALUES (1, 0, ?1)", L::TIP);
    conn.execute(&sql, [Frontier::default().to_bytes()])?;
    Ok(())
}

/// The evaluation's frontier as it is kept.
pub fn tip(conn: &Connection) -> rusqlite::Result<Result<Frontier, String>> {
    tip_of::<Evaluation>(conn)
}

/// A tree's frontier as it is kept.
pub fn tip_of<L: Ledger>(conn: &Connection) -> rusqlite::Result<Result<Frontier, String>> {
    let sql = format!("SELECT size, frontier FROM {} WHERE id = 1", L::TIP);
    let row: Option<(i64, Vec<u8>)> = conn.query_row(&sql, [], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    Ok(match row {
        None => Err("the tree's tip is missing".to_owned()),
        Some((size, bytes)) => match Frontier::from_bytes(&bytes) {
            Ok(frontier) if i64::try_from(frontier.size()) == Ok(size) => Ok(frontier),
            Ok(_) => Err("the tree's tip names another size".to_owned()),
            Err(error) => Err(error.to_string()),
        },
    })
}

/// How many acts the evaluation's journal holds: the one number of it that the other side may read.
fn seen<L: Ledger>(conn: &Connection) -> rusqlite::Result<Option<i64>> {
    if !L::SEES {
        return Ok(None);
    }
    conn.prepare_cached("SELECT size FROM journal_tip WHERE id = 1")?.query_row([], |row| row.get(0)).map(Some)
}

/// Writes each act as one row, signed where its right says so, and applies it; of many, `hold` hears how far it is and may stop it.
pub fn append<L: Ledger>(
    conn: &Connection,
    hands: Hands,
    entropy: &mut dyn Entropy,
    acts: &[L::Act],
    hold: &Hold,
) -> Result<(), Failure> {
    let stamp = hands.stamp;
    let mut frontier = tip_of::<L>(conn)?.map_err(|words| Unread { kind: L::TIP.to_owned(), words })?;
    let seen = seen::<L>(conn)?;
    let (more, place) = if L::SEES { (", seen", ", ?11") } else { ("", "") };
    let mut insert = conn.prepare_cached(&format!(
        "INSERT INTO {} (seq, kind, at, person, role, second, reason, payload, sealed_digest, leaf{more})
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10{place})",
        L::JOURNAL
    ))?;
    let mut seal = conn.prepare_cached(&format!("INSERT INTO {} (seq, salt, bytes) VALUES (?1, ?2, ?3)", L::SEALED))?;
    let at = stamp.time();
    let mut late = L::Late::default();
    for (written, act) in acts.iter().enumerate() {
        hold.writing(written, acts.len())?;
        let seq = i64::try_from(frontier.size()).expect("a journal is far shorter than 2^63") + 1;
        let right = act.right();
        let mut salt = [0; 16];
        let sealed = act.sealed()?;
        if sealed.is_some() {
            entropy.fill(&mut salt)?;
        }
        let (digest, payload) = (sealed.as_ref().map(|bytes| sealed_digest(&salt, bytes).0), act.public()?);
        let row = Columns {
            seq,
            kind: act.word(),
            at: &at,
            person: stamp.person.0,
            role: stamp.role.word(),
            second: stamp.second.filter(|_| right.needs_second()).map(|second| second.0),
            reason: stamp.reason.as_deref(),
            payload: &payload,
            sealed_digest: digest.as_ref().map(|digest| &digest[..]),
            seen,
            leaf: &[],
        };
        let leaf = row.hash::<L>();
        let leaf_bytes = &leaf.0[..];
        let columns: [&dyn ToSql; 10] = [
            &row.seq,
            &row.kind,
            &row.at,
            &row.person,
            &row.role,
            &row.second,
            &row.reason,
            &row.payload,
            &row.sealed_digest,
            &leaf_bytes,
        ];
        match &row.seen {
            Some(seen) => insert.execute([&columns[..], &[seen as &dyn ToSql]].concat().as_slice())?,
            None => insert.execute(&columns[..])?,
        };
        if let Some(bytes) = sealed {
            seal.execute(params![seq, &salt[..], bytes])?;
        }
        if right.is_signed() {
            sign::<L>(conn, seq, stamp.person, hands.own, tags::SHEET, &payload)?;
        }
        if right.is_signed_by_all() {
            for (person, signer) in hands.beside {
                sign::<L>(conn, seq, *person, Some(signer), tags::SHEET, &payload)?;
            }
        }
        if right.needs_second() {
            let second = stamp.second.ok_or_else(unsigned)?;
            sign::<L>(conn, seq, second, hands.second, tags::ACT, &leaf.0)?;
        }
        L::apply(conn, seq, act, &mut late)?;
        frontier.append(leaf);
    }
    L::settle(conn, late)?;
    let size = i64::try_from(frontier.size()).expect("a journal is far shorter than 2^63");
    let sql = format!("UPDATE {} SET size = ?1, frontier = ?2 WHERE id = 1", L::TIP);
    conn.prepare_cached(&sql)?.execute(params![size, frontier.to_bytes()])?;
    Ok(())
}
