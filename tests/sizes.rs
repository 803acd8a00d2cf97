//! Every screen at every size of the window, and while somebody types: no panic, and what was typed is kept.

#![allow(clippy::print_stderr, reason = "what was counted is said")]

mod support;

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use support::{Bench, CERTIFIER, CLERK, EXAMINERS, SUPERVISOR};
use touchstone::domain::evaluation::batch::BatchState;
use touchstone::domain::id::{EntryId, PersonId};
use touchstone::domain::language::Lang;
use touchstone::ops::certificate;
use touchstone::tui::context::Context;
use touchstone::tui::journey::Journey;
use touchstone::tui::screens::home::Home;
use touchstone::tui::theme::{Palette, Theme};

const WIDEST: u16 = 200;
const HIGHEST: u16 = 60;
/// Into so many parts the sizes are divided, that several processors look at one screen.
const PARTS: usize = 4;

fn is_release() -> bool {
    std::env::var("TOUCHSTONE_TRIALS").is_ok_and(|tier| tier == "release")
}

/// A fixed sequence, so that a failure can be looked at again.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u16) -> u16 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % u64::from(most)) as u16
    }

    fn size(&mut self) -> (u16, u16) {
        (1 + self.below(WIDEST), 1 + self.below(HIGHEST))
    }
}

/// The edges of everything and a seeded sample; for a release every size there is, of which each part looks at every second.
fn sizes(part: usize) -> Vec<(u16, u16)> {
    if is_release() {
        let all = (1..=WIDEST).flat_map(|columns| (1..=HIGHEST).map(move |rows| (columns, rows)));
        return all.enumerate().filter(|(n, _)| n % PARTS == part).map(|(_, size)| size).collect();
    }
    let mut chance = Chance(20_261_122);
    let columns = [1, 2, 3, 20, 59, 60, 61, 79, 80, 100, 119, 120, 199, 200];
    let rows = [1, 2, 3, 15, 16, 17, 24, 36, 60];
    let edges = columns.iter().flat_map(|columns| rows.iter().map(move |rows| (*columns, *rows)));
    let sample: Vec<(u16, u16)> = (0..20).map(|_| chance.size()).collect();
    edges.chain(sample).enumerate().filter(|(n, _)| n % PARTS == part).map(|(_, size)| size).collect()
}

/// A station where every list holds something: two candidates, one certified, one marked by nobody yet, an employer beside.
fn station(person: PersonId) -> Bench {
    let mut bench = Bench::marking(3);
    bench.full_marks(EntryId(1));
    bench.sit(person);
    bench
}

fn issued() -> Bench {
    let mut bench = Bench::marking(2);
    (1..=2).for_each(|n| bench.full_marks(EntryId(n)));
    bench.advance_to(BatchState::Publicity);
    bench.clock.set("2026-09-28T09:00:00+08:00");
    bench.advance_to(BatchState::Issuing);
    bench.sit(CERTIFIER);
    certificate::issue_batch(&mut bench.office, bench.batch, |_, _| true).unwrap();
    bench
}

fn journey(bench: Bench) -> (Journey, tempfile::TempDir) {
    let context = Context::new(bench.office, Lang::Zh, Theme::new(Palette::Mono, false));
    (Journey::new(context, Home::default(), 120, 36), bench.folder)
}

/// Keys that lead from screen to screen, each a screen to be looked at, for whoever sits there.
const CLERKS: &[&str] = &[
    "<Esc>", "<F1>", "<Esc>", "<C-p>", "<Esc>", "<F3>", "n", "<Esc>", "<Enter>", "<Enter>", "<Esc>", "P", "w", "<Esc>",
    "<Enter>", "<Esc>", "t", "<Esc>", "<Esc>", "D", "<Esc>", "i", "<Esc>", "m", "<Esc>", "p", "<Esc>", "<Esc>", "<F4>",
    "/", "张", "<Esc>", "<Enter>", "u", "<Esc>", "<Enter>", "<Esc>", "<Esc>", "e", "<Esc>", "<F6>", "<F7>", "<Enter>",
    "<Enter>", "<Esc>", "<Esc>", "<F8>", "<Enter>", "<Esc>", "s", "r", "<Esc>", "<Esc>", "v", "<Esc>", "t", "<Esc>",
    "<F9>", "<Enter>", "<Esc>", "j", "<Enter>", "a", "<Esc>", "<Esc>", "j", "<Enter>", "<Enter>", "<Esc>", "<Esc>",
    "j", "<Enter>", "<Enter>", "<Esc>", "<Esc>", "j", "<Enter>", "<Esc>", "j", "<Enter>", "<Esc>", "<F11>", "<Tab>",
    "<Esc>", "<F12>", "<Esc>", "<C-l>",
];
const EXAMINERS_KEYS: &[&str] = &["<Enter>", "<Enter>", "4", "<Enter>", "n", "<Esc>", "<F1>", "<Esc>", "g", "<Esc>"];
const CERTIFIERS: &[&str] = &[
    "<F6>", "<Enter>", "p", "<Esc>", "<Esc>", "r", "<Esc>", "x", "<Esc>", "b", "a", "<Esc>", "<Esc>", "<F3>", "<Enter>",
];
const SUPERVISORS: &[&str] = &["<F3>", "<Enter>", "F", "<Esc>", "o", "<Esc>", "i", "<Esc>", "<F8>", "d", "<Esc>"];
const MANAGERS: &[&str] =
    &["<Enter>", "<Esc>", "e", "a", "<Esc>", "<Esc>", "p", "<Esc>", "<F1>", "<Esc>", "c", "<Esc>"];

