use super::*;
use crate::credential::vectors;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use proptest::prelude::*;
use serde_json::Value;

fn leaves(count: u64) -> Vec<Hash> {
    (0..count).map(|i| leaf_hash(&i.to_be_bytes())).collect()
}

/// RFC 6962 §2.1, word for word: the slow definition everything else is held against.
fn root_by_definition(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => Hash(Sha256::digest(b"").into()),
        [leaf] => *leaf,
        _ => {
            let (left, right) = leaves.split_at(leaves.len().next_power_of_two() / 2);
            node_hash(&root_by_definition(left), &root_by_definition(right))
        }
    }
}

/// A vector's hash. Some are of another length, which our type refuses before any proof is looked at.
fn hash(value: &Value) -> Result<Hash, Unproven> {
    let bytes = STANDARD.decode(value.as_str().unwrap_or_default()).unwrap();
    Ok(Hash(bytes.as_slice().try_into().map_err(|_| Unproven)?))
}

fn path(value: &Value) -> Result<Vec<Hash>, Unproven> {
    value.as_array().map_or(Ok(Vec::new()), |path| path.iter().map(hash).collect())
}

fn judge_inclusion(case: &Value) -> Result<(), Unproven> {
    let (index, size) = (case["leafIdx"].as_u64().unwrap(), case["treeSize"].as_u64().unwrap());
    verify_inclusion(&hash(&case["leafHash"])?, index, size, &path(&case["proof"])?, &hash(&case["root"])?)
}

fn judge_consistency(case: &Value) -> Result<(), Unproven> {
    let (old, new) = (case["size1"].as_u64().unwrap(), case["size2"].as_u64().unwrap());
    // Where only equality matters the vectors use words for roots; any other hash serves as well.
    let root = |name: &str| {
        hash(&case[name]).unwrap_or_else(|_| leaf_hash(case[name].as_str().unwrap_or_default().as_bytes()))
    };
    verify_consistency(old, new, &root("root1"), &root("root2"), &path(&case["proof"])?)
}

fn cases(file: &str) -> Option<Vec<Value>> {
    let text = std::fs::read_to_string(vectors::folder("merkle")?.join(file)).unwrap();
    let cases: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(cases.len(), 98);
    assert!(cases.iter().any(|case| case["wantErr"] == false));
    Some(cases)
}

#[test]
fn the_published_inclusion_proofs_are_judged_as_they_say() {
    for case in cases("inclusion.jsonl").unwrap_or_default() {
        assert_eq!(judge_inclusion(&case).is_err(), case["wantErr"].as_bool().unwrap(), "{}", case["name"]);
    }
}

#[test]
fn the_published_consistency_proofs_are_judged_as_they_say() {
    for case in cases("consistency.jsonl").unwrap_or_default() {
        assert_eq!(judge_consistency(&case).is_err(), case["wantErr"].as_bool().unwrap(), "{}", case["name"]);
    }
}

