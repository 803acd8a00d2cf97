//! What a post is filled at: the five levels that certificates know, and two technical posts above them that are appointed and never
//! examined (人社部发〔2022〕14号: 特级技师, 首席技师).

use serde::{Deserialize, Serialize};

use crate::domain::language::{Lang, Say};
use crate::domain::level::Level;

/// A rank of appointment, from the lowest to the highest; `Ord` follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub enum Rank {
    Elementary,
    Intermediate,
    Advanced,
    Technician,
    SeniorTechnician,
    /// 特级技师.
    Special,
    /// 首席技师.
    Chief,
}

impl Rank {
    pub const ALL: [Rank; 7] = [
        Rank::Elementary,
        Rank::Intermediate,
        Rank::Advanced,
        Rank::Technician,
        Rank::SeniorTechnician,
        Rank::Special,
        Rank::Chief,
    ];

    /// 1 (lowest) … 7 (highest).
    pub const fn number(self) -> u8 {
        self as u8 + 1
    }

    pub const fn from_number(number: u8) -> Option<Rank> {
        match number {
            1..=7 => Some(Rank::ALL[number as usize - 1]),
            _ => None,
        }
    }

    /// The rank that a certificate of this level speaks for.
    pub const fn of_level(level: Level) -> Rank {
        Rank::ALL[level.rank() as usize - 1]
    }

    /// The least level of certificate that fits: 特级技师 and 首席技师 are chosen among 高级技师.
    pub const fn asks(self) -> Level {
        match self {
            Rank::Elementary => Level::Five,
            Rank::Intermediate => Level::Four,
            Rank::Advanced => Level::Three,
            Rank::Technician => Level::Two,
            Rank::SeniorTechnician | Rank::Special | Rank::Chief => Level::One,
        }
    }

    /// Whether it is a post that no examination leads to.
    pub const fn is_appointed_only(self) -> bool {
        matches!(self, Rank::Special | Rank::Chief)
    }

    pub const fn label(self) -> &'static str {
        match self {
            Rank::Elementary => "初级工",
            Rank::Intermediate => "中级工",
            Rank::Advanced => "高级工",
            Rank::Technician => "技师",
            Rank::SeniorTechnician => "高级技师",
            Rank::Special => "特级技师",
            Rank::Chief => "首席技师",
        }
    }

    pub const fn english(self) -> &'static str {
        match self {
            Rank::Elementary => "elementary",
            Rank::Intermediate => "intermediate",
            Rank::Advanced => "advanced",
            Rank::Technician => "technician",
            Rank::SeniorTechnician => "senior technician",
            Rank::Special => "special technician",
            Rank::Chief => "chief technician",
        }
    }

    /// As it stands in a list, where a column has no room for both words of the English.
    pub fn brief(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Rank::SeniorTechnician, Lang::En) => "senior tech.",
            (Rank::Special, Lang::En) => "special tech.",
            (Rank::Chief, Lang::En) => "chief tech.",
            (rank, _) => lang.pick(rank.label(), rank.english()),
        }
    }

    /// Reads what employers write: `高级工`, `三级/高级工`, `三级`, `3`, `特级技师`.
    pub fn parse(text: &str) -> Option<Rank> {
        let text = text.trim();
        Rank::ALL.into_iter().find(|rank| rank.label() == text).or_else(|| Level::parse(text).map(Rank::of_level))
    }
}

impl Say for Rank {
    fn say(&self, lang: Lang) -> String {
        lang.pick(self.label(), self.english()).to_owned()
    }
}

impl TryFrom<u8> for Rank {
    type Error = String;

    fn try_from(number: u8) -> Result<Self, String> {
        Rank::from_number(number).ok_or_else(|| format!("rank {number} is not 1 to 7"))
    }
}

impl From<Rank> for u8 {
    fn from(rank: Rank) -> u8 {
        rank.number()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_level_has_its_rank_and_the_two_above_ask_for_the_highest_level() {
        for level in Level::ALL {
            assert_eq!(Rank::of_level(level).asks(), level);
            assert_eq!(Rank::of_level(level).number(), level.rank());
        }
        assert!(Rank::Chief > Rank::Special && Rank::Special > Rank::of_level(Level::One));
        assert_eq!((Rank::Special.asks(), Rank::Chief.asks()), (Level::One, Level::One));
    }

    #[test]
    fn what_employers_write_for_a_rank_is_read() {
        for (text, rank) in [
            ("高级工", Rank::Advanced),
            ("三级/高级工", Rank::Advanced),
            (" 3 ", Rank::Advanced),
            ("特级技师", Rank::Special),
            ("首席技师", Rank::Chief),
            ("一级", Rank::SeniorTechnician),
        ] {
            assert_eq!(Rank::parse(text), Some(rank), "{text}");
        }
        assert_eq!(Rank::parse("工程师"), None);
    }
}
