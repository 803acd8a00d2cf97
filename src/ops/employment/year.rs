//! A year's report for the county: what it counts, in numbers that say where they come from.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::report::{self, County, SOON};
use crate::domain::employment::county::{Coverage, Line};
use crate::domain::employment::treatment::{Unequal, unequal};
use crate::ops::Office;
use crate::refusal;
use crate::store::Failure;
use crate::store::employment::read::{AppointmentFilter, Counted};

/// What a year came to, as of a day: its last, or today where it is not over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Year {
    pub year: i32,
    pub as_of: NaiveDate,
    pub coverage: Coverage,
    pub region_name: String,
    pub employers: u32,
    /// Per trade and rank, today.
    pub lines: Vec<Line>,
    /// Certificates of the year by level's code, the lowest level first.
    pub issued: Vec<Counted>,
    pub begun: Vec<Counted>,
    pub ended: Vec<Counted>,
    pub held: Vec<Counted>,
    /// Fen a month.
    pub allowances: i64,
    pub ending_soon: u32,
    pub uncertified: u32,
    pub notices: u32,
    pub unequal: Vec<Unequal>,
    pub plans: Vec<Counted>,
    /// People planned, courses, people in them, hours sat.
    pub training: [u32; 4],
    pub pairs: Vec<Counted>,
    /// Competitions, and places taken.
    pub competitions: [u32; 2],
    /// Training bases, and their places.
    pub bases: [u32; 2],
    pub members: Vec<Counted>,
    pub agreements: u32,
    pub offers: Vec<Counted>,
}

/// The sum of what was counted.
pub fn sum(counted: &[Counted]) -> u32 {
    counted.iter().map(|each| each.count).sum()
}

impl Year {
    pub fn total(&self, of: fn(&Line) -> u32) -> u64 {
        self.lines.iter().map(|line| u64::from(of(line))).sum()
    }

    /// The lines with the most of something, none of them without any.
    pub fn most(&self, of: fn(&Line) -> u32, n: usize) -> Vec<&Line> {
        let mut lines: Vec<&Line> = self.lines.iter().filter(|line| of(line) > 0).collect();
        lines.sort_by_key(|line| (std::cmp::Reverse(of(line)), &line.trade, line.rank));
        lines.truncate(n);
        lines
    }
}

/// # Errors
/// `year` where the year has not begun.
pub fn year(office: &Office, year: i32) -> Result<Year, Failure> {
    let (read, today) = (office.employment()?, office.today());
    let last = NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(today);
    if today.year() < year || !(1990..=2200).contains(&year) {
        return Err(refusal!("year", "{year} 年还没有开始。", "The year {year} has not begun.").into());
    }
    let as_of = last.min(today);
    let County { coverage, lines, .. } = report::county(office, None)?;
    Ok(Year {
        year,
        as_of,
        coverage,
        region_name: read.station()?.map_or(String::new(), |(_, region)| region),
        employers: read.employer_count()?,
        lines,
        issued: read.issued_in(year)?,
        begun: read.begun_in(year)?,
        ended: read.ended_in(year)?,
        held: read.held_by_rank(as_of)?,
        allowances: read.allowances(as_of)?,
        ending_soon: read.appointment_count(AppointmentFilter::Ending(SOON), today)?,
        uncertified: read.appointment_count(AppointmentFilter::Uncertified, today)?,
        notices: read.appointment_count(AppointmentFilter::Noticed, today)?,
        unequal: unequal(read.unlike(as_of)?),
        plans: read.plans_in(year)?,
        training: read.training_in(year)?,
        pairs: read.pairs_in(year)?,
        competitions: read.competitions_in(year)?,
        bases: read.bases()?,
        members: read.members()?,
        agreements: read.agreements_on(as_of)?,
        offers: read.offers_on(as_of)?,
    })
}
