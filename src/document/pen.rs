//! Putting text on a page: aligned, shrunk where it must fit, wrapped between characters, cut with … and never broken.

use std::sync::Arc;

use fast_qr::{ECL, QRBuilder};

use super::length::{Area, Um, part};
use super::shape::{Ink, Modules, Page, Shape, Text, Weight};
use super::typeface::Typefaces;
use crate::domain::identity::inert;
use crate::domain::refusal::Refusal;
use crate::refusal;

/// Where a line of text stands within its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    Left,
    Centre,
    Right,
}

/// How a line of text looks.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    pub size: Um,
    pub weight: Weight,
    pub ink: Ink,
    pub align: Align,
}

impl Style {
    pub const fn plain(size: Um) -> Style {
        Style { size, weight: Weight::Plain, ink: Ink::BLACK, align: Align::Left }
    }

    pub const fn bold(self) -> Style {
        Style { weight: Weight::Bold, ..self }
    }

    pub const fn centred(self) -> Style {
        Style { align: Align::Centre, ..self }
    }

    pub const fn right(self) -> Style {
        Style { align: Align::Right, ..self }
    }

    pub const fn ink(self, ink: Ink) -> Style {
        Style { ink, ..self }
    }

    pub const fn sized(self, size: Um) -> Style {
        Style { size, ..self }
    }
}

/// Characters that no line begins with.
const NOT_FIRST: &str = "，。、；：！？）》”’】〉」』…·,.;:!?)]}%％";
/// How far the baseline lies below the top of a line as high as its size.
const ASCENT: (i32, i32) = (88, 100);

/// Inert, and the marks in brackets that the font of this program has: `〈U+202E〉`.
fn on_paper(text: &str) -> String {
    inert(text).replace('⟨', "〈").replace('⟩', "〉")
}

/// A page in the making.
pub struct Pen<'a> {
    pub faces: &'a Typefaces,
    pub page: Page,
}

