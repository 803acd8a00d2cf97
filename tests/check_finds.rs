//! Whatever is changed by SQL behind the program's back is found and named.

mod support;

use rusqlite::Connection;
use rusqlite::types::Value;
use support::{Bench, EXAMINERS};
use touchstone::domain::employment::appointment::NoticeDecision;
use touchstone::domain::employment::growth::Outcome;
use touchstone::domain::employment::register::Register;
use touchstone::domain::employment::{Ending, Grade, Rank};
use touchstone::domain::evaluation::batch::BatchState;
use touchstone::domain::evaluation::certificate::Approved;
use touchstone::domain::evaluation::criterion::Given;
use touchstone::domain::evaluation::dispute::{DisputeResult, RecheckGround};
use touchstone::domain::evaluation::floor::Seen;
use touchstone::domain::evaluation::inspection::{Finding, ITEMS, ItemFound};
use touchstone::domain::evaluation::printing::Layout;
use touchstone::domain::evaluation::staffing::{Span, TieKind};
use touchstone::domain::evaluation::standing::Standing;
use touchstone::domain::evaluation::stock::{BlankMove, SerialRange};
use touchstone::domain::evaluation::subject::SubjectKind;
use touchstone::domain::evidence::What;
use touchstone::domain::id::EntryId;
use touchstone::domain::stamp::Role;
use touchstone::ops::check::{Depth, check};
use touchstone::ops::entry::RosterFile;
use touchstone::ops::floor::{self, Floor};
use touchstone::ops::staffing::{Declaration, PanelKey};
use touchstone::ops::stock::Movement;
use touchstone::ops::{
    Office, agreement, batch, blind, certificate, dispute, employment, entry, evidence, inspection, life, marking,
    moderation, personal, photo, printing, retention, settings, staffing, station, stock,
};
use touchstone::store::check::{journal, replay};
use touchstone::store::labels::{Label, labels};

