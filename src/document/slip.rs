//! 成绩条: what a candidate takes home from the notice board, eight to a page, to be cut apart.

use super::length::{A4, Area, Um, mm, pt};
use super::pen::{Pen, Style};
use super::shape::{Ink, Page};
use super::typeface::Typefaces;
use crate::domain::refusal::Refusal;

/// One slip: a title, lines, and the checkpoint code that it stands for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Slip {
    pub title: String,
    pub lines: Vec<String>,
    /// What its QR code says; none where nothing was kept yet.
    pub code: Option<String>,
}

const COLUMNS: i32 = 2;
const ROWS: i32 = 4;
const CODE: Um = mm(24);

pub fn pages(slips: &[Slip], faces: &Typefaces) -> Result<Vec<Page>, Refusal> {
    let (width, height) = (A4.0 / COLUMNS, A4.1 / ROWS);
    let page = |slips: &[Slip]| {
        let mut pen = Pen::new(faces, A4);
        for (index, slip) in (0..).zip(slips) {
            put(&mut pen, slip, Area::new(index % COLUMNS * width, index / COLUMNS * height, width, height))?;
        }
        for row in 1..ROWS {
            pen.rule((0, row * height), (A4.0, row * height), 80, Ink::PALE);
        }
        pen.rule((width, 0), (width, A4.1), 80, Ink::PALE);
        Ok(pen.page)
    };
    slips.chunks((COLUMNS * ROWS) as usize).map(page).collect()
}

fn put(pen: &mut Pen, slip: &Slip, at: Area) -> Result<(), Refusal> {
    let at = at.inset(mm(7));
    pen.fitted(Area { height: mm(6), ..at }, &slip.title, Style::plain(pt(105)).bold(), pt(70))?;
    let below = Area { y: at.y + mm(8), height: at.height - mm(8), ..at };
    if let Some(text) = &slip.code {
        pen.code(Area::new(below.right() - CODE, below.y, CODE, CODE), text)?;
    }
    // The largest type at which every line has its place; nothing is left out.
    let sizes = [pt(90), pt(85), pt(80), pt(75), pt(70), pt(65), pt(60)];
    for size in sizes {
        let leading = size + size * 2 / 5;
        let lines = set(pen, slip, below, size, leading)?;
        if leading * lines.len() as i32 <= below.height || size == sizes[sizes.len() - 1] {
            return pen.lines(below, &lines, Style::plain(size), leading);
        }
    }
    Ok(())
}

/// The lines at this size: beside the code while it lasts, below it over the whole width.
fn set(pen: &Pen, slip: &Slip, at: Area, size: Um, leading: Um) -> Result<Vec<String>, Refusal> {
    let mut lines = Vec::new();
    for line in &slip.lines {
        let beside = slip.code.is_some() && leading * (lines.len() as i32) < CODE + mm(2);
        lines.extend(pen.wrapped(line, if beside { at.width - CODE - mm(3) } else { at.width }, size)?);
    }
    Ok(lines)
}
