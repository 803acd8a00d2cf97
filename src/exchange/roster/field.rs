//! Every column of a roster that we take, and the two templates that bureaus hand out (domain.md §6.1).

use serde::{Deserialize, Serialize};

use crate::domain::language::{Lang, Say};
use crate::exchange::grid::header_key;

/// What a column of a roster means to us. The serde word is stable: it stands in saved 模板方案.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    Serial,
    Trade,
    Level,
    Condition,
    DocumentKind,
    DocumentNumber,
    Name,
    Sex,
    Birth,
    Phone,
    HoldsCertificate,
    CertificateLevel,
    CertificateNumber,
    Education,
    Region,
    Source,
    Employer,
    ApplyingUnit,
    Promotion,
    Major,
    Sitting,
    Ethnicity,
    StartedWork,
    Email,
    YearsWorked,
    Household,
    Political,
    DiplomaNumber,
    Resume,
    Address,
    Delivery,
    Postcode,
    MailAddress,
    PriorTrade,
    TheorySitting,
    SkillsSitting,
    ReviewSitting,
    LanguageSitting,
    Photo,
}

/// A field, its word in either language and the headers by which other lists call it. The Chinese word is the header of the full
/// template where that has the field.
struct Words(Field, &'static str, &'static str, &'static [&'static str]);

#[rustfmt::skip]
const WORDS: &[Words] = &[
    Words(Field::Serial, "序号", "serial", &["编号", "顺序号"]),
    Words(Field::Trade, "职业工种名称", "trade", &["职业（工种）名称", "职业名称", "工种名称", "职业（工种）", "职业", "工种", "申报职业", "报考职业", "鉴定职业", "认定职业"]),
    Words(Field::Level, "认定等级", "level", &["等级", "级别", "技能等级", "职业技能等级", "申报等级", "申报级别", "报考等级", "鉴定等级"]),
    Words(Field::Condition, "申报条件", "condition", &["申报条件序号", "报考条件", "符合条件"]),
    Words(Field::DocumentKind, "证件类型", "document type", &["证件种类", "证件名称"]),
    Words(Field::DocumentNumber, "证件号码", "document number", &["证件号", "身份证号", "身份证号码", "身份证号(18)", "居民身份证号码", "公民身份号码", "身份证"]),
    Words(Field::Name, "姓名", "name", &["考生姓名", "学员姓名"]),
    Words(Field::Sex, "性别", "sex", &[]),
    Words(Field::Birth, "出生日期", "birth date", &["出生年月日", "出生年月"]),
    Words(Field::Phone, "手机号码", "mobile phone", &["手机", "手机号", "联系电话", "移动电话", "联系方式", "电话"]),
    Words(Field::HoldsCertificate, "是否有职业资格证书", "holds a certificate", &["是否有证书", "是否有职业技能等级证书"]),
    Words(Field::CertificateLevel, "证书等级", "certificate level", &["原证书等级", "已有证书等级"]),
    Words(Field::CertificateNumber, "证书编号", "certificate number", &["原证书号", "原证书编号", "证书号", "证书号码", "已有证书编号"]),
    Words(Field::Education, "文化程度", "education", &["学历", "最高学历"]),
    Words(Field::Region, "所在省（市）区", "region", &["所在省市区", "所在省", "所在地区"]),
    Words(Field::Source, "考生来源", "source of candidate", &["人员类别", "人员来源", "考生类别"]),
    Words(Field::Employer, "所在单位", "employer", &["工作单位", "单位名称", "单位"]),
    Words(Field::ApplyingUnit, "报名单位", "applying unit", &["申报单位", "报名点"]),
    Words(Field::Promotion, "认定分类", "initial or advancing", &["鉴定分类", "申报类型", "认定类别"]),
    Words(Field::Major, "专业", "major", &["所学专业"]),
    Words(Field::Sitting, "考试类型", "first sitting or resit", &["考试类别", "考核类型"]),
    Words(Field::Ethnicity, "民族", "ethnicity", &[]),
    Words(Field::StartedWork, "参加工作时间", "started work", &["参加工作日期", "参加工作年月"]),
    Words(Field::Email, "电子邮箱", "e-mail", &["邮箱", "电子邮件", "E-mail", "Email"]),
    Words(Field::YearsWorked, "专业年限", "years worked", &["本职业工作年限", "工作年限", "从业年限", "本工种工作年限", "职业年限"]),
    Words(Field::Household, "户籍所在地", "household registration", &["户籍地", "户口所在地", "户籍"]),
    Words(Field::Political, "政治面貌", "political status", &[]),
    Words(Field::DiplomaNumber, "学历证书编号", "diploma number", &["毕业证书编号", "毕业证编号"]),
    Words(Field::Resume, "简要经历", "short history", &["工作简历", "工作经历", "简历"]),
    Words(Field::Address, "通讯地址", "address", &["联系地址", "通信地址", "家庭住址", "地址"]),
    Words(Field::Delivery, "证书领取方式", "how the certificate is collected", &["领取方式", "领证方式"]),
    Words(Field::Postcode, "邮政编码", "postcode", &["邮编"]),
    Words(Field::MailAddress, "邮寄地址", "postal address", &["证书邮寄地址"]),
    Words(Field::PriorTrade, "原职业", "trade of the earlier certificate", &["原证书职业", "原职业名称", "原职业（工种）"]),
    Words(Field::TheorySitting, "理论考试", "theory: first sitting or resit", &["理论", "理论知识考试"]),
    Words(Field::SkillsSitting, "实操", "skills: first sitting or resit", &["技能", "操作技能考核", "实操考试"]),
    Words(Field::ReviewSitting, "综合", "review: first sitting or resit", &["综合评审"]),
    Words(Field::LanguageSitting, "外语", "foreign language: first sitting or resit", &[]),
    Words(Field::Photo, "照片", "photo", &["照片文件名", "相片"]),
];

