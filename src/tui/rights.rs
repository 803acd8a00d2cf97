//! Which act a key would do, so that a screen says who may before anything is filled in.

use super::intent::Intent;
use super::screens::batch::{BatchIntent, ObjectionsIntent, StaffingIntent};
use super::screens::batches::BatchesIntent;
use super::screens::desk::DeskIntent;
use super::screens::entry::EntryIntent;
use super::screens::outcome::{DifferencesIntent, OutcomeIntent};
use super::screens::standards::StandardsIntent;
use crate::store::act::Kind;

/// The act behind an intent; none where it only looks, or where what is done depends on the screen's own place.
pub fn act_of(intent: Intent) -> Option<Kind> {
    Some(match intent {
        Intent::Batches(BatchesIntent::New) | Intent::Batch(BatchIntent::EditPlan) => Kind::PlanWritten,
        Intent::Batch(BatchIntent::Advance | BatchIntent::StepBack) => Kind::BatchMoved,
        Intent::Batch(BatchIntent::AcceptEligible) => Kind::EntryDecided,
        Intent::Batch(BatchIntent::Seats) => Kind::TicketGiven,
        Intent::Batch(BatchIntent::Issue) => Kind::CertificateIssued,
        Intent::Staffing(StaffingIntent::Paper | StaffingIntent::AllPapers) => Kind::PaperChosen,
        Intent::Objections(ObjectionsIntent::Raise) => Kind::ObjectionRaised,
        Intent::Entry(EntryIntent::Accept | EntryIntent::Return | EntryIntent::Reject | EntryIntent::Withdraw) => {
            Kind::EntryDecided
        }
        Intent::Entry(EntryIntent::Evidence | EntryIntent::Originals) => Kind::ClaimsRevised,
        Intent::Desk(DeskIntent::Standing) => Kind::StandingSet,
        Intent::Desk(DeskIntent::Veto) => Kind::VetoRecorded,
        Intent::Outcome(OutcomeIntent::Withdraw) => Kind::VetoWithdrawn,
        Intent::Outcome(OutcomeIntent::SendBack) => Kind::CaseOpened,
        Intent::Outcome(OutcomeIntent::Further) => Kind::FurtherNamed,
        Intent::Differences(DifferencesIntent::Sign) => Kind::SheetDecided,
        Intent::Moderation(_) => Kind::Moderated,
        Intent::Standards(StandardsIntent::Approve) => Kind::StandardApproved,
        _ => return None,
    })
}
