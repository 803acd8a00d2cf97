//! Kept scores 成绩保留: a subject that was passed by marks is carried into a later entry, for so long and so often.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::outcome::{Outcome, Verdict};
use super::subject::SubjectKind;
use crate::domain::refusal::Refusal;
use crate::domain::score::Score;
use crate::refusal;

/// The day that a kept score is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Anchor {
    /// 成绩公布日: the day on which publicity began.
    PublishedOn,
    ExamOn,
    RegistrationUntil,
}

impl Anchor {
    pub fn from_word(word: &str) -> Option<Anchor> {
        match word {
            "published_on" => Some(Anchor::PublishedOn),
            "exam_on" => Some(Anchor::ExamOn),
            "registration_until" => Some(Anchor::RegistrationUntil),
            _ => None,
        }
    }
}

/// The dates of the batch in which the subject was passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dates {
    /// None while nothing was made public.
    pub published_on: Option<NaiveDate>,
    pub exam_on: NaiveDate,
    pub registration_until: NaiveDate,
}

/// A station's rule for kept scores (domain rules §3.8): all of it differs by province.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retention {
    pub days: u32,
    pub anchor: Anchor,
    pub max_resits: u32,
}

impl Retention {
    /// The last day on which the score may be used; none where it was never made public.
    pub fn until(&self, dates: &Dates) -> Option<NaiveDate> {
        let published_on = dates.published_on?;
        let anchor = match self.anchor {
            Anchor::PublishedOn => published_on,
            Anchor::ExamOn => dates.exam_on,
            Anchor::RegistrationUntil => dates.registration_until,
        };
        anchor.checked_add_days(Days::new(self.days.into()))
    }

    /// Whether a score kept `until` may be used for an exam `on` a day, after so many resits on it.
    pub fn allows(&self, until: NaiveDate, on: NaiveDate, resits: u32) -> Result<(), Refusal> {
        if on > until {
            return Err(refusal!(
                "no_longer_kept",
                "成绩保留到 {until}，考试在 {on}。",
                "The score is kept until {until}; the exam is on {on}."
            ));
        }
        if resits >= self.max_resits {
            let most = self.max_resits;
            return Err(refusal!(
                "resits_used",
                "凭这项保留成绩已补考 {resits} 次，最多 {most} 次。",
                "The kept score has served {resits} resit(s); {most} at most."
            ));
        }
        Ok(())
    }
}

/// The subjects of a failed outcome that were passed by their own marks. What was itself carried is kept where it was
/// passed, so that carrying never makes it last longer; a veto leaves nothing to keep.
pub fn passed_by_marks(outcome: &Outcome) -> Vec<(SubjectKind, Score)> {
    if outcome.verdict != Verdict::Fail || !outcome.vetoes.is_empty() {
        return Vec::new();
    }
    let passed =
        outcome.subjects.iter().filter(|subject| subject.verdict == Verdict::Pass && subject.marking.is_some());
    passed.filter_map(|subject| Some((subject.kind, subject.score?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn dates() -> Dates {
        Dates {
            published_on: Some(day("2026-09-28")),
            exam_on: day("2026-09-20"),
            registration_until: day("2026-09-10"),
        }
    }

    #[test]
    fn a_kept_score_is_usable_on_its_last_day_and_refused_the_day_after() {
        for (anchor, from) in [
            (Anchor::PublishedOn, "2026-09-28"),
            (Anchor::ExamOn, "2026-09-20"),
            (Anchor::RegistrationUntil, "2026-09-10"),
        ] {
            for days in [365, 730] {
                let rule = Retention { days, anchor, max_resits: 1 };
                let last = day(from) + Days::new(days.into());
                assert_eq!(rule.until(&dates()), Some(last), "{anchor:?} {days}");
                assert_eq!(rule.allows(last, last, 0), Ok(()));
                assert_eq!(rule.allows(last, last + Days::new(1), 0).unwrap_err().code, "no_longer_kept");
            }
        }
        let year = Retention { days: 365, anchor: Anchor::PublishedOn, max_resits: 1 };
        assert_eq!(year.until(&dates()), Some(day("2027-09-28")));
    }

    #[test]
    fn a_kept_score_serves_so_many_resits_and_no_more() {
        let rule = |max_resits| Retention { days: 730, anchor: Anchor::ExamOn, max_resits };
        let on = day("2026-12-01");
        assert_eq!(rule(1).allows(on, on, 0), Ok(()));
        assert_eq!(rule(1).allows(on, on, 1).unwrap_err().code, "resits_used");
        assert_eq!(rule(2).allows(on, on, 1), Ok(()));
    }

    #[test]
    fn what_was_never_made_public_is_not_kept() {
        let rule = Retention { days: 730, anchor: Anchor::ExamOn, max_resits: 1 };
        assert_eq!(rule.until(&Dates { published_on: None, ..dates() }), None);
    }
}
