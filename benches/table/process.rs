//! The whole program in a real terminal: first frame, key to frame, memory; beside the sqlite3 shell's prompt.

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use crate::rows::{Goal, Round, Rounds, Table, at};

const F4: &[u8] = b"\x1bOS";

struct Running {
    child: Box<dyn portable_pty::Child + Send + Sync>,
    input: Box<dyn Write + Send>,
    output: Receiver<(Instant, Vec<u8>)>,
    screen: vt100::Parser,
    begin: Instant,
    _master: Box<dyn portable_pty::MasterPty + Send>,
}

fn start(program: &str, arguments: &[&str]) -> Option<Running> {
    let size = PtySize { rows: 36, cols: 120, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).ok()?;
    let mut command = CommandBuilder::new(program);
    command.args(arguments);
    command.env("TERM", "xterm-256color");
    // Whoever works there signs in at once; what their passphrase costs is the station's choice, not the program's speed.
    command.env("TOUCHSTONE_AS", "周考务");
    command.env("TOUCHSTONE_PASSPHRASE", crate::support::PASSPHRASE);
    command.env("LANG", "zh_CN.UTF-8");
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
    /// When `wanted` first stood on the screen; none after five seconds.
    fn until(&mut self, wanted: &str) -> Option<Instant> {
        loop {
            let (at, bytes) = self.output.recv_timeout(Duration::from_secs(5)).ok()?;
            self.screen.process(&bytes);
            if self.screen.screen().contents().contains(wanted) {
                return Some(at);
            }
        }
    }

    /// Milliseconds from a key to the last byte of the frame that answers it.
    fn key(&mut self, key: &[u8]) -> Option<f64> {
        while let Ok((_, bytes)) = self.output.recv_timeout(Duration::from_millis(15)) {
            self.screen.process(&bytes);
        }
        let begin = Instant::now();
        self.input.write_all(key).ok()?;
        self.input.flush().ok()?;
        let (mut last, bytes) = self.output.recv_timeout(Duration::from_secs(2)).ok()?;
        self.screen.process(&bytes);
        while let Ok((at, bytes)) = self.output.recv_timeout(Duration::from_millis(5)) {
            self.screen.process(&bytes);
            last = at;
        }
        Some(milliseconds(begin, last))
    }

    /// Resident memory in MB; none where the system does not tell.
    fn resident(&self) -> Option<f64> {
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

/// The shell's prompt on the same file; none where the shell is missing.
fn prompt(path: &str) -> Option<f64> {
    let mut shell = start("sqlite3", &["-interactive", path])?;
    shell.until("sqlite>").map(|at| milliseconds(shell.begin, at))
}

pub fn run(table: &mut Table, file: &Path, people: usize) {
    let ours = env!("CARGO_BIN_EXE_touchstone");
    let path = file.to_str().expect("a path of our own");
    // The count stands on the first screen once it has the file's data.
    let (people, first) = (people.to_string(), "first frame with data");
    let goal = Goal::AtMost(4.0);
    if prompt(path).is_none() {
        table.skip(first, "sqlite3 is missing (apt-get install sqlite3)");
    } else {
        let rounds = Rounds::paired(goal, || {
            let theirs = prompt(path)?;
            let mut program = start(ours, &["--file", path])?;
            let ours = milliseconds(program.begin, program.until(&people)?);
            Some(Round { theirs, ours, ratio: ours / theirs })
        });
        match rounds {
            Some(rounds) => table.add(first, "sqlite3 prompt", &rounds, |time| format!("{time:.1} ms"), goal),
            None => table.fail(first, "no frame within five seconds"),
        }
    }
    let Some(mut program) = start(ours, &["--file", path]) else { return };
    program.until(&people);
    browse(table, &mut program);
}

/// Up and down the list of candidates, to its ends, and a search as it is typed.
fn browse(table: &mut Table, program: &mut Running) {
    let (keys, goal) = ("key to frame, p99", Goal::AtMost(1.0));
    program.key(F4);
    let round: Vec<&[u8]> =
        [&b"j"[..], b"j", b"k", b"\x1b[6~", b"\x1b[6~", b"\x1b[5~", b"G", b"g", b"/", b"z", b"w", b"\x1b"].to_vec();
    let rounds = Rounds::paired(goal, || {
        let times: Option<Vec<f64>> = round.iter().cycle().take(120).map(|key| program.key(key)).collect();
        let p99 = at(&times?, 99);
        Some(Round { theirs: 16.0, ours: p99, ratio: p99 / 16.0 })
    });
    match rounds {
        Some(rounds) => table.add(keys, "16 ms", &rounds, |time| format!("{time:.1} ms"), goal),
        None => table.fail(keys, "a key without an answer"),
    }
    let rounds = Rounds::paired(goal, || {
        let ours = program.resident()?;
        Some(Round { theirs: 30.0, ours, ratio: ours / 30.0 })
    });
    let memory = "memory while browsing";
    match rounds {
        Some(rounds) => table.add(memory, "30 MB", &rounds, |size| format!("{size:.1} MB"), goal),
        None => table.skip(memory, "the system does not tell"),
    }
}
