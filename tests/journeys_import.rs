//! Importing by the keyboard: rosters clean and dirty, in every format; columns said by hand; standards, weights and photos.

#[path = "imports/alive.rs"]
mod alive;
#[path = "imports/stopped.rs"]
mod stopped;
mod support;

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use touchstone::credential::entropy::SeededEntropy;
use touchstone::domain::evaluation::batch::{BatchItem, BatchKind, BatchPlan, BatchState};
use touchstone::domain::evaluation::standard::Standard;
use touchstone::domain::id::{BatchId, ScopeId};
use touchstone::domain::language::Lang;
use touchstone::domain::level::Level;
use touchstone::domain::stamp::Role;
use touchstone::exchange::read::read;
use touchstone::exchange::roster::mapping::{Mapping, known_headers};
use touchstone::exchange::source::Source;
use touchstone::ops::{Office, SetClock, batch, standard, station};
use touchstone::store::act::{PersonRecorded, ScopeFiled, StationFounded};
use touchstone::tui::context::Context;
use touchstone::tui::journey::Journey;
use touchstone::tui::screens::import::Import;
use touchstone::tui::theme::{Palette, Theme};

const CLOCK: &str = "2026-11-20T09:30:00+08:00";

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}

/// A station whose one batch takes entries for these trades and levels, and a folder to import from.
struct Desk {
    folder: tempfile::TempDir,
    journey: Journey,
    batch: BatchId,
}

impl Desk {
    /// `items` are standards of the fixtures with a level code.
    fn new(items: &[(&str, u8)], lang: Lang) -> Desk {
        let folder = tempfile::tempdir().unwrap();
        let office = Office::create_with(
            &folder.path().join(".station.touchstone"),
            Box::new(SetClock::at(CLOCK)),
            Box::new(SeededEntropy::new(b"import")),
        );
        let mut office = office.unwrap();
        let about = StationFounded {
            address: "测试路 1 号".into(),
            credit_code: "91350100M000100Y43".into(),
            name: "测试县职业技能鉴定所".into(),
            phone: "0731-00000000".into(),
            region: "430124".into(),
            site_code: "S000043000012".into(),
        };
        let id = touchstone::domain::id::PersonId(1);
        let roles = vec![Role::Registrar, Role::Administrator];
        let clerk = PersonRecorded { id, name: "周考务".into(), roles };
        office.set_cost(touchstone::credential::custody::Cost::NONE);
        station::found(&mut office, about, clerk, "tests keep no secrets").unwrap();
        let mut planned = Vec::new();
        for (file, code) in items {
            let text = std::fs::read_to_string(fixture(&format!("standards/{file}.toml"))).unwrap();
            let parsed: Standard = toml::from_str(&text).unwrap();
            let (trade, level) = (parsed.trade.clone(), Level::from_code(*code).unwrap());
            let (id, _) = standard::write_standard(&mut office, parsed, text).unwrap();
            if !office.read().standard(id).unwrap().unwrap().approved {
                standard::approve_standard(&mut office, id).unwrap();
            }
            let scope = ScopeFiled {
                classification: trade.classification,
                document: "备案〔2026〕1号".into(),
                id: ScopeId(0),
                level,
                trade_code: trade.code,
                trade_name: trade.name,
                valid_from: "2026-01-01".parse().unwrap(),
                valid_until: None,
            };
            station::file_scope(&mut office, vec![scope]).unwrap();
            planned.push(BatchItem { standard: id, level });
        }
        let plan = BatchPlan {
            code: "J2026-12".into(),
            name: "2026 年十二月批次".into(),
            kind: BatchKind::SkillLevel,
            filing_no: "湘备 2026-017".into(),
            items: planned,
            registration_from: "2026-11-01".parse().unwrap(),
            registration_until: "2026-11-30".parse().unwrap(),
            exam_on: "2026-12-12".parse().unwrap(),
            place: "一号车间".into(),
            room_seats: 30,
        };
        let batch = batch::plan(&mut office, None, plan).unwrap();
        while office.read().batch(batch).unwrap().unwrap().state < BatchState::Registering {
            batch::advance(&mut office, batch).unwrap();
        }
        office.prefer("import_folder", &folder.path().display().to_string()).unwrap();
        let context = Context::new(office, lang, Theme::new(Palette::Mono, false));
        let journey = Journey::new(context, Import::default(), 80, 24);
        Desk { folder, journey, batch }
    }

