//! The wing's registers: lists that are kept, found, taken in from files and given out, all in one way. What a register's columns
//! are is said once (`describe`); the form, a file's header, the check of each cell, the act, the table and the lists follow from
//! it.

mod describe;
mod rules;
mod words;

pub use describe::columns;
pub use rules::check;
pub use words::Word;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::rank::Rank;
use crate::both;
use crate::domain::identity::inert;
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;

macro_rules! registers {
    ($($(#[$doc:meta])* $variant:ident = $word:literal, $table:literal, $zh:literal, $en:literal;)+) => {
        /// A register, by what one row of it is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Register { $($(#[$doc])* $variant,)+ }

        impl Register {
            pub const ALL: &[Register] = &[$(Register::$variant,)+];

            /// Its word in acts, on the command line and in files taken in.
            pub const fn word(self) -> &'static str {
                match self { $(Register::$variant => $word,)+ }
            }

            pub fn from_word(word: &str) -> Option<Register> {
                match word { $($word => Some(Register::$variant),)+ _ => None }
            }

            /// Its table.
            pub const fn table(self) -> &'static str {
                match self { $(Register::$variant => $table,)+ }
            }
        }

        impl Say for Register {
            fn say(&self, lang: Lang) -> String {
                match self { $(Register::$variant => lang.pick($zh, $en),)+ }.to_owned()
            }
        }
    };
}

registers! {
    /// An allowance or a subsidy for a rank, from a day on.
    Policy = "policies", "treatment_policy", "待遇政策", "treatment policies";
    /// One step of the parallel ladders.
    Step = "ladder", "ladder_step", "发展通道", "career ladders";
    Plan = "plans", "training_plan", "培训计划", "training plans";
    Course = "courses", "course", "培训课程", "courses";
    /// Somebody's hours in a course.
    Hours = "hours", "training_hours", "培训学时", "training hours";
    /// A master and an apprentice, for a term.
    Pair = "pairs", "apprenticeship", "师带徒", "masters and apprentices";
    Competition = "competitions", "competition", "技能竞赛", "skills competitions";
    /// Somebody's place in a competition.
    Placing = "placings", "placing", "竞赛名次", "competition results";
    Base = "bases", "training_base", "实训基地", "training bases";
    Organisation = "organisations", "organisation", "联盟单位", "alliance members";
    Agreement = "agreements", "alliance_agreement", "合作协议", "agreements";
    /// What one of them shares.
    Offer = "offers", "shared_offer", "资源共享", "what is shared";
}

/// What a cell points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kin {
    Employer,
    /// Whoever is known here, by a certificate's number or by name.
    Person,
    /// A row of another register, by what it is called there.
    Of(Register),
}

/// What may stand in a column.
#[derive(Clone, Copy, Debug)]
pub enum Holds {
    Text,
    Date,
    /// A whole number above nothing.
    Count,
    /// Yuan, kept in fen.
    Money,
    Rank,
    Word(&'static [Word]),
    Kin(Kin),
}

/// One column of a register.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name in the table and in the act.
    pub sql: &'static str,
    pub zh: &'static str,
    pub en: &'static str,
    pub holds: Holds,
    pub must: bool,
    /// Where a list has too little room, the highest goes first; 0 stays.
    pub drop: u8,
    /// What it says where it is not filled in but follows from other tables: an expression.
    pub derived: Option<&'static str>,
}

impl Column {
    pub fn title(&self, lang: Lang) -> &'static str {
        lang.pick(self.zh, self.en)
    }
}

/// What stands in one column of one row, as it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    #[default]
    None,
    /// A count, fen, a rank, or the number of what is pointed at.
    Number(i64),
    /// Words, a date or the word of a choice.
    Text(String),
}

impl Value {
    pub fn number(&self) -> Option<i64> {
        match self {
            Value::Number(number) => Some(*number),
            _ => None,
        }
    }

    pub fn text(&self) -> &str {
        match self {
            Value::Text(text) => text,
            _ => "",
        }
    }

    pub fn date(&self) -> Option<NaiveDate> {
        self.text().parse().ok()
    }
}

/// A row as an act keeps it: every column of its register that is not derived, by the column's name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Record(pub BTreeMap<String, Value>);

impl Record {
    pub fn get(&self, sql: &str) -> &Value {
        static NONE: Value = Value::None;
        self.0.get(sql).unwrap_or(&NONE)
    }

    pub fn number(&self, sql: &str) -> Option<i64> {
        self.get(sql).number()
    }

    pub fn text(&self, sql: &str) -> &str {
        self.get(sql).text()
    }

    pub fn date(&self, sql: &str) -> Option<NaiveDate> {
        self.get(sql).date()
    }
}

/// The most that a count says.
const MOST: u32 = 1_000_000;

/// What is wrong with a cell: its column, and what would be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellFault {
    pub column: &'static str,
    pub column_en: &'static str,
    pub wrong: Both,
}

impl Say for CellFault {
    fn say(&self, lang: Lang) -> String {
        format!("{}{}{}", lang.pick(self.column, self.column_en), lang.pick("：", ": "), self.wrong.say(lang))
    }
}

/// All that is wrong with a row, as one refusal.
pub fn refused(faults: &[CellFault]) -> Refusal {
    let told = |lang: Lang| faults.iter().map(|fault| fault.say(lang)).collect::<Vec<_>>().join(lang.pick("", " "));
    Refusal::new("cells", Both { zh: told(Lang::Zh), en: told(Lang::En) })
}

/// Whoever knows what a name means.
pub trait Known {
    type Failure;

