//! Acts become tables. Nothing here evaluates a rule, reads a clock or draws: a replay gives the same rows.

mod account;
mod agreement;
mod batch;
mod certificate;
mod entry;
mod marking;
mod standard;
mod station;

use rusqlite::{Connection, Result};

use super::act::Act;

/// Applies one act, journal row `seq`, to the projections.
pub fn apply(conn: &Connection, seq: i64, act: &Act) -> Result<()> {
    match act {
        Act::StationFounded(act) => station::founded(conn, act),
        Act::ScopeFiled(act) => station::scope(conn, act),
        Act::PersonRecorded(act) => station::person(conn, act),
        Act::KeyEnrolled(act) => account::enrolled(conn, seq, act),
        Act::KeyRetired(act) => account::retired(conn, seq, act),
        Act::StationKeyMade(act) => account::station(conn, seq, act),
        // Who signed in when is the journal's own; no table holds it.
        Act::DeskTaken(_) => Ok(()),
        Act::SettingSet(act) => station::setting(conn, act),
        Act::MappingKept(act) => station::mapping(conn, act),
        Act::StandardWritten(act) => standard::written(conn, act),
        Act::StandardApproved(act) => standard::approved(conn, act),
        Act::PaperWritten(act) => standard::paper(conn, act),
        Act::PlanWritten(act) => batch::plan(conn, act),
        Act::BatchMoved(act) => batch::moved(conn, act),
        Act::PaperChosen(act) => batch::paper(conn, act),
        Act::PanelNamed(act) => batch::panel(conn, act),
        Act::ObjectionRaised(act) => batch::objection_raised(conn, act),
        Act::ObjectionDecided(act) => batch::objection_decided(conn, act),
        Act::RosterTaken(act) => entry::roster(conn, seq, act),
        Act::EntryFiled(act, applicant) => entry::filed(conn, act, applicant),
        Act::ClaimsRevised(act, claims) => entry::claims(conn, act, claims),
        Act::EntryDecided(act, grounds) => entry::decided(conn, act, grounds),
        Act::PhotoAttached(act, _) => entry::photo(conn, seq, act),
        Act::TicketGiven(act) => entry::ticket(conn, act),
        Act::SheetSigned(sheet) | Act::SheetCorrected(sheet) | Act::SheetRevoted(sheet) => {
            marking::sheet(conn, seq, sheet)
        }
        Act::StandingSet(act) => marking::standing(conn, act),
        Act::VetoRecorded(veto) => marking::veto(conn, veto),
        Act::VetoWithdrawn(act) => marking::veto_withdrawn(conn, act),
        Act::OutcomeDerived(act) => marking::outcome(conn, seq, act),
        Act::CertificateIssued(act, holder) => certificate::issued(conn, seq, act, holder),
        Act::CaseOpened(act) => agreement::case(conn, seq, act),
        Act::FurtherNamed(act) => agreement::further(conn, act),
        Act::SheetDecided(sheet) => {
            marking::sheet(conn, seq, sheet)?;
            agreement::decided(conn, sheet)
        }
        Act::SampleDrawn(act) => agreement::sample(conn, act),
        Act::ScoresTaken(act) => agreement::scores(conn, seq, act),
        Act::Moderated(act) => agreement::moderated(conn, seq, act),
        // They stand in the journal alone.
        Act::DayEnded(_) | Act::ClockJumped(_) => Ok(()),
    }
}

/// Runs one statement that is prepared once and kept.
fn run(conn: &Connection, sql: &str, params: impl rusqlite::Params) -> Result<usize> {
    conn.prepare_cached(sql)?.execute(params)
}

/// What stands in a column whose sealed part was erased.
const ERASED: &str = "erased";
