//! Base58 in Bitcoin's alphabet, as `did:key` and proof values are written in it. Reading is the library's ([`super::did`]). Writing
//! is here because the library divides digit by digit, which took a tenth of the time in which a certificate is issued; a property
//! holds the two together.

const DIGITS: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/// How many digits one division gives: the remainder of one more would not fit a limb.
const AT_ONCE: u32 = 5;
const DIVISOR: u64 = 58_u64.pow(AT_ONCE);

/// The digits of a big-endian number; each leading zero byte is a 1.
pub fn encode(bytes: &[u8]) -> String {
    let limb = |part: &[u8]| part.iter().fold(0, |limb, byte| limb << 8 | u64::from(*byte));
    let mut limbs: Vec<u64> = bytes.rchunks(4).rev().map(limb).collect();
    // The least digit first.
    let mut digits = Vec::with_capacity(bytes.len() * 3 / 2 + AT_ONCE as usize);
    while let Some(first) = limbs.iter().position(|limb| *limb != 0) {
        let mut rest = 0;
        for limb in &mut limbs[first..] {
            let value = rest << 32 | *limb;
            (*limb, rest) = (value / DIVISOR, value % DIVISOR);
        }
        for _ in 0..AT_ONCE {
            digits.push(DIGITS[(rest % 58) as usize]);
            rest /= 58;
        }
    }
    // The last division gives zeros that stand before the number.
    let length = digits.iter().rposition(|digit| *digit != DIGITS[0]).map_or(0, |last| last + 1);
    digits.truncate(length);
    digits.extend(bytes.iter().take_while(|byte| **byte == 0).map(|_| DIGITS[0]));
    digits.reverse();
    String::from_utf8(digits).expect("digits are ASCII")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// From draft-msporny-base58-03, §5.
    #[test]
    fn published_bytes_are_written_as_published() {
        assert_eq!(encode(b"Hello World!"), "2NEpo7TZRRrLZSi2U");
        assert_eq!(
            encode(b"The quick brown fox jumps over the lazy dog."),
            "USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z"
        );
        assert_eq!(encode(&[0, 0, 0x28, 0x7f, 0xb4, 0xcd]), "11233QC4");
        assert_eq!(encode(&[]), "");
        assert_eq!(encode(&[0; 3]), "111");
    }

    proptest! {
        #[test]
        fn the_library_writes_the_same(bytes in proptest::collection::vec(any::<u8>(), 0..100), zeros in 0..20_usize) {
            let bytes = [vec![0; zeros], bytes].concat();
            prop_assert_eq!(encode(&bytes), bs58::encode(&bytes).into_string());
        }
    }
}
