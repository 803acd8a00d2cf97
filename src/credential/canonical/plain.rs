//! The short road for what acts are made of: keys of printable ASCII, whole numbers within bounds.
//!
//! It drives serde_json's own serializer, whose string escapes are already those of RFC 8785 §3.2.2.2, and only puts each object's members in order.
//! At anything else it gives up and the general road decides, so it need know no rule of its own about rare cases.

use super::MAX_INTEGER;
use serde::Serialize;
use serde_json::ser::{CharEscape, CompactFormatter, Formatter, Serializer};
use std::io::{self, Write};

/// The canonical text, or none where the general road must decide.
pub fn write<T: Serialize + ?Sized>(value: &T) -> Option<String> {
    let mut ordered = Ordered::new();
    value.serialize(&mut Serializer::with_formatter(io::sink(), &mut ordered)).ok()?;
    Some(ordered.text)
}

/// One member of an object, as places in [`Ordered::text`]: the key's opening quote, past its closing quote, past the value.
struct Member {
    start: usize,
    key_end: usize,
    end: usize,
}

impl Member {
    /// The key without quotes: its bytes sort as its UTF-16 units do, because it is ASCII.
    fn key<'a>(&self, text: &'a str) -> &'a str {
        &text[self.start + 1..self.key_end - 1]
    }
}

/// Takes the text itself, whatever the serializer writes to, and puts each object's members in order when it ends.
struct Ordered {
    text: String,
    /// The members of all open objects, innermost last.
    members: Vec<Member>,
    /// For each open object: where its first member begins in `text`, and that member's place in `members`.
    open: Vec<(usize, usize)>,
    in_key: bool,
    sorted: String,
}

fn unusual<T>() -> io::Result<T> {
    Err(io::ErrorKind::Unsupported.into())
}

impl Ordered {
    /// With room for a usual act, so that nothing grows step by step while it is written.
    fn new() -> Ordered {
        Ordered {
            text: String::with_capacity(1024),
            members: Vec::with_capacity(32),
            open: Vec::with_capacity(4),
            in_key: false,
            sorted: String::with_capacity(512),
        }
    }

    fn put(&mut self, text: &str) -> io::Result<()> {
        self.text.push_str(text);
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
                self.sorted.push(',');
            }
            self.sorted.push_str(&text[member.start..member.end]);
        }
        self.text.truncate(begin);
        self.text.push_str(&self.sorted);
        Ok(())
    }

    fn integer(&mut self, negative: bool, mut size: u64) -> io::Result<()> {
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
        self.put(str::from_utf8(&digits[at..]).expect("digits are ASCII"))
    }
}

macro_rules! integers {
    ($($name:ident: $type:ty),*) => {
        $(fn $name<W: ?Sized + Write>(&mut self, _: &mut W, value: $type) -> io::Result<()> {
            let value = i64::from(value);
            self.integer(value < 0, value.unsigned_abs())
        })*
    };
}

impl Formatter for &mut Ordered {
    integers!(write_i8: i8, write_i16: i16, write_i32: i32, write_i64: i64, write_u8: u8, write_u16: u16, write_u32: u32);

    fn write_u64<W: ?Sized + Write>(&mut self, _: &mut W, value: u64) -> io::Result<()> {
        self.integer(false, value)
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

    fn write_null<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.put("null")
    }

    fn write_bool<W: ?Sized + Write>(&mut self, _: &mut W, value: bool) -> io::Result<()> {
        self.put(if value { "true" } else { "false" })
    }

    fn begin_string<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.put("\"")
    }

    fn end_string<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.put("\"")
    }

    fn write_string_fragment<W: ?Sized + Write>(&mut self, _: &mut W, fragment: &str) -> io::Result<()> {
        if self.in_key && !fragment.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
            return unusual();
        }
        self.put(fragment)
    }

    fn write_char_escape<W: ?Sized + Write>(&mut self, _: &mut W, escape: CharEscape) -> io::Result<()> {
        if self.in_key {
            return unusual();
        }
        let mut escaped = [0; 6]; // \u and four digits
        let mut rest = &mut escaped[..];
        CompactFormatter.write_char_escape(&mut rest, escape)?;
        let length = 6 - rest.len();
        self.put(str::from_utf8(&escaped[..length]).expect("escapes are ASCII"))
    }

    fn begin_array<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.put("[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.put("]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, _: &mut W, first: bool) -> io::Result<()> {
        if first { Ok(()) } else { self.put(",") }
    }

    fn begin_object<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.text.push('{');
        self.open.push((self.text.len(), self.members.len()));
        Ok(())
    }

    fn end_object<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        let Some((begin, first)) = self.open.pop() else { return unusual() };
        self.sort(begin, first)?;
        self.members.truncate(first);
        self.text.push('}');
        Ok(())
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, _: &mut W, first: bool) -> io::Result<()> {
        if !first {
            self.text.push(',');
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
        self.text.push(':');
        Ok(())
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        let Some(member) = self.members.last_mut() else { return unusual() };
        member.end = self.text.len();
        Ok(())
    }
}
