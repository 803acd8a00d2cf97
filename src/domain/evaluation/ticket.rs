//! The ticket number 准考证号: the batch's code and a serial of four digits, unique in the batch.
//!
//! There is no national rule. A number once given stays with its entry, whoever withdraws.

use serde::{Deserialize, Serialize};

use crate::domain::identity::fault::spoken_error;
use crate::domain::identity::inert;
use crate::domain::identity::plain::half_width;
use crate::domain::language::{Lang, Say};
use crate::say;

/// The last serial of a batch. Serials never wrap.
pub const LAST_SERIAL: u32 = 9999;

const SERIAL_DIGITS: usize = 4;
const LONGEST_BATCH_CODE: usize = 20;

/// A ticket number: a batch code of 1 to 20 letters, digits or hyphens, and four digits from 0001.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TicketNumber(String);

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TicketFault {
    /// Empty, too long, or not letters, digits and hyphens. `shown` is inert.
    BatchCode {
        shown: String,
    },
    /// The text does not end in four digits. `shown` is inert.
    Form {
        shown: String,
    },
    SerialZero,
    /// The batch has more entries than serials.
    SerialOverflow {
        serial: u32,
    },
}

impl TicketNumber {
    /// The number of the batch's entry with this serial, counted from 1.
    pub fn compose(batch_code: &str, serial: u32) -> Result<TicketNumber, TicketFault> {
        let code: String = batch_code.trim().chars().map(half_width).collect::<String>().to_ascii_uppercase();
        let fits = (1..=LONGEST_BATCH_CODE).contains(&code.len());
        if !fits || !code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
            return Err(TicketFault::BatchCode { shown: shown(batch_code) });
        }
        match serial {
            0 => Err(TicketFault::SerialZero),
            1..=LAST_SERIAL => Ok(TicketNumber(format!("{code}{serial:04}"))),
            _ => Err(TicketFault::SerialOverflow { serial }),
        }
    }

    /// Reads a number as printed or typed; the last four digits are the serial.
    pub fn parse(text: &str) -> Result<TicketNumber, TicketFault> {
        let text: String = text.trim().chars().map(half_width).collect();
        let at = text.len().checked_sub(SERIAL_DIGITS).filter(|at| text.is_char_boundary(*at));
        let parts = at.map(|at| text.split_at(at)).filter(|(_, serial)| serial.bytes().all(|b| b.is_ascii_digit()));
        let Some((batch_code, serial)) = parts else { return Err(TicketFault::Form { shown: shown(&text) }) };
        TicketNumber::compose(batch_code, serial.parse().expect("four digits"))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn batch_code(&self) -> &str {
        &self.0[..self.0.len() - SERIAL_DIGITS]
    }

    pub fn serial(&self) -> u32 {
        self.0[self.0.len() - SERIAL_DIGITS..].parse().expect("four digits")
    }
}

/// As much of a text as a sentence should hold.
fn shown(text: &str) -> String {
    inert(&text.chars().take(2 * LONGEST_BATCH_CODE).collect::<String>())
}

impl TryFrom<String> for TicketNumber {
    type Error = TicketFault;

    fn try_from(text: String) -> Result<Self, TicketFault> {
        TicketNumber::parse(&text)
    }
}

impl From<TicketNumber> for String {
    fn from(number: TicketNumber) -> String {
        number.0
    }
}

impl Say for TicketFault {
    fn say(&self, lang: Lang) -> String {
        match self {
            TicketFault::BatchCode { shown } => say!(
                lang,
                "批次编号“{shown}”不能用于准考证号，应为 1 至 {LONGEST_BATCH_CODE} 位字母、数字或“-”。",
                "The batch code “{shown}” cannot head a ticket number; it must be 1 to {LONGEST_BATCH_CODE} letters, digits or hyphens."
            ),
            TicketFault::Form { shown } => say!(
                lang,
                "“{shown}”不是准考证号，应为批次编号加 4 位序号。",
                "“{shown}” is not a ticket number; it must be the batch code and a serial of 4 digits."
            ),
            TicketFault::SerialZero => {
                say!(
                    lang,
                    "准考证号的序号是 0000，应从 0001 开始。",
                    "The ticket's serial is 0000; serials begin at 0001."
                )
            }
            TicketFault::SerialOverflow { serial } => say!(
                lang,
                "准考证序号 {serial} 超过 {LAST_SERIAL}：一个批次最多 {LAST_SERIAL} 人，请另建批次。",
                "Ticket serial {serial} is beyond {LAST_SERIAL}: a batch holds at most {LAST_SERIAL} entries; open another batch."
            ),
        }
    }
}

spoken_error!(TicketFault);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_ticket_number_is_the_batch_code_and_four_digits() {
        let number = TicketNumber::compose("p2026-03", 7).unwrap();
        assert_eq!((number.as_str(), number.batch_code(), number.serial()), ("P2026-030007", "P2026-03", 7));
        assert_eq!(TicketNumber::parse(" Ｐ2026-030007 "), Ok(number));
    }

    #[test]
    fn the_serial_after_the_last_is_an_error_and_does_not_wrap() {
        assert_eq!(TicketNumber::compose("P1", LAST_SERIAL).unwrap().as_str(), "P19999");
        assert_eq!(TicketNumber::compose("P1", LAST_SERIAL + 1), Err(TicketFault::SerialOverflow { serial: 10_000 }));
        assert_eq!(TicketNumber::compose("P1", 0), Err(TicketFault::SerialZero));
    }

    #[test]
    fn what_is_no_ticket_number_is_refused_inertly() {
        assert_eq!(
            TicketNumber::compose("批次\u{202E}", 1),
            Err(TicketFault::BatchCode { shown: "批次⟨U+202E⟩".into() })
        );
        for text in ["", "12", "P1000X", "批次一二"] {
            assert!(matches!(TicketNumber::parse(text), Err(TicketFault::Form { .. })), "{text}");
        }
        assert!(matches!(TicketNumber::parse("0001"), Err(TicketFault::BatchCode { .. })));
    }

    proptest! {
        #[test]
        fn a_composed_number_gives_its_parts_back(code in "[A-Z0-9-]{1,20}", serial in 1u32..=LAST_SERIAL) {
            let number = TicketNumber::compose(&code, serial).unwrap();
            prop_assert_eq!((number.batch_code(), number.serial()), (code.as_str(), serial));
            prop_assert_eq!(TicketNumber::parse(number.as_str()), Ok(number.clone()));
        }
    }
}
