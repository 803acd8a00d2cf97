//! A batch: its plan, counts, papers and panels, and what keeps it from its next state.

use serde::Serialize;

use crate::cli::json;
use crate::cli::list::BatchLine;
use crate::cli::pairs::Pairs;
use crate::cli::problem::Problem;
use crate::cli::session::Session;
use crate::domain::evaluation::batch::{BatchItem, BatchState, Publicity};
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::language::{Lang, Say};
use crate::domain::level::Level;
use crate::domain::refusal::Refusal;
use crate::ops::Office;
use crate::ops::batch::what_blocks;
use crate::store::Read;
use crate::store::read::batch::{Batch, BatchCounts, Member};

#[derive(Serialize)]
struct Whole {
    #[serde(flatten)]
    line: BatchLine,
    publicity: Option<Publicity>,
    counts: BatchCounts,
    items: Vec<Item>,
    next: Option<BatchState>,
    /// What keeps it from its next state.
    blocked: Vec<Refusal>,
}

#[derive(Serialize)]
struct Item {
    trade: String,
    level: Level,
    entries_accepted: u32,
    subjects: Vec<Subject>,
}

#[derive(Serialize)]
struct Subject {
    subject: SubjectKind,
    paper: Option<String>,
    panel: Vec<Member>,
}

pub fn show(session: &mut Session, office: &Office, batch: Batch, json: bool) -> Result<(), Problem> {
    let read = office.read();
    let (id, state, publicity) = (batch.id, batch.state, batch.publicity);
    let items = batch.plan.items.iter().map(|item| item_of(&read, &batch, *item)).collect::<Result<_, _>>()?;
    let counts = read.batch_counts(id)?;
    let blocked = what_blocks(office, id)?;
    let line = BatchLine::of(&read, batch)?;
    let whole = Whole { line, publicity, counts, items, next: state.next(), blocked };
    if json {
        json::object(&mut session.out, &whole);
        return Ok(());
    }
    let lang = session.lang;
    let line = &whole.line;
    let mut pairs = Pairs::new(lang);
    pairs.add("计划编号", "Code", &line.code);
    pairs.add("名称", "Name", &line.name);
    pairs.add("类别", "Kind", line.kind.say(lang));
    pairs.add("状态", "State", line.state.say(lang));
    pairs.add("计划备案号", "Filing number", &line.filing_no);
    pairs.add("报名", "Registration", format!("{} – {}", line.registration_from, line.registration_until));
    pairs.add("考试日", "Exam", line.exam_on.to_string());
    pairs.add("地点", "Place", &line.place);
    if let Some(publicity) = whole.publicity {
        pairs.add("公示", "Publicity", format!("{} – {}", publicity.from, publicity.until));
    }
    pairs.add("人数", "Counts", told(&whole.counts, lang));
    for item in &whole.items {
        pairs.add("职业等级", "Item", item_lines(item, lang));
    }
    if let Some(next) = whole.next {
        let lines: Vec<String> = whole.blocked.iter().map(|refusal| refusal.say(lang)).collect();
        let free = lang.pick("没有阻碍", "nothing in the way").to_owned();
        let blocked = if lines.is_empty() { free } else { lines.join("\n") };
        pairs.add("下一状态", "Next state", format!("{}\n{blocked}", next.say(lang)));
    }
    pairs.print(&mut session.out);
    Ok(())
}

fn item_of(read: &Read, batch: &Batch, item: BatchItem) -> Result<Item, Problem> {
    let kept = read.standard(item.standard)?;
    let papers = read.batch_papers(batch.id, item)?;
    let rules = kept.as_ref().and_then(|kept| kept.standard.level(item.level));
    let mut subjects = Vec::new();
    for subject in rules.into_iter().flat_map(|rules| &rules.subjects).map(|subject| subject.kind) {
        let chosen = papers.iter().find(|(kind, _)| *kind == subject);
        let paper = chosen.map(|(_, id)| read.paper(*id)).transpose()?.flatten().map(|kept| kept.paper.version.clone());
        subjects.push(Subject { subject, paper, panel: read.panel(batch.id, item, subject)? });
    }
    Ok(Item {
        trade: kept.map_or(String::new(), |kept| kept.standard.trade.title()),
        level: item.level,
        entries_accepted: read.accepted_of(batch.id, item)?,
        subjects,
    })
}

fn told(counts: &BatchCounts, lang: Lang) -> String {
    let BatchCounts { entries, pending, accepted, seated, passed, failed, certificates, open_objections } = counts;
    crate::say!(
        lang,
        "报名 {entries}，待审 {pending}，通过 {accepted}，已编排 {seated}，合格 {passed}，不合格 {failed}，证书 {certificates}，未处理异议 {open_objections}",
        "entries {entries}, pending {pending}, accepted {accepted}, seated {seated}, passed {passed}, failed {failed}, certificates {certificates}, open objections {open_objections}"
    )
}

fn item_lines(item: &Item, lang: Lang) -> String {
    let n = item.entries_accepted;
    let count = crate::say!(lang, "{n} 人", "{n} candidates");
    let mut lines = vec![format!("{} {} · {count}", item.trade, item.level.say(lang))];
    for subject in &item.subjects {
        let none = lang.pick("未定", "none yet").to_owned();
        let paper = subject.paper.clone().unwrap_or_else(|| none.clone());
        let names: Vec<&str> = subject.panel.iter().map(|member| member.name.as_str()).collect();
        let panel = if names.is_empty() { none } else { names.join(lang.pick("、", ", ")) };
        let subject = subject.subject.say(lang);
        lines.push(crate::say!(
            lang,
            "{subject}：试卷 {paper}，考评组 {panel}",
            "{subject}: paper {paper}, panel {panel}"
        ));
    }
    lines.join("\n")
}
