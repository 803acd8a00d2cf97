//! The conditions of a standard, as data: one row for each alternative, written by hand as `[[level.condition]]`.

use serde::{Deserialize, Serialize};

use crate::domain::identity::fault::spoken_error;
use crate::domain::language::{Lang, Say};
use crate::domain::level::Level;
use crate::say;

/// One alternative. Every requirement that it states must be met; what it does not state is not asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// Its number in the standard's list, from 1.
    pub number: u16,
    /// The official wording.
    pub text: String,
    /// Whole years of age on the cutoff date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_age: Option<u8>,
    /// Cumulative whole years of work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_years: Option<u8>,
    /// Which work counts for `min_years`; the trade or a related one where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub years_scope: Option<YearsScope>,
    /// A certificate of exactly this level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prior_level: Option<Level>,
    /// Whole years between that certificate's date of issue and the cutoff date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub years_after_prior: Option<u8>,
    /// A professional title of this level or a higher one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title_level: Option<TitleLevel>,
    /// Whole years between the title's date and the cutoff date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub years_after_title: Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub education: Option<EducationRule>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_training_hours: Option<u16>,
    /// A document without which the path is closed: `C1 驾驶证`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prerequisite_doc: Option<String>,
    /// What the candidate shows for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum YearsScope {
    #[serde(alias = "本职业")]
    Trade,
    #[serde(alias = "本职业或相关职业")]
    TradeOrRelated,
}

/// 专业技术职务任职资格, lowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TitleLevel {
    #[serde(alias = "初级")]
    Junior,
    #[serde(alias = "中级")]
    Intermediate,
    #[serde(alias = "高级")]
    Senior,
}

/// Which schooling suffices. The kinds are listed one by one, since they form no single ladder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EducationRule {
    /// Any one of these.
    pub kinds: Vec<EducationKind>,
    pub relation: RelationRule,
    /// Whether those who are about to graduate may apply (含在读应届毕业生).
    #[serde(default)]
    pub accept_current_student: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EducationKind {
    #[serde(alias = "技工院校")]
    TechnicalSchool,
    #[serde(alias = "高级工班")]
    SeniorTechnicalClass,
    #[serde(alias = "预备技师")]
    PreTechnicianClass,
    #[serde(alias = "中职")]
    SecondaryVocational,
    #[serde(alias = "高职专科")]
    JuniorCollege,
    #[serde(alias = "本科")]
    Bachelor,
}

/// How near the subject of study must be to the trade.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RelationRule {
    #[serde(alias = "本专业")]
    Same,
    #[serde(alias = "相关", alias = "本专业或相关专业")]
    SameOrRelated,
    #[serde(alias = "不限")]
    Any,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    pub kind: EvidenceKind,
    /// Without a required one the condition is not decided.
    #[serde(default = "yes")]
    pub required: bool,
}

fn yes() -> bool {
    true
}

/// What is collected at registration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceKind {
    #[serde(alias = "身份证")]
    IdentityDocument,
    #[serde(alias = "证件照")]
    Photo,
    #[serde(alias = "申报表")]
    ApplicationForm,
    #[serde(alias = "承诺书")]
    Pledge,
    #[serde(alias = "证书扫描件")]
    CertificateCopy,
    #[serde(alias = "工作年限证明")]
    WorkYearsProof,
    #[serde(alias = "社保记录")]
    SocialInsuranceRecord,
    #[serde(alias = "毕业证")]
    Diploma,
    #[serde(alias = "学信网备案表")]
    DiplomaRegistration,
    #[serde(alias = "在校证明")]
    EnrolmentProof,
    #[serde(alias = "职称证")]
    TitleCertificate,
    #[serde(alias = "劳动合同")]
    LabourContract,
    #[serde(alias = "培训学时证明")]
    TrainingProof,
}

/// What is wrong with a condition as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConditionFault {
    /// No wording.
    NoText { number: u16 },
    /// It states no requirement, so that everybody would meet it.
    NoRequirement { number: u16 },
    /// `field` says nothing without `needs`.
    FieldAlone { number: u16, field: &'static str, needs: &'static str },
    /// An education rule that lists no kind.
    NoEducationKind { number: u16 },
    /// Two conditions of a level with one number, or a number 0.
    Number { number: u16 },
}

