//! The conditions of a standard, as data: one row for each alternative, written by hand as `[[level.condition]]`.

use serde::{Deserialize, Serialize};

use crate::domain::level::Level;

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

#[cfg(test)]
mod tests {
    use super::super::check_conditions;
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
}
