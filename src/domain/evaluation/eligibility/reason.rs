//! How a reason is said: what was asked, what was found, with figures and dates.

use super::finding::{Dates, Milestone, NumberDoubt, Reason};
use crate::domain::identity::inert;
use crate::domain::language::{Lang, Say, counted};
use crate::domain::level::Level;
use crate::say;

/// `四级`: the level as sentences name it.
fn short(level: Level, lang: Lang) -> String {
    let (zh, code) = (level.text().split('/').next().unwrap_or(level.text()), level.code());
    say!(lang, "{zh}", "level {code}")
}

impl Say for Reason {
    fn say(&self, lang: Lang) -> String {
        match self {
            Reason::Since { milestone, years, dates } => since(lang, *milestone, *years, dates.as_ref()),
            Reason::Prior { wanted, declared } => {
                let wanted = short(*wanted, lang);
                match declared.map(|level| short(level, lang)) {
                    Some(declared) => {
                        say!(
                            lang,
                            "须持有{wanted}证书：所填为{declared}证书",
                            "A {wanted} certificate is needed; a {declared} one is declared"
                        )
                    }
                    None => say!(
                        lang,
                        "须持有{wanted}证书：未填原证书",
                        "A {wanted} certificate is needed; none is declared"
                    ),
                }
            }
            Reason::PriorNumber { level, doubt } => {
                let level = short(*level, lang);
                match doubt {
                    NumberDoubt::Missing => say!(
                        lang,
                        "{level}证书须能核对：未填证书编号，也未查验",
                        "The {level} certificate must be verifiable; no number is given and nobody has looked it up"
                    ),
                    NumberDoubt::Unreadable(fault) => {
                        let fault = fault.say(lang);
                        let fault = fault.trim_end_matches(['。', '.']);
                        say!(
                            lang,
                            "{level}证书须能核对：{fault}，也未查验",
                            "The {level} certificate must be verifiable, and nobody has looked it up; {fault}"
                        )
                    }
                    NumberDoubt::OtherLevel(found) => {
                        let found = short(*found, lang);
                        say!(
                            lang,
                            "{level}证书须能核对：证书编号中的等级是{found}，与所填不符，也未查验",
                            "The {level} certificate must be verifiable; its number says {found}, and nobody has looked it up"
                        )
                    }
                }
            }
            Reason::PriorKnown { level, checked } => {
                let level = short(*level, lang);
                match checked {
                    true => say!(
                        lang,
                        "{level}证书须能核对：已查验",
                        "The {level} certificate must be verifiable; it was looked up"
                    ),
                    false => say!(
                        lang,
                        "{level}证书须能核对：编号与等级相符，未查验（离线）",
                        "The {level} certificate must be verifiable; its number agrees with the level, but nobody has looked it up (offline)"
                    ),
                }
            }
            Reason::Title { wanted, declared } => {
                let wanted = wanted.say(lang);
                match declared.map(|title| title.say(lang)) {
                    Some(declared) => say!(
                        lang,
                        "须有{wanted}：所填为{declared}",
                        "A title is needed ({wanted}); declared: {declared}"
                    ),
                    None => say!(lang, "须有{wanted}：未填职称", "A title is needed ({wanted}); none is declared"),
                }
            }
            Reason::Years { wanted, scope, declared } => {
                let scope = scope.say(lang);
                let needed = counted(*wanted, "year", "years");
                match declared {
                    Some(declared) => say!(
                        lang,
                        "累计从事{scope}须满 {wanted} 年：所填 {declared} 年",
                        "{needed} of work in {scope} needed; {declared} declared"
                    ),
                    None => say!(
                        lang,
                        "累计从事{scope}须满 {wanted} 年：未填年限",
                        "{needed} of work in {scope} needed; none declared"
                    ),
                }
            }
            Reason::Education { wanted, declared } => {
                let wanted = wanted.iter().map(|kind| kind.say(lang)).collect::<Vec<_>>().join(lang.pick("、", ", "));
                match declared.map(|kind| kind.say(lang)) {
                    Some(declared) => {
                        say!(
                            lang,
                            "学历须为{wanted}之一：所填为{declared}",
                            "Schooling must be one of {wanted}; declared: {declared}"
                        )
                    }
                    None => say!(
                        lang,
                        "学历须为{wanted}之一：未填学历",
                        "Schooling must be one of {wanted}; none is declared"
                    ),
                }
            }
            Reason::Major { wanted, declared } => {
                let wanted = wanted.say(lang);
                match declared {
                    true => {
                        say!(lang, "所学专业须为{wanted}：已填", "The subject studied must be {wanted}; it is declared")
                    }
                    false => say!(
                        lang,
                        "所学专业须为{wanted}：未填专业",
                        "The subject studied must be {wanted}; it is not declared"
                    ),
                }
            }
            Reason::Student { accepted: true } => {
                say!(
                    lang,
                    "本条接受应届在读：所填为在读",
                    "Those about to graduate may apply; declared as still studying"
                )
            }
            Reason::Student { accepted: false } => {
                say!(lang, "须已毕业：所填为在读", "The candidate must have graduated; declared as still studying")
            }
            Reason::Training { wanted, declared } => match declared {
                Some(declared) => say!(
                    lang,
                    "正规培训须满 {wanted} 标准学时：所填 {declared} 学时",
                    "{wanted} hours of training are needed; {declared} declared"
                ),
                None => say!(
                    lang,
                    "正规培训须满 {wanted} 标准学时：未填学时",
                    "{wanted} hours of training are needed; none are declared"
                ),
            },
            Reason::Prerequisite { document, held } => {
                let document = inert(document);
                let held = held_word(*held, lang);
                say!(lang, "须持有 {document}：{held}", "This document must be held: {document}; {held}")
            }
            Reason::Evidence { kind, held } => {
                let (kind, held) = (kind.say(lang), held_word(*held, lang));
                say!(lang, "须交{kind}：{held}", "This must be handed in: {kind}; {held}")
            }
        }
    }
}

