//! A job at work: how far it is, and a way to stop it.

use std::time::{Duration, Instant};

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::domain::language::Lang;
use crate::domain::refusal::Refusal;
use crate::refusal;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::job::{Job, Step};
use crate::tui::keytable::Scope;
use crate::tui::screen::{Answer, Flow, Screen};
use crate::tui::widget::chart;

/// Steps are taken for so long before the keys and the screen have their turn.
const TURN: Duration = Duration::from_millis(12);

/// Runs a job and brings back [`Answer::Finished`] or [`Answer::Stopped`]; the status line says what came of it.
pub struct Working {
    job: Box<dyn Job>,
    asking: bool,
}

impl Working {
    pub fn new(job: impl Job + 'static) -> Working {
        Working { job: Box::new(job), asking: false }
    }

    fn turn(&mut self, context: &mut Context) -> Option<Flow> {
        let begun = Instant::now();
        loop {
            match self.job.step(&mut context.office) {
                Ok(Step::More) if begun.elapsed() < TURN => {}
                Ok(Step::More) => return Some(Flow::Stay),
                Ok(Step::Wait) => {
                    context.works_beside(true);
                    return None;
                }
                Ok(Step::Done(what)) => {
                    context.works_beside(false);
                    context.done(what);
                    return Some(Flow::PopWith(Answer::Finished));
                }
                Err(refusal) => {
                    context.works_beside(false);
                    context.refuse(refusal);
                    return Some(Flow::PopWith(Answer::Stopped));
                }
            }
        }
    }
}

impl Screen for Working {
    fn crumb(&self, lang: Lang) -> String {
        self.job.title(lang)
    }

    fn scope(&self) -> Scope {
        Scope::Working
    }

    fn covers_all(&self) -> bool {
        false
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        let (lang, theme) = (context.lang, context.theme);
        let inner = super::open(frame, area, 48, 4, &self.job.title(lang), &theme);
        let progress = self.job.progress();
        let buffer = frame.buffer_mut();
        if let Some(percent) = progress.percent() {
            let bar = Rect { y: inner.y + 1, height: 1, width: inner.width.saturating_sub(6), ..inner };
            chart::bar(buffer, bar, progress.done, progress.total, theme.accent, theme.line);
            buffer.set_stringn(bar.right() + 1, bar.y, format!("{percent:>4}%"), 5, theme.text);
        }
        let (line, style) = match (self.asking, progress.total) {
            (true, _) => (lang.pick("要停下吗？ y 停下  n 继续", "Stop it? y stop  n go on").to_owned(), theme.warn),
            (false, 0) => (progress.done.to_string(), theme.muted),
            (false, total) => (format!("{} / {total}", progress.done), theme.muted),
        };
        buffer.set_stringn(inner.x, inner.y + 2, line, inner.width as usize, style);
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match intent {
            Intent::Yes => {
                let told = self.job.cancel(&mut context.office);
                context.works_beside(false);
                context.info(told);
                Flow::PopWith(Answer::Stopped)
            }
            Intent::Back => {
                self.asking = !self.asking;
                Flow::Stay
            }
            Intent::No => {
                self.asking = false;
                Flow::Stay
            }
            _ => Flow::Pass,
        }
    }

    /// Yes and no stand only where something is asked.
    fn available(&self, intent: Intent, _: &Context) -> Result<(), Refusal> {
        match intent {
            Intent::Yes | Intent::No if !self.asking => {
                Err(refusal!("nothing_asked", "先按 Esc。", "Press Esc first."))
            }
            Intent::Quit => {
                Err(refusal!("still_working", "还在处理；先按 Esc 停下。", "Still at work; stop it with Esc first."))
            }
            _ => Ok(()),
        }
    }

    fn idle(&mut self, context: &mut Context) -> Option<Flow> {
        if self.asking { None } else { self.turn(context) }
    }
}
