//! A leaf of the journal's tree: the digest of the act's claim, where it has one, beside the hash of its whole row.
//!
//! So whoever holds a claim ([`super::claim`]) proves it to be in the tree knowing nothing of the act but one hash. That hash is over
//! everything else (who, when, why, the public part and the sealed part's digest), so the leaf commits to all of it.

use super::tags::JOURNAL_LEAF;
use super::tree::{Hash, leaf_hash};

/// The bytes are length-prefixed, so that no claim's digest can pass for a row's hash, nor a row without claim for one with.
pub fn leaf_of(claim: Option<&Hash>, row: &Hash) -> Hash {
    let mut input = Vec::with_capacity(128);
    for bytes in [JOURNAL_LEAF.as_bytes(), claim.map_or(&[][..], |claim| &claim.0), &row.0] {
        input.extend((bytes.len() as u64).to_be_bytes());
        input.extend(bytes);
    }
    leaf_hash(&input)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leaf_with_a_claim_and_one_without_never_meet() {
        let (a, b) = (leaf_hash(b"a"), leaf_hash(b"b"));
        let leaves = [leaf_of(None, &a), leaf_of(Some(&a), &b), leaf_of(Some(&b), &a), leaf_of(Some(&a), &a)];
        for (i, one) in leaves.iter().enumerate() {
            assert!(leaves[i + 1..].iter().all(|other| one != other), "{i}");
        }
    }
}
