//! `certificate`: what happens to certificates after their issue.

use clap::{Args, Subcommand, ValueEnum};

use super::certificate_many::{ReissueManyArgs, RevokeManyArgs};
use super::certificate_print::PrintArgs;
use super::problem::Problem;
use super::session::Session;
use super::stock::serials;
use super::{DONE, ask, certificate_many, certificate_print, find};
use crate::domain::evaluation::certificate::{Change, Ground};
use crate::domain::evaluation::stock::PrintSerial;
use crate::domain::identity::{Document, DocumentKind, PersonName, inert};
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::ops::life::{Correction, Ending, correct, end, reissue};
use crate::ops::{printing, upload};
use crate::{both, refusal};

#[derive(Debug, Subcommand)]
pub enum CertificateVerb {
    /// 撤销，须有第二人 · revoke; takes a second person
    Revoke(EndArgs),
    /// 注销，须有第二人 · annul; takes a second person
    Annul(EndArgs),
    /// 补发：同一编号，另一张纸 · reissue a lost one under its number
    Reissue(ReissueArgs),
    /// 更正姓名、证件或印制错误，须有第二人 · correct name, document or misprint; takes a second person
    Correct(CorrectArgs),
    /// 印制一个批次待印的，或一本 · print what a batch wants, or one
    Print(PrintArgs),
    /// 印坏一张：作废，换下一张 · a sheet was spoiled: take the next one
    Respoil(RespoilArgs),
    /// 整批或名单成批撤销，一次批准，须有第二人 · revoke a batch or a list under one approval; takes a second person
    RevokeMany(RevokeManyArgs),
    /// 整批或名单成批补发，一次批准 · reissue a batch or a list under one approval
    ReissueMany(ReissueManyArgs),
    /// 登记上报回执号 · record the receipt of an upload
    Receipt(ReceiptArgs),
}

