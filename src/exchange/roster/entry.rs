//! One candidate of a roster, typed and checked against itself.

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
        let date = |date: Option<NaiveDate>| date.map(|date| date.format("%Y-%m-%d").to_string()).unwrap_or_default();
        let held = self.held.as_ref();
        let sitting = |sitting: Option<Sitting>, first: &str| match sitting {
            Some(Sitting::First) => first.to_owned(),
            Some(Sitting::Resit) => "补考".to_owned(),
            None => String::new(),
        };
        let promotion = self.promotion.map_or("", |promotion| match promotion {
            Promotion::Initial => "初次认定",
            Promotion::Advancing => "晋级认定",
        });
        let delivery = self.delivery.map_or("", |delivery| match delivery {
            Delivery::Collect => "自取",
            Delivery::Courier => "快递到付",
        });
        let texts = [
            (Field::Trade, self.trade.clone()),
            (Field::Level, self.level.text().to_owned()),
            (Field::Condition, self.condition.text.clone()),
            (Field::DocumentKind, self.document.kind().label().to_owned()),
            (Field::DocumentNumber, self.document.number().to_owned()),
            (Field::Name, self.name.as_str().to_owned()),
            (Field::Sex, self.sex.map_or("", Sex::label).to_owned()),
            (Field::Birth, date(self.birth)),
            (Field::Phone, self.phone.as_str().to_owned()),
            (Field::HoldsCertificate, if held.is_some() { "是" } else { "否" }.to_owned()),
            (Field::CertificateLevel, held.and_then(|held| held.level).map_or("", Level::text).to_owned()),
            (Field::CertificateNumber, held.map_or(String::new(), |held| held.number.clone())),
            (Field::PriorTrade, held.map_or(String::new(), |held| held.trade.clone())),
            (Field::Education, self.education.label().to_owned()),
            (Field::Region, self.region.clone()),
            (Field::Source, self.source.clone()),
            (Field::Employer, self.employer.clone()),
            (Field::ApplyingUnit, self.applying_unit.clone()),
            (Field::Promotion, promotion.to_owned()),
            (Field::Major, self.major.clone()),
            (Field::Sitting, sitting(self.sitting, "正考")),
            (Field::Ethnicity, self.ethnicity.map_or("", |ethnicity| ethnicity.label()).to_owned()),
            (Field::StartedWork, date(self.started_work)),
            (Field::Email, self.email.clone()),
            (Field::YearsWorked, self.years_worked.map_or(String::new(), |years| years.to_string())),
            (Field::Household, self.household.clone()),
            (Field::Political, self.political.clone()),
            (Field::DiplomaNumber, self.diploma_number.clone()),
            (Field::Resume, self.resume.clone()),
            (Field::Address, self.address.clone()),
            (Field::Delivery, delivery.to_owned()),
            (Field::Postcode, self.postcode.clone()),
            (Field::MailAddress, self.mail_address.clone()),
            (Field::TheorySitting, sitting(self.sittings.theory, "新考")),
            (Field::SkillsSitting, sitting(self.sittings.skills, "新考")),
            (Field::ReviewSitting, sitting(self.sittings.review, "新考")),
            (Field::LanguageSitting, sitting(self.sittings.language, "新考")),
        ];
        BTreeMap::from(texts)
    }
}
