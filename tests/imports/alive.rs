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

/// From the preview to the file: keys are answered while the rows are written, who stops it finds the file as it was, and who goes on
/// has every row. `count` says how many rows of the kind the file holds.
fn taken_beside(bench: Bench, what: What, (header, row): Rows, preview: &str, done: &str, count: &str) {
    let mut desk = Desk::new(bench, what);
    let text: Vec<String> = (0..ROWS).map(row).collect();
    std::fs::write(desk.folder.path().join("大.csv"), format!("{header}\n{}\n", text.join("\n"))).unwrap();
    let path = desk.bench_path.clone();
    let rows = || -> usize {
        let conn = rusqlite::Connection::open(&path).unwrap();
        conn.query_row(count, [], |row| row.get::<_, i64>(0)).unwrap() as usize
    };
    let (before, none) = (desk.roots(), rows());
    desk.begin("大.csv");
    desk.until(preview);
    desk.journey.keys("yy");
    assert!(desk.journey.crumbs().contains("导入中"), "{}", desk.journey.screen_text());
    // The bar moves while the screen is there to show it, and keys are answered.
    desk.until("%");
    assert!(desk.journey.keys("<Esc>").screen_text().contains("要停下吗"), "{}", desk.journey.screen_text());
    assert!(desk.journey.keys("<F2>").screen_text().contains("Taking in"), "{}", desk.journey.screen_text());
    desk.journey.keys("y");
    assert!(desk.journey.message().contains("nothing was written"), "{}", desk.journey.message());
    // The other language was chosen while the file was held, and is kept now.
    assert_eq!(desk.journey.app.context.office.read().preference("language").unwrap().as_deref(), Some("en"));
    desk.journey.keys("<F2>");
    assert_eq!((desk.roots(), rows()), (before.clone(), none), "stopped half-way: all of it was taken back");
    // The same key again, to its end; what it says is so.
    desk.journey.keys("yy").finish();
    assert!(desk.journey.message().contains(done), "{}", desk.journey.message());
    assert_eq!(rows(), none + ROWS);
    assert_ne!(desk.roots(), before);
    desk.journey.keys("y");
    assert!(!desk.journey.crumbs().contains("导入中"), "the same list is not taken twice");
    let office = &desk.journey.app.context.office;
    let found = touchstone::ops::check::check(office, touchstone::ops::check::Depth::Full, &mut |_, _| true).unwrap();
    assert!(found.findings.is_empty(), "{:?}", found.findings.first().map(|finding| &finding.text));
}

#[test]
fn a_roster_is_taken_in_beside_the_screen_and_stopped_half_way_leaves_nothing() {
    let mut bench = Bench::registering();
    bench.sit(CLERK);
    let header = "姓名,证件类型,身份证号(18),性别,民族,文化程度,手机,申报条件,考生来源,通讯地址";
    let row = |n| {
        let sex = if n % 2 == 1 { "男" } else { "女" };
        format!("张三,身份证,{},{sex},汉,高中,13800138000,（一）,企业,测试县", id_number(n))
    };
    let count = "SELECT count(*) FROM entry";
    taken_beside(bench, What::Roster, (header, row), "可导入 4000", "已导入 4000 份报名", count);
}

#[test]
fn an_old_ledger_is_taken_in_beside_the_screen_and_stopped_half_way_leaves_nothing() {
    let mut bench = Bench::marking(1);
    bench.sit(CERTIFIER);
    let row = |n| format!("15100120034{:05},张三,{},钳工,四级,2019-06-30", n + 1, id_number(n));
    let header = "证书编号,姓名,证件号码,职业名称,等级,发证日期";
    let count = "SELECT count(*) FROM historical";
    taken_beside(bench, What::History, (header, row), "4000 行可以导入", "已导入 4000 本历史证书", count);
}

#[test]
fn where_two_encodings_fit_every_kind_of_list_shows_the_rows_and_asks() {
    // 一 in GB18030 is by its bytes also a letter of UTF-8, and no header tells the two apart.
    let bytes = b"a,b\n1,\xd2\xbb\n";
    let of = employment_file::What::Employers;
    let kinds = [What::Roster, What::Scores, What::History, What::Returns, What::Weights, What::Employment(of)];
    for what in kinds {
        let mut bench = if what == What::Roster { Bench::registering() } else { Bench::marking(1) };
        let who = match what {
            What::Scores => KEYERS[0],
            What::History => CERTIFIER,
            What::Employment(_) => bench.manager(),
            _ => CLERK,
        };
        bench.sit(who);
        let mut desk = Desk::new(bench, what);
        std::fs::write(desk.folder.path().join("短.csv"), bytes).unwrap();
        desk.begin("短.csv");
        desk.journey.finish();
        let text = desk.journey.screen_text();
        assert!(text.contains("哪一种读得对？"), "{what:?}:\n{text}");
        assert!(text.contains("GB18030  1  一") && text.contains("UTF-8    1  һ"), "{what:?}:\n{text}");
        let text = desk.journey.keys("<F2>").screen_text();
        assert!(text.contains("Which one is right?") && text.contains("[ y GB18030 ]"), "{what:?}:\n{text}");
        assert!(text.contains(" n UTF-8"), "{what:?}:\n{text}");
        // The other reading is what was said, so it is not asked about again.
        desk.journey.keys("<F2>n").finish();
        let text = desk.journey.screen_text();
        assert!(!text.contains("读得对？"), "{what:?}:\n{text}");
        assert!(text.contains("缺") || text.contains("没有") || text.contains("表头"), "{what:?}:\n{text}");
    }
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
