//! Certificates: found as one types, one as it was issued and what became of it since, and what old ledgers tell.

mod forms;
mod issued;
mod life;
mod list;
mod past;
mod tally;

pub use list::{Certificates, CertificatesIntent, one, style};
