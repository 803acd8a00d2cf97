//! How a panel comes to agree, who sees which marks before it has, and the second look.

mod support;

use std::collections::BTreeMap;

use support::{Bench, CLERK, EXAMINERS, KEYERS, PASSPHRASE, SKILLS, STANDARD, SUPERVISOR, THEORY};
use touchstone::domain::evaluation::batch::BatchState;
use touchstone::domain::evaluation::criterion::Given;
use touchstone::domain::evaluation::outcome::{Because, SubjectOutcome, Verdict};
use touchstone::domain::evaluation::paper::Paper;
use touchstone::domain::evaluation::subject::SubjectKind::{self, Skills, Theory};
use touchstone::domain::id::{EntryId, PersonId};
use touchstone::domain::language::{Lang, Say};
use touchstone::domain::score::Score;
use touchstone::domain::stamp::Role;
use touchstone::ops::check::{Depth, check};
use touchstone::ops::moderation::Look;
use touchstone::ops::{
    account, agreement, batch, marking, moderation, outcome, settings, staffing, station, statistics, visibility,
};
use touchstone::store::Failure;
use touchstone::store::draft::SheetKey;

const ENTRY: EntryId = EntryId(1);
/// A fourth examiner and a third score keeper, beyond the panels.
const FOURTH: PersonId = PersonId(9);
const THIRD_KEYER: PersonId = PersonId(10);
/// The place of the judge's vote and of the six steps in the skills paper.
const VOTE: usize = 3;

fn code<T: std::fmt::Debug>(result: Result<T, Failure>) -> String {
    match result {
        Err(Failure::Refused(refusal)) => refusal.code.to_owned(),
        other => panic!("not refused: {other:?}"),
    }
}

fn subject(bench: &Bench, kind: SubjectKind) -> SubjectOutcome {
    let outcome = outcome::derived(&bench.office.read(), ENTRY).unwrap();
    outcome.subjects.into_iter().find(|own| own.kind == kind).unwrap()
}

/// A panel whose first member leads it by role, with people beyond it.
fn bench_on(standard: &str, count: usize) -> Bench {
    let mut bench = Bench::founded_with(standard, &[THEORY, SKILLS]);
    station::revise_person(&mut bench.office, EXAMINERS[0], "秦一", &[Role::Examiner, Role::PanelLeader]).unwrap();
    for (name, role, id) in [("秦四", Role::Examiner, FOURTH), ("登三", Role::ScoreKeeper, THIRD_KEYER)] {
        assert_eq!(station::record_person(&mut bench.office, name, &[role], "for the first time only").unwrap(), id);
        account::sign_in(&mut bench.office, id, "for the first time only").unwrap();
        account::renew(&mut bench.office, "for the first time only", PASSPHRASE).unwrap();
        bench.sit(CLERK);
    }
    staffing::record_examiner(&mut bench.office, FOURTH, support::record()).unwrap();
    support::approve_examiners(&mut bench.office);
    bench.marked_by_panels(count)
}

fn sound(bench: &Bench) {
    let report = check(&bench.office, Depth::Full, &mut |_, _| true).unwrap();
    assert!(report.findings.is_empty(), "{:?}", report.findings);
}

/// The totals of a panel by what each takes off the last criterion but one.
fn vote(bench: &mut Bench, examiner: PersonId, vote: i64) {
    bench.sheet(ENTRY, Skills, examiner, |place| (place == VOTE).then_some(Given::Number(vote)));
}

fn seen(bench: &Bench, viewer: PersonId) -> Vec<bool> {
    let visible = visibility::visible(&bench.office.read(), viewer, ENTRY, Skills).unwrap();
    visible.sheets.iter().map(|signed| !signed.sheet.marks.is_empty()).collect()
}

