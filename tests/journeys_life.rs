//! The stock, a batch's certificates and one certificate's life, by keys alone, as they stand on a window of 80 by 24.

mod support;

use support::{Bench, CERTIFIER, id_number};
use touchstone::domain::evaluation::batch::BatchState;
use touchstone::domain::evaluation::certificate::Status;
use touchstone::domain::evaluation::stock::{BlankMove, SerialRange};
use touchstone::domain::id::EntryId;
use touchstone::domain::language::Lang;
use touchstone::ops::check::{Depth, check};
use touchstone::ops::stock::{Movement, record};
use touchstone::ops::{certificate, life};
use touchstone::tui::app::Idle;
use touchstone::tui::context::Context;
use touchstone::tui::journey::Journey;
use touchstone::tui::screens::home::Home;
use touchstone::tui::theme::{Palette, Theme};

const FIRST: &str = "S000043000012264000001";

fn issued(count: usize) -> Bench {
    let mut bench = Bench::marking(count);
    (1..=count).for_each(|n| bench.full_marks(EntryId(n as i64)));
    bench.advance_to(BatchState::Publicity);
    bench.clock.set("2026-09-28T09:00:00+08:00");
    bench.advance_to(BatchState::Issuing);
    bench.sit(CERTIFIER);
    certificate::issue_batch(&mut bench.office, bench.batch, |_, _| true).unwrap();
    bench
}

fn start(bench: Bench) -> (Journey, tempfile::TempDir) {
    let context = Context::new(bench.office, Lang::Zh, Theme::new(Palette::Dark, false));
    (Journey::new(context, Home::default(), 80, 24), bench.folder)
}

/// Both languages of what stands on the screen, each under its name.
fn snapshots(journey: &mut Journey, name: &str) {
    insta::assert_snapshot!(format!("{name}_zh"), journey.screen_text());
    insta::assert_snapshot!(format!("{name}_en"), journey.keys("<F2>").screen_text());
    journey.keys("<F2>");
}

/// Lets work on another thread come to its end.
fn finish(journey: &mut Journey) {
    while journey.app.idle() != Idle::Nothing {
        std::thread::yield_now();
    }
    journey.settle();
}

fn status(journey: &Journey, number: &str) -> Status {
    journey.app.context.office.read().certificate(number).unwrap().unwrap().status
}

fn sound(journey: &Journey) {
    assert_eq!(check(&journey.app.context.office, Depth::Full, &mut |_, _| true).unwrap().findings, []);
}

#[test]
fn blanks_are_received_issued_counted_and_the_ledger_tells_all_of_it() {
    let (mut journey, _folder) = start(issued(2));
    journey.keys("<F6>b");
    assert_eq!(journey.crumbs(), "首页 > 证书 > 空白证书");
    snapshots(&mut journey, "stock_empty");
    journey.keys("s");
    assert!(journey.message().contains("先按 n 登记入库"), "{}", journey.message());
    journey.keys("nA0001-A0100<Tab>调拨单 12 号<C-s>");
    assert_eq!(journey.message(), "已登记入库 100 张。");
    // The selected run is offered; it is too many for two who passed.
    journey.keys("i");
    snapshots(&mut journey, "stock_issue");
    journey.keys("<C-u>A0001+4<C-s>");
    assert!(journey.message().contains("按 110% 最多领 3 张"), "{}", journey.message());
    journey.keys("<BS>3<C-s>");
    assert_eq!(journey.message(), "已登记领用 3 张。");
    journey.keys("cA0001-A0099<C-s>");
    assert!(journey.message().contains("账上有而没有找到 A0100"), "{}", journey.message());
    journey.keys("<Tab>最后一张受潮，已单独放<C-s>");
    snapshots(&mut journey, "stock");
    journey.keys("<Enter>");
    snapshots(&mut journey, "stock_ledger");
    sound(&journey);
}

#[test]
fn a_batch_is_printed_one_sheet_is_spoiled_and_its_data_goes_up() {
    let mut bench = issued(3);
    let range = |text: &str| SerialRange::parse(text).unwrap();
    let document = "调拨单 12 号".to_owned();
    record(&mut bench.office, &Movement { document, ..Movement::of(BlankMove::Received, range("A0001+50")) }).unwrap();
    let (person, because) = (Some(CERTIFIER), "备用".to_owned());
    let issue = Movement { person, because, ..Movement::of(BlankMove::Issued, range("A0001+5")) };
    record(&mut bench.office, &issue).unwrap();
    let (mut journey, folder) = start(bench);
    journey.keys("<F3><Enter>z");
    assert_eq!(journey.crumbs().split(" > ").last(), Some("本批证书"));
    let pdf = folder.path().join("证书.pdf");
    // The folder of this test has another name each time.
    journey.keys("p<Tab><Tab><Tab><Tab><Tab><C-u>证书.pdf");
    snapshots(&mut journey, "print_run");
    journey.keys(&format!("<C-u>{}<S-Tab><S-Tab><Right><C-s>", pdf.display()));
    finish(&mut journey);
    let told = journey.message();
    assert!(told.starts_with("已登记印制 3 本：A0001-A0003，已写到") && told.ends_with("证书.pdf。"), "{told}");
    journey.keys("<Down>s卡纸<Enter>");
    assert_eq!(journey.message(), "A0002 已作废，换到 A0004。");
    journey.keys("u<C-s>");
    assert!(journey.message().starts_with("3 本已写到"), "{}", journey.message());
    journey.keys("nHN-0091<Enter>");
    assert_eq!(journey.message(), "已登记 3 本的回执。");
    snapshots(&mut journey, "batch_certificates");
    journey.keys("u");
    assert!(journey.message().contains("没有要上报的"), "{}", journey.message());
    journey.keys("e<C-s>");
    let written = std::fs::read_dir(folder.path())
        .unwrap()
        .filter_map(Result::ok)
        .filter(|file| file.file_name().to_string_lossy().ends_with(".xlsx"));
    assert_eq!(written.count(), 2, "the confirmation table and the list for fetching");
    // Nothing wants a copy now: what stands recorded can go on paper once more, and is only recorded once.
    let again = folder.path().join("again.pdf");
    journey.keys(&format!("p<Tab><Tab><Tab><Right><Tab><Tab><C-u>{}<C-s>", again.display()));
    finish(&mut journey);
    assert!(journey.message().starts_with("再出 3 本，没有另行登记，已写到"), "{}", journey.message());
    assert!(pdf.is_file() && again.is_file());
    journey.keys("o<Tab><Right><Tab><C-u>1.25<Tab><C-u>-0.5<C-s>");
    assert_eq!(journey.message(), "已记在这台电脑上。");
    sound(&journey);
}

