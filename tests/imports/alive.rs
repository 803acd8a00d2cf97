//! While a file is read and its rows are looked through, the screen answers; whoever stops it changed nothing and can begin again.

use std::path::PathBuf;
use std::time::Duration;

use touchstone::domain::language::Lang;
use touchstone::exchange::employment_file;
use touchstone::tui::context::Context;
use touchstone::tui::journey::Journey;
use touchstone::tui::screens::import::{Files, What};
use touchstone::tui::theme::{Palette, Theme};

use crate::support::{Bench, CERTIFIER, CLERK, KEYERS, id_number};

/// So many that the rows are still looked through when the screen is looked at.
const ROWS: usize = 4_000;

struct Desk {
    journey: Journey,
    bench_path: PathBuf,
    folder: tempfile::TempDir,
}

impl Desk {
    fn new(mut bench: Bench, what: What) -> Desk {
        let (bench_path, batch) = (bench.path(), bench.batch);
        let folder = bench.folder.path().display().to_string();
        bench.office.prefer("import_folder", &folder).unwrap();
        let mut context = Context::new(bench.office, Lang::Zh, Theme::new(Palette::Mono, false));
        let files = Files::new(what, what.has_batch().then_some(batch), &mut context);
        Desk { journey: Journey::new(context, files, 100, 30), bench_path, folder: bench.folder }
    }

    /// Both journals.
    fn roots(&self) -> Vec<String> {
        let conn = rusqlite::Connection::open(&self.bench_path).unwrap();
        let tip = |table: &str| {
            conn.query_row(&format!("SELECT size || ' ' || hex(frontier) FROM {table}"), [], |row| row.get(0)).unwrap()
        };
        ["journal_tip", "employment_journal_tip"].map(tip).to_vec()
    }

    fn begin(&mut self, name: &str) {
        let path = self.folder.path().join(name);
        self.journey.keys("<Tab>");
        self.journey.paste(&path.display().to_string()).keys("<Enter>");
        assert!(self.journey.crumbs().contains("读取中"), "{}", self.journey.screen_text());
    }

    /// Until this stands on the screen.
    fn until(&mut self, text: &str) {
        for _ in 0..40_000 {
            if self.journey.settle().screen_text().contains(text) {
                return;
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        panic!("`{text}` never came:\n{}", self.journey.screen_text());
    }
}

/// A header, and how a row is made.
type Rows = (&'static str, fn(usize) -> String);

fn answers_and_stops(bench: Bench, what: What, (header, row): Rows, preview: &str) {
    let mut desk = Desk::new(bench, what);
    let text: Vec<String> = (0..ROWS).map(row).collect();
    std::fs::write(desk.folder.path().join("大.csv"), format!("{header}\n{}\n", text.join("\n"))).unwrap();
    let before = desk.roots();
    desk.begin("大.csv");
    // The rows are counted while the screen is there to show it.
    desk.until(&format!("/ {ROWS}"));
    // Keys are answered meanwhile: a question, the other language, the question taken back.
    assert!(desk.journey.keys("<Esc>").screen_text().contains("要停下吗"), "{}", desk.journey.screen_text());
    assert!(desk.journey.keys("<F2>").screen_text().contains("Stop it?"), "{}", desk.journey.screen_text());
    desk.journey.keys("<F2>n");
    desk.journey.keys("<Esc>y");
    assert!(desk.journey.message().contains("已停止读取"), "{}", desk.journey.message());
    assert!(!desk.journey.crumbs().contains("读取中"), "{}", desk.journey.crumbs());
    assert_eq!(desk.roots(), before, "stopped, and nothing was written");
    // The same file, read to its end.
    desk.begin("大.csv");
    desk.until(preview);
    assert_eq!(desk.roots(), before, "a preview writes nothing");
}

#[test]
fn scores_are_looked_through_beside_the_screen() {
    let mut bench = Bench::marking(1);
    bench.sit(KEYERS[0]);
    let row = |n| format!("考生,{},78,90,84", id_number(n));
    answers_and_stops(bench, What::Scores, ("姓名,身份证号码,理论成绩,实操成绩,综合成绩", row), "4000 行，0 行");
}

#[test]
fn an_old_ledger_is_looked_through_beside_the_screen() {
    let mut bench = Bench::marking(1);
    bench.sit(CERTIFIER);
    let row = |n| format!("15100120034{n:05},张三,{},钳工,四级,2019-06-30", id_number(n));
    let header = "证书编号,姓名,证件号码,职业名称,等级,发证日期";
    answers_and_stops(bench, What::History, (header, row), "4000 行，");
}

#[test]
fn returned_rows_are_looked_through_beside_the_screen() {
    let mut bench = Bench::marking(1);
    bench.sit(CLERK);
    let row = |n| format!("15100120034{n:05},照片不清");
    answers_and_stops(bench, What::Returns, ("证书编号,退回原因", row), "4000 行，0 行");
}

#[test]
fn workbooks_of_the_wing_are_looked_through_beside_the_screen() {
    let mut bench = Bench::founded();
    let manager = bench.manager();
    bench.sit(manager);
    let row = |n: usize| {
        format!("{}单位{n},{}", if n.is_multiple_of(2) { "甲" } else { "乙" }, crate::support::employer(n).credit_code)
    };
    let what = What::Employment(employment_file::What::Employers);
    answers_and_stops(bench, what, ("单位名称,统一社会信用代码", row), "4000 行，");
}
