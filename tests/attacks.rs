//! The attack matrix of the threat model, A1 to A11, done to real files by somebody who owns the file and is given the keys that the
//! row says: which layers see it, and that the two which nothing sees stand on the honest page.

mod attacker;
mod support;

use attacker::{
    Keys, Scene, close, edit_mark, falsified, first_marked, left, rebuild, rederive, renumber, scene, sheet_row,
    take_out,
};
use rusqlite::params;
use support::{Bench, EXAMINERS, SUPERVISOR};
use touchstone::credential::canonical::to_canonical;
use touchstone::credential::entropy::SeededEntropy;
use touchstone::credential::promises::{PROMISES, Question};
use touchstone::credential::signing::Signer;
use touchstone::credential::tags;
use touchstone::domain::evaluation::batch::BatchState;
use touchstone::domain::evaluation::criterion::Given;
use touchstone::domain::evaluation::subject::SubjectKind;
use touchstone::domain::id::EntryId;
use touchstone::domain::language::Lang;
use touchstone::ops::against::Verdict;
use touchstone::ops::check::Depth;
use touchstone::ops::witness::witness;
use touchstone::ops::{Office, account, checkpoint, keep, marking, settings};
use touchstone::store::Failure;
use touchstone::store::backup::Existing;
use touchstone::store::draft::SheetKey;
use touchstone::store::journal::JournalRow;

const NOBODY: [&str; 0] = [];

#[test]
fn an_honest_file_holds_against_every_layer() {
    assert_eq!(scene().seen_by(), NOBODY);
}

#[test]
fn a1_an_edited_mark_is_seen_by_the_tree_which_names_the_row() {
    let scene = scene();
    let mut row = 0;
    scene.attack(|conn| row = edit_mark(conn, EntryId(3), EXAMINERS[2]));
    assert_eq!(scene.seen_by(), ["tree", "tables", "people", "late"]);
    let told = scene.told(Depth::Usual);
    assert!(told.contains(&format!("journal row {row} was changed")), "{told}");
    assert!(told.contains(&format!("the signature of journal row {row} does not hold")), "{told}");
    assert!(told.contains("the outcome of entry 3 does not follow from its sheets"), "{told}");
    assert_eq!(scene.against(&[scene.early, scene.late])[1], Verdict::Rewritten { after: scene.early.size() });
}

/// Edits a mark, makes everything that follows from it again, and all that the keys reach.
fn edit_thoroughly(scene: &Scene, keys: &Keys) -> i64 {
    let mut row = 0;
    scene.attack(|conn| row = edit_mark(conn, EntryId(3), EXAMINERS[2]));
    rederive(&scene.path(), EntryId(3));
    scene.attack(|conn| rebuild(conn, keys));
    row
}

#[test]
fn a2_an_edited_mark_under_a_tree_made_again_is_seen_by_the_stations_checkpoints() {
    let scene = scene();
    let row = edit_thoroughly(&scene, &Keys::none());
    assert_eq!(scene.seen_by(), ["station", "people", "late"]);
    let told = scene.told(Depth::Usual);
    assert!(told.contains("checkpoint 2 is not of the station's key, or not of this checkpoint"), "{told}");
    assert!(!told.contains("checkpoint 1 is"), "what came before the edit still holds: {told}");
    assert!(told.contains(&format!("the signature of journal row {row} does not hold")), "{told}");
}

#[test]
fn a2_leaving_the_checkpoints_as_they_were_or_throwing_them_away_does_not_hide_it() {
    let scene = scene();
    scene.attack(|conn| {
        conn.execute_batch("CREATE TEMP TABLE kept AS SELECT * FROM checkpoint").unwrap();
        edit_mark(conn, EntryId(3), EXAMINERS[2]);
        rebuild(conn, &Keys::none());
        conn.execute_batch("DELETE FROM checkpoint; INSERT INTO checkpoint SELECT * FROM kept").unwrap();
    });
    let told = scene.told(Depth::Usual);
    assert!(told.contains("checkpoint 2 (") && told.contains("is not of this journal"), "{told}");
    scene.attack(|conn| assert_eq!(conn.execute("DELETE FROM checkpoint WHERE number = 2", []), Ok(1)));
    assert_eq!(scene.seen_by(), ["tables", "people", "late"], "the examiner's own signature is still there");
}

#[test]
fn a3_with_the_stations_stolen_key_only_the_examiners_signature_and_paper_see_it() {
    let scene = scene();
    let row = edit_thoroughly(&scene, &Keys::of_station(&scene.path()));
    assert_eq!(scene.seen_by(), ["people", "late"]);
    assert_eq!(scene.told(Depth::Full), format!("signature: the signature of journal row {row} does not hold\n"));
}

