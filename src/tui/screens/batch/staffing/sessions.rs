//! The sessions of a batch: when and where each subject is sat.

use chrono::{NaiveDate, NaiveTime};
use ratatui::Frame;
use ratatui::layout::Rect;

use super::StaffingIntent;
use crate::domain::evaluation::staffing::{Session, Span};
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::{BatchId, SessionId};
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::ops::staffing::{PanelKey, drop_session, panels, plan_session};
use crate::ops::{Office, batch};
use crate::store::Failure;
use crate::store::read::batch::Batch;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::popup::confirm::Confirm;
use crate::tui::popup::fill::Fill;
use crate::tui::screen::{Answer, Flow, Mouse, Screen};
use crate::tui::screens::titles::Titles;
use crate::tui::theme::Theme;
use crate::tui::widget::columns::Column;
use crate::tui::widget::field::Field;
use crate::tui::widget::form::Form;
use crate::tui::widget::list::{Clicked, List};
use crate::tui::widget::pages::{Cell, Fixed};
use crate::{both, refusal};

#[derive(Clone)]
struct Row {
    session: Session,
    title: Both,
}

/// A subject with its name.
type Named = (PanelKey, Both);

type Cells = fn(&Row, Lang, &Theme) -> Vec<Cell>;

pub struct Sessions {
    id: BatchId,
    batch: Option<Batch>,
    /// Every subject of the batch.
    subjects: Vec<Named>,
    list: List<Fixed<Row, Cells>>,
}

impl Sessions {
    pub fn new(id: BatchId) -> Sessions {
        let columns = vec![
            Column::flexible("职业等级", "Item", 10, 30),
            Column::flexible("科目", "Subject", 10, 14),
            Column::fixed("考场", "Room", 5),
            Column::fixed("日期", "Date", 10),
            Column::fixed("时间", "Time", 11),
        ];
        let empty = both!(
            "还没有安排场次：按 n 安排。没有场次时，同一天算同一时间。",
            "No session is planned; n plans one. Without sessions one day counts as one time."
        );
        let list = List::new(Fixed::new(Vec::new(), cells as Cells), columns, empty);
        Sessions { id, batch: None, subjects: Vec::new(), list }
    }

    fn load(&mut self, context: &mut Context) {
        let read = read(&context.office, self.id).map_err(Refusal::from);
        let Some((batch, subjects, rows)) = context.tell(read) else { return };
        (self.batch, self.subjects, self.list.pages.rows) = (Some(batch), subjects, rows);
        let read = self.list.reload(&context.office);
        context.tell(read);
    }

    fn may(&self) -> Result<(), Refusal> {
        self.batch.as_ref().map_or(Ok(()), batch::may_staff)
    }

    fn selected(&self) -> Option<Session> {
        self.list.selected().map(|(_, row)| row.session)
    }

    fn fill(&self, known: Option<Session>) -> Flow {
        let Some(batch) = self.batch.as_ref().filter(|_| !self.subjects.is_empty()) else { return Flow::Stay };
        Flow::push(planning(batch.plan.exam_on, self.subjects.clone(), known))
    }
}

fn read(office: &Office, id: BatchId) -> Result<(Batch, Vec<Named>, Vec<Row>), Failure> {
    let read = office.read();
    let batch = read.batch(id)?.ok_or_else(|| refusal!("no_batch", "没有这个批次。", "There is no such batch."))?;
    let titles = Titles::read(&read)?;
    let name = |key: PanelKey| {
        let told = |lang| format!("{} {}", titles.short(key.item, lang), key.subject.say(lang));
        Both { zh: told(Lang::Zh), en: told(Lang::En) }
    };
    let subjects = panels(&read, &batch)?.into_iter().map(|panel| (panel.key, name(panel.key))).collect();
    let row = |session: Session| Row { session, title: titles.short_both(session.item) };
    Ok((batch, subjects, read.sessions(id)?.into_iter().map(row).collect()))
}

fn cells(row: &Row, lang: Lang, _: &Theme) -> Vec<Cell> {
    let Session { room, span, subject, .. } = row.session;
    let room = room.map_or_else(|| lang.pick("全部", "all").to_owned(), |room| room.to_string());
    vec![
        row.title.say(lang).into(),
        subject.say(lang).into(),
        room.into(),
        span.from.date().to_string().into(),
        format!("{}–{}", span.from.format("%H:%M"), span.until.format("%H:%M")).into(),
    ]
}