/// Somebody's way through the screens: a station where they sit, and their keys.
type Tour = (fn() -> Bench, &'static [&'static str]);

const TOURS: [Tour; 5] = [
    (|| station(CLERK), CLERKS),
    (|| station(EXAMINERS[0]), EXAMINERS_KEYS),
    (issued, CERTIFIERS),
    (|| station(SUPERVISOR), SUPERVISORS),
    (wing, MANAGERS),
];

fn wing() -> Bench {
    let mut wing = Bench::founded();
    let manager = wing.manager();
    wing.sit(manager);
    wing
}

/// What was looked at: a screen by its way there, in each part of the sizes.
#[derive(Default)]
struct Seen {
    screens: BTreeSet<(usize, Vec<String>, bool)>,
    drawn: usize,
}

/// Walks a tour and draws each screen that nobody looked at yet at each size of the part.
fn walk((bench, keys): &Tour, part: usize, seen: &Mutex<Seen>) {
    let sizes = sizes(part);
    let (mut journey, _folder) = journey(bench());
    for key in *keys {
        journey.resize(120, 36).keys(key).settle();
        let crumbs = journey.app.crumbs();
        if !seen.lock().unwrap().screens.insert((part, crumbs, key.starts_with("<F1>"))) {
            continue;
        }
        let before = journey.screen_text();
        for (n, (columns, rows)) in sizes.iter().enumerate() {
            // Every sixteenth as a terminal would take it, against the frame before.
            if n % 16 == 0 {
                journey.resize(*columns, *rows)
            } else {
                journey.glance(*columns, *rows)
            };
        }
        seen.lock().unwrap().drawn += sizes.len();
        journey.resize(120, 36);
        assert_eq!(journey.screen_text(), before, "{} after {key} is another screen", journey.crumbs());
    }
}

#[test]
fn every_screen_draws_at_every_size() {
    let (seen, next) = (Mutex::new(Seen::default()), AtomicUsize::new(0));
    let begun = cpu_time::ProcessTime::now();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(n) = Some(next.fetch_add(1, Ordering::Relaxed)).filter(|n| *n < TOURS.len() * PARTS) {
                    walk(&TOURS[n / PARTS], n % PARTS, &seen);
                }
            });
        }
    });
    let Seen { screens, drawn } = seen.into_inner().unwrap();
    let screens = screens.iter().filter(|(part, ..)| *part == 0).count();
    assert!(screens > 40, "{screens} screens");
    assert!(drawn > 40 * 140, "{drawn} frames");
    eprintln!("{screens} screens, {drawn} frames, {:.0} s of processor time", begun.elapsed().as_secs_f64());
}

#[test]
fn whoever_types_while_the_window_changes_loses_nothing() {
    let (mut journey, _folder) = journey(station(CLERK));
    let mut chance = Chance(7);
    journey.keys("<F3>n").settle();
    let letters: Vec<char> = "批次名称甲乙丙丁戊己庚辛壬癸abcdefg0123456789".chars().collect();
    let (mut typed, mut resizes) = (String::new(), 0);
    let most = if is_release() { 5_000 } else { 1_000 };
    // In the field for the name of a batch.
    while resizes < most {
        let (columns, rows) = chance.size();
        journey.resize(columns, rows);
        resizes += 1;
        // Below the least window the program waits, and says so.
        if columns < 60 || rows < 16 {
            continue;
        }
        if typed.chars().count() > 30 {
            journey.keys("<C-u>");
            typed.clear();
        }
        let letter = letters[usize::from(chance.below(letters.len() as u16))];
        journey.keys(&letter.to_string());
        typed.push(letter);
        if resizes % 16 == 0 {
            let size = (120, 36);
            journey.resize(size.0, size.1);
            let text = journey.screen_text();
            let shown: String = typed.chars().rev().take(6).collect::<Vec<_>>().into_iter().rev().collect();
            assert!(text.contains(&shown), "`{typed}` is not on the screen after {resizes} resizes:\n{text}");
        }
    }
}

#[test]
fn a_paste_is_text_in_a_field_and_nothing_anywhere_else() {
    let script = "dd\u{1b}[A\u{11}q:x<Enter>\r\nyY\u{3}";
    let (mut journey, _folder) = journey(station(CLERK));
    let size = |journey: &Journey| journey.app.context.office.read().journal_root().unwrap().unwrap().0;
    let before = size(&journey);
    for keys in ["<Esc>", "<F3>", "<Enter>", "<F4>", "<F6>", "<F7>", "<F8>", "<F9>", "<F11>"] {
        journey.keys(keys).settle();
        let (crumbs, text) = (journey.crumbs(), journey.screen_text());
        journey.paste(script).settle();
        assert_eq!(journey.crumbs(), crumbs, "a paste led somewhere");
        assert!(!journey.is_over());
        let body = |text: &str| text.lines().take(30).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(body(&journey.screen_text()), body(&text), "a paste did something on {crumbs}");
    }
    assert_eq!(size(&journey), before);
    journey.keys("<F3>n").settle();
    let crumbs = journey.crumbs();
    journey.paste(script).settle();
    assert_eq!(journey.crumbs(), crumbs);
    assert!(journey.screen_text().contains("yY"), "{}", journey.screen_text());
    journey.keys("<C-u>");
    journey.paste(&"长".repeat(5000)).settle();
    assert!(journey.message().contains("4096"), "{}", journey.message());
    assert!(!journey.screen_text().contains("长长长"), "{}", journey.screen_text());
    journey.paste(&"长".repeat(4096)).settle();
    assert!(journey.screen_text().contains("长长长"));
}
