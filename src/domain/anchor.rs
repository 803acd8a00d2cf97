//! Why a checkpoint is made, and when a clock cannot be right.

use chrono::{DateTime, FixedOffset, TimeDelta};
use serde::{Deserialize, Serialize};

use super::language::{Lang, Say};

/// What a checkpoint was made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The scores of a batch were locked.
    Lock,
    /// Certificates of a batch were issued.
    Issue,
    DayEnd,
    Backup,
    Export,
    /// The supervisor's stick took it away.
    Witness,
}

impl Reason {
    const ALL: [Reason; 6] =
        [Reason::Lock, Reason::Issue, Reason::DayEnd, Reason::Backup, Reason::Export, Reason::Witness];

    pub const fn word(self) -> &'static str {
        match self {
            Reason::Lock => "lock",
            Reason::Issue => "issue",
            Reason::DayEnd => "day_end",
            Reason::Backup => "backup",
            Reason::Export => "export",
            Reason::Witness => "witness",
        }
    }

    pub fn from_word(word: &str) -> Option<Reason> {
        Reason::ALL.into_iter().find(|reason| reason.word() == word)
    }
}

impl Say for Reason {
    fn say(&self, lang: Lang) -> String {
        match self {
            Reason::Lock => lang.pick("成绩锁定", "scores locked"),
            Reason::Issue => lang.pick("核发证书", "certificates issued"),
            Reason::DayEnd => lang.pick("日终", "day end"),
            Reason::Backup => lang.pick("备份", "backup"),
            Reason::Export => lang.pick("导出", "export"),
            Reason::Witness => lang.pick("督导存证", "supervisor's stick"),
        }
        .to_owned()
    }
}

/// Back by more than this is a jump: two clocks of one office differ by less.
const BACK: TimeDelta = TimeDelta::minutes(5);
/// Ahead by more than this is one too: a station that holds an exam a year leaves no longer gap.
const AHEAD: TimeDelta = TimeDelta::days(400);

/// Whether a clock that shows `now` after it showed `last` has been set or has failed.
pub fn has_jumped(last: DateTime<FixedOffset>, now: DateTime<FixedOffset>) -> bool {
    last - now > BACK || now - last > AHEAD
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_jumps_by_more_than_five_minutes_back_or_four_hundred_days_ahead() {
        let at = |text| DateTime::parse_from_rfc3339(text).unwrap();
        let last = at("2026-09-20T08:00:00+08:00");
        let cases = [
            ("2026-09-20T08:00:00+08:00", false),
            ("2026-09-20T07:55:00+08:00", false),
            ("2026-09-20T07:54:59+08:00", true),
            ("2010-01-01T00:00:00+08:00", true),
            ("2026-09-20T00:00:00+00:00", false),
            ("2027-09-20T08:00:00+08:00", false),
            ("2027-10-25T08:00:00+08:00", false),
            ("2027-10-25T08:00:01+08:00", true),
        ];
        for (now, jumped) in cases {
            assert_eq!(has_jumped(last, at(now)), jumped, "{now}");
        }
    }

    #[test]
    fn every_reason_is_read_back_from_its_word() {
        for reason in Reason::ALL {
            assert_eq!(Reason::from_word(reason.word()), Some(reason));
        }
    }
}
