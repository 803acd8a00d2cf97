//! A part of the settings that is a list: rows to look at, to change, and to add to.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::section::Section;
use super::{SettingsIntent, accounts, calendar, examiners, forms, tell, ties};
use crate::domain::id::PersonId;
use crate::domain::identity::inert;
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::ops::settings;
use crate::store::Failure;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::preferences;
use crate::tui::screen::{Answer, Flow, Mouse, Press, Screen};
use crate::tui::screens::parts::words;
use crate::tui::screens::sign_in::roles;
use crate::tui::theme::Theme;
use crate::tui::widget::columns::Column;
use crate::tui::widget::list::{Clicked, List};
use crate::tui::widget::pages::{Cell, Fixed};
use crate::{both, refusal};

/// Name in both languages, and what switches it.
pub const PREFERENCES: [(&str, &str, Intent); 3] = [
    ("语言", "Language", Intent::SwitchLanguage),
    ("配色", "Colours", Intent::SwitchColours),
    ("边框", "Borders", Intent::SwitchBorders),
];

/// One row: what it stands for by its number, and its columns.
#[derive(Clone)]
pub struct Line {
    pub key: i64,
    pub texts: Vec<Both>,
    pub muted: bool,
}

type Cells = fn(&Line, Lang, &Theme) -> Vec<Cell>;

pub struct Part {
    section: Section,
    list: List<Fixed<Line, Cells>>,
}

fn cells(line: &Line, lang: Lang, theme: &Theme) -> Vec<Cell> {
    let style = if line.muted { theme.muted } else { Style::new() };
    line.texts.iter().map(|text| Cell::styled(text.say(lang), style)).collect()
}

fn columns(section: Section) -> Vec<Column> {
    match section {
        Section::Scope => vec![
            Column::fixed("职业编码", "Trade code", 10).drop(2),
            Column::flexible("职业", "Trade", 14, 30),
            Column::fixed("等级", "Level", 7),
            Column::fixed("自", "From", 10),
            Column::fixed("至", "Until", 10),
            Column::flexible("备案文件", "Document", 20, 40).drop(1),
        ],
        Section::People => vec![
            Column::flexible("姓名", "Name", 10, 20),
            Column::flexible("角色", "Roles", 24, 60),
            Column::flexible("账号", "Account", 20, 24).drop(1),
        ],
        Section::Examiners => examiners::columns(),
        Section::Ties => ties::columns(),
        Section::Calendar => vec![
            Column::fixed("日期", "Day", 22),
            Column::fixed("", "", 8),
            Column::flexible("节假日", "Holiday", 12, 30),
        ],
        _ => vec![
            Column::flexible("名称", "Name", 24, 30),
            Column::flexible("现值", "Value", 16, 30),
            Column::flexible("默认", "Default", 12, 30),
        ],
    }
}

