//! Appointing, renewing, assessing within the term, and ending. A certificate that falls raises a notice; what follows from it is the
//! employer's to decide, and nothing follows by itself.

use chrono::NaiveDate;

use super::{Office, missing, reason_of};
use crate::domain::employment::appointment::NoticeDecision;
use crate::domain::employment::{Appointment, Certificate, Ending, Grade, Rank, State};
use crate::domain::id::{AppointmentId, EmployeeId, PostId};
use crate::domain::identity::{PersonName, inert};
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::store::Failure;
use crate::store::employment::EmploymentRead;
use crate::store::employment::act::{
    Act, AppointmentEnded, AssessmentRecorded, EmployeeIdentity, EmployeeRecorded, Kind, Note, NoticeAnswered,
    NoticeWords, Sealed, parts_of,
};
use crate::store::employment::read::AppointmentRow;
use crate::{both, refusal};

/// Who is to be appointed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// The holder of this certificate.
    Holder(String),
    /// Somebody without a certificate.
    Named(String),
}

/// What an employer decided, as it is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub who: Who,
    pub post: PostId,
    pub rank: Rank,
    pub starts: NaiveDate,
    pub ends: NaiveDate,
    pub document: String,
    pub because: String,
    pub duties: String,
    pub treatment: String,
    /// A month, in fen.
    pub allowance: i64,
}

/// # Errors
/// What [`Appointment::checked`] says; `no_certificate`, `post_closed`, `post_full`, `appointed_twice`, `document_used`.
pub fn appoint(office: &mut Office, wanted: Wanted) -> Result<AppointmentId, Failure> {
    office.employ(Kind::AppointmentMade, None, |read, stamp| {
        let id = read.next_appointment()?;
        Ok((made(read, id, wanted, stamp.today())?, id))
    })
}

/// The acts of one appointment: the person, where they are new, and the decision.
pub(super) fn made(
    read: &EmploymentRead,
    id: AppointmentId,
    wanted: Wanted,
    today: NaiveDate,
) -> Result<Vec<Act>, Failure> {
    let (certificate, employee, mut acts) = person(read, &wanted.who)?;
    let appointment = Appointment {
        employee,
        post: wanted.post,
        rank: wanted.rank,
        starts: wanted.starts,
        ends: wanted.ends,
        document: wanted.document,
        basis: None,
        because: wanted.because,
        duties: wanted.duties,
        treatment: wanted.treatment,
        allowance: wanted.allowance,
        renews: None,
    };
    let appointment = fits(read, appointment, certificate.as_ref(), today)?;
    let (made, words) = parts_of(id, appointment);
    acts.push(Act::AppointmentMade(made, Sealed::Known(words)));
    Ok(acts)
}

/// Their certificate, their number here, and the act that records them where they are new.
fn person(read: &EmploymentRead, who: &Who) -> Result<(Option<Certificate>, EmployeeId, Vec<Act>), Failure> {
    match who {
        Who::Holder(number) => {
            let certificate = read.certificate(number)?.ok_or_else(|| no_certificate(number))?;
            if let Some(known) = read.employee_of(&certificate.holder_ref)? {
                return Ok((Some(certificate), known.id, Vec::new()));
            }
            let id = read.next_employee()?;
            let (holder_ref, name) = (Some(certificate.holder_ref.clone()), certificate.holder.clone());
            let who = EmployeeIdentity { holder_ref, name };
            Ok((Some(certificate), id, vec![Act::EmployeeRecorded(EmployeeRecorded { id }, Sealed::Known(who))]))
        }
        Who::Named(name) => {
            let parsed = PersonName::parse(name).map_err(|fault| {
                Refusal::new("person_name", Both { zh: fault.say(Lang::Zh), en: fault.say(Lang::En) })
            })?;
            let name = parsed.as_str().to_owned();
            if let [known] = &read.employees_named(&name)?[..] {
                return Ok((None, known.id, Vec::new()));
            }
            let id = read.next_employee()?;
            let who = EmployeeIdentity { holder_ref: None, name };
            Ok((None, id, vec![Act::EmployeeRecorded(EmployeeRecorded { id }, Sealed::Known(who))]))
        }
    }
}

