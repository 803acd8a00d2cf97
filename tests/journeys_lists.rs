//! Journeys through the lists: what a person types, and what stands on the screen then.

mod support;

use ratatui::Frame;
use ratatui::layout::Rect;
use support::{Bench, STANDARD};
use touchstone::domain::evaluation::batch::BatchState;
use touchstone::domain::evaluation::standard::Standard;
use touchstone::domain::id::EntryId;
use touchstone::domain::language::Lang;
use touchstone::ops::{certificate, standard};
use touchstone::tui::app::Idle;
use touchstone::tui::context::Context;
use touchstone::tui::intent::Intent;
use touchstone::tui::journey::Journey;
use touchstone::tui::keytable::Scope;
use touchstone::tui::screen::{Flow, Screen};
use touchstone::tui::theme::{Palette, Theme};

/// Where the keys of the places start from.
struct Start;

impl Screen for Start {
    fn crumb(&self, lang: Lang) -> String {
        lang.pick("首页", "Home").to_owned()
    }

    fn scope(&self) -> Scope {
        Scope::List
    }

    fn draw(&mut self, _: &mut Frame, _: Rect, _: &mut Context) {}

    fn intent(&mut self, _: Intent, _: &mut Context) -> Flow {
        Flow::Pass
    }
}

/// The folder goes when the journey is over.
fn start(bench: Bench, columns: u16, rows: u16) -> (Journey, tempfile::TempDir) {
    let context = Context::new(bench.office, Lang::Zh, Theme::new(Palette::Dark, false));
    (Journey::new(context, Start, columns, rows), bench.folder)
}

/// Lets work on another thread come to its end.
fn finish(journey: &mut Journey) {
    while journey.app.idle() != Idle::Nothing {
        std::thread::yield_now();
    }
    journey.settle();
}

/// Three candidates who passed, with their certificates.
fn certified() -> Bench {
    let mut bench = Bench::marking(3);
    (1..=3).for_each(|n| bench.full_marks(EntryId(n)));
    bench.advance_to(BatchState::Publicity);
    bench.clock.set("2026-09-28T09:00:00+08:00");
    bench.advance_to(BatchState::Issuing);
    bench.sit(support::CERTIFIER);
    certificate::issue_batch(&mut bench.office, bench.batch, |_, _| true).unwrap();
    bench.sit(support::CLERK);
    bench
}

/// Both languages of what stands on the screen, each under its name.
fn snapshots(journey: &mut Journey, name: &str) {
    insta::assert_snapshot!(format!("{name}_zh"), journey.screen_text());
    insta::assert_snapshot!(format!("{name}_en"), journey.keys("<F2>").screen_text());
    journey.keys("<F2>");
}

#[test]
fn a_certificate_is_found_by_pinyin_initials_and_told_as_it_was_issued() {
    let (mut journey, _folder) = start(certified(), 80, 24);
    journey.keys("<F6>");
    snapshots(&mut journey, "certificates");
    journey.keys("/oyxm");
    assert!(journey.screen_text().contains("找到 1 本"), "{}", journey.screen_text());
    journey.keys("<Enter>");
    assert_eq!(journey.crumbs(), "首页 > 证书 > S000043000012264000002");
    snapshots(&mut journey, "certificate");
    let above = journey.screen_text();
    journey.keys("G");
    let below = journey.screen_text();
    for told in ["欧阳小明", "钳工", "--", "四级/中级工", "有效", "测试县职业技能鉴定所"] {
        assert!(above.contains(told), "{told}:\n{above}");
    }
    assert!(below.contains("湖南") && below.contains("第 2 号") && below.contains("日志"), "{below}");
    assert!(!above.contains(&support::id_number(1)), "the ID number is masked");
}

#[test]
fn a_candidate_is_found_by_the_whole_id_which_is_never_echoed() {
    let (mut journey, _folder) = start(certified(), 80, 24);
    let id = support::id_number(2);
    journey.keys("<F4>");
    snapshots(&mut journey, "candidates");
    journey.keys(&format!("/{id}<Down>"));
    assert!(journey.screen_text().contains("找到 1 人"), "{}", journey.screen_text());
    assert!(!journey.screen_text().contains(&id), "{}", journey.screen_text());
    journey.keys("<Enter>");
    assert_eq!(journey.crumbs(), "首页 > 考生 > 买静怡");
    snapshots(&mut journey, "candidate");
    assert!(journey.screen_text().contains("缺照片"));
    journey.keys("<Enter>");
    assert_eq!(journey.crumbs().matches('>').count(), 3, "Enter leads to the outcome: {}", journey.crumbs());
    assert!(journey.screen_text().contains("合格"), "{}", journey.screen_text());
    journey.keys("<Esc><Esc><Esc>");
    assert!(journey.screen_text().contains("共 3 人"), "Esc lets the search go");
    journey.keys("<Esc>");
    assert_eq!(journey.crumbs(), "首页");
}

