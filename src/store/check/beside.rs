//! Whether each act of two people on the employment side bears the second one's signature, by the key that was theirs then. Read from
//! that side's journal alone.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Result};

use super::Finding;
use crate::both;
use crate::credential::signing::Verifier;
use crate::credential::tags;
use crate::domain::language::Both;
use crate::store::employment::act::{Act, Kind};

/// What does not hold of the second signatures.
pub fn signatures(conn: &Connection) -> Result<Vec<Finding>> {
    let mut found = Vec::new();
    // The key in use of each person, with the act that enrolled it.
    let mut keys: HashMap<i64, (i64, Vec<u8>)> = HashMap::new();
    let (enrols, two): (&str, Vec<Kind>) =
        (Kind::WingKeyEnrolled.word(), Kind::ALL.iter().copied().filter(|kind| kind.right().needs_second()).collect());
    let mut statement =
        conn.prepare("SELECT seq, kind, person, second, payload, leaf FROM employment_journal ORDER BY seq")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (seq, word): (i64, String) = (row.get(0)?, row.get(1)?);
        let payload = row.get_ref(4)?.as_blob()?;
        if word == enrols {
            // What cannot be read is told by the replay. Nobody enrols a key for somebody else.
            match Act::read(&word, payload, None) {
                Ok(Act::WingKeyEnrolled(act)) if act.person.0 == row.get::<_, i64>(2)? => {
                    keys.insert(act.person.0, (seq, act.key));
                }
                _ => found.push(Finding::new("authority", anothers_key(seq))),
            }
        }
        let wanted = if two.iter().any(|kind| kind.word() == word) { row.get::<_, Option<i64>>(3)? } else { None };
        let leaf = row.get_ref(5)?.as_blob()?;
        if let Some(text) = wrong(conn, seq, wanted, leaf, &keys)? {
            found.push(Finding::new("signature", text));
        }
    }
    let strays = "SELECT seq FROM employment_signature WHERE seq NOT IN (SELECT seq FROM employment_journal)";
    for seq in conn.prepare(strays)?.query_map([], |row| row.get::<_, i64>(0))? {
        let seq = seq?;
        let text = both!("签名 {seq} 没有对应的聘任日志", "signature {seq} belongs to no employment journal row");
        found.push(Finding::new("signature", text));
    }
    Ok(found)
}

/// What is wrong with the signature of a row that wants this person's, or none.
fn wrong(
    conn: &Connection,
    seq: i64,
    wanted: Option<i64>,
    leaf: &[u8],
    keys: &HashMap<i64, (i64, Vec<u8>)>,
) -> Result<Option<Both>> {
    let sql = "SELECT person, key, bytes FROM employment_signature WHERE seq = ?1";
    let there: Option<(i64, i64, Vec<u8>)> =
        conn.prepare_cached(sql)?.query_row([seq], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?;
    Ok(match (wanted, there) {
        (None, None) => None,
        (None, Some(_)) => {
            Some(both!("聘任日志第 {seq} 条有多余的签名", "employment journal row {seq} bears a signature too many"))
        }
        (Some(person), there) => {
            let own = keys.get(&person);
            let verifier = own.and_then(|(_, key)| Verifier::new(key));
            let holds = there.is_some_and(|(signer, enrolled, bytes)| {
                signer == person
                    && own.is_some_and(|(by, _)| *by == enrolled)
                    && verifier.is_some_and(|key| key.verifies(tags::ACT, leaf, &bytes))
            });
            (!holds).then(|| {
                both!(
                    "聘任日志第 {seq} 条没有人员 {person} 成立的签名",
                    "employment journal row {seq} bears no signature of person {person} that holds"
                )
            })
        }
    })
}

fn anothers_key(seq: i64) -> Both {
    both!(
        "聘任日志第 {seq} 条启用的密钥不是经办人自己的",
        "employment journal row {seq} enrols a key that is not its own person's"
    )
}
