//! Verifying as a stranger 查验: from what a page or a file carries, and the trust list, to a verdict in stages, each with its reason.
//!
//! Pure: no clock, file or network, so that it runs in an empty folder, and the command line, the screen and JSON render one value. It says
//! what is established and what cannot be known offline.

mod given;
mod holder;
mod issuer;
mod page;
mod stages;
mod words;

pub use given::{BadGiven, Given, read};
pub use page::{PageFound, Unsigned};
pub use stages::agrees;

use chrono::NaiveDate;
use serde::Serialize;

use super::badge::ResultSaid;
use super::status::StatusList;
use super::trust::TrustList;
use crate::domain::language::Both;

/// What is asked in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    Shape,
    Signature,
    Issuer,
    Inclusion,
    Status,
    Holder,
    Photo,
    Page,
}

impl Stage {
    pub const ALL: [Stage; 8] = [
        Stage::Shape,
        Stage::Signature,
        Stage::Issuer,
        Stage::Inclusion,
        Stage::Status,
        Stage::Holder,
        Stage::Photo,
        Stage::Page,
    ];
}

/// How a stage came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Established.
    Holds,
    /// Shown to be wrong.
    Fails,
    /// Neither: what would tell is not here.
    Unknown,
}

/// One stage, with why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    pub stage: Stage,
    pub state: State,
    /// Stable, for `--json` and tests.
    pub code: &'static str,
    pub text: Both,
}

/// The end of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Signed by a station of the trust list, and nothing against it.
    Genuine,
    /// Signed and untouched, but nobody here knows by whom.
    UnknownIssuer,
    NotGenuine,
}

impl Verdict {
    /// The exit status of the command line.
    pub const fn exit(self) -> u8 {
        match self {
            Verdict::Genuine => 0,
            Verdict::NotGenuine => 1,
            Verdict::UnknownIssuer => 4,
        }
    }
}

/// What the certificate says, for a person to hold against the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Shown {
    pub number: String,
    pub holder: String,
    pub trade: String,
    pub trade_code: String,
    pub level: String,
    pub issued_on: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub results: Vec<ResultSaid>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    pub verdict: Verdict,
    /// None where it is no certificate at all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certificate: Option<Shown>,
    pub stages: Vec<Step>,
}

/// What a stranger has beside the page.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known<'a> {
    pub trust: Option<&'a TrustList>,
    pub status: Option<&'a StatusList>,
    /// The number on the ID card, as typed.
    pub id: Option<&'a str>,
    /// The bytes of a photo.
    pub photo: Option<&'a [u8]>,
}

/// Asks stage after stage. Where an early one fails, later ones are asked only as far as they still mean something.
pub fn verify(given: &Result<Given, BadGiven>, known: &Known) -> Report {
    match given {
        Err(bad) => {
            let step = Step { stage: Stage::Shape, state: State::Fails, code: bad.code(), text: bad.both() };
            Report { verdict: Verdict::NotGenuine, certificate: None, stages: vec![step] }
        }
        Ok(given) => stages::all(given, known),
    }
}

impl Report {
    fn of(certificate: Shown, stages: Vec<Step>) -> Report {
        let state = |wanted| stages.iter().find(|step| step.stage == wanted).map(|step| step.state);
        let verdict = if stages.iter().any(|step| step.state == State::Fails)
            || state(Stage::Shape) != Some(State::Holds)
            || state(Stage::Signature) == Some(State::Unknown) && state(Stage::Issuer) != Some(State::Unknown)
        {
            Verdict::NotGenuine
        } else if state(Stage::Signature) == Some(State::Holds) && state(Stage::Issuer) == Some(State::Holds) {
            Verdict::Genuine
        } else if stages.iter().any(|step| step.code == "unknown_issuer") {
            Verdict::UnknownIssuer
        } else {
            Verdict::NotGenuine
        };
        Report { verdict, certificate: Some(certificate), stages }
    }

    /// The same with what came of drawing its page again. Where the data themselves do not hold there is no page to speak of.
    pub fn with_page(mut self, found: &PageFound) -> Report {
        let holds = self.step(Stage::Signature).is_some_and(|step| step.state == State::Holds);
        match self.certificate.take() {
            Some(certificate) if holds => {
                self.stages.push(found.step());
                Report::of(certificate, self.stages)
            }
            certificate => Report { certificate, ..self },
        }
    }

    pub fn step(&self, stage: Stage) -> Option<&Step> {
        self.stages.iter().find(|step| step.stage == stage)
    }
}

/// A moment in seconds since 1970-01-01, as a day of the station's zone (UTC+8).
fn day_of(time: u64) -> Option<NaiveDate> {
    let zone = chrono::FixedOffset::east_opt(8 * 3600)?;
    let time = i64::try_from(time).ok()?;
    Some(chrono::DateTime::from_timestamp(time, 0)?.with_timezone(&zone).date_naive())
}
