//! Criteria × examiners: what each gave, the mean, and under the table the current criterion in full.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::lines::moment;
use super::view::{Marked, Subject, View};
use crate::domain::evaluation::criterion::How;
use crate::domain::evaluation::marking::show_given;
use crate::domain::evaluation::outcome::Value;
use crate::domain::evaluation::way::Way;
use crate::domain::language::{Lang, Say};
use crate::domain::score::round_half_up;
use crate::say;
use crate::tui::context::Context;
use crate::tui::widget::fit::{fit, pad, pad_left, wrap};

const EXAMINER: u16 = 9;
const MEAN: u16 = 8;
const FULL: u16 = 4;

/// The picture of a subject's marks and where one stands in it.
#[derive(Default)]
pub struct Table {
    /// The place of the current criterion.
    pub at: usize,
    /// The first examiner shown.
    pub from: usize,
    top: usize,
    pub page: usize,
    /// The criteria that a click finds.
    pub spots: Vec<(Rect, usize)>,
}

enum Row {
    Question(usize),
    Criterion(usize),
}

impl Table {
    pub fn draw(
        &mut self,
        frame: &mut Frame,
        area: Rect,
        view: &View,
        subject: &Subject,
        focused: bool,
        context: &Context,
    ) {
        let (theme, lang) = (&context.theme, context.lang);
        let marked = subject.criteria();
        if marked.is_empty() {
            let text = lang.pick("这个科目没有试卷，没有可看的分数。", "This subject has no paper: no marks to show.");
            frame.buffer_mut().set_stringn(area.x, area.y, text, area.width as usize, theme.muted);
            return;
        }
        self.at = self.at.min(marked.len() - 1);
        let area = match &subject.hidden {
            None => area,
            Some(told) => {
                let text = fit(&told.say(lang), area.width as usize);
                frame.buffer_mut().set_stringn(area.x, area.y, text, area.width as usize, theme.warn);
                Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area }
            }
        };
        let below = if focused { (subject.latest().len() as u16 + 4).min(area.height / 2) } else { 0 };
        let table = Rect { height: area.height - below, ..area };
        self.draw_rows(frame, table, view, subject, &marked, focused, context);
        if focused {
            let rest = Rect { y: table.bottom(), height: below, ..area };
            draw_criterion(frame, rest, view, subject, &marked[self.at], context);
        }
    }

    #[allow(clippy::too_many_arguments, reason = "the parts of one picture")]
    fn draw_rows(
        &mut self,
        frame: &mut Frame,
        area: Rect,
        view: &View,
        subject: &Subject,
        marked: &[Marked],
        focused: bool,
        context: &Context,
    ) {
        let (theme, lang) = (&context.theme, context.lang);
        let latest = subject.latest();
        let id = marked.iter().map(|m| m.criterion.id.len()).max().unwrap_or(3).clamp(3, 8) as u16;
        let fixed = 2 + id + 1 + 1 + FULL + 1 + MEAN;
        let least_text = 14;
        let room = area.width.saturating_sub(fixed + least_text);
        let shown = ((room / (EXAMINER + 1)) as usize).clamp(1, latest.len().max(1));
        self.from = self.from.min(latest.len().saturating_sub(shown));
        let examiners = &latest[self.from..(self.from + shown).min(latest.len())];
        let text = area.width.saturating_sub(fixed + (EXAMINER + 1) * examiners.len() as u16).max(8);
        let x_full = area.x + 2 + id + 1 + text + 1;
        let x_first = x_full + FULL + 1;
        let x_mean = x_first + (EXAMINER + 1) * examiners.len() as u16;
        let buffer = frame.buffer_mut();
        let noted = latest.iter().any(|signed| !signed.sheet.notes.is_empty());
        let legend = if noted { lang.pick("（' 有理由）", " (' reasoned)") } else { "" };
        let head = format!("{}{legend}", subject.rules.kind.say(lang));
        buffer.set_stringn(area.x + 2, area.y, pad(&head, (id + text) as usize), (id + text) as usize, theme.title);
        buffer.set_stringn(
            x_full,
            area.y,
            pad_left(lang.pick("配分", "Full"), FULL as usize),
            FULL as usize,
            theme.muted,
        );
        for (n, signed) in examiners.iter().enumerate() {
            let x = x_first + (EXAMINER + 1) * n as u16;
            let name = pad_left(&view.whose(signed, lang), EXAMINER as usize);
            buffer.set_stringn(x, area.y, name, EXAMINER as usize, theme.text);
        }
        buffer.set_stringn(
            x_mean,
            area.y,
            pad_left(lang.pick("平均", "Mean"), MEAN as usize),
            MEAN as usize,
            theme.muted,
        );
        let totals = subject.outcome.marking.as_ref();
        let body_height = area.height.saturating_sub(if totals.is_some() { 2 } else { 1 });
        let body = Rect { y: area.y + 1, height: body_height, ..area };
        let mut rows = Vec::new();
        for (at, m) in marked.iter().enumerate() {
            if at == 0 || !std::ptr::eq(m.question, marked[at - 1].question) {
                rows.push(Row::Question(at));
            }
            rows.push(Row::Criterion(at));
        }
        let here = rows.iter().position(|row| matches!(row, Row::Criterion(at) if *at == self.at)).unwrap_or(0);
        let height = (body.height as usize).max(1);
        self.page = height.saturating_sub(1).max(1);
        self.top = self
            .top
            .min(rows.len().saturating_sub(height))
            .min(here.saturating_sub(1))
            .max((here + 1).saturating_sub(height));
        self.spots.clear();
        for (y, row) in (body.y..body.bottom()).zip(rows.iter().skip(self.top)) {
            let line = Rect { y, height: 1, ..body };
            let buffer = frame.buffer_mut();
            match row {
                Row::Question(at) => {
                    let question = marked[*at].question;
                    let room = (id + 1 + text) as usize;
                    buffer.set_stringn(
                        line.x,
                        y,
                        fit(&format!("{} {}", question.no, question.title), room + 2),
                        room + 2,
                        theme.title,
                    );
                    buffer.set_stringn(
                        x_full,
                        y,
                        pad_left(&question.full.to_string(), FULL as usize),
                        FULL as usize,
                        theme.muted,
                    );
                    let mean = totals.and_then(|marking| marking.questions.iter().find(|q| q.no == question.no));
                    if let Some(mean) = mean {
                        buffer.set_stringn(
                            x_mean,
                            y,
                            pad_left(&short(mean.mean), MEAN as usize),
                            MEAN as usize,
                            theme.muted,
                        );
                    }
                }
                Row::Criterion(at) => {
                    let m = &marked[*at];
                    let current = focused && *at == self.at;
                    let failed = m.failed() * 2 > m.given.len();
                    let style = if failed {
                        theme.bad
                    } else if current {
                        theme.title
                    } else {
                        theme.text
                    };
                    buffer.set_stringn(line.x + 2, y, pad(&m.criterion.id, id as usize), id as usize, theme.muted);
                    let mark = if m.criterion.knockout.is_some() { lang.pick("否定项 ", "Knock-out: ") } else { "" };
                    let words = format!("{mark}{}", m.criterion.text);
                    buffer.set_stringn(line.x + 3 + id, y, pad(&words, text as usize), text as usize, style);
                    let full = pad_left(&m.criterion.full.to_string(), FULL as usize);
                    buffer.set_stringn(x_full, y, full, FULL as usize, theme.muted);
                    for (n, given) in m.given[self.from..].iter().take(examiners.len()).enumerate() {
                        let x = x_first + (EXAMINER + 1) * n as u16;
                        let cell =
                            given.as_ref().map_or("–".to_owned(), |given| show_given(m.criterion, given, lang));
                        let fails = given
                            .as_ref()
                            .is_some_and(|g| m.criterion.knockout.is_some() && m.criterion.fails_outright(g));
                        let noted = examiners[n].sheet.notes.contains_key(&m.criterion.id);
                        let cell = if noted { format!("{cell}'") } else { cell };
                        let style = if fails { theme.bad } else { theme.text };
                        buffer.set_stringn(x, y, pad_left(&cell, EXAMINER as usize), EXAMINER as usize, style);
                    }
                    let counts = m.criterion.full.0.0 > 0;
                    let mean = m.mean().filter(|_| counts).map_or(String::new(), short);
                    buffer.set_stringn(x_mean, y, pad_left(&mean, MEAN as usize), MEAN as usize, theme.accent);
                    if current {
                        buffer.set_string(line.x, y, ">", theme.accent);
                        buffer.set_style(line, theme.selected);
                    }
                    self.spots.push((line, *at));
                }
            }
        }
        if let Some(marking) = totals {
            let y = body.bottom();
            let buffer = frame.buffer_mut();
            let how = match subject.rules.way {
                Way::ByItem => lang.pick("按权重", "by weight").to_owned(),
                Way::Independent | Way::MeasuresAgreed => marking.combine.say(lang),
            };
            let word = say!(lang, "合计（{how}）", "Total ({how})");
            buffer.set_stringn(area.x + 2, y, pad(&word, (id + text) as usize), (id + text) as usize, theme.title);
            for (n, signed) in examiners.iter().enumerate() {
                let total = marking
                    .sheets
                    .iter()
                    .find(|sheet| !signed.sheet.part.is_agreed() && sheet.examiner == signed.sheet.examiner);
                let x = x_first + (EXAMINER + 1) * n as u16;
                let text = total.map_or(String::new(), |total| short(total.total));
                buffer.set_stringn(x, y, pad_left(&text, EXAMINER as usize), EXAMINER as usize, theme.title);
            }
            buffer.set_stringn(
                x_mean,
                y,
                pad_left(&short(marking.combined), MEAN as usize),
                MEAN as usize,
                theme.title,
            );
        }
        if self.from + examiners.len() < latest.len() || self.from > 0 {
            frame.buffer_mut().set_string(area.x, area.y, "<>", theme.muted);
        }
    }
}