#[test]
fn a4_with_the_examiners_help_besides_only_paper_sees_it() {
    let scene = scene();
    edit_thoroughly(&scene, &Keys::of_station(&scene.path()).and(&scene.path(), EXAMINERS[2]));
    assert_eq!(scene.seen_by(), ["late"]);
    let after = scene.early.size();
    assert_eq!(scene.against(&[scene.early, scene.late]), [Verdict::Same, Verdict::Rewritten { after }]);
    assert_eq!(scene.against(&[scene.late]), [Verdict::Rewritten { after: 0 }]);
}

#[test]
fn a5_a_correction_taken_out_and_all_renumbered_with_every_key_is_seen_by_paper_alone() {
    let mut bench = Bench::marking(3);
    let early = first_marked(&mut bench);
    bench.full_marks(EntryId(2));
    // The correction that somebody would rather not have: the last examiner of entry 2 takes ten points off.
    bench.sit(EXAMINERS[2]);
    let key = SheetKey { entry: EntryId(2), subject: SubjectKind::Skills, examiner: EXAMINERS[2] };
    let paper = marking::Desk::open(&bench.office.read(), key).unwrap().paper().unwrap().clone();
    for (index, (_, criterion)) in paper.criteria(&paper.first_choices()).enumerate() {
        let given = if index == 0 { Given::Number(0) } else { criterion.best() };
        let note = if criterion.needs_note(&given) { "理由" } else { "" };
        marking::keep(&mut bench.office, key, &criterion.id, Some(&given), note).unwrap();
    }
    let hand = account::prove(&mut bench.office, support::PASSPHRASE).unwrap();
    let second = bench.second(SUPERVISOR);
    marking::correct(&mut bench.office, EntryId(2), SubjectKind::Skills, &hand, &second, "尺寸超差，当时漏看").unwrap();
    bench.full_marks(EntryId(3));
    let scene = close(bench, early);
    assert_eq!(scene.seen_by(), NOBODY);
    let keys = Keys::all(&scene.path());
    scene.attack(|conn| {
        let sql = "SELECT seq FROM journal WHERE kind = 'sheet_corrected'";
        let gone: i64 = conn.query_row(sql, [], |row| row.get(0)).unwrap();
        // The outcome that followed from it goes with it, and the one before comes back.
        let sql = "UPDATE outcome SET seq = (SELECT max(seq) FROM journal WHERE kind = 'outcome_derived' AND seq < ?1) WHERE seq = ?1 + 1";
        assert_eq!(conn.execute(sql, [gone]), Ok(1));
        take_out(conn, gone + 1);
        take_out(conn, gone);
        rebuild(conn, &keys);
    });
    rederive(&scene.path(), EntryId(2));
    scene.attack(|conn| rebuild(conn, &keys));
    assert_eq!(scene.told(Depth::Full), "", "nothing in the file itself shows it");
    assert_eq!(scene.against(&[scene.early, scene.late]), [Verdict::Same, Verdict::Shorter]);
}

