//! Violations 违纪: what was done in the room, and what follows for the marks and for later registrations.
//!
//! The table is data: a standard may bring its own; otherwise the usual one holds (domain.md §3.9: Anhui 2016, and the
//! tiers of Jiangsu 2023). The effect is written into the standing, so that an outcome never depends on a later table.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::points::Points;
use super::standing::Standing;
use super::subject::Form;
use crate::domain::language::{Both, Lang, Say};
use crate::domain::score::Exact;
use crate::{both, say};

/// What a violation does to the marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// The subject counts as nothing.
    #[default]
    ZeroSubject,
    /// So many points off the subject's score, never below nothing.
    Deduct(Points),
    /// So many percent of the candidate's own score off.
    DeductPercent(u8),
    /// Every subject of this sitting counts as nothing.
    VoidSitting,
}

impl Effect {
    /// Whether the subject is marked all the same.
    pub const fn leaves_marks(self) -> bool {
        matches!(self, Effect::Deduct(_) | Effect::DeductPercent(_))
    }

    /// In a word or two, for a list of cases.
    pub fn short(self) -> Both {
        match self {
            Effect::ZeroSubject => both!("计零", "nothing"),
            Effect::Deduct(points) => both!("扣 {points} 分", "-{points}"),
            Effect::DeductPercent(percent) => both!("扣 {percent}%", "-{percent}%"),
            Effect::VoidSitting => both!("全作废", "all void"),
        }
    }

    pub(super) fn is_usual(&self) -> bool {
        *self == Effect::ZeroSubject
    }

    /// What is taken off `got` (exact hundredths): never more than there is.
    pub fn taken_off(self, got: Exact) -> Option<Exact> {
        match self {
            Effect::Deduct(points) => Some(points.0.exact().min(got)),
            Effect::DeductPercent(percent) => Some((got * i128::from(percent) / 100).min(got)),
            Effect::ZeroSubject | Effect::VoidSitting => None,
        }
    }
}

impl Say for Effect {
    fn say(&self, lang: Lang) -> String {
        match self {
            Effect::ZeroSubject => lang.pick("本科目计零分", "the subject counts as nothing").to_owned(),
            Effect::Deduct(points) => say!(lang, "本科目扣 {points} 分", "{points} points off the subject"),
            Effect::DeductPercent(percent) => {
                say!(lang, "扣本人本科目得分的 {percent}%", "{percent}% of the own score off the subject")
            }
            Effect::VoidSitting => {
                lang.pick("本次各科目均作废", "every subject of this sitting counts as nothing").to_owned()
            }
        }
    }
}

/// How long nobody takes another entry of the candidate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ban {
    #[default]
    None,
    /// Until the last day of the year of the examination.
    YearEnd,
    /// So many years from the day of the examination.
    Years(u8),
}

impl Ban {
    fn is_none(&self) -> bool {
        *self == Ban::None
    }

    /// The last day of the ban.
    pub fn until(self, exam_on: NaiveDate) -> Option<NaiveDate> {
        match self {
            Ban::None => None,
            Ban::YearEnd => NaiveDate::from_ymd_opt(exam_on.year(), 12, 31),
            Ban::Years(years) => exam_on.checked_add_months(chrono::Months::new(u32::from(years) * 12)),
        }
    }
}

/// A kind of violation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Violation {
    pub code: String,
    /// The case, in the words of the rule.
    pub text: String,
    /// The same in English, where somebody wrote it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub english: String,
    #[serde(default)]
    pub effect: Effect,
    /// The effect where work is done on the floor, if it is another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_the_floor: Option<Effect>,
    #[serde(default, skip_serializing_if = "Ban::is_none")]
    pub ban: Ban,
}

impl Violation {
    pub fn effect_in(&self, form: Form) -> Effect {
        self.on_the_floor.filter(|_| form.is_on_the_floor()).unwrap_or(self.effect)
    }

    /// What stands for a subject of this form after the violation.
    pub fn standing(&self, form: Form, exam_on: NaiveDate) -> Standing {
        Standing::Breach { code: self.code.clone(), effect: self.effect_in(form), ban_until: self.ban.until(exam_on) }
    }
}

impl Say for Violation {
    fn say(&self, lang: Lang) -> String {
        if self.english.is_empty() { self.text.clone() } else { lang.pick(&self.text, &self.english).to_owned() }
    }
}

