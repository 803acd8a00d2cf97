//! `verify`: a certificate, as a stranger would look at it. It opens no station file.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::Args;

use super::problem::Problem;
use super::session::Session;
use super::{input, json, place};
use crate::both;
use crate::credential::registration::{EXTENSION, PREFIX};
use crate::credential::status::StatusList;
use crate::credential::trust::TrustList;
use crate::credential::verify::{Given, Known, Report, State, read, verify};
use crate::domain::language::Say;
use crate::exchange::shown::shown;
use crate::say;

/// No certificate, list or photo is longer.
const LONGEST: u64 = 32 * 1024 * 1024;

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
    let mut given = read(&given_bytes(&args.what)?);
    if let Ok(given) = &mut given
        && let Some(path) = proof_path(args)
    {
        beside(given, &path, args.proof.is_some())?;
    }
    let trust = trust_list(args.trust.as_deref())?;
    let status = args.status.as_deref().map(status_list).transpose()?;
    let photo = args.photo.as_deref().map(|path| input::bytes(path, LONGEST)).transpose()?;
    let known = Known {
        trust: trust.as_ref(),
        status: status.as_ref(),
        id: args.id.as_deref(),
        photo: photo.as_deref(),
    };
    let report = verify(&given, &known);
    if args.json {
        json::object(&mut session.out, &report);
    } else {
        told(&report, session);
    }
    Ok(report.verdict.exit())
}

fn given_bytes(what: &str) -> Result<Vec<u8>, Problem> {
    if what == "-" {
        let mut bytes = Vec::new();
        let read = std::io::stdin().lock().take(LONGEST).read_to_end(&mut bytes);
        return read.map(|_| bytes).map_err(|error| Problem::io(error, Path::new("-")));
    }
    if what.starts_with(PREFIX) {
        return Ok(what.as_bytes().to_vec());
    }
    input::bytes(Path::new(what), LONGEST)
}

/// The file that `--proof` names, or the one that lies beside a credential under its name.
fn proof_path(args: &VerifyArgs) -> Option<PathBuf> {
    args.proof.clone().or_else(|| {
        let beside = Path::new(&args.what).with_extension(EXTENSION);
        (beside != Path::new(&args.what) && beside.is_file()).then_some(beside)
    })
}

fn beside(given: &mut Given, path: &Path, asked: bool) -> Result<(), Problem> {
    let text = String::from_utf8_lossy(&input::bytes(path, LONGEST)?).into_owned();
    if !given.with_registration(&text) && asked {
        return Err(Problem::usage(both!(
            "--proof 只用于 .json 凭证；PDF 和二维码自带证明。",
            "--proof goes with a .json credential; a PDF and a QR carry their own."
        )));
    }
    Ok(())
}

/// The list that is named, or the one that `trust import` keeps; none where there is neither.
pub fn trust_list(named: Option<&Path>) -> Result<Option<TrustList>, Problem> {
    let path = match named {
        Some(path) => path.to_owned(),
        None => match place::trust() {
            Ok(kept) if kept.is_file() => kept,
            _ => return Ok(None),
        },
    };
    let text = String::from_utf8_lossy(&input::bytes(&path, LONGEST)?).into_owned();
    let name = shown(&path.display().to_string());
    TrustList::read(&text).map(Some).map_err(|bad| {
        Problem::file(&both!(
            "“{name}”不是信任名单，或已被改动（{bad}）。请向发证机构或其上级重新索取。",
            "“{name}” is no trust list, or it was changed ({bad}). Ask the station or its higher office for it again."
        ))
    })
}

fn status_list(path: &Path) -> Result<StatusList, Problem> {
    let text = String::from_utf8_lossy(&input::bytes(path, LONGEST)?).into_owned();
    let name = shown(&path.display().to_string());
    StatusList::read(&text).map_err(|bad| {
        Problem::file(&both!("“{name}”不是状态清单，或已被改动（{bad}）。", "“{name}” cannot be read ({bad})."))
    })
}

fn told(report: &Report, session: &mut Session) {
    let lang = session.lang;
    session.out.line(&report.verdict.say(lang));
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
            let value = match &result.full {
                Some(full) => format!("{}/{full}", result.value),
                None => result.value.clone(),
            };
            pair(&result.name, &result.name, &value);
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
