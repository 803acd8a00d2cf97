//! A condition of a level in words: each requirement that it states.

use crate::domain::evaluation::eligibility::{Condition, EducationRule};
use crate::domain::language::{Lang, Say};
use crate::say;

/// The requirements of one alternative, all of which must be met.
pub fn requirements(condition: &Condition, lang: Lang) -> Vec<String> {
    let mut told = Vec::new();
    if let Some(age) = condition.min_age {
        told.push(say!(lang, "年满 {age} 周岁", "{age} years of age"));
    }
    if let Some(years) = condition.min_years {
        let scope = condition.years_scope.map_or_else(String::new, |scope| scope.say(lang));
        told.push(match scope.as_str() {
            "" => say!(lang, "累计工作满 {years} 年", "{years} years of work"),
            scope => say!(lang, "累计从事{scope}满 {years} 年", "{years} years of work in {scope}"),
        });
    }
    if let Some(level) = condition.prior_level {
        let level = level.say(lang);
        told.push(match condition.years_after_prior {
            Some(years) => say!(lang, "取得{level}证书满 {years} 年", "a certificate of {level} for {years} years"),
            None => say!(lang, "持有{level}证书", "a certificate of {level}"),
        });
    }
    if let Some(title) = condition.title_level {
        let title = title.say(lang);
        told.push(match condition.years_after_title {
            Some(years) => say!(lang, "取得{title}满 {years} 年", "a {title} for {years} years"),
            None => say!(lang, "持有{title}", "a {title}"),
        });
    }
    told.extend(condition.education.as_ref().map(|rule| education(rule, lang)));
    if let Some(hours) = condition.min_training_hours {
        told.push(say!(lang, "培训满 {hours} 标准学时", "{hours} hours of training"));
    }
    if let Some(document) = &condition.prerequisite_doc {
        told.push(say!(lang, "持有{document}", "holds: {document}"));
    }
    told
}

fn education(rule: &EducationRule, lang: Lang) -> String {
    let kinds: Vec<String> = rule.kinds.iter().map(|kind| kind.say(lang)).collect();
    let (kinds, relation) = (kinds.join(lang.pick("、", ", ")), rule.relation.say(lang));
    let student = match rule.accept_current_student {
        true => lang.pick("，含应届", ", students about to graduate included"),
        false => "",
    };
    say!(lang, "{kinds}毕业（{relation}{student}）", "graduate of {kinds} ({relation}{student})")
}

/// What is shown for it; what may be left out is in brackets.
pub fn evidence(condition: &Condition, lang: Lang) -> String {
    let shown = condition.evidence.iter().map(|evidence| {
        let kind = evidence.kind.say(lang);
        if evidence.required { kind } else { say!(lang, "（{kind}）", "({kind})") }
    });
    shown.collect::<Vec<_>>().join(lang.pick("、", ", "))
}