#[test]
fn a6_a_tail_cut_off_is_seen_by_a_later_code_and_not_by_an_earlier_one() {
    let scene = scene();
    scene.attack(|conn| {
        let last: (i64, String) = conn
            .query_row("SELECT seq, kind FROM journal ORDER BY seq DESC LIMIT 1", [], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .unwrap();
        assert_eq!(last.1, "batch_moved", "the scores were locked last");
        conn.execute("DELETE FROM journal WHERE seq = ?1", [last.0]).unwrap();
        conn.execute("UPDATE batch SET state = 'marking'", []).unwrap();
        conn.execute_batch("CREATE TEMP TABLE kept AS SELECT * FROM checkpoint").unwrap();
        rebuild(conn, &Keys::none());
        conn.execute_batch("DELETE FROM checkpoint; INSERT INTO checkpoint SELECT * FROM kept").unwrap();
    });
    // The file's own checkpoint of the locked scores speaks, as long as it is there.
    assert_eq!(scene.seen_by(), ["station", "late"]);
    let told = scene.told(Depth::Usual);
    assert!(told.contains("checkpoint 2 saw") && told.contains("it was cut"), "{told}");
    let mut office = Office::open(&scene.path()).unwrap();
    account::sign_in(&mut office, support::CLERK, support::PASSPHRASE).unwrap();
    let kept = checkpoint::keep(&office, touchstone::domain::anchor::Reason::Backup);
    assert!(matches!(kept, Err(Failure::Refused(why)) if why.code == "journal_shorter"));
    drop(office);
    scene.attack(|conn| rebuild(conn, &Keys::none()));
    assert_eq!(scene.seen_by(), ["late"]);
    assert_eq!(scene.against(&[scene.early, scene.late]), [Verdict::Same, Verdict::Shorter]);
}

#[test]
fn a7_an_older_copy_put_back_is_sound_in_itself_and_seen_by_any_later_code() {
    let mut bench = Bench::marking(2);
    bench.full_marks(EntryId(1));
    let copy = bench.folder.path().join("昨天.touchstone");
    keep::copy(&bench.office, &copy, Existing::Keep).unwrap();
    let early = checkpoint::code_now(&bench.office).unwrap().unwrap();
    bench.full_marks(EntryId(2));
    let late = checkpoint::code_now(&bench.office).unwrap().unwrap();
    let scene = Scene { folder: left(bench), early, late };
    let opened = keep::open(keep::unlock(&copy, "").unwrap(), &scene.path()).unwrap();
    keep::put_back(opened, &scene.path(), "2026-09-21T09:00:00".parse().unwrap()).unwrap();
    assert_eq!(scene.seen_by(), ["late"]);
    assert_eq!(scene.against(&[early, late]), [Verdict::Same, Verdict::Shorter]);
    // Work goes on until the journal is as long as it was, and longer: another history now.
    let mut office = Office::open(&scene.path()).unwrap();
    account::sign_in(&mut office, support::CLERK, support::PASSPHRASE).unwrap();
    for n in 0.. {
        if office.read().checkpoint_now().unwrap().unwrap().size > late.size() {
            break;
        }
        settings::set(&mut office, "room_seats", if n % 2 == 0 { "20" } else { "21" }).unwrap();
    }
    drop(office);
    let after = early.size();
    assert_eq!(scene.against(&[early, late]), [Verdict::Same, Verdict::Rewritten { after }]);
}

/// Whether the honest page says so, in both languages, among what is not stopped.
fn is_promised(zh: &str, en: &str) -> bool {
    let says = |lang, words: &str| PROMISES.iter().any(|p| p.answer(Question::NotStopped, lang).contains(words));
    says(Lang::Zh, zh) && says(Lang::En, en)
}

#[test]
fn a8_what_came_after_the_last_code_is_rewritten_unseen_by_whoever_has_the_keys_and_the_page_says_so() {
    let scene = scene();
    // Only the early code was put on paper.
    edit_thoroughly(&scene, &Keys::all(&scene.path()));
    assert_eq!(scene.told(Depth::Full), "");
    assert_eq!(scene.against(&[scene.early]), [Verdict::Same]);
    assert!(is_promised("最后一次存证之后", "after the last checkpoint that left the office"));
}

#[test]
fn a9_a_sheet_appended_under_an_unknown_key_is_seen_by_the_signatures_alone() {
    let scene = scene();
    let stranger = Signer::generate(&mut SeededEntropy::new(b"a stranger's")).unwrap();
    let mut row = 0;
    scene.attack(|conn| {
        let examiner = EXAMINERS[2];
        let like = sheet_row(conn, EntryId(3), examiner);
        let mut sheet = falsified(conn, like);
        sheet.version = 2;
        let payload = to_canonical(&sheet).unwrap();
        row = conn.query_row("SELECT max(seq) + 1 FROM journal", [], |row| row.get(0)).unwrap();
        let columns = JournalRow::COLUMNS;
        let sql = format!(
            "INSERT INTO journal ({columns}) SELECT ?1, kind, at, person, role, second, reason, ?2, sealed_digest, leaf
             FROM journal WHERE seq = ?3"
        );
        conn.execute(&sql, params![row, payload, like]).unwrap();
        let sql = "INSERT INTO signature (seq, person, key, bytes) VALUES (?1, ?2, ?3, ?4)";
        let own = "SELECT from_seq FROM person_key WHERE person = ?1";
        let own: i64 = conn.query_row(own, [examiner], |row| row.get(0)).unwrap();
        conn.execute(sql, params![row, examiner, own, stranger.sign(tags::SHEET, &payload)]).unwrap();
        let sql = "INSERT INTO sheet (entry, subject, examiner, attempt, version, agreed, seq)
             VALUES (3, 'skills', ?1, 1, 2, 0, ?2)";
        conn.execute(sql, params![examiner, row]).unwrap();
    });
    // The outcome that follows is appended as well.
    scene.attack(|conn| {
        let columns = JournalRow::COLUMNS;
        let sql = format!(
            "INSERT INTO journal ({columns}) SELECT ?1, kind, at, person, role, second, reason, payload, sealed_digest, leaf
             FROM journal WHERE seq = (SELECT seq FROM outcome WHERE entry = 3)"
        );
        conn.execute(&sql, [row + 1]).unwrap();
        conn.execute("UPDATE outcome SET seq = ?1 WHERE entry = 3", [row + 1]).unwrap();
    });
    rederive(&scene.path(), EntryId(3));
    scene.attack(|conn| rebuild(conn, &Keys::none()));
    assert_eq!(scene.seen_by(), ["people"]);
    let told = scene.told(Depth::Full);
    assert_eq!(
        told,
        format!(
            "authority: journal row {row} signs a new version that is neither a correction nor was sent back\n\
             signature: the signature of journal row {row} does not hold\n"
        )
    );
    // Nor does it help to name another act than the one that enrolled the examiner's key.
    scene.attack(|conn| {
        conn.execute("UPDATE signature SET key = 1 WHERE seq = ?1", [row]).unwrap();
    });
    let told = scene.told(Depth::Full);
    assert_eq!(told, format!("authority: journal row {row} is signed with a key that was not person 4's then\n"));
}

#[test]
fn a10_a_whole_log_made_anew_is_sound_in_itself_and_seen_by_every_code_and_by_the_stick() {
    let scene = scene();
    let stick = tempfile::tempdir().unwrap();
    let mut office = Office::open(&scene.path()).unwrap();
    account::sign_in(&mut office, support::CLERK, support::PASSPHRASE).unwrap();
    let first = witness(&office, stick.path()).unwrap();
    assert_eq!((first.before, first.size, first.signed), (None, scene.late.size(), true));
    drop(office);
    let kept = std::fs::read(&first.file).unwrap();
    // The same people, the same marks, but entry 1 gets them later: all signed again, with every key.
    let mut again = Bench::marking(3);
    for n in [2, 3, 1] {
        again.full_marks(EntryId(n));
    }
    again.sit(support::CLERK);
    again.advance_to(BatchState::Confirming);
    let folder = left(again);
    std::fs::copy(folder.path().join("station.touchstone"), scene.path()).unwrap();
    assert_eq!(scene.seen_by(), ["early", "late"]);
    let verdicts = scene.against(&[scene.early, scene.late]);
    assert!(verdicts.iter().all(|verdict| *verdict == Verdict::Rewritten { after: 0 }), "{verdicts:?}");
    let office = Office::open(&scene.path()).unwrap();
    assert!(matches!(witness(&office, stick.path()), Err(Failure::Refused(why)) if why.code == "witness_rewritten"));
    assert_eq!(std::fs::read(&first.file).unwrap(), kept, "the stick keeps what it saw");
}

#[test]
fn a11_a_false_score_duly_entered_and_signed_looks_like_any_other_and_the_page_says_so() {
    let mut bench = Bench::marking(3);
    let early = first_marked(&mut bench);
    // All three agree that entry 2 fails the first criterion, whatever the workpiece says.
    for examiner in EXAMINERS {
        bench.sheet(EntryId(2), SubjectKind::Skills, examiner, |index| (index == 0).then_some(Given::Number(0)));
    }
    support::KEYERS.into_iter().for_each(|keyer| bench.sheet(EntryId(2), SubjectKind::Theory, keyer, |_| None));
    bench.full_marks(EntryId(3));
    assert_eq!(close(bench, early).seen_by(), NOBODY);
    assert!(is_promised("如实录入、如实签字", "a false score, duly entered and signed"));
}

#[test]
fn a_row_put_in_the_middle_is_seen_by_everything_that_was_made_over_the_rows_after_it() {
    let place = |scene: &Scene, keys: &Keys| {
        scene.attack(|conn| {
            let seq = sheet_row(conn, EntryId(3), EXAMINERS[0]);
            renumber(conn, seq, 1);
            let columns = JournalRow::COLUMNS;
            let sql = format!(
                "INSERT INTO journal ({columns}) SELECT ?1, kind, at, person, role, second, reason, payload, sealed_digest, leaf
                 FROM journal WHERE kind = 'batch_moved' LIMIT 1"
            );
            conn.execute(&sql, [seq]).unwrap();
            rebuild(conn, keys);
        });
    };
    let lazy = scene();
    lazy.attack(|conn| {
        let seq = sheet_row(conn, EntryId(3), EXAMINERS[0]);
        renumber(conn, seq, 1);
    });
    assert!(lazy.told(Depth::Usual).contains("is missing"), "{}", lazy.told(Depth::Usual));
    let rebuilt = scene();
    place(&rebuilt, &Keys::none());
    let seen = rebuilt.seen_by();
    assert!(seen.contains(&"station") && seen.contains(&"late") && !seen.contains(&"tree"), "{seen:?}");
    let signed = scene();
    place(&signed, &Keys::all(&signed.path()));
    let seen = signed.seen_by();
    assert!(seen.contains(&"late") && !seen.contains(&"station") && !seen.contains(&"people"), "{seen:?}");
}
