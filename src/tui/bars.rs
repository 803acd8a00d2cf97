//! The frame around every screen: the top line with the breadcrumb, the status line, the help line from the key table.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::context::{Context, Message};
use super::intent::Intent;
use super::job::Progress;
use super::key::Key;
use super::keytable::Row;
use super::widget::fit::{fit, width, wrap};
use crate::domain::language::Say;

const BETWEEN: &str = " > ";

/// Where the window's parts are.
#[derive(Clone, Copy, Debug)]
pub struct Parts {
    pub top: Rect,
    pub body: Rect,
    pub status: Rect,
    pub help: Rect,
}

impl Parts {
    /// Of a window of at least 60×16: one line at the top, two at the bottom, the body between with a blank column at each side.
    pub fn of(window: Rect) -> Parts {
        let row = |y| Rect { y, height: 1, ..window };
        Parts {
            top: row(window.y),
            body: Rect::new(window.x + 1, window.y + 1, window.width - 2, window.height - 3),
            status: row(window.bottom() - 2),
            help: row(window.bottom() - 1),
        }
    }
}

/// A place that a click finds, and what it stands for.
pub type Spot<T> = (Rect, T);

/// The way here, its end always in sight; gives the places of the crumbs with their depth.
pub fn top(buffer: &mut Buffer, area: Rect, crumbs: &[String], context: &Context) -> Vec<Spot<usize>> {
    let theme = &context.theme;
    buffer.set_style(area, theme.top);
    let who = context.who.as_ref().map(|who| fit(&who.say(context.lang), area.width as usize / 3)).unwrap_or_default();
    let room = (area.width as usize).saturating_sub(width(&who) + 4);
    let mut from = 0;
    let long = |from: usize| crumbs[from..].iter().map(|crumb| width(crumb) + BETWEEN.len()).sum::<usize>();
    while from + 1 < crumbs.len() && long(from) > room {
        from += 1;
    }
    let mut spots = Vec::new();
    let mut x = area.x + 1;
    if from > 0 {
        x = buffer.set_stringn(x, area.y, format!("…{BETWEEN}"), room, theme.muted).0;
    }
    for (depth, crumb) in crumbs.iter().enumerate().skip(from) {
        let last = depth + 1 == crumbs.len();
        let left = room.saturating_sub((x - area.x) as usize);
        let start = x;
        x = buffer.set_stringn(x, area.y, fit(crumb, left), left, if last { theme.title } else { theme.text }).0;
        spots.push((Rect::new(start, area.y, x - start, 1), depth));
        if !last {
            x = buffer.set_stringn(x, area.y, BETWEEN, room, theme.muted).0;
        }
    }
    buffer.set_string(area.right() - width(&who) as u16 - 1, area.y, &who, theme.muted);
    buffer.set_style(area, theme.top);
    spots
}

/// What there is to tell, over the end of the body where it takes more than one line; at the right, what runs beside the work.
pub fn status(buffer: &mut Buffer, area: Rect, beside: Option<(String, Progress)>, context: &Context) {
    let theme = &context.theme;
    let mut room = area.width.saturating_sub(2) as usize;
    if let Some((title, progress)) = beside {
        let far = progress.percent().map(|percent| format!(" {percent:>3}%")).unwrap_or_default();
        let text = format!("{title}{far}");
        let x = area.right().saturating_sub(width(&text) as u16 + 1);
        buffer.set_stringn(x, area.y, &text, room, theme.muted);
        room = room.saturating_sub(width(&text) + 2);
    }
    let (mark, style, words) = match (context.message(), context.office.reading()) {
        (Some(message @ Message::Info(_)), _) => ("", theme.text, message.say(context.lang)),
        (Some(message @ Message::Done(_)), _) => ("", theme.good, message.say(context.lang)),
        (Some(message @ Message::Refused(_)), _) => ("! ", theme.warn, message.say(context.lang)),
        // Whoever works here knows at any moment that nothing they do is kept.
        (None, Some(why)) => ("! ", theme.warn, why.say(context.lang)),
        (None, None) => return,
    };
    let mut lines = wrap(&format!("{mark}{words}"), room);
    if let Some(rest) = lines.get(2..).filter(|rest| rest.len() > 1) {
        let third = fit(&format!("{}…", rest[0]), room);
        lines.splice(2.., [third]);
    }
    let top = area.y.saturating_sub(lines.len() as u16 - 1);
    for (y, line) in (top..=area.y).zip(&lines) {
        if y < area.y {
            buffer.set_stringn(area.x, y, " ".repeat(area.width as usize), area.width as usize, theme.text);
        }
        buffer.set_stringn(area.x + 1, y, line, room, style);
    }
}

/// As many commands as fit, whole ones only, in places that are the same in both languages; help is always among them.
/// Gives the places.
pub fn help(
    buffer: &mut Buffer,
    area: Rect,
    rows: &[(&'static Row, Key)],
    can: impl Fn(Intent) -> bool,
    context: &Context,
) -> Vec<Spot<Intent>> {
    let theme = &context.theme;
    buffer.set_style(area, theme.bar);
    let mut spots = Vec::new();
    let mut x = area.x + 1;
    let slot = |row: &Row, key: Key| (width(&key.label()) + 1 + width(row.zh).max(width(row.en))) as u16;
    let is_help = |row: &Row| row.intent == Intent::Help;
    let mut kept = rows.iter().find(|(row, _)| is_help(row)).map_or(0, |(row, key)| slot(row, *key) + 2);
    let mut full = false;
    for (row, key) in rows {
        let (label, slot) = (key.label(), slot(row, *key));
        kept = if is_help(row) { 0 } else { kept };
        full |= !is_help(row) && x + slot + kept > area.right();
        if full && !is_help(row) || x + slot > area.right() {
            continue;
        }
        let off = !can(row.intent);
        let after = buffer.set_stringn(x, area.y, &label, slot as usize, if off { theme.muted } else { theme.key }).0;
        buffer.set_stringn(
            after + 1,
            area.y,
            row.word(context.lang),
            slot as usize,
            if off { theme.muted } else { theme.text },
        );
        spots.push((Rect::new(x, area.y, slot, 1), row.intent));
        x += slot + 2;
    }
    buffer.set_style(area, theme.bar);
    spots
}

/// Says kindly that nothing can be shown in so little room.
pub fn too_small(buffer: &mut Buffer, area: Rect, context: &Context) {
    let (w, h) = (area.width, area.height);
    let text = crate::say!(
        context.lang,
        "窗口太小：请至少 60x16（现 {w}x{h}）",
        "Window too small: at least 60x16, please (now {w}x{h})"
    );
    let lines = wrap(&text, area.width.max(1) as usize);
    let top = area.y + area.height.saturating_sub(lines.len() as u16) / 2;
    for (y, line) in (top..area.bottom()).zip(&lines) {
        let x = area.x + area.width.saturating_sub(width(line) as u16) / 2;
        buffer.set_stringn(x, y, line, area.width as usize, context.theme.text);
    }
}