impl Field {
    /// Every field, in the order of the full template, then what only shorter norms have.
    pub fn all() -> impl Iterator<Item = Field> {
        WORDS.iter().map(|words| words.0)
    }

    fn words(self) -> &'static Words {
        WORDS.iter().find(|words| words.0 == self).expect("every field has its words, as a test shows")
    }

    /// The header of our own lists and of the full template.
    pub fn header(self) -> &'static str {
        self.words().1
    }

    /// The field that a person names by its word in either language, or by another header for it.
    pub fn named(word: &str) -> Option<Field> {
        let key = header_key(word);
        let by = |is: &dyn Fn(&Words) -> bool| WORDS.iter().find(|words| is(words)).map(|words| words.0);
        by(&|words| header_key(words.1) == key || header_key(words.2) == key)
            .or_else(|| by(&|words| words.3.iter().any(|alias| header_key(alias) == key)))
    }

    /// Other headers for the same thing.
    pub fn aliases(self) -> &'static [&'static str] {
        self.words().3
    }
}

impl Say for Field {
    fn say(&self, lang: Lang) -> String {
        lang.pick(self.words().1, self.words().2).to_owned()
    }
}

/// One column of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    pub field: Field,
    /// Exactly as the bureau prints it.
    pub header: &'static str,
    pub required: bool,
    /// What may stand in it; empty where anything may, or where the field has a reading of its own.
    pub values: &'static [&'static str],
}

/// The list a bureau asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Template {
    /// The 33 columns of a provincial authority.
    #[default]
    Full,
    /// The shorter norm of Zhejiang (2015): trade and level come with the batch.
    Short,
}

impl Template {
    pub const ALL: [Template; 2] = [Template::Full, Template::Short];

    /// The columns in the bureau's order.
    pub const fn columns(self) -> &'static [Column] {
        match self {
            Template::Full => FULL,
            Template::Short => SHORT,
        }
    }

    /// The column of a field in this template.
    pub fn column(self, field: Field) -> Option<&'static Column> {
        self.columns().iter().find(|column| column.field == field)
    }

    pub fn requires(self, field: Field) -> bool {
        self.column(field).is_some_and(|column| column.required)
    }
}

impl Say for Template {
    fn say(&self, lang: Lang) -> String {
        match self {
            Template::Full => lang.pick("33 列报名表", "33-column registration list"),
            Template::Short => lang.pick("简式报名表", "short registration list"),
        }
        .to_owned()
    }
}

const fn must(field: Field, header: &'static str) -> Column {
    Column { field, header, required: true, values: &[] }
}

const fn may(field: Field, header: &'static str) -> Column {
    Column { field, header, required: false, values: &[] }
}

const fn of(column: Column, values: &'static [&'static str]) -> Column {
    Column { values, ..column }
}

