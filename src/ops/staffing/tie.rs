//! Ties that bar somebody from marking a candidate: declared, and withdrawn with a reason.

use super::no_person;
use crate::credential::vault::Field;
use crate::domain::evaluation::staffing::TieKind;
use crate::domain::id::{PersonId, TieId};
use crate::domain::identity::PersonName;
use crate::domain::identity::plain::plain;
use crate::domain::refusal::Refusal;
use crate::ops::Office;
use crate::ops::station::refuse;
use crate::refusal;
use crate::store::act::{Act, Kind, Sealed, TieDeclared, TieWithdrawn, TiedTo};
use crate::store::{Decided, Failure};

/// What is declared: who works here, and whom the tie is with.
#[derive(Clone, Debug)]
pub struct Declaration {
    pub person: PersonId,
    pub kind: TieKind,
    /// Whom it is with, candidate already or not yet.
    pub name: String,
    /// The last four characters of the document; empty where nobody knows them: then a namesake warns only.
    pub tail: String,
    /// What tie it is: `堂弟`, `2025 年带训`.
    pub note: String,
}

/// Records a tie. Where one candidate of the file has the name and the document's end, it is tied to that candidate.
pub fn declare_tie(office: &mut Office, declared: &Declaration) -> Result<TieId, Failure> {
    office.act(Kind::TieDeclared, None, |read, _| {
        read.person(declared.person)?.ok_or_else(no_person)?;
        let name = PersonName::parse(&declared.name).map_err(|fault| refuse("person_name", &fault))?;
        let tail = tail(&declared.tail)?;
        let mut doc_tail = Vec::new();
        let mut candidate = None;
        if let Some(tail) = &tail {
            doc_tail =
                read.vault().ok_or_else(crate::ops::office::not_signed_in)?.tail_tag(Field::IdNumber, tail).to_vec();
            let named: Vec<_> = read
                .candidates_by_tail(tail)?
                .into_iter()
                .filter(|known| crate::domain::identity::comparison_key(&known.name) == name.key())
                .collect();
            if let [only] = &named[..] {
                candidate = Some(only.id);
            }
        }
        let note = declared.note.trim().to_owned();
        let (person, kind) = (declared.person, declared.kind);
        let same = read.ties()?.into_iter().find(|tie| {
            (tie.person, tie.kind, tie.candidate) == (person, kind, candidate)
                && !tie.withdrawn
                && tie.name == name.as_str()
                && tie.tailed == tail.is_some()
        });
        if same.is_some_and(|tie| candidate.is_some() || !tie.tailed) {
            return Err(refusal!("tie_twice", "这一关系已经申报。", "This tie is declared already.").into());
        }
        let id = read.next_tie()?;
        let other = TiedTo { doc_tail, name: name.as_str().to_owned(), note };
        let act = Act::TieDeclared(TieDeclared { candidate, id, kind, person }, Sealed::Known(other));
        Ok(Decided::new(vec![act], id))
    })
}

/// Four letters or digits in plain form; none where nothing was told.
fn tail(text: &str) -> Result<Option<String>, Refusal> {
    let tail = plain(text);
    if tail.is_empty() {
        return Ok(None);
    }
    if tail.len() == 4 && tail.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Ok(Some(tail));
    }
    let shown = crate::domain::identity::inert(&tail);
    Err(refusal!(
        "document_tail",
        "“{shown}”不是证件号码的后四位。",
        "“{shown}” is not the last four characters of a document number."
    ))
}

/// Takes a declared tie back; the declaration stays in the journal and on the list.
pub fn withdraw_tie(office: &mut Office, id: TieId, reason: &str) -> Result<(), Failure> {
    let reason = reason.trim();
    office.act(Kind::TieWithdrawn, Some(reason), |read, _| {
        let tie = read.ties()?.into_iter().find(|tie| tie.id == id);
        let tie = tie.ok_or_else(|| refusal!("no_tie", "没有这一申报。", "There is no such declaration."))?;
        if tie.withdrawn {
            return Err(refusal!("tie_withdrawn", "这一申报已经撤销。", "The declaration is withdrawn already.").into());
        }
        if reason.is_empty() {
            return Err(
                refusal!("reason_needed", "撤销申报须写明理由。", "To withdraw a declaration needs a reason.").into()
            );
        }
        Ok(Decided::act(Act::TieWithdrawn(TieWithdrawn { id })))
    })
}
