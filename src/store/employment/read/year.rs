//! Counts for a year's report.

use serde::Serialize;

use super::{EmploymentRead, Result};

/// A number with the word it is counted by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Counted {
    pub word: String,
    pub count: u32,
}

impl EmploymentRead<'_> {
    fn counted(&self, sql: &str, params: impl rusqlite::Params) -> Result<Vec<Counted>> {
        self.all(sql, params, |row| Ok(Counted { word: row.get(0)?, count: row.get(1)? }))
    }

    /// Certificates issued in a year that stand, by level's code.
    pub fn issued_in(&self, year: i32) -> Result<Vec<Counted>> {
        let words = super::certificate::in_force();
        let sql = format!(
            "SELECT CAST(level AS TEXT), count(*) FROM certificate_public WHERE status IN ({words})
               AND issued_on BETWEEN ?1 AND ?2 GROUP BY level ORDER BY level DESC"
        );
        self.counted(&sql, [format!("{year}-01-01"), format!("{year}-12-31")])
    }

    /// Appointments that began in a year, by rank.
    pub fn begun_in(&self, year: i32) -> Result<Vec<Counted>> {
        let sql = "SELECT CAST(rank AS TEXT), count(*) FROM appointment WHERE starts BETWEEN ?1 AND ?2
                   GROUP BY rank ORDER BY rank";
        self.counted(sql, [format!("{year}-01-01"), format!("{year}-12-31")])
    }

    /// Appointments that ended before their term in a year, by how.
    pub fn ended_in(&self, year: i32) -> Result<Vec<Counted>> {
        let sql = "SELECT ended_how, count(*) FROM appointment WHERE ended_on BETWEEN ?1 AND ?2
                   GROUP BY ended_how ORDER BY ended_how";
        self.counted(sql, [format!("{year}-01-01"), format!("{year}-12-31")])
    }

    /// Appointments in force on a day by rank.
    pub fn held_by_rank(&self, day: chrono::NaiveDate) -> Result<Vec<Counted>> {
        let sql = "SELECT CAST(rank AS TEXT), count(*) FROM appointment
                   WHERE starts <= ?1 AND ends >= ?1 AND (ended_on IS NULL OR ended_on > ?1) GROUP BY rank ORDER BY rank";
        self.counted(sql, [day.to_string()])
    }

    /// Monthly allowances of those in force on a day, in fen.
    pub fn allowances(&self, day: chrono::NaiveDate) -> Result<i64> {
        let sql = "SELECT coalesce(sum(allowance), 0) FROM appointment
                   WHERE starts <= ?1 AND ends >= ?1 AND (ended_on IS NULL OR ended_on > ?1)";
        Ok(self.one(sql, [day.to_string()], |row| row.get(0))?.unwrap_or(0))
    }

    /// Plans of a year by the stage they have reached.
    pub fn plans_in(&self, year: i32) -> Result<Vec<Counted>> {
        let sql =
            "SELECT coalesce((SELECT stage FROM plan_stage WHERE plan = training_plan.id ORDER BY seq DESC LIMIT 1),
                     'planned'), count(*) FROM training_plan WHERE year = ?1 GROUP BY 1 ORDER BY 1";
        self.counted(sql, [year])
    }

    /// Of a year's plans: people planned, courses, people in them, and hours sat.
    pub fn training_in(&self, year: i32) -> Result<[u32; 4]> {
        let sql = "SELECT (SELECT coalesce(sum(people), 0) FROM training_plan WHERE year = ?1),
                     (SELECT count(*) FROM course JOIN training_plan ON training_plan.id = plan WHERE year = ?1),
                     count(DISTINCT person), coalesce(sum(training_hours.hours), 0)
                   FROM training_hours JOIN course ON course.id = course JOIN training_plan ON training_plan.id = plan
                   WHERE year = ?1";
        let row = self.one(sql, [year], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?]))?;
        Ok(row.unwrap_or_default())
    }

    /// Masters and apprentices whose term touches a year, by what became of them.
    pub fn pairs_in(&self, year: i32) -> Result<Vec<Counted>> {
        let sql = "SELECT coalesce(outcome, 'going'), count(*) FROM apprenticeship LEFT JOIN pair_end ON pair = apprenticeship.id
                   WHERE starts <= ?2 AND ends >= ?1 GROUP BY 1 ORDER BY 1";
        self.counted(sql, [format!("{year}-01-01"), format!("{year}-12-31")])
    }

    /// Competitions of a year, and the places taken in them.
    pub fn competitions_in(&self, year: i32) -> Result<[u32; 2]> {
        let sql = "SELECT count(DISTINCT competition.id), count(placing.id) FROM competition
                   LEFT JOIN placing ON placing.competition = competition.id WHERE held_on BETWEEN ?1 AND ?2";
        let span = [format!("{year}-01-01"), format!("{year}-12-31")];
        Ok(self.one(sql, span, |row| Ok([row.get(0)?, row.get(1)?]))?.unwrap_or_default())
    }

    /// Training bases and their places.
    pub fn bases(&self) -> Result<[u32; 2]> {
        let sql = "SELECT count(*), coalesce(sum(places), 0) FROM training_base";
        Ok(self.one(sql, [], |row| Ok([row.get(0)?, row.get(1)?]))?.unwrap_or_default())
    }

    /// Members of the alliance by sort.
    pub fn members(&self) -> Result<Vec<Counted>> {
        self.counted("SELECT sort, count(*) FROM organisation GROUP BY sort ORDER BY sort", [])
    }

    /// Agreements signed by a day and not over then.
    pub fn agreements_on(&self, day: chrono::NaiveDate) -> Result<u32> {
        let sql = "SELECT count(*) FROM alliance_agreement WHERE signed_on <= ?1 AND (ends IS NULL OR ends >= ?1)";
        self.count(sql, [day.to_string()])
    }

    /// What is shared on a day, by kind: how many offers.
    pub fn offers_on(&self, day: chrono::NaiveDate) -> Result<Vec<Counted>> {
        let sql = "SELECT kind, count(*) FROM shared_offer WHERE starts <= ?1 AND (ends IS NULL OR ends >= ?1)
                   GROUP BY kind ORDER BY kind";
        self.counted(sql, [day.to_string()])
    }
}
