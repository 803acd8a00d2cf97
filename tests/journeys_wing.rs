//! The employment wing on the screens: from an empty register to appointments, and never a step across the wall.

mod support;

use std::collections::HashSet;

use support::{Bench, CLERK, PASSPHRASE, employer, post, wanted};
use touchstone::domain::employment::Rank;
use touchstone::domain::language::Lang;
use touchstone::domain::stamp::Role;
use touchstone::ops::employment::{Wanted, Who, appoint, open_post, record_employer, record_row};
use touchstone::ops::{account, station};
use touchstone::tui::context::Context;
use touchstone::tui::journey::Journey;
use touchstone::tui::screens::home::Home;
use touchstone::tui::screens::wing::WingHome;
use touchstone::tui::theme::{Palette, Theme};

/// Three certificates and a manager who has just sat down; the folder goes with the test.
fn start(lang: Lang, size: (u16, u16)) -> (Journey, tempfile::TempDir) {
    let (mut bench, _) = Bench::issued(3);
    let manager = bench.manager();
    bench.sit(manager);
    bench.clock.set("2026-10-08T09:00:00+08:00");
    let Bench { folder, office, .. } = bench;
    let context = Context::new(office, lang, Theme::new(Palette::Mono, false));
    (Journey::new(context, WingHome::default(), size.0, size.1), folder)
}

/// Employer, post, appointment; a snapshot of each screen on the way.
fn walk(lang: Lang, tag: &str) -> Journey {
    let (mut journey, folder) = start(lang, (80, 24));
    std::mem::forget(folder);
    insta::assert_snapshot!(format!("home_empty_{tag}"), journey.screen_text());
    journey.keys("en星沙轴承公司<Tab>91430124MA4L8K2X45<C-s>");
    assert!(journey.message().contains("星沙轴承公司"), "{}", journey.message());
    journey.keys("o装配钳工<Tab><Tab><Left><Tab><C-u>2<C-s>");
    assert!(journey.message().contains("装配钳工"), "{}", journey.message());
    insta::assert_snapshot!(format!("employers_{tag}"), journey.screen_text());
    journey.keys("<Enter>");
    insta::assert_snapshot!(format!("posts_{tag}"), journey.screen_text());
    journey.keys("m");
    insta::assert_snapshot!(format!("holders_{tag}"), journey.screen_text());
    journey.keys("<Enter><Tab><Tab><Tab>星聘〔2026〕1号");
    insta::assert_snapshot!(format!("appoint_{tag}"), journey.screen_text());
    journey.keys("<C-s>");
    assert!(journey.message().contains("星聘〔2026〕1号"), "{}", journey.message());
    journey
}

#[test]
fn an_employer_a_post_and_an_appointment_in_chinese() {
    let mut journey = walk(Lang::Zh, "zh");
    assert_eq!(journey.crumbs(), "聘任 > 用人单位 > 星沙轴承公司 > 合适的持证人");
    journey.keys("<C-t>g");
    insta::assert_snapshot!("county_zh", journey.screen_text());
    journey.keys("<C-t>a");
    insta::assert_snapshot!("appointments_zh", journey.screen_text());
    journey.keys("c<Tab>按期完成任务<C-s>");
    assert!(journey.message().contains("的考核"), "{}", journey.message());
    journey.keys("x<Tab>岗位撤并<C-s>");
    assert!(journey.message().contains("历史保留"), "{}", journey.message());
    journey.keys("<Enter>");
    insta::assert_snapshot!("appointment_ended_zh", journey.screen_text());
    journey.keys("<Esc><C-t>j");
    insta::assert_snapshot!("journal_zh", journey.screen_text());
}

#[test]
fn an_employer_a_post_and_an_appointment_in_english() {
    let mut journey = walk(Lang::En, "en");
    journey.keys("<C-t>");
    insta::assert_snapshot!("home_en", journey.screen_text());
    journey.keys("g");
    insta::assert_snapshot!("county_en", journey.screen_text());
    journey.keys("<C-t>w");
    let proof = journey.screen_text();
    assert!(proof.contains("Verdict: it holds"), "{proof}");
}

