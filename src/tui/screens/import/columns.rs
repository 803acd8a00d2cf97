//! Which column of the file is which of our fields: said by hand, and kept under a name as a 模板方案.

use std::cell::RefCell;
use std::rc::Rc;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::both;
use crate::domain::language::{Lang, Say};
use crate::domain::refusal::Refusal;
use crate::exchange::intake::{Intake, keep_scheme};
use crate::exchange::roster::field::{Field, Template};
use crate::exchange::shown::shown;
use crate::say;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::popup::choose::{Choice, Choose};
use crate::tui::popup::fill::Fill;
use crate::tui::screen::{Answer, Flow, Mouse, Screen};
use crate::tui::theme::Theme;
use crate::tui::widget::columns::Column;
use crate::tui::widget::field::Field as Line;
use crate::tui::widget::fit::fit;
use crate::tui::widget::form::Form;
use crate::tui::widget::list::{Clicked, List};
use crate::tui::widget::pages::{Cell, Fixed};

/// One of our fields and the column it is read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    field: Field,
    /// The template's word for it.
    header: &'static str,
    required: bool,
    found: Option<String>,
    /// What stands in that column in the first row.
    sample: String,
}

type Rows = List<Fixed<Row, fn(&Row, Lang, &Theme) -> Vec<Cell>>>;

pub struct Columns {
    intake: Rc<RefCell<Intake>>,
    list: Rows,
}

impl Columns {
    pub fn new(intake: Rc<RefCell<Intake>>) -> Columns {
        let columns = vec![
            Column::flexible("我们的列", "Our field", 18, 34),
            Column::fixed("必填", "Needed", 6),
            Column::flexible("文件里的列", "Column of the file", 18, 34),
            Column::flexible("第一行的内容", "First row", 12, 60),
        ];
        let rows = rows(&intake.borrow());
        let pages = Fixed::new(rows, cells as fn(&Row, Lang, &Theme) -> Vec<Cell>);
        Columns { intake, list: List::new(pages, columns, both!("", "")) }
    }

    /// Reads the rows again; the row of the field that was selected stays selected.
    fn show(&mut self, field: Option<Field>, context: &mut Context) {
        self.list.pages.rows = rows(&self.intake.borrow());
        self.list.reset();
        let at = self.list.pages.rows.iter().position(|row| Some(row.field) == field).unwrap_or(0);
        let shown = self.list.reveal(&context.office, &at);
        context.tell(shown);
    }

    /// The file's columns to choose from; the first choice is none of them.
    fn choose(&self, context: &Context) -> Flow {
        let Some((_, row)) = self.list.selected() else { return Flow::Stay };
        let intake = self.intake.borrow();
        let mut choices = vec![Choice::new(both!("不取", "None"))];
        for heading in intake.mapping.headings() {
            let text = shown(&heading.text);
            let now = heading.field.map(|field| (field.say(Lang::Zh), field.say(Lang::En)));
            let note = match now {
                Some((zh, en)) => both!("现为 {zh}", "now {en}"),
                None => {
                    let sample = sample(&intake, heading.column);
                    both!("{sample}", "{sample}")
                }
            };
            choices.push(Choice::new(both!("{text}", "{text}")).note(note));
        }
        let at = intake.mapping.headings().iter().position(|heading| heading.field == Some(row.field));
        let (zh, en) = (row.header, row.field.say(context.lang));
        let title = both!("“{zh}”是文件里的哪一列？", "Which column is “{en}”?");
        Flow::ask(Intent::Open, Choose::new(title, choices).at(at.map_or(0, |at| at + 1)))
    }

    fn set(&mut self, place: usize, context: &mut Context) {
        let Some(field) = self.list.selected().map(|(_, row)| row.field) else { return };
        let mut intake = self.intake.borrow_mut();
        let column = match place.checked_sub(1) {
            Some(at) => intake.mapping.headings().get(at).map(|heading| heading.column),
            None => intake.mapping.column(field),
        };
        if let Some(column) = column {
            intake.mapping.set(column, (place > 0).then_some(field));
        }
        drop(intake);
        self.show(Some(field), context);
    }

