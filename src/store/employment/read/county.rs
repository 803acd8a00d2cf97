//! The county's question, from the window's index and the posts.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::params;

use super::certificate::in_force;
use super::{EmploymentRead, Result};
use crate::domain::employment::Rank;
use crate::domain::employment::county::Line;
use crate::domain::level::Level;
use crate::domain::trade::Trade;

type Key = (Trade, Rank);

impl EmploymentRead<'_> {
    /// One line a trade and rank that certificates or open posts tell of; of one region where one is named.
    pub fn county(&self, region: Option<&str>, today: NaiveDate) -> Result<Vec<Line>> {
        let mut lines: BTreeMap<Key, Line> = BTreeMap::new();
        let mut at = |(trade, rank): Key, put: &dyn Fn(&mut Line)| {
            let line = lines.entry((trade.clone(), rank)).or_insert_with(|| Line {
                trade,
                rank,
                certificates: 0,
                holders: 0,
                appointed: 0,
                established: 0,
                idle: 0,
            });
            put(line);
        };
        for (key, n) in self.certificates_by_level(region)? {
            at(key, &|line| line.certificates = n);
        }
        for (key, holders, idle) in self.holders_by_level(region, today)? {
            at(key, &|line| (line.holders, line.idle) = (holders, idle));
        }
        for (key, n) in self.places(region)? {
            at(key, &|line| line.established = n);
        }
        for (key, n) in self.appointed_by_rank(region, today)? {
            at(key, &|line| line.appointed = n);
        }
        Ok(lines.into_values().collect())
    }

    /// Certificates that stand; a reissue is one with what it replaced, and a revoked one is out.
    fn certificates_by_level(&self, region: Option<&str>) -> Result<Vec<(Key, u32)>> {
        let sql = format!(
            "SELECT classification, trade_code, trade_name, level, count(*) FROM certificate_public
             WHERE status IN ({}) AND (?1 IS NULL OR region = ?1) GROUP BY 1, 2, 3, 4",
            in_force()
        );
        self.all(&sql, [region], |row| Ok((by_level(row)?, row.get(4)?)))
    }

    /// Each person once, at their highest level of the trade; and how many of them nobody has appointed in that trade.
    fn holders_by_level(&self, region: Option<&str>, today: NaiveDate) -> Result<Vec<(Key, u32, u32)>> {
        let sql = format!(
            "SELECT classification, trade_code, trade_name, best, count(*), sum(held IS NULL) FROM (
               SELECT classification, trade_code, trade_name, holder_ref, min(level) AS best FROM certificate_public
               WHERE status IN ({}) AND (?2 IS NULL OR region = ?2) GROUP BY 1, 2, 3, 4) AS one
             LEFT JOIN (
               SELECT DISTINCT employee.holder_ref AS held, post.classification AS c, post.trade_code AS t, post.trade_name AS n
               FROM appointment JOIN post ON post.id = appointment.post JOIN employee ON employee.id = appointment.employee
               WHERE employee.holder_ref IS NOT NULL AND starts <= ?1 AND ends >= ?1 AND (ended_on IS NULL OR ended_on > ?1))
               ON held = one.holder_ref AND c = classification AND t = trade_code AND n = trade_name
             GROUP BY 1, 2, 3, 4",
            in_force()
        );
        self.all(&sql, params![today.to_string(), region], |row| Ok((by_level(row)?, row.get(4)?, row.get(5)?)))
    }

    /// Places in open posts.
    fn places(&self, region: Option<&str>) -> Result<Vec<(Key, u32)>> {
        let sql = "SELECT classification, trade_code, trade_name, rank, sum(established) FROM post
                   JOIN employer ON employer.id = post.employer
                   WHERE closed_on IS NULL AND (?1 IS NULL OR employer.region = ?1) GROUP BY 1, 2, 3, 4";
        self.all(sql, [region], |row| Ok((by_rank(row)?, row.get(4)?)))
    }

    /// People in force, by the trade and rank of the post that they hold.
    fn appointed_by_rank(&self, region: Option<&str>, today: NaiveDate) -> Result<Vec<(Key, u32)>> {
        let sql = "SELECT classification, trade_code, trade_name, post.rank, count(*)
                   FROM appointment JOIN post ON post.id = appointment.post JOIN employer ON employer.id = post.employer
                   WHERE starts <= ?1 AND ends >= ?1 AND (ended_on IS NULL OR ended_on > ?1) AND (?2 IS NULL OR employer.region = ?2)
                   GROUP BY 1, 2, 3, 4";
        self.all(sql, params![today.to_string(), region], |row| Ok((by_rank(row)?, row.get(4)?)))
    }

    /// Regions that certificates or employers tell of.
    pub fn regions(&self) -> Result<Vec<String>> {
        let sql = "SELECT region FROM employer UNION SELECT region FROM station ORDER BY 1";
        self.all(sql, [], |row| row.get(0))
    }

    /// How many stations' certificates this file holds.
    pub fn issuers(&self) -> Result<u32> {
        self.count("SELECT count(DISTINCT substr(number, 1, 13)) FROM certificate_public", [])
    }
}

fn trade(row: &rusqlite::Row) -> Result<Trade> {
    Ok(Trade { classification: row.get(0)?, code: row.get(1)?, name: row.get(2)?, branch: String::new() })
}

fn by_level(row: &rusqlite::Row) -> Result<Key> {
    Ok((trade(row)?, Rank::of_level(row.get::<_, Level>(3)?)))
}

fn by_rank(row: &rusqlite::Row) -> Result<Key> {
    Ok((trade(row)?, row.get(3)?))
}
