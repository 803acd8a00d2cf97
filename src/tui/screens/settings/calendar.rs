//! The calendar of working days in the settings: a day typed, or the published years taken in.

use crate::both;
use crate::domain::calendar::{CalendarDay, DayKind};
use crate::domain::language::Both;
use crate::domain::refusal::Refusal;
use crate::ops::calendar::{PUBLISHED, read_file, set_day, take};
use crate::tui::context::Context;
use crate::tui::screen::{Answer, Flow};
use crate::tui::screens::parts::filling::Filling;
use crate::tui::screens::parts::words;
use crate::tui::widget::field::Field;
use crate::tui::widget::form::Form;

/// One day, new or known.
pub fn form(known: Option<&CalendarDay>) -> Filling {
    let mut kinds: Vec<Both> = DayKind::ALL.iter().map(words::both).collect();
    kinds.push(both!("照常（从日历去掉）", "as its weekday (off the calendar)"));
    let at = known.and_then(|day| DayKind::ALL.iter().position(|kind| *kind == day.kind)).unwrap_or(0);
    let day = known.map(|day| day.day.to_string()).unwrap_or_default();
    let form = Form::new(vec![
        Field::date("day", "日期", "Day").value(&day).required(),
        Field::choice("kind", "这一天", "The day is", kinds, at),
        Field::text("name", "节假日", "Holiday", 24).value(known.map_or("", |day| &day.name)).required(),
    ]);
    Filling::new(both!("工作日历", "Working days"), form, |form, context| {
        let Some(day) = form.field("day").as_date() else { return Ok(Flow::Stay) };
        let kind = DayKind::ALL.get(form.field("kind").as_choice()).copied();
        set_day(&mut context.office, day, kind, form.field("name").as_text())?;
        context.done(both!("已登记 {day}。", "{day} is recorded."));
        Ok(Flow::PopWith(Answer::Finished))
    })
}

/// Takes in every published year that the program brings.
pub fn take_published(context: &mut Context) {
    let mut taken = 0;
    for (_, text) in PUBLISHED {
        let done = read_file(text).and_then(|file| take(&mut context.office, &file).map_err(Refusal::from));
        match context.tell(done) {
            Some(count) => taken += count,
            None => return,
        }
    }
    let years = PUBLISHED.map(|(year, _)| year.to_string()).join("、");
    context.done(match taken {
        0 => both!("{years} 年的节假日已在日历里。", "The holidays of {years} are in the calendar already."),
        n => both!("已载入 {years} 年的节假日，{n} 天。", "{n} days of {years} are taken in."),
    });
}
