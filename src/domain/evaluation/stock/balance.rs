//! The balance: what came in is what is here, what was used and what went back; what was used was printed or spoiled.

use serde::Serialize;

use crate::both;
use crate::domain::language::{Both, Lang, Say};

/// Sheets counted from three sides: the ledger's movements, where each sheet is, and the print records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Balance {
    /// By the ledger.
    pub received: u64,
    pub returned: u64,
    pub spoiled: u64,
    pub destroyed: u64,
    /// By where each sheet is.
    pub stored: u64,
    pub issued: u64,
    /// By the print records: certificates that stand on a sheet.
    pub printed: u64,
}

/// What does not add up, named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "difference")]
pub enum Difference {
    /// More was used than printed and spoiled.
    Unaccounted { sheets: u64 },
    /// More was printed and spoiled than was used.
    Surplus { sheets: u64 },
    /// More was destroyed than spoiled.
    DestroyedUnspoiled { sheets: u64 },
}

impl Balance {
    /// Neither here nor sent back.
    pub fn used(&self) -> u64 {
        self.received.saturating_sub(self.returned + self.stored + self.issued)
    }

    pub fn differences(&self) -> Vec<Difference> {
        let (used, told) = (self.used(), self.printed + self.spoiled);
        let mut found = Vec::new();
        if used > told {
            found.push(Difference::Unaccounted { sheets: used - told });
        }
        if told > used {
            found.push(Difference::Surplus { sheets: told - used });
        }
        if self.destroyed > self.spoiled {
            found.push(Difference::DestroyedUnspoiled { sheets: self.destroyed - self.spoiled });
        }
        found
    }
}

impl Say for Difference {
    fn say(&self, lang: Lang) -> String {
        let both: Both = match self {
            Difference::Unaccounted { sheets } => both!(
                "有 {sheets} 张既未印制也未作废，去向不明",
                "{sheets} sheet(s) were used and neither printed nor spoiled"
            ),
            Difference::Surplus { sheets } => both!(
                "印制和作废比领用的多 {sheets} 张",
                "{sheets} sheet(s) more were printed and spoiled than were used"
            ),
            Difference::DestroyedUnspoiled { sheets } => {
                both!("有 {sheets} 张未作废就销毁", "{sheets} sheet(s) were destroyed without being spoiled")
            }
        };
        both.say(lang)
    }
}

/// How many sheets may be issued for so many who passed without a reason: `percent` of them, rounded up.
pub fn allowed(passers: u64, percent: u32) -> u64 {
    (passers * u64::from(percent)).div_ceil(100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_used_was_printed_or_spoiled_and_every_difference_is_named() {
        let even =
            Balance { received: 200, returned: 20, spoiled: 3, destroyed: 2, stored: 100, issued: 10, printed: 67 };
        assert_eq!((even.used(), even.differences()), (70, vec![]));
        let missing = Balance { printed: 65, ..even };
        assert_eq!(missing.differences(), [Difference::Unaccounted { sheets: 2 }]);
        let extra = Balance { printed: 68, ..even };
        assert_eq!(extra.differences(), [Difference::Surplus { sheets: 1 }]);
        let burnt = Balance { destroyed: 4, ..even };
        assert_eq!(burnt.differences(), [Difference::DestroyedUnspoiled { sheets: 1 }]);
    }

    #[test]
    fn a_tenth_more_than_the_passers_is_allowed_rounded_up() {
        for (passers, percent, want) in
            [(0, 110, 0), (1, 110, 2), (10, 110, 11), (37, 110, 41), (100, 110, 110), (37, 100, 37)]
        {
            assert_eq!(allowed(passers, percent), want, "{passers} at {percent} %");
        }
    }
}