/// domain.md §6.1. The 23 values of 考生来源 run "from 国有企业 to 机关事业单位" and are not all known, so any text is taken.
const FULL: &[Column] = &[
    may(Field::Serial, "序号"),
    must(Field::Trade, "职业工种名称"),
    must(Field::Level, "认定等级"),
    must(Field::Condition, "申报条件"),
    must(Field::DocumentKind, "证件类型"),
    must(Field::DocumentNumber, "证件号码"),
    must(Field::Name, "姓名"),
    may(Field::Sex, "性别"),
    may(Field::Birth, "出生日期"),
    must(Field::Phone, "手机号码"),
    of(must(Field::HoldsCertificate, "是否有职业资格证书"), &["是", "否"]),
    may(Field::CertificateLevel, "证书等级"),
    may(Field::CertificateNumber, "证书编号"),
    must(Field::Education, "文化程度"),
    must(Field::Region, "所在省（市）区"),
    must(Field::Source, "考生来源"),
    may(Field::Employer, "所在单位"),
    must(Field::ApplyingUnit, "报名单位"),
    of(must(Field::Promotion, "认定分类"), &["初次认定", "晋级认定"]),
    may(Field::Major, "专业"),
    of(must(Field::Sitting, "考试类型"), &["正考", "补考"]),
    must(Field::Ethnicity, "民族"),
    may(Field::StartedWork, "参加工作时间"),
    may(Field::Email, "电子邮箱"),
    may(Field::YearsWorked, "专业年限"),
    may(Field::Household, "户籍所在地"),
    may(Field::Political, "政治面貌"),
    may(Field::DiplomaNumber, "学历证书编号"),
    may(Field::Resume, "简要经历"),
    may(Field::Address, "通讯地址"),
    of(may(Field::Delivery, "证书领取方式"), &["自取", "快递到付"]),
    may(Field::Postcode, "邮政编码"),
    may(Field::MailAddress, "邮寄地址"),
];

const FIRST_OR_RESIT: &[&str] = &["新考", "补考"];

/// domain.md §6.1, second list. Photos come in a folder or ZIP, so their column is not asked for.
const SHORT: &[Column] = &[
    must(Field::Name, "姓名"),
    must(Field::DocumentKind, "证件类型"),
    must(Field::DocumentNumber, "身份证号(18)"),
    must(Field::Sex, "性别"),
    must(Field::Ethnicity, "民族"),
    must(Field::Education, "文化程度"),
    must(Field::Phone, "手机"),
    must(Field::Condition, "申报条件"),
    of(must(Field::Source, "考生来源"), &["企业", "机关", "社会", "学校(在校生)", "军队", "其他"]),
    may(Field::Employer, "工作单位"),
    must(Field::Address, "通讯地址"),
    may(Field::YearsWorked, "本职业工作年限"),
    may(Field::Email, "邮箱"),
    may(Field::CertificateNumber, "原证书号"),
    may(Field::PriorTrade, "原职业"),
    of(may(Field::TheorySitting, "理论考试"), FIRST_OR_RESIT),
    of(may(Field::SkillsSitting, "实操"), FIRST_OR_RESIT),
    of(may(Field::ReviewSitting, "综合"), FIRST_OR_RESIT),
    of(may(Field::LanguageSitting, "外语"), FIRST_OR_RESIT),
    may(Field::Photo, "照片"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::grid::header_key;
    use std::collections::HashMap;

    #[test]
    fn the_full_template_has_its_33_columns_in_order_and_15_of_them_are_required() {
        assert_eq!(FULL.len(), 33);
        assert_eq!(FULL.iter().filter(|column| column.required).count(), 15);
        for (column, field) in FULL.iter().zip(Field::all()) {
            assert_eq!((column.field, column.header), (field, field.header()));
        }
    }

    #[test]
    fn every_field_of_both_templates_has_words_and_no_header_means_two_fields() {
        let mut seen = HashMap::new();
        for field in Field::all() {
            let headers = std::iter::once(field.header()).chain(field.aliases().iter().copied());
            let printed =
                Template::ALL.iter().filter_map(|template| template.column(field)).map(|column| column.header);
            for header in headers.chain(printed) {
                let before = *seen.entry(header_key(header)).or_insert(field);
                assert_eq!(before, field, "{header}");
            }
        }
        assert!(SHORT.iter().all(|column| Field::all().any(|field| field == column.field)));
    }
}
