//! The employment side's lists, each as objects for programs and as columns for people.

use serde::Serialize;

use super::{CountyArgs, HolderArgs, ListArgs, PostArgs, What};
use crate::cli::DONE;
use crate::cli::json::{self, Array};
use crate::cli::problem::Problem;
use crate::cli::session::Session;
use crate::cli::table::Columns;
use crate::domain::employment::county::Line;
use crate::domain::employment::matching::{Suited, stated_order};
use crate::domain::employment::{Certificate, Difference, State};
use crate::domain::id::{AppointmentId, EmployerId, PersonId, PostId};
use crate::domain::language::{Lang, Say};
use crate::ops::Office;
use crate::ops::employment::report;
use crate::refusal;
use crate::store::employment::act::kind_name;
use crate::store::employment::read::{AppointmentFilter, AppointmentRow, EmployerRow, PostRow};

/// How many rows are asked for at once.
const PAGE: u32 = 512;

type Heading = &'static [(&'static str, &'static str)];

/// Prints pages until one is empty or enough was printed.
fn pages<T: Serialize>(
    session: &mut Session,
    (json, limit): (bool, Option<usize>),
    heading: Heading,
    cells: impl Fn(&T, Lang) -> Vec<String>,
    mut next: impl FnMut(Option<&T>) -> Result<Vec<T>, Problem>,
) -> Result<u8, Problem> {
    let lang = session.lang;
    let mut columns = Columns::new(heading.iter().map(|(zh, en)| lang.pick(zh, en).to_owned()).collect());
    let (mut array, mut left, mut last) = (Array::default(), limit.unwrap_or(usize::MAX), None);
    loop {
        let mut page = next(last.as_ref())?;
        page.truncate(left);
        left -= page.len();
        if json {
            page.iter().for_each(|row| array.push(&mut session.out, row));
        } else {
            columns.page(&mut session.out, page.iter().map(|row| cells(row, lang)).collect());
        }
        last = page.pop();
        if last.is_none() || left == 0 || session.out.is_over() {
            break;
        }
    }
    if json {
        array.end(&mut session.out);
    }
    Ok(DONE)
}

/// An appointment with what is derived of it.
#[derive(Serialize)]
struct AppointmentLine {
    #[serde(flatten)]
    row: AppointmentRow,
    state: State,
    difference: Difference,
    notice: bool,
}

fn line(row: AppointmentRow, office: &Office) -> AppointmentLine {
    let (state, difference, notice) = (row.state(office.today()), row.difference(), row.notice().is_some());
    AppointmentLine { row, state, difference, notice }
}

pub fn list(session: &mut Session, args: &ListArgs) -> Result<u8, Problem> {
    let office = session.open()?;
    let (read, today, asked) = (office.employment()?, office.today(), (args.json, args.limit));
    let appointments = |session: &mut Session, filter| {
        let next = |last: Option<&AppointmentLine>| {
            let from = last.map_or(AppointmentId(i64::MAX), |line| line.row.id);
            let rows = read.appointments_before(from, filter, today, PAGE)?;
            Ok(rows.into_iter().map(|row| line(row, &office)).collect())
        };
        pages(session, asked, APPOINTMENT, appointment, next)
    };
    match args.what {
        What::Employers => pages(session, asked, EMPLOYER, employer, |last: Option<&EmployerRow>| {
            let from = last.map_or(EmployerId(0), |row| row.id);
            Ok(read.employers_above(from, today, PAGE)?)
        }),
        What::Posts => pages(session, asked, POST, post, |last: Option<&PostRow>| {
            let from = last.map_or(PostId(0), |row| row.id);
            Ok(read.posts_above(from, today, PAGE)?)
        }),
        What::Appointments => appointments(session, AppointmentFilter::All),
        What::Ending => appointments(session, AppointmentFilter::Ending(args.days)),
        What::Uncertified => appointments(session, AppointmentFilter::Uncertified),
        What::Notices => appointments(session, AppointmentFilter::Noticed),
        What::Idle => pages(session, asked, CERTIFICATE, certificate, |last: Option<&Certificate>| {
            let from = last.map_or(String::new(), |one| one.number.clone());
            Ok(read.not_appointed(&from, today, PAGE)?)
        }),
        What::Journal => pages(session, asked, JOURNAL, journal, |last: Option<&JournalLine>| {
            let rows = read.journal_before(last.map_or(i64::MAX, |line| line.seq), PAGE)?;
            let line = |row: crate::store::employment::read::EmploymentJournalRow| {
                Ok::<_, Problem>(JournalLine {
                    seq: row.row.seq,
                    kind: row.row.kind,
                    at: row.row.at,
                    person: read.person_name(PersonId(row.row.person))?,
                    reason: row.row.reason,
                    seen: row.seen,
                })
            };
            rows.into_iter().map(line).collect()
        }),
    }
}

