//! Acts: everything that a person can do to the file, as a closed list of plain data.
//!
//! An act records a decision that is already made (numbers, seats, dates, ciphertexts), so applying it evaluates no
//! rule, reads no clock and draws nothing; a replay of the journal gives the same tables.

mod account;
mod agreement;
mod anchor;
mod batch;
mod calendar;
mod certificate;
mod dispute;
mod entry;
mod evidence;
mod floor;
mod history;
mod inspection;
mod life;
mod marking;
mod retention;
mod staffing;
mod standard;
mod station;
mod stock;
mod upload;
mod way;

pub use account::{DeskTaken, KeyEnrolled, KeyRetired, StationKeyMade};
pub use agreement::{CaseOpened, FurtherNamed, Moderated, SampleDrawn, ScoresTaken};
pub use anchor::{ClockJumped, DayEnded};
pub use batch::{BatchMoved, PanelNamed, PaperChosen, PlanWritten};
pub use calendar::{CalendarDayCleared, CalendarDaySet};
pub use certificate::{CertificateIssued, Holder, HolderPhoto};
pub use dispute::{AppealDecided, AppealFiled, ObjectionDecided, ObjectionRaised, RecheckAsked, RecheckDecided};
pub use entry::{
    Applicant, ClaimsRevised, EntryDecided, EntryFiled, Grounds, PhotoAttached, PhotoBytes, RosterTaken, TicketGiven,
};
pub use evidence::{EvidenceFound, EvidenceTaken};
pub use floor::{FloorNoted, PieceNumber, PieceNumbered, PlacesDrawn, Unmasked};
pub use history::{HistoricalHolder, HistoricalRecorded, HistoryTaken};
pub use inspection::{InspectionDrawn, RoomRecorded, SupervisionRecorded};
pub use life::{ApprovalGiven, CertificateCorrected, CertificateEnded, CertificateReissued, CorrectedHolder};
pub use marking::{OutcomeDerived, StandingSet, VetoWithdrawn};
pub use retention::{ErasedPast, ErasedPerson, ListExported, NumberShown, PersonalErased};
pub use staffing::{
    ExaminerApproved, ExaminerRecorded, PanelDrawn, SessionDropped, SessionPlanned, TieDeclared, TieWithdrawn, TiedTo,
};
pub use standard::{PaperWritten, StandardApproved, StandardWritten};
pub use station::{MappingKept, PersonRecorded, ScopeFiled, SettingSet, StationFounded};
pub use stock::{BlanksCounted, BlanksMoved, CertificatePrinted};
pub use upload::{ReturnedRow, UploadMade, UploadReceipted, UploadReturned, UploadedRow};
pub use way::QuestionsDivided;

pub use super::recorded::{Sealed, Unread};
use super::recorded::{acts, bytes_as_hex, read_part};

use crate::credential::canonical::{NotCanonical, to_canonical};
use crate::domain::authority::Right;
use crate::domain::evaluation::eligibility::Claims;
use crate::domain::evaluation::sheet::Sheet;
use crate::domain::evaluation::standing::Veto;
use crate::domain::language::{Lang, Say};
use crate::domain::stamp::Role;

/// Examiners mark; for theory, score keepers enter what the papers show.
const MARKS: &[Role] = &[Role::Examiner, Role::PanelLeader, Role::ScoreKeeper];
/// Who sits on a panel that measures.
const PANELS: &[Role] = &[Role::Examiner, Role::PanelLeader];
/// Whoever answers for the room.
const ROOM: &[Role] = &[Role::Supervisor, Role::PanelLeader, Role::Registrar];
/// A tie is declared by whoever knows of it; the examiner knows first.
const TIES: &[Role] = &[Role::Registrar, Role::Supervisor, Role::Examiner, Role::PanelLeader, Role::ScoreKeeper];
/// Who keeps the station's house in order.
const OFFICE: &[Role] = &[Role::Administrator, Role::Registrar];
/// Who keeps the blank certificates and prints on them.
const STOCK: &[Role] = &[Role::Certifier, Role::Registrar];
/// Who stands beside the certifier when a certificate ends or changes its holder.
const BESIDE_CERTIFIER: &[Role] = &[Role::Certifier, Role::Supervisor, Role::Administrator];
/// Who stands beside whoever erases: it cannot be taken back.
const BESIDE_ERASER: &[Role] = &[Role::Supervisor, Role::Administrator, Role::Certifier];
/// Everybody but the auditor, who writes nothing.
const STAFF: &[Role] = &[
    Role::Registrar,
    Role::Examiner,
    Role::PanelLeader,
    Role::Supervisor,
    Role::ScoreKeeper,
    Role::Certifier,
    Role::Administrator,
];

