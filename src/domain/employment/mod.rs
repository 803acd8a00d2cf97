//! The other side of the wall: employers' needs and decisions. It knows certificates by their public part and nothing of how they
//! were earned (评聘分离).

pub mod appointment;
pub mod certificate;
pub mod county;
pub mod employer;
pub mod growth;
pub mod matching;
pub mod post;
pub mod rank;
pub mod register;
pub mod treatment;

pub use appointment::{Appointment, Difference, Ending, Grade, State};
pub use certificate::{Certificate, Standing};
pub use employer::Employer;
pub use post::Post;
pub use rank::Rank;
