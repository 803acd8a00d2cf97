//! What the cells of one row must be to each other.

use super::{CellFault, Record, Register, columns};
use crate::both;
use crate::domain::language::Both;

/// No course has more hours, and no competition more places.
const LONGEST: i64 = 10_000;

/// All that does not hold between the cells of a row.
pub fn check(register: Register, row: &Record) -> Vec<CellFault> {
    let mut faults = Vec::new();
    let mut fault = |sql: &str, wrong: Both| {
        let column = columns(register).iter().find(|column| column.sql == sql);
        let (column, column_en) = column.map_or(("", ""), |column| (column.zh, column.en));
        faults.push(CellFault { column, column_en, wrong });
    };
    let begins = ["starts", "signed_on"].into_iter().find_map(|sql| row.date(sql));
    if let (Some(from), Some(until)) = (begins, row.date("ends"))
        && until < from
    {
        fault("ends", both!("{until} 早于开始的 {from}。", "{until} is before the beginning, {from}."));
    }
    for sql in ["hours", "place", "proof_to"] {
        if row.number(sql).is_some_and(|n| n > LONGEST) {
            fault(sql, both!("不会超过 {LONGEST}。", "it is never above {LONGEST}."));
        }
    }
    let same = |a: &str, b: &str| row.number(a).is_some() && row.number(a) == row.number(b);
    match register {
        Register::Policy if row.number("amount") == Some(0) => {
            fault("amount", both!("应大于 0。", "it must be above 0."));
        }
        Register::Plan if !(1990..=2100).contains(&row.number("year").unwrap_or(0)) => {
            fault("year", both!("应是 1990 到 2100 之间的年份。", "it must be a year from 1990 to 2100."));
        }
        Register::Step if row.get("rank").number().is_none() && row.text("management").is_empty() => {
            fault("management", both!("管理通道和技能通道至少填一项。", "fill in management or the skilled rank."));
        }
        Register::Pair if same("master", "apprentice") => {
            fault("apprentice", both!("师傅和徒弟不能是同一人。", "master and apprentice must be two people."));
        }
        Register::Competition if row.text("proof").is_empty() != row.number("proof_to").is_none() => {
            let wrong = both!(
                "凭证名称和凭证名次要么都填，要么都不填。",
                "what it counts as and up to which place go together."
            );
            fault("proof", wrong);
        }
        Register::Agreement if same("first", "second") || same("second", "third") || same("first", "third") => {
            fault("second", both!("各方应是不同的单位。", "the parties must be different."));
        }
        Register::Offer if same("provider", "receiver") => {
            fault("receiver", both!("不能提供给自己。", "nobody offers to themselves."));
        }
        _ => {}
    }
    faults
}
