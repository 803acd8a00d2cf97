//! How a panel divides the questions of a paper 分项评分: each is marked by two or more of it.

use super::{PanelKey, placed};
use crate::domain::evaluation::paper::Paper;
use crate::domain::evaluation::way::{Share, Undivided, Way, check_division, proposed_division};
use crate::domain::id::PersonId;
use crate::domain::identity::inert;
use crate::domain::language::Both;
use crate::domain::refusal::Refusal;
use crate::ops::Office;
use crate::ops::batch::{no_batch, no_subject};
use crate::store::act::{Act, Kind, QuestionsDivided};
use crate::store::read::standard::StandardKept;
use crate::store::{Decided, Failure, Read};
use crate::{both, refusal};

/// What a panel divides: the paper, its members, and the division that stands; where none does, one to start from.
pub struct Divisible {
    pub paper: Paper,
    /// The leader first.
    pub members: Vec<(PersonId, String)>,
    pub shares: Vec<Share>,
    pub is_recorded: bool,
}

/// Reads what there is to divide, or says why nothing is.
pub fn divisible(read: &Read, key: PanelKey) -> Result<Divisible, Failure> {
    let kept = read.standard(key.item.standard)?.ok_or_else(no_batch)?;
    let rules =
        kept.standard.level(key.item.level).and_then(|level| level.subjects.iter().find(|s| s.kind == key.subject));
    if rules.ok_or_else(no_subject)?.way != Way::ByItem {
        return Err(refusal!(
            "not_by_item",
            "标准没有规定这个科目分项评分：每人评全部试题。",
            "The standard does not have this subject marked by item: each marks every question."
        )
        .into());
    }
    let members = read.panel(key.batch, key.item, key.subject)?;
    if members.is_empty() {
        return Err(
            refusal!("no_panel", "先派遣考评组，再分工。", "Name the panel first, then divide the questions.").into()
        );
    }
    let papers = read.batch_papers(key.batch, key.item)?;
    let paper =
        papers.iter().find(|(subject, _)| *subject == key.subject).map(|(_, id)| read.paper(*id)).transpose()?;
    let Some(paper) = paper.flatten() else {
        return Err(
            refusal!("no_paper", "先选定试卷，再分工。", "Choose the paper first, then divide the questions.").into()
        );
    };
    let people: Vec<PersonId> = members.iter().map(|member| member.person).collect();
    let recorded = read.division(key.batch, key.item, key.subject)?;
    let is_recorded = !recorded.is_empty();
    let shares = if is_recorded { recorded } else { proposed_division(&paper.paper, &people) };
    let members = members.into_iter().map(|member| (member.person, member.name)).collect();
    Ok(Divisible { paper: paper.paper.clone(), members, shares, is_recorded })
}

/// Records who marks which question. Once a sheet of the subject is signed, the division stands.
pub fn divide(office: &mut Office, key: PanelKey, shares: &[Share]) -> Result<(), Failure> {
    office.act(Kind::QuestionsDivided, None, |read, _| {
        let Divisible { paper, members, .. } = divisible(read, key)?;
        if read.has_sheets(key.batch, key.item, key.subject)? {
            return Err(refusal!(
                "divided_already",
                "这个科目已有签字的评分表，分工不能再改。",
                "Sheets of this subject are signed; its division stands."
            )
            .into());
        }
        let people: Vec<PersonId> = members.iter().map(|(person, _)| *person).collect();
        let mut shares = shares.to_vec();
        for share in &mut shares {
            share.examiners.sort();
            share.examiners.dedup();
        }
        shares.retain(|share| paper.question(&share.question).is_some());
        check_division(&paper, &people, &shares).map_err(|wrong| refused(&wrong, &members))?;
        let PanelKey { batch, item, subject } = key;
        Ok(Decided::act(Act::QuestionsDivided(QuestionsDivided { batch, item, shares, subject })))
    })
}

fn refused(wrong: &Undivided, members: &[(PersonId, String)]) -> Refusal {
    let name = |person: &PersonId| {
        let known = members.iter().find(|(id, _)| id == person);
        known.map_or_else(|| format!("#{}", person.0), |(_, name)| inert(name))
    };
    match wrong {
        Undivided::TooFew { question } => refusal!(
            "too_few",
            "试题 {question} 至少要由两人评。",
            "Question {question} must be marked by at least two."
        ),
        Undivided::ChoiceApart { group } => refusal!(
            "choice_apart",
            "选考组 {group} 的各题应由同样的人评。",
            "The alternatives of choice {group} must be marked by the same people."
        ),
        Undivided::Idle(person) => {
            let name = name(person);
            refusal!("idle", "{name} 没有分到题。", "{name} has no question to mark.")
        }
        Undivided::Stranger(person) => {
            let name = name(person);
            refusal!("not_on_panel", "{name} 不在这个考评组里。", "{name} is not on this panel.")
        }
    }
}

/// What an undivided panel lacks before the exam; none where it works in another way or has divided its questions.
pub(super) fn undivided(read: &Read, kept: &StandardKept, key: PanelKey) -> Result<Option<Both>, Failure> {
    let level = kept.standard.level(key.item.level);
    let rules = level.and_then(|level| level.subjects.iter().find(|subject| subject.kind == key.subject));
    let by_item = rules.is_some_and(|rules| rules.way == Way::ByItem);
    if !by_item || !read.division(key.batch, key.item, key.subject)?.is_empty() {
        return Ok(None);
    }
    Ok(Some(placed(
        kept,
        key,
        &both!("分项评分还没有把试题分工到人", "marked by item, and its questions are not divided yet"),
    )))
}
