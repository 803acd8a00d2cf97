//! Text that can be read in two encodings equally well: whoever hands in the file is shown both readings and says which is right
//! ([`super::source::Source::encoding`]), before a row of it is looked at.

use super::grid::KnownHeaders;
use super::grid::Row;
use super::shown::shown;
use super::text::Encoding;
use crate::both;
use crate::domain::refusal::Refusal;
use crate::refusal;

/// Rows that are shown of a reading, and cells of a row.
const ROWS: usize = 3;
const CELLS: usize = 6;

/// Two readings of one text, each with its first rows, inert.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    pub read_as: (Encoding, Vec<String>),
    pub other: (Encoding, Vec<String>),
}

/// The first rows below the header, as they are shown.
pub(super) fn sample(head: &[Row], known: &KnownHeaders) -> Vec<String> {
    let below = known.find(head).map_or(0, |(at, _)| at + 1);
    let line = |row: &Row| {
        let cells = row.cells.iter().filter(|cell| !cell.is_blank()).take(CELLS).map(|cell| shown(&cell.text()));
        cells.collect::<Vec<_>>().join("  ")
    };
    head.iter().skip(below).take(ROWS).map(line).collect()
}

impl Doubt {
    /// What the command line says: it guesses nothing.
    pub fn refusal(&self) -> Refusal {
        let one = |(encoding, rows): &(Encoding, Vec<String>)| format!("{}: “{}”", encoding.name(), rows.join(" | "));
        let (first, second) = (one(&self.read_as), one(&self.other));
        refusal!(
            "encoding_unsure",
            "这个文件的文字按两种编码都读得通，什么也没有写入。{first}；{second}。",
            "The text of this file can be read in two encodings; nothing was written. {first}; {second}."
        )
        .next(both!(
            "看哪一种对，用 --encoding gb18030 或 --encoding utf-8 指明。",
            "See which is right and say it with --encoding gb18030 or --encoding utf-8."
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::{Lang, Say};
    use crate::exchange::read::read;
    use crate::exchange::source::{Source, Unread};

    #[test]
    fn what_two_encodings_fit_is_told_with_both_readings_and_what_was_chosen_is_not_doubted() {
        let known = KnownHeaders::new(["a", "b"]);
        let file = Source::new(b"a,b\n1,\xd2\xbb\n", "a.csv");
        let Err(Unread::Doubt(doubt)) = read(&file, &known) else { panic!("two encodings fit") };
        assert_eq!(doubt.read_as, (Encoding::Gb18030, vec!["1  一".to_owned()]));
        assert_eq!(doubt.other, (Encoding::Utf8, vec!["1  һ".to_owned()]));
        let refusal = doubt.refusal();
        assert!(refusal.say(Lang::En).contains("--encoding") && refusal.say(Lang::Zh).contains("1  һ"));
        let cell = |encoding| {
            let grid = read(&Source { encoding: Some(encoding), ..file.clone() }, &known).unwrap();
            grid.rows[0].cell(2).text().into_owned()
        };
        assert_eq!((cell(Encoding::Gb18030).as_str(), cell(Encoding::Utf8).as_str()), ("一", "һ"));
    }
}
