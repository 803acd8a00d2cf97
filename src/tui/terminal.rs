//! Taking the terminal and giving it back, whatever happens in between.

use std::io::{self, BufWriter, Stdout, Write};
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste};
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, SetTitle, disable_raw_mode, enable_raw_mode};
use crossterm::{execute, queue};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

/// A whole frame is written at once: a terminal over a slow line never shows half of one.
pub type Window = Terminal<CrosstermBackend<BufWriter<Stdout>>>;

static TAKEN: AtomicBool = AtomicBool::new(false);
static HOOK: Once = Once::new();

/// The terminal while it is ours; dropping it gives it back.
pub struct Taken {
    pub window: Window,
}

impl Taken {
    pub fn new() -> io::Result<Taken> {
        HOOK.call_once(|| {
            let before = std::panic::take_hook();
            std::panic::set_hook(Box::new(move |panic| {
                give_back();
                before(panic);
            }));
        });
        // Once, at the start: later a raw terminal is our own.
        mend();
        take()?;
        let backend = CrosstermBackend::new(BufWriter::with_capacity(1 << 16, io::stdout()));
        Ok(Taken { window: Terminal::new(backend)? })
    }

    /// After the program was stopped: takes the terminal again and draws everything anew.
    pub fn again(&mut self) -> io::Result<()> {
        take()?;
        self.anew()
    }

    /// Draws everything at the next frame, whatever stands in the window now.
    pub fn anew(&mut self) -> io::Result<()> {
        // Not `clear`, which asks the terminal where its cursor is and waits two seconds where none answers.
        let area = self.window.size()?.into();
        self.window.resize(area)
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        give_back();
    }
}

fn take() -> io::Result<()> {
    enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    execute!(io::stdout(), EnterAlternateScreen, SetTitle("Touchstone"))?;
    ask_for_mouse()?;
    // Old Windows consoles know no bracketed paste; there a paste comes as keys.
    let _ = execute!(io::stdout(), EnableBracketedPaste);
    Ok(())
}

/// A program that died at once left the terminal raw, and would leave it so again: what is found now is what is given back.
#[cfg(unix)]
fn mend() {
    use rustix::termios::{InputModes, LocalModes, OptionalActions, OutputModes, tcgetattr, tcsetattr};
    let input = io::stdin();
    let Ok(mut modes) = tcgetattr(&input) else { return };
    if modes.local_modes.intersects(LocalModes::ICANON | LocalModes::ECHO) {
        return;
    }
    modes.local_modes |= LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG | LocalModes::IEXTEN;
    modes.input_modes |= InputModes::ICRNL | InputModes::IXON;
    modes.output_modes |= OutputModes::OPOST | OutputModes::ONLCR;
    // Where it cannot be set there is no terminal to be mended.
    let _ = tcsetattr(&input, OptionalActions::Now, &modes);
}

#[cfg(not(unix))]
fn mend() {}

/// Presses and the wheel only: a terminal that reported every move of the mouse would flood a slow line.
#[cfg(unix)]
fn ask_for_mouse() -> io::Result<()> {
    execute!(io::stdout(), crossterm::style::Print("\x1b[?1000h\x1b[?1006h"))
}

#[cfg(not(unix))]
fn ask_for_mouse() -> io::Result<()> {
    execute!(io::stdout(), crossterm::event::EnableMouseCapture)
}

/// Gives the terminal back, once. A terminal that is gone already is no fault.
pub fn give_back() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        let mut out = io::stdout();
        let _ = queue!(out, DisableBracketedPaste);
        let _ = queue!(out, DisableMouseCapture, LeaveAlternateScreen, Show);
        let _ = out.flush();
        let _ = disable_raw_mode();
    }
}
