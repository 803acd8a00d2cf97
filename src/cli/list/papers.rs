//! Papers, standard by standard.

use serde::Serialize;

use super::{Listed, Take, Wanted};
use crate::cli::problem::Problem;
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::{Digest, PaperId};
use crate::domain::language::{Lang, Say};
use crate::domain::level::Level;
use crate::store::Read;
use crate::store::read::standard::{PaperRow, StandardRow};

#[derive(Debug, Serialize)]
pub struct PaperLine {
    pub paper: PaperId,
    pub title: String,
    pub version: String,
    pub trade: String,
    pub edition: String,
    pub level: Level,
    pub subject: SubjectKind,
    pub digest: Digest,
}

impl PaperLine {
    pub fn of(standard: &StandardRow, row: PaperRow) -> PaperLine {
        PaperLine {
            paper: row.id,
            title: row.title,
            version: row.version,
            trade: standard.trade.title(),
            edition: standard.edition.clone(),
            level: row.level,
            subject: row.subject,
            digest: row.digest,
        }
    }
}

impl Listed for PaperLine {
    const HEADING: &[(&str, &str)] = &[
        ("试卷号", "Paper"),
        ("职业", "Trade"),
        ("标准", "Edition"),
        ("等级", "Level"),
        ("科目", "Subject"),
        ("试卷", "Title"),
        ("版本", "Version"),
        ("摘要", "Digest"),
    ];

    fn cells(&self, lang: Lang) -> Vec<String> {
        vec![
            format!("#{}", self.paper.0),
            self.trade.clone(),
            self.edition.clone(),
            self.level.say(lang),
            self.subject.say(lang),
            self.title.clone(),
            self.version.clone(),
            self.digest.short().to_owned(),
        ]
    }
}

pub fn pages(read: &Read, wanted: &Wanted, take: Take<PaperLine>) -> Result<(), Problem> {
    let mut lines = Vec::new();
    for standard in read.standards()? {
        let papers = read.papers(standard.id)?.into_iter().map(|row| PaperLine::of(&standard, row));
        lines.extend(papers.filter(|paper| wanted.fits(&[&paper.title, &paper.trade])));
    }
    take(lines);
    Ok(())
}
