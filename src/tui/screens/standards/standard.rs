//! One standard: its levels, subjects and papers as a tree, and beside it what the selected one says.

use std::rc::Rc;
use std::sync::Arc;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::paper::PaperScreen;
use super::{StandardsIntent, approve, export, tell};
use crate::domain::evaluation::fault::Fault;
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::evaluation::validate_standard::validate_standard;
use crate::domain::id::{PaperId, StandardId};
use crate::domain::language::{Both, Lang, Say};
use crate::domain::level::Level;
use crate::domain::refusal::Refusal;
use crate::ops::Office;
use crate::store::Failure;
use crate::store::read::standard::{PaperRow, StandardKept};
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::screen::{Answer, Flow, Mouse, Screen};
use crate::tui::screens::parts::reader::Reader;
use crate::tui::screens::parts::words;
use crate::tui::theme::Theme;
use crate::tui::widget::columns::Column;
use crate::tui::widget::detail::{Detail, Told, opens, split};
use crate::tui::widget::list::List;
use crate::tui::widget::pages::{Cell, Fixed};
use crate::{both, say};

/// A standard with its faults and its papers.
#[derive(Clone)]
pub struct Whole {
    pub kept: Arc<StandardKept>,
    pub papers: Rc<Vec<PaperRow>>,
    /// Of a draft; none where it is approved.
    pub faults: Rc<Vec<Fault>>,
}

