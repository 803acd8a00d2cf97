//! A page in a terminal: each line of text about where it stands on the paper, QR codes and photos as shades. The code that a
//! telephone scans is drawn apart, module by module.

use unicode_width::UnicodeWidthStr;

use super::length::{Area, Um};
use super::shape::{Page, Shape, Text};

/// A row of the terminal is about this high on the paper.
const ROW: Um = 5200;

/// The page in so many columns, and as many rows as it needs.
pub fn rows(page: &Page, columns: u16) -> Vec<String> {
    let columns = usize::from(columns.max(20));
    let scale = Scale { columns, paper: page.width };
    let mut lines: Vec<&Text> = page.lines().collect();
    lines.sort_by_key(|text| (text.baseline, text.x));
    let mut canvas = Canvas { columns, rows: Vec::new() };
    let mut stretched: Vec<(Um, usize)> = Vec::new();
    let mut row = 0;
    // Lines a hair apart share a row, from left to right; those nearer than a row push what follows down.
    for beside in lines.chunk_by_mut(|a, b| b.baseline - a.baseline <= ROW * 2 / 5) {
        let baseline = beside[0].baseline;
        row = usize::try_from(baseline / ROW).unwrap_or(0).max(if stretched.is_empty() { 0 } else { row + 1 });
        stretched.push((baseline, row));
        beside.sort_by_key(|text| text.x);
        for text in beside {
            canvas.write(row, scale.place(text), &text.text);
        }
    }
    for shape in &page.shapes {
        match shape {
            Shape::Picture { at, .. } => canvas.shade(rows_of(*at, &stretched), scale.columns(*at), '░'),
            Shape::Code { at, .. } => canvas.shade(rows_of(*at, &stretched), scale.columns(*at), '▒'),
            Shape::Line { .. } | Shape::Frame { .. } | Shape::Filled { .. } | Shape::Text(_) => {}
        }
    }
    canvas.finished()
}

struct Scale {
    columns: usize,
    paper: Um,
}

impl Scale {
    fn column(&self, x: Um) -> usize {
        usize::try_from(i64::from(x.max(0)) * self.columns as i64 / i64::from(self.paper)).unwrap_or(0)
    }

    /// Where a line begins. It is wider or narrower here than on the paper: what is centred there stays centred, what ends at the right margin ends
    /// there, and all else begins in the column in which it begins.
    fn place(&self, text: &Text) -> usize {
        let (own, right) = (text.text.width(), text.x + text.width);
        let middle = text.x + text.width / 2;
        match () {
            () if (middle - self.paper / 2).abs() < self.paper / 100 => self.column(middle).saturating_sub(own / 2),
            () if right > self.paper * 17 / 20 => self.column(right).saturating_sub(own),
            () => self.column(text.x),
        }
    }

    fn columns(&self, at: Area) -> std::ops::Range<usize> {
        self.column(at.x)..self.column(at.right()).min(self.columns)
    }
}

/// The rows between the lines of text that stand above and below a place.
fn rows_of(at: Area, stretched: &[(Um, usize)]) -> std::ops::Range<usize> {
    let row = |y: Um| match stretched.iter().rev().find(|(baseline, _)| *baseline <= y) {
        Some((baseline, row)) => row + usize::try_from((y - baseline) / ROW).unwrap_or(0),
        None => usize::try_from(y / ROW).unwrap_or(0),
    };
    row(at.y)..row(at.bottom()).max(row(at.y) + 1)
}

/// Cells; a wide character is followed by an empty one.
struct Canvas {
    columns: usize,
    rows: Vec<Vec<Option<char>>>,
}

impl Canvas {
    fn row(&mut self, row: usize) -> &mut Vec<Option<char>> {
        while self.rows.len() <= row {
            self.rows.push(vec![Some(' '); self.columns]);
        }
        &mut self.rows[row]
    }

    /// Writes from a column on; moved aside where something stands already or the edge is near.
    fn write(&mut self, row: usize, from: usize, text: &str) {
        let (width, columns) = (text.width(), self.columns);
        let from = from.min(columns.saturating_sub(width));
        let cells = self.row(row);
        let taken = cells.iter().rposition(|cell| *cell != Some(' ')).map_or(0, |last| last + 2);
        let mut at = from.max(taken);
        for c in text.chars() {
            let mut buffer = [0; 4];
            let own = c.encode_utf8(&mut buffer).width();
            if own == 0 || at + own > columns {
                continue;
            }
            cells[at] = Some(c);
            if own == 2 {
                cells[at + 1] = None;
            }
            at += own;
        }
    }

    fn shade(&mut self, rows: std::ops::Range<usize>, columns: std::ops::Range<usize>, with: char) {
        for row in rows {
            let cells = self.row(row);
            for cell in &mut cells[columns.clone()] {
                if *cell == Some(' ') {
                    *cell = Some(with);
                }
            }
        }
    }

    fn finished(self) -> Vec<String> {
        let text = |row: Vec<Option<char>>| row.into_iter().flatten().collect::<String>().trim_end().to_owned();
        self.rows.into_iter().map(text).collect()
    }
}
