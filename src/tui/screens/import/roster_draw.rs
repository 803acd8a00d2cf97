//! How the preview of a roster looks.

use std::rc::Rc;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::reading::file_name;
use super::roster::{Roster, Stage, word};
use crate::domain::language::{Lang, Say};
use crate::exchange::intake::RowVerdict;
use crate::exchange::roster::fault::RowFault;
use crate::exchange::shown::shown;
use crate::say;
use crate::tui::context::Context;
use crate::tui::theme::Theme;
use crate::tui::widget::chart;
use crate::tui::widget::columns::Column;
use crate::tui::widget::detail::{Told, split};
use crate::tui::widget::fit::{fit, width, wrap};
use crate::tui::widget::pages::Cell;

/// Lines of detail below the list where they do not stand side by side.
const BELOW: u16 = 7;

pub(super) fn columns() -> Vec<Column> {
    vec![
        Column::fixed("行", "Row", 5).right(),
        Column::fixed("结论", "Verdict", 7),
        Column::flexible("姓名", "Name", 8, 14),
        Column::flexible("说明", "What is wrong", 20, 120),
    ]
}

fn tone(row: &RowVerdict, theme: &Theme) -> Style {
    match (row.faults.is_empty(), row.notes.is_empty()) {
        (false, _) => theme.bad,
        (true, false) => theme.warn,
        (true, true) => theme.good,
    }
}

pub(super) fn cells(row: &Rc<RowVerdict>, lang: Lang, theme: &Theme) -> Vec<Cell> {
    let told = row.faults.first().or(row.notes.first()).map_or(String::new(), |fault| fault.reason(lang));
    let more = (row.faults.len() + row.notes.len()).saturating_sub(1);
    let told = if more > 0 { format!("(+{more}) {told}") } else { told };
    vec![
        row.row.to_string().into(),
        Cell::styled(word(row).say(lang), tone(row, theme)),
        row.name.as_str().into(),
        Cell::styled(told, theme.muted),
    ]
}

/// A row's faults and notes, each by column, value and what would be right.
fn told(row: &RowVerdict, lang: Lang, theme: &Theme) -> Vec<Told> {
    let (number, name) = (row.row, &row.name);
    let mut lines = vec![Told::Text(0, say!(lang, "第 {number} 行  {name}", "Row {number}  {name}"), theme.title)];
    let mut add = |fault: &RowFault, style: Style| {
        let value =
            if fault.value.is_empty() { lang.pick("（空）", "(empty)").to_owned() } else { fault.value.clone() };
        let head = match fault.column.is_empty() {
            true => lang.pick("整行", "The row").to_owned(),
            false => format!("{}  {value}", shown(&fault.column)),
        };
        lines.push(Told::Text(0, head, style));
        lines.push(Told::Text(1, fault.advice(lang), theme.text));
    };
    row.faults.iter().for_each(|fault| add(fault, theme.bad));
    row.notes.iter().for_each(|note| add(note, theme.warn));
    if let Some(eligibility) = row.eligibility {
        let told = eligibility.say(lang);
        let line = say!(lang, "申报条件：{told}（审核时再定）", "Conditions: {told} (decided at review)");
        lines.push(Told::Text(0, line, theme.muted));
    }
    lines
}

impl Roster {
    pub(super) fn paint(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        let head = Rect { height: area.height.min(4), ..area };
        self.paint_head(frame, head, context);
        let body = Rect { y: area.y + 4, height: area.height.saturating_sub(4), ..area };
        match &self.stage {
            Stage::Refused(refusal) => {
                let told = refusal.say(context.lang);
                paragraph(frame, body, &told, context.theme.bad);
            }
            Stage::Checking(checking) => {
                let (done, all) = (checking.done() as u64, self.intake.borrow().grid.rows.len() as u64);
                let told = say!(context.lang, "检查中  {done} / {all}", "Checking  {done} / {all}");
                frame.buffer_mut().set_string(body.x + 2, body.y, told, context.theme.text);
                let bar = Rect { x: body.x + 2, y: body.y + 2, width: body.width.saturating_sub(4).min(60), height: 1 };
                chart::bar(
                    frame.buffer_mut(),
                    bar.intersection(body),
                    done,
                    all,
                    context.theme.accent,
                    context.theme.line,
                );
            }
            Stage::Taken(count) => self.paint_taken(frame, body, *count, context),
            Stage::Ready => self.paint_rows(frame, body, context),
        }
    }