impl Whole {
    pub fn read(office: &Office, id: StandardId) -> Result<Option<Whole>, Failure> {
        let Some(kept) = office.read().standard(id)? else { return Ok(None) };
        let papers = office.read().papers(id)?;
        let faults = if kept.approved { Vec::new() } else { validate_standard(&kept.standard) };
        Ok(Some(Whole { kept, papers: Rc::new(papers), faults: Rc::new(faults) }))
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Node {
    Whole,
    Level(Level),
    Subject(Level, SubjectKind),
    Paper(PaperId),
}

#[derive(Clone)]
struct Line {
    node: Node,
    title: Both,
    note: Both,
}

type Cells = fn(&Line, Lang, &Theme) -> Vec<Cell>;

pub struct StandardScreen {
    whole: Whole,
    list: List<Fixed<Line, Cells>>,
    detail: Detail,
    drawn: Option<Node>,
}

fn cells(line: &Line, lang: Lang, theme: &Theme) -> Vec<Cell> {
    let (indent, style) = match line.node {
        Node::Whole => (0, theme.title),
        Node::Level(_) => (0, theme.accent),
        Node::Subject(..) => (2, theme.text),
        Node::Paper(_) => (4, theme.text),
    };
    let title = format!("{}{}", " ".repeat(indent), line.title.say(lang));
    vec![Cell::styled(title, style), Cell::styled(line.note.say(lang), theme.muted)]
}

fn lines(whole: &Whole) -> Vec<Line> {
    let standard = &whole.kept.standard;
    let (edition, vetoes, faults) = (&standard.edition, standard.vetoes.len(), whole.faults.len());
    let note = match (whole.kept.approved, faults) {
        (true, _) => both!("已批准，一票否决 {vetoes} 项", "approved, {vetoes} veto(es)"),
        (false, 0) => both!("草稿，没有错误", "draft without faults"),
        (false, _) => both!("草稿，{faults} 处错误", "draft, {faults} fault(s)"),
    };
    let mut lines = vec![Line { node: Node::Whole, title: both!("{edition} 版标准", "Edition {edition}"), note }];
    for rules in &standard.levels {
        let (scheme, many) = (words::both(&rules.scheme), rules.conditions.len());
        let note = Both {
            zh: format!("{}，申报条件 {many} 条", scheme.zh),
            en: format!("{}, {many} condition(s)", scheme.en),
        };
        lines.push(Line { node: Node::Level(rules.code), title: words::both(&rules.code), note });
        for subject in &rules.subjects {
            let note = Both { zh: tell::short(subject, Lang::Zh), en: tell::short(subject, Lang::En) };
            let node = Node::Subject(rules.code, subject.kind);
            lines.push(Line { node, title: words::both(&subject.kind), note });
            let here = |paper: &&PaperRow| (paper.level, paper.subject) == (rules.code, subject.kind);
            for paper in whole.papers.iter().filter(here) {
                let (version, digest) = (&paper.version, paper.digest.short());
                let title = both!("试卷 {version}", "Paper {version}");
                let note = words::data(format!("{digest}  {}", paper.title));
                lines.push(Line { node: Node::Paper(paper.id), title, note });
            }
        }
    }
    lines
}

/// What is told of a node that is no paper.
fn tell_node(whole: &Whole, node: Node, context: &Context) -> Vec<Told> {
    let standard = &whole.kept.standard;
    let told = match node {
        Node::Whole => Some(tell::whole(whole, context)),
        Node::Level(level) => standard.level(level).map(|rules| tell::level(rules, context)),
        Node::Subject(level, kind) => standard.level(level).and_then(|rules| {
            let subject = rules.subjects.iter().find(|subject| subject.kind == kind)?;
            Some(tell::subject(rules, subject, context))
        }),
        Node::Paper(id) => whole.papers.iter().find(|paper| paper.id == id).map(|paper| tell_paper(paper, context)),
    };
    told.unwrap_or_default()
}

fn tell_paper(paper: &PaperRow, context: &Context) -> Vec<Told> {
    let (lang, theme) = (context.lang, &context.theme);
    vec![
        Told::Text(0, paper.title.clone(), theme.title),
        Told::Blank,
        Told::pair("版本", "Version", paper.version.clone()),
        Told::pair("等级", "Level", paper.level.say(lang)),
        Told::pair("科目", "Subject", paper.subject.say(lang)),
        Told::pair("摘要", "Digest", words::grouped(paper.digest.short())),
        Told::Blank,
        Told::Text(0, say!(lang, "按 Enter 看试题和评分点。", "Enter shows questions and criteria."), theme.muted),
    ]
}

impl StandardScreen {
    pub fn new(whole: Whole) -> StandardScreen {
        let columns = vec![
            Column::flexible("等级、科目、试卷", "Level, subject, paper", 28, 36),
            Column::flexible("要点", "In short", 30, 60).drop(1),
        ];
        let empty = both!("标准里没有等级。", "The standard has no level.");
        let list = List::new(Fixed::new(lines(&whole), cells as Cells), columns, empty);
        StandardScreen { whole, list, detail: Detail::default(), drawn: None }
    }

    fn node(&self) -> Option<Node> {
        self.list.selected().map(|(_, line)| line.node)
    }

    fn open(&mut self, context: &mut Context) -> Flow {
        match self.node() {
            None => Flow::Stay,
            Some(Node::Paper(id)) => {
                let read = context.office.read().paper(id).map_err(Failure::from);
                match context.tell(read).flatten() {
                    Some(kept) => Flow::push(PaperScreen::new(kept)),
                    None => Flow::Stay,
                }
            }
            Some(node) => {
                let (whole, title) = (self.whole.clone(), self.list.selected().map(|(_, line)| line.title.clone()));
                let crumb = title.unwrap_or_else(|| both!("标准", "Standard"));
                Flow::push(Reader::new(crumb, move |context| tell_node(&whole, node, context)))
            }
        }
    }

    fn export(&self, context: &mut Context) -> Flow {
        if let Some(Node::Paper(id)) = self.node() {
            let read = context.office.read().paper(id).map_err(Failure::from);
            return match context.tell(read).flatten() {
                Some(kept) => Flow::push(export::of_paper(&kept, context)),
                None => Flow::Stay,
            };
        }
        Flow::push(export::of_standard(&self.whole.kept, context))
    }
}

impl Screen for StandardScreen {
    fn crumb(&self, _: Lang) -> String {
        self.whole.kept.standard.trade.title()
    }

    fn scope(&self) -> Scope {
        Scope::Standard
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        let area = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        let (left, right) = split(frame, area, 42, context);
        self.list.draw(frame, left, context);
        let (Some(right), Some(node)) = (right, self.node()) else { return };
        if self.drawn != Some(node) {
            (self.detail, self.drawn) = (Detail::default(), Some(node));
        }
        self.detail.draw(frame, right, &tell_node(&self.whole, node, context), context);
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match intent {
            Intent::Open => self.open(context),
            Intent::Standards(StandardsIntent::Approve) => approve::ask(self.whole.kept.id, context),
            Intent::Standards(StandardsIntent::Export) => self.export(context),
            _ if self.list.intent(intent, context) => Flow::Stay,
            _ => Flow::Pass,
        }
    }

    fn available(&self, intent: Intent, _: &Context) -> Result<(), Refusal> {
        let kept = &self.whole.kept;
        match intent {
            Intent::Standards(StandardsIntent::Approve) if kept.approved => {
                Err(crate::ops::standard::frozen(&kept.standard.trade, &kept.standard.edition))
            }
            _ => Ok(()),
        }
    }

    fn mouse(&mut self, mouse: Mouse, context: &mut Context) -> Flow {
        if opens(&mut self.list, &mut self.detail, mouse, context) { self.open(context) } else { Flow::Stay }
    }

    fn answered(&mut self, asked: Intent, answer: Answer, context: &mut Context) -> Flow {
        if (asked, answer) == (Intent::Standards(StandardsIntent::Approve), Answer::Yes) {
            approve::approve(self.whole.kept.id, context);
            let read = Whole::read(&context.office, self.whole.kept.id);
            if let Some(whole) = context.tell(read).flatten() {
                self.list.pages.rows = lines(&whole);
                self.whole = whole;
                let read = self.list.reload(&context.office);
                context.tell(read);
            }
        }
        Flow::Stay
    }
}
