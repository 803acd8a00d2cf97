//! Personal data of appointees at the end of its time: whose is due by the rule, ticked, approved by a second person, erased.

use std::collections::BTreeSet;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::WingIntent;
use crate::domain::id::EmployeeId;
use crate::domain::identity::inert;
use crate::domain::language::{Lang, Say, counted};
use crate::domain::refusal::Refusal;
use crate::ops::employment::retention::{MOST, beyond, due, erase, nothing_due, years};
use crate::store::Failure;
use crate::store::employment::act::Kind;
use crate::store::employment::read::EmployeeDue;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::popup::ask::Ask;
use crate::tui::popup::second::Second;
use crate::tui::screen::{Answer, Flow, Mouse, Screen};
use crate::tui::theme::Theme;
use crate::tui::widget::columns::Column;
use crate::tui::widget::fit::wrap;
use crate::tui::widget::list::{Clicked, List};
use crate::tui::widget::pages::{Cell, Fixed};
use crate::{both, say};

/// A row with its tick.
#[derive(Clone)]
struct Line {
    row: EmployeeDue,
    ticked: bool,
}

type Cells = fn(&Line, Lang, &Theme) -> Vec<Cell>;

/// What the sentences above the list tell.
struct Rule {
    years: u32,
    erased: u32,
}

pub struct WingRetention {
    list: List<Fixed<Line, Cells>>,
    rule: Option<Rule>,
    loaded: bool,
    /// The approval, while the second person is asked.
    because: String,
}

fn cells(line: &Line, _: Lang, theme: &Theme) -> Vec<Cell> {
    let row = &line.row;
    vec![
        Cell::styled(if line.ticked { "[x]" } else { "[ ]" }, theme.accent),
        format!("#{}", row.employee.0).into(),
        inert(&row.name).into(),
        row.appointments.to_string().into(),
        row.counted_from.to_string().into(),
    ]
}

impl WingRetention {
    pub(in crate::tui::screens) fn new() -> WingRetention {
        let columns = vec![
            Column::fixed("", "", 3),
            Column::fixed("号", "No.", 8),
            Column::flexible("姓名", "Name", 12, 28),
            Column::fixed("聘任", "Terms", 7).right(),
            Column::fixed("起算日", "Counted from", 12),
        ];
        let empty = both!("没有到期应清除的受聘人资料。", "No personal data of appointees is due for erasure.");
        let list = List::new(Fixed::new(Vec::new(), cells as Cells), columns, empty);
        WingRetention { list, rule: None, loaded: false, because: String::new() }
    }

    fn load(&mut self, context: &mut Context) {
        self.loaded = true;
        let office = &context.office;
        let all = || -> Result<_, Failure> {
            let read = office.employment()?;
            Ok((due(office)?, Rule { years: years(&read)?, erased: read.employee_erasure_count()? }))
        };
        let found = all();
        let Some((rows, rule)) = context.tell(found) else { return };
        let before = self.ticked();
        let line = |row: EmployeeDue| Line { ticked: before.contains(&row.employee), row };
        self.list.pages.rows = rows.into_iter().map(line).collect();
        self.rule = Some(rule);
        self.reload(context);
    }

    fn reload(&mut self, context: &mut Context) {
        let read = self.list.reload(&context.office);
        context.tell(read);
    }

    fn ticked(&self) -> BTreeSet<EmployeeId> {
        self.list.pages.rows.iter().filter(|line| line.ticked).map(|line| line.row.employee).collect()
    }

    /// Those ticked; the selected one where none is.
    fn chosen(&self) -> Vec<EmployeeId> {
        let ticked: Vec<EmployeeId> = self.ticked().into_iter().collect();
        let selected = || self.list.selected().map(|(_, line)| line.row.employee).into_iter().collect();
        if ticked.is_empty() { selected() } else { ticked }
    }

    /// The rule and what erasing does, in sentences.
    fn told(&self, lang: Lang) -> Vec<String> {
        let Some(Rule { years, erased }) = self.rule else { return Vec::new() };
        let n = self.list.pages.rows.len();
        let more = if n >= MOST as usize { lang.pick("（先列这些）", " (the first of them)") } else { "" };
        let people = counted(n as u64, "person is", "people are");
        let before = counted(u64::from(erased), "person", "people");
        let erased = match erased {
            0 => String::new(),
            erased => say!(lang, "，已清除 {erased} 人", "; {before} erased so far"),
        };
        vec![
            say!(
                lang,
                "聘期、培训、师徒、竞赛都过去 {years} 年的人到期（年数由管理员在评价一侧“设置”里定）。到期 {n} 人{more}{erased}。",
                "Due {years} years after the last term, course, apprenticeship or competition (set by the administrator). {people} due{more}{erased}."
            ),
            lang.pick(
                "清除不能撤回：姓名、依据的证书编号、理由、职责、待遇、考核依据从文件中抹去；岗位、等级、聘期、津贴和存证仍可核对。",
                "Erasing cannot be taken back: name, certificate cited, reasons, duties, treatment and grounds of assessments go from the file; post, rank, term, allowance and proofs still hold.",
            )
            .to_owned(),
            beyond().say(lang),
        ]
    }
}

