//! Popups: screens that lie over another one.

pub mod ask;
pub mod choices;
pub mod choose;
pub mod confirm;
pub mod fill;
pub mod help;
pub mod palette;
pub mod passphrase;
pub mod second;
pub mod several;
pub mod tell;
pub mod working;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::widgets::{Block, Clear, Widget};

use super::theme::Theme;
use super::wide::free_left_edge;
use super::widget::fit::fit;

/// Clears a box of at most `columns` × `rows` (its border not counted) in the middle of `area`, draws its border and
/// title, and gives the room inside.
pub fn open(frame: &mut Frame, area: Rect, columns: u16, rows: u16, title: &str, theme: &Theme) -> Rect {
    // Two cells of air at each side keep the text from the border.
    let width = columns.saturating_add(6).min(area.width);
    let height = rows.saturating_add(2).min(area.height);
    let outer = Rect::new(area.x + (area.width - width) / 2, area.y + (area.height - height) / 2, width, height);
    let buffer = frame.buffer_mut();
    free_left_edge(buffer, outer);
    Clear.render(outer, buffer);
    buffer.set_style(outer, theme.ground);
    let title = format!(" {} ", fit(title, outer.width.saturating_sub(6) as usize));
    Block::bordered().border_style(theme.line).render(outer, buffer);
    if outer.width > 6 {
        buffer.set_string(outer.x + 2, outer.y, title, theme.accent);
    }
    Rect {
        x: outer.x + 3.min(outer.width),
        y: outer.y + 1.min(outer.height),
        width: outer.width.saturating_sub(6),
        height: outer.height.saturating_sub(2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::theme::Palette;
    use ratatui::style::Style;

    #[test]
    fn the_left_border_survives_a_wide_character_under_it() {
        let mut terminal = ratatui::Terminal::new(ratatui::backend::TestBackend::new(31, 5)).unwrap();
        let theme = Theme::new(Palette::Mono, false);
        terminal
            .draw(|frame| {
                let area = frame.area();
                for y in 0..5 {
                    frame.buffer_mut().set_string(y % 2, y, "张三李四张三李四张三李四张三李", Style::new());
                }
                open(frame, area, 4, 1, "问", &theme);
            })
            .unwrap();
        let screen = crate::tui::journey::text_of(terminal.backend().buffer());
        let lines: Vec<&str> = screen.lines().collect();
        assert_eq!(lines[1], " 张三李四 ┌─ 问 ───┐ 李四张三李");
        assert_eq!(lines[2], "张三李四张│        │李四张三李");
    }
}
