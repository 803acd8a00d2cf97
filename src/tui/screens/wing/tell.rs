//! An employer, a post, an appointment, told in full.

use ratatui::style::Style;

use crate::domain::employment::State;
use crate::domain::employment::matching::stated_order;
use crate::domain::employment::register::yuan;
use crate::domain::employment::treatment::{Due, Why};
use crate::domain::identity::inert;
use crate::domain::language::{Lang, Say};
use crate::say;
use crate::store::employment::read::{AppointmentRow, AssessmentRow, EmployerRow, PostRow};
use crate::tui::context::Context;
use crate::tui::theme::Theme;
use crate::tui::widget::detail::Told;

pub fn state_style(state: State, theme: &Theme) -> Style {
    match state {
        State::InForce => theme.good,
        State::Coming => theme.text,
        State::Expired | State::Ended => theme.muted,
    }
}

pub fn employer(row: &EmployerRow, lang: Lang) -> Vec<Told> {
    let (places, appointed) = (row.established, row.appointed);
    vec![
        Told::pair("单位", "Employer", inert(&row.employer.name)),
        Told::pair("信用代码", "Credit code", &row.employer.credit_code),
        Told::pair("行政区划", "Region", &row.employer.region),
        Told::pair("联系人", "Contact", inert(&row.employer.contact)),
        Told::pair("岗位", "Posts", row.posts.to_string()),
        Told::pair("在聘/核定", "Filled", say!(lang, "{appointed} 人 / {places} 人", "{appointed} of {places}")),
    ]
}

pub fn post(row: &PostRow, lang: Lang, theme: &Theme) -> Vec<Told> {
    let (filled, established) = (row.filled, row.post.established);
    let asks = row.post.rank.asks();
    let mut lines = vec![
        Told::pair("岗位", "Post", inert(&row.post.title)),
        Told::pair("单位", "Employer", inert(&row.employer_name)),
        Told::pair("职业", "Trade", format!("{} {}", inert(&row.post.trade.title()), row.post.trade.code)),
        Told::pair("岗位等级", "Rank", row.post.rank.say(lang)),
        Told::pair("要求证书", "Certificate", asks.say(lang)),
        Told::pair("在聘/核定", "Filled", format!("{filled} / {established}")),
        Told::pair("职责", "Description", inert(&row.post.description)),
        Told::pair("定岗文件", "Document", inert(&row.post.document)),
        Told::pair("设立", "Opened", row.post.opened_on.to_string()),
    ];
    if let Some(closed) = row.closed_on {
        lines.push(Told::Pair("停用", "Closed", closed.to_string(), theme.warn));
    }
    if row.post.rank.is_appointed_only() {
        let told = lang.pick("本岗位是聘出来的，没有考试。", "This post is appointed; no examination leads to it.");
        lines.push(Told::Text(0, told.to_owned(), theme.muted));
    }
    lines.push(Told::Blank);
    lines.push(Told::Text(0, stated_order().say(lang), theme.muted));
    lines
}

/// What an appointment is due by the policies of the day, line by line, beside what its document says.
pub fn due(due: &Due, lang: Lang, theme: &Theme) -> Vec<Told> {
    let day = due.day;
    let mut lines = vec![Told::Text(0, say!(lang, "应享待遇（{day}）", "What is due on {day}"), theme.accent)];
    for line in &due.lines {
        let style = if line.why == Why::Pays { theme.text } else { theme.muted };
        lines.push(Told::Text(1, line.say(lang), style));
    }
    if due.lines.is_empty() {
        let none = lang.pick("没有这个等级的待遇政策。", "No policy of this rank.");
        lines.push(Told::Text(1, none.to_owned(), theme.muted));
    }
    let (month, year, once, agreed) = (yuan(due.month), yuan(due.year), yuan(due.once), yuan(due.agreed));
    lines.push(Told::Text(
        0,
        say!(
            lang,
            "合计：每月 {month} 元，每年 {year} 元，一次性 {once} 元；聘书写明每月 {agreed} 元。",
            "Together {month} a month, {year} a year, {once} once; the document says {agreed} a month."
        ),
        theme.text,
    ));
    if due.difference() != 0 {
        let apart = yuan(due.difference().abs());
        let told = match due.difference() > 0 {
            true => say!(lang, "聘书比政策多 {apart} 元/月。", "The document is {apart} a month above the policies."),
            false => say!(lang, "聘书比政策少 {apart} 元/月。", "The document is {apart} a month below the policies."),
        };
        lines.push(Told::Text(0, told, theme.warn));
    }
    lines
}

pub fn appointment(row: &AppointmentRow, assessments: &[AssessmentRow], context: &Context) -> Vec<Told> {
    let (lang, theme, today) = (context.lang, &context.theme, context.office.today());
    let one = &row.appointment;
    let state = row.state(today);
    let mut lines = vec![
        Told::pair("受聘人", "Person", inert(&row.name)),
        Told::pair("单位", "Employer", inert(&row.employer_name)),
        Told::pair("岗位", "Post", inert(&row.post_title)),
        Told::pair("聘任等级", "Rank", one.rank.say(lang)),
        Told::pair("聘期", "Term", format!("{} – {}", one.starts, one.ends)),
        Told::Pair("状态", "State", state.say(lang), state_style(state, theme)),
        Told::pair("聘书编号", "Document", inert(&one.document)),
        Told::pair(
            "依据证书",
            "Certificate",
            match &one.basis {
                Some(basis) => format!("{} {}", basis.number, basis.level.say(lang)),
                None => lang.pick("无", "none").to_owned(),
            },
        ),
        Told::pair("评与聘", "Compared", row.difference().say(lang)),
    ];
    if !one.because.is_empty() {
        lines.push(Told::pair("理由", "Because", inert(&one.because)));
    }
    lines.push(Told::pair("职责", "Duties", inert(&one.duties)));
    lines.push(Told::pair("待遇", "Treatment", inert(&one.treatment)));
    let allowance = yuan(one.allowance);
    lines.push(Told::pair("月津贴", "Allowance", say!(lang, "{allowance} 元/月", "{allowance} yuan a month")));
    if let Some(notice) = row.notice() {
        let told = match notice.answer {
            Some(decision) => {
                format!("{}{}{}", notice.say(lang), lang.pick("；已决定：", "; decided: "), decision.say(lang))
            }
            None => notice.say(lang),
        };
        lines.push(Told::Pair("通知", "Notice", told, theme.bad));
    }
    if let (Some(on), Some(how)) = (row.ended_on, row.ended_how) {
        let because = inert(row.ended_because.as_deref().unwrap_or_default());
        lines.push(Told::Pair("终止", "Ended", format!("{on} {} {because}", how.say(lang)), theme.warn));
    }
    if let Some(before) = one.renews {
        lines.push(Told::pair("续自", "Renews", format!("#{}", before.0)));
    }
    lines.push(Told::Blank);
    lines.push(Told::Heading("聘期考核", "Assessments"));
    if assessments.is_empty() {
        lines.push(Told::Text(1, lang.pick("还没有。", "None yet.").to_owned(), theme.muted));
    }
    for one in assessments {
        lines.push(Told::Text(1, format!("{} {} {}", one.on, one.grade.say(lang), inert(&one.note)), theme.text));
    }
    lines
}
