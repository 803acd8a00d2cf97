//! Whatever list is taken in, it may be stopped at every row: nothing of it is in the file then, and the same list taken again is in it
//! whole. What is told of how far it is never goes back.

use rusqlite::Connection;
use rusqlite::types::Value;
use touchstone::domain::employment::Rank;
use touchstone::domain::employment::register::Register;
use touchstone::domain::evidence;
use touchstone::domain::refusal::Refusal;
use touchstone::exchange::employment_file::{self, What};
use touchstone::exchange::intake::Intake;
use touchstone::exchange::source::Source;
use touchstone::exchange::{history, scores, upload, weights, weights_standard};
use touchstone::ops::evidence::{read_evidence, take_evidence};
use touchstone::ops::{Office, account, employment, entry};
use touchstone::store::Failure;
use touchstone::store::hold::Hold;
use touchstone::store::labels::tables;

use crate::support::{
    self, Bench, CERTIFIER, CLERK, KEYERS, PASSPHRASE, SKILLS, STANDARD, THEORY, applicant, id_number,
};

/// Takes the list whole or not at all; how many rows.
type Take = Box<dyn Fn(&mut Office) -> Result<usize, Failure>>;

/// So many that writing them is long work of its own.
const MANY: usize = 40;
const FEW: usize = 5;

/// Every row of every table.
fn everything(bench: &Bench) -> Vec<(String, Vec<Vec<Value>>)> {
    let conn = Connection::open(bench.path()).unwrap();
    let rows = |table: &str| -> Vec<Vec<Value>> {
        let mut statement = conn.prepare(&format!("SELECT * FROM {table} ORDER BY 1, 2")).unwrap();
        let width = statement.column_count();
        let rows = statement.query_map([], |row| (0..width).map(|at| row.get(at)).collect()).unwrap();
        rows.collect::<Result<_, _>>().unwrap()
    };
    let all: Vec<_> = tables().iter().map(|table| (table.name.clone(), rows(&table.name))).collect();
    assert!(all.len() > 80, "{} tables", all.len());
    all
}

fn roster(bench: &Bench) -> Intake {
    let row = |n: usize| {
        let sex = if n % 2 == 1 { "男" } else { "女" };
        format!("张三,身份证,{},{sex},汉,高中,13800138000,（一）,企业,测试县\n", id_number(n))
    };
    let rows: String = (0..MANY).map(row).collect();
    let text = format!("姓名,证件类型,身份证号(18),性别,民族,文化程度,手机,申报条件,考生来源,通讯地址\n{rows}");
    let mut intake = Intake::read(&Source::new(text.as_bytes(), "名册.csv"), &[]).map_err(Refusal::from).unwrap();
    let found = intake.preview(&bench.office.read(), bench.batch, bench.office.today()).unwrap();
    assert_eq!((found.good, found.faulty), (MANY, 0));
    intake
}

/// A roster as it was screened.
fn screened() -> (Bench, Take, usize) {
    let mut bench = Bench::registering();
    bench.sit(CLERK);
    let (intake, batch) = (roster(&bench), bench.batch);
    (bench, Box::new(move |office| intake.take(office, batch).map(|taken| taken as usize)), MANY)
}

/// The same where another window recorded something since: every row is screened again.
fn screened_again() -> (Bench, Take, usize) {
    let (mut bench, take, rows) = screened();
    entry::file_entry(&mut bench.office, bench.batch, &applicant(MANY + 1)).unwrap();
    (bench, take, rows)
}

fn ledger() -> (Bench, Take, usize) {
    let mut bench = Bench::founded();
    bench.sit(CLERK);
    let row = |n: usize| format!("15100120034{:05},张三,{},钳工,四级,2019-06-30\n", n + 1, id_number(n));
    let rows: String = (0..MANY).map(row).collect();
    let text = format!("证书编号,姓名,证件号码,职业名称,等级,发证日期\n{rows}");
    let read =
        history::preview(&bench.office, &Source::new(text.as_bytes(), "台账.csv")).map_err(Refusal::from).unwrap();
    (bench, Box::new(move |office| read.take(office).map(|taken| taken as usize)), MANY)
}

fn returns() -> (Bench, Take, usize) {
    let (mut bench, numbers) = Bench::issued(FEW);
    bench.sit(CERTIFIER);
    let to = bench.folder.path().join("上报.xlsx");
    upload::send(&mut bench.office, bench.batch, upload::Which::All, &to).unwrap();
    let rows: String = numbers.iter().map(|number| format!("{number},照片不清\n")).collect();
    let text = format!("证书编号,退回原因\n{rows}");
    let read =
        upload::preview(&bench.office, &Source::new(text.as_bytes(), "退回.csv")).map_err(Refusal::from).unwrap();
    (bench, Box::new(move |office| read.take(office)), FEW)
}

