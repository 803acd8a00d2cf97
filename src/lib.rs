//! Touchstone (试金石).
pub mod domain;
pub mod exchange;
