//! One candidate: who it is, and every entry with what became of it.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::list::Row;
use crate::domain::evaluation::entry::Decision;
use crate::domain::evaluation::outcome::Verdict;
use crate::domain::id::EntryId;
use crate::domain::language::{Lang, Say};
use crate::domain::refusal::Refusal;
use crate::ops::Office;
use crate::ops::personal::show_number;
use crate::store::Failure;
use crate::store::read::entry::{EntryDetail, EntryRow};
use crate::store::read::retention::ErasureRow;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::popup::ask::Ask;
use crate::tui::popup::tell::Tell;
use crate::tui::screen::{Answer, Flow, Mouse, Screen};
use crate::tui::screens::candidates::CandidateIntent;
use crate::tui::screens::parts::words;
use crate::tui::screens::{entry, outcome};
use crate::tui::theme::Theme;
use crate::tui::widget::columns::Column;
use crate::tui::widget::detail::{Detail, Told, opens};
use crate::tui::widget::list::List;
use crate::tui::widget::pages::{Cell, Fixed};
use crate::{both, refusal, say};

/// A candidate with what belongs to it.
#[derive(Clone)]
pub struct About {
    pub row: Row,
    photo: Option<(String, u32, u32)>,
    entries: Vec<Entered>,
    /// When the personal data was erased; none while it is kept.
    erased: Option<ErasureRow>,
}

/// An entry with its batch and trade by name.
#[derive(Clone)]
struct Entered {
    entry: EntryRow,
    batch: String,
    trade: String,
}

impl About {
    pub fn read(office: &Office, row: Row) -> Result<About, Failure> {
        let read = office.read();
        let photo = read.photo(row.candidate.id)?;
        let mut entries = Vec::new();
        for entry in read.entries_of(row.candidate.id)? {
            let batch = read.batch(entry.batch)?.map(|batch| batch.plan.name).unwrap_or_default();
            let trade = read.trade(entry.item.standard)?.map(|(trade, _)| trade.title()).unwrap_or_default();
            entries.push(Entered { entry, batch, trade });
        }
        let erased = read.erasure_of(row.candidate.id)?;
        Ok(About { row, photo, entries, erased })
    }

    /// The person in two lines.
    fn person(&self, context: &Context) -> Vec<Told> {
        let (lang, theme, candidate) = (context.lang, &context.theme, &self.row.candidate);
        let kind = candidate.doc_kind.map_or_else(String::new, |kind| kind.say(lang));
        let sex = candidate.sex.map_or_else(String::new, |sex| sex.say(lang));
        let birth = candidate.birth.map_or_else(|| "--".to_owned(), |birth| birth.to_string());
        let (photo, style) = match &self.photo {
            Some((format, width, height)) => {
                (say!(lang, "照片 {format} {width}×{height}", "photo {format} {width}×{height}"), theme.text)
            }
            None => (lang.pick("缺照片", "photo missing").to_owned(), theme.warn),
        };
        if let Some(erased) = &self.erased {
            let (on, seq) = (words::minute(&erased.at), erased.seq);
            let told = say!(
                lang,
                "个人信息已于 {on} 依规清除（日志第 {seq} 条）；成绩和存证仍可核对。",
                "Personal data erased {on} (journal no. {seq}); marks and proofs still hold."
            );
            let name = format!("#{}", candidate.id.0);
            return vec![Told::Text(0, name, theme.title), Told::Text(0, told, theme.warn)];
        }
        let about = format!("{}  {sex}  {birth}  ", self.row.masked);
        vec![
            Told::Pieces(0, vec![(format!("{}  ", candidate.name), theme.title), (kind, theme.muted)]),
            Told::Pieces(0, vec![(about, theme.text), (photo, style)]),
        ]
    }

