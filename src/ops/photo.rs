//! Attaching photos that were matched to candidates.

use sha2::{Digest, Sha256};

use super::Office;
use crate::credential::tree::Hash;
use crate::domain::id::CandidateId;
use crate::refusal;
use crate::store::act::{Act, Kind, PhotoAttached, PhotoBytes, Sealed};
use crate::store::{Decided, Failure};

/// A photo that was looked at: its format and size are what its bytes say.
#[derive(Clone, Debug)]
pub struct Photo {
    pub candidate: CandidateId,
    /// `jpeg` or `png`.
    pub format: &'static str,
    pub width: u32,
    pub height: u32,
    pub bytes: Vec<u8>,
}

/// Attaches photos, all in one transaction; a photo of the same bytes is not attached twice.
pub fn attach(office: &mut Office, photos: Vec<Photo>) -> Result<u32, Failure> {
    office.act_by_chance(Kind::PhotoAttached, None, |read, _, _| {
        let mut acts = Vec::new();
        for photo in photos {
            if read.candidate(photo.candidate)?.is_none() {
                return Err(refusal!("no_candidate", "没有这名考生。", "There is no such candidate.").into());
            }
            if read.photo_bytes(photo.candidate)?.is_some_and(|bytes| bytes == photo.bytes) {
                continue;
            }
            let attached = PhotoAttached {
                candidate: photo.candidate,
                format: photo.format.to_owned(),
                height: photo.height,
                sha256: Hash(Sha256::digest(&photo.bytes).into()).to_string(),
                width: photo.width,
            };
            acts.push(Act::PhotoAttached(attached, Sealed::Known(PhotoBytes { bytes: photo.bytes })));
        }
        let count = u32::try_from(acts.len()).unwrap_or(u32::MAX);
        Ok(Decided::new(acts, count))
    })
}
