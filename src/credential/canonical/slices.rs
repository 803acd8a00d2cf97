//! What stands in RFC 8785's form already is hashed where it lies. Every credential of ours is stored as its canonical bytes, so that what was
//! signed is the text without its proof, and nothing has to be written again to be verified.
//!
//! Only plain documents are known here: members in the order of their ASCII keys, whole numbers, and strings with the escapes that RFC 8785
//! leaves. Anything else is answered with none, and the general road decides; a property test holds the two equal.

use std::ops::Range;

use super::MAX_INTEGER;

/// No document of ours is deeper.
const DEEPEST: u8 = 64;

/// A member of the outermost object: its key without quotes, and its place from the key's quote to the value's end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member<'a> {
    pub key: &'a str,
    pub place: Range<usize>,
    /// Where its value begins.
    pub value: usize,
}

/// The members of the object that these bytes are, if they are one in canonical form.
pub fn members(bytes: &[u8]) -> Option<Vec<Member<'_>>> {
    // No control stands anywhere in canonical form: in texts they are escaped, and between members there is nothing.
    if bytes.iter().fold(u8::MAX, |least, byte| least.min(*byte)) < b' ' {
        return None;
    }
    let mut reader = Reader { bytes, at: 0, top: Vec::with_capacity(16) };
    reader.object(0)?;
    (reader.at == bytes.len()).then_some(reader.top)
}

/// The object without one of its members: what stands before it and behind it, its comma gone.
pub fn without<'a>(bytes: &'a [u8], member: &Member) -> (&'a [u8], &'a [u8]) {
    let Range { start, end } = member.place;
    match bytes.get(end) {
        Some(b',') => (&bytes[..start], &bytes[end + 1..]),
        // The last one: the comma before it goes.
        _ => (&bytes[..start - usize::from(bytes[start - 1] == b',')], &bytes[end..]),
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    top: Vec<Member<'a>>,
}

impl<'a> Reader<'a> {
    fn next(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn take(&mut self, wanted: u8) -> Option<()> {
        (self.next()? == wanted).then(|| self.at += 1)
    }

    fn word(&mut self, word: &[u8]) -> Option<()> {
        self.bytes[self.at..].starts_with(word).then(|| self.at += word.len())
    }

    fn value(&mut self, depth: u8) -> Option<()> {
        if depth > DEEPEST {
            return None;
        }
        match self.next()? {
            b'"' => self.string().map(drop),
            b'{' => self.object(depth),
            b'[' => self.array(depth),
            b't' => self.word(b"true"),
            b'f' => self.word(b"false"),
            b'n' => self.word(b"null"),
            _ => self.number(),
        }
    }

    fn object(&mut self, depth: u8) -> Option<()> {
        self.take(b'{')?;
        if self.next()? == b'}' {
            self.at += 1;
            return Some(());
        }
        let mut before: Option<&[u8]> = None;
        loop {
            let start = self.at;
            let key = self.string()?;
            // Only there do bytes sort as UTF-16 units do, without an escape in the way.
            if key.iter().any(|byte| !(b' '..=b'~').contains(byte) || *byte == b'\\') {
                return None;
            }
            if before.is_some_and(|before| before >= key) {
                return None;
            }
            before = Some(key);
            self.take(b':')?;
            let value = self.at;
            self.value(depth + 1)?;
            if depth == 0 {
                let key = std::str::from_utf8(key).ok()?;
                self.top.push(Member { key, place: start..self.at, value });
            }
            match self.next()? {
                b',' => self.at += 1,
                b'}' => {
                    self.at += 1;
                    return Some(());
                }
                _ => return None,
            }
        }
    }

    fn array(&mut self, depth: u8) -> Option<()> {
        self.take(b'[')?;
        if self.next()? == b']' {
            self.at += 1;
            return Some(());
        }
        loop {
            self.value(depth + 1)?;
            match self.next()? {
                b',' => self.at += 1,
                b']' => {
                    self.at += 1;
                    return Some(());
                }
                _ => return None,
            }
        }
    }

    /// What stands between the quotes. Whether it is UTF-8 is asked of the whole by whoever reads it.
    fn string(&mut self) -> Option<&'a [u8]> {
        self.take(b'"')?;
        let start = self.at;
        loop {
            let bytes: &'a [u8] = self.bytes;
            let end = self.at + memchr::memchr2(b'"', b'\\', &bytes[self.at..])?;
            self.at = end + 1;
            if bytes[end] == b'"' {
                return Some(&bytes[start..end]);
            }
            self.escape()?;
        }
    }

    /// RFC 8785 §3.2.2.2: two characters where there is a short form, `\u00xx` in small letters for the other controls, and nothing else.
    fn escape(&mut self) -> Option<()> {
        match self.next()? {
            b'"' | b'\\' | b'b' | b'f' | b'n' | b'r' | b't' => {
                self.at += 1;
                Some(())
            }
            b'u' => {
                self.word(b"u00")?;
                let (high, low) = (self.next()?, *self.bytes.get(self.at + 1)?);
                let digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
                let short = high == b'0' && matches!(low, b'8' | b'9' | b'a' | b'c' | b'd');
                if !matches!(high, b'0' | b'1') || !digit(low) || short {
                    return None;
                }
                self.at += 2;
                Some(())
            }
            _ => None,
        }
    }

    fn number(&mut self) -> Option<()> {
        let start = self.at;
        if self.next()? == b'-' {
            self.at += 1;
        }
        let digits = self.bytes[self.at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let text = &self.bytes[self.at..self.at + digits];
        self.at += digits;
        let value: u64 = std::str::from_utf8(text).ok()?.parse().ok()?;
        let zero = text[0] == b'0' && (digits > 1 || start + 1 < self.at);
        (!zero && value <= MAX_INTEGER).then_some(())
    }
}
