//! Columns for people: aligned by the cells that characters take, a page at a time, so that no list lies whole in memory.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::out::Out;
use crate::domain::identity::inert;

/// Between two columns.
const GAP: usize = 2;

/// A table that is being printed. A later page may need wider columns; what is printed stays.
pub struct Columns {
    heading: Option<Vec<String>>,
    widths: Vec<usize>,
}

impl Columns {
    pub fn new(heading: Vec<String>) -> Columns {
        Columns { widths: vec![0; heading.len()], heading: Some(heading) }
    }

    /// Prints a page; the heading comes before the first.
    pub fn page(&mut self, out: &mut Out, rows: Vec<Vec<String>>) {
        let lines: Vec<Vec<String>> = self.heading.take().into_iter().chain(rows).collect();
        let lines: Vec<Vec<String>> =
            lines.into_iter().map(|row| row.iter().map(|cell| one_line(cell)).collect()).collect();
        for (column, widest) in self.widths.iter_mut().enumerate() {
            let cells = lines.iter().filter_map(|row| row.get(column));
            *widest = cells.map(|cell| width(cell)).max().unwrap_or(0).max(*widest);
        }
        for row in &lines {
            out.line(&self.aligned(row));
        }
    }

    fn aligned(&self, row: &[String]) -> String {
        let mut line = String::new();
        for (cell, widest) in row.iter().zip(&self.widths) {
            line.push_str(cell);
            line.push_str(&" ".repeat(widest - width(cell) + GAP));
        }
        line.truncate(line.trim_end().len());
        line
    }
}

fn one_line(cell: &str) -> String {
    inert(&cell.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The cells of a terminal that a text takes.
pub fn width(text: &str) -> usize {
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_each_other_whatever_their_characters_take() {
        let mut columns = Columns::new(vec!["姓名".into(), "no".into(), "x".into()]);
        let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        columns.page(&mut Out::standard(), vec![]);
        assert_eq!(columns.widths, [4, 2, 1]);
        columns.widths = vec![8, 3, 1];
        assert_eq!(columns.aligned(&row(["𬱖䶮", "1", ""])), "𬱖䶮      1");
        assert_eq!(columns.aligned(&row(["阿依古丽", "12", "a"])), "阿依古丽  12   a");
        assert_eq!(one_line("a\n b\u{1b}[0m"), "a b⟨U+001B⟩[0m");
    }
}