#[test]
fn ticked_certificates_are_revoked_together_before_a_second_person() {
    let (mut journey, _folder) = start(issued(3));
    journey.keys("<F3><Enter>zx");
    assert!(journey.message().contains("先按 t 勾选"), "{}", journey.message());
    journey.keys("ttx");
    journey.keys("<Enter>").keys("tests keep no secrets<Enter>").settle();
    snapshots(&mut journey, "bulk_revoke");
    journey.keys("<Tab>湘技撤〔2026〕3号<Tab>用错试卷<C-s>").settle();
    assert_eq!(journey.message(), "已撤销 2 本。");
    assert_eq!(status(&journey, FIRST), Status::Revoked);
    assert_eq!(status(&journey, "S000043000012264000003"), Status::Valid);
    snapshots(&mut journey, "batch_certificates_revoked");
    sound(&journey);
}

#[test]
fn one_certificate_is_reissued_corrected_and_revoked_and_its_life_is_told() {
    let (mut journey, _folder) = start(issued(2));
    journey.keys("<F6><Down>r<Tab>《青梧日报》2026-09-27 遗失声明<C-s>");
    assert_eq!(journey.message(), "已补发（第 1 次），编号不变；按 p 印制。");
    journey.keys("p<C-s>");
    assert_eq!(journey.message(), "已登记第 1 份。");
    journey.keys("e<Enter>").keys("tests keep no secrets<Enter>").settle();
    snapshots(&mut journey, "correct");
    journey.keys("<C-u>张玮<Tab><Tab><Tab><Tab>更名<C-s>");
    assert!(journey.message().contains("凭据"), "{}", journey.message());
    journey.keys("<Tab>派出所证明 88 号<C-s>");
    assert_eq!(journey.message(), "已更正，现为第 2 版；按 p 印制。");
    snapshots(&mut journey, "register");
    journey.keys("x<Enter>").keys("tests keep no secrets<Enter>").settle();
    journey.keys("<Tab>湘技撤〔2026〕3号<Tab>毕业证书系伪造<C-s>");
    assert_eq!(status(&journey, FIRST), Status::Revoked);
    journey.keys("r");
    assert!(journey.message().contains("不能再补发"), "{}", journey.message());
    journey.keys("<Enter><PgDn>");
    snapshots(&mut journey, "life_of_a_certificate");
    sound(&journey);
}

#[test]
fn an_old_ledger_is_previewed_taken_in_and_found_marked_as_not_verified() {
    let mut bench = issued(1);
    let rows = format!(
        "证书编号,姓名,证件号码,职业名称,等级,发证日期,发证机构,取得方式\n\
         1510012003400123,王小二,{},钳工,四级,2015-06-30,县职业技能鉴定指导中心,考核\n\
         RGN43010200120300021,赵大,{},钳工,四级,2020-06-30,县机械厂,竞赛\n",
        id_number(40),
        id_number(41)
    );
    let folder = bench.folder.path().join("台账");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("发证台账.csv"), rows).unwrap();
    bench.office.prefer("import_folder", &folder.display().to_string()).unwrap();
    let (mut journey, _folder) = start(bench);
    journey.keys("<F11><End><Up><Up><Enter><Enter>");
    finish(&mut journey);
    snapshots(&mut journey, "ledger_preview");
    journey.keys("y<Enter>").finish();
    assert_eq!(journey.message(), "已导入 1 本历史证书。");
    journey.keys("<F6>");
    snapshots(&mut journey, "register_with_ledger");
    // Our own stand above it.
    journey.keys("<Down>x");
    assert!(journey.message().contains("未经本系统核发"), "{}", journey.message());
    journey.keys("<Enter>");
    snapshots(&mut journey, "historical");
    sound(&journey);
}

#[test]
fn the_clerk_is_told_who_may_before_anything_is_filled_in() {
    let mut bench = issued(1);
    life::reissue(&mut bench.office, FIRST, "遗失", "声明").unwrap();
    bench.sit(support::CLERK);
    let (mut journey, _folder) = start(bench);
    for (keys, who) in [("<F6>x", "证书管理员"), ("<F6>e", "证书管理员"), ("<F6>r", "证书管理员")] {
        journey.keys(keys);
        assert!(journey.message().contains(who), "{keys}: {}", journey.message());
    }
}
