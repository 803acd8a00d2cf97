//! Panels through the verbs: records, ties, refusals with every reason, draws that repeat, sessions.

mod support;

use chrono::NaiveDateTime;
use proptest::prelude::*;
use support::{Bench, CLERK, EXAMINERS, KEYERS, applicant, id_number, record};
use touchstone::credential::draw::ranking;
use touchstone::credential::entropy::SeededEntropy;
use touchstone::domain::evaluation::batch::{BatchPlan, BatchState};
use touchstone::domain::evaluation::staffing::{Examiner, ExaminerKind, Span, TieKind, Weight};
use touchstone::domain::evaluation::subject::SubjectKind::{Skills, Theory};
use touchstone::domain::id::{BatchId, PersonId, TieId};
use touchstone::domain::language::{Lang, Say};
use touchstone::domain::refusal::Refusal;
use touchstone::domain::stamp::{Role, Stamp};
use touchstone::ops::check::{Depth, check};
use touchstone::ops::staffing::{
    Declaration, Panel, PanelKey, case, declare_tie, draw_panel, drop_session, lawful_draw, name_panel, plan_session,
    record_examiner, repeats, withdraw_tie,
};
use touchstone::ops::{batch, entry, settings, station};
use touchstone::store::act::Act;
use touchstone::store::{Decided, Failure, Hands, Store};

/// What a refusal says, in Chinese, and its code.
fn refused<T>(result: Result<T, Failure>) -> (&'static str, String) {
    match result {
        Err(failure) => {
            let refusal = Refusal::from(failure);
            (refusal.code, refusal.say(Lang::Zh))
        }
        Ok(_) => panic!("it should have been refused"),
    }
}

/// A batch at the desk of staffing with so many candidates.
fn staffing(candidates: usize) -> Bench {
    let mut bench = Bench::registering();
    for n in 0..candidates {
        entry::file_entry(&mut bench.office, bench.batch, &applicant(n)).unwrap();
    }
    bench.clock.set("2026-09-11T09:00:00+08:00");
    bench.advance_to(BatchState::Reviewing);
    entry::accept_eligible(&mut bench.office, bench.batch).unwrap();
    bench.advance_to(BatchState::Arranging);
    entry::seat_all(&mut bench.office, bench.batch).unwrap();
    bench.advance_to(BatchState::Staffing);
    batch::choose_papers(&mut bench.office, bench.batch).unwrap();
    bench
}

fn more_examiners(bench: &mut Bench, names: &[&str]) -> Vec<PersonId> {
    let mut added = Vec::new();
    for name in names {
        let id = station::record_person(&mut bench.office, name, &[Role::Examiner], support::PASSPHRASE).unwrap();
        record_examiner(&mut bench.office, id, record()).unwrap();
        added.push(id);
    }
    added
}

fn declaration(n: usize, tail: &str) -> Declaration {
    Declaration {
        person: EXAMINERS[0],
        kind: TieKind::Kinship,
        name: applicant(n).name.as_str().to_owned(),
        tail: tail.to_owned(),
        note: "堂弟".into(),
    }
}

fn problems(bench: &Bench, key: PanelKey) -> Vec<(&'static str, Weight)> {
    let panel = Panel::read(&bench.office.read(), key).unwrap();
    panel.check.problems.iter().map(|problem| (problem.code(), problem.weight)).collect()
}

fn span(day: &str, from: &str, until: &str) -> Span {
    let time = |time: &str| NaiveDateTime::parse_from_str(&format!("{day} {time}"), "%Y-%m-%d %H:%M").unwrap();
    Span { from: time(from), until: time(until) }
}

fn holds(bench: &Bench) {
    assert_eq!(check(&bench.office, Depth::Full, &mut |_, _| true).unwrap().findings, []);
}