    pub fn tell(&self, context: &Context) -> Vec<Told> {
        let mut lines = self.person(context);
        lines.extend([Told::Blank, Told::Heading("报名", "Entries")]);
        for entered in &self.entries {
            let (entry, theme) = (&entered.entry, &context.theme);
            let level = words::level(entry.item.level, context.lang);
            lines.push(Told::Text(0, format!("{}  {level}", entered.trade), theme.text));
            lines.push(Told::Text(1, entered.batch.clone(), theme.muted));
            let verdict = entry.verdict.map_or_else(String::new, |verdict| verdict.say(context.lang));
            let mut pieces = vec![
                (format!("{}  ", entry.decision.say(context.lang)), theme.text),
                (entry.ticket.clone().unwrap_or_default(), theme.text),
            ];
            if !verdict.is_empty() {
                pieces.push((format!("  {verdict}"), verdict_style(entry.verdict, theme)));
            }
            lines.push(Told::Pieces(1, pieces));
            if let Some(number) = &entry.certificate {
                lines.push(Told::Text(1, number.clone(), theme.good));
            }
            lines.push(Told::Blank);
        }
        lines
    }
}

fn verdict_style(verdict: Option<Verdict>, theme: &Theme) -> ratatui::style::Style {
    match verdict {
        Some(Verdict::Pass) => theme.good,
        Some(Verdict::Fail) => theme.bad,
        Some(Verdict::Open) | None => theme.muted,
    }
}

type Cells = fn(&Entered, Lang, &Theme) -> Vec<Cell>;

fn cells(entered: &Entered, lang: Lang, theme: &Theme) -> Vec<Cell> {
    let entry = &entered.entry;
    let decision = entry.decision.say(lang);
    vec![
        entered.trade.clone().into(),
        words::level(entry.item.level, lang).into(),
        Cell::styled(entered.batch.clone(), theme.muted),
        Cell::styled(decision, if entry.decision == Decision::Accepted { theme.text } else { theme.warn }),
        entry.ticket.clone().unwrap_or_default().into(),
        Cell::styled(
            entry.verdict.map_or_else(String::new, |verdict| verdict.say(lang)),
            verdict_style(entry.verdict, theme),
        ),
        Cell::styled(entry.certificate.clone().unwrap_or_default(), theme.good),
    ]
}

pub struct CandidateScreen {
    about: About,
    list: List<Fixed<Entered, Cells>>,
    /// What the entry last shown declares.
    shown: Option<(EntryId, Option<EntryDetail>)>,
    below: Detail,
}

impl CandidateScreen {
    pub fn new(about: About) -> CandidateScreen {
        let columns = vec![
            Column::flexible("职业", "Trade", 10, 30),
            Column::fixed("等级", "Level", 7),
            Column::flexible("批次", "Batch", 10, 36).drop(3),
            Column::fixed("审核", "Review", 9),
            Column::flexible("准考证号", "Ticket", 12, 16),
            Column::fixed("结果", "Outcome", 7),
            Column::fixed("证书编号", "Certificate", 22).drop(2),
        ];
        let empty = both!("没有报名。", "No entry.");
        let list = List::new(Fixed::new(about.entries.clone(), cells as Cells), columns, empty);
        CandidateScreen { about, list, shown: None, below: Detail::default() }
    }

    /// What the selected entry declares, read once.
    fn declared(&mut self, id: EntryId, context: &mut Context) -> Option<&EntryDetail> {
        if self.shown.as_ref().is_none_or(|(shown, _)| *shown != id) {
            let read = context.office.read().entry_detail(id).map_err(Failure::from);
            self.shown = Some((id, context.tell(read).flatten()));
            self.below = Detail::default();
        }
        self.shown.as_ref().and_then(|(_, detail)| detail.as_ref())
    }

    /// Its outcome; the application itself where nobody has accepted it and there can be none.
    fn open(&self) -> Flow {
        match self.list.selected().map(|(_, entered)| &entered.entry) {
            Some(row) if row.decision == Decision::Accepted => Flow::Push(outcome::open(row.id)),
            Some(row) => Flow::Push(entry::open(row.id)),
            None => Flow::Stay,
        }
    }
}

