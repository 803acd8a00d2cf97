//! What goes on paper: the values that text and spreadsheets show, as documents. The wording is theirs; here it only finds its page.

pub mod aside;
pub mod certificate;
pub mod certificates;
pub mod kinds;
pub mod lists;
pub mod notices;
pub mod page_part;
pub mod paper;
pub mod run;
pub mod spooler;
pub mod tickets;
pub mod write;

pub use paper::Paper;