fn planning(exam_on: NaiveDate, subjects: Vec<Named>, known: Option<Session>) -> Fill {
    let same = |(key, _): &Named, session: &Session| {
        let place: (_, SubjectKind) = (key.item, key.subject);
        place == (session.item, session.subject)
    };
    let at = known.and_then(|session| subjects.iter().position(|subject| same(subject, &session))).unwrap_or(0);
    let names = subjects.iter().map(|(_, name)| name.clone()).collect();
    let text = |value: Option<String>| value.unwrap_or_default();
    let room = text(known.and_then(|session| session.room).map(|room| room.to_string()));
    let day = known.map_or(exam_on, |session| session.span.from.date()).to_string();
    let time = |time: Option<chrono::NaiveDateTime>| text(time.map(|time| time.format("%H:%M").to_string()));
    let check = |value: &str| match read_time(value) {
        Some(_) => Ok(()),
        None => Err(both!("要时和分，如 09:00", "hour and minute, such as 09:00")),
    };
    let room_check = |value: &str| match value.parse::<u16>() {
        Ok(1..) => Ok(()),
        _ => Err(both!("应为 1 起的号数", "must be a number from 1")),
    };
    let form = Form::new(vec![
        Field::choice("subject", "科目", "Subject", names, at),
        Field::number("room", "考场", "Room", 6)
            .value(&room)
            .check(room_check)
            .hint(both!("全部考场可不填", "empty: every room")),
        Field::date("day", "日期", "Date").value(&day).required(),
        Field::number("from", "开始", "From", 8)
            .value(&time(known.map(|session| session.span.from)))
            .check(check)
            .required()
            .hint(both!("如 09:00", "such as 09:00")),
        Field::number("until", "结束", "Until", 8)
            .value(&time(known.map(|session| session.span.until)))
            .check(check)
            .required(),
    ]);
    let id = known.map(|session| session.id);
    Fill::new(both!("安排场次", "Plan a session"), form, move |form, context| {
        let key = subjects[form.field("subject").as_choice()].0;
        let day = form.field("day").as_date().unwrap_or(exam_on);
        let time = |name| day.and_time(read_time(form.field(name).as_text()).unwrap_or_default());
        let span = Span { from: time("from"), until: time("until") };
        let room = form.field("room").as_text().parse().ok();
        let planned = plan_session(&mut context.office, key, id, room, span);
        let done = context.tell(planned).is_some();
        if done {
            let when = span.text();
            context.done(both!("已安排 {when}。", "Planned for {when}."));
        }
        done
    })
}

/// `9:00`, `09：00` and `0900`.
fn read_time(text: &str) -> Option<NaiveTime> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let (hour, minute) = digits.split_at_checked(digits.len().checked_sub(2)?)?;
    NaiveTime::from_hms_opt(hour.parse().ok()?, minute.parse().ok()?, 0)
}

impl Screen for Sessions {
    fn crumb(&self, lang: Lang) -> String {
        lang.pick("场次", "Sessions").to_owned()
    }

    fn scope(&self) -> Scope {
        Scope::Sessions
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        if self.batch.is_none() {
            self.load(context);
        }
        self.list.draw(frame, area, context);
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match intent {
            Intent::Open => self.selected().map_or(Flow::Stay, |session| self.fill(Some(session))),
            Intent::Staffing(StaffingIntent::AddSession) => self.fill(None),
            Intent::Staffing(StaffingIntent::DropSession) => match self.selected() {
                Some(session) => {
                    let when = session.span.text();
                    let question = both!("取消 {when} 这一场？", "Drop the session on {when}?");
                    Flow::ask(intent, Confirm::new(question).button("取消场次", "Drop").careful())
                }
                None => Flow::Stay,
            },
            Intent::Refresh => {
                self.load(context);
                Flow::Stay
            }
            _ if self.list.intent(intent, context) => Flow::Stay,
            _ => Flow::Pass,
        }
    }

    fn available(&self, intent: Intent, _: &Context) -> Result<(), Refusal> {
        match intent {
            Intent::Open | Intent::Staffing(_) => self.may(),
            _ => Ok(()),
        }
    }

    fn mouse(&mut self, mouse: Mouse, context: &mut Context) -> Flow {
        match self.list.mouse(mouse, context) {
            Clicked::Again => match self.may() {
                Ok(()) => self.selected().map_or(Flow::Stay, |session| self.fill(Some(session))),
                Err(refusal) => {
                    context.refuse(refusal);
                    Flow::Stay
                }
            },
            _ => Flow::Stay,
        }
    }

    fn resumed(&mut self, context: &mut Context) {
        self.load(context);
    }

    fn answered(&mut self, asked: Intent, answer: Answer, context: &mut Context) -> Flow {
        let dropped: Option<SessionId> = self.selected().map(|session| session.id);
        if let (Intent::Staffing(StaffingIntent::DropSession), Answer::Yes, Some(id)) = (asked, answer, dropped) {
            let done = drop_session(&mut context.office, id);
            if context.tell(done).is_some() {
                context.done(both!("场次已取消。", "The session is dropped."));
            }
            self.load(context);
        }
        Flow::Stay
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_read_however_people_write_it() {
        let nine = NaiveTime::from_hms_opt(9, 0, 0);
        for text in ["9:00", "09:00", "09：00", "0900", "900"] {
            assert_eq!(read_time(text), nine, "{text}");
        }
        for text in ["", "9", "25:00", "9:60", "早上"] {
            assert_eq!(read_time(text), None, "{text}");
        }
    }
}