#[test]
fn an_appointment_above_the_certificate_is_refused_until_a_reason_stands_there_and_nothing_typed_is_lost() {
    let (mut journey, _folder) = start(Lang::Zh, (80, 24));
    journey.keys("en星沙轴承公司<Tab>91430124MA4L8K2X45<C-s>o装配钳工<Tab><Tab><Left><Tab><C-u>2<C-s><Enter>m");
    journey.keys("<Enter><Right><Tab><Tab><Tab>星聘1<C-s>");
    assert!(journey.message().contains("低评高聘须写明理由"), "{}", journey.message());
    assert!(journey.screen_text().contains("星聘1"), "what was typed stays");
    journey.keys("<Tab>独立顶岗两年<C-s>");
    assert!(journey.message().contains("已聘任"), "{}", journey.message());
}

#[test]
fn from_the_wing_no_key_leads_into_evaluation_and_the_sentence_says_why() {
    let (mut journey, _folder) = start(Lang::Zh, (80, 24));
    for key in ["<F3>", "<F4>", "<F6>", "<F7>", "<F8>", "<F9>", "<F11>"] {
        journey.keys(key);
        assert!(journey.message().contains("评价在墙的另一侧"), "{key}: {}", journey.message());
        assert_eq!(journey.crumbs(), "聘任", "{key}");
    }
}

#[test]
fn whoever_sits_down_comes_to_their_own_side_and_the_other_is_gone_from_sight() {
    let (mut bench, _) = Bench::issued(2);
    bench.manager();
    bench.sit(CLERK);
    let Bench { folder: _folder, office, .. } = bench;
    let context = Context::new(office, Lang::Zh, Theme::new(Palette::Mono, false));
    let mut journey = Journey::new(context, Home::default(), 80, 24);
    journey.settle();
    journey.keys(&format!("<F12>聘一<Enter>{PASSPHRASE}<Enter>")).settle();
    assert_eq!(journey.crumbs(), "聘任");
    assert!(!journey.screen_text().contains("测试县"), "{}", journey.screen_text());
    journey.keys(&format!("<F12>周考务<Enter>{PASSPHRASE}<Enter>")).settle();
    assert_eq!(journey.crumbs(), "首页");
    journey.keys(":聘任<Enter>");
    assert!(journey.message().contains("只有聘任管理员和审计员"), "{}", journey.message());
}

#[test]
fn the_auditor_looks_into_the_wing_and_every_verb_there_is_refused() {
    let (mut bench, numbers) = Bench::issued(2);
    let manager = bench.manager();
    bench.sit(manager);
    bench.clock.set("2026-10-08T09:00:00+08:00");
    let of = record_employer(&mut bench.office, employer(0)).unwrap();
    let fitter = open_post(&mut bench.office, post(of, "装配钳工", Rank::Intermediate, 2)).unwrap();
    let who = Who::Holder(numbers[0].clone());
    appoint(&mut bench.office, wanted(who, fitter, Rank::Intermediate, "聘1", "")).unwrap();
    bench.sit(CLERK);
    let first = "only for the first time";
    let auditor = station::record_person(&mut bench.office, "审一", &[Role::Auditor], first).unwrap();
    account::sign_in(&mut bench.office, auditor, first).unwrap();
    account::renew(&mut bench.office, first, PASSPHRASE).unwrap();
    let Bench { folder: _folder, office, .. } = bench;
    let context = Context::new(office, Lang::Zh, Theme::new(Palette::Mono, false));
    let mut journey = Journey::new(context, WingHome::default(), 80, 24);
    journey.keys("a");
    assert!(journey.screen_text().contains("聘1") || journey.screen_text().contains("装配钳工"));
    for key in ["r", "c", "x"] {
        journey.keys(key);
        assert!(journey.message().contains("由聘任管理员办理"), "{key}: {}", journey.message());
    }
}

