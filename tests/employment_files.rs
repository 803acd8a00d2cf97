//! Employers, posts and appointments from spreadsheets, and the decisions made of them: what goes in, what does not, and why.

mod support;

use support::{Bench, employer, post, wanted};
use touchstone::domain::employment::{Difference, Ending, Grade, Rank, State};
use touchstone::domain::id::{AppointmentId, EmployerId, PostId};
use touchstone::domain::language::{Lang, Say};
use touchstone::exchange::employment_file::{What, preview};
use touchstone::ops::employment::{
    Who, appoint, assess, close_post, end, open_post, record_employer, renew, report, revise_post, set_county_stations,
};
use touchstone::store::Failure;
use touchstone::store::employment::read::AppointmentFilter;

fn refused<T: std::fmt::Debug>(result: Result<T, Failure>) -> (String, String) {
    match result {
        Err(Failure::Refused(refusal)) => (refusal.code.to_owned(), refusal.say(Lang::En)),
        other => panic!("not refused: {other:?}"),
    }
}

/// Four certificates of 钳工 四级, and the manager at the desk ten days later.
fn wing() -> (Bench, Vec<String>) {
    let (mut bench, numbers) = Bench::issued(4);
    let manager = bench.manager();
    bench.sit(manager);
    bench.clock.set("2026-10-08T09:00:00+08:00");
    (bench, numbers)
}

fn told(bench: &mut Bench, what: What, text: &str) -> Vec<String> {
    let preview = preview(&mut bench.office, what, text.as_bytes(), "表.csv").unwrap();
    preview.rows.iter().flat_map(|row| &row.faults).map(|fault| fault.say(Lang::Zh)).collect()
}

fn take(bench: &mut Bench, what: What, text: &str) -> usize {
    let preview = preview(&mut bench.office, what, text.as_bytes(), "表.csv").unwrap();
    preview.take(&mut bench.office).unwrap()
}

#[test]
fn three_files_after_each_other_fill_the_register_and_each_line_stands_on_the_lines_before_it() {
    let (mut bench, numbers) = wing();
    let employers = "单位名称,统一社会信用代码\n星沙轴承公司,91430124MA4L8K2X45\n浏阳河电气,91430124MA4M1C7Y5F\n";
    assert_eq!(take(&mut bench, What::Employers, employers), 2);
    let posts = "单位,岗位名称,职业名称,职业编码,等级,核定人数,定岗文件\n星沙轴承公司,装配钳工,钳工,6-20-01-01,四级,2,定岗1号\n91430124MA4M1C7Y5F,首席技师,钳工,6-20-01-01,首席技师,1,定岗2号\n";
    assert_eq!(take(&mut bench, What::Posts, posts), 2);
    let (a, b, c) = (&numbers[0], &numbers[1], &numbers[2]);
    let appointments = format!(
        "单位,岗位名称,证书编号,姓名,聘期起,聘期止,聘书编号,理由,月津贴\n\
         星沙轴承公司,装配钳工,{a},,2026-10-01,2029-09-30,聘1,,300.50\n\
         星沙轴承公司,装配钳工,{b},,2026/10/1,,聘2,,300\n\
         星沙轴承公司,装配钳工,{c},,2026-10-01,,聘3,,300\n\
         星沙轴承公司,装配钳工,{a},,2026-10-01,,聘4,,300\n\
         浏阳河电气,首席技师,,卢建新,2026-10-01,,聘5,,\n\
         浏阳河电气,首席技师,,卢建新,2026-10-01,,聘6,省级技能大师,\n"
    );
    let faults = told(&mut bench, What::Appointments, &appointments);
    assert_eq!(faults.len(), 3, "{faults:?}");
    assert!(faults[0].contains("第 4 行") && faults[0].contains("聘满"), "{faults:?}");
    assert!(faults[1].contains("第 5 行"), "{faults:?}");
    assert!(faults[2].contains("第 6 行") && faults[2].contains("无证聘任须写明理由"), "{faults:?}");
    assert_eq!(
        bench.office.employment().unwrap().appointment_count(AppointmentFilter::All, bench.office.today()).unwrap(),
        0
    );
    assert_eq!(take(&mut bench, What::Appointments, &appointments), 3);
    let row = bench.office.employment().unwrap().appointment(AppointmentId(1)).unwrap().unwrap();
    assert_eq!((row.appointment.allowance, row.difference()), (30_050, Difference::Same));
    let again = preview(&mut bench.office, What::Employers, employers.as_bytes(), "again.csv").unwrap();
    assert_eq!(again.good(), 0, "known employers do not go in twice");
}

