//! A QR code as text: two modules a character, light ones drawn, so that it scans from a dark screen.

use fast_qr::{ECL, QRBuilder};

use crate::document::shape::Modules;

/// Light modules around the code: what the standard asks for, and what telephones do with.
pub const QUIET: usize = 4;
pub const NARROW: usize = 2;

#[derive(Clone)]
pub struct Qr {
    side: usize,
    /// Row by row; true where a module is dark.
    dark: Vec<bool>,
}

impl Qr {
    /// None where the text is longer than a QR code holds (about 2,900 bytes).
    pub fn of(text: &str) -> Option<Qr> {
        let code = QRBuilder::new(text).ecl(ECL::L).build().ok()?;
        let dark = (0..code.size).flat_map(|y| code[y].iter().map(|module| module.value()).collect::<Vec<bool>>());
        Some(Qr { side: code.size, dark: dark.collect() })
    }

    /// The code as it is printed.
    pub fn of_modules(modules: &Modules) -> Qr {
        Qr { side: modules.side, dark: modules.dark.to_vec() }
    }

    /// Columns and rows of characters that it takes with so many light modules around it.
    pub const fn extent(&self, quiet: usize) -> (usize, usize) {
        let side = self.side + 2 * quiet;
        (side, side.div_ceil(2))
    }

    /// The rows. Light modules are drawn and dark ones left out: show it light on dark.
    pub fn rows(&self, quiet: usize) -> Vec<String> {
        let (columns, rows) = self.extent(quiet);
        let light = |x: usize, y: usize| match (x.checked_sub(quiet), y.checked_sub(quiet)) {
            (Some(x), Some(y)) if x < self.side && y < self.side => !self.dark[y * self.side + x],
            _ => y < columns,
        };
        let character = |x: usize, row: usize| match (light(x, row * 2), light(x, row * 2 + 1)) {
            (true, true) => '█',
            (true, false) => '▀',
            (false, true) => '▄',
            (false, false) => ' ',
        };
        (0..rows).map(|row| (0..columns).map(|x| character(x, row)).collect()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Photographs the rows: each module eight pixels wide.
    fn scanned(rows: &[String]) -> String {
        let lines: Vec<Vec<char>> = rows.iter().map(|row| row.chars().collect()).collect();
        let (width, height) = (lines[0].len() * 8, lines.len() * 16);
        let mut picture = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| {
            let (c, upper) = (lines[y / 16][x / 8], y % 16 < 8);
            let light = match c {
                '█' => true,
                '▀' => upper,
                '▄' => !upper,
                _ => false,
            };
            if light { 255 } else { 0 }
        });
        picture.detect_grids()[0].decode().unwrap().1
    }

    #[test]
    fn what_is_drawn_is_read_back_by_a_scanner() {
        let body = "touchstone/S000043000012/0123456789abcdef\n1043\n6yAxqtGtO0g9j9fdUUZ3B5QxgnWmCCq0Vf/y/t2hj3Q=\n";
        let note = format!("{body}\n— touchstone/S000043000012/0123456789abcdef {}\n", "Az+/".repeat(23));
        for text in [body, &note] {
            let qr = Qr::of(text).unwrap();
            for quiet in [QUIET, NARROW] {
                let rows = qr.rows(quiet);
                assert_eq!((rows[0].chars().count(), rows.len()), qr.extent(quiet));
                assert_eq!(scanned(&rows), *text);
            }
        }
        assert!(Qr::of(&"x".repeat(3000)).is_none());
    }

    #[test]
    fn the_code_of_a_page_is_read_back_from_the_preview() {
        let text = format!("TS1:{}", "0123456789ABCDEF".repeat(40));
        let modules = crate::document::pen::modules(&text).unwrap();
        assert_eq!(scanned(&Qr::of_modules(&modules).rows(QUIET)), text);
    }
}
