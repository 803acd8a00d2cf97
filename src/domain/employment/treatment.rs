//! Treatment 待遇: what an appointment is due by the policies of the day, line by line, and whether equal posts are treated alike.

use chrono::NaiveDate;
use serde::Serialize;

use super::rank::Rank;
use super::register::{Record, yuan};
use crate::domain::id::EmployerId;
use crate::domain::identity::inert;
use crate::domain::language::{Lang, Say};
use crate::say;

/// How often it is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Per {
    Month,
    Year,
    Once,
}

impl Per {
    fn from_word(word: &str) -> Option<Per> {
        match word {
            "month" => Some(Per::Month),
            "year" => Some(Per::Year),
            "once" => Some(Per::Once),
            _ => None,
        }
    }
}

/// One policy as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Policy {
    pub id: i64,
    pub name: String,
    /// None where it is the whole county's.
    pub employer: Option<EmployerId>,
    pub rank: Rank,
    /// Fen.
    pub amount: i64,
    pub per: Per,
    pub starts: NaiveDate,
    pub ends: Option<NaiveDate>,
    pub document: String,
}

impl Policy {
    /// None where the row lacks what a policy must have.
    pub fn of(id: i64, row: &Record) -> Option<Policy> {
        Some(Policy {
            id,
            name: row.text("name").to_owned(),
            employer: row.number("employer").map(EmployerId),
            rank: row.number("rank").and_then(|n| u8::try_from(n).ok()).and_then(Rank::from_number)?,
            amount: row.number("amount")?,
            per: Per::from_word(row.text("per"))?,
            starts: row.date("starts")?,
            ends: row.date("ends"),
            document: row.text("document").to_owned(),
        })
    }

    fn is_in_force(&self, day: NaiveDate) -> bool {
        self.starts <= day && self.ends.is_none_or(|ends| day <= ends)
    }

    /// Whether both would pay the same thing to the same people on some day.
    pub fn overlaps(&self, other: &Policy) -> bool {
        let same = (&self.name, self.employer, self.rank) == (&other.name, other.employer, other.rank);
        let last = |policy: &Policy| policy.ends.unwrap_or(NaiveDate::MAX);
        same && self.id != other.id && self.starts <= last(other) && other.starts <= last(self)
    }
}

/// Why a policy of the appointment's rank pays, or does not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "why")]
pub enum Why {
    Pays,
    /// It begins later.
    NotYet,
    Over,
    /// The employer's own of the same name stands in its place.
    OwnInstead,
}

/// One policy held against an appointment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    pub policy: Policy,
    pub why: Why,
}

/// What an appointment is due on a day, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Due {
    pub day: NaiveDate,
    /// Policies of its rank that are the county's or its employer's; what pays comes first.
    pub lines: Vec<Line>,
    /// Fen.
    pub month: i64,
    pub year: i64,
    pub once: i64,
    /// The monthly allowance that the document of appointment says.
    pub agreed: i64,
}

impl Due {
    /// What the document says above (or below) what the policies say, a month.
    pub fn difference(&self) -> i64 {
        self.agreed - self.month
    }
}

/// What somebody appointed at a rank by an employer is due on a day.
pub fn due(policies: &[Policy], employer: EmployerId, rank: Rank, agreed: i64, day: NaiveDate) -> Due {
    let own = |policy: &Policy| {
        policies.iter().any(|other| {
            other.employer == Some(employer)
                && other.name == policy.name
                && other.rank == rank
                && other.is_in_force(day)
        })
    };
    let theirs = |policy: &&Policy| policy.rank == rank && policy.employer.is_none_or(|of| of == employer);
    let mut lines: Vec<Line> = policies
        .iter()
        .filter(theirs)
        .map(|policy| {
            let why = match policy.ends {
                _ if day < policy.starts => Why::NotYet,
                Some(ends) if ends < day => Why::Over,
                _ if policy.employer.is_none() && own(policy) => Why::OwnInstead,
                _ => Why::Pays,
            };
            Line { policy: policy.clone(), why }
        })
        .collect();
    lines.sort_by_key(|line| (line.why != Why::Pays, line.policy.per, line.policy.id));
    let sum = |per| {
        let paid = lines.iter().filter(|line| line.why == Why::Pays && line.policy.per == per);
        paid.map(|line| line.policy.amount).sum()
    };
    let (month, year, once) = (sum(Per::Month), sum(Per::Year), sum(Per::Once));
    Due { day, lines, month, year, once, agreed }
}

impl Say for Per {
    fn say(&self, lang: Lang) -> String {
        match self {
            Per::Month => lang.pick("每月", "a month"),
            Per::Year => lang.pick("每年", "a year"),
            Per::Once => lang.pick("一次性", "once"),
        }
        .to_owned()
    }
}

impl Say for Line {
    fn say(&self, lang: Lang) -> String {
        let Policy { name, amount, per, starts, ends, document, .. } = &self.policy;
        let (name, document, amount, per) = (inert(name), inert(document), yuan(*amount), per.say(lang));
        let rank = self.policy.rank.say(lang);
        let of = match self.policy.employer {
            None => lang.pick("全县", "the county"),
            Some(_) => lang.pick("本单位", "the employer"),
        };
        let ends = ends.map_or(String::new(), |ends| say!(lang, "至 {ends}", " until {ends}"));
        match self.why {
            Why::Pays => say!(
                lang,
                "{name} {per} {amount} 元：{of}规定，{rank}，{starts} 起{ends}（{document}）",
                "{name}, {amount} yuan {per}: of {of} for {rank}, from {starts}{ends} ({document})"
            ),
            Why::NotYet => say!(
                lang,
                "{name} {per} {amount} 元：{starts} 才起，今天不计（{document}）",
                "{name}, {amount} yuan {per}: not before {starts} ({document})"
            ),
            Why::Over => say!(
                lang,
                "{name} {per} {amount} 元：{ends}已止，不计（{document}）",
                "{name}, {amount} yuan {per}: over,{ends} ({document})"
            ),
            Why::OwnInstead => say!(
                lang,
                "{name} {per} {amount} 元：本单位另有同名规定，不重计（{document}）",
                "{name}, {amount} yuan {per}: the employer has its own of that name, paid instead ({document})"
            ),
        }
    }
}

