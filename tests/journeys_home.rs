//! What a clerk does from the first screen on: sees what is due, plans a batch, brings it to its exam, issues certificates.

mod support;

use support::{Bench, applicant};
use touchstone::domain::evaluation::batch::BatchState;
use touchstone::domain::evaluation::entry::Decision;
use touchstone::domain::id::{BatchId, EntryId};
use touchstone::domain::language::Lang;
use touchstone::ops::{Office, batch, entry};
use touchstone::store::read::entry::EntryFilter;
use touchstone::tui::context::Context;
use touchstone::tui::journey::Journey;
use touchstone::tui::screens::home::Home;
use touchstone::tui::theme::{Palette, Theme};

fn start(office: Office) -> Journey {
    let context = Context::new(office, Lang::Zh, Theme::new(Palette::Dark, false));
    let mut journey = Journey::new(context, Home::default(), 80, 24);
    journey.settle();
    journey
}

/// The same screen in both languages, as one picture each.
macro_rules! pictures {
    ($journey:expr, $name:literal) => {
        insta::assert_snapshot!(concat!($name, "_zh"), $journey.screen_text());
        insta::assert_snapshot!(concat!($name, "_en"), $journey.keys("<F2>").screen_text());
        $journey.keys("<F2>");
    };
}

fn state(journey: &Journey, id: BatchId) -> BatchState {
    journey.app.context.office.read().batch(id).unwrap().unwrap().state
}

/// Six applicants, the last of them two years short, on the day after registration.
fn registered() -> Bench {
    let mut bench = Bench::registering();
    for n in 0..6 {
        let mut application = applicant(n);
        if n == 5 {
            application.claims.years_in_trade = Some(3);
        }
        entry::file_entry(&mut bench.office, bench.batch, &application).unwrap();
    }
    bench.clock.set("2026-09-11T09:00:00+08:00");
    bench
}

#[test]
fn a_new_user_sees_what_is_due_opens_the_batch_and_sees_what_blocks_it() {
    let bench = registered();
    let mut journey = start(bench.office);
    pictures!(journey, "home");
    journey.keys("<Enter>a");
    assert_eq!(journey.crumbs(), "首页 > 2026 年九月批次 > 确认");
    journey.keys("y");
    assert_eq!(journey.message(), "批次已转入“资格审核”。");
    pictures!(journey, "batch_reviewing");
    journey.keys("a");
    assert_eq!(journey.message(), "还有 6 份报名没有审核。", "what cannot run says why");
    assert_eq!(journey.keys("w").crumbs(), "首页 > 2026 年九月批次 > 转入“考场编排”之前");
    journey.keys("<Esc><Esc>").settle();
    assert!(journey.screen_text().contains("6 份报名待审核"), "{}", journey.screen_text());
}

#[test]
fn a_station_without_batches_says_which_key_makes_one() {
    let bench = Bench::founded();
    let mut journey = start(bench.office);
    assert!(journey.screen_text().contains("没有待办。按 b 看批次"), "{}", journey.screen_text());
    journey.keys("b");
    assert!(journey.screen_text().contains("按 n 新建一个"), "{}", journey.screen_text());
    assert_eq!(journey.keys("n").crumbs(), "首页 > 批次 > 新批次");
}

