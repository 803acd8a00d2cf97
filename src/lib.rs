//! Touchstone (试金石).
pub mod cli;
pub mod credential;
pub mod domain;
pub mod exchange;
pub mod ops;
pub mod store;
pub mod tui;