    /// The file, the batch, how the columns were found, and the counts.
    fn paint_head(&self, frame: &mut Frame, area: Rect, context: &Context) {
        let (lang, theme, room) = (context.lang, context.theme, area.width.saturating_sub(3) as usize);
        let intake = self.intake.borrow();
        let buffer = frame.buffer_mut();
        let (file, batch) = (file_name(&self.path), &self.batch_name);
        buffer.set_string(area.x + 2, area.y, fit(&format!("{file}  →  {batch}"), room), theme.title);
        let mut parts = vec![intake.mapping.template.say(lang)];
        parts.extend(intake.scheme.as_ref().map(|name| say!(lang, "方案“{name}”", "scheme “{name}”")));
        parts.extend(intake.grid.sheet.as_ref().map(|sheet| {
            let sheet = shown(sheet);
            say!(lang, "工作表“{sheet}”", "sheet “{sheet}”")
        }));
        parts.extend(intake.grid.encoding.map(|encoding| encoding.name().to_owned()));
        let unknown: Vec<String> =
            intake.mapping.unknown().into_iter().map(|text| format!("“{}”", shown(text))).collect();
        let told = parts.join("  ");
        buffer.set_string(area.x + 2, area.y + 1, fit(&told, room), theme.muted);
        if !unknown.is_empty() {
            let unknown = unknown.join(lang.pick("、", ", "));
            let unread = say!(lang, "没用到的列：{unknown}", "columns not used: {unknown}");
            let x = width(&told) + 2;
            let text = fit(&unread, room.saturating_sub(x));
            buffer.set_string(area.x + 2 + x as u16, area.y + 1, text, theme.warn);
        }
        if !matches!(self.stage, Stage::Ready) {
            return;
        }
        let (all, good, faulty) = (self.rows.len(), self.good(), self.faulty());
        let noted = self.rows.iter().filter(|row| row.faults.is_empty() && !row.notes.is_empty()).count();
        let counts = [
            (say!(lang, "共 {all} 行", "{all} rows"), theme.text),
            (say!(lang, "可导入 {good}", "{good} good"), if good > 0 { theme.good } else { theme.muted }),
            (
                say!(lang, "其中有提示 {noted}", "{noted} of them noted"),
                if noted > 0 { theme.warn } else { theme.muted },
            ),
            (say!(lang, "有错 {faulty}", "{faulty} faulty"), if faulty > 0 { theme.bad } else { theme.muted }),
        ];
        let mut x = area.x + 2;
        for (text, style) in counts {
            buffer.set_stringn(x, area.y + 2, &text, area.right().saturating_sub(x) as usize, style);
            x += width(&text) as u16 + 3;
        }
        if self.only_faulty {
            let told = lang.pick("（只看有错）", "(faulty only)");
            buffer.set_stringn(x, area.y + 2, told, area.right().saturating_sub(x) as usize, theme.accent);
        }
        if let Some(refusal) = &self.barred {
            buffer.set_string(area.x + 2, area.y + 3, fit(&refusal.because.say(lang), room), theme.warn);
        }
    }

    fn paint_rows(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        let (list, beside) = if self.whole { (Rect::ZERO, Some(area)) } else { split(frame, area, 58, context) };
        let below = BELOW.min(area.height / 2);
        let (list, detail) = match beside {
            Some(beside) => (
                list,
                Rect {
                    x: beside.x + if self.whole { 2 } else { 0 },
                    width: beside.width - if self.whole { 3 } else { 0 },
                    ..beside
                },
            ),
            None => {
                let line = area.bottom().saturating_sub(below + 1);
                frame.buffer_mut().set_string(area.x, line, "─".repeat(area.width as usize), context.theme.line);
                let detail = Rect { x: area.x + 2, y: line + 1, width: area.width.saturating_sub(3), height: below };
                (Rect { height: list.height.saturating_sub(below + 1), ..list }, detail)
            }
        };
        self.list.draw(frame, list, context);
        if let Some((_, row)) = self.list.selected() {
            let lines = told(row, context.lang, &context.theme);
            self.detail.draw(frame, detail, &lines, context);
        }
    }

    fn paint_taken(&self, frame: &mut Frame, area: Rect, count: u32, context: &Context) {
        let (lang, theme, left, batch) = (context.lang, context.theme, self.faulty(), &self.batch_name);
        let mut lines =
            vec![(say!(lang, "{count} 份报名已导入“{batch}”。", "{count} entries are in “{batch}”."), theme.good)];
        if left > 0 {
            let told = say!(
                lang,
                "{left} 行有错，没有导入。按 e 存成文件，改好后再导入那个文件。",
                "{left} row(s) with faults were left out. e saves them to a file; mend it and import that."
            );
            lines.push((told, theme.warn));
        }
        let next = lang.pick(
            "下一步：按 Enter 去批次，审核这些报名。照片在“导入”里另选。",
            "Next: Enter goes to the batches, to decide these entries. Photos are imported on their own.",
        );
        lines.push((String::new(), theme.text));
        lines.push((next.to_owned(), theme.text));
        let mut y = area.y;
        for (text, style) in lines {
            y = paragraph(frame, Rect { y, height: area.bottom().saturating_sub(y), ..area }, &text, style);
        }
    }
}

/// A wrapped sentence; gives the line below it.
pub(super) fn paragraph(frame: &mut Frame, area: Rect, text: &str, style: Style) -> u16 {
    let lines = wrap(text, area.width.saturating_sub(4).max(8) as usize);
    for (y, line) in (area.y..area.bottom()).zip(&lines) {
        frame.buffer_mut().set_stringn(area.x + 2, y, line, area.width.saturating_sub(2) as usize, style);
    }
    area.y + lines.len() as u16
}
