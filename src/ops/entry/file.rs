//! Filing: applications become entries, one by hand or a roster whole.

use std::collections::HashMap;

use super::screen::Place;
use super::{Application, AsOf, Good, RosterFile, Screening};
use crate::credential::entropy::Entropy;
use crate::credential::vault::{Field, NONCE, Vault};
use crate::domain::evaluation::eligibility::Claims;
use crate::domain::id::{BatchId, CandidateId, EntryId};
use crate::domain::identity::{Document, inert};
use crate::domain::language::Both;
use crate::domain::refusal::Refusal;
use crate::ops::Office;
use crate::refusal;
use crate::store::act::{Act, Applicant, EntryFiled, Kind, RosterTaken, Sealed};
use crate::store::hold::{Hold, WALK, Walk};
use crate::store::read::candidate::terms_of;
use crate::store::{Decided, Failure, Read};

/// Whether this very file was not taken into the batch before.
pub fn not_taken(read: &Read, batch: BatchId, file: &RosterFile) -> Result<(), Failure> {
    match read.roster_taken(batch, &file.sha256)? {
        None => Ok(()),
        Some(at) => {
            // To the minute.
            let at = at.get(..16).unwrap_or(&at).replace('T', " ");
            Err(refusal!(
                "roster_taken",
                "这份文件已于 {at} 导入本批次。",
                "This very file was taken into the batch at {at}."
            )
            .into())
        }
    }
}

/// Nothing of a roster is left to be taken.
pub fn no_row() -> Refusal {
    refusal!("no_row", "没有可以导入的行。", "There is no row to take in.")
}

/// Takes a roster: one act an entry, and one with the file's digest, all in one transaction. A row that does not hold
/// refuses the whole; the caller leaves out the rows that the user gave up.
pub fn take_roster(
    office: &mut Office,
    batch: BatchId,
    rows: &[Application],
    file: &RosterFile,
) -> Result<u32, Failure> {
    let hold = office.hold().clone();
    taken(office, batch, file, |read, entropy| file_rows(read, batch, rows, entropy, &hold))
}

/// Takes a roster that was screened: as it was found where the journal has not grown since, which is asked under the write lock; or else
/// every row is screened again.
pub fn take_screened(
    office: &mut Office,
    batch: BatchId,
    rows: &[Good],
    as_of: Option<AsOf>,
    file: &RosterFile,
) -> Result<u32, Failure> {
    let hold = office.hold().clone();
    taken(office, batch, file, |read, entropy| {
        let applications = rows.iter().map(|row| &row.application);
        if as_of.is_some() && as_of == AsOf::now(read, batch)? {
            return file_placed(
                read,
                batch,
                applications.zip(rows.iter().map(|row| row.place)),
                entropy,
                (&hold, WALK),
            );
        }
        let places = placed(read, batch, applications.clone(), &hold)?;
        file_placed(read, batch, applications.zip(places), entropy, (&hold, PLACED))
    })
}

/// One transaction: the entries, and the file that they came in.
fn taken(
    office: &mut Office,
    batch: BatchId,
    file: &RosterFile,
    entries: impl FnOnce(&Read, &mut dyn Entropy) -> Result<Vec<Act>, Failure>,
) -> Result<u32, Failure> {
    office.act_by_chance(Kind::RosterTaken, None, |read, _, entropy| {
        not_taken(read, batch, file)?;
        let mut acts = entries(read, entropy)?;
        let entries = u32::try_from(acts.len()).unwrap_or(u32::MAX);
        if entries == 0 {
            return Err(no_row().into());
        }
        let (file_name, sha256) = (inert(&file.name), file.sha256.clone());
        acts.push(Act::RosterTaken(RosterTaken { batch, entries, file_name, sha256 }));
        Ok(Decided::new(acts, entries))
    })
}

/// Files one application by hand.
pub fn file_entry(office: &mut Office, batch: BatchId, row: &Application) -> Result<EntryId, Failure> {
    let hold = office.hold().clone();
    office.act_by_chance(Kind::EntryFiled, None, |read, _, entropy| {
        let id = read.next_entry()?;
        let acts = file_rows(read, batch, std::slice::from_ref(row), entropy, &hold)?;
        Ok(Decided::new(acts, id))
    })
}

/// The acts that file these applications, each screened first.
pub(in crate::ops) fn file_rows(
    read: &Read,
    batch: BatchId,
    rows: &[Application],
    entropy: &mut dyn Entropy,
    hold: &Hold,
) -> Result<Vec<Act>, Failure> {
    let places = placed(read, batch, rows.iter(), hold)?;
    file_placed(read, batch, rows.iter().zip(places), entropy, (hold, PLACED))
}

