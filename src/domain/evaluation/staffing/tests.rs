use chrono::{NaiveDate, NaiveDateTime};
use proptest::prelude::*;

use super::draw::{pool, take};
use super::examiner::{card_end, read_list};
use super::*;
use crate::domain::evaluation::standard::Trade;
use crate::domain::evaluation::subject::{PanelRule, SubjectKind};
use crate::domain::id::{CandidateId, PersonId, TieId};
use crate::domain::language::{Lang, Say};
use crate::domain::level::Level;
use crate::domain::stamp::Role;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn span(from: &str, until: &str) -> Span {
    let time = |text: &str| NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
    Span { from: time(from), until: time(until) }
}

fn record() -> Examiner {
    Examiner {
        appointed_from: day("2025-01-01"),
        appointed_until: None,
        card: "湘考 0001".into(),
        card_from: day("2025-01-01"),
        card_until: day("2027-12-31"),
        employer: "青梧县职业中专".into(),
        employers_before: vec!["青梧县水泵制造有限公司".into()],
        kind: ExaminerKind::Examiner,
        trades: vec!["钳工".into()],
    }
}

fn colleague(number: i64) -> Colleague {
    Colleague {
        person: PersonId(number),
        name: format!("考评{number}"),
        roles: vec![Role::Examiner],
        record: Some(record()),
        approved: true,
        bonds: Vec::new(),
        engaged: Vec::new(),
        in_a_row: 0,
    }
}

/// 16 candidates, a ratio of 5: five examiners of 钳工 level 4 on 2026-09-20, chosen from nine.
fn case() -> Case {
    Case {
        trade: Trade {
            classification: "2015".into(),
            code: "6-20-01-01".into(),
            name: "钳工".into(),
            branch: String::new(),
        },
        level: Level::Four,
        duty: Duty::Judge,
        rule: PanelRule { min: 3, odd: true, ratio: Some(5), senior: false },
        exam_on: day("2026-09-20"),
        spans: Vec::new(),
        candidates: 16,
        employers: vec![Employer { name: "县机械厂".into(), candidates: 16 }],
        previous: Vec::new(),
        people: (1..=9).map(colleague).collect(),
        limits: Limits::default(),
    }
}

fn panel(numbers: &[i64]) -> Vec<PanelMember> {
    let member = |(place, number): (usize, &i64)| PanelMember { leader: place == 0, person: PersonId(*number) };
    numbers.iter().enumerate().map(member).collect()
}

fn codes(check: &PanelCheck) -> Vec<(&'static str, Weight)> {
    check.problems.iter().map(|problem| (problem.code(), problem.weight)).collect()
}

