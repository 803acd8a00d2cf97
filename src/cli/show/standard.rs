//! A standard: level by level its subjects, functions and weights, and its papers.

use serde::Serialize;

use crate::cli::json;
use crate::cli::list::{Listed, PaperLine, StandardLine};
use crate::cli::pairs::Pairs;
use crate::cli::problem::Problem;
use crate::cli::session::Session;
use crate::cli::table::Columns;
use crate::domain::evaluation::fault::Fault;
use crate::domain::evaluation::standard::Standard;
use crate::domain::evaluation::subject::Subject;
use crate::domain::evaluation::validate_standard::validate_standard;
use crate::domain::language::{Lang, Say};
use crate::store::Read;
use crate::store::read::standard::StandardRow;

#[derive(Serialize)]
struct Whole {
    #[serde(flatten)]
    line: StandardLine,
    papers: Vec<PaperLine>,
    /// What keeps a draft from being approved.
    faults: Vec<Fault>,
    /// The standard as it is hashed.
    model: Standard,
}

pub fn show(session: &mut Session, read: &Read, row: StandardRow, json: bool) -> Result<(), Problem> {
    let Some(kept) = read.standard(row.id)? else { return Ok(()) };
    let papers = read.papers(row.id)?.into_iter().map(|paper| PaperLine::of(&row, paper)).collect();
    let faults = validate_standard(&kept.standard);
    let whole = Whole { line: row.into(), papers, faults, model: kept.standard.clone() };
    if json {
        json::object(&mut session.out, &whole);
        return Ok(());
    }
    let lang = session.lang;
    let mut pairs = Pairs::new(lang);
    pairs.add("职业", "Trade", format!("{} {}", whole.line.trade_code, whole.model.trade.title()));
    pairs.add("大典", "Classification", &whole.line.classification);
    pairs.add("版本", "Edition", &whole.line.edition);
    pairs.add("文号", "Document", &whole.model.document);
    pairs.add("状态", "State", whole.line.state(lang));
    pairs.add("摘要", "Digest", &whole.line.digest.0);
    for fault in &whole.faults {
        pairs.add("错误", "Fault", fault.say(lang));
    }
    for rules in &whole.model.levels {
        let mut lines = vec![format!("{} · {}", rules.code.say(lang), rules.scheme.say(lang))];
        lines.extend(rules.subjects.iter().map(|subject| told(subject, lang)));
        pairs.add("等级", "Level", lines.join("\n"));
    }
    pairs.print(&mut session.out);
    if !whole.papers.is_empty() {
        session.out.line("");
        let heading = PaperLine::HEADING.iter().map(|(zh, en)| lang.pick(zh, en).to_owned()).collect();
        Columns::new(heading).page(&mut session.out, whole.papers.iter().map(|paper| paper.cells(lang)).collect());
    }
    Ok(())
}

fn told(subject: &Subject, lang: Lang) -> String {
    let functions: Vec<String> =
        subject.functions.iter().map(|function| format!("{} {}%", function.name, function.weight)).collect();
    let way = match subject.way.is_independent() {
        true => String::new(),
        false => format!(" · {}", subject.way.say(lang)),
    };
    format!("{}{}{}{way}", subject.kind.say(lang), lang.pick("：", ": "), functions.join(" · "))
}
