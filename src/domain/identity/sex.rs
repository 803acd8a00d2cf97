//! Sex by GB/T 2261.1.

use serde::{Deserialize, Serialize};

use crate::domain::language::{Lang, Say};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    Unknown,
    Male,
    Female,
    NotStated,
}

impl Sex {
    pub const ALL: [Sex; 4] = [Sex::Unknown, Sex::Male, Sex::Female, Sex::NotStated];

    /// The code of GB/T 2261.1: 0, 1, 2, 9.
    pub const fn code(self) -> u8 {
        match self {
            Sex::Unknown => 0,
            Sex::Male => 1,
            Sex::Female => 2,
            Sex::NotStated => 9,
        }
    }

    pub const fn label(self) -> &'static str {
        match self {
            Sex::Unknown => "未知",
            Sex::Male => "男",
            Sex::Female => "女",
            Sex::NotStated => "未说明",
        }
    }

    /// Reads `男`, `男性`, `1`, `M`, `male` and their like.
    pub fn parse(text: &str) -> Option<Sex> {
        match text.trim().to_ascii_lowercase().as_str() {
            "男" | "男性" | "1" | "m" | "male" => Some(Sex::Male),
            "女" | "女性" | "2" | "f" | "female" => Some(Sex::Female),
            "未知" | "未知的性别" | "0" => Some(Sex::Unknown),
            "未说明" | "未说明的性别" | "9" => Some(Sex::NotStated),
            _ => None,
        }
    }
}

impl Say for Sex {
    fn say(&self, lang: Lang) -> String {
        let english = match self {
            Sex::Unknown => "unknown",
            Sex::Male => "male",
            Sex::Female => "female",
            Sex::NotStated => "not stated",
        };
        lang.pick(self.label(), english).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sex_is_read_back_from_its_label_and_its_code() {
        for sex in Sex::ALL {
            assert_eq!(Sex::parse(sex.label()), Some(sex));
            assert_eq!(Sex::parse(&sex.code().to_string()), Some(sex));
        }
        assert_eq!(Sex::parse("3"), None);
    }
}
