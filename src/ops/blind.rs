//! Blind marking: what whoever marks may know of whose work it is, and the act of looking all the same.

use super::Office;
use crate::domain::evaluation::batch::BatchState;
use crate::domain::evaluation::floor::piece_label;
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::{EntryId, PersonId};
use crate::domain::refusal::Refusal;
use crate::refusal;
use crate::store::act::{Act, Kind, Unmasked};
use crate::store::journal::JournalRow;
use crate::store::{Decided, Failure, Read};

/// Whoever marks a subject blind sees neither the floor nor the list of numbers.
pub fn marks_it() -> Refusal {
    refusal!(
        "marks_blind",
        "这个科目盲评，考评组成员不看签到和编号。",
        "This subject is marked blind: its panel sees neither attendance nor numbers."
    )
}

/// What an entry is called on the desk of a subject: the number of its piece, or its ticket.
pub fn label(read: &Read, entry: EntryId, subject: SubjectKind) -> Result<String, Failure> {
    if let Some(number) = read.piece(entry, subject)? {
        return Ok(piece_label(number));
    }
    let ticket = read.entry(entry)?.and_then(|row| row.ticket);
    Ok(ticket.unwrap_or_else(|| format!("#{}", entry.0)))
}

/// Why this person may not see whose number is whose yet: they mark a numbered subject of the entry, and not all of its
/// panel have signed; whoever did not sign in might be one of them. None for everybody else.
pub fn veil(read: &Read, who: PersonId, entry: EntryId) -> Result<Option<Refusal>, Failure> {
    let numbered = read.pieces_of(entry)?;
    if numbered.is_empty() {
        return Ok(None);
    }
    let Some(row) = read.entry(entry)? else { return Ok(None) };
    if read.batch(row.batch)?.is_some_and(|batch| batch.state > BatchState::Marking) {
        return Ok(None);
    }
    for (subject, _) in numbered {
        let panel = read.panel(row.batch, row.item, subject)?;
        let signed = read.signers(entry, subject)?;
        let marks = who == PersonId(0) || panel.iter().any(|member| member.person == who);
        if marks && panel.iter().any(|member| !signed.contains(&member.person)) {
            return Ok(Some(refusal!(
                "veiled",
                "盲评还没有结束：全组签完这份考件后才能看。",
                "Blind marking goes on: this is shown once the whole panel has signed the piece."
            )));
        }
    }
    Ok(None)
}

/// The same for a row of the journal that tells of the marking of one entry.
pub fn veil_of_row(read: &Read, who: PersonId, row: &JournalRow) -> Result<Option<Refusal>, Failure> {
    let entry = match Act::read(&row.kind, &row.payload, None) {
        Ok(
            Act::SheetSigned(sheet)
            | Act::SheetCorrected(sheet)
            | Act::MeasuresAgreed(sheet)
            | Act::MeasuresCorrected(sheet),
        ) => sheet.entry,
        Ok(Act::OutcomeDerived(part)) => part.entry,
        Ok(Act::Unmasked(part)) => part.entry,
        _ => return Ok(None),
    };
    veil(read, who, entry)
}

/// Whether this subject allows looking at all.
pub fn may_unmask(always_blind: bool) -> Result<(), Refusal> {
    if always_blind {
        return Err(refusal!(
            "always_blind",
            "标准规定这个科目全程盲评，不能查看被评人。",
            "The standard keeps this subject blind throughout: nobody who marks may look."
        ));
    }
    Ok(())
}

/// Looks whose work it is, with the reason. Whoever looked, and why, is shown with the outcome.
pub fn unmask(office: &mut Office, entry: EntryId, subject: SubjectKind, reason: &str) -> Result<(), Failure> {
    let (who, reason) = (office.who(), reason.trim().to_owned());
    office.act(Kind::Unmasked, Some(&reason), |read, _| {
        let missing = || refusal!("no_entry", "没有这份报名。", "There is no such entry.");
        let row = read.entry(entry)?.ok_or_else(missing)?;
        if !read.panel(row.batch, row.item, subject)?.iter().any(|member| member.person == who) {
            return Err(refusal!(
                "not_on_panel",
                "只有这个科目的考评组成员才需要查看。",
                "Only the panel of this subject has anything to unmask."
            )
            .into());
        }
        let kept = read.standard(row.item.standard)?.ok_or_else(missing)?;
        let rules =
            kept.standard.level(row.item.level).and_then(|level| level.subjects.iter().find(|s| s.kind == subject));
        may_unmask(rules.is_none_or(|rules| rules.always_blind))?;
        if reason.is_empty() {
            return Err(refusal!("reason_needed", "查看被评人须写明理由。", "Looking needs a reason.").into());
        }
        Ok(Decided::new(vec![Act::Unmasked(Unmasked { entry, subject })], ()))
    })
}
