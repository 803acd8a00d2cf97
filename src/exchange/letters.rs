//! Letters 告知书 and receipts 受理回执 of disputes, as pages of text in one language: to be read, printed and signed for.

use crate::domain::evaluation::dispute::{DisputeKind, DisputeResult};
use crate::domain::identity::inert;
use crate::domain::language::{Lang, Say};
use crate::ops::dispute::appeal_until;
use crate::store::read::dispute::Dispute;
use crate::store::{Failure, Read};
use crate::{refusal, say};

/// What the person who came with a dispute gets: the receipt while it is open, the notice once it is decided.
pub fn of_dispute(read: &Read, dispute: &Dispute, lang: Lang) -> Result<Vec<String>, Failure> {
    let batch =
        read.batch(dispute.batch)?.ok_or_else(|| refusal!("no_batch", "没有这个批次。", "There is no such batch."))?;
    let station = read.station()?;
    let (name, phone) = station.map_or((String::new(), String::new()), |station| (station.name, station.phone));
    let kind = dispute.kind.say(lang);
    let (receipt, raised, reply_by) = (&dispute.receipt, dispute.raised_on, dispute.reply_by);
    let mut lines = vec![inert(&name)];
    lines.push(match dispute.result {
        None => say!(lang, "{kind}受理回执", "Receipt of an {kind}"),
        Some(_) => say!(lang, "{kind}处理结果告知书", "Notice of decision: {kind}"),
    });
    if lang == Lang::En && dispute.kind == DisputeKind::Recheck && dispute.result.is_none() {
        lines[1] = "Receipt of a re-check".to_owned();
    }
    lines.push(String::new());
    lines.push(say!(lang, "回执号：{receipt}", "Receipt: {receipt}"));
    let (title, code) = (inert(&batch.plan.name), &batch.plan.code);
    lines.push(say!(lang, "批次：{title}（{code}）", "Batch: {title} ({code})"));
    lines.extend(about(read, dispute, lang)?);
    lines.push(say!(lang, "受理日期：{raised}", "Received on: {raised}"));
    let text = inert(&dispute.text);
    lines.push(say!(lang, "内容：{text}", "Text: {text}"));
    lines.push(String::new());
    match (dispute.result, &dispute.decision, dispute.decided_on) {
        (Some(result), Some(decision), Some(on)) => {
            let decision = inert(decision);
            let result_words = result.say(lang);
            lines.push(say!(lang, "处理结果：{result_words}", "Decision: {result_words}"));
            lines.push(say!(lang, "处理意见：{decision}", "Grounds: {decision}"));
            lines.push(say!(lang, "处理日期：{on}", "Decided on: {on}"));
            if dispute.kind == DisputeKind::Recheck {
                lines.extend(score_now(read, dispute, result, lang)?);
            }
            lines.push(String::new());
            lines.extend(right_of_appeal(read, dispute, lang)?);
        }
        _ => {
            lines.push(say!(lang, "将于 {reply_by} 前书面答复。", "It will be answered in writing by {reply_by}."));
            if dispute.kind == DisputeKind::Recheck {
                let limits = lang.pick(
                    "成绩复核只核查漏评、合分、登分，不重新评阅，考生不查阅试卷。",
                    "A re-check looks at missed items, sums and transcription; nothing is marked anew and no paper is shown.",
                );
                lines.push(limits.to_owned());
            }
        }
    }
    lines.extend([
        String::new(),
        say!(lang, "联系电话：{phone}", "Telephone: {phone}"),
        lang.pick(
            "经办：            单位盖章：            签收：            日期：",
            "By:            Seal:            Received by:            Date:",
        )
        .to_owned(),
    ]);
    Ok(lines)
}

/// Whom it is about, and what the kind has of its own.
fn about(read: &Read, dispute: &Dispute, lang: Lang) -> Result<Vec<String>, Failure> {
    let mut lines = Vec::new();
    if let Some(row) = dispute.entry.map(|entry| read.entry(entry)).transpose()?.flatten() {
        let (name, ticket) = (inert(&row.name), row.ticket.unwrap_or_default());
        let person = read.candidate(row.candidate)?;
        let document = person.and_then(|person| read.document(&person)).map(|document| document.masked());
        let document = document.unwrap_or_default();
        lines.push(say!(lang, "考生：{name}  准考证号：{ticket}", "Candidate: {name}  Ticket: {ticket}"));
        lines.push(say!(lang, "证件号码：{document}", "Document: {document}"));
    }
    if let Some((subject, ground)) = dispute.subject.zip(dispute.ground) {
        let (subject, ground) = (subject.say(lang), ground.say(lang));
        lines.push(say!(lang, "复核科目：{subject}  复核内容：{ground}", "Subject: {subject}  Looked at: {ground}"));
    }
    if let Some(against) = dispute.against.map(|against| read.dispute(against)).transpose()?.flatten() {
        let (receipt, kind) = (against.receipt, against.kind.say(lang));
        lines.push(say!(lang, "不服的处理：{kind} {receipt}", "Against the decision on: {kind} {receipt}"));
    }
    if let Some(office) = &dispute.office {
        let office = inert(office);
        lines.push(say!(lang, "受理机构：{office}", "Higher office: {office}"));
    }
    Ok(lines)
}

/// The score as it stands after the re-check.
fn score_now(read: &Read, dispute: &Dispute, result: DisputeResult, lang: Lang) -> Result<Vec<String>, Failure> {
    let Some((entry, subject)) = dispute.entry.zip(dispute.subject) else { return Ok(Vec::new()) };
    let outcome = read.outcome(entry)?;
    let score = outcome.iter().flat_map(|outcome| &outcome.subjects).find(|own| own.kind == subject);
    let Some(score) = score.and_then(|own| own.score) else { return Ok(Vec::new()) };
    let verdict = outcome.as_ref().map(|outcome| outcome.verdict.say(lang)).unwrap_or_default();
    let subject = subject.say(lang);
    Ok(vec![match result {
        DisputeResult::Corrected => {
            say!(
                lang,
                "复核成绩：{subject} {score} 分，评定结果：{verdict}",
                "After it: {subject} {score}, outcome: {verdict}"
            )
        }
        _ => say!(lang, "成绩：{subject} {score} 分，不变", "Score: {subject} {score}, unchanged"),
    }])
}

fn right_of_appeal(read: &Read, dispute: &Dispute, lang: Lang) -> Result<Vec<String>, Failure> {
    if dispute.kind == DisputeKind::Appeal {
        return Ok(Vec::new());
    }
    let until = appeal_until(read, dispute)?;
    Ok(until
        .map(|until| {
            say!(
                lang,
                "对处理结果不服的，可于 {until} 前向上级主管部门申诉。",
                "Against this decision an appeal may be made to the higher office until {until}."
            )
        })
        .into_iter()
        .collect())
}