#[test]
fn until_all_have_signed_each_sees_their_own_marks_alone_everywhere() {
    let mut bench = bench_on(STANDARD, 1);
    for examiner in &EXAMINERS[..2] {
        bench.sheet(ENTRY, Skills, *examiner, |_| None);
    }
    assert_eq!(seen(&bench, EXAMINERS[0]), [true, false]);
    assert_eq!(seen(&bench, EXAMINERS[1]), [false, true]);
    for other in [EXAMINERS[2], SUPERVISOR, CLERK, PersonId(0)] {
        assert_eq!(seen(&bench, other), [false, false], "{other:?}");
    }
    let read = bench.office.read();
    let told = visibility::visible(&read, SUPERVISOR, ENTRY, Skills).unwrap().told().unwrap();
    assert_eq!(told.say(Lang::En), "2 of 3 signed; marks are shown once all have signed.");
    let rows = read.journal_before(i64::MAX, 50).unwrap();
    let own = rows.iter().find(|row| row.kind == "sheet_signed" && row.person == EXAMINERS[0].0).unwrap();
    let shown = |viewer| visibility::payload(&read, viewer, own).unwrap()["marks"].clone();
    assert!(shown(EXAMINERS[0]).is_array());
    assert!(shown(EXAMINERS[1])["hidden"]["zh"].as_str().unwrap().contains("2/3"));
    bench.sheet(ENTRY, Skills, EXAMINERS[2], |_| None);
    assert_eq!(seen(&bench, SUPERVISOR), [true, true, true]);
    let read = bench.office.read();
    let own = read.journal_row(own.seq).unwrap().unwrap();
    assert!(visibility::payload(&read, PersonId(0), &own).unwrap()["marks"].is_array());
}

#[test]
fn an_open_sheet_is_filled_in_by_its_owner_alone() {
    let mut bench = bench_on(STANDARD, 1);
    bench.sit(EXAMINERS[1]);
    let key = SheetKey { entry: ENTRY, subject: Skills, examiner: EXAMINERS[0] };
    assert_eq!(code(marking::keep(&mut bench.office, key, "1.1", None, "x")), "anothers_sheet");
    assert_eq!(code(marking::choose(&mut bench.office, key, &[])), "anothers_sheet");
}

#[test]
fn votes_that_are_apart_go_back_to_the_whole_panel_and_only_the_new_ones_count() {
    let mut bench = bench_on(STANDARD, 1);
    let skills = toml::from_str::<Paper>(SKILLS).unwrap();
    let id = skills.criteria(&[]).nth(VOTE).unwrap().1.id.clone();
    for (examiner, given) in EXAMINERS.into_iter().zip([0, 3, 3]) {
        vote(&mut bench, examiner, given);
    }
    assert_eq!(subject(&bench, Skills).because, [Because::VotesApart { criterion: id.clone() }]);
    bench.sit(EXAMINERS[1]);
    assert_eq!(code(agreement::open_case(&mut bench.office, ENTRY, Skills, "相差过大")), "not_their_role");
    bench.sit(EXAMINERS[0]);
    assert_eq!(code(agreement::open_case(&mut bench.office, ENTRY, Skills, " ")), "reason_needed");
    assert_eq!(code(agreement::open_case(&mut bench.office, ENTRY, Theory, "相差过大")), "nothing_apart");
    agreement::open_case(&mut bench.office, ENTRY, Skills, "评判相差过大").unwrap();
    assert_eq!(subject(&bench, Skills).because, [Because::SheetsMissing { signed: 0, needed: 3 }]);
    assert_eq!(seen(&bench, SUPERVISOR), [false, false, false], "they mark on their own again");
    for (n, examiner) in EXAMINERS.into_iter().enumerate() {
        vote(&mut bench, examiner, 2);
        assert_eq!(subject(&bench, Skills).verdict == Verdict::Pass, n == 2, "{n}");
    }
    let own = subject(&bench, Skills);
    assert_eq!((own.agreement.cases, own.marking.unwrap().sheets.iter().map(|s| s.version).max()), (1, Some(2)));
    let read = bench.office.read();
    let last = read.journal_before(i64::MAX, 2).unwrap().into_iter().find(|row| row.kind == "sheet_revoted").unwrap();
    assert_eq!((last.second, last.reason.as_deref()), (None, Some("评判相差过大")));
    let told = outcome::explained(&read, &outcome::derived(&read, ENTRY).unwrap()).unwrap();
    assert!(told.iter().any(|line| line.text.en.contains("marked again 1 time")), "{told:?}");
    sound(&bench);
}

