//! The content: chunks of 64 KiB, each under the file's key, its place and whether it is the last.

use std::io::{self, BufRead, Read, Write};

use chacha20poly1305::aead::Aead;
use chacha20poly1305::{ChaCha20Poly1305, KeyInit};

const CHUNK: usize = 64 * 1024;
const TAG: usize = 16;

struct Chunks {
    key: ChaCha20Poly1305,
    count: u64,
}

impl Chunks {
    fn new(key: &[u8; 32]) -> Chunks {
        Chunks { key: ChaCha20Poly1305::new(key.into()), count: 0 }
    }

    /// The place in eleven bytes, then whether it is the last.
    fn nonce(&mut self, last: bool) -> [u8; 12] {
        let mut nonce = [0; 12];
        nonce[3..11].copy_from_slice(&self.count.to_be_bytes());
        nonce[11] = u8::from(last);
        self.count += 1;
        nonce
    }
}

/// Takes the content; [`Sealer::finish`] must be called at its end, or the file does not open.
pub struct Sealer<W: Write> {
    to: W,
    chunks: Chunks,
    chunk: Vec<u8>,
}

impl<W: Write> Sealer<W> {
    pub(super) fn new(to: W, key: &[u8; 32]) -> Sealer<W> {
        Sealer { to, chunks: Chunks::new(key), chunk: Vec::with_capacity(CHUNK) }
    }

    fn put(&mut self, last: bool) -> io::Result<()> {
        let nonce = self.chunks.nonce(last);
        let sealed = self.chunks.key.encrypt(&nonce.into(), &self.chunk[..]).expect("a chunk is below the limit");
        self.chunk.clear();
        self.to.write_all(&sealed)
    }

    pub fn finish(mut self) -> io::Result<W> {
        self.put(true)?;
        Ok(self.to)
    }
}

impl<W: Write> Write for Sealer<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // A full chunk waits until more comes: the last one may be full and never empty.
        if self.chunk.len() == CHUNK && !bytes.is_empty() {
            self.put(false)?;
        }
        let taken = bytes.len().min(CHUNK - self.chunk.len());
        self.chunk.extend_from_slice(&bytes[..taken]);
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

/// Gives the content; nothing of a chunk that does not open.
pub struct Opener<R: BufRead> {
    from: R,
    chunks: Chunks,
    chunk: Vec<u8>,
    given: usize,
    ended: bool,
}

impl<R: BufRead> Opener<R> {
    pub(super) fn new(from: R, key: &[u8; 32]) -> Opener<R> {
        Opener { from, chunks: Chunks::new(key), chunk: Vec::new(), given: 0, ended: false }
    }

    fn next(&mut self) -> io::Result<()> {
        let mut sealed = Vec::with_capacity(CHUNK + TAG);
        Read::take(&mut self.from, (CHUNK + TAG) as u64).read_to_end(&mut sealed)?;
        let last = self.from.fill_buf()?.is_empty();
        let first = self.chunks.count == 0;
        let nonce = self.chunks.nonce(last);
        let damaged = || io::Error::new(io::ErrorKind::InvalidData, super::NotOpened::Damaged);
        self.chunk = self.chunks.key.decrypt(&nonce.into(), &sealed[..]).map_err(|_| damaged())?;
        if self.chunk.is_empty() && !first {
            return Err(damaged());
        }
        (self.given, self.ended) = (0, last);
        Ok(())
    }
}

impl<R: BufRead> Read for Opener<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        while self.given == self.chunk.len() {
            if self.ended {
                return Ok(0);
            }
            self.next()?;
        }
        let some = to.len().min(self.chunk.len() - self.given);
        to[..some].copy_from_slice(&self.chunk[self.given..self.given + some]);
        self.given += some;
        Ok(some)
    }
}
