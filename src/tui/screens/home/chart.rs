//! The chart of the first screen: how the entries of each batch came out.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::Home;
use crate::domain::language::Lang;
use crate::say;
use crate::store::read::batch::BatchCounts;
use crate::tui::context::Context;
use crate::tui::widget::chart::{bar, lying};
use crate::tui::widget::fit::{pad, width};

impl Home {
    pub(super) fn draw_chart(&self, frame: &mut Frame, area: Rect, context: &Context) {
        let Some(today) = &self.today else { return };
        if today.batches.is_empty() || area.height < 2 {
            return;
        }
        let (lang, theme) = (context.lang, &context.theme);
        let buffer = frame.buffer_mut();
        buffer.set_string(area.x, area.y, lang.pick("各批次结果", "Outcomes by batch"), theme.accent);
        let shown = &today.batches[..today.batches.len().min(area.height as usize - 1)];
        let most = shown.iter().map(|standing| standing.counts.entries).max().unwrap_or(1).into();
        let words: Vec<String> = shown.iter().map(|standing| told(&standing.counts, lang)).collect();
        let told = words.iter().map(|words| width(words)).max().unwrap_or(0) as u16;
        let label = shown.iter().map(|standing| width(&standing.name)).max().unwrap_or(0) as u16;
        let label = label.min(area.width / 3);
        let long = area.width.saturating_sub(label + told + 4).min(60);
        for ((y, standing), words) in (area.y + 1..).zip(shown).zip(words) {
            let counts = &standing.counts;
            buffer.set_string(area.x, y, pad(&standing.name, label as usize), theme.text);
            let place = Rect::new(area.x + label + 2, y, long, 1).intersection(area);
            let (passed, failed) = (u64::from(counts.passed), u64::from(counts.failed));
            // The passed in full blocks, the failed behind them: told apart by the words where there is no colour.
            bar(buffer, place, passed + failed, most, theme.bad, theme.line);
            buffer.set_string(place.x, y, lying(passed, most, place.width), theme.good);
            buffer.set_string(place.right() + 2, y, words, theme.muted);
        }
    }
}

fn told(counts: &BatchCounts, lang: Lang) -> String {
    let BatchCounts { entries, passed, failed, .. } = counts;
    if passed + failed == 0 {
        return say!(lang, "报名 {entries}", "{entries} entries");
    }
    say!(lang, "报名 {entries} 合格 {passed} 不合格 {failed}", "{entries} entries {passed} pass {failed} fail")
}
