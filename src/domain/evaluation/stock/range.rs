//! Print serials 印制流水码 and ranges of them: `湘A0001201-A0001400` is written as it stands on the sheets.

use serde::{Deserialize, Serialize};

use crate::both;
use crate::domain::identity::plain;
use crate::domain::language::{Both, Lang, Say};

/// More sheets than this are taken in by parts: nobody counts a larger parcel in one go.
pub const LARGEST: u64 = 100_000;

/// The serial printed on one sheet: letters or Han, then at least three digits; the digits count, and their width is part of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PrintSerial {
    prefix: String,
    width: usize,
    number: u64,
}

/// Why a text is no serial, or no range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SerialFault {
    Empty,
    /// No digits at the end, or fewer than three, or more than fifteen.
    Digits(String),
    /// A character that no serial has.
    Character(char),
    /// First and last differ in more than their number.
    Kin(String, String),
    /// The last comes before the first.
    Backward(String, String),
    /// Beyond [`LARGEST`], or beyond the digits that the serial has.
    TooMany(u64),
}

impl Say for SerialFault {
    fn say(&self, lang: Lang) -> String {
        let both = match self {
            SerialFault::Empty => both!("缺少印制流水码", "the print serial is missing"),
            SerialFault::Digits(text) => both!(
                "“{text}”不是印制流水码：应以 3 至 15 位数字结尾，如 A0001201",
                "“{text}” is no print serial: it must end in 3 to 15 digits, like A0001201"
            ),
            SerialFault::Character(c) => {
                both!("印制流水码里不能有“{c}”", "a print serial cannot hold “{c}”")
            }
            SerialFault::Kin(first, last) => both!(
                "“{first}”和“{last}”不是同一字头、同样位数的流水码",
                "“{first}” and “{last}” do not have the same letters and as many digits"
            ),
            SerialFault::Backward(first, last) => {
                both!("止号“{last}”在起号“{first}”之前", "the last serial “{last}” comes before the first “{first}”")
            }
            SerialFault::TooMany(n) => both!(
                "一次最多 {LARGEST} 张，这里是 {n} 张；请分段登记",
                "{n} sheets are more than {LARGEST} at once; record them by parts"
            ),
        };
        both.say(lang)
    }
}

impl PrintSerial {
    pub fn parse(text: &str) -> Result<PrintSerial, SerialFault> {
        let text = plain::plain(text).to_uppercase();
        if text.is_empty() {
            return Err(SerialFault::Empty);
        }
        if let Some(odd) = text.chars().find(|c| !c.is_alphanumeric()) {
            return Err(SerialFault::Character(odd));
        }
        let digits = text.chars().rev().take_while(char::is_ascii_digit).count();
        if !(3..=15).contains(&digits) || text.chars().count() > 30 {
            return Err(SerialFault::Digits(crate::domain::identity::inert(&text)));
        }
        let (prefix, tail) = text.split_at(text.len() - digits);
        let number = tail.parse().expect("fifteen digits fit");
        Ok(PrintSerial { prefix: prefix.to_owned(), width: digits, number })
    }

    /// The one after it; none beyond the last of its digits.
    pub fn next(&self) -> Option<PrintSerial> {
        self.plus(1)
    }

    fn plus(&self, n: u64) -> Option<PrintSerial> {
        let number = self.number.checked_add(n)?;
        let fits = number < 10u64.pow(u32::try_from(self.width).ok()?);
        fits.then(|| PrintSerial { number, ..self.clone() })
    }

    fn is_kin(&self, other: &PrintSerial) -> bool {
        self.prefix == other.prefix && self.width == other.width
    }
}

impl std::fmt::Display for PrintSerial {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{:0width$}", self.prefix, self.number, width = self.width)
    }
}

impl TryFrom<String> for PrintSerial {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        PrintSerial::parse(&text).map_err(|fault| fault.say(Lang::En))
    }
}

impl From<PrintSerial> for String {
    fn from(serial: PrintSerial) -> String {
        serial.to_string()
    }
}

