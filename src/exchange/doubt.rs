//! Text that can be read in two encodings equally well, and what the person said of it. One way for every file of rows: whoever reads
//! does so within [`reading_as`], and shows what is doubted before anything is taken.

use std::cell::{Cell, RefCell};

use super::grid::KnownHeaders;
use super::grid::Row;
use super::shown::shown;
use super::text::Encoding;
use crate::both;
use crate::domain::language::{Lang, Say};
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

thread_local! {
    static CHOSEN: Cell<Option<Encoding>> = const { Cell::new(None) };
    static DOUBT: RefCell<Option<Doubt>> = const { RefCell::new(None) };
}

/// Reads what is read within `work` in the encoding that the person chose, where they did; else answers what is doubted.
pub fn reading_as<T>(chosen: Option<Encoding>, work: impl FnOnce() -> T) -> (T, Option<Doubt>) {
    CHOSEN.set(chosen);
    DOUBT.take();
    let done = work();
    CHOSEN.set(None);
    (done, DOUBT.take())
}

pub(super) fn chosen() -> Option<Encoding> {
    CHOSEN.get()
}

pub(super) fn doubted(doubt: Doubt) {
    DOUBT.set(Some(doubt));
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

impl Say for Doubt {
    fn say(&self, lang: Lang) -> String {
        self.refusal().say(lang)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::read::read;

    #[test]
    fn what_two_encodings_fit_is_told_with_both_readings_and_what_was_chosen_is_not_doubted() {
        let bytes = b"a,b\n1,\xd2\xbb\n";
        let known = KnownHeaders::new(["a", "b"]);
        let cell = |chosen| {
            let (grid, doubt) = reading_as(chosen, || read(bytes, "a.csv", &known).unwrap());
            (grid.rows[0].cell(2).text().into_owned(), doubt)
        };
        let (text, doubt) = cell(None);
        let doubt = doubt.unwrap();
        assert_eq!((text.as_str(), &doubt.read_as), ("一", &(Encoding::Gb18030, vec!["1  一".to_owned()])));
        assert_eq!(doubt.other, (Encoding::Utf8, vec!["1  һ".to_owned()]));
        assert!(doubt.say(Lang::En).contains("--encoding") && doubt.say(Lang::Zh).contains("1  һ"));
        assert_eq!(cell(Some(Encoding::Gb18030)), ("一".to_owned(), None));
        assert_eq!(cell(Some(Encoding::Utf8)), ("һ".to_owned(), None));
        // Nothing of one reading is left for the next.
        assert_eq!(reading_as(None, || ()).1, None);
    }
}
