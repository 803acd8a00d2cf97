//! Workbooks are read by a worker: this same program as a child, held to a little memory and time. A workbook of 1.4 kB can make a
//! reader ask for 512 GiB, and what fails then is a process that holds nothing.
//!
//! The parent sends one line of JSON, the `Order`, and the bytes; the child answers with one line, an `Answer`, and each row on a
//! line of its own, so that the parent sees how far it has come and can stop it. Where no program was named ([`use_program`]: tests of
//! the readers themselves), the file is read in this process.

mod caps;
mod child;
mod stop;

use std::io::{BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

pub use child::serve;
pub use stop::Stop;

use super::grid::{Grid, KnownHeaders, Row};
use super::limits::Limits;
use super::read::{Reading, read_workbook};
use super::refusals::{self, FileFault};
use super::source::Source;
use crate::domain::language::Both;
use crate::domain::refusal::Refusal;

/// The one argument that makes the program a worker.
pub const ARGUMENT: &str = "read-workbook";

static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Workbooks are read by this program from now on.
pub fn use_program(program: PathBuf) {
    let _ = PROGRAM.set(program);
}

#[derive(Serialize, Deserialize)]
struct Order {
    file: String,
    known: KnownHeaders,
    limits: Limits,
}

#[derive(Serialize, Deserialize)]
enum Answer {
    Read { sheet: Option<String>, titles: Vec<Row>, header: Row, rows: usize },
    Refused { code: String, because: Both, next: Option<Both> },
}

/// Reads a workbook in the worker.
pub(super) fn read(source: &Source, reading: &Reading) -> Result<Grid, FileFault> {
    match PROGRAM.get() {
        Some(program) => by_child(program, source, reading),
        None => read_workbook(source.bytes, source.name, reading),
    }
}

fn by_child(program: &PathBuf, source: &Source, reading: &Reading) -> Result<Grid, FileFault> {
    let Source { bytes, name: file, .. } = *source;
    let mut child = Command::new(program)
        .arg(ARGUMENT)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|_| refusals::no_worker(file))?;
    let (input, output) = (child.stdin.take(), child.stdout.take());
    let held = stop::hold(child, &source.stop);
    let order = Order { file: file.to_owned(), known: reading.known.clone(), limits: reading.limits };
    if let (Some(mut input), Ok(order)) = (input, serde_json::to_string(&order)) {
        // A child that is gone already says so by its answer.
        let _ = writeln!(input, "{order}").and_then(|()| input.write_all(bytes));
    }
    // What a child can say is bounded: its rows are, and JSON makes of a byte six at most.
    let most = reading.limits.unpacked_bytes.saturating_mul(6);
    let told = output.and_then(|output| listen(BufReader::new(output.take(most)), file, &reading.limits, &held));
    let ended = held.end();
    match (told, ended) {
        (_, stop::Ended::Stopped) => Err(refusals::stopped(file)),
        (Some(answer), _) => answer,
        (None, stop::Ended::Overdue) => Err(refusals::too_slow(file, caps::SECONDS)),
        (None, stop::Ended::Itself(status)) if ran_out_of_time(status) => Err(refusals::too_slow(file, caps::SECONDS)),
        (None, stop::Ended::Itself(_)) => Err(refusals::beyond_the_worker(file, caps::MEGABYTES)),
    }
}

/// What the child said, whole; none where it broke off.
fn listen(mut from: impl BufRead, file: &str, limits: &Limits, held: &stop::Held) -> Option<Result<Grid, FileFault>> {
    let mut line = String::new();
    let mut next = |line: &mut String| {
        line.clear();
        from.read_line(line).ok().filter(|read| *read > 0)
    };
    next(&mut line)?;
    let (sheet, titles, header, count) = match serde_json::from_str(&line).ok()? {
        Answer::Refused { code, because, next } => return Some(Err(refused(&code, because, next))),
        Answer::Read { sheet, titles, header, rows } => (sheet, titles, header, rows),
    };
    let mut rows = Vec::with_capacity(count.min(limits.rows as usize));
    for done in 0..count {
        next(&mut line)?;
        rows.push(serde_json::from_str(&line).ok()?);
        held.told(done + 1, count);
    }
    Some(Ok(Grid { file: file.to_owned(), sheet, encoding: None, titles, header, rows }))
}

/// A refusal of the child under its own code, where this program knows it.
fn refused(code: &str, because: Both, next: Option<Both>) -> FileFault {
    let code = refusals::WORKBOOK_CODES.into_iter().find(|known| *known == code).unwrap_or("workbook_refused");
    let refusal = Refusal::new(code, because);
    match next {
        Some(next) => refusal.next(next),
        None => refusal,
    }
}

#[cfg(unix)]
fn ran_out_of_time(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    status.signal() == Some(rlimit_signal())
}

/// SIGXCPU: the same number on Linux and macOS.
#[cfg(unix)]
const fn rlimit_signal() -> i32 {
    24
}

#[cfg(not(unix))]
fn ran_out_of_time(_: ExitStatus) -> bool {
    false
}
