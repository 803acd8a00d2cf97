//! What employers do, as a closed list of plain data of its own: no act of this list touches a table of evaluation.

mod personal;
mod register;
mod retention;

pub use personal::{
    AppointmentMade, AppointmentWords, EmployeeIdentity, EmployeeRecorded, Note, NoticeWords, parts_of,
};
pub use register::{EvidenceGiven, PairEnded, PlanReached, RowRecorded, RowStruck};
pub use retention::{EmployeesErased, ErasedEmployee, WingKeyEnrolled};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use crate::store::recorded::Sealed;
use crate::store::recorded::{Unread, acts, read_part};

use crate::credential::canonical::{NotCanonical, to_canonical};
use crate::domain::authority::Right;
use crate::domain::employment::appointment::NoticeDecision;
use crate::domain::employment::{Employer, Ending, Grade, Post};
use crate::domain::id::{AppointmentId, Digest, EmployerId, PostId};
use crate::domain::language::{Lang, Say};
use crate::domain::stamp::Role;

/// Whoever keeps the wing.
const MANAGER: Right = Right::of(&[Role::EmploymentManager]);
/// Who stands beside whoever erases: another one of this side, so that nothing is asked across the wall.
const BESIDE_ERASER: &[Role] = &[Role::EmploymentManager];

/// Somebody signed in to the wing, after so many wrong passphrases since the last time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WingEntered {
    pub wrong: u32,
}

/// An employer, new or revised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmployerRecorded {
    pub employer: Employer,
    pub id: EmployerId,
}

/// A post, new or revised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostRecorded {
    pub id: PostId,
    pub post: Post,
}

/// A post takes nobody any more; whoever holds it stays to the end of their term.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostClosed {
    pub id: PostId,
    pub on: NaiveDate,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppointmentEnded {
    pub how: Ending,
    pub id: AppointmentId,
    pub on: NaiveDate,
}

/// 聘期考核.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssessmentRecorded {
    pub appointment: AppointmentId,
    pub grade: Grade,
    pub on: NaiveDate,
}

/// The employer decided about a cited certificate that no longer stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeAnswered {
    pub appointment: AppointmentId,
    pub decision: NoticeDecision,
    pub on: NaiveDate,
    /// The certificate's status, in evaluation's own word.
    pub status: String,
}

/// A file of employers, posts or appointments was taken in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileTaken {
    pub file_name: String,
    pub sha256: Digest,
    pub taken: u32,
    pub what: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WingSet {
    pub name: String,
    pub value: String,
}

acts! {
    WingEntered(WingEntered) = "wing_entered", "登录聘任", "signed in to the wing", MANAGER;
    EmployerRecorded(EmployerRecorded) = "employer_recorded", "登记用人单位", "employer recorded", MANAGER;
    PostRecorded(PostRecorded) = "post_recorded", "登记岗位", "post recorded", MANAGER;
    PostClosed(PostClosed) = "post_closed", "停用岗位", "post closed", MANAGER;
    EmployeeRecorded(EmployeeRecorded, EmployeeIdentity) = "employee_recorded", "登记受聘人", "employee recorded", MANAGER;
    AppointmentMade(AppointmentMade, AppointmentWords) = "appointment_made", "聘任", "appointed", MANAGER;
    AppointmentRenewed(AppointmentMade, AppointmentWords) = "appointment_renewed", "续聘", "appointment renewed", MANAGER;
    AppointmentEnded(AppointmentEnded, Note) = "appointment_ended", "解聘", "appointment ended", MANAGER;
    AssessmentRecorded(AssessmentRecorded, Note) = "assessment_recorded", "聘期考核", "assessment recorded", MANAGER;
    NoticeAnswered(NoticeAnswered, NoticeWords) = "notice_answered", "处理证书通知", "notice decided", MANAGER;
    FileTaken(FileTaken) = "file_taken", "导入聘任数据", "employment file taken in", MANAGER;
    WingSet(WingSet) = "wing_set", "修改聘任设置", "wing setting changed", MANAGER;
    RowRecorded(RowRecorded) = "row_recorded", "登记台账", "register row recorded", MANAGER;
    RowStruck(RowStruck) = "row_struck", "删去台账行", "register row struck out", MANAGER;
    PlanReached(PlanReached) = "plan_reached", "培训计划进入阶段", "training plan moved on", MANAGER;
    PairEnded(PairEnded, Note) = "pair_ended", "师带徒结业", "apprenticeship ended", MANAGER;
    EvidenceGiven(EvidenceGiven) = "evidence_given", "出具签名凭证", "signed evidence given out", MANAGER;
    WingKeyEnrolled(WingKeyEnrolled) = "wing_key_enrolled", "启用签名密钥", "signing key enrolled", MANAGER;
    EmployeesErased(EmployeesErased) = "employees_erased", "清除到期受聘人信息", "personal data of appointees erased",
        MANAGER.with(BESIDE_ERASER);
}

/// The name of a kind of act; the word itself where this version does not know it.
pub fn kind_name(word: &str, lang: Lang) -> String {
    Kind::from_word(word).map_or_else(|| word.to_owned(), |kind| kind.say(lang))
}