#[test]
fn a_file_is_chosen_and_looked_through_as_on_the_other_side_before_anything_is_taken() {
    let (mut journey, folder) = start(Lang::Zh, (80, 24));
    let file = folder.path().join("单位.csv");
    let rows = "单位名称,统一社会信用代码,行政区划\n星沙轴承公司,91430124MA4L8K2X45,430124\n坏码公司,91430124MA4L8K2X46,430124\n同码公司,91430124MA4L8K2X45,430124\n";
    std::fs::write(&file, rows).unwrap();
    journey.keys("i");
    insta::assert_snapshot!("import_kinds_zh", journey.screen_text());
    journey.keys("<Enter><Tab>").paste(&file.display().to_string()).keys("<Enter>").settle();
    while journey.crumbs().contains("读取中") {
        std::thread::sleep(std::time::Duration::from_millis(2));
        journey.settle();
    }
    insta::assert_snapshot!("import_zh", journey.screen_text());
    journey.keys("f");
    assert!(!journey.screen_text().contains("星沙轴承公司"), "only the faulty ones are left");
    journey.keys("e");
    assert!(folder.path().join("单位-有错.xlsx").exists());
    journey.keys("yy").finish();
    assert_eq!(journey.message(), "已导入 1 行。");
    let known = journey.app.context.office.employment().unwrap().employer_count().unwrap();
    assert_eq!(known, 1);
}

/// A wing in which every register holds a row and two people are treated differently.
fn grown(lang: Lang, size: (u16, u16)) -> (Journey, tempfile::TempDir) {
    let (mut journey, folder) = start(lang, size);
    let office = &mut journey.app.context.office;
    let of = record_employer(office, employer(1)).unwrap();
    let fitter = open_post(office, post(of, "装配钳工", Rank::Intermediate, 3)).unwrap();
    let last = office.employment().unwrap().suited(&post(of, "", Rank::Intermediate, 1), office.today(), 9).unwrap();
    for (n, one) in last.iter().take(2).enumerate() {
        let document = format!("聘{n}");
        let decided = wanted(Who::Holder(one.certificate.number.clone()), fitter, Rank::Intermediate, &document, "");
        appoint(office, Wanted { allowance: 24_000 + 6_000 * n as i64, ..decided }).unwrap();
    }
    for (register, cells) in support::REGISTERS {
        record_row(office, *register, None, &support::cells(cells)).unwrap();
    }
    journey.keys("<F5>");
    (journey, folder)
}

/// Treatment, growing people, the alliance and the year's report; a snapshot of each.
fn shelves(lang: Lang, tag: &str) {
    let (mut journey, _folder) = grown(lang, (80, 24));
    journey.keys("t");
    insta::assert_snapshot!(format!("treatment_{tag}"), journey.screen_text());
    journey.keys("<Tab>");
    insta::assert_snapshot!(format!("due_{tag}"), journey.screen_text());
    journey.keys("<Enter>");
    insta::assert_snapshot!(format!("due_why_{tag}"), journey.screen_text());
    journey.keys("<Esc><Tab>");
    insta::assert_snapshot!(format!("equal_pay_{tag}"), journey.screen_text());
    journey.keys("<Tab>");
    insta::assert_snapshot!(format!("ladder_{tag}"), journey.screen_text());
    journey.keys("<C-t>d");
    insta::assert_snapshot!(format!("plans_{tag}"), journey.screen_text());
    journey.keys("<Enter>");
    insta::assert_snapshot!(format!("plan_{tag}"), journey.screen_text());
    journey.keys("<Esc><C-t>l<Tab><Tab><Tab>");
    insta::assert_snapshot!(format!("flows_{tag}"), journey.screen_text());
    journey.keys("<C-t>y");
    insta::assert_snapshot!(format!("year_{tag}"), journey.screen_text());
}

#[test]
fn treatment_training_the_alliance_and_the_years_report_in_chinese() {
    shelves(Lang::Zh, "zh");
}