impl<'a> Pen<'a> {
    pub const fn new(faces: &'a Typefaces, size: (Um, Um)) -> Pen<'a> {
        Pen { faces, page: Page::new(size) }
    }

    pub fn width(&self, text: &str, size: Um) -> Result<Um, Refusal> {
        self.faces.width(&on_paper(text), size)
    }

    /// One line whose top is at `y`, from `x` or about it as the style is aligned.
    pub fn line(&mut self, x: Um, y: Um, text: &str, style: Style) -> Result<(), Refusal> {
        let text = on_paper(text);
        if text.is_empty() {
            return Ok(());
        }
        let width = self.faces.width(&text, style.size)?;
        let x = match style.align {
            Align::Left => x,
            Align::Centre => x - width / 2,
            Align::Right => x - width,
        };
        let baseline = y + part(style.size, ASCENT.0, ASCENT.1);
        let Style { size, weight, ink, .. } = style;
        self.page.shapes.push(Shape::Text(Text { x, baseline, size, width, weight, ink, text }));
        Ok(())
    }

    /// One line in a place, in the middle of its height; made smaller down to `least` where it is too wide, then cut with ….
    pub fn fitted(&mut self, at: Area, text: &str, style: Style, least: Um) -> Result<(), Refusal> {
        let text = on_paper(text);
        let style = style.sized(self.size_for(&text, at.width, style.size, least)?);
        let text = self.cut(&text, at.width, style.size)?;
        let y = at.y + (at.height - style.size) / 2;
        self.line(anchor(at, style.align), y, &text, style)
    }

    /// The lines of a text in a place, from its top, each `leading` below the one before.
    pub fn lines(&mut self, at: Area, lines: &[String], style: Style, leading: Um) -> Result<(), Refusal> {
        for (index, line) in (0..).zip(lines) {
            self.line(anchor(at, style.align), at.y + index * leading, line, style)?;
        }
        Ok(())
    }

    /// The size at which a line fits, between `least` and `size`.
    pub fn size_for(&self, text: &str, width: Um, size: Um, least: Um) -> Result<Um, Refusal> {
        let own = self.width(text, size)?;
        if own <= width {
            return Ok(size);
        }
        Ok((i64::from(size) * i64::from(width) / i64::from(own.max(1))).max(i64::from(least)) as Um)
    }

    /// The text, cut with … where it is wider than its place.
    pub fn cut(&self, text: &str, width: Um, size: Um) -> Result<String, Refusal> {
        if self.width(text, size)? <= width {
            return Ok(text.to_owned());
        }
        let room = width - self.width("…", size)?;
        let mut kept = String::new();
        for c in text.chars() {
            kept.push(c);
            if self.width(&kept, size)? > room {
                kept.pop();
                break;
            }
        }
        Ok(kept + "…")
    }

    /// The text in lines no wider than the place: broken between ideographs and at spaces, no line begun with a closing mark.
    pub fn wrapped(&self, text: &str, width: Um, size: Um) -> Result<Vec<String>, Refusal> {
        let text = on_paper(text);
        let mut lines = Vec::new();
        let mut line = String::new();
        for word in words(&text) {
            let longer = format!("{line}{word}");
            if self.width(longer.trim_end(), size)? <= width || line.is_empty() && word.chars().count() == 1 {
                line = longer;
                continue;
            }
            if !line.trim().is_empty() {
                lines.push(std::mem::take(&mut line).trim_end().to_owned());
            }
            line.clear();
            // A word wider than the whole place is broken where it must be.
            for c in word.trim_start().chars() {
                line.push(c);
                if self.width(&line, size)? > width && line.chars().count() > 1 {
                    line.pop();
                    lines.push(std::mem::replace(&mut line, c.to_string()));
                }
            }
        }
        if !line.trim().is_empty() {
            lines.push(line.trim_end().to_owned());
        }
        Ok(lines)
    }

    /// The same in as many lines, each about as long as the others.
    pub fn balanced(&self, text: &str, width: Um, size: Um) -> Result<Vec<String>, Refusal> {
        let mut lines = self.wrapped(text, width, size)?;
        let mut narrower = width - size / 2;
        while lines.len() > 1 && narrower > size {
            let tried = self.wrapped(text, narrower, size)?;
            if tried.len() > lines.len() {
                break;
            }
            lines = tried;
            narrower -= size / 2;
        }
        Ok(lines)
    }

    /// How wide the widest part of a text is that is never broken; two ideographs at least.
    pub fn longest_word(&self, text: &str, size: Um) -> Result<Um, Refusal> {
        let text = on_paper(text);
        let mut longest = self.width("国国", size)?;
        for word in words(&text) {
            longest = longest.max(self.width(word.trim(), size)?);
        }
        Ok(longest)
    }

    pub fn rule(&mut self, from: (Um, Um), to: (Um, Um), width: Um, ink: Ink) {
        self.page.shapes.push(Shape::Line { from, to, width, ink });
    }

    pub fn frame(&mut self, at: Area, width: Um, ink: Ink) {
        self.page.shapes.push(Shape::Frame { at, width, ink });
    }

    pub fn filled(&mut self, at: Area, ink: Ink) {
        self.page.shapes.push(Shape::Filled { at, ink });
    }

    /// A picture as large as it goes into its place, in the middle; its proportions are kept.
    pub fn picture(&mut self, at: Area, bytes: &Arc<Vec<u8>>, (across, down): (u32, u32)) {
        let (across, down) = (i64::from(across.max(1)), i64::from(down.max(1)));
        let (wide, high) = (i64::from(at.width), i64::from(at.height));
        let (width, height) =
            if wide * down <= high * across { (wide, wide * down / across) } else { (high * across / down, high) };
        let (width, height) = (width as Um, height as Um);
        let at = Area::new(at.x + (at.width - width) / 2, at.y + (at.height - height) / 2, width, height);
        self.page.shapes.push(Shape::Picture { at, bytes: Arc::clone(bytes) });
    }

    /// A QR code of a text, as large as its place, which is square.
    pub fn code(&mut self, at: Area, text: &str) -> Result<(), Refusal> {
        let modules = modules(text)?;
        self.page.shapes.push(Shape::Code { at, modules });
        Ok(())
    }
}

const fn anchor(at: Area, align: Align) -> Um {
    match align {
        Align::Left => at.x,
        Align::Centre => at.x + at.width / 2,
        Align::Right => at.right(),
    }
}

/// The modules of a text's QR code at level M.
pub fn modules(text: &str) -> Result<Modules, Refusal> {
    let code = QRBuilder::new(text)
        .ecl(ECL::M)
        .build()
        .map_err(|_| refusal!("qr_too_long", "内容太长，印不成一个二维码。", "This is more than one QR code holds."))?;
    let dark = (0..code.size).flat_map(|y| code[y].iter().map(|module| module.value()).collect::<Vec<bool>>());
    Ok(Modules { text: text.into(), side: code.size, dark: dark.collect() })
}

/// What is not broken: a run of Latin letters with the spaces after it, or one ideograph with the marks that close it.
fn words(text: &str) -> Vec<&str> {
    let narrow = |c: char| c.is_ascii() && !c.is_ascii_whitespace() || ('\u{A1}'..'\u{2000}').contains(&c) && c != '·';
    let mut words = Vec::new();
    let mut from = 0;
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        let joined = match before {
            None => true,
            Some(last) => {
                c == ' ' || NOT_FIRST.contains(c) || narrow(last) && narrow(c) || "（《“‘【「『(".contains(last)
            }
        };
        if !joined {
            words.push(&text[from..at]);
            from = at;
        }
        before = Some(c);
    }
    words.push(&text[from..]);
    words
}