#[test]
fn a_leaf_and_the_empty_tree_have_the_hashes_of_the_standard() {
    assert_eq!(root_of(&[]).to_string(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_eq!(leaf_hash(b"").to_string(), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
}

#[test]
fn the_frontier_the_sum_and_the_definition_agree_at_every_size() {
    let all = leaves(300);
    let mut frontier = Frontier::default();
    for size in 0..=all.len() {
        assert_eq!(frontier.root(), root_by_definition(&all[..size]), "size {size}");
        assert_eq!(frontier.root(), root_of(&all[..size]));
        assert_eq!(frontier.size(), size as u64);
        assert_eq!(frontier.peaks().len(), size.count_ones() as usize);
        assert_eq!(Frontier::from_bytes(&frontier.to_bytes()).as_ref(), Ok(&frontier));
        if let Some(&leaf) = all.get(size) {
            frontier.append(leaf);
        }
    }
}

#[test]
fn a_frontier_of_the_wrong_length_is_refused() {
    let mut frontier = Frontier::default();
    leaves(5).into_iter().for_each(|leaf| frontier.append(leaf));
    let bytes = frontier.to_bytes();
    for length in 0..bytes.len() {
        assert!(Frontier::from_bytes(&bytes[..length]).is_err(), "{length}");
    }
    let longer = [bytes.as_slice(), &[0; 32]].concat();
    assert_eq!(Frontier::from_bytes(&longer), Err(BadFrontier { size: 5, wanted: 72, found: 104 }));
}

#[test]
fn every_inclusion_proof_below_seventy_holds_and_no_flipped_bit_does() {
    let all = leaves(70);
    for size in 1..70u64 {
        let root = root_of(&all[..size as usize]);
        for index in 0..size {
            let leaf = all[index as usize];
            let path = inclusion(&mut all.as_slice(), index, size).unwrap();
            assert_eq!(verify_inclusion(&leaf, index, size, &path, &root), Ok(()), "{index} of {size}");
            for bit in 0..path.len() * 256 {
                // Every bit of every step of small trees; one in 64 of large ones.
                if size > 20 && bit % 64 != index as usize % 64 {
                    continue;
                }
                let mut bent = path.clone();
                bent[bit / 256].0[bit % 256 / 8] ^= 1 << (bit % 8);
                assert!(verify_inclusion(&leaf, index, size, &bent, &root).is_err());
            }
            assert!(verify_inclusion(&flip(leaf), index, size, &path, &root).is_err());
            assert!(verify_inclusion(&leaf, index, size, &path, &flip(root)).is_err());
            assert!(verify_inclusion(&leaf, index, size, &[path.as_slice(), &[leaf]].concat(), &root).is_err());
            assert!(
                (0..70)
                    .filter(|&other| other != index)
                    .all(|other| verify_inclusion(&leaf, other, size, &path, &root).is_err())
            );
        }
    }
}

#[test]
fn every_consistency_proof_below_seventy_holds_and_no_flipped_bit_does() {
    let all = leaves(70);
    for new in 1..70u64 {
        let new_root = root_of(&all[..new as usize]);
        for old in 1..=new {
            let old_root = root_of(&all[..old as usize]);
            let path = consistency(&mut all.as_slice(), old, new).unwrap();
            assert_eq!(verify_consistency(old, new, &old_root, &new_root, &path), Ok(()), "{old} to {new}");
            for bit in 0..path.len() * 256 {
                if new > 20 && bit % 64 != old as usize % 64 {
                    continue;
                }
                let mut bent = path.clone();
                bent[bit / 256].0[bit % 256 / 8] ^= 1 << (bit % 8);
                assert!(verify_consistency(old, new, &old_root, &new_root, &bent).is_err());
            }
            assert!(verify_consistency(old, new, &flip(old_root), &new_root, &path).is_err());
            assert!(verify_consistency(old, new, &old_root, &flip(new_root), &path).is_err());
            assert!(
                verify_consistency(old, new, &old_root, &new_root, &[path.as_slice(), &[old_root]].concat()).is_err()
            );
            if let Some((_, shorter)) = path.split_last() {
                assert!(verify_consistency(old, new, &old_root, &new_root, shorter).is_err());
            }
        }
    }
}

fn flip(mut hash: Hash) -> Hash {
    hash.0[17] ^= 4;
    hash
}

#[test]
fn a_proof_that_cannot_be_made_says_why() {
    let all = leaves(5);
    assert_eq!(inclusion(&mut all.as_slice(), 5, 5), Err(NoProof::Outside { asked: 5, size: 5 }));
    assert_eq!(consistency(&mut all.as_slice(), 6, 5), Err(NoProof::Outside { asked: 6, size: 5 }));
    assert_eq!(consistency(&mut all.as_slice(), 0, 5), Err(NoProof::Outside { asked: 0, size: 5 }));
    assert_eq!(inclusion(&mut all.as_slice(), 0, 8), Err(NoProof::Missing(4..8)));
}

proptest! {
    #[test]
    fn large_trees_prove_as_small_ones_do(size in 1u64..3000, a in any::<u64>(), b in any::<u64>()) {
        let all = leaves(size);
        let root = root_of(&all);
        let index = a % size;
        let path = inclusion(&mut all.as_slice(), index, size).unwrap();
        prop_assert_eq!(verify_inclusion(&all[index as usize], index, size, &path, &root), Ok(()));
        let old = b % size + 1;
        let path = consistency(&mut all.as_slice(), old, size).unwrap();
        prop_assert_eq!(verify_consistency(old, size, &root_of(&all[..old as usize]), &root, &path), Ok(()));
    }

    #[test]
    fn hostile_sizes_and_paths_are_judged_without_harm(a in any::<u64>(), b in any::<u64>(), path in proptest::collection::vec(any::<[u8; 32]>().prop_map(Hash), 0..70)) {
        let (leaf, root) = (leaf_hash(b"a"), leaf_hash(b"b"));
        prop_assert!(verify_inclusion(&leaf, a, b, &path, &root).is_err());
        prop_assert!(verify_consistency(a, b, &leaf, &root, &path).is_err());
    }
}
