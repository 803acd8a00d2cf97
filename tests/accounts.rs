//! Accounts: signing in, temporary and lost passphrases, what lies in the file, the PIN, several people at one desk.

mod attacker;
mod support;

use attacker::{attack, findings, left, stolen};
use chrono::{DateTime, FixedOffset, TimeDelta};
use support::{Bench, CERTIFIER, CLERK, EXAMINERS, PASSPHRASE, SUPERVISOR, id_number};
use touchstone::credential::custody::{Cost, Secret, WrappingKey};
use touchstone::credential::entropy::SeededEntropy;
use touchstone::credential::vault::Field;
use touchstone::domain::id::{CandidateId, EntryId, PersonId};
use touchstone::domain::language::Lang;
use touchstone::domain::stamp::Role;
use touchstone::ops::account::Seated;
use touchstone::ops::check::Depth;
use touchstone::ops::office::Hand;
use touchstone::ops::{Clock, Office, SetClock, account, entry, settings, station};
use touchstone::store::Failure;
use touchstone::store::act::Kind;
use touchstone::tui::context::Context;
use touchstone::tui::journey::Journey;
use touchstone::tui::screens::home::Home;
use touchstone::tui::theme::{Palette, Theme};

const WRONG: &str = "not the passphrase";
const TEMPORARY: &str = "only for the first time";
const NEW: &str = "a passphrase of my own";

fn code<T: std::fmt::Debug>(asked: Result<T, Failure>) -> &'static str {
    match asked {
        Err(Failure::Refused(why)) => why.code,
        other => panic!("{other:?}"),
    }
}

fn hand(proven: Result<Hand, Failure>) -> Result<PersonId, Failure> {
    proven.map(|hand| hand.person())
}

#[test]
fn after_five_wrong_passphrases_one_waits_twice_as_long_each_time_and_a_clock_set_back_locks_nobody_out() {
    let mut bench = Bench::founded();
    let office = &mut bench.office;
    let mut now: DateTime<FixedOffset> = "2026-09-20T08:00:00+08:00".parse().unwrap();
    bench.clock.set_to(now);
    for _ in 0..5 {
        assert_eq!(code(account::sign_in(office, CERTIFIER, WRONG)), "wrong_passphrase");
    }
    for seconds in [60, 120, 240, 480, 960, 1920, 3600, 3600] {
        // Not even the right one, a second too early.
        bench.clock.set_to(now + TimeDelta::seconds(seconds - 1));
        assert_eq!(code(account::sign_in(office, CERTIFIER, PASSPHRASE)), "too_many_tries", "{seconds} s");
        now += TimeDelta::seconds(seconds);
        bench.clock.set_to(now);
        assert_eq!(code(account::sign_in(office, CERTIFIER, WRONG)), "wrong_passphrase", "{seconds} s");
    }
    assert_eq!(code(hand(account::witness(office, CERTIFIER, PASSPHRASE))), "too_many_tries", "nor beside the desk");
    account::sign_in(office, SUPERVISOR, PASSPHRASE).expect("everybody else signs in as ever");
    // The battery is dead, and the year is 2010: whoever was locked out until a day in 2026 is let in.
    bench.clock.set("2010-01-01T00:00:00+08:00");
    assert_eq!(account::sign_in(office, CERTIFIER, PASSPHRASE).unwrap(), Seated::Ready);
    assert_eq!(office.read().attempts(CERTIFIER).unwrap(), None, "the right one wipes the slate");
    assert_eq!(code(account::sign_in(office, CERTIFIER, WRONG)), "wrong_passphrase");
}