#[test]
fn a_record_names_what_is_wrong_and_is_renewed_by_recording_it_again() {
    let mut bench = Bench::founded();
    let keep = |bench: &mut Bench, record: Examiner| record_examiner(&mut bench.office, EXAMINERS[0], record);
    let long = Examiner { card_until: "2028-06-01".parse().unwrap(), ..record() };
    let (code, words) = refused(keep(&mut bench, long));
    assert_eq!(code, "card_dates");
    assert!(words.contains("2028-05-31"), "{words}");
    assert_eq!(refused(keep(&mut bench, Examiner { trades: vec![" ".into()], ..record() })).0, "no_trade");
    assert_eq!(refused(record_examiner(&mut bench.office, KEYERS[0], record())).0, "not_examiner");
    let senior = Examiner { kind: ExaminerKind::Senior, ..record() };
    keep(&mut bench, senior.clone()).unwrap();
    let read = bench.office.read();
    assert_eq!(read.examiner(EXAMINERS[0]).unwrap(), Some(senior));
    assert!(read.person(EXAMINERS[0]).unwrap().unwrap().senior, "being senior is part of the record");
    assert!(!read.person(EXAMINERS[1]).unwrap().unwrap().senior);
    holds(&bench);
}

#[test]
fn a_card_renewed_ahead_leaves_the_old_one_its_days_and_a_corrected_one_does_not() {
    let mut bench = staffing(3);
    let key = bench.panel(Skills);
    let renewed =
        Examiner { card_from: "2026-10-01".parse().unwrap(), card_until: "2029-09-30".parse().unwrap(), ..record() };
    record_examiner(&mut bench.office, EXAMINERS[0], renewed).unwrap();
    name_panel(&mut bench.office, key, &EXAMINERS, None).unwrap();
    assert!(Panel::read(&bench.office.read(), key).unwrap().check.stands());
    let corrected = Examiner { card_until: "2026-09-01".parse().unwrap(), ..record() };
    record_examiner(&mut bench.office, EXAMINERS[0], corrected).unwrap();
    assert_eq!(problems(&bench, key), [("card_expired", Weight::Forbids)]);
}

#[test]
fn a_declared_tie_bars_from_the_panel_wherever_it_is_seen_and_a_withdrawal_needs_its_reason() {
    let mut bench = staffing(4);
    let key = bench.panel(Skills);
    let tail = id_number(2)[14..].to_owned();
    let tie = declare_tie(&mut bench.office, &declaration(2, &tail)).unwrap();
    let kept = bench.office.read().ties().unwrap().remove(0);
    assert!(kept.candidate.is_some() && kept.tailed && kept.note == "堂弟");
    assert_eq!(refused(declare_tie(&mut bench.office, &declaration(2, &tail))).0, "tie_twice");
    assert_eq!(refused(declare_tie(&mut bench.office, &declaration(2, "12"))).0, "document_tail");
    let (code, words) = refused(name_panel(&mut bench.office, key, &EXAMINERS, Some("人手不够")));
    assert_eq!(code, "tie");
    assert!(words.contains("秦一") && words.contains("亲属"), "{words}");
    assert_eq!(refused(withdraw_tie(&mut bench.office, tie, " ")).0, "reason_needed");
    withdraw_tie(&mut bench.office, tie, "同名误报，已核对户口簿").unwrap();
    assert_eq!(refused(withdraw_tie(&mut bench.office, tie, "再撤")).0, "tie_withdrawn");
    assert_eq!(refused(withdraw_tie(&mut bench.office, TieId(9), "无")).0, "no_tie");
    name_panel(&mut bench.office, key, &EXAMINERS, None).unwrap();
    let theory = bench.panel(Theory);
    name_panel(&mut bench.office, theory, &KEYERS, None).unwrap();
    // Declared after the panel stood: it keeps the batch from going on.
    declare_tie(&mut bench.office, &declaration(3, &id_number(3)[14..])).unwrap();
    assert_eq!(problems(&bench, key), [("tie", Weight::Forbids)]);
    let (code, words) = refused(batch::advance(&mut bench.office, bench.batch));
    assert_eq!(code, "unstaffed");
    assert!(words.contains("钳工 四级/中级工 操作技能") && words.contains("亲属"), "{words}");
    holds(&bench);
}

