//! The wing's own journal, the newest first, and the proof of separation as a page.

use std::path::PathBuf;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::both;
use crate::domain::id::PersonId;
use crate::domain::identity::inert;
use crate::domain::language::{Both, Lang, Say, counted};
use crate::exchange::wall_page::{export, page};
use crate::ops::wall::wall;
use crate::store::backup::Existing;
use crate::store::employment::act::{Act, kind_name};
use crate::store::employment::read::EmploymentJournalRow;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::screen::{Answer, Flow, Mouse, Screen};
use crate::tui::screens::parts::filling::Filling;
use crate::tui::screens::parts::reader::Reader;
use crate::tui::screens::parts::words::{both, hex, minute};
use crate::tui::theme::Theme;
use crate::tui::widget::columns::Column;
use crate::tui::widget::detail::Told;
use crate::tui::widget::field::Field;
use crate::tui::widget::form::Form;
use crate::tui::widget::list::List;
use crate::tui::widget::pages::{Cell, Fixed};

/// So many are shown.
const SHOWN: u32 = 2000;

/// A row with its person's name.
#[derive(Clone)]
struct Row {
    row: EmploymentJournalRow,
    who: String,
    second: Option<String>,
    about: Both,
}

type Cells = fn(&Row, Lang, &Theme) -> Vec<Cell>;

pub struct WingRecord {
    list: List<Fixed<Row, Cells>>,
    loaded: bool,
}

fn cells(row: &Row, lang: Lang, theme: &Theme) -> Vec<Cell> {
    let kept = &row.row.row;
    vec![
        Cell::styled(kept.seq.to_string(), theme.muted),
        minute(&kept.at).into(),
        inert(&row.who).into(),
        kind_name(&kept.kind, lang).into(),
        row.about.say(lang).into(),
        Cell::styled(kept.reason.as_deref().map(inert).unwrap_or_default(), theme.muted),
        Cell::styled(row.row.seen.to_string(), theme.muted),
    ]
}

/// What an act was about, in a few words.
fn about(row: &EmploymentJournalRow) -> Both {
    let plain = |text: String| both!("{text}", "{text}");
    let Ok(act) = Act::read(&row.row.kind, &row.row.payload, None) else { return plain(String::new()) };
    match act {
        Act::WingEntered(part) if part.wrong > 0 => {
            let n = part.wrong;
            both!("此前口令错 {n} 次", "after {n} wrong passphrase(s)")
        }
        Act::WingEntered(_) => plain(String::new()),
        Act::EmployerRecorded(part) => plain(inert(&part.employer.name)),
        Act::PostRecorded(part) => {
            let (title, n) = (inert(&part.post.title), part.post.established);
            both!("{title}，核定 {n} 人", "{title}, {n} place(s)")
        }
        Act::PostClosed(part) => plain(format!("#{}", part.id.0)),
        Act::EmployeeRecorded(part, _) => plain(format!("#{}", part.id.0)),
        Act::AppointmentMade(part, _) | Act::AppointmentRenewed(part, _) => {
            let (document, rank) = (inert(&part.document), both(&part.rank));
            Both { zh: format!("{document}，{}", rank.zh), en: format!("{document}, {}", rank.en) }
        }
        Act::AppointmentEnded(part, _) => {
            let (id, how) = (part.id.0, both(&part.how));
            Both { zh: format!("#{id} {}", how.zh), en: format!("#{id} {}", how.en) }
        }
        Act::AssessmentRecorded(part, _) => {
            let (id, grade) = (part.appointment.0, both(&part.grade));
            Both { zh: format!("#{id} {}", grade.zh), en: format!("#{id} {}", grade.en) }
        }
        Act::NoticeAnswered(part, _) => {
            let (id, decision) = (part.appointment.0, both(&part.decision));
            Both { zh: format!("#{id} {}", decision.zh), en: format!("#{id} {}", decision.en) }
        }
        Act::FileTaken(part) => {
            let (name, n) = (inert(&part.file_name), part.taken);
            both!("{name}，{n} 行", "{name}, {n} line(s)")
        }
        Act::RowRecorded(part) => {
            let (register, id) = (both(&part.register), part.id);
            let called =
                ["name", "number", "what"].into_iter().map(|sql| part.row.text(sql)).find(|text| !text.is_empty());
            let called = called.map_or_else(|| format!("#{id}"), inert);
            Both { zh: format!("{}：{called}", register.zh), en: format!("{}: {called}", register.en) }
        }
        Act::RowStruck(part) => {
            let (register, id) = (both(&part.register), part.id);
            Both { zh: format!("{} #{id}", register.zh), en: format!("{} #{id}", register.en) }
        }
        Act::PlanReached(part) => {
            let (id, stage) = (part.plan, both(&part.stage));
            Both { zh: format!("#{id} {}", stage.zh), en: format!("#{id} {}", stage.en) }
        }
        Act::PairEnded(part, _) => {
            let (id, outcome) = (part.pair, both(&part.outcome));
            Both { zh: format!("#{id} {}", outcome.zh), en: format!("#{id} {}", outcome.en) }
        }
        Act::EvidenceGiven(part) => {
            let (short, n) = (part.sha256.short().to_owned(), part.lines);
            both!("{n} 行，SHA-256 {short}…", "{n} line(s), SHA-256 {short}…")
        }
        Act::WingKeyEnrolled(part) => plain(format!("#{}", part.person.0)),
        Act::EmployeesErased(part) => {
            let n = part.people.len();
            let people = counted(n as u64, "person", "people");
            both!("{n} 人", "{people}")
        }
        Act::WingSet(part) => plain(format!("{} = {}", part.name, inert(&part.value))),
    }
}

