//! A certificate as it was issued: from the act itself, never from today's tables.

use serde::Serialize;

use crate::cli::json;
use crate::cli::list::{CertificateLine, HistoryLine};
use crate::cli::pairs::Pairs;
use crate::cli::personal;
use crate::cli::problem::Problem;
use crate::cli::session::Session;
use crate::domain::evaluation::certificate_number::CertificateNumber;
use crate::domain::id::Digest;
use crate::domain::language::{Lang, Say};
use crate::refusal;
use crate::store::Read;
use crate::store::read::history::HistoricalRow;
use crate::store::read::life::CertificateEvent;
use crate::store::read::stock::PrintCopy;

#[derive(Serialize)]
struct Whole {
    #[serde(flatten)]
    line: CertificateLine,
    issuer: String,
    /// Masked; none once it was erased.
    document: Option<String>,
    /// Digests of what it follows from.
    standard: Digest,
    outcome: Digest,
    /// The journal row that issued it.
    seq: i64,
    /// What happened since.
    events: Vec<CertificateEvent>,
    /// On which sheets it was printed.
    prints: Vec<PrintCopy>,
}

pub fn show(session: &mut Session, read: &Read, number: &str, json: bool) -> Result<(), Problem> {
    let plain = number.to_uppercase();
    let (Some(row), Some((issued, holder))) = (read.certificate(&plain)?, read.certificate_act(&plain)?) else {
        if let Some(past) = read.historical(&plain)? {
            return told_by_ledger(session, read, past, json);
        }
        return Err(missing(number).into());
    };
    let candidate = read.candidate(row.candidate)?;
    let document = candidate.and_then(|candidate| read.document(&candidate)).map(|document| document.masked());
    let seq = row.seq;
    let whole = Whole {
        line: CertificateLine {
            trade: issued.trade.name.clone(),
            branch: issued.trade.branch.clone(),
            trade_code: issued.trade.code.clone(),
            classification: issued.trade.classification.clone(),
            level: issued.level,
            issued_on: issued.issued_on,
            holder: personal::name(read, holder.map_or_else(|| row.holder.clone(), |holder| holder.name)),
            ..CertificateLine::of(read, row)
        },
        issuer: issued.issuer,
        document,
        standard: issued.standard,
        outcome: issued.outcome,
        seq,
        events: read.certificate_events(&plain)?,
        prints: read.print_copies(&plain)?,
    };
    if json {
        json::object(&mut session.out, &whole);
        return Ok(());
    }
    let lang = session.lang;
    let line = &whole.line;
    let mut pairs = Pairs::new(lang);
    pairs.add("证书编号", "Number", &line.number);
    pairs.add("姓名", "Holder", &line.holder);
    pairs.add("证件", "Document", whole.document.clone().unwrap_or_default());
    pairs.add("职业", "Trade", &line.trade);
    pairs.add("工种/职业方向", "Branch", if line.branch.is_empty() { "--" } else { &line.branch });
    pairs.add("等级", "Level", line.level.say(lang));
    pairs.add("发证机构", "Issuer", &whole.issuer);
    pairs.add("发证日期", "Issued", line.issued_on.to_string());
    pairs.add("状态", "Status", line.status.say(lang));
    pairs.add("日志", "Journal row", whole.seq.to_string());
    for copy in &whole.prints {
        let serial = copy.serial.as_ref().map_or(String::new(), ToString::to_string);
        let void = if copy.void { lang.pick("（已作废）", " (spoiled)") } else { "" };
        pairs.add("印制", "Printed", format!("{} {} {serial}{void}", copy.on, copy.occasion.say(lang)));
    }
    for event in &whole.events {
        let told = format!("{} {} {} {}", event.on, event.change.say(lang), event.document, event.because);
        pairs.add("变更", "Change", told);
    }
    pairs.print(&mut session.out);
    Ok(())
}

/// What an old ledger tells of a certificate that was not issued here.
fn told_by_ledger(session: &mut Session, read: &Read, past: HistoricalRow, json: bool) -> Result<(), Problem> {
    let document = read.historical_document(&past).map(|document| document.masked()).unwrap_or_default();
    let line = HistoryLine::of(read, past);
    if json {
        json::object(&mut session.out, &line);
        return Ok(());
    }
    let lang = session.lang;
    let mut pairs = Pairs::new(lang);
    pairs.add("证书编号", "Number", &line.number);
    pairs.add("姓名", "Holder", &line.holder);
    pairs.add("证件", "Document", document);
    pairs.add("职业", "Trade", &line.trade);
    pairs.add("等级", "Level", line.level.say(lang));
    pairs.add("发证机构", "Issuer", &line.issuer);
    pairs.add("发证日期", "Issued", line.issued_on.to_string());
    pairs.add("取得方式", "Came by", line.way.say(lang));
    let source = lang.pick("外部导入·未经本系统验证", "taken in from a ledger, not verified here");
    pairs.add("来源", "Source", source);
    pairs.print(&mut session.out);
    Ok(())
}

/// What is wrong with the number, or that nobody has it.
fn missing(number: &str) -> crate::domain::refusal::Refusal {
    let shown = crate::exchange::shown::shown(number);
    match CertificateNumber::parse_any(number) {
        Ok(_) => refusal!("no_certificate", "本站没有证书 {shown}。", "This station has no certificate {shown}."),
        Err(fault) => {
            let (zh, en) = (fault.say(Lang::Zh), fault.say(Lang::En));
            refusal!("certificate_number", "“{shown}”不是证书编号：{zh}", "“{shown}” is no certificate number: {en}")
        }
    }
}