/// Rows that are screened again are walked through twice before they are written: to see where each goes, and to file it there.
const SCREENED: Walk = Walk { nth: 0, of: 2 };
const PLACED: Walk = Walk { nth: 1, of: 2 };

/// Where each of these goes; refused at the first that cannot be taken.
fn placed<'a>(
    read: &Read,
    batch: BatchId,
    rows: impl Iterator<Item = &'a Application>,
    hold: &Hold,
) -> Result<Vec<Place>, Failure> {
    let mut screening = Screening::open(read, batch)?;
    let total = rows.size_hint().0;
    let mut places = Vec::with_capacity(total);
    for (index, row) in rows.enumerate() {
        hold.deciding_on(SCREENED, index, total)?;
        let one = screening.screen(read, row)?;
        let Some(place) = one.place.filter(|_| one.faults.is_empty()) else {
            let n = index + 1;
            let list = |pick: fn(&Both) -> &str| one.faults.iter().map(pick).collect::<Vec<_>>().join("；");
            let because = Both {
                zh: format!("第 {n} 份报名（{}）：{}。", inert(row.name.as_str()), list(|fault| &fault.zh)),
                en: format!("Application {n} ({}): {}.", inert(row.name.as_str()), list(|fault| &fault.en)),
            };
            return Err(Refusal::new("row_refused", because).into());
        };
        places.push(place);
    }
    Ok(places)
}

/// The acts that file these applications where they go.
fn file_placed<'a>(
    read: &Read,
    batch: BatchId,
    rows: impl Iterator<Item = (&'a Application, Place)> + Clone,
    entropy: &mut dyn Entropy,
    (hold, walk): (&Hold, Walk),
) -> Result<Vec<Act>, Failure> {
    let vault = read.vault().ok_or_else(crate::ops::office::not_signed_in)?;
    // Drawn at once: the system is asked once for a whole roster.
    let numbers = rows.clone().map(|(row, _)| 1 + usize::from(row.phone.is_some())).sum();
    let mut nonces = vec![[0; NONCE]; numbers];
    entropy.fill(nonces.as_flattened_mut())?;
    let mut nonces = nonces.iter();
    let (mut entry, mut next_candidate) = (read.next_entry()?.0, read.next_candidate()?.0);
    let mut new: HashMap<&Document, CandidateId> = HashMap::new();
    let mut acts = Vec::with_capacity(rows.size_hint().0 + 1);
    let total = rows.size_hint().0;
    for (index, (row, place)) in rows.enumerate() {
        hold.deciding_on(walk, index, total)?;
        let known = place.candidate.or_else(|| new.get(&row.document).copied());
        let candidate = known.unwrap_or_else(|| {
            let id = CandidateId(next_candidate);
            next_candidate += 1;
            new.insert(&row.document, id);
            id
        });
        let filed = EntryFiled {
            batch,
            candidate,
            condition: row.condition.unwrap_or(0),
            id: EntryId(entry),
            item: place.item,
            new_candidate: known.is_none(),
        };
        entry += 1;
        acts.push(Act::EntryFiled(filed, Sealed::Known(applicant(vault, row, &mut nonces))));
    }
    Ok(acts)
}

/// The personal part of an application, its numbers sealed under the next of `nonces`.
fn applicant<'a>(vault: &Vault, row: &Application, nonces: &mut impl Iterator<Item = &'a [u8; NONCE]>) -> Applicant {
    let mut encrypt = |field, number: &str| {
        let nonce = nonces.next().expect("one was drawn for each number");
        vault.encrypt(nonce, field, number.as_bytes())
    };
    let number = row.document.number();
    let kind = crate::store::document_word(row.document.kind());
    let doc_cipher = encrypt(Field::IdNumber, number);
    let phone_cipher = row.phone.as_ref().map_or(Vec::new(), |phone| encrypt(Field::Phone, phone.as_str()));
    let birth = row.birth.or(row.document.birth());
    Applicant {
        birth,
        claims: Claims { birth, ..row.claims.clone() },
        details: row.details.clone(),
        doc_cipher,
        doc_kind: row.document.kind(),
        doc_tag: vault.equality_tag(&kind, number).to_vec(),
        doc_tail: vault.tail_tag(Field::IdNumber, row.document.tail()).to_vec(),
        name: row.name.as_str().to_owned(),
        phone_cipher,
        sex: row.sex,
        terms: terms_of(row.name.as_str()),
    }
}
