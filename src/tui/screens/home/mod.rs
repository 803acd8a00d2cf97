//! The first screen: what is due today, how the station stands, and the ways to everywhere else.

mod chart;
mod quick;
mod today;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::parts::threaded::Slot;
use super::settings::{SettingsIntent, backup_form};
use super::verbs::Verbs;
use super::{Place, batch, desk};
use crate::domain::language::{Lang, Say};
use crate::ops::today::Work;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::screen::{Flow, Mouse, Press, Screen};
use crate::tui::theme::Theme;
use crate::tui::widget::columns::Column;
use crate::tui::widget::detail::split;
use crate::tui::widget::fit::{fit, width, wrap};
use crate::tui::widget::list::{Clicked, List};
use crate::tui::widget::pages::{Cell, Fixed};
use crate::{both, say};
use quick::QuickCheck;
use today::{Line, Today, day};

type DuePages = Fixed<Line, fn(&Line, Lang, &Theme) -> Vec<Cell>>;
type Lines = List<DuePages>;

const WAYS: [Intent; 9] = [
    Intent::Go(Place::Batches),
    Intent::Go(Place::Deadlines),
    Intent::Go(Place::Candidates),
    Intent::Go(Place::Certificates),
    Intent::Go(Place::Standards),
    Intent::Go(Place::Journal),
    Intent::Go(Place::Import),
    Intent::Go(Place::Settings),
    Intent::Go(Place::People),
];

#[derive(Default)]
pub struct Home {
    /// None until the first frame is drawn, so that the window opens at once.
    today: Option<Today>,
    asked: bool,
    /// The file's data have been drawn; what runs beside the work begins after that.
    shown: bool,
    list: Option<Lines>,
    quick: QuickCheck,
    ways: Verbs,
}

impl Home {
    fn load(&mut self, context: &mut Context) {
        let Some(today) = context.tell(Today::read(&context.office)) else {
            return;
        };
        let lines = Fixed::new(today.due.clone(), cells as fn(&Line, Lang, &Theme) -> Vec<Cell>);
        match &mut self.list {
            Some(list) => {
                list.pages = lines;
                let read = list.reload(&context.office);
                context.tell(read);
            }
            None => self.list = Some(list_of(lines)),
        }
        self.today = Some(today);
    }

    /// To the place where the selected line is done.
    fn go(&self) -> Flow {
        let Some((_, line)) = self.list.as_ref().and_then(|list| list.selected()) else { return Flow::Stay };
        match line.due.work {
            Work::Mark { item, subject, .. } => Flow::Push(desk::open(line.due.batch, item, subject)),
            Work::Decide { .. } | Work::Advance { .. } | Work::Issue { .. } | Work::Wait { .. } => {
                Flow::Push(batch::open(line.due.batch))
            }
        }
    }

    fn draw_head(&self, frame: &mut Frame, area: Rect, context: &Context) {
        let (lang, theme, buffer) = (context.lang, &context.theme, frame.buffer_mut());
        let date = day(context.office.today()).say(lang);
        let x = area.right().saturating_sub(width(&date) as u16);
        buffer.set_string(x, area.y, &date, theme.text);
        let room = (x.saturating_sub(area.x + 2)) as usize;
        let station = self.today.as_ref().map(|today| match &today.station {
            Some(name) => name.clone(),
            None => lang.pick("这个文件还没有鉴定站信息", "This file has no station yet").to_owned(),
        });
        buffer.set_string(area.x, area.y, fit(&station.unwrap_or_default(), room), theme.title);
        let who = self.today.as_ref().map(|today| match &today.who {
            Some(who) => say!(lang, "当前人员：{}", "At the desk: {}", who.say(lang)),
            None => lang.pick("还没有人就座：按 p 选人", "Nobody sits at the desk: press p").to_owned(),
        });
        buffer.set_string(area.x, area.y + 1, fit(&who.unwrap_or_default(), area.width as usize), theme.muted);
    }

