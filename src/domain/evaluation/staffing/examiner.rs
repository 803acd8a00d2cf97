//! An examiner's record 考评员: the card, its trades and dates, the employers, and the appointment to this station.

use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::domain::evaluation::standard::Trade;
use crate::domain::identity::comparison_key;
use crate::domain::language::{Lang, Say};
use crate::domain::level::Level;
use crate::domain::refusal::Refusal;
use crate::refusal;

/// A card holds for so many years, then it is renewed 换证 (domain §3.5).
pub const CARD_YEARS: u32 = 3;

/// From so many days before its end on, a card is due for renewal.
pub const RENEWAL_DAYS: i64 = 60;

/// What the card entitles to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExaminerKind {
    /// 考评员: levels 5, 4 and 3.
    Examiner,
    /// 高级考评员: all levels, and nobody else at 2 and 1.
    Senior,
}

impl ExaminerKind {
    pub const ALL: [ExaminerKind; 2] = [ExaminerKind::Examiner, ExaminerKind::Senior];

    pub const fn word(self) -> &'static str {
        match self {
            ExaminerKind::Examiner => "examiner",
            ExaminerKind::Senior => "senior",
        }
    }

    pub fn from_word(word: &str) -> Option<ExaminerKind> {
        ExaminerKind::ALL.into_iter().find(|kind| kind.word() == word)
    }

    pub fn covers(self, level: Level) -> bool {
        self == ExaminerKind::Senior || level <= Level::Three
    }
}

impl Say for ExaminerKind {
    fn say(&self, lang: Lang) -> String {
        match self {
            ExaminerKind::Examiner => lang.pick("考评员", "examiner"),
            ExaminerKind::Senior => lang.pick("高级考评员", "senior examiner"),
        }
        .to_owned()
    }
}

/// What is recorded of an examiner, as it is from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Examiner {
    pub appointed_from: NaiveDate,
    /// None: until further notice.
    pub appointed_until: Option<NaiveDate>,
    /// 考评员证卡号; there is no national form, so it is free text.
    pub card: String,
    pub card_from: NaiveDate,
    /// The last day on which the card holds.
    pub card_until: NaiveDate,
    /// Where the examiner works now; empty where nobody said.
    pub employer: String,
    pub employers_before: Vec<String>,
    pub kind: ExaminerKind,
    /// The trades on the card, by name or by name and branch: `钳工`, `焊工（电焊工）`.
    pub trades: Vec<String>,
}

/// How a card stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Card {
    NotYet,
    Valid,
    /// Valid, and due for renewal.
    Ending,
    Expired,
}

impl Say for Card {
    fn say(&self, lang: Lang) -> String {
        match self {
            Card::NotYet => lang.pick("未生效", "not yet valid"),
            Card::Valid => lang.pick("有效", "valid"),
            Card::Ending => lang.pick("将到期", "ending"),
            Card::Expired => lang.pick("已过期", "expired"),
        }
        .to_owned()
    }
}

impl Examiner {
    /// Whether the trade is on the card. A trade without its branch stands for all its branches.
    pub fn examines(&self, trade: &Trade) -> bool {
        let (name, title) = (comparison_key(&trade.name), comparison_key(&trade.title()));
        self.trades.iter().map(|listed| comparison_key(listed)).any(|listed| listed == name || listed == title)
    }

    pub fn card_on(&self, day: NaiveDate) -> Card {
        if day < self.card_from {
            Card::NotYet
        } else if day > self.card_until {
            Card::Expired
        } else if (self.card_until - day).num_days() < RENEWAL_DAYS {
            Card::Ending
        } else {
            Card::Valid
        }
    }

    pub fn appointed_on(&self, day: NaiveDate) -> bool {
        self.appointed_from <= day && self.appointed_until.is_none_or(|until| day <= until)
    }

    /// The employers now and before; `true` where it is the present one.
    pub fn employers(&self) -> impl Iterator<Item = (&str, bool)> {
        let before = self.employers_before.iter().map(|name| (name.as_str(), false));
        std::iter::once((self.employer.as_str(), true)).chain(before)
    }

    /// Everything that keeps the record from being kept.
    pub fn faults(&self) -> Vec<Refusal> {
        let mut found = Vec::new();
        if self.trades.is_empty() {
            found.push(refusal!(
                "no_trade",
                "至少要填一个可考评的职业。",
                "At least one trade that may be examined is needed."
            ));
        }
        if self.card.trim().is_empty() {
            found.push(refusal!("no_card", "缺少考评员证卡号。", "The card number is missing."));
        }
        let (from, until, longest) = (self.card_from, self.card_until, card_end(self.card_from));
        if until < from {
            found.push(refusal!(
                "card_dates",
                "证卡有效期 {from} 至 {until} 前后颠倒。",
                "The card's validity from {from} to {until} ends before it begins."
            ));
        }
        if until > longest {
            found.push(refusal!(
                "card_dates",
                "证卡自 {from} 起有效 {CARD_YEARS} 年，最晚到 {longest}，填的是 {until}。",
                "A card from {from} is valid for {CARD_YEARS} years, to {longest} at the latest, not {until}."
            ));
        }
        if let Some(until) = self.appointed_until.filter(|until| *until < self.appointed_from) {
            let from = self.appointed_from;
            found.push(refusal!(
                "appointment_dates",
                "聘任 {from} 至 {until} 前后颠倒。",
                "The appointment from {from} to {until} ends before it begins."
            ));
        }
        found
    }
}

/// The last day of a card that begins on this day.
pub fn card_end(from: NaiveDate) -> NaiveDate {
    from.checked_add_months(Months::new(12 * CARD_YEARS))
        .and_then(|day| day.checked_sub_days(Days::new(1)))
        .unwrap_or(from)
}

/// A list as people write it in one line, with `、`, `，`, `,`, `;` or `；` between two.
pub fn read_list(text: &str) -> Vec<String> {
    let parts = text.split(['、', '，', ',', '；', ';']).map(str::trim).filter(|part| !part.is_empty());
    parts.map(str::to_owned).collect()
}
