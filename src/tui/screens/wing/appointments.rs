//! Appointments, the newest first: all of them, those that need a decision, or those at one post.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{WingIntent, forms, tell};
use crate::both;
use crate::domain::employment::Difference;
use crate::domain::id::AppointmentId;
use crate::domain::identity::inert;
use crate::domain::language::{Both, Lang, Say};
use crate::exchange::wing_sheet::due_of;
use crate::ops::employment::report::SOON;
use crate::store::Failure;
use crate::store::employment::read::{AppointmentFilter, AppointmentRow, PostRow};
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::popup::choose::{Choice, Choose};
use crate::tui::screen::{Answer, Flow, Mouse, Screen};
use crate::tui::screens::parts::newest::{Newest, Source};
use crate::tui::screens::parts::reader::Reader;
use crate::tui::screens::parts::words;
use crate::tui::theme::Theme;
use crate::tui::widget::columns::Column;
use crate::tui::widget::detail::{Detail, Told, opens, split};
use crate::tui::widget::fit::fit;
use crate::tui::widget::list::List;
use crate::tui::widget::pages::Cell;

/// A filter lists so many.
const SHOWN: u32 = 1000;

static SOURCE: Source<AppointmentRow> = Source {
    key: |row| row.id.0,
    below: |office, key, n| {
        let read = office.employment()?;
        Ok(read.appointments_before(AppointmentId(key), AppointmentFilter::All, office.today(), n)?)
    },
    above: |office, key, n| Ok(office.employment()?.appointments_after(AppointmentId(key), n)?),
    cells,
};

fn cells(row: &AppointmentRow, lang: Lang, theme: &Theme) -> Vec<Cell> {
    let difference = match row.difference() {
        Difference::Same => Cell::styled("", theme.muted),
        // In one word: the whole is told when the row is opened.
        Difference::Above => Cell::styled(lang.pick("低评高聘", "above"), theme.text),
        Difference::Below => Cell::styled(lang.pick("高评低聘", "below"), theme.text),
        Difference::Chosen => Cell::styled(lang.pick("特设岗位", "chosen"), theme.text),
        Difference::Uncertified => Cell::styled(lang.pick("无证聘任", "no cert."), theme.warn),
    };
    let notice = row.notice().is_some_and(|notice| notice.answer.is_none());
    let ended = match row.ended_how {
        _ if notice => Cell::styled(lang.pick("证书失效", "certificate"), theme.bad),
        Some(how) => Cell::styled(how.say(lang), theme.muted),
        None if row.renewed => Cell::styled(lang.pick("已续聘", "renewed"), theme.muted),
        None => Cell::styled("", theme.muted),
    };
    vec![
        inert(&row.name).into(),
        inert(&row.post_title).into(),
        Cell::styled(inert(&row.employer_name), theme.muted),
        row.appointment.rank.brief(lang).into(),
        row.appointment.starts.to_string().into(),
        row.appointment.ends.to_string().into(),
        difference,
        ended,
    ]
}

/// Terms that end within so many days can be asked for.
const WITHIN: [u32; 4] = [30, SOON, 180, 365];

fn filters() -> Vec<(AppointmentFilter, Both)> {
    let ending = WITHIN.map(|n| (AppointmentFilter::Ending(n), both!("{n} 天内到期", "ending within {n} days")));
    let mut all = vec![
        (AppointmentFilter::All, both!("全部", "all")),
        (AppointmentFilter::InForce, both!("在聘", "in force")),
        (AppointmentFilter::Noticed, both!("依据证书已失效", "certificate no longer stands")),
        (AppointmentFilter::Uncertified, both!("无证在聘", "without a certificate")),
    ];
    all.extend(ending);
    all
}

pub struct Appointments {
    list: List<Newest<AppointmentRow>>,
    detail: Detail,
    filter: AppointmentFilter,
    /// The post whose appointments these are.
    at: Option<String>,
    loaded: bool,
}

impl Appointments {
    pub(in crate::tui::screens) fn new() -> Appointments {
        Appointments::over(AppointmentFilter::All, None)
    }

    pub fn at(post: &PostRow) -> Appointments {
        Appointments::over(AppointmentFilter::At(post.id), Some(post.post.title.clone()))
    }

    fn over(filter: AppointmentFilter, at: Option<String>) -> Appointments {
        let columns = vec![
            Column::flexible("受聘人", "Person", 8, 16),
            Column::flexible("岗位", "Post", 10, 22),
            Column::flexible("单位", "Employer", 12, 24).drop(3),
            Column::flexible("等级", "Rank", 13, 17),
            Column::fixed("起", "From", 10).drop(2),
            Column::fixed("止", "Until", 10),
            Column::flexible("评与聘", "Compared", 8, 21).drop(1),
            Column::fixed("处理", "Note", 11),
        ];
        let empty = both!(
            "没有聘任。在“岗位”里选一个岗位，按 m 看合适的持证人。",
            "No appointment. Choose a post and press m to see who suits."
        );
        let list = List::new(Newest::new(&SOURCE), columns, empty);
        Appointments { list, detail: Detail::default(), filter, at, loaded: false }
    }

