//! An entry: what was decided, why it may apply, and what stands for it.

use serde::Serialize;

use crate::cli::json;
use crate::cli::list::{EntryLine, EntryNames};
use crate::cli::pairs::Pairs;
use crate::cli::personal;
use crate::cli::problem::Problem;
use crate::cli::session::Session;
use crate::domain::evaluation::eligibility::Verdict as Eligibility;
use crate::domain::evaluation::standing::{Standing, Veto};
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::language::{Lang, Say};
use crate::ops::entry::eligibility;
use crate::store::Read;
use crate::store::read::entry::EntryRow;

#[derive(Serialize)]
struct Whole {
    #[serde(flatten)]
    line: EntryLine,
    condition: u16,
    employer: Option<String>,
    eligibility: Eligibility,
    standings: Vec<Stands>,
    vetoes: Vec<Veto>,
}

#[derive(Serialize)]
struct Stands {
    subject: SubjectKind,
    standing: Standing,
    evidence: String,
}

pub fn show(session: &mut Session, read: &Read, row: EntryRow, json: bool) -> Result<(), Problem> {
    personal::require(read)?;
    let (id, condition) = (row.id, row.condition);
    let details = read.entry_detail(id)?.and_then(|detail| detail.details);
    let standings = read.standings(id)?.into_iter();
    let vetoes = read.vetoes(id)?.into_iter().filter(|kept| !kept.withdrawn);
    let whole = Whole {
        line: EntryNames::default().line(read, row)?,
        condition,
        employer: details.map(|details| details.employer),
        eligibility: eligibility(read, id)?,
        standings: standings.map(|(subject, standing, evidence)| Stands { subject, standing, evidence }).collect(),
        vetoes: vetoes.map(|kept| kept.veto).collect(),
    };
    if json {
        json::object(&mut session.out, &whole);
    } else {
        pairs(&whole, session.lang).print(&mut session.out);
    }
    Ok(())
}

fn pairs(whole: &Whole, lang: Lang) -> Pairs {
    let line = &whole.line;
    let mut pairs = Pairs::new(lang);
    pairs.add("报名号", "Entry", line.entry.0.to_string());
    pairs.add("姓名", "Name", format!("{} (#{})", line.name, line.candidate.0));
    pairs.add("批次", "Batch", &line.batch);
    pairs.add("职业等级", "Trade and level", format!("{} {}", line.trade, line.level.say(lang)));
    pairs.add("单位", "Employer", whole.employer.clone().unwrap_or_default());
    pairs.add("准考证号", "Ticket", line.ticket.clone().unwrap_or_default());
    if let (Some(room), Some(seat)) = (line.room, line.seat) {
        pairs.add("考场座位", "Seat", crate::say!(lang, "{room} 考场 {seat} 号", "room {room}, seat {seat}"));
    }
    pairs.add("审核", "Decision", line.decision.say(lang));
    pairs.add("申报条件", "Eligibility", whole.eligibility.say(lang));
    for stands in &whole.standings {
        let text = format!("{} {} · {}", stands.subject.say(lang), stands.standing.say(lang), stands.evidence);
        pairs.add("科目状态", "Standing", text);
    }
    for veto in &whole.vetoes {
        pairs.add("一票否决", "Veto", format!("{} · {}", veto.text, veto.evidence));
    }
    pairs.add("评定结果", "Outcome", line.verdict.map_or(String::new(), |verdict| verdict.say(lang)));
    pairs.add("证书", "Certificate", line.certificate.clone().unwrap_or_default());
    pairs
}