impl WingRecord {
    pub(in crate::tui::screens) fn new() -> WingRecord {
        let columns = vec![
            Column::fixed("序号", "No.", 5).right(),
            Column::fixed("时间", "When", 16),
            Column::flexible("谁", "Who", 8, 12),
            Column::flexible("操作", "Act", 12, 24),
            Column::flexible("内容", "About", 16, 50),
            Column::flexible("理由", "Reason", 10, 40).drop(1),
            Column::fixed("评价日志", "Saw", 8).right().drop(2),
        ];
        let empty = both!("聘任一侧还没有任何操作。", "Nothing was done on this side yet.");
        WingRecord { list: List::new(Fixed::new(Vec::new(), cells as Cells), columns, empty), loaded: false }
    }

    /// The act as the journal keeps it; what is personal is sealed apart and not shown here.
    fn open(&self) -> Flow {
        let Some((_, row)) = self.list.selected().cloned() else { return Flow::Stay };
        let seq = row.row.row.seq;
        let crumb = both!("第 {seq} 条", "Row {seq}");
        Flow::push(Reader::new(crumb, move |context| {
            let (kept, lang) = (&row.row.row, context.lang);
            let payload = serde_json::from_slice::<serde_json::Value>(&kept.payload)
                .and_then(|value| serde_json::to_string_pretty(&value))
                .unwrap_or_default();
            let mut lines = vec![
                Told::pair("操作", "Act", kind_name(&kept.kind, lang)),
                Told::pair("时间", "When", &kept.at),
                Told::pair("谁", "Who", inert(&row.who)),
                Told::pair("第二人", "Second", row.second.as_deref().map(inert).unwrap_or_default()),
                Told::pair("理由", "Reason", kept.reason.as_deref().map(inert).unwrap_or_default()),
                Told::pair("见到的评价日志", "Saw of evaluation", row.row.seen.to_string()),
                Told::pair("叶", "Leaf", hex(&kept.leaf)),
                Told::Blank,
            ];
            lines.extend(payload.lines().map(|line| Told::Pieces(0, vec![(inert(line), context.theme.muted)])));
            lines
        }))
    }

