//! One paper: its questions and their criteria, and beside it how the selected one is marked.

use std::sync::Arc;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{StandardsIntent, criterion, export};
use crate::both;
use crate::domain::language::{Both, Lang, Say};
use crate::store::read::standard::PaperKept;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::screen::{Flow, Mouse, Screen};
use crate::tui::screens::parts::reader::Reader;
use crate::tui::screens::parts::words;
use crate::tui::theme::Theme;
use crate::tui::widget::columns::Column;
use crate::tui::widget::detail::{Detail, Told, opens, split};
use crate::tui::widget::fit::fit;
use crate::tui::widget::list::List;
use crate::tui::widget::pages::{Cell, Fixed};

/// A question, or one of its criteria, by their places in the paper.
#[derive(Clone)]
struct Line {
    question: usize,
    criterion: Option<usize>,
    no: String,
    text: String,
    full: String,
    how: Both,
    dimension: Both,
    clause: String,
}

type Cells = fn(&Line, Lang, &Theme) -> Vec<Cell>;

pub struct PaperScreen {
    kept: Arc<PaperKept>,
    list: List<Fixed<Line, Cells>>,
    detail: Detail,
    drawn: Option<usize>,
}

fn cells(line: &Line, lang: Lang, theme: &Theme) -> Vec<Cell> {
    let style = if line.criterion.is_none() { theme.accent } else { theme.text };
    vec![
        Cell::styled(line.no.clone(), style),
        Cell::styled(line.text.clone(), style),
        Cell::styled(line.full.clone(), style),
        Cell::styled(line.how.say(lang), theme.muted),
        Cell::styled(line.dimension.say(lang), theme.muted),
        Cell::styled(line.clause.clone(), theme.muted),
    ]
}

fn lines(kept: &PaperKept) -> Vec<Line> {
    let mut lines = Vec::new();
    for (at, question) in kept.paper.questions.iter().enumerate() {
        lines.push(Line {
            question: at,
            criterion: None,
            no: question.no.clone(),
            text: question.title.clone(),
            full: question.full.to_string(),
            how: question
                .choice
                .as_ref()
                .map_or_else(|| both!("必考", "required"), |group| both!("选考 {group}", "choice {group}")),
            dimension: both!("", ""),
            clause: String::new(),
        });
        for (place, criterion) in question.criteria.iter().enumerate() {
            let how = |lang| criterion.how.name(lang).to_owned();
            lines.push(Line {
                question: at,
                criterion: Some(place),
                no: format!(" {}", criterion.id),
                text: criterion.text.clone(),
                full: criterion.full.to_string(),
                how: Both { zh: how(Lang::Zh), en: how(Lang::En) },
                dimension: words::both(&criterion.dimension),
                clause: criterion.clause.clone(),
            });
        }
    }
    lines
}

fn tell(kept: &PaperKept, line: &Line, context: &Context) -> Vec<Told> {
    let question = &kept.paper.questions[line.question];
    match line.criterion {
        None => criterion::question(question, context),
        Some(place) => criterion::criterion(question, &question.criteria[place], context),
    }
}

impl PaperScreen {
    pub fn new(kept: Arc<PaperKept>) -> PaperScreen {
        let columns = vec![
            Column::fixed("题号", "No.", 6),
            Column::flexible("试题与评分点", "Question and criterion", 24, 70),
            Column::fixed("配分", "Full", 5).right(),
            Column::fixed("评分", "Marked", 8),
            Column::fixed("维度", "Dimension", 9).drop(2),
            Column::fixed("条款", "Clause", 7).drop(1),
        ];
        let empty = both!("试卷里没有试题。", "The paper has no question.");
        let list = List::new(Fixed::new(lines(&kept), cells as Cells), columns, empty);
        PaperScreen { kept, list, detail: Detail::default(), drawn: None }
    }

    fn open(&self) -> Flow {
        let Some((_, line)) = self.list.selected() else { return Flow::Stay };
        let (kept, line) = (self.kept.clone(), line.clone());
        let no = line.no.trim().to_owned();
        let crumb = match line.criterion {
            None => both!("第 {no} 题", "Question {no}"),
            Some(_) => both!("评分点 {no}", "Criterion {no}"),
        };
        Flow::push(Reader::new(crumb, move |context| tell(&kept, &line, context)))
    }

    fn head(&self, lang: Lang) -> String {
        let (paper, digest) = (&self.kept.paper, self.kept.digest.short());
        let (title, version) = (&paper.title, &paper.version);
        let minutes = paper.minutes.map_or_else(String::new, |n| crate::say!(lang, "  {n} 分钟", "  {n} min"));
        crate::say!(
            lang,
            "{title}  版本 {version}{minutes}  摘要 {digest}",
            "{title}  version {version}{minutes}  digest {digest}"
        )
    }
}

impl Screen for PaperScreen {
    fn crumb(&self, lang: Lang) -> String {
        let version = &self.kept.paper.version;
        crate::say!(lang, "试卷 {version}", "Paper {version}")
    }

    fn scope(&self) -> Scope {
        Scope::Paper
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        let head = fit(&self.head(context.lang), area.width as usize);
        frame.buffer_mut().set_string(area.x, area.y, head, context.theme.muted);
        let area = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
        let (left, right) = split(frame, area, 56, context);
        self.list.draw(frame, left, context);
        let (Some(right), Some((place, line))) = (right, self.list.selected()) else { return };
        if self.drawn != Some(*place) {
            (self.detail, self.drawn) = (Detail::default(), Some(*place));
        }
        self.detail.draw(frame, right, &tell(&self.kept, line, context), context);
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match intent {
            Intent::Open => self.open(),
            Intent::Standards(StandardsIntent::Export) => Flow::push(export::of_paper(&self.kept, context)),
            _ if self.list.intent(intent, context) => Flow::Stay,
            _ => Flow::Pass,
        }
    }

    fn mouse(&mut self, mouse: Mouse, context: &mut Context) -> Flow {
        if opens(&mut self.list, &mut self.detail, mouse, context) { self.open() } else { Flow::Stay }
    }
}
