//! Deadlines: every day that a batch's work hangs on, counted in working days from its exam (domain rules §12).

use chrono::NaiveDate;
use serde::Serialize;

use super::batch::BatchState;
use crate::domain::calendar::Calendar;
use crate::domain::language::{Lang, Say};

/// What is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Node {
    PlanFiled,
    RegistrationEnds,
    RegistrationComplete,
    RoomsArranged,
    StaffArranged,
    Exam,
    MarksEntered,
    PublicityBegins,
    PublicityEnds,
    RecheckEnds,
    Certificates,
    Archive,
    /// An objection, re-check or appeal to be answered.
    Answer,
    /// The window to appeal against a decision ends.
    AppealEnds,
}

impl Node {
    /// The nodes that follow from a batch's plan, with the state from which each is done.
    pub const OF_PLAN: [(Node, BatchState); 10] = [
        (Node::PlanFiled, BatchState::Announced),
        (Node::RegistrationEnds, BatchState::Reviewing),
        (Node::RegistrationComplete, BatchState::Arranging),
        (Node::RoomsArranged, BatchState::Staffing),
        (Node::StaffArranged, BatchState::Ready),
        (Node::Exam, BatchState::Sitting),
        (Node::MarksEntered, BatchState::Confirming),
        (Node::PublicityBegins, BatchState::Publicity),
        (Node::Certificates, BatchState::Reported),
        (Node::Archive, BatchState::Archived),
    ];

    /// Whether a bureau insists on it.
    pub const fn is_mandatory(self) -> bool {
        matches!(
            self,
            Node::MarksEntered
                | Node::PublicityBegins
                | Node::PublicityEnds
                | Node::Certificates
                | Node::Archive
                | Node::Answer
        )
    }
}

impl Say for Node {
    fn say(&self, lang: Lang) -> String {
        match self {
            Node::PlanFiled => lang.pick("计划备案并公告", "plan filed and announced"),
            Node::RegistrationEnds => lang.pick("报名截止", "registration ends"),
            Node::RegistrationComplete => lang.pick("资格审核完成", "entries decided"),
            Node::RoomsArranged => lang.pick("考场编排完成", "rooms arranged"),
            Node::StaffArranged => lang.pick("人员试卷到位", "staff and papers arranged"),
            Node::Exam => lang.pick("考试", "exam"),
            Node::MarksEntered => lang.pick("成绩录完", "marks entered"),
            Node::PublicityBegins => lang.pick("开始公示", "publicity begins"),
            Node::PublicityEnds => lang.pick("公示结束", "publicity ends"),
            Node::RecheckEnds => lang.pick("成绩复核申请截止", "last day for re-checks"),
            Node::Certificates => lang.pick("发证并上报", "certificates issued and reported"),
            Node::Archive => lang.pick("归档", "archive"),
            Node::Answer => lang.pick("答复", "answer"),
            Node::AppealEnds => lang.pick("申诉截止", "last day to appeal"),
        }
        .to_owned()
    }
}

/// Working days from the exam; a station sets each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offsets {
    pub plan_before: u32,
    pub registration_before: u32,
    pub rooms_before: u32,
    pub staff_before: u32,
    pub marks_after: u32,
    pub publicity_after: u32,
    pub certificates_after: u32,
    pub archive_after: u32,
}

impl Offsets {
    /// The day of a node that follows from the plan; none for one that follows from something else.
    pub fn day(
        &self,
        node: Node,
        registration_until: NaiveDate,
        exam_on: NaiveDate,
        calendar: &Calendar,
    ) -> Option<NaiveDate> {
        Some(match node {
            Node::PlanFiled => calendar.earlier(exam_on, self.plan_before),
            Node::RegistrationEnds => registration_until,
            Node::RegistrationComplete => calendar.earlier(exam_on, self.registration_before),
            Node::RoomsArranged => calendar.earlier(exam_on, self.rooms_before),
            Node::StaffArranged => calendar.earlier(exam_on, self.staff_before),
            Node::Exam => exam_on,
            Node::MarksEntered => calendar.later(exam_on, self.marks_after),
            Node::PublicityBegins => calendar.later(exam_on, self.publicity_after),
            Node::Certificates => calendar.later(exam_on, self.certificates_after),
            Node::Archive => calendar.later(exam_on, self.archive_after),
            Node::PublicityEnds | Node::RecheckEnds | Node::Answer | Node::AppealEnds => return None,
        })
    }
}

/// How a deadline stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Its day is past and the work is not done.
    Overdue,
    Today,
    Ahead,
}

impl Standing {
    pub fn of(on: NaiveDate, today: NaiveDate) -> Standing {
        match on.cmp(&today) {
            std::cmp::Ordering::Less => Standing::Overdue,
            std::cmp::Ordering::Equal => Standing::Today,
            std::cmp::Ordering::Greater => Standing::Ahead,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_usual_days_lie_so_many_working_days_from_the_exam() {
        let offsets = Offsets {
            plan_before: 10,
            registration_before: 7,
            rooms_before: 5,
            staff_before: 5,
            marks_after: 3,
            publicity_after: 5,
            certificates_after: 10,
            archive_after: 10,
        };
        for (node, on) in [
            (Node::PlanFiled, "2026-11-06"),
            (Node::RegistrationEnds, "2026-11-08"),
            (Node::RegistrationComplete, "2026-11-11"),
            (Node::RoomsArranged, "2026-11-13"),
            (Node::StaffArranged, "2026-11-13"),
            (Node::Exam, "2026-11-20"),
            (Node::MarksEntered, "2026-11-25"),
            (Node::PublicityBegins, "2026-11-27"),
            (Node::Certificates, "2026-12-04"),
            (Node::Archive, "2026-12-04"),
        ] {
            let found = offsets.day(node, day("2026-11-08"), day("2026-11-20"), &Calendar::default());
            assert_eq!(found, Some(day(on)), "{node:?}");
        }
        assert_eq!(offsets.day(Node::Answer, day("2026-11-08"), day("2026-11-20"), &Calendar::default()), None);
    }

    #[test]
    fn what_is_past_its_day_is_overdue_and_sorts_first() {
        let today = day("2026-11-20");
        let found = ["2026-11-19", "2026-11-20", "2026-11-21"].map(|on| Standing::of(day(on), today));
        assert_eq!(found, [Standing::Overdue, Standing::Today, Standing::Ahead]);
        assert!(found.is_sorted());
    }
}
