//! What makes a record believable: canonical bytes, the journal's tree, protected numbers, and later signing and verifying.
//!
//! No SQL and no screens: everything here is a function of its arguments, so that a second program can check the same bytes.
//! Chance comes in through [`entropy::Entropy`] only.
pub mod canonical;
pub mod draw;
pub mod entropy;
pub mod tags;
pub mod tree;
pub mod vault;

#[cfg(test)]
pub(crate) mod vectors;
