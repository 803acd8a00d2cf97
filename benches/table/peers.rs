//! The programs that we are held against: found on the PATH, named with their version; a missing one with the line that installs it.

use std::process::Command;

pub struct Peer {
    pub program: &'static str,
    asks: &'static [&'static str],
    pub install: &'static str,
}

pub const SQLITE: Peer = Peer { program: "sqlite3", asks: &["--version"], install: "apt-get install sqlite3" };
pub const CSVLENS: Peer = Peer { program: "csvlens", asks: &["--version"], install: "cargo install csvlens" };
pub const VISIDATA: Peer = Peer { program: "vd", asks: &["--version"], install: "pip install visidata" };
pub const FZF: Peer = Peer { program: "fzf", asks: &["--version"], install: "apt-get install fzf" };
pub const LIBREOFFICE: Peer = Peer {
    program: "soffice",
    asks: &["--version"],
    install: "apt-get install --no-install-recommends libreoffice-calc",
};
/// DuckDB by its Python package: its own program is in no register of packages.
pub const DUCKDB: Peer = Peer {
    program: "python3",
    asks: &["-c", "import duckdb; print('DuckDB', duckdb.__version__)"],
    install: "pip install duckdb",
};

impl Peer {
    /// What it says of itself, shortened to its name and version; none where it is missing.
    pub fn version(&self) -> Option<String> {
        let output = Command::new(self.program).args(self.asks).output().ok()?;
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let mut words: Vec<&str> = said.split_whitespace().collect();
        let digit = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit()) || word.starts_with('v');
        let version = words.iter().position(|word| digit(word) && word.contains('.'))?;
        words.truncate(version + 1);
        let version = words.pop()?.to_owned();
        let name = if self.program == "python3" { "duckdb" } else { self.program };
        output.status.success().then(|| format!("{name} {version}"))
    }

    /// Why its row is skipped.
    pub fn missing(&self) -> String {
        let name = if self.program == "python3" { "duckdb" } else { self.program };
        format!("{name} is missing ({})", self.install)
    }
}
