//! Disputes: three things that are kept apart. An objection 异议 anyone raises during publicity; a re-check 成绩复核 the
//! candidate asks for, of what was missed, summed or transcribed and never of the marking itself; an appeal 申诉 goes to the
//! higher office against a decision.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::batch::{BatchState, Publicity};
use crate::domain::calendar::Calendar;
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::refusal;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DisputeKind {
    Objection,
    Recheck,
    Appeal,
}

impl DisputeKind {
    pub const ALL: [DisputeKind; 3] = [DisputeKind::Objection, DisputeKind::Recheck, DisputeKind::Appeal];

    pub const fn word(self) -> &'static str {
        match self {
            DisputeKind::Objection => "objection",
            DisputeKind::Recheck => "recheck",
            DisputeKind::Appeal => "appeal",
        }
    }

    pub fn from_word(word: &str) -> Option<DisputeKind> {
        DisputeKind::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// The letter in its receipt number.
    const fn letter(self) -> char {
        match self {
            DisputeKind::Objection => 'Y',
            DisputeKind::Recheck => 'F',
            DisputeKind::Appeal => 'S',
        }
    }
}

impl Say for DisputeKind {
    fn say(&self, lang: Lang) -> String {
        match self {
            DisputeKind::Objection => lang.pick("异议", "objection"),
            DisputeKind::Recheck => lang.pick("成绩复核", "re-check"),
            DisputeKind::Appeal => lang.pick("申诉", "appeal"),
        }
        .to_owned()
    }
}

/// 受理回执 number: `J2026-09-Y001`, the batch's code, the kind's letter (异 Y, 复 F, 诉 S) and a serial of the kind.
pub fn receipt(batch_code: &str, kind: DisputeKind, serial: u32) -> String {
    format!("{batch_code}-{}{serial:03}", kind.letter())
}

/// All that a re-check looks at (domain rules §3.9): the marking itself stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecheckGround {
    /// 漏评.
    Missed,
    /// 合分.
    Sum,
    /// 登分.
    Transcription,
}

impl RecheckGround {
    pub const ALL: [RecheckGround; 3] = [RecheckGround::Missed, RecheckGround::Sum, RecheckGround::Transcription];

    pub const fn word(self) -> &'static str {
        match self {
            RecheckGround::Missed => "missed",
            RecheckGround::Sum => "sum",
            RecheckGround::Transcription => "transcription",
        }
    }

    pub fn from_word(word: &str) -> Option<RecheckGround> {
        RecheckGround::ALL.into_iter().find(|ground| ground.word() == word)
    }
}

impl Say for RecheckGround {
    fn say(&self, lang: Lang) -> String {
        match self {
            RecheckGround::Missed => lang.pick("漏评", "an item left unmarked"),
            RecheckGround::Sum => lang.pick("合分", "the sum"),
            RecheckGround::Transcription => lang.pick("登分", "the transcription"),
        }
        .to_owned()
    }
}

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DisputeResult {
    Upheld,
    Dismissed,
    Unchanged,
    Corrected,
}

impl DisputeResult {
    pub const ALL: [DisputeResult; 4] =
        [DisputeResult::Upheld, DisputeResult::Dismissed, DisputeResult::Unchanged, DisputeResult::Corrected];

    pub const fn word(self) -> &'static str {
        match self {
            DisputeResult::Upheld => "upheld",
            DisputeResult::Dismissed => "dismissed",
            DisputeResult::Unchanged => "unchanged",
            DisputeResult::Corrected => "corrected",
        }
    }

    pub fn from_word(word: &str) -> Option<DisputeResult> {
        DisputeResult::ALL.into_iter().find(|result| result.word() == word)
    }

    /// How a dispute of this kind may end.
    pub const fn of(kind: DisputeKind) -> [DisputeResult; 2] {
        match kind {
            DisputeKind::Objection | DisputeKind::Appeal => [DisputeResult::Dismissed, DisputeResult::Upheld],
            DisputeKind::Recheck => [DisputeResult::Unchanged, DisputeResult::Corrected],
        }
    }
}

impl Say for DisputeResult {
    fn say(&self, lang: Lang) -> String {
        match self {
            DisputeResult::Upheld => lang.pick("成立", "upheld"),
            DisputeResult::Dismissed => lang.pick("不成立", "dismissed"),
            DisputeResult::Unchanged => lang.pick("成绩不变", "unchanged"),
            DisputeResult::Corrected => lang.pick("已更正", "corrected"),
        }
        .to_owned()
    }
}

/// Windows in working days; a station sets each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Windows {
    pub objection_reply: u32,
    pub recheck: u32,
    pub recheck_reply: u32,
    pub appeal: u32,
    pub appeal_reply: u32,
}

impl Windows {
    /// The day by which a dispute that came in today is answered.
    pub fn reply_by(&self, kind: DisputeKind, today: NaiveDate, calendar: &Calendar) -> NaiveDate {
        let days = match kind {
            DisputeKind::Objection => self.objection_reply,
            DisputeKind::Recheck => self.recheck_reply,
            DisputeKind::Appeal => self.appeal_reply,
        };
        calendar.later(today, days)
    }

    /// The last day on which a re-check may be asked for: so many working days from the first day of publicity on.
    pub fn recheck_until(&self, publicity: Publicity, calendar: &Calendar) -> NaiveDate {
        calendar.window(publicity.from, self.recheck)
    }

    /// The last day on which a decision may be appealed against.
    pub fn appeal_until(&self, decided_on: NaiveDate, calendar: &Calendar) -> NaiveDate {
        calendar.later(decided_on, self.appeal)
    }
}

