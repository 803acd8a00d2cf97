//! Who did an act, when, in which role, with whom and why.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

use super::id::PersonId;
use super::language::{Lang, Say};

/// What a person may do. The words are the field's (design: 考务员, 成绩管理员, 证书管理员).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Registrar,
    Examiner,
    PanelLeader,
    Supervisor,
    ScoreKeeper,
    Certifier,
    Auditor,
    Administrator,
    /// On the other side of the wall: employers, posts, appointments.
    EmploymentManager,
}

impl Role {
    pub const ALL: [Role; 9] = [
        Role::Registrar,
        Role::Examiner,
        Role::PanelLeader,
        Role::Supervisor,
        Role::ScoreKeeper,
        Role::Certifier,
        Role::Auditor,
        Role::Administrator,
        Role::EmploymentManager,
    ];

    /// Whether the role stands on the employment side of the wall. Whoever holds it holds no other (评聘分离).
    pub const fn employs(self) -> bool {
        matches!(self, Role::EmploymentManager)
    }

    pub const fn word(self) -> &'static str {
        match self {
            Role::Registrar => "registrar",
            Role::Examiner => "examiner",
            Role::PanelLeader => "panel_leader",
            Role::Supervisor => "supervisor",
            Role::ScoreKeeper => "score_keeper",
            Role::Certifier => "certifier",
            Role::Auditor => "auditor",
            Role::Administrator => "administrator",
            Role::EmploymentManager => "employment_manager",
        }
    }

    pub const fn label(self) -> &'static str {
        match self {
            Role::Registrar => "考务员",
            Role::Examiner => "考评员",
            Role::PanelLeader => "考评组长",
            Role::Supervisor => "督导员",
            Role::ScoreKeeper => "成绩管理员",
            Role::Certifier => "证书管理员",
            Role::Auditor => "审计员",
            Role::Administrator => "管理员",
            Role::EmploymentManager => "聘任管理员",
        }
    }

    pub const fn english(self) -> &'static str {
        match self {
            Role::Registrar => "registrar",
            Role::Examiner => "examiner",
            Role::PanelLeader => "panel leader",
            Role::Supervisor => "supervisor",
            Role::ScoreKeeper => "score keeper",
            Role::Certifier => "certifier",
            Role::Auditor => "auditor",
            Role::Administrator => "administrator",
            Role::EmploymentManager => "employment manager",
        }
    }

    pub fn from_word(word: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.word() == word)
    }
}

impl Say for Role {
    fn say(&self, lang: Lang) -> String {
        lang.pick(self.label(), self.english()).to_owned()
    }
}

/// The stamp of an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    pub at: DateTime<FixedOffset>,
    pub person: PersonId,
    pub role: Role,
    /// The second person, where an act needs two.
    pub second: Option<PersonId>,
    pub reason: Option<String>,
}

impl Stamp {
    /// The station's calendar day of the act.
    pub fn today(&self) -> NaiveDate {
        self.at.date_naive()
    }

    /// RFC 3339 to the second: `2026-11-22T09:30:00+08:00`.
    pub fn time(&self) -> String {
        self.at.to_rfc3339_opts(chrono::SecondsFormat::Secs, false)
    }
}
