use super::*;
use crate::credential::tree::leaf_hash;
use proptest::prelude::*;

fn code(size: u64, seed: u64) -> CheckpointCode {
    let root = leaf_hash(&seed.to_be_bytes());
    CheckpointCode::of(&Checkpoint { origin: "touchstone/S000043000012/0123456789abcdef".into(), size, root })
}

/// The characters with a mark where groups meet, as a person types them.
fn characters(code: &CheckpointCode) -> Vec<char> {
    code.to_string().chars().collect()
}

#[test]
fn a_code_is_the_same_for_ever() {
    // SHA-256 over the tag "touchstone/1/checkpoint-code", the origin, the size and the root, each behind its length.
    assert_eq!(code(1043, 1).to_string(), "1043A-8KQ3A-TM45M-71GRC-44J3E-F2888-EVTX2-GCGMD");
}

#[test]
fn a_code_is_read_however_it_is_typed() {
    let code = code(1_010_043, 5);
    let text = code.to_string();
    let wide: String = text.chars().map(|c| char::from_u32(c as u32 + 0xfee0).unwrap()).collect();
    let spellings = [
        text.clone(),
        text.to_lowercase(),
        text.replace('-', " "),
        text.replace('-', ""),
        text.replace('-', "　－ "),
        text.replace('0', "O").replace('1', "I"),
        text.replace('0', "o").replace('1', "l"),
        format!("  {text}\n"),
        wide,
    ];
    for typed in spellings {
        assert_eq!(CheckpointCode::parse(&typed), Ok(code), "{typed}");
    }
}

#[test]
fn what_is_wrong_with_a_code_is_told_with_its_group() {
    let good = code(1043, 1).groups();
    let with = |group: usize, text: &str| {
        let mut groups = good.clone();
        groups[group - 1] = text.to_owned();
        CheckpointCode::parse(&groups.join("-"))
    };
    assert_eq!(with(3, "AB"), Err(BadCode::GroupLength { group: 3, found: 2 }));
    assert_eq!(with(3, "AB!DE"), Err(BadCode::Character { group: 3, found: '!' }));
    assert_eq!(with(3, "ABUDE"), Err(BadCode::Character { group: 3, found: 'U' }));
    assert_eq!(with(1, "1A43K"), Err(BadCode::Character { group: 1, found: 'A' }));
    assert_eq!(with(1, &good[0].replace("1043", "1044")), Err(BadCode::Mistyped { groups: vec![1] }));
    assert_eq!(CheckpointCode::parse(""), Err(BadCode::Length { found: 0 }));
    assert_eq!(CheckpointCode::parse(&good[1..].concat()), Err(BadCode::Length { found: 35 }));
    assert_eq!(with(1, "10437"), Err(BadCode::Character { group: 1, found: '7' }));
    assert_eq!(with(1, "0A"), Err(BadCode::Size));
    for bad in [BadCode::Length { found: 3 }, BadCode::Mistyped { groups: vec![2, 5] }, BadCode::Size] {
        assert!(!bad.say(Lang::En).chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)));
    }
}

#[test]
fn the_code_changes_with_origin_size_and_root() {
    let base = Checkpoint { origin: "touchstone/a/b".into(), size: 7, root: leaf_hash(b"x") };
    let of = |checkpoint: &Checkpoint| CheckpointCode::of(checkpoint).digits;
    assert_ne!(of(&base), of(&Checkpoint { origin: "touchstone/a/c".into(), ..base.clone() }));
    assert_ne!(of(&base), of(&Checkpoint { size: 8, ..base.clone() }));
    assert_ne!(of(&base), of(&Checkpoint { root: leaf_hash(b"y"), ..base.clone() }));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn every_code_is_read_back(size in 1..=u64::MAX, seed: u64) {
        let code = code(size, seed);
        prop_assert_eq!(CheckpointCode::parse(&code.to_string()), Ok(code));
        prop_assert_eq!(CheckpointCode::parse(&code.groups().concat()), Ok(code));
    }

    /// Every wrong character at every place, and every two neighbours, across groups too.
    #[test]
    fn one_wrong_character_and_two_exchanged_neighbours_are_caught(size in 1..10_000_000u64, seed: u64) {
        let code = code(size, seed);
        let good = characters(&code);
        let places: Vec<usize> = (0..good.len()).filter(|at| good[*at] != '-').collect();
        for (n, &at) in places.iter().enumerate() {
            for &other in ALPHABET {
                let mut typed = good.clone();
                typed[at] = char::from(other);
                let read = CheckpointCode::parse(&typed.iter().collect::<String>());
                prop_assert_eq!(read == Ok(code), typed == good);
                prop_assert!(typed == good || read.is_err(), "{:?}", typed);
            }
            if let Some(&next) = places.get(n + 1) {
                let mut typed = good.clone();
                typed.swap(at, next);
                let read = CheckpointCode::parse(&typed.iter().collect::<String>());
                prop_assert!(typed == good || read.is_err(), "{:?}", typed);
            }
        }
        let mut groups = code.groups();
        groups.swap(2, 5);
        prop_assert!(groups == code.groups() || CheckpointCode::parse(&groups.join("-")).is_err());
    }

    #[test]
    fn hostile_text_is_refused_without_harm(text in "\\PC{0,80}") {
        let _ = CheckpointCode::parse(&text);
    }
}
