//! The rules of the trade: pure. No SQL, terminal, clock or file.
pub mod identity;
pub mod language;
pub mod refusal;
