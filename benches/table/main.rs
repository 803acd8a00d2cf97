//! How fast, beside what: each row is ours against a limit or a peer in the same run, as a ratio with its goal.
//!
//! `cargo bench` prints the table; `-- --rows N` sets how many roster rows are imported (20,000), `-- --people N` how many
//! candidates the file for search and screens holds (100,000), `-- --sheets N` how many signed sheets are checked (3,000);
//! `-- --pages N` how many certificates are laid out (200). `-- --only import` (or `journal`, `program`, `signing`, `credential`,
//! `documents`, `screens`, `county`) measures one part. `TOUCHSTONE_PEERS` names a folder with npm's packages and `TYPST` the typst
//! program. Exit 1 when a goal is missed. A missing peer prints SKIP.
#![allow(clippy::float_arithmetic, clippy::print_stdout, reason = "times and ratios, no marks")]

#[path = "../../tests/support/mod.rs"]
mod support;

mod county;
mod credential;
mod documents;
mod durable;
mod import;
mod journal;
mod process;
mod program;
mod rows;
mod search;
mod signing;

use rows::Table;

fn main() {
    let only = argument("--only");
    let asked = |part: &str| only.as_deref().is_none_or(|only| only == part);
    let mut table = Table::default();
    if asked("import") {
        import::run(&mut table, number("--rows").unwrap_or(20_000));
    }
    if asked("journal") {
        journal::run(&mut table, number("--rows").unwrap_or(20_000));
    }
    if asked("program") {
        durable::run(&mut table);
        program::run(&mut table);
    }
    if asked("signing") {
        signing::run(&mut table, number("--sheets").unwrap_or(3_000) / 3);
    }
    if asked("credential") {
        credential::run(&mut table);
    }
    if asked("documents") {
        documents::run(&mut table, number("--pages").unwrap_or(200));
    }
    if asked("screens") {
        let people = number("--people").unwrap_or(100_000);
        let file = search::file(people);
        search::run(&mut table, &file);
        process::run(&mut table, &file.path, people);
    }
    if asked("county") {
        county::run(&mut table);
    }
    table.print();
    std::process::exit(i32::from(table.missed()));
}

fn argument(name: &str) -> Option<String> {
    let mut arguments = std::env::args();
    arguments.find(|argument| argument == name)?;
    arguments.next()
}

fn number(name: &str) -> Option<usize> {
    argument(name)?.parse().ok()
}
