//! This station's card for other people's trust lists, vouching for another station's, and the status list to carry to verifiers.

use chrono::DateTime;

use super::Office;
use super::credential::open_key;
use crate::credential::custody::Secret;
use crate::credential::note::NoteSigner;
use crate::credential::signing::{PUBLIC, Signer};
use crate::credential::status::{Change, Entry, StatusList};
use crate::credential::trust::{Card, KeyDays, Station};
use crate::domain::identity::inert;
use crate::domain::refusal::Refusal;
use crate::refusal;
use crate::store::{Failure, Read};

/// The station's register key, which lies open while somebody is signed in.
fn register_key(office: &Office) -> Result<Signer, Failure> {
    let seed = office.seat.as_ref().and_then(|seat| seat.checkpoint.as_ref());
    Ok(Signer::from_seed(seed.ok_or_else(super::office::not_signed_in)?))
}

fn not_founded() -> Refusal {
    refusal!("not_founded", "文件还没有鉴定站信息。", "The file has no station yet.")
}

fn damaged(number: &str) -> Refusal {
    let number = inert(number);
    refusal!(
        "credential_damaged",
        "证书 {number} 的凭证摘要读不出。请运行 touchstone check。",
        "The digest of certificate {number}'s credential cannot be read. Run touchstone check."
    )
}

/// The days on which the keys of a purpose are in use, by the acts that made and retired them.
fn days(read: &Read, purpose: Secret) -> Result<Vec<KeyDays>, Failure> {
    let day = |at: String| DateTime::parse_from_rfc3339(&at).map(|at| at.date_naive()).ok();
    let mut keys = Vec::new();
    for (key, from, until) in read.station_key_times(purpose.word())? {
        let key: Option<[u8; PUBLIC]> = key.try_into().ok();
        if let (Some(key), Some(from)) = (key, day(from)) {
            keys.push(KeyDays { key, from, until: until.and_then(day) });
        }
    }
    Ok(keys)
}

/// This station's card, signed with its register key.
pub fn own_card(office: &Office) -> Result<Card, Failure> {
    let read = office.read();
    let station = read.station()?.ok_or_else(not_founded)?;
    let station = Station {
        name: station.name,
        site_code: station.site_code,
        journal: read.journal_name()?.ok_or_else(not_founded)?,
        credential: days(&read, Secret::Credential)?,
        register: days(&read, Secret::Checkpoint)?,
    };
    let signer = register_key(office)?;
    let signer = NoteSigner { key: signer.public(), sign: &|message| signer.raw(message) };
    Ok(Card::sign(station, &signer).ok_or_else(not_founded)?)
}

/// Vouches for another station's card with this office's credential key.
pub fn vouch(office: &Office, card: &mut Card) -> Result<(), Failure> {
    let own = office.read().journal_name()?.ok_or_else(not_founded)?;
    if card.station.journal == own {
        return Err(refusal!(
            "own_card",
            "不能为本站自己担保，请上级机构来做。",
            "A station does not vouch for itself: a higher office does."
        )
        .into());
    }
    let issuer = open_key(office)?;
    let signer = issuer.signer();
    let at = office.now().timestamp().unsigned_abs();
    let signer = NoteSigner { key: signer.public(), sign: &|message| signer.raw(message) };
    if card.vouch(&own, &signer, at) { Ok(()) } else { Err(not_founded().into()) }
}

/// Every number that was revoked or replaced, as of now.
pub fn status_list(office: &Office) -> Result<StatusList, Failure> {
    let read = office.read();
    let now = read.checkpoint_now()?.ok_or_else(not_founded)?;
    let mut entries = Vec::new();
    for changed in read.certificates_changed()? {
        let change = match changed.credential {
            None => Change::Revoked,
            // What was printed before it no longer counts.
            Some(credential) => Change::Replaced(credential.parse().map_err(|_| damaged(&changed.number))?),
        };
        entries.push(Entry { number: changed.number, change, on: changed.on });
    }
    let signer = register_key(office)?;
    let at = office.now().timestamp().unsigned_abs();
    let signer = NoteSigner { key: signer.public(), sign: &|message| signer.raw(message) };
    Ok(StatusList::sign(&now.origin, now.size, entries, &signer, at).ok_or_else(not_founded)?)
}