    fn load(&mut self, context: &mut Context) {
        self.loaded = true;
        let rows = context.office.employment().map_err(crate::store::Failure::from).and_then(|read| {
            let rows = read.journal_before(i64::MAX, SHOWN)?;
            let told = |row: EmploymentJournalRow| {
                let who = read.person_name(PersonId(row.row.person))?;
                let second = row.row.second.map(|second| read.person_name(PersonId(second))).transpose()?;
                Ok::<_, crate::store::Failure>(Row { about: about(&row), row, who, second })
            };
            rows.into_iter().map(told).collect::<Result<Vec<_>, _>>()
        });
        self.list.pages.rows = context.tell(rows).unwrap_or_default();
        let read = self.list.reload(&context.office);
        context.tell(read);
    }
}

/// The proof as a page to read; `touchstone check --wall` prints the same.
pub fn proof(context: &mut Context) -> Flow {
    let proven = wall(&context.office);
    let Some(wall) = context.tell(proven) else { return Flow::Stay };
    let station = context.office.read().station().ok().flatten().map_or(String::new(), |station| station.name);
    let crumb = both!("评聘分离证明", "Proof of separation");
    Flow::push(Reader::new(crumb, move |context| {
        let theme = &context.theme;
        let lines = page(&wall, &station, context.office.now(), context.lang);
        let style = |line: &str| match line {
            line if line.starts_with("结论") || line.starts_with("Verdict") => {
                if wall.holds {
                    theme.good
                } else {
                    theme.bad
                }
            }
            line if line.starts_with(' ') => theme.text,
            _ => theme.accent,
        };
        let told = |line: String| match line.trim_start() {
            "" => Told::Blank,
            trimmed => Told::Text(u16::from(line.starts_with(' ')), trimmed.to_owned(), style(&line)),
        };
        lines.into_iter().map(told).collect()
    }))
}

/// Writes the proof as a page to print or to hand over.
pub fn proof_to_file(context: &mut Context) -> Flow {
    let proven = wall(&context.office);
    let Some(proven) = context.tell(proven) else { return Flow::Stay };
    let name = context.lang.pick("评聘分离证明", "proof-of-separation");
    let path = context.office.path().with_file_name(format!("{name}-{}.pdf", context.office.today()));
    let form = Form::new(vec![Field::text("path", "写到", "Write to", 60).value(&path.to_string_lossy()).required()]);
    let filling = Filling::new(both!("评聘分离证明", "Proof of separation"), form, move |form, context| {
        let path = PathBuf::from(form.field("path").as_text());
        export(&context.office, &proven, &path, context.lang, Existing::Keep)?;
        let shown = path.display();
        context.done(both!("已写到 {shown}。", "Written to {shown}."));
        Ok(Flow::PopWith(Answer::Finished))
    });
    let about = both!("按扩展名写成 .pdf 或 .txt。", "As .pdf or .txt, by the name's ending.");
    Flow::ask(Intent::Wing(super::WingIntent::ProofFile), filling.about(about))
}

impl Screen for WingRecord {
    fn crumb(&self, lang: Lang) -> String {
        lang.pick("聘任日志", "Employment journal").to_owned()
    }

    fn scope(&self) -> Scope {
        Scope::WingRecord
    }

    fn is_wing(&self) -> bool {
        true
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        if !self.loaded {
            self.load(context);
        }
        self.list.draw(frame, area, context);
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match intent {
            Intent::Open => self.open(),
            Intent::Refresh => {
                self.load(context);
                Flow::Stay
            }
            Intent::Wing(super::WingIntent::Proof) => proof(context),
            Intent::Wing(super::WingIntent::ProofFile) => proof_to_file(context),
            _ if self.list.intent(intent, context) => Flow::Stay,
            _ => Flow::Pass,
        }
    }

    fn mouse(&mut self, mouse: Mouse, context: &mut Context) -> Flow {
        self.list.mouse(mouse, context);
        Flow::Stay
    }

    fn resumed(&mut self, context: &mut Context) {
        self.load(context);
    }
}