#[test]
fn a_sheet_is_not_signed_again_without_a_case() {
    let mut bench = bench_on(STANDARD, 1);
    for examiner in EXAMINERS {
        vote(&mut bench, examiner, 2);
    }
    bench.sit(EXAMINERS[0]);
    let hand = bench.second(EXAMINERS[0]);
    assert_eq!(code(marking::sign(&mut bench.office, ENTRY, Skills, &hand)), "signed");
    assert_eq!(code(agreement::open_case(&mut bench.office, ENTRY, Skills, "想改")), "nothing_apart");
}

/// Three totals on a standard with this rule on its skills.
fn totals(rule: &str, takes_off: [i64; 3]) -> Bench {
    let standard = STANDARD.replace("kind = \"skills\"", &format!("kind = \"skills\"\n{rule}"));
    let mut bench = bench_on(&standard, 1);
    for (examiner, off) in EXAMINERS.into_iter().zip(takes_off) {
        lower(&mut bench, examiner, off);
    }
    bench
}

/// Full marks but `off` points off the criterion of so many points each that has the highest full mark.
fn lower(bench: &mut Bench, examiner: PersonId, off: i64) {
    let place = 5;
    bench.sheet(ENTRY, Skills, examiner, |at| (at == place).then(|| Given::Number(Score::points(35 - off).0)));
}

#[test]
fn totals_too_far_apart_ask_for_a_further_examiner_whose_total_then_enters() {
    for (rule, off, apart) in [
        ("distance = 10", [0, 5, 10], false),
        ("distance = 10", [0, 5, 15], true),
        ("no_straddling = true\npass = 80", [10, 15, 20], false),
        ("no_straddling = true\npass = 80", [15, 20, 25], true),
    ] {
        let bench = totals(rule, off);
        let because = subject(&bench, Skills).because;
        let found = matches!(because[..], [Because::TotalsApart { .. } | Because::Straddles]);
        assert_eq!(found, apart, "{rule} {off:?}: {because:?}");
    }
    let mut bench = totals("distance = 10", [0, 5, 20]);
    bench.sit(EXAMINERS[0]);
    assert_eq!(code(agreement::name_further(&mut bench.office, ENTRY, Skills, EXAMINERS[1], "相差 20")), "not_further");
    assert_eq!(code(agreement::name_further(&mut bench.office, ENTRY, Theory, FOURTH, "相差 20")), "nothing_apart");
    agreement::name_further(&mut bench.office, ENTRY, Skills, FOURTH, "总分相差 20").unwrap();
    assert_eq!(subject(&bench, Skills).because, [Because::SheetsMissing { signed: 3, needed: 4 }]);
    assert_eq!(seen(&bench, FOURTH), [false, false, false], "the further examiner marks blind");
    lower(&mut bench, FOURTH, 10);
    let own = subject(&bench, Skills);
    assert_eq!(own.score, Some(Score(9130)), "the mean of 100, 95, 80 and 90, rounded once");
    assert_eq!((own.agreement.further, own.verdict), (1, Verdict::Pass));
    sound(&bench);
}

/// Both key the paper; the second reads one section otherwise.
fn keyed(bench: &mut Bench, second: i64) {
    bench.sheet(ENTRY, Theory, KEYERS[0], |_| None);
    bench.sheet(ENTRY, Theory, KEYERS[1], |place| (place == 1).then_some(Given::Number(second)));
}

