//! Appointments with everything that belongs to them, and who was appointed.

use chrono::NaiveDate;
use rusqlite::{Row, params};
use serde::Serialize;

use super::{EmploymentRead, Result, day, day_or_none};
use crate::domain::employment::appointment::{Basis, Notice, NoticeDecision};
use crate::domain::employment::{Appointment, Difference, Ending, Grade, Standing, State};
use crate::domain::id::{AppointmentId, EmployeeId, EmployerId, PostId};

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EmployeeRow {
    pub id: EmployeeId,
    pub name: String,
    pub holder_ref: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AppointmentRow {
    pub id: AppointmentId,
    #[serde(flatten)]
    pub appointment: Appointment,
    pub name: String,
    pub holder_ref: Option<String>,
    pub employer: EmployerId,
    pub employer_name: String,
    pub post_title: String,
    pub ended_on: Option<NaiveDate>,
    pub ended_how: Option<Ending>,
    pub ended_because: Option<String>,
    /// Whether the person's data was erased: who it was is known no more.
    pub erased: bool,
    /// The status of the certificate it rests on, today; none where it rests on none or the certificate is not there.
    pub basis_status: Option<String>,
    /// Whether a renewal follows it.
    pub renewed: bool,
    /// What the employer decided about the certificate's present status.
    pub answer: Option<NoticeDecision>,
}

impl AppointmentRow {
    pub fn state(&self, day: NaiveDate) -> State {
        State::on(day, self.appointment.starts, self.appointment.ends, self.ended_on)
    }

    pub fn difference(&self) -> Difference {
        self.appointment.difference()
    }

    /// Raised where the cited certificate no longer stands; derived anew each time it is asked for.
    pub fn notice(&self) -> Option<Notice> {
        let basis = self.appointment.basis.as_ref().filter(|_| !self.erased)?;
        let standing = Standing::from_word(self.basis_status.as_deref().unwrap_or("missing"));
        (!standing.is_valid()).then(|| Notice {
            appointment: self.id,
            certificate: basis.number.clone(),
            standing,
            answer: self.answer,
        })
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AssessmentRow {
    pub on: NaiveDate,
    pub grade: Grade,
    pub note: String,
}

/// Which appointments are meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum AppointmentFilter {
    #[default]
    All,
    InForce,
    /// In force, and the term ends within so many days.
    Ending(u32),
    /// In force without a certificate.
    Uncertified,
    /// In force or to come, and the cited certificate no longer stands.
    Noticed,
    Of(EmployeeId),
    At(PostId),
}

const SELECT: &str =
    "SELECT appointment.id, employee, post, appointment.rank, starts, ends, appointment.document, basis,
    basis_level, because, duties, treatment, allowance, renews, ended_on, ended_how, employee.name, employee.holder_ref,
    post.employer, employer.name AS employer_name, post.title, certificate_public.status,
    ended_because, EXISTS (SELECT 1 FROM employment_erasure WHERE employment_erasure.employee = employee.id) AS erased,
    EXISTS (SELECT 1 FROM appointment AS next WHERE next.renews = appointment.id) AS renewed,
    (SELECT decision FROM notice_answer WHERE notice_answer.appointment = appointment.id AND certificate = basis
       AND notice_answer.status = coalesce(certificate_public.status, 'missing') ORDER BY seq DESC LIMIT 1) AS answer
  FROM appointment JOIN employee ON employee.id = appointment.employee JOIN post ON post.id = appointment.post
    JOIN employer ON employer.id = post.employer
    LEFT JOIN certificate_public ON certificate_public.number = appointment.basis";

/// In force on `?1`.
const IN_FORCE: &str = "starts <= ?1 AND ends >= ?1 AND (ended_on IS NULL OR ended_on > ?1)";

fn appointment(row: &Row) -> Result<AppointmentRow> {
    let basis: Option<String> = row.get("basis")?;
    let basis = match basis {
        Some(number) => Some(Basis { number, level: row.get("basis_level")? }),
        None => None,
    };
    Ok(AppointmentRow {
        id: row.get("id")?,
        appointment: Appointment {
            employee: row.get("employee")?,
            post: row.get("post")?,
            rank: row.get("rank")?,
            starts: day(row, "starts")?,
            ends: day(row, "ends")?,
            document: row.get("document")?,
            basis,
            because: row.get("because")?,
            duties: row.get("duties")?,
            treatment: row.get("treatment")?,
            allowance: row.get("allowance")?,
            renews: row.get("renews")?,
        },
        name: row.get("name")?,
        holder_ref: row.get("holder_ref")?,
        employer: row.get("employer")?,
        employer_name: row.get("employer_name")?,
        post_title: row.get("title")?,
        ended_on: day_or_none(row, "ended_on")?,
        ended_how: row.get("ended_how")?,
        ended_because: row.get("ended_because")?,
        erased: row.get("erased")?,
        basis_status: row.get("status")?,
        renewed: row.get("renewed")?,
        answer: row.get("answer")?,
    })
}

impl EmploymentRead<'_> {
    pub fn appointment(&self, id: AppointmentId) -> Result<Option<AppointmentRow>> {
        self.one(&format!("{SELECT} WHERE appointment.id = ?1"), [id], appointment)
    }

    /// Up to `limit` appointments numbered below `id`, the newest first.
    pub fn appointments_before(
        &self,
        id: AppointmentId,
        filter: AppointmentFilter,
        today: NaiveDate,
        limit: u32,
    ) -> Result<Vec<AppointmentRow>> {
        let (condition, value) = condition(filter, today);
        let sql = format!(
            "{SELECT} WHERE {condition} AND ?1 IS NOT NULL AND ?2 IS NOT NULL AND appointment.id < ?3
             ORDER BY appointment.id DESC LIMIT ?4"
        );
        self.all(&sql, params![today.to_string(), value, id, limit], appointment)
    }

    /// Up to `limit` appointments numbered above `id`, the oldest first.
    pub fn appointments_after(&self, id: AppointmentId, limit: u32) -> Result<Vec<AppointmentRow>> {
        let sql = format!("{SELECT} WHERE appointment.id > ?1 ORDER BY appointment.id LIMIT ?2");
        self.all(&sql, params![id, limit], appointment)
    }

    pub fn appointment_count(&self, filter: AppointmentFilter, today: NaiveDate) -> Result<u32> {
        let (condition, value) = condition(filter, today);
        let sql = format!(
            "SELECT count(*) FROM appointment LEFT JOIN certificate_public ON certificate_public.number = appointment.basis
             WHERE {condition} AND ?1 IS NOT NULL AND ?2 IS NOT NULL"
        );
        self.count(&sql, params![today.to_string(), value])
    }

    /// The other appointments that somebody holds on a day, or will.
    pub fn holds(&self, employee: EmployeeId, from: NaiveDate, until: NaiveDate) -> Result<Vec<AppointmentRow>> {
        let sql = format!(
            "{SELECT} WHERE appointment.employee = ?1 AND starts <= ?3 AND ends >= ?2 AND (ended_on IS NULL OR ended_on > ?2)
             ORDER BY appointment.id"
        );
        self.all(&sql, params![employee, from.to_string(), until.to_string()], appointment)
    }

    /// How many hold a post on any day of a span.
    pub fn holders_of(&self, post: PostId, from: NaiveDate, until: NaiveDate) -> Result<u32> {
        let sql = "SELECT count(*) FROM appointment WHERE post = ?1 AND starts <= ?3 AND ends >= ?2
                   AND (ended_on IS NULL OR ended_on > ?2)";
        self.count(sql, params![post, from.to_string(), until.to_string()])
    }

    pub fn assessments(&self, of: AppointmentId) -> Result<Vec<AssessmentRow>> {
        let sql = "SELECT assessed_on, grade, note FROM assessment WHERE appointment = ?1 ORDER BY seq";
        self.all(sql, [of], |row| {
            Ok(AssessmentRow { on: day(row, "assessed_on")?, grade: row.get("grade")?, note: row.get("note")? })
        })
    }

    /// Whether an employer has used a document number.
    pub fn document_used(&self, employer: EmployerId, document: &str) -> Result<bool> {
        let sql = "SELECT count(*) FROM appointment JOIN post ON post.id = appointment.post
                   WHERE post.employer = ?1 AND appointment.document = ?2";
        Ok(self.count(sql, params![employer, document.trim()])? > 0)
    }

    pub fn employee(&self, id: EmployeeId) -> Result<Option<EmployeeRow>> {
        self.one("SELECT id, name, holder_ref FROM employee WHERE id = ?1", [id], employee)
    }

    pub fn employee_of(&self, holder_ref: &str) -> Result<Option<EmployeeRow>> {
        self.one("SELECT id, name, holder_ref FROM employee WHERE holder_ref = ?1", [holder_ref], employee)
    }

    /// Those of that name who were appointed without a certificate.
    pub fn employees_named(&self, name: &str) -> Result<Vec<EmployeeRow>> {
        let sql = "SELECT id, name, holder_ref FROM employee WHERE name = ?1 AND holder_ref IS NULL ORDER BY id";
        self.all(sql, [name.trim()], employee)
    }

    pub fn next_employee(&self) -> Result<EmployeeId> {
        self.next("SELECT max(id) FROM employee").map(EmployeeId)
    }

    pub fn next_appointment(&self) -> Result<AppointmentId> {
        self.next("SELECT max(id) FROM appointment").map(AppointmentId)
    }
}

fn employee(row: &Row) -> Result<EmployeeRow> {
    Ok(EmployeeRow { id: row.get("id")?, name: row.get("name")?, holder_ref: row.get("holder_ref")? })
}

/// The condition of a filter, and its value for `?2`.
fn condition(filter: AppointmentFilter, today: NaiveDate) -> (String, rusqlite::types::Value) {
    use rusqlite::types::Value;
    let gone = format!("coalesce(certificate_public.status, 'missing') NOT IN ({})", super::certificate::in_force());
    match filter {
        AppointmentFilter::All => ("1".to_owned(), Value::Integer(0)),
        AppointmentFilter::InForce => (IN_FORCE.to_owned(), Value::Integer(0)),
        AppointmentFilter::Ending(days) => {
            let last = today.checked_add_days(chrono::Days::new(days.into())).unwrap_or(NaiveDate::MAX);
            (format!("{IN_FORCE} AND ends <= ?2"), Value::Text(last.to_string()))
        }
        AppointmentFilter::Uncertified => (format!("{IN_FORCE} AND basis IS NULL"), Value::Integer(0)),
        AppointmentFilter::Noticed => (
            format!("ends >= ?1 AND (ended_on IS NULL OR ended_on > ?1) AND basis IS NOT NULL AND {gone}"),
            Value::Integer(0),
        ),
        AppointmentFilter::Of(employee) => ("employee = ?2".to_owned(), Value::Integer(employee.0)),
        AppointmentFilter::At(post) => ("post = ?2".to_owned(), Value::Integer(post.0)),
    }
}
