//! A document before it is printed: its layout in the terminal, its QR code as a telephone reads it, and the ways onto paper.

mod forms;
mod job;
mod source;

use ratatui::Frame;
use ratatui::layout::Rect;

pub use source::Source;

use crate::document::preview;
use crate::document::shape::Page;
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::exchange::qr::Qr;
use crate::say;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::screen::{Answer, Flow, Mouse, Press, Screen};
use crate::tui::screens::journal::{QrView, draw_qr};
use crate::{both, refusal};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PreviewIntent {
    /// To the printer.
    Print,
    /// Into one file.
    Write,
    /// One file each.
    Each,
    /// The QR code over the whole window.
    Code,
    /// English beside the Chinese, or not.
    Bilingual,
}

/// No page is drawn wider than this.
const WIDEST: u16 = 110;

pub struct Preview {
    title: Both,
    /// The name that its file would have, without the ending.
    name: String,
    source: Source,
    at: usize,
    page: Option<Page>,
    /// The page in so many columns.
    drawn: (u16, Vec<String>),
    first: usize,
    room: usize,
    /// Shown as soon as the QR does not go beside the page.
    qr: Option<Qr>,
}

impl Preview {
    pub fn new(title: Both, name: String, source: Source, context: &mut Context) -> Preview {
        let mut preview =
            Preview { title, name, source, at: 0, page: None, drawn: (0, Vec::new()), first: 0, room: 1, qr: None };
        preview.turn(0, context);
        preview
    }

    fn turn(&mut self, to: usize, context: &mut Context) {
        let page = self.source.page(&context.office, to);
        if let Some(page) = context.tell(page).flatten() {
            self.qr = source::codes(&page).next().map(Qr::of_modules);
            (self.at, self.first, self.drawn, self.page) = (to, 0, (0, Vec::new()), Some(page));
        }
    }

    fn scroll(&mut self, by: isize) {
        let last = self.drawn.1.len().saturating_sub(self.room);
        self.first = self.first.saturating_add_signed(by).min(last);
    }
}

impl Screen for Preview {
    fn crumb(&self, lang: Lang) -> String {
        say!(lang, "{} 预览", "Preview: {}", self.title.say(lang))
    }

    fn scope(&self) -> Scope {
        Scope::Preview
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        let (lang, theme) = (context.lang, context.theme);
        let (n, total) = (self.at + 1, self.source.pages().max(1));
        let head = say!(lang, "第 {n} 页，共 {total} 页（A4）", "Page {n} of {total} (A4)");
        frame.buffer_mut().set_stringn(area.x, area.y, head, area.width as usize, theme.muted);
        let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        let width = body.width.min(WIDEST);
        if let Some(page) = self.page.as_ref().filter(|_| self.drawn.0 != width) {
            self.drawn = (width, preview::rows(page, width));
        }
        self.room = usize::from(body.height.max(1));
        self.scroll(0);
        for (y, row) in (body.y..body.bottom()).zip(self.drawn.1.iter().skip(self.first)) {
            frame.buffer_mut().set_stringn(body.x, y, row, width as usize, theme.text);
        }
        // A wide window has the code beside the page, as large as a telephone needs it.
        let beside = Rect { x: body.x + width + 2, width: body.width.saturating_sub(width + 2), ..body };
        if let Some(qr) = self.qr.as_ref().filter(|_| beside.width > 20) {
            draw_qr(frame, beside, qr, context);
        }
    }

    fn available(&self, intent: Intent, _: &Context) -> Result<(), Refusal> {
        match intent {
            Intent::Preview(PreviewIntent::Each) if !matches!(self.source, Source::Batch { .. }) => {
                Err(refusal!("one_file", "这份文件只有一份。", "There is only one of it.")
                    .next(both!("按 w 写成文件。", "Press w to write it.")))
            }
            Intent::Preview(PreviewIntent::Code) if self.qr.is_none() => {
                Err(refusal!("no_qr", "这一页没有二维码。", "This page has no QR code."))
            }
            Intent::Preview(PreviewIntent::Bilingual) if !matches!(self.source, Source::Certificate { .. }) => {
                Err(refusal!("chinese_only", "只有证书可以中英文对照。", "Certificates alone come in both languages."))
            }
            _ => Ok(()),
        }
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        let page = isize::try_from(self.room.saturating_sub(1).max(1)).unwrap_or(1);
        match intent {
            Intent::Up => self.scroll(-1),
            Intent::Down => self.scroll(1),
            Intent::PageUp => self.scroll(-page),
            Intent::PageDown => self.scroll(page),
            Intent::First => self.scroll(isize::MIN),
            Intent::Last => self.scroll(isize::MAX),
            Intent::Right if self.at + 1 < self.source.pages() => self.turn(self.at + 1, context),
            Intent::Left if self.at > 0 => self.turn(self.at - 1, context),
            Intent::Right | Intent::Left => {}
            Intent::Preview(PreviewIntent::Code) => {
                return self.qr.clone().map_or(Flow::Stay, |qr| Flow::push(QrView::new(vec![qr])));
            }
            Intent::Preview(PreviewIntent::Bilingual) => {
                if let Source::Certificate { setting, .. } = &mut self.source {
                    setting.bilingual = !setting.bilingual;
                    self.turn(0, context);
                }
            }
            Intent::Preview(verb) => return self.ask(verb, context),
            _ => return Flow::Pass,
        }
        Flow::Stay
    }

    fn mouse(&mut self, mouse: Mouse, _: &mut Context) -> Flow {
        match mouse.what {
            Press::WheelUp => self.scroll(-3),
            Press::WheelDown => self.scroll(3),
            _ => {}
        }
        Flow::Stay
    }

    fn answered(&mut self, asked: Intent, answer: Answer, context: &mut Context) -> Flow {
        match (asked, answer) {
            (Intent::Preview(verb), Answer::Text(text)) => self.go_on(verb, &text, context),
            _ => Flow::Stay,
        }
    }
}
