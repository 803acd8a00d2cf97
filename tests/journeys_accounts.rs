//! Accounts on the screens: a lost passphrase, a first sign-in, a locked screen, and everybody's own screens.

mod support;

use support::{Bench, CLERK, EXAMINERS, PASSPHRASE};
use touchstone::domain::language::Lang;
use touchstone::ops::check::{Depth, check};
use touchstone::tui::context::Context;
use touchstone::tui::journey::Journey;
use touchstone::tui::screens::home::Home;
use touchstone::tui::theme::{Palette, Theme};

fn start(mut bench: Bench) -> (Journey, Rest) {
    bench.sit(CLERK);
    let Bench { folder, office, clock, .. } = bench;
    let context = Context::new(office, Lang::Zh, Theme::new(Palette::Mono, false));
    (Journey::new(context, Home::default(), 80, 24), Rest { _folder: folder, clock })
}

/// What a journey leaves of its bench.
struct Rest {
    _folder: tempfile::TempDir,
    clock: touchstone::ops::SetClock,
}

#[test]
fn a_lost_passphrase_is_reset_by_two_and_its_owner_makes_a_new_key_while_old_signatures_hold() {
    let mut bench = Bench::marking(2);
    bench.full_marks(touchstone::domain::id::EntryId(1));
    let (mut journey, _rest) = start(bench);
    let before = journey.app.context.office.read().key_in_use(EXAMINERS[0]).unwrap().unwrap();
    journey.keys("<F9>").keys("<Down><Down><Enter><Down>r");
    assert!(journey.screen_text().contains("第二人"), "{}", journey.screen_text());
    journey.keys(&format!("督一<Enter>{PASSPHRASE}<Enter>")).settle();
    insta::assert_snapshot!("reset_zh", journey.screen_text());
    journey.keys("忘记了口令<Tab>given on paper once<Enter>").settle();
    assert!(journey.message().starts_with("旧密钥已停用"), "{}", journey.message());
    assert!(journey.screen_text().contains("临时口令"), "{}", journey.screen_text());
    // The old passphrase opens nothing; the temporary one opens the way to an own one, and a new key.
    journey.keys(&format!("<F12>秦一<Enter>{PASSPHRASE}<Enter>")).settle();
    assert!(journey.screen_text().contains("口令不对"), "{}", journey.screen_text());
    journey.keys("given on paper once<Enter>").settle();
    insta::assert_snapshot!("first_sign_in_zh", journey.screen_text());
    // Whoever leaves it there is not in, and neither is the one before: somebody has to sign in.
    journey.keys("<Esc><Esc>");
    assert!(!journey.app.context.office.is_seated());
    assert!(journey.screen_text().contains("谁来操作"), "{}", journey.screen_text());
    journey.keys("<Enter>given on paper once<Enter>").settle();
    journey.keys("given on paper once<Tab>a passphrase of my own<Tab>a passphrase of my own<Enter>").settle();
    assert_eq!(journey.message(), "秦一已登录。");
    let office = &journey.app.context.office;
    let keys = office.read().keys_of(EXAMINERS[0]).unwrap();
    assert_eq!((keys.len(), &keys[0].key), (2, &before));
    assert!(keys[0].until_seq.is_some() && keys[1].until_seq.is_none());
    assert_eq!(check(office, Depth::Full, &mut |_, _| true).unwrap().findings, []);
}

#[test]
fn a_locked_screen_keeps_what_was_typed_and_another_person_finds_their_own() {
    let (mut journey, rest) = start(Bench::marking(2));
    journey.keys("bnJ2026-77<Tab>冬季批次<C-l>");
    let locked = journey.screen_text();
    assert!(locked.contains("周考务 的屏幕已锁定") && !locked.contains("冬季批次"), "{locked}");
    // Nothing but the passphrase opens it, and no key does anything behind it.
    journey.keys("<F3>q");
    assert!(journey.screen_text().contains("已锁定"), "{}", journey.screen_text());
    journey.keys(&format!("<F12>秦一<Enter>{PASSPHRASE}<Enter>")).settle();
    assert_eq!(journey.app.context.office.who(), EXAMINERS[0]);
    assert!(!journey.screen_text().contains("冬季批次"), "{}", journey.screen_text());
    journey.keys(&format!("<F12>周考务<Enter>{PASSPHRASE}<Enter>")).settle();
    assert!(journey.screen_text().contains("冬季批次"), "the form is as it was\n{}", journey.screen_text());
    // Left alone for five minutes it locks by itself.
    rest.clock.set("2026-09-20T08:06:00+08:00");
    journey.settle();
    assert!(journey.screen_text().contains("已锁定"), "{}", journey.screen_text());
    journey.keys("<Enter>not the passphrase<Enter>").settle();
    assert!(journey.screen_text().contains("口令不对"), "{}", journey.screen_text());
    journey.keys(&format!("{PASSPHRASE}<Enter>")).settle();
    assert!(journey.screen_text().contains("冬季批次"), "{}", journey.screen_text());
}

#[test]
fn a_pin_opens_the_idle_screen_and_three_wrong_ones_take_it_away() {
    let (mut journey, _rest) = start(Bench::founded());
    journey.keys("<C-p>PIN<Enter>2580<Enter>").settle();
    assert!(journey.message().starts_with("PIN 已设置"), "{}", journey.message());
    journey.keys("<C-l><Enter>2580<Enter>").settle();
    assert!(journey.screen_text().contains("今日待办"), "{}", journey.screen_text());
    journey.keys("<C-l><Enter>1234<Enter>").settle();
    assert!(journey.screen_text().contains("还可试 2 次"), "{}", journey.screen_text());
    journey.keys("1235<Enter>").settle().keys("1236<Enter>").settle();
    assert!(journey.screen_text().contains("请输入口令"), "{}", journey.screen_text());
    journey.keys("2580<Enter>").settle();
    assert!(journey.screen_text().contains("口令不对"), "the PIN is gone\n{}", journey.screen_text());
    journey.keys(&format!("{PASSPHRASE}<Enter>")).settle();
    assert!(journey.screen_text().contains("今日待办"), "{}", journey.screen_text());
}
