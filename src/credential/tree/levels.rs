//! The whole tree in memory, for whoever makes many proofs at once: each is then O(log n), where a single one reads every leaf.

use super::{Hash, node_hash};

/// Every full subtree's root, lowest level first.
pub struct Levels(Vec<Vec<Hash>>);

impl Levels {
    /// Two hashes a leaf in all.
    pub fn over(leaves: Vec<Hash>) -> Levels {
        let mut levels = vec![leaves];
        while let Some(below) = levels.last().filter(|below| below.len() > 1) {
            let above = below.chunks_exact(2).map(|pair| node_hash(&pair[0], &pair[1])).collect();
            levels.push(above);
        }
        Levels(levels)
    }

    pub fn size(&self) -> u64 {
        self.0[0].len() as u64
    }

    /// The path of leaf `index` in the tree of the first `size` leaves; none where they are not there.
    pub fn path(&self, index: u64, size: u64) -> Option<Vec<Hash>> {
        if index >= size || size > self.size() {
            return None;
        }
        let (mut start, mut end, mut path) = (0, size, Vec::new());
        while end - start > 1 {
            let middle = start + (1 << (end - start - 1).ilog2());
            if index < middle {
                path.push(self.root(middle, end)?);
                end = middle;
            } else {
                path.push(self.root(start, middle)?);
                start = middle;
            }
        }
        path.reverse();
        Some(path)
    }

    /// The root over `start..end`, which begins at a multiple of the power of two that holds it.
    fn root(&self, start: u64, end: u64) -> Option<Hash> {
        let count = end - start;
        if count.is_power_of_two() {
            let level = count.trailing_zeros() as usize;
            return self.0.get(level)?.get(usize::try_from(start >> level).ok()?).copied();
        }
        let middle = start + (1 << (count - 1).ilog2());
        Some(node_hash(&self.root(start, middle)?, &self.root(middle, end)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credential::tree::{inclusion, leaf_hash};

    #[test]
    fn every_path_is_the_one_that_the_leaves_give() {
        let leaves: Vec<Hash> = (0..70u8).map(|n| leaf_hash(&[n])).collect();
        let levels = Levels::over(leaves.clone());
        for size in 0..=70 {
            for index in 0..size {
                let wanted = inclusion(&mut &leaves[..], index, size).unwrap();
                assert_eq!(levels.path(index, size), Some(wanted), "{index} of {size}");
            }
            assert_eq!(levels.path(size, size), None);
        }
        assert_eq!(levels.path(0, 71), None);
        assert_eq!(Levels::over(Vec::new()).path(0, 0), None);
    }
}
