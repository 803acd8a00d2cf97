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
    let mut all: Vec<_> = texts.iter().map(|text| look(text)).collect();
    let mut read: Vec<&mut Looked> = all.iter_mut().flatten().collect();
    for of_one_key in read.chunk_by_mut(|one, next| one.proof.key == next.proof.key) {
        let Some(key) = Verifier::new(&of_one_key[0].proof.key) else { continue };
        let key = if of_one_key.len() < MANY { key } else { key.for_many() };
        let verdicts = key.verifies_each(&of_one_key.iter().map(|looked| looked.proof.signed()).collect::<Vec<_>>());
        of_one_key.iter_mut().zip(verdicts).for_each(|(looked, holds)| looked.holds = holds);
    }
    all
}

/// All but the signature.
fn look(text: &str) -> Result<Looked, BadProof> {
    let signed = integrity::read(text.as_bytes())?;
    Ok(Looked { said: said(&signed.document), proof: signed.proof, holds: false })
}
