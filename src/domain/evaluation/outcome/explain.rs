//! An outcome told to a person, line by line; screens, lists and pages all render these lines.

use serde::Serialize;

use super::{Because, Outcome, SubjectOutcome, Value, Verdict};
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::language::{Both, Lang, Say, counted};
use crate::{both, say};

/// How a line weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    Good,
    Bad,
    Open,
    Plain,
}

/// One line of the explanation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// 0 for a verdict, 1 for what it follows from, 2 for details.
    pub depth: u8,
    pub tone: Tone,
    pub text: Both,
}

fn tone(verdict: Verdict) -> Tone {
    match verdict {
        Verdict::Pass => Tone::Good,
        Verdict::Fail => Tone::Bad,
        Verdict::Open => Tone::Open,
    }
}

fn zh(value: &impl Say) -> String {
    value.say(Lang::Zh)
}

fn en(value: &impl Say) -> String {
    value.say(Lang::En)
}

/// The outcome line by line; `name` gives an examiner's name.
pub fn explain(outcome: &Outcome, name: &dyn Fn(crate::domain::id::PersonId) -> String) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut line = |depth, tone, text| lines.push(Line { depth, tone, text });
    let verdict = outcome.verdict;
    line(
        0,
        tone(verdict),
        Both { zh: format!("评定结果：{}", zh(&verdict)), en: format!("Outcome: {}", en(&verdict)) },
    );
    if !outcome.vetoes.is_empty() {
        let n = outcome.vetoes.len();
        line(
            1,
            Tone::Bad,
            both!("一票否决 {n} 项，任何分数都不能抵消", "{n} veto(es) stand; no mark can outweigh them"),
        );
    }
    for subject in &outcome.subjects {
        subject_lines(subject, name, &mut line);
    }
    if let Some(composite) = &outcome.composite {
        let shares = |lang: Lang| {
            let share = |(kind, share): &(SubjectKind, u8)| format!("{} {share}%", kind.say(lang));
            composite.shares.iter().map(share).collect::<Vec<_>>().join(" + ")
        };
        let (value, rounded, pass) = (composite.value, composite.rounded, composite.pass);
        let text = Both {
            zh: format!(
                "综合成绩：{} = {value} → {rounded}，合格线 {pass}：{}",
                shares(Lang::Zh),
                zh(&composite.verdict)
            ),
            en: format!(
                "Composite: {} = {value} → {rounded}, pass mark {pass}: {}",
                shares(Lang::En),
                en(&composite.verdict)
            ),
        };
        line(1, tone(composite.verdict), text);
    }
    for dimension in &outcome.dimensions {
        let (got, full) = (dimension.got, dimension.full);
        let text = Both {
            zh: format!("维度 {}：{got} / {full}（只作参考，不决定结果）", zh(&dimension.dimension)),
            en: format!("Dimension {}: {got} / {full} (reported, never decides)", en(&dimension.dimension)),
        };
        line(1, Tone::Plain, text);
    }
    lines
}

