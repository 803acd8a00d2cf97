//! Holds one condition against the claims: a finding for each requirement that it states.

use chrono::NaiveDate;

use super::claims::{Claims, MajorRelation, PriorClaim};
use super::condition::{Condition, EducationRule, RelationRule, TitleLevel, YearsScope};
use super::finding::{Dates, Finding, Milestone, NumberDoubt, Reason, State};
use crate::domain::evaluation::certificate_number::CertificateNumber;
use crate::domain::identity::years_after;
use crate::domain::language::{Both, Lang, Say};
use crate::domain::level::Level;

/// The findings of one condition, in the order in which its fields stand.
pub(super) fn findings(condition: &Condition, claims: &Claims, cutoff: NaiveDate) -> Vec<Finding> {
    let judge = Judge { claims, cutoff };
    let mut findings = Vec::new();
    if let Some(age) = condition.min_age {
        findings.push(judge.since(Milestone::Birth, age, claims.birth));
    }
    if let Some(years) = condition.min_years {
        findings.push(judge.years(years, condition.years_scope.unwrap_or(YearsScope::TradeOrRelated)));
    }
    if let Some(level) = condition.prior_level {
        findings.extend(judge.prior(level, condition.years_after_prior.unwrap_or(0)));
    }
    if let Some(title) = condition.title_level {
        findings.extend(judge.title(title, condition.years_after_title.unwrap_or(0)));
    }
    if let Some(rule) = &condition.education {
        findings.extend(judge.education(rule));
    }
    if let Some(wanted) = condition.min_training_hours {
        let declared = claims.training_hours;
        let state = judge.state(declared.map(|hours| hours >= wanted));
        findings.push(Finding { state, reason: Reason::Training { wanted, declared } });
    }
    if let Some(document) = &condition.prerequisite_doc {
        let held = claims.prerequisites.iter().any(|one| one.trim() == document.trim());
        let state = judge.state(held.then_some(true));
        findings.push(Finding { state, reason: Reason::Prerequisite { document: document.clone(), held } });
    }
    for evidence in condition.evidence.iter().filter(|evidence| evidence.required) {
        let held = claims.evidence.contains(&evidence.kind);
        // Evidence can always still be brought, so its absence never decides against anybody.
        let state = if held { State::Met } else { State::Unknown };
        findings.push(Finding { state, reason: Reason::Evidence { kind: evidence.kind, held } });
    }
    findings
}

struct Judge<'a> {
    claims: &'a Claims,
    cutoff: NaiveDate,
}

impl Judge<'_> {
    /// The state of a test whose answer is known or not declared.
    fn state(&self, answer: Option<bool>) -> State {
        match answer {
            Some(true) => State::Met,
            Some(false) => State::NotMet,
            None if self.claims.nothing_else => State::NotMet,
            None => State::Unknown,
        }
    }

    /// The date rule: the day plus whole years lies on or before the cutoff; a 29 February rolls to 1 March.
    fn since(&self, milestone: Milestone, years: u8, from: Option<NaiveDate>) -> Finding {
        let dates = from.map(|from| Dates { from, full_on: years_after(from, years.into()), cutoff: self.cutoff });
        let state = match dates {
            Some(dates) if dates.full_on <= dates.cutoff => State::Met,
            Some(_) => State::NotMet,
            // A missing date can be supplied even where nothing else is declared.
            None => State::Unknown,
        };
        Finding { state, reason: Reason::Since { milestone, years, dates } }
    }

    fn years(&self, wanted: u8, scope: YearsScope) -> Finding {
        let Claims { years_in_trade, years_in_related, .. } = *self.claims;
        let (declared, all_declared) = match scope {
            YearsScope::Trade => (years_in_trade, years_in_trade.is_some()),
            YearsScope::TradeOrRelated if years_in_trade.or(years_in_related).is_none() => (None, false),
            YearsScope::TradeOrRelated => {
                let sum = years_in_trade.unwrap_or(0).saturating_add(years_in_related.unwrap_or(0));
                (Some(sum), years_in_trade.is_some())
            }
        };
        let answer = match declared {
            Some(years) if years >= u16::from(wanted) => Some(true),
            // Years in the trade left out may still make up the sum.
            Some(_) if all_declared => Some(false),
            _ => None,
        };
        Finding { state: self.state(answer), reason: Reason::Years { wanted, scope, declared } }
    }

    fn prior(&self, wanted: Level, years: u8) -> Vec<Finding> {
        let Some(prior) = self.claims.prior.as_ref().filter(|prior| prior.level == wanted) else {
            let declared = self.claims.prior.as_ref().map(|prior| prior.level);
            let state = self.state(declared.map(|_| false));
            return vec![Finding { state, reason: Reason::Prior { wanted, declared } }];
        };
        vec![self.since(Milestone::Prior(wanted), years, prior.issued), number(prior)]
    }

    fn title(&self, wanted: TitleLevel, years: u8) -> Vec<Finding> {
        let declared = self.claims.title.as_ref().map(|title| title.level);
        match &self.claims.title {
            Some(title) if title.level >= wanted => vec![self.since(Milestone::Title(title.level), years, title.since)],
            _ => {
                let state = self.state(declared.map(|_| false));
                vec![Finding { state, reason: Reason::Title { wanted, declared } }]
            }
        }
    }

    fn education(&self, rule: &EducationRule) -> Vec<Finding> {
        let declared = self.claims.education;
        let state = self.state(declared.map(|kind| rule.kinds.contains(&kind)));
        let mut findings = vec![Finding { state, reason: Reason::Education { wanted: rule.kinds.clone(), declared } }];
        if declared.is_none() {
            return findings;
        }
        if rule.relation != RelationRule::Any {
            let near = |major| match rule.relation {
                RelationRule::Same => major == MajorRelation::Same,
                _ => major != MajorRelation::Other,
            };
            // A subject can be supplied even where nothing else is declared.
            let state = match self.claims.major.map(near) {
                Some(true) => State::Met,
                Some(false) => State::NotMet,
                None => State::Unknown,
            };
            let reason = Reason::Major { wanted: rule.relation, declared: self.claims.major.is_some() };
            findings.push(Finding { state, reason });
        }
        if self.claims.student == Some(true) {
            let accepted = rule.accept_current_student;
            let state = if accepted { State::Met } else { State::NotMet };
            findings.push(Finding { state, reason: Reason::Student { accepted } });
        }
        findings
    }
}

/// Whether the certificate's number bears out the level. A clerk's look-up settles it, since old numbers have no common form.
fn number(prior: &PriorClaim) -> Finding {
    let level = prior.level;
    if prior.checked {
        return Finding { state: State::Met, reason: Reason::PriorKnown { level, checked: true } };
    }
    let doubt = match prior.number.as_deref().map(str::trim).filter(|number| !number.is_empty()) {
        None => Some(NumberDoubt::Missing),
        Some(text) => match CertificateNumber::parse_any(text) {
            Err(fault) => Some(NumberDoubt::Unreadable(Both { zh: fault.say(Lang::Zh), en: fault.say(Lang::En) })),
            Ok(number) => number.level().filter(|found| *found != level).map(NumberDoubt::OtherLevel),
        },
    };
    match doubt {
        Some(doubt) => Finding { state: State::Unknown, reason: Reason::PriorNumber { level, doubt } },
        None => Finding { state: State::Met, reason: Reason::PriorKnown { level, checked: false } },
    }
}
