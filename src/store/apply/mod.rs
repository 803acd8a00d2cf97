//! Acts become tables. Nothing here evaluates a rule, reads a clock or draws: a replay gives the same rows.

mod account;
mod agreement;
mod batch;
mod calendar;
mod certificate;
mod dispute;
mod entry;
mod evidence;
mod floor;
mod history;
mod inspection;
mod late;
mod life;
mod marking;
mod retention;
mod staffing;
mod standard;
mod station;
mod stock;
mod tally;
mod upload;
mod way;

use rusqlite::{Connection, Result};

use super::act::Act;
use crate::domain::evaluation::certificate::Change;
pub use late::Late;

/// Applies one act, journal row `seq`, to the projections; what is written in an order of its own goes into `late`, which is written once
/// the last act is applied.
pub fn apply(conn: &Connection, seq: i64, act: &Act, late: &mut Late) -> Result<()> {
    if !matches!(act, Act::EntryFiled(..)) {
        late.write(conn)?;
    }
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
        Act::CalendarDaySet(act) => calendar::set(conn, act),
        Act::CalendarDayCleared(act) => calendar::cleared(conn, act),
        Act::MappingKept(act) => station::mapping(conn, act),
        Act::StandardWritten(act) => standard::written(conn, act),
        Act::StandardApproved(act) => standard::approved(conn, act),
        Act::PaperWritten(act) => standard::paper(conn, act),
        Act::PlanWritten(act) => batch::plan(conn, act),
        Act::BatchMoved(act) => batch::moved(conn, act),
        Act::PaperChosen(act) => batch::paper(conn, act),
        Act::PanelNamed(act) => staffing::named(conn, seq, act),
        Act::ObjectionRaised(act) => dispute::raised(conn, seq, act),
        Act::ObjectionDecided(act) => dispute::objection(conn, act),
        Act::RecheckAsked(act) => dispute::asked(conn, seq, act),
        Act::RecheckDecided(act) => dispute::recheck(conn, act),
        Act::AppealFiled(act) => dispute::filed(conn, seq, act),
        Act::AppealDecided(act) => dispute::appeal(conn, act),
        Act::SupervisionRecorded(act) => inspection::supervision(conn, act),
        Act::RoomRecorded(act) => inspection::room(conn, act),
        Act::InspectionDrawn(act) => inspection::drawn(conn, seq, act),
        Act::RosterTaken(act) => entry::roster(conn, seq, act),
        Act::EntryFiled(act, applicant) => entry::filed(conn, seq, act, applicant, late),
        Act::ClaimsRevised(act, claims) => entry::claims(conn, act, claims),
        Act::EntryDecided(act, grounds) => entry::decided(conn, act, grounds),
        Act::PhotoAttached(act, _) => entry::photo(conn, seq, act),
        Act::TicketGiven(act) => entry::ticket(conn, act),
        Act::SheetSigned(sheet)
        | Act::SheetCorrected(sheet)
        | Act::SheetRevoted(sheet)
        | Act::MeasuresAgreed(sheet)
        | Act::MeasuresCorrected(sheet) => marking::sheet(conn, seq, sheet),
        Act::QuestionsDivided(act) => way::divided(conn, act),
        Act::StandingSet(act) => marking::standing(conn, act),
        Act::VetoRecorded(veto) => marking::veto(conn, veto),
        Act::VetoWithdrawn(act) => marking::veto_withdrawn(conn, act),
        Act::OutcomeDerived(act) => marking::outcome(conn, seq, act),
        Act::CertificateIssued(act, holder) => certificate::issued(conn, seq, act, holder),
        Act::FloorNoted(act) => floor::noted(conn, seq, act),
        Act::PlacesDrawn(act) => floor::drawn(conn, act),
        Act::PieceNumbered(act, number) => floor::piece(conn, act, number),
        Act::Unmasked(act) => floor::unmasked(conn, seq, act),
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
        Act::ExaminerRecorded(act) => staffing::examiner(conn, seq, act),
        Act::ExaminerApproved(act) => staffing::approved(conn, seq, act),
        Act::TieDeclared(act, other) => staffing::tie(conn, act, other),
        Act::TieWithdrawn(act) => staffing::tie_withdrawn(conn, act),
        Act::PanelDrawn(act) => staffing::drawn(conn, seq, act),
        Act::SessionPlanned(act) => staffing::session(conn, act),
        Act::SessionDropped(act) => staffing::session_dropped(conn, act),
        Act::BlanksMoved(act) | Act::BlanksDestroyed(act) => stock::moved(conn, seq, act),
        Act::BlanksCounted(act) => stock::counted(conn, seq, act),
        Act::CertificatePrinted(act) => stock::printed(conn, seq, act),
        Act::ApprovalGiven(act) => life::approved(conn, seq, act),
        Act::CertificateReissued(act) => life::reissued(conn, seq, act),
        Act::CertificateCorrected(act, holder) => life::corrected(conn, seq, act, holder),
        Act::CertificateRevoked(act) => life::ended(conn, seq, Change::Revoke, act),
        Act::CertificateAnnulled(act) => life::ended(conn, seq, Change::Annul, act),
        Act::HistoryTaken(act) => history::taken(conn, seq, act),
        Act::HistoricalRecorded(act, holder) => history::recorded(conn, seq, act, holder),
        Act::UploadMade(act) => upload::made(conn, seq, act),
        Act::UploadReceipted(act) => upload::receipted(conn, act),
        Act::UploadReturned(act) => upload::returned(conn, act),
        Act::EvidenceTaken(act) => evidence::taken(conn, seq, act),
        Act::PersonalErased(act) => retention::erased(conn, seq, act),
        Act::NumberShown(act) => retention::shown(conn, seq, act),
        Act::ListExported(act) => retention::exported(conn, seq, act),
    }
}

/// Runs one statement that is prepared once and kept.
fn run(conn: &Connection, sql: &str, params: impl rusqlite::Params) -> Result<usize> {
    conn.prepare_cached(sql)?.execute(params)
}

/// What stands in a column whose sealed part was erased: the same in every language, and no name.
pub const ERASED: &str = "—";
