//! Education by GB/T 4658-2006 (two-digit classes) and by the words of registration templates.

use serde::{Deserialize, Serialize};

use crate::domain::language::{Lang, Say};

/// (code, label, English, whether templates use this very word). One label has one row; several labels may share a code, and
/// the standard's own label stands first among them.
const TABLE: [(u8, &str, &str, bool); 37] = [
    (10, "研究生", "postgraduate", true),
    (11, "博士研究生毕业", "doctoral graduate", false),
    (11, "博士", "doctorate", true),
    (12, "博士研究生结业", "doctoral course completed", false),
    (13, "博士研究生肄业", "doctoral course not finished", false),
    (14, "硕士研究生毕业", "master's graduate", false),
    (14, "硕士", "master's degree", false),
    (15, "硕士研究生结业", "master's course completed", false),
    (16, "硕士研究生肄业", "master's course not finished", false),
    (17, "研究生班毕业", "postgraduate class graduate", false),
    (18, "研究生班结业", "postgraduate class completed", false),
    (19, "研究生班肄业", "postgraduate class not finished", false),
    (20, "大学本科", "university, undergraduate", true),
    (21, "大学本科毕业", "university graduate", false),
    (22, "大学本科结业", "university course completed", false),
    (23, "大学本科肄业", "university course not finished", false),
    (28, "大学普通班毕业", "general university class graduate", false),
    (30, "大学专科", "junior college", false),
    (30, "大学专科和专科学校", "junior college and specialised school", true),
    (30, "技师学院", "technician college", true),
    (31, "大学专科毕业", "junior college graduate", false),
    (32, "大学专科结业", "junior college course completed", false),
    (33, "大学专科肄业", "junior college course not finished", false),
    (40, "中等职业教育", "secondary vocational education", false),
    (41, "中等专科毕业", "secondary specialised graduate", false),
    (41, "中等专业学校", "secondary specialised school", true),
    (44, "职业高中毕业", "vocational high school graduate", false),
    (44, "职高", "vocational high school", true),
    (47, "技工学校毕业", "technical school graduate", false),
    (47, "技校", "technical school", true),
    (47, "高级技校", "senior technical school", true),
    (60, "高中", "high school", true),
    (61, "普通高中毕业", "high school graduate", false),
    (70, "初中", "junior high school", true),
    (71, "初中毕业", "junior high school graduate", false),
    (80, "小学", "primary school", true),
    (90, "其他", "other", false),
];

/// Words that rosters hold for a label of the table.
const ALIASES: [(&str, &str); 12] = [
    ("本科", "大学本科"),
    ("大本", "大学本科"),
    ("专科", "大学专科"),
    ("大专", "大学专科"),
    ("高职", "大学专科"),
    ("中专", "中等专业学校"),
    ("中职", "中等职业教育"),
    ("中技", "技校"),
    ("技工学校", "技校"),
    ("高级技工学校", "高级技校"),
    ("职业高中", "职高"),
    ("普通高中", "高中"),
];

/// An education as it was written: a label, which is printed again as it was read, and the code it falls under.
/// In files it is the label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Education(u8);

impl Education {
    /// Reads a label, a word rosters hold for it, or a two-digit code.
    pub fn parse(text: &str) -> Option<Education> {
        let text = text.trim();
        let label = ALIASES.iter().find(|(alias, _)| *alias == text).map_or(text, |(_, label)| label);
        let code = text.parse().ok().filter(|code: &u8| *code > 0);
        let at =
            TABLE.iter().position(|row| row.1 == label).or_else(|| TABLE.iter().position(|row| Some(row.0) == code))?;
        Some(Education(u8::try_from(at).expect("the table is short")))
    }

    /// The two-digit code of GB/T 4658.
    pub fn code(self) -> u8 {
        self.row().0
    }

    pub fn label(self) -> &'static str {
        self.row().1
    }

    /// The words of the registration template, highest first: what a form offers.
    pub fn of_template() -> impl Iterator<Item = Education> {
        (0u8..).zip(TABLE).filter(|(_, row)| row.3).map(|(at, _)| Education(at))
    }

    fn row(self) -> &'static (u8, &'static str, &'static str, bool) {
        &TABLE[usize::from(self.0)]
    }
}

impl TryFrom<String> for Education {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Education::parse(&text).ok_or_else(|| format!("{} is no education of GB/T 4658", super::inert(&text)))
    }
}

impl From<Education> for String {
    fn from(education: Education) -> String {
        education.label().to_owned()
    }
}

impl Say for Education {
    fn say(&self, lang: Lang) -> String {
        lang.pick(self.row().1, self.row().2).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_templates_words_are_read_and_printed_again_with_their_code() {
        let rows = [
            ("博士", 11),
            ("研究生", 10),
            ("大学本科", 20),
            ("大学专科和专科学校", 30),
            ("中等专业学校", 41),
            ("技校", 47),
            ("高级技校", 47),
            ("技师学院", 30),
            ("高中", 60),
            ("职高", 44),
            ("初中", 70),
            ("小学", 80),
        ];
        for (text, code) in rows {
            let education = Education::parse(text).unwrap();
            assert_eq!((education.label(), education.code()), (text, code));
        }
        assert_eq!(Education::of_template().count(), rows.len());
    }

    #[test]
    fn rosters_words_and_codes_find_their_label_and_others_do_not() {
        for (text, label) in
            [("大专", "大学专科"), (" 中专 ", "中等专业学校"), ("47", "技工学校毕业"), ("20", "大学本科")]
        {
            assert_eq!(Education::parse(text).map(Education::label), Some(label), "{text}");
        }
        for (alias, label) in ALIASES {
            assert_eq!(Education::parse(alias).map(Education::label), Some(label));
        }
        for text in ["", "0", "99", "幼儿园"] {
            assert_eq!(Education::parse(text), None, "{text}");
        }
    }
}