#[test]
fn each_rule_has_its_own_reason() {
    type Change = fn(&mut Case);
    let rows: [(&str, Weight, Change); 17] = [
        ("not_examiner", Weight::Forbids, |case| case.people[0].roles = vec![Role::Registrar]),
        ("no_record", Weight::Forbids, |case| case.people[0].record = None),
        ("not_senior", Weight::Forbids, |case| case.rule.senior = true),
        ("other_trade", Weight::Forbids, |case| case.people[0].record.as_mut().unwrap().trades = vec!["电工".into()]),
        ("card_not_yet", Weight::Forbids, |case| {
            case.people[0].record.as_mut().unwrap().card_from = day("2026-09-21");
        }),
        ("card_expired", Weight::Forbids, |case| {
            case.people[0].record.as_mut().unwrap().card_until = day("2026-09-19");
        }),
        ("card_ending", Weight::Notes, |case| {
            case.people[0].record.as_mut().unwrap().card_until = day("2026-09-20");
        }),
        ("not_appointed", Weight::Forbids, |case| {
            case.people[0].record.as_mut().unwrap().appointed_until = Some(day("2026-09-19"));
        }),
        ("not_appointed", Weight::Forbids, |case| {
            case.people[0].record.as_mut().unwrap().appointed_from = day("2026-09-21");
        }),
        ("tie", Weight::Forbids, |case| case.people[0].bonds.push(bond(true))),
        ("same_name", Weight::Warns, |case| case.people[0].bonds.push(bond(false))),
        ("same_employer", Weight::Forbids, |case| {
            case.people[0].record.as_mut().unwrap().employer = "湖南省县机械厂有限公司".into();
            case.employers[0].name = "县机械厂".into();
        }),
        ("same_employer", Weight::Forbids, |case| {
            case.employers.push(Employer { name: "青梧县水泵制造 有限责任公司".into(), candidates: 1 });
            // The others never worked there.
            case.people[1..].iter_mut().for_each(|one| one.record.as_mut().unwrap().employers_before.clear());
        }),
        ("in_a_row", Weight::Warns, |case| case.people[0].in_a_row = 3),
        ("booked", Weight::Forbids, |case| case.people[0].engaged.push(engagement(false))),
        ("person_twice", Weight::Forbids, |case| case.people[0].name = "两次".into()),
        ("no_person", Weight::Forbids, |case| drop(case.people.remove(0))),
    ];
    for (code, weight, change) in rows {
        let mut case = case();
        change(&mut case);
        let named = if code == "person_twice" { panel(&[1, 2, 3, 4, 1]) } else { panel(&[1, 2, 3, 4, 5]) };
        let check = case.check(&named, &[]);
        let found = codes(&check);
        assert!(found.contains(&(code, weight)), "{code}: {found:?}");
        assert_eq!(check.stands(), weight == Weight::Notes, "{code}");
        for problem in &check.problems {
            assert!(!problem.say(Lang::Zh).is_empty());
            assert!(problem.say(Lang::En).contains(' '), "{}", problem.say(Lang::En));
        }
    }
}

fn bond(certain: bool) -> Bond {
    Bond { tie: TieId(1), kind: TieKind::Kinship, candidate: CandidateId(7), name: "张伟".into(), certain }
}

fn engagement(same_batch: bool) -> Engagement {
    Engagement {
        batch: "J2026-10".into(),
        same_batch,
        subject: SubjectKind::Skills,
        exam_on: day("2026-09-20"),
        spans: Vec::new(),
    }
}

#[test]
fn a_panel_with_many_faults_is_told_all_of_them_at_once_and_who_could_serve_instead() {
    let mut case = case();
    case.people[0].bonds.push(bond(true));
    case.people[0].record.as_mut().unwrap().card_until = day("2026-01-01");
    case.people[1].record.as_mut().unwrap().trades = vec!["焊工".into()];
    case.people[2].in_a_row = 4;
    case.people[7].record = None;
    let check = case.check(&panel(&[1, 2, 3, 4]), &[]);
    let found: Vec<&str> = check.problems.iter().map(Problem::code).collect();
    assert_eq!(found, ["too_few", "card_expired", "tie", "other_trade", "in_a_row"]);
    let proposed: Vec<i64> = check.proposals.iter().map(|proposal| proposal.person.0).collect();
    assert_eq!(proposed, [5, 6, 7, 9]);
    assert_eq!(check.problems[2].say(Lang::Zh), "考评1：与考生张伟有申报的亲属关系");
    assert_eq!(check.problems[2].say(Lang::En), "考评1: declared kinship with candidate 张伟");
}

#[test]
fn size_follows_the_standard_and_an_item_without_candidates_needs_nobody() {
    let case = case();
    for (numbers, code) in
        [(&[1, 2, 3][..], Some("too_few")), (&[1, 2, 3, 4, 5], None), (&[1, 2, 3, 4, 5, 6], Some("even"))]
    {
        let check = case.check(&panel(numbers), &[]);
        assert_eq!(check.problems.first().map(Problem::code), code, "{numbers:?}");
        assert_eq!((check.named as usize, check.needed), (numbers.len(), 5));
    }
    let nobody = Case { candidates: 0, ..case.clone() };
    assert!(nobody.check(&[], &[]).stands());
    let mut two = panel(&[1, 2, 3, 4, 5]);
    two[1].leader = true;
    assert_eq!(codes(&case.check(&two, &[])), [("leaders", Weight::Forbids)]);
}

