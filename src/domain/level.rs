//! The five levels of skill, and the one way to write them.

use serde::{Deserialize, Serialize};

use super::language::{Lang, Say};

/// A skill level. Code 5 is the lowest (五级/初级工), 1 the highest (一级/高级技师); `Ord` follows the rank, never the code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub enum Level {
    Five,
    Four,
    Three,
    Two,
    One,
}

impl Level {
    /// From the lowest to the highest.
    pub const ALL: [Level; 5] = [Level::Five, Level::Four, Level::Three, Level::Two, Level::One];

    /// The code on certificates and in files: 5 (lowest) … 1 (highest).
    pub const fn code(self) -> u8 {
        5 - self as u8
    }

    /// 1 (lowest) … 5 (highest): the order of skill.
    pub const fn rank(self) -> u8 {
        self as u8 + 1
    }

    pub const fn from_code(code: u8) -> Option<Level> {
        match code {
            1..=5 => Some(Level::ALL[5 - code as usize]),
            _ => None,
        }
    }

    /// The text of a certificate, exactly: `三级/高级工` (人社鉴发〔2021〕1号).
    pub const fn text(self) -> &'static str {
        match self {
            Level::Five => "五级/初级工",
            Level::Four => "四级/中级工",
            Level::Three => "三级/高级工",
            Level::Two => "二级/技师",
            Level::One => "一级/高级技师",
        }
    }

    /// The first half of the text: `三级`.
    pub fn numeral(self) -> &'static str {
        self.halves().0
    }

    fn halves(self) -> (&'static str, &'static str) {
        self.text().split_once('/').expect("every level has both halves")
    }

    /// The English words beside it.
    pub const fn english(self) -> &'static str {
        match self {
            Level::Five => "Level 5 (Elementary)",
            Level::Four => "Level 4 (Intermediate)",
            Level::Three => "Level 3 (Advanced)",
            Level::Two => "Level 2 (Technician)",
            Level::One => "Level 1 (Senior Technician)",
        }
    }

    /// Reads what people write for a level: `三级/高级工`, `三级`, `高级工`, `3`.
    pub fn parse(text: &str) -> Option<Level> {
        let text = text.trim();
        Level::ALL.into_iter().find(|level| {
            let (numeral, name) = level.halves();
            text == level.text() || text == numeral || text == name || text == level.code().to_string()
        })
    }

    /// The next level down, none below the lowest.
    pub fn below(self) -> Option<Level> {
        Level::from_code(self.code() + 1)
    }
}

impl PartialOrd for Level {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Level {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.rank().cmp(&other.rank())
    }
}

impl TryFrom<u8> for Level {
    type Error = String;

    fn try_from(code: u8) -> Result<Self, String> {
        Level::from_code(code).ok_or_else(|| format!("level code {code} is not 1 to 5"))
    }
}

impl From<Level> for u8 {
    fn from(level: Level) -> u8 {
        level.code()
    }
}

impl Say for Level {
    fn say(&self, lang: Lang) -> String {
        lang.pick(self.text(), self.english()).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_level_has_its_exact_text_and_is_read_back_from_every_way_of_writing_it() {
        let rows = [
            (5, "五级/初级工", "五级", "初级工"),
            (4, "四级/中级工", "四级", "中级工"),
            (3, "三级/高级工", "三级", "高级工"),
            (2, "二级/技师", "二级", "技师"),
            (1, "一级/高级技师", "一级", "高级技师"),
        ];
        for (code, text, numeral, name) in rows {
            let level = Level::from_code(code).unwrap();
            assert_eq!(level.text(), text);
            for written in [text, numeral, name, &code.to_string()] {
                assert_eq!(Level::parse(written), Some(level), "{written}");
            }
        }
    }

    #[test]
    fn the_lowest_level_sorts_first_though_its_code_is_the_largest() {
        assert!(Level::Five < Level::One);
        assert_eq!(Level::Five.code(), 5);
        assert_eq!(Level::Three.below(), Some(Level::Four));
        assert_eq!(Level::Five.below(), None);
    }
}
