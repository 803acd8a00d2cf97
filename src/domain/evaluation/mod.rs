//! Evaluation: standards, papers, batches, sheets, outcomes, certificates. It never imports `employment`.

pub mod certificate_number;
pub mod eligibility;
pub mod ticket;