/// A station in which every projection holds at least one row.
fn everything() -> Bench {
    let mut bench = Bench::marking_by("by_item", 4);
    bench.sit(support::CLERK);
    settings::set(&mut bench.office, "room_seats", "20").unwrap();
    let file = touchstone::ops::calendar::read_file(touchstone::ops::calendar::PUBLISHED[0].1).unwrap();
    touchstone::ops::calendar::take(&mut bench.office, &file).unwrap();
    settings::keep_mapping(&mut bench.office, "市局表", "{}".into()).unwrap();
    let picture = photo::Photo {
        candidate: touchstone::domain::id::CandidateId(1),
        format: "png",
        width: 295,
        height: 413,
        bytes: vec![1, 2, 3],
    };
    photo::attach(&mut bench.office, vec![picture]).unwrap();
    settings::set(&mut bench.office, "moderation_share_percent", "100").unwrap();
    day_of_the_exam(&mut bench);
    for n in 2..=3 {
        bench.full_marks(EntryId(n));
    }
    disputed(&mut bench);
    bench.sit(support::SUPERVISOR);
    let evidence = "签到表";
    for subject in [SubjectKind::Theory, SubjectKind::Skills] {
        marking::set_standing(&mut bench.office, EntryId(4), subject, Standing::Absent, evidence).unwrap();
    }
    let second = bench.second(support::CLERK);
    marking::record_veto(&mut bench.office, EntryId(3), "fraud", None, "材料系伪造", &second).unwrap();
    bench.advance_to(BatchState::Confirming);
    bench.sit(support::SUPERVISOR);
    for n in 1..=3 {
        moderation::moderate(&mut bench.office, EntryId(n), SubjectKind::Skills, true, "").unwrap();
    }
    bench.advance_to(BatchState::Publicity);
    let objection = dispute::object(&mut bench.office, bench.batch, Some(EntryId(2)), "请核查").unwrap();
    bench.sit(support::SUPERVISOR);
    dispute::decide_objection(&mut bench.office, objection, false, "查无实据").unwrap();
    let appeal = dispute::appeal(&mut bench.office, objection, "市鉴定中心", "不服").unwrap();
    dispute::decide_appeal(&mut bench.office, appeal, false, "维持").unwrap();
    let ground = RecheckGround::Sum;
    let recheck = dispute::ask_recheck(&mut bench.office, EntryId(2), SubjectKind::Theory, ground, "合分").unwrap();
    dispute::decide_recheck(&mut bench.office, recheck, DisputeResult::Unchanged, "无误").unwrap();
    let items = ITEMS.iter().map(|(code, ..)| ItemFound { code: (*code).into(), finding: Finding::Good }).collect();
    inspection::record_supervision(&mut bench.office, bench.batch, items, 1, "规范").unwrap();
    let (subject, incidents, invigilators) = (SubjectKind::Theory, "无".into(), "监一、监二".into());
    let seen = inspection::RoomSeen { room: 1, subject, present: 3, incidents, invigilators };
    inspection::record_room(&mut bench.office, bench.batch, seen).unwrap();
    inspection::draw(&mut bench.office, bench.batch, 2, None).unwrap();
    bench.clock.set("2026-09-28T09:00:00+08:00");
    bench.advance_to(BatchState::Issuing);
    bench.sit(support::CERTIFIER);
    certificate::issue_batch(&mut bench.office, bench.batch, |_, _| true).unwrap();
    after_issue(&mut bench);
    bench.sit(support::CLERK);
    // A second batch takes a roster.
    let plan = touchstone::domain::evaluation::batch::BatchPlan {
        code: "J2026-11".into(),
        registration_from: "2026-09-28".parse().unwrap(),
        registration_until: "2026-10-10".parse().unwrap(),
        exam_on: "2026-11-01".parse().unwrap(),
        ..bench.plan()
    };
    let second = batch::plan(&mut bench.office, None, plan).unwrap();
    batch::advance(&mut bench.office, second).unwrap();
    batch::advance(&mut bench.office, second).unwrap();
    let file = RosterFile { name: "名册.csv".into(), sha256: "0".repeat(64) };
    let rows: Vec<_> = (10..12).map(support::applicant).collect();
    entry::take_roster(&mut bench.office, second, &rows, &file).unwrap();
    assert!(EXAMINERS.len() == 3);
    let tie = Declaration {
        person: EXAMINERS[0],
        kind: TieKind::Teaching,
        name: "王小二".into(),
        tail: "123X".into(),
        note: "2025 年带训".into(),
    };
    staffing::declare_tie(&mut bench.office, &tie).unwrap();
    let key = PanelKey { batch: second, ..bench.panel(SubjectKind::Skills) };
    let day: chrono::NaiveDate = "2026-11-01".parse().unwrap();
    let span = Span { from: day.and_hms_opt(9, 0, 0).unwrap(), until: day.and_hms_opt(13, 0, 0).unwrap() };
    staffing::plan_session(&mut bench.office, key, None, Some(1), span).unwrap();
    employed(&mut bench);
    left_and_erased(&mut bench);
    bench
}

/// A list that left, a look at a whole number, and, years later, the data of whoever got no certificate erased.
fn left_and_erased(bench: &mut Bench) {
    bench.sit(support::CLERK);
    let office = &mut bench.office;
    personal::show_number(office, touchstone::domain::id::CandidateId(1), "核对身份证").unwrap();
    let file = office.path().with_file_name("公示.csv");
    std::fs::write(&file, "公示").unwrap();
    let profile = touchstone::exchange::profile::PUBLICITY.word;
    let left = touchstone::exchange::profile::Left {
        profile,
        batch: Some(bench.batch),
        rows: 1,
        whole: false,
        purpose: Some("张贴"),
    };
    touchstone::exchange::profile::written(office, &left, &[file]).unwrap();
    bench.clock.set("2032-01-05T09:00:00+08:00");
    let due: Vec<_> = retention::due(&bench.office).unwrap().into_iter().map(|row| row.candidate).collect();
    let second = bench.second(support::SUPERVISOR);
    // Of the two whom an old ledger alone tells of, one is due.
    settings::set(&mut bench.office, "erase_certified_after", "10").unwrap();
    let past: Vec<_> = retention::past_due(&bench.office).unwrap().into_iter().map(|row| row.number).collect();
    assert_eq!(past, ["1510012003400123"]);
    retention::erase_all(&mut bench.office, &due[..1], &past, "档案〔2032〕3 号", &second).unwrap();
    let managers: Vec<_> = bench.office.read().people().unwrap().into_iter().rev().take(2).map(|one| one.id).collect();
    bench.sit(managers[1]);
    let second = bench.second(managers[0]);
    let master = employment::retention::due(&bench.office).unwrap().into_iter().find(|row| row.name == "卢建新");
    employment::retention::erase(&mut bench.office, &[master.unwrap().employee], "档案〔2032〕4 号", &second).unwrap();
    bench.sit(support::CLERK);
}

