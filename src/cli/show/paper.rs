//! A paper: question by question what it tests, for how much, and in how many criteria.

use serde::Serialize;

use crate::cli::json;
use crate::cli::list::PaperLine;
use crate::cli::pairs::Pairs;
use crate::cli::problem::Problem;
use crate::cli::session::Session;
use crate::domain::evaluation::paper::{Paper, Question};
use crate::domain::language::{Lang, Say};
use crate::say;
use crate::store::Read;
use crate::store::read::standard::{PaperRow, StandardRow};

#[derive(Serialize)]
struct Whole {
    #[serde(flatten)]
    line: PaperLine,
    /// The paper as it is hashed.
    model: Paper,
}

pub fn show(
    session: &mut Session,
    read: &Read,
    (standard, row): (StandardRow, PaperRow),
    json: bool,
) -> Result<(), Problem> {
    let Some(kept) = read.paper(row.id)? else { return Ok(()) };
    let whole = Whole { line: PaperLine::of(&standard, row), model: kept.paper.clone() };
    if json {
        json::object(&mut session.out, &whole);
        return Ok(());
    }
    let lang = session.lang;
    let line = &whole.line;
    let mut pairs = Pairs::new(lang);
    pairs.add("试卷号", "Paper", format!("#{}", line.paper.0));
    pairs.add("名称", "Title", &line.title);
    pairs.add("版本", "Version", &line.version);
    pairs.add("职业", "Trade", format!("{} {}", line.trade, line.edition));
    pairs.add("等级", "Level", line.level.say(lang));
    pairs.add("科目", "Subject", line.subject.say(lang));
    pairs.add("分钟", "Minutes", whole.model.minutes.map(|minutes| minutes.to_string()).unwrap_or_default());
    pairs.add("摘要", "Digest", &line.digest.0);
    for question in &whole.model.questions {
        pairs.add("试题", "Question", told(question, lang));
    }
    pairs.print(&mut session.out);
    Ok(())
}

fn told(question: &Question, lang: Lang) -> String {
    let Question { no, title, function, .. } = question;
    let (full, n) = (question.full.0, question.criteria.len());
    let choice =
        question.choice.as_ref().map_or(String::new(), |group| say!(lang, " · 选考 {group}", " · choice {group}"));
    say!(
        lang,
        "{no} {title} · {function} · {full} 分 · {n} 个评分点{choice}",
        "{no} {title} · {function} · full mark {full} · {n} criteria{choice}"
    )
}