/// The current criterion: its words, and for each examiner what was given, the exact mark, the note, when it was signed.
fn draw_criterion(frame: &mut Frame, area: Rect, view: &View, subject: &Subject, m: &Marked, context: &Context) {
    let (theme, lang) = (&context.theme, context.lang);
    let buffer = frame.buffer_mut();
    if area.is_empty() {
        return;
    }
    buffer.set_stringn(area.x, area.y, "─".repeat(area.width as usize), area.width as usize, theme.line);
    let clause = if m.criterion.clause.is_empty() {
        String::new()
    } else {
        say!(lang, " · 条款 {}", " · clause {}", m.criterion.clause)
    };
    let what = format!(
        "{} · {} · {}{clause}",
        m.criterion.how.name(lang),
        m.criterion.dimension.say(lang),
        m.question.function
    );
    let mut lines = vec![(format!("{} {}", m.criterion.id, m.criterion.text), theme.accent), (what, theme.muted)];
    if let Some(effect) = m.criterion.knockout {
        let (failed, of, effect) = (m.failed(), m.given.len(), effect.say(lang));
        let stands = failed * 2 > of;
        let text = say!(
            lang,
            "否定项：{of} 人中 {failed} 人判定不合要求；过半时{effect}",
            "Knock-out: {failed} of {of} find it failed; where most do, {effect}"
        );
        lines.push((text, if stands { theme.bad } else { theme.muted }));
    }
    for (signed, given) in subject.latest().iter().zip(&m.given) {
        lines.push((told_by(view, signed, given.as_ref(), m, lang), theme.text));
    }
    let mut y = area.y + 1;
    for (text, style) in lines {
        for line in wrap(&text, area.width as usize) {
            if y < area.bottom() {
                buffer.set_stringn(area.x, y, line, area.width as usize, style);
            }
            y += 1;
        }
    }
}

