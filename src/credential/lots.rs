//! Lots of candidates: workplaces, question sets and the numbers of finished pieces, by the SHA-256 of a short text.
//!
//! The text is `TAG/SEED/NUMBER`, as in a panel's draw: the seed in lower-case hex as recorded, and the entry's number in
//! decimal digits. `printf TAG/SEED/NUMBER | sha256sum` gives the same digest; the smallest comes first.

use sha2::{Digest, Sha256};

use super::tags::{PIECE_DRAW, SET_DRAW, STATION_DRAW, Tag};
use crate::domain::id::EntryId;

/// What is drawn for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lot {
    Station,
    Set,
    Piece,
}

impl Lot {
    fn tag(self) -> Tag {
        match self {
            Lot::Station => STATION_DRAW,
            Lot::Set => SET_DRAW,
            Lot::Piece => PIECE_DRAW,
        }
    }

    /// The entries by lot; the order in which they are given makes no difference.
    pub fn ranking(self, seed: &str, pool: &[EntryId]) -> Vec<EntryId> {
        let text = |entry: EntryId| format!("{}/{seed}/{}", self.tag().as_text(), entry.0);
        let lot = |entry: &EntryId| -> ([u8; 32], EntryId) { (Sha256::digest(text(*entry)).into(), *entry) };
        let mut ranked: Vec<_> = pool.iter().map(lot).collect();
        ranked.sort();
        ranked.dedup();
        ranked.into_iter().map(|(_, entry)| entry).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lot_is_the_same_whoever_comes_first_and_another_for_each_purpose() {
        let pool: Vec<EntryId> = (1..=40).map(EntryId).collect();
        let turned: Vec<EntryId> = pool.iter().rev().copied().collect();
        for lot in [Lot::Station, Lot::Set, Lot::Piece] {
            let ranked = lot.ranking("00ff", &pool);
            assert_eq!(ranked, lot.ranking("00ff", &turned));
            let mut sorted = ranked.clone();
            sorted.sort();
            assert_eq!(sorted, pool);
            assert_ne!(ranked, lot.ranking("00fe", &pool));
        }
        assert_ne!(Lot::Station.ranking("00ff", &pool), Lot::Set.ranking("00ff", &pool));
    }
}
