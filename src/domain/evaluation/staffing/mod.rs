//! Staffing: who may serve on a panel, why somebody may not, who could serve instead, and the lot that decides among them.
//!
//! The rules are those of domain §3.5: qualification, trade, card, appointment, recusal, rotation, no two places at once.
//! Everything here is a function of a [`Case`]: what is known of one subject of a batch and of everybody who works here. An
//! answer holds every reason at once ([`PanelCheck`]); screens, command line and JSON render the same value.

pub mod case;
pub mod check;
pub mod draw;
pub mod employer;
pub mod examiner;
pub mod reason;
pub mod session;
pub mod tie;

pub use case::{Case, Colleague, Duty, Employer, Engagement, Limits, PanelMember};
pub use check::{PanelCheck, Proposal};
pub use examiner::{Card, Examiner, ExaminerKind};
pub use reason::{Overridden, Problem, Reason, Weight};
pub use session::{Session, Span};
pub use tie::{Bond, TieKind};

#[cfg(test)]
mod tests;