/// Blanks received, issued, counted, printed on; a certificate corrected and reissued; an old ledger; an upload.
fn after_issue(bench: &mut Bench) {
    let (office, batch) = (&mut bench.office, bench.batch);
    let range = |text: &str| SerialRange::parse(text).unwrap();
    let document = "调 1 号".to_owned();
    stock::record(office, &Movement { document, ..Movement::of(BlankMove::Received, range("A0001+50")) }).unwrap();
    let (person, because) = (Some(support::CERTIFIER), "备用".to_owned());
    let issue = Movement { batch: Some(batch), person, because, ..Movement::of(BlankMove::Issued, range("A0001+9")) };
    stock::record(office, &issue).unwrap();
    stock::count(office, &[range("A0001+50")], "").unwrap();
    printing::run(office, batch, Layout::Overlay, Some(range("A0001").first())).unwrap();
    let numbers: Vec<String> =
        office.read().certificates_in(batch).unwrap().into_iter().map(|row| row.number).collect();
    let what = Approved::Reissue;
    let approval = life::approve(office, batch, what, &numbers[..1], "", "邮寄丢失").unwrap();
    life::reissue_under(office, &numbers[0], "邮寄丢失", "声明", Some(approval)).unwrap();
    let to = office.path().with_file_name("上报.xlsx");
    touchstone::exchange::upload::send(office, batch, touchstone::exchange::upload::Which::All, &to).unwrap();
    let ledger = format!(
        "证书编号,姓名,证件号码,职业名称,等级,发证日期\n1510012003400123,王小二,{},钳工,四级,2019-06-30\n1510012003400124,赵小六,{},钳工,四级,2024-06-30",
        support::id_number(99),
        support::id_number(98)
    );
    let history = touchstone::exchange::history::preview(
        office,
        &touchstone::exchange::source::Source::new(ledger.as_bytes(), "台账.csv"),
    )
    .unwrap();
    history.take(office).unwrap();
}

/// An employer, a post, an appointment with an assessment, a decided notice, a file and a setting on the other side of the wall.
fn employed(bench: &mut Bench) {
    let manager = bench.manager();
    bench.manager_called("聘二");
    bench.sit(manager);
    bench.clock.set("2026-10-08T09:00:00+08:00");
    let office = &mut bench.office;
    let file = employment::TakenFile { name: "单位.csv".into(), sha256: "7".repeat(64) };
    employment::take_employers(office, &[support::employer(0)], Some(&file), &mut |_| Ok(())).unwrap();
    let of = touchstone::domain::id::EmployerId(1);
    let post = employment::open_post(office, support::post(of, "装配钳工", Rank::Intermediate, 2)).unwrap();
    let number = office.employment().unwrap().suited(&support::post(of, "", Rank::Intermediate, 1), office.today(), 1);
    let number = number.unwrap().remove(0).certificate.number;
    let cited = number.clone();
    let wanted = support::wanted(employment::Who::Holder(number), post, Rank::Advanced, "聘1", "急需");
    let id = employment::appoint(office, wanted).unwrap();
    employment::assess(office, id, Grade::Competent, "").unwrap();
    employment::close_post(office, post, "撤并").unwrap();
    employment::set_county_stations(office, 3).unwrap();
    // The window as a revocation leaves it, while the employer decides; then as it was.
    let window = |value: &str| {
        let owner = Connection::open(bench.folder.path().join("station.touchstone")).unwrap();
        owner.execute(&format!("UPDATE certificate_public SET status = {value} WHERE number = ?1"), [&cited]).unwrap();
    };
    window("'revoked'");
    employment::answer_notice(office, id, NoticeDecision::Kept, "等新证").unwrap();
    window("(SELECT status FROM certificate WHERE certificate.number = certificate_public.number)");
    employment::end(office, id, Ending::Dismissed, "考核不合格").unwrap();
    grown(bench);
}

