//! The journal's codes, the day's end, a code from paper and the honest page, by keys alone.

mod support;

use support::Bench;
use touchstone::credential::promises::{PROMISES, Question};
use touchstone::domain::anchor::Reason;
use touchstone::domain::evaluation::batch::BatchState;
use touchstone::domain::id::EntryId;
use touchstone::domain::language::Lang;
use touchstone::ops::checkpoint;
use touchstone::tui::app::Idle;
use touchstone::tui::context::Context;
use touchstone::tui::journey::Journey;
use touchstone::tui::screens::home::Home;
use touchstone::tui::theme::{Palette, Theme};
use unicode_width::UnicodeWidthChar;

/// A batch whose scores are locked.
fn locked() -> Bench {
    let mut bench = Bench::marking(2);
    (1..=2).for_each(|n| bench.full_marks(EntryId(n)));
    bench.sit(support::CLERK);
    bench.advance_to(BatchState::Confirming);
    bench
}

fn start(bench: Bench, columns: u16, rows: u16) -> (Journey, tempfile::TempDir) {
    let context = Context::new(bench.office, Lang::Zh, Theme::new(Palette::Dark, false));
    (Journey::new(context, Home::default(), columns, rows), bench.folder)
}

/// Lets work on another thread come to its end.
fn finish(journey: &mut Journey) {
    while journey.app.idle() != Idle::Nothing {
        std::thread::yield_now();
    }
    journey.settle();
}

/// Both languages of what stands on the screen, each under its name.
fn snapshots(journey: &mut Journey, name: &str) {
    insta::assert_snapshot!(format!("{name}_zh"), journey.screen_text());
    insta::assert_snapshot!(format!("{name}_en"), journey.keys("<F2>").screen_text());
    journey.keys("<F2>");
}

#[test]
fn the_code_of_now_stands_large_over_the_kept_ones_and_its_qr_scans() {
    let bench = locked();
    let note = bench.office.read().checkpoint_now().unwrap().unwrap().body();
    let (mut journey, _folder) = start(bench, 80, 24);
    journey.keys("<F8>s");
    snapshots(&mut journey, "codes");
    assert!(journey.screen_text().contains("成绩锁定"));
    journey.keys("<Enter>");
    assert_eq!(journey.crumbs(), "首页 > 日志 > 存证码 > 第 1 个存证");
    snapshots(&mut journey, "checkpoint");
    journey.keys("<Esc>r");
    let text = journey.screen_text();
    assert_eq!(scanned(&text), note, "a window of 80 by 24 is enough\n{text}");
}

/// Photographs the window: a module is eight pixels wide, and what is no half block is dark.
fn scanned(text: &str) -> String {
    // Cell by cell: a wide character takes two.
    let cells = |c: char| std::iter::repeat_n(c, c.width().unwrap_or(1));
    let rows: Vec<Vec<char>> = text.lines().map(|line| line.chars().flat_map(cells).collect()).collect();
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(width * 8, rows.len() * 16, |x, y| {
        let light = match rows[y / 16].get(x / 8) {
            Some('█') => true,
            Some('▀') => y % 16 < 8,
            Some('▄') => y % 16 >= 8,
            _ => false,
        };
        if light { 255 } else { 0 }
    });
    picture.detect_grids()[0].decode().unwrap().1
}

#[test]
fn the_qr_stands_beside_the_codes_signed_where_the_window_is_wide_and_says_what_it_needs_where_it_is_small() {
    let bench = locked();
    let note = bench.office.read().checkpoint_now().unwrap().unwrap().body();
    let (mut journey, _folder) = start(bench, 130, 36);
    let text = journey.keys("<F8>s").screen_text();
    assert_eq!(scanned(&text), note, "the bare checkpoint needs less room\n{text}");
    let bench = locked();
    let signed = checkpoint::keep(&bench.office, Reason::Export).unwrap().unwrap().text();
    let (mut journey, _folder) = start(bench, 150, 40);
    let text = journey.keys("<F8>s").screen_text();
    assert_eq!(scanned(&text), signed, "{text}");
    assert!(signed.starts_with(&note) && signed.contains("\n\n— touchstone/"));
    let (mut journey, _folder) = start(locked(), 60, 16);
    journey.keys("<F8>sr");
    let text = journey.screen_text();
    assert!(text.contains("touchstone show code --qr"), "{text}");
}

