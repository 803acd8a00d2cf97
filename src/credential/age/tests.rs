use std::io::Read as _;

use super::*;
use crate::credential::entropy::SeededEntropy;
use proptest::prelude::*;

fn identity() -> Identity {
    Identity::generate(&mut SeededEntropy::new(b"age")).unwrap()
}

fn sealed(content: &[u8]) -> Vec<u8> {
    let draw = Draw::from(&mut SeededEntropy::new(b"one file")).unwrap();
    let beside = Stanza { words: vec!["of-another-kind".into(), "argument".into()], body: vec![7; 96] };
    let mut sealer = seal(Vec::new(), &identity().public(), vec![beside], &draw).unwrap();
    sealer.write_all(content).unwrap();
    let bytes = sealer.finish().unwrap();
    let mut again = Vec::new();
    open_with(&bytes[..], draw.opens()).unwrap().read_to_end(&mut again).unwrap();
    assert_eq!(again, content, "whoever sealed it reads it again");
    bytes
}

fn opened(bytes: &[u8], identity: &Identity) -> Result<Vec<u8>, NotOpened> {
    let mut content = Vec::new();
    open(bytes, identity)?.read_to_end(&mut content)?;
    Ok(content)
}

#[test]
fn what_was_sealed_opens_at_every_length_around_a_chunk() {
    for length in [0, 1, 63, 65535, 65536, 65537, 131_071, 131_072, 131_073] {
        let content: Vec<u8> = (0..length).map(|n: u32| (n % 251) as u8).collect();
        assert_eq!(opened(&sealed(&content), &identity()).unwrap(), content, "{length}");
    }
}

/// Made by `age` 1.1.1 from the text below, for the recipient of that key.
#[test]
fn a_file_of_the_published_tool_opens() {
    let private = include_bytes!("tests/identity.bin");
    let identity = Identity::new(Zeroizing::new(*private));
    assert_eq!(opened(include_bytes!("tests/by_age.age"), &identity).unwrap(), "只有口令能打开。\n".as_bytes());
}

#[test]
fn another_key_opens_nothing() {
    let other = Identity::generate(&mut SeededEntropy::new(b"another")).unwrap();
    assert!(matches!(opened(&sealed(b"secret"), &other), Err(NotOpened::OtherKey)));
    assert!(matches!(opened(b"SQLite format 3\0", &other), Err(NotOpened::Format)));
}

#[test]
fn a_file_cut_off_anywhere_does_not_open() {
    let whole = sealed(&[5; 70_000]);
    let near_chunks = [whole.len() - 4465, whole.len() - 4464, whole.len() - 4463, whole.len() - 1, 300];
    for end in (0..whole.len()).step_by(611).chain(near_chunks) {
        assert!(opened(&whole[..end], &identity()).is_err(), "{end}");
    }
    assert!(opened(&[&whole[..], b"x"].concat(), &identity()).is_err(), "nor one with more behind it");
}

proptest! {
    #[test]
    fn no_flipped_bit_goes_unseen(at in any::<prop::sample::Index>(), bit in 0..8u32) {
        let mut bytes = sealed(b"the content of one file");
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        prop_assert!(opened(&bytes, &identity()).is_err(), "byte {}", at);
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let begun = [MAGIC, &bytes].concat();
        prop_assert!(opened(&begun, &identity()).is_err());
    }
}
