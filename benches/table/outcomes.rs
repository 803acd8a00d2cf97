//! Every outcome derived again with the real rules and written, beside the same figures by SQL's GROUP BY over mark rows, written too:
//! totals, question means, dimensions, knock-outs, score and verdict. Processor time.

use std::collections::BTreeMap;

use cpu_time::ProcessTime;
use rusqlite::Connection;
use touchstone::domain::evaluation::outcome::{Outcome, Verdict};
use touchstone::ops::outcome::facts_in_turn;
use touchstone::store::settings;

use crate::marked::{Marked, Rows};
use crate::rows::{Goal, Round, Rounds, Table};

const OURS: &str =
    "CREATE TABLE outcome (entry INTEGER PRIMARY KEY, verdict TEXT NOT NULL, derivation BLOB NOT NULL) STRICT;";

/// A table for each figure of the derivation.
const THEIRS: &str = "
    CREATE TABLE total (entry INTEGER NOT NULL, examiner INTEGER NOT NULL, hundredths INTEGER NOT NULL, PRIMARY KEY (entry, examiner)) STRICT, WITHOUT ROWID;
    CREATE TABLE question (entry INTEGER NOT NULL, no INTEGER NOT NULL, thirds INTEGER NOT NULL, PRIMARY KEY (entry, no)) STRICT, WITHOUT ROWID;
    CREATE TABLE dimension (entry INTEGER NOT NULL, name TEXT NOT NULL, thirds INTEGER NOT NULL, PRIMARY KEY (entry, name)) STRICT, WITHOUT ROWID;
    CREATE TABLE knocked (entry INTEGER PRIMARY KEY, seen INTEGER NOT NULL) STRICT;
    CREATE TABLE result (entry INTEGER PRIMARY KEY, score INTEGER NOT NULL, verdict TEXT NOT NULL) STRICT;";

/// One decimal, half up: the mean of three totals in hundredths is their sum over 30 tenths.
const DERIVE: &str = "
    INSERT INTO total SELECT entry, examiner, sum(hundredths) FROM mark GROUP BY entry, examiner;
    INSERT INTO question SELECT entry, question, sum(hundredths) FROM mark JOIN criterion ON criterion.id = mark.criterion GROUP BY entry, question;
    INSERT INTO dimension SELECT entry, dimension, sum(hundredths) FROM mark JOIN criterion ON criterion.id = mark.criterion GROUP BY entry, dimension;
    INSERT INTO knocked SELECT entry, count(*) FROM mark JOIN criterion ON criterion.id = mark.criterion
      WHERE knockout AND hundredths = 0 GROUP BY entry HAVING count(*) > 1;
    UPDATE total SET hundredths = 0 WHERE entry IN (SELECT entry FROM knocked);
    INSERT INTO result SELECT entry, score, CASE WHEN score >= 6000 THEN 'pass' ELSE 'fail' END
      FROM (SELECT entry, (2 * sum(hundredths) + 30) / 60 * 10 AS score FROM total GROUP BY entry);";

pub fn run(table: &mut Table, marked: &Marked) {
    let goal = Goal::AtLeast(5.0);
    let rows = Rows::beside(marked);
    let count = marked.entries.len();
    let rate = |time: f64| count as f64 / time;
    let rounds = Rounds::paired(goal, || {
        let ours = written();
        let begin = ProcessTime::now();
        recompute(marked, &ours.1);
        let mine = begin.elapsed().as_secs_f64();
        let folder = tempfile::tempdir().expect("a folder");
        let sql = &rows.conn;
        sql.execute("ATTACH ?1 AS fresh", [folder.path().join("theirs.db").to_str()]).expect("a new file");
        sql.pragma_update(Some("fresh"), "journal_mode", "WAL").expect("as ours");
        sql.execute_batch(&THEIRS.replace("TABLE ", "TABLE fresh.")).expect("tables");
        let begin = ProcessTime::now();
        sql.execute_batch(&format!("BEGIN; {DERIVE} COMMIT;")).expect("derived");
        let theirs = begin.elapsed().as_secs_f64();
        assert_eq!(figures(&ours.1), figures_in_sql(sql), "the same figures on both sides");
        sql.execute_batch("DETACH fresh").expect("let go");
        Some(Round { theirs: rate(theirs), ours: rate(mine), ratio: theirs / mine })
    });
    let told = |rate: f64| format!("{rate:.0} candidates/cpu-s");
    let work = "outcomes derived again by the rules (90 marks), written";
    table.add(work, "the same figures by SQL GROUP BY, mark rows", &rounds.expect("figures"), told, goal);
}

