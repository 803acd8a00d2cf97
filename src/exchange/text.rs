//! Bytes → text, strictly. What cannot be read is named by its place and never replaced.
//!
//! Rule: a byte order mark decides. Without one, text of ten or more characters beyond ASCII that is valid UTF-8 is UTF-8. With
//! fewer, both UTF-8 and GB18030 may fit (930 of the 6,763 GB 2312 characters are valid UTF-8 by their bytes), so both readings
//! are handed on, GB18030 first, and the headers decide. Else the whole must be valid GB18030.

use encoding_rs::{DecoderResult, GB18030};
use serde::{Deserialize, Serialize};

/// The encodings a table may come in. "GBK" and "GB2312" files are GB18030.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Encoding {
    Utf8,
    /// With a byte order mark, either order.
    Utf16,
    Gb18030,
}

impl Encoding {
    pub const fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16 => "UTF-16",
            Encoding::Gb18030 => "GB18030",
        }
    }
}

/// The place of the first bytes that are no text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadBytes {
    pub encoding: Encoding,
    /// The text before them.
    pub before: String,
}

/// Every reading of the bytes that fits, the likelier first.
pub fn decode(bytes: &[u8]) -> Result<Vec<(Encoding, String)>, BadBytes> {
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return only(Encoding::Utf8, utf8(rest));
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return only(Encoding::Utf16, utf16(bytes));
    }
    match (utf8(bytes), gb18030(bytes)) {
        (Ok(text), Err(_)) => Ok(vec![(Encoding::Utf8, text)]),
        (Ok(text), Ok(other)) => Ok(match text.chars().filter(|c| !c.is_ascii()).take(10).count() {
            0 | 10 => vec![(Encoding::Utf8, text)],
            _ => vec![(Encoding::Gb18030, other), (Encoding::Utf8, text)],
        }),
        (Err(_), Ok(text)) => Ok(vec![(Encoding::Gb18030, text)]),
        // The reading that gets further is the one that was meant.
        (Err(a), Err(b)) if a.bytes >= b.bytes => Err(BadBytes { encoding: Encoding::Utf8, before: a.before }),
        (Err(_), Err(b)) => Err(BadBytes { encoding: Encoding::Gb18030, before: b.before }),
    }
}

/// The bytes as the encoding that the user named.
pub fn decode_as(bytes: &[u8], encoding: Encoding) -> Result<String, BadBytes> {
    let stopped = match encoding {
        Encoding::Utf8 => utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)),
        Encoding::Utf16 => utf16(bytes),
        Encoding::Gb18030 => gb18030(bytes),
    };
    stopped.map_err(|stop| BadBytes { encoding, before: stop.before })
}

/// Where a strict decoder stopped: so many bytes in, after this text.
struct Stop {
    bytes: usize,
    before: String,
}

fn only(encoding: Encoding, text: Result<String, Stop>) -> Result<Vec<(Encoding, String)>, BadBytes> {
    text.map(|text| vec![(encoding, text)]).map_err(|stop| BadBytes { encoding, before: stop.before })
}

fn utf8(bytes: &[u8]) -> Result<String, Stop> {
    std::str::from_utf8(bytes).map(str::to_owned).map_err(|fault| {
        let good = bytes.get(..fault.valid_up_to()).unwrap_or_default();
        Stop { bytes: good.len(), before: String::from_utf8_lossy(good).into_owned() }
    })
}

fn utf16(bytes: &[u8]) -> Result<String, Stop> {
    let (big, body) = match bytes {
        [0xff, 0xfe, rest @ ..] => (false, rest),
        [0xfe, 0xff, rest @ ..] => (true, rest),
        rest => (false, rest),
    };
    let (pairs, rest) = body.as_chunks::<2>();
    let units = pairs.iter().map(|&pair| if big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) });
    let mut text = String::with_capacity(body.len());
    for unit in char::decode_utf16(units) {
        match unit {
            Ok(c) => text.push(c),
            Err(_) => return Err(Stop { bytes: text.len(), before: text }),
        }
    }
    if rest.is_empty() { Ok(text) } else { Err(Stop { bytes: bytes.len(), before: text }) }
}

fn gb18030(bytes: &[u8]) -> Result<String, Stop> {
    let mut decoder = GB18030.new_decoder_without_bom_handling();
    let room = decoder
        .max_utf8_buffer_length_without_replacement(bytes.len())
        .expect("a file of a few MB has a few MB of text");
    let mut text = String::with_capacity(room);
    match decoder.decode_to_string_without_replacement(bytes, &mut text, true) {
        (DecoderResult::InputEmpty, _) => {
            text.shrink_to_fit();
            Ok(text)
        }
        // What was read includes the bad bytes and those looked at beyond them.
        (DecoderResult::Malformed(bad, beyond), read) => {
            Err(Stop { bytes: read.saturating_sub(usize::from(bad) + usize::from(beyond)), before: text })
        }
        (DecoderResult::OutputFull, _) => unreachable!("the room was asked for beforehand"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gb(text: &str) -> Vec<u8> {
        let (bytes, _, lost) = GB18030.encode(text);
        assert!(!lost);
        bytes.into_owned()
    }

    #[test]
    fn rare_characters_are_read_from_every_encoding() {
        let text = "姓名,单位\n㛃𬱖,䶮县农机修造厂\n";
        let utf16 = |big: bool| -> Vec<u8> {
            let units = std::iter::once(0xfeff).chain(text.encode_utf16());
            units.flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
        };
        let rows = [
            (Encoding::Utf8, text.as_bytes().to_vec()),
            (Encoding::Utf8, [b"\xef\xbb\xbf", text.as_bytes()].concat()),
            (Encoding::Utf16, utf16(false)),
            (Encoding::Utf16, utf16(true)),
            (Encoding::Gb18030, gb(text)),
        ];
        for (encoding, bytes) in rows {
            assert_eq!(decode(&bytes).unwrap(), [(encoding, text.to_owned())]);
        }
    }

    #[test]
    fn a_text_of_few_characters_that_fits_twice_is_handed_on_in_both_readings() {
        // E5 A5 87 E5 81 B6: two characters in UTF-8, three in GB 18030.
        let both = decode("奇偶".as_bytes()).unwrap();
        assert_eq!(both.last(), Some(&(Encoding::Utf8, "奇偶".to_owned())));
        assert_eq!(both.len(), 2);
        assert_eq!(both[0].0, Encoding::Gb18030);
    }

    #[test]
    fn a_bad_byte_is_located_in_the_reading_that_gets_further() {
        let mut bytes = gb("姓名,单位\n张三,");
        bytes.extend([0xff, b'x']);
        assert_eq!(decode(&bytes), Err(BadBytes { encoding: Encoding::Gb18030, before: "姓名,单位\n张三,".into() }));
        let bytes = ["姓名,单位\n张三,".as_bytes(), &[0xff]].concat();
        assert_eq!(decode(&bytes).unwrap_err().encoding, Encoding::Utf8);
    }
}
