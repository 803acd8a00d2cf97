//! Evaluation: standards, papers, batches, sheets, outcomes, certificates. It never imports `employment`.