#[test]
fn a_candidate_is_found_by_the_last_four_characters_of_the_id() {
    let (mut journey, _folder) = start(certified(), 80, 24);
    let id = support::id_number(2);
    journey.keys(&format!("<F4>/{}", &id[14..]));
    assert!(journey.screen_text().contains("找到 1 人"), "{}", journey.screen_text());
    assert!(journey.screen_text().contains("买静怡"), "{}", journey.screen_text());
    let wide: String = id[14..].chars().map(|c| char::from_u32(c as u32 + 0xFEE0).unwrap()).collect();
    journey.keys(&format!("<C-u>{wide}"));
    assert!(journey.screen_text().contains("找到 1 人"), "full-width digits: {}", journey.screen_text());
    journey.keys("<C-u>0000");
    assert!(journey.screen_text().contains("找到 0 人"), "{}", journey.screen_text());
}

#[test]
fn places_lie_side_by_side_and_work_inside_one_is_come_back_to() {
    let (mut journey, _folder) = start(certified(), 80, 24);
    journey.keys("<F4><F6><F7>");
    assert_eq!(journey.crumbs(), "首页 > 标准");
    journey.keys("<F4><Enter><F6>");
    assert_eq!(journey.crumbs().matches('>').count(), 3, "{}", journey.crumbs());
    journey.keys("<F6><Esc><Esc><Esc>");
    assert_eq!(journey.crumbs(), "首页");
}

#[test]
fn a_standard_is_read_down_to_a_criterion() {
    let (mut journey, _folder) = start(Bench::founded(), 80, 24);
    journey.keys("<F7>");
    snapshots(&mut journey, "standards");
    journey.keys("/qg<Enter>");
    assert_eq!(journey.crumbs(), "首页 > 标准 > 钳工");
    snapshots(&mut journey, "standard");
    journey.keys("j<Enter>");
    snapshots(&mut journey, "level");
    journey.keys("<Esc>jjj<Enter>");
    snapshots(&mut journey, "subject");
    journey.keys("<Esc>j<Enter>");
    assert_eq!(journey.crumbs().matches('>').count(), 3, "{}", journey.crumbs());
    snapshots(&mut journey, "paper");
    journey.keys("j<Enter>");
    snapshots(&mut journey, "criterion");
}

#[test]
fn a_wide_window_shows_list_and_detail_side_by_side() {
    let (mut journey, _folder) = start(certified(), 120, 36);
    for (key, name) in [("<F7>", "standards"), ("<F6>", "certificates"), ("<F4>", "candidates"), ("<F8>", "journal")] {
        journey.keys(key);
        insta::assert_snapshot!(format!("{name}_wide"), journey.screen_text());
    }
}

#[test]
fn a_faulty_draft_is_refused_with_every_fault_and_a_whole_one_is_asked_about() {
    let mut bench = Bench::founded();
    let mut draft: Standard = toml::from_str(STANDARD).unwrap();
    draft.edition = "2027".into();
    let whole = draft.clone();
    draft.levels[0].subjects[0].functions[0].weight += 7;
    draft.levels[0].conditions.clear();
    standard::write_standard(&mut bench.office, draft, "# 草稿".into()).unwrap();
    let (mut journey, _folder) = start(bench, 80, 24);
    journey.keys("<F7>A");
    snapshots(&mut journey, "faults");
    let told = journey.screen_text();
    assert!(told.contains("有 2 处错误") && told.contains("权重合计应为 100，现为 107"), "{told}");
    assert!(told.contains("没有申报条件"), "{told}");
    journey.keys("<Esc>");
    standard::write_standard(&mut journey.app.context.office, whole, "# 草稿".into()).unwrap();
    journey.keys("<F5>A");
    insta::assert_snapshot!("approve_zh", journey.screen_text());
    journey.keys("<Enter>");
    assert!(!journey.app.context.office.read().standards().unwrap()[0].approved, "Enter says no");
    journey.keys("Ay");
    assert_eq!(journey.message(), "标准已批准。");
    assert!(journey.app.context.office.read().standards().unwrap()[0].approved);
    journey.keys("A");
    assert!(journey.message().contains("已批准，不能再改"), "{}", journey.message());
}

#[test]
fn a_standard_is_written_back_unchanged_and_no_file_is_overwritten() {
    let bench = Bench::founded();
    let to = bench.folder.path().join("out.toml");
    let (mut journey, _folder) = start(bench, 80, 24);
    let path = to.to_string_lossy().replace('<', "<lt>");
    journey.keys(&format!("<F7>x<C-u>{path}<Enter>"));
    assert_eq!(std::fs::read_to_string(&to).unwrap(), STANDARD);
    journey.keys(&format!("x<C-u>{path}<Enter>"));
    assert_eq!(journey.crumbs(), "首页 > 标准 > 导出", "the form stays with what was typed");
    assert!(!journey.message().is_empty());
}

