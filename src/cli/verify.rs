//! `verify`: a certificate, as a stranger would look at it. It opens no station file.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::Args;

use super::json;
use super::problem::Problem;
use super::session::Session;
use crate::credential::verify::{Report, State};
use crate::domain::language::Say;
use crate::exchange::shown::shown;
use crate::exchange::verifying::{LONGEST, Question, Unread, ask};
use crate::say;

#[derive(Debug, Args)]
pub struct VerifyArgs {
    /// 证书的 PDF、.json、.tlog-proof 文件，二维码的文字，或 - 读标准输入 · a certificate's file, the text of its QR, or - for standard input
    #[arg(value_name = "FILE|TEXT|-")]
    pub what: String,
    /// 信任名单，默认用 trust import 存下的那份 · the trust list; by default the one kept by trust import
    #[arg(long, value_name = "LIST")]
    pub trust: Option<PathBuf>,
    /// 登记证明，默认取同名的 .tlog-proof · the proof of registration; by default the .tlog-proof of the same name
    #[arg(long, value_name = "FILE")]
    pub proof: Option<PathBuf>,
    /// 持证人的证件号码 · the number on the holder's ID card
    #[arg(long, value_name = "NUMBER")]
    pub id: Option<String>,
    /// 要核对的照片 · a photo to compare
    #[arg(long, value_name = "FILE")]
    pub photo: Option<PathBuf>,
    /// 发证机构的状态清单 · the station's status list
    #[arg(long, value_name = "LIST")]
    pub status: Option<PathBuf>,
    /// 输出 JSON · print JSON
    #[arg(long)]
    pub json: bool,
}

pub fn run(session: &mut Session, args: &VerifyArgs) -> Result<u8, Problem> {
    let question = Question {
        what: args.what.clone(),
        bytes: (args.what == "-").then(standard_input).transpose()?,
        proof: args.proof.clone(),
        trust: args.trust.clone(),
        id: args.id.clone(),
        photo: args.photo.clone(),
        status: args.status.clone(),
    };
    let report = ask(&question, None).map_err(unread)?;
    if args.json {
        json::object(&mut session.out, &report);
    } else {
        told(&report, session);
    }
    Ok(report.verdict.exit())
}

fn standard_input() -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().take(LONGEST).read_to_end(&mut bytes);
    read.map(|_| bytes).map_err(|error| Problem::io(error, Path::new("-")))
}

pub fn unread(unread: Unread) -> Problem {
    match unread {
        Unread::Io(error, path) => Problem::io(error, &path),
        Unread::List(words) => Problem::file(&words),
        Unread::Proof(words) => Problem::usage(words),
    }
}

fn told(report: &Report, session: &mut Session) {
    let lang = session.lang;
    session.out.line(&report.say(lang));
    if let Some(certificate) = &report.certificate {
        let mut pair = |zh: &str, en: &str, value: &str| {
            let label = lang.pick(zh, en);
            session.out.line(&say!(lang, "  {label}：{0}", "  {label}: {0}", shown(value)));
        };
        pair("证书编号", "Number", &certificate.number);
        pair("姓名", "Holder", &certificate.holder);
        pair("职业", "Trade", &certificate.trade);
        pair("等级", "Level", &certificate.level);
        pair("发证日期", "Issued", &certificate.issued_on);
        if let Some(issuer) = &certificate.issuer {
            pair("发证机构", "Issuer", issuer);
        }
        for result in &certificate.results {
            let label = shown(&result.label(lang));
            pair(&label, &label, &result.score());
        }
    }
    for step in &report.stages {
        let mark = match step.state {
            State::Holds => "✓",
            State::Fails => "✗",
            State::Unknown => "?",
        };
        let (stage, text) = (step.stage.say(lang), step.text.say(lang));
        session.out.line(&say!(lang, "{mark} {stage}：{text}", "{mark} {stage}: {text}"));
    }
}
