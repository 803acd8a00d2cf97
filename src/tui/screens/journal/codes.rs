//! The checkpoint code as of now, large, and every checkpoint that was kept.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::qr::{self, QrView};
use super::{JournalIntent, compare, cosigned, day};
use crate::both;
use crate::credential::checkpoint::Checkpoint;
use crate::credential::checkpoint_code::CheckpointCode;
use crate::domain::language::{Lang, Say};
use crate::domain::refusal::Refusal;
use crate::exchange::qr::Qr;
use crate::ops::Office;
use crate::ops::against::Compared;
use crate::ops::checkpoint::{note_now, text};
use crate::refusal;
use crate::store::Failure;
use crate::store::checkpoint::CheckpointRow;
use crate::store::cosignature::CosignatureRow;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::screen::{Answer, Flow, Mouse, Press, Screen};
use crate::tui::screens::parts::newest::{Newest, Source};
use crate::tui::screens::parts::reader::Reader;
use crate::tui::screens::parts::threaded::Slot;
use crate::tui::screens::parts::words;
use crate::tui::theme::Theme;
use crate::tui::widget::columns::Column;
use crate::tui::widget::detail::Told;
use crate::tui::widget::list::{Clicked, List};
use crate::tui::widget::pages::Cell;

#[derive(Clone)]
struct Row {
    row: CheckpointRow,
    checkpoint: Checkpoint,
    filed: Vec<CosignatureRow>,
}

static SOURCE: Source<Row> = Source {
    key: |row| row.row.number,
    below: |office, key, n| rows(office, office.read().checkpoints_before(key, n)?),
    above: |office, key, n| rows(office, office.read().checkpoints_after(key, n)?),
    cells,
};

fn rows(office: &Office, rows: Vec<CheckpointRow>) -> Result<Vec<Row>, Failure> {
    let origin = office.read().journal_name()?.unwrap_or_default();
    let row = |row: CheckpointRow| {
        Ok(Row {
            checkpoint: Checkpoint { origin: origin.clone(), size: row.size, root: row.root },
            filed: office.read().cosignatures(row.number)?,
            row,
        })
    };
    rows.into_iter().map(row).collect()
}

fn cells(row: &Row, lang: Lang, theme: &Theme) -> Vec<Cell> {
    vec![
        Cell::styled(row.row.number.to_string(), theme.muted),
        row.row.size.to_string().into(),
        words::minute(&row.row.at).into(),
        row.row.reason.say(lang).into(),
        Cell::styled(if row.filed.is_empty() { String::new() } else { row.filed.len().to_string() }, theme.good),
        Cell::styled(CheckpointCode::of(&row.checkpoint).to_string(), theme.muted),
    ]
}

/// What the QR holds, the best first: the signed note where this very state was kept, and the bare checkpoint, which needs less room.
fn qrs_now(office: &Office, now: &Checkpoint) -> Result<Vec<Qr>, Failure> {
    let note = note_now(&office.read(), now)?;
    Ok(note.into_iter().chain([now.body()]).filter_map(|text| Qr::of(&text)).collect())
}

pub struct Codes {
    list: List<Newest<Row>>,
    now: Option<Checkpoint>,
    /// The best first; a narrow window shows a later one.
    qrs: Vec<Qr>,
    compared: Slot<Compared>,
}

impl Codes {
    pub fn new(context: &mut Context) -> Codes {
        let columns = vec![
            Column::fixed("序号", "No.", 5).right(),
            Column::fixed("条数", "Size", 8).right(),
            Column::fixed("时间", "Time", 16),
            Column::fixed("事由", "Reason", 19),
            Column::fixed("联署", "Cosig", 5),
            Column::flexible("存证码", "Checkpoint code", 20, 60),
        ];
        let empty = both!(
            "还没有存证；成绩锁定、日终、备份、导出时会留下。",
            "No checkpoint yet; locked scores, a day's end, a backup and an export keep one."
        );
        let list = List::new(Newest::new(&SOURCE), columns, empty);
        let mut screen = Codes { list, now: None, qrs: Vec::new(), compared: Slot::default() };
        screen.read(context);
        screen
    }

    fn read(&mut self, context: &mut Context) {
        let now = context.office.read().checkpoint_now().map_err(Failure::from);
        self.now = context.tell(now).flatten();
        let qrs = self.now.as_ref().map_or(Ok(Vec::new()), |now| qrs_now(&context.office, now));
        self.qrs = context.tell(qrs).unwrap_or_default();
    }

