//! The other side of the sample station: employers, posts and appointments in every state, by the employment manager alone.

use super::calendar::Year;
use super::growing;
use super::station::People;
use crate::domain::employment::appointment::term_end;
use crate::domain::employment::{Employer, Ending, Grade, Post, Rank};
use crate::domain::id::{AppointmentId, EmployerId, PostId};
use crate::domain::trade::Trade;
use crate::ops::Office;
use crate::ops::employment::{
    Wanted, Who, appoint, assess, close_post, end, open_post, record_employer, renew, set_county_stations,
};
use crate::store::Failure;

const MANAGER: &str = "聂书琴";

type Act = fn(&Year, &mut Office) -> Result<(), Failure>;

/// What happens on this side, by day and hour from today.
pub struct Steps(std::vec::IntoIter<(i64, u32, Act)>);

impl Steps {
    pub fn new() -> Steps {
        let steps: Vec<(i64, u32, Act)> = vec![
            (-250, 10, before),
            (-249, 9, growing_year),
            (-89, 15, growing::sat),
            (-80, 10, drivers),
            (-30, 10, cooks),
            (-20, 15, changes),
            (-9, 15, growing::competed),
            (-1, 16, yesterday),
        ];
        Steps(steps.into_iter())
    }

    /// Takes every step up to an hour of a day.
    pub fn until(
        &mut self,
        day: i64,
        hour: u32,
        year: &Year,
        office: &mut Office,
        people: &People,
    ) -> Result<(), Failure> {
        while let Some(&(at, when, act)) = self.0.as_slice().first() {
            if (at, when) > (day, hour) {
                return Ok(());
            }
            self.0.next();
            year.at(at, when);
            people.seat(office, MANAGER)?;
            act(year, office)?;
        }
        Ok(())
    }
}

fn employer(office: &mut Office, name: &str, code: &str, region: &str, contact: &str) -> Result<EmployerId, Failure> {
    let employer =
        Employer { name: name.into(), credit_code: code.into(), region: region.into(), contact: contact.into() };
    record_employer(office, employer)
}

fn post(
    office: &mut Office,
    employer: EmployerId,
    title: &str,
    (classification, code, name): (&str, &str, &str),
    rank: Rank,
    established: u32,
) -> Result<PostId, Failure> {
    let trade =
        Trade { classification: classification.into(), code: code.into(), name: name.into(), branch: String::new() };
    let opened_on = office.today();
    let (description, document) = (format!("{title}岗位职责见定岗文件附件"), "定岗〔2026〕3号".to_owned());
    open_post(
        office,
        Post { employer, title: title.into(), trade, rank, established, description, document, opened_on },
    )
}

struct Decision<'a> {
    who: Who,
    post: PostId,
    rank: Rank,
    starts: i64,
    years: u32,
    document: &'a str,
    because: &'a str,
    yuan: i64,
}

fn decide(year: &Year, office: &mut Office, decision: Decision) -> Result<AppointmentId, Failure> {
    let starts = year.day(decision.starts);
    let wanted = Wanted {
        who: decision.who,
        post: decision.post,
        rank: decision.rank,
        starts,
        ends: term_end(starts, decision.years).unwrap_or(starts),
        document: decision.document.into(),
        because: decision.because.into(),
        duties: "按岗位职责，带徒一名".into(),
        treatment: "岗位工资加技能津贴".into(),
        allowance: decision.yuan * 100,
    };
    appoint(office, wanted)
}

fn named(name: &str) -> Who {
    Who::Named(name.into())
}

const FITTER: (&str, &str, &str) = ("2015", "6-20-01-01", "钳工");

/// Before the first batch of the year: the register as the employers brought it.
fn before(year: &Year, office: &mut Office) -> Result<(), Failure> {
    let station = office.employment()?.station()?.map_or(String::new(), |(_, region)| region);
    let works = employer(office, "湘江机械制造有限公司", "91430124MA4L8K2X45", &station, "人力资源部 陶敏")?;
    let school = employer(office, "县机关事务服务中心", "12430124MB1A2B3CX9", &station, "人事科 甘霖")?;
    employer(office, "浏阳河餐饮集团", "91430181MA4R7G2U9K", "430181", "人事部")?;
    let chief = post(office, works, "首席技师（装配）", FITTER, Rank::Chief, 1)?;
    let fitter = post(office, works, "装配钳工", FITTER, Rank::Intermediate, 12)?;
    let old = post(office, works, "模具钳工", FITTER, Rank::Advanced, 2)?;
    set_county_stations(office, 5)?;
    let because = "设证前已在岗，限期取证";
    let first = decide(
        year,
        office,
        Decision {
            who: named("段志平"),
            post: fitter,
            rank: Rank::Intermediate,
            starts: -290,
            years: 1,
            document: "湘机聘〔2025〕7号",
            because,
            yuan: 200,
        },
    )?;
    decide(
        year,
        office,
        Decision {
            who: named("卢建新"),
            post: chief,
            rank: Rank::Chief,
            starts: -240,
            years: 3,
            document: "湘机聘〔2026〕1号",
            because: "省级技能大师，评聘一体",
            yuan: 3000,
        },
    )?;
    let over = decide(
        year,
        office,
        Decision {
            who: named("柳国民"),
            post: old,
            rank: Rank::Advanced,
            starts: -400,
            years: 1,
            document: "湘机聘〔2025〕2号",
            because,
            yuan: 300,
        },
    )?;
    assess(office, first, Grade::Competent, "")?;
    assess(office, over, Grade::Excellent, "年度质量标兵，带出两名徒弟")?;
    let ends = year.day(-400) + chrono::Months::new(36) - chrono::Days::new(1);
    renew(office, over, ends, "湘机聘〔2026〕3号", 35_000, because)?;
    let _ = school;
    Ok(())
}