    fn electricians(lang: Lang) -> Desk {
        Desk::new(&[("电工-2018", 4), ("钳工-2020", 4)], lang)
    }

    /// Copies a file of the fixtures into the folder, last written on a day that does not move.
    fn bring(&self, name: &str) -> PathBuf {
        let from = fixture(name);
        let to = self.folder.path().join(from.file_name().unwrap());
        std::fs::copy(from, &to).unwrap();
        dated(&to);
        to
    }

    fn keys(&mut self, script: &str) -> &mut Desk {
        self.journey.keys(script);
        self.wait()
    }

    /// Until nothing is read, checked or written any more.
    fn wait(&mut self) -> &mut Desk {
        for _ in 0..4000 {
            self.journey.settle();
            let crumbs = self.journey.crumbs();
            if !["读取中", "Reading", "配照片", "Attaching", "导入中", "Taking in"]
                .iter()
                .any(|word| crumbs.contains(word))
            {
                return self;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        panic!("it never ends: {}", self.journey.screen_text())
    }

    /// Types the path of a file where files are chosen.
    fn type_path(&mut self, path: &Path) -> &mut Desk {
        self.keys("<Tab>");
        self.journey.paste(&path.display().to_string());
        self.keys("<Enter>")
    }

    /// From the first screen to the preview of a roster.
    fn roster(&mut self, path: &Path) -> &mut Desk {
        self.keys("<Enter><Enter>").type_path(path)
    }

    fn screen(&self) -> String {
        let folder = self.folder.path().display().to_string();
        self.journey.screen_text().replace(&folder, "…/folder")
    }

    fn office(&self) -> &Office {
        &self.journey.app.context.office
    }

    fn entries(&self) -> u32 {
        self.office().read().batch_counts(self.batch).unwrap().entries
    }

    #[track_caller]
    fn shows(&mut self, text: &str) -> &mut Desk {
        assert!(self.screen().contains(text), "`{text}` is not on the screen:\n{}", self.screen());
        self
    }
}

fn dated(path: &Path) {
    let file = std::fs::File::options().write(true).open(path).unwrap();
    file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_000_000)).unwrap();
}

#[test]
fn a_dirty_roster_goes_in_without_its_faulty_rows_and_those_are_saved_mended_and_taken() {
    let mut desk = Desk::electricians(Lang::Zh);
    desk.bring("rosters/dirty.xlsx");
    insta::assert_snapshot!("import_start_zh", desk.screen());
    desk.keys("<Enter>");
    insta::assert_snapshot!("import_batch_zh", desk.screen());
    desk.keys("<Enter>");
    insta::assert_snapshot!("import_files_zh", desk.screen());
    desk.keys("<Enter>");
    insta::assert_snapshot!("import_dirty_zh", desk.screen());
    desk.keys("f<Down>").shows("只看有错");
    insta::assert_snapshot!("import_dirty_faulty_zh", desk.screen());
    assert_eq!(desk.entries(), 0, "nothing is written before the person says so");
    desk.keys("y");
    insta::assert_snapshot!("import_dirty_question_zh", desk.screen());
    desk.keys("n");
    assert_eq!(desk.entries(), 0);
    desk.keys("yy");
    insta::assert_snapshot!("import_dirty_taken_zh", desk.screen());
    let taken = desk.entries();
    assert!(taken > 5);
    desk.keys("e").shows("dirty-有错.xlsx");
    let saved = desk.folder.path().join("dirty-有错.xlsx");
    let grid = read(&Source::new(&std::fs::read(&saved).unwrap(), "dirty-有错.xlsx"), &known_headers(&[])).unwrap();
    assert_eq!(grid.headers().last().map(String::as_str), Some("错误原因"));
    assert_eq!(taken as usize + grid.rows.len(), 30, "each row went one way or the other");
    assert!(Mapping::found(&grid.header).check().is_ok());
    // A second time is another file: the first is not written over.
    desk.keys("e").shows("dirty-有错-2.xlsx");
    // One row is mended: the missing ethnic group.
    let mut table = touchstone::exchange::table::Table {
        sheet: "名单".into(),
        titles: Vec::new(),
        header: grid.headers(),
        rows: Vec::new(),
    };
    let ethnic = grid.headers().iter().position(|header| header == "民族").unwrap() as u32 + 1;
    let empty = grid.rows.iter().find(|row| row.cell(ethnic).is_blank() && row.cell(2).text() != "合计").unwrap();
    let mut row: Vec<String> = (1..=table.header.len() as u32).map(|at| empty.cell(at).text().into_owned()).collect();
    row[ethnic as usize - 1] = "汉族".into();
    table.rows.push(row);
    let mended = desk.folder.path().join("改好.csv");
    touchstone::exchange::save::save(&table, &mended, touchstone::store::backup::Existing::Keep).unwrap();
    desk.keys("<Esc>").type_path(&mended).shows("可导入 1").keys("yy");
    assert_eq!(desk.entries(), taken + 1);
}

