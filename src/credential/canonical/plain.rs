//! The short road for what acts are made of: keys of printable ASCII, whole numbers within bounds.
//!
//! It drives serde_json's own serializer, whose string escapes are already those of RFC 8785 §3.2.2.2, and only puts each object's members in order.
//! At anything else it gives up and the general road decides, so it need know no rule of its own about rare cases.

use super::MAX_INTEGER;
use serde::Serialize;
use serde_json::ser::{CharEscape, CompactFormatter, Formatter, Serializer};
use std::io::{self, Write};

/// The canonical bytes, or none where the general road must decide.
pub fn write<T: Serialize + ?Sized>(value: &T) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    value.serialize(&mut Serializer::with_formatter(&mut out, Ordered::new())).ok()?;
    Some(out)
}

/// One member of an object, as places in [`Ordered::text`]: the key's opening quote, past its closing quote, past the value.
struct Member {
    start: usize,
    key_end: usize,
    end: usize,
}

impl Member {
    /// The key without quotes: its bytes sort as its UTF-16 units do, because it is ASCII.
    fn key<'a>(&self, text: &'a [u8]) -> &'a [u8] {
        &text[self.start + 1..self.key_end - 1]
    }
}

/// Holds the text of the outermost object back until its members, at every depth, are in order.
struct Ordered {
    text: Vec<u8>,
    /// The members of all open objects, innermost last.
    members: Vec<Member>,
    /// For each open object: where its first member begins in `text`, and that member's place in `members`.
    open: Vec<(usize, usize)>,
    in_key: bool,
    sorted: Vec<u8>,
}

fn unusual<T>() -> io::Result<T> {
    Err(io::ErrorKind::Unsupported.into())
}

impl Ordered {
    /// With room for a usual act, so that nothing grows step by step while it is written.
    fn new() -> Ordered {
        Ordered {
            text: Vec::with_capacity(1024),
            members: Vec::with_capacity(32),
            open: Vec::with_capacity(4),
            in_key: false,
            sorted: Vec::with_capacity(512),
        }
    }

    fn put<W: ?Sized + Write>(&mut self, writer: &mut W, bytes: &[u8]) -> io::Result<()> {
        if self.open.is_empty() {
            return writer.write_all(bytes);
        }
        self.text.extend_from_slice(bytes);
        Ok(())
    }

    /// Puts the members from `first` on, whose text begins at `begin`, in the order of their keys. A key twice is unusual.
    fn sort(&mut self, begin: usize, first: usize) -> io::Result<()> {
        let (text, members) = (&self.text, &mut self.members[first..]);
        if members.is_sorted_by(|a, b| a.key(text) < b.key(text)) {
            return Ok(());
        }
        members.sort_unstable_by(|a, b| a.key(text).cmp(b.key(text)));
        if members.windows(2).any(|pair| pair[0].key(text) == pair[1].key(text)) {
            return unusual();
        }
        self.sorted.clear();
        for member in members {
            if !self.sorted.is_empty() {
                self.sorted.push(b',');
            }
            self.sorted.extend_from_slice(&text[member.start..member.end]);
        }
        self.text.truncate(begin);
        self.text.extend_from_slice(&self.sorted);
        Ok(())
    }

    fn integer<W: ?Sized + Write>(&mut self, writer: &mut W, negative: bool, mut size: u64) -> io::Result<()> {
        if size > MAX_INTEGER {
            return unusual();
        }
        let mut digits = [0; 17]; // a sign and 16 digits
        let mut at = digits.len();
        loop {
            at -= 1;
            digits[at] = b'0' + (size % 10) as u8;
            size /= 10;
            if size == 0 {
                break;
            }
        }
        if negative {
            at -= 1;
            digits[at] = b'-';
        }
        self.put(writer, &digits[at..])
    }
}

macro_rules! integers {
    ($($name:ident: $type:ty),*) => {
        $(fn $name<W: ?Sized + Write>(&mut self, writer: &mut W, value: $type) -> io::Result<()> {
            let value = i64::from(value);
            self.integer(writer, value < 0, value.unsigned_abs())
        })*
    };
}

impl Formatter for Ordered {
    integers!(write_i8: i8, write_i16: i16, write_i32: i32, write_i64: i64, write_u8: u8, write_u16: u16, write_u32: u32);

    fn write_u64<W: ?Sized + Write>(&mut self, writer: &mut W, value: u64) -> io::Result<()> {
        self.integer(writer, false, value)
    }

    fn write_i128<W: ?Sized + Write>(&mut self, _: &mut W, _: i128) -> io::Result<()> {
        unusual()
    }

    fn write_u128<W: ?Sized + Write>(&mut self, _: &mut W, _: u128) -> io::Result<()> {
        unusual()
    }

    fn write_f32<W: ?Sized + Write>(&mut self, _: &mut W, _: f32) -> io::Result<()> {
        unusual()
    }

    fn write_f64<W: ?Sized + Write>(&mut self, _: &mut W, _: f64) -> io::Result<()> {
        unusual()
    }

    fn write_number_str<W: ?Sized + Write>(&mut self, _: &mut W, _: &str) -> io::Result<()> {
        unusual()
    }

    fn write_raw_fragment<W: ?Sized + Write>(&mut self, _: &mut W, _: &str) -> io::Result<()> {
        unusual()
    }

    fn write_null<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.put(writer, b"null")
    }

    fn write_bool<W: ?Sized + Write>(&mut self, writer: &mut W, value: bool) -> io::Result<()> {
        self.put(writer, if value { b"true" } else { b"false" })
    }

    fn begin_string<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.put(writer, b"\"")
    }

    fn end_string<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.put(writer, b"\"")
    }

    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        if self.in_key && !fragment.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
            return unusual();
        }
        self.put(writer, fragment.as_bytes())
    }

    fn write_char_escape<W: ?Sized + Write>(&mut self, writer: &mut W, escape: CharEscape) -> io::Result<()> {
        if self.in_key {
            return unusual();
        }
        if self.open.is_empty() {
            return CompactFormatter.write_char_escape(writer, escape);
        }
        CompactFormatter.write_char_escape(&mut self.text, escape)
    }

    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.put(writer, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.put(writer, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        if first { Ok(()) } else { self.put(writer, b",") }
    }

    fn begin_object<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.text.push(b'{');
        self.open.push((self.text.len(), self.members.len()));
        Ok(())
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        let Some((begin, first)) = self.open.pop() else { return unusual() };
        self.sort(begin, first)?;
        self.members.truncate(first);
        self.text.push(b'}');
        if self.open.is_empty() {
            writer.write_all(&self.text)?;
            self.text.clear();
        }
        Ok(())
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, _: &mut W, first: bool) -> io::Result<()> {
        if !first {
            self.text.push(b',');
        }
        self.members.push(Member { start: self.text.len(), key_end: 0, end: 0 });
        self.in_key = true;
        Ok(())
    }

    fn end_object_key<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.in_key = false;
        let Some(member) = self.members.last_mut() else { return unusual() };
        member.key_end = self.text.len();
        Ok(())
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.text.push(b':');
        Ok(())
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        let Some(member) = self.members.last_mut() else { return unusual() };
        member.end = self.text.len();
        Ok(())
    }
}
