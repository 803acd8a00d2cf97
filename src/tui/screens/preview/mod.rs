//! A document before it is printed: its layout in the terminal, its QR code as a telephone reads it, and the ways onto paper.

mod forms;
mod job;
mod source;
mod writing;

use ratatui::Frame;
use ratatui::layout::Rect;

pub use source::{Leaving, Source};
pub(super) use writing::Writing;

use crate::document::preview;
use crate::document::shape::Page;
use crate::domain::anchor::Reason;
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::exchange::print::certificate::{Setting, file_name};
use crate::exchange::qr::Qr;
use crate::ops::checkpoint::keep;
use crate::say;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::screen::{Answer, Flow, Mouse, Press, Screen};
use crate::tui::screens::journal::{QrView, draw_qr};
use crate::tui::widget::chart;
use crate::{both, refusal};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PreviewIntent {
    /// From a list: the page of what is selected.
    Open,
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
    /// The whole page 整页, or the fields alone 套打.
    Overlay,
    /// A grid in millimetres that shows where this printer puts the fields.
    TestPage,
}

/// No page is drawn wider than this.
const WIDEST: u16 = 108;

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
    /// The page's QR as it is printed, then the smaller one of the same text, which no print can smudge: the first that fits is shown.
    qrs: Vec<Qr>,
}

impl Preview {
    pub fn new(title: Both, name: String, source: Source, context: &mut Context) -> Preview {
        let mut preview = Preview {
            title,
            name,
            source,
            at: 0,
            page: None,
            drawn: (0, Vec::new()),
            first: 0,
            room: 1,
            qrs: Vec::new(),
        };
        preview.turn(0, context);
        preview
    }

    fn turn(&mut self, to: usize, context: &mut Context) {
        let page = self.source.page(&context.office, to);
        if let Some(page) = context.tell(page).flatten() {
            self.qrs = source::codes(&page)
                .take(1)
                .flat_map(|code| [Some(Qr::of_modules(code)), Qr::of(&code.text)])
                .flatten()
                .collect();
            (self.at, self.first, self.drawn, self.page) = (to, 0, (0, Vec::new()), Some(page));
        }
    }

    /// The test page of the printer as it is set, to be printed on a pre-printed sheet.
    fn test_page(&self, context: &mut Context) -> Flow {
        let Source::Certificate { setting, .. } = &self.source else { return Flow::Stay };
        let source = Source::test_page(context, setting.placement);
        let Some(source) = context.tell(source) else { return Flow::Stay };
        let (title, lang) = (both!("套打测试页", "Test page"), context.lang);
        let name = title.say(lang);
        Flow::push(Preview::new(title, name, source, context))
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
        if let Some((done, total)) = self.source.laying() {
            let line = say!(lang, "排版中：{done} / {total} 行", "Laying out: {done} of {total} rows");
            frame.buffer_mut().set_stringn(area.x, area.y, line, area.width as usize, theme.muted);
            let bar = Rect { y: area.y + 2, height: 1, width: area.width.min(60), ..area };
            chart::bar(frame.buffer_mut(), bar, done as u64, total.max(1) as u64, theme.accent, theme.line);
            return;
        }
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
        if beside.width > 20 {
            self.qrs.iter().any(|qr| draw_qr(frame, beside, qr, context));
        }
    }

    fn idle(&mut self, context: &mut Context) -> Option<Flow> {
        match self.source.settle() {
            Ok(false) => None,
            Ok(true) => {
                self.turn(0, context);
                Some(Flow::Stay)
            }
            Err(refusal) => {
                context.refuse(refusal);
                Some(Flow::Pop)
            }
        }
    }

    fn available(&self, intent: Intent, _: &Context) -> Result<(), Refusal> {
        match intent {
            Intent::Preview(_) if self.source.laying().is_some() => {
                Err(refusal!("still_laying", "还在排版，请稍候；Esc 停下。", "Still laying out; Esc stops it."))
            }
            Intent::Preview(PreviewIntent::Each) if !matches!(self.source, Source::Batch { .. }) => {
                Err(refusal!("one_file", "这份文件只有一份。", "There is only one of it.")
                    .next(both!("按 w 写成文件。", "Press w to write it.")))
            }
            Intent::Preview(PreviewIntent::Code) if self.qrs.is_empty() => {
                Err(refusal!("no_qr", "这一页没有二维码。", "This page has no QR code."))
            }
            Intent::Preview(PreviewIntent::Bilingual | PreviewIntent::Overlay | PreviewIntent::TestPage)
                if !matches!(self.source, Source::Certificate { .. }) =>
            {
                Err(refusal!("certificates_only", "只用于证书。", "That is for certificates only."))
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
                return Flow::push(QrView::new(
                    self.qrs.clone(),
                    both!(
                        "也可退回按 w 写成 PDF 或按 p 打印，再扫页面上的二维码。",
                        "Or go back, write the PDF with w or print it with p, and scan the code on the page."
                    ),
                ));
            }
            Intent::Preview(PreviewIntent::Bilingual) => {
                if let Source::Certificate { setting, .. } = &mut self.source {
                    setting.bilingual = !setting.bilingual;
                    self.turn(0, context);
                }
            }
            Intent::Preview(PreviewIntent::Overlay) => {
                if let Source::Certificate { setting, .. } = &mut self.source {
                    setting.placement.overlay = !setting.placement.overlay;
                    self.turn(0, context);
                }
            }
            Intent::Preview(PreviewIntent::TestPage) => return self.test_page(context),
            Intent::Preview(PreviewIntent::Open) => return Flow::Pass,
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

/// The page of a certificate before it is printed. A checkpoint is kept first: a page is printable once one covers it.
pub fn of_certificate(number: &str, context: &mut Context) -> Flow {
    let kept = keep(&context.office, Reason::Export);
    if context.tell(kept).is_none() {
        return Flow::Stay;
    }
    let setting = Setting::of_printer(&context.office.read(), false);
    let Some(setting) = context.tell(setting) else { return Flow::Stay };
    let source = Source::Certificate { number: number.to_owned(), setting };
    let preview = Preview::new(both!("证书", "Certificate"), file_name(number, context.lang), source, context);
    // What cannot be laid out was told.
    if preview.page.is_some() { Flow::push(preview) } else { Flow::Stay }
}
