//! A higher office cosigns the checkpoint that a station brings on a stick: that it saw this state, and that the journal only grew since it
//! looked last. What it saw last is kept in this office's own file.

use super::Office;
use super::checkpoint::{keep, station_keys};
use crate::credential::note::{Note, NoteSigner};
use crate::credential::request::{Refused, Request};
use crate::credential::signing::Signer;
use crate::credential::tree::{Hash, consistency};
use crate::credential::trust::TrustList;
use crate::domain::anchor::Reason;
use crate::domain::identity::inert;
use crate::domain::language::Both;
use crate::domain::refusal::Refusal;
use crate::store::Failure;
use crate::store::cosignature::CosignatureRow;
use crate::{both, refusal};

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cosigned {
    /// The station's name, by its card.
    pub station: String,
    /// How many acts were seen last; none at the first visit.
    pub before: Option<u64>,
    pub size: u64,
    /// The note with the cosignature, for the stick.
    pub note: Note,
}

/// The preference under which the last checkpoint seen of a journal is kept.
fn slot(journal: &str) -> String {
    format!("cosigned:{journal}")
}

/// What this office saw last of a journal.
fn seen(office: &Office, journal: &str) -> Result<Option<(u64, Hash)>, Failure> {
    let kept = office.read().preference(&slot(journal))?;
    Ok(kept
        .and_then(|text| text.split_once(' ').and_then(|(size, root)| Some((size.parse().ok()?, root.parse().ok()?)))))
}

/// Cosigns with this office's register key.
///
/// # Errors
/// `cosign_form`, `cosign_unknown` (no card of the station), `cosign_signature`, `cosign_size`, `cosign_inconsistent`, `cosign_own`.
pub fn cosign(office: &mut Office, text: &str, trust: &TrustList) -> Result<Cosigned, Failure> {
    let seed =
        office.seat.as_ref().and_then(|seat| seat.checkpoint.clone()).ok_or_else(super::office::not_signed_in)?;
    let own = office.read().journal_name()?.ok_or_else(super::office::not_signed_in)?;
    let mut request = Request::read(text).map_err(|_| not_a_request())?;
    let journal = request.checkpoint.origin.clone();
    if journal == own {
        return Err(refusal!(
            "cosign_own",
            "本站不给自己联署，请带到上级机构。",
            "A station does not cosign its own: take it to a higher office."
        )
        .into());
    }
    let shown = inert(&journal);
    let card = trust.of_journal(&journal).ok_or_else(|| {
        refusal!(
            "cosign_unknown",
            "信任名单里没有“{shown}”的站。",
            "The trust list has no station with the journal “{shown}”."
        )
        .next(both!("先导入它的信任卡：touchstone trust import。", "Take in its card first: touchstone trust import."))
    })?;
    let name = card.station.name.clone();
    if !card.station.register.iter().any(|days| request.note.verify(&journal, &days.key).is_ok()) {
        let station = inert(&name);
        return Err(refusal!(
            "cosign_signature",
            "存证不是“{station}”的密钥签的。",
            "The checkpoint is not signed by “{station}”."
        )
        .into());
    }
    let before = seen(office, &journal)?;
    request.continues(before).map_err(|refused| not_continued(refused, &inert(&name)))?;
    let signer = Signer::from_seed(&seed);
    let at = office.now().timestamp().unsigned_abs();
    let by = NoteSigner { key: signer.public(), sign: &|message| signer.raw(message) };
    request.note.cosign(&own, &by, at).map_err(|_| not_a_request())?;
    office.prefer(&slot(&journal), &format!("{} {}", request.checkpoint.size, request.checkpoint.root))?;
    Ok(Cosigned {
        station: name,
        before: before.map(|(size, _)| size),
        size: request.checkpoint.size,
        note: request.note,
    })
}

/// What a station brings: its newest checkpoint, kept now, with the proof from the `old` acts that the office saw last.
pub fn request(office: &Office, old: u64) -> Result<Request, Failure> {
    let kept = keep(office, Reason::Witness)?.ok_or_else(super::office::not_signed_in)?;
    let leaves = office.read().leaves(kept.checkpoint.size)?;
    let proof = match old {
        0 => Vec::new(),
        old => consistency(&mut &leaves[..], old, kept.checkpoint.size).map_err(|_| {
            let size = kept.checkpoint.size;
            refusal!(
                "cosign_old",
                "日志现在 {size} 条，没有 {old} 条那么长。",
                "The journal has {size} acts, fewer than {old}."
            )
        })?,
    };
    let note = Note::parse(&kept.row.note).map_err(|_| not_a_request())?;
    Ok(Request { old, proof, checkpoint: kept.checkpoint, note })
}

