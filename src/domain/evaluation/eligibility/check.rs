//! Checks a level's conditions as they were written.

use super::condition::Condition;
use crate::domain::identity::fault::spoken_error;
use crate::domain::language::{Lang, Say};
use crate::say;

/// What is wrong with a condition as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConditionFault {
    /// No wording.
    NoText { number: u16 },
    /// It states no requirement, so that everybody would meet it.
    NoRequirement { number: u16 },
    /// `field` says nothing without `needs`.
    FieldAlone { number: u16, field: &'static str, needs: &'static str },
    /// An education rule that lists no kind.
    NoEducationKind { number: u16 },
    /// Two conditions of a level with one number, or a number 0.
    Number { number: u16 },
}

/// Checks a level's conditions when a standard is read or approved; all faults, in the order of the list.
pub fn check_conditions(conditions: &[Condition]) -> Vec<ConditionFault> {
    let mut faults = Vec::new();
    for (at, condition) in conditions.iter().enumerate() {
        let number = condition.number;
        if number == 0 || conditions[..at].iter().any(|earlier| earlier.number == number) {
            faults.push(ConditionFault::Number { number });
        }
        faults.extend(condition.faults());
    }
    faults
}

impl Condition {
    fn faults(&self) -> Vec<ConditionFault> {
        let number = self.number;
        let mut faults = Vec::new();
        if self.text.trim().is_empty() {
            faults.push(ConditionFault::NoText { number });
        }
        let pairs = [
            (self.years_scope.is_some(), "years_scope", self.min_years.is_some(), "min_years"),
            (self.years_after_prior.is_some(), "years_after_prior", self.prior_level.is_some(), "prior_level"),
            (self.years_after_title.is_some(), "years_after_title", self.title_level.is_some(), "title_level"),
        ];
        for (stated, field, fulfilled, needs) in pairs {
            if stated && !fulfilled {
                faults.push(ConditionFault::FieldAlone { number, field, needs });
            }
        }
        if self.education.as_ref().is_some_and(|rule| rule.kinds.is_empty()) {
            faults.push(ConditionFault::NoEducationKind { number });
        }
        let states_something = self.min_age.is_some()
            || self.min_years.is_some()
            || self.prior_level.is_some()
            || self.title_level.is_some()
            || self.education.is_some()
            || self.min_training_hours.is_some()
            || self.prerequisite_doc.is_some();
        if !states_something {
            faults.push(ConditionFault::NoRequirement { number });
        }
        faults
    }
}

impl Say for ConditionFault {
    fn say(&self, lang: Lang) -> String {
        match self {
            ConditionFault::NoText { number } => {
                say!(
                    lang,
                    "申报条件第 {number} 条没有原文，请填 text。",
                    "Condition {number} has no wording; fill in text."
                )
            }
            ConditionFault::NoRequirement { number } => say!(
                lang,
                "申报条件第 {number} 条没有任何要求，人人都会符合；请至少写一项，例如 min_age。",
                "Condition {number} states no requirement, so everybody would meet it; state one, such as min_age."
            ),
            ConditionFault::FieldAlone { number, field, needs } => say!(
                lang,
                "申报条件第 {number} 条写了 {field} 却没有 {needs}；请补上 {needs}。",
                "Condition {number} has {field} without {needs}; add {needs}."
            ),
            ConditionFault::NoEducationKind { number } => say!(
                lang,
                "申报条件第 {number} 条的 education.kinds 是空的，请至少列一种。",
                "Condition {number} has an empty education.kinds; list one kind or more."
            ),
            ConditionFault::Number { number } => say!(
                lang,
                "申报条件的序号 {number} 重复或为 0；同一等级内序号应从 1 起各不相同。",
                "Condition number {number} is used twice or is 0; a level's conditions count from 1, each once."
            ),
        }
    }
}

spoken_error!(ConditionFault);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_condition_that_decides_nothing_or_contradicts_itself_is_named() {
        let bare = |number| toml::from_str::<Condition>(&format!("number = {number}\ntext = '从事本职业'")).unwrap();
        let with_age = |number| Condition { min_age: Some(16), ..bare(number) };
        let rows = [
            (vec![bare(1)], ConditionFault::NoRequirement { number: 1 }),
            (vec![with_age(1), with_age(1)], ConditionFault::Number { number: 1 }),
            (vec![Condition { text: " ".into(), ..with_age(2) }], ConditionFault::NoText { number: 2 }),
            (
                vec![Condition { years_after_prior: Some(4), ..with_age(1) }],
                ConditionFault::FieldAlone { number: 1, field: "years_after_prior", needs: "prior_level" },
            ),
        ];
        for (conditions, fault) in rows {
            assert_eq!(check_conditions(&conditions), [fault]);
        }
    }
}