#[test]
fn a_faulty_cell_is_told_with_row_column_value_and_what_would_be_right() {
    let (mut bench, _) = wing();
    record_employer(&mut bench.office, employer(1)).unwrap();
    let posts = "单位,岗位名称,职业名称,职业编码,等级,核定人数,设立日期\n星沙轴承公司,甲,钳工,6-20-01-01,工程师,两个,去年\n没有的公司,乙,钳工,6-20-01-01,四级,1,\n";
    let faults = told(&mut bench, What::Posts, posts).join("\n");
    for part in ["“工程师”不是等级", "“两个”不是整数", "“去年”不是日期", "没有登记用人单位“没有的公司”"]
    {
        assert!(faults.contains(part), "{part}: {faults}");
    }
    let missing = preview(&mut bench.office, What::Posts, "单位,岗位名称\na,b\n".as_bytes(), "x.csv");
    assert_eq!(missing.err().map(|failure| refused::<()>(Err(failure)).0).as_deref(), Some("header"));
}

#[test]
fn a_term_is_assessed_then_renewed_and_what_ended_stays_to_be_read() {
    let (mut bench, numbers) = wing();
    let office = &mut bench.office;
    let of = record_employer(office, employer(0)).unwrap();
    let fitter = open_post(office, post(of, "装配钳工", Rank::Intermediate, 1)).unwrap();
    let first = wanted(Who::Holder(numbers[0].clone()), fitter, Rank::Intermediate, "聘1", "");
    let id = appoint(office, first).unwrap();
    let second = wanted(Who::Holder(numbers[1].clone()), fitter, Rank::Intermediate, "聘2", "");
    assert_eq!(refused(appoint(office, second.clone())).0, "post_full");
    let next = "2031-09-30".parse().unwrap();
    assert_eq!(refused(renew(office, id, next, "聘1续", 40_000, "")).0, "not_assessed");
    assert_eq!(refused(assess(office, id, Grade::Excellent, "")).0, "note_needed");
    assess(office, id, Grade::Competent, "").unwrap();
    let renewed = renew(office, id, next, "聘1续", 40_000, "").unwrap();
    assert_eq!(refused(renew(office, id, next, "聘1再续", 0, "")).0, "renewed");
    let read = office.employment().unwrap();
    let (old, new) = (read.appointment(id).unwrap().unwrap(), read.appointment(renewed).unwrap().unwrap());
    assert_eq!((old.appointment.allowance, new.appointment.allowance), (30_000, 40_000), "the first stays as it was");
    assert_eq!(new.appointment.starts, "2029-10-01".parse().unwrap());
    assert!(old.renewed && new.appointment.renews == Some(id));
    assert_eq!(refused(end(office, id, Ending::Resigned, " ")).0, "reason_needed");
    end(office, id, Ending::Resigned, "本人调往外地").unwrap();
    let row = office.employment().unwrap().appointment(id).unwrap().unwrap();
    assert_eq!((row.state(office.today()), row.ended_because.as_deref()), (State::Ended, Some("本人调往外地")));
    assert_eq!(row.appointment.document, "聘1");
    assert_eq!(refused(end(office, id, Ending::Resigned, "再")).0, "over");
}

#[test]
fn a_post_is_not_established_for_fewer_than_hold_it_and_a_closed_one_takes_nobody() {
    let (mut bench, numbers) = wing();
    let office = &mut bench.office;
    let of = record_employer(office, employer(0)).unwrap();
    let fitter = open_post(office, post(of, "装配钳工", Rank::Intermediate, 2)).unwrap();
    assert_eq!(refused(open_post(office, post(of, "装配钳工", Rank::Advanced, 1))).0, "post_twice");
    for (n, number) in numbers.iter().take(2).enumerate() {
        let document = format!("聘{n}");
        appoint(office, wanted(Who::Holder(number.clone()), fitter, Rank::Intermediate, &document, "")).unwrap();
    }
    assert_eq!(refused(revise_post(office, fitter, post(of, "装配钳工", Rank::Intermediate, 1))).0, "post_filled");
    close_post(office, fitter, "撤并").unwrap();
    let late = wanted(Who::Holder(numbers[2].clone()), fitter, Rank::Intermediate, "聘9", "");
    assert_eq!(refused(appoint(office, late)).0, "post_closed");
    assert_eq!(
        refused(appoint(office, wanted(Who::Holder("S0".into()), PostId(1), Rank::Intermediate, "x", ""))).0,
        "no_certificate"
    );
}

