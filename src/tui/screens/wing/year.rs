//! A year's report for the county, in one key: sentences, bars, and the table behind them.

use std::path::PathBuf;

use chrono::Datelike;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::WingIntent;
use crate::domain::language::{Lang, Say};
use crate::exchange::wing_year::{charts, export, paragraphs, title};
use crate::ops::employment::year::{Year, year};
use crate::store::backup::Existing;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::screen::{Answer, Flow, Mouse, Screen};
use crate::tui::screens::parts::filling::Filling;
use crate::tui::screens::parts::save_text::plain_name;
use crate::tui::widget::chart::lying;
use crate::tui::widget::detail::{Detail, Told};
use crate::tui::widget::field::Field;
use crate::tui::widget::fit::{fit, pad};
use crate::tui::widget::form::Form;
use crate::{both, say};

/// Lines longer than this are hard to read.
const WIDEST: u16 = 120;
const LABEL: usize = 28;

#[derive(Default)]
pub struct YearScreen {
    of: Option<i32>,
    seen: Option<Year>,
    detail: Detail,
    page: i32,
}

impl YearScreen {
    fn load(&mut self, of: i32, context: &mut Context) {
        let read = year(&context.office, of);
        if let Some(read) = context.tell(read) {
            (self.of, self.seen) = (Some(of), Some(read));
        }
    }

    fn lines(seen: &Year, context: &Context, room: u16) -> Vec<Told> {
        let (lang, theme) = (context.lang, &context.theme);
        let mut lines = vec![Told::Text(0, title(seen, lang), theme.title), Told::Blank];
        for paragraph in paragraphs(seen, lang) {
            lines.push(Told::Text(0, paragraph, theme.text));
            lines.push(Told::Blank);
        }
        let long = room.saturating_sub(LABEL as u16 + 12).min(60);
        for chart in charts(seen, lang) {
            lines.push(Told::Text(0, chart.title, theme.accent));
            let most = chart.bars.iter().map(|(_, value)| *value).max().unwrap_or(1);
            for (label, value) in chart.bars {
                let bar = lying(value, most, long);
                let label = pad(&fit(&label, LABEL), LABEL + 1);
                lines.push(Told::Pieces(
                    1,
                    vec![(label, theme.text), (bar, theme.accent), (format!(" {value}"), theme.text)],
                ));
            }
            lines.push(Told::Blank);
        }
        lines
    }

    fn exported(&self, context: &Context) -> Option<Filling> {
        let seen = self.seen.clone()?;
        let name = plain_name(&format!("{}.pdf", title(&seen, context.lang)));
        let path = context.office.path().with_file_name(name);
        let form =
            Form::new(vec![Field::text("path", "写到", "Write to", 60).value(&path.to_string_lossy()).required()]);
        let about = both!(
            "按扩展名写成 .pdf、.xlsx、.csv，或只要文字的 .txt。",
            "As .pdf, .xlsx, .csv, or the text alone as .txt, by the name's ending."
        );
        let filling = Filling::new(both!("导出报告", "Export the report"), form, move |form, context| {
            let path = PathBuf::from(form.field("path").as_text());
            export(&context.office, &seen, &path, context.lang, Existing::Keep)?;
            let shown = path.display();
            context.done(both!("已写到 {shown}。", "Written to {shown}."));
            Ok(Flow::PopWith(Answer::Finished))
        });
        Some(filling.about(about))
    }
}

impl Screen for YearScreen {
    fn crumb(&self, lang: Lang) -> String {
        match self.of {
            Some(of) => say!(lang, "{of} 年报告", "Report of {of}"),
            None => lang.pick("年度报告", "Year's report").to_owned(),
        }
    }

    fn scope(&self) -> Scope {
        Scope::WingYear
    }

    fn is_wing(&self) -> bool {
        true
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        if self.of.is_none() {
            let of = context.office.today().year();
            self.of = Some(of);
            self.load(of, context);
        }
        let Some(seen) = &self.seen else { return };
        let coverage = seen.coverage.say(context.lang);
        frame.buffer_mut().set_string(area.x, area.y, fit(&coverage, area.width as usize), context.theme.muted);
        let area = Rect { y: area.y + 2, height: area.height.saturating_sub(2), width: area.width.min(WIDEST), ..area };
        self.page = i32::from(area.height.saturating_sub(1).max(1));
        let lines = YearScreen::lines(seen, context, area.width);
        self.detail.draw(frame, area, &lines, context);
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        let of = self.of.unwrap_or_else(|| context.office.today().year());
        match intent {
            Intent::Wing(WingIntent::YearBefore) => self.load(of - 1, context),
            Intent::Wing(WingIntent::YearAfter) => self.load(of + 1, context),
            Intent::Wing(WingIntent::Export) => {
                return self.exported(context).map_or(Flow::Stay, |form| Flow::ask(intent, form));
            }
            Intent::Refresh => self.load(of, context),
            _ if self.detail.intent(intent, self.page) => {}
            _ => return Flow::Pass,
        }
        Flow::Stay
    }

    fn mouse(&mut self, mouse: Mouse, _: &mut Context) -> Flow {
        self.detail.wheel(mouse.what);
        Flow::Stay
    }
}
