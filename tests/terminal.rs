//! The program in a real terminal: it draws, answers keys, and gives the terminal back.
#![cfg(unix)]

use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

const ROWS: NonZero<u16> = NonZero::new(24).unwrap();
const COLUMNS: NonZero<u16> = NonZero::new(80).unwrap();

struct Window {
    screen: Arc<Mutex<vt100::Parser>>,
    input: Box<dyn Write + Send>,
    child: Box<dyn portable_pty::Child + Send + Sync>,
    master: Box<dyn portable_pty::MasterPty + Send>,
    /// Ends after the next output once it is told to, so that the window can be closed whole.
    reader: std::thread::JoinHandle<()>,
    closing: Arc<AtomicBool>,
}

impl Window {
    fn open(arguments: &[&str]) -> Window {
        Window::open_as(arguments, true)
    }

    /// A program whose terminal is not the controlling one hears no signal when it goes.
    fn open_as(arguments: &[&str], controlling: bool) -> Window {
        let pair =
            native_pty_system().openpty(PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 }).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_touchstone"));
        command.args(arguments);
        command.set_controlling_tty(controlling);
        for (name, value) in [("TERM", "xterm-256color"), ("LANG", "zh_CN.UTF-8"), ("LC_ALL", "zh_CN.UTF-8")] {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let screen = Arc::new(Mutex::new(vt100::Parser::new(ROWS, COLUMNS, 0)));
        let mut reader = pair.master.try_clone_reader().unwrap();
        let seen = Arc::clone(&screen);
        let closing = Arc::new(AtomicBool::new(false));
        let close = Arc::clone(&closing);
        let reader = std::thread::spawn(move || {
            let mut buffer = [0; 8192];
            while let Ok(n @ 1..) = reader.read(&mut buffer) {
                seen.lock().unwrap().process(&buffer[..n]);
                if close.load(Ordering::SeqCst) {
                    return;
                }
            }
        });
        let input = pair.master.take_writer().unwrap();
        Window { screen, input, child, master: pair.master, reader, closing }
    }

    fn text(&self) -> String {
        self.screen.lock().unwrap().screen().contents()
    }

    /// Waits until `wanted` stands on the screen.
    fn until(&self, wanted: &str) {
        let begin = Instant::now();
        while !self.text().contains(wanted) {
            assert!(begin.elapsed() < Duration::from_secs(30), "`{wanted}` never came:\n{}", self.text());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    fn type_keys(&mut self, keys: &str) {
        self.input.write_all(keys.as_bytes()).unwrap();
        self.input.flush().unwrap();
    }
}

#[test]
fn the_sample_station_opens_takes_a_mark_at_the_cursor_and_gives_the_terminal_back() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("demo.touchstone");
    let mut window = Window::open(&["--file", file.to_str().unwrap(), "demo"]);
    // The sample's people and their passphrase stand where one signs in.
    window.until("罗志刚");
    window.until("touchstone");
    window.type_keys("\r");
    window.until("罗志刚登录");
    window.type_keys("touchstone\r");
    window.until("今日待办");
    assert!(window.screen.lock().unwrap().screen().alternate_screen());
    window.type_keys("\r");
    window.until("1.1 ");
    window.type_keys("4");
    std::thread::sleep(Duration::from_millis(200));
    {
        let parser = window.screen.lock().unwrap();
        let (row, _) = parser.screen().cursor_position();
        let line = parser.screen().rows(0, 80).nth(row.into()).unwrap();
        assert!(line.contains("1.1"), "the cursor stands in the mark's field, for the input method: {line}");
        assert!(!parser.screen().hide_cursor());
    }
    window.type_keys("\r");
    window.until("1/23");
    // F2: the other language at once.
    window.type_keys("\x1bOQ");
    window.until("Total");
    window.type_keys("\x11");
    std::thread::sleep(Duration::from_millis(300));
    if window.child.try_wait().unwrap().is_none() {
        window.type_keys("y");
    }
    let begin = Instant::now();
    let status = loop {
        if let Some(status) = window.child.try_wait().unwrap() {
            break status;
        }
        assert!(begin.elapsed() < Duration::from_secs(20), "it did not end:\n{}", window.text());
        std::thread::sleep(Duration::from_millis(20));
    };
    assert!(status.success());
    std::thread::sleep(Duration::from_millis(200));
    let parser = window.screen.lock().unwrap();
    assert!(!parser.screen().alternate_screen(), "the main screen is back");
    assert!(!parser.screen().hide_cursor(), "and the cursor");
}

#[test]
fn a_window_that_is_closed_ends_the_program() {
    closed(true);
}

#[test]
fn a_window_that_vanishes_without_a_signal_ends_the_program_too() {
    closed(false);
}

fn closed(controlling: bool) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("demo.touchstone");
    let mut window = Window::open_as(&["--file", file.to_str().unwrap(), "demo"], controlling);
    window.until("罗志刚");
    window.closing.store(true, Ordering::SeqCst);
    window.type_keys("\x1bOQ");
    let Window { mut child, input, master, reader, .. } = window;
    reader.join().unwrap();
    drop((input, master));
    let begin = Instant::now();
    while child.try_wait().unwrap().is_none() {
        assert!(begin.elapsed() < Duration::from_secs(30), "it runs on without a window");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn whoever_waits_for_the_other_window_is_told_so_and_then_it_is_done() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("demo.touchstone");
    let mut window = Window::open(&["--file", file.to_str().unwrap(), "demo"]);
    window.until("罗志刚");
    window.until("touchstone");
    // Another window writes for a while.
    let other = rusqlite::Connection::open(&file).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    // F2 keeps the language in the file.
    window.type_keys("\x1bOQ");
    window.until("正在等待另一个窗口写完");
    other.execute_batch("COMMIT").unwrap();
    window.until("Sign in");
    assert!(!window.text().contains("等待另一个窗口"), "{}", window.text());
    window.child.kill().unwrap();
}
