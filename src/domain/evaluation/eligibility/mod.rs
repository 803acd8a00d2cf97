//! Eligibility 申报条件: whether a candidate may apply for a level, and why, figure by figure.
//!
//! A standard lists conditions for each level, and any one of them suffices. Everything that may count stands in
//! [`Condition`] and [`Claims`]: there is no place for a quota, for seniority beyond the standard's own years, for sex,
//! employer or origin, and an unknown field is refused.

mod check;
mod claims;
mod condition;
mod finding;
mod judge;
mod reason;
mod verdict;
mod words;

pub use check::{ConditionFault, check_conditions};
pub use claims::{Claims, MajorRelation, PriorClaim, TitleClaim};
pub use condition::{
    Condition, EducationKind, EducationRule, Evidence, EvidenceKind, RelationRule, TitleLevel, YearsScope,
};
pub use finding::{Dates, Finding, Milestone, NumberDoubt, Reason, State};
pub use verdict::{Choice, ConditionResult, Eligibility, Verdict, verdict};