#[test]
fn a_third_of_the_panel_is_new_or_the_reason_is_recorded() {
    let mut case = case();
    case.previous = [1, 2, 3, 4].map(PersonId).to_vec();
    let members = panel(&[1, 2, 3, 4, 5]);
    assert_eq!(codes(&case.check(&members, &[])), [("too_few_new", Weight::Warns)]);
    assert!(case.check(&panel(&[1, 2, 3, 5, 6]), &[]).stands());
    let recorded = [Overridden { code: "too_few_new".into(), person: None }];
    let check = case.check(&members, &recorded);
    assert_eq!(codes(&check), [("too_few_new", Weight::Overridden)]);
    assert!(check.stands());
    case.people[0].in_a_row = 3;
    assert!(!case.check(&members, &recorded).stands(), "what was not seen then is not overridden");
}

#[test]
fn only_seniors_serve_at_levels_two_and_one() {
    let mut case = case();
    case.level = Level::Two;
    case.people[4].record.as_mut().unwrap().kind = ExaminerKind::Senior;
    let check = case.check(&panel(&[5, 1, 2, 3, 4]), &[]);
    assert_eq!(check.problems.iter().filter(|problem| problem.code() == "not_senior").count(), 4);
    assert!(check.proposals.is_empty());
}

#[test]
fn sessions_decide_where_both_have_them_and_days_where_one_has_none() {
    let morning = span("2026-09-20 09:00", "2026-09-20 10:30");
    let (later, noon) = (span("2026-09-20 10:30", "2026-09-20 12:00"), span("2026-09-20 10:00", "2026-09-20 12:00"));
    let next_day = span("2026-09-21 09:00", "2026-09-21 12:00");
    let rows = [
        (vec![morning], vec![later], false, false),
        (vec![morning], vec![noon], false, true),
        (vec![morning], vec![noon], true, true),
        (vec![morning], vec![], false, true),
        (vec![next_day], vec![], false, false),
        (vec![], vec![next_day], false, false),
        (vec![], vec![], false, true),
        (vec![], vec![], true, false),
    ];
    for (own, theirs, same_batch, clash) in rows {
        let mut case = case();
        case.spans = own.clone();
        case.people[0].engaged = vec![Engagement { spans: theirs.clone(), ..engagement(same_batch) }];
        let found = !case.check(&panel(&[1, 2, 3, 4, 5]), &[]).stands();
        assert_eq!(found, clash, "{own:?} {theirs:?} {same_batch}");
    }
}

#[test]
fn who_keys_marks_needs_no_card_but_is_barred_by_a_tie() {
    let mut case = case();
    case.duty = Duty::Key;
    case.rule = PanelRule { min: 2, odd: false, ratio: None, senior: false };
    for one in &mut case.people {
        (one.record, one.roles) = (None, vec![Role::ScoreKeeper]);
    }
    assert!(case.check(&panel(&[1, 2]), &[]).stands());
    case.people[1].bonds.push(bond(true));
    assert_eq!(codes(&case.check(&panel(&[1, 2]), &[])), [("tie", Weight::Forbids)]);
    assert_eq!(take(&case, &pool(&case)).unwrap_err().code, "not_drawn");
}

#[test]
fn a_session_ends_after_it_begins_and_on_the_same_day() {
    let rows = [
        ("2026-09-20 09:00", "2026-09-20 10:30", None),
        ("2026-09-20 09:00", "2026-09-20 09:00", Some("session_ends_early")),
        ("2026-09-20 09:00", "2026-09-19 10:00", Some("session_ends_early")),
        ("2026-09-20 22:00", "2026-09-21 01:00", Some("session_over_midnight")),
    ];
    for (from, until, code) in rows {
        assert_eq!(span(from, until).fault().map(|fault| fault.code), code, "{from} {until}");
    }
}