/// Checks a level's conditions when a standard is read or approved; all faults, in the order of the list.
pub fn check_conditions(conditions: &[Condition]) -> Vec<ConditionFault> {
    let mut faults = Vec::new();
    for (at, condition) in conditions.iter().enumerate() {
        let number = condition.number;
        if number == 0 || conditions[..at].iter().any(|earlier| earlier.number == number) {
            faults.push(ConditionFault::Number { number });
        }
        faults.extend(condition.faults());
    }
    faults
}

impl Condition {
    fn faults(&self) -> Vec<ConditionFault> {
        let number = self.number;
        let mut faults = Vec::new();
        if self.text.trim().is_empty() {
            faults.push(ConditionFault::NoText { number });
        }
        let pairs = [
            (self.years_scope.is_some(), "years_scope", self.min_years.is_some(), "min_years"),
            (self.years_after_prior.is_some(), "years_after_prior", self.prior_level.is_some(), "prior_level"),
            (self.years_after_title.is_some(), "years_after_title", self.title_level.is_some(), "title_level"),
        ];
        for (stated, field, fulfilled, needs) in pairs {
            if stated && !fulfilled {
                faults.push(ConditionFault::FieldAlone { number, field, needs });
            }
        }
        if self.education.as_ref().is_some_and(|rule| rule.kinds.is_empty()) {
            faults.push(ConditionFault::NoEducationKind { number });
        }
        let states_something = self.min_age.is_some()
            || self.min_years.is_some()
            || self.prior_level.is_some()
            || self.title_level.is_some()
            || self.education.is_some()
            || self.min_training_hours.is_some()
            || self.prerequisite_doc.is_some();
        if !states_something {
            faults.push(ConditionFault::NoRequirement { number });
        }
        faults
    }
}

impl Say for YearsScope {
    fn say(&self, lang: Lang) -> String {
        match self {
            YearsScope::Trade => lang.pick("本职业", "the trade"),
            YearsScope::TradeOrRelated => lang.pick("本职业或相关职业", "the trade or a related one"),
        }
        .to_owned()
    }
}

impl Say for TitleLevel {
    fn say(&self, lang: Lang) -> String {
        match self {
            TitleLevel::Junior => lang.pick("初级职称", "junior title"),
            TitleLevel::Intermediate => lang.pick("中级职称", "intermediate title"),
            TitleLevel::Senior => lang.pick("高级职称", "senior title"),
        }
        .to_owned()
    }
}

impl Say for EducationKind {
    fn say(&self, lang: Lang) -> String {
        match self {
            EducationKind::TechnicalSchool => lang.pick("技工院校", "technical school"),
            EducationKind::SeniorTechnicalClass => lang.pick("高级工班", "senior technical class"),
            EducationKind::PreTechnicianClass => lang.pick("预备技师班", "pre-technician class"),
            EducationKind::SecondaryVocational => lang.pick("中等职业学校", "secondary vocational school"),
            EducationKind::JuniorCollege => lang.pick("高职专科", "junior college"),
            EducationKind::Bachelor => lang.pick("本科", "university"),
        }
        .to_owned()
    }
}

impl Say for RelationRule {
    fn say(&self, lang: Lang) -> String {
        match self {
            RelationRule::Same => lang.pick("本专业", "the trade's own subject"),
            RelationRule::SameOrRelated => lang.pick("本专业或相关专业", "the trade's own or a related subject"),
            RelationRule::Any => lang.pick("专业不限", "any subject"),
        }
        .to_owned()
    }
}

impl Say for EvidenceKind {
    fn say(&self, lang: Lang) -> String {
        match self {
            EvidenceKind::IdentityDocument => lang.pick("身份证", "identity document"),
            EvidenceKind::Photo => lang.pick("证件照", "photo"),
            EvidenceKind::ApplicationForm => lang.pick("申报表", "application form"),
            EvidenceKind::Pledge => lang.pick("承诺书", "signed pledge"),
            EvidenceKind::CertificateCopy => lang.pick("证书扫描件", "copy of the prior certificate"),
            EvidenceKind::WorkYearsProof => lang.pick("工作年限证明", "proof of years worked"),
            EvidenceKind::SocialInsuranceRecord => lang.pick("社保记录", "social insurance record"),
            EvidenceKind::Diploma => lang.pick("毕业证", "diploma"),
            EvidenceKind::DiplomaRegistration => lang.pick("学信网备案表", "diploma registration record"),
            EvidenceKind::EnrolmentProof => lang.pick("在校证明", "proof of enrolment"),
            EvidenceKind::TitleCertificate => lang.pick("职称证", "title certificate"),
            EvidenceKind::LabourContract => lang.pick("劳动合同", "labour contract"),
            EvidenceKind::TrainingProof => lang.pick("培训学时证明", "proof of training hours"),
        }
        .to_owned()
    }
}

