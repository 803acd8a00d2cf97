//! A list on paper: titles and header on every page, rows that no page breaks, places to sign below the last.

use super::footer::{HEIGHT, MARGIN, number_pages};
use super::length::{A4, Area, Um, mm, part, pt};
use super::list_columns::{Columns, PADDING, columns};
use super::pen::{Pen, Style};
use super::shape::{Ink, Page, Weight};
use super::typeface::Typefaces;
use super::watched::Watched;
use crate::domain::language::Lang;
use crate::domain::refusal::Refusal;

/// A list to print.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// The first is the name of the list, the others stand below it.
    pub titles: Vec<String>,
    pub header: Vec<String>,
    /// A row may be shorter than the header: the rest is blank, to be filled by hand.
    pub rows: Vec<Vec<String>>,
    /// Lines below the last row: sums, and places to sign.
    pub foot: Vec<Vec<String>>,
    /// How many columns stand again on each page where the others go over several.
    pub lead: usize,
    /// What a QR code in the corner of the first page says.
    pub code: Option<String>,
    /// On the foot of each page.
    pub note: String,
}

pub(super) const LINE: (i32, i32) = (13, 10);
const RULE: Um = 120;
const CODE: Um = mm(24);
/// What is written by hand needs this much.
const BY_HAND: Um = mm(8);

/// The pages of a list; upright where its columns go, else across.
pub fn pages(list: &List, faces: &Typefaces, lang: Lang) -> Result<Vec<Page>, Refusal> {
    pages_watched(list, faces, lang, &Watched::default())
}

/// The same while somebody watches it row by row; `stopped` where they stopped it.
pub fn pages_watched(list: &List, faces: &Typefaces, lang: Lang, watched: &Watched) -> Result<Vec<Page>, Refusal> {
    let mut pages = without_numbers(list, faces, watched)?;
    number_pages(&mut pages, &list.note, faces, lang)?;
    Ok(pages)
}

/// The same for a list that is part of something longer.
pub(super) fn without_numbers(list: &List, faces: &Typefaces, watched: &Watched) -> Result<Vec<Page>, Refusal> {
    let columns = columns(list, faces)?;
    watched.expect(list.rows.len() * columns.groups.len());
    let size = if columns.across { (A4.1, A4.0) } else { A4 };
    let mut pages = Vec::new();
    for group in &columns.groups {
        Layout { list, columns: &columns, group, faces, size }.put(&mut pages, watched)?;
    }
    Ok(pages)
}

/// The columns of one group on as many pages as its rows need.
struct Layout<'a> {
    list: &'a List,
    columns: &'a Columns,
    group: &'a [usize],
    faces: &'a Typefaces,
    size: (Um, Um),
}