#[derive(Debug, Args)]
pub struct EndArgs {
    /// 证书编号 · the certificate's number
    pub number: String,
    /// 决定文号 · the number of the decision
    #[arg(long, value_name = "NUMBER")]
    pub document: String,
    /// 事由 · the ground
    #[arg(long, value_enum)]
    pub ground: GroundName,
    /// 原因 · why
    #[arg(long, value_name = "TEXT")]
    pub because: String,
    /// 第二人；口令放在 TOUCHSTONE_SECOND_PASSPHRASE · the second person, passphrase in TOUCHSTONE_SECOND_PASSPHRASE
    #[arg(long, value_name = "NAME")]
    pub second: String,
    /// 不再询问 · do not ask
    #[arg(long)]
    pub yes: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum GroundName {
    /// 弄虚作假
    Forged,
    /// 作弊、替考
    Cheating,
    /// 违规发证
    Irregular,
    /// 重复发证
    Duplicate,
    /// 持证人申请
    HolderAsked,
    /// 其他
    Other,
}

impl From<GroundName> for Ground {
    fn from(name: GroundName) -> Ground {
        match name {
            GroundName::Forged => Ground::Forged,
            GroundName::Cheating => Ground::Cheating,
            GroundName::Irregular => Ground::Irregular,
            GroundName::Duplicate => Ground::Duplicate,
            GroundName::HolderAsked => Ground::HolderAsked,
            GroundName::Other => Ground::Other,
        }
    }
}

#[derive(Debug, Args)]
pub struct ReissueArgs {
    /// 证书编号 · the certificate's number
    pub number: String,
    /// 原因 · why
    #[arg(long, value_name = "TEXT")]
    pub because: String,
    /// 登报声明或本人声明 · the newspaper notice or the holder's declaration
    #[arg(long, value_name = "TEXT")]
    pub notice: String,
}

#[derive(Debug, Args)]
pub struct CorrectArgs {
    /// 证书编号 · the certificate's number
    pub number: String,
    /// 正确的姓名 · the right name
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// 正确的证件号码 · the right document number
    #[arg(long, value_name = "NUMBER")]
    pub document: Option<String>,
    /// 证件类型，默认居民身份证 · the kind of document, in Chinese
    #[arg(long, value_name = "KIND", requires = "document")]
    pub kind: Option<String>,
    /// 只是印制错误 · only the paper was wrong
    #[arg(long)]
    pub misprint: bool,
    /// 原因 · why
    #[arg(long, value_name = "TEXT")]
    pub because: String,
    /// 凭据，如公安机关证明编号 · the proof
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub proof: String,
    /// 第二人；口令放在 TOUCHSTONE_SECOND_PASSPHRASE · the second person, passphrase in TOUCHSTONE_SECOND_PASSPHRASE
    #[arg(long, value_name = "NAME")]
    pub second: String,
}

#[derive(Debug, Args)]
pub struct RespoilArgs {
    /// 印坏那张的流水码 · the serial of the spoiled sheet
    pub serial: String,
    /// 原因 · why
    #[arg(long, value_name = "TEXT")]
    pub because: String,
}

#[derive(Debug, Args)]
pub struct ReceiptArgs {
    /// 批次的计划编号或名称 · the batch, by code or name
    pub batch: String,
    /// 回执号 · the receipt's number
    #[arg(long, value_name = "NUMBER")]
    pub receipt: String,
}

pub fn run(session: &mut Session, what: &CertificateVerb) -> Result<u8, Problem> {
    match what {
        CertificateVerb::Revoke(args) => ended(session, Change::Revoke, args),
        CertificateVerb::Annul(args) => ended(session, Change::Annul, args),
        CertificateVerb::Reissue(args) => {
            let mut office = session.open()?;
            let nth = reissue(&mut office, &args.number, &args.because, &args.notice)?;
            done(session, both!("已补发（第 {nth} 次），请印制。", "Reissued ({nth}); print it now."))
        }
        CertificateVerb::Correct(args) => corrected(session, args),
        CertificateVerb::RevokeMany(args) => certificate_many::revoke(session, args),
        CertificateVerb::ReissueMany(args) => certificate_many::reissue(session, args),
        CertificateVerb::Print(args) => certificate_print::run(session, args),
        CertificateVerb::Respoil(args) => {
            let mut office = session.open()?;
            let serial = PrintSerial::parse(&args.serial).map_err(|fault| serials(&fault))?;
            let (number, next) = printing::spoil(&mut office, &serial, &args.because)?;
            match next {
                Some(next) => done(
                    session,
                    both!(
                        "{serial} 已作废，证书 {number} 换到 {next}。",
                        "{serial} is spoiled; certificate {number} goes on {next}."
                    ),
                ),
                None => done(
                    session,
                    both!(
                        "{serial} 已作废，手里没有空白证书了，{number} 待印。",
                        "{serial} is spoiled and no blank is left in hand; {number} waits."
                    ),
                ),
            }
        }
        CertificateVerb::Receipt(args) => {
            let mut office = session.open()?;
            let batch = find::batch(&office.read(), &args.batch)?.id;
            let rows = upload::receipt(&mut office, batch, &args.receipt)?;
            done(session, both!("已登记 {rows} 本的上报回执。", "The receipt of {rows} certificate(s) is recorded."))
        }
    }
}

fn done(session: &mut Session, line: Both) -> Result<u8, Problem> {
    session.out.line(&line.say(session.lang));
    Ok(DONE)
}

fn ended(session: &mut Session, change: Change, args: &EndArgs) -> Result<u8, Problem> {
    let mut office = session.open()?;
    let number = crate::exchange::shown::shown(&args.number);
    let (zh, en) = (change.say(Lang::Zh), change.say(Lang::En));
    let question =
        both!("{zh}证书 {number}？此后不能恢复。", "Do you want to {en} certificate {number}? It cannot be undone.");
    ask::agreed(session, args.yes, &question)?;
    let second = session.second(&mut office, &args.second)?;
    let ending =
        Ending { change, ground: args.ground.into(), document: args.document.clone(), because: args.because.clone() };
    end(&mut office, &args.number, &ending, &second)?;
    let (is, is_en) = (change.to().say(Lang::Zh), change.to().say(Lang::En));
    done(session, both!("证书 {number} {is}。", "Certificate {number} is {is_en}."))
}

fn corrected(session: &mut Session, args: &CorrectArgs) -> Result<u8, Problem> {
    let mut office = session.open()?;
    let name = args.name.as_deref().map(PersonName::parse).transpose().map_err(|fault| said("name", &fault))?;
    let document = match &args.document {
        None => None,
        Some(number) => {
            let kind = args.kind.as_deref().map_or(Some(DocumentKind::ResidentIdCard), DocumentKind::parse);
            let kind = kind.ok_or_else(|| {
                let told = inert(args.kind.as_deref().unwrap_or_default());
                refusal!("document_kind", "不认识的证件类型“{told}”。", "The kind of document “{told}” is not known.")
            })?;
            Some(Document::parse(kind, number).map_err(|fault| said("document", &fault))?)
        }
    };
    let second = session.second(&mut office, &args.second)?;
    let correction =
        Correction { name, document, print: args.misprint, because: args.because.clone(), proof: args.proof.clone() };
    let version = correct(&mut office, &args.number, &correction, &second)?;
    done(session, both!("已更正，现为第 {version} 版，请印制。", "Corrected: this is version {version}; print it now."))
}

fn said(code: &'static str, fault: &impl Say) -> Refusal {
    Refusal::new(code, Both { zh: fault.say(Lang::Zh), en: fault.say(Lang::En) })
}