impl Say for ConditionFault {
    fn say(&self, lang: Lang) -> String {
        match self {
            ConditionFault::NoText { number } => {
                say!(
                    lang,
                    "申报条件第 {number} 条没有原文，请填 text。",
                    "Condition {number} has no wording; fill in text."
                )
            }
            ConditionFault::NoRequirement { number } => say!(
                lang,
                "申报条件第 {number} 条没有任何要求，人人都会符合；请至少写一项，例如 min_age。",
                "Condition {number} states no requirement, so everybody would meet it; state one, such as min_age."
            ),
            ConditionFault::FieldAlone { number, field, needs } => say!(
                lang,
                "申报条件第 {number} 条写了 {field} 却没有 {needs}；请补上 {needs}。",
                "Condition {number} has {field} without {needs}; add {needs}."
            ),
            ConditionFault::NoEducationKind { number } => say!(
                lang,
                "申报条件第 {number} 条的 education.kinds 是空的，请至少列一种。",
                "Condition {number} has an empty education.kinds; list one kind or more."
            ),
            ConditionFault::Number { number } => say!(
                lang,
                "申报条件的序号 {number} 重复或为 0；同一等级内序号应从 1 起各不相同。",
                "Condition number {number} is used twice or is 0; a level's conditions count from 1, each once."
            ),
        }
    }
}

spoken_error!(ConditionFault);

#[cfg(test)]
mod tests {
    use super::*;

    const BY_HAND: &str = r#"
        number = 3
        text = "取得四级证书，并具有高职专科及以上本专业或相关专业毕业证书（含应届）"
        prior_level = 4
        evidence = [{ kind = "certificate_copy" }, { kind = "社保记录", required = false }]
        [education]
        kinds = ["高职专科", "bachelor"]
        relation = "相关"
        accept_current_student = true
    "#;

    #[test]
    fn a_condition_is_read_as_an_appraiser_writes_it() {
        let condition: Condition = toml::from_str(BY_HAND).unwrap();
        assert_eq!(condition.prior_level, Some(Level::Four));
        assert_eq!(
            condition.education.as_ref().unwrap().kinds,
            [EducationKind::JuniorCollege, EducationKind::Bachelor]
        );
        assert_eq!(condition.evidence.iter().map(|evidence| evidence.required).collect::<Vec<_>>(), [true, false]);
        assert_eq!(check_conditions(std::slice::from_ref(&condition)), []);
        let json = serde_json::to_string(&condition).unwrap();
        assert_eq!(serde_json::from_str::<Condition>(&json).unwrap(), condition);
    }

    #[test]
    fn a_field_that_the_standards_do_not_know_is_refused() {
        for field in ["quota = 5", "sex = 'male'", "employer = 'x'", "origin = 'x'", "seniority = 3"] {
            let error = toml::from_str::<Condition>(&format!("{field}\n{BY_HAND}")).unwrap_err();
            assert!(error.to_string().contains("unknown field"), "{field}: {error}");
        }
    }

    #[test]
    fn a_condition_that_decides_nothing_or_contradicts_itself_is_named() {
        let bare = |number| toml::from_str::<Condition>(&format!("number = {number}\ntext = '从事本职业'")).unwrap();
        let with_age = |number| Condition { min_age: Some(16), ..bare(number) };
        let rows = [
            (vec![bare(1)], ConditionFault::NoRequirement { number: 1 }),
            (vec![with_age(1), with_age(1)], ConditionFault::Number { number: 1 }),
            (vec![Condition { text: " ".into(), ..with_age(2) }], ConditionFault::NoText { number: 2 }),
            (
                vec![Condition { years_after_prior: Some(4), ..with_age(1) }],
                ConditionFault::FieldAlone { number: 1, field: "years_after_prior", needs: "prior_level" },
            ),
        ];
        for (conditions, fault) in rows {
            assert_eq!(check_conditions(&conditions), [fault]);
        }
    }
}
