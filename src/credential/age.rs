//! The age format, version 1 (<https://age-encryption.org/v1>), to one X25519 recipient: what is sealed to a public key only its
//! private half opens, chunk by chunk, so that no file is too large for the memory.
//!
//! Written here over the same primitives as everything else of this room, so that chance comes in from outside and a sealed file is a
//! function of its arguments; the published tools open what is written here, and a file of theirs is among the tests.

mod header;
mod stream;

pub use header::{Header, Stanza};
pub use stream::{Opener, Sealer};

use std::io::{BufRead, Write};

use chacha20poly1305::aead::Aead;
use chacha20poly1305::{ChaCha20Poly1305, KeyInit};
use hkdf::Hkdf;
use sha2::Sha256;
use x25519_dalek::{X25519_BASEPOINT_BYTES, x25519};
use zeroize::Zeroizing;

use super::entropy::{Entropy, NoEntropy};

/// The length of a public or private key, in bytes.
pub const KEY: usize = 32;
/// The first line of every file of this format.
pub const MAGIC: &[u8] = b"age-encryption.org/v1\n";

const FILE_KEY: usize = 16;
const X25519: &str = "X25519";

/// Why a file does not open.
#[derive(Debug, thiserror::Error)]
pub enum NotOpened {
    #[error("it is no file of the age format")]
    Format,
    #[error("it is not sealed to this key")]
    OtherKey,
    #[error("it is damaged or cut off")]
    Damaged,
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// A private key. It leaves memory with its owner.
#[derive(Clone)]
pub struct Identity(Zeroizing<[u8; KEY]>);

impl Identity {
    pub fn new(private: Zeroizing<[u8; KEY]>) -> Identity {
        Identity(private)
    }

    pub fn generate(entropy: &mut dyn Entropy) -> Result<Identity, NoEntropy> {
        let mut private = Zeroizing::new([0; KEY]);
        entropy.fill(private.as_mut())?;
        Ok(Identity(private))
    }

    pub fn public(&self) -> [u8; KEY] {
        x25519(*self.0, X25519_BASEPOINT_BYTES)
    }

    /// The key itself, for whoever wraps it.
    pub fn expose(&self) -> &[u8; KEY] {
        &self.0
    }

    fn file_key(&self, header: &Header) -> Option<FileKey> {
        let public = self.public();
        header.stanzas.iter().filter(|stanza| stanza.words.first().is_some_and(|word| word == X25519)).find_map(
            |stanza| {
                let [_, share] = &stanza.words[..] else { return None };
                let share: [u8; KEY] = header::decode(share)?.try_into().ok()?;
                let key = wrapping(&x25519(*self.0, share), &share, &public)?;
                let opened = Zeroizing::new(key.decrypt(&[0; 12].into(), &stanza.body[..]).ok()?);
                Some(FileKey(Zeroizing::new(opened.as_slice().try_into().ok()?)))
            },
        )
    }
}

/// What opens one file and no other.
pub struct FileKey(Zeroizing<[u8; FILE_KEY]>);

impl FileKey {
    fn derive(&self, salt: &[u8], purpose: &[u8]) -> Zeroizing<[u8; 32]> {
        let mut key = Zeroizing::new([0; 32]);
        Hkdf::<Sha256>::new(Some(salt), self.0.as_ref()).expand(purpose, key.as_mut()).expect("32 bytes are few");
        key
    }
}

/// The key that wraps a file key. None for a share of low order, with which everybody shares the same secret.
fn wrapping(shared: &[u8; 32], share: &[u8; KEY], recipient: &[u8; KEY]) -> Option<ChaCha20Poly1305> {
    if shared == &[0; 32] {
        return None;
    }
    let mut key = Zeroizing::new([0; 32]);
    Hkdf::<Sha256>::new(Some(&[*share, *recipient].concat()), shared)
        .expand(b"age-encryption.org/v1/X25519", key.as_mut())
        .expect("32 bytes are few");
    Some(ChaCha20Poly1305::new((&*key).into()))
}

/// The chance that one sealed file takes.
pub struct Draw {
    file_key: FileKey,
    ephemeral: Identity,
    nonce: [u8; 16],
}

impl Draw {
    pub fn from(entropy: &mut dyn Entropy) -> Result<Draw, NoEntropy> {
        let mut file_key = Zeroizing::new([0; FILE_KEY]);
        entropy.fill(file_key.as_mut())?;
        let ephemeral = Identity::generate(entropy)?;
        let mut nonce = [0; 16];
        entropy.fill(&mut nonce)?;
        Ok(Draw { file_key: FileKey(file_key), ephemeral, nonce })
    }

    /// What opens the file that was sealed with this chance: it is read again before it is called done.
    pub fn opens(&self) -> &FileKey {
        &self.file_key
    }
}

/// Begins a file that `recipient` opens. `beside` goes into the header as it is: other readers pass over what they do not know.
pub fn seal<W: Write>(
    mut to: W,
    recipient: &[u8; KEY],
    beside: Vec<Stanza>,
    draw: &Draw,
) -> std::io::Result<Sealer<W>> {
    let share = draw.ephemeral.public();
    let shared = x25519(*draw.ephemeral.0, *recipient);
    let key = wrapping(&shared, &share, recipient).ok_or(std::io::ErrorKind::InvalidInput)?;
    let body = key.encrypt(&[0; 12].into(), &draw.file_key.0[..]).expect("16 bytes are far below the cipher's limit");
    let own = Stanza { words: vec![X25519.to_owned(), header::encode(&share)], body };
    let header = Header { stanzas: [vec![own], beside].concat() };
    to.write_all(&header.to_bytes(&draw.file_key.derive(&[], b"header")))?;
    to.write_all(&draw.nonce)?;
    Ok(Sealer::new(to, &draw.file_key.derive(&draw.nonce, b"payload")))
}

/// Opens what was sealed to this key; the reader gives the content and ends in an error where it was changed or cut off.
pub fn open<R: BufRead>(mut from: R, identity: &Identity) -> Result<Opener<R>, NotOpened> {
    let (header, mac) = Header::read(&mut from)?;
    let key = identity.file_key(&header).ok_or(NotOpened::OtherKey)?;
    begin(from, &header, &mac, &key)
}

/// The same with the key of this one file.
pub fn open_with<R: BufRead>(mut from: R, key: &FileKey) -> Result<Opener<R>, NotOpened> {
    let (header, mac) = Header::read(&mut from)?;
    begin(from, &header, &mac, key)
}

fn begin<R: BufRead>(mut from: R, header: &Header, mac: &[u8], key: &FileKey) -> Result<Opener<R>, NotOpened> {
    if !header.is_under(&key.derive(&[], b"header"), mac) {
        return Err(NotOpened::Damaged);
    }
    let mut nonce = [0; 16];
    from.read_exact(&mut nonce).map_err(|_| NotOpened::Damaged)?;
    Ok(Opener::new(from, &key.derive(&nonce, b"payload")))
}

#[cfg(test)]
mod tests;