fn written() -> (tempfile::TempDir, Connection) {
    let folder = tempfile::tempdir().expect("a folder");
    let conn = Connection::open(folder.path().join("ours.db")).expect("a new file");
    settings::guard(&conn).expect("the program's settings");
    settings::pin_for_writing(&conn).expect("the program's settings");
    conn.execute_batch(OURS).expect("a table");
    (folder, conn)
}

fn recompute(marked: &Marked, to: &Connection) {
    let tx = to.unchecked_transaction().expect("a transaction");
    let mut insert = tx.prepare("INSERT INTO outcome VALUES (?1, ?2, ?3)").expect("a statement");
    facts_in_turn(&marked.bench.office.read(), &marked.entries, |entry, facts| {
        let outcome = facts?.outcome()?;
        let derivation = touchstone::credential::canonical::to_canonical(&outcome).expect("canonical");
        insert.execute((entry.0, outcome.verdict.word(), derivation)).expect("a row");
        Ok(())
    })
    .expect("every outcome");
    drop(insert);
    tx.commit().expect("a commit");
}

/// Every figure of an entry, by its name.
type Figures = BTreeMap<(i64, String), String>;

fn figures(ours: &Connection) -> Figures {
    let mut all = Figures::new();
    let mut rows = ours.prepare("SELECT entry, derivation FROM outcome").expect("a statement");
    let rows = rows.query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?))).expect("outcomes");
    for row in rows {
        let (entry, derivation) = row.expect("a row");
        let outcome: Outcome = serde_json::from_slice(&derivation).expect("an outcome");
        assert_ne!(outcome.verdict, Verdict::Open, "every sheet is signed");
        let mut told = |name: String, figure: String| assert!(all.insert((entry, name), figure).is_none());
        let subject = &outcome.subjects[0];
        told("verdict".into(), outcome.verdict.word().into());
        told("score".into(), subject.score.expect("a score").0.to_string());
        let marking = subject.marking.as_ref().expect("it was marked");
        for sheet in &marking.sheets {
            told(format!("total {}", sheet.examiner.0), sheet.total.0.to_integer().to_string());
        }
        for question in &marking.questions {
            told(format!("question {}", question.no), (question.mean.0 * 3).to_integer().to_string());
        }
        for dimension in &outcome.dimensions {
            let name = serde_json::to_string(&dimension.dimension).expect("a word");
            told(format!("dimension {}", name.trim_matches('"')), (dimension.got.0 * 3).to_integer().to_string());
        }
        for found in &marking.knockouts {
            told("knocked".into(), found.seen.to_string());
        }
    }
    all
}

fn figures_in_sql(theirs: &Connection) -> Figures {
    let sql =
        "SELECT entry, 'verdict', verdict FROM result UNION ALL SELECT entry, 'score', CAST(score AS TEXT) FROM result
               UNION ALL SELECT entry, 'total ' || examiner, CAST(hundredths AS TEXT) FROM total
               UNION ALL SELECT entry, 'question ' || no, CAST(thirds AS TEXT) FROM question
               UNION ALL SELECT entry, 'dimension ' || name, CAST(thirds AS TEXT) FROM dimension
               UNION ALL SELECT entry, 'knocked', CAST(seen AS TEXT) FROM knocked";
    let mut rows = theirs.prepare(sql).expect("a statement");
    let rows = rows.query_map([], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?))).expect("figures");
    rows.collect::<Result<_, _>>().expect("rows")
}
