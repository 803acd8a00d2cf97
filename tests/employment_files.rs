//! Employers, posts and appointments from spreadsheets, and the decisions made of them: what goes in, what does not, and why.

mod support;

use support::{Bench, employer, post, wanted};
use touchstone::domain::employment::growth::{Outcome, Stage};
use touchstone::domain::employment::register::Register;
use touchstone::domain::employment::{Difference, Ending, Grade, Rank, State};
use touchstone::domain::evidence::What as Told;
use touchstone::domain::id::{AppointmentId, EmployerId, PostId};
use touchstone::domain::language::{Lang, Say};
use touchstone::exchange::employment_file::{What, preview};
use touchstone::exchange::source::Source;
use touchstone::exchange::wing_sheet::{Which, due_of, sheet};
use touchstone::exchange::wing_year::{export, paragraphs};
use touchstone::ops::account;
use touchstone::ops::employment::year::{sum, year};
use touchstone::ops::employment::{
    Reached, Wanted, Who, appoint, assess, close_post, end, end_pair, give_evidence, move_plan, open_post,
    record_employer, record_row, renew, report, revise_post, set_county_stations, strike_row,
};
use touchstone::ops::evidence::{look, read_evidence, take_evidence};
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
    let preview = preview(&mut bench.office, what, &Source::new(text.as_bytes(), "表.csv")).unwrap();
    preview.rows.iter().flat_map(|row| &row.faults).map(|fault| fault.say(Lang::Zh)).collect()
}

