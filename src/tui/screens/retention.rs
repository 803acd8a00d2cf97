//! Personal data at the end of its time: whose is due by the rule, ticked, approved by a second person, erased.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;

use crate::domain::id::CandidateId;
use crate::domain::identity::inert;
use crate::domain::language::{Lang, Say, counted};
use crate::domain::refusal::Refusal;
use crate::ops::retention::{MOST, Rule, beyond, due, erase_all, nothing_due, past_due};
use crate::store::Failure;
use crate::store::act::Kind;
use crate::store::read::retention::{DueRow, PastDue};
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

/// The verbs of the end of personal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RetentionIntent {
    Tick,
    TickAll,
    Erase,
}

/// Who is due: somebody who entered here, or of whom old ledgers alone tell.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Who {
    Candidate(CandidateId),
    Past(String),
}

/// A row with its tick.
#[derive(Clone)]
struct Line {
    who: Who,
    name: String,
    entries: u32,
    certificates: u32,
    counted_from: NaiveDate,
    ticked: bool,
}

impl Line {
    fn candidate(row: DueRow) -> Line {
        let DueRow { candidate, name, entries, certificates, counted_from } = row;
        Line { who: Who::Candidate(candidate), name, entries, certificates, counted_from, ticked: false }
    }

    fn past(row: PastDue) -> Line {
        let PastDue { number, name, certificates, counted_from } = row;
        Line { who: Who::Past(number), name, entries: 0, certificates, counted_from, ticked: false }
    }
}

type Cells = fn(&Line, Lang, &Theme) -> Vec<Cell>;

pub struct Retention {
    list: List<Fixed<Line, Cells>>,
    rule: Option<Rule>,
    erased: u32,
    loaded: bool,
    /// The approval, while the second person is asked.
    because: String,
}

fn cells(line: &Line, lang: Lang, theme: &Theme) -> Vec<Cell> {
    let who = match &line.who {
        Who::Candidate(id) => Cell::from(format!("#{}", id.0)),
        Who::Past(_) => Cell::styled(lang.pick("台账", "ledger"), theme.muted),
    };
    vec![
        Cell::styled(if line.ticked { "[x]" } else { "[ ]" }, theme.accent),
        who,
        inert(&line.name).into(),
        line.entries.to_string().into(),
        line.certificates.to_string().into(),
        line.counted_from.to_string().into(),
    ]
}

impl Default for Retention {
    fn default() -> Retention {
        Retention::new()
    }
}

impl Retention {
    pub fn new() -> Retention {
        let columns = vec![
            Column::fixed("", "", 3),
            Column::fixed("考生号", "Candidate", 10),
            Column::flexible("姓名", "Name", 12, 28),
            Column::fixed("报名", "Entries", 7).right(),
            Column::fixed("证书", "Certs", 6).right(),
            Column::fixed("起算日", "Counted from", 12),
        ];
        let empty = both!("没有到期应清除的资料。", "No personal data is due for erasure.");
        let list = List::new(Fixed::new(Vec::new(), cells as Cells), columns, empty);
        Retention { list, rule: None, erased: 0, loaded: false, because: String::new() }
    }

    fn load(&mut self, context: &mut Context) {
        self.loaded = true;
        let office = &context.office;
        let all = || -> Result<_, Failure> {
            let read = office.read();
            let (entered, past) = (due(office)?, past_due(office)?);
            let lines = entered.into_iter().map(Line::candidate).chain(past.into_iter().map(Line::past));
            Ok((lines.collect::<Vec<_>>(), Rule::of(&read)?, read.erasure_count()?))
        };
        let found = all();
        let Some((rows, rule, erased)) = context.tell(found) else { return };
        let before = self.ticked();
        let line = |line: Line| Line { ticked: before.contains(&line.who), ..line };
        self.list.pages.rows = rows.into_iter().map(line).collect();
        (self.rule, self.erased) = (Some(rule), erased);
        self.reload(context);
    }

    fn reload(&mut self, context: &mut Context) {
        let read = self.list.reload(&context.office);
        context.tell(read);
    }

    fn ticked(&self) -> BTreeSet<Who> {
        self.list.pages.rows.iter().filter(|line| line.ticked).map(|line| line.who.clone()).collect()
    }

    /// Those ticked; the selected one where none is.
    fn chosen(&self) -> Vec<Who> {
        let ticked: Vec<Who> = self.ticked().into_iter().collect();
        let selected = || self.list.selected().map(|(_, line)| line.who.clone()).into_iter().collect();
        if ticked.is_empty() { selected() } else { ticked }
    }

