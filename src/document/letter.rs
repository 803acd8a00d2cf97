//! Lines of text as a page to hand over: the sender, the title, then what is told. Used where a text version exists already.

use super::footer::MARGIN;
use super::length::{A4, Area, Um, mm, pt};
use super::pen::{Pen, Style};
use super::shape::{Ink, Page};
use super::typeface::Typefaces;
use crate::domain::refusal::Refusal;

/// A page to hand over, made of lines as a text file has them: first the sender, second the title, a blank line between parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letter {
    pub lines: Vec<String>,
    /// What a QR code below the text says.
    pub code: Option<String>,
    /// Below the code.
    pub code_note: String,
}

const SIZE: Um = pt(120);
const LEADING: Um = mm(8);
const CODE: Um = mm(34);
const LEFT: Um = mm(25);
const TOP: Um = mm(24);
/// Lines that begin so are the parts of a list: more than three of them stand side by side.
const INDENT: &str = "    ";
const ACROSS: usize = 3;
const ROW: Um = mm(6);

/// The pages of a letter: as many as it needs, most of them one.
pub fn pages(letter: &Letter, faces: &Typefaces) -> Result<Vec<Page>, Refusal> {
    let (left, width) = (LEFT, A4.0 - 2 * LEFT);
    let bottom = A4.1 - MARGIN;
    let mut pages = Vec::new();
    let mut pen = Pen::new(faces, A4);
    let mut y = TOP;
    if let Some(sender) = letter.lines.first() {
        pen.fitted(Area::new(left, y, width, mm(8)), sender, Style::plain(pt(140)).centred(), pt(90))?;
        y += mm(11);
    }
    if let Some(title) = letter.lines.get(1) {
        pen.fitted(Area::new(left, y, width, mm(11)), title, Style::plain(pt(220)).bold().centred(), pt(120))?;
        y += mm(16);
        pen.rule((left, y), (left + width, y), 300, Ink::BLACK);
        y += mm(6);
    }
    let mut rest = letter.lines.get(2..).unwrap_or(&[]);
    while let Some((line, after)) = rest.split_first() {
        let listed = rest.iter().take_while(|line| line.starts_with(INDENT)).count();
        if listed > 3 {
            let (list, after) = rest.split_at(listed);
            for row in list.chunks(ACROSS) {
                if y + ROW > bottom {
                    pages.push(std::mem::replace(&mut pen, Pen::new(faces, A4)).page);
                    y = TOP;
                }
                for (index, cell) in (0..).zip(row) {
                    let column = width / ACROSS as i32;
                    let at = Area::new(left + index * column, y, column - mm(2), ROW);
                    pen.fitted(at, cell.trim_start(), Style::plain(pt(105)), pt(70))?;
                }
                y += ROW;
            }
            y += mm(3);
            rest = after;
            continue;
        }
        rest = after;
        if line.is_empty() {
            y += mm(4);
            continue;
        }
        let wrapped = pen.wrapped(line, width, SIZE)?;
        let height = LEADING * wrapped.len() as i32;
        if y + height > bottom {
            pages.push(std::mem::replace(&mut pen, Pen::new(faces, A4)).page);
            y = TOP;
        }
        pen.lines(Area::new(left, y, width, height), &wrapped, Style::plain(SIZE), LEADING)?;
        y += height;
    }
    if let Some(text) = &letter.code {
        if y + mm(4) + CODE > bottom {
            pages.push(std::mem::replace(&mut pen, Pen::new(faces, A4)).page);
            y = TOP;
        }
        let top = y + mm(4);
        pen.code(Area::new(left, top, CODE, CODE), text)?;
        let note = pen.wrapped(&letter.code_note, width - CODE - mm(8), pt(95))?;
        pen.lines(Area::new(left + CODE + mm(8), top, 0, 0), &note, Style::plain(pt(95)).ink(Ink::GREY), mm(6))?;
    }
    pages.push(pen.page);
    Ok(pages)
}
