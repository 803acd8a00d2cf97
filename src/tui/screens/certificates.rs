//! Certificates: found as one types, and one as it was issued.

mod issued;
mod list;

pub use list::Certificates;
