//! The objections of a batch: what was raised during publicity, and how each was decided.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::ObjectionsIntent;
use crate::domain::evaluation::ticket::TicketNumber;
use crate::domain::id::{BatchId, EntryId, ObjectionId};
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::ops::{Office, batch};
use crate::store::Failure;
use crate::store::read::batch::{Batch, Objection};
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::popup::fill::Fill;
use crate::tui::screen::{Flow, Mouse, Screen};
use crate::tui::theme::Theme;
use crate::tui::widget::columns::Column;
use crate::tui::widget::field::Field;
use crate::tui::widget::fit::wrap;
use crate::tui::widget::form::Form;
use crate::tui::widget::list::{Clicked, List};
use crate::tui::widget::pages::{Cell, Fixed};
use crate::{both, refusal, say};

#[derive(Clone)]
struct Row {
    objection: Objection,
    /// Name and ticket of the entry it is about; empty where it is about the batch.
    about: String,
}

type Rows = List<Fixed<Row, fn(&Row, Lang, &Theme) -> Vec<Cell>>>;

pub struct Objections {
    id: BatchId,
    batch: Option<Batch>,
    list: Rows,
}

impl Objections {
    pub fn new(id: BatchId) -> Objections {
        let columns = vec![
            Column::fixed("日期", "Raised on", 10),
            Column::flexible("涉及", "About", 14, 30),
            Column::flexible("内容", "Text", 20, 80),
            Column::fixed("处理", "Decision", 10),
        ];
        let empty = both!("没有异议。公示期间按 n 登记。", "No objection. During publicity, n records one.");
        let cells = cells as fn(&Row, Lang, &Theme) -> Vec<Cell>;
        Objections { id, batch: None, list: List::new(Fixed::new(Vec::new(), cells), columns, empty) }
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
        match batch::may_decide_objection(&row.objection) {
            Ok(()) => Flow::push(deciding(row.objection.id, &row.objection.text)),
            Err(refusal) => {
                context.refuse(refusal);
                Flow::Stay
            }
        }
    }
}

fn read(office: &Office, id: BatchId) -> Result<(Batch, Vec<Row>), Failure> {
    let read = office.read();
    let batch = read.batch(id)?.ok_or_else(|| refusal!("no_batch", "没有这个批次。", "There is no such batch."))?;
    let mut rows = Vec::new();
    for objection in read.objections(id)? {
        let entry = objection.entry.map(|entry| read.entry(entry)).transpose()?.flatten();
        let about = entry.map(|entry| format!("{} {}", entry.name, entry.ticket.unwrap_or_default()));
        rows.push(Row { objection, about: about.unwrap_or_default() });
    }
    Ok((batch, rows))
}

fn upheld(objection: &Objection) -> Both {
    match objection.upheld {
        None => both!("待处理", "open"),
        Some(true) => both!("成立", "upheld"),
        Some(false) => both!("不成立", "dismissed"),
    }
}

fn cells(row: &Row, lang: Lang, theme: &Theme) -> Vec<Cell> {
    let about = if row.about.is_empty() { lang.pick("本批次", "the batch").to_owned() } else { row.about.clone() };
    let style = if row.objection.upheld.is_none() { theme.warn } else { theme.muted };
    vec![
        row.objection.raised_on.to_string().into(),
        about.into(),
        row.objection.text.as_str().into(),
        Cell::styled(upheld(&row.objection).say(lang), style),
    ]
}

fn raising(id: BatchId) -> Fill {
    let fields = vec![
        Field::number("ticket", "准考证号", "Ticket", 26).hint(both!("可不填", "may be left out")),
        Field::text("text", "异议内容", "Text", 50).required(),
    ];
    Fill::new(both!("登记异议", "Record an objection"), Form::new(fields), move |form, context| {
        let entry = match entry_of(&context.office, id, form.field("ticket").as_text()) {
            Ok(entry) => entry,
            Err(fault) => {
                form.tell("ticket", fault);
                return false;
            }
        };
        let raised = batch::object(&mut context.office, id, entry, form.field("text").as_text());
        let done = context.tell(raised).is_some();
        if done {
            context.done(both!("异议已登记。", "The objection is recorded."));
        }
        done
    })
}

/// The entry of a ticket, which must be one of this batch; none where no ticket was written.
fn entry_of(office: &Office, id: BatchId, ticket: &str) -> Result<Option<EntryId>, Both> {
    if ticket.is_empty() {
        return Ok(None);
    }
    let number =
        TicketNumber::parse(ticket).map_err(|fault| Both { zh: fault.say(Lang::Zh), en: fault.say(Lang::En) })?;
    let row = office.read().entry_by_ticket(number.as_str()).ok().flatten().filter(|row| row.batch == id);
    row.map(|row| Some(row.id)).ok_or_else(|| both!("本批次没有这个准考证号", "no such ticket in this batch"))
}

fn deciding(id: ObjectionId, text: &str) -> Fill {
    let options = vec![both!("不成立", "dismissed"), both!("成立", "upheld")];
    let fields = vec![
        Field::choice("upheld", "结论", "Conclusion", options, 0),
        Field::text("decision", "处理意见", "Grounds", 50).required(),
    ];
    let text = crate::domain::identity::inert(text);
    let fill = Fill::new(both!("处理异议", "Decide the objection"), Form::new(fields), move |form, context| {
        let upheld = form.field("upheld").as_choice() == 1;
        let decided = batch::decide_objection(&mut context.office, id, upheld, form.field("decision").as_text());
        let done = context.tell(decided).is_some();
        if done {
            context.done(both!("异议已处理。", "The objection is decided."));
        }
        done
    });
    fill.intro(both!("{text}", "{text}"))
}

impl Screen for Objections {
    fn crumb(&self, lang: Lang) -> String {
        lang.pick("异议", "Objections").to_owned()
    }

    fn scope(&self) -> Scope {
        Scope::Objections
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        if self.batch.is_none() {
            self.load(context);
        }
        self.list.draw(frame, Rect { height: area.height.saturating_sub(6), ..area }, context);
        let lang = context.lang;
        let Some(row) = self.selected() else { return };
        let text = match &row.objection.decision {
            Some(decision) => say!(lang, "{}\n处理意见：{decision}", "{}\nGrounds: {decision}", row.objection.text),
            None => row.objection.text.clone(),
        };
        let room = area.width.saturating_sub(2) as usize;
        for (y, line) in (area.bottom() - 5..area.bottom()).zip(wrap(&text, room)) {
            frame.buffer_mut().set_string(area.x + 2, y, line, context.theme.text);
        }
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match intent {
            Intent::Open => self.decide(context),
            Intent::Objections(ObjectionsIntent::Raise) => Flow::push(raising(self.id)),
            Intent::Refresh => {
                self.load(context);
                Flow::Stay
            }
            _ if self.list.intent(intent, context) => Flow::Stay,
            _ => Flow::Pass,
        }
    }

    fn available(&self, intent: Intent, _: &Context) -> Result<(), Refusal> {
        match intent {
            Intent::Objections(ObjectionsIntent::Raise) => self.batch.as_ref().map_or(Ok(()), batch::may_object),
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
