//! The county's question in one pass over the window's index and one over the posts: no row is sorted, none is read twice.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::Row;

use super::{EmploymentRead, Result};
use crate::domain::employment::county::Line;
use crate::domain::employment::{Rank, Standing};
use crate::domain::level::Level;
use crate::domain::trade::Trade;

/// Trades by a number of their own, so that twenty thousand posts do not carry twenty thousand copies of a name.
#[derive(Default)]
struct Trades {
    numbers: HashMap<Vec<u8>, usize>,
    all: Vec<Trade>,
    key: Vec<u8>,
    /// The trade of the row before: rows that lie together are told apart by their bytes alone.
    last: Option<usize>,
    last_key: Vec<u8>,
}

impl Trades {
    /// The number of the trade in the first three columns.
    fn number(&mut self, row: &Row) -> Result<usize> {
        self.key.clear();
        for at in 0..3 {
            self.key.extend_from_slice(bytes(row, at)?);
            self.key.push(b'\n');
        }
        if let Some(number) = self.last.filter(|_| self.key == self.last_key) {
            return Ok(number);
        }
        let number = match self.numbers.get(&self.key) {
            Some(number) => *number,
            None => {
                let number = self.all.len();
                self.numbers.insert(self.key.clone(), number);
                let (classification, code, name) = (row.get(0)?, row.get(1)?, row.get(2)?);
                self.all.push(Trade { classification, code, name, branch: String::new() });
                number
            }
        };
        self.last = Some(number);
        self.last_key.clone_from(&self.key);
        Ok(number)
    }
}

/// A text column as it lies in the file.
fn bytes<'a>(row: &'a Row, at: usize) -> Result<&'a [u8]> {
    Ok(row.get_ref(at)?.as_bytes()?)
}

#[derive(Clone, Copy, Default)]
struct Count {
    certificates: u32,
    holders: u32,
    appointed: u32,
    established: u32,
    idle: u32,
}

/// Per trade, a count for each rank.
#[derive(Default)]
struct Counts(Vec<[Option<Count>; Rank::ALL.len()]>);

impl Counts {
    fn of(&mut self, trade: usize, rank: Rank) -> &mut Count {
        if self.0.len() <= trade {
            self.0.resize(trade + 1, [None; Rank::ALL.len()]);
        }
        self.0[trade][rank as usize].get_or_insert_default()
    }
}

/// Who holds an appointment in which trade: its number, and the holder's reference; sorted once it is whole.
type Held = Vec<(usize, u64)>;

/// A holder's reference as a number: 16 hex digits.
fn reference(text: &[u8]) -> u64 {
    text.iter().fold(0, |number, digit| number << 4 | u64::from(char::from(*digit).to_digit(16).unwrap_or(0)))
}

impl EmploymentRead<'_> {
    /// One line a trade and rank that certificates or posts tell of; of one region where one is named.
    pub fn county(&self, region: Option<&str>, today: NaiveDate) -> Result<Vec<Line>> {
        let (mut trades, mut counts) = (Trades::default(), Counts::default());
        let held = self.posts_and_people(region, today, &mut trades, &mut counts)?;
        self.holders(region, &held, &mut trades, &mut counts)?;
        let mut lines = Vec::new();
        for (trade, ranks) in trades.all.iter().zip(&counts.0) {
            for (rank, count) in Rank::ALL.into_iter().zip(ranks) {
                let Some(count) = count else { continue };
                lines.push(Line {
                    trade: trade.clone(),
                    rank,
                    certificates: count.certificates,
                    holders: count.holders,
                    appointed: count.appointed,
                    established: count.established,
                    idle: count.idle,
                });
            }
        }
        Ok(lines)
    }

    /// Places in open posts, people in force by the trade and rank of their post, and who they are.
    fn posts_and_people(
        &self,
        region: Option<&str>,
        today: NaiveDate,
        trades: &mut Trades,
        counts: &mut Counts,
    ) -> Result<Held> {
        let mut posts: HashMap<i64, (usize, Rank, bool)> = HashMap::new();
        let sql = "SELECT classification, trade_code, trade_name, rank, established, closed_on IS NULL, post.id, employer.region
                   FROM post JOIN employer ON employer.id = post.employer";
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (trade, rank): (usize, Rank) = (trades.number(row)?, row.get(3)?);
            let here = region.is_none_or(|region| bytes(row, 7) == Ok(region.as_bytes()));
            if here && row.get::<_, bool>(5)? {
                counts.of(trade, rank).established += row.get::<_, u32>(4)?;
            }
            posts.insert(row.get(6)?, (trade, rank, here));
        }
        let mut held = Held::new();
        let sql = "SELECT post, holder_ref FROM appointment JOIN employee ON employee.id = appointment.employee
                   WHERE starts <= ?1 AND ends >= ?1 AND (ended_on IS NULL OR ended_on > ?1)";
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query([today.to_string()])?;
        while let Some(row) = rows.next()? {
            let Some((trade, rank, here)) = posts.get(&row.get::<_, i64>(0)?) else { continue };
            if *here {
                counts.of(*trade, *rank).appointed += 1;
            }
            if let Some(holder) = row.get_ref(1)?.as_bytes_or_null()? {
                held.push((*trade, reference(holder)));
            }
        }
        held.sort_unstable();
        Ok(held)
    }

    /// Certificates that stand, by level; each person once, at their highest of the trade; and those whom nobody has appointed in it.
    fn holders(
        &self,
        region: Option<&str>,
        held: &[(usize, u64)],
        trades: &mut Trades,
        counts: &mut Counts,
    ) -> Result<()> {
        // The columns are the index's own, in its order: nothing is sorted, and the first row of a holder is their highest level.
        let sql =
            "SELECT classification, trade_code, trade_name, holder_ref, level, status, region FROM certificate_public
                   ORDER BY classification, trade_code, trade_name, holder_ref, level";
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let mut seen = None;
        while let Some(row) = rows.next()? {
            let status = bytes(row, 5)?;
            let stands = Standing::IN_FORCE.iter().any(|word| word.as_bytes() == status);
            if !stands || region.is_some_and(|region| bytes(row, 6) != Ok(region.as_bytes())) {
                continue;
            }
            let trade = trades.number(row)?;
            let count = counts.of(trade, Rank::of_level(row.get::<_, Level>(4)?));
            count.certificates += 1;
            let holder = (trade, reference(bytes(row, 3)?));
            if seen != Some(holder) {
                seen = Some(holder);
                count.holders += 1;
                count.idle += u32::from(held.binary_search(&holder).is_err());
            }
        }
        Ok(())
    }

    /// Regions that employers or the station tell of.
    pub fn regions(&self) -> Result<Vec<String>> {
        let sql = "SELECT region FROM employer UNION SELECT region FROM station ORDER BY 1";
        self.all(sql, [], |row| row.get(0))
    }

    /// How many stations' certificates this file holds: the first 13 characters of a number are its site.
    pub fn issuers(&self) -> Result<u32> {
        // From one site to the next by the index; a file holds few.
        let (mut sites, mut after) = (0, String::new());
        while let Some(number) = self.one(
            "SELECT number FROM certificate_public WHERE number >= ?1 ORDER BY number LIMIT 1",
            [&after],
            |row| row.get::<_, String>(0),
        )? {
            sites += 1;
            let site: String = number.chars().take(13).collect();
            after = format!("{site}\u{10FFFF}");
        }
        Ok(sites)
    }
}