fn lines(section: Section, context: &Context) -> Result<Vec<Line>, Failure> {
    let read = context.office.read();
    Ok(match section {
        Section::Scope => {
            let today = context.office.today();
            let scopes = read.scopes()?;
            let line = |scope: crate::store::read::station::Scope| Line {
                key: scope.id.0,
                muted: !scope.in_force(today),
                texts: vec![
                    words::data(scope.trade_code),
                    words::data(scope.trade_name),
                    Both { zh: words::level(scope.level, Lang::Zh), en: words::level(scope.level, Lang::En) },
                    words::data(scope.valid_from.to_string()),
                    scope.valid_until.map_or_else(|| both!("长期", "open"), |day| words::data(day.to_string())),
                    words::data(scope.document),
                ],
            };
            scopes.into_iter().map(line).collect()
        }
        Section::People => {
            let mut lines = Vec::new();
            for person in read.people()? {
                let texts =
                    vec![words::data(person.name.clone()), roles(&person), accounts::standing(&read, person.id)?];
                lines.push(Line { key: person.id.0, muted: false, texts });
            }
            lines
        }
        Section::Examiners => examiners::lines(context)?,
        Section::Ties => ties::lines(context)?,
        Section::Calendar => {
            let line = |(key, day): (i64, crate::domain::calendar::CalendarDay)| Line {
                key,
                muted: day.day < context.office.today(),
                texts: vec![words::weekday(day.day), words::both(&day.kind), words::data(inert(&day.name))],
            };
            (0..).zip(read.calendar_days()?).map(line).collect()
        }
        Section::Rules => {
            let mut lines = Vec::new();
            for (key, setting) in (0..).zip(settings::all()) {
                let value = setting.value(&read)?;
                let told = |value: &str| Both { zh: setting.tell(value, Lang::Zh), en: setting.tell(value, Lang::En) };
                let texts = vec![words::both(setting), told(&value), told(setting.default)];
                lines.push(Line { key, texts, muted: false });
            }
            lines
        }
        _ => {
            let value = |name: &str| words::data(tell::preference(name, context));
            let line = |(key, (zh, en, _)): (i64, (&str, &str, Intent))| Line {
                key,
                texts: vec![both!("{zh}", "{en}"), value(en)],
                muted: false,
            };
            (0..).zip(PREFERENCES).map(line).collect()
        }
    })
}

impl Part {
    pub fn new(section: Section, context: &mut Context) -> Part {
        let empty = both!("还没有；按 a 新增。", "None yet; a adds one.");
        let list = List::new(Fixed::new(Vec::new(), cells as Cells), columns(section), empty);
        let mut part = Part { section, list };
        part.read(context);
        part
    }

    fn read(&mut self, context: &mut Context) {
        let lines = lines(self.section, context);
        self.list.pages.rows = context.tell(lines).unwrap_or_default();
    }

    fn open(&mut self, context: &mut Context) -> Flow {
        let Some(key) = self.list.selected().map(|(_, line)| line.key) else { return Flow::Stay };
        match self.section {
            Section::People => {
                let read = context.office.read().person(PersonId(key)).map_err(Failure::from);
                match context.tell(read).flatten() {
                    Some(person) => Flow::ask(Intent::Open, forms::person(Some(&person))),
                    None => Flow::Stay,
                }
            }
            Section::Examiners => {
                examiners::open(key, context).map_or(Flow::Stay, |form| Flow::ask(Intent::Open, form))
            }
            Section::Ties => Flow::ask(Intent::Open, ties::withdrawing(key)),
            Section::Calendar => {
                let read = context.office.read().calendar_days().map_err(Failure::from);
                let days = context.tell(read).unwrap_or_default();
                let day = usize::try_from(key).ok().and_then(|place| days.into_iter().nth(place));
                day.map_or(Flow::Stay, |day| Flow::ask(Intent::Open, calendar::form(Some(&day))))
            }
            Section::Rules => {
                let setting = usize::try_from(key).ok().and_then(|place| settings::all().nth(place));
                let Some(setting) = setting else { return Flow::Stay };
                let read = setting.value(&context.office.read()).map_err(Failure::from);
                match context.tell(read) {
                    Some(value) => Flow::ask(Intent::Open, forms::setting(setting, &value)),
                    None => Flow::Stay,
                }
            }
            Section::Preferences => {
                let switch = usize::try_from(key).ok().and_then(|place| PREFERENCES.get(place));
                if let Some((_, _, intent)) = switch {
                    preferences::switch(*intent, context);
                    self.read(context);
                    let read = self.list.reload(&context.office);
                    context.tell(read);
                }
                Flow::Stay
            }
            _ => {
                context.info(both!(
                    "备案记录不改；期限有变请按 a 另登一条。",
                    "A filed row is never changed; add another with a when the dates change."
                ));
                Flow::Stay
            }
        }
    }