/// The table that holds where a standard brings none.
pub fn usual() -> Vec<Violation> {
    let one = |code: &str, text: &str, english: &str, effect| Violation {
        code: code.to_owned(),
        text: text.to_owned(),
        english: english.to_owned(),
        effect,
        on_the_floor: None,
        ban: Ban::None,
    };
    let banned = |violation: Violation| Violation { ban: Ban::YearEnd, ..violation };
    let overtime = "went on after the signal to stop";
    vec![
        one("V01", "未签考生承诺书，视为放弃", "promise not signed: taken as given up", Effect::VoidSitting),
        one("V02", "开考信号前答题，警告不改", "began before the signal, warned in vain", Effect::VoidSitting),
        one(
            "V10",
            "夹带、换位、离位、替考、传递、交头接耳、窥视、带出试卷",
            "notes, swapped or left seat, stand-in, passing, talking, peeping, paper taken out",
            Effect::ZeroSubject,
        ),
        Violation {
            on_the_floor: Some(Effect::DeductPercent(10)),
            ..one("V11", "终止信号后继续作答，已警告", overtime, Effect::Deduct(Points::of(10)))
        },
        one("V12", "终止信号后继续作答，再犯", "went on after the signal again", Effect::ZeroSubject),
        one("N1", "违纪（一）类：取消本科目", "tier 1: the subject is cancelled", Effect::ZeroSubject),
        one("N2", "违纪（二）类：本科目作弊", "tier 2: cheating in the subject", Effect::ZeroSubject),
        banned(one(
            "N3",
            "违纪（三）类：取消本次全部科目，本年不得再考",
            "tier 3: all subjects, and no more this year",
            Effect::VoidSitting,
        )),
        banned(one(
            "N4",
            "违纪（四）类：情节严重，移送处理",
            "tier 4: grave, handed over to the law",
            Effect::VoidSitting,
        )),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::score::Score;

    #[test]
    fn a_deduction_never_takes_more_than_there_is() {
        let got = |points| Score::points(points).exact();
        let rows = [
            (Effect::Deduct(Points::of(10)), 70, Some(10)),
            (Effect::Deduct(Points::of(10)), 4, Some(4)),
            (Effect::DeductPercent(10), 70, Some(7)),
            (Effect::DeductPercent(200), 70, Some(70)),
            (Effect::ZeroSubject, 70, None),
            (Effect::VoidSitting, 70, None),
        ];
        for (effect, had, off) in rows {
            assert_eq!(effect.taken_off(got(had)), off.map(got), "{effect:?} of {had}");
            assert_eq!(effect.leaves_marks(), off.is_some(), "{effect:?}");
        }
    }

    #[test]
    fn going_on_after_the_signal_costs_points_on_paper_and_a_tenth_on_the_floor() {
        let usual = usual();
        let overtime = usual.iter().find(|violation| violation.code == "V11").unwrap();
        assert_eq!(overtime.effect_in(Form::Written), Effect::Deduct(Points::of(10)));
        assert_eq!(overtime.effect_in(Form::Practical), Effect::DeductPercent(10));
    }

    #[test]
    fn a_ban_ends_with_the_year_of_the_examination_or_so_many_years_later() {
        let exam: NaiveDate = "2026-09-20".parse().unwrap();
        assert_eq!(Ban::None.until(exam), None);
        assert_eq!(Ban::YearEnd.until(exam), "2026-12-31".parse().ok());
        assert_eq!(Ban::Years(5).until(exam), "2031-09-20".parse().ok());
        assert_eq!(Ban::Years(1).until("2028-02-29".parse().unwrap()), "2029-02-28".parse().ok());
    }

    #[test]
    fn no_code_is_listed_twice_and_every_row_can_be_written_and_read() {
        let usual = usual();
        for (place, violation) in usual.iter().enumerate() {
            assert!(usual[..place].iter().all(|other| other.code != violation.code), "{}", violation.code);
            let json = serde_json::to_string(violation).unwrap();
            assert_eq!(serde_json::from_str::<Violation>(&json).unwrap(), *violation);
            let standing = violation.standing(Form::Written, "2026-09-20".parse().unwrap());
            let json = serde_json::to_string(&standing).unwrap();
            assert_eq!(serde_json::from_str::<Standing>(&json).unwrap(), standing, "{json}");
        }
    }

    #[test]
    fn a_breach_recorded_before_there_were_effects_counts_as_nothing() {
        let old: Standing = serde_json::from_str(r#"{"kind":"breach","code":"V10"}"#).unwrap();
        assert_eq!(old, Standing::breach("V10"));
        assert_eq!(serde_json::to_string(&old).unwrap(), r#"{"kind":"breach","code":"V10"}"#);
    }
}
