//! The header: lines of text that say to whom the file is sealed, under the file's own key.

use std::io::BufRead;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use hmac::{Hmac, Mac};
use sha2::Sha256;

use super::{MAGIC, NotOpened};

/// A line of base64 holds so many characters; a shorter one ends a body.
const COLUMNS: usize = 64;
/// No header of ours comes near it: a file that claims more is none.
const LONGEST: usize = 64 * 1024;

/// One way to the file's key, or something that goes with the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stanza {
    /// Its kind, then its arguments: visible ASCII, no blanks.
    pub words: Vec<String>,
    pub body: Vec<u8>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    pub stanzas: Vec<Stanza>,
}

pub(super) fn encode(bytes: &[u8]) -> String {
    STANDARD_NO_PAD.encode(bytes)
}

/// Strictly: one text for the same bytes.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    STANDARD_NO_PAD.decode(text).ok()
}

impl Header {
    fn covered(&self) -> Vec<u8> {
        let mut text = MAGIC.to_vec();
        for stanza in &self.stanzas {
            text.extend(format!("-> {}\n", stanza.words.join(" ")).into_bytes());
            let body = encode(&stanza.body);
            let mut rest = body.as_str();
            while rest.len() >= COLUMNS {
                let (line, more) = rest.split_at(COLUMNS);
                text.extend(format!("{line}\n").into_bytes());
                rest = more;
            }
            text.extend(format!("{rest}\n").into_bytes());
        }
        text.extend(b"---");
        text
    }

    fn mac(&self, key: &[u8; 32]) -> Hmac<Sha256> {
        let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(key).expect("HMAC takes a key of any length");
        mac.update(&self.covered());
        mac
    }

    pub(super) fn to_bytes(&self, key: &[u8; 32]) -> Vec<u8> {
        let mac = encode(&self.mac(key).finalize().into_bytes());
        [self.covered(), format!(" {mac}\n").into_bytes()].concat()
    }

    pub(super) fn is_under(&self, key: &[u8; 32], mac: &[u8]) -> bool {
        self.mac(key).verify_slice(mac).is_ok()
    }

    /// Reads a header and what authenticates it, and leaves the reader behind it.
    pub fn read(from: &mut impl BufRead) -> Result<(Header, Vec<u8>), NotOpened> {
        let mut lines = Lines { from, left: LONGEST };
        if lines.next()?.as_bytes() != MAGIC.trim_ascii_end() {
            return Err(NotOpened::Format);
        }
        let mut stanzas: Vec<Stanza> = Vec::new();
        loop {
            let line = lines.next()?;
            if let Some(mac) = line.strip_prefix("--- ") {
                let mac = decode(mac).filter(|mac| mac.len() == 32 && !stanzas.is_empty());
                return Ok((Header { stanzas }, mac.ok_or(NotOpened::Format)?));
            }
            let words = line.strip_prefix("-> ").ok_or(NotOpened::Format)?;
            let words: Vec<String> = words.split(' ').map(str::to_owned).collect();
            if words.iter().any(|word| word.is_empty() || !word.bytes().all(|byte| byte.is_ascii_graphic())) {
                return Err(NotOpened::Format);
            }
            let mut body = String::new();
            loop {
                let line = lines.next()?;
                body.push_str(&line);
                match line.len() {
                    COLUMNS => {}
                    0..COLUMNS => break,
                    _ => return Err(NotOpened::Format),
                }
            }
            stanzas.push(Stanza { words, body: decode(&body).ok_or(NotOpened::Format)? });
        }
    }
}

struct Lines<'a, R: BufRead> {
    from: &'a mut R,
    left: usize,
}

impl<R: BufRead> Lines<'_, R> {
    /// The next line without its end.
    fn next(&mut self) -> Result<String, NotOpened> {
        let mut line = Vec::new();
        let read = std::io::Read::take(&mut *self.from, self.left as u64).read_until(b'\n', &mut line)?;
        self.left -= read;
        match line.pop() {
            Some(b'\n') => String::from_utf8(line).map_err(|_| NotOpened::Format),
            _ => Err(NotOpened::Format),
        }
    }
}