#[test]
fn a_code_from_paper_is_typed_and_judged_and_a_mistyped_one_keeps_what_was_typed() {
    let mut bench = locked();
    let paper = checkpoint::code_now(&bench.office).unwrap().unwrap();
    bench.advance_to(BatchState::Publicity);
    let (mut journey, _folder) = start(bench, 80, 24);
    let mut groups = paper.groups();
    journey.keys(&format!("<F8>v{}", groups.join(" ").to_lowercase()));
    snapshots(&mut journey, "compare");
    journey.keys("<Enter>");
    finish(&mut journey);
    assert_eq!(journey.crumbs(), "首页 > 日志 > 对码");
    assert!(journey.screen_text().contains("相符"), "{}", journey.screen_text());
    snapshots(&mut journey, "compared");
    // The fourth group has two neighbours exchanged.
    let mut fourth: Vec<char> = groups[3].chars().collect();
    let at = (1..fourth.len()).find(|at| fourth[*at] != fourth[at - 1]).unwrap();
    fourth.swap(at - 1, at);
    groups[3] = fourth.into_iter().collect();
    journey.keys(&format!("<Esc>v{}<Enter>", groups.join("")));
    let text = journey.screen_text();
    assert!(text.contains("第 4 组抄错了") && text.contains(&groups[3]), "{text}");
}

#[test]
fn a_code_of_another_history_is_told_plainly() {
    let stranger = checkpoint::keep(&locked().office, Reason::Export).unwrap().unwrap();
    let mut bench = Bench::marking(3);
    (1..=3).for_each(|n| bench.full_marks(EntryId(n)));
    let (mut journey, _folder) = start(bench, 80, 24);
    journey.keys(&format!("<F8>v{}<Enter>", stranger.code()));
    finish(&mut journey);
    assert!(journey.screen_text().contains("不符"), "{}", journey.screen_text());
    snapshots(&mut journey, "compared_wanting");
}

#[test]
fn a_day_is_closed_once_and_its_page_shows_what_the_minutes_need() {
    let (mut journey, _folder) = start(locked(), 80, 44);
    journey.keys("<F8>dy");
    assert_eq!(journey.crumbs(), "首页 > 日志 > 日终 预览");
    snapshots(&mut journey, "day_end");
    let text = journey.screen_text();
    for told in ["2026-09-20", "签字提交评分表：10", "秦一", "存证码", "督导员："] {
        assert!(text.contains(told), "{told}:\n{text}");
    }
    journey.keys("<Esc>dy");
    assert!(journey.screen_text().contains("没有新的操作"), "{}", journey.screen_text());
}

#[test]
fn every_row_of_the_honest_page_is_reached_from_the_journal_and_from_the_help() {
    let (mut journey, _folder) = start(Bench::registering(), 124, 90);
    for (keys, way) in [("<F8>t", "the journal"), ("<Esc><Esc><F1>t", "the help")] {
        for lang in [Lang::Zh, Lang::En] {
            let text = journey.keys(if lang == Lang::Zh { keys } else { "<F2>" }).screen_text();
            // Wide characters and wrapped lines: compare without blanks.
            let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            for promise in &PROMISES {
                assert!(bare(&text).contains(&bare(promise.who(lang))), "{way}: {}\n{text}", promise.who(lang));
                for question in Question::ALL {
                    let answer = promise.answer(question, lang);
                    assert!(bare(&text).contains(&bare(answer)), "{way}: {answer}\n{text}");
                }
            }
        }
        journey.keys("<F2>");
    }
    let (mut journey, _folder) = start(Bench::registering(), 80, 24);
    journey.keys("<F8>t");
    snapshots(&mut journey, "trust");
}
