use proptest::prelude::*;

use super::super::*;
use crate::domain::language::{Lang, Say};
use crate::domain::level::Level;

/// 三级 by the 2023 template, paths 1 to 5.
const LEVEL_THREE: &str = r#"
    [[condition]]
    number = 1
    text = "累计从事本职业或相关职业工作满 10 年"
    min_years = 10
    [[condition]]
    number = 2
    text = "取得四级证书后满 4 年"
    prior_level = 4
    years_after_prior = 4
    evidence = [{ kind = "certificate_copy" }]
    [[condition]]
    number = 3
    text = "取得初级职称后满 1 年"
    title_level = "初级"
    years_after_title = 1
    [[condition]]
    number = 4
    text = "技工院校高级工班及以上毕业（含应届）"
    education = { kinds = ["高级工班", "预备技师"], relation = "相关", accept_current_student = true }
    [[condition]]
    number = 5
    text = "取得四级证书，并具有高职专科及以上毕业证书"
    prior_level = 4
    education = { kinds = ["高职专科", "本科"], relation = "相关" }
"#;

fn conditions() -> Vec<Condition> {
    #[derive(serde::Deserialize)]
    struct Level {
        condition: Vec<Condition>,
    }
    toml::from_str::<Level>(LEVEL_THREE).unwrap().condition
}

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

fn cutoff() -> chrono::NaiveDate {
    day("2026-11-30")
}

fn four(issued: &str) -> PriorClaim {
    PriorClaim {
        level: Level::Four,
        issued: Some(day(issued)),
        number: Some("S000043000012224000187".into()),
        checked: false,
    }
}

fn with_copy(prior: PriorClaim) -> Claims {
    Claims {
        prior: Some(prior),
        evidence: [EvidenceKind::CertificateCopy].into(),
        nothing_else: true,
        ..Claims::default()
    }
}

#[test]
fn the_day_on_which_the_years_are_full_decides() {
    let rows = [("2022-11-30", Eligibility::Eligible), ("2022-12-01", Eligibility::NotEligible)];
    for (issued, want) in rows {
        let verdict = verdict(&conditions(), &with_copy(four(issued)), Some(2), cutoff());
        assert_eq!(
            (verdict.eligibility, verdict.decided_by, verdict.choice),
            (want, Some(2), Choice::Decides),
            "{issued}"
        );
    }
}

#[test]
fn a_leap_day_counts_to_the_first_of_march() {
    let mut conditions = conditions();
    conditions[1].years_after_prior = Some(1);
    for (cutoff, want) in [("2025-02-28", Eligibility::NotEligible), ("2025-03-01", Eligibility::Eligible)] {
        let verdict = verdict(&conditions[1..2], &with_copy(four("2024-02-29")), None, day(cutoff));
        assert_eq!(verdict.eligibility, want, "{cutoff}");
    }
}

#[test]
fn a_reason_tells_its_figures_and_dates_in_both_languages() {
    let verdict = verdict(&conditions(), &with_copy(four("2023-05-01")), Some(2), cutoff());
    let reason = &verdict.decider().unwrap().findings[0].reason;
    assert_eq!(reason.say(Lang::Zh), "取得四级证书后须满 4 年：2023-05-01 起算，2027-05-01 满，截止日 2026-11-30");
    assert_eq!(
        reason.say(Lang::En),
        "4 full years since the level 4 certificate are needed; counted from 2023-05-01, full on 2027-05-01, cutoff 2026-11-30"
    );
    assert_eq!(
        verdict.say(Lang::En),
        "Not eligible; condition 2: 4 full years since the level 4 certificate are needed; counted from 2023-05-01, full on 2027-05-01, cutoff 2026-11-30: not met."
    );
}

#[test]
fn any_one_condition_suffices_and_is_named() {
    let claims = Claims { years_in_trade: Some(7), years_in_related: Some(3), ..with_copy(four("2023-05-01")) };
    let verdict = verdict(&conditions(), &claims, Some(2), cutoff());
    assert_eq!(
        (verdict.eligibility, verdict.decided_by, verdict.choice),
        (Eligibility::Eligible, Some(1), Choice::OtherDecides)
    );
    assert_eq!(verdict.say(Lang::Zh), "符合申报条件第 1 条。所选是第 2 条，请改选第 1 条。");
}

