//! Proofs: this row is in the journal (inclusion), and the new journal only adds to the old (consistency). RFC 9162 §2.1.3 and §2.1.4.

use super::{Frontier, Hash, node_hash};
use std::convert::Infallible;
use std::ops::Range;

/// The stored leaf hashes, to make proofs from. A proof reads each leaf of the tree at most once, in order.
pub trait Leaves {
    type Error;

    /// Hands the leaf hashes of `range` to `each`, in order.
    fn read(&mut self, range: Range<u64>, each: &mut dyn FnMut(Hash)) -> Result<(), Self::Error>;
}

impl Leaves for &[Hash] {
    type Error = Infallible;

    fn read(&mut self, range: Range<u64>, each: &mut dyn FnMut(Hash)) -> Result<(), Infallible> {
        let end = self.len().min(usize::try_from(range.end).unwrap_or(usize::MAX));
        let start = end.min(usize::try_from(range.start).unwrap_or(usize::MAX));
        self[start..end].iter().copied().for_each(each);
        Ok(())
    }
}

/// Why a proof cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoProof<E> {
    /// The row asked for, or the older size, is not within the tree.
    #[error("{asked} is outside a tree of {size}")]
    Outside { asked: u64, size: u64 },
    /// Leaf hashes are missing from the store.
    #[error("the leaf hashes {} to {} are not all there", .0.start, .0.end)]
    Missing(Range<u64>),
    #[error(transparent)]
    Read(E),
}

/// The proof does not hold: the row, the roots, the sizes and the path do not belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the proof does not hold")]
pub struct Unproven;

/// The path that proves leaf `index` to be in the tree of the first `size` leaves: the sibling subtrees' roots, lowest first.
pub fn inclusion<L: Leaves>(leaves: &mut L, index: u64, size: u64) -> Result<Vec<Hash>, NoProof<L::Error>> {
    if index >= size {
        return Err(NoProof::Outside { asked: index, size });
    }
    let mut path = Vec::new();
    let mut tree = 0..size;
    while tree.end - tree.start > 1 {
        let middle = middle(&tree);
        let (left, right) = (tree.start..middle, middle..tree.end);
        if index < middle {
            path.push(root_over(leaves, right)?);
            tree = left;
        } else {
            path.push(root_over(leaves, left)?);
            tree = right;
        }
    }
    path.reverse();
    Ok(path)
}

/// The path that proves the tree of the first `old` leaves to be the beginning of the tree of the first `new`. Empty where they are equal.
pub fn consistency<L: Leaves>(leaves: &mut L, old: u64, new: u64) -> Result<Vec<Hash>, NoProof<L::Error>> {
    if old == 0 || old > new {
        return Err(NoProof::Outside { asked: old, size: new });
    }
    let mut path = Vec::new();
    let mut tree = 0..new;
    while tree.end != old {
        let middle = middle(&tree);
        let (left, right) = (tree.start..middle, middle..tree.end);
        if old <= middle {
            path.push(root_over(leaves, right)?);
            tree = left;
        } else {
            path.push(root_over(leaves, left)?);
            tree = right;
        }
    }
    // What is left is a subtree that both trees share; where it is the whole old tree, the verifier knows its root already.
    if tree.start != 0 {
        path.push(root_over(leaves, tree)?);
    }
    path.reverse();
    Ok(path)
}

/// Where a tree of two or more leaves divides: after the largest power of two that is smaller than their number.
fn middle(tree: &Range<u64>) -> u64 {
    let count = tree.end - tree.start;
    tree.start + (1 << (count - 1).ilog2())
}

fn root_over<L: Leaves>(leaves: &mut L, range: Range<u64>) -> Result<Hash, NoProof<L::Error>> {
    let mut frontier = Frontier::default();
    leaves.read(range.clone(), &mut |leaf| frontier.append(leaf)).map_err(NoProof::Read)?;
    if frontier.size() != range.end - range.start {
        return Err(NoProof::Missing(range));
    }
    Ok(frontier.root())
}

/// The root that leaf `index` of a tree of `size` leaves leads to along this path. RFC 9162 §2.1.3.2.
pub fn root_along(leaf: &Hash, index: u64, size: u64, path: &[Hash]) -> Result<Hash, Unproven> {
    if index >= size {
        return Err(Unproven);
    }
    let (mut node, mut last, mut hash) = (index, size - 1, *leaf);
    for sibling in path {
        if last == 0 {
            return Err(Unproven);
        }
        if node & 1 == 1 || node == last {
            hash = node_hash(sibling, &hash);
            let up = if node & 1 == 0 { node.trailing_zeros() } else { 0 };
            (node, last) = (node >> up, last >> up);
        } else {
            hash = node_hash(&hash, sibling);
        }
        (node, last) = (node >> 1, last >> 1);
    }
    if last == 0 { Ok(hash) } else { Err(Unproven) }
}

/// Holds when `leaf` is the leaf `index` of the tree of `size` leaves with this `root`.
pub fn verify_inclusion(leaf: &Hash, index: u64, size: u64, path: &[Hash], root: &Hash) -> Result<(), Unproven> {
    if root_along(leaf, index, size, path)? == *root { Ok(()) } else { Err(Unproven) }
}

/// Holds when the tree of `old` leaves with `old_root` is the beginning of the tree of `new` leaves with `new_root`. RFC 9162 §2.1.4.2.
///
/// An empty old tree proves nothing and is refused, as are paths longer than needed.
pub fn verify_consistency(old: u64, new: u64, old_root: &Hash, new_root: &Hash, path: &[Hash]) -> Result<(), Unproven> {
    if old == 0 || old > new {
        return Err(Unproven);
    }
    if old == new {
        return if path.is_empty() && old_root == new_root { Ok(()) } else { Err(Unproven) };
    }
    let (seed, rest) = if old.is_power_of_two() { (old_root, path) } else { path.split_first().ok_or(Unproven)? };
    let up = (old - 1).trailing_ones();
    let (mut node, mut last) = ((old - 1) >> up, (new - 1) >> up);
    let (mut first, mut second) = (*seed, *seed);
    for sibling in rest {
        if last == 0 {
            return Err(Unproven);
        }
        if node & 1 == 1 || node == last {
            first = node_hash(sibling, &first);
            second = node_hash(sibling, &second);
            let up = if node & 1 == 0 { node.trailing_zeros() } else { 0 };
            (node, last) = (node >> up, last >> up);
        } else {
            second = node_hash(&second, sibling);
        }
        (node, last) = (node >> 1, last >> 1);
    }
    if last == 0 && first == *old_root && second == *new_root { Ok(()) } else { Err(Unproven) }
}
