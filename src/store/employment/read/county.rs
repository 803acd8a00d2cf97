//! The county's question in one pass over the window's index and one over the posts: no row is sorted, none is read twice.

use std::collections::{BTreeMap, HashMap, HashSet};

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
    numbers: HashMap<String, usize>,
    all: Vec<Trade>,
    key: String,
}

impl Trades {
    /// The number of the trade in the first three columns.
    fn number(&mut self, row: &Row) -> Result<usize> {
        let text = |at: usize| row.get_ref(at).and_then(|value| Ok(value.as_str()?));
        let (classification, code, name) = (text(0)?, text(1)?, text(2)?);
        self.key.clear();
        for part in [classification, "\n", code, "\n", name] {
            self.key.push_str(part);
        }
        if let Some(number) = self.numbers.get(&self.key) {
            return Ok(*number);
        }
        let number = self.all.len();
        self.numbers.insert(self.key.clone(), number);
        self.all.push(Trade {
            classification: classification.to_owned(),
            code: code.to_owned(),
            name: name.to_owned(),
            branch: String::new(),
        });
        Ok(number)
    }
}

#[derive(Clone, Copy, Default)]
struct Count {
    certificates: u32,
    holders: u32,
    appointed: u32,
    established: u32,
    idle: u32,
}

type Counts = BTreeMap<(usize, Rank), Count>;

/// Who holds an appointment in which trade: its number, and the holder's reference.
type Held = HashSet<(usize, u64)>;

/// A holder's reference as a number: 16 hex digits.
fn reference(text: &str) -> u64 {
    u64::from_str_radix(text, 16).unwrap_or_default()
}

impl EmploymentRead<'_> {
    /// One line a trade and rank that certificates or posts tell of; of one region where one is named.
    pub fn county(&self, region: Option<&str>, today: NaiveDate) -> Result<Vec<Line>> {
        let (mut trades, mut counts) = (Trades::default(), Counts::new());
        let held = self.posts_and_people(region, today, &mut trades, &mut counts)?;
        self.holders(region, &held, &mut trades, &mut counts)?;
        let line = |((trade, rank), count): ((usize, Rank), Count)| Line {
            trade: trades.all[trade].clone(),
            rank,
            certificates: count.certificates,
            holders: count.holders,
            appointed: count.appointed,
            established: count.established,
            idle: count.idle,
        };
        Ok(counts.into_iter().map(line).collect())
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
            let here = region.is_none_or(|region| row.get_ref(7).and_then(|value| Ok(value.as_str()?)) == Ok(region));
            if here && row.get::<_, bool>(5)? {
                counts.entry((trade, rank)).or_default().established += row.get::<_, u32>(4)?;
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
                counts.entry((*trade, *rank)).or_default().appointed += 1;
            }
            if let Some(holder) = row.get_ref(1)?.as_str_or_null()? {
                held.insert((*trade, reference(holder)));
            }
        }
        Ok(held)
    }

    /// Certificates that stand, by level; each person once, at their highest of the trade; and those whom nobody has appointed in it.
    fn holders(&self, region: Option<&str>, held: &Held, trades: &mut Trades, counts: &mut Counts) -> Result<()> {
        // The columns are the index's own, in its order: nothing is sorted, and the first row of a holder is their highest level.
        let sql =
            "SELECT classification, trade_code, trade_name, holder_ref, level, status, region FROM certificate_public
                   ORDER BY classification, trade_code, trade_name, holder_ref, level";
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let mut seen = None;
        while let Some(row) = rows.next()? {
            let text = |at: usize| row.get_ref(at).and_then(|value| Ok(value.as_str()?));
            if !Standing::IN_FORCE.contains(&text(5)?) || region.is_some_and(|region| text(6) != Ok(region)) {
                continue;
            }
            let trade = trades.number(row)?;
            let count = counts.entry((trade, Rank::of_level(row.get::<_, Level>(4)?))).or_default();
            count.certificates += 1;
            let holder = (trade, reference(text(3)?));
            if seen != Some(holder) {
                seen = Some(holder);
                count.holders += 1;
                count.idle += u32::from(!held.contains(&holder));
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
