//! The sample station holds what a newcomer is promised.

use chrono::DateTime;
use touchstone::demo::{PASSPHRASE, build_as_of, enlarge};
use touchstone::domain::employment::register::Register;
use touchstone::domain::employment::treatment::unequal;
use touchstone::domain::evaluation::batch::BatchState;
use touchstone::domain::evaluation::certificate::Status;
use touchstone::domain::evaluation::dispute::DisputeKind;
use touchstone::domain::evaluation::outcome::Verdict;
use touchstone::domain::evaluation::staffing::Card;
use touchstone::domain::evaluation::standing::Standing;
use touchstone::domain::evaluation::subject::SubjectKind;
use touchstone::domain::evidence::What;
use touchstone::ops::Office;
use touchstone::ops::check::{Depth, check};
use touchstone::ops::employment::evidence;
use touchstone::ops::staffing::{panels, repeats};
use touchstone::ops::{account, certificate, today};
use touchstone::store::read::entry::EntryFilter;

#[test]
fn the_sample_station_is_in_the_middle_of_its_year_and_its_journal_replays() {
    let folder = tempfile::tempdir().unwrap();
    let now = DateTime::parse_from_rfc3339("2026-11-22T09:30:00+08:00").unwrap();
    let mut office = build_as_of(&folder.path().join("demo.touchstone"), now).unwrap();
    let last = office.last_seated().unwrap().unwrap();
    account::sign_in(&mut office, last, PASSPHRASE).unwrap();
    let read = office.read();
    let batches = read.batches().unwrap();
    let mut states = Vec::new();
    for batch in &batches {
        let counts = read.batch_counts(batch.id).unwrap();
        assert!(counts.entries >= 20, "{}", batch.plan.name);
        states.push(batch.state);
    }
    for state in
        [BatchState::Registering, BatchState::Marking, BatchState::Publicity, BatchState::Issuing, BatchState::Reported]
    {
        assert!(states.contains(&state), "{state:?}");
    }
    assert_eq!(read.candidate_count().unwrap(), 231);
    assert!(read.certificate_count().unwrap() > 30);
    let marking = batches.iter().find(|batch| batch.state == BatchState::Marking).unwrap();
    let open = read.batch_entries(marking.id, EntryFilter::default()).unwrap();
    assert!(open.iter().all(|row| row.verdict != Some(Verdict::Pass)), "the leader has still to sign");
    let issuing = batches.iter().find(|batch| batch.state == BatchState::Issuing).unwrap();
    assert!(certificate::due(&read, issuing.id, office.today()).unwrap().len() > 10);
    let due = today::due(&office).unwrap();
    assert!(due.iter().any(|line| matches!(line.work, today::Work::Mark { .. })));
    let today = office.today();
    let records = read.examiners().unwrap();
    assert_eq!(records.len(), 11);
    assert_eq!(records.iter().filter(|(_, record)| record.card_on(today) == Card::Ending).count(), 1);
    let tie = read.ties().unwrap().remove(0);
    assert!(tie.candidate.is_some());
    let mut seeds = 0;
    for batch in &batches {
        for panel in panels(&read, batch).unwrap() {
            let seed = panel.origin.as_ref().and_then(|origin| origin.seed.as_ref().map(|_| origin.seq));
            if let Some(drawn) = seed.and_then(|seq| read.draw(seq).unwrap()) {
                assert!(repeats(&drawn));
                seeds += 1;
            }
            let against: Vec<_> = panel.check.open().map(|problem| problem.code()).collect();
            assert!(panel.members.is_empty() || against.is_empty(), "{}: {against:?}", batch.plan.name);
        }
    }
    assert_eq!(seeds, 1);
    let rows = read.journal_after(0, u32::MAX).unwrap();
    let back = rows.windows(2).find(|pair| pair[0].at > pair[1].at);
    assert!(back.is_none(), "the journal runs forward: {:?}", back.map(|pair| (pair[0].seq, &pair[0].at, &pair[1].at)));
    // After publicity: a re-check, the appeal against it, an inspection, and resits with what was passed carried.
    let kinds =
        |kind| batches.iter().flat_map(|batch| read.disputes(batch.id).unwrap()).filter(|d| d.kind == kind).count();
    assert_eq!([DisputeKind::Objection, DisputeKind::Recheck, DisputeKind::Appeal].map(kinds), [1, 1, 1]);
    assert!(rows.iter().any(|row| row.kind == "inspection_drawn"));
    let entries = batches.iter().flat_map(|batch| read.batch_entries(batch.id, EntryFilter::default()).unwrap());
    let carried = entries.filter(|row| {
        let standings = read.standings(row.id).unwrap();
        standings.iter().any(|(_, standing, _)| matches!(standing, Standing::Carried { .. }))
    });
    assert!(carried.count() >= 1);
    // The cooks' panel divides its questions.
    let divided = batches.iter().filter(|batch| {
        let items = batch.plan.items.iter();
        items.clone().any(|item| !read.division(batch.id, *item, SubjectKind::Skills).unwrap().is_empty())
    });
    assert_eq!(divided.count(), 1);
    let balance = read.blank_balance().unwrap();
    assert_eq!((balance.received, balance.spoiled, balance.differences().len()), (300, 1, 0));
    let mut statuses: Vec<Status> =
        read.certificates_before(i64::MAX, 1000).unwrap().iter().map(|row| row.status).collect();
    statuses.sort();
    statuses.dedup();
    assert_eq!(statuses, [Status::Valid, Status::Reissued, Status::Corrected, Status::Revoked]);
    assert_eq!(read.historical_count().unwrap(), 3);
    let report = check(&office, Depth::Full, &mut |_, _| true).unwrap();
    assert_eq!(report.findings, []);
    assert!(report.outcomes > 100 && report.acts > 2000);
    the_other_side(&mut office);
}

