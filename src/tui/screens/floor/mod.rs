//! The floor on the day of the exam: who is here, whose document was looked at, who drew which workplace and questions,
//! who signed, when they began and ended. One key each; the next candidate is under the cursor at once.

mod rows;
mod verbs;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::domain::evaluation::floor::{Attendance, Seen};
use crate::domain::evaluation::staffing::Session;
use crate::domain::evaluation::subject::Form;
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::domain::stamp::Role;
use crate::ops::floor::{Floor, may_work};
use crate::store::Failure;
use crate::store::read::floor::FloorRow;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::screen::{Answer, Flow, Mouse, Press, Screen};
use crate::tui::screens::verbs::Verbs;
use crate::tui::theme::Theme;
use crate::tui::widget::fit::fit;
use crate::tui::widget::list::{Clicked, List};
use crate::tui::widget::pages::{Cell, Fixed};
use crate::{both, say};

/// The verbs of the floor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FloorIntent {
    Present,
    CheckId,
    Absent,
    /// Workplaces and question sets by lot, for all who wait.
    Draw,
    Sign,
    /// All who signed begin.
    Begin,
    /// All who began end.
    End,
    /// Minutes added, with the reason.
    Extend,
    /// Numbers for the finished pieces.
    Number,
    /// Absences noted here become standings.
    Absences,
    /// Score sheets to be filled by hand.
    Sheets,
}

/// What stands above the list.
const SHOWN: [Intent; 10] = [
    Intent::Floor(FloorIntent::Present),
    Intent::Floor(FloorIntent::CheckId),
    Intent::Floor(FloorIntent::Draw),
    Intent::Floor(FloorIntent::Sign),
    Intent::Floor(FloorIntent::Begin),
    Intent::Floor(FloorIntent::Extend),
    Intent::Floor(FloorIntent::End),
    Intent::Floor(FloorIntent::Absences),
    Intent::Floor(FloorIntent::Number),
    Intent::Floor(FloorIntent::Sheets),
];

type Cells = fn(&FloorRow, Lang, &Theme) -> Vec<Cell>;

/// The floor of a subject of a batch's item.
pub fn open(floor: Floor) -> Box<dyn Screen> {
    Box::new(FloorScreen::new(floor))
}

struct FloorScreen {
    floor: Floor,
    title: Both,
    form: Form,
    /// Why nothing can be recorded here now; none where it can.
    closed: Option<Refusal>,
    /// Whether whoever sits here may know the numbers of the pieces.
    sees_numbers: bool,
    read: bool,
    list: List<Fixed<FloorRow, Cells>>,
    verbs: Verbs,
    /// Minutes that are being asked for a reason.
    minutes: u16,
}

impl FloorScreen {
    fn new(floor: Floor) -> FloorScreen {
        let empty = both!("没有审核通过的考生。", "No candidate is accepted.");
        let cells = rows::cells as Cells;
        FloorScreen {
            floor,
            title: both!("", ""),
            form: Form::Practical,
            closed: None,
            sees_numbers: false,
            read: false,
            list: List::new(Fixed::new(Vec::new(), cells), rows::columns(false, false), empty),
            verbs: Verbs::default(),
            minutes: 0,
        }
    }

    fn load(&mut self, context: &mut Context) {
        self.read = true;
        self.closed = may_work(&context.office, self.floor).err();
        let loaded = self.ask(context);
        context.tell(loaded);
        let read = self.list.reload(&context.office);
        context.tell(read);
    }

    fn ask(&mut self, context: &Context) -> Result<(), Failure> {
        let read = context.office.read();
        self.form = self.floor.rules(&read)?.form;
        let trade = read.trade(self.floor.item.standard)?.map_or(String::new(), |(trade, _)| trade.title());
        let sessions = self.floor.sessions(&read)?;
        let words = |lang: Lang| {
            let how = self.form.blindness().say(lang);
            let (level, subject, form) =
                (self.floor.item.level.say(lang), self.floor.subject.say(lang), self.form.say(lang));
            let when =
                sessions.iter().map(|session| told(session, lang)).collect::<Vec<_>>().join(lang.pick("，", ", "));
            let dot = if when.is_empty() { "" } else { " · " };
            format!("{trade} {level} · {subject} · {form} · {how}{dot}{when}")
        };
        self.title = Both { zh: words(Lang::Zh), en: words(Lang::En) };
        let roles = read.person(context.office.who())?.map_or(Vec::new(), |person| person.roles);
        self.sees_numbers = roles.iter().any(|role| matches!(role, Role::Registrar | Role::Supervisor));
        // Whoever marks it blind sees neither names beside seats nor numbers.
        let hidden = self.closed.as_ref().is_some_and(|closed| closed.code == "marks_blind");
        let mut rows =
            if hidden { Vec::new() } else { read.floor(self.floor.batch, self.floor.item, self.floor.subject)? };
        if !self.sees_numbers {
            rows.iter_mut().for_each(|row| row.piece = None);
        }
        self.list.columns = rows::columns(self.form.is_on_the_floor(), self.form.is_blind() && self.sees_numbers);
        self.list.pages.rows = rows;
        Ok(())
    }

