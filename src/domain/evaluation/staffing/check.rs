//! The check of a panel: every reason at once, and who could serve instead.

use serde::Serialize;

use super::case::{Case, Colleague, Duty, Engagement, PanelMember};
use super::employer::employer_key;
use super::examiner::{Card, Examiner, ExaminerKind};
use super::reason::{Overridden, Problem, Reason, Weight};
use crate::domain::id::PersonId;
use crate::domain::stamp::Role;

/// What is to be said of a panel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PanelCheck {
    pub duty: Duty,
    pub candidates: u32,
    pub named: u32,
    pub needed: u32,
    /// The gravest first; notes at the end.
    pub problems: Vec<Problem>,
    /// Who is not on the panel and could serve: the least objectionable first.
    pub proposals: Vec<Proposal>,
}

impl PanelCheck {
    /// What keeps the panel from standing as it is: it forbids, or warns and nobody has overridden it.
    pub fn open(&self) -> impl Iterator<Item = &Problem> {
        self.problems.iter().filter(|problem| matches!(problem.weight, Weight::Forbids | Weight::Warns))
    }

    pub fn of_weight(&self, weight: Weight) -> impl Iterator<Item = &Problem> {
        self.problems.iter().filter(move |problem| problem.weight == weight)
    }

    pub fn stands(&self) -> bool {
        self.open().next().is_none()
    }
}

/// Somebody who could serve.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Proposal {
    pub person: PersonId,
    pub name: String,
    pub senior: bool,
    /// Has the role of a panel leader.
    pub leads: bool,
    /// Did not serve on the trade's panel before.
    pub new: bool,
    /// What would have to be overridden or minded.
    pub problems: Vec<Problem>,
}

impl Case {
    /// Everything that speaks against one person, whoever else serves.
    pub fn against(&self, colleague: &Colleague) -> Vec<Problem> {
        let mut found = Vec::new();
        let mut add = |weight, reason| {
            found.push(Problem { person: Some((colleague.person, colleague.name.clone())), reason, weight });
        };
        let marks = [Role::Examiner, Role::PanelLeader].iter().any(|role| colleague.has(*role));
        let keys = self.duty == Duty::Key;
        let serves = marks || (keys && colleague.has(Role::ScoreKeeper));
        if !serves {
            add(Weight::Forbids, Reason::NoRole { keys });
        }
        if self.duty == Duty::Judge {
            match &colleague.record {
                None if marks => add(Weight::Forbids, Reason::NoRecord),
                None => {}
                Some(record) => {
                    if !colleague.approved {
                        add(Weight::Forbids, Reason::NotApproved);
                    }
                    self.of_record(record, &mut add);
                }
            }
            if colleague.in_a_row >= self.limits.batches_in_a_row {
                let (batches, most) = (colleague.in_a_row, self.limits.batches_in_a_row);
                add(Weight::Warns, Reason::InARow { batches, most });
            }
        }
        for bond in &colleague.bonds {
            let (kind, candidate, name) = (bond.kind, bond.candidate, bond.name.clone());
            match bond.certain {
                true => add(Weight::Forbids, Reason::Tie { kind, candidate, name }),
                false => add(Weight::Warns, Reason::SameName { kind, candidate, name }),
            }
        }
        for engagement in colleague.engaged.iter().filter(|engagement| self.clashes(engagement)) {
            let first = engagement.spans.iter().find(|span| self.spans.is_empty() || self.overlaps(**span));
            let when = first.map_or_else(|| engagement.exam_on.to_string(), |span| span.text());
            let (batch, subject) = (engagement.batch.clone(), engagement.subject);
            add(Weight::Forbids, Reason::Booked { batch, subject, when });
        }
        found
    }

    fn of_record(&self, record: &Examiner, add: &mut impl FnMut(Weight, Reason)) {
        if !record.kind.covers(self.level) || (self.senior_only() && record.kind != ExaminerKind::Senior) {
            add(Weight::Forbids, Reason::NotSenior { level: self.level });
        }
        if !record.examines(&self.trade) {
            add(Weight::Forbids, Reason::OtherTrade { trade: self.trade.title() });
        }
        match record.card_on(self.exam_on) {
            Card::Valid => {}
            Card::NotYet => add(Weight::Forbids, Reason::CardNotYet { from: record.card_from }),
            Card::Expired => add(Weight::Forbids, Reason::CardExpired { until: record.card_until }),
            Card::Ending => add(Weight::Notes, Reason::CardEnding { until: record.card_until }),
        }
        if !record.appointed_on(self.exam_on) {
            let (from, until) = (record.appointed_from, record.appointed_until);
            add(Weight::Forbids, Reason::NotAppointed { from, until });
        }
        for (employer, now) in record.employers() {
            let Some(key) = employer_key(employer) else { continue };
            let same = self.employers.iter().filter(|other| employer_key(&other.name).as_ref() == Some(&key));
            let candidates: u32 = same.map(|other| other.candidates).sum();
            if candidates > 0 {
                let employer = employer.to_owned();
                add(self.limits.same_employer, Reason::SameEmployer { employer, now, candidates });
            }
        }
    }

