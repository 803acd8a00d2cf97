//! What stands in RFC 8785's form already is read and hashed where it lies. Every credential of ours is stored as its canonical bytes, so that
//! what was signed is the text without its proof, and nothing has to be written again to be verified.
//!
//! Only plain documents are known here: members in the order of their ASCII keys, whole numbers, and strings without an escape. Anything else is
//! answered with none, and the general road ([`crate::credential::strict`]) decides; a property test holds the two equal.

use std::ops::Range;

use super::MAX_INTEGER;
use crate::credential::strict::{Json, Object};

/// No document of ours is deeper.
const DEEPEST: u8 = 64;

/// A member of the outermost object: its key without quotes, and its place from the key's quote to the value's end.
#[derive(Clone, Debug, PartialEq)]
pub struct Member<'a> {
    pub key: &'a str,
    pub value: Json<'a>,
    pub place: Range<usize>,
    /// Where its value begins.
    pub from: usize,
}

/// The members of the object that this text is, if it is one in canonical form; no key stands twice.
pub fn members(text: &str) -> Option<Vec<Member<'_>>> {
    // No control stands anywhere in canonical form: in texts they are escaped, and between members there is nothing.
    if text.bytes().fold(u8::MAX, u8::min) < b' ' {
        return None;
    }
    let mut reader = Reader { text, bytes: text.as_bytes(), at: 0 };
    let mut members = Vec::with_capacity(16);
    reader.members(0, |member| members.push(member))?;
    (reader.at == text.len()).then_some(members)
}

/// The object without one of its members: what stands before it and behind it, its comma gone.
pub fn without<'a>(text: &'a str, member: &Member) -> (&'a str, &'a str) {
    let Range { start, end } = member.place;
    match text[end..].strip_prefix(',') {
        Some(behind) => (&text[..start], behind),
        // The last one: the comma before it goes.
        None => (text[..start].strip_suffix(',').unwrap_or(&text[..start]), &text[end..]),
    }
}

struct Reader<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn next(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn take(&mut self, wanted: u8) -> Option<()> {
        (self.next()? == wanted).then(|| self.at += 1)
    }

    fn word(&mut self, word: &str, means: Json<'a>) -> Option<Json<'a>> {
        self.bytes[self.at..].starts_with(word.as_bytes()).then(|| self.at += word.len())?;
        Some(means)
    }

    fn value(&mut self, depth: u8) -> Option<Json<'a>> {
        if depth > DEEPEST {
            return None;
        }
        match self.next()? {
            b'"' => Some(Json::Text(self.string()?.into())),
            b'{' => {
                let mut object = Object::default();
                self.members(depth, |member| object.put(member.key, member.value))?;
                Some(Json::Object(object))
            }
            b'[' => self.array(depth),
            b't' => self.word("true", Json::Bool(true)),
            b'f' => self.word("false", Json::Bool(false)),
            b'n' => self.word("null", Json::Null),
            _ => self.number(),
        }
    }

    /// Hands on each member of the object that begins here.
    fn members(&mut self, depth: u8, mut each: impl FnMut(Member<'a>)) -> Option<()> {
        self.take(b'{')?;
        if self.next()? == b'}' {
            self.at += 1;
            return Some(());
        }
        let mut before = None;
        loop {
            let start = self.at;
            let key = self.string()?;
            // Only ASCII sorts by its bytes as by its UTF-16 units.
            if !key.is_ascii() || before.is_some_and(|before| before >= key) {
                return None;
            }
            before = Some(key);
            self.take(b':')?;
            let from = self.at;
            let value = self.value(depth + 1)?;
            each(Member { key, value, place: start..self.at, from });
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

    fn array(&mut self, depth: u8) -> Option<Json<'a>> {
        self.take(b'[')?;
        let mut items = Vec::new();
        if self.next()? == b']' {
            self.at += 1;
            return Some(Json::List(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            match self.next()? {
                b',' => self.at += 1,
                b']' => {
                    self.at += 1;
                    return Some(Json::List(items));
                }
                _ => return None,
            }
        }
    }

    /// What stands between the quotes, where no escape does.
    fn string(&mut self) -> Option<&'a str> {
        self.take(b'"')?;
        let start = self.at;
        let end = start + memchr::memchr2(b'"', b'\\', &self.bytes[start..])?;
        self.at = end + 1;
        (self.bytes[end] == b'"').then(|| &self.text[start..end])
    }

    fn number(&mut self) -> Option<Json<'a>> {
        let start = self.at;
        let negative = self.next()? == b'-';
        self.at += usize::from(negative);
        let digits = self.bytes[self.at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let text = &self.text[self.at..self.at + digits];
        self.at += digits;
        let value: u64 = text.parse().ok().filter(|value| *value <= MAX_INTEGER)?;
        // One spelling: no zero in front, and no zero with a sign.
        if text.starts_with('0') && (digits > 1 || negative) {
            return None;
        }
        match negative {
            true => self.text[start..self.at].parse::<i64>().ok().map(|value| Json::Number(value.into())),
            false => Some(Json::Number(value.into())),
        }
    }
}
