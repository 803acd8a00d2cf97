//! The rows: one subject of an item, with its paper and its panel.

use crate::domain::evaluation::staffing::Weight;
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::evaluation::way::{Share, Way};
use crate::domain::id::{BatchId, PersonId};
use crate::domain::language::{Both, Lang, Say};
use crate::ops::Office;
use crate::ops::staffing::{Panel, panels};
use crate::refusal;
use crate::store::Failure;
use crate::store::read::batch::Batch;
use crate::store::read::standard::PaperRow;
use crate::tui::screens::titles::Titles;
use crate::tui::theme::Theme;
use crate::tui::widget::columns::Column;
use crate::tui::widget::list::List;
use crate::tui::widget::pages::{Cell, Fixed};

/// One subject of an item.
#[derive(Clone)]
pub struct Seat {
    pub title: Both,
    pub paper: Option<PaperRow>,
    /// The papers that fit.
    pub papers: Vec<PaperRow>,
    pub panel: Panel,
    /// How the standard has the panel work.
    pub way: Way,
    /// Who marks which question, in words; empty where the panel does not divide them or has not yet.
    pub division: Vec<(String, Vec<String>)>,
}

impl Seat {
    pub fn subject(&self) -> SubjectKind {
        self.panel.key.subject
    }
}

pub type Cells = fn(&Seat, Lang, &Theme) -> Vec<Cell>;
pub type Seats = List<Fixed<Seat, Cells>>;

pub fn columns() -> Vec<Column> {
    vec![
        Column::flexible("职业等级", "Item", 10, 30),
        Column::flexible("科目", "Subject", 10, 14),
        Column::flexible("试卷", "Paper", 12, 40),
        Column::flexible("考评组（首位为组长）", "Panel, leader first", 22, 60),
        Column::fixed("人数", "Named", 5).right(),
    ]
}

pub fn read(office: &Office, id: BatchId) -> Result<(Batch, Vec<Seat>), Failure> {
    let read = office.read();
    let batch = read.batch(id)?.ok_or_else(|| refusal!("no_batch", "没有这个批次。", "There is no such batch."))?;
    let titles = Titles::read(&read)?;
    let mut seats = Vec::new();
    for panel in panels(&read, &batch)? {
        let (item, subject) = (panel.key.item, panel.key.subject);
        let chosen = read.batch_papers(id, item)?.into_iter().find(|(kind, _)| *kind == subject);
        let papers = read.papers(item.standard)?.into_iter();
        let papers: Vec<PaperRow> =
            papers.filter(|paper| (paper.level, paper.subject) == (item.level, subject)).collect();
        let paper = chosen.and_then(|(_, id)| papers.iter().find(|paper| paper.id == id)).cloned();
        let kept = read.standard(item.standard)?;
        let level = kept.as_ref().and_then(|kept| kept.standard.level(item.level));
        let rules = level.and_then(|level| level.subjects.iter().find(|rules| rules.kind == subject));
        let way = rules.map(|rules| rules.way).unwrap_or_default();
        let name = |person: &PersonId| {
            let member = panel.members.iter().find(|member| member.person == *person);
            member.map_or_else(String::new, |member| member.name.clone())
        };
        let shares = read.division(id, item, subject)?;
        let told = |share: &Share| (share.question.clone(), share.examiners.iter().map(name).collect());
        let division = shares.iter().map(told).collect();
        seats.push(Seat { title: titles.short_both(item), paper, papers, panel, way, division });
    }
    Ok((batch, seats))
}

pub fn cells(seat: &Seat, lang: Lang, theme: &Theme) -> Vec<Cell> {
    let check = &seat.panel.check;
    let names = seat.panel.members.iter().map(|member| member.name.as_str());
    let style = if check.of_weight(Weight::Forbids).next().is_some() {
        theme.bad
    } else if !check.stands() || check.named < check.needed {
        theme.warn
    } else {
        theme.good
    };
    let paper = match &seat.paper {
        Some(paper) => Cell::from(format!("{} {}", paper.version, paper.title)),
        None => Cell::styled(lang.pick("未选", "none"), theme.warn),
    };
    vec![
        seat.title.say(lang).into(),
        seat.subject().say(lang).into(),
        paper,
        names.collect::<Vec<_>>().join(lang.pick("、", ", ")).into(),
        Cell::styled(format!("{}/{}", check.named, check.needed), style),
    ]
}
