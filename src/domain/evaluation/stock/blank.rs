//! Where a sheet is, and which movements lead where.

use serde::{Deserialize, Serialize};

use crate::domain::language::{Lang, Say};

/// Where one sheet is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlankState {
    /// 在库.
    Stored,
    /// 已领用: in the hands of whoever prints.
    Issued,
    Printed,
    Spoiled,
    /// 已退回 the office that gave it out.
    Returned,
    /// Spoiled before, and destroyed since.
    Destroyed,
}

impl BlankState {
    pub const ALL: [BlankState; 6] = [
        BlankState::Stored,
        BlankState::Issued,
        BlankState::Printed,
        BlankState::Spoiled,
        BlankState::Returned,
        BlankState::Destroyed,
    ];

    pub const fn word(self) -> &'static str {
        match self {
            BlankState::Stored => "stored",
            BlankState::Issued => "issued",
            BlankState::Printed => "printed",
            BlankState::Spoiled => "spoiled",
            BlankState::Returned => "returned",
            BlankState::Destroyed => "destroyed",
        }
    }

    pub fn from_word(word: &str) -> Option<BlankState> {
        BlankState::ALL.into_iter().find(|state| state.word() == word)
    }

    /// Blank and in the house: what a count must find.
    pub fn is_here(self) -> bool {
        matches!(self, BlankState::Stored | BlankState::Issued)
    }
}

impl Say for BlankState {
    fn say(&self, lang: Lang) -> String {
        match self {
            BlankState::Stored => lang.pick("在库", "in store"),
            BlankState::Issued => lang.pick("已领用", "in hand"),
            BlankState::Printed => lang.pick("已印制", "printed"),
            BlankState::Spoiled => lang.pick("已作废", "spoiled"),
            BlankState::Returned => lang.pick("已退回", "sent back"),
            BlankState::Destroyed => lang.pick("已销毁", "destroyed"),
        }
        .to_owned()
    }
}

/// A movement in the ledger. Printing is none: the print record says which certificate stands on which sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlankMove {
    /// 入库.
    Received,
    /// 领用, by whoever prints.
    Issued,
    /// 交回 the store, unused.
    HandedBack,
    /// 作废.
    Spoiled,
    /// 退回 the office that gave them out.
    Returned,
    /// 销毁 what was spoiled.
    Destroyed,
}

impl BlankMove {
    pub const ALL: [BlankMove; 6] = [
        BlankMove::Received,
        BlankMove::Issued,
        BlankMove::HandedBack,
        BlankMove::Spoiled,
        BlankMove::Returned,
        BlankMove::Destroyed,
    ];

    pub const fn word(self) -> &'static str {
        match self {
            BlankMove::Received => "received",
            BlankMove::Issued => "issued",
            BlankMove::HandedBack => "handed_back",
            BlankMove::Spoiled => "spoiled",
            BlankMove::Returned => "returned",
            BlankMove::Destroyed => "destroyed",
        }
    }

    pub fn from_word(word: &str) -> Option<BlankMove> {
        BlankMove::ALL.into_iter().find(|made| made.word() == word)
    }

    /// Where a sheet may be before; nowhere yet where it is received.
    pub fn from(self) -> &'static [BlankState] {
        match self {
            BlankMove::Received => &[],
            BlankMove::Issued | BlankMove::Returned => &[BlankState::Stored],
            BlankMove::HandedBack => &[BlankState::Issued],
            BlankMove::Spoiled => &[BlankState::Stored, BlankState::Issued, BlankState::Printed],
            BlankMove::Destroyed => &[BlankState::Spoiled],
        }
    }

    pub fn to(self) -> BlankState {
        match self {
            BlankMove::Received | BlankMove::HandedBack => BlankState::Stored,
            BlankMove::Issued => BlankState::Issued,
            BlankMove::Spoiled => BlankState::Spoiled,
            BlankMove::Returned => BlankState::Returned,
            BlankMove::Destroyed => BlankState::Destroyed,
        }
    }
}

impl Say for BlankMove {
    fn say(&self, lang: Lang) -> String {
        match self {
            BlankMove::Received => lang.pick("入库", "received"),
            BlankMove::Issued => lang.pick("领用", "issued"),
            BlankMove::HandedBack => lang.pick("交回", "handed back"),
            BlankMove::Spoiled => lang.pick("作废", "spoiled"),
            BlankMove::Returned => lang.pick("退回", "sent back"),
            BlankMove::Destroyed => lang.pick("销毁", "destroyed"),
        }
        .to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_that_left_never_comes_back_and_only_a_spoiled_one_is_destroyed() {
        for made in BlankMove::ALL {
            for gone in [BlankState::Returned, BlankState::Destroyed] {
                assert!(!made.from().contains(&gone), "{made:?} of a sheet {gone:?}");
            }
        }
        assert_eq!(BlankMove::Destroyed.from(), [BlankState::Spoiled]);
        assert!(!BlankMove::Issued.from().contains(&BlankState::Spoiled), "a spoiled sheet is printed no second time");
    }

    #[test]
    fn words_are_read_back() {
        for made in BlankMove::ALL {
            assert_eq!(BlankMove::from_word(made.word()), Some(made));
        }
        for state in BlankState::ALL {
            assert_eq!(BlankState::from_word(state.word()), Some(state));
        }
    }
}
