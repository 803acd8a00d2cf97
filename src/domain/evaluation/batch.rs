//! A batch 批次: one announced round, its plan, its states and what keeps it from the next one.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::calendar::Calendar;
use crate::domain::id::StandardId;
use crate::domain::language::{Both, Lang, Say, counted};
use crate::domain::level::Level;
use crate::domain::refusal::Refusal;
use crate::{both, refusal};

/// 职业技能等级认定 or 职业资格鉴定: the words on screens and pages follow it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BatchKind {
    SkillLevel,
    Qualification,
}

impl BatchKind {
    pub const fn word(self) -> &'static str {
        match self {
            BatchKind::SkillLevel => "skill_level",
            BatchKind::Qualification => "qualification",
        }
    }

    pub fn from_word(word: &str) -> Option<BatchKind> {
        [BatchKind::SkillLevel, BatchKind::Qualification].into_iter().find(|kind| kind.word() == word)
    }
}

impl Say for BatchKind {
    fn say(&self, lang: Lang) -> String {
        match self {
            BatchKind::SkillLevel => lang.pick("认定", "skill level"),
            BatchKind::Qualification => lang.pick("鉴定", "qualification"),
        }
        .to_owned()
    }
}

/// The states of a batch, in order (domain rules §3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BatchState {
    Draft,
    Announced,
    Registering,
    Reviewing,
    Arranging,
    Staffing,
    Ready,
    Sitting,
    Marking,
    Confirming,
    Publicity,
    Issuing,
    Reported,
    Archived,
}

impl BatchState {
    pub const ALL: [BatchState; 14] = [
        BatchState::Draft,
        BatchState::Announced,
        BatchState::Registering,
        BatchState::Reviewing,
        BatchState::Arranging,
        BatchState::Staffing,
        BatchState::Ready,
        BatchState::Sitting,
        BatchState::Marking,
        BatchState::Confirming,
        BatchState::Publicity,
        BatchState::Issuing,
        BatchState::Reported,
        BatchState::Archived,
    ];

    pub const fn word(self) -> &'static str {
        match self {
            BatchState::Draft => "draft",
            BatchState::Announced => "announced",
            BatchState::Registering => "registering",
            BatchState::Reviewing => "reviewing",
            BatchState::Arranging => "arranging",
            BatchState::Staffing => "staffing",
            BatchState::Ready => "ready",
            BatchState::Sitting => "sitting",
            BatchState::Marking => "marking",
            BatchState::Confirming => "confirming",
            BatchState::Publicity => "publicity",
            BatchState::Issuing => "issuing",
            BatchState::Reported => "reported",
            BatchState::Archived => "archived",
        }
    }

    pub fn from_word(word: &str) -> Option<BatchState> {
        BatchState::ALL.into_iter().find(|state| state.word() == word)
    }

    pub fn next(self) -> Option<BatchState> {
        BatchState::ALL.get(self as usize + 1).copied()
    }

    pub fn previous(self) -> Option<BatchState> {
        (self as usize).checked_sub(1).map(|index| BatchState::ALL[index])
    }
}

impl Say for BatchState {
    fn say(&self, lang: Lang) -> String {
        match self {
            BatchState::Draft => lang.pick("草稿", "draft"),
            BatchState::Announced => lang.pick("已公告", "announced"),
            BatchState::Registering => lang.pick("报名中", "registering"),
            BatchState::Reviewing => lang.pick("资格审核", "reviewing"),
            BatchState::Arranging => lang.pick("考场编排", "arranging"),
            BatchState::Staffing => lang.pick("人员派遣", "staffing"),
            BatchState::Ready => lang.pick("待考", "ready"),
            BatchState::Sitting => lang.pick("考试中", "sitting"),
            BatchState::Marking => lang.pick("评分中", "marking"),
            BatchState::Confirming => lang.pick("成绩审核", "confirming"),
            BatchState::Publicity => lang.pick("公示中", "publicity"),
            BatchState::Issuing => lang.pick("证书办理", "issuing"),
            BatchState::Reported => lang.pick("已上报", "reported"),
            BatchState::Archived => lang.pick("已归档", "archived"),
        }
        .to_owned()
    }
}

/// A trade and level of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct BatchItem {
    pub standard: StandardId,
    pub level: Level,
}

