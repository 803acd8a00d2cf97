//! The upload: what never went, came back or has changed goes again, and nothing else.

mod support;

use support::{Bench, CERTIFIER, SUPERVISOR};
use touchstone::domain::evaluation::batch::BatchState;
use touchstone::domain::evaluation::upload::UploadState;
use touchstone::domain::id::EntryId;
use touchstone::domain::identity::PersonName;
use touchstone::exchange::collection::collection;
use touchstone::exchange::source::Source;
use touchstone::exchange::upload::{Which, preview, send, xml};
use touchstone::ops::certificate;
use touchstone::ops::check::{Depth, check};
use touchstone::ops::life::{Correction, correct, reissue};
use touchstone::ops::upload::{lines, receipt};
use touchstone::store::Failure;

const FIRST: &str = "S000043000012264000001";

fn issued(count: usize) -> Bench {
    let mut bench = Bench::marking(count);
    (1..=count).for_each(|n| bench.full_marks(EntryId(n as i64)));
    bench.advance_to(BatchState::Publicity);
    bench.clock.set("2026-09-28T09:00:00+08:00");
    bench.advance_to(BatchState::Issuing);
    bench.sit(CERTIFIER);
    certificate::issue_batch(&mut bench.office, bench.batch, |_, _| true).unwrap();
    bench
}

fn states(bench: &Bench) -> Vec<(UploadState, bool)> {
    lines(&bench.office.read(), bench.batch).unwrap().iter().map(|line| (line.state(), line.is_due())).collect()
}

fn refused<T: std::fmt::Debug>(result: Result<T, Failure>) -> &'static str {
    match result {
        Err(Failure::Refused(refusal)) => refusal.code,
        other => panic!("it was not refused: {other:?}"),
    }
}

#[test]
fn only_what_is_new_returned_or_changed_goes_again() {
    use UploadState::*;
    let mut bench = issued(3);
    let folder = bench.folder.path().to_owned();
    let batch = bench.batch;
    assert_eq!(states(&bench), [(Unsent, true); 3]);
    assert_eq!(send(&mut bench.office, batch, Which::Changed, &folder.join("一.xlsx")).unwrap(), 3);
    assert_eq!(states(&bench), [(Sent, false); 3]);
    assert_eq!(refused(send(&mut bench.office, batch, Which::Changed, &folder.join("二.xlsx"))), "nothing_due");
    assert!(!folder.join("二.xlsx").exists());
    assert_eq!(receipt(&mut bench.office, batch, "HN-2026-0091").unwrap(), 3);
    assert_eq!(refused(receipt(&mut bench.office, batch, "HN-2026-0092")), "no_open_upload");
    // One comes back, another changes its holder.
    let back = format!("证书编号,退回原因\n{FIRST},学历代码不符\nS000043000012264000099,无此证\nxyz,\n");
    let returns = preview(&bench.office, &Source::new(back.as_bytes(), "退回.csv")).unwrap();
    assert_eq!((returns.rows.len(), returns.good()), (3, 1));
    assert_eq!(returns.take(&mut bench.office).unwrap(), 1);
    let second = bench.second(SUPERVISOR);
    let correction = Correction {
        name: Some(PersonName::parse("欧阳晓明").unwrap()),
        because: "更名".into(),
        proof: "证明 1 号".into(),
        ..Correction::default()
    };
    correct(&mut bench.office, "S000043000012264000002", &correction, &second).unwrap();
    assert_eq!(states(&bench), [(Returned, true), (Sent, true), (Sent, false)]);
    assert_eq!(send(&mut bench.office, batch, Which::Changed, &folder.join("三.xml")).unwrap(), 2);
    assert_eq!(states(&bench), [(Amended, false), (Amended, false), (Sent, false)]);
    let line = lines(&bench.office.read(), batch).unwrap().remove(0);
    assert_eq!(line.upload.map(|upload| (upload.because, upload.receipt)), Some((String::new(), String::new())));
    assert_eq!(check(&bench.office, Depth::Full, &mut |_, _| true).unwrap().findings, []);
}

