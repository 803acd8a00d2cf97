//! Evaluation: standards, papers, batches, sheets, outcomes, certificates. It never imports `employment`.

pub mod batch;
pub mod certificate_number;
pub mod criterion;
pub mod eligibility;
pub mod entry;
pub mod fault;
pub mod marking;
pub mod moderation;
pub mod outcome;
pub mod paper;
pub mod points;
pub mod running;
pub mod sheet;
pub mod standard;
pub mod standing;
pub mod statistics;
pub mod subject;
pub mod ticket;
pub mod validate_paper;
pub mod validate_standard;
