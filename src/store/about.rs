//! What a copy holds, as whoever restores it is told.

use std::path::Path;

use super::read::Read;
use super::{Failure, SCHEMA, file, made_by, memory};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// The station's name; none in a file that was never founded.
    pub station: Option<String>,
    /// Acts of the journal.
    pub acts: u64,
    /// When the last of them was done: `2026-09-01 16:30`, as the journal has it.
    pub until: Option<String>,
}

/// Looks into a finished copy; nothing is written.
pub fn about(path: &Path) -> Result<About, Failure> {
    let conn = file::open_archive(path)?;
    made_by::same(&conn, SCHEMA).map_err(|error| error.of(path))?;
    let memory = memory::Memory::default();
    let read = Read::new(&conn, None, &memory);
    let until = read.one("SELECT at FROM journal ORDER BY seq DESC LIMIT 1", [], |row| row.get::<_, String>(0))?;
    let until = until.map(|at| at.chars().take(16).map(|c| if c == 'T' { ' ' } else { c }).collect());
    let acts = read.journal_root()?.map_or(0, |(size, _)| size);
    let station = read.station()?.map(|station| station.name);
    Ok(About { station, acts, until })
}
