//! The county's question, per trade and rank: certified, holding, appointed, established, short, and who could fill it.

use serde::Serialize;

use super::rank::Rank;
use crate::domain::trade::Trade;

/// One line of the county's screen. Counts of certificates leave out what was revoked; a reissue is the same certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    pub trade: Trade,
    pub rank: Rank,
    /// 发证本数: certificates that stand.
    pub certificates: u32,
    /// 持证人数: each person once, at their highest level of the trade.
    pub holders: u32,
    /// 在聘人数: in force, at this rank.
    pub appointed: u32,
    /// 核定岗位: places in open posts.
    pub established: u32,
    /// 持证未聘: of the holders, those who are not appointed in this trade.
    pub idle: u32,
}

impl Line {
    /// 缺口 = 核定岗位 − 在聘; none where there are more people than places.
    pub fn gap(&self) -> u32 {
        self.established.saturating_sub(self.appointed)
    }

    /// Of the gap, what holders without an appointment could fill.
    pub fn fillable(&self) -> u32 {
        self.gap().min(self.idle)
    }

    /// Holders without a place: where more are trained than are needed.
    pub fn surplus(&self) -> u32 {
        self.idle.saturating_sub(self.gap())
    }
}

/// How much of the county the figures know of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// Stations whose certificates are in this file.
    pub stations: u32,
    /// Stations that the county has.
    pub of: u32,
    pub until: chrono::NaiveDate,
}

impl crate::domain::language::Say for Coverage {
    fn say(&self, lang: crate::domain::language::Lang) -> String {
        let (stations, of, until) = (self.stations, self.of, self.until);
        crate::say!(
            lang,
            "已汇总 {stations}/{of} 站，截至 {until}",
            "{stations} of {of} stations included, as of {until}"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gap_is_never_negative_and_what_fills_it_is_never_more_than_either() {
        let line = |established, appointed, idle| Line {
            trade: Trade {
                classification: "2015".into(),
                code: "x".into(),
                name: "钳工".into(),
                branch: String::new(),
            },
            rank: Rank::Advanced,
            certificates: 0,
            holders: 0,
            appointed,
            established,
            idle,
        };
        for (established, appointed, idle, gap, fillable, surplus) in
            [(10, 4, 3, 6, 3, 0), (10, 4, 9, 6, 6, 3), (2, 5, 1, 0, 0, 1), (0, 0, 0, 0, 0, 0)]
        {
            let line = line(established, appointed, idle);
            assert_eq!((line.gap(), line.fillable(), line.surplus()), (gap, fillable, surplus));
        }
    }
}