/// Objections are taken during publicity alone.
pub fn may_object(state: BatchState) -> Result<(), Refusal> {
    if state == BatchState::Publicity {
        return Ok(());
    }
    Err(refusal!("not_public", "只有公示期间才能登记异议。", "Objections are taken during publicity only."))
}

/// A re-check is taken from publicity on until its window ends, whatever became of the batch meanwhile.
pub fn may_recheck(state: BatchState, until: Option<NaiveDate>, today: NaiveDate) -> Result<(), Refusal> {
    match until {
        Some(until) if state >= BatchState::Publicity => {
            if today <= until {
                return Ok(());
            }
            Err(refusal!("recheck_over", "成绩复核到 {until} 截止。", "Re-checks were taken until {until}."))
        }
        _ => Err(refusal!(
            "recheck_closed",
            "成绩公示之后才能申请复核。",
            "A re-check is asked for once the outcomes are public."
        )),
    }
}

/// An appeal is against a decision, within its window.
pub fn may_appeal(decided_on: Option<NaiveDate>, until: NaiveDate, today: NaiveDate) -> Result<(), Refusal> {
    if decided_on.is_none() {
        return Err(refusal!(
            "not_decided",
            "异议或复核处理之后，不服的才能申诉。",
            "An appeal is against a decision; there is none yet."
        ));
    }
    if today > until {
        return Err(refusal!("appeal_over", "申诉到 {until} 截止。", "Appeals were taken until {until}."));
    }
    Ok(())
}

/// Why a re-check cannot be closed so: `corrected` is borne out by a corrected sheet of that subject signed since it came
/// in, and `unchanged` by none.
pub fn recheck_result(result: DisputeResult, corrected_since: bool) -> Result<(), Refusal> {
    match (result, corrected_since) {
        (DisputeResult::Corrected, false) => Err(refusal!(
            "no_correction",
            "受理之后还没有更正过评分表，不能以“已更正”办结。",
            "No sheet was corrected since it came in; it cannot be closed as corrected."
        )
        .next(crate::both!(
            "请考评员在评分台按 e 更正：写明理由，另一人签字。",
            "The examiner corrects it at the marking desk with e: a reason, and a second person signs."
        ))),
        (DisputeResult::Unchanged, true) => Err(refusal!(
            "was_corrected",
            "受理之后更正过评分表，应以“已更正”办结。",
            "A sheet was corrected since it came in; close it as corrected."
        )),
        _ => Ok(()),
    }
}

/// Where a dispute goes that is not yet decided, or what became of it.
pub fn state_words(result: Option<DisputeResult>, overdue: bool) -> Both {
    match result {
        Some(result) => Both { zh: result.say(Lang::Zh), en: result.say(Lang::En) },
        None if overdue => crate::both!("已超期", "overdue"),
        None => crate::both!("待处理", "open"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    const WINDOWS: Windows =
        Windows { objection_reply: 5, recheck: 10, recheck_reply: 10, appeal: 15, appeal_reply: 15 };

    #[test]
    fn the_three_kinds_have_receipts_of_their_own() {
        let numbers = DisputeKind::ALL.map(|kind| receipt("J2026-09", kind, 7));
        assert_eq!(numbers, ["J2026-09-Y007", "J2026-09-F007", "J2026-09-S007"]);
    }

    #[test]
    fn a_recheck_is_asked_for_within_ten_working_days_of_publication() {
        let publicity = Publicity { from: day("2026-11-16"), until: day("2026-11-20") };
        let until = WINDOWS.recheck_until(publicity, &Calendar::default());
        assert_eq!(until, day("2026-11-27"));
        for (state, today, answer) in [
            (BatchState::Publicity, "2026-11-16", None),
            (BatchState::Issuing, "2026-11-27", None),
            (BatchState::Issuing, "2026-11-28", Some("recheck_over")),
            (BatchState::Archived, "2026-11-20", None),
            (BatchState::Confirming, "2026-11-16", Some("recheck_closed")),
        ] {
            let found = may_recheck(state, Some(until), day(today)).err().map(|refusal| refusal.code);
            assert_eq!(found, answer, "{state:?} {today}");
        }
        assert_eq!(may_recheck(BatchState::Publicity, None, until).unwrap_err().code, "recheck_closed");
    }

    #[test]
    fn answers_are_due_in_working_days_by_the_kind() {
        let due = DisputeKind::ALL.map(|kind| WINDOWS.reply_by(kind, day("2026-11-20"), &Calendar::default()));
        assert_eq!(due, [day("2026-11-27"), day("2026-12-04"), day("2026-12-11")]);
    }

    #[test]
    fn an_appeal_needs_a_decision_and_its_window() {
        let (decided, until) = (Some(day("2026-11-20")), day("2026-12-11"));
        assert_eq!(WINDOWS.appeal_until(day("2026-11-20"), &Calendar::default()), until);
        assert_eq!(may_appeal(decided, until, until), Ok(()));
        assert_eq!(may_appeal(None, until, until).unwrap_err().code, "not_decided");
        assert_eq!(may_appeal(decided, until, day("2026-12-12")).unwrap_err().code, "appeal_over");
    }

    #[test]
    fn a_recheck_ends_as_the_sheets_say() {
        use DisputeResult::{Corrected, Unchanged};
        let code = |result, since| recheck_result(result, since).err().map(|refusal| refusal.code);
        assert_eq!(code(Unchanged, false), None);
        assert_eq!(code(Corrected, true), None);
        assert_eq!(code(Corrected, false), Some("no_correction"));
        assert_eq!(code(Unchanged, true), Some("was_corrected"));
    }
}
