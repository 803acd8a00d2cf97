//! The inspector's folder: forms recorded, a sample that can be drawn again, what is missing, and the archive with its index.

mod support;

use support::{Bench, CLERK, SUPERVISOR};
use touchstone::domain::evaluation::batch::BatchState;
use touchstone::domain::evaluation::inspection::{Finding, ITEMS, ItemFound, sample};
use touchstone::domain::evaluation::subject::SubjectKind;
use touchstone::domain::id::EntryId;
use touchstone::exchange::inspection::archive;
use touchstone::ops::check::{Depth, check};
use touchstone::ops::inspection::{RoomSeen, draw, folder, forms, record_room, record_supervision};
use touchstone::store::Failure;

fn code<T: std::fmt::Debug>(answer: Result<T, Failure>) -> &'static str {
    match answer.unwrap_err() {
        Failure::Refused(refusal) => refusal.code,
        other => panic!("{other}"),
    }
}

fn seen(room: u16, present: u16) -> RoomSeen {
    let (incidents, invigilators) = (String::new(), "监一、监二".to_owned());
    RoomSeen { room, subject: SubjectKind::Theory, present, incidents, invigilators }
}

#[test]
fn the_forms_of_a_batch_are_recorded_whole_and_tell_what_is_missing() {
    let mut bench = Bench::marking(3);
    let missing = |bench: &Bench| -> Vec<String> {
        let forms = forms(&bench.office.read(), bench.batch).unwrap();
        forms.into_iter().filter(|form| !form.there).map(|form| form.name.en).collect()
    };
    assert_eq!(missing(&bench), ["Room records", "Supervision list"]);
    bench.sit(SUPERVISOR);
    assert_eq!(code(record_room(&mut bench.office, bench.batch, seen(2, 1))), "no_room");
    assert_eq!(code(record_room(&mut bench.office, bench.batch, seen(1, 4))), "too_many_present");
    record_room(&mut bench.office, bench.batch, seen(1, 3)).unwrap();
    let item = |(code, ..): &(&str, &str, &str)| ItemFound { code: (*code).to_owned(), finding: Finding::Good };
    let items: Vec<ItemFound> = ITEMS.iter().map(item).collect();
    let short = record_supervision(&mut bench.office, bench.batch, items[1..].to_vec(), 0, "");
    assert_eq!(code(short), "supervision_items");
    record_supervision(&mut bench.office, bench.batch, items, 0, "组织规范").unwrap();
    assert_eq!(missing(&bench), [""; 0]);
    assert!(check(&bench.office, Depth::Full, &mut |_, _| true).unwrap().findings.is_empty());
}

#[test]
fn a_sample_is_drawn_by_a_recorded_seed_and_can_be_drawn_again() {
    let mut bench = Bench::marking(6);
    bench.sit(CLERK);
    let drawn = draw(&mut bench.office, bench.batch, 3, None).unwrap();
    let kept = bench.office.read().last_inspection(bench.batch).unwrap().unwrap();
    assert_eq!((drawn.len(), &kept.entries), (3, &drawn));
    let rows = bench.office.read().batch_entries(bench.batch, Default::default()).unwrap();
    let tickets: Vec<_> = rows.into_iter().map(|row| (row.id, row.ticket.unwrap())).collect();
    assert_eq!(sample(&tickets, &kept.seed, 3), drawn);
}

#[test]
fn a_candidates_folder_names_what_is_missing() {
    let mut bench = Bench::marking(1);
    let missing = |bench: &Bench| -> Vec<String> {
        let pieces = folder(&bench.office.read(), EntryId(1)).unwrap();
        pieces.into_iter().filter(|piece| !piece.there).map(|piece| piece.name.en).collect()
    };
    assert_eq!(missing(&bench), ["Photo", "Marking: Theory", "Marking: Skills", "Outcome"]);
    bench.full_marks(EntryId(1));
    assert_eq!(missing(&bench), ["Photo"]);
}

#[test]
fn the_archive_holds_every_list_and_an_index_of_their_digests_and_writes_over_nothing() {
    use sha2::{Digest, Sha256};
    let mut bench = Bench::marking(1);
    bench.full_marks(EntryId(1));
    bench.advance_to(BatchState::Publicity);
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("归档");
    let filed = archive(&bench.office.read(), bench.batch, &to, false).unwrap();
    assert_eq!(filed.len(), 10);
    let index = std::fs::read_to_string(to.join("index.txt")).unwrap();
    for (line, filed) in index.lines().zip(&filed) {
        let bytes = std::fs::read(to.join(&filed.name)).unwrap();
        let sha256: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(line, format!("{sha256}  {}", filed.name));
    }
    assert!(archive(&bench.office.read(), bench.batch, &to, false).is_err());
}