/// A row of every register, a plan inspected, an apprenticeship ended, and signed evidence that the clerk takes in.
fn grown(bench: &mut Bench) {
    let office = &mut bench.office;
    for (register, cells) in support::REGISTERS {
        employment::record_row(office, *register, None, &support::cells(cells)).unwrap();
    }
    let reached = employment::Reached { document: "检1".into(), note: "正常".into(), people: 3 };
    employment::move_plan(office, 1, reached).unwrap();
    employment::end_pair(office, 1, Outcome::Passed, "独立顶岗").unwrap();
    // Somebody who applies in the second batch sat in the course.
    let name = support::applicant(10).name.as_str().to_owned();
    let hours = [("课程", "钳工一班"), ("学员", name.as_str()), ("学时", "40"), ("结论", "合格")];
    employment::record_row(office, Register::Hours, None, &support::cells(&hours)).unwrap();
    let signer = touchstone::ops::account::evidence_signer(office, support::PASSPHRASE).unwrap();
    let file = employment::give_evidence(office, What::Hours, 1, &signer).unwrap();
    bench.sit(support::CLERK);
    let arrived = evidence::read_evidence("学时.json", &file).unwrap();
    let second = bench.office.read().batches().unwrap().iter().map(|batch| batch.id).max().unwrap();
    let mark = arrived.fingerprint();
    assert_eq!(evidence::take_evidence(&mut bench.office, second, &arrived, Some(&mark)).unwrap(), 1);
}

/// What is recorded on the floor: attendance with lots and added minutes, numbered pieces, and a look behind a number.
fn day_of_the_exam(bench: &mut Bench) {
    let of = |subject| Floor { batch: bench.batch, item: bench.item, subject };
    let (skills, theory) = (of(SubjectKind::Skills), of(SubjectKind::Theory));
    let office = &mut bench.office;
    for seen in [Seen::Present, Seen::IdentityChecked] {
        floor::note(office, skills, &[EntryId(1), EntryId(2)], seen).unwrap();
    }
    floor::note(office, skills, &[EntryId(4)], Seen::Absent).unwrap();
    assert_eq!(floor::draw(office, skills, 4, 2).unwrap(), 2);
    let because = "停电".to_owned();
    for seen in [Seen::Signed, Seen::Began, Seen::Extended { minutes: 10, because }, Seen::Ended] {
        floor::note(office, skills, &[EntryId(1), EntryId(2)], seen).unwrap();
    }
    assert_eq!(floor::number_pieces(office, theory).unwrap(), 4);
    bench.sit(support::KEYERS[0]);
    blind::unmask(&mut bench.office, EntryId(2), SubjectKind::Theory, "卷面有姓名，须核实").unwrap();
}

/// A file of scores is taken in, and the first entry's theory is keyed apart and decided by a third person; its skills
/// votes are apart and are given again.
fn disputed(bench: &mut Bench) {
    bench.sit(support::CLERK);
    let roles = [Role::PanelLeader, Role::Examiner];
    station::revise_person(&mut bench.office, EXAMINERS[0], "秦一", &roles).unwrap();
    bench.sit(support::KEYERS[0]);
    let file = marking::ScoreFile { name: "成绩.csv".into(), sha256: "0".repeat(64) };
    marking::take_scores(&mut bench.office, bench.batch, &file, &[]).unwrap();
    let entry = EntryId(1);
    for (keyer, mark) in support::KEYERS.into_iter().zip([5500, 5400]) {
        bench.sheet(entry, SubjectKind::Theory, keyer, |place| (place == 1).then_some(Given::Number(mark)));
    }
    for (examiner, vote) in EXAMINERS.into_iter().zip([0, 3, 3]) {
        bench.sheet(entry, SubjectKind::Skills, examiner, |place| (place == 3).then_some(Given::Number(vote)));
    }
    bench.sit(EXAMINERS[0]);
    let hand = bench.second(EXAMINERS[0]);
    let word = std::collections::BTreeMap::from([("2.1".to_owned(), Given::Number(5500))]);
    agreement::decide(&mut bench.office, entry, SubjectKind::Theory, &word, &hand).unwrap();
    agreement::open_case(&mut bench.office, entry, SubjectKind::Skills, "评判相差过大").unwrap();
    for examiner in EXAMINERS {
        bench.sheet(entry, SubjectKind::Skills, examiner, |_| None);
    }
}

/// The file by SQL alone, with every guard that the holder of a file can take away taken away.
fn unguarded(bench: Bench) -> (tempfile::TempDir, Connection) {
    let Bench { folder, office, .. } = bench;
    office.settle().unwrap();
    drop::<Office>(office);
    let conn = Connection::open(folder.path().join("station.touchstone")).unwrap();
    conn.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;").unwrap();
    (folder, conn)
}

fn sound(conn: &Connection) -> Vec<String> {
    let mut found = journal(conn, &mut |_, _| true).unwrap();
    found.extend(replay(conn, &mut |_, _| true).unwrap());
    found.into_iter().map(|finding| finding.text.en).collect()
}

