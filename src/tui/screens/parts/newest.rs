//! Rows by a growing number, the newest first: a page at a time from the file, or the few that a search has found.

use crate::domain::language::Lang;
use crate::domain::refusal::Refusal;
use crate::ops::Office;
use crate::store::Failure;
use crate::tui::theme::Theme;
use crate::tui::widget::pages::{Cell, Pages};

/// How one kind of row is read and shown.
pub struct Source<R: 'static> {
    /// The number that says its place.
    pub key: fn(&R) -> i64,
    /// Up to so many rows numbered below a key, the newest first.
    pub below: fn(&Office, i64, u32) -> Result<Vec<R>, Failure>,
    /// Up to so many rows numbered above a key, the oldest first.
    pub above: fn(&Office, i64, u32) -> Result<Vec<R>, Failure>,
    pub cells: fn(&R, Lang, &Theme) -> Vec<Cell>,
}

pub struct Newest<R: 'static> {
    source: &'static Source<R>,
    /// What a search has found, in its order; none where all rows are shown.
    pub found: Option<Vec<R>>,
    /// Reads what a found row still lacks when it comes into view: a search finds more rows than a screen shows.
    complete: fn(&Office, R) -> R,
}

impl<R: Clone> Newest<R> {
    pub fn new(source: &'static Source<R>) -> Self {
        Newest { source, found: None, complete: |_, row| row }
    }

    pub fn completed_by(self, complete: fn(&Office, R) -> R) -> Self {
        Newest { complete, ..self }
    }

    fn shown(&self, office: &Office, found: &[R]) -> Vec<R> {
        found.iter().map(|row| (self.complete)(office, row.clone())).collect()
    }

    fn place(&self, found: &[R], key: i64) -> usize {
        found.iter().position(|row| (self.source.key)(row) == key).unwrap_or(found.len())
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

impl<R: Clone> Pages for Newest<R> {
    type Row = R;
    type Key = i64;

    fn key(&self, row: &R) -> i64 {
        (self.source.key)(row)
    }

    fn first(&mut self, office: &Office, n: usize) -> Result<Vec<R>, Refusal> {
        match &self.found {
            Some(found) => Ok(self.shown(office, &found[..n.min(found.len())])),
            None => Ok((self.source.below)(office, i64::MAX, count(n))?),
        }
    }

    fn last(&mut self, office: &Office, n: usize) -> Result<Vec<R>, Refusal> {
        if let Some(found) = &self.found {
            return Ok(self.shown(office, &found[found.len().saturating_sub(n)..]));
        }
        let mut rows = (self.source.above)(office, 0, count(n))?;
        rows.reverse();
        Ok(rows)
    }

    fn after(&mut self, office: &Office, key: &i64, n: usize) -> Result<Vec<R>, Refusal> {
        match &self.found {
            Some(found) => {
                let after = found.get(self.place(found, *key) + 1..).unwrap_or_default();
                Ok(self.shown(office, &after[..n.min(after.len())]))
            }
            None => Ok((self.source.below)(office, *key, count(n))?),
        }
    }

    fn before(&mut self, office: &Office, key: &i64, n: usize) -> Result<Vec<R>, Refusal> {
        if let Some(found) = &self.found {
            let end = self.place(found, *key);
            return Ok(self.shown(office, &found[end.saturating_sub(n)..end]));
        }
        let mut rows = (self.source.above)(office, *key, count(n))?;
        rows.reverse();
        Ok(rows)
    }

    fn cells(&self, row: &R, lang: Lang, theme: &Theme) -> Vec<Cell> {
        (self.source.cells)(row, lang, theme)
    }
}
