//! The certificates that stand, counted by year, trade, level, sex and age: kept as they change, so that no report reads them all.

use rusqlite::{Connection, Result, params};

use super::run;
use crate::domain::id::CandidateId;

/// A candidate's certificates that stand, as cells of the tally; `?2` is 1 to count them in and -1 to take them out.
const COUNT: &str = "
    INSERT INTO certificate_tally (year, classification, trade_code, trade_name, level, sex, age, certificates)
    SELECT CAST(substr(issued_on, 1, 4) AS INTEGER), classification, trade_code, trade_name, level,
      CASE WHEN sex IN ('male', 'female') THEN sex ELSE '' END,
      CASE WHEN age IS NULL THEN -1 WHEN age < 25 THEN 0 WHEN age < 35 THEN 25 WHEN age < 45 THEN 35 WHEN age < 55 THEN 45 ELSE 55 END,
      ?2 * count(*)
    FROM (SELECT issued_on, classification, trade_code, trade_name, level, sex,
            CAST(substr(issued_on, 1, 4) AS INTEGER) - CAST(substr(birth, 1, 4) AS INTEGER) - (substr(issued_on, 6) < substr(birth, 6)) AS age
          FROM certificate JOIN candidate ON candidate.id = certificate.candidate
          WHERE certificate.candidate = ?1 AND status IN ('valid', 'reissued', 'corrected'))
    GROUP BY 1, 2, 3, 4, 5, 6, 7
    ON CONFLICT DO UPDATE SET certificates = certificates + excluded.certificates";

/// Changes a candidate or one of their certificates: they leave the tally as they stood and come back as they stand then.
pub fn recounted(conn: &Connection, candidate: CandidateId, change: impl FnOnce() -> Result<()>) -> Result<()> {
    run(conn, COUNT, params![candidate, -1])?;
    change()?;
    run(conn, COUNT, params![candidate, 1])?;
    // A cell that nobody is in any more is as if it had never been: a replay after an erasure never has it.
    run(conn, "DELETE FROM certificate_tally WHERE certificates = 0", [])?;
    Ok(())
}

/// Whose certificate it is.
pub fn holder_of(conn: &Connection, number: &str) -> Result<CandidateId> {
    conn.prepare_cached("SELECT candidate FROM certificate WHERE number = ?1")?.query_row([number], |row| row.get(0))
}