fn take(bench: &mut Bench, what: What, text: &str) -> usize {
    let preview = preview(&mut bench.office, what, &Source::new(text.as_bytes(), "表.csv")).unwrap();
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
    let again = preview(&mut bench.office, What::Employers, &Source::new(employers.as_bytes(), "again.csv")).unwrap();
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
    let missing = preview(&mut bench.office, What::Posts, &Source::new("单位,岗位名称\na,b\n".as_bytes(), "x.csv"));
    assert_eq!(missing.err().map(|unread| refused::<()>(Err(unread.into())).0).as_deref(), Some("header"));
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

/// Every register with a row, on a wing with one appointment of each of two people.
fn grown() -> (Bench, Vec<String>) {
    let (mut bench, numbers) = wing();
    let office = &mut bench.office;
    let of = record_employer(office, employer(1)).unwrap();
    let fitter = open_post(office, post(of, "装配钳工", Rank::Intermediate, 3)).unwrap();
    for (n, number) in numbers.iter().take(2).enumerate() {
        let document = format!("聘{n}");
        let one = wanted(Who::Holder(number.clone()), fitter, Rank::Intermediate, &document, "");
        appoint(office, Wanted { allowance: 24_000 + 6_000 * n as i64, ..one }).unwrap();
    }
    for (register, cells) in support::REGISTERS {
        record_row(office, *register, None, &support::cells(cells)).unwrap();
    }
    (bench, numbers)
}

fn rows(bench: &Bench, which: Which, sought: &str) -> Vec<Vec<String>> {
    let read = sheet(&bench.office, which, sought, 1000).unwrap();
    read.rows.into_iter().map(|row| row.zh).collect()
}

#[test]
fn every_register_is_listed_found_by_any_word_written_to_a_file_and_read_back_from_it() {
    let (mut bench, _) = grown();
    for register in Register::ALL {
        let all = rows(&bench, Which::Rows(*register), "");
        assert!(!all.is_empty(), "{register:?}");
        let word = all[0].iter().find(|cell| !cell.is_empty()).unwrap();
        assert!(!rows(&bench, Which::Rows(*register), word).is_empty(), "{register:?} by {word}");
        assert!(rows(&bench, Which::Rows(*register), "没有这样的词").is_empty(), "{register:?}");
        let to = bench.folder.path().join(format!("{}.csv", register.word()));
        let read = sheet(&bench.office, Which::Rows(*register), "", 1000).unwrap();
        let table = read.table(&bench.office, Lang::Zh).unwrap();
        assert!(table.titles[0].contains(&register.say(Lang::Zh)), "{:?}", table.titles);
        touchstone::exchange::save::save(&table, &to, touchstone::store::backup::Existing::Keep).unwrap();
        // Every row is known already, and the file's own header is understood.
        let text = std::fs::read_to_string(&to).unwrap();
        let header = &table.header[0];
        let lines = text.lines().skip_while(|line| !line.contains(header)).collect::<Vec<_>>().join("\n");
        let faults = told(&mut bench, What::Rows(*register), &lines);
        assert_eq!(faults.len(), read.rows.len(), "{register:?}: {faults:?}");
        assert!(faults.iter().all(|fault| fault.contains("已有这一行") || fault.contains("还有效")), "{faults:?}");
    }
    assert_eq!(rows(&bench, Which::Rows(Register::Organisation), "学校").len(), 1, "found by what a choice is called");
    assert_eq!(rows(&bench, Which::Rows(Register::Hours), "易小川 钳工一班").len(), 1, "found by what is pointed at");
}

#[test]
fn a_file_of_a_register_tells_every_wrong_cell_and_takes_the_good_rows() {
    let (mut bench, _) = grown();
    let text = "名称,类别,信用代码\n白鹭技师学院,学校,\n,大学,\n云溪技师学院,学校,\n白鹭技师学院,企业,\n";
    let faults = told(&mut bench, What::Rows(Register::Organisation), text);
    assert_eq!(faults.len(), 3, "{faults:?}");
    assert!(
        faults[0].contains("名称：不能为空") && faults[0].contains("“大学”不在其中：政府、学校、企业、园区"),
        "{faults:?}"
    );
    assert!(faults[1].starts_with("第 4 行") && faults[2].starts_with("第 5 行"), "{faults:?}");
    assert_eq!(take(&mut bench, What::Rows(Register::Organisation), text), 1);
    let preview =
        preview(&mut bench.office, What::Rows(Register::Organisation), &Source::new(text.as_bytes(), "x.csv")).unwrap();
    let faulty = preview.faulty(Lang::Zh);
    assert_eq!((faulty.rows.len(), faulty.header.last().map(String::as_str)), (4, Some("错误原因")));
}

#[test]
fn what_an_appointment_is_due_follows_the_policies_and_unequal_pay_is_shown() {
    let (mut bench, _) = grown();
    let due = rows(&bench, Which::Due, "");
    assert_eq!(due.len(), 2);
    let money: Vec<&[String]> = due.iter().map(|row| &row[4..]).collect();
    assert_eq!(money[0], ["300.00", "0.00", "0.00", "300.00", ""]);
    assert_eq!(money[1], ["300.00", "0.00", "0.00", "240.00", "-60.00"]);
    let unequal = rows(&bench, Which::Unequal, "");
    assert_eq!(unequal.len(), 2);
    assert_eq!((unequal[0][4].as_str(), unequal[1][4].as_str(), unequal[1][6].as_str()), ("300.00", "240.00", "60.00"));
    let mut again: Vec<(&str, &str)> = support::REGISTERS[0].1.to_vec();
    again[5] = ("起", "2026-06-01");
    again[3] = ("金额", "400");
    assert_eq!(
        refused(record_row(&mut bench.office, Register::Policy, None, &support::cells(&again))).0,
        "policy_overlaps"
    );
    again.push(("单位", "星沙轴承公司"));
    record_row(&mut bench.office, Register::Policy, None, &support::cells(&again)).unwrap();
    assert_eq!(rows(&bench, Which::Due, "")[0][4], "400.00", "the employer's own stands in the county's place");
    let day = "2026-05-01".parse().unwrap();
    let (_, then) = due_of(&bench.office, AppointmentId(1), day).unwrap().unwrap();
    assert_eq!(then.month, 30_000, "before it began the county's was paid");
}

#[test]
fn a_plan_goes_through_its_year_and_a_row_that_others_stand_on_is_not_struck_out() {
    let (mut bench, _) = grown();
    let office = &mut bench.office;
    let reached = |people| Reached { document: "培检1号".into(), note: "进度正常".into(), people };
    let nothing = Reached { document: String::new(), ..reached(1) };
    assert_eq!(refused(move_plan(office, 1, nothing)).0, "document_missing");
    assert_eq!(move_plan(office, 1, reached(12)).unwrap(), Stage::Inspected);
    assert_eq!(move_plan(office, 1, reached(38)).unwrap(), Stage::Summarised);
    assert_eq!(refused(move_plan(office, 1, reached(38))).0, "plan_over");
    assert_eq!(refused(strike_row(office, Register::Plan, 1, "登错")).0, "row_cited");
    assert_eq!(refused(strike_row(office, Register::Organisation, 1, " ")).0, "reason_needed");
    end_pair(office, 1, Outcome::Passed, "独立顶岗").unwrap();
    assert_eq!(refused(end_pair(office, 1, Outcome::Failed, "x")).0, "pair_over");
    assert_eq!(refused(strike_row(office, Register::Pair, 1, "登错")).0, "row_went_on");
    strike_row(office, Register::Offer, 1, "没有谈成").unwrap();
    let offer: Vec<_> = support::REGISTERS[5].1.to_vec();
    assert_eq!(
        record_row(office, Register::Offer, None, &support::cells(&offer)).unwrap(),
        2,
        "no number is given twice"
    );
    let mut outside = offer.clone();
    outside[0] = ("提供方", "金井茶业学校");
    let school = [("名称", "金井茶业学校"), ("类别", "学校")];
    record_row(office, Register::Organisation, None, &support::cells(&school)).unwrap();
    assert_eq!(refused(record_row(office, Register::Offer, None, &support::cells(&outside))).0, "not_a_party");
    let more = [("课程", "钳工一班"), ("学员", "贺佳明"), ("学时", "81"), ("结论", "合格")];
    assert_eq!(refused(record_row(office, Register::Hours, None, &support::cells(&more))).0, "hours_above");
    let flows = rows(&bench, Which::Flows, "");
    assert_eq!(flows, [["云溪技师学院", "恒拓机械有限公司", "", "", "4", "", ""]]);
}

#[test]
fn signed_hours_cross_the_wall_one_way_and_become_evidence_of_the_entry_that_they_fit() {
    let (mut bench, _) = grown();
    let manager = bench.office.who();
    // A batch that still takes evidence, on the other side.
    bench.sit(support::CLERK);
    let plan = touchstone::domain::evaluation::batch::BatchPlan {
        code: "J2026-11".into(),
        registration_from: "2026-10-01".parse().unwrap(),
        registration_until: "2026-10-30".parse().unwrap(),
        exam_on: "2026-11-20".parse().unwrap(),
        ..bench.plan()
    };
    let batch = touchstone::ops::batch::plan(&mut bench.office, None, plan).unwrap();
    for _ in 0..2 {
        touchstone::ops::batch::advance(&mut bench.office, batch).unwrap();
    }
    let file = touchstone::ops::entry::RosterFile { name: "名册.csv".into(), sha256: "1".repeat(64) };
    let rows: Vec<_> = (10..12).map(support::applicant).collect();
    touchstone::ops::entry::take_roster(&mut bench.office, batch, &rows, &file).unwrap();
    let name = rows[0].name.as_str().to_owned();
    bench.sit(manager);
    let office = &mut bench.office;
    let hours = [("课程", "钳工一班"), ("学员", name.as_str()), ("学时", "40"), ("结论", "合格")];
    record_row(office, Register::Hours, None, &support::cells(&hours)).unwrap();
    let signer = account::evidence_signer(office, support::PASSPHRASE).unwrap();
    let file = give_evidence(office, Told::Hours, 1, &signer).unwrap();
    assert!(read_evidence("x.json", &file).is_ok());
    let arrived = read_evidence("学时.json", &file).unwrap();
    assert_eq!(refused(take_evidence(office, batch, &arrived, None)).0, "not_their_role", "never by the manager");
    bench.sit(support::CLERK);
    let office = &mut bench.office;
    assert!(account::evidence_signer(office, support::PASSPHRASE).is_err(), "nobody of evaluation signs for the wing");
    let fits = look(&office.read(), batch, &arrived, &mut |_, _| Ok(())).unwrap();
    assert_eq!(fits.iter().filter(|fit| fit.entry.is_ok()).count(), 1);
    assert!(fits.iter().any(|fit| fit.say(Lang::En).contains("no entry of 易小川 for 钳工")), "{fits:?}");
    assert_eq!(refused(take_evidence(office, batch, &arrived, None)).0, "key_unknown");
    assert_eq!(refused(take_evidence(office, batch, &arrived, Some("0000-0000"))).0, "key_unknown");
    let mark = arrived.fingerprint();
    assert_eq!(take_evidence(office, batch, &arrived, Some(&mark)).unwrap(), 1);
    assert_eq!(refused(take_evidence(office, batch, &arrived, None)).0, "evidence_twice");
    let entry = *fits.iter().find_map(|fit| fit.entry.as_ref().ok()).unwrap();
    let claims = office.read().entry_detail(entry).unwrap().unwrap().claims.unwrap();
    assert_eq!(claims.training_hours, Some(40));
    assert_eq!(office.read().evidence_of(entry).unwrap()[0].subject, "钳工一班");
    let text = String::from_utf8(file).unwrap().replace("\"hours\":40", "\"hours\":80");
    assert_eq!(read_evidence("x.json", text.as_bytes()).unwrap_err().code, "evidence_signature");
    // Places count only where the standard has such a condition; this one has none.
    bench.sit(manager);
    let placed = [("竞赛", "2026 年县赛"), ("选手", name.as_str()), ("名次", "1")];
    record_row(&mut bench.office, Register::Placing, None, &support::cells(&placed)).unwrap();
    let file = give_evidence(&mut bench.office, Told::Placings, 1, &signer).unwrap();
    bench.sit(support::CLERK);
    let arrived = read_evidence("名次.json", &file).unwrap();
    let told: Vec<String> = look(&bench.office.read(), batch, &arrived, &mut |_, _| Ok(()))
        .unwrap()
        .iter()
        .map(|fit| fit.say(Lang::Zh))
        .collect();
    assert!(told.iter().any(|line| line.contains("标准没有以“县级技能竞赛前三名”为申报条件")), "{told:?}");
    assert_eq!(refused(take_evidence(&mut bench.office, batch, &arrived, None)).0, "no_row");
}

#[test]
fn the_years_report_counts_what_there_is_says_it_in_sentences_and_goes_into_each_kind_of_file() {
    let (mut bench, _) = grown();
    assert_eq!(refused(year(&bench.office, 2027)).0, "year");
    end_pair(&mut bench.office, 1, Outcome::Passed, "独立顶岗").unwrap();
    let seen = year(&bench.office, 2026).unwrap();
    assert_eq!((sum(&seen.issued), sum(&seen.held), seen.training, seen.competitions), (4, 2, [40, 1, 1, 80], [1, 1]));
    assert_eq!((seen.allowances, seen.unequal.len(), seen.agreements, sum(&seen.members)), (54_000, 1, 1, 2));
    for lang in [Lang::Zh, Lang::En] {
        let text = paragraphs(&seen, lang).join("\n");
        let wanted = match lang {
            Lang::Zh => ["全年新发证书 4 本", "在聘 2 人（中级工 2 人）", "师带徒 1 对（出师 1 对）", "成员 2 家"],
            Lang::En => ["Issued in the year: 4", "appointed: 2 (intermediate: 2)", "apprentice: 1", "Members: 2"],
        };
        for part in wanted {
            assert!(text.contains(part), "{part}: {text}");
        }
        assert!(text.contains("2026-10-08") && text.contains("1"), "coverage and day are told: {text}");
        for ending in ["pdf", "xlsx", "csv", "txt"] {
            let to = bench.folder.path().join(format!("{}.{ending}", lang.pick("zh", "en")));
            export(&bench.office, &seen, &to, lang, touchstone::store::backup::Existing::Keep).unwrap();
            let bytes = std::fs::read(&to).unwrap();
            let begins: &[u8] = match ending {
                "pdf" => b"%PDF",
                "xlsx" => b"PK",
                _ => b"",
            };
            assert!(bytes.starts_with(begins) && bytes.len() > 300, "{ending}");
        }
    }
}
