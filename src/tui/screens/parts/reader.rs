//! One thing told over the whole window, to be read and scrolled.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::domain::language::{Both, Lang, Say};
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::screen::{Flow, Mouse, Screen};
use crate::tui::widget::detail::{Detail, Told};

/// Lines longer than this are hard to read.
const WIDEST: u16 = 120;

type Lines = Box<dyn Fn(&Context) -> Vec<Told>>;

pub struct Reader {
    crumb: Both,
    lines: Lines,
    detail: Detail,
    page: i32,
}

impl Reader {
    /// `lines` is asked at every frame, so that it follows the language.
    pub fn new(crumb: Both, lines: impl Fn(&Context) -> Vec<Told> + 'static) -> Reader {
        Reader { crumb, lines: Box::new(lines), detail: Detail::default(), page: 10 }
    }
}

impl Screen for Reader {
    fn crumb(&self, lang: Lang) -> String {
        self.crumb.say(lang)
    }

    fn scope(&self) -> Scope {
        Scope::Reader
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        let area = Rect { y: area.y + 1, height: area.height.saturating_sub(1), width: area.width.min(WIDEST), ..area };
        self.page = i32::from(area.height.saturating_sub(1).max(1));
        self.detail.draw(frame, area, &(self.lines)(context), context);
    }

    fn intent(&mut self, intent: Intent, _: &mut Context) -> Flow {
        if self.detail.intent(intent, self.page) { Flow::Stay } else { Flow::Pass }
    }

    fn mouse(&mut self, mouse: Mouse, _: &mut Context) -> Flow {
        self.detail.wheel(mouse.what);
        Flow::Stay
    }
}