#[test]
fn a_tie_with_somebody_who_applies_later_is_found_and_a_namesake_only_warns() {
    let mut bench = Bench::registering();
    declare_tie(&mut bench.office, &declaration(1, &id_number(1)[14..])).unwrap();
    declare_tie(&mut bench.office, &Declaration { person: EXAMINERS[1], ..declaration(0, "") }).unwrap();
    for n in 0..2 {
        entry::file_entry(&mut bench.office, bench.batch, &applicant(n)).unwrap();
    }
    let case = case(&bench.office.read(), bench.panel(Skills)).unwrap();
    let of = |person| case.against(case.colleague(person).unwrap());
    let codes = |person| of(person).iter().map(|problem| (problem.code(), problem.weight)).collect::<Vec<_>>();
    assert_eq!(codes(EXAMINERS[0]), [("tie", Weight::Forbids)]);
    assert_eq!(codes(EXAMINERS[1]), [("same_name", Weight::Warns)]);
    assert_eq!(codes(EXAMINERS[2]), []);
}

#[test]
fn one_who_works_where_candidates_work_is_found_by_itself_and_the_station_may_leave_it_to_a_reason() {
    let mut bench = staffing(3);
    let key = bench.panel(Skills);
    let before = Examiner { employers_before: vec!["湖南省县机械厂 有限公司".into()], ..record() };
    record_examiner(
        &mut bench.office,
        EXAMINERS[2],
        Examiner { employers_before: vec!["县机械厂有限公司".into()], ..before },
    )
    .unwrap();
    let (code, words) = refused(name_panel(&mut bench.office, key, &EXAMINERS, None));
    assert_eq!(code, "same_employer");
    assert!(words.contains("3 名考生") && words.contains("曾在"), "{words}");
    settings::set(&mut bench.office, "same_employer", "warn").unwrap();
    assert_eq!(refused(name_panel(&mut bench.office, key, &EXAMINERS, None)).0, "reason_needed");
    name_panel(&mut bench.office, key, &EXAMINERS, Some("全县只有三名钳工考评员")).unwrap();
    assert_eq!(problems(&bench, key), [("same_employer", Weight::Overridden)]);
    let origin = bench.office.read().panel_origin(key.batch, key.item, key.subject).unwrap().unwrap();
    assert_eq!(origin.reason.as_deref(), Some("全县只有三名钳工考评员"));
    assert!(Panel::read(&bench.office.read(), key).unwrap().check.stands());
    holds(&bench);
}

#[test]
fn every_reason_against_a_panel_is_told_at_once() {
    let mut bench = staffing(4);
    let key = bench.panel(Skills);
    declare_tie(&mut bench.office, &declaration(2, &id_number(2)[14..])).unwrap();
    let expired = Examiner { card_until: "2026-09-19".parse().unwrap(), ..record() };
    record_examiner(&mut bench.office, EXAMINERS[1], expired).unwrap();
    let (_, words) = refused(name_panel(&mut bench.office, key, &[EXAMINERS[0], EXAMINERS[1], CLERK], None));
    for part in ["秦一：", "亲属", "秦二：", "2026-09-19", "周考务：不是考评员"] {
        assert!(words.contains(part), "{part}: {words}");
    }
}

/// Takes the bench's batch to its end of staffing and plans another after it.
fn next_batch(bench: &mut Bench, n: u32) -> BatchId {
    let day = |offset: u32| format!("2026-{:02}-{:02}", 9 + n, offset).parse().unwrap();
    let plan = BatchPlan {
        code: format!("J2026-{:02}", 9 + n),
        name: format!("第 {n} 批"),
        registration_from: day(1),
        registration_until: day(10),
        exam_on: day(20),
        ..bench.plan()
    };
    batch::plan(&mut bench.office, None, plan).unwrap()
}

