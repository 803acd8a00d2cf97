//! Candidates, in the order in which they came.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::Serialize;

use super::{Listed, PAGE, Take, Wanted};
use crate::cli::personal;
use crate::cli::problem::Problem;
use crate::domain::id::CandidateId;
use crate::domain::identity::{DocumentKind, Sex};
use crate::domain::language::{Lang, Say};
use crate::store::Read;
use crate::store::read::candidate::Candidate;
use crate::store::read::entry::EntryFilter;

#[derive(Debug, Serialize)]
pub struct CandidateLine {
    pub candidate: CandidateId,
    pub name: String,
    pub sex: Option<Sex>,
    pub birth: Option<NaiveDate>,
    pub document_kind: Option<DocumentKind>,
    /// Masked; none once it was erased.
    pub document: Option<String>,
}

impl CandidateLine {
    pub fn of(read: &Read, candidate: Candidate) -> CandidateLine {
        CandidateLine {
            document: read.document(&candidate).map(|document| document.masked()),
            candidate: candidate.id,
            name: personal::name(read, candidate.name),
            sex: candidate.sex,
            birth: candidate.birth.filter(|_| read.vault().is_some()),
            document_kind: candidate.doc_kind,
        }
    }
}

impl Listed for CandidateLine {
    const HEADING: &[(&str, &str)] =
        &[("考生号", "Candidate"), ("姓名", "Name"), ("性别", "Sex"), ("出生日期", "Born"), ("证件", "Document")];

    fn cells(&self, lang: Lang) -> Vec<String> {
        vec![
            format!("#{}", self.candidate.0),
            self.name.clone(),
            self.sex.map_or(String::new(), |sex| sex.say(lang)),
            self.birth.map_or(String::new(), |birth| birth.to_string()),
            self.document.clone().unwrap_or_default(),
        ]
    }
}

pub fn pages(read: &Read, wanted: &Wanted, take: Take<CandidateLine>) -> Result<(), Problem> {
    let mut send = |found: Vec<Candidate>| take(found.into_iter().map(|one| CandidateLine::of(read, one)).collect());
    let of_batch: Option<BTreeSet<CandidateId>> = match &wanted.batch {
        Some(batch) => {
            let rows = read.batch_entries(batch.id, EntryFilter::default())?;
            Some(rows.into_iter().map(|row| row.candidate).collect())
        }
        None => None,
    };
    if let Some(search) = wanted.search {
        let mut found = read.search_candidates(search, u32::MAX)?;
        found.retain(|candidate| of_batch.as_ref().is_none_or(|ids| ids.contains(&candidate.id)));
        send(found);
        return Ok(());
    }
    if let Some(ids) = of_batch {
        let found = ids.into_iter().filter_map(|id| read.candidate(id).transpose()).collect::<Result<_, _>>()?;
        send(found);
        return Ok(());
    }
    let mut after = CandidateId(0);
    loop {
        let page = read.candidates_after(after, PAGE)?;
        let Some(last) = page.last() else { return Ok(()) };
        after = last.id;
        if !send(page) {
            return Ok(());
        }
    }
}
