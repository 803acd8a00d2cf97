//! What becomes of an appointment: where it stands on a day, its assessments, how it ended, and what is decided once the certificate
//! that it rests on no longer stands.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::employment::certificate::Standing;
use crate::domain::id::AppointmentId;
use crate::domain::identity::inert;
use crate::domain::language::{Lang, Say};
use crate::say;

/// Where an appointment stands on a day; derived, never kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Its term has not begun.
    Coming,
    InForce,
    /// Its term is over.
    Expired,
    /// It ended before its term.
    Ended,
}

impl State {
    pub fn on(day: NaiveDate, starts: NaiveDate, ends: NaiveDate, ended_on: Option<NaiveDate>) -> State {
        match ended_on {
            Some(ended) if ended <= day => State::Ended,
            _ if day < starts => State::Coming,
            _ if day > ends => State::Expired,
            _ => State::InForce,
        }
    }
}

impl Say for State {
    fn say(&self, lang: Lang) -> String {
        match self {
            State::Coming => lang.pick("未到聘期", "not begun"),
            State::InForce => lang.pick("在聘", "in force"),
            State::Expired => lang.pick("聘期届满", "term over"),
            State::Ended => lang.pick("已解聘", "ended"),
        }
        .to_owned()
    }
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $word:literal, $zh:literal, $en:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($variant,)+ }

        impl $name {
            pub const ALL: &[$name] = &[$($name::$variant,)+];

            pub const fn word(self) -> &'static str {
                match self { $($name::$variant => $word,)+ }
            }

            pub fn from_word(word: &str) -> Option<$name> {
                match word { $($word => Some($name::$variant),)+ _ => None }
            }
        }

        impl Say for $name {
            fn say(&self, lang: Lang) -> String {
                match self { $($name::$variant => lang.pick($zh, $en),)+ }.to_owned()
            }
        }
    };
}

words! {
    /// How an appointment ended before its term.
    Ending {
        Dismissed = "dismissed", "解聘", "dismissed";
        Resigned = "resigned", "辞聘", "resigned";
        Transferred = "transferred", "调离", "transferred";
        Retired = "retired", "退休", "retired";
    }
}

words! {
    /// The grade of an assessment within the term.
    Grade {
        Excellent = "excellent", "优秀", "excellent";
        Competent = "competent", "合格", "competent";
        Basic = "basic", "基本合格", "basic";
        Failed = "failed", "不合格", "failed";
    }
}

words! {
    /// What the employer decides where a cited certificate no longer stands.
    NoticeDecision {
        Kept = "kept", "继续聘任", "kept";
        ToBeEnded = "to_be_ended", "拟解聘", "to be ended";
    }
}

/// A cited certificate that no longer stands: raised by reading, decided by the employer, and followed by nothing of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Notice {
    pub appointment: AppointmentId,
    pub certificate: String,
    pub standing: Standing,
    /// What the employer decided about this very standing; none while open.
    pub answer: Option<NoticeDecision>,
}

impl Say for Notice {
    fn say(&self, lang: Lang) -> String {
        let (number, standing) = (inert(&self.certificate), self.standing.say(lang));
        say!(lang, "聘任所依据的证书 {number} {standing}", "certificate {number}, on which it rests, is {standing}")
    }
}
