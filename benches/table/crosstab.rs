//! Certificates by trade, level, sex and age: from the tally that their acts keep, beside DuckDB counting the certificates themselves in a
//! table of its own. Processor time, DuckDB's with all its threads.

use std::io::Write;
use std::process::Command;

use cpu_time::ProcessTime;
use rusqlite::Connection;
use touchstone::ops::Office;
use touchstone::store::read::tally::{Cell, Tally};

use crate::browsing::with;
use crate::peers::DUCKDB;
use crate::rows::{Goal, Round, Rounds, Table};
use crate::support::Bench;

const QUESTION: &str = include_str!("peers/crosstab.py");
/// Questions asked of us in a round: one alone is too short for the clock.
const ASKED: u32 = 20;

/// Invented certificates: two hundred trades, five levels, both sexes, issued in one year to people between 18 and 65.
const ROWS: &str = "
    PRAGMA foreign_keys = OFF;
    CREATE TEMP TABLE numbered AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < COUNT) SELECT i FROM n;
    BEGIN;
    INSERT INTO candidate SELECT 1000000 + i, '持证人' || i, 'resident_id_card', x'00', randomblob(16), x'00',
      CASE i * 7 % 5 WHEN 0 THEN 'female' WHEN 1 THEN 'female' ELSE 'male' END, date('1961-01-01', '+' || (i * 7919 % 17000) || ' days') FROM numbered;
    INSERT INTO certificate SELECT printf('S00004300001226%07d', i), 1000000 + i, 1000000 + i, '持证人' || i, printf('%016x', i), '测试所', '2015',
      printf('6-%02d-01-%02d', i % 40, i / 40 % 5), '职业' || (i % 200), '', 1 + i / 200 % 5, date('2026-01-01', '+' || (i % 300) || ' days'),
      'valid', 'assessed', 1000000 + i, 1000000 + i FROM numbered;
    INSERT INTO certificate_tally SELECT CAST(substr(issued_on, 1, 4) AS INTEGER), classification, trade_code, trade_name, level, sex,
      CASE WHEN age < 25 THEN 0 WHEN age < 35 THEN 25 WHEN age < 45 THEN 35 WHEN age < 55 THEN 45 ELSE 55 END, count(*)
      FROM (SELECT *, CAST(substr(issued_on, 1, 4) AS INTEGER) - CAST(substr(birth, 1, 4) AS INTEGER)
              - (substr(issued_on, 6) < substr(birth, 6)) AS age
            FROM certificate JOIN candidate ON candidate.id = candidate) GROUP BY 1, 2, 3, 4, 5, 6, 7;
    COMMIT;";

pub fn run(table: &mut Table, certificates: usize) {
    let work = format!("cross-tab trade × level × sex × age, {certificates} certificates");
    with(table, &DUCKDB, &work, |table, version| {
        let bench = Bench::founded();
        let path = bench.path();
        let owner = Connection::open(&path).expect("the file opens");
        // The rows stand for acts that are not there, which the counting triggers would look for.
        owner.execute_batch("DROP TRIGGER certificate_is_counted").expect("dropped");
        owner.execute_batch(&ROWS.replace("COUNT", &certificates.to_string())).expect("invented rows");
        let folder = tempfile::tempdir().expect("a folder");
        let (csv, script) = (folder.path().join("certificates.csv"), folder.path().join("crosstab.py"));
        export(&owner, &csv);
        drop(owner);
        std::fs::write(&script, QUESTION).expect("the script");
        let office = Office::open(&path).expect("the file opens");
        let goal = Goal::AtLeast(15.0);
        let rounds = Rounds::paired(goal, || {
            let ran = Command::new(DUCKDB.program).arg(&script).arg(&csv).output().ok()?;
            let told = String::from_utf8(ran.stdout).ok()?;
            let (theirs, cells) = told.split_once('\n')?;
            let begin = ProcessTime::now();
            for _ in 1..ASKED {
                std::hint::black_box(office.read().certificate_tally().expect("the tally"));
            }
            let tally = office.read().certificate_tally().expect("the tally");
            let ours = begin.elapsed().as_secs_f64() * 1000.0 / f64::from(ASKED);
            assert_eq!(figures(&tally), cells.lines().map(str::to_owned).collect::<Vec<_>>(), "the same cells");
            let theirs: f64 = theirs.parse().ok()?;
            Some(Round { theirs, ours, ratio: theirs / ours })
        });
        match rounds {
            Some(rounds) => table.add(&work, version, &rounds, |time| format!("{time:.2} cpu-ms"), goal),
            None => table.fail(&work, &format!("{version} gave no answer")),
        }
    });
}

fn export(from: &Connection, to: &std::path::Path) {
    let mut csv = std::io::BufWriter::new(std::fs::File::create(to).expect("a new file"));
    writeln!(csv, "trade,level,sex,birth,issued").expect("written");
    let sql =
        "SELECT trade_name, level, sex, birth, issued_on FROM certificate JOIN candidate ON candidate.id = candidate";
    let mut rows = from.prepare(sql).expect("a statement");
    let mut rows = rows.query([]).expect("certificates");
    while let Some(row) = rows.next().expect("a row") {
        let text = |column: usize| row.get::<_, String>(column).expect("text");
        let level: i64 = row.get(1).expect("a number");
        writeln!(csv, "{},{level},{},{},{}", text(0), text(2), text(3), text(4)).expect("written");
    }
    csv.flush().expect("written");
}

/// Our cells as the other side prints them, in its order.
fn figures(tally: &[Tally]) -> Vec<String> {
    let line = |trade: &Tally, cell: &Cell| {
        let sex = serde_json::to_string(&cell.sex.expect("each is known")).expect("a word").replace('"', "");
        (trade.trade_name.clone(), cell.level.code(), sex, cell.age.expect("each is known"), cell.certificates)
    };
    let mut cells: Vec<_> =
        tally.iter().flat_map(|trade| trade.cells.iter().map(|cell| line(trade, cell)).collect::<Vec<_>>()).collect();
    cells.sort();
    cells.into_iter().map(|(trade, level, sex, age, count)| format!("{trade}|{level}|{sex}|{age}|{count}")).collect()
}
