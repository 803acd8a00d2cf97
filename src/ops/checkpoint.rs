//! Checkpoints 存证: the journal's state, kept each time it leaves the office.

use super::Office;
use crate::credential::checkpoint::Checkpoint;
use crate::credential::checkpoint_code::CheckpointCode;
use crate::credential::custody::Secret;
use crate::credential::note::{Note, NoteSigner};
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

    /// What goes into a file or a QR: the signed note.
    pub fn text(&self) -> String {
        text(&self.row)
    }
}

/// What goes into a file or a QR of a kept checkpoint: its signed note, without cosignatures.
pub fn text(row: &CheckpointRow) -> String {
    match Note::parse(&row.note) {
        Ok(note) => note.plain().to_text(),
        Err(_) => String::from_utf8_lossy(&row.note).into_owned(),
    }
}

/// Keeps the journal's state, signed with the station's checkpoint key, which lies open while somebody is signed in; what is kept
/// already is not kept twice. None with nobody there (an unsigned one would prove nothing) or in a file that is
/// only read: the last signed one stands.
pub fn keep(office: &Office, reason: Reason) -> Result<Option<Kept>, Failure> {
    if office.store.reading().is_some() {
        return Ok(None);
    }
    let Some(seed) = office.seat.as_ref().and_then(|seat| seat.checkpoint.as_ref()) else { return Ok(None) };
    let signer = Signer::from_seed(seed);
    let signer = NoteSigner { key: signer.public(), sign: &|message| signer.raw(message) };
    let at = office.now().to_rfc3339_opts(chrono::SecondsFormat::Secs, false);
    let (checkpoint, row) = office.store.checkpoint(reason, &at, &signer)?;
    Ok(Some(Kept { checkpoint, row }))
}

/// The signed note of the journal as it stands; none where this very state was not kept.
pub fn note_now(read: &Read, now: &Checkpoint) -> Result<Option<String>, Failure> {
    let newest = read.checkpoints_before(i64::MAX, 1)?.pop();
    Ok(newest.filter(|row| (row.size, row.root) == (now.size, now.root)).map(|row| text(&row)))
}

/// The code of the journal as it stands; none while the file belongs to no station.
pub fn code_now(office: &Office) -> Result<Option<CheckpointCode>, Failure> {
    Ok(office.read().checkpoint_now()?.as_ref().map(CheckpointCode::of))
}
