//! The same work gets the same outcome, whoever did it: employer, age, sex, name and order of entry permuted.

mod support;

use support::{Bench, EXAMINERS, KEYERS, applicant, id_number};
use touchstone::domain::evaluation::batch::BatchState;
use touchstone::domain::evaluation::criterion::Given;
use touchstone::domain::evaluation::outcome::Outcome;
use touchstone::domain::evaluation::subject::SubjectKind;
use touchstone::domain::id::EntryId;
use touchstone::domain::identity::{Document, DocumentKind, PersonName, Sex};
use touchstone::ops::entry::Application;
use touchstone::ops::{batch, entry};

/// Works 0, 1 and 2 by the persons in this order.
fn outcomes(persons: &[Application; 3]) -> Vec<Outcome> {
    let mut bench = Bench::registering();
    for person in persons {
        entry::file_entry(&mut bench.office, bench.batch, person).unwrap();
    }
    bench.clock.set("2026-09-11T09:00:00+08:00");
    bench.advance_to(BatchState::Reviewing);
    entry::accept_eligible(&mut bench.office, bench.batch).unwrap();
    bench.advance_to(BatchState::Arranging);
    entry::seat_all(&mut bench.office, bench.batch).unwrap();
    bench.advance_to(BatchState::Staffing);
    batch::choose_papers(&mut bench.office, bench.batch).unwrap();
    bench.name_panels();
    bench.clock.set("2026-09-20T08:00:00+08:00");
    bench.advance_to(BatchState::Marking);
    // The second worked worse, the third had an accident: a knock-out.
    let third = |index: usize| (index == 6).then_some(Given::Flag(false));
    (0..3)
        .map(|work| {
            let entry = EntryId(work as i64 + 1);
            for examiner in EXAMINERS {
                let second = |index: usize| (index == 5).then_some(Given::Number(2000));
                bench.sheet(entry, SubjectKind::Skills, examiner, |index| match work {
                    0 => None,
                    1 => second(index),
                    _ => third(index),
                });
            }
            for keyer in KEYERS {
                bench.sheet(entry, SubjectKind::Theory, keyer, |_| None);
            }
            bench.office.read().outcome(entry).unwrap().unwrap()
        })
        .collect()
}

fn somebody(n: usize, employer: &str, born: &str, name: &str) -> Application {
    let mut person = applicant(n);
    let body = format!("430124{born}{:03}", 100 + n);
    let number = (0..11).map(|c| format!("{body}{}", b"0123456789X"[c] as char));
    let parse = |number: String| Document::parse(DocumentKind::ResidentIdCard, &number).ok();
    person.document = number.filter_map(parse).next().unwrap();
    (person.birth, person.sex) = (person.document.birth(), person.document.sex().unwrap_or(Sex::Unknown));
    person.details.employer = employer.to_owned();
    person.name = PersonName::parse(name).unwrap();
    person
}

#[test]
fn an_outcome_is_the_same_whoever_the_candidate_is_and_whenever_they_applied() {
    assert_ne!(id_number(1), id_number(2));
    let a = somebody(1, "县机械厂", "19700101", "张伟");
    let b = somebody(2, "县人民政府", "20010202", "阿依古丽·买买提");
    let c = somebody(4, "", "19851231", "李䶮");
    let one = outcomes(&[a.clone(), b.clone(), c.clone()]);
    assert_eq!(one, outcomes(&[c.clone(), a.clone(), b.clone()]));
    assert_eq!(one, outcomes(&[b, c, a]));
    assert!(one.iter().any(|outcome| outcome.verdict != one[0].verdict), "the three works differ");
}
