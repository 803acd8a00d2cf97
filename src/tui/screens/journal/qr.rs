//! A QR code on the screen, light on dark whatever the colours, so that a telephone reads it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};

use crate::domain::language::{Both, Lang, Say};
use crate::exchange::qr::{NARROW, QUIET, Qr};
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::screen::{Flow, Screen};
use crate::tui::theme::Palette;
use crate::tui::widget::fit::wrap;
use crate::{both, say};

/// Draws it at the top left where it fits, with as wide a margin as there is room for; whether it did.
pub fn draw(frame: &mut Frame, area: Rect, qr: &Qr, context: &Context) -> bool {
    let fits = |quiet: &usize| {
        let (columns, rows) = qr.extent(*quiet);
        columns <= area.width as usize && rows <= area.height as usize
    };
    let Some(quiet) = [QUIET, NARROW].into_iter().find(fits) else { return false };
    let style = match context.theme.palette {
        // Without colours the light modules are as light as the letters.
        Palette::Mono => Style::new(),
        _ => Style::new().fg(Color::White).bg(Color::Black),
    };
    for (y, row) in (area.y..).zip(qr.rows(quiet)) {
        frame.buffer_mut().set_string(area.x, y, row, style);
    }
    true
}

/// The QR over the whole window: the first of these that fits.
pub struct QrView {
    qrs: Vec<Qr>,
    /// What else can be done where none fits.
    otherwise: Both,
}

impl QrView {
    pub fn new(qrs: Vec<Qr>, otherwise: Both) -> QrView {
        QrView { qrs, otherwise }
    }

    /// Of a checkpoint code, which the command line prints at any size.
    pub fn of_code(qrs: Vec<Qr>) -> QrView {
        QrView::new(qrs, both!("也可用 touchstone show code --qr。", "Or use touchstone show code --qr."))
    }
}

impl Screen for QrView {
    fn crumb(&self, lang: Lang) -> String {
        lang.pick("二维码", "QR").to_owned()
    }

    fn scope(&self) -> Scope {
        Scope::Reader
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        if self.qrs.iter().any(|qr| draw(frame, area, qr, context)) {
            return;
        }
        let Some((columns, rows)) = self.qrs.last().map(|qr| qr.extent(NARROW)) else { return };
        let rows = rows + 3;
        let otherwise = self.otherwise.say(context.lang);
        let told = say!(
            context.lang,
            "窗口太小，放不下二维码：要 {columns} 列 {rows} 行。请放大窗口或缩小字号。{otherwise}",
            "The window is too small for the QR: {columns} columns and {rows} rows are needed. Make it larger or its letters smaller. {otherwise}"
        );
        for (y, line) in (area.y + 1..area.bottom()).zip(wrap(&told, area.width as usize)) {
            frame.buffer_mut().set_string(area.x, y, line, context.theme.warn);
        }
    }

    fn intent(&mut self, _: Intent, _: &mut Context) -> Flow {
        Flow::Pass
    }
}
