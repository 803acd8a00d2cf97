//! The usual check beside the screen, and the page of what it found.

use crate::both;
use crate::domain::language::{Both, Say};
use crate::ops::check::{Depth, Report, check};
use crate::say;
use crate::tui::context::Context;
use crate::tui::popup::working::Working;
use crate::tui::screens::parts::reader::Reader;
use crate::tui::screens::parts::threaded::{Slot, Threaded};
use crate::tui::screens::parts::words;
use crate::tui::widget::detail::Told;

pub fn working(slot: &Slot<Report>) -> Working {
    let stopped = both!("核对已停下；文件没有改动。", "The check was stopped; nothing was changed.");
    let work = |office: &crate::ops::Office, shared: &crate::tui::screens::parts::threaded::Shared| {
        check(office, Depth::Usual, &mut |done, total| shared.progress(done, total))
    };
    Working::new(Threaded::new(both!("核对", "Check"), stopped, told, slot, work))
}

fn told(report: &Report) -> Both {
    let (acts, n) = (report.acts, report.findings.len());
    match n {
        0 => both!("核对完毕：{acts} 条记录都相符。", "Checked: all {acts} acts hold."),
        _ => both!("核对完毕：有 {n} 处不符。", "Checked: {n} finding(s)."),
    }
}

/// The page of a report.
pub fn page(report: Report) -> Reader {
    Reader::new(both!("核对结果", "Findings"), move |context| tell(&report, context))
}

fn tell(report: &Report, context: &Context) -> Vec<Told> {
    let (lang, theme) = (context.lang, &context.theme);
    let style = if report.findings.is_empty() { theme.good } else { theme.bad };
    let mut lines = vec![Told::Text(0, told(report).say(lang), style), Told::Blank];
    let mut pair = |zh, en, value: String| lines.push(Told::pair(zh, en, value));
    pair("记录", "Acts", report.acts.to_string());
    pair("重新推导", "Derived again", say!(lang, "{0} 个评定结果", "{0} outcome(s)", report.outcomes));
    pair(
        "签名",
        "Signatures",
        match report.signatures {
            0 => lang.pick("未加密签名", "not signed with keys").to_owned(),
            n => n.to_string(),
        },
    );
    if report.credentials > 0 {
        pair("凭证", "Credentials", report.credentials.to_string());
    }
    let root = report.root.as_deref().map_or_else(|| lang.pick("坏了", "damaged").to_owned(), words::grouped);
    pair("根", "Root", root);
    if !report.findings.is_empty() {
        lines.extend([Told::Blank, Told::Heading("不符之处", "Findings")]);
        for (n, finding) in (1..).zip(&report.findings) {
            lines.push(Told::Text(0, format!("{n}. {}", finding.say(lang)), theme.text));
        }
    }
    lines
}