/// Files what came back: the cosignatures of known offices below a checkpoint of ours.
///
/// # Errors
/// `cosign_form`, `cosign_elsewhere` (another station's), `cosign_unkept` (a state that this file never kept), `cosign_station` (our own signature
/// does not stand below it), `cosign_none` (no office that the trust list knows), `cosign_forged`.
pub fn file(office: &mut Office, text: &str, trust: &TrustList) -> Result<Filed, Failure> {
    if !office.is_seated() {
        return Err(super::office::not_signed_in().into());
    }
    let Request { note, checkpoint, .. } = Request::read(text).map_err(|_| not_cosigned())?;
    let read = office.read();
    let own = read.journal_name()?.ok_or_else(super::office::not_signed_in)?;
    if checkpoint.origin != own {
        let origin = inert(&checkpoint.origin);
        return Err(refusal!(
            "cosign_elsewhere",
            "这是另一个站的存证（{origin}），不归入本站。",
            "This is another station's checkpoint ({origin}); it is not filed here."
        )
        .into());
    }
    let size = checkpoint.size;
    let kept = read.checkpoint_of(size)?.filter(|row| row.root == checkpoint.root).ok_or_else(|| {
        refusal!(
            "cosign_unkept",
            "本站没有留过这份 {size} 条的存证：文件可能恢复过较早的备份，或者存证被换过。请保留文件并核对（touchstone check --against）。",
            "This file never kept that checkpoint of {size} acts: an older backup may have been restored, or it was exchanged. Keep the file and compare it (touchstone check --against)."
        )
    })?;
    if !station_keys(&read)?.iter().any(|key| note.verify(&own, key).is_ok()) {
        return Err(refusal!(
            "cosign_station",
            "存证上没有本站的签名，不能归档。",
            "Our own signature does not stand below that checkpoint; nothing was filed."
        )
        .into());
    }
    let (mut rows, mut offices, mut unknown) = (Vec::new(), Vec::new(), Vec::new());
    for (name, made) in note.timed().filter(|(name, _)| *name != own) {
        let Some(card) = trust.of_journal(name) else {
            unknown.push(inert(name));
            continue;
        };
        let signed = card.station.register.iter().find(|days| made.holds(note.text(), &days.key));
        let Some(days) = signed else { return Err(forged(&inert(&card.station.name)).into()) };
        rows.push(CosignatureRow { checkpoint: kept.number, office: name.to_owned(), key: days.key, made });
        offices.push(card.station.name.clone());
    }
    if rows.is_empty() {
        return Err(none_known(&unknown).into());
    }
    let mut new = 0;
    for row in &rows {
        new += usize::from(office.store.file_cosignature(row)?);
    }
    Ok(Filed { number: kept.number, size, offices, new, unknown })
}

/// What was filed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filed {
    /// The kept checkpoint's number and how many acts it had.
    pub number: i64,
    pub size: u64,
    /// The offices that cosigned it, by their cards.
    pub offices: Vec<String>,
    /// How many of them are new here.
    pub new: usize,
    /// Journals whose lines were passed over: the trust list does not know them.
    pub unknown: Vec<String>,
}

impl Filed {
    pub fn told(&self) -> Both {
        let (size, zh, en) = (self.size, inert(&self.offices.join("、")), inert(&self.offices.join(", ")));
        let both = match self.new {
            0 => both!(
                "“{zh}”对 {size} 条的联署已经归过档。",
                "The cosignature of {en} over {size} acts was filed before."
            ),
            _ => both!("已归档“{zh}”对 {size} 条的联署。", "The cosignature of {en} over {size} acts is filed."),
        };
        if self.unknown.is_empty() {
            return both;
        }
        let (unknown_zh, unknown_en) = (self.unknown.join("、"), self.unknown.join(", "));
        Both {
            zh: format!("{}信任名单里没有 {unknown_zh}，其联署未归档。", both.zh),
            en: format!("{} The trust list has no card of {unknown_en}; that line was not filed.", both.en),
        }
    }
}

fn not_cosigned() -> Refusal {
    refusal!("cosign_form", "这不是上级机构联署后交回的存证。", "This is no checkpoint that came back cosigned.")
}

fn forged(office: &str) -> Refusal {
    refusal!(
        "cosign_forged",
        "写着“{office}”联署，但不是它的密钥签的；没有归档。请保留文件并询问该机构。",
        "It bears the name of “{office}”, whose key did not sign it; nothing was filed. Keep the file and ask that office."
    )
}

fn none_known(unknown: &[String]) -> Refusal {
    if unknown.is_empty() {
        return refusal!("cosign_none", "存证上还没有任何机构的联署。", "No office has cosigned that checkpoint yet.")
            .next(both!(
                "请上级机构用 touchstone cosign 文件 联署后再带回。",
                "Have the higher office run touchstone cosign FILE, then bring it back."
            ));
    }
    let (zh, en) = (unknown.join("、"), unknown.join(", "));
    refusal!("cosign_none", "信任名单里没有联署的机构：{zh}。", "The trust list has no card of whoever cosigned: {en}.")
        .next(both!("先导入它的信任卡：touchstone trust import。", "Take in its card first: touchstone trust import."))
}

fn not_a_request() -> Refusal {
    refusal!("cosign_form", "这不是站里带来的存证。", "This is no checkpoint that a station brings.").next(both!(
        "站里用 touchstone cosign --request 写出。",
        "The station writes it with touchstone cosign --request."
    ))
}

fn not_continued(refused: Refused, station: &str) -> Refusal {
    match refused {
        Refused::OtherSize(size) => refusal!(
            "cosign_size",
            "本机构上次见到“{station}”的 {size} 条，这次的证明不是从那里开始的。",
            "This office saw {size} acts of “{station}” last, and the proof does not begin there."
        )
        .next(both!(
            "请站里重写：touchstone cosign --request --since {size}。",
            "Have it written again: touchstone cosign --request --since {size}."
        )),
        _ => refusal!(
            "cosign_inconsistent",
            "“{station}”的日志不是上次的延续：被截短或改写过。没有联署，请保留 U 盘上的文件并上报。",
            "The journal of “{station}” does not continue what was seen: it was cut or rewritten. Nothing was cosigned; keep the file and report it."
        ),
    }
}