fn subject_lines(
    subject: &SubjectOutcome,
    name: &dyn Fn(crate::domain::id::PersonId) -> String,
    line: &mut impl FnMut(u8, Tone, Both),
) {
    let score = |lang: Lang| match subject.score {
        Some(score) => say!(lang, "{score} 分，", "{score} points, "),
        None => String::new(),
    };
    let head = |lang: Lang| {
        let colon = lang.pick("：", ": ");
        format!("{}{colon}{}{}", subject.kind.say(lang), score(lang), subject.verdict.say(lang))
    };
    line(1, tone(subject.verdict), Both { zh: head(Lang::Zh), en: head(Lang::En) });
    for because in &subject.because {
        line(
            2,
            tone(subject.verdict),
            Both { zh: because.tell(subject, Lang::Zh), en: because.tell(subject, Lang::En) },
        );
    }
    agreement_lines(subject, name, line);
    let Some(marking) = &subject.marking else { return };
    if let Some(agreed) = &marking.agreed {
        let (values, total, version) = (agreed.values, agreed.total, agreed.version);
        let names = |lang: Lang| names(&agreed.signed_by, name, lang);
        let text = Both {
            zh: format!("测量项合议：{values} 项测得值合计 {total}，{} 共同签字（第 {version} 版）", names(Lang::Zh)),
            en: format!(
                "measures agreed: {values} value(s) worth {total}, signed together by {} (version {version})",
                names(Lang::En)
            ),
        };
        line(2, Tone::Plain, text);
    }
    if !marking.sheets.is_empty() {
        let totals = |lang: Lang| {
            let told = marking.sheets.iter().map(|sheet| {
                let of = match sheet.questions.as_slice() {
                    [] => String::new(),
                    own => {
                        let list = own.join(lang.pick("、", ", "));
                        say!(lang, "（试题 {list}）", " (questions {list})")
                    }
                };
                format!("{}{of} {}", name(sheet.examiner), sheet.total)
            });
            told.collect::<Vec<_>>().join(" · ")
        };
        let text =
            Both { zh: format!("各考评员：{}", totals(Lang::Zh)), en: format!("examiners: {}", totals(Lang::En)) };
        line(2, Tone::Plain, text);
    }
    let (combined, rounded) = (marking.combined, marking.rounded);
    let compare = &marking.compare;
    let divided = marking.questions.iter().any(|question| !question.by.is_empty());
    let how = match subject.agreement.decider {
        Some(_) => both!("裁定后", "as decided"),
        None if divided => both!("各题按权重合计", "the questions by their weights"),
        None => Both { zh: zh(&marking.combine), en: en(&marking.combine) },
    };
    let less = match marking.less {
        None => both!("", ""),
        Some(less) => {
            let counted = Value(marking.counted());
            both!("，违纪扣 {less} 得 {counted}", ", less {less} for the breach: {counted}")
        }
    };
    let text = Both {
        zh: format!(
            "{}：{combined}{}，四舍五入一次得 {rounded}；{}与合格线 {} 比较",
            how.zh,
            less.zh,
            zh(compare),
            marking.pass
        ),
        en: format!(
            "{}: {combined}{}, rounded once to {rounded}; {} held against {}",
            how.en,
            less.en,
            en(compare),
            marking.pass
        ),
    };
    line(2, Tone::Plain, text);
    for found in &marking.knockouts {
        let (criterion, seen, of) = (&found.criterion, found.seen, found.of);
        let text = Both {
            zh: format!("否定项 {criterion}：{of} 人中 {seen} 人判定成立，{}", zh(&found.effect)),
            en: format!("knock-out {criterion}: found by {seen} of {of}, {}", en(&found.effect)),
        };
        line(2, Tone::Bad, text);
    }
    if let Some(grade) = &marking.grade {
        let (name, from) = (&grade.name, grade.from);
        line(2, Tone::Plain, both!("等第：{name}（{from} 分起）", "grade: {name} (from {from})"));
    }
    for question in &marking.questions {
        let (no, mean, full) = (&question.no, question.mean, question.full);
        if !question.by.is_empty() {
            let by = |lang: Lang| names(&question.by, name, lang);
            let text = Both {
                zh: format!("试题 {no}：{} 评，{} {mean} / {full}", by(Lang::Zh), zh(&marking.combine)),
                en: format!("question {no}: marked by {}, {} {mean} of {full}", by(Lang::En), en(&marking.combine)),
            };
            line(2, Tone::Plain, text);
            continue;
        }
        line(2, Tone::Plain, both!("试题 {no}：平均 {mean} / {full}", "question {no}: mean {mean} of {full}"));
    }
}

fn names(
    people: &[crate::domain::id::PersonId],
    name: &dyn Fn(crate::domain::id::PersonId) -> String,
    lang: Lang,
) -> String {
    people.iter().map(|person| name(*person)).collect::<Vec<_>>().join(lang.pick("、", ", "))
}

/// What was done beyond the panel's own marking.
fn agreement_lines(
    subject: &SubjectOutcome,
    name: &dyn Fn(crate::domain::id::PersonId) -> String,
    line: &mut impl FnMut(u8, Tone, Both),
) {
    let (cases, further) = (subject.agreement.cases, subject.agreement.further);
    if cases > 0 {
        let times = counted(cases, "time", "times");
        let text =
            both!("退回重评 {cases} 次，只计最后一次之后签的评分表", "marked again {times}; only later sheets count");
        line(2, Tone::Plain, text);
    }
    if further > 0 {
        let examiners = counted(further, "further examiner", "further examiners");
        line(2, Tone::Plain, both!("加评 {further} 人，一并计入", "{examiners} named; all totals enter"));
    }
    if let Some(decider) = subject.agreement.decider {
        let who = name(decider);
        let text = both!(
            "两次登分不一致处由 {who} 裁定，一致处不变",
            "where the entries differed {who} decided; what both keyed alike stands"
        );
        line(2, Tone::Plain, text);
    }
}

