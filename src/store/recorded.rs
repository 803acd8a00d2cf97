//! What any list of acts is made of: the macro that declares one, the personal part that can be erased, and bytes as JSON has them.
//!
//! Two lists are declared with it, one on each side of the wall: [`super::act`] and [`super::employment::act`].

use serde::de::DeserializeOwned;

use crate::credential::canonical::NotCanonical;
use crate::domain::authority::Right;

/// What a journal asks of the acts that it keeps.
pub trait Recorded {
    /// The word that the journal keeps.
    fn word(&self) -> &'static str;
    fn right(&self) -> Right;
    fn public(&self) -> Result<Vec<u8>, NotCanonical>;
    fn sealed(&self) -> Result<Option<Vec<u8>>, NotCanonical>;
}

/// The personal part of an act: known, or erased after retention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sealed<T> {
    Known(T),
    Erased,
}

/// What stands in a column whose sealed part was erased: the same in every language, and no name.
pub const ERASED: &str = "—";

impl<T> Sealed<T> {
    pub fn known(&self) -> Option<&T> {
        match self {
            Sealed::Known(part) => Some(part),
            Sealed::Erased => None,
        }
    }
}

macro_rules! acts {
    ($($variant:ident($public:ty $(, $sealed:ty)?) = $kind:literal, $zh:literal, $en:literal, $right:expr;)+) => {
        /// What an act is, without what it says.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Kind { $($variant,)+ }

        impl Kind {
            pub const ALL: &[Kind] = &[$(Kind::$variant,)+];

            /// The word that the journal keeps.
            pub const fn word(self) -> &'static str {
                match self { $(Kind::$variant => $kind,)+ }
            }

            pub fn from_word(word: &str) -> Option<Kind> {
                match word { $($kind => Some(Kind::$variant),)+ _ => None }
            }

            /// Who may do it.
            pub const fn right(self) -> Right {
                match self { $(Kind::$variant => $right,)+ }
            }
        }

        impl Say for Kind {
            fn say(&self, lang: Lang) -> String {
                match self { $(Kind::$variant => lang.pick($zh, $en),)+ }.to_owned()
            }
        }

        /// One act. Its public part is replayable for ever; its sealed part, where it has one, is one person's.
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[allow(clippy::large_enum_variant, reason = "acts are moved once, into the journal")]
        pub enum Act {
            $($variant($public $(, Sealed<$sealed>)?),)+
        }

        impl $crate::store::recorded::Recorded for Act {
            fn word(&self) -> &'static str {
                self.kind().word()
            }

            fn right(&self) -> Right {
                self.kind().right()
            }

            fn public(&self) -> Result<Vec<u8>, NotCanonical> {
                self.public_bytes()
            }

            fn sealed(&self) -> Result<Option<Vec<u8>>, NotCanonical> {
                self.sealed_bytes()
            }
        }

        impl Act {
            pub fn kind(&self) -> Kind {
                match self { $(acts!(@pattern $variant $($sealed)?) => Kind::$variant,)+ }
            }

            /// The bytes of the public part: RFC 8785 JSON.
            pub fn public_bytes(&self) -> Result<Vec<u8>, NotCanonical> {
                match self { $(acts!(@public $variant part $($sealed)?) => to_canonical(part),)+ }
            }

            /// The bytes of the sealed part; none where the act has none or it was erased.
            pub fn sealed_bytes(&self) -> Result<Option<Vec<u8>>, NotCanonical> {
                match self { $(acts!(@pattern_sealed $variant part $($sealed)?) => acts!(@sealed part $($sealed)?),)+ }
            }

            /// Reads an act back from the journal.
            pub fn read(kind: &str, public: &[u8], sealed: Option<&[u8]>) -> Result<Act, Unread> {
                match kind {
                    $($kind => Ok(acts!(@read $variant public sealed kind $($sealed)?)),)+
                    _ => Err(Unread { kind: kind.to_owned(), words: "no such act in this version".to_owned() }),
                }
            }
        }
    };
    (@pattern $variant:ident) => { Act::$variant(_) };
    (@pattern $variant:ident $sealed:ty) => { Act::$variant(_, _) };
    (@public $variant:ident $part:ident) => { Act::$variant($part) };
    (@public $variant:ident $part:ident $sealed:ty) => { Act::$variant($part, _) };
    (@pattern_sealed $variant:ident $part:ident) => { Act::$variant(_) };
    (@pattern_sealed $variant:ident $part:ident $sealed:ty) => { Act::$variant(_, $part) };
    (@sealed $part:ident) => { Ok(None) };
    (@sealed $part:ident $sealed:ty) => { $part.known().map(to_canonical).transpose() };
    (@read $variant:ident $public:ident $bytes:ident $kind:ident) => { Act::$variant(read_part($kind, $public)?) };
    (@read $variant:ident $public:ident $bytes:ident $kind:ident $sealed:ty) => {
        Act::$variant(
            read_part($kind, $public)?,
            match $bytes {
                Some(bytes) => Sealed::Known(read_part($kind, bytes)?),
                None => Sealed::Erased,
            },
        )
    };
}

pub(crate) use acts;

/// A journal row that this version cannot read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("act {kind}: {words}")]
pub struct Unread {
    pub kind: String,
    pub words: String,
}

pub fn read_part<T: DeserializeOwned>(kind: &str, bytes: &[u8]) -> Result<T, Unread> {
    serde_json::from_slice(bytes).map_err(|error| Unread { kind: kind.to_owned(), words: error.to_string() })
}

/// Bytes in JSON: lower-case hex.
pub mod bytes_as_hex {
    use serde::{Deserialize, Deserializer, Serializer};

    const DIGITS: &[u8; 16] = b"0123456789abcdef";

    pub fn serialize<S: Serializer>(bytes: &[u8], out: S) -> Result<S::Ok, S::Error> {
        let digit = |n: u8| char::from(DIGITS[usize::from(n)]);
        let mut text = String::with_capacity(bytes.len() * 2);
        for byte in bytes {
            text.push(digit(byte >> 4));
            text.push(digit(byte & 15));
        }
        out.serialize_str(&text)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
        let text = String::deserialize(from)?;
        let digit = |c: &u8| DIGITS.iter().position(|d| d == c).map(|n| n as u8);
        let pair = |pair: &[u8]| match pair {
            [high, low] => Some(digit(high)? << 4 | digit(low)?),
            _ => None,
        };
        let bytes: Option<Vec<u8>> = text.as_bytes().chunks(2).map(pair).collect();
        bytes.ok_or_else(|| serde::de::Error::custom("bytes are written as pairs of hex digits"))
    }
}
