//! The loop on a real terminal: all input that waits is taken before the next frame, so that nobody types faster than it.

use std::io;
use std::time::{Duration, Instant};

use crossterm::event::{self, Event, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position;

use super::app::{App, Idle};
use super::context::Context;
use super::half_typed::Moment;
use super::key::Key;
use super::screen::{Mouse, Press, Screen};
use super::signals;
use super::terminal::{Taken, give_back};
use super::waiting::Waiting;

/// While nothing happens the loop still looks for signals so often.
const REST: Duration = Duration::from_millis(200);
/// While a thread or a child process works.
const SOON: Duration = Duration::from_millis(30);
/// A flood of input is interrupted for a frame after so long, and work that moves by itself is drawn so often.
const FRAME: Duration = Duration::from_millis(33);

/// Runs until the person quits or the system closes the window; the context comes back with what it holds.
pub fn run(context: Context, first: Box<dyn Screen>) -> io::Result<Context> {
    let mut taken = Taken::new()?;
    let signals = signals::watch(give_back)?;
    let waiting = Waiting::watch();
    let mut app = App::over(context, first);
    let mut drawn = Instant::now();
    let mut dirty = true;
    // Work that goes on is drawn so often; what it came to, and what was typed, at once. What is read within the time of a frame stands on
    // the first one.
    let mut at_once = false;
    while !app.is_over() {
        waiting.speak(app.context.lang);
        if waiting.take() {
            taken.anew()?;
            (dirty, at_once) = (true, true);
        }
        if dirty && (at_once || drawn.elapsed() >= FRAME) {
            taken.window.draw(|frame| app.draw(frame))?;
            (dirty, drawn) = (false, Instant::now());
        }
        let idle = app.idle();
        dirty |= idle != Idle::Nothing;
        let rest = match idle {
            Idle::Waiting => SOON,
            Idle::Nothing if !dirty => REST,
            Idle::Worked | Idle::Nothing => Duration::ZERO,
        };
        let input = match take_input(&mut app, rest) {
            Ok(input) => input,
            Err(gone) => {
                // The window is gone without a signal.
                app.keep_typed(Moment::End);
                return Err(gone);
            }
        };
        at_once = input || idle == Idle::Nothing;
        dirty |= input;
        let asked = signals.asked();
        if asked.close {
            app.keep_typed(Moment::End);
            break;
        }
        if asked.stop {
            give_back();
            signals.stop_now()?;
        }
        if asked.stop || asked.resume {
            taken.again()?;
            (dirty, at_once) = (true, true);
        }
    }
    drop(taken);
    Ok(app.context)
}

/// Waits for input no longer than `rest` and takes all there is. True where the screen has to be drawn anew.
fn take_input(app: &mut App, rest: Duration) -> io::Result<bool> {
    let mut changed = false;
    let mut wait = rest;
    let begun = Instant::now();
    while event::poll(wait)? {
        changed |= handle(app, event::read()?);
        if app.is_over() || begun.elapsed() >= rest + FRAME {
            break;
        }
        wait = Duration::ZERO;
    }
    Ok(changed)
}

fn handle(app: &mut App, event: Event) -> bool {
    match event {
        Event::Key(event) => match Key::from_event(event) {
            Some(key) => app.key(key),
            None => return false,
        },
        Event::Paste(text) => app.paste(&text),
        Event::Mouse(event) => match press(event) {
            Some(mouse) => app.mouse(mouse),
            None => return false,
        },
        Event::Resize(..) => {}
        Event::FocusGained | Event::FocusLost => return false,
    }
    true
}

fn press(event: MouseEvent) -> Option<Mouse> {
    let what = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => Press::Click,
        MouseEventKind::ScrollUp => Press::WheelUp,
        MouseEventKind::ScrollDown => Press::WheelDown,
        _ => return None,
    };
    Some(Mouse { what, at: Position::new(event.column, event.row) })
}
