//! The foot of each page: what the paper is, and which page of how many.

use super::length::{Um, mm, pt};
use super::pen::{Align, Pen, Style};
use super::shape::{Ink, Page};
use super::typeface::Typefaces;
use crate::domain::language::Lang;
use crate::domain::refusal::Refusal;
use crate::say;

pub const MARGIN: Um = mm(15);
/// The top of the footer, from the bottom of the page.
pub const HEIGHT: Um = mm(13);
const SIZE: Um = pt(80);

/// Writes the footers of a whole document, once its pages are counted: the note on the left, the page on the right.
pub fn number_pages(pages: &mut [Page], note: &str, faces: &Typefaces, lang: Lang) -> Result<(), Refusal> {
    let total = pages.len();
    for (index, page) in (1..).zip(pages) {
        let index: usize = index;
        let mut pen = Pen::new(faces, (page.width, page.height));
        let y = page.height - HEIGHT + mm(3);
        let style = Style::plain(SIZE).ink(Ink::GREY);
        let number = say!(lang, "第 {index} 页，共 {total} 页", "Page {index} of {total}");
        let room = page.width - 2 * MARGIN - pen.width(&number, SIZE)? - mm(4);
        let note = pen.cut(note, room, SIZE)?;
        pen.line(MARGIN, y, &note, style)?;
        pen.line(page.width - MARGIN, y, &number, Style { align: Align::Right, ..style })?;
        page.shapes.append(&mut pen.page.shapes);
    }
    Ok(())
}
