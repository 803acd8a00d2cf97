//! An appointment 聘任: an employer's decision about a person and a post, for a term.

mod course;
mod difference;

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

pub use course::{Ending, Grade, Notice, NoticeDecision, State};
pub use difference::Difference;

use super::certificate::{Certificate, Standing};
use super::post::Post;
use super::rank::Rank;
use crate::domain::id::{AppointmentId, EmployeeId, PostId};
use crate::domain::identity::inert;
use crate::domain::language::{Lang, Say};
use crate::domain::level::Level;
use crate::domain::refusal::Refusal;
use crate::{both, refusal};

/// The shortest and the longest term, in months: 1 to 3 years.
const TERM: (u32, u32) = (12, 36);

/// What is decided when somebody is appointed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appointment {
    pub employee: EmployeeId,
    pub post: PostId,
    /// 聘任等级.
    pub rank: Rank,
    pub starts: NaiveDate,
    /// The last day of the term.
    pub ends: NaiveDate,
    /// 聘书编号.
    pub document: String,
    /// The certificate it rests on.
    pub basis: Option<Basis>,
    /// Why the rank differs from the certificate, or why there is none.
    pub because: String,
    pub duties: String,
    pub treatment: String,
    /// A month, in fen.
    pub allowance: i64,
    pub renews: Option<AppointmentId>,
}

/// A certificate as it was when somebody was appointed by it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    pub number: String,
    pub level: Level,
}

/// The last day of a term of so many whole years that begins on `starts`.
pub fn term_end(starts: NaiveDate, years: u32) -> Option<NaiveDate> {
    starts.checked_add_months(Months::new(12 * years))?.pred_opt()
}

impl Appointment {
    /// Holds the decision against the post and the certificate it cites. What differs is allowed; it must be said.
    ///
    /// # Errors
    /// `document_missing`, `term`, `certificate_gone`, `certificate_trade`, `reason_needed`, `allowance`.
    pub fn checked(mut self, post: &Post, certificate: Option<&Certificate>) -> Result<Appointment, Refusal> {
        for text in [&mut self.document, &mut self.because, &mut self.duties, &mut self.treatment] {
            *text = text.trim().to_owned();
        }
        if self.document.is_empty() {
            return Err(refusal!(
                "document_missing",
                "缺少聘书编号。",
                "The appointment's document number is missing."
            ));
        }
        if self.allowance < 0 {
            return Err(refusal!("allowance", "月津贴不能是负数。", "The monthly allowance cannot be negative."));
        }
        self.check_term()?;
        if let Some(certificate) = certificate {
            if let Standing::Gone(_) = &certificate.standing {
                let (number, zh, en) = (
                    inert(&certificate.number),
                    certificate.standing.say(Lang::Zh),
                    certificate.standing.say(Lang::En),
                );
                return Err(refusal!(
                    "certificate_gone",
                    "证书 {number} {zh}，不能作为聘任依据。",
                    "Certificate {number} is {en}; no appointment can rest on it."
                ));
            }
            let same = certificate.trade.classification == post.trade.classification
                && certificate.trade.code == post.trade.code;
            if !same && self.because.is_empty() {
                let (number, theirs, asked) =
                    (inert(&certificate.number), inert(&certificate.trade.title()), inert(&post.trade.title()));
                return Err(refusal!(
                    "certificate_trade",
                    "证书 {number} 的职业是{theirs}，岗位要的是{asked}；跨职业聘任须写明理由。",
                    "Certificate {number} is for {theirs} and the post asks for {asked}; say why it is accepted."
                ));
            }
        }
        self.basis =
            certificate.map(|certificate| Basis { number: certificate.number.clone(), level: certificate.level });
        let difference = self.difference();
        if difference.needs_reason() && self.because.is_empty() {
            let (zh, en) = (difference.say(Lang::Zh), difference.say(Lang::En));
            return Err(refusal!("reason_needed", "{zh}须写明理由。", "Appointed {en}: say why.")
                .next(both!("在“理由”一栏写一句话。", "Write one sentence under “Because”.")));
        }
        Ok(self)
    }

    fn check_term(&self) -> Result<(), Refusal> {
        let (starts, ends) = (self.starts, self.ends);
        let (least, most) = TERM;
        let least = starts.checked_add_months(Months::new(least)).and_then(|day| day.pred_opt());
        let most = starts.checked_add_months(Months::new(most)).and_then(|day| day.pred_opt());
        if least.is_some_and(|least| ends >= least) && most.is_some_and(|most| ends <= most) {
            return Ok(());
        }
        Err(refusal!(
            "term",
            "聘期 {starts} 至 {ends} 应为 1 至 3 年。",
            "The term from {starts} to {ends} must be one to three years."
        ))
    }