/// Sheets that follow one another, first and last included.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Ends", into = "Ends")]
pub struct SerialRange {
    first: PrintSerial,
    last: PrintSerial,
}

/// A range as the journal has it.
#[derive(Clone, Serialize, Deserialize)]
struct Ends {
    first: PrintSerial,
    last: PrintSerial,
}

impl TryFrom<Ends> for SerialRange {
    type Error = String;

    fn try_from(ends: Ends) -> Result<Self, String> {
        SerialRange::new(ends.first, ends.last).map_err(|fault| fault.say(Lang::En))
    }
}

impl From<SerialRange> for Ends {
    fn from(range: SerialRange) -> Ends {
        Ends { first: range.first, last: range.last }
    }
}

impl SerialRange {
    pub fn new(first: PrintSerial, last: PrintSerial) -> Result<SerialRange, SerialFault> {
        if !first.is_kin(&last) {
            return Err(SerialFault::Kin(first.to_string(), last.to_string()));
        }
        if last.number < first.number {
            return Err(SerialFault::Backward(first.to_string(), last.to_string()));
        }
        let range = SerialRange { first, last };
        match range.count() {
            n if n > LARGEST => Err(SerialFault::TooMany(n)),
            _ => Ok(range),
        }
    }

    pub fn one(serial: PrintSerial) -> SerialRange {
        SerialRange { first: serial.clone(), last: serial }
    }

    /// `A0001201-A0001400`, `A0001201-1400`, `A0001201+200` (so many sheets) or one serial.
    pub fn parse(text: &str) -> Result<SerialRange, SerialFault> {
        let text = text.trim();
        if let Some((first, count)) = text.split_once(['+', '＋']) {
            let first = PrintSerial::parse(first)?;
            let count = plain::plain(count.trim_end_matches('张'));
            let n: u64 = count.parse().map_err(|_| SerialFault::Digits(crate::domain::identity::inert(&count)))?;
            if n == 0 || n > LARGEST {
                return Err(SerialFault::TooMany(n));
            }
            let last = first.plus(n - 1).ok_or(SerialFault::TooMany(n))?;
            return SerialRange::new(first, last);
        }
        let Some((first, last)) = text.split_once(['-', '－', '–', '—', '~', '～', '至', '到']) else {
            return PrintSerial::parse(text).map(SerialRange::one);
        };
        let first = PrintSerial::parse(first)?;
        let short = plain::plain(last);
        // The end may be written by its last digits alone.
        let is_short = !short.is_empty() && short.len() < first.width && short.bytes().all(|b| b.is_ascii_digit());
        let last = match is_short {
            true => {
                let whole = first.to_string();
                PrintSerial::parse(&format!("{}{short}", &whole[..whole.len() - short.len()]))?
            }
            false => PrintSerial::parse(last)?,
        };
        SerialRange::new(first, last)
    }

    pub fn first(&self) -> &PrintSerial {
        &self.first
    }

    pub fn last(&self) -> &PrintSerial {
        &self.last
    }

    pub fn count(&self) -> u64 {
        self.last.number - self.first.number + 1
    }

    pub fn serials(&self) -> impl Iterator<Item = PrintSerial> + '_ {
        (self.first.number..=self.last.number).map(|number| PrintSerial { number, ..self.first.clone() })
    }

    /// Serials in their order, joined to as few ranges as there can be.
    pub fn join(serials: impl IntoIterator<Item = PrintSerial>) -> Vec<SerialRange> {
        let mut all: Vec<PrintSerial> = serials.into_iter().collect();
        all.sort();
        all.dedup();
        let mut ranges: Vec<SerialRange> = Vec::new();
        for serial in all {
            match ranges.last_mut() {
                Some(range) if range.last.next().as_ref() == Some(&serial) && range.count() < LARGEST => {
                    range.last = serial;
                }
                _ => ranges.push(SerialRange::one(serial)),
            }
        }
        ranges
    }
}

