//! A calendar of working days: the days off and the weekend days worked for them.

use super::CalendarArgs;
use crate::cli::problem::Problem;
use crate::cli::session::Session;
use crate::cli::{DONE, input};
use crate::domain::identity::inert;
use crate::exchange::limits::Limits;
use crate::ops::calendar::{PUBLISHED, read_file, take};
use crate::{refusal, say};

pub fn run(session: &mut Session, args: &CalendarArgs) -> Result<u8, Problem> {
    let text = match &args.from {
        Some(path) => {
            let bytes = input::bytes(path, Limits::default().file_bytes)?;
            String::from_utf8(bytes).map_err(|_| {
                refusal!("calendar_file", "日历文件不是 UTF-8 文本。", "The calendar file is not UTF-8 text.")
            })?
        }
        None => PUBLISHED[PUBLISHED.len() - 1].1.to_owned(),
    };
    let file = read_file(&text)?;
    let (n, source, lang) = (file.days.len(), inert(&file.source), session.lang);
    session.out.line(&say!(lang, "{n} 天，依据：{source}", "{n} days, by: {source}"));
    if args.dry_run {
        return Ok(DONE);
    }
    let mut office = session.open()?;
    let taken = take(&mut office, &file)?;
    session.out.line(&say!(lang, "新登记或改动 {taken} 天。", "{taken} days are new or changed."));
    Ok(DONE)
}