#[test]
fn the_fourth_batch_in_a_row_and_a_panel_that_hardly_changes_need_a_reason() {
    let mut bench = staffing(3);
    more_examiners(&mut bench, &["秦四", "秦五"]);
    bench.name_panels();
    let mut keys = Vec::new();
    for n in 1..=3 {
        let id = next_batch(&mut bench, n);
        keys.push(PanelKey { batch: id, ..bench.panel(Skills) });
    }
    // Two of three stay: a third is new.
    let second = [EXAMINERS[0], EXAMINERS[1], PersonId(9)];
    assert_eq!(refused(name_panel(&mut bench.office, keys[0], &EXAMINERS, None)).0, "reason_needed");
    name_panel(&mut bench.office, keys[0], &second, None).unwrap();
    name_panel(&mut bench.office, keys[1], &[EXAMINERS[0], EXAMINERS[1], PersonId(10)], None).unwrap();
    let third = [EXAMINERS[0], EXAMINERS[2], PersonId(9)];
    let (code, words) = refused(name_panel(&mut bench.office, keys[2], &third, None));
    assert_eq!(code, "reason_needed");
    assert!(words.contains("秦一：已连续 3 个批次考评，最多 3 个"), "{words}");
    name_panel(&mut bench.office, keys[2], &third, Some("秦四病假")).unwrap();
    assert_eq!(problems(&bench, keys[2]), [("in_a_row", Weight::Overridden)]);
    settings::set(&mut bench.office, "rotation_new", "2").unwrap();
    settings::set(&mut bench.office, "rotation_batches", "12").unwrap();
    let refusal = refused(name_panel(&mut bench.office, keys[1], &[EXAMINERS[0], EXAMINERS[1], EXAMINERS[2]], None));
    assert_eq!(refusal.0, "reason_needed", "half of the panel must be new now: {}", refusal.1);
    holds(&bench);
}

#[test]
fn one_key_draws_a_lawful_panel_and_anyone_can_repeat_it() {
    let mut bench = staffing(6);
    more_examiners(&mut bench, &["秦四", "秦五", "秦六", "秦七"]);
    declare_tie(&mut bench.office, &declaration(2, &id_number(2)[14..])).unwrap();
    let key = bench.panel(Skills);
    let drawn = draw_panel(&mut bench.office, key, None).unwrap();
    assert_eq!(drawn.seed.len(), 32);
    assert_eq!((drawn.members.len(), drawn.pool.len()), (3, 6));
    assert!(!drawn.pool.contains(&EXAMINERS[0]), "who is barred is not in the pool");
    assert!(repeats(&drawn));
    let read = bench.office.read();
    let origin = read.panel_origin(key.batch, key.item, key.subject).unwrap().unwrap();
    assert_eq!(origin.seed.as_ref(), Some(&drawn.seed));
    assert_eq!(read.draw(origin.seq).unwrap(), Some(drawn.clone()));
    assert!(Panel::read(&read, key).unwrap().check.stands());
    // Another draw needs its reason and is counted.
    assert_eq!(refused(draw_panel(&mut bench.office, key, None)).0, "reason_needed");
    draw_panel(&mut bench.office, key, Some("抽中的秦二突发疾病")).unwrap();
    assert_eq!(bench.office.read().draws(key.batch, key.item, key.subject).unwrap(), 2);
    // Whoever changes the record is found.
    let mut forged = drawn.clone();
    forged.members[0].person = EXAMINERS[0];
    assert!(!repeats(&forged));
    let mut forged = drawn.clone();
    forged.pool.swap(0, 1);
    assert!(!repeats(&forged));
    assert!(!repeats(&touchstone::store::act::PanelDrawn { seed: "0".repeat(32), ..drawn }));
    let theory = bench.panel(Theory);
    assert_eq!(refused(draw_panel(&mut bench.office, theory, None)).0, "not_drawn");
    holds(&bench);
}

#[test]
fn a_draw_that_another_program_wrote_is_found_by_the_check() {
    let mut bench = staffing(3);
    more_examiners(&mut bench, &["秦四", "秦五"]);
    let key = bench.panel(Skills);
    let mut drawn = draw_panel(&mut bench.office, key, None).unwrap();
    let out = drawn.pool[4];
    drawn.members[0].person = out;
    let stamp = Stamp { at: bench.office.now(), person: CLERK, role: Role::Registrar, second: None, reason: None };
    let mut store = Store::open(&bench.path()).unwrap();
    let act = Act::PanelDrawn(drawn);
    store
        .transact(
            Hands { stamp: &stamp, own: None, second: None, station: None, beside: &[] },
            &mut SeededEntropy::new(b"forger"),
            |_, _| Ok(Decided::act(act)),
        )
        .unwrap();
    let found = check(&bench.office, Depth::Full, &mut |_, _| true).unwrap().findings;
    assert_eq!(found.iter().map(|finding| finding.code).collect::<Vec<_>>(), ["draw"]);
}

