//! The ledger as a page: every movement and every count, the newest first.

use crate::both;
use crate::domain::evaluation::stock::{SerialRange, list};
use crate::domain::language::{Both, Lang, Say};
use crate::ops::Office;
use crate::store::Failure;
use crate::tui::screens::parts::reader::Reader;
use crate::tui::screens::parts::words;
use crate::tui::widget::detail::Told;
use crate::tui::widget::fit::pad;

/// As many movements as a page shows; `list stock-moves` writes them all.
const MOST: u32 = 500;

/// One line, ready to be told.
struct Line {
    seq: i64,
    day: String,
    what: Both,
    sheets: u64,
    serials: String,
    more: Both,
}

pub fn page(office: &Office) -> Result<Reader, Failure> {
    let read = office.read();
    let mut lines = Vec::new();
    for row in read.blank_moves(MOST)? {
        let person = row.person.map(|person| read.person_name(person)).transpose()?.unwrap_or_default();
        let batch = row.batch.map(|batch| read.batch(batch)).transpose()?.flatten().map(|batch| batch.plan.code);
        let parts = [person, batch.unwrap_or_default(), row.document, row.because];
        let told = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ");
        let (seq, day) = (row.seq, row.on.to_string());
        let (what, serials) = (words::both(&row.made), row.range.to_string());
        lines.push(Line { seq, day, what, sheets: row.sheets, serials, more: words::data(told) });
    }
    for row in read.blank_counts(MOST)? {
        let (missing, surplus) = (list(&row.missing), list(&row.surplus));
        let mut more = words::data(row.note);
        let mut add = |zh: &str, en: &str, what: &Both| {
            if !what.zh.is_empty() {
                more =
                    Both { zh: format!("{zh} {}  {}", what.zh, more.zh), en: format!("{en} {}  {}", what.en, more.en) };
            }
        };
        add("盘盈", "too many", &surplus);
        add("盘亏", "missing", &missing);
        let sheets = row.found.iter().map(SerialRange::count).sum();
        let (seq, day, what) = (row.seq, row.on.to_string(), both!("盘点", "counted"));
        lines.push(Line { seq, day, what, sheets, serials: String::new(), more });
    }
    lines.sort_by_key(|line| std::cmp::Reverse(line.seq));
    Ok(Reader::new(both!("台账", "Ledger"), move |context| {
        let (lang, theme) = (context.lang, &context.theme);
        if lines.is_empty() {
            return vec![Told::Text(0, lang.pick("台账还是空的。", "The ledger is empty.").to_owned(), theme.muted)];
        }
        let line = |line: &Line| {
            let text = format!("{}  {}  {:>5}  ", line.day, pad(&line.what.say(lang), width(lang)), line.sheets);
            let more = line.more.say(lang);
            Told::Pieces(
                0,
                vec![(text, theme.text), (pad(&line.serials, 21), theme.accent), (format!("  {more}"), theme.muted)],
            )
        };
        lines.iter().map(line).collect()
    }))
}

fn width(lang: Lang) -> usize {
    if lang == Lang::Zh { 4 } else { 11 }
}