acts! {
    StationFounded(StationFounded) = "station_founded", "建立本站文件", "station file begun", Right::of(&[Role::Administrator]);
    ScopeFiled(ScopeFiled) = "scope_filed", "登记备案范围", "filed scope recorded", Right::of(&[Role::Administrator]);
    PersonRecorded(PersonRecorded) = "person_recorded", "登记工作人员", "person recorded", Right::of(&[Role::Administrator]);
    KeyEnrolled(KeyEnrolled) = "key_enrolled", "启用签名密钥", "signing key enrolled", Right::of(STAFF);
    KeyRetired(KeyRetired) = "key_retired", "停用签名密钥", "signing key retired",
        Right::of(&[Role::Administrator]).with(&[Role::Supervisor, Role::Registrar, Role::Certifier]);
    StationKeyMade(StationKeyMade) = "station_key_made", "启用本站密钥", "station key made",
        Right::of(&[Role::Administrator, Role::Certifier]);
    DeskTaken(DeskTaken) = "desk_taken", "登录", "signed in", Right::of(STAFF);
    SettingSet(SettingSet) = "setting_set", "修改设置", "setting changed", Right::of(&[Role::Administrator]);
    MappingKept(MappingKept) = "mapping_kept", "保存模板方案", "column mapping kept", Right::of(&[Role::Registrar]);
    StandardWritten(StandardWritten) = "standard_written", "写入标准", "standard written", Right::of(&[Role::Administrator]);
    StandardApproved(StandardApproved) = "standard_approved", "批准标准", "standard approved", Right::of(&[Role::Administrator]);
    PaperWritten(PaperWritten) = "paper_written", "写入试卷", "paper written", Right::of(&[Role::Administrator]);
    PlanWritten(PlanWritten) = "plan_written", "编制计划", "batch planned", Right::of(&[Role::Registrar]);
    BatchMoved(BatchMoved) = "batch_moved", "批次转入下一状态", "batch moved on", Right::of(&[Role::Registrar, Role::ScoreKeeper, Role::Certifier]);
    PaperChosen(PaperChosen) = "paper_chosen", "选定试卷", "paper chosen", Right::of(&[Role::Registrar]);
    PanelNamed(PanelNamed) = "panel_named", "派遣考评组", "panel named", Right::of(&[Role::Registrar]);
    ObjectionRaised(ObjectionRaised) = "objection_raised", "提出异议", "objection raised", Right::of(&[Role::Registrar, Role::Supervisor]);
    ObjectionDecided(ObjectionDecided) = "objection_decided", "处理异议", "objection decided", Right::of(&[Role::Supervisor]);
    RosterTaken(RosterTaken) = "roster_taken", "导入名册", "roster taken in", Right::of(&[Role::Registrar]);
    EntryFiled(EntryFiled, Applicant) = "entry_filed", "报名", "entry filed", Right::of(&[Role::Registrar]);
    ClaimsRevised(ClaimsRevised, Claims) = "claims_revised", "登记申报材料", "claims revised", Right::of(&[Role::Registrar]);
    EntryDecided(EntryDecided, Grounds) = "entry_decided", "审核资格", "eligibility decided", Right::of(&[Role::Registrar]);
    PhotoAttached(PhotoAttached, PhotoBytes) = "photo_attached", "存入照片", "photo attached", Right::of(&[Role::Registrar]);
    TicketGiven(TicketGiven) = "ticket_given", "编排准考证和座位", "ticket and seat given", Right::of(&[Role::Registrar]);
    SheetSigned(Sheet) = "sheet_signed", "签字提交评分表", "sheet signed", Right::of(MARKS).signed();
    SheetCorrected(Sheet) = "sheet_corrected", "更正评分表", "sheet corrected",
        Right::of(MARKS).with(&[Role::PanelLeader, Role::Supervisor]).signed();
    StandingSet(StandingSet) = "standing_set", "登记科目状态", "standing set", Right::of(&[Role::Supervisor, Role::Registrar]);
    VetoRecorded(Veto) = "veto_recorded", "登记一票否决", "veto recorded", Right::of(ROOM).with(ROOM);
    VetoWithdrawn(VetoWithdrawn) = "veto_withdrawn", "撤回一票否决", "veto withdrawn", Right::of(ROOM).with(ROOM);
    OutcomeDerived(OutcomeDerived) = "outcome_derived", "得出评定结果", "outcome derived", Right::FOLLOWS;
    CertificateIssued(CertificateIssued, Holder) = "certificate_issued", "核发证书", "certificate issued", Right::of(&[Role::Certifier]);
    DayEnded(DayEnded) = "day_ended", "日终", "day ended", Right::of(STAFF);
    CalendarDaySet(CalendarDaySet) = "calendar_day_set", "登记工作日历", "calendar day set", Right::of(OFFICE);
    CalendarDayCleared(CalendarDayCleared) = "calendar_day_cleared", "取消工作日历一天", "calendar day cleared", Right::of(OFFICE);
    RecheckAsked(RecheckAsked) = "recheck_asked", "受理成绩复核", "re-check asked for",
        Right::of(&[Role::Registrar, Role::Supervisor, Role::ScoreKeeper]);
    RecheckDecided(RecheckDecided) = "recheck_decided", "办结成绩复核", "re-check decided", Right::of(&[Role::Supervisor]);
    AppealFiled(AppealFiled) = "appeal_filed", "受理申诉", "appeal filed", Right::of(&[Role::Registrar, Role::Supervisor]);
    AppealDecided(AppealDecided) = "appeal_decided", "登记申诉处理结果", "appeal decided",
        Right::of(&[Role::Supervisor, Role::Registrar]);
    SupervisionRecorded(SupervisionRecorded) = "supervision_recorded", "填写内部督导表", "supervision recorded",
        Right::of(&[Role::Supervisor]);
    RoomRecorded(RoomRecorded) = "room_recorded", "填写考场情况记录单", "room recorded", Right::of(ROOM);
    InspectionDrawn(InspectionDrawn) = "inspection_drawn", "迎检抽样", "inspection sample drawn",
        Right::of(&[Role::Supervisor, Role::Registrar, Role::Administrator]);
    ClockJumped(ClockJumped) = "clock_jumped", "时钟跳变", "clock jumped", Right::FOLLOWS;
    ExaminerRecorded(ExaminerRecorded) = "examiner_recorded", "登记考评员资格", "examiner recorded",
        Right::of(&[Role::Administrator, Role::Registrar]);
    TieDeclared(TieDeclared, TiedTo) = "tie_declared", "申报回避关系", "tie declared", Right::of(TIES);
    TieWithdrawn(TieWithdrawn) = "tie_withdrawn", "撤销回避申报", "tie withdrawn", Right::of(&[Role::Registrar, Role::Supervisor]);
    PanelDrawn(PanelDrawn) = "panel_drawn", "抽取考评组", "panel drawn", Right::of(&[Role::Registrar]);
    SessionPlanned(SessionPlanned) = "session_planned", "安排场次", "session planned", Right::of(&[Role::Registrar]);
    SessionDropped(SessionDropped) = "session_dropped", "取消场次", "session dropped", Right::of(&[Role::Registrar]);
    FloorNoted(FloorNoted) = "floor_noted", "考场登记", "noted on the floor", Right::of(ROOM);
    PlacesDrawn(PlacesDrawn) = "places_drawn", "抽取工位和试题", "places drawn", Right::of(ROOM);
    PieceNumbered(PieceNumbered, PieceNumber) = "piece_numbered", "编考件号", "piece numbered",
        Right::of(&[Role::Registrar, Role::Supervisor]);
    Unmasked(Unmasked) = "unmasked", "查看被评人", "unmasked", Right::of(MARKS);
    CaseOpened(CaseOpened) = "case_opened", "退回重评", "sent back to be marked again",
        Right::of(&[Role::PanelLeader, Role::Supervisor]);
    SheetRevoted(Sheet) = "sheet_revoted", "重新评分签字", "sheet signed anew", Right::of(MARKS).signed();
    FurtherNamed(FurtherNamed) = "further_named", "指定加评人员", "further examiner named",
        Right::of(&[Role::PanelLeader, Role::Registrar]);
    SheetDecided(Sheet) = "sheet_decided", "裁定登分差异", "differing entries decided",
        Right::of(&[Role::ScoreKeeper, Role::PanelLeader]).signed();
    SampleDrawn(SampleDrawn) = "sample_drawn", "抽取复核样本", "sample for moderation drawn", Right::FOLLOWS;
    ScoresTaken(ScoresTaken) = "scores_taken", "导入成绩", "scores taken in", Right::of(MARKS);
    ExaminerApproved(ExaminerApproved) = "examiner_approved", "审核考评员资格", "examiner's record approved",
        Right::of(&[Role::Supervisor, Role::Administrator, Role::Registrar]);
    QuestionsDivided(QuestionsDivided) = "questions_divided", "分工到题", "questions divided",
        Right::of(&[Role::Registrar, Role::PanelLeader]);
    MeasuresAgreed(Sheet) = "measures_agreed", "合议测量项", "measures agreed", Right::of(PANELS).signed_by_all();
    MeasuresCorrected(Sheet) = "measures_corrected", "更正合议测量项", "agreed measures corrected",
        Right::of(PANELS).with(&[Role::Supervisor]).signed_by_all();
    Moderated(Moderated) = "moderated", "复核评分", "marks moderated", Right::of(&[Role::Supervisor, Role::PanelLeader]);
    BlanksMoved(BlanksMoved) = "blanks_moved", "登记空白证书", "blanks moved", Right::of(STOCK);
    BlanksDestroyed(BlanksMoved) = "blanks_destroyed", "销毁作废证书", "blanks destroyed",
        Right::of(STOCK).with(&[Role::Supervisor, Role::Administrator, Role::Certifier]);
    BlanksCounted(BlanksCounted) = "blanks_counted", "盘点空白证书", "blanks counted",
        Right::of(&[Role::Certifier, Role::Registrar, Role::Supervisor]);
    CertificatePrinted(CertificatePrinted) = "certificate_printed", "印制证书", "certificate printed", Right::of(STOCK);
    ApprovalGiven(ApprovalGiven) = "approval_given", "批准成批办理", "approval given", Right::of(&[Role::Certifier]);
    CertificateReissued(CertificateReissued) = "certificate_reissued", "补发证书", "certificate reissued",
        Right::of(&[Role::Certifier]);
    CertificateCorrected(CertificateCorrected, CorrectedHolder) = "certificate_corrected", "更正证书", "certificate corrected",
        Right::of(&[Role::Certifier]).with(BESIDE_CERTIFIER);
    CertificateRevoked(CertificateEnded) = "certificate_revoked", "撤销证书", "certificate revoked",
        Right::of(&[Role::Certifier]).with(BESIDE_CERTIFIER);
    CertificateAnnulled(CertificateEnded) = "certificate_annulled", "注销证书", "certificate annulled",
        Right::of(&[Role::Certifier]).with(BESIDE_CERTIFIER);
    HistoryTaken(HistoryTaken) = "history_taken", "导入历史台账", "old ledger taken in",
        Right::of(&[Role::Certifier, Role::Registrar]);
    HistoricalRecorded(HistoricalRecorded, HistoricalHolder) = "historical_recorded", "登记外部证书", "outside certificate recorded",
        Right::of(&[Role::Certifier, Role::Registrar]);
    UploadMade(UploadMade) = "upload_made", "上报证书数据", "certificate data sent", Right::of(STOCK);
    UploadReceipted(UploadReceipted) = "upload_receipted", "登记上报回执", "receipt of an upload", Right::of(STOCK);
    UploadReturned(UploadReturned) = "upload_returned", "登记退回原因", "rows of an upload returned", Right::of(STOCK);
    EvidenceTaken(EvidenceTaken) = "evidence_taken", "收下签名凭证", "signed evidence taken in", Right::of(&[Role::Registrar]);
    PersonalErased(PersonalErased) = "personal_erased", "清除到期个人信息", "personal data erased",
        Right::of(OFFICE).with(BESIDE_ERASER);
    NumberShown(NumberShown) = "number_shown", "查看完整证件号码", "whole document number looked at",
        Right::of(&[Role::Registrar, Role::Certifier]);
    ListExported(ListExported) = "list_exported", "导出名单", "list exported", Right::of(STAFF);
}

impl Say for Act {
    fn say(&self, lang: Lang) -> String {
        self.kind().say(lang)
    }
}

/// The name of a kind of act; the word itself where this version does not know it.
pub fn kind_name(word: &str, lang: Lang) -> String {
    Kind::from_word(word).map_or_else(|| word.to_owned(), |kind| kind.say(lang))
}

impl Kind {
    /// Acts whose public part holds the digest of a certificate's claim, to which their leaf then commits.
    pub const CLAIMING: [Kind; 2] = [Kind::CertificateIssued, Kind::CertificateCorrected];
}
