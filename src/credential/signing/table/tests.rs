use super::*;
use curve25519_dalek::constants::{ED25519_BASEPOINT_POINT, EIGHT_TORSION};
use ed25519_dalek::{Signature, VerifyingKey};
use proptest::prelude::*;

/// A key as the library has it, and as the table has it.
struct Both(Option<VerifyingKey>, Option<Table>);

impl Both {
    fn of(public: &[u8; 32]) -> Both {
        Both(VerifyingKey::from_bytes(public).ok(), Table::of(public))
    }

    /// Their verdicts, which must be one.
    fn verdict(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        let Both(library, table) = self;
        let given = Signature::from_bytes(signature);
        let library = library.is_some_and(|key| key.verify_strict(message, &given).is_ok());
        let table = table.as_ref().is_some_and(|table| table.verifies(&[(message, signature)]) == [true]);
        assert_eq!(library, table, "{signature:02x?}");
        table
    }
}

/// A signature by whoever knows the scalar of the key, and adds points of small order to the key and to the commitment as they like.
fn forged(
    secret: Scalar,
    nonce: Scalar,
    message: &[u8],
    (of_key, of_commitment): (usize, usize),
) -> ([u8; 32], [u8; 64]) {
    let public = (ED25519_BASEPOINT_POINT * secret + EIGHT_TORSION[of_key]).compress().to_bytes();
    let given = (ED25519_BASEPOINT_POINT * nonce + EIGHT_TORSION[of_commitment]).compress().to_bytes();
    let hashed = Sha512::new().chain_update(given).chain_update(public).chain_update(message).finalize();
    let scalar = nonce + Scalar::from_bytes_mod_order_wide(&hashed.into()) * secret;
    let signature = [given, scalar.to_bytes()].concat().try_into().unwrap();
    (public, signature)
}

/// Encodings at the edges: points of small order in every encoding, coordinates beyond the field, no point at all.
fn edges() -> Vec<[u8; 32]> {
    let mut edges: Vec<[u8; 32]> = EIGHT_TORSION.iter().map(|point| point.compress().to_bytes()).collect();
    for low in 0xda..=0xff {
        // The field's prime is 2²⁵⁵ − 19: from 0xed on these are beyond it.
        let mut beyond = [0xff; 32];
        (beyond[0], beyond[31]) = (low, 0x7f);
        edges.push(beyond);
    }
    edges.extend((0..8).map(|low| std::array::from_fn(|i| if i == 0 { low } else { 0 })));
    let signs: Vec<[u8; 32]> =
        edges.iter().map(|edge| std::array::from_fn(|i| edge[i] ^ if i == 31 { 0x80 } else { 0 })).collect();
    edges.extend(signs);
    edges
}

#[test]
fn keys_and_commitments_at_the_edges_come_out_as_the_library_has_them() {
    let scalars = [Scalar::ZERO, Scalar::ONE, -Scalar::ONE, Scalar::from(8_u8)];
    for public in edges() {
        let both = Both::of(&public);
        for given in edges() {
            for scalar in scalars {
                let signature = [given, scalar.to_bytes()].concat().try_into().unwrap();
                both.verdict(b"message", &signature);
            }
        }
    }
}

fn scalar() -> impl Strategy<Value = Scalar> {
    prop_oneof![
        8 => any::<[u8; 32]>().prop_map(Scalar::from_bytes_mod_order),
        1 => (0_u8..9).prop_map(Scalar::from),
        1 => (1_u8..9).prop_map(|small| -Scalar::from(small)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn it_verifies_what_the_library_verifies_strictly_and_nothing_else(
        secret in scalar(), nonce in scalar(), message in proptest::collection::vec(any::<u8>(), 0..80), bits in any::<[u16; 8]>()
    ) {
        for torsion in (0..8).flat_map(|key| [(key, 0), (0, key), (key, 8 - key - usize::from(key == 0)), (key, key)]) {
            let (public, signature) = forged(secret, nonce, &message, (torsion.0, torsion.1 % 8));
            let honest = torsion.0 == 0 && torsion.1 % 8 == 0 && secret != Scalar::ZERO && nonce != Scalar::ZERO;
            let both = Both::of(&public);
            prop_assert!(both.verdict(&message, &signature) || !honest);
            // One more than a whole turn of the scalar's order.
            let mut more = signature;
            let order: [u8; 32] = (-Scalar::ONE).to_bytes();
            let mut carry = 1_u16;
            for (byte, add) in more[32..].iter_mut().zip(order) {
                carry += u16::from(*byte) + u16::from(add);
                *byte = carry as u8;
                carry >>= 8;
            }
            prop_assert!(!both.verdict(&message, &more), "a scalar that is not reduced");
            for bit in bits.map(usize::from) {
                let mut other = signature;
                other[bit / 8 % 64] ^= 1 << (bit % 8);
                both.verdict(&message, &other);
            }
            let mut other = public;
            other[usize::from(bits[0]) % 32] ^= 1 << (bits[1] % 8);
            Both::of(&other).verdict(&message, &signature);
        }
    }
}