    /// Asks for a name and keeps the columns under it.
    fn keep(&self) -> Fill {
        let now = self.intake.borrow().scheme.clone().unwrap_or_default();
        let name = Line::text("name", "名称", "Name", 32).required().value(&now);
        let intake = self.intake.clone();
        let fill = Fill::new(
            both!("存为模板方案", "Keep the columns as a scheme"),
            Form::new(vec![name]),
            move |form, context| {
                let name = form.field("name").as_text().to_owned();
                let scheme = intake.borrow().mapping.scheme(&name);
                let kept = keep_scheme(&mut context.office, &scheme);
                let done = context.tell(kept).is_some();
                if done {
                    context.done(both!("模板方案“{name}”已保存。", "Scheme “{name}” is kept."));
                    intake.borrow_mut().scheme = Some(name);
                }
                done
            },
        );
        fill.intro(both!(
            "下次导入同样表头的文件，会自动这样对应。",
            "Files with the same headers will be read like this."
        ))
    }
}

/// Missing required fields first, then what the file has, then what it lacks and need not have.
fn rows(intake: &Intake) -> Vec<Row> {
    let mapping = &intake.mapping;
    let of_template = mapping.template.columns();
    let beside = Field::all().filter(|field| mapping.template.column(*field).is_none());
    let beside = beside.filter(|field| mapping.column(*field).is_some()).map(|field| (field, field.header(), false));
    let all = of_template.iter().map(|column| (column.field, column.header, column.required)).chain(beside);
    let mut rows: Vec<Row> = all
        .map(|(field, header, required)| {
            let column = mapping.column(field);
            let found = column.map(|_| shown(mapping.header(field)));
            let sample = column.map(|column| sample(intake, column)).unwrap_or_default();
            Row { field, header, required, found, sample }
        })
        .collect();
    rows.sort_by_key(|row| match (&row.found, row.required) {
        (None, true) => 0,
        (Some(_), _) => 1,
        (None, false) => 2,
    });
    rows
}

fn sample(intake: &Intake, column: u32) -> String {
    intake.grid.rows.first().map(|row| shown(&row.cell(column).text())).unwrap_or_default()
}

fn cells(row: &Row, lang: Lang, theme: &Theme) -> Vec<Cell> {
    let name = match lang {
        Lang::Zh => row.header.to_owned(),
        Lang::En => row.field.say(lang),
    };
    let missing = row.required && row.found.is_none();
    let found = match &row.found {
        Some(found) => Cell::from(found.as_str()),
        None if missing => Cell::styled(lang.pick("缺少，按 Enter 指定", "missing: press Enter"), theme.bad),
        None => Cell::styled(lang.pick("没有", "none"), theme.muted),
    };
    let needed = if row.required { lang.pick("必填", "needed") } else { "" };
    vec![
        Cell::styled(name, if missing { theme.bad } else { theme.text }),
        Cell::styled(needed, if missing { theme.bad } else { theme.muted }),
        found,
        Cell::styled(row.sample.as_str(), theme.muted),
    ]
}

impl Screen for Columns {
    fn crumb(&self, lang: Lang) -> String {
        lang.pick("对应列", "Columns").to_owned()
    }

    fn scope(&self) -> Scope {
        Scope::ImportColumns
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        let (lang, theme) = (context.lang, context.theme);
        let intake = self.intake.borrow();
        let (template, missing) = (intake.mapping.template.say(lang), intake.mapping.missing().len());
        let unknown = intake.mapping.unknown().len();
        drop(intake);
        let room = area.width.saturating_sub(3) as usize;
        let told = say!(
            lang,
            "{template}：缺必填列 {missing} 个，文件里没用到的列 {unknown} 个",
            "{template}: {missing} needed column(s) missing, {unknown} not used"
        );
        let style = if missing > 0 { theme.warn } else { theme.good };
        frame.buffer_mut().set_string(area.x + 2, area.y, fit(&told, room), style);
        self.list.draw(frame, Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area }, context);
    }

    fn available(&self, intent: Intent, _: &Context) -> Result<(), Refusal> {
        match intent {
            Intent::Save => self.intake.borrow().mapping.check(),
            _ => Ok(()),
        }
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match intent {
            Intent::Open => return self.choose(context),
            Intent::Save => return Flow::push(self.keep()),
            Intent::Toggle => {
                let mut intake = self.intake.borrow_mut();
                intake.mapping.template = match intake.mapping.template {
                    Template::Full => Template::Short,
                    Template::Short => Template::Full,
                };
                drop(intake);
                self.show(None, context);
            }
            _ if self.list.intent(intent, context) => {}
            _ => return Flow::Pass,
        }
        Flow::Stay
    }

    fn answered(&mut self, _: Intent, answer: Answer, context: &mut Context) -> Flow {
        if let Answer::Picked(place) = answer {
            self.set(place, context);
        }
        Flow::Stay
    }

    fn mouse(&mut self, mouse: Mouse, context: &mut Context) -> Flow {
        if self.list.mouse(mouse, context) == Clicked::Again { self.choose(context) } else { Flow::Stay }
    }
}
