//! What a station may set about everything after marking: kept scores, windows of objection, and when a batch's work is due.

use super::{Setting, Values};

const fn days(name: &'static str, zh: &'static str, en: &'static str, default: &'static str) -> Setting {
    Setting { name, zh, en, default, values: Values::Whole(0, 60) }
}

/// A window needs a day to be one.
const fn window(name: &'static str, zh: &'static str, en: &'static str, default: &'static str) -> Setting {
    Setting { name, zh, en, default, values: Values::Whole(1, 60) }
}

/// How long a passed subject is kept (domain rules §3.8): one year or two, by province.
pub const RETAIN_DAYS: Setting = Setting {
    name: "retain_days",
    zh: "单科成绩保留",
    en: "A passed subject is kept for",
    default: "730",
    values: Values::Words(&[("365", "365 天", "365 days"), ("730", "730 天", "730 days")]),
};

/// The day that it is counted from.
pub const RETAIN_ANCHOR: Setting = Setting {
    name: "retain_anchor",
    zh: "成绩保留起算日",
    en: "Kept from",
    default: "published_on",
    values: Values::Words(&[
        ("published_on", "成绩公布日", "day of publication"),
        ("exam_on", "考试日", "exam day"),
        ("registration_until", "报名截止日", "end of registration"),
    ]),
};

/// How often a kept subject lets its candidate resit the others.
pub const MAX_RESITS: Setting = Setting {
    name: "max_resits",
    zh: "凭保留成绩可补考次数",
    en: "Resits on a kept score",
    default: "1",
    values: Values::Whole(1, 9),
};

pub const OBJECTION_REPLY: Setting =
    window("objection_reply_days", "异议答复工作日", "Working days to answer an objection", "5");
pub const RECHECK_WINDOW: Setting =
    window("recheck_days", "成绩复核申请工作日", "Working days to ask for a re-check", "10");
pub const RECHECK_REPLY: Setting =
    window("recheck_reply_days", "成绩复核答复工作日", "Working days to answer a re-check", "10");
pub const APPEAL_WINDOW: Setting = window("appeal_days", "申诉提出工作日", "Working days to appeal", "15");
pub const APPEAL_REPLY: Setting =
    window("appeal_reply_days", "申诉答复工作日", "Working days to answer an appeal", "15");

/// How long after its session began a candidate still comes in (domain rules §3.3).
pub const LATE_MINUTES: Setting = Setting {
    name: "late_minutes",
    zh: "开考后几分钟不得入场",
    en: "Minutes after which nobody comes in",
    default: "30",
    values: Values::Whole(0, 120),
};

/// When a batch's work is due, in working days from the exam (domain rules §12).
pub const PLAN_BEFORE: Setting =
    days("plan_days_before", "考前几个工作日计划备案", "Plan filed, days before exam", "10");
pub const REGISTRATION_BEFORE: Setting =
    days("registration_days_before", "考前几个工作日报名完成", "Registration complete, days before exam", "7");
pub const ROOMS_BEFORE: Setting =
    days("rooms_days_before", "考前几个工作日排好考场", "Rooms arranged, days before exam", "5");
pub const STAFF_BEFORE: Setting =
    days("staff_days_before", "考前几个工作日派好人员", "Staff and papers, days before exam", "5");
pub const MARKS_AFTER: Setting =
    days("marks_days_after", "考后几个工作日录完成绩", "Marks entered, days after exam", "3");
pub const PUBLICITY_AFTER: Setting =
    days("publicity_days_after", "考后几个工作日开始公示", "Publicity begins, days after exam", "5");
pub const CERTIFICATES_AFTER: Setting =
    days("certificates_days_after", "考后几个工作日发证", "Certificates, days after exam", "10");
pub const ARCHIVE_AFTER: Setting = days("archive_days_after", "考后几个工作日归档", "Archive, days after exam", "10");

pub const ALL: [&Setting; 17] = [
    &RETAIN_DAYS,
    &RETAIN_ANCHOR,
    &MAX_RESITS,
    &OBJECTION_REPLY,
    &RECHECK_WINDOW,
    &RECHECK_REPLY,
    &APPEAL_WINDOW,
    &APPEAL_REPLY,
    &PLAN_BEFORE,
    &REGISTRATION_BEFORE,
    &ROOMS_BEFORE,
    &STAFF_BEFORE,
    &MARKS_AFTER,
    &PUBLICITY_AFTER,
    &CERTIFICATES_AFTER,
    &ARCHIVE_AFTER,
    &LATE_MINUTES,
];
