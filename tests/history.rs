//! Certificates of before: taken in as told, marked as not verified, and known when their holder registers again.

mod support;

use support::{Bench, CERTIFIER, applicant, id_number};
use touchstone::domain::evaluation::batch::{BatchPlan, BatchState};
use touchstone::domain::evaluation::certificate::Way;
use touchstone::domain::id::EntryId;
use touchstone::domain::language::{Lang, Say};
use touchstone::domain::refusal::Refusal;
use touchstone::exchange::history::{History, preview};
use touchstone::exchange::source::Source;
use touchstone::ops::check::{Depth, check};
use touchstone::ops::{batch, certificate, entry};
use touchstone::store::read::history::Registered;

const HEADER: &str = "证书编号,姓名,证件类型,证件号码,职业名称,职业编码,等级,发证日期,发证机构,取得方式\n";

fn ledger(rows: &[String]) -> Vec<u8> {
    format!("{HEADER}{}", rows.join("\n")).into_bytes()
}

fn row(number: &str, name: &str, n: usize, level: &str, way: &str) -> String {
    format!(
        "{number},{name},居民身份证,{},钳工,6-20-01-01,{level},2019-06-30,县职业技能鉴定指导中心,{way}",
        id_number(n)
    )
}

fn read(bench: &Bench, bytes: &[u8]) -> History {
    preview(&bench.office, &Source::new(bytes, "历史发证台账.csv")).unwrap()
}

fn taken(bench: &mut Bench, rows: &[String]) -> u32 {
    let bytes = ledger(rows);
    let history = read(bench, &bytes);
    history.take(&mut bench.office).unwrap()
}

#[test]
fn numbers_of_sixteen_twenty_and_twenty_two_places_come_in_and_every_faulty_row_says_all_that_is_wrong() {
    let mut bench = Bench::founded();
    let bytes = ledger(&[
        row("1510012003400123", "张伟", 0, "四级/中级工", "考核"),
        row("RGN43010200120400021", "李静怡", 4, "四级", "直接认定"),
        row("S000043000099194000007", "买䶮", 7, "中级工", "竞赛"),
        row("1510012003400123", "张伟", 0, "四级", "考核"),
        row("1510012003300124", "张伟", 0, "四级", "考核"),
        "151001200340012X,,居民身份证,123,,,六级,去年,,抽奖".to_owned(),
    ]);
    let history = read(&bench, &bytes);
    assert_eq!((history.rows.len(), history.good()), (6, 3));
    let faults = |at: usize| history.rows[at].faults.iter().map(|fault| fault.say(Lang::En)).collect::<Vec<_>>();
    assert_eq!(faults(0), Vec::<String>::new());
    assert!(faults(3)[0].contains("the same number as row 2"), "{:?}", faults(3));
    assert!(faults(4)[0].contains("the level column does not"), "{:?}", faults(4));
    assert_eq!(faults(5).len(), 7, "{:?}", faults(5));
    assert!(faults(5).iter().all(|fault| fault.starts_with("Row 7")), "{:?}", faults(5));
    assert_eq!(history.take(&mut bench.office).unwrap(), 3);
    assert!(
        preview(&bench.office, &Source::new(&bytes, "又一次.csv")).err().map(Refusal::from).unwrap().code
            == "history_taken"
    );
    let past = bench.office.read().historical("S000043000099194000007").unwrap().unwrap();
    assert_eq!((past.way, past.holder.as_str()), (Way::Contest, "买䶮"));
    assert_eq!(check(&bench.office, Depth::Full, &mut |_, _| true).unwrap().findings, []);
}

#[test]
fn a_ledger_without_its_columns_is_refused_by_the_name_of_the_first_that_lacks() {
    let bench = Bench::founded();
    let refusal = preview(&bench.office, &Source::new("姓名,证件号码\n张三,1".as_bytes(), "台账.csv"))
        .err()
        .map(Refusal::from)
        .unwrap();
    assert_eq!(refusal.code, "header_missing");
    assert!(refusal.say(Lang::En).contains("证书编号"), "{}", refusal.say(Lang::En));
}

#[test]
fn who_holds_the_same_trade_and_level_is_told_at_registration_from_ledger_and_register_alike() {
    let mut bench = Bench::registering();
    assert_eq!(taken(&mut bench, &[row("1510012003400123", "张伟", 0, "四级", "")]), 1);
    let screened = entry::preview(&bench.office.read(), bench.batch, &[applicant(0), applicant(1)]).unwrap();
    let told: Vec<_> = screened[0].warnings.iter().map(|warning| warning.zh.as_str()).collect();
    assert_eq!(told, ["已持有同职业同等级证书 1510012003400123（2019-06-30，外部导入·未经本系统验证）"]);
    assert!(screened[0].faults.is_empty(), "it is a warning");
    assert!(screened[1].warnings.is_empty());
}

