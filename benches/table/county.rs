//! The county's question and the holders who suit a post, over 100,000 certificates and 20,000 posts: beside the limit of 100 ms, and
//! beside the same question put to the sqlite3 shell as SQL.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use rusqlite::Connection;
use touchstone::domain::employment::county::Line;
use touchstone::domain::id::PostId;
use touchstone::ops::employment::report::county;

use crate::rows::{Goal, Round, Rounds, Table};
use crate::support::Bench;

/// What the screen may take, in milliseconds.
const LIMIT: f64 = 100.0;

/// Invented rows: forty trades, five levels, three regions, and one in fifty certificates revoked.
const ROWS: &str = "
    PRAGMA foreign_keys = OFF;
    BEGIN;
    WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 99999)
    INSERT INTO certificate_public SELECT printf('S00004300001226%07d', i), '持证人' || i, printf('%016x', i * 7 % 80000), '2015',
      printf('6-%02d-01-01', i % 40), '职业' || (i % 40), '', 1 + (i / 40) % 5, CASE WHEN i % 50 = 0 THEN 'revoked' ELSE 'valid' END,
      date('2020-01-01', '+' || (i % 2000) || ' days'), '测试所', CASE i % 3 WHEN 0 THEN '430124' WHEN 1 THEN '430121' ELSE '430181' END
    FROM n;
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)
    INSERT INTO employer SELECT i, '单位' || i, printf('%018d', i), CASE i % 3 WHEN 0 THEN '430124' WHEN 1 THEN '430121' ELSE '430181' END, ''
    FROM n;
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
    INSERT INTO post SELECT i, 1 + i % 500, '岗位' || i, '2015', printf('6-%02d-01-01', i % 40), '职业' || (i % 40), '', 1 + i % 7, 1 + i % 5,
      '', '', '2026-01-01', CASE WHEN i % 20 = 0 THEN '2026-05-01' END FROM n;
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
    INSERT INTO employee SELECT i, '持证人' || i, printf('%016x', i * 3 % 80000) FROM n;
    INSERT INTO appointment SELECT id, id, id, 3, '2026-01-01', '2028-12-31', 'D' || id, NULL, NULL, 'x', '', '', 30000, NULL, NULL, NULL, NULL
    FROM employee;
    COMMIT;
    ANALYZE;";

/// The county's question as one would write it in SQL; each row says which figure it is.
const QUESTION: &str = "
    SELECT 'certificates', trade_code, 6 - level, count(*) FROM certificate_public
      WHERE status IN ('valid', 'reissued', 'corrected') GROUP BY classification, trade_code, trade_name, level;
    SELECT 'holders', trade_code, 6 - best, count(*), 'idle', sum(held IS NULL) FROM (
        SELECT classification, trade_code, trade_name, holder_ref, min(level) AS best FROM certificate_public
        WHERE status IN ('valid', 'reissued', 'corrected') GROUP BY 1, 2, 3, 4) AS one
      LEFT JOIN (SELECT DISTINCT employee.holder_ref AS held, post.classification AS c, post.trade_code AS t, post.trade_name AS n
        FROM appointment JOIN post ON post.id = appointment.post JOIN employee ON employee.id = appointment.employee
        WHERE starts <= '2026-10-08' AND ends >= '2026-10-08' AND (ended_on IS NULL OR ended_on > '2026-10-08'))
        ON held = one.holder_ref AND c = classification AND t = trade_code AND n = trade_name
      GROUP BY classification, trade_code, trade_name, best;
    SELECT 'established', trade_code, rank, sum(established) FROM post WHERE closed_on IS NULL
      GROUP BY classification, trade_code, trade_name, rank;
    SELECT 'appointed', trade_code, post.rank, count(*) FROM appointment JOIN post ON post.id = appointment.post
      WHERE starts <= '2026-10-08' AND ends >= '2026-10-08' AND (ended_on IS NULL OR ended_on > '2026-10-08')
      GROUP BY classification, trade_code, trade_name, post.rank;";

