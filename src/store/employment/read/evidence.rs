//! What hours and places can be told to evaluation, as lines of a file.

use rusqlite::Row;

use super::{EmploymentRead, Result, day};
use crate::domain::evidence::Line;

fn line(row: &Row) -> Result<Line> {
    Ok(Line {
        day: day(row, "day")?,
        document: row.get("document")?,
        holder_ref: row.get("holder_ref")?,
        hours: row.get("hours")?,
        name: row.get("name")?,
        place: row.get("place")?,
        proof: row.get("proof")?,
        subject: row.get("subject")?,
        trade_name: row.get("trade_name")?,
    })
}

impl EmploymentRead<'_> {
    /// Passed hours of a plan's courses, where the plan names its trade.
    pub fn hours_to_tell(&self, plan: i64) -> Result<Vec<Line>> {
        let sql =
            "SELECT course.ends AS day, document, holder_ref, training_hours.hours AS hours, employee.name AS name,
                     NULL AS place, NULL AS proof, course.name AS subject, trade_name
                   FROM training_hours JOIN course ON course.id = training_hours.course
                     JOIN training_plan ON training_plan.id = course.plan JOIN employee ON employee.id = person
                   WHERE course.plan = ?1 AND result = 'passed' AND trade_name IS NOT NULL
                     AND NOT EXISTS (SELECT 1 FROM employment_erasure WHERE employee = person)
                   ORDER BY course.id, training_hours.id";
        self.all(sql, [plan], line)
    }

    /// Places of a competition that count as something.
    pub fn placings_to_tell(&self, competition: i64) -> Result<Vec<Line>> {
        let sql = "SELECT held_on AS day, document, holder_ref, 0 AS hours, employee.name AS name, place, proof,
                     competition.name AS subject, trade_name
                   FROM placing JOIN competition ON competition.id = placing.competition
                     JOIN employee ON employee.id = person
                   WHERE competition.id = ?1 AND proof IS NOT NULL AND place <= proof_to
                     AND NOT EXISTS (SELECT 1 FROM employment_erasure WHERE employee = person)
                   ORDER BY place, placing.id";
        self.all(sql, [competition], line)
    }
}
