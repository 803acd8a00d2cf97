//! The names of employers, brought to one key, so that the same unit is found however it was written.

use crate::domain::identity::comparison_key;

/// What people write where there is no employer: it matches nobody.
const NONE: [&str; 17] = [
    "无",
    "暂无",
    "没有",
    "无单位",
    "无业",
    "待业",
    "失业",
    "自由职业",
    "灵活就业",
    "个体",
    "个体户",
    "个体经营",
    "务农",
    "农民",
    "学生",
    "社会人员",
    "其他",
];

/// The legal forms that one writes and another leaves out; the longest first.
const FORMS: [&str; 5] = ["股份有限公司", "有限责任公司", "有限公司", "总公司", "公司"];

/// The key by which employers are compared: no spaces, signs, provinces and legal forms; none where there is no employer.
pub fn employer_key(name: &str) -> Option<String> {
    let mut key: String = comparison_key(name).chars().filter(|c| c.is_alphanumeric()).collect();
    if NONE.contains(&key.as_str()) {
        return None;
    }
    let form = FORMS.iter().find_map(|form| key.strip_suffix(form));
    if let Some(bare) = form.filter(|bare| bare.chars().count() >= 2) {
        key = bare.to_owned();
    }
    // `湖南省青梧县机械厂` and `青梧县机械厂` are one; a province alone is kept.
    for end in ["自治区", "省"] {
        if let Some((province, rest)) = key.split_once(end)
            && (2..=7).contains(&province.chars().count())
            && rest.chars().count() >= 4
        {
            key = rest.to_owned();
            break;
        }
    }
    (!key.is_empty()).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_unit_has_one_key_however_it_is_written() {
        for (one, other) in [
            ("青梧县水泵制造有限公司", "青梧县水泵制造有限责任公司"),
            ("青梧县水泵制造 有限公司", "湖南省青梧县水泵制造"),
            ("新疆维吾尔自治区喀什机械厂", "喀什机械厂"),
            ("青梧县（第一）中学", "青梧县(第一)中学"),
            ("ABC 机械公司", "ａｂｃ机械"),
        ] {
            assert_eq!(employer_key(one), employer_key(other), "{one} {other}");
        }
    }

    #[test]
    fn different_units_have_different_keys_and_no_unit_has_none() {
        for (one, other) in [
            ("青梧县第一中学", "青梧县第二中学"),
            ("青梧县机械厂", "梧桐县机械厂"),
            ("湖南省总工会", "湖北省总工会"),
            ("公司", "有限公司"),
        ] {
            assert_ne!(employer_key(one), employer_key(other), "{one} {other}");
        }
        for none in ["", "  ", "无", "自由职业", "-", "／", "个体户"] {
            assert_eq!(employer_key(none), None, "{none}");
        }
    }
}