    /// The list of what is due, under its heading and over the selected line in full.
    fn draw_due(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        let (lang, theme) = (context.lang, context.theme);
        let (Some(today), Some(list)) = (&self.today, &mut self.list) else { return };
        let (due, batches) = (today.due.len(), today.batches_due());
        let buffer = frame.buffer_mut();
        let after = buffer.set_stringn(area.x, area.y, lang.pick("今日待办", "Due today"), 20, theme.accent).0;
        if due > 0 {
            let more = if batches == 1 { "" } else { "es" };
            let many = say!(lang, "{due} 件，{batches} 个批次", "{due} in {batches} batch{more}");
            buffer.set_string(after + 2, area.y, many, theme.muted);
        }
        let foot = 2.min(area.height / 4);
        list.draw(frame, Rect { y: area.y + 1, height: area.height.saturating_sub(1 + foot), ..area }, context);
        let full = list.selected().map(|(_, line)| {
            let what = match &line.due.work {
                Work::Wait { because } => because.say(lang),
                _ => line.text.say(lang),
            };
            say!(lang, "{}：{what}", "{}: {what}", line.due.name)
        });
        let full = full.map(|text| wrap(&text, area.width.saturating_sub(2) as usize)).unwrap_or_default();
        for (y, line) in (area.bottom() - foot..area.bottom()).zip(full) {
            frame.buffer_mut().set_string(area.x + 2, y, line, theme.muted);
        }
    }

    fn draw_numbers(&self, frame: &mut Frame, area: Rect, context: &Context) {
        let Some(today) = &self.today else { return };
        let (lang, theme) = (context.lang, &context.theme);
        let root = today.root.as_deref().unwrap_or("?");
        let parts = [
            (lang.pick("考生", "Candidates"), today.candidates.to_string()),
            (lang.pick("在办报名", "Live entries"), today.entries.to_string()),
            (lang.pick("证书", "Certificates"), today.certificates.to_string()),
            (lang.pick("日志", "Acts"), today.acts.to_string()),
            (lang.pick("根", "Root"), root.to_owned()),
        ];
        let (mut x, mut y) = (area.x, area.y);
        for (word, value) in parts {
            let wide = (width(word) + 1 + width(&value)) as u16;
            if x > area.x && x + wide > area.right() {
                (x, y) = (area.x, y + 1);
            }
            if y >= area.bottom() {
                break;
            }
            let after = frame.buffer_mut().set_stringn(x, y, word, area.width as usize, theme.muted).0;
            frame.buffer_mut().set_string(after + 1, y, &value, theme.text);
            x += wide + 3;
        }
    }

    /// What the quick check found, and what to do about it.
    fn draw_findings(&self, frame: &mut Frame, area: Rect, context: &Context) -> u16 {
        let Some(first) = self.quick.findings.first() else { return 0 };
        let (lang, n) = (context.lang, self.quick.findings.len());
        let text = say!(
            lang,
            "! 文件检查发现 {n} 处问题：{}。全部问题：touchstone check；恢复备份：设置（,）里按 r。",
            "! The file check found {n} fault(s): {}. All of them: touchstone check. To restore a backup: r under Settings (,).",
            first.say(lang).trim_end_matches(['。', '.'])
        );
        let lines = wrap(&text, area.width as usize);
        let shown = lines.len().min(3) as u16;
        for (y, line) in (area.y..area.y + shown).zip(lines) {
            frame.buffer_mut().set_string(area.x, y, line, context.theme.bad);
        }
        shown
    }
}

impl Screen for Home {
    fn crumb(&self, lang: Lang) -> String {
        lang.pick("首页", "Home").to_owned()
    }

