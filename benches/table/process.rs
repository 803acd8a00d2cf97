//! The whole program in a real terminal: first frame, key to frame, memory; beside the sqlite3 shell's prompt.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use crate::rows::{Goal, Table, at, median};

const ROUNDS: usize = 9;

struct Running {
    child: Box<dyn portable_pty::Child + Send + Sync>,
    input: Box<dyn Write + Send>,
    output: Receiver<(Instant, Vec<u8>)>,
    begin: Instant,
    _master: Box<dyn portable_pty::MasterPty + Send>,
}

fn start(program: &str, arguments: &[&str]) -> Option<Running> {
    let size = PtySize { rows: 36, cols: 120, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).ok()?;
    let mut command = CommandBuilder::new(program);
    command.args(arguments);
    command.env("TERM", "xterm-256color");
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
    Some(Running { child, input, output, begin, _master: pair.master })
}

impl Running {
    /// When `wanted` first stood in what was written; none after five seconds.
    fn until(&mut self, wanted: &str) -> Option<Instant> {
        let mut seen = Vec::new();
        loop {
            let (at, bytes) = self.output.recv_timeout(Duration::from_secs(5)).ok()?;
            seen.extend(bytes);
            if String::from_utf8_lossy(&seen).contains(wanted) {
                return Some(at);
            }
        }
    }

    /// The time of the first byte that answers a key.
    fn key(&mut self, key: &[u8]) -> Option<f64> {
        while self.output.try_recv().is_ok() {}
        let begin = Instant::now();
        self.input.write_all(key).ok()?;
        self.input.flush().ok()?;
        let (at, _) = self.output.recv_timeout(Duration::from_secs(2)).ok()?;
        std::thread::sleep(Duration::from_millis(15));
        Some(at.duration_since(begin).as_secs_f64() * 1000.0)
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

pub fn run(table: &mut Table, file: &Path) {
    let ours = env!("CARGO_BIN_EXE_touchstone");
    let path = file.to_str().expect("a path of our own");
    let (mut first, mut prompt) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        if let Some(mut shell) = start("sqlite3", &["-interactive", path])
            && let Some(at) = shell.until("sqlite>")
        {
            prompt.push(at.duration_since(shell.begin).as_secs_f64() * 1000.0);
        }
        if let Some(mut program) = start(ours, &["--file", path]) {
            if let Some(at) = program.until("测试县") {
                first.push(at.duration_since(program.begin).as_secs_f64() * 1000.0);
            } else {
                table.skip("first frame", "no frame within five seconds");
                return;
            }
        }
    }
    let told = |values: &[f64]| format!("{:.1} ms", median(values));
    if prompt.is_empty() {
        table.skip("first frame, 100,000 candidates", "sqlite3 is missing (apt-get install sqlite3)");
    } else {
        let ratio = median(&first) / median(&prompt);
        table.add("first frame", "sqlite3 prompt", told(&prompt), told(&first), ratio, Goal::AtMost(4.0));
    }
    let Some(mut program) = start(ours, &["--file", path]) else { return };
    program.until("测试县");
    // F4: candidates; then up and down, and a search as it is typed.
    program.key(b"\x1bOS");
    std::thread::sleep(Duration::from_millis(200));
    let keys: Vec<&[u8]> =
        [&b"j"[..], b"j", b"k", b"\x1b[6~", b"\x1b[6~", b"\x1b[5~", b"G", b"g"].into_iter().cycle().take(160).collect();
    let times: Vec<f64> = keys.into_iter().filter_map(|key| program.key(key)).collect();
    if times.is_empty() {
        table.skip("key to frame", "no answer");
        return;
    }
    let p99 = at(&times, 99);
    table.add(
        "key to frame, p99",
        "one frame of 16 ms",
        "16.0 ms".into(),
        format!("{p99:.1} ms (p50 {:.1})", median(&times)),
        p99 / 16.0,
        Goal::AtMost(1.0),
    );
    if let Some(resident) = program.resident() {
        table.add(
            "memory while browsing",
            "30 MB",
            "30 MB".into(),
            format!("{resident:.1} MB"),
            resident / 30.0,
            Goal::AtMost(1.0),
        );
    }
}
