//! Something told over a screen, to be read and closed.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::domain::language::{Both, Lang, Say};
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::screen::{Flow, Mouse, Screen};
use crate::tui::theme::Theme;
use crate::tui::widget::detail::{Detail, Told};

type Lines = Box<dyn Fn(Lang, &Theme) -> Vec<Told>>;

pub struct Tell {
    title: Both,
    lines: Lines,
    rows: u16,
    detail: Detail,
}

impl Tell {
    /// `rows` is about how many lines there are.
    pub fn new(title: Both, rows: usize, lines: impl Fn(Lang, &Theme) -> Vec<Told> + 'static) -> Tell {
        let rows = u16::try_from(rows).unwrap_or(u16::MAX).saturating_add(2);
        Tell { title, lines: Box::new(lines), rows, detail: Detail::default() }
    }
}

impl Screen for Tell {
    fn crumb(&self, lang: Lang) -> String {
        self.title.say(lang)
    }

    fn scope(&self) -> Scope {
        Scope::Popup
    }

    fn covers_all(&self) -> bool {
        false
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        let lines = (self.lines)(context.lang, &context.theme);
        let title = self.title.say(context.lang);
        let inner = super::open(frame, area, 66, self.rows, &title, &context.theme);
        let inner = Rect { y: inner.y + 1, height: inner.height.saturating_sub(2), ..inner };
        self.detail.draw(frame, inner, &lines, context);
    }

    fn intent(&mut self, intent: Intent, _: &mut Context) -> Flow {
        match intent {
            Intent::Accept => Flow::Pop,
            _ if self.detail.intent(intent, 10) => Flow::Stay,
            _ => Flow::Pass,
        }
    }

    fn mouse(&mut self, mouse: Mouse, _: &mut Context) -> Flow {
        self.detail.wheel(mouse.what);
        Flow::Stay
    }
}
