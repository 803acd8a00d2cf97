//! What the keys of the floor do.

use std::path::PathBuf;

use super::{FloorIntent, FloorScreen};
use crate::domain::evaluation::floor::{MOST_MINUTES, Seen};
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::EntryId;
use crate::domain::language::{Lang, Say};
use crate::exchange::profile::{self, Left};
use crate::exchange::save::save;
use crate::exchange::sheets;
use crate::ops::floor;
use crate::store::backup::Existing;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::popup::ask::Ask;
use crate::tui::popup::confirm::Confirm;
use crate::tui::popup::fill::Fill;
use crate::tui::screen::{Answer, Flow};
use crate::tui::screens::parts::filling::Filling;
use crate::tui::widget::field::Field;
use crate::tui::widget::form::Form;
use crate::{both, say};

impl FloorScreen {
    /// Enter: whatever comes next for the selected candidate.
    pub(super) fn next_step(&mut self, context: &mut Context) {
        let Some(row) = self.selected() else { return };
        let steps = [Seen::Present, Seen::IdentityChecked, Seen::Signed];
        let next = steps.into_iter().find(|seen| row.attendance.may(seen, self.form).is_ok());
        match next {
            Some(seen) => self.note(seen, context),
            None if row.attendance.waits_for_lot() && self.form.is_on_the_floor() => {
                context.info(both!("等待抽签：按 d 一起抽。", "Waits for the lot: d draws for all who wait."));
            }
            None => context.info(both!("这名考生已签字入场。", "This candidate has signed in.")),
        }
    }

    /// Records one thing of the selected candidate and goes on to the next.
    pub(super) fn note(&mut self, seen: Seen, context: &mut Context) {
        let Some((entry, name)) = self.selected().map(|row| (row.entry, row.name.clone())) else { return };
        let (zh, en) = (seen.say(Lang::Zh), seen.say(Lang::En));
        let noted = floor::note(&mut context.office, self.floor, &[entry], seen);
        if context.tell(noted).is_some() {
            self.load(context);
            self.list.intent(Intent::Down, context);
            context.done(both!("{name}：{zh}。", "{name}: {en}."));
        }
    }

    fn all_at_once(&mut self, seen: Seen, context: &mut Context) -> Option<Vec<EntryId>> {
        let ready = floor::ready_for(&context.office.read(), self.floor, &seen, context.office.now().naive_local());
        context.tell(ready)
    }

    pub(super) fn ask_verb(&mut self, verb: FloorIntent, context: &mut Context) -> Flow {
        let asked = Intent::Floor(verb);
        match verb {
            FloorIntent::Draw => self.ask_draw(),
            FloorIntent::Begin | FloorIntent::End => {
                let seen = if verb == FloorIntent::Begin { Seen::Began } else { Seen::Ended };
                let (zh, en) = (seen.say(Lang::Zh), seen.say(Lang::En));
                let n = self.all_at_once(seen, context).unwrap_or_default().len();
                if n == 0 {
                    context.info(both!("没有可以记“{zh}”的考生。", "There is no candidate to record as “{en}”."));
                    return Flow::Stay;
                }
                Flow::ask(
                    asked,
                    Confirm::new(both!("{n} 名考生{zh}？", "Record {n} candidate(s) as “{en}”?"))
                        .button("记时", "Record"),
                )
            }
            FloorIntent::Extend => self.ask_extend(),
            FloorIntent::Number => {
                let confirm = Confirm::new(both!("给考件编号？", "Number the pieces?"))
                    .effect(both!(
                        "号码抽签产生，写在考件上；评分台只显示号码。",
                        "Numbers come by lot and are written on the pieces; the desk shows them alone."
                    ))
                    .effect(both!(
                        "对应关系密封，考评组签完前只有考务员和督导员能看。",
                        "Whose is whose is sealed: registrar and supervisor alone see it until all have signed."
                    ));
                Flow::ask(asked, confirm.button("编号", "Number"))
            }
            FloorIntent::Absences => self.ask_absences(context),
            FloorIntent::Sheets => self.ask_sheets(context),
            FloorIntent::Present | FloorIntent::CheckId | FloorIntent::Absent | FloorIntent::Sign => Flow::Stay,
        }
    }

    fn ask_draw(&mut self) -> Flow {
        let waiting = self.list.pages.rows.iter().filter(|row| row.attendance.waits_for_lot()).count();
        let all = self.list.pages.rows.len().to_string();
        let number = |typed: &str| match typed.parse::<u16>() {
            Ok(1..=999) => Ok(()),
            _ => Err(both!("应为 1 至 999", "1 to 999")),
        };
        let fields = vec![
            Field::number("stations", "工位数", "Workplaces", 4).value(&all).check(number).required(),
            Field::number("sets", "题签套数", "Question sets", 4).value("1").check(number).required(),
        ];
        let floor = self.floor;
        let fill = Fill::new(
            both!("抽工位和试题", "Draw workplaces and questions"),
            Form::new(fields),
            move |form, context| {
                let number = |name| form.field(name).as_text().parse().unwrap_or(0);
                let drawn = floor::draw(&mut context.office, floor, number("stations"), number("sets"));
                let Some(count) = context.tell(drawn) else { return false };
                context.done(both!(
                    "{count} 人抽了签；种子记入日志，任何人可以重算。",
                    "{count} drew; the seed is in the journal and anyone can repeat it."
                ));
                true
            },
        );
        Flow::push(fill.intro(both!(
            "已验证、还没有工位的 {waiting} 人一起抽。",
            "For the {waiting} who are checked and have no workplace."
        )))
    }