fn told_by(
    view: &View,
    signed: &crate::store::read::marking::SheetSigned,
    given: Option<&crate::domain::evaluation::criterion::Given>,
    m: &Marked,
    lang: Lang,
) -> String {
    let name = view.whose(signed, lang);
    let Some(given) = given else { return format!("{name}  –") };
    let words = match (&m.criterion.how, given) {
        (How::Judge(words), crate::domain::evaluation::criterion::Given::Number(vote)) => {
            words.get(usize::try_from(*vote).unwrap_or(0)).cloned().unwrap_or_default()
        }
        (How::Band(_), given) => m.criterion.band(given).map(|band| band.name.clone()).unwrap_or_default(),
        _ => String::new(),
    };
    let (shown, exact) = (show_given(m.criterion, given, lang), Value(m.criterion.mark(given)));
    let words = if words.is_empty() { words } else { format!(" {words}") };
    let note = match signed.sheet.notes.get(&m.criterion.id) {
        Some(note) => say!(lang, "；理由：{note}", "; reason: {note}"),
        None => String::new(),
    };
    let (seq, at) = (signed.seq, moment(&signed.at));
    say!(
        lang,
        "{name}  {shown}{words} → {exact}{note}  （{at} 日志 {seq}）",
        "{name}  {shown}{words} → {exact}{note}  ({at}, row {seq})"
    )
}

/// Two decimals, `≈` where that is not all of it.
fn short(value: Value) -> String {
    let rounded = round_half_up(value.0, 2);
    let about = if rounded.exact() == value.0 { "" } else { "≈" };
    format!("{about}{rounded}")
}
