//! Small charts in eighths of a cell, by whole numbers.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::fit::{pad, pad_left, width};

const LYING: [char; 8] = [' ', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
const STANDING: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// A bar from the left, `value` of `most`, over a quiet line.
pub fn bar(buffer: &mut Buffer, area: Rect, value: u64, most: u64, style: Style, ground: Style) {
    let area = area.intersection(buffer.area);
    if area.is_empty() {
        return;
    }
    buffer.set_stringn(area.x, area.y, "─".repeat(area.width as usize), area.width as usize, ground);
    buffer.set_string(area.x, area.y, lying(value, most, area.width), style);
}

/// The bar alone as text. Anything above nothing shows at least an eighth.
pub fn lying(value: u64, most: u64, columns: u16) -> String {
    let eighths = share(value, most, u64::from(columns) * 8);
    let (whole, part) = ((eighths / 8) as usize, (eighths % 8) as usize);
    let mut text = "█".repeat(whole);
    if part > 0 {
        text.push(LYING[part]);
    }
    text
}

/// One standing column for each value, the highest as high as the row.
pub fn sparkline(values: &[u64]) -> String {
    let most = values.iter().copied().max().unwrap_or(0);
    values.iter().map(|value| STANDING[share(*value, most, 8) as usize]).collect()
}

fn share(value: u64, most: u64, parts: u64) -> u64 {
    if value == 0 || most == 0 {
        return 0;
    }
    let part = u128::from(value.min(most)) * u128::from(parts) / u128::from(most);
    (part as u64).max(1)
}

/// One line of [`bars`].
pub struct Bar {
    pub label: String,
    pub value: u64,
    /// The value as people read it: `35 %`, `12 人`.
    pub shown: String,
}

/// Lines of label, bar and value, the values in one column at the right of the bars.
pub fn bars(buffer: &mut Buffer, area: Rect, bars: &[Bar], most: u64, label: u16, style: Style, ground: Style) {
    let shown = bars.iter().map(|bar| width(&bar.shown)).max().unwrap_or(0);
    let long = area.width.saturating_sub(label + shown as u16 + 4).min(60);
    for (y, each) in (area.y..area.bottom()).zip(bars) {
        buffer.set_stringn(area.x, y, pad(&each.label, label as usize), area.width as usize, Style::new());
        let place = Rect::new(area.x + label + 2, y, long, 1).intersection(area);
        bar(buffer, place, each.value, most, style, ground);
        buffer.set_stringn(place.right() + 1, y, pad_left(&each.shown, shown), shown, Style::new());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_long_as_its_share_in_eighths() {
        for (value, expected) in
            [(0, ""), (1, "▏"), (50, "█████"), (55, "█████▌"), (100, "██████████"), (900, "██████████")]
        {
            assert_eq!(lying(value, 100, 10), expected);
        }
        assert_eq!(lying(5, 0, 10), "");
    }

    #[test]
    fn a_sparkline_shows_what_is_there_and_leaves_nothing_blank() {
        assert_eq!(sparkline(&[0, 1, 50, 100]), " ▁▄█");
        assert_eq!(sparkline(&[0, 0]), "  ");
        assert_eq!(sparkline(&[]), "");
    }
}
