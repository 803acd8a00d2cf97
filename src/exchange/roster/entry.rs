//! One candidate of a roster, typed and checked against itself.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::field::Field;
use crate::domain::identity::{Document, Education, Ethnicity, PersonName, Phone, Sex};
use crate::domain::level::Level;

/// What a row says. Empty texts are those the roster left blank.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RosterEntry {
    /// As the roster names it; the caller finds the trade.
    pub trade: String,
    pub level: Level,
    pub condition: ConditionChosen,
    pub document: Document,
    pub name: PersonName,
    /// From the document where it carries it.
    pub sex: Option<Sex>,
    /// From the document where it carries it.
    pub birth: Option<NaiveDate>,
    pub phone: Phone,
    pub held: Option<HeldCertificate>,
    pub education: Education,
    pub region: String,
    pub source: String,
    pub employer: String,
    pub applying_unit: String,
    pub promotion: Option<Promotion>,
    pub major: String,
    pub sitting: Option<Sitting>,
    pub ethnicity: Option<Ethnicity>,
    pub started_work: Option<NaiveDate>,
    pub email: String,
    /// Full years in the trade or a related one.
    pub years_worked: Option<u8>,
    pub household: String,
    pub political: String,
    pub diploma_number: String,
    pub resume: String,
    pub address: String,
    pub delivery: Option<Delivery>,
    pub postcode: String,
    pub mail_address: String,
    /// The shorter norm says it subject by subject.
    pub sittings: SubjectSittings,
}

/// The condition of the standard that the candidate applies under.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConditionChosen {
    /// From `3`, `③`, `（三）`, `条件3` or `3.取得…`.
    pub number: Option<u8>,
    pub text: String,
}

/// A certificate that the roster says the candidate holds; nobody has looked at it yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HeldCertificate {
    pub level: Option<Level>,
    pub number: String,
    /// Empty where the template has no column for it.
    pub trade: String,
}

/// 认定分类.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Promotion {
    /// 初次认定
    Initial,
    /// 晋级认定
    Advancing,
}

/// 考试类型.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sitting {
    /// 正考, 新考
    First,
    /// 补考
    Resit,
}

/// 证书领取方式.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Delivery {
    /// 自取
    Collect,
    /// 快递到付
    Courier,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SubjectSittings {
    pub theory: Option<Sitting>,
    pub skills: Option<Sitting>,
    pub review: Option<Sitting>,
    pub language: Option<Sitting>,
}

impl RosterEntry {
    /// The entry in the words of the full template, for a list or a bureau's workbook; read back it gives the same entry.
    pub fn texts(&self) -> BTreeMap<Field, String> {
        let kept = Field::all().filter(|field| !matches!(field, Field::Serial | Field::Photo));
        kept.map(|field| (field, self.text(field).into_owned())).collect()
    }

    /// One field of it in those words; empty where the roster left it blank.
    pub fn text(&self, field: Field) -> Cow<'_, str> {
        let date =
            |date: Option<NaiveDate>| date.map_or(Cow::Borrowed(""), |date| date.format("%Y-%m-%d").to_string().into());
        let held = self.held.as_ref();
        let sitting = |sitting: Option<Sitting>, first: &'static str| match sitting {
            Some(Sitting::First) => first,
            Some(Sitting::Resit) => "补考",
            None => "",
        };
        let text: &str = match field {
            Field::Serial | Field::Photo => "",
            Field::Trade => &self.trade,
            Field::Level => self.level.text(),
            Field::Condition => &self.condition.text,
            Field::DocumentKind => self.document.kind().label(),
            Field::DocumentNumber => self.document.number(),
            Field::Name => self.name.as_str(),
            Field::Sex => self.sex.map_or("", Sex::label),
            Field::Birth => return date(self.birth),
            Field::Phone => self.phone.as_str(),
            Field::HoldsCertificate => {
                if held.is_some() {
                    "是"
                } else {
                    "否"
                }
            }
            Field::CertificateLevel => held.and_then(|held| held.level).map_or("", Level::text),
            Field::CertificateNumber => held.map_or("", |held| &held.number),
            Field::PriorTrade => held.map_or("", |held| &held.trade),
            Field::Education => self.education.label(),
            Field::Region => &self.region,
            Field::Source => &self.source,
            Field::Employer => &self.employer,
            Field::ApplyingUnit => &self.applying_unit,
            Field::Promotion => match self.promotion {
                Some(Promotion::Initial) => "初次认定",
                Some(Promotion::Advancing) => "晋级认定",
                None => "",
            },
            Field::Major => &self.major,
            Field::Sitting => sitting(self.sitting, "正考"),
            Field::Ethnicity => self.ethnicity.map_or("", |ethnicity| ethnicity.label()),
            Field::StartedWork => return date(self.started_work),
            Field::Email => &self.email,
            Field::YearsWorked => return self.years_worked.map_or("".into(), |years| years.to_string().into()),
            Field::Household => &self.household,
            Field::Political => &self.political,
            Field::DiplomaNumber => &self.diploma_number,
            Field::Resume => &self.resume,
            Field::Address => &self.address,
            Field::Delivery => match self.delivery {
                Some(Delivery::Collect) => "自取",
                Some(Delivery::Courier) => "快递到付",
                None => "",
            },
            Field::Postcode => &self.postcode,
            Field::MailAddress => &self.mail_address,
            Field::TheorySitting => sitting(self.sittings.theory, "新考"),
            Field::SkillsSitting => sitting(self.sittings.skills, "新考"),
            Field::ReviewSitting => sitting(self.sittings.review, "新考"),
            Field::LanguageSitting => sitting(self.sittings.language, "新考"),
        };
        text.into()
    }
}
