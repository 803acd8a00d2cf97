//! A sample and a carried score, changed by somebody with every key: nothing but drawing and carrying again sees it.

mod attacker;
mod support;

use std::path::{Path, PathBuf};

use attacker::{Keys, attack, findings, left, rebuild};
use rusqlite::{Connection, params};
use support::{Bench, CLERK, EXAMINERS, KEYERS, SUPERVISOR};
use touchstone::domain::evaluation::batch::{BatchPlan, BatchState};
use touchstone::domain::evaluation::criterion::Given;
use touchstone::domain::evaluation::standing::Standing;
use touchstone::domain::evaluation::subject::SubjectKind::{Skills, Theory};
use touchstone::domain::id::EntryId;
use touchstone::ops::check::{Depth, check};
use touchstone::ops::{batch, marking, moderation, retake, settings};

fn told(path: &Path) -> Vec<String> {
    let found = findings(path, Depth::Full);
    found.into_iter().map(|finding| format!("{}: {}", finding.code, finding.text.en)).collect()
}

/// Five candidates, two of whom are in the sample by lot; the lowest is in it too.
fn sampled() -> Bench {
    let mut bench = Bench::marking(5);
    bench.sit(CLERK);
    for (name, value) in [("moderation_share_percent", "40"), ("moderation_extremes", "1")] {
        settings::set(&mut bench.office, name, value).unwrap();
    }
    for n in 1..=5 {
        for keyer in KEYERS {
            bench.sheet(EntryId(n), Theory, keyer, |_| None);
        }
        for examiner in EXAMINERS {
            bench.sheet(EntryId(n), Skills, examiner, |place| (place == 5).then_some(Given::Number(500 * n)));
        }
    }
    bench.advance_to(BatchState::Confirming);
    bench
}