    pub fn difference(&self) -> Difference {
        Difference::of(self.rank, self.basis.as_ref().map(|basis| basis.level))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::EmployerId;
    use crate::domain::trade::Trade;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn trade() -> Trade {
        Trade { classification: "2015".into(), code: "6-18-04-01".into(), name: "钳工".into(), branch: String::new() }
    }

    fn post(rank: Rank) -> Post {
        Post {
            employer: EmployerId(1),
            title: "装配钳工".into(),
            trade: trade(),
            rank,
            established: 2,
            description: String::new(),
            document: String::new(),
            opened_on: day("2026-01-01"),
        }
    }

    fn certificate(level: Level) -> Certificate {
        Certificate {
            number: "S000043000012264000001".into(),
            holder: "张伟".into(),
            holder_ref: "0".repeat(16),
            trade: trade(),
            level,
            standing: Standing::Valid,
            issued_on: day("2026-09-28"),
            issuer: "测试县职业技能鉴定所".into(),
            region: "430124".into(),
        }
    }

    fn appointment(rank: Rank, because: &str) -> Appointment {
        Appointment {
            employee: EmployeeId(1),
            post: PostId(1),
            rank,
            starts: day("2026-10-01"),
            ends: day("2028-09-30"),
            document: "聘〔2026〕1号".into(),
            basis: None,
            because: because.into(),
            duties: String::new(),
            treatment: String::new(),
            allowance: 0,
            renews: None,
        }
    }

    #[test]
    fn appointing_above_or_below_the_certificate_is_normal_and_says_why() {
        use Difference::*;
        for (rank, level, difference) in [
            (Rank::Advanced, Level::Three, Same),
            (Rank::Intermediate, Level::Three, Below),
            (Rank::Technician, Level::Three, Above),
            (Rank::Special, Level::One, Chosen),
            (Rank::Chief, Level::Two, Above),
        ] {
            let certificate = certificate(level);
            let told = appointment(rank, "按岗位需要").checked(&post(rank), Some(&certificate)).unwrap();
            assert_eq!(told.difference(), difference);
            let untold = appointment(rank, " ").checked(&post(rank), Some(&certificate));
            assert_eq!(untold.is_err(), difference.needs_reason(), "{difference:?}");
        }
        let none = appointment(Rank::Advanced, "").checked(&post(Rank::Advanced), None);
        assert_eq!(none.unwrap_err().code, "reason_needed");
    }

    #[test]
    fn a_term_is_one_to_three_years_and_its_last_day_is_the_day_before() {
        assert_eq!(term_end(day("2026-10-01"), 3), Some(day("2029-09-30")));
        for (ends, holds) in [
            ("2027-09-29", false),
            ("2027-09-30", true),
            ("2029-09-30", true),
            ("2029-10-01", false),
            ("2025-01-01", false),
        ] {
            let mut one = appointment(Rank::Advanced, "");
            one.ends = day(ends);
            let checked = one.checked(&post(Rank::Advanced), Some(&certificate(Level::Three)));
            assert_eq!(checked.is_ok(), holds, "{ends}");
        }
    }

    #[test]
    fn a_revoked_certificate_is_no_basis_and_another_trade_needs_a_reason() {
        let mut gone = certificate(Level::Three);
        gone.standing = Standing::from_word("revoked");
        let refused = appointment(Rank::Advanced, "x").checked(&post(Rank::Advanced), Some(&gone)).unwrap_err();
        assert_eq!(refused.code, "certificate_gone");
        let mut other = certificate(Level::Three);
        other.trade.code = "6-18-02-04".into();
        let refused = appointment(Rank::Advanced, "").checked(&post(Rank::Advanced), Some(&other)).unwrap_err();
        assert_eq!(refused.code, "certificate_trade");
        assert!(appointment(Rank::Advanced, "转岗").checked(&post(Rank::Advanced), Some(&other)).is_ok());
    }

    #[test]
    fn a_state_follows_from_the_day_alone() {
        let on = |today: &str, ended: Option<&str>| {
            State::on(day(today), day("2026-10-01"), day("2028-09-30"), ended.map(day))
        };
        assert_eq!(on("2026-09-30", None), State::Coming);
        assert_eq!(on("2026-10-01", None), State::InForce);
        assert_eq!(on("2028-09-30", None), State::InForce);
        assert_eq!(on("2028-10-01", None), State::Expired);
        assert_eq!(on("2027-01-01", Some("2027-01-01")), State::Ended);
        assert_eq!(on("2026-12-31", Some("2027-01-01")), State::InForce);
    }
}
