use super::*;
use ed25519_dalek::{Signer as _, SigningKey};
use proptest::prelude::*;

const TEXT: &str = "example.com/log\n15\n6yAxqtGtO0g9j9fdUUZ3B5QxgnWmCCq0Vf/y/t2hj3Q=\n";
const NAME: &str = "touchstone/S000043000012/0123456789abcdef";

fn key(seed: u8) -> SigningKey {
    SigningKey::from_bytes(&[seed; 32])
}

fn public(seed: u8) -> [u8; 32] {
    key(seed).verifying_key().to_bytes()
}

fn signed(seed: u8) -> Note {
    let key = key(seed);
    let sign = |bytes: &[u8]| key.sign(bytes).to_bytes();
    Note::sign(TEXT, NAME, &NoteSigner { key: public(seed), sign: &sign }).unwrap()
}

/// The published example of Go's `golang.org/x/mod/sumdb/note`: key `PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW`.
#[test]
fn a_published_note_verifies_under_its_published_key() {
    let text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n\
                — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
    let vkey = STANDARD.decode("ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW").unwrap();
    assert_eq!(vkey[0], ED25519);
    let key: [u8; 32] = vkey[1..].try_into().unwrap();
    assert_eq!(key_id("PeterNeumann", &key), [0xc7, 0x4f, 0x20, 0xa3]);
    let note = Note::parse(text.as_bytes()).unwrap();
    assert_eq!(note.verify("PeterNeumann", &key), Ok(()));
    assert_eq!(note.to_text(), text);
    assert_eq!(note.verify("Another", &key), Err(Unverified));
}

#[test]
fn a_note_is_read_back_as_it_was_written_and_holds_for_its_own_key_only() {
    let note = signed(7);
    assert_eq!(Note::parse(note.to_text().as_bytes()).as_ref(), Ok(&note));
    assert_eq!(note.verify(NAME, &public(7)), Ok(()));
    assert_eq!(note.verify(NAME, &public(8)), Err(Unverified));
    assert_eq!(note.verify("touchstone/S000043000012/0123456789abcdee", &public(7)), Err(Unverified));
}

#[test]
fn a_second_signature_of_a_stranger_neither_helps_nor_hurts() {
    let text = format!("{}{}", signed(7).to_text(), signed(8).to_text().lines().last().unwrap());
    let note = Note::parse(format!("{text}\n").as_bytes()).unwrap();
    assert_eq!(note.verify(NAME, &public(7)), Ok(()));
    assert_eq!(note.verify(NAME, &public(8)), Ok(()));
    assert_eq!(note.verify(NAME, &public(9)), Err(Unverified));
}

#[test]
fn what_is_no_note_is_refused() {
    let good = signed(7).to_text();
    let line = good.lines().last().unwrap().to_owned();
    let cases = [
        (String::new(), BadNote::Text),
        ("text\n".to_owned(), BadNote::Unsigned),
        ("text\n\n".to_owned(), BadNote::Unsigned),
        (good.trim_end().to_owned(), BadNote::Text),
        (good.replace('—', "-"), BadNote::Line),
        (good.replace("— ", "—  "), BadNote::Name),
        (good.replace("15", "1\t5"), BadNote::Text),
        (good.replace(&line, &line[..line.len() - 1]), BadNote::Line),
        (good.replace(&line, &format!("{line} ")), BadNote::Line),
        (good.replace('\n', "\r\n"), BadNote::Text),
        ("text\n\n— name AAAAAA==\n".to_owned(), BadNote::Line),
        ("text\n\n— na+me AAAAAAA=\n".to_owned(), BadNote::Name),
    ];
    for (text, why) in cases {
        assert_eq!(Note::parse(text.as_bytes()), Err(why), "{text:?}");
    }
    let sign = |_: &[u8]| [0; 64];
    let signer = NoteSigner { key: public(7), sign: &sign };
    assert_eq!(Note::sign("no line break", NAME, &signer), Err(BadNote::Text));
    assert_eq!(Note::sign(TEXT, "two words", &signer), Err(BadNote::Name));
}

proptest! {
    #[test]
    fn no_altered_byte_of_a_note_goes_unnoticed(at in any::<prop::sample::Index>(), bit in 0..8u32) {
        let mut bytes = signed(7).to_text().into_bytes();
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        let holds = Note::parse(&bytes).is_ok_and(|note| note.verify(NAME, &public(7)).is_ok());
        prop_assert!(!holds, "byte {at}, bit {bit}");
    }

    #[test]
    fn hostile_bytes_are_refused_without_harm(bytes in prop::collection::vec(any::<u8>(), 0..300), text in "[ -~\n—]{0,200}") {
        prop_assert!(Note::parse(&bytes).is_err());
        if let Ok(note) = Note::parse(text.as_bytes()) {
            prop_assert_eq!(note.to_text(), text);
        }
    }
}
