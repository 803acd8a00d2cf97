//! The verdict over all conditions of a level: any one suffices.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::claims::Claims;
use super::condition::Condition;
use super::finding::{Finding, State};
use super::judge::findings;
use crate::domain::identity::inert;
use crate::domain::language::{Lang, Say};
use crate::say;

/// Whether the candidate may apply. The worst comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Eligibility {
    NotEligible,
    /// No condition is met yet, but one may be once something is supplied.
    NeedsEvidence,
    Eligible,
}

/// What became of the condition that the candidate chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    NotMade,
    Decides,
    /// Another condition serves the candidate better.
    OtherDecides,
    /// The standard has no such condition for the level.
    NotListed,
}

/// A derivation that holds its reasons; it is stored as JSON and shown as it is. It holds dates of birth and of certificates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    pub eligibility: Eligibility,
    pub cutoff: NaiveDate,
    pub chosen: Option<u16>,
    pub choice: Choice,
    /// The number of the condition that decided; none only where the level has no conditions.
    pub decided_by: Option<u16>,
    pub conditions: Vec<ConditionResult>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConditionResult {
    pub number: u16,
    pub text: String,
    pub state: State,
    pub findings: Vec<Finding>,
}

/// Holds the claims against every condition of a level. The chosen condition decides if none serves the candidate better;
/// otherwise the first that is met, or the one with the least missing.
pub fn verdict(conditions: &[Condition], claims: &Claims, chosen: Option<u16>, cutoff: NaiveDate) -> Verdict {
    let results: Vec<ConditionResult> = conditions.iter().map(|condition| result(condition, claims, cutoff)).collect();
    let best = results.iter().map(|result| result.state).max().unwrap_or(State::NotMet);
    let decides = |result: &&ConditionResult| result.state == best;
    let decider = results.iter().filter(decides).min_by_key(|result| {
        (Some(result.number) != chosen, result.short_of(State::NotMet), result.short_of(State::Unknown))
    });
    let decided_by = decider.map(|result| result.number);
    let choice = match chosen {
        None => Choice::NotMade,
        Some(number) if results.iter().all(|result| result.number != number) => Choice::NotListed,
        Some(number) if decided_by == Some(number) => Choice::Decides,
        Some(_) => Choice::OtherDecides,
    };
    let eligibility = match best {
        State::Met => Eligibility::Eligible,
        State::Unknown => Eligibility::NeedsEvidence,
        State::NotMet => Eligibility::NotEligible,
    };
    Verdict { eligibility, cutoff, chosen, choice, decided_by, conditions: results }
}

fn result(condition: &Condition, claims: &Claims, cutoff: NaiveDate) -> ConditionResult {
    let findings = findings(condition, claims, cutoff);
    // A condition that states nothing is refused when the standard is read; should one come here, it lets nobody pass.
    let state = findings.iter().map(|finding| finding.state).min().unwrap_or(State::Unknown);
    ConditionResult { number: condition.number, text: condition.text.clone(), state, findings }
}

impl ConditionResult {
    /// How many findings stand at this state.
    fn short_of(&self, state: State) -> usize {
        self.findings.iter().filter(|finding| finding.state == state).count()
    }
}

impl Verdict {
    /// The condition that decided.
    pub fn decider(&self) -> Option<&ConditionResult> {
        self.conditions.iter().find(|result| Some(result.number) == self.decided_by)
    }
}

impl Say for Eligibility {
    fn say(&self, lang: Lang) -> String {
        match self {
            Eligibility::NotEligible => lang.pick("不符合申报条件", "not eligible"),
            Eligibility::NeedsEvidence => lang.pick("待补充材料", "evidence needed"),
            Eligibility::Eligible => lang.pick("符合申报条件", "eligible"),
        }
        .to_owned()
    }
}

/// The condition's number and wording, its state, and its findings one by one.
impl Say for ConditionResult {
    fn say(&self, lang: Lang) -> String {
        let (number, text, state) = (self.number, inert(&self.text), self.state.say(lang));
        let head = say!(lang, "第 {number} 条（{text}）：{state}。", "Condition {number} ({text}): {state}.");
        self.findings.iter().fold(head, |told, finding| told + lang.pick("", " ") + &finding.say(lang))
    }
}

/// One or two sentences: the answer, the condition that decided, and what stood against it or is missing.
impl Say for Verdict {
    fn say(&self, lang: Lang) -> String {
        let Some(decider) = self.decider() else {
            return say!(
                lang,
                "本等级没有申报条件，无法判定；请先补全标准。",
                "The level has no conditions, so nothing can be decided; complete the standard first."
            );
        };
        let (number, chosen) = (decider.number, self.chosen.unwrap_or_default());
        let mut told = match self.eligibility {
            Eligibility::Eligible => say!(lang, "符合申报条件第 {number} 条。", "Eligible by condition {number}."),
            Eligibility::NeedsEvidence => {
                say!(lang, "按申报条件第 {number} 条待补充：", "Condition {number} still needs:")
            }
            Eligibility::NotEligible => {
                say!(lang, "不符合申报条件，第 {number} 条：", "Not eligible; condition {number}:")
            }
        };
        for finding in
            decider.findings.iter().filter(|finding| finding.state == decider.state && decider.state != State::Met)
        {
            told = told + lang.pick("", " ") + &finding.say(lang);
        }
        match self.choice {
            Choice::NotMade | Choice::Decides => told,
            Choice::OtherDecides => {
                told + &say!(
                    lang,
                    "所选是第 {chosen} 条，请改选第 {number} 条。",
                    " Condition {chosen} was chosen; choose {number} instead."
                )
            }
            Choice::NotListed => {
                told + &say!(
                    lang,
                    "所选第 {chosen} 条不在本标准该等级中。",
                    " The chosen condition {chosen} is not in the standard for this level."
                )
            }
        }
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
