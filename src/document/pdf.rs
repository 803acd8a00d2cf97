//! Pages as a PDF/A-3: fonts embedded and subset, no clock and no chance in it, so that the same pages are the same bytes.
#![allow(clippy::float_arithmetic, reason = "a PDF measures in points; no mark comes here")]

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use krilla::color::rgb;
use krilla::configure::{Archival, ConfigurationBuilder};
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::error::KrillaError;
use krilla::geom::{Path, PathBuilder, Point, Rect, Size, Transform};
use krilla::image::Image;
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, Stroke};
use krilla::surface::Surface;
use krilla::text::{GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};

use super::length::{Area, Um};
use super::shape::{Ink, Modules, Page, Shape, Text, Weight};
use super::typeface::Typefaces;
use super::watched::Watched;
use crate::domain::identity::inert;
use crate::domain::language::Lang;
use crate::domain::refusal::Refusal;
use crate::refusal;

/// A file that travels inside the PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    pub name: String,
    pub mime: &'static str,
    pub description: String,
    pub bytes: Vec<u8>,
}

/// What is said of a document beside its pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    pub title: String,
    /// Who made it: the station.
    pub author: String,
    pub lang: Lang,
    /// The day that it is of; never the clock's.
    pub on: NaiveDate,
    pub attachments: Vec<Attachment>,
}

/// The pages as a PDF.
///
/// # Errors
/// A character that no font has, a photo that cannot be read, a fallback font whose licence forbids embedding.
pub fn pdf(pages: &[Page], about: &About, faces: &Typefaces) -> Result<Vec<u8>, Refusal> {
    pdf_watched(pages, about, faces, &Watched::default())
}

/// The same while somebody watches; `stopped` where they stopped it between two pages.
pub fn pdf_watched(pages: &[Page], about: &About, faces: &Typefaces, watched: &Watched) -> Result<Vec<u8>, Refusal> {
    let archival = ConfigurationBuilder::new().with_archival_validator(Archival::A3_B).finish();
    let configuration = archival.expect("one validator with the version it asks for");
    let mut document = Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    let mut pictures = HashMap::new();
    watched.expect(pages.len());
    for page in pages {
        watched.go_on()?;
        let settings = PageSettings::from_wh(points(page.width), points(page.height));
        let mut sheet = document.start_page_with(settings.expect("a page has a size"));
        let mut surface = sheet.surface();
        for shape in &page.shapes {
            put(&mut surface, shape, faces, &mut pictures)?;
        }
        surface.finish();
        sheet.finish();
        watched.one_more();
    }
    document.set_metadata(metadata(about));
    for file in &about.attachments {
        let embedded = EmbeddedFile {
            path: file.name.clone(),
            mime_type: MimeType::new(file.mime),
            description: Some(file.description.clone()),
            association_kind: AssociationKind::Data,
            data: file.bytes.clone().into(),
            modification_date: Some(date(about.on)),
            // What is packed already gains nothing.
            compress: Some(!file.mime.starts_with("image/")),
            location: None,
        };
        document.embed_file(embedded).expect("attachments have names of their own");
    }
    document.finish().map_err(refuse)
}

fn metadata(about: &About) -> Metadata {
    Metadata::new()
        .title(inert(&about.title))
        .authors(vec![inert(&about.author)])
        .creator("Touchstone 试金石".to_owned())
        .producer("Touchstone 试金石".to_owned())
        .language(about.lang.pick("zh-CN", "en").to_owned())
        .creation_date(date(about.on))
}

fn date(on: NaiveDate) -> DateTime {
    let part = |n: u32| u8::try_from(n).unwrap_or(1);
    DateTime::new(u16::try_from(on.year()).unwrap_or(0)).month(part(on.month())).day(part(on.day()))
}

fn refuse(error: KrillaError) -> Refusal {
    match error {
        KrillaError::Image(..) | KrillaError::SixteenBitImage(..) => no_picture(),
        KrillaError::Validation(faults) => {
            let faults: Vec<String> = faults.iter().map(|(fault, _)| format!("{fault:?}")).collect();
            let faults = faults.join("; ");
            refusal!(
                "not_archival",
                "这份文件达不到 PDF/A-3 的要求：{faults}",
                "The document does not meet PDF/A-3: {faults}"
            )
        }
        other => refusal!("no_pdf", "PDF 没有做成：{other}", "The PDF could not be made: {other}"),
    }
}

/// A photo that is neither a whole JPEG nor a whole PNG.
pub fn no_picture() -> Refusal {
    refusal!("no_picture", "照片文件读不出来。", "The photo cannot be read.")
        .next(crate::both!("请重新导入这位考生的照片。", "Import the candidate's photo again."))
}

