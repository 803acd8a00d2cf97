//! CSV → grid: any of three encodings, the separator found from the headers, row numbers as Excel shows them.

use super::collect::{Collector, into_grid};
use super::doubt::{Doubt, sample};
use super::formula_guard::unguard;
use super::grid::{Cell, Grid, HEADER_WITHIN, KnownHeaders, Row};
use super::limits::Limits;
use super::read::Reading;
use super::refusals::{self, FileFault};
use super::source::{Source, Unread};
use super::text::{BadBytes, decode, decode_as};

const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

pub(super) fn read(source: &Source, reading: &Reading) -> Result<Grid, Unread> {
    let Source { bytes, name: file, .. } = *source;
    let (limits, known) = (&reading.limits, reading.known);
    let texts = match source.encoding {
        Some(encoding) => decode_as(bytes, encoding).map(|text| vec![(encoding, text)]),
        None => decode(bytes),
    };
    let texts = texts.map_err(|bad| bad_bytes(file, &bad, known, limits))?;
    let mut readings = Vec::with_capacity(texts.len());
    for (encoding, text) in &texts {
        let (separator, headers) = separator(text, file, known, limits)?;
        readings.push((headers, *encoding, text, separator));
    }
    // The first of equals is the likelier reading.
    let best = readings.iter().map(|reading| reading.0).max().unwrap_or_default();
    let sure = readings.iter().filter(|reading| reading.0 == best).count() == 1;
    let (_, encoding, text, separator) =
        *readings.iter().find(|reading| reading.0 == best).expect("decode gives one reading or more");
    if let Some((_, other, otherwise, by)) = readings.iter().find(|reading| !sure && reading.1 != encoding) {
        let head = |text, separator| rows(text, separator, HEADER_WITHIN, file, limits);
        let read_as = (encoding, sample(&head(text, separator)?, known));
        let other = (*other, sample(&head(otherwise, *by)?, known));
        return Err(Unread::Doubt(Box::new(Doubt { read_as, other })));
    }
    let rows = rows(text, separator, usize::MAX, file, limits)?;
    Ok(into_grid(file, None, Some(encoding), rows, known)?)
}

/// The separator under which the first rows hold the most known headers, then the most columns; and the number of those headers.
fn separator(text: &str, file: &str, known: &KnownHeaders, limits: &Limits) -> Result<(u8, usize), FileFault> {
    let mut best = (SEPARATORS[0], (0, 0));
    let mut met = None;
    for separator in SEPARATORS {
        let head = match rows(text, separator, HEADER_WITHIN, file, limits) {
            Ok(head) => head,
            // A wrong separator may well meet a limit; it matters only if no other is known to be right.
            Err(limit) => {
                met.get_or_insert(limit);
                continue;
            }
        };
        // Nothing but separators.
        let Some((at, count)) = known.find(&head) else { return Ok((separator, 0)) };
        let score = (count, head[at].cells.len());
        if score > best.1 {
            best = (separator, score);
        }
    }
    match met {
        Some(limit) if best.1.0 == 0 => Err(limit),
        _ => Ok((best.0, best.1.0)),
    }
}

/// The first `most` rows of the text. Each has the number Excel shows: blank lines count, line breaks inside quotes do not.
fn rows(text: &str, separator: u8, most: usize, file: &str, limits: &Limits) -> Result<Vec<Row>, FileFault> {
    let mut collector = Collector::new(file, limits);
    let mut last = 0;
    for_each_field(text, separator, |row, column, field| {
        if collector.begun() > most {
            return Ok(false);
        }
        last = row;
        collector.put(row, column, cell(field))?;
        Ok(true)
    })?;
    // A quotation mark that is never closed swallows every row to the end of the file.
    let rows = collector.rows();
    let swallowed = |row: &Row| row.number == last && row.cells.iter().any(|cell| cell.text().contains('\n'));
    if most == usize::MAX && rows.last().is_some_and(swallowed) && text.matches('"').count() % 2 == 1 {
        return Err(refusals::open_quote(file, last));
    }
    Ok(rows)
}

/// Calls `each` with row, column (from 1) and text of every field until it answers false.
fn for_each_field(
    text: &str,
    separator: u8,
    mut each: impl FnMut(u32, u32, &str) -> Result<bool, FileFault>,
) -> Result<(), FileFault> {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
    let (mut record, mut row) = (csv::StringRecord::new(), 0);
    loop {
        let start = usize::try_from(reader.position().byte()).unwrap_or(text.len());
        // Reading from memory and from valid UTF-8 with `flexible` set cannot fail.
        if !reader.read_record(&mut record).unwrap_or(false) {
            return Ok(());
        }
        row += 1 + blank_lines(text.as_bytes(), start);
        for (column, field) in (1..).zip(&record) {
            if !each(row, column, field)? {
                return Ok(());
            }
        }
    }
}

/// How many empty lines the reader passes over at `start`; a line feed that belongs to the row before is none.
fn blank_lines(text: &[u8], start: usize) -> u32 {
    let before = start.checked_sub(1).map(|at| text[at]);
    let mut rest = &text[start..];
    if before == Some(b'\r') {
        rest = rest.strip_prefix(b"\n").unwrap_or(rest);
    }
    let mut blank = 0;
    while let Some(next) = rest.strip_prefix(b"\r\n").or(rest.strip_prefix(b"\n")).or(rest.strip_prefix(b"\r")) {
        (blank, rest) = (blank + 1, next);
    }
    blank
}

/// `="110101…"`, which other programs write to keep Excel from rounding a number, is the text inside.
fn cell(field: &str) -> Cell {
    let inner = field.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')).filter(|inner| !inner.contains('"'));
    match inner.unwrap_or_else(|| unguard(field)) {
        "" => Cell::Empty,
        text => Cell::Text(text.into()),
    }
}

fn bad_bytes(file: &str, bad: &BadBytes, known: &KnownHeaders, limits: &Limits) -> FileFault {
    let mut at = (1, 1);
    if let Ok((separator, _)) = separator(&bad.before, file, known, limits) {
        // The mark stands where the bad bytes stand, so the last field read is theirs.
        let marked = format!("{}?", bad.before);
        let walked = for_each_field(&marked, separator, |row, column, _| {
            at = (row, column);
            Ok(true)
        });
        debug_assert!(walked.is_ok(), "the walk has no limits to meet");
    }
    refusals::bad_bytes(file, at.0, at.1, bad.encoding.name())
}