#[test]
fn a_choice_that_the_standard_does_not_list_is_said() {
    let verdict = verdict(&conditions(), &Claims { years_in_trade: Some(12), ..Claims::default() }, Some(9), cutoff());
    assert_eq!((verdict.eligibility, verdict.choice), (Eligibility::Eligible, Choice::NotListed));
    assert!(verdict.say(Lang::Zh).ends_with("所选第 9 条不在本标准该等级中。"));
}

#[test]
fn what_is_left_out_is_unknown_until_the_form_is_complete() {
    let rows = [(false, Eligibility::NeedsEvidence), (true, Eligibility::NotEligible)];
    for (nothing_else, want) in rows {
        let claims = Claims { nothing_else, ..Claims::default() };
        assert_eq!(verdict(&conditions(), &claims, None, cutoff()).eligibility, want);
    }
}

#[test]
fn missing_evidence_or_an_unborne_number_asks_and_does_not_refuse() {
    let whole = with_copy(four("2020-01-01"));
    let prior = whole.prior.clone().unwrap();
    let with_number = |number: Option<&str>, checked| {
        with_copy(PriorClaim { number: number.map(String::from), checked, ..prior.clone() })
    };
    let rows = [
        (whole.clone(), Eligibility::Eligible),
        (Claims { evidence: [].into(), ..whole.clone() }, Eligibility::NeedsEvidence),
        (with_number(None, false), Eligibility::NeedsEvidence),
        (with_number(None, true), Eligibility::Eligible),
        (with_number(Some("旧字第 12 号"), false), Eligibility::NeedsEvidence),
        (with_number(Some("旧字第 12 号"), true), Eligibility::Eligible),
        (with_number(Some("S000043000012225000187"), false), Eligibility::NeedsEvidence),
        (with_copy(PriorClaim { issued: None, ..prior.clone() }), Eligibility::NeedsEvidence),
    ];
    for (claims, want) in rows {
        let verdict = verdict(&conditions()[1..2], &claims, Some(2), cutoff());
        assert_eq!(verdict.eligibility, want, "{claims:?}");
    }
}

#[test]
fn schooling_counts_by_kind_subject_and_whether_it_is_finished() {
    let claim =
        |education, major, student| Claims { education, major, student, nothing_else: true, ..Claims::default() };
    let (class, college) = (Some(EducationKind::SeniorTechnicalClass), Some(EducationKind::JuniorCollege));
    let rows = [
        (claim(class, Some(MajorRelation::Related), Some(true)), 4, State::Met),
        (claim(class, Some(MajorRelation::Other), None), 4, State::NotMet),
        (claim(class, None, None), 4, State::Unknown),
        (claim(college, Some(MajorRelation::Same), None), 4, State::NotMet),
        (Claims { prior: Some(four("2025-01-01")), ..claim(college, Some(MajorRelation::Same), None) }, 5, State::Met),
        (
            Claims { prior: Some(four("2025-01-01")), ..claim(college, Some(MajorRelation::Same), Some(true)) },
            5,
            State::NotMet,
        ),
        (claim(college, Some(MajorRelation::Same), None), 5, State::NotMet),
    ];
    for (claims, number, want) in rows {
        let verdict = verdict(&conditions(), &claims, Some(number), cutoff());
        let result = verdict.conditions.iter().find(|result| result.number == number).unwrap();
        assert_eq!(result.state, want, "{}", result.say(Lang::En));
    }
}

#[test]
fn age_training_and_a_prerequisite_document_are_tests_like_any_other() {
    let condition: Condition = toml::from_str(
        "number = 1\ntext = '年满 16 周岁，拟从事本职业'\nmin_age = 16\nmin_training_hours = 160\nprerequisite_doc = 'C1 驾驶证'",
    )
    .unwrap();
    let claims = |birth, hours, held: &[&str]| Claims {
        birth: Some(day(birth)),
        training_hours: Some(hours),
        prerequisites: held.iter().map(|one| one.to_string()).collect(),
        ..Claims::default()
    };
    let rows = [
        (claims("2010-11-30", 160, &["C1 驾驶证"]), Eligibility::Eligible),
        (claims("2010-12-01", 160, &["C1 驾驶证"]), Eligibility::NotEligible),
        (claims("2010-11-30", 159, &["C1 驾驶证"]), Eligibility::NotEligible),
        (claims("2010-11-30", 160, &[]), Eligibility::NeedsEvidence),
    ];
    for (claims, want) in rows {
        assert_eq!(verdict(std::slice::from_ref(&condition), &claims, None, cutoff()).eligibility, want, "{claims:?}");
    }
}

