//! The right edge of the tree: all that is needed to append and to know the root.

use super::{Hash, node_hash};
use crate::domain::language::{Lang, Say};
use crate::say;
use sha2::{Digest, Sha256};

/// The roots of the full subtrees of a tree of `size` leaves, largest first: one for every 1 bit of `size`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    peaks: Vec<Hash>,
}

/// The bytes are not a frontier: the row that keeps it is damaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a frontier of {size} leaves takes {wanted} bytes, not {found}")]
pub struct BadFrontier {
    pub size: u64,
    pub wanted: usize,
    pub found: usize,
}

impl Say for BadFrontier {
    fn say(&self, lang: Lang) -> String {
        let BadFrontier { size, wanted, found } = self;
        say!(
            lang,
            "日志的树边界损坏（{size} 条应为 {wanted} 字节，实为 {found} 字节）。请运行 touchstone check，必要时从备份恢复。",
            "The journal's frontier is damaged ({size} rows take {wanted} bytes, found {found}). Run touchstone check; restore a backup if need be."
        )
    }
}

impl Frontier {
    /// How many leaves the tree has.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The roots of the full subtrees, largest first.
    pub fn peaks(&self) -> &[Hash] {
        &self.peaks
    }

    /// Adds one leaf at the right: at most one hash for every bit of the size, one on average.
    pub fn append(&mut self, leaf: Hash) {
        let mut hash = leaf;
        for _ in 0..self.size.trailing_ones() {
            let left = self.peaks.pop().expect("one peak for every 1 bit of the size");
            hash = node_hash(&left, &hash);
        }
        self.peaks.push(hash);
        self.size += 1;
    }

    /// The root of the whole tree; of the empty tree, the hash of nothing (RFC 6962 §2.1).
    pub fn root(&self) -> Hash {
        let mut peaks = self.peaks.iter().rev();
        match peaks.next() {
            Some(&last) => peaks.fold(last, |right, left| node_hash(left, &right)),
            None => Hash(Sha256::digest([]).into()),
        }
    }

    /// The size in 8 bytes, big-endian, then the peaks, largest first.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.size.to_be_bytes().to_vec();
        bytes.extend(self.peaks.iter().flat_map(|peak| peak.0));
        bytes
    }

    /// Reads exactly what [`Frontier::to_bytes`] wrote.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BadFrontier> {
        let found = bytes.len();
        let Some((size, peaks)) = bytes.split_first_chunk::<8>() else {
            return Err(BadFrontier { size: 0, wanted: 8, found });
        };
        let size = u64::from_be_bytes(*size);
        let wanted = 8 + 32 * size.count_ones() as usize;
        if found != wanted {
            return Err(BadFrontier { size, wanted, found });
        }
        let peaks = peaks.as_chunks::<32>().0.iter().map(|&peak| Hash(peak)).collect();
        Ok(Frontier { size, peaks })
    }
}
