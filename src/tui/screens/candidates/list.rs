//! The list of candidates, the newest first, or those that a search has found.

use chrono::Datelike;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::detail::{About, CandidateScreen};
use crate::both;
use crate::domain::id::CandidateId;
use crate::domain::language::{Lang, Say};
use crate::ops::Office;
use crate::store::Failure;
use crate::store::read::candidate::Candidate;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::screen::{Flow, Mouse, Screen, Typed};
use crate::tui::screens::parts::newest::{Newest, Source};
use crate::tui::screens::parts::searched_list::{Met, SearchedList};
use crate::tui::theme::Theme;
use crate::tui::typing::Typing;
use crate::tui::widget::columns::Column;
use crate::tui::widget::detail::Detail;
use crate::tui::widget::list::List;
use crate::tui::widget::pages::Cell;

/// A search lists so many; who types on finds the rest.
const FOUND: u32 = 100;

/// A candidate with the masked number of the document.
#[derive(Clone)]
pub struct Row {
    pub candidate: Candidate,
    pub masked: String,
}

static SOURCE: Source<Row> = Source {
    key: |row| row.candidate.id.0,
    below: |office, key, n| Ok(rows(office, office.read().candidates_before(CandidateId(key), n)?)),
    above: |office, key, n| Ok(rows(office, office.read().candidates_after(CandidateId(key), n)?)),
    cells,
};

fn rows(office: &Office, candidates: Vec<Candidate>) -> Vec<Row> {
    candidates.into_iter().map(|candidate| row(office, candidate)).collect()
}

pub fn row(office: &Office, candidate: Candidate) -> Row {
    let masked = office.read().document(&candidate).map_or_else(|| "--".to_owned(), |document| document.masked());
    Row { candidate, masked }
}

fn cells(row: &Row, lang: Lang, theme: &Theme) -> Vec<Cell> {
    let Candidate { name, sex, birth, doc_kind, .. } = &row.candidate;
    vec![
        name.clone().into(),
        Cell::styled(row.masked.clone(), theme.muted),
        sex.map_or_else(String::new, |sex| sex.say(lang)).into(),
        birth.map_or_else(String::new, |birth| birth.year().to_string()).into(),
        Cell::styled(doc_kind.map_or_else(String::new, |kind| kind.say(lang)), theme.muted),
    ]
}

pub struct Candidates {
    shown: SearchedList<Newest<Row>>,
    total: u32,
    about: Option<About>,
}

impl Candidates {
    pub fn new(context: &mut Context) -> Candidates {
        let columns = vec![
            Column::flexible("姓名", "Name", 16, 28),
            Column::fixed("证件号码", "ID number", 18),
            Column::fixed("性别", "Sex", 7),
            Column::fixed("出生", "Born", 4),
            Column::fixed("证件", "Document", 22).drop(1),
        ];
        let empty = both!("没有符合的考生；按 F11 导入报名名册。", "No such candidate; F11 imports a roster.");
        let hint = both!(
            "姓名、拼音首字母、证件号或后四位、准考证号、证书编号",
            "name, pinyin initials, ID number or its last four, ticket, certificate"
        );
        let newest = Newest::new(&SOURCE).completed_by(|office, found| row(office, found.candidate));
        let list = List::new(newest, columns, empty);
        let mut screen = Candidates { shown: SearchedList::new(list, hint), total: 0, about: None };
        screen.count(context);
        screen
    }

    fn count(&mut self, context: &mut Context) {
        let total = context.office.read().candidate_count().map_err(Failure::from);
        self.total = context.tell(total).unwrap_or_default();
    }

    fn find(&mut self, context: &mut Context) {
        let typed = self.shown.search.value();
        self.shown.list.pages.found = None;
        if !typed.is_empty() {
            let found = context.office.read().search_candidates(typed, FOUND).map_err(Failure::from);
            let found = context.tell(found).unwrap_or_default();
            let unread = |candidate| Row { candidate, masked: String::new() };
            self.shown.list.pages.found = Some(found.into_iter().map(unread).collect());
        }
    }

    fn right(&self, lang: Lang) -> String {
        let total = self.total;
        match self.shown.list.pages.found.as_ref().map(Vec::len) {
            None => crate::say!(lang, "共 {total} 人", "{total} in all"),
            Some(n) if n >= FOUND as usize => crate::say!(lang, "前 {n} 人，请再输几字", "first {n}, type on"),
            Some(n) => crate::say!(lang, "找到 {n} 人", "{n} found"),
        }
    }

    fn open(&mut self, context: &mut Context) -> Flow {
        let Some(row) = self.shown.list.selected() else { return Flow::Stay };
        let about = About::read(&context.office, row.clone());
        match context.tell(about) {
            Some(about) => Flow::push(CandidateScreen::new(about)),
            None => Flow::Stay,
        }
    }

    fn met(&mut self, met: Met, context: &mut Context) -> Flow {
        match met {
            Met::Sought => {
                self.find(context);
                self.shown.list.reset();
                Flow::Stay
            }
            Met::Open => self.open(context),
            Met::Done(flow) => flow,
        }
    }
}

impl Screen for Candidates {
    fn crumb(&self, lang: Lang) -> String {
        lang.pick("考生", "Candidates").to_owned()
    }

    fn scope(&self) -> Scope {
        Scope::Candidates
    }

    fn typing(&self) -> Typing {
        self.shown.search.typing()
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        let word = self.right(context.lang);
        let right = self.shown.draw(frame, area, 52, &word, context);
        let (Some(right), Some(row)) = (right, self.shown.list.selected()) else { return };
        if self.about.as_ref().is_none_or(|about| about.row.candidate.id != row.candidate.id) {
            let read = About::read(&context.office, row.clone());
            self.about = context.tell(read);
            self.shown.detail = Detail::default();
        }
        if let Some(about) = &self.about {
            self.shown.detail.draw(frame, right, &about.tell(context), context);
        }
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        let met = self.shown.intent(intent, context);
        self.met(met, context)
    }

    fn typed(&mut self, typed: Typed, context: &mut Context) -> Flow {
        let met = self.shown.typed(&typed);
        self.met(met, context)
    }

    fn mouse(&mut self, mouse: Mouse, context: &mut Context) -> Flow {
        let met = self.shown.mouse(mouse, context);
        self.met(met, context)
    }

    fn resumed(&mut self, context: &mut Context) {
        self.about = None;
        self.count(context);
        self.find(context);
        let read = self.shown.list.reload(&context.office);
        context.tell(read);
    }
}