/// What is announced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchPlan {
    /// 计划编号; ticket numbers begin with it.
    pub code: String,
    pub name: String,
    pub kind: BatchKind,
    /// 计划备案号; empty until it is filed.
    pub filing_no: String,
    pub items: Vec<BatchItem>,
    pub registration_from: NaiveDate,
    pub registration_until: NaiveDate,
    pub exam_on: NaiveDate,
    pub place: String,
    /// Seats in a room; 30 by default (domain rules §3.3).
    pub room_seats: u16,
}

/// The dates between which the passed are made public, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publicity {
    pub from: NaiveDate,
    pub until: NaiveDate,
}

/// What is known of a batch when it wants to move on.
#[derive(Clone, Debug)]
pub struct BatchFacts {
    pub plan: BatchPlan,
    pub today: NaiveDate,
    pub publicity: Option<Publicity>,
    /// Items outside the filed scope on the exam date, each named.
    pub unfiled: Vec<Both>,
    /// Items whose standard is a draft.
    pub drafts: Vec<Both>,
    pub entries: u32,
    pub accepted: u32,
    pub undecided: u32,
    /// Accepted entries without a ticket and seat.
    pub unseated: u32,
    /// What the subjects' papers and panels lack before the exam, each named.
    pub unstaffed: Vec<Both>,
    /// Accepted entries whose outcome is open for another reason than a deferral.
    pub open_outcomes: u32,
    /// Scores of the sample for moderation that nobody has agreed to.
    pub open_moderations: u32,
    pub open_objections: u32,
    /// Of every kind: objections, re-checks, appeals.
    pub open_disputes: u32,
    pub passed: u32,
    pub certificates: u32,
}

/// Everything that keeps a batch from its next state; nothing when it may move.
pub fn blockers(state: BatchState, facts: &BatchFacts) -> Vec<Refusal> {
    let Some(next) = state.next() else {
        return vec![refusal!("batch_archived", "批次已归档。", "The batch is archived.")];
    };
    let mut found = Vec::new();
    let mut require = |right: bool, refusal: Refusal| {
        if !right {
            found.push(refusal);
        }
    };
    let (today, plan) = (facts.today, &facts.plan);
    match next {
        BatchState::Draft => {}
        BatchState::Announced => {
            require(
                !plan.items.is_empty(),
                refusal!("no_item", "批次没有职业等级。", "The batch has no trade and level."),
            );
            require(
                !plan.filing_no.trim().is_empty(),
                refusal!(
                    "not_filed",
                    "缺少计划备案号：公告前须先备案。",
                    "The filing number is missing: a batch is filed before it is announced."
                ),
            );
            found.extend(dates_of(plan));
            found.extend(facts.unfiled.iter().map(|item| outside_scope(item, plan.exam_on)));
            found.extend(facts.drafts.iter().map(|item| {
                let Both { zh, en } = item;
                Refusal::new(
                    "standard_is_draft",
                    Both {
                        zh: format!("{zh} 的标准还是草稿。"),
                        en: format!("The standard of {en} is still a draft."),
                    },
                )
            }));
        }
        BatchState::Registering => {
            let from = plan.registration_from;
            require(
                today >= from,
                refusal!("registration_not_begun", "报名 {from} 开始。", "Registration begins on {from}."),
            );
        }
        BatchState::Reviewing => {
            let until = plan.registration_until;
            require(
                today > until,
                refusal!("registration_open", "报名到 {until} 截止。", "Registration runs until {until}."),
            );
            require(facts.entries > 0, refusal!("no_entry", "还没有人报名。", "Nobody has applied yet."));
        }
        BatchState::Arranging => {
            let n = facts.undecided;
            let left = counted(n, "entry is", "entries are");
            require(n == 0, refusal!("undecided", "还有 {n} 份报名没有审核。", "{left} not decided."));
            require(facts.accepted > 0, refusal!("none_accepted", "没有审核通过的报名。", "No entry is accepted."));
        }
        BatchState::Staffing => {
            let n = facts.unseated;
            let left = counted(n, "candidate has", "candidates have");
            require(n == 0, refusal!("unseated", "还有 {n} 人没有准考证号和座位。", "{left} no ticket and seat."));
        }
        BatchState::Ready => {
            found.extend(facts.unstaffed.iter().map(|item| Refusal::new("unstaffed", item.clone())));
        }
        BatchState::Sitting => {
            let on = plan.exam_on;
            require(today >= on, refusal!("before_exam", "考试日期是 {on}。", "The exam is on {on}."));
            found.extend(facts.unstaffed.iter().map(|item| Refusal::new("unstaffed", item.clone())));
        }
        BatchState::Marking => {}
        BatchState::Confirming => {
            let n = facts.open_outcomes;
            let left = counted(n, "outcome is", "outcomes are");
            require(n == 0, refusal!("open_outcomes", "还有 {n} 人的评定结果未定。", "{left} still open."));
        }
        BatchState::Publicity => {
            let n = facts.open_outcomes;
            let left = counted(n, "outcome is", "outcomes are");
            require(n == 0, refusal!("open_outcomes", "还有 {n} 人的评定结果未定。", "{left} still open."));
            let n = facts.open_moderations;
            let left = counted(n, "score of the sample is", "scores of the sample are");
            require(
                n == 0,
                refusal!("open_moderations", "复核样本里还有 {n} 个成绩没有复核同意。", "{left} not agreed to yet.")
                    .next(both!(
                        "由没有评过它的督导员或组长复核。",
                        "A supervisor or leader who did not mark it looks at it."
                    )),
            );
        }
        BatchState::Issuing => found.extend(publicity_over(facts.publicity, facts.open_objections, facts.today)),
        BatchState::Reported => {
            let n = facts.passed.saturating_sub(facts.certificates);
            require(
                n == 0,
                refusal!("uncertified", "还有 {n} 名合格人员没有发证。", "{n} who passed have no certificate."),
            );
        }
        BatchState::Archived => {
            let n = facts.open_disputes;
            let left = counted(n, "objection, re-check or appeal is", "objections, re-checks and appeals are");
            require(n == 0, refusal!("open_disputes", "还有 {n} 件异议、复核或申诉没有办结。", "{left} not decided."));
        }
    }
    found
}

