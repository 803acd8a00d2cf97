//! The sample station's own file: who it is, what it is filed for, who works there; and its standards.

use chrono::{Days, Months, NaiveDate};
use serde::Deserialize;

use super::calendar::Year;
use super::files;
use crate::domain::evaluation::staffing::examiner::CARD_YEARS;
use crate::domain::evaluation::staffing::{Examiner, ExaminerKind};
use crate::domain::id::{PersonId, ScopeId};
use crate::domain::language::{Both, Lang, Say};
use crate::domain::level::Level;
use crate::domain::refusal::Refusal;
use crate::domain::stamp::Role;
use crate::exchange::standard_text::{read_paper, read_standard};
use crate::ops::office::SAMPLE;
use crate::ops::{Office, account, calendar, staffing, standard, station};
use crate::store::Failure;
use crate::store::act::{PersonRecorded, ScopeFiled, StationFounded};

#[derive(Deserialize)]
struct Sample {
    name: String,
    credit_code: String,
    site_code: String,
    region: String,
    address: String,
    phone: String,
    scope: Vec<SampleScope>,
    person: Vec<SamplePerson>,
}

#[derive(Deserialize)]
struct SampleScope {
    classification: String,
    trade_code: String,
    trade_name: String,
    level: Level,
    from: NaiveDate,
    until: Option<NaiveDate>,
    document: String,
}

#[derive(Deserialize)]
struct SamplePerson {
    name: String,
    roles: Vec<Role>,
    examiner: Option<SampleExaminer>,
}

/// An examiner's record; its dates are counted in days from today.
#[derive(Deserialize)]
struct SampleExaminer {
    kind: ExaminerKind,
    trades: Vec<String>,
    card: String,
    card_ends_in: i64,
    employer: String,
    #[serde(default)]
    before: Vec<String>,
}

/// The passphrase of everybody at the sample station; the screen where one signs in shows it.
pub const PASSPHRASE: &str = "touchstone";
/// What the administrator gives each of them at first.
const TEMPORARY: &str = "to be changed today";

/// The people of the sample station by name.
pub struct People(Vec<(String, PersonId)>);

impl People {
    /// # Panics
    /// Where the fixture has nobody of that name.
    pub fn named(&self, name: &str) -> PersonId {
        self.0.iter().find(|(other, _)| other == name).expect("the fixture has this person").1
    }

    /// Signs one of them in.
    pub fn seat(&self, office: &mut Office, name: &str) -> Result<PersonId, Failure> {
        let person = self.named(name);
        account::sign_in(office, person, PASSPHRASE)?;
        Ok(person)
    }
}

/// Founds the station and records its people and filed scope.
pub fn found(office: &mut Office, year: &Year) -> Result<People, Failure> {
    let sample: Sample = toml::from_str(files::STATION).map_err(|error| fixture("station.toml", &error.to_string()))?;
    let about = StationFounded {
        address: sample.address,
        credit_code: sample.credit_code,
        name: sample.name,
        phone: sample.phone,
        region: sample.region,
        site_code: sample.site_code,
    };
    // The administrator founds the file; the others are recorded by her.
    let is_administrator = |person: &&SamplePerson| person.roles.contains(&Role::Administrator);
    let first = sample.person.iter().find(is_administrator).ok_or_else(|| fixture("station.toml", "administrator"))?;
    let founder = PersonRecorded { id: PersonId(1), name: first.name.clone(), roles: first.roles.clone() };
    station::found(office, about, founder, PASSPHRASE)?;
    let mut people = vec![(first.name.clone(), PersonId(1))];
    for person in sample.person.iter().filter(|person| person.name != first.name) {
        let id = station::record_person(office, &person.name, &person.roles, TEMPORARY)?;
        people.push((person.name.clone(), id));
    }
    for person in &sample.person {
        let Some(about) = &person.examiner else { continue };
        let (_, id) = people.iter().find(|(name, _)| *name == person.name).expect("everybody was recorded above");
        staffing::record_examiner(office, *id, record(about, year))?;
    }
    let scopes = sample.scope.into_iter().map(|scope| ScopeFiled {
        classification: scope.classification,
        document: scope.document,
        id: ScopeId(0),
        level: scope.level,
        trade_code: scope.trade_code,
        trade_name: scope.trade_name,
        valid_from: scope.from,
        valid_until: scope.until,
    });
    station::file_scope(office, scopes.collect())?;
    for (_, text) in calendar::PUBLISHED {
        calendar::take(office, &calendar::read_file(text)?)?;
    }
    // Each comes by once and chooses a passphrase; that makes their key.
    for (_, id) in people.iter().skip(1) {
        account::sign_in(office, *id, TEMPORARY)?;
        account::renew(office, TEMPORARY, PASSPHRASE)?;
    }
    office.prefer(SAMPLE, PASSPHRASE)?;
    let people = People(people);
    // Whoever recorded them does not approve them.
    people.seat(office, "向明")?;
    for person in office.read().examiners_waiting()? {
        staffing::approve_examiner(office, person)?;
    }
    people.seat(office, &first.name)?;
    Ok(people)
}

fn record(about: &SampleExaminer, year: &Year) -> Examiner {
    let card_until = year.day(about.card_ends_in);
    Examiner {
        appointed_from: year.day(-700),
        appointed_until: Some(year.day(395)),
        card: about.card.clone(),
        card_from: card_until - Months::new(12 * CARD_YEARS) + Days::new(1),
        card_until,
        employer: about.employer.clone(),
        employers_before: about.before.clone(),
        kind: about.kind,
        trades: about.trades.clone(),
    }
}

/// Takes in the standards, approves them, and takes in their papers.
pub fn standards(office: &mut Office) -> Result<(), Failure> {
    for (name, text) in files::STANDARDS {
        let parsed = read_standard(text).map_err(|fault| fixture(name, &fault.say(Lang::En)))?;
        let (id, _) = standard::write_standard(office, parsed, (*text).to_owned())?;
        standard::approve_standard(office, id)?;
    }
    for (name, text) in files::PAPERS {
        let parsed = read_paper(text).map_err(|fault| fixture(name, &fault.say(Lang::En)))?;
        standard::write_paper(office, parsed, (*text).to_owned())?;
    }
    Ok(())
}

/// A fixture that does not hold is a fault of this program; it is told, not hidden.
pub fn fixture(name: &str, words: &str) -> Failure {
    let text = Both { zh: format!("样例文件 {name}：{words}"), en: format!("sample file {name}: {words}") };
    Refusal::new("fixture", text).into()
}
