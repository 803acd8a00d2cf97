//! What a sheet is marked by, in one digest: the paper and the standard that its marks are marks of.
//!
//! A sheet that said both digests in full would be mostly that: 128 of its 400 characters, the same in every sheet of a batch. A number that
//! points at a row of the file would be short and bind nothing: whoever rewrites the file rewrites what stands in that row. A sheet's
//! basis is one SHA-256, under a tag of its own, over both digests, each with its length before it. Whoever finds another paper or another
//! standard under the same basis has found a collision of SHA-256, as they would have to for the digests themselves; so a signature over the
//! basis binds the examiner's marks to that paper and that standard and to no other, and no row of the file is asked. Whoever holds the two
//! texts makes the digests and the basis again: `check` makes the digest of every paper and standard from its text, and holds every sheet that
//! counts against their basis.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;

use super::tags::BASIS;
use crate::domain::id::{Basis, Digest};

/// The basis of sheets that are marked by this paper under this standard.
pub fn basis(standard: &Digest, paper: &Digest) -> Basis {
    Basis(BASE64_URL_SAFE_NO_PAD.encode(BASIS.hash(&[standard.0.as_bytes(), paper.0.as_bytes()]).0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_basis_is_of_one_paper_and_one_standard_in_their_places() {
        let digest = |text: &str| Digest(text.repeat(64 / text.len()));
        let (a, b) = (digest("a"), digest("b"));
        let all = [basis(&a, &b), basis(&b, &a), basis(&a, &a), basis(&b, &b)];
        for (i, one) in all.iter().enumerate() {
            assert_eq!(one.0.len(), 43);
            assert!(all[i + 1..].iter().all(|other| other != one), "{i}");
        }
        // Where one ends and the other begins is part of it.
        assert_ne!(basis(&Digest("ab".into()), &Digest("c".into())), basis(&Digest("a".into()), &Digest("bc".into())));
    }
}