impl std::fmt::Display for SerialRange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.first == self.last {
            true => write!(f, "{}", self.first),
            false => write!(f, "{}-{}", self.first, self.last),
        }
    }
}

/// Several ranges, separated by commas, semicolons or blanks.
pub fn read_list(text: &str) -> Result<Vec<SerialRange>, SerialFault> {
    let parts = text.split([',', '，', ';', '；', '、', ' ', '\u{3000}', '\n']).filter(|part| !part.trim().is_empty());
    let ranges: Vec<SerialRange> = parts.map(SerialRange::parse).collect::<Result<_, _>>()?;
    match ranges.is_empty() {
        true => Err(SerialFault::Empty),
        false => Ok(ranges),
    }
}

/// As many ranges as a sentence bears.
pub fn list(ranges: &[SerialRange]) -> Both {
    const TOLD: usize = 6;
    let shown: Vec<String> = ranges.iter().take(TOLD).map(ToString::to_string).collect();
    let more = ranges.len().saturating_sub(TOLD);
    let (zh, en) = (shown.join("、"), shown.join(", "));
    match more {
        0 => both!("{zh}", "{en}"),
        _ => both!("{zh} 等，另有 {more} 段", "{en} and {more} more"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn range(text: &str) -> SerialRange {
        SerialRange::parse(text).unwrap_or_else(|fault| panic!("{text}: {}", fault.say(Lang::En)))
    }

    #[test]
    fn a_range_is_read_however_it_is_written() {
        for text in [
            "A0001201-A0001400",
            "a0001201~A0001400",
            "Ａ０００１２０１至Ａ０００１４００",
            "A0001201-1400",
            "A0001201+200",
            "A0001201+200张",
        ] {
            assert_eq!((range(text).to_string(), range(text).count()), ("A0001201-A0001400".to_owned(), 200), "{text}");
        }
        assert_eq!(range("湘2026A000007").to_string(), "湘2026A000007");
        let listed = read_list("A0001，A0003-A0005 A0009").unwrap();
        assert_eq!(listed.iter().map(SerialRange::count).sum::<u64>(), 5);
    }

    #[test]
    fn what_is_no_range_says_why() {
        let faults = [
            ("", SerialFault::Empty),
            ("A12", SerialFault::Digits("A12".into())),
            ("A00012B", SerialFault::Digits("A00012B".into())),
            ("A/0001", SerialFault::Character('/')),
            ("A0001-B0009", SerialFault::Kin("A0001".into(), "B0009".into())),
            ("A0001-A00009", SerialFault::Kin("A0001".into(), "A00009".into())),
            ("A0009-A0001", SerialFault::Backward("A0009".into(), "A0001".into())),
            ("A0000001-A0200000", SerialFault::TooMany(200_000)),
            ("A9999+2", SerialFault::TooMany(2)),
        ];
        for (text, fault) in faults {
            assert_eq!(SerialRange::parse(text), Err(fault), "{text}");
        }
    }

    #[test]
    fn scattered_serials_are_joined_to_ranges_and_the_width_of_their_digits_counts() {
        let serials =
            ["A0003", "A0001", "A0002", "A0005", "A00006", "A0005"].map(|text| PrintSerial::parse(text).unwrap());
        let joined: Vec<String> = SerialRange::join(serials).iter().map(ToString::to_string).collect();
        assert_eq!(joined, ["A0001-A0003", "A0005", "A00006"]);
    }

    proptest! {
        #[test]
        fn every_range_is_its_serials_and_is_read_back(first in 0u64..9_000, n in 1u64..200) {
            let text = format!("湘B{first:06}+{n}");
            let whole = range(&text);
            let serials: Vec<PrintSerial> = whole.serials().collect();
            prop_assert_eq!(serials.len() as u64, n);
            prop_assert_eq!(SerialRange::join(serials), vec![whole.clone()]);
            prop_assert_eq!(range(&whole.to_string()), whole);
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in "\\PC{0,24}") {
            let _ = read_list(&text);
        }
    }
}
