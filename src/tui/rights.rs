//! Which act a key would do, so that a screen says who may before anything is filled in.

use super::intent::Intent;
use super::screens::batch::{BatchIntent, DisputesIntent, InspectionIntent, IssuedIntent, StaffingIntent};
use super::screens::batches::BatchesIntent;
use super::screens::candidates::CandidateIntent;
use super::screens::certificates::CertificatesIntent;
use super::screens::desk::DeskIntent;
use super::screens::entry::EntryIntent;
use super::screens::floor::FloorIntent;
use super::screens::outcome::{DifferencesIntent, OutcomeIntent};
use super::screens::retention::RetentionIntent;
use super::screens::settings::SettingsIntent;
use super::screens::standards::StandardsIntent;
use super::screens::stock::StockIntent;
use super::screens::wing::WingIntent;
use crate::store::act::Kind;
use crate::store::employment::act::Kind as WingKind;

/// The act behind an intent; none where it only looks, or where what is done depends on the screen's own place.
pub fn act_of(intent: Intent) -> Option<Kind> {
    Some(match intent {
        Intent::Batches(BatchesIntent::New) | Intent::Batch(BatchIntent::EditPlan) => Kind::PlanWritten,
        Intent::Batch(BatchIntent::Advance | BatchIntent::StepBack) => Kind::BatchMoved,
        Intent::Batch(BatchIntent::AcceptEligible) => Kind::EntryDecided,
        Intent::Batch(BatchIntent::Seats) => Kind::TicketGiven,
        Intent::Batch(BatchIntent::Issue) => Kind::CertificateIssued,
        Intent::Staffing(StaffingIntent::Paper | StaffingIntent::AllPapers) => Kind::PaperChosen,
        Intent::Staffing(StaffingIntent::Divide) => Kind::QuestionsDivided,
        Intent::Disputes(DisputesIntent::Object) => Kind::ObjectionRaised,
        Intent::Inspection(InspectionIntent::Draw) => Kind::InspectionDrawn,
        Intent::Disputes(DisputesIntent::Recheck) => Kind::RecheckAsked,
        Intent::Disputes(DisputesIntent::Appeal) => Kind::AppealFiled,
        Intent::Entry(EntryIntent::Accept | EntryIntent::Return | EntryIntent::Reject | EntryIntent::Withdraw) => {
            Kind::EntryDecided
        }
        Intent::Entry(EntryIntent::Carry) | Intent::Batch(BatchIntent::Carry) => Kind::StandingSet,
        Intent::Entry(EntryIntent::Resit) | Intent::Batch(BatchIntent::Resit) => Kind::EntryFiled,
        Intent::Entry(EntryIntent::Evidence | EntryIntent::Originals) => Kind::ClaimsRevised,
        Intent::Desk(DeskIntent::Standing)
        | Intent::Outcome(OutcomeIntent::Standing)
        | Intent::Batch(BatchIntent::Standing) => Kind::StandingSet,
        Intent::Desk(DeskIntent::Veto) | Intent::Outcome(OutcomeIntent::Veto) | Intent::Batch(BatchIntent::Veto) => {
            Kind::VetoRecorded
        }
        Intent::Desk(DeskIntent::Name) => Kind::Unmasked,
        Intent::Floor(FloorIntent::Draw) => Kind::PlacesDrawn,
        Intent::Floor(FloorIntent::Number) => Kind::PieceNumbered,
        Intent::Floor(FloorIntent::Absences) => Kind::StandingSet,
        Intent::Floor(FloorIntent::Sheets) => return None,
        Intent::Floor(_) => Kind::FloorNoted,
        Intent::Outcome(OutcomeIntent::Withdraw) => Kind::VetoWithdrawn,
        Intent::Settings(SettingsIntent::Approve) => Kind::ExaminerApproved,
        Intent::Settings(SettingsIntent::Restore)
        | Intent::Settings(SettingsIntent::BackupFolder)
        | Intent::Settings(SettingsIntent::BackupPassphrase) => Kind::SettingSet,
        Intent::Settings(SettingsIntent::Years) => Kind::CalendarDaySet,
        Intent::Outcome(OutcomeIntent::SendBack) => Kind::CaseOpened,
        Intent::Outcome(OutcomeIntent::Further) => Kind::FurtherNamed,
        Intent::Differences(DifferencesIntent::Sign) => Kind::SheetDecided,
        Intent::Moderation(_) => Kind::Moderated,
        Intent::Standards(StandardsIntent::Approve) => Kind::StandardApproved,
        Intent::Certificates(verb) => match verb {
            CertificatesIntent::Reissue => Kind::CertificateReissued,
            CertificatesIntent::Correct => Kind::CertificateCorrected,
            CertificatesIntent::Revoke => Kind::CertificateRevoked,
            CertificatesIntent::Annul => Kind::CertificateAnnulled,
            CertificatesIntent::Print => Kind::CertificatePrinted,
            CertificatesIntent::Stock | CertificatesIntent::Tally => return None,
        },
        Intent::Issued(verb) => match verb {
            IssuedIntent::Print => Kind::CertificatePrinted,
            IssuedIntent::Respoil => Kind::BlanksMoved,
            IssuedIntent::Reissue => Kind::CertificateReissued,
            IssuedIntent::Revoke => Kind::CertificateRevoked,
            IssuedIntent::Send => Kind::UploadMade,
            IssuedIntent::Receipt => Kind::UploadReceipted,
            IssuedIntent::Place | IssuedIntent::Tick | IssuedIntent::TickAll | IssuedIntent::Collection => return None,
        },
        Intent::Retention(RetentionIntent::Erase) => Kind::PersonalErased,
        Intent::Candidate(CandidateIntent::Number) => Kind::NumberShown,
        Intent::Stock(verb) => match verb {
            StockIntent::Destroy => Kind::BlanksDestroyed,
            StockIntent::Count => Kind::BlanksCounted,
            StockIntent::Ledger => return None,
            _ => Kind::BlanksMoved,
        },
        _ => return None,
    })
}

/// The same on the employment side.
pub fn wing_act_of(intent: Intent) -> Option<WingKind> {
    let Intent::Wing(intent) = intent else { return None };
    Some(match intent {
        WingIntent::NewEmployer | WingIntent::EditEmployer => WingKind::EmployerRecorded,
        WingIntent::NewPost | WingIntent::EditPost => WingKind::PostRecorded,
        WingIntent::ClosePost => WingKind::PostClosed,
        WingIntent::AppointNamed | WingIntent::Appoint => WingKind::AppointmentMade,
        WingIntent::Renew => WingKind::AppointmentRenewed,
        WingIntent::Assess => WingKind::AssessmentRecorded,
        WingIntent::End => WingKind::AppointmentEnded,
        WingIntent::Notice => WingKind::NoticeAnswered,
        WingIntent::Stations => WingKind::WingSet,
        WingIntent::NewRow | WingIntent::EditRow => WingKind::RowRecorded,
        WingIntent::StrikeRow => WingKind::RowStruck,
        WingIntent::Stage => WingKind::PlanReached,
        WingIntent::Outcome => WingKind::PairEnded,
        WingIntent::Give => WingKind::EvidenceGiven,
        WingIntent::Erase => WingKind::EmployeesErased,
        WingIntent::Match
        | WingIntent::Filter
        | WingIntent::Region
        | WingIntent::Proof
        | WingIntent::ProofFile
        | WingIntent::Export
        | WingIntent::NextTab
        | WingIntent::TabBefore
        | WingIntent::Tick
        | WingIntent::TickAll
        | WingIntent::YearBefore
        | WingIntent::YearAfter => return None,
    })
}