#[test]
fn a_journal_row_tells_all_but_the_sealed_part() {
    let (mut journey, _folder) = start(certified(), 80, 24);
    journey.keys("<F8>");
    snapshots(&mut journey, "journal");
    journey.keys("<Enter>");
    snapshots(&mut journey, "act");
    let told = journey.screen_text();
    assert!(told.contains("核发证书") && told.contains("在，已密封") && told.contains("本条摘要"), "{told}");
    assert!(!told.contains("doc_cipher"), "the sealed part is not shown");
}

#[test]
fn the_check_runs_beside_and_tells_what_it_found() {
    let (mut journey, _folder) = start(certified(), 80, 24);
    journey.keys("<F8>c");
    finish(&mut journey);
    assert_eq!(journey.crumbs(), "首页 > 日志 > 核对结果", "{}", journey.message());
    let told = journey.screen_text();
    assert!(told.contains("都相符") && told.contains("签名"), "{told}");
}

#[test]
fn a_setting_refuses_nonsense_and_then_takes_a_value() {
    let (mut journey, _folder) = start(Bench::founded(), 80, 24);
    journey.keys("<F9>");
    snapshots(&mut journey, "settings");
    journey.keys("jjjjj<Enter><Enter><C-u>９９９<C-s>");
    assert!(journey.message().contains("1–30"), "{}", journey.message());
    snapshots(&mut journey, "setting_nonsense");
    assert_eq!(journey.app.context.office.read().setting("publicity_working_days").unwrap(), None);
    journey.keys("<C-u>7<C-s>");
    assert_eq!(journey.message(), "已保存。公示工作日：7。");
    assert_eq!(journey.app.context.office.read().setting("publicity_working_days").unwrap().as_deref(), Some("7"));
    assert_eq!(journey.crumbs(), "首页 > 设置 > 规则");
}

#[test]
fn the_filed_scope_and_the_people_are_added_to() {
    let (mut journey, _folder) = start(Bench::founded(), 80, 24);
    journey.keys("<F9>j<Enter>");
    snapshots(&mut journey, "scope");
    journey.keys("a<Right><Tab>４-10-01-05<Tab>养老护理员<Tab><Tab><C-u>2026/3/1<Tab><Tab>备案〔2026〕2号<C-s>");
    assert_eq!(journey.message(), "已登记备案：养老护理员 五级/初级工。");
    let scopes = journey.app.context.office.read().scopes().unwrap();
    assert_eq!(
        (scopes.len(), scopes[0].trade_code.as_str(), scopes[0].classification.as_str()),
        (2, "4-10-01-05", "2015")
    );
    journey.keys("<Esc>j<Enter>a");
    snapshots(&mut journey, "person");
    journey.keys("阿依古丽·买买提<Tab><Right><Tab><Tab><Tab><Tab><Tab><Tab><Tab><Tab><Tab>given on paper once<C-s>");
    assert_eq!(journey.message(), "已登记人员阿依古丽·买买提。");
    assert!(journey.screen_text().contains("考务员"), "{}", journey.screen_text());
}

#[test]
fn a_backup_is_done_once_the_copy_is_proven() {
    let mut bench = Bench::founded();
    touchstone::ops::keep::set_passphrase(&mut bench.office, "in two sealed envelopes").unwrap();
    let to = bench.folder.path().join("copy.backup");
    let (mut journey, _folder) = start(bench, 80, 24);
    journey.keys(&format!("<F9>b<C-u>{}<Enter>", to.to_string_lossy()));
    finish(&mut journey);
    assert!(journey.message().contains("备份已核实"), "{}", journey.message());
    let written = std::fs::read(&to).unwrap();
    assert!(written.starts_with(b"age-encryption.org/v1\n"), "what leaves is sealed");
    journey.keys("G");
    assert!(journey.screen_text().contains("刚才的备份"), "{}", journey.screen_text());
    journey.keys(&format!("b<C-u>{}<Enter>", to.to_string_lossy()));
    finish(&mut journey);
    assert!(!journey.message().contains("已核实"), "an existing file is never overwritten: {}", journey.message());
    assert_eq!(std::fs::read(&to).unwrap(), written);
}

#[test]
fn another_person_sits_down_and_the_top_line_follows() {
    let mut bench = Bench::marking(2);
    bench.sit(support::CLERK);
    let (mut journey, _folder) = start(bench, 80, 24);
    assert!(journey.screen_text().lines().next().unwrap().ends_with("周考务"));
    journey.keys("<F12>");
    snapshots(&mut journey, "people");
    journey.keys(&format!("q<Down><Enter>{}<Enter>", support::PASSPHRASE)).settle();
    assert_eq!(journey.message(), "秦二已登录。");
    assert!(journey.screen_text().lines().next().unwrap().ends_with("秦二"));
    assert_eq!(journey.app.context.office.who(), support::EXAMINERS[1]);
}

#[test]
fn empty_lists_say_what_makes_a_row() {
    let (mut journey, _folder) = start(Bench::founded(), 80, 24);
    for (key, next) in [("<F4>", "F11"), ("<F6>", "公示期满")] {
        assert!(journey.keys(key).screen_text().contains(next), "{}", journey.screen_text());
    }
}