#[test]
fn a_file_that_cannot_be_written_is_no_upload() {
    let mut bench = issued(1);
    let folder = bench.folder.path().to_owned();
    std::fs::write(folder.join("有了.xlsx"), "x").unwrap();
    assert!(send(&mut bench.office, bench.batch, Which::All, &folder.join("有了.xlsx")).is_err());
    assert_eq!(refused(send(&mut bench.office, bench.batch, Which::All, &folder.join("表.pdf"))), "ending_unknown");
    assert_eq!(states(&bench), [(UploadState::Unsent, true)]);
    assert_eq!(std::fs::read(folder.join("有了.xlsx")).unwrap(), b"x");
}

#[test]
fn the_xml_holds_every_field_of_the_exchange_and_what_could_break_it_is_escaped() {
    let mut bench = issued(1);
    let plan =
        touchstone::domain::evaluation::batch::BatchPlan { name: "批次 <一> & \"二\"".into(), ..bench.plan() };
    let other = touchstone::ops::batch::plan;
    bench.sit(support::CLERK);
    let empty = other(
        &mut bench.office,
        None,
        touchstone::domain::evaluation::batch::BatchPlan { code: "J2026-12".into(), ..plan },
    )
    .unwrap();
    let rows = lines(&bench.office.read(), bench.batch).unwrap();
    let text = String::from_utf8(xml(&bench.office.read(), empty, &rows).unwrap()).unwrap();
    assert!(text.contains("<plan_name>批次 &lt;一&gt; &amp; &quot;二&quot;</plan_name>"), "{text}");
    for field in
        ["exam_id", "card_num", "credential_code", "tt_score", "derection", "qualification", "photo", "is_pass"]
    {
        assert!(text.contains(&format!("<{field}>")), "{field}\n{text}");
    }
    assert!(text.contains(&support::id_number(0)) && text.contains(FIRST), "{text}");
}

#[test]
fn the_journal_keeps_no_digest_on_which_a_document_number_could_be_tried() {
    let mut one = issued(1);
    let mut two = issued(1);
    let digest = |bench: &mut Bench| lines(&bench.office.read(), bench.batch).unwrap().remove(0);
    let (a, b) = (digest(&mut one), digest(&mut two));
    assert_eq!(a.record, b.record);
    // The tests' chance is seeded, so that two stations have one key; another key gives another digest.
    assert_eq!(a.digest, b.digest);
    let plain = touchstone::credential::canonical::to_canonical(&a.record).unwrap();
    use sha2::Digest as _;
    let bare = sha2::Sha256::digest(&plain).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    assert_ne!(a.digest.0, bare);
}

#[test]
fn the_list_for_fetching_is_grouped_by_unit_and_leaves_out_what_ended() {
    let mut bench = issued(3);
    reissue(&mut bench.office, FIRST, "遗失", "声明").unwrap();
    let second = bench.second(SUPERVISOR);
    let ending = touchstone::ops::life::Ending {
        change: touchstone::domain::evaluation::certificate::Change::Annul,
        ground: touchstone::domain::evaluation::certificate::Ground::HolderAsked,
        document: "1 号".into(),
        because: "本人申请".into(),
    };
    touchstone::ops::life::end(&mut bench.office, "S000043000012264000003", &ending, &second).unwrap();
    let table = collection(&bench.office.read(), bench.batch).unwrap();
    let firsts: Vec<&str> = table.rows.iter().map(|row| row.get(1).map_or("", String::as_str)).collect();
    assert_eq!(firsts[0], "县机械厂（2 本）");
    assert_eq!(firsts.iter().filter(|cell| cell.contains("合计 2 本")).count(), 1);
    assert!(table.rows.iter().any(|row| row.last().is_some_and(|note| note == "有效（已补发）")));
    assert!(!table.rows.iter().flatten().any(|cell| cell.contains(&support::id_number(0))), "numbers are masked");
}
