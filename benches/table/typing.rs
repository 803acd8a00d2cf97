//! A name searched as one types it: each key to the frame with its results, beside fzf on the same names. Wall time.

use std::io::Write;
use std::path::PathBuf;

use crate::browsing::{listed, with};
use crate::files::Filled;
use crate::peers::FZF;
use crate::rows::{Goal, Round, Rounds, Table, at, median};
use crate::terminal::{Running, start};

/// Names as they are typed, a character a key.
const TYPED: [&str; 6] = ["张娜", "王伟", "李强超", "赵敏", "陈杰", "孙红玉"];
const BACK: &[u8] = b"\x7f";

/// How many of the file's names hold what was typed so far.
struct Names {
    path: PathBuf,
    all: Vec<String>,
    _folder: tempfile::TempDir,
}

impl Names {
    fn of(file: &Filled) -> Names {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("names.txt");
        let reader = file.reader();
        let all: Vec<String> = reader
            .prepare("SELECT name FROM candidate ORDER BY id")
            .and_then(|mut rows| rows.query_map([], |row| row.get(0))?.collect())
            .expect("names");
        let mut out = std::io::BufWriter::new(std::fs::File::create(&path).expect("a new file"));
        all.iter().for_each(|name| writeln!(out, "{name}").expect("written"));
        out.flush().expect("written");
        Names { path, all, _folder: folder }
    }

    fn holding(&self, part: &str) -> usize {
        self.all.iter().filter(|name| name.contains(part)).count()
    }
}

/// Every beginning of what is typed, with the key that makes it and how many names hold it.
fn keystrokes(names: &Names) -> Vec<Vec<(String, String, usize)>> {
    let whole = |word: &str| {
        let mut so_far = String::new();
        let strokes = word.chars().map(|letter| {
            so_far.push(letter);
            (letter.to_string(), so_far.clone(), names.holding(&so_far))
        });
        strokes.collect()
    };
    TYPED.iter().map(|word| whole(word)).collect()
}

pub fn run(table: &mut Table, file: &Filled) {
    let work = format!("name searched as one types, {}", file.told());
    with(table, &FZF, &format!("{work}, p50"), |table, version| beside_fzf(table, file, &work, version));
    // Its list is a shell's history: the names would have to be put there by hand first.
    table
        .skip(&format!("{work}, p50, beside atuin"), "by hand: cargo install atuin, its history filled with the names");
}

fn beside_fzf(table: &mut Table, file: &Filled, work: &str, version: &str) {
    let names = Names::of(file);
    let strokes = keystrokes(&names);
    let total = names.all.len();
    let (Some(mut program), Some(mut other)) = (listed(file), fzf(&names, total)) else {
        return table.fail(work, "no list on one of the sides");
    };
    program.key(b"/");
    let mut all: Vec<(f64, f64)> = Vec::new();
    let goal = Goal::AtMost(1.5);
    let rounds = Rounds::paired(goal, || {
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for word in &strokes {
            for (key, so_far, holding) in word {
                theirs.push(other.key_until(key.as_bytes(), 20, |text| text.contains(&format!(" {holding}/{total}")))?);
                ours.push(program.key(key.as_bytes())?);
                found(&program, so_far, *holding);
            }
            for _ in word {
                program.key(BACK)?;
                other.key(BACK)?;
            }
        }
        all.extend(theirs.iter().copied().zip(ours.iter().copied()));
        let (theirs, ours) = (median(&theirs), median(&ours));
        Some(Round { theirs, ours, ratio: ours / theirs })
    });
    let told = |time: f64| format!("{time:.2} ms");
    match rounds {
        Some(rounds) => table.add(&format!("{work}, p50"), version, &rounds, told, goal),
        None => return table.fail(&format!("{work}, p50"), "a key without its results"),
    }
    let (theirs, ours): (Vec<f64>, Vec<f64>) = all.into_iter().unzip();
    let (theirs, ours) = (at(&theirs, 99), at(&ours, 99));
    let goal = Goal::AtMost(0.5);
    let rounds = Rounds::paired(goal, || Some(Round { theirs, ours, ratio: ours / theirs })).expect("figures");
    table.add(&format!("{work}, p99"), version, &rounds, told, goal);
}

/// fzf on the names, each as it is written and no other order, once it has read them all.
fn fzf(names: &Names, total: usize) -> Option<Running> {
    let script = "fzf --exact --no-sort < \"$0\"";
    let mut other = start("sh", &["-c", script, names.path.to_str()?], &[])?;
    other.shows(&format!("{total}/{total}"))?;
    Some(other)
}

/// What stands on our screen is what the names say: as many as hold it, up to the hundred that are listed, and nobody else.
fn found(program: &Running, typed: &str, holding: usize) {
    let text = program.text();
    let told = if holding >= 100 { "前 100 人".to_owned() } else { format!("找到 {holding} 人") };
    assert!(text.contains(&told), "{typed}: {told} is on the screen:\n{text}");
    assert!(holding == 0 || text.matches(typed).count() > holding.min(10), "{typed} stands in the rows:\n{text}");
}
