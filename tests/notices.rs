//! Score notices go out once publicity has begun, with masked documents, and say what is kept and until when.

mod support;

use support::{Bench, KEYERS, SUPERVISOR};
use touchstone::domain::evaluation::batch::BatchState;
use touchstone::domain::evaluation::standing::Standing;
use touchstone::domain::evaluation::subject::SubjectKind;
use touchstone::domain::id::EntryId;
use touchstone::domain::language::Lang;
use touchstone::exchange::notices;
use touchstone::ops::checkpoint::code_now;
use touchstone::ops::marking;
use touchstone::store::Failure;

#[test]
fn a_notice_tells_marks_what_is_kept_and_until_when_and_is_not_written_before_publicity() {
    let mut bench = Bench::marking(2);
    for keyer in KEYERS {
        bench.sheet(EntryId(1), SubjectKind::Theory, keyer, |_| None);
    }
    bench.full_marks(EntryId(2));
    bench.sit(SUPERVISOR);
    marking::set_standing(&mut bench.office, EntryId(1), SubjectKind::Skills, Standing::Absent, "签到表").unwrap();
    bench.advance_to(BatchState::Confirming);
    match notices::pages(&bench.office.read(), bench.batch, Lang::Zh) {
        Err(Failure::Refused(refusal)) => assert_eq!(refusal.code, "not_public_yet"),
        other => panic!("{other:?}"),
    }
    bench.advance_to(BatchState::Publicity);
    let read = bench.office.read();
    let code = code_now(&bench.office).unwrap().unwrap().to_string();
    let pages = notices::pages(&read, bench.batch, Lang::Zh).unwrap();
    let failed = pages[0].join("\n");
    // Published on Sunday 2026-09-20: two years on, and ten working days.
    for part in ["不合格", "缺考", "保留到 2028-09-19", "2026-10-02 前申请复核", "0731-00000000", code.as_str()]
    {
        assert!(failed.contains(part), "{part} is missing from\n{failed}");
    }
    assert!(!pages[1].join("\n").contains("保留到"), "who passed keeps nothing");
    assert!(pages.iter().flatten().all(|line| !line.contains(&support::id_number(0))), "documents are masked");
    let english = notices::pages(&read, bench.batch, Lang::En).unwrap()[0].join("\n");
    assert!(english.contains("kept until 2028-09-19") && english.contains("Outcome: fail"), "{english}");
    let table = notices::table(&read, bench.batch).unwrap();
    assert_eq!((table.titles.len(), table.rows.len()), (0, 2));
    assert!(table.rows.iter().all(|row| row.len() == table.header.len()));
    let folder = tempfile::tempdir().unwrap();
    for name in ["n.txt", "n.csv", "n.xlsx"] {
        notices::write(&read, bench.batch, &folder.path().join(name), Lang::Zh).unwrap();
    }
    let text = std::fs::read_to_string(folder.path().join("n.txt")).unwrap();
    assert_eq!(text.split('\u{c}').count(), 2, "a page each");
}
