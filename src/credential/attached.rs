//! The files that lie in a PDF of ours: the credential, its proof of registration, the photo, and what else the page says.
//!
//! A bounded scan for embedded-file streams, not a PDF reader: what is found is believed for its signature alone, and a PDF that was
//! written again by another program and cannot be scanned is told as such.

use std::io::Read as _;

use flate2::read::ZlibDecoder;
use memchr::memmem;

use super::registration::is_text;

/// No attachment of ours is longer.
const LONGEST: u64 = 4 * 1024 * 1024;
/// No page of ours has more streams.
const MOST: usize = 256;
/// The dictionary before a stream is shorter.
const DICTIONARY: usize = 1024;

/// What the part begins with that says how the page was drawn; the version follows, then a line of JSON.
pub const PAGE: &str = "touchstone-page ";

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attached {
    pub credential: Option<Vec<u8>>,
    pub registration: Option<String>,
    pub photo: Option<Vec<u8>>,
    /// What else the page says, as text.
    pub page: Option<String>,
}

/// Whether these are the first bytes of a PDF.
pub fn is_pdf(bytes: &[u8]) -> bool {
    bytes.starts_with(b"%PDF-")
}

/// Finds what a PDF carries. Where something is there twice, neither counts: a page has one credential.
pub fn find(pdf: &[u8]) -> Attached {
    let (mut credentials, mut registrations) = (Vec::new(), Vec::new());
    let (mut photos, mut pages) = (Vec::new(), Vec::new());
    for bytes in streams(pdf) {
        match &bytes[..] {
            [b'{', ..] => credentials.push(bytes),
            [0xff, 0xd8, 0xff, ..] | [0x89, b'P', b'N', b'G', ..] => photos.push(bytes),
            _ => match String::from_utf8(bytes) {
                Ok(text) if is_text(&text) => registrations.push(text),
                Ok(text) if text.starts_with(PAGE) => pages.push(text),
                _ => {}
            },
        }
    }
    Attached {
        credential: only(credentials),
        registration: only(registrations),
        photo: only(photos),
        page: only(pages),
    }
}

fn only<T>(mut found: Vec<T>) -> Option<T> {
    let one = found.pop();
    if found.is_empty() { one } else { None }
}

/// The contents of every embedded-file stream.
fn streams(pdf: &[u8]) -> Vec<Vec<u8>> {
    const WORD: &[u8] = b"stream";
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = memmem::find(&pdf[from..], WORD).map(|at| from + at) {
        from = at + WORD.len();
        let before = &pdf[at.saturating_sub(DICTIONARY)..at];
        // `endstream` ends one; what stands before the word is the stream's dictionary, from its object's beginning.
        if before.ends_with(b"end") {
            continue;
        }
        let dictionary = memmem::rfind(before, b" obj").map_or(before, |at| &before[at..]);
        if memmem::find(dictionary, b"/EmbeddedFile").is_none() || found.len() >= MOST {
            continue;
        }
        let Some(length) = number_after(dictionary, b"/Length") else { continue };
        let start = from + pdf[from..].iter().take(2).take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let Some(raw) = pdf.get(start..start.saturating_add(length)) else { continue };
        from = start + length;
        if memmem::find(dictionary, b"/FlateDecode").is_none() {
            found.push(raw.to_vec());
            continue;
        }
        let mut plain = Vec::new();
        if ZlibDecoder::new(raw).take(LONGEST).read_to_end(&mut plain).is_ok() {
            found.push(plain);
        }
    }
    found
}

fn number_after(bytes: &[u8], word: &[u8]) -> Option<usize> {
    let at = memmem::find(bytes, word)? + word.len();
    let digits: String = bytes[at..]
        .iter()
        .skip_while(|b| **b == b' ')
        .take_while(|b| b.is_ascii_digit())
        .map(|b| char::from(*b))
        .collect();
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    fn object(contents: &[u8], packed: bool) -> Vec<u8> {
        let (bytes, filter) = if packed {
            let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
            packer.write_all(contents).unwrap();
            (packer.finish().unwrap(), "/Filter /FlateDecode ")
        } else {
            (contents.to_vec(), "")
        };
        let head = format!("7 0 obj\n<< /Length {} {filter}/Type /EmbeddedFile >>\nstream\n", bytes.len());
        [head.as_bytes(), &bytes, b"\nendstream\nendobj\n"].concat()
    }

    #[test]
    fn packed_and_plain_attachments_are_found_by_what_they_are() {
        let page = b"6 0 obj\n<< /Length 4 >>\nstream\nDraw\nendstream\nendobj\n";
        let proof = "c2sp.org/tlog-proof@v1\nindex 0\n";
        let pdf = [
            &b"%PDF-1.7\n"[..],
            page,
            &object(b"{\"a\":\"a stream in a text\"}", true),
            &object(proof.as_bytes(), false),
            &object(&[0xff, 0xd8, 0xff, 1], true),
        ]
        .concat();
        let found = find(&pdf);
        assert_eq!(found.credential.as_deref(), Some(&b"{\"a\":\"a stream in a text\"}"[..]));
        assert_eq!(found.registration.as_deref(), Some(proof));
        assert_eq!(found.photo.as_deref(), Some(&[0xff, 0xd8, 0xff, 1][..]));
        for end in 0..pdf.len() {
            find(&pdf[..end]);
        }
    }

    #[test]
    fn two_credentials_in_one_page_are_none() {
        let pdf = [object(b"{\"a\":1}", true), object(b"{\"a\":2}", false)].concat();
        assert_eq!(find(&pdf), Attached::default());
        assert_eq!(find(&object(b"{}", false)[..40]), Attached::default());
    }
}