fn marks() -> (Bench, Take, usize) {
    // A theory paper of one criterion: its total is its mark.
    let function = "function = [{ name = \"职业道德\", weight = 5 }, { name = \"相关知识\", weight = 95 }]";
    let standard = STANDARD.replace(function, "function = [{ name = \"理论\", weight = 100 }]");
    let head = THEORY.split("[[question]]").next().unwrap();
    let theory = format!(
        "{head}[[question]]\nno = \"一\"\ntitle = \"机考\"\nfunction = \"理论\"\nfull = 100\n\
         criterion = [{{ id = \"1\", text = \"机考总分\", full = 100, how = {{ each = 0.5 }} }}]\n"
    );
    let mut bench = Bench::founded_with(&standard, &[&theory, SKILLS]).marked_by_panels(FEW);
    bench.sit(KEYERS[0]);
    let row = |n: usize| format!("{},{},78,90,84\n", applicant(n).name.as_str(), id_number(n));
    let rows: String = (0..FEW).map(row).collect();
    let text = format!("姓名,身份证号码,理论成绩,实操成绩,综合成绩\n{rows}");
    let read = scores::preview(&bench.office, bench.batch, &Source::new(text.as_bytes(), "成绩.csv"));
    let read = read.map_err(Refusal::from).unwrap();
    (bench, Box::new(move |office| read.take(office).map(|taken| taken as usize)), FEW)
}

fn trades() -> (Bench, Take, usize) {
    let mut bench = Bench::founded();
    bench.sit(CLERK);
    let bytes = include_bytes!("../../fixtures/weights.csv");
    let grid = touchstone::exchange::read::read(&Source::new(bytes, "权重.csv"), &weights::known_headers());
    let read = weights::parse_weights(&grid.map_err(Refusal::from).unwrap()).unwrap();
    let plan = weights_standard::plan(&bench.office.read(), &read, weights_standard::CLASSIFICATION).unwrap();
    let rows = plan.new.len();
    assert!(rows > 5);
    (bench, Box::new(move |office| weights_standard::take(office, &plan)), rows)
}

/// A wing with an employer, a post, and a row of every register; and a file of more rows of one kind.
fn wing(what: What, header: &str, row: &dyn Fn(usize) -> String, rows: usize) -> (Bench, Take, usize) {
    let mut bench = Bench::founded();
    let manager = bench.manager();
    bench.sit(manager);
    let of = employment::record_employer(&mut bench.office, support::employer(0)).unwrap();
    employment::open_post(&mut bench.office, support::post(of, "装配钳工", Rank::Intermediate, 99)).unwrap();
    for (register, cells) in support::REGISTERS {
        employment::record_row(&mut bench.office, *register, None, &support::cells(cells)).unwrap();
    }
    let lines: Vec<String> = (0..rows).map(row).collect();
    let text = format!("{header}\n{}\n", lines.join("\n"));
    let read = employment_file::preview(&mut bench.office, what, &Source::new(text.as_bytes(), "表.csv"));
    let read = read.map_err(Refusal::from).unwrap();
    let faults: Vec<_> = read.rows.iter().flat_map(|row| &row.faults).map(|fault| &fault.wrong).collect();
    assert!(faults.is_empty(), "{what:?}: {faults:?}");
    (bench, Box::new(move |office| read.take(office)), rows)
}

/// The same for a register: its sample row, each time another one.
fn register(register: Register) -> (Bench, Take, usize) {
    let (_, sample) = support::REGISTERS.iter().find(|(known, _)| *known == register).unwrap();
    let header: Vec<&str> = sample.iter().map(|(name, _)| *name).collect();
    let row = |n: usize| {
        let cell = |(name, text): &(&str, &str)| match *name {
            "起" | "止" if register == Register::Policy => format!("{}-01-01", 1950 + n),
            "台阶" => (n + 10).to_string(),
            "名称" | "编号" | "内容" | "学员" | "徒弟" | "选手" => {
                format!("{text}{}", char::from_u32(0x4E00 + n as u32 * 16).unwrap())
            }
            _ => (*text).to_owned(),
        };
        sample.iter().map(cell).collect::<Vec<_>>().join(",")
    };
    wing(What::Rows(register), &header.join(","), &row, FEW)
}

fn employers() -> (Bench, Take, usize) {
    let codes = ["91430124MA4L8K2X45", "91430124MA4M1C7Y5F", "91430124MA4N3D8Q0Q"];
    let row = move |n: usize| format!("单位{n},{}", codes[n]);
    wing(What::Employers, "单位名称,统一社会信用代码", &row, codes.len())
}

fn posts() -> (Bench, Take, usize) {
    let header = "单位,岗位名称,职业名称,职业编码,等级,核定人数";
    wing(What::Posts, header, &|n| format!("县机械厂,岗位{n},钳工,6-20-01-01,中级工,2"), MANY)
}

fn appointments() -> (Bench, Take, usize) {
    let header = "单位,岗位名称,姓名,聘期起,聘书编号,理由";
    let name = |n: usize| char::from_u32(0x4E00 + n as u32 * 16).unwrap();
    wing(What::Appointments, header, &move |n| format!("县机械厂,装配钳工,卢{},2026-09-01,聘{n},急需", name(n)), MANY)
}

