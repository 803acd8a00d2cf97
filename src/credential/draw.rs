//! The order of a lot: everybody in the pool by the SHA-256 of a short text, which any program can compute again.
//!
//! The text is `touchstone/1/panel-draw/SEED/NUMBER`: the seed in lower-case hex as recorded, and the person's number in
//! decimal digits. `printf touchstone/1/panel-draw/SEED/NUMBER | sha256sum` gives the same digest; the smallest comes first.

use sha2::{Digest, Sha256};

use super::tags::PANEL_DRAW;
use super::tree::Hash;
use crate::domain::id::PersonId;

/// Bytes of a seed.
pub const SEED: usize = 16;

/// A seed as it is recorded and shown: lower-case hex.
pub fn seed_text(bytes: &[u8; SEED]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What is hashed for one person.
pub fn lot_text(seed: &str, person: PersonId) -> String {
    format!("{}/{seed}/{}", PANEL_DRAW.as_text(), person.0)
}

/// The person's lot.
pub fn lot(seed: &str, person: PersonId) -> Hash {
    Hash(Sha256::digest(lot_text(seed, person)).into())
}

/// The pool by lot, the smallest first; the order in which it is given makes no difference.
pub fn ranking(seed: &str, pool: &[PersonId]) -> Vec<PersonId> {
    let mut ranked: Vec<([u8; 32], PersonId)> = pool.iter().map(|person| (lot(seed, *person).0, *person)).collect();
    ranked.sort();
    ranked.dedup();
    ranked.into_iter().map(|(_, person)| person).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Computed with coreutils: `printf touchstone/1/panel-draw/000102030405060708090a0b0c0d0e0f/7 | sha256sum`.
    #[test]
    fn a_lot_is_what_any_sha256_tool_gives() {
        let seed = seed_text(&std::array::from_fn(|n| n as u8));
        assert_eq!(lot_text(&seed, PersonId(7)), "touchstone/1/panel-draw/000102030405060708090a0b0c0d0e0f/7");
        assert_eq!(
            lot(&seed, PersonId(7)).to_string(),
            "793860f495421b2f4c1ba2fd5543a9d64e20a2b7c67867609f9ce44cd4ef84e1"
        );
    }

    proptest! {
        #[test]
        fn one_seed_gives_one_order_however_the_pool_is_listed(
            seed in any::<[u8; SEED]>(),
            pool in Just((1..40i64).map(PersonId).collect::<Vec<_>>()).prop_shuffle(),
        ) {
            let seed = seed_text(&seed);
            let mut listed = pool.clone();
            listed.sort();
            let ranked = ranking(&seed, &pool);
            prop_assert_eq!(&ranked, &ranking(&seed, &listed));
            let mut back = ranked;
            back.sort();
            prop_assert_eq!(back, listed);
        }

        #[test]
        fn another_seed_gives_another_order(one in any::<[u8; SEED]>(), other in any::<[u8; SEED]>()) {
            prop_assume!(one != other);
            let pool: Vec<PersonId> = (1..40).map(PersonId).collect();
            prop_assert_ne!(ranking(&seed_text(&one), &pool), ranking(&seed_text(&other), &pool));
        }
    }
}
