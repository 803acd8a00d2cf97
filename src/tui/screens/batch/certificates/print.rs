//! A batch's certificates printed in one run: what is asked, then page by page with a way to stop.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::rc::Rc;

use super::forms::beside;
use crate::both;
use crate::domain::evaluation::printing::Layout;
use crate::domain::id::BatchId;
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::exchange::print::certificates::{Asked, Prints};
use crate::exchange::print::run::{Stage, Target};
use crate::ops::Office;
use crate::ops::printing::{self, Planned, Sheets, USUAL_PRINTER, Which, plan, record};
use crate::store::Failure;
use crate::tui::context::Context;
use crate::tui::job::{Job, Progress, Step};
use crate::tui::popup::fill::Fill;
use crate::tui::widget::field::Field;
use crate::tui::widget::form::Form;

/// Where it goes, in the order in which the form offers it.
const PRINTER: usize = 0;
const ONE: usize = 1;
const EACH: usize = 2;

/// What was asked in the form, on its way to the work.
#[derive(Default)]
pub struct Ready(Rc<RefCell<Option<Printing>>>);

impl Ready {
    /// The work, once the form was sent; none where the print was only recorded.
    pub fn take(&self) -> Option<Printing> {
        self.0.take()
    }

    /// What is printed, how, on which sheets, and where it goes.
    pub fn form(
        &self,
        office: &Office,
        batch: BatchId,
        code: &str,
        ticked: &BTreeSet<String>,
    ) -> Result<Fill, Failure> {
        let read = office.read();
        let (due, first) = (printing::due(&read, batch)?, read.first_in_hand(office.who())?);
        let kept = printing::placement(&read, USUAL_PRINTER)?;
        let overlay = first.is_some() || kept.layout == Layout::Overlay;
        let wanted = due.iter().filter(|(row, _)| ticked.contains(&row.number)).count();
        let n = due.len();
        let what = vec![
            both!("待印的 {n} 本", "to be printed: {n}"),
            both!("其中勾选的 {wanted} 本", "ticked of them: {wanted}"),
            both!("已登记的再出一遍", "what is recorded, once more"),
        ];
        let at = if n == 0 { 2 } else { usize::from(wanted > 0) };
        let layouts = vec![
            both!("整页", "whole page"),
            both!("整页，中英文", "whole page, with English"),
            both!("套打", "overlay"),
            both!("套打，中英文", "overlay, with English"),
        ];
        let to = vec![
            both!("打印机", "the printer"),
            both!("一个 PDF", "one PDF"),
            both!("每本一个 PDF", "a PDF each"),
            both!("只登记", "record only"),
        ];
        let fields = vec![
            Field::choice("what", "印哪些", "What", what, at),
            Field::choice("layout", "版式", "Layout", layouts, if overlay { 2 } else { 0 }),
            Field::text("first", "流水码", "Serials", 26)
                .value(&first.map_or(String::new(), |serial| serial.to_string()))
                .hint(both!("起始，或一段 A0001-A0050；白纸不填", "the first, or a range; none on plain paper"))
                .check(|text| {
                    let told = |fault: &dyn Say| Both { zh: fault.say(Lang::Zh), en: fault.say(Lang::En) };
                    Sheets::parse(text).map(drop).map_err(|fault| told(&fault))
                }),
            Field::choice("to", "去处", "To", to, PRINTER),
            Field::text("printer", "打印机", "Printer", 26).hint(both!("不填即默认的", "empty: the usual one")),
            Field::text("path", "文件", "File", 44).value(&beside(office, &format!("{code}-证书.pdf"))),
        ];
        let ready = Rc::clone(&self.0);
        let fill = Fill::new(both!("印制", "Print"), Form::new(fields), {
            let ticked = ticked.clone();
            move |form, context| {
                let done = prepare(form, batch, &ticked, context);
                let Some(done) = context.tell(done) else { return false };
                ready.replace(done);
                true
            }
        });
        Ok(fill.intro(both!(
            "按证书编号顺序印在手里的空白证书上；中途停下的不登记。",
            "In the order of their numbers, on the blanks in hand; what is stopped is not recorded."
        )))
    }
}

