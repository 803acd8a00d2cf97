//! Weights of many trades before they become draft standards: trades by levels, each level's sum, or every fault.

use std::path::Path;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::ImportIntent;
use super::reading::file_name;
use super::roster_draw::paragraph;
use super::taking::{Taken, Taking};
use crate::domain::language::{Lang, Say};
use crate::domain::level::Level;
use crate::domain::refusal::Refusal;
use crate::exchange::weights::{TradeWeights, WeightFault};
use crate::exchange::weights_standard::{CLASSIFICATION, WeightPlan, plan, take};
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::popup::choose::{Choice, Choose};
use crate::tui::popup::confirm::Confirm;
use crate::tui::popup::working::Working;
use crate::tui::screen::{Answer, Flow, Mouse, Screen};
use crate::tui::screens::{Place, open};
use crate::tui::theme::Theme;
use crate::tui::widget::columns::Column;
use crate::tui::widget::fit::fit;
use crate::tui::widget::list::{Clicked, List};
use crate::tui::widget::pages::{Cell, Fixed};
use crate::{both, refusal, say};

/// The editions of 《职业分类大典》 to choose from.
const CLASSIFICATIONS: [&str; 3] = ["2015", "2022", "1999"];

/// One line of the preview.
#[derive(Clone)]
enum Line {
    /// With what is there of that trade and edition: a draft, an approved standard, or nothing.
    Trade(TradeWeights, Option<bool>),
    Fault(WeightFault),
}

type Rows = List<Fixed<Line, fn(&Line, Lang, &Theme) -> Vec<Cell>>>;

pub struct Weights {
    file: String,
    weights: Result<Vec<TradeWeights>, usize>,
    list: Rows,
    /// Made for the classification that was chosen.
    plan: WeightPlan,
    taken: Option<usize>,
    /// Where the drafts that are being made come out.
    taking: Option<Taken<usize>>,
}

impl Weights {
    pub fn new(path: &Path, read: Result<Vec<TradeWeights>, Vec<WeightFault>>, context: &mut Context) -> Weights {
        let pages = Fixed::new(Vec::new(), cells as fn(&Line, Lang, &Theme) -> Vec<Cell>);
        let (columns, faults) = match &read {
            Ok(_) => (trade_columns(), Vec::new()),
            Err(faults) => (fault_columns(), faults.clone()),
        };
        let list = List::new(pages, columns, both!("", ""));
        let weights = read.map_err(|faults| faults.len());
        let mut screen =
            Weights { file: file_name(path), weights, list, plan: WeightPlan::default(), taken: None, taking: None };
        screen.list.pages.rows = faults.into_iter().map(Line::Fault).collect();
        screen.plan_for(CLASSIFICATION, context);
        screen.show();
        screen
    }

    fn plan_for(&mut self, classification: &str, context: &mut Context) {
        let Ok(weights) = &self.weights else { return };
        let planned = plan(&context.office.read(), weights, classification);
        self.plan = context.tell(planned).unwrap_or_default();
    }

    fn show(&mut self) {
        let Ok(weights) = &self.weights else { return };
        let line = |one: &TradeWeights| {
            let there = self.plan.there.iter().find(|there| {
                there.trade.code == one.code && there.edition == one.edition && there.trade.title() == one.name
            });
            Line::Trade(one.clone(), there.map(|there| there.approved))
        };
        let lines = weights.iter().map(line);
        self.list.pages.rows = lines.collect();
        self.list.reset();
    }

    fn ask_classification(&self) -> Flow {
        let choices = CLASSIFICATIONS.map(|edition| {
            let choice = Choice::new(both!("{edition} 年版", "Edition of {edition}"));
            if edition == CLASSIFICATION { choice.note(both!("默认", "default")) } else { choice }
        });
        let title = both!("职业编码按哪一版《职业分类大典》？", "By which classification are the codes?");
        Flow::ask(Intent::Open, Choose::new(title, choices.to_vec()))
    }

    fn ask_to_take(&self) -> Flow {
        let (new, there) = (self.plan.new.len(), self.plan.there.len());
        let confirm = Confirm::new(both!("建 {new} 个职业的标准草稿？", "Make draft standards of {new} trades?"))
            .effect(both!(
                "理论权重 5 / 20 / 75 为示例；申报条件要逐个填写后才能批准。",
                "Theory weights 5 / 20 / 75 are samples; each needs its conditions before it is approved."
            ))
            .effect(match there {
                0 => both!("没有已存在的标准。", "None of them is there yet."),
                _ => both!("{there} 个已有这一版标准，保持不动。", "{there} are there already and are left alone."),
            })
            .button("建草稿", "Make drafts");
        Flow::ask(Intent::Import(ImportIntent::Take), confirm)
    }

    fn take(&mut self, context: &Context) -> Flow {
        let plan = self.plan.clone();
        let told = |count: &usize| both!("已建 {count} 个标准草稿。", "{count} draft standards were made.");
        let (job, taken) = Taking::start(&context.office, move |office| take(office, &plan), told);
        self.taking = Some(taken);
        Flow::ask(Intent::Refresh, Working::new(job))
    }
}

fn trade_columns() -> Vec<Column> {
    let level = |level: Level| Column::fixed(short(level), level_number(level), 5).right();
    let mut columns = vec![
        Column::flexible("职业（工种）", "Trade", 16, 40),
        Column::fixed("编码", "Code", 14).drop(1),
        Column::fixed("版本", "Edition", 7),
    ];
    columns.extend(Level::ALL.map(level));
    columns.push(Column::fixed("现有", "There", 9));
    columns
}

