//! Touchstone (试金石).
pub mod domain;
pub mod ops;
pub mod tui;
