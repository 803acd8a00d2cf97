//! The life of a certificate after its issue (domain rules §4.4): reissued, corrected, revoked or annulled. Its number never changes
//! and is never used again.

mod approval;
mod change;
mod status;
mod way;

pub use approval::Approved;
pub use change::{Change, Ground, HolderField, fields};
pub use status::Status;
pub use way::Way;
