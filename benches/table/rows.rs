//! The table that is printed.

pub enum Goal {
    AtLeast(f64),
    AtMost(f64),
}

#[derive(Default)]
pub struct Table {
    lines: Vec<String>,
    missed: bool,
}

impl Table {
    pub fn add(&mut self, work: &str, beside: &str, theirs: String, ours: String, ratio: f64, goal: Goal) {
        let (met, goal) = match goal {
            Goal::AtLeast(least) => (ratio >= least, format!(">= {least}")),
            Goal::AtMost(most) => (ratio <= most, format!("<= {most}")),
        };
        self.missed |= !met;
        let verdict = if met { "PASS" } else { "FAIL" };
        self.lines.push(format!("{work} | {beside} | {theirs} | {ours} | {ratio:.3} | {goal} | {verdict}"));
    }

    pub fn skip(&mut self, work: &str, why: &str) {
        self.lines.push(format!("{work} | SKIP: {why}"));
    }

    pub fn print(&self) {
        println!("work | beside | theirs | ours | ratio | goal | verdict");
        self.lines.iter().for_each(|line| println!("{line}"));
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