#[derive(Serialize)]
struct JournalLine {
    seq: i64,
    kind: String,
    at: String,
    person: String,
    reason: Option<String>,
    /// How many acts the evaluation's journal had then.
    seen: i64,
}

const JOURNAL: Heading =
    &[("序号", "No."), ("时间", "When"), ("谁", "Who"), ("操作", "Act"), ("理由", "Reason"), ("评价日志", "Saw")];

fn journal(row: &JournalLine, lang: Lang) -> Vec<String> {
    let reason = row.reason.clone().unwrap_or_default();
    let kind = kind_name(&row.kind, lang);
    vec![row.seq.to_string(), row.at.clone(), row.person.clone(), kind, reason, row.seen.to_string()]
}

const EMPLOYER: Heading = &[
    ("号", "No."),
    ("单位名称", "Name"),
    ("信用代码", "Credit code"),
    ("区划", "Region"),
    ("岗位", "Posts"),
    ("核定", "Places"),
    ("在聘", "Filled"),
];

fn employer(row: &EmployerRow, _: Lang) -> Vec<String> {
    vec![
        row.id.0.to_string(),
        row.employer.name.clone(),
        row.employer.credit_code.clone(),
        row.employer.region.clone(),
        row.posts.to_string(),
        row.established.to_string(),
        row.appointed.to_string(),
    ]
}

const POST: Heading = &[
    ("号", "No."),
    ("岗位", "Post"),
    ("单位", "Employer"),
    ("职业", "Trade"),
    ("等级", "Rank"),
    ("核定", "Places"),
    ("在聘", "Filled"),
    ("空缺", "Vacant"),
];

fn post(row: &PostRow, lang: Lang) -> Vec<String> {
    vec![
        row.id.0.to_string(),
        row.post.title.clone(),
        row.employer_name.clone(),
        row.post.trade.title(),
        row.post.rank.say(lang),
        row.post.established.to_string(),
        row.filled.to_string(),
        row.vacant().to_string(),
    ]
}

const APPOINTMENT: Heading = &[
    ("号", "No."),
    ("受聘人", "Person"),
    ("单位", "Employer"),
    ("岗位", "Post"),
    ("等级", "Rank"),
    ("起", "From"),
    ("止", "Until"),
    ("状态", "State"),
    ("评与聘", "Compared"),
    ("证书", "Certificate"),
];

fn appointment(line: &AppointmentLine, lang: Lang) -> Vec<String> {
    let (row, one) = (&line.row, &line.row.appointment);
    let basis = match row.notice() {
        Some(notice) => notice.standing.say(lang),
        None => one.basis.as_ref().map_or(String::new(), |basis| basis.number.clone()),
    };
    vec![
        row.id.0.to_string(),
        row.name.clone(),
        row.employer_name.clone(),
        row.post_title.clone(),
        one.rank.say(lang),
        one.starts.to_string(),
        one.ends.to_string(),
        line.state.say(lang),
        line.difference.say(lang),
        basis,
    ]
}

const CERTIFICATE: Heading =
    &[("证书编号", "Number"), ("持证人", "Holder"), ("职业", "Trade"), ("等级", "Level"), ("发证日期", "Issued on")];

