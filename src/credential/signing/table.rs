//! A public key that verifies many signatures: its multiples are worked out once, so that each verification adds where it would double.
//!
//! It takes what the library's `verify_strict` takes and nothing else; properties over signatures and keys of every kind hold the two
//! together. A scalar that is not reduced and a weak key are refused. The commitment is worked out and compared byte by byte with the one
//! that was given, so that one in another encoding never fits, and one that fits is weak just where the one worked out is.

use std::sync::LazyLock;

use curve25519_dalek::constants::ED25519_BASEPOINT_POINT;
use curve25519_dalek::edwards::{CompressedEdwardsY, EdwardsPoint};
use curve25519_dalek::scalar::Scalar;
use curve25519_dalek::traits::Identity;
use sha2::{Digest, Sha512};

use super::{PUBLIC, SIGNATURE};

/// To make it takes 4,096 additions of points: it pays for a pile of signatures, never for one.
pub struct Table {
    public: [u8; PUBLIC],
    /// Of the key's point turned round: R = s·B + k·(−A).
    turned: Multiples,
}

static BASE: LazyLock<Multiples> = LazyLock::new(|| Multiples::of(ED25519_BASEPOINT_POINT));

/// A point times 1 to 128 times each power of 256, 640 KB: a multiple of it is a sum of at most 32 of these, by the bytes of the scalar.
/// How long that takes tells the scalar, which is nobody's secret where a signature is verified.
struct Multiples(Vec<EdwardsPoint>);

/// How many there are of each power.
const OF_EACH: usize = 128;

impl Multiples {
    fn of(point: EdwardsPoint) -> Multiples {
        let mut all = Vec::with_capacity(OF_EACH * 32);
        let mut power = point;
        for _ in 0..32 {
            let mut multiple = power;
            for _ in 1..OF_EACH {
                all.push(multiple);
                multiple += power;
            }
            all.push(multiple);
            power = multiple + multiple;
        }
        Multiples(all)
    }

    fn add_to(&self, sum: &mut EdwardsPoint, scalar: &Scalar) {
        let mut carry = 0;
        for (multiples, byte) in self.0.chunks_exact(OF_EACH).zip(scalar.as_bytes()) {
            // Above 128 it is taken from the next power. A reduced scalar ends far below that.
            let digit = usize::from(*byte) + carry;
            carry = usize::from(digit > OF_EACH);
            match digit {
                0 => {}
                1..=OF_EACH => *sum += multiples[digit - 1],
                256 => {}
                _ => *sum -= multiples[255 - digit],
            }
        }
    }
}

impl Table {
    /// None where the bytes are no point of the curve, or a weak one.
    pub fn of(public: &[u8; PUBLIC]) -> Option<Table> {
        let point = CompressedEdwardsY(*public).decompress().filter(|point| !point.is_small_order())?;
        Some(Table { public: *public, turned: Multiples::of(-point) })
    }

    /// The verdict on each. The commitments are encoded together, which takes one inversion in the field for them all.
    pub fn verifies(&self, signed: &[(&[u8], &[u8; SIGNATURE])]) -> Vec<bool> {
        let commitments: Vec<_> =
            signed.iter().map(|(message, signature)| self.commitment(message, signature)).collect();
        let points: Vec<_> = commitments.iter().map(|found| found.unwrap_or_default()).collect();
        let encoded = EdwardsPoint::compress_batch_alloc(&points);
        let verdict =
            |((found, encoded), (_, signature)): ((&Option<_>, CompressedEdwardsY), &(_, &[u8; SIGNATURE]))| {
                found.is_some() && encoded.as_bytes()[..] == signature[..PUBLIC]
            };
        commitments.iter().zip(encoded).zip(signed).map(verdict).collect()
    }

    /// The commitment that a signature must have been given with; none where there is none, or a weak one.
    fn commitment(&self, message: &[u8], signature: &[u8; SIGNATURE]) -> Option<EdwardsPoint> {
        let (given, scalar) = signature.split_at(PUBLIC);
        let scalar = Scalar::from_canonical_bytes(scalar.try_into().expect("the other half")).into_option()?;
        let hashed = Sha512::new().chain_update(given).chain_update(self.public).chain_update(message).finalize();
        let k = Scalar::from_bytes_mod_order_wide(&hashed.into());
        let mut commitment = EdwardsPoint::identity();
        BASE.add_to(&mut commitment, &scalar);
        self.turned.add_to(&mut commitment, &k);
        (!commitment.is_small_order()).then_some(commitment)
    }
}

#[cfg(test)]
mod tests;
