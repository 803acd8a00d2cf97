//! How far a certificate's data is on its way to the office above 上报.

use serde::{Deserialize, Serialize};

use crate::domain::language::{Lang, Say};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UploadState {
    /// 未报.
    #[default]
    Unsent,
    /// 已报.
    Sent,
    /// 退回, for a reason.
    Returned,
    /// 已更正: sent again after it was returned or had changed.
    Amended,
}

impl UploadState {
    pub const ALL: [UploadState; 4] =
        [UploadState::Unsent, UploadState::Sent, UploadState::Returned, UploadState::Amended];

    pub const fn word(self) -> &'static str {
        match self {
            UploadState::Unsent => "unsent",
            UploadState::Sent => "sent",
            UploadState::Returned => "returned",
            UploadState::Amended => "amended",
        }
    }

    pub fn from_word(word: &str) -> Option<UploadState> {
        UploadState::ALL.into_iter().find(|state| state.word() == word)
    }

    /// After the row was sent once more: what never went is sent, what went before is amended.
    pub fn sent(self) -> UploadState {
        match self {
            UploadState::Unsent => UploadState::Sent,
            UploadState::Sent | UploadState::Returned | UploadState::Amended => UploadState::Amended,
        }
    }

    /// Whether the row goes into the next file of changes: `same` says whether it is as it was when it went last.
    pub fn is_due(self, same: bool) -> bool {
        match self {
            UploadState::Unsent | UploadState::Returned => true,
            UploadState::Sent | UploadState::Amended => !same,
        }
    }
}

impl Say for UploadState {
    fn say(&self, lang: Lang) -> String {
        match self {
            UploadState::Unsent => lang.pick("未报", "not sent"),
            UploadState::Sent => lang.pick("已报", "sent"),
            UploadState::Returned => lang.pick("退回", "returned"),
            UploadState::Amended => lang.pick("已更正", "amended"),
        }
        .to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_never_went_was_returned_or_changed_goes_again() {
        use UploadState::*;
        let cases = [
            (Unsent, false, true, Sent),
            (Sent, true, false, Amended),
            (Sent, false, true, Amended),
            (Returned, true, true, Amended),
            (Amended, true, false, Amended),
            (Amended, false, true, Amended),
        ];
        for (state, same, due, after) in cases {
            assert_eq!((state.is_due(same), state.sent()), (due, after), "{state:?} {same}");
            assert_eq!(UploadState::from_word(state.word()), Some(state));
        }
    }
}
