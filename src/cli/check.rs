//! `check`: whether the file still says what was done. Findings stand one a line; the status is 0 only where all holds.

use serde::Serialize;

use super::args::CheckArgs;
use super::problem::Problem;
use super::progress::Progress;
use super::session::Session;
use super::{DONE, REFUSED, json};
use crate::domain::language::{Lang, Say};
use crate::ops::check::{Depth, Report, check};
use crate::say;

#[derive(Serialize)]
struct Whole<'a> {
    holds: bool,
    depth: &'static str,
    #[serde(flatten)]
    report: &'a Report,
}

pub fn run(session: &mut Session, args: &CheckArgs) -> Result<u8, Problem> {
    let office = session.open()?;
    let depth = if args.full { Depth::Full } else { Depth::Usual };
    let mut progress = Progress::new(session.pick("检查", "checking"));
    let report = check(&office, depth, &mut |done, total| {
        progress.at(done, total);
        true
    })?;
    drop(progress);
    let holds = report.findings.is_empty() && !report.stopped;
    if args.json {
        let depth = if args.full { "full" } else { "usual" };
        json::object(&mut session.out, &Whole { holds, depth, report: &report });
    } else {
        for line in told(&report, session.lang) {
            session.out.line(&line);
        }
    }
    Ok(if holds { DONE } else { REFUSED })
}

fn told(report: &Report, lang: Lang) -> Vec<String> {
    let mut lines: Vec<String> = report.findings.iter().map(|finding| finding.say(lang)).collect();
    let (acts, outcomes, signatures) = (report.acts, report.outcomes, report.signatures);
    let root = report.root.as_deref().unwrap_or("?");
    lines.push(say!(
        lang,
        "日志 {acts} 条，根 {root}，评定结果 {outcomes} 份。",
        "Journal: {acts} rows, root {root}; outcomes: {outcomes}."
    ));
    lines.push(match signatures {
        0 => lang.pick("未加密签名。", "Nothing is signed with a key.").to_owned(),
        n => say!(lang, "签名 {n} 个。", "Signatures: {n}."),
    });
    let n = report.findings.len();
    lines.push(match n {
        0 => lang.pick("检查通过。", "All holds.").to_owned(),
        _ => say!(
            lang,
            "发现 {n} 处不符。请不要继续使用，先复制一份留存，再从备份恢复：touchstone restore。",
            "{n} finding(s). Stop using the file, keep a copy, and restore a backup: touchstone restore."
        ),
    });
    lines
}