#[test]
fn a_card_holds_three_years_and_warns_two_months_before_its_end() {
    assert_eq!(card_end(day("2025-01-01")), day("2027-12-31"));
    assert_eq!(card_end(day("2024-02-29")), day("2027-02-27"));
    let record = record();
    for (on, card) in [
        ("2024-12-31", Card::NotYet),
        ("2025-01-01", Card::Valid),
        ("2027-11-01", Card::Valid),
        ("2027-11-02", Card::Ending),
        ("2027-12-31", Card::Ending),
        ("2028-01-01", Card::Expired),
    ] {
        assert_eq!(record.card_on(day(on)), card, "{on}");
    }
    assert!(record.faults().is_empty());
    let wrong = Examiner {
        card_until: day("2028-01-01"),
        card: " ".into(),
        trades: Vec::new(),
        appointed_until: Some(day("2024-01-01")),
        ..record
    };
    let codes: Vec<&str> = wrong.faults().iter().map(|fault| fault.code).collect();
    assert_eq!(codes, ["no_trade", "no_card", "card_dates", "appointment_dates"]);
}

#[test]
fn a_trade_without_its_branch_stands_for_all_its_branches() {
    let arc = Trade { name: "焊工".into(), branch: "电焊工".into(), ..case().trade };
    for (listed, examines) in
        [("焊工", true), ("焊工（电焊工）", true), ("焊工(电焊工)", true), ("焊工（气焊工）", false)]
    {
        let record = Examiner { trades: vec![listed.into()], ..record() };
        assert_eq!(record.examines(&arc), examines, "{listed}");
    }
    assert_eq!(read_list(" 钳工、电工，焊工（电焊工）; "), ["钳工", "电工", "焊工（电焊工）"]);
}

proptest! {
    #[test]
    fn every_panel_that_is_drawn_is_lawful_and_takes_the_first_it_can(
        order in Just((1..=9i64).collect::<Vec<_>>()).prop_shuffle(),
        old in proptest::collection::vec(any::<bool>(), 9),
        barred in proptest::collection::vec(proptest::bool::weighted(0.2), 9),
        leads in proptest::collection::vec(any::<bool>(), 9),
        candidates in 1u32..30,
    ) {
        let mut case = case();
        case.candidates = candidates;
        for (place, one) in case.people.iter_mut().enumerate() {
            if barred[place] {
                one.bonds.push(bond(true));
            }
            if leads[place] {
                one.roles.push(Role::PanelLeader);
            }
        }
        case.previous = (1..=9).zip(&old).filter(|(_, old)| **old).map(|(number, _)| PersonId(number)).collect();
        let free = pool(&case);
        let ranked: Vec<PersonId> = order.into_iter().map(PersonId).filter(|person| free.contains(person)).collect();
        match take(&case, &ranked) {
            Ok(drawn) => {
                let check = case.check(&drawn.members, &[]);
                prop_assert!(check.stands(), "{:?}", check.problems);
                prop_assert_eq!(drawn.members.len(), case.needed() as usize);
                let last = ranked.iter().position(|person| *person == drawn.members.last().unwrap().person).unwrap();
                for person in &ranked[..last] {
                    let taken = drawn.members.iter().any(|member| member.person == *person);
                    prop_assert!(taken != drawn.passed_over.contains(person));
                }
            }
            Err(refusal) => {
                prop_assert_eq!(refusal.code, "too_few_free");
                // Nobody's order would have made a panel: as many new ones and as many old ones as may serve are too few.
                let needed = case.needed() as usize;
                let old_free = free.iter().filter(|person| case.previous.contains(person)).count();
                let most_old = needed - case.least_new(needed);
                prop_assert!(free.len() - old_free + old_free.min(most_old) < needed);
            }
        }
    }
}
