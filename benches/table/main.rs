//! How fast, beside what: each row is ours against a limit or a peer in the same run, as a ratio with its goal.
//!
//! `cargo bench` prints the table, each row also as soon as it is measured. `-- --only PART,PART` measures some parts: `import`, `staged`,
//! `workbook`, `journal`, `program`, `signing`, `marks`, `credential`, `documents`, `county`, `crosstab`, and on the large files `screens`,
//! `importing`, `search`, `paging`, `growth`, `millions`.
//!
//! Sizes: `--rows N` roster rows imported (20,000), `--book N` workbook rows imported (50,000), `--sheets N` signed sheets checked (3,000),
//! `--marked N` candidates with three signed sheets of thirty marks (2,000), `--pages N` certificates laid out (200), `--certificates N`
//! certificates counted (1,000,000), `--people N` candidates of the file that is browsed (1,000,000), `--more N` rows taken into the
//! largest file (100,000). A file made before saves its making: `--file-1m PATH` (or `TOUCHSTONE_FILE_1M`) is browsed instead, and
//! `--file-10m PATH` (or `TOUCHSTONE_FILE_10M`), made by `touchstone demo --no-ui --size 10000000`, is held against it; `millions` then
//! adds its rosters to that file.
//!
//! Peers are found on the PATH; `TOUCHSTONE_PEERS` names a folder with npm's packages and `TYPST` the typst program. A missing peer
//! prints SKIP with the line that installs it. Exit 1 when a goal is missed.
#![allow(clippy::float_arithmetic, clippy::print_stdout, clippy::print_stderr, reason = "times and ratios, no marks")]

#[path = "../../tests/support/mod.rs"]
mod support;

mod browsing;
mod bytes;
mod children;
mod county;
mod credential;
mod crosstab;
mod documents;
mod durable;
mod files;
mod growth;
mod import;
mod importing;
mod journal;
mod marked;
mod millions;
mod outcomes;
mod paging;
mod peers;
mod piles;
mod program;
mod roster;
mod rows;
mod search;
mod signing;
mod staged;
mod terminal;
mod typing;
mod workbook;

use std::cell::LazyCell;
use std::path::PathBuf;

use rows::Table;

fn main() {
    let only = argument("--only");
    let asked = |part: &str| only.as_deref().is_none_or(|only| only.split(',').any(|only| only == part));
    let mut table = Table::default();
    let rows = number("--rows").unwrap_or(20_000);
    if asked("import") {
        import::run(&mut table, rows);
    }
    if asked("staged") {
        staged::run(&mut table, rows);
    }
    if asked("workbook") {
        workbook::run(&mut table, number("--book").unwrap_or(50_000));
    }
    if asked("journal") {
        journal::run(&mut table, rows);
    }
    if asked("program") {
        durable::run(&mut table);
        program::run(&mut table);
    }
    if asked("signing") {
        signing::run(&mut table, number("--sheets").unwrap_or(3_000) / 3);
    }
    if asked("marks") {
        let marked = marked::Marked::of(number("--marked").unwrap_or(2_000));
        bytes::run(&mut table, &marked);
        outcomes::run(&mut table, &marked);
    }
    if asked("credential") {
        credential::run(&mut table);
    }
    if asked("documents") {
        documents::run(&mut table, number("--pages").unwrap_or(200));
    }
    if asked("county") {
        county::run(&mut table);
    }
    if asked("crosstab") {
        crosstab::run(&mut table, number("--certificates").unwrap_or(1_000_000));
    }
    browsed(&mut table, asked);
    table.print();
    std::process::exit(i32::from(table.missed()));
}

/// What is measured on the large files, which are made or opened only where it is asked for.
fn browsed(table: &mut Table, asked: impl Fn(&str) -> bool) {
    let people = number("--people").unwrap_or(1_000_000);
    let one = LazyCell::new(|| files::filled(ready("--file-1m", "TOUCHSTONE_FILE_1M"), people));
    let ten = ready("--file-10m", "TOUCHSTONE_FILE_10M").map(|path| files::filled(Some(path), 0));
    if asked("screens") {
        browsing::run(table, &one, ten.as_ref());
    }
    if asked("importing") {
        importing::run(table, &one);
    }
    if asked("search") {
        typing::run(table, &one);
        search::run(table, &one);
    }
    if asked("paging") {
        paging::run(table, &one);
        ten.iter().for_each(|ten| paging::run(table, ten));
    }
    if asked("growth") {
        growth::run(table, &one, ten.as_ref());
    }
    // The last, because it writes to the larger file.
    if asked("millions") {
        let rows = number("--more").unwrap_or(100_000);
        match &ten {
            Some(ten) => millions::run(table, ten, rows),
            None => millions::run(table, &files::copied(&one), rows),
        }
    }
}

fn argument(name: &str) -> Option<String> {
    let mut arguments = std::env::args();
    arguments.find(|argument| argument == name)?;
    arguments.next()
}

fn number(name: &str) -> Option<usize> {
    argument(name)?.parse().ok()
}

/// A file made before, by an argument or by the environment.
fn ready(name: &str, variable: &str) -> Option<PathBuf> {
    argument(name).map(PathBuf::from).or_else(|| std::env::var_os(variable).map(PathBuf::from))
}
