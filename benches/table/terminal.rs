//! A program in a real terminal of 120 × 36: what is on its screen and when it came, what it answers to a key and how soon.

use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

/// What programs ask a terminal, and what an xterm answers. Each is answered in the order asked: else the answer passes for keys.
const ASKED: [(&[u8], &[u8]); 4] = [
    (b"\x1b[6n", b"\x1b[1;1R"),
    (b"\x1b[c", b"\x1b[?62;22c"),
    (b"\x1b[0c", b"\x1b[?62;22c"),
    (b"\x1b]11;?", b"\x1b]11;rgb:0000/0000/0000\x1b\\"),
];
/// A frame is whole once nothing more came for so long.
const QUIET: Duration = Duration::from_millis(5);
/// Who redraws for ever is not waited for longer.
const WINDOW: Duration = Duration::from_millis(250);

pub struct Running {
    child: Box<dyn portable_pty::Child + Send + Sync>,
    input: Box<dyn Write + Send>,
    output: Receiver<(Instant, Vec<u8>)>,
    screen: vt100::Parser,
    pub begin: Instant,
    _master: Box<dyn portable_pty::MasterPty + Send>,
}

/// Starts a program; none where it cannot be.
pub fn start(program: &str, arguments: &[&str], environment: &[(&str, &str)]) -> Option<Running> {
    let size = PtySize { rows: 36, cols: 120, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).ok()?;
    let mut command = CommandBuilder::new(program);
    command.args(arguments);
    command.env("TERM", "xterm-256color");
    command.env("LANG", "zh_CN.UTF-8");
    for (name, value) in environment {
        command.env(name, value);
    }
    let begin = Instant::now();
    let child = pair.slave.spawn_command(command).ok()?;
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().ok()?;
    let input = pair.master.take_writer().ok()?;
    let (send, output) = channel();
    std::thread::spawn(move || {
        let mut buffer = [0; 65536];
        while let Ok(n) = reader.read(&mut buffer) {
            if n == 0 || send.send((Instant::now(), buffer[..n].to_vec())).is_err() {
                return;
            }
        }
    });
    let (rows, columns) = (NonZero::new(size.rows)?, NonZero::new(size.cols)?);
    let screen = vt100::Parser::new(rows, columns, 0);
    Some(Running { child, input, output, screen, begin, _master: pair.master })
}

impl Running {
    /// Milliseconds from the start until `wanted` stood on the screen; none after a minute.
    pub fn shows(&mut self, wanted: &str) -> Option<f64> {
        let end = self.begin + Duration::from_secs(60);
        self.until(end, |text| text.contains(wanted)).map(|at| milliseconds(self.begin, at))
    }

    fn until(&mut self, end: Instant, met: impl Fn(&str) -> bool) -> Option<Instant> {
        loop {
            let left = end.checked_duration_since(Instant::now())?;
            let (at, bytes) = self.output.recv_timeout(left).ok()?;
            self.take(&bytes);
            if met(&self.text()) {
                return Some(at);
            }
        }
    }

    fn take(&mut self, bytes: &[u8]) {
        self.screen.process(bytes);
        let mut asked: Vec<(usize, &[u8])> = Vec::new();
        for (question, answer) in ASKED {
            asked.extend(memchr::memmem::find_iter(bytes, question).map(|at| (at, answer)));
        }
        asked.sort_unstable();
        for (_, answer) in asked {
            // Whoever is gone needs no answer.
            let _ = self.input.write_all(answer).and_then(|()| self.input.flush());
        }
    }

    fn rest(&mut self) {
        let end = Instant::now() + WINDOW;
        while Instant::now() < end
            && let Ok((_, bytes)) = self.output.recv_timeout(QUIET * 3)
        {
            self.take(&bytes);
        }
    }

    fn press(&mut self, key: &[u8]) -> Option<Instant> {
        self.rest();
        let begin = Instant::now();
        self.input.write_all(key).and_then(|()| self.input.flush()).ok()?;
        Some(begin)
    }

    /// Milliseconds from a key to the last byte of the frame that answers it. What is told on the last line alone, as VisiData echoes each
    /// key before it draws, is no answer yet.
    pub fn key(&mut self, key: &[u8]) -> Option<f64> {
        let begin = self.press(key)?;
        let before = self.above_the_last_line();
        let (mut last, bytes) = self.output.recv_timeout(Duration::from_secs(5)).ok()?;
        self.take(&bytes);
        while self.above_the_last_line() == before
            && let Some(left) = WINDOW.checked_sub(begin.elapsed())
            && let Ok((at, bytes)) = self.output.recv_timeout(left)
        {
            self.take(&bytes);
            last = at;
        }
        let end = Instant::now() + WINDOW;
        while Instant::now() < end
            && let Ok((at, bytes)) = self.output.recv_timeout(QUIET)
        {
            self.take(&bytes);
            last = at;
        }
        Some(milliseconds(begin, last))
    }

    /// What stands there and how it is marked.
    fn above_the_last_line(&self) -> Vec<String> {
        let screen = self.screen.screen();
        let (rows, columns) = screen.size();
        screen.rows_formatted(0, columns.get()).take(usize::from(rows.get()) - 1).collect()
    }

    /// Milliseconds from a key to the frame on which this is met; none where it is not within so many seconds.
    pub fn key_until(&mut self, key: &[u8], seconds: u64, met: impl Fn(&str) -> bool) -> Option<f64> {
        let begin = self.press(key)?;
        self.until(begin + Duration::from_secs(seconds), met).map(|at| milliseconds(begin, at))
    }

    pub fn text(&self) -> String {
        self.screen.screen().contents()
    }

    /// Resident memory in MB; none where the system does not tell.
    pub fn resident(&self) -> Option<f64> {
        let text = std::fs::read_to_string(format!("/proc/{}/status", self.child.process_id()?)).ok()?;
        let line = text.lines().find(|line| line.starts_with("VmRSS:"))?;
        line.split_whitespace().nth(1)?.parse::<f64>().ok().map(|kilobytes| kilobytes / 1024.0)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn milliseconds(from: Instant, to: Instant) -> f64 {
    to.duration_since(from).as_secs_f64() * 1000.0
}