#[test]
fn a_temporary_passphrase_must_be_changed_before_anything_else_and_the_change_makes_the_key() {
    let mut bench = Bench::founded();
    let office = &mut bench.office;
    let roles = [Role::Administrator, Role::Registrar];
    let person = station::record_person(office, "新来的", &roles, TEMPORARY).unwrap();
    assert_eq!(office.read().key_in_use(person).unwrap(), None);
    assert_eq!(code(hand(account::witness(office, person, TEMPORARY))), "no_key");
    assert_eq!(account::sign_in(office, person, TEMPORARY).unwrap(), Seated::MustRenew);
    assert_eq!(code(settings::set(office, "room_seats", "20")), "temporary_passphrase");
    for kind in Kind::ALL.iter().filter(|kind| **kind != Kind::KeyEnrolled) {
        assert!(office.may(*kind).is_err(), "{kind:?}");
    }
    assert_eq!(code(account::renew(office, WRONG, NEW)), "wrong_passphrase");
    assert_eq!(code(account::renew(office, TEMPORARY, "short")), "passphrase");
    assert_eq!(code(account::renew(office, TEMPORARY, TEMPORARY)), "passphrase_kept");
    assert!(office.must_renew());
    account::renew(office, TEMPORARY, NEW).unwrap();
    assert!(!office.must_renew() && office.read().key_in_use(person).unwrap().is_some());
    settings::set(office, "room_seats", "20").unwrap();
    assert_eq!(code(account::sign_in(office, person, TEMPORARY)), "wrong_passphrase");
    assert_eq!(account::sign_in(office, person, NEW).unwrap(), Seated::Ready);
    // Changed once more: the key stays.
    let key = office.read().key_in_use(person).unwrap();
    account::renew(office, NEW, PASSPHRASE).unwrap();
    assert_eq!(office.read().key_in_use(person).unwrap(), key);
    assert_eq!(hand(account::prove(office, PASSPHRASE)).unwrap(), person);
}

#[test]
fn the_auditor_chooses_a_passphrase_too_and_gets_no_key_since_they_write_nothing() {
    let mut bench = Bench::founded();
    let office = &mut bench.office;
    let person = station::record_person(office, "审一", &[Role::Auditor], TEMPORARY).unwrap();
    assert_eq!(account::sign_in(office, person, TEMPORARY).unwrap(), Seated::MustRenew);
    account::renew(office, TEMPORARY, NEW).unwrap();
    assert_eq!(account::take_desk(office, person, NEW).unwrap(), Seated::Ready);
    assert_eq!(office.read().key_in_use(person).unwrap(), None);
    for kind in Kind::ALL {
        assert!(office.may(*kind).is_err(), "{kind:?}");
    }
}

#[test]
fn a_lost_passphrase_is_reset_by_two_and_opens_nothing_while_what_it_signed_stays_signed() {
    let mut bench = Bench::marking(2);
    bench.full_marks(EntryId(1));
    let lost = EXAMINERS[0];
    let old = bench.office.read().key_in_use(lost).unwrap().unwrap();
    let account = bench.office.read().account(lost).unwrap().unwrap();
    let wrapped = account.secret(Secret::Signing).unwrap().to_vec();
    bench.sit(CLERK);
    let (own, theirs, second) = (bench.second(CLERK), bench.second(lost), bench.second(SUPERVISOR));
    let office = &mut bench.office;
    assert_eq!(code(account::reset(office, lost, &second, TEMPORARY, " ")), "reason_needed");
    assert_eq!(code(account::reset(office, lost, &own, TEMPORARY, "忘记")), "same_person");
    assert_eq!(code(account::reset(office, lost, &theirs, TEMPORARY, "忘记")), "same_person");
    assert_eq!(code(account::reset(office, CLERK, &second, TEMPORARY, "忘记")), "own_account");
    assert_eq!(code(account::issue_again(office, lost, TEMPORARY)), "has_key", "one person alone cannot");
    account::reset(office, lost, &second, TEMPORARY, "忘记口令").unwrap();
    for words in [PASSPHRASE, WRONG] {
        assert_eq!(code(account::sign_in(office, lost, words)), "wrong_passphrase");
    }
    assert_eq!(office.read().key_in_use(lost).unwrap(), None);
    assert_eq!(account::sign_in(office, lost, TEMPORARY).unwrap(), Seated::MustRenew);
    account::renew(office, TEMPORARY, PASSPHRASE).unwrap();
    let keys = office.read().keys_of(lost).unwrap();
    assert_eq!(keys.len(), 2);
    assert!(keys[0].key == old && keys[0].until_seq.is_some() && keys[1].key != old && keys[1].until_seq.is_none());
    // The new key signs, the old signatures hold, and nothing in the file opens with the old one any more.
    bench.full_marks(EntryId(2));
    let folder = left(bench);
    let path = folder.path().join("station.touchstone");
    assert_eq!(findings(&path, Depth::Full), []);
    let bytes = std::fs::read(&path).unwrap();
    assert!(!holds(&bytes, &wrapped), "what the lost passphrase opened is overwritten");
    // A sheet signed with the retired key from now on would be found.
    attack(&path, |conn| {
        let sql = "UPDATE signature SET key = (SELECT from_seq FROM person_key WHERE key = ?1)
             WHERE seq = (SELECT max(seq) FROM sheet WHERE entry = 2 AND examiner = 2)";
        assert_eq!(conn.execute(sql, [old]), Ok(1));
    });
    let found = findings(&path, Depth::Usual);
    assert!(found.iter().any(|finding| finding.text.en.contains("a key that was not person 2's then")), "{found:?}");
}