#[test]
fn the_same_screens_stand_in_english() {
    let mut desk = Desk::electricians(Lang::En);
    desk.bring("rosters/dirty.xlsx");
    insta::assert_snapshot!("import_start_en", desk.screen());
    desk.keys("<Enter>");
    insta::assert_snapshot!("import_batch_en", desk.screen());
    desk.keys("<Enter>");
    insta::assert_snapshot!("import_files_en", desk.screen());
    desk.keys("<Enter>f");
    insta::assert_snapshot!("import_dirty_en", desk.screen());
    desk.keys("<Enter>");
    insta::assert_snapshot!("import_dirty_detail_en", desk.screen());
    desk.keys("<Esc>m");
    insta::assert_snapshot!("import_columns_en", desk.screen());
}

/// A roster, its rows, and the standards and levels of its batch.
type Clean = (&'static str, u32, &'static [(&'static str, u8)]);

#[test]
fn clean_rosters_of_every_format_go_in_whole() {
    let clean: [Clean; 6] = [
        ("钳工电工-2026-11.xlsx", 60, &[("钳工-2020", 4), ("电工-2018", 4)]),
        ("钳工-2026-10.xls", 38, &[("钳工-2020", 4), ("钳工-2020", 2)]),
        ("养老护理员-2026-10.csv", 47, &[("养老护理员-2019", 5)]),
        ("中式烹调师-2026-09.csv", 38, &[("中式烹调师-2018", 3)]),
        ("汽车驾驶员-2026-08.xlsx", 20, &[("汽车驾驶员（机关工考）-2026", 4)]),
        ("焊工-2026-08.csv", 28, &[("焊工（企业评价）-2026", 4)]),
    ];
    for (file, rows, items) in clean {
        let mut desk = Desk::new(items, Lang::Zh);
        let path = desk.bring(&format!("rosters/{file}"));
        desk.roster(&path).shows(&format!("可导入 {rows}")).shows("有错 0").keys("yy");
        assert_eq!(desk.entries(), rows, "{file}");
    }
}

#[test]
fn a_file_that_was_taken_is_not_taken_again() {
    let mut desk = Desk::new(&[("养老护理员-2019", 5)], Lang::Zh);
    let path = desk.bring("rosters/养老护理员-2026-10.csv");
    desk.roster(&path).keys("yy");
    assert_eq!(desk.entries(), 47);
    desk.keys("<Esc>").type_path(&path).shows("这份文件已于 2026-11-20 09:30 导入本批次").keys("y");
    assert!(desk.journey.message().contains("这份文件已于"), "{}", desk.journey.message());
    assert_eq!(desk.entries(), 47);
}

#[test]
fn a_renamed_header_is_said_once_and_remembered_as_a_scheme() {
    let mut desk = Desk::electricians(Lang::Zh);
    let path = desk.bring("rosters/header-renamed.csv");
    desk.roster(&path);
    insta::assert_snapshot!("import_column_missing_zh", desk.screen());
    desk.keys("m");
    insta::assert_snapshot!("import_columns_zh", desk.screen());
    desk.keys("<Enter>");
    desk.journey.paste("身份号");
    insta::assert_snapshot!("import_columns_choice_zh", desk.screen());
    desk.keys("<Enter>").shows("缺必填列 0 个").keys("s");
    desk.journey.paste("县人社局");
    desk.keys("<Enter>").shows("县人社局");
    desk.keys("<Esc>").shows("方案“县人社局”").shows("有错 0");
    // The next file of the kind is read by it, without a word.
    desk.keys("<Esc>").type_path(&path).shows("方案“县人社局”").shows("有错 0");
    let good = desk.keys("yy").entries();
    assert!(good > 0);
}

#[test]
fn a_batch_that_takes_no_entries_is_offered_and_says_why_not() {
    let mut desk = Desk::electricians(Lang::Zh);
    let mut plan = desk.office().read().batch(desk.batch).unwrap().unwrap().plan;
    (plan.code, plan.name) = ("J2027-01".into(), "2027 年一月批次".into());
    batch::plan(&mut desk.journey.app.context.office, None, plan).unwrap();
    desk.keys("<Enter>").shows("2027 年一月批次").keys("<Down><Enter>");
    assert!(desk.journey.message().contains("只有“报名中”能收报名"), "{}", desk.journey.message());
}

#[test]
fn a_file_that_is_no_table_says_so_below_the_list_and_what_to_do() {
    let mut desk = Desk::electricians(Lang::Zh);
    let path = desk.folder.path().join("名单.xlsx");
    std::fs::write(&path, "<html>").unwrap();
    dated(&path);
    desk.roster(&path);
    insta::assert_snapshot!("import_not_a_table_zh", desk.screen());
}

#[test]
fn where_two_encodings_fit_the_first_rows_are_shown_and_asked_about() {
    let mut desk = Desk::electricians(Lang::Zh);
    // 一 in GB18030 is by its bytes also a letter of UTF-8, and nothing else tells the two apart.
    let mut bytes = b"a,b\n1,".to_vec();
    bytes.extend(b"\xd2\xbb\n");
    let path = desk.folder.path().join("短.csv");
    std::fs::write(&path, bytes).unwrap();
    desk.roster(&path).shows("哪一种读得对？").shows("GB18030  1  一").shows("UTF-8    1  һ");
    desk.keys("n").shows("UTF-8").shows("缺少列");
}

#[test]
fn a_standard_is_taken_as_a_draft_and_a_broken_one_shows_its_place() {
    let mut desk = Desk::electricians(Lang::Zh);
    let broken = desk.folder.path().join("坏.toml");
    let text = std::fs::read_to_string(fixture("standards/快递员-2019.toml")).unwrap();
    std::fs::write(&broken, text.replacen("name = \"快递员\"", "name = “快递员”", 1)).unwrap();
    dated(&broken);
    desk.keys("<Down><Enter>").type_path(&broken);
    insta::assert_snapshot!("import_broken_text_zh", desk.screen());
    desk.keys("y");
    assert!(desk.journey.message().contains("全角"), "{}", desk.journey.message());
    let faulty = desk.folder.path().join("有错.toml");
    std::fs::write(&faulty, text.replace("weight = 5 }", "weight = 6 }")).unwrap();
    dated(&faulty);
    desk.keys("<Esc>").type_path(&faulty);
    insta::assert_snapshot!("import_faulty_standard_zh", desk.screen());
    let path = desk.bring("standards/快递员-2019.toml");
    desk.keys("<Esc>").type_path(&path).shows("没有错误").keys("yy").shows("已收下");
    let kept = desk.office().read().standards().unwrap();
    let row = kept.iter().find(|row| row.trade.name == "快递员").unwrap();
    assert!(!row.approved);
}

#[test]
fn a_paper_is_taken_only_without_faults() {
    let mut desk = Desk::electricians(Lang::En);
    let text = std::fs::read_to_string(fixture("papers/电工-四级-理论.toml")).unwrap();
    let faulty = desk.folder.path().join("faulty.toml");
    std::fs::write(&faulty, text.replacen("version = \"2026-A\"", "version = \" \"", 1)).unwrap();
    desk.keys("<Down><Enter>").type_path(&faulty).shows("1 fault(s)").keys("y");
    let standard = desk.office().read().standards().unwrap()[0].id;
    let papers = |desk: &Desk| {
        let read = desk.office().read();
        read.standards().unwrap().iter().map(|row| read.papers(row.id).unwrap().len()).sum::<usize>()
    };
    assert_eq!(papers(&desk), 0, "{standard:?}");
    let path = desk.bring("papers/电工-四级-理论.toml");
    desk.keys("<Esc>").type_path(&path).shows("No fault").keys("yy").shows("is taken");
    assert_eq!(papers(&desk), 1);
}

#[test]
fn weights_become_drafts_and_what_is_there_is_left_alone() {
    let mut desk = Desk::electricians(Lang::Zh);
    let path = desk.bring("weights.csv");
    desk.keys("<Down><Down><Enter>").type_path(&path);
    insta::assert_snapshot!("import_weights_zh", desk.screen());
    desk.keys("y<Enter>");
    insta::assert_snapshot!("import_weights_question_zh", desk.screen());
    desk.keys("y").shows("已建 11 个");
    assert_eq!(desk.office().read().standards().unwrap().len(), 13);
    let wrong = desk.folder.path().join("wrong.csv");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&wrong, text.replacen("电器安装和线路敷设,40", "电器安装和线路敷设,41", 1)).unwrap();
    dated(&wrong);
    desk.keys("<Esc>").type_path(&wrong);
    insta::assert_snapshot!("import_weights_wrong_zh", desk.screen());
}

/// The least that is a JPEG of a size, filled up to 20 KB.
fn photo(wide: u16, high: u16) -> Vec<u8> {
    let mut bytes = vec![0xff, 0xd8, 0xff, 0xc0, 0, 11, 8];
    bytes.extend(high.to_be_bytes());
    bytes.extend(wide.to_be_bytes());
    bytes.extend([1, 1, 0x11, 0, 0xff, 0xd9]);
    bytes.resize(20 << 10, 0);
    bytes
}

#[test]
fn photos_are_matched_by_document_number_and_attached() {
    let mut desk = Desk::new(&[("焊工（企业评价）-2026", 4)], Lang::Zh);
    let path = desk.bring("rosters/焊工-2026-08.csv");
    desk.roster(&path).keys("yy").keys("<Esc><Esc>");
    let read = desk.office().read();
    let people: Vec<(String, String)> = (1..=4)
        .map(|id| {
            let candidate = read.candidate(touchstone::domain::id::CandidateId(id)).unwrap().unwrap();
            (read.document(&candidate).unwrap().number().to_owned(), candidate.name)
        })
        .collect();
    let folder = desk.folder.path().join("照片");
    std::fs::create_dir(&folder).unwrap();
    let put = |name: String, bytes: Vec<u8>| std::fs::write(folder.join(name), bytes).unwrap();
    put(format!("{}.jpg", people[0].0), photo(295, 413));
    put(format!("{}_{}.jpg", people[1].1, people[1].0), photo(295, 413));
    put(format!("{}.jpg", people[2].0), photo(295, 413));
    put(format!("{}_{}.jpg", people[2].1, people[2].0), photo(295, 414));
    put(format!("{}.jpg", people[3].0), photo(413, 295));
    put("张三.jpg".to_owned(), photo(295, 413));
    desk.keys("<Down><Down><Down><Enter><Enter>").type_path(&folder).shows("用这个文件夹（6 个图片）").keys("<Enter>");
    insta::assert_snapshot!("import_photos_zh", desk.screen());
    desk.keys("f").shows("缺照片").keys("yy").shows("照片已配上");
    let read = desk.office().read();
    let has = |id| read.photo(touchstone::domain::id::CandidateId(id)).unwrap().is_some();
    assert_eq!([1, 2, 3, 4].map(has), [true, true, false, false]);
}

#[test]
fn folders_are_walked_by_keys_and_the_last_one_is_remembered() {
    let mut desk = Desk::electricians(Lang::Zh);
    let inside = desk.folder.path().join("十一月");
    std::fs::create_dir(&inside).unwrap();
    std::fs::copy(fixture("rosters/dirty.csv"), inside.join("dirty.csv")).unwrap();
    desk.keys("<Enter><Enter>").shows("十一月").keys("<End><Enter>").shows("dirty.csv").keys("<BS>").shows("十一月");
    desk.keys("<Enter><Enter>").shows("共");
    let kept = desk.office().read().preference("import_folder").unwrap();
    assert_eq!(kept, Some(inside.display().to_string()));
    // A path completes with Tab as far as it is clear.
    desk.keys("<Esc><Tab>");
    desk.journey.paste("di");
    desk.keys("<Tab><Enter>").shows("共");
}

#[test]
fn every_preview_uses_a_wide_window() {
    let mut desk = Desk::electricians(Lang::Zh);
    let path = desk.bring("rosters/dirty.xlsx");
    desk.journey.resize(120, 36);
    desk.roster(&path);
    insta::assert_snapshot!("import_dirty_wide_zh", desk.screen());
}
