//! The panels of a batch: who serves, every reason against it, who could serve instead, and how a draw is repeated.

use serde::Serialize;

use crate::cli::json;
use crate::cli::pairs::Pairs;
use crate::cli::problem::Problem;
use crate::cli::session::Session;
use crate::credential::draw::{lot, lot_text};
use crate::domain::evaluation::staffing::{PanelCheck, Problem as Against, Session as Sitting, Weight};
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::PersonId;
use crate::domain::language::{Lang, Say};
use crate::domain::level::Level;
use crate::ops::staffing::{Panel, panels, repeats};
use crate::store::Read;
use crate::store::read::batch::{Batch, Member};

#[derive(Serialize)]
struct Whole {
    batch: String,
    panels: Vec<Told>,
}

#[derive(Serialize)]
struct Told {
    trade: String,
    level: Level,
    subject: SubjectKind,
    members: Vec<Member>,
    /// The reason given when it was named or drawn anew.
    reason: Option<String>,
    check: PanelCheck,
    draw: Option<Draw>,
    sessions: Vec<Sat>,
}

#[derive(Serialize)]
struct Draw {
    seed: String,
    /// How often the panel of this subject was drawn.
    draws: u32,
    /// Everybody who could have been drawn, the smallest lot first.
    pool: Vec<Lot>,
    /// Whether it comes out again.
    repeats: bool,
}

#[derive(Serialize)]
struct Lot {
    person: PersonId,
    name: String,
    /// What is hashed, and its SHA-256.
    text: String,
    sha256: String,
    drawn: bool,
    passed_over: bool,
}

#[derive(Serialize)]
struct Sat {
    room: Option<u16>,
    from: String,
    until: String,
}

pub fn show(session: &mut Session, read: &Read, batch: &Batch, json: bool) -> Result<(), Problem> {
    let sessions = read.sessions(batch.id)?;
    let panels = panels(read, batch)?.into_iter().map(|panel| told(read, panel, &sessions));
    let whole = Whole { batch: batch.plan.code.clone(), panels: panels.collect::<Result<_, _>>()? };
    if json {
        json::object(&mut session.out, &whole);
        return Ok(());
    }
    let mut pairs = Pairs::new(session.lang);
    pairs.add("批次", "Batch", &whole.batch);
    for panel in &whole.panels {
        pairs.add("科目", "Subject", lines(panel, session.lang));
    }
    pairs.print(&mut session.out);
    Ok(())
}

fn told(read: &Read, panel: Panel, sessions: &[Sitting]) -> Result<Told, Problem> {
    let key = panel.key;
    let own = sessions.iter().filter(|sat| (sat.item, sat.subject) == (key.item, key.subject));
    let time = |time: chrono::NaiveDateTime| time.format("%Y-%m-%dT%H:%M").to_string();
    let sessions = own.map(|sat| Sat { room: sat.room, from: time(sat.span.from), until: time(sat.span.until) });
    Ok(Told {
        trade: read.trade(key.item.standard)?.map_or(String::new(), |(trade, _)| trade.title()),
        level: key.item.level,
        subject: key.subject,
        reason: panel.origin.as_ref().and_then(|origin| origin.reason.clone()),
        draw: draw(read, &panel)?,
        members: panel.members,
        check: panel.check,
        sessions: sessions.collect(),
    })
}

fn draw(read: &Read, panel: &Panel) -> Result<Option<Draw>, Problem> {
    let Some(origin) = panel.origin.as_ref().filter(|origin| origin.seed.is_some()) else { return Ok(None) };
    let Some(drawn) = read.draw(origin.seq)? else { return Ok(None) };
    let mut pool = Vec::new();
    for person in &drawn.pool {
        pool.push(Lot {
            person: *person,
            name: read.person_name(*person)?,
            text: lot_text(&drawn.seed, *person),
            sha256: lot(&drawn.seed, *person).to_string(),
            drawn: drawn.members.iter().any(|member| member.person == *person),
            passed_over: drawn.passed_over.contains(person),
        });
    }
    let draws = read.draws(panel.key.batch, panel.key.item, panel.key.subject)?;
    Ok(Some(Draw { repeats: repeats(&drawn), seed: drawn.seed, draws, pool }))
}

fn lines(panel: &Told, lang: Lang) -> String {
    let (n, needed) = (panel.check.candidates, panel.check.needed);
    let names: Vec<&str> = panel.members.iter().map(|member| member.name.as_str()).collect();
    let names =
        if names.is_empty() { lang.pick("未定", "none yet").to_owned() } else { names.join(lang.pick("、", ", ")) };
    let (level, subject) = (panel.level.say(lang), panel.subject.say(lang));
    let mut lines = vec![format!("{} {level} {subject}", panel.trade)];
    lines.extend(panel.sessions.iter().map(|sat| format!("{} – {}", sat.from, sat.until)));
    lines.push(crate::say!(
        lang,
        "考生 {n} 人，应有考评员 {needed} 人：{names}",
        "{n} candidates, {needed} examiners needed: {names}"
    ));
    lines.extend(panel.check.problems.iter().map(|problem| against(problem, lang)));
    if let Some(reason) = &panel.reason {
        lines.push(crate::say!(lang, "理由：{reason}", "Reason: {reason}"));
    }
    let others: Vec<&str> = panel.check.proposals.iter().map(|proposal| proposal.name.as_str()).collect();
    if !others.is_empty() {
        let others = others.join(lang.pick("、", ", "));
        lines.push(crate::say!(lang, "还可派：{others}", "Could also serve: {others}"));
    }
    if let Some(draw) = &panel.draw {
        let seed = &draw.seed;
        lines.push(crate::say!(lang, "抽取，种子 {seed}", "Drawn, seed {seed}"));
        lines.extend(draw.pool.iter().map(|lot| of_pool(lot, lang)));
        let text = draw.pool.first().map_or("", |lot| &lot.text);
        lines.push(crate::say!(
            lang,
            "重算：printf {text} | sha256sum，从小到大依次取人",
            "To repeat: printf {text} | sha256sum, and take the people from the smallest up"
        ));
        let repeats = if draw.repeats {
            lang.pick("重算一致", "computed again: it agrees")
        } else {
            lang.pick("重算不一致", "computed again: it differs")
        };
        lines.push(repeats.to_owned());
    }
    lines.join("\n")
}

fn against(problem: &Against, lang: Lang) -> String {
    let text = problem.say(lang);
    match problem.weight {
        Weight::Forbids => format!("! {text}"),
        Weight::Warns => format!("? {text}"),
        Weight::Overridden => crate::say!(lang, "- {text}（已写明理由）", "- {text} (overridden with a reason)"),
        Weight::Notes => format!("- {text}"),
    }
}

fn of_pool(lot: &Lot, lang: Lang) -> String {
    let came = match (lot.drawn, lot.passed_over) {
        (true, _) => lang.pick("抽中", "drawn"),
        (_, true) => lang.pick("轮换让出", "passed over: rotation"),
        _ => "",
    };
    let line = format!("{}  {} {}  {came}", lot.sha256.get(..16).unwrap_or_default(), lot.person.0, lot.name);
    line.trim_end().to_owned()
}
