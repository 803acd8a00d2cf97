//! Photos of candidates: from a folder or ZIP, checked by content, matched by document number and never by name alone.
pub mod finding;
pub mod intake;
pub mod look;
pub mod matching;
pub mod sources;
