//! What a user can see, twice: as the model foresees it and as the program shows it. No code of the program decides the first.

use std::collections::BTreeMap;

use touchstone::domain::evaluation::criterion::Given;
use touchstone::domain::evaluation::outcome::Verdict;
use touchstone::domain::evaluation::subject::SubjectKind;
use touchstone::domain::id::{BatchId, EntryId};
use touchstone::ops::Office;
use touchstone::store::draft::SheetKey;
use touchstone::store::read::entry::EntryFilter;

use super::support::{EXAMINERS, KEYERS};

/// Entry, subject, examiner.
pub type Desk = (i64, SubjectKind, i64);

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    pub name: String,
    /// The last four of the ID number, read through the data key.
    pub tail: String,
    pub accepted: bool,
    pub seated: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    pub people: BTreeMap<i64, (String, String)>,
    pub settings: BTreeMap<String, String>,
    pub state: String,
    pub papers: usize,
    pub panels: BTreeMap<String, Vec<i64>>,
    pub entries: BTreeMap<i64, Entry>,
    pub drafts: BTreeMap<Desk, BTreeMap<String, (Given, String)>>,
    pub sheets: BTreeMap<Desk, Vec<Given>>,
    /// Verdict and scores by subject, in hundredths, once it is settled.
    pub outcomes: BTreeMap<i64, (Verdict, Vec<(SubjectKind, i64)>)>,
    /// Number to entry.
    pub certificates: BTreeMap<String, i64>,
}

/// Every desk of an entry, in the order in which they may sign.
pub fn desks(entry: i64) -> Vec<Desk> {
    let skills = EXAMINERS.iter().map(|who| (entry, SubjectKind::Skills, who.0));
    skills.chain(KEYERS.iter().map(|who| (entry, SubjectKind::Theory, who.0))).collect()
}

/// What the program shows.
pub fn seen(office: &Office, batch: BatchId) -> Result<Seen, Box<dyn std::error::Error>> {
    let read = office.read();
    let kept = read.batch(batch)?.ok_or("the batch is gone")?;
    let item = kept.plan.items[0];
    let mut seen = Seen { state: format!("{:?}", kept.state), ..Seen::default() };
    for person in read.people()? {
        seen.people.insert(person.id.0, (person.name, format!("{:?}", person.roles)));
    }
    seen.settings = read.settings()?.into_iter().collect();
    seen.papers = read.batch_papers(batch, item)?.len();
    for subject in [SubjectKind::Theory, SubjectKind::Skills] {
        let panel = read.panel(batch, item, subject)?;
        if !panel.is_empty() {
            seen.panels.insert(format!("{subject:?}"), panel.into_iter().map(|member| member.person.0).collect());
        }
    }
    for row in read.batch_entries(batch, EntryFilter::default())? {
        let id = row.id.0;
        let candidate = read.candidate(row.candidate)?.ok_or("a candidate is gone")?;
        let document = read.document(&candidate).ok_or("an ID number cannot be read")?;
        let number = document.number();
        seen.entries.insert(
            id,
            Entry {
                name: row.name,
                tail: number[number.len() - 4..].to_owned(),
                accepted: format!("{:?}", row.decision) == "Accepted",
                seated: row.ticket.is_some(),
            },
        );
        for (entry, subject, examiner) in desks(id) {
            let key = SheetKey { entry: EntryId(entry), subject, examiner: touchstone::domain::id::PersonId(examiner) };
            let open = read.open_sheet(key)?;
            let typed: BTreeMap<_, _> = open
                .given
                .into_iter()
                .map(|(criterion, given)| {
                    let note = open.notes.get(&criterion).cloned().unwrap_or_default();
                    (criterion, (given, note))
                })
                .collect();
            if !typed.is_empty() {
                seen.drafts.insert((entry, subject, examiner), typed);
            }
        }
        for subject in [SubjectKind::Theory, SubjectKind::Skills] {
            for signed in read.signed_sheets(row.id, subject)? {
                seen.sheets.insert((id, subject, signed.sheet.examiner.0), signed.sheet.marks);
            }
        }
        if let Some(outcome) = read.outcome(row.id)?.filter(|outcome| outcome.verdict != Verdict::Open) {
            let scores = outcome.subjects.iter().filter_map(|subject| Some((subject.kind, subject.score?.0)));
            seen.outcomes.insert(id, (outcome.verdict, scores.collect()));
        }
    }
    for row in read.certificates_in(batch)? {
        seen.certificates.insert(row.number, row.entry.0);
    }
    Ok(seen)
}