#[test]
fn the_countys_question_counts_each_holder_once_leaves_the_revoked_out_and_says_how_much_it_covers() {
    let (mut bench, numbers) = wing();
    let of = record_employer(&mut bench.office, employer(0)).unwrap();
    let fitter = open_post(&mut bench.office, post(of, "装配钳工", Rank::Intermediate, 10)).unwrap();
    let first = wanted(Who::Holder(numbers[0].clone()), fitter, Rank::Intermediate, "聘1", "");
    appoint(&mut bench.office, first).unwrap();
    set_county_stations(&mut bench.office, 5).unwrap();
    // A second, higher certificate of the second holder, a reissue that is the same certificate, and one that was revoked: as the
    // window shows them.
    let owner = rusqlite::Connection::open(bench.path()).unwrap();
    owner
        .execute(
            "INSERT INTO certificate_public SELECT 'S000043000012263000009', holder, holder_ref, classification, trade_code,
               trade_name, branch, 3, 'valid', issued_on, issuer, region FROM certificate_public WHERE number = ?1",
            [&numbers[1]],
        )
        .unwrap();
    owner.execute("UPDATE certificate_public SET status = 'reissued' WHERE number = ?1", [&numbers[2]]).unwrap();
    owner.execute("UPDATE certificate_public SET status = 'revoked' WHERE number = ?1", [&numbers[3]]).unwrap();
    drop(owner);
    let seen = report::county(&bench.office, None).unwrap();
    let line = |rank| seen.lines.iter().find(|line| line.rank == rank).unwrap();
    let four = line(Rank::Intermediate);
    assert_eq!((four.certificates, four.holders, four.appointed, four.established), (3, 2, 1, 10));
    assert_eq!((four.gap(), four.idle, four.fillable()), (9, 1, 1));
    let three = line(Rank::Advanced);
    assert_eq!((three.certificates, three.holders, three.idle, three.surplus()), (1, 1, 1, 1));
    assert_eq!(seen.coverage.say(Lang::En), "1 of 5 stations included, as of 2026-10-08");
    let elsewhere = report::county(&bench.office, Some("430181")).unwrap();
    assert!(elsewhere.lines.iter().all(|line| line.certificates + line.established == 0), "{:?}", elsewhere.lines);
    let read = bench.office.employment().unwrap();
    let idle = read.not_appointed("", bench.office.today(), 100).unwrap();
    let idle: Vec<&str> = idle.iter().map(|one| one.number.as_str()).collect();
    assert_eq!(idle, ["S000043000012263000009", numbers[2].as_str()], "each once, by their highest");
}

#[test]
fn who_suits_a_post_comes_in_the_stated_order_and_a_holder_finds_the_posts_that_ask_no_more() {
    let (mut bench, numbers) = wing();
    let of = record_employer(&mut bench.office, employer(0)).unwrap();
    let fitter = open_post(&mut bench.office, post(of, "装配钳工", Rank::Intermediate, 3)).unwrap();
    open_post(&mut bench.office, post(of, "检修钳工", Rank::Advanced, 3)).unwrap();
    open_post(&mut bench.office, post(of, "学徒工位", Rank::Elementary, 3)).unwrap();
    let first = wanted(Who::Holder(numbers[0].clone()), fitter, Rank::Intermediate, "聘1", "");
    appoint(&mut bench.office, first).unwrap();
    let read = bench.office.employment().unwrap();
    let today = bench.office.today();
    let row = read.post(fitter, today).unwrap().unwrap();
    let order: Vec<String> =
        read.suited(&row.post, today, 10).unwrap().into_iter().map(|one| one.certificate.number).collect();
    assert_eq!(
        order,
        [&numbers[1], &numbers[2], &numbers[3], &numbers[0]].map(String::as_str),
        "the appointed one last"
    );
    let one = read.certificate(&numbers[1]).unwrap().unwrap();
    let open = read.open_posts(&one.trade, one.rank().number(), today, 10).unwrap();
    let titles: Vec<&str> = open.iter().map(|row| row.post.title.as_str()).collect();
    assert_eq!(titles, ["装配钳工", "学徒工位"]);
    assert_eq!(read.employer(EmployerId(1), today).unwrap().unwrap().appointed, 1);
}