fn tell_entry(entered: &Entered, detail: &EntryDetail, context: &Context) -> Vec<Told> {
    let (lang, theme, entry) = (context.lang, &context.theme, &entered.entry);
    let mut lines = vec![
        Told::pair("职业", "Trade", format!("{}  {}", entered.trade, entry.item.level.say(lang))),
        Told::pair("批次", "Batch", entered.batch.clone()),
    ];
    if let Some(ticket) = &entry.ticket {
        let seat = entry.room.zip(entry.seat);
        let seat = seat.map_or_else(String::new, |(room, seat)| {
            say!(lang, "  {room} 考场 {seat} 号", "  room {room}, seat {seat}")
        });
        lines.push(Told::pair("准考证号", "Ticket", format!("{ticket}{seat}")));
    }
    lines.push(Told::pair("审核", "Review", entry.decision.say(lang)));
    if let Some(verdict) = entry.verdict {
        lines.push(Told::Pair("结果", "Outcome", verdict.say(lang), verdict_style(entry.verdict, theme)));
    }
    if let Some(number) = &entry.certificate {
        lines.push(Told::Pair("证书编号", "Certificate", number.clone(), theme.good));
    }
    if let Some(details) = detail.details.as_ref().filter(|details| !details.employer.is_empty()) {
        lines.push(Told::pair("单位", "Employer", details.employer.clone()));
    }
    if let Some(eligibility) = &detail.eligibility {
        lines.push(Told::pair("申报资格", "Eligibility", eligibility.say(lang)));
    }
    lines
}

impl Screen for CandidateScreen {
    fn crumb(&self, _: Lang) -> String {
        let candidate = &self.about.row.candidate;
        if self.about.erased.is_some() { format!("#{}", candidate.id.0) } else { candidate.name.clone() }
    }

    fn scope(&self) -> Scope {
        Scope::Candidate
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        let person = self.about.person(context);
        let area = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        let head = Rect { height: (person.len() as u16).min(area.height), ..area };
        Detail::default().draw(frame, head, &person, context);
        let room = area.bottom().saturating_sub(head.bottom() + 1);
        let rows = (self.about.entries.len() as u16 + 1).clamp(3, (room / 2).max(3));
        let list = Rect { y: head.bottom() + 1, height: rows.min(room), ..area };
        self.list.draw(frame, list, context);
        let Some(entered) = self.list.selected().map(|(_, entered)| entered.clone()) else { return };
        let below = Rect { y: list.bottom() + 1, height: area.bottom().saturating_sub(list.bottom() + 1), ..area };
        if let Some(detail) = self.declared(entered.entry.id, context).cloned() {
            self.below.draw(frame, below, &tell_entry(&entered, &detail, context), context);
        }
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match intent {
            Intent::Open => self.open(),
            Intent::Candidate(CandidateIntent::Number) => {
                let about = both!("查看会记在日志。用途：", "The look goes into the journal. What it is for:");
                Flow::ask(intent, Ask::new(both!("查看完整证件号码", "Whole document number"), about))
            }
            _ if self.list.intent(intent, context) => Flow::Stay,
            _ => Flow::Pass,
        }
    }

    fn answered(&mut self, asked: Intent, answer: Answer, context: &mut Context) -> Flow {
        let (Intent::Candidate(CandidateIntent::Number), Answer::Text(purpose)) = (asked, answer) else {
            return Flow::Stay;
        };
        let shown = show_number(&mut context.office, self.about.row.candidate.id, &purpose);
        let Some(document) = context.tell(shown) else { return Flow::Stay };
        let title = both!("完整证件号码", "Whole document number");
        Flow::push(Tell::new(title, 1, move |lang, theme| {
            let told = format!("{}  {}", document.kind().say(lang), document.number());
            vec![Told::Text(0, told, theme.title)]
        }))
    }

    fn available(&self, intent: Intent, _: &Context) -> Result<(), Refusal> {
        match intent {
            Intent::Candidate(_) if self.about.erased.is_some() => {
                Err(refusal!("erased", "这个考生的个人信息已清除。", "The candidate's personal data were erased."))
            }
            _ => Ok(()),
        }
    }

    fn mouse(&mut self, mouse: Mouse, context: &mut Context) -> Flow {
        if opens(&mut self.list, &mut self.below, mouse, context) { self.open() } else { Flow::Stay }
    }

    fn resumed(&mut self, context: &mut Context) {
        let read = About::read(&context.office, self.about.row.clone());
        self.shown = None;
        if let Some(about) = context.tell(read) {
            self.list.pages.rows = about.entries.clone();
            self.about = about;
            let read = self.list.reload(&context.office);
            context.tell(read);
        }
    }
}