    fn draw_head(&self, frame: &mut Frame, area: Rect, context: &Context) -> Rect {
        let (lang, theme) = (context.lang, &context.theme);
        let Some(now) = &self.now else {
            let none = lang.pick("日志还没有开始，或它的树坏了。", "The journal is not begun, or its tree is damaged.");
            frame.buffer_mut().set_stringn(area.x, area.y, none, area.width as usize, theme.warn);
            return below(area, area.y + 2);
        };
        let code = CheckpointCode::of(now);
        let title = lang.pick("现在的存证码", "The checkpoint code now");
        frame.buffer_mut().set_stringn(area.x, area.y, title, area.width as usize, theme.muted);
        let mut y = area.y + 2;
        // Four groups a line, wide apart: it is read out and written down.
        for groups in code.groups().chunks(4) {
            let line = groups.join("   ");
            frame.buffer_mut().set_stringn(area.x + 4, y, line, area.width.saturating_sub(4) as usize, theme.title);
            y += 2;
        }
        let root = words::grouped(&now.root.to_string());
        let (size, origin) = (now.size, &now.origin);
        let about = crate::say!(lang, "{size} 条，日志 {origin}", "{size} acts, journal {origin}");
        let width = area.width as usize;
        for line in std::iter::once(about).chain(crate::tui::widget::fit::wrap(&root, width.min(79))) {
            frame.buffer_mut().set_stringn(area.x, y, line, width, theme.muted);
            y += 1;
        }
        below(area, y + 1)
    }

    fn open(&self) -> Flow {
        let Some(row) = self.list.selected().cloned() else { return Flow::Stay };
        let number = row.row.number;
        Flow::push(Reader::new(both!("第 {number} 个存证", "Checkpoint {number}"), move |context| {
            tell(&row, context)
        }))
    }
}

fn below(area: Rect, y: u16) -> Rect {
    Rect { y: y.min(area.bottom()), height: area.bottom().saturating_sub(y), ..area }
}

fn tell(row: &Row, context: &Context) -> Vec<Told> {
    let (lang, theme) = (context.lang, &context.theme);
    let mut lines = vec![
        Told::pair("存证码", "Checkpoint code", CheckpointCode::of(&row.checkpoint).groups().join(" ")),
        Told::pair("条数", "Size", row.row.size.to_string()),
        Told::pair("时间", "Time", row.row.at.clone()),
        Told::pair("事由", "Reason", row.row.reason.say(lang)),
        Told::pair("根", "Root", words::grouped(&row.row.root.to_string())),
    ];
    lines.extend(cosigned::told(&row.filed, context));
    lines.extend([Told::Blank, Told::Heading("原文", "Text")]);
    lines.extend(text(&row.row).lines().map(|line| Told::Text(0, line.to_owned(), theme.text)));
    lines
}

impl Screen for Codes {
    fn crumb(&self, lang: Lang) -> String {
        lang.pick("存证码", "Checkpoint codes").to_owned()
    }

    fn scope(&self) -> Scope {
        Scope::Codes
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        // The QR stands at the right where the window has room for both.
        let mut left = area;
        for qr in &self.qrs {
            let columns = qr.extent(crate::exchange::qr::NARROW).0 as u16 + 4;
            let place = Rect { x: area.right().saturating_sub(columns - 2), width: columns - 2, ..area };
            if area.width >= columns + 72 && qr::draw(frame, place, qr, context) {
                left.width -= columns;
                break;
            }
        }
        let rest = self.draw_head(frame, left, context);
        self.list.draw(frame, rest, context);
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match intent {
            Intent::Open => self.open(),
            Intent::Journal(JournalIntent::Compare) => Flow::ask(intent, compare::ask()),
            Intent::Journal(JournalIntent::DayEnd) => Flow::ask(intent, day::question()),
            Intent::Journal(JournalIntent::Cosigned) => Flow::ask(intent, cosigned::ask()),
            Intent::Journal(JournalIntent::DayPage) => day::last(context),
            Intent::Journal(JournalIntent::Qr) => {
                self.read(context);
                if self.qrs.is_empty() { Flow::Stay } else { Flow::push(QrView::of_code(self.qrs.clone())) }
            }
            Intent::Refresh => {
                self.read(context);
                self.list.intent(intent, context);
                Flow::Stay
            }
            _ if self.list.intent(intent, context) => Flow::Stay,
            _ => Flow::Pass,
        }
    }

    fn available(&self, intent: Intent, _: &Context) -> Result<(), Refusal> {
        match intent {
            Intent::Journal(JournalIntent::Qr) if self.qrs.is_empty() => {
                Err(refusal!("no_checkpoint", "还没有可存证的日志。", "There is no journal to make a code of yet."))
            }
            _ => Ok(()),
        }
    }

    fn mouse(&mut self, mouse: Mouse, context: &mut Context) -> Flow {
        match self.list.mouse(mouse, context) {
            Clicked::Again if mouse.what == Press::Click => self.open(),
            _ => Flow::Stay,
        }
    }

    fn resumed(&mut self, context: &mut Context) {
        self.read(context);
        let read = self.list.reload(&context.office);
        context.tell(read);
    }

    fn answered(&mut self, asked: Intent, answer: Answer, context: &mut Context) -> Flow {
        match asked {
            Intent::Journal(JournalIntent::DayEnd) => day::answered(&answer, context),
            Intent::Journal(JournalIntent::Cosigned) => {
                let flow = cosigned::answered(asked, &answer, context);
                let read = self.list.reload(&context.office);
                context.tell(read);
                flow
            }
            _ => compare::answered(asked, answer, &self.compared, context),
        }
    }
}
