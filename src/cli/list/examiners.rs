//! Examiners' records: qualification, trades, card, employers, appointment.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Listed, Take, Wanted};
use crate::cli::problem::Problem;
use crate::domain::evaluation::staffing::{Card, ExaminerKind};
use crate::domain::id::PersonId;
use crate::domain::language::{Lang, Say};
use crate::store::Read;

#[derive(Debug, Serialize)]
pub struct ExaminerLine {
    pub person: PersonId,
    pub name: String,
    pub kind: ExaminerKind,
    pub trades: Vec<String>,
    pub card: String,
    pub card_from: NaiveDate,
    pub card_until: NaiveDate,
    /// How the card stands today.
    pub card_state: Card,
    pub employer: String,
    pub employers_before: Vec<String>,
    pub appointed_from: NaiveDate,
    pub appointed_until: Option<NaiveDate>,
    /// Whether a second person approved the record.
    pub approved: bool,
}

impl Listed for ExaminerLine {
    const HEADING: &[(&str, &str)] = &[
        ("姓名", "Name"),
        ("资格", "Kind"),
        ("可考评职业", "Trades"),
        ("证卡号", "Card"),
        ("证卡至", "Card until"),
        ("证卡", "State"),
        ("聘任至", "Appointed to"),
        ("审核", "Approved"),
        ("单位", "Employer"),
    ];

    fn cells(&self, lang: Lang) -> Vec<String> {
        let appointed = self.appointed_until.map(|day| day.to_string());
        vec![
            self.name.clone(),
            self.kind.say(lang),
            self.trades.join(lang.pick("、", ", ")),
            self.card.clone(),
            self.card_until.to_string(),
            self.card_state.say(lang),
            appointed.unwrap_or_else(|| lang.pick("长期", "open").to_owned()),
            if self.approved { lang.pick("通过", "yes") } else { lang.pick("待审核", "waits") }.to_owned(),
            self.employer.clone(),
        ]
    }
}

pub fn pages(read: &Read, wanted: &Wanted, take: Take<ExaminerLine>) -> Result<(), Problem> {
    let mut lines = Vec::new();
    for (person, record) in read.examiners()? {
        let line = ExaminerLine {
            person,
            name: read.person_name(person)?,
            kind: record.kind,
            card_state: record.card_on(wanted.today),
            trades: record.trades,
            card: record.card,
            card_from: record.card_from,
            card_until: record.card_until,
            employer: record.employer,
            employers_before: record.employers_before,
            appointed_from: record.appointed_from,
            appointed_until: record.appointed_until,
            approved: read.examiner_approval(person)?.is_some_and(|(_, approved)| approved),
        };
        let trades = line.trades.join(" ");
        if wanted.fits(&[&line.name, &line.employer, &line.card, &trades]) {
            lines.push(line);
        }
    }
    take(lines);
    Ok(())
}
