//! Photos on their way to the candidates of a batch: who needs one, what a folder or a ZIP holds for them, and the pictures
//! to attach. Screens and the command line run this same code.

use std::collections::HashMap;
use std::fs::File;
use std::path::Path;

use super::look::{PhotoRules, look};
use super::matching::{Matching, Person, match_photos};
use super::sources::{Sighting, read_folder, read_zip};
use crate::domain::evaluation::entry::Decision;
use crate::domain::id::{BatchId, CandidateId};
use crate::domain::refusal::Refusal;
use crate::exchange::refusals::unreadable;
use crate::ops::photo::Photo;
use crate::store::read::entry::EntryFilter;
use crate::store::{Failure, Read};

/// Photos to be attached: by file name, whose each is.
pub type Wanted = HashMap<String, CandidateId>;

/// What was seen, held against those of a batch who need a photo.
pub struct PhotoIntake {
    pub people: Vec<Person>,
    pub seen: Vec<Sighting>,
    pub matching: Matching,
    /// The candidate of each of `people`.
    candidates: Vec<CandidateId>,
}

impl PhotoIntake {
    /// Everybody of the batch counts once who has neither withdrawn nor been rejected.
    pub fn new(read: &Read, batch: BatchId, seen: Vec<Sighting>) -> Result<PhotoIntake, Failure> {
        let mut rows = read.batch_entries(batch, EntryFilter::default())?;
        rows.retain(|row| !matches!(row.decision, Decision::Withdrawn | Decision::Rejected));
        let mut ids: Vec<CandidateId> = rows.into_iter().map(|row| row.candidate).collect();
        ids.sort_unstable();
        ids.dedup();
        let (mut people, mut candidates) = (Vec::new(), Vec::new());
        for id in ids {
            let Some(candidate) = read.candidate(id)? else { continue };
            let Some(document) = read.document(&candidate) else { continue };
            candidates.push(id);
            people.push(Person { document_number: document.number().to_owned(), name: candidate.name });
        }
        let matching = match_photos(&people, &seen);
        Ok(PhotoIntake { people, seen, matching, candidates })
    }

    pub fn wanted(&self) -> Wanted {
        let matched = self.matching.matched.iter();
        matched.map(|(person, photo)| (self.seen[*photo].name.clone(), self.candidates[*person])).collect()
    }
}

/// Looks at the photos of a folder or a ZIP and hands each good one's name and bytes to `keep`.
pub fn look_at(from: &Path, keep: impl FnMut(&str, &[u8])) -> Result<Vec<Sighting>, Refusal> {
    let rules = PhotoRules::default();
    if from.is_dir() {
        return read_folder(from, &rules, keep);
    }
    read_zip(File::open(from).map_err(|_| unreadable(from))?, &rules, keep)
}

/// Reads the photos once more and hands on those that are wanted. One that changed since is looked at again.
pub fn fetch(from: &Path, wanted: &Wanted, mut take: impl FnMut(Photo)) -> Result<(), Refusal> {
    let seen = look_at(from, |name, bytes| {
        let (Some(candidate), Ok(facts)) = (wanted.get(name), look(bytes, &PhotoRules::default())) else { return };
        let (format, width, height) = (facts.format.word(), facts.width, facts.height);
        take(Photo { candidate: *candidate, format, width, height, bytes: bytes.to_vec() });
    });
    seen.map(drop)
}