#[test]
fn a_certifier_who_lost_the_only_credential_key_makes_a_new_one_and_the_old_one_is_retired() {
    let mut bench = Bench::founded();
    let second = bench.second(SUPERVISOR);
    let office = &mut bench.office;
    let old = office.read().station_key("credential").unwrap().unwrap();
    account::reset(office, CERTIFIER, &second, TEMPORARY, "忘记口令").unwrap();
    account::sign_in(office, CERTIFIER, TEMPORARY).unwrap();
    account::renew(office, TEMPORARY, NEW).unwrap();
    let new = office.read().station_key("credential").unwrap().unwrap();
    assert_ne!(old, new);
    assert_eq!(office.read().station_keys("credential").unwrap(), [old, new.clone()]);
    // Whoever comes next does not make another: it is handed over.
    account::sign_in(office, CLERK, PASSPHRASE).unwrap();
    let next = station::record_person(office, "证二", &[Role::Certifier], TEMPORARY).unwrap();
    account::sign_in(office, next, TEMPORARY).unwrap();
    account::renew(office, TEMPORARY, PASSPHRASE).unwrap();
    assert_eq!(office.read().station_key("credential").unwrap(), Some(new));
    account::sign_in(office, CERTIFIER, NEW).unwrap();
    assert_eq!(code(account::share_credential(office, CLERK, PASSPHRASE)), "not_certifier");
    account::share_credential(office, next, PASSPHRASE).unwrap();
    assert!(office.read().account(next).unwrap().unwrap().secret(Secret::Credential).is_some());
    drop(second);
    let folder = left(bench);
    assert_eq!(findings(&folder.path().join("station.touchstone"), Depth::Full), []);
}

