//! The table that is printed, and the statistics behind it.

/// What a ratio must come to.
#[derive(Clone, Copy)]
pub enum Goal {
    AtLeast(f64),
    AtMost(f64),
    /// No goal: the figure is told.
    Told,
}

impl Goal {
    fn meets(self, ratio: f64) -> bool {
        match self {
            Goal::AtLeast(least) => ratio >= least,
            Goal::AtMost(most) => ratio <= most,
            Goal::Told => true,
        }
    }
}

/// One round's figures, each side in its own unit, and their ratio.
#[derive(Clone, Copy)]
pub struct Round {
    pub theirs: f64,
    pub ours: f64,
    pub ratio: f64,
}

/// The figures of a row, round by round.
#[derive(Default)]
pub struct Rounds(Vec<Round>);

impl Rounds {
    const LEAST: usize = 5;
    const MOST: usize = 15;

    /// Runs both sides back to back, at least five times; more often, up to fifteen times, while the rounds disagree about the goal.
    pub fn paired(goal: Goal, mut round: impl FnMut() -> Option<Round>) -> Option<Rounds> {
        let mut rounds = Rounds::default();
        while rounds.0.len() < Rounds::LEAST || (rounds.0.len() < Rounds::MOST && rounds.noisy(goal)) {
            rounds.0.push(round()?);
        }
        Some(rounds)
    }

    fn ratios(&self) -> Vec<f64> {
        self.0.iter().map(|round| round.ratio).collect()
    }

    fn theirs(&self) -> f64 {
        median(&self.0.iter().map(|round| round.theirs).collect::<Vec<_>>())
    }

    fn ours(&self) -> f64 {
        median(&self.0.iter().map(|round| round.ours).collect::<Vec<_>>())
    }

    /// The least and the greatest ratio lie on either side of the goal and more than a quarter of the median apart.
    fn noisy(&self, goal: Goal) -> bool {
        let ratios = self.ratios();
        let (least, most) = (at(&ratios, 0), at(&ratios, 100));
        goal.meets(least) != goal.meets(most) && most - least > median(&ratios) / 4.0
    }
}

#[derive(Default)]
pub struct Table {
    lines: Vec<[String; 7]>,
    notes: Vec<String>,
    missed: bool,
}

impl Table {
    /// A row of paired rounds; `told` writes a side's median.
    pub fn add(&mut self, work: &str, beside: &str, rounds: &Rounds, told: impl Fn(f64) -> String, goal: Goal) {
        let ratios = rounds.ratios();
        let met = goal.meets(median(&ratios));
        let verdict = match (met, rounds.noisy(goal)) {
            (true, false) => "PASS",
            (false, false) => "FAIL",
            (_, true) => "NOISY",
        };
        self.missed |= !met;
        let goal = match goal {
            Goal::AtLeast(least) => format!(">= {least}"),
            Goal::AtMost(most) => format!("<= {most}"),
            Goal::Told => "–".to_owned(),
        };
        let ratio = format!("{:.3} ({:.3}–{:.3})", median(&ratios), at(&ratios, 0), at(&ratios, 100));
        let cells = [work, beside, &told(rounds.theirs()), &told(rounds.ours()), &ratio, &goal, verdict];
        self.push(cells);
    }

    /// Each row is told at once, beside the table: a run takes a while.
    fn push(&mut self, cells: [&str; 7]) {
        eprintln!("{}", cells.join(" · "));
        self.lines.push(cells.map(str::to_owned));
    }

    pub fn skip(&mut self, work: &str, why: &str) {
        self.push([work, why, "", "", "", "", "SKIP"]);
    }

    /// A row that could not be measured though nothing was missing for it.
    pub fn fail(&mut self, work: &str, why: &str) {
        self.missed = true;
        self.push([work, why, "", "", "", "", "FAIL"]);
    }

    /// A line below the table.
    pub fn note(&mut self, note: String) {
        eprintln!("{note}");
        self.notes.push(note);
    }

    /// As a Markdown table, its columns aligned.
    pub fn print(&self) {
        let head = ["work", "beside", "theirs", "ours", "ratio (min–max)", "goal", "verdict"].map(str::to_owned);
        let all = || [&head].into_iter().chain(&self.lines);
        let wide: [usize; 7] =
            std::array::from_fn(|column| all().map(|line| line[column].chars().count()).max().unwrap_or(0));
        for (index, line) in all().enumerate() {
            let cells: Vec<String> = line.iter().zip(wide).map(|(cell, wide)| format!("{cell:wide$}")).collect();
            println!("| {} |", cells.join(" | "));
            if index == 0 {
                println!("|{}|", wide.map(|wide| "-".repeat(wide + 2)).join("|"));
            }
        }
        self.notes.iter().for_each(|note| println!("{note}"));
    }

    pub fn missed(&self) -> bool {
        self.missed
    }
}

pub fn median(values: &[f64]) -> f64 {
    at(values, 50)
}

/// The value below which so many percent lie.
pub fn at(values: &[f64], percent: usize) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[(sorted.len() * percent / 100).min(sorted.len() - 1)]
}