/// A post of the trade that certificates of this level are for, and their holders in the stated order.
fn suited(office: &Office, trade: &str, rank: Rank) -> Result<(Trade, Vec<String>), Failure> {
    let read = office.employment()?;
    let trade = read.known_trades()?.into_iter().find(|known| known.name == trade).unwrap_or_else(|| Trade {
        classification: "2015".into(),
        code: "-".into(),
        name: trade.into(),
        branch: String::new(),
    });
    let wanted = Post {
        employer: EmployerId(0),
        title: String::new(),
        trade: trade.clone(),
        rank,
        established: 1,
        description: String::new(),
        document: String::new(),
        opened_on: office.today(),
    };
    let found = read.suited(&wanted, office.today(), 100)?;
    Ok((trade, found.into_iter().map(|one| one.certificate.number).collect()))
}

/// The drivers of the offices got their certificates: most are appointed as certified, one below.
fn drivers(year: &Year, office: &mut Office) -> Result<(), Failure> {
    let (trade, holders) = suited(office, "汽车驾驶员", Rank::Intermediate)?;
    let of = (trade.classification.as_str(), trade.code.as_str(), trade.name.as_str());
    let driver = post(office, EmployerId(2), "公务用车驾驶员", of, Rank::Intermediate, 10)?;
    for (n, number) in holders.into_iter().take(6).enumerate() {
        let below = n == 5;
        let document = format!("机服聘〔2026〕{}号", n + 1);
        let decision = Decision {
            who: Who::Holder(number),
            post: driver,
            rank: if below { Rank::Elementary } else { Rank::Intermediate },
            starts: -79,
            years: 2,
            document: &document,
            because: if below { "中级岗位已满，本人同意低聘" } else { "" },
            // The same post and rank at another allowance: what the equal pay check is for.
            yuan: if n == 3 { 240 } else { 300 },
        };
        decide(year, office, decision)?;
    }
    Ok(())
}

/// The cooks: some at their level, one above it, most still free while the places wait.
fn cooks(year: &Year, office: &mut Office) -> Result<(), Failure> {
    let (trade, holders) = suited(office, "中式烹调师", Rank::Advanced)?;
    let of = (trade.classification.as_str(), trade.code.as_str(), trade.name.as_str());
    let cook = post(office, EmployerId(3), "热菜主厨", of, Rank::Advanced, 8)?;
    let head = post(office, EmployerId(3), "行政总厨", of, Rank::Technician, 2)?;
    for (n, number) in holders.into_iter().take(5).enumerate() {
        let above = n == 4;
        let document = format!("浏餐聘〔2026〕{}号", n + 1);
        let decision = Decision {
            who: Who::Holder(number),
            post: if above { head } else { cook },
            rank: if above { Rank::Technician } else { Rank::Advanced },
            starts: if n == 3 { 10 } else { -29 },
            years: 3,
            document: &document,
            because: if above { "省赛二等奖，急需总厨，低评高聘" } else { "" },
            yuan: if above { 1200 } else { 600 },
        };
        decide(year, office, decision)?;
    }
    Ok(())
}

/// One of the drivers leaves, one is dismissed, and a post is given up.
fn changes(_: &Year, office: &mut Office) -> Result<(), Failure> {
    let (today, last) = (office.today(), AppointmentId(i64::MAX));
    let filter = crate::store::employment::read::AppointmentFilter::InForce;
    let rows = office.employment()?.appointments_before(last, filter, today, 100)?;
    let drivers: Vec<AppointmentId> =
        rows.iter().filter(|row| row.post_title == "公务用车驾驶员").map(|row| row.id).collect();
    if let [resigned, dismissed, assessed, ..] = drivers[..] {
        end(office, resigned, Ending::Resigned, "本人调往外地")?;
        assess(office, dismissed, Grade::Failed, "责任事故一次，考核不合格")?;
        end(office, dismissed, Ending::Dismissed, "聘期考核不合格")?;
        assess(office, assessed, Grade::Competent, "")?;
    }
    close_post(office, PostId(3), "模具车间并入外协")
}

/// Policies, ladders and the alliance as files, and the year's plans.
fn growing_year(year: &Year, office: &mut Office) -> Result<(), Failure> {
    growing::files(office)?;
    growing::planned(year, office)
}

fn yesterday(_: &Year, office: &mut Office) -> Result<(), Failure> {
    let station = office.employment()?.station()?.map_or(String::new(), |(_, region)| region);
    let home = employer(office, "金桥颐养院", "91430124MA4N3D8Q0Q", &station, "院办")?;
    let read = office.employment()?;
    let known = read.known_trades()?.into_iter().find(|trade| trade.name == "养老护理员");
    let (classification, code) =
        known.map_or(("2015".to_owned(), "4-10-01-05".to_owned()), |trade| (trade.classification, trade.code));
    post(office, home, "护理员", (&classification, &code, "养老护理员"), Rank::Elementary, 20).map(drop)
}