    fn overlaps(&self, span: super::Span) -> bool {
        self.spans.iter().any(|own| own.overlaps(span))
    }

    /// By sessions where both have them, else by the exam day; one day of one batch is left to the sessions.
    fn clashes(&self, other: &Engagement) -> bool {
        match (self.spans.is_empty(), other.spans.is_empty()) {
            (false, false) => other.spans.iter().any(|span| self.overlaps(*span)),
            _ if other.same_batch => false,
            (true, true) => self.exam_on == other.exam_on,
            (true, false) => other.spans.iter().any(|span| span.touches(self.exam_on)),
            (false, true) => self.spans.iter().any(|span| span.touches(other.exam_on)),
        }
    }

    /// The check of a panel as it stands; what was overridden when it was named no longer warns.
    pub fn check(&self, panel: &[PanelMember], overridden: &[Overridden]) -> PanelCheck {
        let mut problems = self.of_size(panel);
        for (place, member) in panel.iter().enumerate() {
            let colleague = self.colleague(member.person);
            let name = colleague.map_or_else(|| format!("#{}", member.person.0), |known| known.name.clone());
            let mut add = |reason| {
                let person = Some((member.person, name.clone()));
                problems.push(Problem { person, reason, weight: Weight::Forbids });
            };
            if panel[..place].iter().any(|other| other.person == member.person) {
                add(Reason::Twice);
                continue;
            }
            match colleague {
                None => add(Reason::Unknown),
                Some(colleague) => problems.extend(self.against(colleague)),
            }
        }
        for problem in problems.iter_mut().filter(|problem| problem.weight == Weight::Warns) {
            if overridden.iter().any(|was| was.covers(problem)) {
                problem.weight = Weight::Overridden;
            }
        }
        problems.sort_by_key(|problem| problem.weight);
        PanelCheck {
            duty: self.duty,
            candidates: self.candidates,
            named: count(panel.len()),
            needed: self.needed(),
            problems,
            proposals: self.proposals(panel),
        }
    }

    fn of_size(&self, panel: &[PanelMember]) -> Vec<Problem> {
        let (named, needed) = (count(panel.len()), self.needed());
        let mut found = Vec::new();
        let mut add = |weight, reason| found.push(Problem { person: None, reason, weight });
        if named < needed && self.candidates > 0 {
            add(Weight::Forbids, Reason::TooFew { named, needed });
        } else if named > needed && self.rule.odd && named.is_multiple_of(2) {
            add(Weight::Forbids, Reason::Even { named });
        }
        let leaders = count(panel.iter().filter(|member| member.leader).count());
        if leaders != 1 && !panel.is_empty() {
            add(Weight::Forbids, Reason::Leaders { found: leaders });
        }
        let new = panel.iter().filter(|member| !self.previous.contains(&member.person)).count();
        let least = self.least_new(panel.len());
        if self.duty == Duty::Judge && new < least {
            add(Weight::Warns, Reason::TooFewNew { new, least });
        }
        found
    }

    fn proposals(&self, panel: &[PanelMember]) -> Vec<Proposal> {
        let free = self.people.iter().filter(|colleague| !panel.iter().any(|member| member.person == colleague.person));
        let mut found: Vec<Proposal> = free
            .filter_map(|colleague| {
                let problems = self.against(colleague);
                // Whoever keys marks is a score keeper in the first place; an examiner may be named all the same.
                let meant = self.duty != Duty::Key || colleague.has(Role::ScoreKeeper);
                let serves = meant && problems.iter().all(|problem| problem.weight != Weight::Forbids);
                serves.then(|| Proposal {
                    person: colleague.person,
                    name: colleague.name.clone(),
                    senior: colleague.record.as_ref().is_some_and(|record| record.kind == ExaminerKind::Senior),
                    leads: colleague.has(Role::PanelLeader),
                    new: !self.previous.contains(&colleague.person),
                    problems,
                })
            })
            .collect();
        let warned = |proposal: &Proposal| proposal.problems.iter().any(|problem| problem.weight == Weight::Warns);
        found.sort_by_key(|proposal| (warned(proposal), !proposal.new, proposal.person));
        found
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
