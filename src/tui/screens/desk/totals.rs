//! What the sheet comes to so far.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::Marking;
use super::rows::short;
use crate::domain::language::Say;
use crate::say;
use crate::tui::context::Context;
use crate::tui::widget::chart;
use crate::tui::widget::fit::{fit, pad, width};

impl Marking {
    fn left_words(&self, context: &Context) -> String {
        let (given, all) = (self.running.given, self.whole());
        match (self.page.version, self.running.left) {
            (version, _) if version > 0 && !self.page.mind.correcting => {
                say!(context.lang, "已签第 {version} 版", "version {version} signed")
            }
            (_, 0) => say!(context.lang, "{given}/{all}，按 s 签字", "{given}/{all}, s signs"),
            (_, left) => say!(context.lang, "{given}/{all}，剩 {left}", "{given}/{all}, {left} left"),
        }
    }

    /// One line: the total, how many are left, the dimensions.
    pub(super) fn draw_totals_line(&self, frame: &mut Frame, area: Rect, context: &Context) {
        let (theme, lang) = (&context.theme, context.lang);
        let full = short(self.running.most);
        let total = say!(lang, "合计 {} / {full}", "Total {} / {full}", short(self.running.total));
        let dimensions: Vec<String> = self
            .running
            .dimensions
            .iter()
            .map(|d| format!("{} {}/{}", d.dimension.say(lang), short(d.got), d.full))
            .collect();
        let left = self.left_words(context);
        let style = if self.running.left == 0 { theme.good } else { theme.text };
        let mut x = area.x;
        for (text, style) in [(total, theme.title), (left, style), (dimensions.join(" · "), theme.muted)] {
            let room = area.right().saturating_sub(x) as usize;
            frame.buffer_mut().set_stringn(x, area.y, fit(&text, room), room, style);
            x += width(&text) as u16 + 3;
        }
    }

    /// All sums under each other, with bars, for a wide window.
    pub(super) fn draw_totals(&self, frame: &mut Frame, area: Rect, context: &Context) {
        let (theme, lang) = (&context.theme, context.lang);
        let full = short(self.running.most);
        let head = say!(lang, "合计 {} / {full}", "Total {} / {full}", short(self.running.total));
        let buffer = frame.buffer_mut();
        let x = buffer.set_stringn(area.x, area.y, &head, area.width as usize, theme.title).0;
        let room = area.right().saturating_sub(x + 3) as usize;
        buffer.set_stringn(x + 3, area.y, fit(&self.left_words(context), room), room, theme.muted);
        let questions = self.running.questions.iter().map(|q| {
            let title = self.subject.paper.question(&q.no).map_or("", |question| question.title.as_str());
            (format!("{} {title}", q.no), q.got, q.full)
        });
        let dimensions = self.running.dimensions.iter().map(|d| (d.dimension.say(lang), d.got, d.full));
        let label = (area.width as usize / 3).max(12);
        let numbers = 14;
        for (y, (name, got, full)) in (area.y + 1..area.bottom()).zip(questions.chain(dimensions)) {
            let long = (area.width as usize).saturating_sub(label + numbers + 2) as u16;
            frame.buffer_mut().set_stringn(area.x, y, pad(&name, label), label, theme.text);
            let bar = Rect::new(area.x + label as u16 + 1, y, long, 1);
            let (value, most) = (got.0.to_integer().max(0) as u64, full.0.max(1) as u64);
            chart::bar(frame.buffer_mut(), bar, value, most, theme.accent, theme.line);
            let text = format!("{} / {full}", short(got));
            frame.buffer_mut().set_stringn(bar.right() + 1, y, text, numbers, theme.text);
        }
    }
}
