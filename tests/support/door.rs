//! The way into one screen of a journey: a door in front of it, and who goes through.
#![allow(dead_code, reason = "each test file uses its own part of the support")]

use ratatui::Frame;
use ratatui::layout::Rect;
use touchstone::domain::id::PersonId;
use touchstone::domain::language::Lang;
use touchstone::tui::context::Context;
use touchstone::tui::intent::Intent;
use touchstone::tui::journey::Journey;
use touchstone::tui::keytable::Scope;
use touchstone::tui::screen::{Flow, Screen};
use touchstone::tui::screens::home::Home;
use touchstone::tui::theme::{Palette, Theme};

use super::Bench;

/// A door that Enter goes through.
pub struct Door<F: Fn() -> Box<dyn Screen>>(pub F);

impl<F: Fn() -> Box<dyn Screen>> Screen for Door<F> {
    fn crumb(&self, lang: Lang) -> String {
        lang.pick("首页", "Home").to_owned()
    }

    fn scope(&self) -> Scope {
        Scope::List
    }

    fn draw(&mut self, _: &mut Frame, _: Rect, _: &mut Context) {}

    fn intent(&mut self, intent: Intent, _: &mut Context) -> Flow {
        if intent == Intent::Open { Flow::Push((self.0)()) } else { Flow::Pass }
    }
}

/// Somebody before a screen of 80 columns and 24 rows, in Chinese; the folder lives as long as the file is needed.
pub fn before(
    mut bench: Bench,
    who: PersonId,
    to: impl Fn() -> Box<dyn Screen> + 'static,
) -> (Journey, tempfile::TempDir) {
    bench.sit(who);
    let context = Context::new(bench.office, Lang::Zh, Theme::new(Palette::Mono, false));
    let mut journey = Journey::new(context, Door(to), 80, 24);
    journey.keys("<Enter>").settle();
    (journey, bench.folder)
}

/// Whoever sits at the desk before the first screen.
pub fn at_home(bench: Bench) -> (Journey, tempfile::TempDir) {
    let context = Context::new(bench.office, Lang::Zh, Theme::new(Palette::Mono, false));
    let mut journey = Journey::new(context, Home::default(), 80, 24);
    journey.settle();
    (journey, bench.folder)
}

/// Both languages of what stands on the screen, as `tests/snapshots/NAME_zh.snap` and `_en`; it is Chinese again afterwards.
pub fn pictures(journey: &mut Journey, name: &str) {
    let zh = journey.screen_text();
    let en = journey.keys("<F2>").screen_text();
    journey.keys("<F2>");
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(format!("{name}_zh"), zh);
        insta::assert_snapshot!(format!("{name}_en"), en);
    });
}