/// Looks up what is asked; what is only recorded is done at once.
fn prepare(
    form: &Form,
    batch: BatchId,
    ticked: &BTreeSet<String>,
    context: &mut Context,
) -> Result<Option<Printing>, Failure> {
    let what = form.field("what").as_choice();
    let which = if what == 1 { Which::Chosen(batch, ticked.clone()) } else { Which::Batch(batch) };
    let style = form.field("layout").as_choice();
    let layout = Layout::ALL[(style / 2).min(1)];
    let sheets = Sheets::parse(form.field("first").as_text()).unwrap_or(Sheets::Plain);
    let again = what == 2;
    let path = PathBuf::from(form.field("path").as_text());
    let to = match form.field("to").as_choice() {
        PRINTER => {
            let printer = form.field("printer").as_text().trim();
            Target::Printer((!printer.is_empty()).then(|| printer.to_owned()))
        }
        ONE => Target::One(path.with_extension("pdf")),
        EACH => Target::Each(path.with_extension("")),
        _ => {
            let planned = plan(&context.office.read(), context.office.who(), &which, layout, &sheets)?;
            record(&mut context.office, layout, &planned)?;
            context.done(recorded(&planned));
            return Ok(None);
        }
    };
    let asked = Asked { which, again, layout, sheets, bilingual: style % 2 == 1, to };
    Ok(Some(Printing { again, prints: Prints::of(&context.office, asked)? }))
}

fn recorded(planned: &[Planned]) -> Both {
    let sheets = planned.iter().filter_map(|one| one.sheet.clone());
    let sheets = crate::domain::evaluation::stock::SerialRange::join(sheets);
    told(planned.len(), &sheets.iter().map(ToString::to_string).collect::<Vec<_>>().join("  "))
}

fn told(copies: usize, sheets: &str) -> Both {
    match sheets.is_empty() {
        true => both!("已登记印制 {copies} 本（白纸）。", "{copies} copies recorded, on plain paper."),
        false => both!("已登记印制 {copies} 本：{sheets}", "{copies} copies recorded: {sheets}"),
    }
}

/// The run, page by page.
pub struct Printing {
    again: bool,
    prints: Prints,
}

impl Job for Printing {
    fn title(&self, lang: Lang) -> String {
        lang.pick("印制证书", "Printing certificates").to_owned()
    }

    fn step(&mut self, office: &mut Office) -> Result<Step, Refusal> {
        Ok(match self.prints.step(office)? {
            Stage::More => Step::More,
            Stage::Wait => Step::Wait,
            Stage::Done => Step::Done(self.done()),
        })
    }

    fn progress(&self) -> Progress {
        let (done, total) = self.prints.progress();
        Progress { done: done as u64, total: total as u64 }
    }

    fn cancel(&mut self, _: &mut Office) -> Both {
        let (n, left) = (self.prints.written(), self.prints.count() - self.prints.written());
        match n {
            0 => both!("停下了：没有打印，也没有登记。", "Stopped: nothing was printed or recorded."),
            n => both!(
                "停下了：{n} 本已写好并登记，{left} 本待印。",
                "Stopped: {n} are written and recorded, {left} wait."
            ),
        }
    }
}

impl Printing {
    fn done(&self) -> Both {
        let n = self.prints.count();
        let sheets = self.prints.sheets().iter().map(ToString::to_string).collect::<Vec<_>>().join("  ");
        let recorded = match self.again {
            true => both!("再出 {n} 本，没有另行登记", "{n} once more, nothing recorded"),
            false => {
                let told = told(n, &sheets);
                Both { zh: told.zh.trim_end_matches('。').to_owned(), en: told.en.trim_end_matches('.').to_owned() }
            }
        };
        let (zh, en) = (recorded.zh, recorded.en);
        match self.prints.to() {
            Target::Printer(_) => both!("{zh}，已交给打印机。", "{en}; with the printer."),
            Target::One(path) | Target::Each(path) => {
                let path = path.display();
                both!("{zh}，已写到 {path}。", "{en}; written to {path}.")
            }
        }
    }
}