    fn load(&mut self, context: &mut Context) {
        self.loaded = true;
        self.list.pages.found = None;
        if self.filter != AppointmentFilter::All {
            let (filter, today, last) = (self.filter, context.office.today(), AppointmentId(i64::MAX));
            let read = context.office.employment().map_err(Failure::from);
            let found = read.and_then(|read| Ok(read.appointments_before(last, filter, today, SHOWN)?));
            self.list.pages.found = Some(context.tell(found).unwrap_or_default());
        }
        let read = self.list.reload(&context.office);
        context.tell(read);
    }

    fn told(row: &AppointmentRow, context: &Context) -> Vec<Told> {
        let read = context.office.employment().map_err(Failure::from);
        let assessments = read.and_then(|read| Ok(read.assessments(row.id)?)).unwrap_or_default();
        let mut lines = tell::appointment(row, &assessments, context);
        if let Ok(Some((_, due))) = due_of(&context.office, row.id, context.office.today()) {
            lines.push(Told::Blank);
            lines.extend(tell::due(&due, context.lang, &context.theme));
        }
        lines
    }

    fn open(&self) -> Flow {
        let Some(row) = self.list.selected().cloned() else { return Flow::Stay };
        Flow::push(Reader::new(words::data(inert(&row.name)), move |context| Appointments::told(&row, context)))
    }
}

impl Screen for Appointments {
    fn crumb(&self, lang: Lang) -> String {
        match &self.at {
            Some(title) => inert(title),
            None => lang.pick("聘任名册", "Appointments").to_owned(),
        }
    }

    fn scope(&self) -> Scope {
        Scope::WingAppointments
    }

    fn is_wing(&self) -> bool {
        true
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        if !self.loaded {
            self.load(context);
        }
        let lang = context.lang;
        let mut area = area;
        if let Some((_, told)) = filters().into_iter().find(|(filter, _)| *filter == self.filter) {
            let text = crate::say!(lang, "显示：{}（按 f 筛选）", "Showing: {} (f filters)", told.say(lang));
            frame.buffer_mut().set_string(area.x, area.y, fit(&text, area.width as usize), context.theme.muted);
            area = Rect { y: area.y + 1, height: area.height - 1, ..area };
        }
        let (left, right) = split(frame, area, 62, context);
        self.list.draw(frame, left, context);
        if let (Some(right), Some(row)) = (right, self.list.selected()) {
            let told = Appointments::told(row, context);
            self.detail.draw(frame, right, &told, context);
        }
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        let row = self.list.selected().cloned();
        let form = match (intent, &row) {
            (Intent::Open, _) => return self.open(),
            (Intent::Wing(WingIntent::Filter), _) => {
                let choices = filters().into_iter().map(|(_, told)| Choice::new(told)).collect();
                let at = filters().iter().position(|(filter, _)| *filter == self.filter).unwrap_or(0);
                return Flow::ask(intent, Choose::new(both!("显示哪些聘任", "Which appointments"), choices).at(at));
            }
            (Intent::Wing(WingIntent::Renew), Some(row)) => Ok(forms::renew(row)),
            (Intent::Wing(WingIntent::Assess), Some(row)) => Ok(forms::assess(row)),
            (Intent::Wing(WingIntent::End), Some(row)) => Ok(forms::end(row)),
            (Intent::Wing(WingIntent::Notice), Some(row)) => forms::notice(row),
            _ if self.list.intent(intent, context) => return Flow::Stay,
            _ => return Flow::Pass,
        };
        context.tell(form).map_or(Flow::Stay, |form| Flow::ask(intent, form))
    }

    fn mouse(&mut self, mouse: Mouse, context: &mut Context) -> Flow {
        if opens(&mut self.list, &mut self.detail, mouse, context) { self.open() } else { Flow::Stay }
    }

    fn answered(&mut self, asked: Intent, answer: Answer, context: &mut Context) -> Flow {
        if let (Intent::Wing(WingIntent::Filter), Answer::Picked(at)) = (asked, answer) {
            let (filter, _) = filters().swap_remove(at.min(filters().len() - 1));
            (self.filter, self.at) = (filter, None);
            self.list.reset();
        }
        self.load(context);
        Flow::Stay
    }

    fn resumed(&mut self, context: &mut Context) {
        self.load(context);
    }
}
