//! Measured values that a panel agrees on 测量项合议: entered once, signed by all of it over the same bytes.

use super::Office;
use super::marking::{Desk, Signed, is_signed, settled, whole_sheet};
use super::office::Hand;
use super::outcome::outcome_act;
use crate::domain::evaluation::outcome::Verdict;
use crate::domain::evaluation::sheet::Sheet;
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::{EntryId, PersonId};
use crate::domain::identity::inert;
use crate::domain::language::Both;
use crate::domain::refusal::Refusal;
use crate::domain::stamp::Stamp;
use crate::refusal;
use crate::store::act::{Act, Kind};
use crate::store::draft::{PANEL, SheetKey};
use crate::store::{Decided, Failure, Read};

/// Everybody of the panel: whoever sits at the desk, and the others beside them.
#[derive(Clone, Copy)]
pub struct Panel<'a> {
    pub own: &'a Hand,
    pub beside: &'a [Hand],
}

impl Panel<'_> {
    /// All of the panel sign, and nobody else.
    fn is_whole(&self, read: &Read, panel: &[PersonId]) -> Result<(), Failure> {
        let mut hands: Vec<PersonId> = self.beside.iter().chain([self.own]).map(Hand::person).collect();
        hands.sort();
        let twice = hands.windows(2).any(|pair| pair[0] == pair[1]);
        let stranger = hands.iter().find(|hand| !panel.contains(hand));
        if let Some(missing) = panel.iter().find(|member| !hands.contains(member)) {
            let name = inert(&read.person_name(*missing)?);
            return Err(refusal!(
                "panel_incomplete",
                "合议的测量项须全组签字，还缺 {name}。",
                "Agreed measures are signed by all of the panel; {name} is missing."
            )
            .into());
        }
        if twice || stranger.is_some() {
            return Err(refusal!(
                "not_the_panel",
                "签字的应正好是考评组全体。",
                "Those who sign must be the panel, no more and no less."
            )
            .into());
        }
        Ok(())
    }
}

/// Signs what the panel agreed on for these entries, all in one transaction or none.
pub fn agree(office: &mut Office, entries: &[EntryId], subject: SubjectKind, panel: Panel) -> Result<u32, Failure> {
    let reason = sent_back(office, entries, subject);
    office.act_signed_by_all(Kind::MeasuresAgreed, (panel.own, panel.beside), None, reason.as_deref(), |read, stamp| {
        let mut acts = Vec::with_capacity(entries.len() * 2);
        for entry in entries {
            let desk = Desk::open(read, SheetKey { entry: *entry, subject, examiner: PANEL })?;
            panel.is_whole(read, &desk.panel)?;
            if desk.signed_version() > 0 {
                return Err(is_signed().into());
            }
            let (sheet, outcome, _) = signed(read, desk, stamp)?;
            acts.push(Act::MeasuresAgreed(sheet));
            acts.extend(outcome);
        }
        Ok(Decided::new(acts, u32::try_from(entries.len()).unwrap_or(u32::MAX)))
    })
}

/// Signs a new version of what the panel agreed on, with its reason and a second person who is not of the panel.
pub fn correct_agreed(
    office: &mut Office,
    entry: EntryId,
    subject: SubjectKind,
    panel: Panel,
    second: &Hand,
    reason: &str,
) -> Result<Signed, Failure> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(refusal!("reason_needed", "更正须写明理由。", "A correction needs a reason.").into());
    }
    let hands = (panel.own, panel.beside);
    office.act_signed_by_all(Kind::MeasuresCorrected, hands, Some(second), Some(reason), |read, stamp| {
        let desk = Desk::open(read, SheetKey { entry, subject, examiner: PANEL })?;
        panel.is_whole(read, &desk.panel)?;
        if desk.panel.contains(&second.person()) {
            return Err(refusal!(
                "second_of_panel",
                "第二人不能是考评组成员。",
                "The second person must not be of the panel."
            )
            .into());
        }
        if desk.signed_version() == 0 {
            return Err(refusal!(
                "not_signed",
                "还没有签字，不用更正。",
                "Nothing is signed yet, so there is nothing to correct."
            )
            .into());
        }
        let (sheet, outcome, signed) = signed(read, desk, stamp)?;
        let acts = std::iter::once(Act::MeasuresCorrected(sheet)).chain(outcome).collect();
        Ok(Decided::new(acts, signed))
    })
}

/// Why the measures are agreed anew, where they were sent back with the subject.
fn sent_back(office: &Office, entries: &[EntryId], subject: SubjectKind) -> Option<String> {
    let first = *entries.first()?;
    let desk = Desk::open(&office.read(), SheetKey { entry: first, subject, examiner: PANEL }).ok()?;
    desk.sent_back().map(str::to_owned)
}

/// The whole sheet as it is signed now, and what follows from it.
fn signed(read: &Read, mut desk: Desk, stamp: &Stamp) -> Result<(Sheet, Option<Act>, Signed), Failure> {
    let SheetKey { entry, subject, .. } = desk.key;
    let version = desk.last_version() + 1;
    let sheet = whole_sheet(read, &desk, version, stamp)?;
    let before = read.outcome(entry)?.map(|outcome| settled(&outcome, subject));
    if let Some(facts) = desk.facts.subject_mut(subject) {
        facts.sheets.push(sheet.clone());
    }
    let outcome = desk.facts.derive();
    let verdict = outcome.as_ref().map_or(Verdict::Open, |outcome| outcome.verdict);
    let completed = outcome.is_some_and(|outcome| settled(&outcome, subject)) && before != Some(true);
    let act = outcome_act(read, entry, &desk.facts)?;
    Ok((sheet, act, Signed { version, verdict, completed }))
}

/// Who of the panel signs beside whoever sits at the desk, with names; refuses whoever is not of the panel.
pub fn others(
    read: &Read,
    who: PersonId,
    entry: EntryId,
    subject: SubjectKind,
) -> Result<Vec<(PersonId, String)>, Failure> {
    let desk = Desk::open(read, SheetKey { entry, subject, examiner: PANEL })?;
    if !desk.panel.contains(&who) {
        let told = Both {
            zh: "只有考评组成员能填写和签署合议表。".to_owned(),
            en: "Only the panel fills in and signs what it agrees on.".to_owned(),
        };
        return Err(Refusal::new("not_on_panel", told).into());
    }
    let mut others = Vec::new();
    for member in desk.panel.iter().filter(|member| **member != who) {
        others.push((*member, read.person_name(*member)?));
    }
    Ok(others)
}
