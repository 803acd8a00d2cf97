//! Screens driven without a terminal, for tests: a journey reads like what a person types.

use std::time::{Duration, Instant};

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use unicode_width::UnicodeWidthStr;

use super::app::{App, Idle};
use super::context::Context;
use super::key::Key;
use super::screen::{Mouse, Press, Screen};

/// Idle steps after which [`Journey::settle`] gives up: work that never ends.
const PATIENCE: usize = 100_000;

/// No other thread's work takes so long.
const LONG: Duration = Duration::from_secs(300);

pub struct Journey {
    pub app: App,
    terminal: Terminal<TestBackend>,
}

impl Journey {
    /// On a window of so many columns and rows, with the first frame drawn.
    pub fn new(context: Context, first: impl Screen + 'static, columns: u16, rows: u16) -> Journey {
        let terminal = Terminal::new(TestBackend::new(columns, rows)).expect("a terminal in memory");
        let mut journey = Journey { app: App::new(context, first), terminal };
        journey.draw();
        journey
    }

    /// Types a script in the key notation, a frame after each key.
    pub fn keys(&mut self, script: &str) -> &mut Journey {
        for key in Key::script(script).expect("the test's script is in the notation") {
            self.app.key(key);
            self.draw();
        }
        self
    }

    pub fn paste(&mut self, text: &str) -> &mut Journey {
        self.app.paste(text);
        self.draw()
    }

    /// A click on the first place where this text stands.
    pub fn click(&mut self, text: &str) -> &mut Journey {
        let at = self.find(text).unwrap_or_else(|| panic!("`{text}` is not on the screen:\n{}", self.screen_text()));
        self.app.mouse(Mouse { what: Press::Click, at });
        self.draw()
    }

    pub fn wheel(&mut self, what: Press, column: u16, row: u16) -> &mut Journey {
        self.app.mouse(Mouse { what, at: Position::new(column, row) });
        self.draw()
    }

    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Journey {
        self.terminal.backend_mut().resize(columns, rows);
        self.draw()
    }

    /// Draws one frame of a window of another size and looks no further at it: what is left out is comparing it with the frame before,
    /// which costs as much as the drawing.
    pub fn glance(&mut self, columns: u16, rows: u16) -> &mut Journey {
        self.terminal.backend_mut().resize(columns, rows);
        self.terminal.resize(Rect::new(0, 0, columns, rows)).expect("a terminal in memory");
        self.app.draw(&mut self.terminal.get_frame());
        self.terminal.swap_buffers();
        self
    }

    /// Lets background work go on until there is none, or until it waits for something else.
    pub fn settle(&mut self) -> &mut Journey {
        let ended = (0..PATIENCE).any(|_| self.app.idle() != Idle::Worked);
        assert!(ended, "the work never ends");
        self.draw()
    }

    /// The same, and waits for what another thread or a child process does.
    pub fn finish(&mut self) -> &mut Journey {
        let begun = Instant::now();
        loop {
            match self.app.idle() {
                Idle::Nothing => return self.draw(),
                Idle::Worked => {}
                Idle::Waiting => std::thread::sleep(Duration::from_millis(2)),
            }
            assert!(begun.elapsed() < LONG, "the work never ends");
        }
    }

    /// The screen as a person sees it: a wide character takes its two columns, blanks at the end are left out.
    pub fn screen_text(&self) -> String {
        text_of(self.terminal.backend().buffer())
    }

    pub fn buffer(&self) -> &Buffer {
        self.terminal.backend().buffer()
    }

    /// The breadcrumb: `首页 > 批次`.
    pub fn crumbs(&self) -> String {
        self.app.crumbs().join(" > ")
    }

    /// Column and row of the terminal's cursor, where it is shown.
    pub fn cursor(&self) -> Option<(u16, u16)> {
        let backend = self.terminal.backend();
        backend.cursor_visible().then(|| backend.cursor_position()).map(|at| (at.x, at.y))
    }

    /// The sentence of the status line.
    pub fn message(&self) -> String {
        use crate::domain::language::Say;
        self.app.context.message().map(|message| message.say(self.app.context.lang)).unwrap_or_default()
    }

    pub fn is_over(&self) -> bool {
        self.app.is_over()
    }

    fn find(&self, text: &str) -> Option<Position> {
        let buffer = self.terminal.backend().buffer();
        (0..buffer.area.height).find_map(|y| {
            let line = line_of(buffer, y);
            let at = line.find(text)?;
            Some(Position::new(line[..at].width() as u16, y))
        })
    }

    fn draw(&mut self) -> &mut Journey {
        let app = &mut self.app;
        // Each frame whole: unlike a terminal, the backend keeps old cells behind wide characters.
        self.terminal.clear().expect("a terminal in memory");
        self.terminal.draw(|frame| app.draw(frame)).expect("a terminal in memory");
        self
    }
}

/// The lines of a buffer, without the filler behind wide characters.
pub fn text_of(buffer: &Buffer) -> String {
    let lines: Vec<String> = (0..buffer.area.height).map(|y| line_of(buffer, y).trim_end().to_owned()).collect();
    lines.join("\n")
}

fn line_of(buffer: &Buffer, y: u16) -> String {
    let mut line = String::new();
    let mut x = 0;
    while x < buffer.area.width {
        let symbol = buffer[(x, y)].symbol();
        line.push_str(symbol);
        x += symbol.width().max(1) as u16;
    }
    line
}
