//! Every kept checkpoint against the journal: its root, its order, its signature; and every certificate's date against its evidence.

use rusqlite::{Connection, Result};

use super::Finding;
use crate::both;
use crate::credential::checkpoint::Checkpoint;
use crate::credential::note::Note;
use crate::credential::tree::{Frontier, Hash};
use crate::store::checkpoint::{CheckpointRow, name};
use crate::store::cosignature;

/// What does not hold among the kept checkpoints. Each is signed by one of `keys`, the station's checkpoint keys of all times.
pub fn checkpoints(conn: &Connection, keys: &[[u8; 32]]) -> Result<Vec<Finding>> {
    let mut found = Vec::new();
    let name = name(conn)?;
    let mut statement = conn.prepare("SELECT leaf FROM journal ORDER BY seq")?;
    let mut leaves = statement.query([])?;
    let mut tree = Frontier::default();
    let sql = format!("SELECT {} FROM checkpoint ORDER BY number", CheckpointRow::COLUMNS);
    let mut statement = conn.prepare(&sql)?;
    let mut rows = statement.query([])?;
    let (mut want, mut before) = (1, 0);
    while let Some(row) = rows.next()? {
        let row = CheckpointRow::from_row(row)?;
        let (number, size) = (row.number, row.size);
        let mut add = |code, text| found.push(Finding::new(code, text));
        if number != want {
            add("checkpoint_gap", both!("第 {want} 个存证缺失", "checkpoint {want} is missing"));
        }
        want = number + 1;
        if size < before {
            add(
                "checkpoint_order",
                both!("第 {number} 个存证比前一个短", "checkpoint {number} is shorter than the one before"),
            );
            continue;
        }
        before = size;
        while tree.size() < size
            && let Some(leaf) = leaves.next()?
        {
            tree.append(Hash(leaf.get(0)?));
        }
        let have = tree.size();
        if have < size {
            add(
                "checkpoint_beyond",
                both!(
                    "第 {number} 个存证有 {size} 条，日志只有 {have} 条：日志被截短过",
                    "checkpoint {number} saw {size} acts and the journal has {have}: it was cut"
                ),
            );
        } else if tree.root() != row.root {
            add(
                "checkpoint_root",
                both!(
                    "第 {number} 个存证（{size} 条）与日志不符：第 {size} 条或之前被改写过",
                    "checkpoint {number} ({size} acts) is not of this journal: act {size} or one before it was rewritten"
                ),
            );
        }
        for filed in cosignature::below(conn, number)? {
            let holds = Note::parse(&row.note).is_ok_and(|note| filed.made.holds(note.text(), &filed.key));
            if !holds {
                let office = crate::domain::identity::inert(&filed.office);
                add(
                    "cosignature",
                    both!(
                        "第 {number} 个存证下“{office}”的联署不成立",
                        "the cosignature of “{office}” below checkpoint {number} does not hold"
                    ),
                );
            }
        }
        if !is_signed_rightly(&row, name.as_deref(), keys) {
            add(
                "checkpoint_signature",
                both!(
                    "第 {number} 个存证的签名不是本站密钥的，或不属于这份存证",
                    "the signature of checkpoint {number} is not of the station's key, or not of this checkpoint"
                ),
            );
        }
    }
    Ok(found)
}

fn is_signed_rightly(row: &CheckpointRow, name: Option<&str>, keys: &[[u8; 32]]) -> bool {
    let (Some(name), Ok(note)) = (name, Note::parse(&row.note)) else { return false };
    let told = Checkpoint { origin: name.to_owned(), size: row.size, root: row.root };
    // The station's own cosignature says from when it is: that time is the row's.
    let at = chrono::DateTime::parse_from_rfc3339(&row.at).map(|at| at.timestamp().unsigned_abs()).ok();
    let timed = |key| note.cosignature(name, key).map(|seal| seal.time) == at;
    note.text() == told.body()
        && keys.iter().any(|key| note.verify(name, key).is_ok() && timed(key) && row.is_sealed_by(name, key))
}

/// Certificates dated before the last sheet or outcome that they rest on.
pub fn certificate_dates(conn: &Connection) -> Result<Vec<Finding>> {
    let sql = "SELECT number, issued_on, max(substr(journal.at, 1, 10)) AS evidence
               FROM certificate JOIN (SELECT entry, seq FROM sheet UNION ALL SELECT entry, seq FROM outcome) AS basis
               ON basis.entry = certificate.entry AND basis.seq < certificate.seq
               JOIN journal ON journal.seq = basis.seq
               GROUP BY number HAVING evidence > issued_on ORDER BY number";
    let mut statement = conn.prepare(sql)?;
    let rows = statement.query_map([], |row| {
        let (number, day, evidence): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let number = crate::domain::identity::inert(&number);
        Ok(Finding::new(
            "certificate_date",
            both!(
                "证书 {number} 的日期 {day} 早于它的依据 {evidence}",
                "certificate {number} is dated {day}, before its evidence of {evidence}"
            ),
        ))
    })?;
    rows.collect()
}
