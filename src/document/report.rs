//! A report on paper: sentences, bars, and a table behind them.

use super::footer::{HEIGHT, MARGIN, number_pages};
use super::length::{A4, Area, Um, mm, pt};
use super::list::{List, without_numbers};
use super::pen::{Pen, Style};
use super::shape::{Ink, Page};
use super::typeface::Typefaces;
use super::watched::Watched;
use crate::domain::language::Lang;
use crate::domain::refusal::Refusal;

/// A chart of lying bars: label and value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bars {
    pub title: String,
    pub bars: Vec<(String, u64)>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    pub title: String,
    pub station: String,
    pub paragraphs: Vec<String>,
    pub charts: Vec<Bars>,
    /// The table's; no header is no table.
    pub heading: String,
    pub header: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

const TEXT: Um = pt(105);
const LEADING: Um = mm(6);
const BAR: Um = mm(6);
/// Columns of a chart: its labels, its bars.
const LABEL: Um = mm(55);
const VALUE: Um = mm(16);

pub fn pages(report: &Report, faces: &Typefaces, lang: Lang) -> Result<Vec<Page>, Refusal> {
    let mut layout = Layout { faces, pen: Pen::new(faces, A4), y: MARGIN, pages: Vec::new() };
    layout.head(report)?;
    for paragraph in &report.paragraphs {
        layout.paragraph(paragraph)?;
    }
    for chart in &report.charts {
        layout.chart(chart)?;
    }
    let mut pages = layout.pages;
    pages.push(layout.pen.page);
    if !report.header.is_empty() {
        let list = List {
            titles: vec![report.heading.clone()],
            header: report.header.clone(),
            rows: report.rows.clone(),
            ..List::default()
        };
        pages.extend(without_numbers(&list, faces, &Watched::default())?);
    }
    number_pages(&mut pages, &report.title, faces, lang)?;
    Ok(pages)
}

struct Layout<'a> {
    faces: &'a Typefaces,
    pen: Pen<'a>,
    y: Um,
    pages: Vec<Page>,
}

impl Layout<'_> {
    const fn width() -> Um {
        A4.0 - 2 * MARGIN
    }

    /// Begins a new page where so much does not fit below.
    fn room(&mut self, height: Um) {
        if self.y + height > A4.1 - HEIGHT {
            let full = std::mem::replace(&mut self.pen, Pen::new(self.faces, A4));
            self.pages.push(full.page);
            self.y = MARGIN;
        }
    }

    fn head(&mut self, report: &Report) -> Result<(), Refusal> {
        for (text, style, leading) in [
            (&report.title, Style::plain(pt(170)).bold(), mm(9)),
            (&report.station, Style::plain(pt(105)).ink(Ink::GREY), mm(6)),
        ] {
            let lines = self.pen.wrapped(text, Self::width(), style.size)?;
            self.pen.lines(Area::new(MARGIN, self.y, Self::width(), 0), &lines, style.centred(), leading)?;
            self.y += leading * lines.len() as i32;
        }
        self.y += mm(4);
        Ok(())
    }

    fn paragraph(&mut self, text: &str) -> Result<(), Refusal> {
        let lines = self.pen.wrapped(text, Self::width(), TEXT)?;
        self.room(LEADING * lines.len() as i32);
        self.pen.lines(Area::new(MARGIN, self.y, Self::width(), 0), &lines, Style::plain(TEXT), LEADING)?;
        self.y += LEADING * lines.len() as i32 + mm(3);
        Ok(())
    }

    /// A chart stands whole on one page.
    fn chart(&mut self, chart: &Bars) -> Result<(), Refusal> {
        self.room(mm(10) + BAR * chart.bars.len() as i32);
        self.y += mm(2);
        self.pen.line(MARGIN, self.y, &chart.title, Style::plain(pt(110)).bold())?;
        self.y += mm(7);
        let most = chart.bars.iter().map(|(_, value)| *value).max().unwrap_or(0).max(1);
        let long = Self::width() - LABEL - VALUE - mm(4);
        let size = pt(90);
        for (label, value) in &chart.bars {
            let label = self.pen.cut(label, LABEL, size)?;
            self.pen.line(MARGIN, self.y, &label, Style::plain(size))?;
            let share = (i64::from(long) * i64::try_from(*value).unwrap_or(i64::MAX / i64::from(A4.0))
                / i64::try_from(most).unwrap_or(i64::MAX)) as Um;
            let least = if *value > 0 { share.max(mm(1) / 2) } else { 0 };
            self.pen.filled(Area::new(MARGIN + LABEL + mm(2), self.y, least, BAR - mm(2)), Ink::GREY);
            let at = Area::new(MARGIN + LABEL + mm(4) + least, self.y, VALUE, 0);
            self.pen.line(at.x, at.y, &value.to_string(), Style::plain(size))?;
            self.y += BAR;
        }
        self.y += mm(3);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_holds_its_sentences_its_bars_and_its_table_and_numbers_its_pages_through() {
        let report = Report {
            title: "2026 年情况报告".into(),
            station: "测试县".into(),
            paragraphs: vec!["一、持证。".into(), "很长的一句话，".repeat(60)],
            charts: vec![Bars {
                title: "缺人最多".into(), bars: vec![("钳工 高级工".into(), 12), ("焊工".into(), 3)]
            }],
            heading: "供需".into(),
            header: vec!["职业".into(), "缺口".into()],
            rows: (0..90).map(|n| vec![format!("职业{n}"), n.to_string()]).collect(),
        };
        let pages = pages(&report, Typefaces::here(), Lang::Zh).unwrap();
        assert!(pages.len() > 3, "{}", pages.len());
        let text = |page: &Page| page.lines().map(|line| line.text.clone()).collect::<Vec<_>>().join("\n");
        let first = text(&pages[0]);
        for part in ["2026 年情况报告", "一、持证。", "缺人最多", "钳工 高级工", "12"] {
            assert!(first.contains(part), "{part}: {first}");
        }
        let last = text(pages.last().unwrap());
        let n = pages.len();
        assert!(last.contains("职业89") && last.contains(&n.to_string()), "{last}");
    }
}
