//! What is shown of people: all that a verb shows to whoever signed in, and masked names to anybody else.

use super::problem::Problem;
use crate::domain::identity::mask_name;
use crate::ops::office::not_signed_in;
use crate::store::Read;

/// The name, masked where nobody signed in.
pub fn name(read: &Read, name: String) -> String {
    if read.vault().is_some() { name } else { mask_name(&name) }
}

/// Refuses where nobody signed in: what comes is personal throughout.
pub fn require(read: &Read) -> Result<(), Problem> {
    if read.vault().is_some() { Ok(()) } else { Err(not_signed_in().into()) }
}