    fn selected(&self) -> Option<&FloorRow> {
        self.list.selected().map(|(_, row)| row)
    }

    fn count(&self, is: impl Fn(&Attendance) -> bool) -> usize {
        self.list.pages.rows.iter().filter(|row| is(&row.attendance)).count()
    }

    fn summary(&self, lang: Lang) -> String {
        let all = self.list.pages.rows.len();
        let (here, absent) = (self.count(|it| it.present.is_some()), self.count(|it| it.absent.is_some()));
        let (checked, signed) = (self.count(|it| it.checked.is_some()), self.count(|it| it.signed.is_some()));
        let (began, ended) = (self.count(|it| it.began.is_some()), self.count(|it| it.ended.is_some()));
        say!(
            lang,
            "应到 {all} · 签到 {here} · 未到 {absent} · 验证 {checked} · 签字 {signed} · 开始 {began} · 结束 {ended}",
            "{all} expected · {here} here · {absent} absent · {checked} checked · {signed} signed · {began} began · {ended} ended"
        )
    }
}

/// `09:00–10:30（1 考场）`.
fn told(session: &Session, lang: Lang) -> String {
    let (from, until) = (session.span.from.format("%H:%M"), session.span.until.format("%H:%M"));
    match session.room {
        Some(room) => say!(lang, "{from}–{until}（{room} 考场）", "{from}–{until} (room {room})"),
        None => format!("{from}–{until}"),
    }
}

impl Screen for FloorScreen {
    fn crumb(&self, lang: Lang) -> String {
        let subject = self.floor.subject.say(lang);
        say!(lang, "考场 {subject}", "Floor: {subject}")
    }

    fn scope(&self) -> Scope {
        Scope::Floor
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        if !self.read {
            self.load(context);
        }
        let (theme, lang, room) = (context.theme, context.lang, area.width as usize);
        let buffer = frame.buffer_mut();
        buffer.set_stringn(area.x, area.y, fit(&self.title.say(lang), room), room, theme.title);
        let (line, style) = match &self.closed {
            Some(closed) => (closed.because.say(lang), theme.warn),
            None => (self.summary(lang), theme.muted),
        };
        buffer.set_stringn(area.x, area.y + 1, fit(&line, room), room, style);
        let closed = self.closed.is_some();
        let (open, form) = (|intent| !closed || intent == Intent::Floor(FloorIntent::Sheets), self.form);
        // What this form of examination has no use for is greyed out.
        let can = |intent| match intent {
            Intent::Floor(FloorIntent::Draw) => open(intent) && form.is_on_the_floor(),
            Intent::Floor(FloorIntent::Number) => open(intent) && form.is_blind(),
            intent => open(intent),
        };
        self.verbs.draw(buffer, Rect { y: area.y + 2, height: 1, ..area }, Scope::Floor, &SHOWN, can, context);
        self.list.draw(frame, Rect { y: area.y + 4, height: area.height.saturating_sub(4), ..area }, context);
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match intent {
            Intent::Open => self.next_step(context),
            Intent::Floor(FloorIntent::Present) => self.note(Seen::Present, context),
            Intent::Floor(FloorIntent::CheckId) => self.note(Seen::IdentityChecked, context),
            Intent::Floor(FloorIntent::Absent) => self.note(Seen::Absent, context),
            Intent::Floor(FloorIntent::Sign) => self.note(Seen::Signed, context),
            Intent::Floor(verb) => return self.ask_verb(verb, context),
            Intent::Refresh => self.load(context),
            _ if self.list.intent(intent, context) => {}
            _ => return Flow::Pass,
        }
        Flow::Stay
    }

    fn available(&self, intent: Intent, _: &Context) -> Result<(), Refusal> {
        match intent {
            Intent::Floor(FloorIntent::Absences | FloorIntent::Sheets) => Ok(()),
            Intent::Floor(_) | Intent::Open => self.closed.clone().map_or(Ok(()), Err),
            _ => Ok(()),
        }
    }

    fn mouse(&mut self, mouse: Mouse, context: &mut Context) -> Flow {
        if let (Press::Click, Some(intent)) = (mouse.what, self.verbs.at(mouse.at)) {
            return match self.available(intent, context) {
                Ok(()) => self.intent(intent, context),
                Err(refusal) => {
                    context.refuse(refusal);
                    Flow::Stay
                }
            };
        }
        if self.list.mouse(mouse, context) == Clicked::Again && self.closed.is_none() {
            self.next_step(context);
        }
        Flow::Stay
    }

    fn resumed(&mut self, context: &mut Context) {
        self.load(context);
    }

    fn answered(&mut self, asked: Intent, answer: Answer, context: &mut Context) -> Flow {
        match asked {
            Intent::Floor(verb) => self.go_on(verb, answer, context),
            _ => Flow::Stay,
        }
    }
}
