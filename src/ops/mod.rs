//! Every act a person does: one verb, one function. It decides under the lock and answers with acts or a refusal.

pub mod account;
pub mod against;
pub mod agreement;
pub mod batch;
pub mod blind;
pub mod calendar;
pub mod certificate;
pub mod check;
pub mod checkpoint;
pub mod clock;
pub mod cosign;
pub mod credential;
pub mod day;
pub mod deadline;
pub mod dispute;
pub mod employment;
pub mod entry;
pub mod evidence;
pub mod exporting;
pub mod floor;
mod followed;
pub mod form_draft;
pub mod history;
pub mod inspection;
pub mod keep;
pub mod life;
pub mod marking;
pub mod measures;
pub mod moderation;
pub mod office;
pub mod outcome;
pub mod personal;
pub mod photo;
pub mod printing;
pub mod recusal;
pub mod register;
pub mod retake;
pub mod retention;
pub mod settings;
pub mod staffing;
pub mod standard;
pub mod station;
pub mod statistics;
pub mod stock;
pub mod today;
pub mod trust;
pub mod upload;
pub mod visibility;
pub mod wall;
pub mod witness;

pub use clock::{Clock, SetClock, SystemClock};
pub use office::{Going, Office};

#[cfg(test)]
mod tests;
