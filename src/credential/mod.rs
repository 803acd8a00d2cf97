//! What makes a record believable: canonical bytes, the journal's tree, its checkpoints and their codes, protected numbers,
//! keys and signatures.
//!
//! No SQL and no screens: everything here is a function of its arguments, so that a second program can check the same bytes.
//! Chance comes in through [`entropy::Entropy`] only.
pub mod canonical;
pub mod checkpoint;
pub mod checkpoint_code;
pub mod custody;
pub mod draw;
pub mod entropy;
pub mod lots;
pub mod note;
pub mod promises;
pub mod sample;
pub mod signing;
pub mod tags;
pub mod tree;
pub mod vault;

#[cfg(test)]
pub(crate) mod vectors;
