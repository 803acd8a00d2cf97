//! The chart of the first screen: how the entries of each batch came out.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Home;
use crate::domain::language::Lang;
use crate::say;
use crate::store::read::batch::BatchCounts;
use crate::tui::context::Context;
use crate::tui::widget::chart::{bar, lying};
use crate::tui::widget::fit::{pad, width};

/// Columns that a bar takes at least where names are long.
const BAR: u16 = 18;

impl Home {
    pub(super) fn draw_chart(&self, frame: &mut Frame, area: Rect, context: &Context) {
        let Some(today) = &self.today else { return };
        if today.batches.is_empty() || area.height < 2 {
            return;
        }
        let (lang, theme) = (context.lang, &context.theme);
        let buffer = frame.buffer_mut();
        buffer.set_string(area.x, area.y, lang.pick("各批次结果", "Outcomes by batch"), theme.accent);
        // Where a line is too short for name, bar and words, the name has a line of its own.
        let pitch = if area.width < 60 { 2 } else { 1 };
        let shown = &today.batches[..today.batches.len().min((area.height as usize - 1) / pitch)];
        let most = shown.iter().map(|standing| standing.counts.entries).max().unwrap_or(1);
        let words: Vec<String> = shown.iter().map(|standing| told(&standing.counts, lang)).collect();
        let told = words.iter().map(|words| width(words)).max().unwrap_or(0) as u16;
        let label = shown.iter().map(|standing| width(&standing.name)).max().unwrap_or(0) as u16;
        let room = (area.width / 3).max(area.width.saturating_sub(told + 4 + BAR));
        let label = if pitch == 1 { label.min(room) } else { area.width };
        for (row, (standing, words)) in shown.iter().zip(words).enumerate() {
            let line = Rect { y: area.y + 1 + (row * pitch) as u16, height: 1, ..area };
            buffer.set_string(line.x, line.y, pad(&standing.name, label as usize), theme.text);
            let place = match pitch {
                1 => Rect { x: line.x + label + 2, width: line.width.saturating_sub(label + told + 4).min(60), ..line },
                _ => Rect { y: line.y + 1, width: line.width.saturating_sub(told + 2), ..line },
            };
            draw_bar(buffer, place, &standing.counts, most, context);
            buffer.set_string(place.right() + 2, place.y, words, theme.muted);
        }
    }
}

/// The passed and behind them the failed, of as many as the largest batch has; the words tell them apart without colour.
fn draw_bar(buffer: &mut Buffer, place: Rect, counts: &BatchCounts, most: u32, context: &Context) {
    let (theme, most) = (&context.theme, u64::from(most));
    let (passed, failed) = (u64::from(counts.passed), u64::from(counts.failed));
    bar(buffer, place, passed + failed, most, theme.bad, theme.line);
    let front = lying(passed, most, place.width);
    // A part of a cell would leave a gap before what stands behind.
    let front = if failed > 0 { front.trim_end_matches(|c| c != '█') } else { front.as_str() };
    buffer.set_string(place.x, place.y, front, theme.good);
}

fn told(counts: &BatchCounts, lang: Lang) -> String {
    let BatchCounts { entries, passed, failed, .. } = counts;
    if passed + failed == 0 {
        return say!(lang, "报名 {entries}", "{entries} entries");
    }
    say!(lang, "报名 {entries} 合格 {passed} 不合格 {failed}", "{entries} entries {passed} pass {failed} fail")
}
