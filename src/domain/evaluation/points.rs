//! Points as an appraiser writes them in a standard or a paper.

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

use crate::domain::score::Score;

/// A score in points: written `30`, `2.5` or `"2.5"`, and always put back as text (`"2.5"`), so that no format can lose a digit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Points(pub Score);

impl Points {
    pub const fn of(points: i64) -> Points {
        Points(Score::points(points))
    }
}

impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Points {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Points {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Points, D::Error> {
        struct Written;
        impl Visitor<'_> for Written {
            type Value = Points;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("points with at most two decimals, such as 30 or 2.5")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Points, E> {
                text.parse().map(Points).map_err(|()| E::invalid_value(de::Unexpected::Str(text), &self))
            }

            fn visit_i64<E: de::Error>(self, whole: i64) -> Result<Points, E> {
                self.visit_str(&whole.to_string())
            }

            fn visit_u64<E: de::Error>(self, whole: u64) -> Result<Points, E> {
                self.visit_str(&whole.to_string())
            }

            // A TOML float is taken by its shortest text, never by its value: 2.35 is read as the characters 2.35.
            fn visit_f64<E: de::Error>(self, float: f64) -> Result<Points, E> {
                self.visit_str(&float.to_string())
            }
        }
        from.deserialize_any(Written)
    }
}
