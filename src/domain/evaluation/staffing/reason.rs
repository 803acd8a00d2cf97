//! Why a panel, or somebody on it, is not right: each reason in both languages, and what it amounts to.

use chrono::NaiveDate;
use serde::ser::SerializeStruct;
use serde::{Deserialize, Serialize, Serializer};

use super::examiner::RENEWAL_DAYS;
use super::tie::TieKind;
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::{CandidateId, PersonId};
use crate::domain::identity::inert;
use crate::domain::language::{Both, Lang, Say};
use crate::domain::level::Level;
use crate::say;

/// What a reason amounts to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// The panel cannot stand.
    Forbids,
    /// It can stand with a reason, which is recorded.
    Warns,
    /// It warned, and was overridden with a recorded reason.
    Overridden,
    /// Good to know, and no more.
    Notes,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    TooFew {
        named: u32,
        needed: u32,
    },
    Even {
        named: u32,
    },
    Leaders {
        found: u32,
    },
    Twice,
    Unknown,
    /// None of the roles that mark; `keys` where a score keeper would do too.
    NoRole {
        keys: bool,
    },
    NoRecord,
    /// The record waits for a second person's approval.
    NotApproved,
    NotSenior {
        level: Level,
    },
    OtherTrade {
        trade: String,
    },
    CardNotYet {
        from: NaiveDate,
    },
    CardExpired {
        until: NaiveDate,
    },
    CardEnding {
        until: NaiveDate,
    },
    NotAppointed {
        from: NaiveDate,
        until: Option<NaiveDate>,
    },
    Tie {
        kind: TieKind,
        candidate: CandidateId,
        name: String,
    },
    /// Only the name was declared, and a candidate bears it.
    SameName {
        kind: TieKind,
        candidate: CandidateId,
        name: String,
    },
    SameEmployer {
        employer: String,
        now: bool,
        candidates: u32,
    },
    InARow {
        batches: u32,
        most: u32,
    },
    TooFewNew {
        new: usize,
        least: usize,
    },
    Booked {
        batch: String,
        subject: SubjectKind,
        when: String,
    },
}

impl Reason {
    /// Stable, for `--json` and for what is overridden.
    pub const fn code(&self) -> &'static str {
        match self {
            Reason::TooFew { .. } => "too_few",
            Reason::Even { .. } => "even",
            Reason::Leaders { .. } => "leaders",
            Reason::Twice => "person_twice",
            Reason::Unknown => "no_person",
            Reason::NoRole { .. } => "not_examiner",
            Reason::NoRecord => "no_record",
            Reason::NotApproved => "not_approved",
            Reason::NotSenior { .. } => "not_senior",
            Reason::OtherTrade { .. } => "other_trade",
            Reason::CardNotYet { .. } => "card_not_yet",
            Reason::CardExpired { .. } => "card_expired",
            Reason::CardEnding { .. } => "card_ending",
            Reason::NotAppointed { .. } => "not_appointed",
            Reason::Tie { .. } => "tie",
            Reason::SameName { .. } => "same_name",
            Reason::SameEmployer { .. } => "same_employer",
            Reason::InARow { .. } => "in_a_row",
            Reason::TooFewNew { .. } => "too_few_new",
            Reason::Booked { .. } => "booked",
        }
    }
}

