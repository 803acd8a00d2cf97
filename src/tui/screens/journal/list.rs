//! The journal's rows, the newest first, under what the whole amounts to.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::codes::Codes;
use super::entry::Row;
use super::{JournalIntent, check, compare, day};
use crate::credential::checkpoint_code::CheckpointCode;
use crate::domain::language::{Lang, Say};
use crate::ops::Office;
use crate::ops::against::Compared;
use crate::ops::check::Report;
use crate::ops::checkpoint::code_now;
use crate::ops::day::CLOCK_JUMPED;
use crate::store::Failure;
use crate::store::act::kind_name;
use crate::store::journal::JournalRow;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::screen::{Answer, Flow, Mouse, Screen};
use crate::tui::screens::parts::newest::{Newest, Source};
use crate::tui::screens::parts::reader::Reader;
use crate::tui::screens::parts::threaded::Slot;
use crate::tui::screens::parts::words;
use crate::tui::theme::Theme;
use crate::tui::widget::columns::Column;
use crate::tui::widget::detail::{Detail, opens, split};
use crate::tui::widget::list::List;
use crate::tui::widget::pages::Cell;
use crate::{both, say};

/// Lines of an act's content beside the list; Enter shows all.
const BESIDE: usize = 40;

static SOURCE: Source<Row> = Source {
    key: |row| row.row.seq,
    below: |office, key, n| rows(office, office.read().journal_before(key, n)?),
    above: |office, key, n| rows(office, office.read().journal_after(key, n)?),
    cells,
};

fn rows(office: &Office, rows: Vec<JournalRow>) -> Result<Vec<Row>, Failure> {
    rows.into_iter().map(|row| Row::read(office, row)).collect()
}

fn cells(row: &Row, lang: Lang, theme: &Theme) -> Vec<Cell> {
    let kind_style = if row.row.kind == CLOCK_JUMPED { theme.warn } else { Style::new() };
    vec![
        Cell::styled(row.row.seq.to_string(), theme.muted),
        words::minute(&row.row.at).into(),
        row.who.say(lang).into(),
        Cell::styled(row.role(lang), theme.muted),
        Cell::styled(kind_name(&row.row.kind, lang), kind_style),
        Cell::styled(row.about.say(lang), theme.muted),
    ]
}

pub struct Journal {
    list: List<Newest<Row>>,
    /// The code of the journal as it stands; none where its tree is damaged.
    code: Option<CheckpointCode>,
    signatures: u32,
    report: Slot<Report>,
    compared: Slot<Compared>,
    detail: Detail,
    drawn: Option<i64>,
}

impl Journal {
    pub fn new(context: &mut Context) -> Journal {
        let columns = vec![
            Column::fixed("序号", "No.", 6).right(),
            Column::fixed("时间", "Time", 16),
            Column::flexible("经办", "By", 8, 12),
            Column::fixed("角色", "Role", 13).drop(1),
            Column::flexible("事项", "Act", 18, 26),
            Column::flexible("事由", "About", 16, 90),
        ];
        let empty = both!("还没有记录。", "Nothing is recorded yet.");
        let mut screen = Journal {
            list: List::new(Newest::new(&SOURCE), columns, empty),
            code: None,
            signatures: 0,
            report: Slot::default(),
            compared: Slot::default(),
            detail: Detail::default(),
            drawn: None,
        };
        screen.read(context);
        screen
    }

    fn read(&mut self, context: &mut Context) {
        let code = code_now(&context.office);
        self.code = context.tell(code).flatten();
        let signatures = context.office.read().signature_count().map_err(Failure::from);
        self.signatures = context.tell(signatures).unwrap_or_default();
    }

    fn draw_head(&self, frame: &mut Frame, area: Rect, context: &Context) -> Rect {
        let (lang, theme) = (context.lang, &context.theme);
        let signed = match self.signatures {
            0 => lang.pick("未加密签名", "not signed with keys").to_owned(),
            n => say!(lang, "{n} 个签名", "{n} signatures"),
        };
        let (acts, code) = match &self.code {
            Some(code) => {
                let size = code.size();
                (say!(lang, "{size} 条记录", "{size} acts"), code.groups().join(" "))
            }
            None => (lang.pick("存证树坏了", "the tree is damaged").to_owned(), String::new()),
        };
        let buffer = frame.buffer_mut();
        let after = buffer.set_stringn(area.x, area.y, acts, area.width as usize, theme.title).0;
        buffer.set_stringn(after + 2, area.y, signed, area.width as usize, theme.warn);
        let label = lang.pick("存证码", "Code");
        let label_width = 15;
        let room = area.width.saturating_sub(label_width) as usize;
        let lines = crate::tui::widget::fit::wrap(&code, room);
        buffer.set_stringn(area.x, area.y + 1, label, label_width as usize, theme.muted);
        let mut y = area.y + 1;
        for line in lines {
            buffer.set_stringn(area.x + label_width, y, line, room, theme.text);
            y += 1;
        }
        Rect { y: y + 1, height: area.bottom().saturating_sub(y + 1), ..area }
    }

    fn open(&self) -> Flow {
        let Some(row) = self.list.selected() else { return Flow::Stay };
        let (row, seq) = (row.clone(), row.row.seq);
        Flow::push(Reader::new(both!("第 {seq} 条", "No. {seq}"), move |context| row.tell(usize::MAX, context)))
    }
}

impl Screen for Journal {
    fn crumb(&self, lang: Lang) -> String {
        lang.pick("日志", "Journal").to_owned()
    }

    fn scope(&self) -> Scope {
        Scope::Journal
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        let below = self.draw_head(frame, area, context);
        let (left, right) = split(frame, below, 60, context);
        self.list.draw(frame, left, context);
        let (Some(right), Some(row)) = (right, self.list.selected()) else { return };
        if self.drawn != Some(row.row.seq) {
            (self.detail, self.drawn) = (Detail::default(), Some(row.row.seq));
        }
        self.detail.draw(frame, right, &row.tell(BESIDE, context), context);
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match intent {
            Intent::Open => self.open(),
            Intent::Journal(JournalIntent::Check) => Flow::ask(intent, check::working(&self.report)),
            Intent::Journal(JournalIntent::Codes) => Flow::push(Codes::new(context)),
            Intent::Journal(JournalIntent::Compare) => Flow::ask(intent, compare::ask()),
            Intent::Journal(JournalIntent::DayEnd) => Flow::ask(intent, day::question()),
            Intent::Journal(JournalIntent::DayPage) => day::last(context),
            Intent::Refresh => {
                self.read(context);
                self.list.intent(intent, context);
                Flow::Stay
            }
            _ if self.list.intent(intent, context) => Flow::Stay,
            _ => Flow::Pass,
        }
    }

    fn mouse(&mut self, mouse: Mouse, context: &mut Context) -> Flow {
        if opens(&mut self.list, &mut self.detail, mouse, context) { self.open() } else { Flow::Stay }
    }

    fn resumed(&mut self, context: &mut Context) {
        self.read(context);
        let read = self.list.reload(&context.office);
        context.tell(read);
    }

    fn answered(&mut self, asked: Intent, answer: Answer, context: &mut Context) -> Flow {
        match asked {
            Intent::Journal(JournalIntent::Compare) => {
                return compare::answered(asked, answer, &self.compared, context);
            }
            Intent::Journal(JournalIntent::DayEnd) => return day::answered(&answer, context),
            _ => {}
        }
        match self.report.borrow_mut().take().filter(|_| answer == Answer::Finished) {
            Some(report) => Flow::push(check::page(report)),
            None => Flow::Stay,
        }
    }
}