/// Whether publicity has ended with no objection open; asked again when certificates are issued.
pub fn publicity_over(publicity: Option<Publicity>, open_objections: u32, today: NaiveDate) -> Vec<Refusal> {
    let mut found = Vec::new();
    match publicity {
        None => found.push(refusal!("no_publicity", "还没有公示。", "The outcomes have not been made public.")),
        Some(Publicity { until, .. }) if today <= until => {
            found.push(refusal!("publicity_not_over", "公示到 {until} 结束。", "Publicity ends on {until}."));
        }
        Some(_) => {}
    }
    let n = open_objections;
    if n > 0 {
        let left = counted(n, "objection is", "objections are");
        found.push(refusal!("open_objections", "有 {n} 件异议没有处理。", "{left} not decided."));
    }
    found
}

/// 超范围认定: the row that is missing is named.
pub fn outside_scope(item: &Both, on: NaiveDate) -> Refusal {
    let Both { zh, en } = item;
    Refusal::new(
        "outside_scope",
        Both {
            zh: format!("超范围认定：{on} 没有 {zh} 的备案。"),
            en: format!("Outside the filed scope: no row for {en} is in force on {on}."),
        },
    )
    .next(both!(
        "在“设置”里登记备案范围，或从批次里去掉它。",
        "Record the filed scope under Settings, or take it off the batch."
    ))
}

fn dates_of(plan: &BatchPlan) -> Vec<Refusal> {
    let (from, until, exam) = (plan.registration_from, plan.registration_until, plan.exam_on);
    registration_fault(from, until).into_iter().chain(exam_fault(until, exam)).collect()
}

/// Registration that ends before it begins.
pub fn registration_fault(from: NaiveDate, until: NaiveDate) -> Option<Refusal> {
    (from > until).then(|| {
        refusal!("dates", "报名开始 {from} 晚于截止 {until}。", "Registration begins {from}, after it ends {until}.")
    })
}

/// An exam on the last day of registration or before it.
pub fn exam_fault(until: NaiveDate, exam: NaiveDate) -> Option<Refusal> {
    (until >= exam).then(|| {
        refusal!(
            "dates",
            "报名截止 {until} 应早于考试 {exam}。",
            "Registration must end before the exam on {exam}, now {until}."
        )
    })
}

/// Publicity of so many working days from `from`.
pub fn publicity_from(from: NaiveDate, working_days: u32, calendar: &Calendar) -> Publicity {
    Publicity { from, until: calendar.window(from, working_days) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_follow_one_another_and_read_back_from_their_words() {
        for pair in BatchState::ALL.windows(2) {
            assert_eq!(pair[0].next(), Some(pair[1]));
            assert_eq!(pair[1].previous(), Some(pair[0]));
        }
        for state in BatchState::ALL {
            assert_eq!(BatchState::from_word(state.word()), Some(state));
        }
        assert_eq!(BatchState::Archived.next(), None);
    }
}
