//! `did:key` identifiers: a public key that is its own name, so that nothing has to be looked up
//! (<https://www.w3.org/TR/cid-1.0/#multikey>, <https://w3c-ccg.github.io/did-key-spec/>).

use super::base58;
use super::signing::PUBLIC;

/// The multicodec of an Ed25519 public key.
const ED25519: [u8; 2] = [0xed, 0x01];
const SCHEME: &str = "did:key:";

/// Bytes as multibase in base58btc.
pub fn multibase(bytes: &[u8]) -> String {
    format!("z{}", base58::encode(bytes))
}

/// Reads what [`multibase`] writes; `N` bytes exactly. Base58 has one spelling for them: each leading 1 is a zero byte.
pub fn from_multibase<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    let length = bs58::decode(text.strip_prefix('z')?).onto(&mut bytes).ok()?;
    (length == N).then_some(bytes)
}

fn multikey(key: &[u8; PUBLIC]) -> String {
    multibase(&[&ED25519[..], key].concat())
}

/// `did:key:z6Mk…`.
pub fn did(key: &[u8; PUBLIC]) -> String {
    format!("{SCHEME}{}", multikey(key))
}

/// What a proof names its key by: the identifier, and the one key in it.
pub fn method(key: &[u8; PUBLIC]) -> String {
    let key = multikey(key);
    format!("{SCHEME}{key}#{key}")
}

/// The key of an identifier; none where it is another kind of DID or key.
pub fn key_of(did: &str) -> Option<[u8; PUBLIC]> {
    let bytes: [u8; PUBLIC + 2] = from_multibase(did.strip_prefix(SCHEME)?)?;
    bytes.strip_prefix(&ED25519)?.try_into().ok()
}

/// The key that a verification method names; the part after `#` must be the key itself.
pub fn key_of_method(method: &str) -> Option<[u8; PUBLIC]> {
    let (did, fragment) = method.split_once('#')?;
    (did.strip_prefix(SCHEME)? == fragment).then(|| key_of(did)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The key pair of the W3C's own vectors for `eddsa-jcs-2022`.
    const PUBLISHED: &str = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";

    #[test]
    fn a_published_identifier_is_read_and_written_alike() {
        let key = key_of(&format!("did:key:{PUBLISHED}")).unwrap();
        assert_eq!(did(&key), format!("did:key:{PUBLISHED}"));
        assert_eq!(key_of_method(&method(&key)), Some(key));
        assert_eq!(method(&key), format!("did:key:{PUBLISHED}#{PUBLISHED}"));
    }

    proptest! {
        #[test]
        fn whatever_is_read_is_spelled_as_it_would_be_written(
            zeros in "1{0,5}", digits in "[1-9A-HJ-NP-Za-km-z]{0,90}", other in "\\PC{0,90}"
        ) {
            let (long, short) = (format!("z{zeros}{digits}"), format!("z{}", &digits[..digits.len().min(6)]));
            for text in [&long, &short, &other] {
                if let Some(bytes) = from_multibase::<64>(text) {
                    prop_assert_eq!(&multibase(&bytes), text);
                }
                if let Some(bytes) = from_multibase::<4>(text) {
                    prop_assert_eq!(&multibase(&bytes), text);
                }
            }
        }

        #[test]
        fn bytes_read_back(bytes in any::<[u8; 32]>(), zeros in 0..32_usize) {
            let mut bytes = bytes;
            bytes[..zeros].fill(0);
            prop_assert_eq!(from_multibase(&multibase(&bytes)), Some(bytes));
        }
    }

    #[test]
    fn what_is_not_exactly_an_ed25519_key_is_none() {
        let other = PUBLISHED.replace("z6Mkr", "z6Mks");
        let wrong = [
            format!("did:web:{PUBLISHED}"),
            format!("did:key:{}", &PUBLISHED[1..]),
            format!("did:key:{}", &PUBLISHED[..40]),
            format!("did:key:{PUBLISHED}1"),
            format!("did:key:z1{}", &PUBLISHED[1..]),
            // A P-256 key.
            "did:key:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169".to_owned(),
            "did:key:".to_owned(),
        ];
        for did in wrong {
            assert_eq!(key_of(&did), None, "{did}");
        }
        assert_eq!(key_of_method(&format!("did:key:{PUBLISHED}#{other}")), None);
        assert_eq!(key_of_method(&format!("did:key:{PUBLISHED}")), None);
    }
}