#[test]
fn entries_that_differ_are_decided_by_a_third_person_criterion_by_criterion() {
    let mut bench = bench_on(STANDARD, 1);
    bench.sheet(ENTRY, Theory, KEYERS[0], |_| None);
    let read = bench.office.read();
    assert_eq!(code(agreement::double_entry(&read, ENTRY, Theory).map(|_| ())), "not_complete");
    assert_eq!(code(agreement::double_entry(&read, ENTRY, Skills).map(|_| ())), "no_double_entry");
    bench.sheet(ENTRY, Theory, KEYERS[1], |place| (place == 1).then_some(Given::Number(5000)));
    assert_eq!(subject(&bench, Theory).because, [Because::EntriesDiffer { criteria: vec!["2.1".into()] }]);
    let word = BTreeMap::from([("2.1".to_owned(), Given::Number(5100))]);
    let decide = |bench: &mut Bench, who, words: &BTreeMap<String, Given>| {
        bench.sit(who);
        let hand = bench.second(who);
        agreement::decide(&mut bench.office, ENTRY, Theory, words, &hand)
    };
    assert_eq!(code(decide(&mut bench, KEYERS[0], &word)), "own_entry");
    assert_eq!(code(decide(&mut bench, SUPERVISOR, &word)), "not_their_role");
    assert_eq!(code(decide(&mut bench, THIRD_KEYER, &BTreeMap::new())), "undecided");
    let wrong = BTreeMap::from([("2.1".to_owned(), Given::Number(9900))]);
    assert_eq!(code(decide(&mut bench, THIRD_KEYER, &wrong)), "mark");
    // What is no difference is not asked for and does not enter.
    let more = BTreeMap::from([("2.1".to_owned(), Given::Number(5100)), ("2.2".to_owned(), Given::Number(0))]);
    decide(&mut bench, THIRD_KEYER, &more).unwrap();
    let own = subject(&bench, Theory);
    assert_eq!((own.score, own.agreement.decider), (Some(Score::points(96)), Some(THIRD_KEYER)));
    sound(&bench);
    assert_eq!(code(decide(&mut bench, EXAMINERS[0], &word)), "decided");
}

#[test]
fn equal_totals_do_not_make_two_entries_alike() {
    let mut bench = bench_on(STANDARD, 1);
    bench.sheet(ENTRY, Theory, KEYERS[0], |place| (place == 1).then_some(Given::Number(5400)));
    bench.sheet(ENTRY, Theory, KEYERS[1], |place| (place == 2).then_some(Given::Number(3900)));
    let criteria = vec!["2.1".to_owned(), "2.2".to_owned()];
    assert_eq!(subject(&bench, Theory).because, [Because::EntriesDiffer { criteria }]);
}

fn marked_with_sample(count: usize, share: &str, near: &str, extremes: &str) -> Bench {
    let mut bench = bench_on(STANDARD, count);
    bench.sit(CLERK);
    for (name, value) in
        [("moderation_share_percent", share), ("moderation_near_points", near), ("moderation_extremes", extremes)]
    {
        settings::set(&mut bench.office, name, value).unwrap();
    }
    for n in 1..=count {
        bench.full_marks(EntryId(n as i64));
    }
    bench.advance_to(BatchState::Confirming);
    bench
}

fn looks(bench: &Bench) -> Vec<(i64, Look)> {
    let items = moderation::items(&bench.office.read(), bench.batch).unwrap();
    items.into_iter().map(|item| (item.entry.id.0, item.look)).collect()
}

