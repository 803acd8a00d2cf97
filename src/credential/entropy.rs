//! Where chance comes in: salts, nonces, keys and draws. Injected, so that demo and tests can repeat it.

use super::tags;
use crate::domain::language::{Lang, Say};
use crate::say;

/// The operating system gave no random bytes; nothing secret may be made now.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no random bytes from the operating system: {0}")]
pub struct NoEntropy(String);

impl Say for NoEntropy {
    fn say(&self, lang: Lang) -> String {
        let words = &self.0;
        say!(
            lang,
            "操作系统没有给出随机数（{words}），本次操作没有进行。请重新启动电脑后再试。",
            "The operating system gave no random bytes ({words}); nothing was done. Restart the computer and try again."
        )
    }
}

/// A source of bytes that nobody can foresee, or, in demo and tests, that everybody can.
pub trait Entropy {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), NoEntropy>;

    /// `N` fresh bytes: a salt, a nonce, a key.
    fn array<const N: usize>(&mut self) -> Result<[u8; N], NoEntropy>
    where
        Self: Sized,
    {
        let mut bytes = [0; N];
        self.fill(&mut bytes)?;
        Ok(bytes)
    }
}

/// The operating system's own generator: the only one for real work.
#[derive(Clone, Copy, Debug, Default)]
pub struct OsEntropy;

impl Entropy for OsEntropy {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), NoEntropy> {
        getrandom::fill(bytes).map_err(|error| NoEntropy(error.to_string()))
    }
}

/// The same bytes for the same seed, for ever: SHA-256 of seed and block number. Protects nothing.
#[derive(Clone, Debug)]
pub struct SeededEntropy {
    seed: Vec<u8>,
    next_block: u64,
    block: [u8; 32],
    used: usize,
}

impl SeededEntropy {
    pub fn new(seed: &[u8]) -> Self {
        SeededEntropy { seed: seed.to_vec(), next_block: 0, block: [0; 32], used: 32 }
    }
}

impl Entropy for SeededEntropy {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), NoEntropy> {
        for byte in bytes {
            if self.used == self.block.len() {
                self.block = tags::SEEDED_ENTROPY.hash(&[&self.seed, &self.next_block.to_be_bytes()]).0;
                self.next_block += 1;
                self.used = 0;
            }
            *byte = self.block[self.used];
            self.used += 1;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_seed_gives_one_stream_however_it_is_cut() {
        let whole: [u8; 100] = SeededEntropy::new(b"demo").array().unwrap();
        let mut source = SeededEntropy::new(b"demo");
        let mut pieces = Vec::new();
        for length in [0, 1, 31, 32, 33, 3] {
            let mut piece = vec![0; length];
            source.fill(&mut piece).unwrap();
            pieces.extend(piece);
        }
        assert_eq!(pieces, whole);
        assert_ne!(whole[..32], whole[32..64], "blocks must differ");
        assert_ne!(whole, SeededEntropy::new(b"other").array::<100>().unwrap());
    }

    #[test]
    fn the_operating_system_never_gives_the_same_key_twice() {
        assert_ne!(OsEntropy.array::<32>().unwrap(), OsEntropy.array::<32>().unwrap());
    }
}
