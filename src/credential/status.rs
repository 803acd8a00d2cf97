//! The status list 状态清单: which numbers were revoked or replaced, as of one moment of the journal. Small, signed and dated, so that it is
//! carried to whoever verifies offline. A number that is not on it stood then.

use chrono::NaiveDate;

use super::note::{Note, NoteSigner};
use super::signing::PUBLIC;
use super::tree::Hash;

const HEADER: &str = "touchstone-status/1";

/// What became of a certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// 已撤销 or 已注销: it does not count any more.
    Revoked,
    /// 有效（已更正）: the same number under a new credential, whose digest this is.
    Replaced(Hash),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub number: String,
    pub change: Change,
    pub on: NaiveDate,
}

/// What is carried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusList {
    /// The name of the journal.
    pub journal: String,
    /// How many acts it had.
    pub size: u64,
    pub entries: Vec<Entry>,
    note: Note,
}

/// The text is no status list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a status list, or damaged")]
pub struct BadStatus;

fn body(journal: &str, size: u64, entries: &[Entry]) -> String {
    let mut text = format!("{HEADER}\n{journal}\n{size}\n");
    for Entry { number, change, on } in entries {
        match change {
            Change::Revoked => text.push_str(&format!("{number} {on} revoked\n")),
            Change::Replaced(by) => text.push_str(&format!("{number} {on} replaced {by}\n")),
        }
    }
    text
}

impl StatusList {
    /// Signed by the station's register key, as of `time` (seconds since 1970-01-01).
    pub fn sign(journal: &str, size: u64, entries: Vec<Entry>, signer: &NoteSigner, time: u64) -> Option<StatusList> {
        let mut note = Note::sign(&body(journal, size, &entries), journal, signer).ok()?;
        note.cosign(journal, signer, time).ok()?;
        Some(StatusList { journal: journal.to_owned(), size, entries, note })
    }

    pub fn read(text: &str) -> Result<StatusList, BadStatus> {
        let note = Note::parse(text.replace("\r\n", "\n").as_bytes()).map_err(|_| BadStatus)?;
        let mut lines = note.text().lines();
        if lines.next() != Some(HEADER) {
            return Err(BadStatus);
        }
        let journal = lines.next().ok_or(BadStatus)?.to_owned();
        let size = lines.next().and_then(|size| size.parse().ok()).ok_or(BadStatus)?;
        let entries = lines.map(|line| entry(line).ok_or(BadStatus)).collect::<Result<Vec<_>, _>>()?;
        if body(&journal, size, &entries) != note.text() {
            return Err(BadStatus);
        }
        Ok(StatusList { journal, size, entries, note })
    }

    pub fn to_text(&self) -> String {
        self.note.to_text()
    }

    /// When it was signed, in seconds since 1970-01-01, where this key of the station signed it.
    pub fn signed_by(&self, key: &[u8; PUBLIC]) -> Option<u64> {
        self.note.cosignature(&self.journal, key).map(|seal| seal.time)
    }

    /// What became of a number; none where it stood.
    pub fn of(&self, number: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.number == number)
    }
}

fn entry(line: &str) -> Option<Entry> {
    let parts: Vec<&str> = line.split(' ').collect();
    let (number, on, change) = match &parts[..] {
        [number, on, "revoked"] => (number, on, Change::Revoked),
        [number, on, "replaced", by] => (number, on, Change::Replaced(by.parse().ok()?)),
        _ => return None,
    };
    Some(Entry { number: (*number).to_owned(), change, on: on.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credential::entropy::SeededEntropy;
    use crate::credential::signing::Signer;
    use crate::credential::tree::leaf_hash;

    fn sample() -> (StatusList, [u8; PUBLIC]) {
        let signer = Signer::generate(&mut SeededEntropy::new(b"register")).unwrap();
        let sign = |bytes: &[u8]| signer.raw(bytes);
        let by = NoteSigner { key: signer.public(), sign: &sign };
        let entry =
            |number: &str, change| Entry { number: number.to_owned(), change, on: "2026-11-20".parse().unwrap() };
        let entries = vec![
            entry("S000043000012264000001", Change::Revoked),
            entry("S000043000012264000002", Change::Replaced(leaf_hash(b"new"))),
        ];
        let list = StatusList::sign("touchstone/S000043000012/0123456789abcdef", 1043, entries, &by, 1_795_000_000);
        (list.unwrap(), signer.public())
    }

    #[test]
    fn a_list_reads_back_with_its_time_and_tells_of_its_numbers_only() {
        let (list, key) = sample();
        assert_eq!(StatusList::read(&list.to_text()), Ok(list.clone()));
        assert_eq!(list.signed_by(&key), Some(1_795_000_000));
        assert_eq!(list.signed_by(&[1; 32]), None);
        assert_eq!(list.of("S000043000012264000001").unwrap().change, Change::Revoked);
        assert_eq!(list.of("S000043000012264000003"), None);
    }

    #[test]
    fn no_altered_character_of_what_it_says_is_signed() {
        let (list, key) = sample();
        let text = list.to_text();
        let said = text.split("\n\n").next().unwrap().len();
        for at in 0..said {
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= 1;
            let read = String::from_utf8(bytes).ok().and_then(|text| StatusList::read(&text).ok());
            assert!(read.is_none_or(|read| read.signed_by(&key).is_none()), "byte {at}");
        }
        assert_eq!(StatusList::read(&text.replacen("revoked", "retired", 1)), Err(BadStatus));
    }
}
