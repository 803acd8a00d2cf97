//! Employers, posts, appointments and the rows of every register from a spreadsheet: read, looked through line by line by the very way in which they are taken, and
//! told with row, column and what would be right.

mod row;
mod what;

use std::collections::HashMap;

use serde::Serialize;

pub use what::What;

use row::{Cells, appointment, employer, post, register_cells};

use super::grid::{Grid, KnownHeaders, header_key};
use super::read::read;
use super::roster::fault::RowFault;
use super::roster::mapping::REASON_HEADER;
use super::shown::shown;
use super::source::{Source, Unread};
use super::table::Table;
use crate::domain::employment::Employer;
use crate::domain::employment::register::{Register, columns as columns_of};
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::ops::employment::{
    AppointmentLine, Cells as RegisterCells, PostLine, TakenFile, Told, take_appointments, take_employers, take_posts,
    take_rows,
};
use crate::ops::{Going, Office};
use crate::store::Failure;
use crate::{both, refusal};

enum Lines {
    Employers(Vec<Employer>),
    Posts(Vec<PostLine>),
    Appointments(Vec<AppointmentLine>),
    Rows(Register, Vec<RegisterCells>),
}

impl Lines {
    fn count(&self) -> usize {
        match self {
            Lines::Employers(lines) => lines.len(),
            Lines::Posts(lines) => lines.len(),
            Lines::Appointments(lines) => lines.len(),
            Lines::Rows(_, lines) => lines.len(),
        }
    }
}

/// One row as it was read.
#[derive(Clone, Debug, Serialize)]
pub struct LineRow {
    /// As Excel shows it.
    pub row: u32,
    /// What it is about.
    pub title: String,
    /// Why it does not go in; empty where it does.
    pub faults: Vec<RowFault>,
}

/// A file, read and looked through.
pub struct Preview {
    pub what: What,
    pub rows: Vec<LineRow>,
    /// The lines that go in, in their order.
    lines: Lines,
    file: TakenFile,
    grid: Grid,
}

/// Reads the file and looks every line through.
///
/// # Errors
/// A file that cannot be read, a header that lacks a column, and `not_their_role` for whoever may not take it in.
pub fn preview(office: &mut Office, what: What, source: &Source) -> Result<Preview, Unread> {
    let (must, may) = what.headers();
    let known = KnownHeaders::new(must.iter().chain(&may).copied());
    let grid = read(source, &known)?;
    let columns = columns(&grid, &must)?;
    let station = office.employment()?.station().map_err(Failure::from)?;
    let region = station.map_or(String::new(), |(_, region)| region);
    let mut rows = Vec::new();
    let mut lines = match what {
        What::Employers => Lines::Employers(Vec::new()),
        What::Posts => Lines::Posts(Vec::new()),
        What::Appointments => Lines::Appointments(Vec::new()),
        What::Rows(register) => Lines::Rows(register, Vec::new()),
    };
    for row in &grid.rows {
        let mut cells = Cells { columns: &columns, row, faults: Vec::new() };
        let title = match &mut lines {
            Lines::Employers(lines) => {
                let line = employer(&mut cells, &region);
                let title = line.name.clone();
                keep(&cells, lines, line);
                title
            }
            Lines::Posts(lines) => {
                let line = post(&mut cells);
                let title = format!("{} {}", line.employer, line.title);
                keep(&cells, lines, line);
                title
            }
            Lines::Appointments(lines) => {
                let (who, line) = appointment(&mut cells);
                keep(&cells, lines, line);
                who
            }
            Lines::Rows(register, lines) => {
                let line = register_cells(&cells, *register);
                let titles = columns_of(*register).iter().filter(|column| column.must).take(2);
                let title = titles.filter_map(|column| line.get(column.zh).cloned()).collect::<Vec<_>>().join(" ");
                lines.push(line);
                title
            }
        };
        rows.push(LineRow { row: row.number, title: shown(&title), faults: cells.faults });
    }
    let file = TakenFile { name: source.name.to_owned(), sha256: source.sha256() };
    let mut preview = Preview { what, rows, lines, file, grid };
    preview.look_through(office, source)?;
    Ok(preview)
}

