//! The sample of a batch: marks that somebody else looks at before they are made public.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::domain::id::BatchId;
use crate::domain::language::{Lang, Say};
use crate::domain::refusal::Refusal;
use crate::ops::moderation::{Item, Look, items, may_moderate, moderate};
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::popup::ask::Ask;
use crate::tui::screen::{Answer, Flow, Mouse, Screen};
use crate::tui::screens::outcome;
use crate::tui::theme::Theme;
use crate::tui::widget::columns::Column;
use crate::tui::widget::fit::fit;
use crate::tui::widget::list::{Clicked, List};
use crate::tui::widget::pages::{Cell, Fixed};
use crate::{both, refusal, say};

/// The verbs of moderation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ModerationIntent {
    Agree,
    SendBack,
}

type Rows = List<Fixed<Item, fn(&Item, Lang, &Theme) -> Vec<Cell>>>;

pub struct Moderation {
    id: BatchId,
    loaded: bool,
    /// How it was drawn; empty where it was not.
    drawn: Option<(String, u32, String, u32)>,
    list: Rows,
}

impl Moderation {
    pub fn new(id: BatchId) -> Moderation {
        let columns = vec![
            Column::fixed("准考证号", "Ticket", 14),
            Column::fixed("科目", "Subject", 8),
            Column::fixed("成绩", "Score", 6).right(),
            Column::flexible("为何", "Why", 12, 34),
            Column::fixed("复核", "Look", 9),
            Column::flexible("意见", "Said", 8, 60).drop(1),
        ];
        let empty = both!(
            "没有复核样本。在“设置”里定复核比例，成绩锁定时抽取。",
            "No sample. Set a share under Settings; it is drawn when scores are locked."
        );
        let pages = Fixed::new(Vec::new(), cells as fn(&Item, Lang, &Theme) -> Vec<Cell>);
        Moderation { id, loaded: false, drawn: None, list: List::new(pages, columns, empty) }
    }

    fn load(&mut self, context: &mut Context) {
        let read = context.office.read();
        let draw = read.sample_draw(self.id).map_err(crate::store::Failure::from);
        let both = draw.and_then(|draw| Ok((draw, items(&read, self.id)?))).map_err(Refusal::from);
        let Some((draw, rows)) = context.tell(both) else { return };
        self.drawn = draw.map(|(seed, rule)| (seed, rule.share, rule.near.to_string(), rule.extremes));
        self.list.pages.rows = rows;
        let read = self.list.reload(&context.office);
        context.tell(read);
        self.loaded = true;
    }

    fn selected(&self) -> Option<&Item> {
        self.list.selected().map(|(_, item)| item)
    }

    fn open(&self) -> Flow {
        self.selected().map_or(Flow::Stay, |item| Flow::Push(outcome::open(item.entry.id)))
    }
}

fn cells(item: &Item, lang: Lang, theme: &Theme) -> Vec<Cell> {
    let why = item.why.iter().map(|why| why.say(lang)).collect::<Vec<_>>().join(lang.pick("、", ", "));
    let style = match item.look {
        Look::Open => theme.warn,
        Look::Agreed => theme.good,
        Look::SentBack => theme.bad,
    };
    vec![
        item.entry.ticket.clone().unwrap_or_default().into(),
        item.subject.say(lang).into(),
        item.score.map_or("–".to_owned(), |score| score.to_string()).into(),
        Cell::styled(why, theme.muted),
        Cell::styled(item.look.say(lang), style),
        item.by.as_ref().map_or(String::new(), |(_, said)| said.clone()).into(),
    ]
}

impl Screen for Moderation {
    fn crumb(&self, lang: Lang) -> String {
        lang.pick("复核", "Moderation").to_owned()
    }

    fn scope(&self) -> Scope {
        Scope::Moderation
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        if !self.loaded {
            self.load(context);
        }
        let (lang, theme, room) = (context.lang, context.theme, area.width.saturating_sub(3) as usize);
        let mut list = area;
        if let Some((seed, share, near, extremes)) = &self.drawn {
            let rows = &self.list.pages.rows;
            let (open, all) = (rows.iter().filter(|item| item.look != Look::Agreed).count(), rows.len());
            let left = say!(lang, "样本 {all} 个成绩，{open} 个待复核同意", "{all} scores, {open} not agreed to yet");
            let how = say!(
                lang,
                "抽 {share}%，合格线上下 {near} 分内，最高最低各 {extremes} 名",
                "{share}% drawn, within {near} of the pass mark, {extremes} highest and lowest"
            );
            let seed = say!(lang, "种子 {seed}", "seed {seed}");
            let lines = [(left, theme.title), (how, theme.muted), (seed, theme.muted)];
            for (y, (text, style)) in (area.y..area.bottom()).zip(lines) {
                frame.buffer_mut().set_stringn(area.x + 2, y, fit(&text, room), room, style);
            }
            list = Rect { y: area.y + 4, height: area.height.saturating_sub(4), ..area };
        }
        self.list.draw(frame, list, context);
    }

    fn available(&self, intent: Intent, context: &Context) -> Result<(), Refusal> {
        let Intent::Moderation(_) = intent else { return Ok(()) };
        let none = || refusal!("not_sampled", "没有复核样本。", "There is no sample.");
        let item = self.selected().ok_or_else(none)?;
        let read = context.office.read();
        may_moderate(&read, context.office.who(), item.entry.id, item.subject).map_err(Refusal::from)
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match intent {
            Intent::Open => self.open(),
            Intent::Moderation(ModerationIntent::Agree) => {
                let about = both!("意见可不写：", "A word, if there is one:");
                Flow::ask(intent, Ask::new(both!("同意这个成绩", "Agree to this score"), about).may_be_empty())
            }
            Intent::Moderation(ModerationIntent::SendBack) => {
                let about = both!(
                    "全组重新评分签字后再复核。写明理由：",
                    "The panel marks and signs anew, then it is looked at again. The reason:"
                );
                Flow::ask(intent, Ask::new(both!("退回重评", "Send back"), about))
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
        let (Intent::Moderation(verb), Answer::Text(because)) = (asked, answer) else { return Flow::Stay };
        let Some((entry, subject)) = self.selected().map(|item| (item.entry.id, item.subject)) else {
            return Flow::Stay;
        };
        let agreed = verb == ModerationIntent::Agree;
        let moderated = moderate(&mut context.office, entry, subject, agreed, &because);
        if context.tell(moderated).is_some() {
            self.load(context);
            context.done(match agreed {
                true => both!("已复核同意。", "Agreed to."),
                false => both!("已退回，由考评组重新评分。", "Sent back; the panel marks anew."),
            });
        }
        Flow::Stay
    }

    fn mouse(&mut self, mouse: Mouse, context: &mut Context) -> Flow {
        match self.list.mouse(mouse, context) {
            Clicked::Again => self.open(),
            _ => Flow::Stay,
        }
    }

    fn resumed(&mut self, context: &mut Context) {
        self.load(context);
    }
}