fn other(value: &Value, kind: &str) -> Value {
    match (value, kind) {
        (Value::Integer(n), _) => Value::Integer(n + 1),
        (Value::Text(text), _) => Value::Text(format!("{text}x")),
        (Value::Blob(bytes), _) => Value::Blob([bytes.as_slice(), &[7]].concat()),
        (_, "INTEGER") => Value::Integer(1),
        (_, "BLOB") => Value::Blob(vec![7]),
        _ => Value::Text("x".into()),
    }
}

#[test]
fn the_tally_counts_what_stands_in_the_entries() {
    let (_folder, conn) = unguarded(everything());
    let rows = |sql: &str| -> Vec<Vec<Value>> {
        let mut statement = conn.prepare(sql).unwrap();
        let columns = statement.column_count();
        let row = |row: &rusqlite::Row| (0..columns).map(|column| row.get(column)).collect();
        statement.query_map([], row).unwrap().collect::<Result<_, _>>().unwrap()
    };
    let counted = || {
        rows("SELECT batch, standard, entry.level, decision, count(*), count(seat), sum(verdict IS 'pass'), sum(verdict IS 'fail'),
                count(number)
              FROM entry LEFT JOIN outcome ON outcome.entry = entry.id LEFT JOIN certificate ON certificate.entry = entry.id
              GROUP BY 1, 2, 3, 4")
    };
    let kept = || rows("SELECT * FROM entry_tally WHERE entries > 0 ORDER BY 1, 2, 3, 4");
    assert_eq!(kept(), counted());
    // Also where a decision moves with its seat, its outcome and its certificate, which no act does.
    for edit in [
        "UPDATE entry SET decision = 'rejected' WHERE id = 1",
        "UPDATE entry SET decision = 'accepted', seat = NULL, room = NULL WHERE id <= 2",
        "UPDATE entry SET seat = 99, room = 1 WHERE id = 2",
        "UPDATE outcome SET verdict = CASE verdict WHEN 'pass' THEN 'fail' ELSE 'pass' END",
        "UPDATE entry SET decision = 'withdrawn'",
    ] {
        conn.execute_batch(edit).unwrap();
        assert_eq!(kept(), counted(), "{edit}");
    }
}

#[test]
fn every_column_of_every_projection_edited_by_sql_is_named() {
    let (_folder, conn) = unguarded(everything());
    assert_eq!(sound(&conn), Vec::<String>::new());
    let mut edited = 0;
    for (table, label) in labels(&conn).unwrap() {
        if label != Some(Label::Projection) {
            continue;
        }
        let columns: Vec<(String, String)> = conn
            .prepare("SELECT name, type FROM pragma_table_info(?1)")
            .unwrap()
            .query_map([&table], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        let rows: i64 = conn.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap();
        assert!(rows > 0, "{table} is empty: the test would see nothing");
        for (column, kind) in columns {
            conn.execute_batch("SAVEPOINT before").unwrap();
            for trigger in ["UPDATE", "DELETE"] {
                let sql = "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?1 AND sql LIKE ?2";
                let names: Vec<String> = conn
                    .prepare(sql)
                    .unwrap()
                    .query_map([&table, &format!("%BEFORE {trigger}%")], |row| row.get(0))
                    .unwrap()
                    .collect::<Result<_, _>>()
                    .unwrap();
                names.iter().for_each(|name| conn.execute_batch(&format!("DROP TRIGGER {name}")).unwrap());
            }
            let last = format!("SELECT {column} FROM {table} ORDER BY {column} DESC LIMIT 1");
            let value: Value = conn.query_row(&last, [], |row| row.get(0)).unwrap();
            let sql = format!("UPDATE {table} SET {column} = ?1 WHERE {column} IS ?2");
            assert!(conn.execute(&sql, [other(&value, &kind), value]).unwrap() > 0);
            let found = sound(&conn).join("\n");
            assert!(found.contains(&table), "{table}.{column} was edited and the findings were: {found}");
            edited += 1;
            conn.execute_batch("ROLLBACK TO before; RELEASE before").unwrap();
        }
    }
    assert!(edited > 100, "{edited} columns");
    assert_eq!(sound(&conn), Vec::<String>::new());
}

#[test]
fn every_column_of_the_journal_and_its_sealed_parts_edited_by_sql_is_named_with_its_row() {
    let (_folder, conn) = unguarded(everything());
    conn.execute_batch("DROP TRIGGER journal_is_append_only_update; DROP TRIGGER sealed_never_changes").unwrap();
    let seq: i64 = conn.query_row("SELECT max(seq) FROM sealed", [], |row| row.get(0)).unwrap();
    let edits = [
        ("journal", "kind"),
        ("journal", "at"),
        ("journal", "person"),
        ("journal", "role"),
        ("journal", "second"),
        ("journal", "reason"),
        ("journal", "payload"),
        ("journal", "sealed_digest"),
        ("journal", "leaf"),
        ("sealed", "salt"),
        ("sealed", "bytes"),
    ];
    for (table, column) in edits {
        conn.execute_batch("SAVEPOINT before").unwrap();
        let value: Value =
            conn.query_row(&format!("SELECT {column} FROM {table} WHERE seq = ?1"), [seq], |row| row.get(0)).unwrap();
        let kind = if matches!(column, "second") { "INTEGER" } else { "TEXT" };
        let changed = match other(&value, kind) {
            // Same length, another content: CHECKs would not notice.
            Value::Blob(mut bytes) => {
                bytes.pop();
                bytes[0] ^= 1;
                Value::Blob(bytes)
            }
            changed => changed,
        };
        conn.execute(&format!("UPDATE {table} SET {column} = ?1 WHERE seq = ?2"), (changed, seq)).unwrap();
        let found: Vec<String> =
            journal(&conn, &mut |_, _| true).unwrap().into_iter().map(|finding| finding.text.en).collect();
        assert!(found.iter().any(|text| text.contains(&seq.to_string())), "{table}.{column}: {found:?}");
        conn.execute_batch("ROLLBACK TO before; RELEASE before").unwrap();
    }
}

#[test]
fn a_row_taken_out_of_the_journal_put_in_or_cut_off_is_found() {
    let (_folder, conn) = unguarded(everything());
    conn.execute_batch("DROP TRIGGER journal_is_append_only_delete").unwrap();
    for (what, sql) in [
        ("a row in the middle", "DELETE FROM journal WHERE seq = 7"),
        ("the tail", "DELETE FROM journal WHERE seq > 30"),
        (
            "one more",
            "INSERT INTO journal SELECT max(seq) + 1, kind, at, person, role, second, reason, payload, sealed_digest, leaf FROM journal",
        ),
        ("the tip", "UPDATE journal_tip SET size = size - 1"),
    ] {
        conn.execute_batch("SAVEPOINT before").unwrap();
        conn.execute_batch(sql).unwrap();
        assert!(!journal(&conn, &mut |_, _| true).unwrap().is_empty(), "{what} was not found");
        conn.execute_batch("ROLLBACK TO before; RELEASE before").unwrap();
    }
}

#[test]
fn an_outcome_that_does_not_follow_from_its_sheets_is_named_by_the_usual_check() {
    let bench = everything();
    let path = bench.path();
    let Bench { folder: _folder, office, .. } = bench;
    drop(office);
    let conn = Connection::open(&path).unwrap();
    conn.execute("UPDATE outcome SET verdict = 'pass', derivation = (SELECT derivation FROM outcome WHERE entry = 1) WHERE entry = 4", []).unwrap();
    drop(conn);
    let office = Office::open(&path).unwrap();
    let report = check(&office, Depth::Usual, &mut |_, _| true).unwrap();
    assert!(
        report.findings.iter().any(|finding| finding.text.en.contains("outcome of entry 4")),
        "{:?}",
        report.findings
    );
}

#[test]
fn signed_things_refuse_update_delete_and_replace_on_the_programs_own_connection() {
    let (_folder, conn) = unguarded(everything());
    conn.execute_batch("PRAGMA recursive_triggers = ON").unwrap();
    for sql in [
        "UPDATE journal SET reason = 'x'",
        "DELETE FROM journal",
        "INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE seq = 3",
        "UPDATE sheet SET version = 2",
        "DELETE FROM sheet",
        "INSERT OR REPLACE INTO sheet SELECT * FROM sheet LIMIT 1",
        "UPDATE sealed SET bytes = x'00'",
        "INSERT OR REPLACE INTO sealed SELECT * FROM sealed LIMIT 1",
        "UPDATE standard SET edition = '2099'",
        "UPDATE paper SET title = 'x'",
        "DELETE FROM paper",
    ] {
        assert!(conn.execute_batch(sql).is_err(), "{sql} went through");
    }
}
