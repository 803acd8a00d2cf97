//! `day`: the end of a day, and the page that goes into the paper minutes.

use std::path::Path;

use super::args::DayVerb;
use super::problem::Problem;
use super::session::Session;
use super::{DONE, json, output};
use crate::both;
use crate::exchange::print::write::{is_pdf, write};
use crate::exchange::print::{Paper, notices};
use crate::ops::Office;
use crate::ops::day::{DayPage, end, newest, no_page};
use crate::store::backup::Existing;

pub fn run(session: &mut Session, what: &DayVerb) -> Result<u8, Problem> {
    let mut office = session.open()?;
    match what {
        DayVerb::End { output, json } => {
            let page = end(&mut office)?;
            put(session, &office, &page, output.as_deref(), *json)
        }
        DayVerb::Show { output, json } => {
            let page = newest(&office.read())?.ok_or_else(no_page)?;
            put(session, &office, &page, output.as_deref(), *json)
        }
    }
}

/// The page to a file on paper, or to standard output.
fn put(session: &mut Session, office: &Office, page: &DayPage, to: Option<&Path>, json: bool) -> Result<u8, Problem> {
    let Some(to) = to else {
        print(session, page, json);
        return Ok(DONE);
    };
    if !is_pdf(to) {
        return Err(Problem::usage(both!("--output 应以 .pdf 结尾。", "--output must end in .pdf.")));
    }
    let read = office.read();
    let paper = Paper { on: page.on, ..Paper::today(office, &page.station, session.lang) };
    let pages = notices::day(&read, page, &paper)?;
    let title = session.lang.pick("日终记录", "End of day");
    write(&paper.pdf(title, &pages)?, to, Existing::Keep)?;
    output::written(session, to);
    Ok(DONE)
}

fn print(session: &mut Session, page: &DayPage, json: bool) {
    if json {
        return json::object(&mut session.out, page);
    }
    for line in page.lines(session.lang) {
        session.out.line(&line);
    }
}
