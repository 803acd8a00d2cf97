//! The candidates of a desk: a column at the left of a wide window, one line at the top of a narrow one.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{Marking, to_mark};
use crate::both;
use crate::domain::language::{Both, Lang, Say};
use crate::store::read::entry::DeskRow;
use crate::tui::context::Context;
use crate::tui::widget::fit::{fit, pad, pad_left, width};

/// Room, seat and ticket, or the number of a piece alone, and the name where it is known.
pub fn label(row: &DeskRow, named: bool) -> String {
    let name = if named { format!(" {}", row.name) } else { String::new() };
    match row.piece {
        Some(_) => format!("{}{name}", row.label()),
        None => format!("{} {}{name}", seat(row), row.label()),
    }
}

fn seat(row: &DeskRow) -> String {
    match (row.room, row.seat) {
        (Some(room), Some(seat)) => format!("{room}-{seat:02}"),
        _ => "--".to_owned(),
    }
}

/// How far this examiner is: signed, n of all, not begun; or what stands instead.
pub fn state(row: &DeskRow, whole: usize) -> Both {
    match &row.stands {
        Some(standing) if row.stands_unmarked() => Both { zh: standing.say(Lang::Zh), en: standing.say(Lang::En) },
        _ if row.signed => both!("已签", "signed"),
        _ if row.typed == 0 => both!("未评", "new"),
        _ => {
            let typed = (row.typed as usize).min(whole);
            both!("{typed}/{whole}", "{typed}/{whole}")
        }
    }
}

impl Marking {
    /// One line: where we are among the candidates, who it is, and how many are left where no column says so.
    pub(super) fn draw_line(&mut self, frame: &mut Frame, area: Rect, counts: bool, context: &Context) {
        let (theme, lang) = (&context.theme, context.lang);
        let row = self.row();
        let place = format!("{}/{}", self.current + 1, self.rows.len());
        let (room, seat) = (row.room.unwrap_or(0), row.seat.unwrap_or(0));
        // The seat would tell whose piece it is.
        let seated = match row.piece {
            Some(_) => String::new(),
            None => crate::say!(lang, "{room} 场 {seat} 座", "room {room} seat {seat}"),
        };
        let ticket = row.label();
        let state = state(row, self.whole()).say(lang);
        let left = self.rows.iter().filter(|row| to_mark(row)).count();
        let signed = self.rows.iter().filter(|row| row.signed).count();
        let all = crate::say!(lang, "已签 {signed} · 待签 {left}", "{signed} signed · {left} to sign");
        let pieces = [
            (self.together_words(lang).to_owned(), theme.accent),
            (format!("{place}  "), theme.muted),
            (format!("{ticket}  "), theme.title),
            (if self.shows_name() { format!("{}  ", fit(&row.name, 16)) } else { String::new() }, theme.title),
            (format!("{seated}  "), theme.text),
            (state, if row.signed { theme.good } else { theme.accent }),
        ];
        let mut x = area.x;
        for (text, style) in pieces {
            let room = area.right().saturating_sub(x) as usize;
            x = frame.buffer_mut().set_stringn(x, area.y, text, room, style).0;
        }
        if !counts {
            return;
        }
        let all = fit(&all, area.right().saturating_sub(x + 2) as usize);
        frame.buffer_mut().set_string(area.right().saturating_sub(width(&all) as u16), area.y, &all, theme.muted);
    }

    /// The column of all candidates around the current one.
    pub(super) fn draw_column(&mut self, frame: &mut Frame, area: Rect, context: &Context) {
        let (theme, lang) = (&context.theme, context.lang);
        let left = self.rows.iter().filter(|row| to_mark(row)).count();
        let signed = self.rows.iter().filter(|row| row.signed).count();
        let head = crate::say!(lang, "已签 {signed} · 待签 {left}", "{signed} signed · {left} to sign");
        frame.buffer_mut().set_stringn(area.x, area.y, head, area.width as usize, theme.muted);
        let rows = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        let shown = (rows.height as usize).max(1);
        // The current one stands in the middle where there are more than fit.
        let top = self.current.saturating_sub(shown / 2).min(self.rows.len().saturating_sub(shown));
        let named = self.names_are_known();
        for (y, place) in (rows.y..rows.bottom()).zip(top..self.rows.len()) {
            let row = &self.rows[place];
            let here = place == self.current;
            let state = state(row, self.whole()).say(lang);
            let room = rows.width as usize - 2;
            let text = pad(&label(row, named || row.unmasked), room.saturating_sub(8));
            let style = match () {
                () if row.signed => theme.good,
                () if row.stands_unmarked() => theme.warn,
                () if row.typed > 0 => theme.accent,
                () => theme.muted,
            };
            let buffer = frame.buffer_mut();
            if here {
                buffer.set_string(rows.x, y, ">", theme.accent);
            }
            let end = buffer.set_stringn(rows.x + 2, y, text, room, if here { theme.title } else { theme.text }).0;
            buffer.set_stringn(end, y, pad_left(&state, 8), 8, style);
            let place_of = Rect { y, height: 1, ..rows };
            if here {
                buffer.set_style(place_of, theme.selected_unfocused);
            }
            self.spots.candidates.push((place_of, place));
        }
    }
}
