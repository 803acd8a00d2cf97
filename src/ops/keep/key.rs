//! The backup passphrase: who has it opens every backup made since it was set, and nothing else.

use chrono::{DateTime, FixedOffset};

use crate::credential::age::Draw;
use crate::credential::backup_key::BackupKey;
use crate::domain::passphrase;
use crate::domain::refusal::Refusal;
use crate::ops::Office;
use crate::store::act::{Act, Kind, StationKeyMade};
use crate::store::{Decided, Failure};
use crate::{both, refusal};

/// The purpose under which the journal knows the public half.
const PURPOSE: &str = "backup";

/// What one backup is sealed with.
pub struct Seal {
    pub(super) key: BackupKey,
    pub(super) draw: Draw,
    /// When the backup was asked for.
    pub(super) at: DateTime<FixedOffset>,
}

/// Makes a new key pair under this passphrase. Backups made before open with the passphrase of then.
pub fn set_passphrase(office: &mut Office, words: &str) -> Result<(), Failure> {
    office.may(Kind::SettingSet)?;
    passphrase::check(words, "").map_err(|wrong| Refusal::new("passphrase", wrong))?;
    let key = BackupKey::make(words, office.cost, &mut *office.entropy)?;
    let act = Act::StationKeyMade(StationKeyMade { key: key.public.to_vec(), purpose: PURPOSE.to_owned() });
    office.act(Kind::StationKeyMade, None, |_, _| Ok(Decided::act(act).sealing(key)))
}

/// Whether whoever sits here may set the backup passphrase.
pub fn may_set_passphrase(office: &Office) -> bool {
    office.may(Kind::SettingSet).is_ok() && office.may(Kind::StationKeyMade).is_ok()
}

/// What the next backup is sealed with.
///
/// # Errors
/// `no_backup_key` before a backup passphrase was set; `backup_key` where the key in the file is not the one the journal knows.
pub fn seal(office: &mut Office) -> Result<Seal, Failure> {
    let read = office.read();
    let Some(key) = read.backup_key()? else { return Err(no_key().into()) };
    if read.station_key(PURPOSE)?.as_deref() != Some(&key.public[..]) {
        return Err(refusal!(
            "backup_key",
            "备份密钥与日志里登记的不同：文件被改动过。没有备份，请运行 touchstone check，再设一次备份口令。",
            "The backup key is not the one in the journal: the file was changed. Nothing was backed up. Run touchstone check and set the backup passphrase again."
        )
        .into());
    }
    let draw = Draw::from(&mut *office.entropy)?;
    Ok(Seal { key, draw, at: office.now() })
}

fn no_key() -> Refusal {
    refusal!(
        "no_backup_key",
        "还没有设备份口令，备份要用它加密。",
        "No backup passphrase is set, and backups are sealed with it."
    )
    .next(both!(
        "在“设置 → 文件与备份”按 P，或运行 touchstone backup --passphrase。",
        "Press P under Settings, or run touchstone backup --passphrase."
    ))
}