/// The wing has the size of a real city's alliance, and every register holds something to look at.
fn the_other_side(office: &mut Office) {
    let manager = office.read().names().unwrap().into_iter().find(|(_, name)| name == "聂书琴").unwrap().0;
    account::sign_in(office, manager, PASSPHRASE).unwrap();
    let read = office.employment().unwrap();
    let of = |word: &str| read.members().unwrap().iter().find(|sort| sort.word == word).map(|sort| sort.count);
    assert_eq!([of("school"), of("enterprise")], [Some(45), Some(86)]);
    assert_eq!(read.row_count(Register::Agreement).unwrap(), 22);
    for register in Register::ALL {
        assert!(read.row_count(*register).unwrap() > 0, "{register:?}");
    }
    let today = office.today();
    assert!(!unequal(read.unlike(today).unwrap()).is_empty(), "one driver is paid less than the others");
    let plan = read.rows(Register::Plan, "装配钳工", i64::MAX, 1).unwrap().remove(0);
    assert_eq!(read.stages(plan.id).unwrap().len(), 1);
    assert!(evidence(&read, What::Hours, plan.id, today).unwrap().lines.len() > 10);
    let event = read.rows(Register::Competition, "", i64::MAX, 1).unwrap().remove(0);
    assert_eq!(evidence(&read, What::Placings, event.id, today).unwrap().lines.len(), 3, "the first three count");
}

#[test]
fn a_crowd_comes_in_by_rosters_and_what_is_in_stays_where_it_is_stopped() {
    let folder = tempfile::tempdir().unwrap();
    let now = DateTime::parse_from_rfc3339("2026-11-22T09:30:00+08:00").unwrap();
    let mut office = build_as_of(&folder.path().join("demo.touchstone"), now).unwrap();
    let done = enlarge(&mut office, 5_001, |done| done < 5_000).unwrap();
    assert_eq!(done, 5_000);
    assert_eq!(office.read().candidate_count().unwrap(), 231 + 5_000);
    let crowd = office.read().find_batch("DY0001").unwrap().unwrap();
    assert_eq!(crowd.state, BatchState::Registering);
    assert_eq!(office.read().batch_counts(crowd.id).unwrap().pending, 5_000);
    assert_eq!(check(&office, Depth::Full, &mut |_, _| true).unwrap().findings, vec![]);
}
