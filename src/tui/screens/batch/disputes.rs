//! The disputes of a batch: objections, re-checks and appeals, what is due when, and how each was decided.

mod forms;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::DisputesIntent;
use crate::domain::evaluation::dispute::state_words;
use crate::domain::id::BatchId;
use crate::domain::language::{Lang, Say};
use crate::domain::refusal::Refusal;
use crate::exchange::letters;
use crate::ops::{Office, dispute};
use crate::store::Failure;
use crate::store::read::batch::Batch;
use crate::store::read::dispute::Dispute;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::screen::{Flow, Mouse, Screen};
use crate::tui::screens::parts::reader::Reader;
use crate::tui::screens::parts::{save_text, words};
use crate::tui::theme::Theme;
use crate::tui::widget::columns::Column;
use crate::tui::widget::detail::Told;
use crate::tui::widget::fit::wrap;
use crate::tui::widget::list::{Clicked, List};
use crate::tui::widget::pages::{Cell, Fixed};
use crate::{both, refusal, say};

#[derive(Clone)]
struct Row {
    dispute: Dispute,
    /// Name and ticket of the entry it is about; empty where it is about the batch.
    about: String,
    /// Whether it waits beyond its day.
    overdue: bool,
    /// Why it cannot be appealed against today, where it cannot.
    appeal: Result<(), Refusal>,
}

type Rows = List<Fixed<Row, fn(&Row, Lang, &Theme) -> Vec<Cell>>>;

pub struct Disputes {
    id: BatchId,
    batch: Option<Batch>,
    list: Rows,
}

impl Disputes {
    pub fn new(id: BatchId) -> Disputes {
        let columns = vec![
            Column::flexible("回执", "Receipt", 12, 18),
            Column::fixed("种类", "Kind", 9),
            Column::flexible("涉及", "About", 14, 30),
            Column::flexible("内容", "Text", 12, 80).drop(1),
            Column::fixed("答复期限", "Answer by", 10),
            Column::fixed("状态", "State", 9),
        ];
        let empty = both!(
            "没有异议、复核和申诉。公示期间按 n 登记异议，r 受理复核。",
            "None yet. During publicity n records an objection and r a re-check."
        );
        let cells = cells as fn(&Row, Lang, &Theme) -> Vec<Cell>;
        Disputes { id, batch: None, list: List::new(Fixed::new(Vec::new(), cells), columns, empty) }
    }

    fn load(&mut self, context: &mut Context) {
        let read = read(&context.office, self.id).map_err(Refusal::from);
        let Some((batch, rows)) = context.tell(read) else { return };
        (self.batch, self.list.pages.rows) = (Some(batch), rows);
        let read = self.list.reload(&context.office);
        context.tell(read);
    }

    fn selected(&self) -> Option<&Row> {
        self.list.selected().map(|(_, row)| row)
    }

    fn decide(&self, context: &mut Context) -> Flow {
        let Some(row) = self.selected() else { return Flow::Stay };
        match dispute::may_decide(&row.dispute) {
            Ok(()) => Flow::push(forms::deciding(&row.dispute)),
            // What is decided is read.
            Err(_) => self.letter(context),
        }
    }

    fn letter(&self, context: &mut Context) -> Flow {
        let Some(row) = self.selected() else { return Flow::Stay };
        let pages = [Lang::Zh, Lang::En].map(|lang| letters::of_dispute(&context.office.read(), &row.dispute, lang));
        let [zh, en] = pages.map(|page| context.tell(page).unwrap_or_default());
        Flow::push(Reader::new(words::data(row.dispute.receipt.clone()), move |context| {
            let page = if context.lang == Lang::Zh { &zh } else { &en };
            page.iter().map(|line| Told::Text(0, line.clone(), context.theme.text)).collect()
        }))
    }

    fn save(&self, context: &mut Context) -> Flow {
        let Some(row) = self.selected() else { return Flow::Stay };
        let page = letters::of_dispute(&context.office.read(), &row.dispute, context.lang);
        let Some(page) = context.tell(page) else { return Flow::Stay };
        let receipt = &row.dispute.receipt;
        let about = both!("写出 {receipt} 的回执或告知书。", "Writes the receipt or notice of {receipt}.");
        Flow::push(save_text::form(about, &format!("{receipt}.txt"), page.join("\n") + "\n", context))
    }
}

