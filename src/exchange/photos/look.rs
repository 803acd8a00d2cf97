//! What a photo is, by its bytes: format, size and pixels. Nothing is decoded.

use serde::{Deserialize, Serialize};

use crate::both;
use crate::domain::language::Both;

/// What a photo must be. Defaults hold every size that bodies ask for (domain.md §3.2 has 40–200 KB for one school; one inch is
/// 295 × 413 pixels); a station narrows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhotoRules {
    pub least_bytes: u64,
    pub most_bytes: u64,
    pub least_width: u32,
    pub most_width: u32,
    pub least_height: u32,
    pub most_height: u32,
}

impl Default for PhotoRules {
    fn default() -> Self {
        PhotoRules {
            least_bytes: 10 << 10,
            most_bytes: 500 << 10,
            least_width: 150,
            most_width: 1600,
            least_height: 200,
            most_height: 2200,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PhotoFormat {
    Jpeg,
    Png,
}

impl PhotoFormat {
    /// As the file keeps it.
    pub fn word(self) -> &'static str {
        match self {
            PhotoFormat::Jpeg => "jpeg",
            PhotoFormat::Png => "png",
        }
    }
}

/// A photo that meets the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct PhotoFacts {
    pub format: PhotoFormat,
    pub width: u32,
    pub height: u32,
    pub bytes: u64,
}

/// Width and height in pixels; none where it is neither a JPEG nor a PNG.
pub fn pixels(bytes: &[u8]) -> Option<(u32, u32)> {
    jpeg_size(bytes).or_else(|| png_size(bytes))
}

/// Checks a photo, and names the first thing that is not as it must be and what would be right.
pub fn look(bytes: &[u8], rules: &PhotoRules) -> Result<PhotoFacts, Both> {
    let size = bytes.len() as u64;
    check_size(size, rules)?;
    let (format, (width, height)) = match (jpeg_size(bytes), png_size(bytes)) {
        (Some(size), _) => (PhotoFormat::Jpeg, size),
        (_, Some(size)) => (PhotoFormat::Png, size),
        _ => {
            return Err(both!(
                "不是 JPG 或 PNG 图片，或已损坏；请另存为 JPG。",
                "It is no JPG or PNG picture, or it is damaged; save it as JPG."
            ));
        }
    };
    let PhotoRules { least_width, most_width, least_height, most_height, .. } = *rules;
    if !(least_width..=most_width).contains(&width) || !(least_height..=most_height).contains(&height) {
        return Err(both!(
            "照片为 {width}×{height} 像素，应为宽 {least_width}–{most_width}、高 {least_height}–{most_height}。",
            "The photo has {width}×{height} pixels; it must be {least_width}–{most_width} wide and {least_height}–{most_height} high."
        ));
    }
    if width > height {
        return Err(both!(
            "照片宽 {width} 大于高 {height}，应为竖版；请旋转或裁剪。",
            "The photo is wider ({width}) than high ({height}); turn or crop it."
        ));
    }
    Ok(PhotoFacts { format, width, height, bytes: size })
}

/// The size alone, for a file that is not worth reading.
pub(super) fn check_size(size: u64, rules: &PhotoRules) -> Result<(), Both> {
    let (least, most) = (rules.least_bytes >> 10, rules.most_bytes >> 10);
    if (rules.least_bytes..=rules.most_bytes).contains(&size) {
        return Ok(());
    }
    let found = size.div_ceil(1 << 10);
    Err(both!(
        "照片大小为 {found} KB，应为 {least}–{most} KB。",
        "The photo has {found} KB; it must have {least} to {most} KB."
    ))
}

/// Width and height from the frame header (ITU-T T.81, B.2.2): markers are walked from one to the next until it comes.
fn jpeg_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut rest = bytes.strip_prefix(&[0xff, 0xd8])?;
    loop {
        rest = rest.strip_prefix(&[0xff])?;
        let (&marker, after) = rest.split_first()?;
        match marker {
            // A fill byte before the marker.
            0xff => continue,
            0x01 | 0xd0..=0xd7 => rest = after,
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                let pair = |at: usize| Some(u32::from(u16::from_be_bytes([*after.get(at)?, *after.get(at + 1)?])));
                return Some((pair(5)?, pair(3)?)).filter(|(width, height)| *width > 0 && *height > 0);
            }
            // The picture's data, or its end, before any header.
            0xd9 | 0xda => return None,
            _ => {
                let length = usize::from(u16::from_be_bytes([*after.first()?, *after.get(1)?]));
                rest = after.get(length.max(2)..)?;
            }
        }
    }
}

/// Width and height from the first chunk (PNG, 11.2.2).
fn png_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let head = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR")?;
    let number = |at: usize| Some(u32::from_be_bytes(head.get(at..at + 4)?.try_into().ok()?));
    Some((number(0)?, number(4)?)).filter(|(width, height)| *width > 0 && *height > 0)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::domain::language::{Lang, Say};
    use proptest::prelude::*;

    /// A JPEG as far as its frame header, filled up to `size` bytes.
    pub fn jpeg(width: u16, height: u16, size: usize) -> Vec<u8> {
        let mut bytes = vec![0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xff, 0xc2, 0, 11, 8];
        bytes.extend(height.to_be_bytes());
        bytes.extend(width.to_be_bytes());
        bytes.resize(size, 0);
        bytes
    }

    pub fn png(width: u32, height: u32, size: usize) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes.resize(size, 0);
        bytes
    }

    #[test]
    fn format_and_pixels_are_told_by_the_bytes() {
        let rules = PhotoRules::default();
        let facts = |format| PhotoFacts { format, width: 295, height: 413, bytes: 20_000 };
        assert_eq!(look(&jpeg(295, 413, 20_000), &rules), Ok(facts(PhotoFormat::Jpeg)));
        assert_eq!(look(&png(295, 413, 20_000), &rules), Ok(facts(PhotoFormat::Png)));
    }

    #[test]
    fn a_photo_out_of_bounds_is_told_what_would_be_right() {
        let rules = PhotoRules::default();
        let rows = [
            (jpeg(295, 413, 9_000), "照片大小为 9 KB，应为 10–500 KB。"),
            (jpeg(295, 413, 600_000), "照片大小为 586 KB，应为 10–500 KB。"),
            (jpeg(100, 140, 20_000), "照片为 100×140 像素，应为宽 150–1600、高 200–2200。"),
            (png(413, 295, 20_000), "照片宽 413 大于高 295，应为竖版；请旋转或裁剪。"),
            (vec![b'<'; 20_000], "不是 JPG 或 PNG 图片，或已损坏；请另存为 JPG。"),
        ];
        for (bytes, want) in rows {
            assert_eq!(look(&bytes, &rules).unwrap_err().say(Lang::Zh), want);
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_the_look_panic(mut bytes in proptest::collection::vec(any::<u8>(), 0..200), cut in 0usize..40) {
            let rules = PhotoRules { least_bytes: 0, ..PhotoRules::default() };
            let _ = look(&bytes, &rules);
            let mut half = jpeg(295, 413, 40);
            half.truncate(cut);
            half.append(&mut bytes);
            let _ = look(&half, &rules);
        }
    }
}