#[test]
fn a_higher_title_counts_from_its_own_date_and_a_lower_one_does_not_count() {
    let condition: Condition = toml::from_str(
        "number = 1\ntext = '取得中级职称后满 1 年'\ntitle_level = 'intermediate'\nyears_after_title = 1",
    )
    .unwrap();
    let claims =
        |level| Claims { title: Some(TitleClaim { level, since: Some(day("2025-11-30")) }), ..Claims::default() };
    let rows = [
        (TitleLevel::Junior, Eligibility::NotEligible),
        (TitleLevel::Intermediate, Eligibility::Eligible),
        (TitleLevel::Senior, Eligibility::Eligible),
    ];
    for (level, want) in rows {
        assert_eq!(verdict(std::slice::from_ref(&condition), &claims(level), None, cutoff()).eligibility, want);
    }
}

#[test]
fn a_level_without_conditions_lets_nobody_apply_and_says_so() {
    let verdict = verdict(&[], &Claims { years_in_trade: Some(40), ..Claims::default() }, None, cutoff());
    assert_eq!((verdict.eligibility, verdict.decided_by), (Eligibility::NotEligible, None));
    assert!(verdict.say(Lang::En).contains("complete the standard"));
}

fn any_claims() -> impl Strategy<Value = Claims> {
    let prior = prop::option::of((1u8..=5, prop::option::of(0u64..4000), any::<bool>()));
    let years = (prop::option::of(0u16..15), prop::option::of(0u16..15));
    let title = prop::option::of(prop::sample::select(vec![TitleLevel::Junior, TitleLevel::Senior]));
    (prior, years, title, any::<bool>(), any::<bool>()).prop_map(|(prior, years, title, copy, nothing_else)| Claims {
        years_in_trade: years.0,
        years_in_related: years.1,
        prior: prior.map(|(code, days, checked)| PriorClaim {
            level: Level::from_code(code).unwrap(),
            issued: days.map(|days| day("2015-02-28") + chrono::Days::new(days)),
            number: None,
            checked,
        }),
        title: title.map(|level| TitleClaim { level, since: None }),
        evidence: copy.then_some(EvidenceKind::CertificateCopy).into_iter().collect(),
        nothing_else,
        ..Claims::default()
    })
}

proptest! {
    #[test]
    fn eligibility_never_worsens_when_more_years_are_claimed(claims in any_claims(), more in 1u16..20, related in any::<bool>(), scope in any::<bool>()) {
        let mut conditions = conditions();
        conditions[0].years_scope = Some(if scope { YearsScope::Trade } else { YearsScope::TradeOrRelated });
        let before = verdict(&conditions, &claims, None, cutoff());
        let mut after = claims.clone();
        // More than a declared figure: from nothing declared to a few years is an answer and not an increase.
        let years = if related { &mut after.years_in_related } else { &mut after.years_in_trade };
        *years = years.map(|years| years + more);
        prop_assert!(verdict(&conditions, &after, None, cutoff()).eligibility >= before.eligibility);
    }

    #[test]
    fn eligibility_never_worsens_when_the_certificate_is_older_or_evidence_is_added(claims in any_claims(), older in 1u64..3000) {
        let before = verdict(&conditions(), &claims, None, cutoff()).eligibility;
        let mut after = claims.clone();
        after.evidence.insert(EvidenceKind::CertificateCopy);
        if let Some(issued) = after.prior.as_mut().and_then(|prior| prior.issued.as_mut()) {
            *issued = *issued - chrono::Days::new(older);
        }
        prop_assert!(verdict(&conditions(), &after, None, cutoff()).eligibility >= before);
    }

    #[test]
    fn a_verdict_reads_back_from_its_json_and_english_holds_no_han_but_data(claims in any_claims(), chosen in prop::option::of(1u16..7)) {
        let verdict = verdict(&conditions(), &claims, chosen, cutoff());
        let json = serde_json::to_string(&verdict).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Verdict>(&json).unwrap(), &verdict);
        prop_assert!(verdict.say(Lang::En).is_ascii());
        prop_assert!(!verdict.say(Lang::Zh).is_empty());
    }
}