fn no_certificate(number: &str) -> Refusal {
    let number = inert(number);
    refusal!(
        "no_certificate",
        "这里没有证书“{number}”。无证聘任请只写姓名，并写明理由。",
        "There is no certificate “{number}” here. To appoint somebody without one, give the name alone and say why."
    )
}

/// Holds a decision against the post, the person's other appointments and the employer's documents.
fn fits(
    read: &EmploymentRead,
    appointment: Appointment,
    certificate: Option<&Certificate>,
    today: NaiveDate,
) -> Result<Appointment, Failure> {
    let row = read.post(appointment.post, today)?.ok_or_else(|| missing("岗位", "post"))?;
    let title = inert(&row.post.title);
    if row.closed_on.is_some() && appointment.renews.is_none() {
        return Err(refusal!("post_closed", "岗位“{title}”已停用，不能再聘。", "Post “{title}” is closed.").into());
    }
    let appointment = appointment.checked(&row.post, certificate)?;
    let (starts, ends) = (appointment.starts, appointment.ends);
    let established = row.post.established;
    if read.holders_of(appointment.post, starts, ends)? >= established {
        return Err(refusal!(
            "post_full",
            "岗位“{title}”核定 {established} 人，聘期内已聘满。",
            "Post “{title}” is established for {established} and is full in that term."
        )
        .into());
    }
    if let Some(other) = read.holds(appointment.employee, starts, ends)?.first() {
        let (name, at, until) = (inert(&other.name), inert(&other.post_title), other.appointment.ends);
        return Err(refusal!(
            "appointed_twice",
            "{name} 已聘在“{at}”，聘期到 {until}；先解聘，或改聘期。",
            "{name} holds “{at}” until {until}; end that first, or change the term."
        )
        .into());
    }
    if read.document_used(row.post.employer, &appointment.document)? {
        let document = inert(&appointment.document);
        return Err(refusal!(
            "document_used",
            "聘书编号“{document}”已用过。",
            "Document number “{document}” is used already."
        )
        .into());
    }
    Ok(appointment)
}

/// An appointment of somebody who is still known: of whoever was erased nothing more is recorded.
fn kept(read: &EmploymentRead, id: AppointmentId) -> Result<AppointmentRow, Failure> {
    let known = read.appointment(id)?.ok_or_else(|| missing("聘任", "appointment"))?;
    if known.erased {
        return Err(refusal!(
            "erased",
            "这次聘任的受聘人信息已到期清除，不能再办理。",
            "Whose appointment that was is erased; nothing more is recorded of it."
        )
        .next(both!("同一个人再来，请另行聘任。", "Appoint the same person anew."))
        .into());
    }
    Ok(known)
}

