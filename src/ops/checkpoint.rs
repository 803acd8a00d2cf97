//! Checkpoints 存证: the journal's state, kept each time it leaves the office.

use super::Office;
use crate::credential::checkpoint::Checkpoint;
use crate::credential::checkpoint_code::CheckpointCode;
use crate::credential::custody::Secret;
use crate::credential::note::NoteSigner;
use crate::credential::signing::Signer;
use crate::domain::anchor::Reason;
use crate::store::checkpoint::CheckpointRow;
use crate::store::{Failure, Read};

/// The station's public keys under which its signed checkpoints must verify, retired ones with them.
pub fn station_keys(read: &Read) -> Result<Vec<[u8; 32]>, Failure> {
    let keys = read.station_keys(Secret::Checkpoint.word())?;
    Ok(keys.into_iter().filter_map(|key| key.try_into().ok()).collect())
}

/// A checkpoint that was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    pub checkpoint: Checkpoint,
    pub row: CheckpointRow,
}

impl Kept {
    pub fn code(&self) -> CheckpointCode {
        CheckpointCode::of(&self.checkpoint)
    }

    /// What goes into a file or a QR: the signed note, or the bare three lines where no key was at hand.
    pub fn text(&self) -> String {
        saved(&self.checkpoint, &self.row)
    }
}

/// What goes into a file or a QR of a kept checkpoint.
pub fn saved(checkpoint: &Checkpoint, row: &CheckpointRow) -> String {
    let note = row.note.as_ref().and_then(|note| String::from_utf8(note.clone()).ok());
    note.unwrap_or_else(|| checkpoint.body())
}

/// Keeps the journal's state, signed by `signer`; what is kept already is not kept twice.
pub fn make(office: &Office, reason: Reason, signer: Option<&NoteSigner>) -> Result<Kept, Failure> {
    let at = office.now().to_rfc3339_opts(chrono::SecondsFormat::Secs, false);
    let (checkpoint, row) = office.store.checkpoint(reason, &at, signer)?;
    Ok(Kept { checkpoint, row })
}

/// The same with the station's checkpoint key, which lies open while somebody is signed in. With nobody there the state is
/// kept unsigned.
pub fn keep(office: &Office, reason: Reason) -> Result<Kept, Failure> {
    let Some(seed) = office.seat.as_ref().and_then(|seat| seat.checkpoint.as_ref()) else {
        return make(office, reason, None);
    };
    let signer = Signer::from_seed(seed);
    make(office, reason, Some(&NoteSigner { key: signer.public(), sign: &|message| signer.raw(message) }))
}

/// The code of the journal as it stands; none while the file belongs to no station.
pub fn code_now(office: &Office) -> Result<Option<CheckpointCode>, Failure> {
    Ok(office.read().checkpoint_now()?.as_ref().map(CheckpointCode::of))
}