fn held_word(held: bool, lang: Lang) -> &'static str {
    match held {
        true => lang.pick("有", "there"),
        false => lang.pick("未见", "not seen"),
    }
}

fn since(lang: Lang, milestone: Milestone, years: u8, dates: Option<&Dates>) -> String {
    let rule = match (milestone, years) {
        (Milestone::Birth, _) => say!(lang, "须满 {years} 周岁", "An age of {years} is needed"),
        (Milestone::Prior(level), 0) => {
            let level = short(level, lang);
            say!(lang, "截止日前须已取得{level}证书", "The {level} certificate must be issued by the cutoff")
        }
        (Milestone::Prior(level), _) => {
            let level = short(level, lang);
            say!(
                lang,
                "取得{level}证书后须满 {years} 年",
                "{years} full years since the {level} certificate are needed"
            )
        }
        (Milestone::Title(title), 0) => {
            let title = title.say(lang);
            say!(lang, "截止日前须已取得{title}", "The {title} must be held by the cutoff")
        }
        (Milestone::Title(title), _) => {
            let title = title.say(lang);
            say!(lang, "取得{title}后须满 {years} 年", "{years} full years since the {title} are needed")
        }
    };
    let Some(Dates { from, full_on, cutoff }) = dates else {
        let missing = match milestone {
            Milestone::Birth => lang.pick("未填出生日期", "the birth date is not declared"),
            Milestone::Prior(_) => lang.pick("未填发证日期", "its date of issue is not declared"),
            Milestone::Title(_) => lang.pick("未填取得日期", "its date is not declared"),
        };
        return say!(lang, "{rule}：{missing}", "{rule}; {missing}");
    };
    say!(
        lang,
        "{rule}：{from} 起算，{full_on} 满，截止日 {cutoff}",
        "{rule}; counted from {from}, full on {full_on}, cutoff {cutoff}"
    )
}