#[test]
fn a_batch_is_not_made_public_while_a_sampled_score_has_not_been_agreed_to() {
    let mut bench = marked_with_sample(5, "40", "0", "0");
    let sampled: Vec<EntryId> = looks(&bench).into_iter().map(|(entry, _)| EntryId(entry)).collect();
    assert_eq!(sampled.len(), 2);
    assert_eq!(code(batch::advance(&mut bench.office, bench.batch)), "open_moderations");
    bench.sit(EXAMINERS[0]);
    assert_eq!(code(moderation::moderate(&mut bench.office, sampled[0], Skills, true, "")), "own_marks");
    bench.sit(SUPERVISOR);
    assert_eq!(code(moderation::moderate(&mut bench.office, sampled[0], Theory, true, "")), "not_sampled");
    moderation::moderate(&mut bench.office, sampled[0], Skills, true, "").unwrap();
    assert_eq!(code(moderation::moderate(&mut bench.office, sampled[1], Skills, false, " ")), "reason_needed");
    moderation::moderate(&mut bench.office, sampled[1], Skills, false, "量具读数存疑").unwrap();
    bench.sit(CLERK);
    assert_eq!(code(batch::advance(&mut bench.office, bench.batch)), "open_outcomes");
    // The panel marks again while the outcomes are being confirmed; nobody else's sheet opens.
    for examiner in EXAMINERS {
        bench.sheet(sampled[1], Skills, examiner, |_| None);
    }
    bench.sit(EXAMINERS[0]);
    let other = SheetKey { entry: sampled[0], subject: Skills, examiner: EXAMINERS[0] };
    assert_eq!(code(marking::keep(&mut bench.office, other, "1.1", None, "")), "not_marking");
    bench.sit(CLERK);
    assert_eq!(code(batch::advance(&mut bench.office, bench.batch)), "open_moderations");
    bench.sit(SUPERVISOR);
    moderation::moderate(&mut bench.office, sampled[1], Skills, true, "复看无误").unwrap();
    bench.advance_to(BatchState::Publicity);
    sound(&bench);
}

#[test]
fn unlocking_and_locking_again_draws_by_the_same_seed() {
    let mut bench = marked_with_sample(5, "40", "0", "0");
    let first = (bench.office.read().sample_draw(bench.batch).unwrap(), looks(&bench));
    batch::step_back(&mut bench.office, bench.batch, "一人登分有误").unwrap();
    bench.advance_to(BatchState::Confirming);
    assert_eq!((bench.office.read().sample_draw(bench.batch).unwrap(), looks(&bench)), first);
}

#[test]
fn without_a_rule_no_sample_is_drawn_and_nothing_waits() {
    let mut bench = marked_with_sample(2, "0", "0", "0");
    assert_eq!(looks(&bench), []);
    bench.advance_to(BatchState::Publicity);
}

#[test]
fn finalised_scores_are_corrected_only_after_they_are_unlocked_with_a_reason() {
    let mut bench = marked_with_sample(1, "0", "0", "0");
    bench.sit(KEYERS[0]);
    let (hand, second) = (bench.second(KEYERS[0]), bench.second(SUPERVISOR));
    let correct = |bench: &mut Bench| marking::correct(&mut bench.office, ENTRY, Theory, &hand, &second, "看错一处");
    assert_eq!(code(correct(&mut bench)), "not_marking");
    bench.sit(CLERK);
    assert_eq!(code(batch::step_back(&mut bench.office, bench.batch, "")), "reason_needed");
    batch::step_back(&mut bench.office, bench.batch, "登分有误").unwrap();
    bench.sit(KEYERS[0]);
    let key = SheetKey { entry: ENTRY, subject: Theory, examiner: KEYERS[0] };
    for (id, mark) in [("1.1", 500), ("2.1", 5400), ("2.2", 4000)] {
        marking::keep(&mut bench.office, key, id, Some(&Given::Number(mark)), "").unwrap();
    }
    assert_eq!(correct(&mut bench).unwrap().version, 2);
    assert!(matches!(subject(&bench, Theory).because[..], [Because::EntriesDiffer { .. }]));
}

#[test]
fn the_examiners_of_a_batch_are_told_in_words_that_a_county_reads() {
    let mut bench = totals("", [0, 10, 5]);
    let told = |bench: &Bench| -> Vec<String> {
        let figures = statistics::of_batch(&bench.office.read(), bench.batch).unwrap();
        figures.iter().map(|one| one.say(Lang::Zh)).collect()
    };
    // 100, 90 and 95: against the others +7.5, −7.5 and 0.
    assert_eq!(
        told(&bench),
        [
            "秦一，平均偏宽 7.5 分，组长",
            "秦二，平均偏严 7.5 分，与组长相同 83%（5/6）",
            "秦三，不偏严也不偏宽，与组长相同 83%（5/6）"
        ]
    );
    keyed(&mut bench, 5000);
    assert_eq!(told(&bench).len(), 3, "double entry is no marking");
}