impl Because {
    fn tell(&self, subject: &SubjectOutcome, lang: Lang) -> String {
        let pass = subject.marking.as_ref().map(|marking| marking.pass.to_string()).unwrap_or_default();
        match self {
            Because::Reached => say!(lang, "达到合格线 {pass}", "reaches the pass mark {pass}"),
            Because::Below => say!(lang, "低于合格线 {pass}", "below the pass mark {pass}"),
            Because::QuestionBelowFloor { question, floor } => {
                say!(
                    lang,
                    "试题 {question} 低于配分的 {floor}%",
                    "question {question} is below {floor}% of its full mark"
                )
            }
            Because::Standing { standing: super::Standing::Breach { code, effect, ban_until } } => {
                let effect = effect.say(lang);
                let until = match ban_until {
                    Some(day) => say!(lang, "，{day} 前不得再报", ", no entry until {day}"),
                    None => String::new(),
                };
                say!(lang, "违纪（{code}）：{effect}{until}", "breach ({code}): {effect}{until}")
            }
            Because::SittingVoid { by } => {
                let by = by.say(lang);
                say!(lang, "{by}违纪，本次各科目均作废", "void with the sitting: breach in {by}")
            }
            Because::Standing { standing } => standing.say(lang),
            Because::GateNotPassed { gate } => {
                let gate = gate.say(lang);
                say!(lang, "前置科目{gate}不合格，不能参加", "the gate {gate} is not passed")
            }
            Because::NotReached { before } => {
                let before = before.say(lang);
                say!(lang, "{before}不合格，不进入本科目", "not reached: {before} is not passed")
            }
            Because::WaitsFor { before } => {
                let before = before.say(lang);
                say!(lang, "等{before}合格后进行", "waits until {before} is passed")
            }
            Because::NoPanel => lang.pick("还没有试卷或考评组", "no paper or panel yet").to_owned(),
            Because::SheetsMissing { signed, needed } => {
                say!(lang, "已签 {signed} 份评分表，应有 {needed} 份", "{signed} of {needed} sheets are signed")
            }
            Because::ChoiceDiffers => {
                lang.pick("各评分表的选考题不一致", "the sheets mark different chosen questions").to_owned()
            }
            Because::VotesApart { criterion } => {
                say!(
                    lang,
                    "评分点 {criterion} 的评判相差超过 1，须重新评判",
                    "votes on {criterion} are more than 1 apart: vote again"
                )
            }
            Because::TotalsApart { spread, limit } => {
                say!(
                    lang,
                    "总分相差 {spread}，超过 {limit}，须加评",
                    "totals are {spread} apart, over {limit}: a further examiner is needed"
                )
            }
            Because::EntriesDiffer { criteria } => {
                let list = criteria.join(lang.pick("、", ", "));
                say!(
                    lang,
                    "两次登分在 {list} 不一致，须由第三人裁定",
                    "the two entries differ in {list}: a third person decides"
                )
            }
            Because::StraddlesGrade { grade } => {
                let (name, from) = (&grade.name, grade.from);
                say!(
                    lang,
                    "总分跨等第线“{name}”（{from} 分）两侧，须加评",
                    "totals lie on both sides of “{name}” ({from}): a further examiner is needed"
                )
            }
            Because::QuestionUnmarked { question, marked } => {
                say!(
                    lang,
                    "试题 {question} 只有 {marked} 人评，至少要两人",
                    "question {question} is marked by {marked}; it takes at least two"
                )
            }
            Because::QuestionApart { question, spread, limit } => {
                say!(
                    lang,
                    "试题 {question} 的给分折合相差 {spread}，超过 {limit}，须加评",
                    "marks of question {question} are {spread} apart, over {limit}: a further examiner is needed"
                )
            }
            Because::MeasuresOpen { signed: 0, .. } => {
                lang.pick("测量项还没有合议签字", "the measures are not agreed and signed yet").to_owned()
            }
            Because::MeasuresOpen { signed, needed } => {
                say!(
                    lang,
                    "测量项合议只有 {signed} 人签字，应有 {needed} 人",
                    "the measures are signed by {signed} of {needed}"
                )
            }
            Because::Straddles => lang
                .pick(
                    "总分跨合格线两侧，须加评",
                    "totals lie on both sides of the pass mark: a further examiner is needed",
                )
                .to_owned(),
        }
    }
}