fn signed() -> (Bench, Take, usize) {
    let mut bench = Bench::registering();
    for n in 0..FEW {
        entry::file_entry(&mut bench.office, bench.batch, &applicant(n)).unwrap();
    }
    let manager = bench.manager();
    bench.sit(manager);
    for (register, cells) in support::REGISTERS {
        employment::record_row(&mut bench.office, *register, None, &support::cells(cells)).unwrap();
    }
    for n in 0..FEW {
        let name = applicant(n).name.as_str().to_owned();
        let cells = [("课程", "钳工一班"), ("学员", name.as_str()), ("学时", "40"), ("结论", "合格")];
        employment::record_row(&mut bench.office, Register::Hours, None, &support::cells(&cells)).unwrap();
    }
    let signer = account::evidence_signer(&mut bench.office, PASSPHRASE).unwrap();
    let file = employment::give_evidence(&mut bench.office, evidence::What::Hours, 1, &signer).unwrap();
    bench.sit(CLERK);
    let (arrived, batch) = (read_evidence("学时.json", &file).unwrap(), bench.batch);
    let mark = arrived.fingerprint();
    (
        bench,
        Box::new(move |office| take_evidence(office, batch, &arrived, Some(&mark)).map(|taken| taken as usize)),
        FEW,
    )
}

/// Stops the taking at its first look, at its second, and so on, until it is through before the stop; then it is in.
fn stopped_everywhere(kind: &str, (mut bench, take, rows): (Bench, Take, usize)) {
    let before = everything(&bench);
    let mut shown = 0;
    for look in 1.. {
        let hold = Hold::stopping_at(look);
        bench.office.held_by(&hold);
        match take(&mut bench.office) {
            Ok(taken) => {
                assert_eq!(taken, rows, "{kind}: all of it, after {look} stops");
                assert!(look as usize > rows, "{kind}: {look} looks at {rows} rows");
                break;
            }
            Err(Failure::Refused(refusal)) => assert_eq!(refusal.code, "taking_stopped", "{kind}, look {look}"),
            Err(other) => panic!("{kind}, look {look}: {other:?}"),
        }
        assert!(everything(&bench) == before, "{kind}: something of it was kept at look {look}");
        let (done, total) = hold.progress();
        let percent = done * 100 / total;
        assert!(done <= total && percent >= shown, "{kind}, look {look}: {percent}% after {shown}%");
        shown = percent;
    }
    let after = everything(&bench);
    assert!(after != before, "{kind}: nothing came in");
    bench.office.held_by(&Hold::default());
    let office = Office::open(&bench.path()).unwrap();
    let found = touchstone::ops::check::check(&office, touchstone::ops::check::Depth::Full, &mut |_, _| true).unwrap();
    assert!(found.findings.is_empty(), "{kind}: {:?}", found.findings.first().map(|finding| &finding.text));
}

/// A kind of list, and a bench on which one waits to be taken.
type Kind = (&'static str, fn() -> (Bench, Take, usize));

#[test]
fn every_list_of_evaluation_may_be_stopped_at_every_row_and_leaves_nothing() {
    let kinds: [Kind; 7] = [
        ("roster", screened),
        ("roster screened again", screened_again),
        ("ledger", ledger),
        ("returns", returns),
        ("scores", marks),
        ("weights", trades),
        ("evidence", signed),
    ];
    for (kind, begin) in kinds {
        stopped_everywhere(kind, begin());
    }
}

#[test]
fn every_list_of_the_wing_may_be_stopped_at_every_row_and_leaves_nothing() {
    let kinds: [Kind; 3] = [("employers", employers), ("posts", posts), ("appointments", appointments)];
    for (kind, begin) in kinds {
        stopped_everywhere(kind, begin());
    }
    for kind in Register::ALL {
        stopped_everywhere(kind.word(), register(*kind));
    }
}

#[test]
fn a_roster_that_is_screened_again_passes_the_middle_of_its_bar_once() {
    // The journal moved on between the screening and the taking, so the rows are walked through twice before they are written.
    let told = |(mut bench, take, _): (Bench, Take, usize)| {
        let mut told = Vec::new();
        for look in 1.. {
            let hold = Hold::stopping_at(look);
            bench.office.held_by(&hold);
            if take(&mut bench.office).is_ok() {
                return told;
            }
            told.push(hold.progress());
        }
        unreachable!("a list has an end")
    };
    let (once, again) = (told(screened()), told(screened_again()));
    assert_eq!(again.len(), once.len() + MANY, "one walk more");
    let halves = |told: &[(u64, u64)]| told.iter().filter(|(done, total)| 2 * done < *total).count();
    assert!(halves(&once) >= MANY && halves(&again) >= 2 * MANY, "both walks are the first half");
    for told in [once, again] {
        assert!(told.is_sorted_by_key(|(done, total)| done * 1000 / total), "{told:?}");
        assert!(told.last().is_some_and(|(done, total)| done * 100 / total > 90), "{told:?}");
    }
}
