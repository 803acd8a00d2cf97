//! Looking at credentials as anybody can who has nothing but them: read, verified and told; a pile of them on every core.

use super::said::{NotOurs, Said, said};
use crate::credential::integrity::{self, BadProof, GivenProof};
use crate::credential::signing::Verifier;

/// What a credential comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Looked {
    pub proof: GivenProof,
    /// Whether the key that the proof names made it.
    pub holds: bool,
    pub said: Result<Said, NotOurs>,
}

/// Looks at each by itself, strictly; the answers are in the order of the texts.
pub fn look_at_all(texts: &[&str]) -> Vec<Result<Looked, BadProof>> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        let part = |part| scope.spawn(move || look_in_turn(part));
        let parts: Vec<_> = texts.chunks(texts.len().div_ceil(cores).max(1)).map(part).collect();
        parts.into_iter().flat_map(|part| part.join().expect("looking does not panic")).collect()
    })
}

/// From how many credentials on it pays to work out the multiples of a key.
const MANY: usize = 128;

/// One after another: a pile is mostly of one key, which is made ready once.
fn look_in_turn(texts: &[&str]) -> Vec<Result<Looked, BadProof>> {
    let mut last: Option<Verifier> = None;
    let ready = |key: Verifier| if texts.len() < MANY { key } else { key.for_many() };
    let look = |text: &&str| {
        let signed = integrity::read(text.as_bytes())?;
        let proof = signed.proof;
        if !last.as_ref().is_some_and(|last| last.is(&proof.key)) {
            last = Verifier::new(&proof.key).map(ready);
        }
        let holds = last.as_ref().is_some_and(|key| proof.holds_by(key));
        Ok(Looked { proof, holds, said: said(&signed.document) })
    };
    texts.iter().map(look).collect()
}