#[test]
fn nonsense_in_a_plan_is_told_beside_the_field_and_a_right_plan_becomes_a_batch() {
    let bench = Bench::founded();
    let mut journey = start(bench.office);
    journey.keys("bn");
    journey.keys(
        "批次一<Tab>十月批次<Tab><Right><Tab><Tab><Tab>2026-10-40<Tab>2026-10-20<Tab>2026-10-18<Tab><Tab><C-u>900",
    );
    pictures!(journey, "plan_nonsense");
    journey.keys("<C-s>");
    assert!(journey.message().starts_with("计划编号："), "{}", journey.message());
    // The cursor is in the code by now: put right one after another.
    journey.keys("<C-u>j2026-10<Tab><Tab><Left><Tab>湘备 2026-018<Tab><Enter>");
    assert_eq!(journey.crumbs(), "首页 > 批次 > 新批次 > 职业等级");
    journey.keys("钳工<Enter><C-s>");
    journey.keys("<C-u>20261001<Tab><C-u>2026.10.10<Tab><C-u>2026-10-18<Tab>一号车间<Tab><C-u>30");
    pictures!(journey, "plan");
    journey.keys("<C-s>");
    assert_eq!(journey.message(), "已保存批次“十月批次”的计划。");
    assert_eq!(journey.crumbs(), "首页 > 批次 > 十月批次");
    journey.keys("ay");
    assert_eq!(journey.message(), "批次已转入“已公告”。");
    let plan = journey.app.context.office.read().batches().unwrap().remove(0).plan;
    assert_eq!((plan.code.as_str(), plan.items.len(), plan.room_seats), ("J2026-10", 1, 30));
    journey.keys("e");
    assert_eq!(journey.message(), "批次已公告，计划不能再改。");
    journey.keys("B对方要求改期<Enter>");
    assert_eq!(journey.message(), "批次已退回“草稿”。");
    assert_eq!(journey.keys("<Esc>").crumbs(), "首页 > 批次");
}

#[test]
fn a_code_that_is_taken_is_told_beside_the_field_and_nothing_typed_is_lost() {
    let mut bench = Bench::founded();
    let plan = bench.plan();
    batch::plan(&mut bench.office, None, plan).unwrap();
    let mut journey = start(bench.office);
    journey.keys("bnJ2026-09<Tab>又一批<Tab><Tab><Tab><Tab>20261001<Tab>20261010<Tab>20261018<C-s>");
    assert!(journey.screen_text().contains("计划编号 J2026-09 已用于"), "{}", journey.screen_text());
    journey.keys("<Esc>");
    assert_eq!(journey.crumbs(), "首页 > 批次 > 新批次 > 确认", "leaving asks first");
}

#[test]
fn a_clerk_accepts_seats_and_staffs_until_the_batch_waits_for_its_exam() {
    let bench = registered();
    let (id, item) = (bench.batch, bench.item);
    let mut journey = start(bench.office);
    journey.keys("<Enter>ay");
    journey.keys("A");
    assert_eq!(journey.message(), "通过了 5 份符合条件的报名，还有 1 份要逐份看。");
    // The one that is left, by the filter: accepted against the conditions only with a reason.
    journey.keys("f待审<Enter><Enter>");
    pictures!(journey, "entry");
    journey.keys("a");
    assert_eq!(journey.crumbs(), "首页 > 2026 年九月批次 > 张小明 > 审核：通过");
    journey.keys("<Enter>");
    assert!(journey.message().contains("必填"), "{}", journey.message());
    journey.keys("县局批复，见附件<Enter>");
    assert_eq!(journey.message(), "审核结果：通过。");
    journey.keys("<Esc>f全部<Enter>ay");
    assert_eq!(state(&journey, id), BatchState::Arranging);
    journey.keys("t");
    assert_eq!(journey.message(), "编排了 6 个座位。");
    journey.keys("ay");
    pictures!(journey, "batch_staffing");
    journey.keys("P");
    journey.keys("A");
    assert_eq!(journey.message(), "选了 2 份试卷。");
    journey.keys("<Enter>登一<Enter><C-u>登二<Enter><C-s>");
    assert_eq!(journey.message(), "考评组已定：2 人。");
    journey.keys("<Down><Enter>秦<Enter><Down><Enter><Down><Enter>");
    pictures!(journey, "panel");
    journey.keys("<C-s>");
    pictures!(journey, "staffing");
    let members = |subject| journey.app.context.office.read().panel(id, item, subject).unwrap().len();
    use touchstone::domain::evaluation::subject::SubjectKind;
    assert_eq!((members(SubjectKind::Theory), members(SubjectKind::Skills)), (2, 3));
    journey.keys("<Esc>ay");
    assert_eq!(state(&journey, id), BatchState::Ready);
    journey.keys("a");
    assert_eq!(journey.message(), "考试日期是 2026-09-20。");
}