impl Say for Reason {
    fn say(&self, lang: Lang) -> String {
        match self {
            Reason::TooFew { named, needed } => {
                say!(lang, "考评员 {named} 人，应有 {needed} 人（单数时可多）", "{named} examiners, {needed} needed")
            }
            Reason::Even { named } => {
                say!(lang, "考评员 {named} 人，应为单数", "{named} examiners; the number must be odd")
            }
            Reason::Leaders { found } => {
                say!(lang, "组长 {found} 人，应为 1 人", "{found} leaders; a panel has one")
            }
            Reason::Twice => lang.pick("在考评组里出现两次", "appears twice on the panel").to_owned(),
            Reason::Unknown => lang.pick("没有这个人员", "no such person is recorded").to_owned(),
            Reason::NoRole { keys: true } => {
                lang.pick("不是考评员或成绩管理员", "is neither an examiner nor a score keeper").to_owned()
            }
            Reason::NoRole { keys: false } => lang.pick("不是考评员", "is not an examiner").to_owned(),
            Reason::NoRecord => lang.pick("没有登记考评员资格", "has no examiner's record").to_owned(),
            Reason::NotApproved => lang
                .pick("资格待审核，须由第二人审核通过", "has a record that no second person approved yet")
                .to_owned(),
            Reason::NotSenior { level } => {
                let (zh, code) = (level.say(Lang::Zh), level.code());
                say!(lang, "不是高级考评员，不能考评{zh}", "is not a senior examiner and cannot mark level {code}")
            }
            Reason::OtherTrade { trade } => {
                let trade = inert(trade);
                say!(lang, "证卡上没有“{trade}”", "the card does not list “{trade}”")
            }
            Reason::CardNotYet { from } => {
                say!(lang, "证卡 {from} 才生效", "the card holds from {from} only")
            }
            Reason::CardExpired { until } => {
                say!(lang, "证卡 {until} 到期，考试日已失效", "the card ends on {until}, before the exam")
            }
            Reason::CardEnding { until } => say!(
                lang,
                "证卡 {until} 到期，考试后 {RENEWAL_DAYS} 天内要换证",
                "the card ends on {until}, within {RENEWAL_DAYS} days of the exam; renew it"
            ),
            Reason::NotAppointed { from, until } => match until {
                Some(until) => say!(
                    lang,
                    "聘任期 {from} 至 {until} 不含考试日",
                    "the appointment from {from} to {until} does not cover the exam day"
                ),
                None => say!(lang, "聘任从 {from} 开始", "the appointment begins on {from} only"),
            },
            Reason::Tie { kind, name, .. } => {
                let (name, kind) = (inert(name), kind.say(lang));
                say!(lang, "与考生{name}有申报的{kind}关系", "declared {kind} with candidate {name}")
            }
            Reason::SameName { kind, name, .. } => {
                let (name, kind) = (inert(name), kind.say(lang));
                say!(
                    lang,
                    "申报的{kind}与考生{name}同名，须核实是否同一人",
                    "declared {kind} bears the name of candidate {name}; find out whether it is the same person"
                )
            }
            Reason::SameEmployer { employer, now, candidates } => {
                let employer = inert(employer);
                let time = if *now { lang.pick("现", "works") } else { lang.pick("曾", "worked") };
                say!(
                    lang,
                    "与 {candidates} 名考生同一单位（{time}在{employer}）",
                    "{time} at {employer}, like {candidates} candidate(s)"
                )
            }
            Reason::InARow { batches, most } => say!(
                lang,
                "已连续 {batches} 个批次考评，最多 {most} 个",
                "has served {batches} batches in a row; {most} is the most"
            ),
            Reason::TooFewNew { new, least } => say!(
                lang,
                "与上一批同职业考评组相比只换了 {new} 人，至少换 {least} 人",
                "only {new} new against the trade's panel before; at least {least}"
            ),
            Reason::Booked { batch, subject, when } => {
                let (batch, subject) = (inert(batch), subject.say(lang));
                say!(
                    lang,
                    "{when} 已在批次 {batch} 考评{subject}",
                    "is needed on {when} for {subject} in batch {batch}"
                )
            }
        }
    }
}

/// A reason, whom it is about, and what it amounts to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// None where it is about the panel as a whole.
    pub person: Option<(PersonId, String)>,
    pub reason: Reason,
    pub weight: Weight,
}

impl Problem {
    pub fn code(&self) -> &'static str {
        self.reason.code()
    }

    pub fn both(&self) -> Both {
        Both { zh: self.say(Lang::Zh), en: self.say(Lang::En) }
    }
}

impl Say for Problem {
    fn say(&self, lang: Lang) -> String {
        let reason = self.reason.say(lang);
        match &self.person {
            None => reason,
            Some((_, name)) => {
                let name = inert(name);
                say!(lang, "{name}：{reason}", "{name}: {reason}")
            }
        }
    }
}

impl Serialize for Problem {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut object = out.serialize_struct("Problem", 4)?;
        object.serialize_field("code", self.code())?;
        object.serialize_field("weight", &self.weight)?;
        object.serialize_field("person", &self.person.as_ref().map(|(id, _)| id))?;
        object.serialize_field("text", &self.both())?;
        object.end()
    }
}

/// A warning that was overridden, as the act records it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overridden {
    pub code: String,
    pub person: Option<PersonId>,
}

impl Overridden {
    pub fn of(problem: &Problem) -> Overridden {
        Overridden { code: problem.code().to_owned(), person: problem.person.as_ref().map(|(id, _)| *id) }
    }

    pub fn covers(&self, problem: &Problem) -> bool {
        *self == Overridden::of(problem)
    }
}