#[test]
fn a_certificate_that_ended_is_no_longer_held() {
    let mut bench = Bench::marking(1);
    bench.full_marks(EntryId(1));
    bench.advance_to(BatchState::Publicity);
    bench.clock.set("2026-09-28T09:00:00+08:00");
    bench.advance_to(BatchState::Issuing);
    bench.sit(CERTIFIER);
    let number = certificate::issue(&mut bench.office, EntryId(1)).unwrap();
    let plan = BatchPlan {
        code: "J2026-11".into(),
        registration_from: "2026-09-28".parse().unwrap(),
        registration_until: "2026-10-10".parse().unwrap(),
        exam_on: "2026-11-01".parse().unwrap(),
        ..bench.plan()
    };
    bench.sit(support::CLERK);
    let next = batch::plan(&mut bench.office, None, plan).unwrap();
    batch::advance(&mut bench.office, next).unwrap();
    batch::advance(&mut bench.office, next).unwrap();
    let warned = |bench: &Bench| {
        let screened = entry::preview(&bench.office.read(), next, &[applicant(0)]).unwrap();
        screened[0].warnings.iter().any(|warning| warning.zh.contains("已持有"))
    };
    assert!(warned(&bench));
    bench.sit(CERTIFIER);
    let second = bench.second(support::SUPERVISOR);
    let ending = touchstone::ops::life::Ending {
        change: touchstone::domain::evaluation::certificate::Change::Revoke,
        ground: touchstone::domain::evaluation::certificate::Ground::Forged,
        document: "1 号".into(),
        because: "伪造".into(),
    };
    touchstone::ops::life::end(&mut bench.office, &number, &ending, &second).unwrap();
    assert!(!warned(&bench));
}

#[test]
fn the_register_shows_both_kinds_together_and_finds_them_by_number_name_initials_and_tail() {
    let mut bench = Bench::registering();
    taken(
        &mut bench,
        &[row("1510012003400123", "欧阳小明", 5, "四级", ""), row("1510012003400124", "张伟", 8, "四级", "换证")],
    );
    let read = bench.office.read();
    let numbers = |rows: Vec<Registered>| rows.iter().map(|row| row.number().to_owned()).collect::<Vec<_>>();
    assert_eq!(numbers(read.registered_before(i64::MAX, 9).unwrap()), ["1510012003400124", "1510012003400123"]);
    assert_eq!(numbers(read.registered_after(0, 9).unwrap()), ["1510012003400123", "1510012003400124"]);
    let tail = &id_number(5)[14..];
    for typed in ["1510012003400123", "欧阳", "小明", "oyxm", tail] {
        assert_eq!(numbers(read.search_register(typed, 9).unwrap()), ["1510012003400123"], "{typed}");
    }
}

#[test]
fn a_ledger_with_numbers_of_this_very_station_moves_the_serials_on() {
    let mut bench = Bench::marking(1);
    let past = format!("S000043000012264000041,张伟,居民身份证,{},钳工,,四级,2026-06-30,本站,", id_number(9));
    taken(&mut bench, &[past]);
    bench.full_marks(EntryId(1));
    bench.advance_to(BatchState::Publicity);
    bench.clock.set("2026-09-28T09:00:00+08:00");
    bench.advance_to(BatchState::Issuing);
    bench.sit(CERTIFIER);
    let own = certificate::issue(&mut bench.office, EntryId(1)).unwrap();
    assert_eq!(own, "S000043000012264000042");
    // A ledger that is taken in later stands below our own, a page at a time in both directions.
    bench.sit(support::CLERK);
    taken(&mut bench, &[row("1510012003400123", "欧阳小明", 5, "四级", "")]);
    let read = bench.office.read();
    let below = |place, n| read.registered_before(place, n).unwrap();
    let above = |place, n| read.registered_after(place, n).unwrap();
    let first = below(i64::MAX, 1).remove(0);
    assert_eq!(first.number(), own);
    let rest = below(first.place(), 9);
    let numbers: Vec<&str> = rest.iter().map(Registered::number).collect();
    assert_eq!(numbers, ["1510012003400123", "S000043000012264000041"]);
    assert_eq!(above(rest[0].place(), 9)[0].number(), own);
    let upwards: Vec<String> = above(0, 9).iter().map(|row| row.number().to_owned()).collect();
    assert_eq!(upwards, ["S000043000012264000041", "1510012003400123", &own]);
}
