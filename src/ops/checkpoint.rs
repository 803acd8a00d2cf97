//! Checkpoints 存证: the journal's state, kept each time it leaves the office.

use super::Office;
use crate::credential::checkpoint::Checkpoint;
use crate::credential::checkpoint_code::CheckpointCode;
use crate::credential::note::NoteSigner;
use crate::domain::anchor::Reason;
use crate::store::Failure;
use crate::store::checkpoint::CheckpointRow;

/// Keys of the station under which its signed checkpoints must verify: none before its people have accounts.
pub const STATION_KEYS: &[[u8; 32]] = &[];

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

/// The same by whoever sits at the desk, unsigned: nobody holds the station's checkpoint key before people have accounts.
pub fn keep(office: &Office, reason: Reason) -> Result<Kept, Failure> {
    make(office, reason, None)
}

/// The code of the journal as it stands; none while the file belongs to no station.
pub fn code_now(office: &Office) -> Result<Option<CheckpointCode>, Failure> {
    Ok(office.read().checkpoint_now()?.as_ref().map(CheckpointCode::of))
}
