//! A candidate of the floor as a row: workplace, who it is, and the time of each step.

use crate::domain::evaluation::floor::piece_label;
use crate::domain::language::{Lang, Say};
use crate::store::read::floor::FloorRow;
use crate::tui::theme::Theme;
use crate::tui::widget::columns::Column;
use crate::tui::widget::pages::Cell;

/// Workplaces where there are any; numbers of pieces for whoever may know them.
pub fn columns(stations: bool, numbers: bool) -> Vec<Column> {
    let mut columns = vec![
        if stations { Column::fixed("工位", "Place", 5) } else { Column::fixed("座位", "Seat", 5) },
        Column::flexible("准考证号", "Ticket", 12, 24),
        Column::flexible("姓名", "Name", 8, 20),
        Column::fixed("到场", "Here", 6),
        Column::fixed("验证", "ID", 5),
        Column::fixed("题签", "Set", 4).drop(2),
        Column::fixed("签字", "Sign", 5),
        Column::fixed("开始", "Began", 5),
        Column::fixed("结束", "Ended", 5),
        Column::fixed("顺延", "Added", 5).drop(1),
    ];
    // The cells are the same for every floor; what it does not have stands last.
    columns.push(Column::fixed("考件", "Piece", 5).drop(if numbers { 3 } else { 9 }));
    columns
}

fn clock(at: Option<&String>) -> String {
    at.and_then(|at| at.get(11..16)).unwrap_or_default().to_owned()
}

pub fn cells(row: &FloorRow, lang: Lang, theme: &Theme) -> Vec<Cell> {
    let seen = &row.attendance;
    let seat = row.room.zip(row.seat).map(|(room, seat)| format!("{room}-{seat:02}")).unwrap_or_default();
    let place = seen.station.map_or(seat, |station| station.to_string());
    let here = match (&row.stands, &seen.absent) {
        (Some(standing), _) => Cell::styled(standing.say(lang), theme.warn),
        (None, Some(_)) => Cell::styled(lang.pick("未到", "absent"), theme.warn),
        (None, None) => clock(seen.present.as_ref()).into(),
    };
    let extra = if seen.extra > 0 { format!("+{}", seen.extra) } else { String::new() };
    vec![
        place.into(),
        row.ticket.clone().unwrap_or_default().into(),
        row.name.as_str().into(),
        here,
        clock(seen.checked.as_ref()).into(),
        seen.set.map(|set| set.to_string()).unwrap_or_default().into(),
        clock(seen.signed.as_ref()).into(),
        clock(seen.began.as_ref()).into(),
        clock(seen.ended.as_ref()).into(),
        Cell::styled(extra, theme.warn),
        Cell::styled(row.piece.map(piece_label).unwrap_or_default(), theme.accent),
    ]
}