impl Layout<'_> {
    fn put(&self, pages: &mut Vec<Page>, watched: &Watched) -> Result<(), Refusal> {
        let bottom = self.size.1 - HEIGHT;
        let mut pen = Pen::new(self.faces, self.size);
        let mut y = self.head(&mut pen, pages.is_empty())?;
        let mut filled = false;
        for row in &self.list.rows {
            watched.go_on()?;
            let height = self.height(&pen, row, Weight::Plain)?;
            if y + height > bottom && filled {
                pages.push(std::mem::replace(&mut pen, Pen::new(self.faces, self.size)).page);
                y = self.head(&mut pen, false)?;
            }
            self.row(&mut pen, y, height, row, Weight::Plain)?;
            y += height;
            filled = true;
            watched.one_more();
        }
        for line in &self.list.foot {
            let height = self.foot_height(&pen, line)?;
            if y + height > bottom {
                pages.push(std::mem::replace(&mut pen, Pen::new(self.faces, self.size)).page);
                y = self.head(&mut pen, false)?;
            }
            self.foot(&mut pen, y, line)?;
            y += height;
        }
        pages.push(pen.page);
        Ok(())
    }

    fn inner(&self) -> Um {
        self.size.0 - 2 * MARGIN
    }

    /// Titles and header; where the first row begins.
    fn head(&self, pen: &mut Pen, first: bool) -> Result<Um, Refusal> {
        let code = self.list.code.as_ref().filter(|_| first);
        let mut y = MARGIN - mm(2);
        let room = self.inner() - if code.is_some() { 2 * (CODE + mm(3)) } else { 0 };
        for (index, title) in self.list.titles.iter().enumerate() {
            let style = if index == 0 { Style::plain(pt(160)).bold() } else { Style::plain(pt(95)).ink(Ink::GREY) };
            let lines = pen.wrapped(title, room, style.size)?;
            let leading = part(style.size, 14, 10);
            let at = Area::new((self.size.0 - room) / 2, y, room, 0);
            pen.lines(at, &lines, style.centred(), leading)?;
            y += leading * lines.len() as i32 + if index == 0 { mm(2) } else { mm(1) };
        }
        if let Some(text) = code {
            pen.code(Area::new(self.size.0 - MARGIN - CODE, MARGIN - mm(3), CODE, CODE), text)?;
            y = y.max(MARGIN - mm(3) + CODE);
        }
        y += mm(2);
        let height = self.height(pen, &self.list.header, Weight::Bold)?;
        pen.filled(Area::new(MARGIN, y, self.width(), height), Ink::SHADE);
        self.row(pen, y, height, &self.list.header, Weight::Bold)?;
        Ok(y + height)
    }

    fn width(&self) -> Um {
        self.group.iter().map(|column| self.columns.widths[*column]).sum()
    }

    /// The lines of a cell: as many as it needs, the name of a column as well.
    fn cell(&self, pen: &Pen, row: &[String], column: usize, weight: Weight) -> Result<Vec<String>, Refusal> {
        let width = self.columns.widths[column] - 2 * PADDING;
        match row.get(column) {
            Some(text) if weight == Weight::Bold => pen.balanced(text, width, self.columns.size),
            Some(text) if !text.is_empty() => pen.wrapped(text, width, self.columns.size),
            _ => Ok(Vec::new()),
        }
    }

    fn height(&self, pen: &Pen, row: &[String], weight: Weight) -> Result<Um, Refusal> {
        let mut lines = 1;
        for column in self.group {
            lines = lines.max(self.cell(pen, row, *column, weight)?.len());
        }
        let text = part(self.columns.size, LINE.0, LINE.1) * lines as i32 + 2 * PADDING;
        Ok(text.max(if self.columns.by_hand { BY_HAND } else { mm(6) }))
    }

    fn row(&self, pen: &mut Pen, y: Um, height: Um, row: &[String], weight: Weight) -> Result<(), Refusal> {
        let size = self.columns.size;
        let leading = part(size, LINE.0, LINE.1);
        let style = Style { weight, ..Style::plain(size) };
        let mut x = MARGIN;
        for column in self.group {
            let width = self.columns.widths[*column];
            let lines = self.cell(pen, row, *column, weight)?;
            let block = leading * lines.len() as i32 - (leading - size);
            let at = Area::new(x, y, width, height);
            let inner = Area { y: y + (height - block) / 2, ..at.inset(PADDING) };
            let style = if weight == Weight::Bold || self.columns.centred[*column] { style.centred() } else { style };
            pen.lines(inner, &lines, style, leading)?;
            pen.frame(at, RULE, Ink::BLACK);
            x += width;
        }
        Ok(())
    }

    /// A line of one cell is a sentence; several are places to sign, side by side, three to a line where they are many.
    fn foot_slots(&self, line: &[String]) -> i32 {
        match line.len() {
            0 | 1 => 1,
            n @ 2..=5 => n as i32,
            _ => {
                if self.columns.across {
                    5
                } else {
                    3
                }
            }
        }
    }

    fn foot_height(&self, pen: &Pen, line: &[String]) -> Result<Um, Refusal> {
        if let [sentence] = line {
            return Ok(mm(2) + mm(6) * pen.wrapped(sentence, self.inner(), pt(100))?.len() as i32);
        }
        Ok(mm(3) + mm(9) * (line.len() as i32 + self.foot_slots(line) - 1).div_euclid(self.foot_slots(line)))
    }

    fn foot(&self, pen: &mut Pen, y: Um, line: &[String]) -> Result<(), Refusal> {
        let style = Style::plain(pt(100));
        if let [sentence] = line {
            let lines = pen.wrapped(sentence, self.inner(), style.size)?;
            return pen.lines(Area::new(MARGIN, y + mm(2), self.inner(), 0), &lines, style, mm(6));
        }
        let slots = self.foot_slots(line);
        let width = self.inner() / slots;
        for (index, text) in (0..).zip(line) {
            let (x, top) = (MARGIN + index % slots * width, y + mm(4) + index / slots * mm(9));
            let label = pen.width(text, style.size)?;
            pen.line(x, top, text, style)?;
            pen.rule((x + label, top + mm(5)), (x + width - mm(4), top + mm(5)), RULE, Ink::PALE);
        }
        Ok(())
    }
}