    /// The number of what is called so; `Err(Ok(why))` where there is no such thing, or more than one.
    fn find(&mut self, kin: Kin, name: &str) -> Result<Result<i64, Both>, Self::Failure>;
}

/// Reads a row from its cells, by header; every fault is told, not the first alone.
///
/// # Errors
/// Only where the file itself fails; what is wrong with cells is the inner error.
pub fn read<K: Known>(
    register: Register,
    cell: impl Fn(&Column) -> String,
    known: &mut K,
) -> Result<Result<Record, Vec<CellFault>>, K::Failure> {
    let (mut record, mut faults) = (Record::default(), Vec::new());
    for column in columns(register).iter().filter(|column| column.derived.is_none()) {
        let text = cell(column).trim().to_owned();
        let read = match (&column.holds, text.is_empty()) {
            (_, true) if column.must => Err(both!("不能为空。", "it must not be empty.")),
            (_, true) => Ok(Value::None),
            (Holds::Kin(kin), false) => known.find(*kin, &text)?.map(Value::Number),
            (holds, false) => value(holds, &text),
        };
        match read {
            Ok(value) => drop(record.0.insert(column.sql.to_owned(), value)),
            Err(wrong) => faults.push(CellFault { column: column.zh, column_en: column.en, wrong }),
        }
    }
    if faults.is_empty() {
        faults = check(register, &record);
    }
    Ok(if faults.is_empty() { Ok(record) } else { Err(faults) })
}

fn value(holds: &Holds, text: &str) -> Result<Value, Both> {
    let shown = inert(text);
    match holds {
        Holds::Text | Holds::Kin(_) => Ok(Value::Text(text.to_owned())),
        Holds::Date => date(text)
            .map(|day| Value::Text(day.to_string()))
            .ok_or_else(|| both!("“{shown}”不是日期，应如 2026-03-01。", "“{shown}” is no date; write 2026-03-01.")),
        Holds::Count => {
            text.parse::<u32>().ok().filter(|n| (1..=MOST).contains(n)).map(|n| Value::Number(n.into())).ok_or_else(
                || both!("“{shown}”不是 1 到 {MOST} 的整数。", "“{shown}” is no whole number from 1 to {MOST}."),
            )
        }
        Holds::Money => fen(text).map(Value::Number).ok_or_else(|| {
            both!("“{shown}”不是金额，应如 300 或 300.50。", "“{shown}” is no amount; write 300 or 300.50.")
        }),
        Holds::Rank => Rank::parse(text).map(|rank| Value::Number(rank.number().into())).ok_or_else(|| {
            both!(
                "“{shown}”不是等级，应如 三级、高级工、特级技师。",
                "“{shown}” is no rank; write 三级, 高级工 or 特级技师."
            )
        }),
        Holds::Word(words) => {
            let found = words.iter().find(|word| [word.word, word.zh, word.en].contains(&text));
            found.map(|word| Value::Text(word.word.to_owned())).ok_or_else(|| {
                let zh = words.iter().map(|word| word.zh).collect::<Vec<_>>().join("、");
                let en = words.iter().map(|word| word.en).collect::<Vec<_>>().join(", ");
                both!("“{shown}”不在其中：{zh}。", "“{shown}” is none of: {en}.")
            })
        }
    }
}

/// `2026-03-01`, and the ways in which people and spreadsheets write it.
fn date(text: &str) -> Option<NaiveDate> {
    let text = text.split([' ', 'T']).next().unwrap_or(text);
    ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d"]
        .iter()
        .find_map(|form| NaiveDate::parse_from_str(text, form).ok())
        .filter(|day| (1900..=2200).contains(&chrono::Datelike::year(day)))
}

/// More than any county pays, in fen; far below what JSON keeps exactly.
const RICHEST: i64 = 10_000_000_000_000;

/// Yuan as people write them, in fen.
pub fn fen(text: &str) -> Option<i64> {
    let text = text.trim().trim_end_matches('元');
    if text.is_empty() {
        return Some(0);
    }
    let (yuan, part) = text.split_once('.').unwrap_or((text, ""));
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !plain(yuan) || !plain(part) || yuan.is_empty() || part.len() > 2 {
        return None;
    }
    let cents: i64 = format!("{part:0<2}").parse().ok()?;
    yuan.parse::<i64>().ok()?.checked_mul(100)?.checked_add(cents).filter(|fen| *fen <= RICHEST)
}

/// Fen as yuan: `300.00`.
pub fn yuan(fen: i64) -> String {
    let (sign, fen) = if fen < 0 { ("-", -fen) } else { ("", fen) };
    format!("{sign}{}.{:02}", fen / 100, fen % 100)
}

/// A kept value as a cell shows it; `name` is what a pointed-at row is called.
pub fn shown(holds: &Holds, value: &Value, name: Option<&str>, lang: Lang) -> String {
    match (holds, value) {
        (_, Value::None) => String::new(),
        (Holds::Kin(_), _) => name.unwrap_or_default().to_owned(),
        (Holds::Money, Value::Number(fen)) => yuan(*fen),
        (Holds::Rank, Value::Number(n)) => {
            u8::try_from(*n).ok().and_then(Rank::from_number).map_or(String::new(), |rank| rank.say(lang))
        }
        (Holds::Word(words), Value::Text(kept)) => {
            words.iter().find(|word| word.word == kept).map_or_else(|| kept.clone(), |word| word.say(lang))
        }
        (_, Value::Number(n)) => n.to_string(),
        (_, Value::Text(text)) => text.clone(),
    }
}

#[cfg(test)]
mod tests;