#[test]
fn treatment_training_the_alliance_and_the_years_report_in_english() {
    shelves(Lang::En, "en");
}

#[test]
fn a_plan_is_recorded_inspected_and_its_hours_leave_as_a_signed_file() {
    let (mut journey, folder) = grown(Lang::Zh, (80, 24));
    journey.keys("dn2026<Tab>焊工初级班<Tab><Tab>焊工<Tab><Tab>30<Tab>60<Tab>培5号<C-s>");
    assert!(journey.message().contains("已登记到培训计划"), "{}", journey.message());
    journey.keys("/钳工<Enter>");
    assert!(!journey.screen_text().contains("焊工初级班"), "{}", journey.screen_text());
    journey.keys("<Esc><Esc><C-t>d/钳工<Down>m");
    insta::assert_snapshot!("stage_zh", journey.screen_text());
    journey.keys("培检1号<Tab>12<Tab>进度正常<C-s>");
    assert!(journey.message().contains("已登记年中检查"), "{}", journey.message());
    journey.keys("s<Tab>").keys(&format!("{PASSPHRASE}<C-s>"));
    assert!(journey.message().contains("密钥指纹"), "{}", journey.message());
    let given = std::fs::read_dir(folder.path())
        .unwrap()
        .filter(|file| file.as_ref().unwrap().path().extension().is_some_and(|ending| ending == "json"));
    assert_eq!(given.count(), 1);
    journey.keys("<Tab>x");
    journey.keys("登错<Enter>");
    assert!(journey.message().contains("培训学时里有 1 行指着它"), "{}", journey.message());
}

#[test]
fn a_list_leaves_as_a_pdf_that_is_made_beside_the_screen_and_never_over_another_file() {
    let (mut journey, folder) = grown(Lang::Zh, (80, 24));
    let path = folder.path().join("政策.pdf");
    journey.keys("tw<C-u>").paste(&path.display().to_string()).keys("<C-s>").settle();
    while journey.crumbs().contains("待遇政策") {
        std::thread::sleep(std::time::Duration::from_millis(2));
        journey.settle();
    }
    assert!(journey.message().contains("已写到"), "{}", journey.message());
    let made = std::fs::read(&path).unwrap();
    assert!(made.starts_with(b"%PDF-"));
    journey.keys("w<C-u>").paste(&path.display().to_string()).keys("<C-s>").settle();
    assert!(journey.screen_text().contains("文件已在，请换个名字"), "{}", journey.screen_text());
    assert!(journey.screen_text().contains("政策.pdf"), "what was typed still stands in the form");
    assert_eq!(std::fs::read(&path).unwrap(), made);
}

#[test]
fn the_wing_fits_wider_windows_and_wears_its_own_colours() {
    for size in [(120, 36), (200, 50)] {
        let (mut journey, _folder) = start(Lang::Zh, size);
        journey.keys("en星沙轴承公司<Tab>91430124MA4L8K2X45<C-s>o装配钳工<Tab><Tab><Left><Tab><C-u>2<C-s><Enter>");
        insta::assert_snapshot!(format!("posts_{}", size.0), journey.screen_text());
    }
    let style = |palette| {
        let (mut bench, _) = Bench::issued(1);
        let manager = bench.manager();
        let tops: HashSet<String> = [CLERK, manager]
            .into_iter()
            .map(|person| {
                bench.sit(person);
                let copy = touchstone::ops::Office::open(&bench.path()).unwrap();
                let mut context = Context::new(copy, Lang::Zh, Theme::new(palette, false));
                account::sign_in(&mut context.office, person, PASSPHRASE).unwrap();
                let journey = if person == manager {
                    Journey::new(context, WingHome::default(), 80, 24)
                } else {
                    Journey::new(context, Home::default(), 80, 24)
                };
                format!("{:?}", journey.buffer()[(40, 0)].style())
            })
            .collect();
        tops.len()
    };
    assert_eq!([Palette::Dark, Palette::Light, Palette::Mono].map(style), [2, 2, 2]);
}