    /// The selected person, in the list of people.
    fn person(&self) -> Option<PersonId> {
        let selected = self.list.selected().filter(|_| self.section == Section::People);
        selected.map(|(_, line)| PersonId(line.key))
    }

    fn add(&self, context: &mut Context) -> Flow {
        match self.section {
            Section::Scope => Flow::ask(Intent::Settings(SettingsIntent::Add), forms::scope(context)),
            Section::Ties => ties::declaring(context)
                .map_or(Flow::Stay, |form| Flow::ask(Intent::Settings(SettingsIntent::Add), form)),
            Section::Calendar => Flow::ask(Intent::Settings(SettingsIntent::Add), calendar::form(None)),
            _ => Flow::ask(Intent::Settings(SettingsIntent::Add), forms::person(None)),
        }
    }
}

impl Screen for Part {
    fn crumb(&self, lang: Lang) -> String {
        self.section.name().say(lang)
    }

    fn scope(&self) -> Scope {
        Scope::SettingsList
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        // A preference is told in the language of the moment.
        if self.section == Section::Preferences {
            self.read(context);
            let read = self.list.reload(&context.office);
            context.tell(read);
        }
        let area = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        self.list.draw(frame, area, context);
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match intent {
            Intent::Open => self.open(context),
            Intent::Settings(SettingsIntent::Add) => self.add(context),
            Intent::Settings(SettingsIntent::Reset) => {
                self.person().map_or(Flow::Stay, |id| accounts::reset(id, context))
            }
            Intent::Settings(SettingsIntent::ShareKey) => {
                self.person().map_or(Flow::Stay, |id| accounts::share(id, context))
            }
            Intent::Settings(SettingsIntent::Approve) => {
                if let Some(key) = self.list.selected().map(|(_, line)| line.key) {
                    examiners::approve(PersonId(key), context);
                }
                self.read(context);
                let read = self.list.reload(&context.office);
                context.tell(read);
                Flow::Stay
            }
            Intent::Settings(SettingsIntent::Years) => {
                calendar::take_published(context);
                self.read(context);
                let read = self.list.reload(&context.office);
                context.tell(read);
                Flow::Stay
            }
            _ if self.list.intent(intent, context) => Flow::Stay,
            _ => Flow::Pass,
        }
    }

    fn available(&self, intent: Intent, _: &Context) -> Result<(), Refusal> {
        match intent {
            Intent::Settings(SettingsIntent::Reset | SettingsIntent::ShareKey) if self.section != Section::People => {
                Err(refusal!("not_here", "口令和密钥在“人员”里办。", "Passphrases and keys are under People."))
            }
            Intent::Settings(SettingsIntent::Add) if !self.section.takes_more() => {
                Err(refusal!("nothing_to_add", "这里只能修改，不能新增。", "Here rows are changed, not added."))
            }
            Intent::Settings(SettingsIntent::Approve) if self.section != Section::Examiners => {
                Err(refusal!("not_here", "只有考评员资格要审核。", "Only examiners' records are approved."))
            }
            Intent::Settings(SettingsIntent::Years) if self.section != Section::Calendar => {
                Err(refusal!("no_years", "只有工作日历有公布的年度。", "Only the calendar has published years."))
            }
            _ => Ok(()),
        }
    }

    fn mouse(&mut self, mouse: Mouse, context: &mut Context) -> Flow {
        match self.list.mouse(mouse, context) {
            Clicked::Again if mouse.what == Press::Click => self.open(context),
            _ => Flow::Stay,
        }
    }

    fn answered(&mut self, asked: Intent, answer: Answer, context: &mut Context) -> Flow {
        if let (Intent::Settings(SettingsIntent::Reset), Answer::Finished, Some(person)) =
            (asked, &answer, self.person())
        {
            return accounts::with_second(person, context);
        }
        if answer == Answer::Finished {
            self.read(context);
            let read = self.list.reload(&context.office);
            context.tell(read);
            context.seat_changed();
        }
        Flow::Stay
    }
}
