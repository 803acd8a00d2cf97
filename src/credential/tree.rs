//! The journal's tree: a Merkle tree as RFC 6962 §2.1 (RFC 9162 §2.1) defines it, over SHA-256.
//!
//! The journal stores the leaf hashes and the [`Frontier`]; appending costs O(log n) and the root is always at hand. Proofs are
//! made from the leaf hashes when somebody asks, and verified without them.

mod frontier;
mod hash;
mod levels;
mod proof;

pub use frontier::{BadFrontier, Frontier};
pub use hash::{BadHash, Hash};
pub use levels::Levels;
pub use proof::{Leaves, NoProof, Unproven, consistency, inclusion, root_along, verify_consistency, verify_inclusion};

use sha2::{Digest, Sha256};

/// The hash of one leaf: SHA-256(0x00 ‖ bytes). The zero keeps a leaf from passing for an inner node.
pub fn leaf_hash(bytes: &[u8]) -> Hash {
    Hash(Sha256::new().chain_update([0]).chain_update(bytes).finalize().into())
}

/// The hash of an inner node: SHA-256(0x01 ‖ left ‖ right).
fn node_hash(left: &Hash, right: &Hash) -> Hash {
    Hash(Sha256::new().chain_update([1]).chain_update(left.0).chain_update(right.0).finalize().into())
}

/// The root over these leaf hashes, in order; of none, the hash of nothing.
pub fn root_of(leaves: &[Hash]) -> Hash {
    let mut frontier = Frontier::default();
    for &leaf in leaves {
        frontier.append(leaf);
    }
    frontier.root()
}

#[cfg(test)]
mod tests;
