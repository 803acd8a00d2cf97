//! The words of conditions in both languages.

use super::condition::{EducationKind, EvidenceKind, RelationRule, TitleLevel, YearsScope};
use crate::domain::language::{Lang, Say};

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
