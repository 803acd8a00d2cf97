//! Which font has a character and how wide it is: the embedded one, then what lies in a folder of fonts, else nobody.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use krilla::text::Font;
use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{FontRef, MetadataProvider};

use super::length::Um;
use crate::domain::refusal::Refusal;
use crate::{both, refusal};

static EMBEDDED: &[u8] = include_bytes!("fonts/NotoSerifSC-subset.otf");
/// Names the folder of further fonts.
pub const FOLDER_VARIABLE: &str = "TOUCHSTONE_FONTS";
/// What a fonts file may weigh at most.
const LARGEST: u64 = 256 << 20;

pub(super) struct Face {
    pub(super) font: Font,
    charmap: Charmap<'static>,
    metrics: GlyphMetrics<'static>,
    em: i32,
}

impl Face {
    fn of(bytes: &'static [u8], index: u32) -> Option<Face> {
        let table = FontRef::from_index(bytes, index).ok()?;
        let em = i32::from(table.metrics(Size::unscaled(), LocationRef::default()).units_per_em);
        let font = Font::new(bytes.into(), index)?;
        let metrics = table.glyph_metrics(Size::unscaled(), LocationRef::default());
        (em > 0).then(|| Face { font, charmap: table.charmap(), metrics, em })
    }

    /// The glyph and how far it moves on, in units of the em.
    fn glyph(&self, c: char) -> Option<(u32, i32)> {
        let id = self.charmap.map(c).filter(|id| id.to_u32() != 0)?;
        Some((id.to_u32(), self.metrics.advance_width(id)? as i32))
    }
}

/// A glyph of a face, for a character or for one with what only varies it.
pub(super) struct Placed {
    pub(super) face: usize,
    pub(super) id: u32,
    /// How far it moves on, in thousandths of the size.
    pub(super) advance: i32,
    /// The bytes of the text that it stands for.
    pub(super) range: std::ops::Range<usize>,
}

/// The fonts at hand, in the order in which they are asked.
pub struct Typefaces {
    folders: Vec<PathBuf>,
    more: OnceLock<Vec<Face>>,
}

fn embedded() -> &'static Face {
    static FACE: OnceLock<Face> = OnceLock::new();
    FACE.get_or_init(|| Face::of(EMBEDDED, 0).expect("the embedded font is a font"))
}

impl Typefaces {
    /// The embedded font alone.
    pub const fn embedded() -> Typefaces {
        Typefaces { folders: Vec::new(), more: OnceLock::new() }
    }

    /// The embedded font, then those of these folders by file name.
    pub const fn with_folders(folders: Vec<PathBuf>) -> Typefaces {
        Typefaces { folders, more: OnceLock::new() }
    }

    /// What this machine offers: the folder that `TOUCHSTONE_FONTS` names, and `fonts` beside the program.
    pub fn here() -> &'static Typefaces {
        static HERE: OnceLock<Typefaces> = OnceLock::new();
        HERE.get_or_init(|| {
            let named = std::env::var_os(FOLDER_VARIABLE).filter(|name| !name.is_empty()).map(PathBuf::from);
            let beside = std::env::current_exe().ok().and_then(|program| Some(program.parent()?.join("fonts")));
            Typefaces::with_folders(named.into_iter().chain(beside).collect())
        })
    }

    pub(super) fn face(&self, index: usize) -> &Face {
        match index {
            0 => embedded(),
            more => &self.more()[more - 1],
        }
    }

    /// Read when the first character is missed, and not before.
    fn more(&self) -> &[Face] {
        self.more.get_or_init(|| self.folders.iter().flat_map(|folder| fonts_in(folder)).collect())
    }

    fn glyph(&self, c: char) -> Option<(usize, u32, i32)> {
        let found = |index: usize, face: &Face| {
            face.glyph(c).map(|(id, advance)| (index, id, advance.saturating_mul(1000) / face.em))
        };
        found(0, embedded()).or_else(|| (1..).zip(self.more()).find_map(|(index, face)| found(index, face)))
    }

    /// The glyphs of a line of text; the first character that no font has is an error.
    pub(super) fn glyphs(&self, text: &str) -> Result<Vec<Placed>, Refusal> {
        let mut placed: Vec<Placed> = Vec::with_capacity(text.len() / 2);
        for (at, c) in text.char_indices() {
            let end = at + c.len_utf8();
            match self.glyph(c) {
                Some((face, id, advance)) => placed.push(Placed { face, id, advance, range: at..end }),
                None if varies(c) => {
                    if let Some(last) = placed.last_mut() {
                        last.range.end = end;
                    }
                }
                None => return Err(no_glyph(c)),
            }
        }
        Ok(placed)
    }

    /// How wide a line of text is at this size.
    pub fn width(&self, text: &str, size: Um) -> Result<Um, Refusal> {
        let thousandths: i64 = self.glyphs(text)?.iter().map(|glyph| i64::from(glyph.advance)).sum();
        Ok(i32::try_from(thousandths * i64::from(size) / 1000).unwrap_or(Um::MAX))
    }

    /// The characters of a text that no font has, each once.
    pub fn missing_glyphs(&self, text: &str) -> Vec<char> {
        let mut missing = Vec::new();
        for c in text.chars() {
            if !varies(c) && !c.is_control() && !missing.contains(&c) && self.glyph(c).is_none() {
                missing.push(c);
            }
        }
        missing
    }
}

/// Asks for a variant of the character before it, or for nothing that is seen: without it that character stands.
const fn varies(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' | '\u{200B}'..='\u{200D}' | '\u{FEFF}' | '\u{AD}')
}

fn no_glyph(c: char) -> Refusal {
    let code = format!("U+{:04X}", u32::from(c));
    refusal!("no_glyph", "没有字体能印“{c}”（{code}）。", "No font at hand can print the character {code} ({c}).").next(
        both!(
            "请把有这个字的字体文件（如 HanaMinB.ttf）放进程序旁的 fonts 文件夹，再试一次。",
            "Put a font file that has it (such as HanaMinB.ttf) into the folder fonts beside the program and try again."
        ),
    )
}

/// The faces of a folder, by file name. They are kept as long as the program runs.
fn fonts_in(folder: &Path) -> Vec<Face> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
        matches!(ending.as_deref(), Some("ttf" | "otf" | "ttc" | "otc"))
    });
    paths.sort();
    let mut faces = Vec::new();
    for path in paths {
        let small = std::fs::metadata(&path).is_ok_and(|about| about.is_file() && about.len() <= LARGEST);
        let Some(bytes) = small.then(|| std::fs::read(&path).ok()).flatten() else { continue };
        let bytes: &'static [u8] = Box::leak(bytes.into_boxed_slice());
        faces.extend((0..).map_while(|index| Face::of(bytes, index)));
    }
    faces
}