#[test]
fn an_entry_is_returned_with_a_reason_and_withdrawn_behind_a_question() {
    let bench = registered();
    let id = bench.batch;
    let mut journey = start(bench.office);
    journey.keys("<Enter>ay<Enter>r照片不清<Enter>");
    assert_eq!(journey.message(), "审核结果：退回。");
    journey.keys("n");
    assert_eq!(journey.crumbs(), "首页 > 2026 年九月批次 > 欧阳小明");
    journey.keys("w<Enter>");
    assert!(journey.message().is_empty(), "Enter says no");
    journey.keys("wy");
    assert_eq!(journey.message(), "审核结果：撤回。");
    journey.keys("a");
    assert_eq!(journey.message(), "这份报名已撤回。");
    let rows = journey.app.context.office.read().batch_entries(id, EntryFilter::default()).unwrap();
    assert_eq!((rows[0].decision, rows[1].decision), (Decision::Returned, Decision::Withdrawn));
}

/// Another person signs in; their own first screen comes.
fn becomes(journey: &mut Journey, name: &str) {
    journey.keys(&format!("<F12>{name}<Enter>{}<Enter>", support::PASSPHRASE)).settle();
    assert_eq!(journey.message(), format!("{name}已登录。"));
}

/// Everyone has passed and publicity has begun.
fn public() -> Bench {
    let mut bench = Bench::marking(3);
    for n in 1..=3 {
        bench.full_marks(EntryId(n));
    }
    bench.sit(support::CLERK);
    bench.advance_to(BatchState::Publicity);
    bench
}

#[test]
fn an_objection_is_recorded_decided_and_keeps_the_certificates_back_meanwhile() {
    let bench = public();
    let mut journey = start(bench.office);
    journey.keys("<Enter>On9999<Tab>有人替考<Enter>");
    assert!(journey.screen_text().contains("! "), "{}", journey.screen_text());
    journey.keys("<C-u>J2026-090002<Tab><Enter>");
    assert_eq!(journey.message(), "已受理，回执 J2026-09-Y001，2026-09-25 前答复。");
    journey.keys("<Esc>");
    bench.clock.set("2026-09-28T09:00:00+08:00");
    becomes(&mut journey, "证一");
    journey.keys("<Enter>c");
    assert_eq!(journey.message(), "有 1 件异议没有处理。");
    becomes(&mut journey, "督一");
    journey.keys("<Enter>O");
    pictures!(journey, "objections");
    journey.keys("<Enter><Tab>查无实据<Enter>");
    assert_eq!(journey.message(), "异议已处理，按 w 看告知书。");
    journey.keys("<Enter>");
    assert!(journey.screen_text().contains("处理结果告知书"), "{}", journey.screen_text());
    becomes(&mut journey, "证一");
    assert_eq!(journey.crumbs(), "首页 > 2026 年九月批次", "everything is as it was left");
    journey.keys("c");
    assert_eq!(journey.crumbs(), "首页 > 2026 年九月批次 > 确认");
}

#[test]
fn certificates_are_issued_after_publicity_and_their_numbers_shown() {
    let bench = public();
    let id = bench.batch;
    let mut journey = start(bench.office);
    journey.keys("<Enter>c");
    assert!(journey.message().contains("“核发证书”由证书管理员办理"), "{}", journey.message());
    becomes(&mut journey, "证一");
    journey.keys("<Enter>c");
    assert_eq!(journey.message(), "公示到 2026-09-25 结束。");
    bench.clock.set("2026-09-28T09:00:00+08:00");
    journey.keys("<Esc><F5><Enter>ay");
    assert_eq!(state(&journey, id), BatchState::Issuing);
    journey.keys("c");
    pictures!(journey, "issue_question");
    journey.keys("y").settle();
    pictures!(journey, "issued");
    journey.keys("<Enter>");
    pictures!(journey, "batch_issued");
    journey.keys("c");
    assert_eq!(journey.message(), "没有待发的证书。");
}

