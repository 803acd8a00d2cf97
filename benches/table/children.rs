//! What a program and everything it starts took: processor time by the shell's own account, memory by the system's, process by process.

use std::collections::BTreeMap;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

pub struct Took {
    /// Processor seconds of all of them, user and system.
    pub seconds: f64,
    /// The most resident memory of each, together, in MB; 0 where the system does not tell.
    pub megabytes: f64,
    /// What was written to the standard output.
    pub said: String,
}

/// Runs a program to its end; none where it cannot be run or fails.
pub fn run(program: &str, arguments: &[&str], environment: &[(&str, &str)]) -> Option<Took> {
    // `times` tells what the shell's children took, theirs included.
    let script = "\"$0\" \"$@\" >&3 || exit 1; times";
    let folder = tempfile::tempdir().expect("a folder");
    let (said, told) = (folder.path().join("said"), folder.path().join("told"));
    let script = format!("exec 3>'{}'; {script}", said.display());
    let mut child = Command::new("sh")
        .args(["-c", &script, program])
        .args(arguments)
        .envs(environment.iter().copied())
        .stdin(Stdio::null())
        .stdout(std::fs::File::create(&told).expect("a new file"))
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let mut most: BTreeMap<u32, f64> = BTreeMap::new();
    let begin = Instant::now();
    let status = loop {
        for process in family(child.id()) {
            let peak = peak(process).unwrap_or_default();
            let kept = most.entry(process).or_default();
            *kept = kept.max(peak);
        }
        match child.try_wait().ok()? {
            Some(status) => break status,
            None if begin.elapsed() > Duration::from_secs(900) => return None,
            None => std::thread::sleep(Duration::from_millis(5)),
        }
    };
    let told = std::fs::read_to_string(told).ok()?;
    // The second line is the children's: 0m1.230000s 0m0.040000s.
    let seconds = told.lines().nth(1)?.split_whitespace().filter_map(seconds).sum();
    most.remove(&child.id());
    let said = String::from_utf8_lossy(&std::fs::read(said).ok()?).into_owned();
    status.success().then(|| Took { seconds, megabytes: most.values().sum(), said })
}

fn seconds(told: &str) -> Option<f64> {
    let (minutes, seconds) = told.trim_end_matches('s').split_once('m')?;
    Some(minutes.parse::<f64>().ok()? * 60.0 + seconds.parse::<f64>().ok()?)
}

/// A process and all that it started.
fn family(first: u32) -> Vec<u32> {
    let mut all = vec![first];
    let mut next = 0;
    while let Some(process) = all.get(next).copied() {
        next += 1;
        let threads = std::fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten();
        for thread in threads {
            let children = std::fs::read_to_string(thread.path().join("children")).unwrap_or_default();
            all.extend(children.split_whitespace().filter_map(|id| id.parse::<u32>().ok()));
        }
    }
    all
}

fn peak(process: u32) -> Option<f64> {
    let text = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = text.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<f64>().ok().map(|kilobytes| kilobytes / 1024.0)
}
