//! The one SQLite file of a station: opening it safely, checking it, keeping copies of it. The only SQL.
pub mod backup;
pub mod fault;
pub mod file;
mod place;
pub mod quick;
pub mod settings;
