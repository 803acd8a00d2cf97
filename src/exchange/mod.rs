//! Files in and out.
pub mod standard_text;
