//! Who suits a post, in an order that is stated and rests on certificates alone. Marks are not known here, and cannot be.

use std::cmp::Reverse;

use serde::Serialize;

use super::certificate::Certificate;
use super::rank::Rank;
use crate::both;
use crate::domain::language::{Both, Lang, Say};

/// The order, as every list of holders states it.
pub fn stated_order() -> Both {
    both!(
        "顺序：先未聘、后已聘；等级相符在前，高出的由近到远；同等级按发证日期先后；再按证书编号。只看证书，看不到分数。",
        "Order: not appointed before appointed; the level asked first, then higher ones, nearest first; then by date of issue, then by number. Certificates only; marks are not visible here."
    )
}

/// How a certificate suits a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fit {
    /// The level that the post asks for.
    Exact,
    /// So many levels above it.
    Above(u8),
}

impl Fit {
    /// None where the certificate does not stand or is below what is asked.
    pub fn of(certificate: &Certificate, asked: Rank) -> Option<Fit> {
        let (has, asks) = (certificate.level.rank(), asked.asks().rank());
        match has.checked_sub(asks).filter(|_| certificate.standing.is_valid())? {
            0 => Some(Fit::Exact),
            above => Some(Fit::Above(above)),
        }
    }
}

impl Say for Fit {
    fn say(&self, lang: Lang) -> String {
        match self {
            Fit::Exact => lang.pick("等级相符", "the level asked").to_owned(),
            Fit::Above(n) => crate::say!(lang, "高出 {n} 级", "{n} above"),
        }
    }
}

/// A holder who suits a post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Suited {
    pub certificate: Certificate,
    pub fit: Fit,
    /// Where they are appointed now; none while free.
    pub appointed_at: Option<String>,
}

/// Puts holders in the stated order; one row a holder, by the certificate that fits best.
pub fn in_order(mut suited: Vec<Suited>) -> Vec<Suited> {
    suited.sort_by(|a, b| key(a).cmp(&key(b)));
    let mut seen = std::collections::HashSet::new();
    suited.retain(|one| seen.insert(one.certificate.holder_ref.clone()));
    suited
}

fn key(one: &Suited) -> (Reverse<bool>, Fit, chrono::NaiveDate, &str) {
    (Reverse(one.appointed_at.is_none()), one.fit, one.certificate.issued_on, &one.certificate.number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::employment::Standing;
    use crate::domain::level::Level;
    use crate::domain::trade::Trade;

    fn holder(number: &str, of: &str, level: Level, issued: &str, at: Option<&str>) -> Suited {
        let certificate = Certificate {
            number: number.into(),
            holder: of.into(),
            holder_ref: of.into(),
            trade: Trade {
                classification: "2015".into(),
                code: "6-18-04-01".into(),
                name: "钳工".into(),
                branch: String::new(),
            },
            level,
            standing: Standing::Valid,
            issued_on: issued.parse().unwrap(),
            issuer: String::new(),
            region: String::new(),
        };
        let fit = Fit::of(&certificate, Rank::Advanced).expect("high enough");
        Suited { certificate, fit, appointed_at: at.map(str::to_owned) }
    }

    #[test]
    fn the_free_come_first_then_the_level_asked_then_the_earlier_certificate_and_each_person_once() {
        let rows = vec![
            holder("5", "e", Level::Three, "2020-01-01", Some("县机械厂")),
            holder("4", "d", Level::One, "2019-01-01", None),
            holder("3", "c", Level::Two, "2021-01-01", None),
            holder("2", "b", Level::Three, "2026-02-01", None),
            holder("1", "a", Level::Three, "2026-01-01", None),
            holder("6", "a", Level::Two, "2010-01-01", None),
        ];
        let order: Vec<String> = in_order(rows).into_iter().map(|one| one.certificate.number).collect();
        assert_eq!(order, ["1", "2", "3", "4", "5"]);
    }

    #[test]
    fn a_certificate_below_what_is_asked_or_taken_back_does_not_suit() {
        let mut one = holder("1", "a", Level::Three, "2026-01-01", None).certificate;
        assert_eq!(Fit::of(&one, Rank::Technician), None);
        assert_eq!(Fit::of(&one, Rank::Intermediate), Some(Fit::Above(1)));
        one.standing = Standing::from_word("revoked");
        assert_eq!(Fit::of(&one, Rank::Intermediate), None);
    }
}