    fn scope(&self) -> Scope {
        Scope::Home
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        self.draw_head(frame, area, context);
        let mut top = area.y + 2 + self.draw_findings(frame, Rect { y: area.y + 2, height: 3, ..area }, context);
        if let Some(reminder) = self.today.as_ref().and_then(|today| today.backup.as_ref()) {
            let text = fit(&format!("! {}", reminder.say(context.lang)), area.width as usize);
            frame.buffer_mut().set_string(area.x, top, text, context.theme.warn);
            top += 1;
        }
        // English needs two lines for the ways on a narrow window.
        let rows = if area.width < 100 && context.lang == Lang::En { 2 } else { 1 };
        let foot = Rect { y: area.bottom() - rows, height: rows, ..area };
        let body = Rect { y: top + 1, height: foot.y.saturating_sub(top + 2), ..area };
        let (left, right) = split(frame, body, if body.width < 150 { 66 } else { 62 }, context);
        match right {
            Some(right) => {
                self.draw_due(frame, left, context);
                self.draw_numbers(frame, Rect { height: 3, ..right }, context);
                let chart = Rect { y: right.y + 4, height: right.height.saturating_sub(4), ..right };
                self.draw_chart(frame, chart, context);
            }
            None => {
                let rows = if body.height >= 14 { 5 } else { 4 };
                let low = Rect { y: body.bottom() - rows, height: rows, ..body };
                self.draw_due(frame, Rect { height: body.height - rows - 1, ..body }, context);
                self.draw_numbers(frame, Rect { height: 1, ..low }, context);
                self.draw_chart(frame, Rect { y: low.y + 1, height: rows - 1, ..low }, context);
            }
        }
        self.ways.draw(frame.buffer_mut(), foot, Scope::Home, &WAYS, |_| true, context);
        self.shown = self.asked;
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match intent {
            Intent::Open => self.go(),
            Intent::Settings(SettingsIntent::Backup) => {
                let form = backup_form(&Slot::default(), context);
                context.tell(form).map_or(Flow::Stay, Flow::push)
            }
            Intent::Refresh => {
                self.load(context);
                Flow::Stay
            }
            _ if self.list.as_mut().is_some_and(|list| list.intent(intent, context)) => Flow::Stay,
            _ => Flow::Pass,
        }
    }

    fn mouse(&mut self, mouse: Mouse, context: &mut Context) -> Flow {
        if let (Press::Click, Some(Intent::Go(place))) = (mouse.what, self.ways.at(mouse.at)) {
            return Flow::Go(place);
        }
        match self.list.as_mut().map(|list| list.mouse(mouse, context)) {
            Some(Clicked::Again) => self.go(),
            _ => Flow::Stay,
        }
    }

    fn idle(&mut self, context: &mut Context) -> Option<Flow> {
        if !self.asked {
            self.asked = true;
            self.load(context);
            return Some(Flow::Stay);
        }
        if !self.shown || !self.quick.turn(context.office.path(), &context.courtesy) {
            return None;
        }
        if self.quick.damaged {
            context.office.hold_for_reading(self.quick.findings.clone());
        }
        Some(Flow::Stay)
    }

    fn resumed(&mut self, context: &mut Context) {
        self.load(context);
    }
}

fn list_of(lines: DuePages) -> Lines {
    let columns = vec![
        Column::flexible("批次", "Batch", 31, 44),
        // The sentence tells most of the state: it goes first.
        Column::fixed("状态", "State", 11).drop(1),
        Column::flexible("要办的事", "What", 30, 70),
        Column::fixed("日期", "Date", 5),
    ];
    List::new(
        lines,
        columns,
        both!("没有待办。按 b 看批次，或按 i 导入报名表。", "Nothing is due. Press b for the batches or i to import."),
    )
}

fn cells(line: &Line, lang: Lang, theme: &Theme) -> Vec<Cell> {
    let waits = matches!(line.due.work, Work::Wait { .. });
    let style = if waits { theme.muted } else { theme.text };
    vec![
        Cell::styled(&line.due.name, style),
        Cell::styled(line.due.state.say(lang), theme.muted),
        Cell::styled(line.text.say(lang), style),
        Cell::styled(line.due.on.map(|on| on.format("%m-%d").to_string()).unwrap_or_default(), theme.muted),
    ]
}