/// Somebody who holds a post at a rank, as far as their treatment goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Treated {
    pub appointment: i64,
    pub name: String,
    pub employer_name: String,
    pub post: i64,
    pub post_title: String,
    pub rank: Rank,
    /// Fen a month.
    pub allowance: i64,
    pub treatment: String,
}

/// The same post at the same appointed rank, treated differently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unequal {
    /// Whoever gets most comes first.
    pub people: Vec<Treated>,
    /// Fen a month between the highest and the lowest.
    pub spread: i64,
}

/// 同岗同酬: groups of one post and one rank whose treatment is not the same; the widest apart first.
pub fn unequal(mut treated: Vec<Treated>) -> Vec<Unequal> {
    treated.sort_by_key(|one| (one.post, one.rank, std::cmp::Reverse(one.allowance), one.appointment));
    let mut found: Vec<Unequal> = treated
        .chunk_by(|a, b| (a.post, a.rank) == (b.post, b.rank))
        .filter(|group| {
            group.iter().any(|one| (one.allowance, &one.treatment) != (group[0].allowance, &group[0].treatment))
        })
        .map(|group| Unequal { spread: group[0].allowance - group[group.len() - 1].allowance, people: group.to_vec() })
        .collect();
    found.sort_by_key(|group| (std::cmp::Reverse(group.spread), group.people[0].post, group.people[0].rank));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn policy(id: i64, name: &str, employer: Option<i64>, amount: i64, per: Per, span: (&str, Option<&str>)) -> Policy {
        Policy {
            id,
            name: name.into(),
            employer: employer.map(EmployerId),
            rank: Rank::Advanced,
            amount,
            per,
            starts: day(span.0),
            ends: span.1.map(day),
            document: format!("{id}号"),
        }
    }

    #[test]
    fn what_is_due_follows_the_day_the_rank_and_the_employers_own_rule_before_the_countys() {
        let policies = [
            policy(1, "技能津贴", None, 20_000, Per::Month, ("2024-01-01", Some("2025-12-31"))),
            policy(2, "技能津贴", None, 30_000, Per::Month, ("2026-01-01", None)),
            policy(3, "技能津贴", Some(1), 50_000, Per::Month, ("2026-06-01", None)),
            policy(4, "取证补贴", None, 150_000, Per::Once, ("2026-01-01", None)),
            Policy {
                rank: Rank::Technician, ..policy(5, "技能津贴", None, 60_000, Per::Month, ("2026-01-01", None))
            },
            policy(6, "带徒津贴", Some(2), 10_000, Per::Month, ("2026-01-01", None)),
        ];
        for (employer, on, month, once, paying) in [
            (1, "2025-05-01", 20_000, 0, vec![1]),
            (1, "2026-05-01", 30_000, 150_000, vec![2, 4]),
            (1, "2026-06-01", 50_000, 150_000, vec![3, 4]),
            (2, "2026-06-01", 40_000, 150_000, vec![2, 6, 4]),
        ] {
            let due = due(&policies, EmployerId(employer), Rank::Advanced, 45_000, day(on));
            let pays: Vec<i64> =
                due.lines.iter().filter(|line| line.why == Why::Pays).map(|line| line.policy.id).collect();
            assert_eq!((due.month, due.once, pays), (month, once, paying), "{employer} {on}");
            assert_eq!(due.difference(), 45_000 - month);
        }
        let told = due(&policies, EmployerId(1), Rank::Advanced, 0, day("2026-06-01"));
        let why: Vec<&Why> = told.lines.iter().map(|line| &line.why).collect();
        assert_eq!(why, [&Why::Pays, &Why::Pays, &Why::Over, &Why::OwnInstead]);
        assert!(told.lines[3].say(Lang::Zh).contains("本单位另有同名规定"));
        assert!(policies[1].overlaps(&Policy { id: 9, ..policies[1].clone() }) && !policies[0].overlaps(&policies[1]));
    }

    #[test]
    fn the_same_post_and_rank_with_another_treatment_is_shown_and_nothing_else() {
        let one = |appointment, post, rank, allowance, treatment: &str| Treated {
            appointment,
            name: format!("人{appointment}"),
            employer_name: String::new(),
            post,
            post_title: String::new(),
            rank,
            allowance,
            treatment: treatment.into(),
        };
        let found = unequal(vec![
            one(1, 1, Rank::Advanced, 30_000, ""),
            one(2, 1, Rank::Advanced, 24_000, ""),
            one(3, 1, Rank::Technician, 50_000, ""),
            one(4, 2, Rank::Advanced, 30_000, "年金"),
            one(5, 2, Rank::Advanced, 30_000, ""),
            one(6, 3, Rank::Advanced, 30_000, ""),
            one(7, 3, Rank::Advanced, 30_000, ""),
        ]);
        let groups: Vec<(Vec<i64>, i64)> = found
            .iter()
            .map(|group| (group.people.iter().map(|one| one.appointment).collect(), group.spread))
            .collect();
        assert_eq!(groups, [(vec![1, 2], 6_000), (vec![4, 5], 0)]);
    }
}
