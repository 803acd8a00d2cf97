//! `day`: the end of a day, and the page that goes into the paper minutes.

use super::args::DayVerb;
use super::problem::Problem;
use super::session::Session;
use super::{DONE, json};
use crate::ops::day::{DayPage, end, newest, no_page};

pub fn run(session: &mut Session, what: &DayVerb) -> Result<u8, Problem> {
    let mut office = session.open()?;
    match what {
        DayVerb::End { json } => {
            let page = end(&mut office)?;
            print(session, &page, *json);
        }
        DayVerb::Show { json } => {
            let page = newest(&office.read())?.ok_or_else(no_page)?;
            print(session, &page, *json);
        }
    }
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
