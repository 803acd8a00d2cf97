//! What a station brings to a higher office on a stick: its newest checkpoint, and the proof that it continues the one the office saw last.
//! The form is that of C2SP's tlog-witness (<https://c2sp.org/tlog-witness>): `old N`, the proof's hashes, an empty line, the signed note.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::checkpoint::Checkpoint;
use super::note::Note;
use super::tree::{Hash, verify_consistency};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// How many acts the office saw last; 0 at the first visit.
    pub old: u64,
    pub proof: Vec<Hash>,
    pub checkpoint: Checkpoint,
    pub note: Note,
}

/// Why a request cannot be cosigned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("not a checkpoint with its proof")]
    Form,
    /// The office saw another size last.
    #[error("the office saw {0} acts last")]
    OtherSize(u64),
    /// The journal was cut, or rewritten, since.
    #[error("it does not continue what the office saw")]
    NotConsistent,
}

impl Request {
    pub fn to_text(&self) -> String {
        let mut text = format!("old {}\n", self.old);
        for hash in &self.proof {
            text.push_str(&STANDARD.encode(hash.0));
            text.push('\n');
        }
        format!("{text}\n{}", self.note.to_text())
    }

    /// Reads a request, or a bare signed checkpoint as one of a first visit.
    pub fn read(text: &str) -> Result<Request, Refused> {
        let text = text.replace("\r\n", "\n");
        let (old, proof, note) = match text.strip_prefix("old ") {
            None => (0, Vec::new(), text.as_str()),
            Some(rest) => {
                let (head, note) = rest.split_once("\n\n").ok_or(Refused::Form)?;
                let mut lines = head.lines();
                let old = lines.next().and_then(|old| old.parse().ok()).ok_or(Refused::Form)?;
                let hash = |line: &str| STANDARD.decode(line).ok()?.try_into().ok().map(Hash);
                (old, lines.map(hash).collect::<Option<Vec<_>>>().ok_or(Refused::Form)?, note)
            }
        };
        let note = Note::parse(note.as_bytes()).map_err(|_| Refused::Form)?;
        let checkpoint = Checkpoint::parse(note.text()).map_err(|_| Refused::Form)?;
        Ok(Request { old, proof, checkpoint, note })
    }

    /// Holds where the checkpoint continues what the office saw last: its size and root, none at the first visit.
    pub fn continues(&self, seen: Option<(u64, Hash)>) -> Result<(), Refused> {
        let Some((size, root)) = seen else { return Ok(()) };
        let now = &self.checkpoint;
        if now.size == size {
            return if now.root == root { Ok(()) } else { Err(Refused::NotConsistent) };
        }
        if now.size < size {
            return Err(Refused::NotConsistent);
        }
        if self.old != size {
            return Err(Refused::OtherSize(size));
        }
        verify_consistency(size, now.size, &root, &now.root, &self.proof).map_err(|_| Refused::NotConsistent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credential::entropy::SeededEntropy;
    use crate::credential::note::NoteSigner;
    use crate::credential::signing::Signer;
    use crate::credential::tree::{consistency, leaf_hash, root_of};

    fn request(leaves: &[Hash], old: usize) -> Request {
        let signer = Signer::generate(&mut SeededEntropy::new(b"station")).unwrap();
        let sign = |bytes: &[u8]| signer.raw(bytes);
        let checkpoint = Checkpoint { origin: "a/b".to_owned(), size: leaves.len() as u64, root: root_of(leaves) };
        let note = Note::sign(&checkpoint.body(), "a/b", &NoteSigner { key: signer.public(), sign: &sign }).unwrap();
        let proof =
            if old == 0 { Vec::new() } else { consistency(&mut &leaves[..], old as u64, leaves.len() as u64).unwrap() };
        Request { old: old as u64, proof, checkpoint, note }
    }

    #[test]
    fn a_journal_that_only_grew_is_cosigned_and_one_cut_or_rewritten_is_not() {
        let leaves: Vec<Hash> = (0..21u8).map(|n| leaf_hash(&[n])).collect();
        let seen = Some((8, root_of(&leaves[..8])));
        let grown = request(&leaves, 8);
        assert_eq!(Request::read(&grown.to_text()), Ok(grown.clone()));
        assert_eq!(grown.continues(seen), Ok(()));
        assert_eq!(grown.continues(None), Ok(()), "the first visit");
        assert_eq!(request(&leaves, 7).continues(seen), Err(Refused::OtherSize(8)));
        assert_eq!(request(&leaves[..5], 0).continues(seen), Err(Refused::NotConsistent), "cut");
        let mut other = leaves.clone();
        other[3] = leaf_hash(b"rewritten");
        assert_eq!(request(&other, 8).continues(seen), Err(Refused::NotConsistent));
        assert_eq!(request(&other[..8], 0).continues(seen), Err(Refused::NotConsistent));
        assert_eq!(request(&leaves[..8], 0).continues(seen), Ok(()), "nothing new");
        let bare = Request::read(&grown.note.to_text()).unwrap();
        assert_eq!((bare.old, bare.proof.len()), (0, 0));
        assert_eq!(Request::read("old x\n\n"), Err(Refused::Form));
    }
}
