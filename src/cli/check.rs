//! `check`: whether the file still says what was done. Findings stand one a line; the status is 0 only where all holds.

use std::path::Path;

use serde::Serialize;

use super::args::CheckArgs;
use super::output::written;
use super::problem::Problem;
use super::progress::Progress;
use super::session::Session;
use super::stop::Stop;
use super::{DONE, REFUSED, json};
use crate::credential::checkpoint_code::CheckpointCode;
use crate::domain::language::{Both, Lang, Say};
use crate::exchange::shown::shown;
use crate::exchange::wall_page::{export, page};
use crate::ops::against::{Anchor, Compared, compare};
use crate::ops::check::{Depth, Report, check};
use crate::ops::wall::wall;
use crate::ops::witness::read_saved;
use crate::store::backup::Existing;
use crate::{both, say};

#[derive(Serialize)]
struct Whole<'a> {
    holds: bool,
    depth: &'static str,
    #[serde(flatten)]
    report: &'a Report,
    /// One for each `--against`, in their order.
    against: Vec<Against<'a>>,
}

#[derive(Serialize)]
struct Against<'a> {
    /// As it was given.
    given: &'a str,
    #[serde(flatten)]
    compared: &'a Compared,
    text: Both,
}

/// A code as it stands on paper, or the file that a stick holds.
fn anchor(given: &str) -> Result<Anchor, Problem> {
    let path = Path::new(given);
    if path.is_file() {
        let saved = read_saved(path).map_err(|error| Problem::io(error, path))?;
        return Ok(Anchor::Saved(saved?.checkpoint));
    }
    CheckpointCode::parse(given).map(Anchor::Code).map_err(|bad| {
        let shown = shown(given);
        let (zh, en) = (bad.say(Lang::Zh), bad.say(Lang::En));
        Problem::usage(both!(
            "“{shown}”不是存证码，也不是文件：{zh}。请照纸上再抄一遍。",
            "“{shown}” is neither a checkpoint code nor a file: {en}. Copy it from the paper again."
        ))
    })
}

/// The proof of separation: the same page that the screens print.
fn wall_page(session: &mut Session, args: &CheckArgs) -> Result<u8, Problem> {
    let office = session.open()?;
    let wall = wall(&office)?;
    if args.json {
        json::object(&mut session.out, &wall);
    } else if let Some(to) = &args.output {
        export(&office, &wall, to, session.lang, Existing::Keep)?;
        written(session, to);
    } else {
        let station = office.read().station()?.map_or(String::new(), |station| station.name);
        for line in page(&wall, &station, office.now(), session.lang) {
            session.out.line(&line);
        }
    }
    Ok(if wall.holds { DONE } else { REFUSED })
}

pub fn run(session: &mut Session, args: &CheckArgs) -> Result<u8, Problem> {
    if args.wall {
        return wall_page(session, args);
    }
    let anchors = args.against.iter().map(|given| anchor(given)).collect::<Result<Vec<_>, _>>()?;
    let office = session.open()?;
    let depth = if args.full { Depth::Full } else { Depth::Usual };
    let mut progress = Progress::new(session.pick("检查（Ctrl-C 停下）", "checking (Ctrl-C stops)"));
    // A check only reads, so that it may be stopped at any time; what was found until then is told.
    let stopped = Stop::watched();
    let report = check(&office, depth, &mut |done, total| {
        progress.at(done, total);
        !stopped.asked()
    })?;
    drop(progress);
    let compared = if anchors.is_empty() { Vec::new() } else { compare(&office.read(), &anchors)? };
    let holds = report.findings.is_empty() && !report.stopped && compared.iter().all(Compared::holds);
    if args.json {
        let depth = if args.full { "full" } else { "usual" };
        json::object(
            &mut session.out,
            &Whole { holds, depth, report: &report, against: told_of(&args.against, &compared) },
        );
    } else {
        for line in told(&report, session.lang) {
            session.out.line(&line);
        }
        for (given, compared) in args.against.iter().zip(&compared) {
            session.out.line(&format!("{}\n    {}", shown(given), compared.say(session.lang)));
        }
    }
    Ok(if holds { DONE } else { REFUSED })
}

fn told_of<'a>(given: &'a [String], compared: &'a [Compared]) -> Vec<Against<'a>> {
    let one = |(given, compared): (&'a String, &'a Compared)| Against {
        given,
        compared,
        text: Both { zh: compared.say(Lang::Zh), en: compared.say(Lang::En) },
    };
    given.iter().zip(compared).map(one).collect()
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
    if report.credentials > 0 {
        let n = report.credentials;
        lines.push(say!(lang, "证书的凭证 {n} 份。", "Credentials of certificates: {n}."));
    }
    if report.stopped {
        lines.push(lang.pick("检查没有做完就停下了。", "The check was stopped before its end.").to_owned());
    }
    let n = report.findings.len();
    lines.push(match n {
        0 if report.stopped => lang.pick("停下之前没有发现不符。", "Nothing was found until then.").to_owned(),
        0 => lang.pick("检查通过。", "All holds.").to_owned(),
        _ => say!(
            lang,
            "发现 {n} 处不符。请不要继续使用，先复制一份留存，再从备份恢复：touchstone restore。",
            "{n} finding(s). Stop using the file, keep a copy, and restore a backup: touchstone restore."
        ),
    });
    lines
}