#[test]
fn wrapped_keys_exchanged_between_two_people_open_nothing_even_with_both_passphrases() {
    let mut bench = Bench::founded();
    bench.sit(EXAMINERS[0]);
    let folder = left(bench);
    let path = folder.path().join("station.touchstone");
    attack(&path, |conn| {
        for table in ["account", "custody"] {
            for (from, to) in [(2, -1), (3, 2), (-1, 3)] {
                let sql = format!("UPDATE {table} SET person = ?2 WHERE person = ?1");
                assert!(conn.execute(&sql, [from, to]).unwrap() > 0);
            }
        }
    });
    let mut office = Office::open(&path).unwrap();
    for person in [EXAMINERS[0], EXAMINERS[1]] {
        // Both have the same passphrase here, so it makes the right key for the wrong person.
        assert_eq!(code(account::sign_in(&mut office, person, PASSPHRASE)), "wrong_passphrase");
    }
    account::sign_in(&mut office, EXAMINERS[2], PASSPHRASE).unwrap();
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// A secret as it might lie about: raw, in hex, in base64.
fn spellings(secret: &[u8]) -> [Vec<u8>; 3] {
    use base64::Engine as _;
    let hex: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
    let base64 = base64::engine::general_purpose::STANDARD.encode(secret);
    [secret.to_vec(), hex.into_bytes(), base64.trim_end_matches('=').as_bytes().to_vec()]
}

#[test]
fn neither_a_secret_nor_an_id_number_lies_in_the_file_in_clear_not_in_its_journal_either() {
    let mut bench = Bench::marking(4);
    bench.full_marks(EntryId(1));
    // Before anything is folded in: the write-ahead log is a file too.
    let wal = std::fs::read(bench.folder.path().join("station.touchstone-wal")).unwrap();
    let folder = left(bench);
    let path = folder.path().join("station.touchstone");
    let bytes = std::fs::read(&path).unwrap();
    let office = Office::open(&path).unwrap();
    let account = office.read().account(CLERK).unwrap().unwrap();
    let key = WrappingKey::derive(PASSPHRASE, &account.salt, account.cost);
    let data = key.unwrap(CLERK, Secret::Data, account.secret(Secret::Data).unwrap()).unwrap();
    let mut secrets = vec![data.to_vec(), stolen(&path, CLERK, Secret::Checkpoint).seed().to_vec()];
    secrets.push(stolen(&path, CERTIFIER, Secret::Credential).seed().to_vec());
    secrets.extend((1..=8).map(|person| stolen(&path, PersonId(person), Secret::Signing).seed().to_vec()));
    let clear: Vec<Vec<u8>> = (0..4).map(|n| id_number(n).into_bytes()).collect();
    let words: Vec<Vec<u8>> = [PASSPHRASE, TEMPORARY, "13812345678"].map(|text| text.as_bytes().to_vec()).into();
    for part in secrets.iter().flat_map(|secret| spellings(secret)).chain(clear).chain(words) {
        for (name, bytes) in [("the file", &bytes), ("its log", &wal)] {
            assert!(!holds(bytes, &part), "{name} holds {:?}", String::from_utf8_lossy(&part));
        }
    }
    // The search would find what is there: a name, a wrapped key, a public one.
    for part in ["欧阳小明".as_bytes(), account.secret(Secret::Data).unwrap()] {
        assert!(holds(&bytes, part));
    }
    let public = office.read().key_in_use(EXAMINERS[0]).unwrap().unwrap();
    assert!(spellings(&public).iter().any(|spelled| holds(&bytes, spelled)));
}

#[test]
fn a_file_at_which_nobody_sits_reads_and_takes_no_id_number() {
    let mut bench = Bench::registering();
    entry::file_entry(&mut bench.office, bench.batch, &support::applicant(0)).unwrap();
    let detail = bench.office.read().candidate(CandidateId(1)).unwrap().unwrap();
    let opened = |office: &Office| {
        let read = office.read();
        let number = read.vault()?.decrypt(Field::IdNumber, &detail.doc_cipher).unwrap();
        String::from_utf8(number.to_vec()).ok()
    };
    assert_eq!(opened(&bench.office), Some(id_number(0)));
    account::sign_out(&mut bench.office);
    assert_eq!(opened(&bench.office), None);
    let asked = entry::file_entry(&mut bench.office, bench.batch, &support::applicant(1));
    assert_eq!(code(asked), "not_signed_in");
    // A wrong passphrase leaves it as it was; anybody's right one opens it.
    assert_eq!(code(account::sign_in(&mut bench.office, CLERK, WRONG)), "wrong_passphrase");
    assert_eq!(opened(&bench.office), None);
    bench.sit(SUPERVISOR);
    assert_eq!(opened(&bench.office), Some(id_number(0)));
}

#[test]
fn roles_that_must_be_kept_apart_are_refused_with_both_names() {
    let mut bench = Bench::founded();
    let office = &mut bench.office;
    let before = office.read().people().unwrap();
    for roles in [
        &[Role::Examiner, Role::Certifier][..],
        &[Role::Examiner, Role::Supervisor],
        &[Role::Registrar, Role::ScoreKeeper],
        &[Role::Administrator, Role::Registrar, Role::Certifier],
        &[Role::Auditor, Role::Examiner],
    ] {
        assert_eq!(code(station::record_person(office, "两职", roles, TEMPORARY)), "roles_apart", "{roles:?}");
        assert_eq!(code(station::revise_person(office, SUPERVISOR, "督一", roles)), "roles_apart", "{roles:?}");
    }
    assert_eq!(office.read().people().unwrap(), before);
}

/// A clock that, when it is read in the middle of an act, lets another window do something first.
struct Meanwhile<F: Fn()>(SetClock, F);

impl<F: Fn()> Clock for Meanwhile<F> {
    fn now(&self) -> DateTime<FixedOffset> {
        (self.1)();
        self.0.now()
    }
}

#[test]
fn somebody_whose_role_was_taken_away_in_another_window_is_refused_under_the_lock() {
    let bench = Bench::founded();
    let (path, clock) = (bench.path(), bench.clock.clone());
    let mut window = Office::open(&path).unwrap();
    // Another administrator, in the first window, is at it while the second one is about to write.
    let mut office = bench.office;
    let other = station::record_person(&mut office, "管二", &[Role::Administrator], TEMPORARY).unwrap();
    account::sign_in(&mut window, other, TEMPORARY).unwrap();
    window.set_cost(Cost::NONE);
    account::renew(&mut window, TEMPORARY, NEW).unwrap();
    settings::set(&mut window, "room_seats", "20").unwrap();
    let first = std::cell::RefCell::new(office);
    window.set_clock(Box::new(Meanwhile(clock, move || {
        let mut first = first.borrow_mut();
        let roles = first.read().person(other).unwrap().unwrap().roles;
        if roles != [Role::Auditor] {
            station::revise_person(&mut first, other, "管二", &[Role::Auditor]).unwrap();
        }
    })));
    assert!(window.may(Kind::SettingSet).is_ok(), "asked before, it is still theirs");
    assert_eq!(code(settings::set(&mut window, "room_seats", "21")), "not_their_role");
    assert_eq!(window.read().setting("room_seats").unwrap().as_deref(), Some("20"));
    assert_eq!(findings(&path, Depth::Full), []);
}

#[test]
fn a_pin_opens_the_idle_screen_and_nothing_else_and_is_gone_after_three_wrong_tries() {
    let mut bench = Bench::marking(1);
    bench.sit(EXAMINERS[0]);
    let office = &mut bench.office;
    assert!(!account::pin_fits(office, "2580").unwrap(), "none was set");
    for bad in ["123", "1111", "abcd"] {
        assert_eq!(code(account::set_pin(office, bad)), "pin");
    }
    account::set_pin(office, "2580").unwrap();
    assert!(account::pin_fits(office, "2580").unwrap());
    assert_eq!(code(hand(account::prove(office, "2580"))), "wrong_passphrase", "it signs nothing");
    assert_eq!(code(account::sign_in(office, EXAMINERS[0], "2580")), "wrong_passphrase", "it signs nobody in");
    for wrong in ["1470", "3690"] {
        assert_eq!(account::pin_fits(office, wrong).unwrap_err().code, "wrong_pin");
    }
    assert!(account::pin_fits(office, "2580").unwrap(), "the right one in time wipes the slate");
    for (wrong, told) in [("1470", "wrong_pin"), ("3690", "wrong_pin"), ("1590", "pin_gone")] {
        assert_eq!(account::pin_fits(office, wrong).unwrap_err().code, told);
    }
    assert!(!account::pin_fits(office, "2580").unwrap(), "it is gone");
    account::set_pin(office, "2580").unwrap();
    bench.sit(EXAMINERS[1]);
    assert!(!account::pin_fits(&mut bench.office, "2580").unwrap(), "it was another person's");
    bench.sit(EXAMINERS[0]);
    assert!(!account::pin_fits(&mut bench.office, "2580").unwrap(), "and left with them");
}

#[test]
fn what_a_guess_costs_is_kept_with_each_account() {
    let mut bench = Bench::founded();
    let dearer = Cost { memory_kib: 64, passes: 2 };
    let office = &mut bench.office;
    account::sign_in(office, EXAMINERS[0], PASSPHRASE).unwrap();
    office.set_cost(dearer);
    account::renew(office, PASSPHRASE, NEW).unwrap();
    let cost = |office: &Office, person| office.read().account(person).unwrap().unwrap().cost;
    assert_eq!((cost(office, EXAMINERS[0]), cost(office, EXAMINERS[1])), (dearer, Cost::NONE));
    // A program that asks for a third cost opens them all.
    office.set_cost(Cost { memory_kib: 32, passes: 3 });
    assert_eq!(account::sign_in(office, EXAMINERS[0], NEW).unwrap(), Seated::Ready);
    assert_eq!(account::sign_in(office, EXAMINERS[1], PASSPHRASE).unwrap(), Seated::Ready);
    let salts = EXAMINERS.map(|person| office.read().account(person).unwrap().unwrap().salt);
    assert!(salts[0] != salts[1] && salts[1] != salts[2], "one passphrase, and no two keys alike");
}

fn start(bench: Bench) -> (Journey, tempfile::TempDir) {
    let context = Context::new(bench.office, Lang::Zh, Theme::new(Palette::Dark, false));
    let mut journey = Journey::new(context, Home::default(), 80, 24);
    journey.settle();
    (journey, bench.folder)
}

fn person(journey: &Journey) -> PersonId {
    journey.app.context.office.who()
}

#[test]
fn each_persons_screens_come_back_as_they_left_them() {
    let mut bench = Bench::marking(2);
    bench.sit(CLERK);
    let (mut journey, _folder) = start(bench);
    // The registrar is in the middle of a new plan.
    journey.keys("bn新的一批");
    let (crumbs, screen) = (journey.crumbs(), journey.screen_text());
    assert!(screen.contains("新的一批"), "{screen}");
    journey.keys(&format!("<F12>秦一<Enter>{PASSPHRASE}<Enter>")).settle();
    assert_eq!((person(&journey), journey.crumbs().as_str()), (EXAMINERS[0], "首页"));
    assert!(!journey.screen_text().contains("新的一批"));
    journey.keys("<F8>");
    let theirs = journey.crumbs();
    journey.keys(&format!("<F12>周考务<Enter>{PASSPHRASE}<Enter>")).settle();
    assert_eq!((person(&journey), journey.crumbs()), (CLERK, crumbs.clone()));
    assert!(journey.screen_text().contains("新的一批"), "what was typed is still there");
    journey.keys(&format!("<F12>秦一<Enter>{PASSPHRASE}<Enter>")).settle();
    assert_eq!((person(&journey), journey.crumbs()), (EXAMINERS[0], theirs));
    // Who turns back at the passphrase stays where they were, and so does the desk.
    journey.keys("<F12>周考务<Enter><Esc><Esc>");
    assert_eq!(person(&journey), EXAMINERS[0]);
    journey.keys(&format!("<F12>周考务<Enter>{WRONG}<Enter>")).settle();
    assert_eq!(person(&journey), EXAMINERS[0], "a wrong passphrase changes nobody");
}

#[test]
fn a_locked_screen_shows_nothing_and_comes_back_by_the_pin_or_the_passphrase_of_its_owner_only() {
    let mut bench = Bench::marking(2);
    bench.sit(CLERK);
    account::set_pin(&mut bench.office, "2580").unwrap();
    let (mut journey, _folder) = start(bench);
    journey.keys("bn新的一批<C-l>");
    let locked = journey.screen_text();
    assert!(locked.contains("周考务") && locked.contains("已锁定") && !locked.contains("新的一批"), "{locked}");
    // No key leads out of it or to another screen.
    journey.keys("<Esc><F3><F8><C-p><C-t>b<Esc>");
    assert!(journey.screen_text().contains("已锁定"), "{}", journey.screen_text());
    journey.keys("<Enter>1470<Enter>").settle();
    assert!(!journey.screen_text().contains("新的一批"));
    journey.keys("<Esc><Enter>2580<Enter>").settle();
    assert!(journey.screen_text().contains("新的一批"), "{}", journey.screen_text());
    journey.keys(&format!("<C-l><Enter>{PASSPHRASE}<Enter>")).settle();
    assert!(journey.screen_text().contains("新的一批"), "{}", journey.screen_text());
    // Somebody else sits down at the locked desk, and the owner finds theirs as it was.
    journey.keys(&format!("<C-l><F12>秦一<Enter>{PASSPHRASE}<Enter>")).settle();
    assert_eq!((person(&journey), journey.crumbs().as_str()), (EXAMINERS[0], "首页"));
    journey.keys(&format!("<F12>周考务<Enter>{PASSPHRASE}<Enter>")).settle();
    assert!(journey.screen_text().contains("新的一批"), "{}", journey.screen_text());
}

#[test]
fn who_leaves_the_first_passphrase_unchanged_is_not_signed_in_and_sees_nobodys_screens() {
    let mut bench = Bench::founded();
    station::record_person(&mut bench.office, "新来的", &[Role::Registrar], TEMPORARY).unwrap();
    let (mut journey, _folder) = start(bench);
    journey.keys("bn新的一批");
    journey.keys(&format!("<F12>新来的<Enter>{TEMPORARY}<Enter>")).settle();
    assert!(journey.screen_text().contains("第一次登录"), "{}", journey.screen_text());
    journey.keys("<Esc>").settle();
    assert_eq!((person(&journey), journey.message().as_str()), (PersonId(0), "没有换口令，已退出登录。"));
    journey.keys("<Esc><Esc><F3>");
    assert!(!journey.screen_text().contains("新的一批"), "{}", journey.screen_text());
    journey.keys(&format!("<Enter>{TEMPORARY}<Enter>")).settle();
    journey.keys(&format!("{TEMPORARY}<Tab>{NEW}<Tab>{NEW}<Enter>")).settle();
    assert_eq!((person(&journey), journey.crumbs().as_str()), (PersonId(9), "首页"), "{}", journey.screen_text());
    journey.keys(&format!("<F12>周考务<Enter>{PASSPHRASE}<Enter>")).settle();
    assert!(journey.screen_text().contains("新的一批"), "{}", journey.screen_text());
}

#[test]
fn two_stations_of_the_same_people_share_no_key() {
    let keys = |seed: &[u8]| {
        let mut bench = Bench::founded();
        bench.office.set_entropy(Box::new(SeededEntropy::new(seed)));
        let person = station::record_person(&mut bench.office, "新来的", &[Role::Examiner], TEMPORARY).unwrap();
        account::sign_in(&mut bench.office, person, TEMPORARY).unwrap();
        account::renew(&mut bench.office, TEMPORARY, NEW).unwrap();
        bench.office.read().key_in_use(person).unwrap().unwrap()
    };
    assert_ne!(keys(b"one"), keys(b"other"), "the passphrase makes no signing key: chance does");
}

#[test]
fn an_idle_screen_locks_by_itself_even_where_the_next_person_was_about_to_sign_in() {
    let mut bench = Bench::marking(2);
    bench.sit(CLERK);
    let clock = bench.clock.clone();
    let (mut journey, _folder) = start(bench);
    let minutes = i64::from(journey.app.context.idle_minutes);
    assert!(minutes > 0, "a new station locks");
    let wait = |journey: &mut Journey, seconds: i64| {
        clock.set_to(clock.now() + TimeDelta::seconds(seconds));
        journey.settle();
    };
    journey.keys("bn新的一批");
    wait(&mut journey, minutes * 60 - 1);
    assert!(journey.screen_text().contains("新的一批"));
    wait(&mut journey, 1);
    assert!(journey.screen_text().contains("已锁定"), "{}", journey.screen_text());
    journey.keys(&format!("<Enter>{PASSPHRASE}<Enter>")).settle();
    assert!(journey.screen_text().contains("新的一批"), "{}", journey.screen_text());
    journey.keys("<F12>");
    wait(&mut journey, minutes * 60);
    journey.keys("<Esc>");
    assert!(journey.screen_text().contains("已锁定"), "{}", journey.screen_text());
    journey.keys(&format!("<F12>秦一<Enter>{PASSPHRASE}<Enter>")).settle();
    assert_eq!((person(&journey), journey.crumbs().as_str()), (EXAMINERS[0], "首页"));
    journey.keys(&format!("<F12>周考务<Enter>{PASSPHRASE}<Enter>")).settle();
    assert!(journey.screen_text().contains("新的一批"), "{}", journey.screen_text());
}
