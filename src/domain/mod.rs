//! The rules of the trade: pure. No SQL, terminal, clock or file.
pub mod anchor;
pub mod authority;
pub mod calendar;
pub mod employment;
pub mod evaluation;
pub mod evidence;
pub mod id;
pub mod identity;
pub mod language;
pub mod level;
pub mod passphrase;
pub mod refusal;
pub mod score;
pub mod stamp;
pub mod trade;
