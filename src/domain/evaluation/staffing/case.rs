//! What a panel is judged by: one subject of a batch, its candidates, and everybody who works here.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::examiner::Examiner;
use super::reason::Weight;
use super::session::Span;
use super::tie::Bond;
use crate::domain::evaluation::points::Points;
use crate::domain::evaluation::standard::Trade;
use crate::domain::evaluation::subject::{Form, PanelRule, Subject, SubjectKind};
use crate::domain::id::PersonId;
use crate::domain::level::Level;
use crate::domain::stamp::Role;

/// A member of a panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PanelMember {
    pub leader: bool,
    pub person: PersonId,
}

/// What the people of a panel do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Duty {
    /// They judge work or answers: every rule holds.
    Judge,
    /// They judge from the record at the candidate's unit: declared ties bar, the same employer cannot, and no card is asked.
    Record,
    /// They key the same marks twice: declared ties bar, and no card is asked.
    Key,
}

impl Duty {
    pub fn of(subject: &Subject) -> Duty {
        if subject.distance == Some(Points::of(0)) {
            Duty::Key
        } else if subject.form == Form::Record {
            Duty::Record
        } else {
            Duty::Judge
        }
    }
}

/// Another place where somebody is needed, near in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Engagement {
    /// The code of the batch.
    pub batch: String,
    pub same_batch: bool,
    pub subject: SubjectKind,
    /// The batch's exam day.
    pub exam_on: NaiveDate,
    /// Empty where no session is planned.
    pub spans: Vec<Span>,
}

/// Somebody who works here, and what bears on serving in this case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    pub person: PersonId,
    pub name: String,
    pub roles: Vec<Role>,
    pub record: Option<Examiner>,
    /// Whether a second person approved the record 审核.
    pub approved: bool,
    /// Declared ties with candidates of the item.
    pub bonds: Vec<Bond>,
    pub engaged: Vec<Engagement>,
    /// The batches in a row, up to the one before this, in which the person served.
    pub in_a_row: u32,
}

impl Colleague {
    pub fn has(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }
}

/// An employer of candidates of the item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Employer {
    pub name: String,
    pub candidates: u32,
}

/// What a station may set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Batches in a row that one may serve; 3 (domain §3.5).
    pub batches_in_a_row: u32,
    /// At least one in so many of a panel must be new; 3 (domain §3.5), 2 in stricter rules (trust §6.1).
    pub one_new_in: u32,
    /// What the same employer amounts to; some rules bar it, some leave it to the panel.
    pub same_employer: Weight,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { batches_in_a_row: 3, one_new_in: 3, same_employer: Weight::Forbids }
    }
}

/// One subject of a batch that needs a panel.
#[derive(Clone, Debug)]
pub struct Case {
    pub trade: Trade,
    pub level: Level,
    pub duty: Duty,
    pub rule: PanelRule,
    pub exam_on: NaiveDate,
    /// When it is sat; empty where no session is planned.
    pub spans: Vec<Span>,
    /// Accepted candidates of the item.
    pub candidates: u32,
    pub employers: Vec<Employer>,
    /// The panel of the same trade and subject in the batch before; empty where there is none.
    pub previous: Vec<PersonId>,
    pub people: Vec<Colleague>,
    pub limits: Limits,
}

impl Case {
    /// Examiners needed for the candidates there are.
    pub fn needed(&self) -> u32 {
        self.rule.needed(self.candidates)
    }

    /// Whether only a senior examiner may serve: at levels 2 and 1, or where the standard asks for it.
    pub fn senior_only(&self) -> bool {
        self.duty == Duty::Judge && (self.rule.senior || self.level >= Level::Two)
    }

    /// How many of a panel of this size must not have served on the one before.
    pub fn least_new(&self, size: usize) -> usize {
        if self.previous.is_empty() { 0 } else { size.div_ceil(self.limits.one_new_in.max(1) as usize) }
    }

    pub fn colleague(&self, person: PersonId) -> Option<&Colleague> {
        self.people.iter().find(|colleague| colleague.person == person)
    }
}