fn put(
    surface: &mut Surface,
    shape: &Shape,
    faces: &Typefaces,
    pictures: &mut HashMap<*const u8, Image>,
) -> Result<(), Refusal> {
    match shape {
        Shape::Text(text) => return write(surface, text, faces),
        Shape::Line { from, to, width, ink } => {
            let mut path = PathBuilder::new();
            path.move_to(points(from.0), points(from.1));
            path.line_to(points(to.0), points(to.1));
            stroke(surface, path.finish(), *width, *ink);
        }
        Shape::Frame { at, width, ink } => stroke(surface, outline(*at), *width, *ink),
        Shape::Filled { at, ink } => fill(surface, outline(*at), *ink),
        Shape::Picture { at, bytes } => {
            // Keyed by where the bytes lie: the pages hold them for as long.
            let image = match pictures.get(&bytes.as_ptr()) {
                Some(image) => image.clone(),
                None => {
                    let image = image(bytes)?;
                    pictures.insert(bytes.as_ptr(), image.clone());
                    image
                }
            };
            let size = Size::from_wh(points(at.width), points(at.height)).ok_or_else(no_picture)?;
            surface.push_transform(&Transform::from_translate(points(at.x), points(at.y)));
            surface.draw_image(image, size);
            surface.pop();
        }
        Shape::Code { at, modules } => code(surface, *at, modules),
    }
    Ok(())
}

fn image(bytes: &Arc<Vec<u8>>) -> Result<Image, Refusal> {
    let data = Arc::clone(bytes).into();
    let read = if bytes.starts_with(b"\x89PNG") { Image::from_png(data, false) } else { Image::from_jpeg(data, false) };
    read.map_err(|_| no_picture())
}

fn write(surface: &mut Surface, text: &Text, faces: &Typefaces) -> Result<(), Refusal> {
    let placed = faces.glyphs(&text.text)?;
    surface.set_fill(Some(paint(text.ink)));
    surface.set_stroke(
        (text.weight == Weight::Bold).then(|| Stroke { width: points(text.size) / 38.0, ..line(text.ink) }),
    );
    let (mut x, size) = (points(text.x), points(text.size));
    // Characters beside each other of one face go together.
    for run in placed.chunk_by(|a, b| a.face == b.face) {
        let (from, until) = (run[0].range.start, run[run.len() - 1].range.end);
        let glyph = |glyph: &super::typeface::Placed| {
            let range = glyph.range.start - from..glyph.range.end - from;
            KrillaGlyph::new(GlyphId::new(glyph.id), glyph.advance as f32 / 1000.0, 0.0, 0.0, 0.0, range, None)
        };
        let glyphs: Vec<KrillaGlyph> = run.iter().map(glyph).collect();
        let font = faces.face(run[0].face).font.clone();
        surface.draw_glyphs(
            Point::from_xy(x, points(text.baseline)),
            &glyphs,
            font,
            &text.text[from..until],
            size,
            false,
        );
        x += run.iter().map(|glyph| glyph.advance as f32 / 1000.0).sum::<f32>() * size;
    }
    surface.set_stroke(None);
    Ok(())
}

/// The dark modules of a code: a line one module wide through each run of a row. The page's own measures stand in one scale before
/// them, so that they stay small whole numbers; half as many as the corners of the runs would be.
fn code(surface: &mut Surface, at: Area, modules: &Modules) {
    let module = points(at.width) / modules.side as f32;
    let mut path = PathBuilder::new();
    for (y, row) in modules.dark.chunks_exact(modules.side).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            if run[0] {
                path.move_to(x as f32, y as f32);
                path.line_to((x + run.len()) as f32, y as f32);
            }
            x += run.len();
        }
    }
    let Some(path) = path.finish() else { return };
    surface.push_transform(&Transform::from_row(module, 0.0, 0.0, module, points(at.x), points(at.y) + module / 2.0));
    surface.set_fill(None);
    surface.set_stroke(Some(Stroke { width: 1.0, ..line(Ink::BLACK) }));
    surface.draw_path(&path);
    surface.set_stroke(None);
    surface.pop();
}

fn outline(at: Area) -> Option<Path> {
    let mut path = PathBuilder::new();
    path.push_rect(Rect::from_xywh(points(at.x), points(at.y), points(at.width), points(at.height))?);
    path.finish()
}

fn stroke(surface: &mut Surface, path: Option<Path>, width: Um, ink: Ink) {
    let Some(path) = path else { return };
    surface.set_fill(None);
    surface.set_stroke(Some(Stroke { width: points(width), ..line(ink) }));
    surface.draw_path(&path);
    surface.set_stroke(None);
}

fn fill(surface: &mut Surface, path: Option<Path>, ink: Ink) {
    let Some(path) = path else { return };
    surface.set_stroke(None);
    surface.set_fill(Some(paint(ink)));
    surface.draw_path(&path);
}

fn paint(Ink(red, green, blue): Ink) -> Fill {
    Fill { paint: rgb::Color::new(red, green, blue).into(), opacity: NormalizedF32::ONE, rule: FillRule::NonZero }
}

fn line(Ink(red, green, blue): Ink) -> Stroke {
    Stroke { paint: rgb::Color::new(red, green, blue).into(), ..Stroke::default() }
}

/// Micrometres in points.
fn points(length: Um) -> f32 {
    (f64::from(length) * 72.0 / 25400.0) as f32
}