fn read(office: &Office, id: BatchId) -> Result<(Batch, Vec<Row>), Failure> {
    let (read, today) = (office.read(), office.today());
    let batch = read.batch(id)?.ok_or_else(|| refusal!("no_batch", "没有这个批次。", "There is no such batch."))?;
    let mut rows = Vec::new();
    for found in read.disputes(id)? {
        let entry = found.entry.map(|entry| read.entry(entry)).transpose()?.flatten();
        let about = entry.map(|entry| format!("{} {}", entry.name, entry.ticket.unwrap_or_default()));
        let overdue = found.is_open() && found.reply_by < today;
        let appeal = dispute::may_appeal(&read, &found, today).map_err(Refusal::from);
        rows.push(Row { dispute: found, about: about.unwrap_or_default(), overdue, appeal });
    }
    Ok((batch, rows))
}

fn cells(row: &Row, lang: Lang, theme: &Theme) -> Vec<Cell> {
    let found = &row.dispute;
    let about = if row.about.is_empty() { lang.pick("本批次", "the batch").to_owned() } else { row.about.clone() };
    let style = match (found.is_open(), row.overdue) {
        (true, true) => theme.bad,
        (true, false) => theme.warn,
        (false, _) => theme.muted,
    };
    vec![
        found.receipt.as_str().into(),
        found.kind.say(lang).into(),
        about.into(),
        found.text.as_str().into(),
        Cell::styled(found.reply_by.to_string(), style),
        Cell::styled(state_words(found.result, row.overdue).say(lang), style),
    ]
}

impl Screen for Disputes {
    fn crumb(&self, lang: Lang) -> String {
        lang.pick("异议与复核", "Disputes").to_owned()
    }

    fn scope(&self) -> Scope {
        Scope::Disputes
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        if self.batch.is_none() {
            self.load(context);
        }
        self.list.draw(frame, Rect { height: area.height.saturating_sub(6), ..area }, context);
        let lang = context.lang;
        let Some(row) = self.selected() else { return };
        let text = match &row.dispute.decision {
            Some(decision) => say!(lang, "{}\n处理意见：{decision}", "{}\nGrounds: {decision}", row.dispute.text),
            None => row.dispute.text.clone(),
        };
        let room = area.width.saturating_sub(2) as usize;
        for (y, line) in (area.bottom() - 5..area.bottom()).zip(wrap(&text, room)) {
            frame.buffer_mut().set_string(area.x + 2, y, line, context.theme.text);
        }
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match intent {
            Intent::Open => self.decide(context),
            Intent::Disputes(DisputesIntent::Object) => Flow::push(forms::objecting(self.id)),
            Intent::Disputes(DisputesIntent::Recheck) => Flow::push(forms::rechecking(self.id)),
            Intent::Disputes(DisputesIntent::Appeal) => match self.selected() {
                Some(row) => Flow::push(forms::appealing(&row.dispute)),
                None => Flow::Stay,
            },
            Intent::Disputes(DisputesIntent::Letter) => self.letter(context),
            Intent::Disputes(DisputesIntent::Save) => self.save(context),
            Intent::Refresh => {
                self.load(context);
                Flow::Stay
            }
            _ if self.list.intent(intent, context) => Flow::Stay,
            _ => Flow::Pass,
        }
    }

    fn available(&self, intent: Intent, _: &Context) -> Result<(), Refusal> {
        let none = || refusal!("none_selected", "还没有选中的。", "None is selected.");
        match intent {
            Intent::Disputes(DisputesIntent::Object) => self.batch.as_ref().map_or(Ok(()), dispute::may_object),
            Intent::Disputes(DisputesIntent::Appeal) => self.selected().map_or(Err(none()), |row| row.appeal.clone()),
            Intent::Disputes(DisputesIntent::Letter | DisputesIntent::Save) => {
                self.selected().map(drop).ok_or_else(none)
            }
            _ => Ok(()),
        }
    }

    fn mouse(&mut self, mouse: Mouse, context: &mut Context) -> Flow {
        match self.list.mouse(mouse, context) {
            Clicked::Again => self.decide(context),
            _ => Flow::Stay,
        }
    }

    fn resumed(&mut self, context: &mut Context) {
        self.load(context);
    }
}
