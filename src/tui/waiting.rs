//! "Waiting for the other window": said on the status line by the program itself, because no frame is drawn while SQLite waits.

use std::cell::Cell;
use std::io::{self, Write};
use std::rc::Rc;

use crossterm::cursor::{MoveTo, RestorePosition, SavePosition};
use crossterm::queue;
use crossterm::style::{Attribute, Print, SetAttribute};
use crossterm::terminal::{Clear, ClearType, size};

use super::widget::fit::fit;
use crate::domain::language::Lang;
use crate::say;
use crate::store::waiting::tell_by;

/// Tells on this thread; the frame learns that its window was written into.
#[derive(Clone)]
pub struct Waiting {
    lang: Rc<Cell<Lang>>,
    written: Rc<Cell<bool>>,
}

impl Waiting {
    pub fn watch() -> Waiting {
        let waiting = Waiting { lang: Rc::new(Cell::new(Lang::Zh)), written: Rc::default() };
        let told = waiting.clone();
        tell_by(move |waited| {
            told.written.set(true);
            let seconds = waited.as_secs() + 1;
            // A terminal that cannot be written to is found out by the next frame.
            let _ = write_line(&say!(
                told.lang.get(),
                "正在等待另一个窗口写完，已等 {seconds} 秒…",
                "Waiting for the other window to finish writing: {seconds} s…"
            ));
        });
        waiting
    }

    /// In which language the next wait is told.
    pub fn speak(&self, lang: Lang) {
        self.lang.set(lang);
    }

    /// Whether the window was written into since this was last asked.
    pub fn take(&self) -> bool {
        self.written.take()
    }
}

fn write_line(text: &str) -> io::Result<()> {
    let (columns, rows) = size()?;
    let text = fit(&format!(" {text}"), columns.into());
    let mut out = io::stdout();
    queue!(out, SavePosition, MoveTo(0, rows.saturating_sub(2)), Clear(ClearType::CurrentLine))?;
    queue!(out, SetAttribute(Attribute::Reverse), Print(text), SetAttribute(Attribute::Reset), RestorePosition)?;
    out.flush()
}