fn certificate(one: &Certificate, lang: Lang) -> Vec<String> {
    vec![one.number.clone(), one.holder.clone(), one.trade.title(), one.level.say(lang), one.issued_on.to_string()]
}

pub fn holders(session: &mut Session, args: &PostArgs) -> Result<u8, Problem> {
    let office = session.open()?;
    let (read, today) = (office.employment()?, office.today());
    let row = read.post(PostId(args.post), today)?;
    let row = row.ok_or_else(|| refusal!("missing", "没有这个岗位。", "There is no such post."))?;
    let mut found = Some(read.suited(&row.post, today, args.limit)?);
    if !args.json {
        let order = stated_order().say(session.lang);
        session.out.line(&order);
    }
    const HEADING: Heading = &[
        ("持证人", "Holder"),
        ("等级", "Level"),
        ("相符", "Fit"),
        ("发证日期", "Issued on"),
        ("现聘", "Appointed at"),
        ("证书编号", "Number"),
    ];
    let cells = |one: &Suited, lang: Lang| {
        vec![
            one.certificate.holder.clone(),
            one.certificate.level.say(lang),
            one.fit.say(lang),
            one.certificate.issued_on.to_string(),
            one.appointed_at.clone().unwrap_or_default(),
            one.certificate.number.clone(),
        ]
    };
    pages(session, (args.json, None), HEADING, cells, |_| Ok(found.take().unwrap_or_default()))
}

pub fn posts(session: &mut Session, args: &HolderArgs) -> Result<u8, Problem> {
    let office = session.open()?;
    let (read, today) = (office.employment()?, office.today());
    let one = read.certificate(&args.certificate)?;
    let one = one.ok_or_else(|| refusal!("missing", "没有这本证书。", "There is no such certificate."))?;
    let mut found = Some(if one.standing.is_valid() {
        read.open_posts(&one.trade, one.rank().number(), today, PAGE)?
    } else {
        Vec::new()
    });
    pages(session, (args.json, None), POST, post, |_: Option<&PostRow>| Ok(found.take().unwrap_or_default()))
}

/// A line with what follows from it.
#[derive(Serialize)]
struct CountyLine<'a> {
    #[serde(flatten)]
    line: &'a Line,
    gap: u32,
    fillable: u32,
    surplus: u32,
}

#[derive(Serialize)]
struct Whole<'a> {
    coverage: &'a crate::domain::employment::county::Coverage,
    region: &'a Option<String>,
    lines: Vec<CountyLine<'a>>,
}

pub fn county(session: &mut Session, args: &CountyArgs) -> Result<u8, Problem> {
    let office = session.open()?;
    let seen = report::county(&office, args.region.as_deref())?;
    if args.json {
        let of = |line| CountyLine { line, gap: line.gap(), fillable: line.fillable(), surplus: line.surplus() };
        let lines = seen.lines.iter().map(of).collect();
        json::object(&mut session.out, &Whole { coverage: &seen.coverage, region: &seen.region, lines });
        return Ok(DONE);
    }
    let lang = session.lang;
    session.out.line(&seen.coverage.say(lang));
    const HEADING: Heading = &[
        ("职业", "Trade"),
        ("等级", "Rank"),
        ("发证本数", "Certificates"),
        ("持证人数", "Holders"),
        ("在聘", "Appointed"),
        ("核定岗位", "Places"),
        ("缺口", "Gap"),
        ("可由持证未聘补足", "Fillable"),
        ("富余", "Surplus"),
    ];
    let cells = |line: &Line, lang: Lang| {
        let mut cells = vec![line.trade.title(), line.rank.say(lang)];
        let numbers = [line.certificates, line.holders, line.appointed, line.established];
        cells.extend(numbers.iter().chain(&[line.gap(), line.fillable(), line.surplus()]).map(u32::to_string));
        cells
    };
    let mut lines = Some(seen.lines);
    pages(session, (false, None), HEADING, cells, |_: Option<&Line>| Ok(lines.take().unwrap_or_default()))
}
