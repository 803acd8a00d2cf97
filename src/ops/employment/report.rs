//! What the county asks: who is certified and not appointed, where people lack, and how much of the county the figures know.

use serde::Serialize;

use super::COUNTY_STATIONS;
use crate::domain::employment::appointment::Notice;
use crate::domain::employment::county::{Coverage, Line};
use crate::ops::Office;
use crate::store::Failure;
use crate::store::employment::read::{AppointmentFilter, AppointmentRow};

/// Terms that end within so many days are told without being asked.
pub const SOON: u32 = 90;

/// The county's question, answered for one region or for all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct County {
    pub coverage: Coverage,
    pub region: Option<String>,
    pub lines: Vec<Line>,
}

pub fn county(office: &Office, region: Option<&str>) -> Result<County, Failure> {
    let (read, today) = (office.employment()?, office.today());
    let mut lines = read.county(region, today)?;
    // Where most people lack comes first; then by trade and rank.
    lines.sort_by(|a, b| (b.gap(), &a.trade, b.rank).cmp(&(a.gap(), &b.trade, a.rank)));
    Ok(County { coverage: coverage(office)?, region: region.map(str::to_owned), lines })
}

pub fn coverage(office: &Office) -> Result<Coverage, Failure> {
    let read = office.employment()?;
    let stations = read.issuers()?.max(1);
    let of = read.setting(COUNTY_STATIONS)?.and_then(|value| value.parse().ok()).unwrap_or(stations);
    Ok(Coverage { stations, of: of.max(stations), until: office.today() })
}

/// What a manager looks at first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Today {
    pub employers: u32,
    pub established: u32,
    pub in_force: u32,
    pub ending: u32,
    pub uncertified: u32,
    /// Appointments whose certificate no longer stands and about which nobody has decided.
    pub notices: u32,
    pub certificates: u32,
}

pub fn today(office: &Office) -> Result<Today, Failure> {
    let (read, today) = (office.employment()?, office.today());
    let count = |filter| read.appointment_count(filter, today);
    let established: u32 = read.county(None, today)?.iter().map(|line| line.established).sum();
    Ok(Today {
        employers: read.employer_count()?,
        established,
        in_force: count(AppointmentFilter::InForce)?,
        ending: count(AppointmentFilter::Ending(SOON))?,
        uncertified: count(AppointmentFilter::Uncertified)?,
        notices: u32::try_from(notices(office)?.iter().filter(|(_, notice)| notice.answer.is_none()).count())
            .unwrap_or(u32::MAX),
        certificates: read.certificate_count()?,
    })
}

/// Appointments in force or to come whose certificate no longer stands, each with its notice; the newest first.
pub fn notices(office: &Office) -> Result<Vec<(AppointmentRow, Notice)>, Failure> {
    let read = office.employment()?;
    let last = crate::domain::id::AppointmentId(i64::MAX);
    let rows = read.appointments_before(last, AppointmentFilter::Noticed, office.today(), u32::MAX)?;
    Ok(rows.into_iter().filter_map(|row| row.notice().map(|notice| (row, notice))).collect())
}
