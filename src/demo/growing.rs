//! Treatment, growing people and the alliance in the sample station: the fixtures through the code of a user's import, and a year's
//! training, apprentices and competition.

use chrono::Datelike;

use super::calendar::Year;
use crate::domain::employment::growth::Outcome;
use crate::domain::employment::register::Register;
use crate::exchange::employment_file::{What, preview};
use crate::exchange::source::Source;
use crate::ops::Office;
use crate::ops::employment::{Cells, Reached, end_pair, move_plan, record_row};
use crate::refusal;
use crate::store::Failure;

const FILES: [(Register, &str, &str); 5] = [
    (Register::Policy, "policies.csv", include_str!("../../fixtures/employment/policies.csv")),
    (Register::Step, "ladder.csv", include_str!("../../fixtures/employment/ladder.csv")),
    (Register::Organisation, "organisations.csv", include_str!("../../fixtures/alliance/organisations.csv")),
    (Register::Agreement, "agreements.csv", include_str!("../../fixtures/alliance/agreements.csv")),
    (Register::Offer, "offers.csv", include_str!("../../fixtures/alliance/offers.csv")),
];

/// The files of the wing, as a user takes them in.
pub fn files(office: &mut Office) -> Result<(), Failure> {
    for (register, name, text) in FILES {
        let read = preview(office, What::Rows(register), &Source::new(text.as_bytes(), name))?;
        if let Some(fault) = read.rows.iter().flat_map(|row| &row.faults).next() {
            let (zh, en) = (fault.wrong.zh.clone(), fault.wrong.en.clone());
            return Err(refusal!("fixture", "{name}：{zh}", "{name}: {en}").into());
        }
        read.take(office)?;
    }
    Ok(())
}

fn row(office: &mut Office, register: Register, cells: &[(&str, &str)]) -> Result<i64, Failure> {
    let cells: Cells = cells.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    record_row(office, register, None, &cells)
}

/// The year's plans, bases, and masters with their apprentices.
pub fn planned(year: &Year, office: &mut Office) -> Result<(), Failure> {
    let of = office.today().year().to_string();
    let works = "湘江机械制造有限公司";
    let day = |n: i64| year.day(n).to_string();
    for (name, owner, trade, places, address) in [
        ("云溪公共实训基地", "云溪职业技术学院", "钳工", "60", "云溪大道 18 号"),
        ("白鹭焊接实训中心", "白鹭技师学院", "焊工", "40", "白鹭路 6 号"),
        ("沅口餐饮实训楼", "沅口中等职业学校", "中式烹调师", "48", "沅口街 2 号"),
    ] {
        let since = day(-900);
        row(
            office,
            Register::Base,
            &[
                ("名称", name),
                ("所属单位", owner),
                ("职业名称", trade),
                ("工位", places),
                ("地址", address),
                ("批准文件", "云人社〔2023〕9号"),
                ("设立", &since),
            ],
        )?;
    }
    for (name, employer, trade, rank, people, hours) in [
        ("装配钳工技能提升", works, "钳工", "中级工", "40", "80"),
        ("热菜厨师岗位培训", "浏阳河餐饮集团", "中式烹调师", "高级工", "30", "60"),
        ("养老护理员转岗培训", "", "养老护理员", "初级工", "50", "90"),
    ] {
        let name = format!("{of} 年{name}");
        row(
            office,
            Register::Plan,
            &[
                ("年度", &of),
                ("名称", &name),
                ("单位", employer),
                ("职业名称", trade),
                ("等级", rank),
                ("人数", people),
                ("学时", hours),
                ("文件", "培〔2026〕4号"),
            ],
        )?;
    }
    for (master, apprentice, starts, ends, document) in [
        ("卢建新", "邵思源", -240, 120, "师徒〔2026〕1号"),
        ("柳国民", "顾嘉伟", -240, -10, "师徒〔2026〕2号"),
        ("柳国民", "刘永胜", -240, 120, "师徒〔2026〕3号"),
    ] {
        let (starts, ends) = (day(starts), day(ends));
        row(
            office,
            Register::Pair,
            &[
                ("师傅", master),
                ("徒弟", apprentice),
                ("单位", works),
                ("职业名称", "钳工"),
                ("起", &starts),
                ("止", &ends),
                ("协议编号", document),
            ],
        )?;
    }
    Ok(())
}

/// Two courses with who sat in them, and the middle of the year. Most have applied at the station since: what they sat is evidence there.
pub fn sat(year: &Year, office: &mut Office) -> Result<(), Failure> {
    let of = office.employment()?.rows(Register::Plan, "装配钳工", i64::MAX, 1)?;
    let Some(plan) = of.first().map(|row| (row.id, row.cell("name", crate::domain::language::Lang::Zh))) else {
        return Ok(());
    };
    let (starts, ends) = (year.day(-140).to_string(), year.day(-90).to_string());
    for (name, hours) in [("装配钳工基本功班", "48"), ("测量与精度班", "32")] {
        row(
            office,
            Register::Course,
            &[
                ("计划", &plan.1),
                ("名称", name),
                ("学时", hours),
                ("开始", &starts),
                ("结束", &ends),
                ("基地", "云溪公共实训基地"),
                ("教师", "卢建新"),
            ],
        )?;
    }
    for (n, name) in ["邵思源", "顾嘉伟", "刘永胜", "段志平", "瞿磊", "覃静", "覃勇"].into_iter().enumerate()
    {
        for (course, hours) in [("装配钳工基本功班", 48), ("测量与精度班", 32)] {
            let (hours, result) = if n == 6 { (hours / 2, "不合格") } else { (hours, "合格") };
            let hours = hours.to_string();
            let cells = [("课程", course), ("学员", name), ("学时", &hours), ("结论", result)];
            row(office, Register::Hours, &cells)?;
        }
    }
    let (document, note) = ("培检〔2026〕1号".to_owned(), "两个班已结业，出勤和考核正常；下半年补办一期。".to_owned());
    move_plan(office, plan.0, Reached { document, note, people: 6 }).map(drop)
}

/// The county's competition, and the apprentice whose term is over.
pub fn competed(year: &Year, office: &mut Office) -> Result<(), Failure> {
    let held = year.day(-18).to_string();
    let name = format!("{} 年全县职业技能竞赛（钳工）", office.today().year());
    row(
        office,
        Register::Competition,
        &[
            ("名称", &name),
            ("级别", "县级"),
            ("职业名称", "钳工"),
            ("主办单位", "云溪市总工会"),
            ("日期", &held),
            ("文件", "云工〔2026〕7号"),
            ("凭证名称", "县级技能竞赛前三名"),
            ("凭证名次", "3"),
        ],
    )?;
    for (place, (person, award)) in
        (1..).zip([("邵思源", "一等奖"), ("瞿磊", "二等奖"), ("刘永胜", "三等奖"), ("覃静", "优胜奖")])
    {
        let place: u32 = place;
        let place = place.to_string();
        row(office, Register::Placing, &[("竞赛", &name), ("选手", person), ("名次", &place), ("奖项", award)])?;
    }
    let pairs = office.employment()?.rows(Register::Pair, "顾嘉伟", i64::MAX, 1)?;
    match pairs.first() {
        Some(pair) => end_pair(office, pair.id, Outcome::Passed, "独立完成装配和检测，考核合格"),
        None => Ok(()),
    }
}
