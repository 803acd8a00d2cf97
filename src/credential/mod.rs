//! What makes a record believable: canonical bytes, the journal's tree, its checkpoints and their codes, protected numbers,
//! keys and signatures.
//!
//! No SQL and no screens: everything here is a function of its arguments, so that a second program can check the same bytes.
//! Chance comes in through [`entropy::Entropy`] only.
pub mod age;
pub mod attached;
pub mod backup_key;
pub mod badge;
pub mod base45;
mod base58;
pub mod basis;
pub mod canonical;
pub mod checkpoint;
pub mod checkpoint_code;
pub mod claim;
pub mod custody;
pub mod did;
pub mod draw;
pub mod entropy;
pub mod evidence;
pub mod integrity;
pub mod jwt;
pub mod leaf;
pub mod lots;
pub mod note;
pub mod promises;
pub mod registration;
pub mod request;
pub mod salted;
pub mod sample;
pub mod signing;
pub mod status;
pub mod strict;
pub mod tags;
pub mod tree;
pub mod trust;
pub mod vault;
pub mod verify;

#[cfg(test)]
pub(crate) mod vectors;