fn payload(conn: &Connection, kind: &str) -> (i64, serde_json::Value) {
    let sql = "SELECT seq, payload FROM journal WHERE kind = ?1 ORDER BY seq DESC LIMIT 1";
    let (seq, bytes): (i64, Vec<u8>) = conn.query_row(sql, [kind], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    (seq, serde_json::from_slice(&bytes).unwrap())
}

/// Writes an act anew, with the tree and every signature made again.
fn rewrite(conn: &Connection, keys: &Keys, seq: i64, value: &serde_json::Value) {
    let bytes = touchstone::credential::canonical::to_canonical(value).unwrap();
    assert_eq!(conn.execute("UPDATE journal SET payload = ?1 WHERE seq = ?2", params![bytes, seq]), Ok(1));
    rebuild(conn, keys);
}

#[test]
fn a_sample_comes_out_of_its_seed_again_though_marks_were_mended_and_it_was_drawn_anew() {
    let mut bench = sampled();
    // One is sent back and marked anew, and the scores are unlocked and locked again.
    let read = bench.office.read();
    let first = moderation::items(&read, bench.batch).unwrap().remove(0).entry.id;
    bench.sit(SUPERVISOR);
    moderation::moderate(&mut bench.office, first, Skills, false, "量具读数存疑").unwrap();
    for examiner in EXAMINERS {
        bench.sheet(first, Skills, examiner, |place| (place == 5).then_some(Given::Number(3500)));
    }
    bench.sit(CLERK);
    batch::step_back(&mut bench.office, bench.batch, "核对一份").unwrap();
    bench.advance_to(BatchState::Confirming);
    let path = bench.path();
    let _folder = left(bench);
    assert_eq!(told(&path), Vec::<String>::new());
}

#[test]
fn one_left_out_of_the_sample_and_one_put_into_it_are_named_with_row_and_field() {
    let bench = sampled();
    let path = bench.path();
    let _folder = left(bench);
    let keys = Keys::all(&path);
    let mut lines = Vec::new();
    attack(&path, |conn| {
        let (seq, mut value) = payload(conn, "sample_drawn");
        let chosen = value["chosen"].as_array_mut().unwrap();
        let out = chosen.remove(0)["entry"].as_i64().unwrap();
        let there: Vec<i64> = chosen.iter().map(|one| one["entry"].as_i64().unwrap()).chain([out]).collect();
        let put = (1..=5).find(|entry| !there.contains(entry)).unwrap();
        chosen.push(serde_json::json!({ "entry": put, "subject": "skills", "why": ["drawn"] }));
        let sql = "UPDATE sample SET entry = ?1, why = '[\"drawn\"]' WHERE entry = ?2";
        assert_eq!(conn.execute(sql, [put, out]), Ok(1));
        rewrite(conn, &keys, seq, &value);
        let missing = (out, "is drawn by the seed and missing from the sample");
        let stranger = (put, "is in the sample and not drawn by the seed");
        let mut both = [missing, stranger];
        both.sort();
        lines = both
            .map(|(entry, what)| format!("sample: journal row {seq}, chosen: entry {entry} Skills {what}"))
            .to_vec();
    });
    assert_eq!(told(&path), lines);
}

#[test]
fn another_seed_or_a_softer_rule_gives_another_sample_and_is_named() {
    let bench = sampled();
    let path = bench.path();
    let _folder = left(bench);
    let keys = Keys::all(&path);
    attack(&path, |conn| {
        let (seq, mut value) = payload(conn, "sample_drawn");
        value["rule"]["extremes"] = 0.into();
        let rule = touchstone::credential::canonical::to_canonical(&value["rule"]).unwrap();
        let rule = String::from_utf8(rule).unwrap();
        assert_eq!(conn.execute("UPDATE sample_draw SET rule = ?1", [rule]), Ok(1));
        rewrite(conn, &keys, seq, &value);
    });
    let told = told(&path);
    assert!(!told.is_empty() && told.iter().all(|line| line.starts_with("sample: journal row ")), "{told:?}");
}

#[test]
fn a_check_that_is_stopped_says_so_and_finds_nothing_by_being_stopped() {
    let bench = sampled();
    let mut steps = 0;
    let whole = check(&bench.office, Depth::Full, &mut |done, total| {
        steps += 1;
        assert!(done <= total, "{done} of {total}");
        true
    });
    assert!(!whole.unwrap().stopped && steps > 3);
    for most in 0..steps {
        let mut left = most;
        let stopped = check(&bench.office, Depth::Full, &mut |_, _| {
            left -= 1;
            left >= 0
        });
        let stopped = stopped.unwrap();
        assert!(stopped.stopped && stopped.findings.is_empty(), "after {most}: {:?}", stopped.findings);
    }
}

/// The first candidate passed the theory and sits the skills again in a later batch, the theory carried.
fn carried() -> (tempfile::TempDir, PathBuf) {
    let mut bench = Bench::marking(2);
    for n in 1..=2 {
        for keyer in KEYERS {
            bench.sheet(EntryId(n), Theory, keyer, |place| (n == 1 && place == 1).then_some(Given::Number(4000)));
        }
    }
    bench.sit(SUPERVISOR);
    for n in 1..=2 {
        marking::set_standing(&mut bench.office, EntryId(n), Skills, Standing::Absent, "签到表").unwrap();
    }
    bench.advance_to(BatchState::Publicity);
    bench.clock.set("2026-09-28T09:00:00+08:00");
    bench.advance_to(BatchState::Issuing);
    let plan = BatchPlan {
        code: "J2026-11".into(),
        registration_from: "2026-09-28".parse().unwrap(),
        registration_until: "2026-10-15".parse().unwrap(),
        exam_on: "2026-11-01".parse().unwrap(),
        ..bench.plan()
    };
    bench.sit(CLERK);
    let into = batch::plan(&mut bench.office, None, plan).unwrap();
    for _ in 0..2 {
        batch::advance(&mut bench.office, into).unwrap();
    }
    let resat = retake::resit(&mut bench.office, &[EntryId(1)], into).unwrap();
    assert_eq!((resat.filed.as_slice(), resat.carried), (&[EntryId(3)][..], 1));
    let path = bench.path();
    (left(bench), path)
}

/// What is told after the carried standing of entry 3 was changed in the journal and in its table.
fn told_after(change: impl Fn(&mut serde_json::Value)) -> Vec<String> {
    let (_folder, path) = carried();
    let keys = Keys::all(&path);
    attack(&path, |conn| {
        let (seq, mut value) = payload(conn, "standing_set");
        change(&mut value["standing"]);
        let standing = touchstone::credential::canonical::to_canonical(&value["standing"]).unwrap();
        let sql = "UPDATE standing SET value = ?1 WHERE entry = 3";
        assert_eq!(conn.execute(sql, [String::from_utf8(standing).unwrap()]), Ok(1));
        rewrite(conn, &keys, seq, &value);
    });
    told(&path)
}

#[test]
fn a_carried_score_that_is_not_its_origins_is_named_with_row_and_field() {
    let row = {
        let (_folder, path) = carried();
        assert_eq!(told(&path), Vec::<String>::new());
        payload(&Connection::open(&path).unwrap(), "standing_set").0
    };
    let score = told_after(|standing| {
        assert_eq!(find(standing, "score").as_i64(), Some(8500), "{standing}");
        *find(standing, "score") = 9800.into();
    });
    assert_eq!(
        score,
        [format!("carried: journal row {row}, standing.score: entry 3 Theory carries 98, but entry 1 has 85")]
    );
    let from = told_after(|standing| *find(standing, "from") = 2.into());
    assert_eq!(
        from,
        [format!(
            "carried: journal row {row}, standing.from: entry 3 Theory carries from entry 2, which is another candidate's or of another level"
        )]
    );
}

/// A field of a standing, wherever its form puts it.
fn find<'a>(standing: &'a mut serde_json::Value, field: &str) -> &'a mut serde_json::Value {
    if standing.get(field).is_some() { &mut standing[field] } else { &mut standing["carried"][field] }
}