    fn ask_extend(&mut self) -> Flow {
        let minutes = Ask::new(
            both!("顺延", "Add minutes"),
            both!(
                "全场顺延几分钟（1 至 {MOST_MINUTES}）？",
                "How many minutes for all who work (1 to {MOST_MINUTES})?"
            ),
        );
        self.minutes = 0;
        Flow::ask(Intent::Floor(FloorIntent::Extend), minutes)
    }

    fn ask_sheets(&self, context: &Context) -> Flow {
        let (floor, word) = (self.floor, self.floor.subject.say(Lang::Zh));
        let path = context.office.path().with_file_name(format!("评分表-{word}.xlsx"));
        let field = Field::text("path", "写到", "Write to", 60).value(&path.to_string_lossy()).required();
        let title = both!("手工评分表", "Score sheets by hand");
        let filling = Filling::new(title, Form::new(vec![field]), move |form, context| {
            let path = PathBuf::from(form.field("path").as_text());
            let table = sheets::sheet(&context.office.read(), floor)?;
            save(&table, &path, Existing::Keep)?;
            let (profile, batch, rows) = (profile::SHEETS.word, Some(floor.batch), table.rows.len());
            let left = Left { profile, batch, rows, whole: false, purpose: None };
            profile::written(&mut context.office, &left, std::slice::from_ref(&path))?;
            let shown = path.display();
            context.done(both!("已写到 {shown}。", "Written to {shown}."));
            Ok(Flow::PopWith(Answer::Finished))
        });
        Flow::push(filling.about(both!(
            "按工位顺序，每个评分点一行，每名考生一栏空白。",
            "In the order of the workplaces: a row for each criterion, a blank column for each candidate."
        )))
    }

    fn ask_absences(&mut self, context: &mut Context) -> Flow {
        let absent = floor::absences(&context.office.read(), self.floor);
        let Some(absent) = context.tell(absent) else { return Flow::Stay };
        if absent.is_empty() {
            context.info(both!("没有待登记的缺考。", "No absence waits to be recorded."));
            return Flow::Stay;
        }
        let n = absent.len();
        let subject: SubjectKind = self.floor.subject;
        let (zh, en) = (subject.say(Lang::Zh), subject.say(Lang::En));
        let mut confirm = Confirm::new(both!("{n} 人{zh}登记为缺考？", "Record {n} as absent from {en}?"));
        for row in absent.iter().take(8) {
            let (ticket, name) = (row.ticket.clone().unwrap_or_default(), &row.name);
            confirm = confirm.effect(both!("{ticket} {name}", "{ticket} {name}"));
        }
        Flow::ask(Intent::Floor(FloorIntent::Absences), confirm.button("登记缺考", "Record"))
    }

    pub(super) fn go_on(&mut self, verb: FloorIntent, answer: Answer, context: &mut Context) -> Flow {
        match (verb, answer) {
            (FloorIntent::Begin, Answer::Yes) => self.record_all(Seen::Began, context),
            (FloorIntent::End, Answer::Yes) => self.record_all(Seen::Ended, context),
            (FloorIntent::Extend, Answer::Text(text)) if self.minutes == 0 => {
                match text.parse() {
                    Ok(minutes @ 1..=MOST_MINUTES) => self.minutes = minutes,
                    _ => {
                        let told = |lang| {
                            say!(lang, "应为 1 至 {MOST_MINUTES} 分钟。", "It must be 1 to {MOST_MINUTES} minutes.")
                        };
                        context.info(crate::domain::language::Both { zh: told(Lang::Zh), en: told(Lang::En) });
                        return Flow::Stay;
                    }
                }
                let about = both!("写明顺延的理由（停电、设备故障）：", "The reason (power cut, broken machine):");
                return Flow::ask(Intent::Floor(verb), Ask::new(both!("顺延的理由", "Reason"), about));
            }
            (FloorIntent::Extend, Answer::Text(because)) => {
                let minutes = self.minutes;
                self.record_all(Seen::Extended { minutes, because }, context);
            }
            (FloorIntent::Number, Answer::Yes) => {
                let numbered = floor::number_pieces(&mut context.office, self.floor);
                if let Some(count) = context.tell(numbered) {
                    self.load(context);
                    context.done(both!("编了 {count} 个考件号。", "{count} pieces are numbered."));
                }
            }
            (FloorIntent::Absences, Answer::Yes) => {
                let recorded = floor::accept_absences(&mut context.office, self.floor);
                if let Some(count) = context.tell(recorded) {
                    self.load(context);
                    context.done(both!("登记了 {count} 人缺考。", "{count} recorded as absent."));
                }
            }
            _ => {}
        }
        Flow::Stay
    }

    fn record_all(&mut self, seen: Seen, context: &mut Context) {
        let Some(ready) = self.all_at_once(seen.clone(), context) else { return };
        let (zh, en, n) = (seen.say(Lang::Zh), seen.say(Lang::En), ready.len());
        let noted = floor::note(&mut context.office, self.floor, &ready, seen);
        if context.tell(noted).is_some() {
            self.load(context);
            context.done(both!("{n} 人{zh}。", "{n}: {en}."));
        }
    }
}