impl Screen for WingRetention {
    fn crumb(&self, lang: Lang) -> String {
        lang.pick("到期清除", "Data due for erasure").to_owned()
    }

    fn scope(&self) -> Scope {
        Scope::WingRetention
    }

    fn is_wing(&self) -> bool {
        true
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        if !self.loaded {
            self.load(context);
        }
        let room = area.width.saturating_sub(3).min(110) as usize;
        let lines: Vec<String> =
            self.told(context.lang).iter().flat_map(|sentence| wrap(sentence, room.max(1))).collect();
        let mut y = area.y;
        for line in lines.iter().take(area.height.saturating_sub(4) as usize) {
            frame.buffer_mut().set_stringn(area.x + 2, y, line, room, context.theme.muted);
            y += 1;
        }
        let y = (y + 1).min(area.bottom());
        self.list.draw(frame, Rect { y, height: area.bottom() - y, ..area }, context);
    }

    fn available(&self, intent: Intent, _: &Context) -> Result<(), Refusal> {
        match intent {
            Intent::Wing(WingIntent::Tick | WingIntent::TickAll | WingIntent::Erase)
                if self.list.pages.rows.is_empty() =>
            {
                Err(nothing_due())
            }
            _ => Ok(()),
        }
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match intent {
            Intent::Open | Intent::Wing(WingIntent::Tick) => {
                if let Some(who) = self.list.selected().map(|(_, line)| line.row.employee) {
                    let own = self.list.pages.rows.iter_mut().filter(|line| line.row.employee == who);
                    own.for_each(|line| line.ticked = !line.ticked);
                    self.reload(context);
                }
                Flow::Stay
            }
            Intent::Wing(WingIntent::TickAll) => {
                let all = self.list.pages.rows.iter().all(|line| line.ticked);
                self.list.pages.rows.iter_mut().for_each(|line| line.ticked = !all);
                self.reload(context);
                Flow::Stay
            }
            Intent::Wing(WingIntent::Erase) => {
                let n = self.chosen().len();
                let people = counted(n as u64, "person", "people");
                let about = both!(
                    "清除 {n} 人的个人信息，不能撤回。写明批准文号或依据：",
                    "The personal data of {people} goes and does not come back. The number of the approval:"
                );
                Flow::ask(intent, Ask::new(both!("清除到期受聘人信息", "Erase personal data of appointees"), about))
            }
            Intent::Refresh => {
                self.load(context);
                Flow::Stay
            }
            _ if self.list.intent(intent, context) => Flow::Stay,
            _ => Flow::Pass,
        }
    }

    fn answered(&mut self, asked: Intent, answer: Answer, context: &mut Context) -> Flow {
        match (asked, answer) {
            (Intent::Wing(WingIntent::Erase), Answer::Text(because)) => {
                self.because = because;
                Second::ask_in_wing(asked, Kind::EmployeesErased, context)
            }
            (Intent::Wing(WingIntent::Erase), Answer::Finished) => {
                let Some(second) = context.second_hand.take() else { return Flow::Stay };
                let chosen = self.chosen();
                let n = chosen.len();
                let done = erase(&mut context.office, &chosen, &self.because, &second);
                if context.tell(done).is_some() {
                    let people = counted(n as u64, "person", "people");
                    context.done(both!(
                        "已清除 {n} 人的个人信息，记在聘任日志。旧备份里还有，请按规定销毁。",
                        "The personal data of {people} is erased and this side's journal says so. Backups made before still hold it."
                    ));
                }
                self.load(context);
                Flow::Stay
            }
            _ => Flow::Stay,
        }
    }

    fn mouse(&mut self, mouse: Mouse, context: &mut Context) -> Flow {
        match self.list.mouse(mouse, context) {
            Clicked::Again => self.intent(Intent::Wing(WingIntent::Tick), context),
            _ => Flow::Stay,
        }
    }

    fn resumed(&mut self, context: &mut Context) {
        self.load(context);
    }
}