/// The next term of the same person in the same post: a row of its own, so that the first stays as it was.
///
/// # Errors
/// `renewed` where a renewal follows already; what [`appoint`] says.
pub fn renew(
    office: &mut Office,
    of: AppointmentId,
    ends: NaiveDate,
    document: &str,
    allowance: i64,
    because: &str,
) -> Result<AppointmentId, Failure> {
    office.employ(Kind::AppointmentRenewed, None, |read, stamp| {
        let known = kept(read, of)?;
        let name = inert(&known.name);
        if known.renewed {
            return Err(refusal!(
                "renewed",
                "{name} 的这次聘任已续聘。",
                "That appointment of {name} is renewed already."
            )
            .into());
        }
        if known.ended_on.is_some() {
            return Err(refusal!(
                "ended",
                "{name} 的聘任已解除，请另行聘任。",
                "It ended before its term; appoint {name} anew."
            )
            .into());
        }
        if read.assessments(of)?.is_empty() {
            return Err(refusal!(
                "not_assessed",
                "{name} 聘期内还没有考核，续聘前先登记考核。",
                "{name} was not assessed within the term; record an assessment before renewing."
            )
            .into());
        }
        let number = known.appointment.basis.as_ref().map(|basis| basis.number.clone());
        let certificate = number.map(|number| read.certificate(&number)).transpose()?.flatten();
        let starts = known.appointment.ends.succ_opt().unwrap_or(known.appointment.ends);
        let because = if because.trim().is_empty() { known.appointment.because.clone() } else { because.to_owned() };
        let next = Appointment {
            starts,
            ends,
            document: document.to_owned(),
            because,
            allowance,
            renews: Some(of),
            ..known.appointment
        };
        let appointment = fits(read, next, certificate.as_ref(), stamp.today())?;
        let id = read.next_appointment()?;
        let (made, words) = parts_of(id, appointment);
        Ok((vec![Act::AppointmentRenewed(made, Sealed::Known(words))], id))
    })
}

/// 聘期考核.
pub fn assess(office: &mut Office, of: AppointmentId, grade: Grade, note: &str) -> Result<(), Failure> {
    office.employ(Kind::AssessmentRecorded, None, |read, stamp| {
        let known = kept(read, of)?;
        let note = note.trim().to_owned();
        if note.is_empty() && matches!(grade, Grade::Excellent | Grade::Failed) {
            return Err(refusal!(
                "note_needed",
                "优秀和不合格须写明依据。",
                "Excellent and failed need their grounds."
            )
            .into());
        }
        if known.state(stamp.today()) == State::Coming {
            let (name, starts) = (inert(&known.name), known.appointment.starts);
            return Err(refusal!(
                "not_begun",
                "{name} 的聘期从 {starts} 开始，还不能考核。",
                "The term of {name} begins on {starts}; it cannot be assessed yet."
            )
            .into());
        }
        let recorded = AssessmentRecorded { appointment: of, grade, on: stamp.today() };
        Ok((vec![Act::AssessmentRecorded(recorded, Sealed::Known(Note { note }))], ()))
    })
}

/// Ends an appointment before its term, with the reason.
pub fn end(office: &mut Office, id: AppointmentId, how: Ending, reason: &str) -> Result<(), Failure> {
    let note = reason_of(reason, "解聘", "Ending an appointment")?.to_owned();
    // It is about a person, and goes with them: it stands in the sealed part and not in the row.
    office.employ(Kind::AppointmentEnded, None, |read, stamp| {
        let known = kept(read, id)?;
        let name = inert(&known.name);
        if matches!(known.state(stamp.today()), State::Ended | State::Expired) {
            return Err(
                refusal!("over", "{name} 的这次聘任已经结束。", "That appointment of {name} is over already.").into()
            );
        }
        let ended = AppointmentEnded { how, id, on: stamp.today() };
        Ok((vec![Act::AppointmentEnded(ended, Sealed::Known(Note { note }))], ()))
    })
}

/// Decides about a notice: what the certificate's status means for this appointment. It ends nothing by itself.
pub fn answer_notice(
    office: &mut Office,
    id: AppointmentId,
    decision: NoticeDecision,
    note: &str,
) -> Result<(), Failure> {
    let note = reason_of(note, "处理通知", "Deciding about a notice")?.to_owned();
    office.employ(Kind::NoticeAnswered, None, |read, stamp| {
        let known = kept(read, id)?;
        let Some(notice) = known.notice() else {
            return Err(
                refusal!("no_notice", "这次聘任没有待处理的通知。", "There is no notice on that appointment.").into()
            );
        };
        let status = notice.standing.word().to_owned();
        let answered = NoticeAnswered { appointment: id, decision, on: stamp.today(), status };
        let words = NoticeWords { certificate: notice.certificate, note };
        Ok((vec![Act::NoticeAnswered(answered, Sealed::Known(words))], ()))
    })
}