/// Whoever suits post 5, in the stated order, each holder once.
const SUITED: &str = "
    WITH fits AS (SELECT number, holder_ref, certificate_public.level, issued_on,
        EXISTS (SELECT 1 FROM employee JOIN appointment ON appointment.employee = employee.id
          WHERE employee.holder_ref = certificate_public.holder_ref AND starts <= '2026-10-08' AND ends >= '2026-10-08'
            AND (ended_on IS NULL OR ended_on > '2026-10-08')) AS held
      FROM post JOIN certificate_public USING (classification, trade_code, trade_name)
      WHERE post.id = 5 AND status IN ('valid', 'reissued', 'corrected') AND level <= 6 - min(rank, 5)),
    best AS (SELECT *, row_number() OVER (PARTITION BY holder_ref ORDER BY held, level DESC, issued_on, number) AS n FROM fits)
    SELECT number FROM best WHERE n = 1 ORDER BY held, level DESC, issued_on, number LIMIT 50;";

/// What the shell answers, line by line; none where there is no shell.
fn shell(path: &Path, sql: &str) -> Option<Vec<String>> {
    let out = Command::new("sqlite3").arg("-readonly").arg(path).arg(sql).output().ok()?;
    out.status.success().then(|| String::from_utf8_lossy(&out.stdout).lines().map(str::to_owned).collect())
}

/// The same figures from our lines, as the shell prints them.
fn figures(lines: &[Line]) -> Vec<String> {
    let mut told = Vec::new();
    for line in lines {
        let (code, rank) = (&line.trade.code, line.rank.number());
        let parts = [
            (line.certificates, format!("certificates|{code}|{rank}|{}", line.certificates)),
            (line.holders, format!("holders|{code}|{rank}|{}|idle|{}", line.holders, line.idle)),
            (line.established, format!("established|{code}|{rank}|{}", line.established)),
            (line.appointed, format!("appointed|{code}|{rank}|{}", line.appointed)),
        ];
        told.extend(parts.into_iter().filter(|(n, _)| *n > 0).map(|(_, text)| text));
    }
    told.sort();
    told
}

pub fn run(table: &mut Table) {
    let mut bench = Bench::founded();
    let manager = bench.manager();
    bench.sit(manager);
    bench.clock.set("2026-10-08T09:00:00+08:00");
    let path = bench.path();
    let owner = Connection::open(&path).expect("the file opens");
    owner.execute_batch(ROWS).expect("invented rows");
    drop(owner);
    let office = &bench.office;
    let read = office.employment().expect("the manager may look");
    let post = read.post(PostId(5), office.today()).expect("an answer").expect("it is there").post;
    let suited = || read.suited(&post, office.today(), 50).expect("an answer");
    // The same answers before their times are told.
    if let Some(mut theirs) = shell(&path, QUESTION) {
        theirs.sort();
        assert_eq!(figures(&county(office, None).expect("an answer").lines), theirs, "the county's question");
    }
    if let Some(theirs) = shell(&path, SUITED) {
        let ours: Vec<String> = suited().into_iter().map(|one| one.certificate.number).collect();
        assert_eq!((ours.len(), &ours), (50, &theirs), "who suits");
    }
    let goal = Goal::AtMost(1.0);
    let told = |time: f64| format!("{time:.1} ms");
    let milliseconds = |begin: Instant| begin.elapsed().as_secs_f64() * 1000.0;
    let county_asked = || assert!(county(office, None).expect("an answer").lines.len() > 200);
    let suited_asked = || assert_eq!(suited().len(), 50);
    let asked: [(&str, &dyn Fn(), &str); 2] = [
        ("county's question, 100,000 certificates, 20,000 posts", &county_asked, QUESTION),
        ("holders who suit a post, in their order", &suited_asked, SUITED),
    ];
    for (what, ours, sql) in asked {
        let rounds = Rounds::paired(goal, || {
            let begin = Instant::now();
            ours();
            let ours = milliseconds(begin);
            Some(Round { theirs: LIMIT, ours, ratio: ours / LIMIT })
        });
        table.add(what, "limit", &rounds.expect("figures"), told, goal);
        let rounds = Rounds::paired(goal, || {
            let begin = Instant::now();
            ours();
            let ours = milliseconds(begin);
            let begin = Instant::now();
            let answered = shell(&path, sql);
            let theirs = milliseconds(begin);
            answered.map(|_| Round { theirs, ours, ratio: ours / theirs })
        });
        match rounds {
            Some(rounds) => table.add(what, "sqlite3 shell, the same in SQL", &rounds, told, goal),
            None => table.skip(what, "no sqlite3 shell"),
        }
    }
}
