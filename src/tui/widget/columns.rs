//! The columns of a list: their widths in whatever room there is. The same in both languages, so that nothing shifts
//! when the language changes.

use super::fit::width;
use crate::domain::language::Lang;

/// Blank columns between two.
pub const GAP: u16 = 2;

#[derive(Clone, Copy, Debug)]
pub struct Column {
    pub zh: &'static str,
    pub en: &'static str,
    min: u16,
    max: u16,
    /// Where there is too little room, the column with the highest number goes first; 0 never goes.
    drop: u8,
    pub right: bool,
}

impl Column {
    /// Exactly so wide, or as wide as its heading in either language.
    pub fn fixed(zh: &'static str, en: &'static str, columns: u16) -> Column {
        let columns = columns.max(width(zh) as u16).max(width(en) as u16);
        Column { zh, en, min: columns, max: columns, drop: 0, right: false }
    }

    /// Takes its share of the room that is left, from `min` to `max`.
    pub fn flexible(zh: &'static str, en: &'static str, min: u16, max: u16) -> Column {
        Column { max: max.max(min), ..Column::fixed(zh, en, min) }
    }

    pub fn drop(self, drop: u8) -> Column {
        Column { drop, ..self }
    }

    /// Numbers stand at the right.
    pub fn right(self) -> Column {
        Column { right: true, ..self }
    }

    pub fn title(&self, lang: Lang) -> &'static str {
        lang.pick(self.zh, self.en)
    }
}

/// The columns that fit, each with its width, in their order.
pub fn lay_out(columns: &[Column], room: u16) -> Vec<(usize, u16)> {
    let mut kept: Vec<usize> = (0..columns.len()).collect();
    let needed = |kept: &[usize]| {
        kept.iter().map(|at| columns[*at].min).sum::<u16>() + GAP * (kept.len() as u16).saturating_sub(1)
    };
    while needed(&kept) > room {
        let Some(place) = (0..kept.len()).filter(|p| columns[kept[*p]].drop > 0).max_by_key(|p| columns[kept[*p]].drop)
        else {
            break;
        };
        kept.remove(place);
    }
    let mut widths: Vec<(usize, u16)> = kept.iter().map(|at| (*at, columns[*at].min)).collect();
    let mut left = room.saturating_sub(needed(&kept));
    // One column of the screen at a time to each that can grow: the shares come out even.
    while left > 0 {
        let before = left;
        for (at, wide) in &mut widths {
            if left > 0 && *wide < columns[*at].max {
                *wide += 1;
                left -= 1;
            }
        }
        if left == before {
            break;
        }
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns() -> Vec<Column> {
        vec![
            Column::fixed("准考证号", "Ticket", 12),
            Column::flexible("姓名", "Name", 8, 20),
            Column::flexible("单位", "Employer", 10, 40).drop(2),
            Column::fixed("得分", "Mark", 6).right().drop(1),
        ]
    }

    #[test]
    fn the_least_wanted_columns_go_first_and_the_wanted_stay() {
        let kept = |room| lay_out(&columns(), room).into_iter().map(|(at, _)| at).collect::<Vec<_>>();
        assert_eq!(kept(100), [0, 1, 2, 3]);
        assert_eq!(kept(41), [0, 1, 3]);
        assert_eq!(kept(26), [0, 1]);
        assert_eq!(kept(5), [0, 1]);
    }

    #[test]
    fn flexible_columns_share_the_room_evenly_up_to_their_most() {
        assert_eq!(lay_out(&columns(), 52), [(0, 12), (1, 13), (2, 15), (3, 6)]);
        assert_eq!(lay_out(&columns(), 200), [(0, 12), (1, 20), (2, 40), (3, 6)]);
    }

    #[test]
    fn a_column_is_never_narrower_than_its_heading_in_either_language() {
        assert_eq!(lay_out(&[Column::fixed("级", "Level", 2)], 20), [(0, 5)]);
    }
}