#[test]
fn stopping_between_two_certificates_keeps_those_that_are_issued() {
    let bench = public();
    let id = bench.batch;
    bench.clock.set("2026-09-28T09:00:00+08:00");
    let mut journey = start(bench.office);
    becomes(&mut journey, "证一");
    journey.keys("<Enter>cy<Esc>").settle();
    assert!(journey.screen_text().contains("要停下吗"), "{}", journey.screen_text());
    journey.keys("y");
    assert_eq!(journey.message(), "停下了：0 本已核发，还有 3 本待发。");
    journey.keys("cy").settle();
    assert_eq!(journey.app.context.office.read().batch_counts(id).unwrap().certificates, 3);
}

#[test]
fn clicks_do_what_the_keys_do() {
    let bench = registered();
    let mut journey = start(bench.office);
    journey.click("批次  d 期限");
    assert_eq!(journey.crumbs(), "首页 > 批次");
    journey.click("2026 年九月批次");
    assert_eq!(journey.crumbs(), "首页 > 批次 > 2026 年九月批次");
    journey.click("排座");
    assert!(journey.message().contains("编排考场在"), "{}", journey.message());
    journey.click("张伟").click("首页");
    assert_eq!(journey.crumbs(), "首页");
}

/// The file with the place of the first row of a table made nonsense; all else is sound.
fn spoil(file: &std::path::Path, table: &str) -> Vec<u8> {
    const LEAF: u8 = 0x0D;
    let conn = rusqlite::Connection::open(file).unwrap();
    let page: i64 =
        conn.query_row("SELECT rootpage FROM sqlite_schema WHERE name = ?1", [table], |row| row.get(0)).unwrap();
    drop(conn);
    let mut bytes = std::fs::read(file).unwrap();
    let root = (page as usize - 1) * usize::from(u16::from_be_bytes([bytes[16], bytes[17]]));
    let rows = root + if bytes[root] == LEAF { 8 } else { 12 };
    bytes[rows..rows + 2].fill(0);
    bytes
}

#[test]
fn a_damaged_file_is_told_in_red_with_what_to_do() {
    let bench = registered();
    let path = bench.path();
    let Bench { office, folder, .. } = bench;
    office.settle().unwrap();
    drop(office);
    let spoiled = spoil(&path, "sealed");
    std::fs::write(&path, spoiled).unwrap();
    let mut office = Office::open(&path).unwrap();
    touchstone::ops::account::sign_in(&mut office, support::CLERK, support::PASSPHRASE).unwrap();
    let mut journey = start(office);
    for _ in 0..2_000 {
        if journey.settle().screen_text().contains("touchstone check") {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    assert!(journey.screen_text().contains("请不要继续使用，先复制一份留存"), "{}", journey.screen_text());
    drop(folder);
}

#[test]
fn whoever_marks_goes_from_what_is_due_to_the_desk_and_from_the_batch_to_desk_and_outcome() {
    let mut bench = Bench::marking(2);
    bench.sit(support::EXAMINERS[0]);
    let mut journey = start(bench.office);
    assert!(journey.screen_text().contains("钳工四级 操作技能：2 份待签"), "{}", journey.screen_text());
    let desk = journey.keys("<Enter>").crumbs();
    journey.keys("<Esc>").settle();
    journey.keys("bm<Esc>").keys("b<Enter>m");
    assert_eq!(journey.crumbs().split(" > ").last(), desk.split(" > ").last(), "{}", journey.crumbs());
    journey.keys("<Esc>o<Esc><Enter>o");
    assert!(journey.crumbs().starts_with("首页 > 批次 > 2026 年九月批次 > 张伟 > "), "{}", journey.crumbs());
}