    /// The rule and what erasing does, in sentences.
    fn told(&self, lang: Lang) -> Vec<String> {
        let Some(rule) = self.rule else { return Vec::new() };
        let (years, n) = (rule.years, self.list.pages.rows.len());
        let certified = match rule.years_certified {
            None => lang.pick("永久", "for ever").to_owned(),
            Some(years) => say!(lang, "{years} 年", "{years} years"),
        };
        let more = if n >= MOST as usize { lang.pick("（先列这些）", " (the first of them)") } else { "" };
        let people = counted(n as u64, "person is", "people are");
        let before = counted(u64::from(self.erased), "person", "people");
        let erased = match self.erased {
            0 => String::new(),
            erased => say!(lang, "，已清除 {erased} 人", "; {before} erased so far"),
        };
        vec![
            say!(
                lang,
                "保存期：无证书 {years} 年，持证人{certified}（在“设置”里定）。到期 {n} 人{more}{erased}。",
                "Kept: {years} years without a certificate, holders {certified} (Settings). {people} due{more}{erased}."
            ),
            lang.pick(
                "清除不能撤回：姓名、证件、报名内容、照片、凭证和旧台账里的同一人从文件中抹去，成绩、证书编号和存证仍可核对。",
                "Erasing cannot be taken back: name, document, application, photo, credential and the same person in old ledgers go from the file; marks, certificate numbers and proofs still hold.",
            )
            .to_owned(),
            beyond().say(lang),
        ]
    }
}

impl Screen for Retention {
    fn crumb(&self, lang: Lang) -> String {
        lang.pick("到期清除", "Data due for erasure").to_owned()
    }

    fn scope(&self) -> Scope {
        Scope::Retention
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        if !self.loaded {
            self.load(context);
        }
        let room = area.width.saturating_sub(3).min(110) as usize;
        let theme = &context.theme;
        let styles = [theme.text, theme.muted, theme.muted];
        let told = self.told(context.lang);
        let lines = told
            .iter()
            .zip(styles)
            .flat_map(|(sentence, style)| wrap(sentence, room.max(1)).into_iter().map(move |line| (line, style)));
        let mut y = area.y + 1;
        for (line, style) in lines.take(area.height.saturating_sub(5) as usize) {
            frame.buffer_mut().set_stringn(area.x + 2, y, line, room, style);
            y += 1;
        }
        let y = (y + 1).min(area.bottom());
        self.list.draw(frame, Rect { y, height: area.bottom() - y, ..area }, context);
    }

    fn available(&self, intent: Intent, _: &Context) -> Result<(), Refusal> {
        match intent {
            Intent::Retention(_) if self.list.pages.rows.is_empty() => Err(nothing_due()),
            _ => Ok(()),
        }
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match intent {
            Intent::Open | Intent::Retention(RetentionIntent::Tick) => {
                if let Some(who) = self.list.selected().map(|(_, line)| line.who.clone()) {
                    let mut own = self.list.pages.rows.iter_mut().filter(|line| line.who == who);
                    own.by_ref().for_each(|line| line.ticked = !line.ticked);
                    self.reload(context);
                }
                Flow::Stay
            }
            Intent::Retention(RetentionIntent::TickAll) => {
                let all = self.list.pages.rows.iter().all(|line| line.ticked);
                self.list.pages.rows.iter_mut().for_each(|line| line.ticked = !all);
                self.reload(context);
                Flow::Stay
            }
            Intent::Retention(RetentionIntent::Erase) => {
                let n = self.chosen().len();
                let people = counted(n as u64, "person", "people");
                let about = both!(
                    "清除 {n} 人的个人信息，不能撤回。写明批准文号或依据：",
                    "The personal data of {people} goes and does not come back. The number of the approval:"
                );
                Flow::ask(intent, Ask::new(both!("清除到期个人信息", "Erase personal data"), about))
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
            (Intent::Retention(RetentionIntent::Erase), Answer::Text(because)) => {
                self.because = because;
                Second::ask(asked, Kind::PersonalErased, context)
            }
            (Intent::Retention(RetentionIntent::Erase), Answer::Finished) => {
                let Some(second) = context.second_hand.take() else { return Flow::Stay };
                let chosen = self.chosen();
                let n = chosen.len();
                let (mut who, mut past) = (Vec::new(), Vec::new());
                for one in chosen {
                    match one {
                        Who::Candidate(id) => who.push(id),
                        Who::Past(number) => past.push(number),
                    }
                }
                let done = erase_all(&mut context.office, &who, &past, &self.because, &second);
                if context.tell(done).is_some() {
                    let people = counted(n as u64, "person", "people");
                    context.done(both!(
                        "已清除 {n} 人的个人信息，记在日志。旧备份里还有，请按规定销毁。",
                        "The personal data of {people} is erased and the journal says so. Backups made before still hold it."
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
            Clicked::Again => self.intent(Intent::Retention(RetentionIntent::Tick), context),
            _ => Flow::Stay,
        }
    }

    fn resumed(&mut self, context: &mut Context) {
        self.load(context);
    }
}
