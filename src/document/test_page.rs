//! The test page of a printer: a grid in millimetres with the places of a certificate's fields, moved as this printer is set, so that
//! two figures read off the paper set it right.

use super::certificate::Placement;
use super::certificate_fields::{CODE, DATE, FIELDS, ISSUER, PHOTO, STATEMENT};
use super::length::{A4, Area, Um, mm, pt};
use super::pen::{Pen, Style};
use super::shape::{Ink, Page};
use super::typeface::Typefaces;
use crate::domain::language::Lang;
use crate::domain::refusal::Refusal;
use crate::say;

/// The page; its grid is never moved, the places of the fields are.
pub fn page(placement: Placement, faces: &Typefaces, lang: Lang) -> Result<Page, Refusal> {
    let mut pen = Pen::new(faces, A4);
    grid(&mut pen)?;
    let own = pen.page.shapes.len();
    let named = FIELDS.iter().map(|field| (field.value(), lang.pick(field.zh, field.en)));
    let others = [
        (STATEMENT, lang.pick("证书正文", "Statement")),
        (PHOTO, lang.pick("照片", "Photo")),
        (CODE, lang.pick("二维码", "QR code")),
        (ISSUER, lang.pick("评价机构", "Evaluating body")),
        (DATE, lang.pick("发证日期", "Date of issue")),
    ];
    for (at, name) in named.chain(others) {
        pen.frame(at, 250, Ink::RED);
        pen.fitted(at.inset(mm(1)), name, Style::plain(pt(95)).ink(Ink::RED), pt(60))?;
    }
    for shape in &mut pen.page.shapes[own..] {
        shape.shift(placement.right, placement.down);
    }
    let (right, down) = (hundredths(placement.right), hundredths(placement.down));
    let lines = [
        say!(lang, "套打测试页：现在右移 {right} 毫米，下移 {down} 毫米。", "Test page: now {right} mm to the right and {down} mm down."),
        lang.pick(
            "请用预印证书纸打印本页，量出红框与印好的栏位相差多少毫米：偏左则加大右移，偏上则加大下移。",
            "Print it on a pre-printed sheet and measure how far the red frames are off: too far left needs more right, too high more down.",
        )
        .to_owned(),
    ];
    let mut y = mm(22);
    for line in &lines {
        for part in pen.wrapped(line, mm(160), pt(100))? {
            pen.line(mm(25), y, &part, Style::plain(pt(100)))?;
            y += mm(6);
        }
    }
    Ok(pen.page)
}

/// Lines each 5 mm, stronger each 10, with their figures along the upper and left edge.
fn grid(pen: &mut Pen) -> Result<(), Refusal> {
    for (length, other, across) in [(A4.0, A4.1, true), (A4.1, A4.0, false)] {
        for step in 1..length / mm(5) + 1 {
            let at = mm(5 * step);
            let (width, ink) = if step % 2 == 0 { (120, Ink::PALE) } else { (60, Ink::SHADE) };
            let (from, to) = if across { ((at, 0), (at, other)) } else { ((0, at), (other, at)) };
            if at < length {
                pen.rule(from, to, width, ink);
            }
            if step % 2 == 0 && at < length {
                let (x, y) = if across { (at, mm(6)) } else { (mm(6), at - pt(35)) };
                pen.line(x, y, &(5 * step).to_string(), Style::plain(pt(70)).centred().ink(Ink::GREY))?;
            }
        }
    }
    pen.frame(Area::new(mm(10), mm(10), A4.0 - mm(20), A4.1 - mm(20)), 200, Ink::BLACK);
    Ok(())
}

/// Millimetres with two places.
fn hundredths(length: Um) -> String {
    let sign = if length < 0 { "−" } else { "" };
    format!("{sign}{}.{:02}", length.abs() / 1000, length.abs() % 1000 / 10)
}
