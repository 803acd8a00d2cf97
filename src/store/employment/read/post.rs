//! Posts, and how far they are filled.

use chrono::NaiveDate;
use rusqlite::{Row, params};
use serde::Serialize;

use super::{EmploymentRead, Result, day, day_or_none};
use crate::domain::employment::Post;
use crate::domain::id::{EmployerId, PostId};
use crate::domain::trade::Trade;

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PostRow {
    pub id: PostId,
    #[serde(flatten)]
    pub post: Post,
    pub employer_name: String,
    pub region: String,
    pub closed_on: Option<NaiveDate>,
    /// In force on the day that was asked about.
    pub filled: u32,
}

impl PostRow {
    /// Places that nobody holds.
    pub fn vacant(&self) -> u32 {
        if self.closed_on.is_some() { 0 } else { self.post.established.saturating_sub(self.filled) }
    }
}

const SELECT: &str =
    "SELECT post.id, employer, title, classification, trade_code, trade_name, branch, rank, established,
    description, document, opened_on, closed_on, employer.name AS employer_name, employer.region,
    (SELECT count(*) FROM appointment WHERE post = post.id AND starts <= ?1 AND ends >= ?1
       AND (ended_on IS NULL OR ended_on > ?1)) AS filled
  FROM post JOIN employer ON employer.id = post.employer";

fn post(row: &Row) -> Result<PostRow> {
    Ok(PostRow {
        id: row.get("id")?,
        post: Post {
            employer: row.get("employer")?,
            title: row.get("title")?,
            trade: Trade {
                classification: row.get("classification")?,
                code: row.get("trade_code")?,
                name: row.get("trade_name")?,
                branch: row.get("branch")?,
            },
            rank: row.get("rank")?,
            established: row.get("established")?,
            description: row.get("description")?,
            document: row.get("document")?,
            opened_on: day(row, "opened_on")?,
        },
        employer_name: row.get("employer_name")?,
        region: row.get("region")?,
        closed_on: day_or_none(row, "closed_on")?,
        filled: row.get("filled")?,
    })
}

impl EmploymentRead<'_> {
    pub fn post(&self, id: PostId, today: NaiveDate) -> Result<Option<PostRow>> {
        self.one(&format!("{SELECT} WHERE post.id = ?2"), params![today.to_string(), id], post)
    }

    /// Up to `limit` posts numbered below `id`, the newest first.
    pub fn posts_below(&self, id: PostId, today: NaiveDate, limit: u32) -> Result<Vec<PostRow>> {
        let sql = format!("{SELECT} WHERE post.id < ?2 ORDER BY post.id DESC LIMIT ?3");
        self.all(&sql, params![today.to_string(), id, limit], post)
    }

    /// Up to `limit` posts numbered above `id`, the oldest first.
    pub fn posts_above(&self, id: PostId, today: NaiveDate, limit: u32) -> Result<Vec<PostRow>> {
        let sql = format!("{SELECT} WHERE post.id > ?2 ORDER BY post.id LIMIT ?3");
        self.all(&sql, params![today.to_string(), id, limit], post)
    }

    /// Every post of an employer, the newest first.
    pub fn posts_of(&self, employer: EmployerId, today: NaiveDate) -> Result<Vec<PostRow>> {
        let sql = format!("{SELECT} WHERE employer = ?2 ORDER BY post.id DESC");
        self.all(&sql, params![today.to_string(), employer], post)
    }

    /// Open posts of a trade with a place left, that ask for at most `rank`; the highest first, then the longest open.
    pub fn open_posts(&self, trade: &Trade, most: u8, today: NaiveDate, limit: u32) -> Result<Vec<PostRow>> {
        let sql = format!(
            "SELECT * FROM ({SELECT} WHERE classification = ?2 AND trade_code = ?3 AND trade_name = ?4 AND closed_on IS NULL
               AND min(rank, 5) <= ?5)
             WHERE filled < established ORDER BY rank DESC, opened_on, id LIMIT ?6"
        );
        let today = today.to_string();
        self.all(&sql, params![today, trade.classification, trade.code, trade.name, most, limit], post)
    }

    pub fn post_titled(&self, employer: EmployerId, title: &str) -> Result<Option<PostId>> {
        let sql = "SELECT id FROM post WHERE employer = ?1 AND title = ?2";
        self.one(sql, params![employer, title.trim()], |row| row.get(0))
    }

    pub fn next_post(&self) -> Result<PostId> {
        self.next("SELECT max(id) FROM post").map(PostId)
    }

    /// Trades that certificates or posts tell of, by name: what a form offers.
    pub fn known_trades(&self) -> Result<Vec<Trade>> {
        let sql = "SELECT DISTINCT classification, trade_code, trade_name FROM certificate_public
                   UNION SELECT DISTINCT classification, trade_code, trade_name FROM post ORDER BY 3, 1, 2";
        self.all(sql, [], |row| {
            Ok(Trade { classification: row.get(0)?, code: row.get(1)?, name: row.get(2)?, branch: String::new() })
        })
    }
}