fn keep<L>(cells: &Cells, lines: &mut Vec<L>, line: L) {
    if cells.faults.is_empty() {
        lines.push(line);
    }
}

fn columns(grid: &Grid, must: &[&str]) -> Result<HashMap<String, u32>, Refusal> {
    let columns: HashMap<String, u32> = grid.headers().iter().map(|header| header_key(header)).zip(1u32..).collect();
    match must.iter().find(|header| !columns.contains_key(&header_key(header))) {
        None => Ok(columns),
        Some(header) => {
            let (zh, en) = (must.join("，"), must.join(", "));
            Err(refusal!("header", "表头缺少“{header}”。", "The header lacks “{header}”.")
                .next(both!("表头至少要有：{zh}。", "It needs at least: {en}.")))
        }
    }
}

impl Preview {
    pub fn good(&self) -> usize {
        self.rows.iter().filter(|row| row.faults.is_empty()).count()
    }

    /// The user's own faulty rows under the user's own headers, each with its reasons, to be mended and taken in again.
    pub fn faulty(&self, lang: Lang) -> Table {
        let mut header = self.grid.headers();
        let kept: Vec<usize> = (0..header.len()).filter(|at| header[*at] != REASON_HEADER).collect();
        header = kept.iter().map(|at| header[*at].clone()).collect();
        header.push(REASON_HEADER.to_owned());
        let faulty = self.rows.iter().zip(&self.grid.rows).filter(|(row, _)| !row.faults.is_empty());
        let rows = faulty.map(|(row, given)| {
            let cell = |at: &usize| given.cells.get(*at).map(|cell| cell.text().into_owned()).unwrap_or_default();
            let reasons = row.faults.iter().map(|fault| fault.reason(lang)).collect::<Vec<_>>().join("\n");
            kept.iter().map(cell).chain([reasons]).collect()
        });
        Table { sheet: REASON_HEADER.to_owned(), titles: Vec::new(), header, rows: rows.collect() }
    }

    /// Walks the way of the taking without keeping anything; what is refused on it is left out from then on.
    fn look_through(&mut self, office: &mut Office, source: &Source) -> Result<(), Failure> {
        let all = self.lines.count();
        let told = self.walk(office, None, &mut |behind| Ok(source.going_on(behind, all)?))?;
        let good = self.rows.iter_mut().filter(|row| row.faults.is_empty());
        for (row, refusal) in good.zip(&told) {
            row.faults.extend(refusal.as_ref().map(|refusal| RowFault {
                row: row.row,
                column: String::new(),
                value: String::new(),
                wrong: Both { zh: refusal.say(Lang::Zh), en: refusal.say(Lang::En) },
                right: None,
            }));
        }
        let mut fits = told.iter().map(Option::is_none);
        match &mut self.lines {
            Lines::Employers(lines) => lines.retain(|_| fits.next().unwrap_or(false)),
            Lines::Posts(lines) => lines.retain(|_| fits.next().unwrap_or(false)),
            Lines::Appointments(lines) => lines.retain(|_| fits.next().unwrap_or(false)),
            Lines::Rows(_, lines) => lines.retain(|_| fits.next().unwrap_or(false)),
        }
        Ok(())
    }

    fn walk(&self, office: &mut Office, file: Option<&TakenFile>, going: &mut Going) -> Result<Told, Failure> {
        match &self.lines {
            Lines::Employers(lines) => take_employers(office, lines, file, going),
            Lines::Posts(lines) => take_posts(office, lines, file, going),
            Lines::Appointments(lines) => take_appointments(office, lines, file, going),
            Lines::Rows(register, lines) => take_rows(office, *register, lines, file, going),
        }
    }

    /// Takes the good lines in, all of them or none; how many.
    pub fn take(&self, office: &mut Office) -> Result<usize, Failure> {
        let (hold, all) = (office.hold().clone(), self.lines.count());
        let told = self.walk(office, Some(&self.file), &mut |behind| hold.going_on(behind, all))?;
        match told.into_iter().flatten().next() {
            Some(refusal) => Err(refusal.into()),
            None => Ok(self.good()),
        }
    }
}