#[test]
fn where_too_few_are_free_the_draw_says_how_many() {
    let mut bench = staffing(16);
    let key = bench.panel(Skills);
    let (code, words) = refused(draw_panel(&mut bench.office, key, None));
    assert_eq!(code, "too_few_free");
    assert!(words.contains("可抽取 3 人") && words.contains("应有 5 人"), "{words}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]
    #[test]
    fn the_same_seed_gives_the_same_panel_of_the_same_file(seed in "[0-9a-f]{32}") {
        let mut bench = staffing(3);
        more_examiners(&mut bench, &["秦四", "秦五"]);
        let key = bench.panel(Skills);
        let (pool, drawn) = lawful_draw(&bench.office.read(), key, &seed).unwrap();
        prop_assert_eq!(&lawful_draw(&bench.office.read(), key, &seed).unwrap(), &(pool.clone(), drawn.clone()));
        let mut turned = pool.clone();
        turned.reverse();
        prop_assert_eq!(ranking(&seed, &turned), pool);
        let people: Vec<PersonId> = drawn.members.iter().map(|member| member.person).collect();
        let leader = drawn.members.iter().position(|member| member.leader).unwrap();
        let mut named = people.clone();
        named.swap(0, leader);
        name_panel(&mut bench.office, key, &named, None).unwrap();
    }
}

#[test]
fn sessions_keep_candidates_and_examiners_from_being_in_two_places() {
    let mut bench = staffing(3);
    let (skills, theory) = (bench.panel(Skills), bench.panel(Theory));
    let day = "2026-09-20";
    let plan = |bench: &mut Bench, key, span| plan_session(&mut bench.office, key, None, None, span);
    assert_eq!(refused(plan(&mut bench, theory, span(day, "10:30", "09:00"))).0, "session_ends_early");
    assert_eq!(refused(plan(&mut bench, theory, span("2026-09-19", "09:00", "10:30"))).0, "before_exam");
    let first = plan(&mut bench, theory, span(day, "09:00", "10:30")).unwrap();
    assert_eq!(refused(plan(&mut bench, theory, span(day, "14:00", "15:30"))).0, "session_twice");
    let (code, words) = refused(plan(&mut bench, skills, span(day, "10:00", "14:00")));
    assert_eq!(code, "sits_twice");
    assert!(words.contains("理论知识") && words.contains("09:00–10:30"), "{words}");
    plan(&mut bench, skills, span(day, "10:30", "14:30")).unwrap();
    plan_session(&mut bench.office, theory, Some(first), Some(1), span(day, "08:30", "10:00")).unwrap();
    bench.name_panels();

    // Another batch on the same day: at another hour the same people may serve.
    let plan_of = BatchPlan { code: "J2026-09B".into(), ..bench.plan() };
    let other = batch::plan(&mut bench.office, None, plan_of).unwrap();
    let key = PanelKey { batch: other, ..skills };
    let (code, words) = refused(name_panel(&mut bench.office, key, &EXAMINERS, Some("无人")));
    assert_eq!(code, "booked");
    assert!(words.contains("J2026-09"), "{words}");
    let late = plan(&mut bench, key, span(day, "14:30", "18:00")).unwrap();
    name_panel(&mut bench.office, key, &EXAMINERS, Some("同一天两批，轮换不过来")).unwrap();
    plan_session(&mut bench.office, key, Some(late), None, span(day, "14:00", "18:00")).unwrap();
    assert_eq!(problems(&bench, key).iter().filter(|(code, _)| *code == "booked").count(), 3);
    drop_session(&mut bench.office, late).unwrap();
    assert_eq!(refused(drop_session(&mut bench.office, late)).0, "no_session");
    let again = plan(&mut bench, key, span(day, "15:00", "18:00")).unwrap();
    assert!(again > late, "a number is never used twice");
    holds(&bench);
}
