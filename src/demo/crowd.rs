//! So many invented candidates besides the sample's: for trying how the program bears a county, a province, a country.

use chrono::{Days, NaiveDate};

use super::station::fixture;
use crate::domain::evaluation::batch::{BatchItem, BatchKind, BatchPlan};
use crate::domain::evaluation::eligibility::Claims;
use crate::domain::evaluation::entry::Details;
use crate::domain::id::BatchId;
use crate::domain::identity::id_card::check_character;
use crate::domain::identity::{Document, DocumentKind, PersonName};
use crate::domain::level::Level;
use crate::ops::entry::{Application, RosterFile, take_roster};
use crate::ops::{Office, batch};
use crate::store::Failure;

/// Candidates of one batch.
const BATCH: usize = 50_000;
/// Rows of one roster.
const ROSTER: usize = 5_000;
/// A region of no real county; the sample's own people come from its neighbours.
const REGION: &str = "431099";
const SURNAMES: &str = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜";
const GIVEN: &str = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华文辉建国红玉兰梅琴云莉";
const TRADES: [&str; 2] = ["钳工", "电工"];

/// Takes in `count` further candidates, in rosters, by the code that a user's import takes. `seen` is told how many are in
/// after each roster and answers whether to go on; what is in stays in.
pub fn gather(office: &mut Office, count: usize, mut seen: impl FnMut(usize) -> bool) -> Result<usize, Failure> {
    let mut id = None;
    let mut done = 0;
    while done < count && seen(done) {
        let here = match id {
            Some(id) if done % BATCH != 0 => id,
            _ => *id.insert(registering(office, done / BATCH + 1)?),
        };
        let rows: Vec<Application> = (done..count.min(done + ROSTER)).map(applicant).collect();
        let name = format!("大样 {}", done / ROSTER + 1);
        take_roster(office, here, &rows, &RosterFile { sha256: format!("{done:064}"), name })?;
        done += rows.len();
    }
    Ok(done)
}

/// A batch that takes entries.
fn registering(office: &mut Office, n: usize) -> Result<BatchId, Failure> {
    let today = office.today();
    let standards = office.read().standards()?;
    let item = |trade: &&str| {
        let standard = standards.iter().find(|row| row.trade.title() == **trade)?;
        Some(BatchItem { standard: standard.id, level: Level::Four })
    };
    let items: Option<Vec<BatchItem>> = TRADES.iter().map(item).collect();
    let plan = BatchPlan {
        code: format!("DY{n:04}"),
        name: format!("大样第 {n} 批"),
        kind: BatchKind::SkillLevel,
        filing_no: format!("大样〔{n}〕"),
        items: items.ok_or_else(|| fixture("crowd", "no such trade"))?,
        registration_from: today,
        registration_until: today + Days::new(20),
        exam_on: today + Days::new(40),
        place: "青梧县职业中专实训楼".to_owned(),
        room_seats: 30,
    };
    let id = batch::plan(office, None, plan)?;
    batch::advance(office, id)?;
    batch::advance(office, id)?;
    Ok(id)
}

/// The `n`-th invented applicant, each with a number of their own; more than ten million are told apart.
pub fn applicant(n: usize) -> Application {
    let document = Document::parse(DocumentKind::ResidentIdCard, &number(n)).expect("a number made by its rule");
    let pick = |from: &str, n: usize| from.chars().nth(n % from.chars().count()).expect("within");
    let name = String::from_iter([pick(SURNAMES, n), pick(GIVEN, n / 7), pick(GIVEN, n / 311)]);
    Application {
        trade: TRADES[n % TRADES.len()].to_owned(),
        level: Level::Four,
        condition: Some(2),
        sex: document.sex().expect("the number says it"),
        birth: document.birth(),
        document,
        name: PersonName::parse(&name).expect("a name of three characters"),
        phone: None,
        claims: Claims { years_in_trade: Some(9), nothing_else: true, ..Claims::default() },
        details: Details::default(),
    }
}

/// An 18-digit number of somebody born from 1960 on (GB 11643).
fn number(n: usize) -> String {
    let begin = NaiveDate::from_ymd_opt(1960, 1, 1).expect("a date");
    let born = begin + Days::new(u64::try_from(n / 999).expect("days fit"));
    let body = format!("{REGION}{}{:03}", born.format("%Y%m%d"), n % 999 + 1);
    format!("{body}{}", check_character(&body))
}