fn fault_columns() -> Vec<Column> {
    vec![Column::fixed("行", "Row", 6).right(), Column::flexible("错误", "Fault", 40, 160)]
}

fn short(level: Level) -> &'static str {
    level.text().split('/').next().unwrap_or_default()
}

fn level_number(level: Level) -> &'static str {
    ["5", "4", "3", "2", "1"][usize::from(level.rank() - 1)]
}

fn cells(line: &Line, lang: Lang, theme: &Theme) -> Vec<Cell> {
    match line {
        Line::Fault(fault) => {
            vec![fault.row.to_string().into(), Cell::styled(fault.wrong.say(lang), theme.bad)]
        }
        Line::Trade(one, there) => {
            let mut cells = vec![
                one.name.as_str().into(),
                Cell::styled(one.code.as_str(), theme.muted),
                one.edition.as_str().into(),
            ];
            cells.extend(Level::ALL.map(|level| {
                let sum = one
                    .levels
                    .iter()
                    .find(|(code, _)| *code == level)
                    .map(|(_, functions)| functions.iter().map(|(_, weight)| u32::from(*weight)).sum::<u32>());
                sum.map_or(Cell::styled("-", theme.muted), |sum| Cell::styled(sum.to_string(), theme.good))
            }));
            cells.push(match there {
                None => Cell::styled(lang.pick("新", "new"), theme.accent),
                Some(true) => Cell::styled(lang.pick("已批准", "approved"), theme.muted),
                Some(false) => Cell::styled(lang.pick("草稿", "draft"), theme.muted),
            });
            cells
        }
    }
}

impl Screen for Weights {
    fn crumb(&self, lang: Lang) -> String {
        lang.pick("预览", "Preview").to_owned()
    }

    fn scope(&self) -> Scope {
        Scope::ImportOther
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        let (lang, theme, room) = (context.lang, context.theme, area.width.saturating_sub(3) as usize);
        frame.buffer_mut().set_string(area.x + 2, area.y, fit(&self.file, room), theme.title);
        let (told, style) = match (&self.weights, self.taken) {
            (Err(faults), _) => (
                say!(
                    lang,
                    "{faults} 处错误，整个文件不收：每个等级的权重合计应正好是 100。",
                    "{faults} fault(s); the file is refused whole: each level's weights must sum to 100."
                ),
                theme.bad,
            ),
            (Ok(_), Some(count)) => (
                say!(
                    lang,
                    "已建 {count} 个草稿。按 Enter 去标准，填写申报条件后批准。",
                    "{count} drafts were made. Enter goes to the standards, to write their conditions."
                ),
                theme.good,
            ),
            (Ok(weights), None) => {
                let (all, new, there) = (weights.len(), self.plan.new.len(), self.plan.there.len());
                let told = say!(
                    lang,
                    "{all} 个职业，每个等级合计 100；新 {new}，已有 {there}（保持不动）",
                    "{all} trades, every level sums to 100; {new} new, {there} there already (left alone)"
                );
                (told, theme.text)
            }
        };
        let below =
            paragraph(frame, Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area }, &told, style);
        let list = Rect { y: below + 1, height: area.bottom().saturating_sub(below + 1), ..area };
        self.list.draw(frame, list, context);
    }

    fn available(&self, intent: Intent, _: &Context) -> Result<(), Refusal> {
        match (intent, &self.weights) {
            (Intent::Import(ImportIntent::Take), Err(n)) => Err(refusal!(
                "weights_faulty",
                "有 {n} 处错误，请先改好文件。",
                "There are {n} fault(s); mend the file first."
            )),
            (Intent::Import(ImportIntent::Take), _) if self.taken.is_some() => {
                Err(refusal!("taken", "已经收下。", "They are taken already."))
            }
            (Intent::Import(ImportIntent::Take), _) if self.plan.new.is_empty() => {
                Err(refusal!("nothing_new", "这些标准都已经有了。", "All of these standards are there already."))
            }
            (Intent::Open, _) if self.taken.is_none() => {
                Err(refusal!("nothing_to_open", "按 y 建草稿。", "Press y to make the drafts."))
            }
            _ => Ok(()),
        }
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match intent {
            Intent::Import(ImportIntent::Take) => return self.ask_classification(),
            Intent::Open => return Flow::Replace(open(Place::Standards, context)),
            _ if self.list.intent(intent, context) => {}
            _ => return Flow::Pass,
        }
        Flow::Stay
    }

    fn answered(&mut self, asked: Intent, answer: Answer, context: &mut Context) -> Flow {
        match (asked, answer) {
            (Intent::Open, Answer::Picked(place)) => {
                self.plan_for(CLASSIFICATIONS[place], context);
                return self.ask_to_take();
            }
            (Intent::Import(ImportIntent::Take), Answer::Yes) => return self.take(context),
            _ => self.taken = self.taking.take().and_then(|taken| taken.take()).or(self.taken),
        }
        Flow::Stay
    }

    fn mouse(&mut self, mouse: Mouse, context: &mut Context) -> Flow {
        match self.list.mouse(mouse, context) {
            Clicked::Again if self.taken.is_some() => Flow::Replace(open(Place::Standards, context)),
            _ => Flow::Stay,
        }
    }
}
