//! What a user means by a word: a batch by its code or name, an entry by its ticket, a standard by its trade, a person by name.

use super::problem::Problem;
use crate::domain::id::{CandidateId, EntryId, PaperId};
use crate::domain::identity::inert;
use crate::domain::language::{Both, Lang};
use crate::domain::refusal::Refusal;
use crate::refusal;
use crate::store::Read;
use crate::store::read::batch::Batch;
use crate::store::read::candidate::Candidate;
use crate::store::read::entry::EntryRow;
use crate::store::read::standard::{PaperRow, StandardRow};
use crate::store::read::station::Person;

/// As many names as a sentence bears.
const NAMED: usize = 12;

pub fn batch(read: &Read, word: &str) -> Result<Batch, Problem> {
    if let Some(batch) = read.find_batch(word)? {
        return Ok(batch);
    }
    let batches = read.batches()?;
    let mut named = batches.iter().filter(|batch| batch.plan.name == word);
    if let (Some(batch), None) = (named.next(), named.next()) {
        return Ok(batch.clone());
    }
    let codes: Vec<&str> = batches.iter().map(|batch| batch.plan.code.as_str()).collect();
    Err(not_there("no_batch", ("批次", "batch"), word, &codes).into())
}

pub fn entry(read: &Read, word: &str) -> Result<EntryRow, Problem> {
    let found = match read.entry_by_ticket(word)? {
        Some(entry) => Some(entry),
        None => word.parse().map_or(Ok(None), |id| read.entry(EntryId(id)))?,
    };
    let shown = inert(word);
    Ok(found.ok_or_else(|| {
        refusal!(
            "no_entry",
            "没有准考证号或报名号为“{shown}”的报名。请用 touchstone list entries 查看。",
            "There is no entry with ticket or number “{shown}”. See touchstone list entries."
        )
    })?)
}

/// The newest edition of a trade's standard, or the one asked for. The trade is named by its name, branch, title or code.
pub fn standard(read: &Read, word: &str, edition: Option<&str>) -> Result<StandardRow, Problem> {
    let all = read.standards()?;
    let named = |row: &&StandardRow| {
        let trade = &row.trade;
        [&trade.title(), &trade.name, &trade.branch, &trade.code].into_iter().any(|name| name == word)
    };
    let of_trade: Vec<&StandardRow> = all.iter().filter(named).collect();
    let Some(first) = of_trade.first() else {
        let mut titles: Vec<String> = all.iter().map(|row| row.trade.title()).collect();
        titles.dedup();
        let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
        return Err(not_there("no_standard", ("职业标准", "standard"), word, &titles).into());
    };
    if let Some(other) = of_trade.iter().find(|row| row.trade != first.trade) {
        let (one, two, word) = (inert(&told(first)), inert(&told(other)), inert(word));
        return Err(refusal!(
            "many_trades",
            "“{word}”不止一个职业：{one}、{two}。请写全名或职业编码。",
            "“{word}” is more than one trade: {one}, {two}. Give the full title or the code."
        )
        .into());
    }
    let newest = of_trade.iter().filter(|row| edition.is_none_or(|edition| row.edition == edition));
    match newest.max_by(|a, b| a.edition.cmp(&b.edition)) {
        Some(row) => Ok((*row).clone()),
        None => {
            let editions: Vec<&str> = of_trade.iter().map(|row| row.edition.as_str()).collect();
            Err(not_there("no_edition", ("版本", "edition"), edition.unwrap_or_default(), &editions).into())
        }
    }
}

/// A paper by its number (`#11` or `11`) or its title; exactly one must fit.
pub fn paper(read: &Read, word: &str) -> Result<(StandardRow, PaperRow), Problem> {
    let mut all = Vec::new();
    for standard in read.standards()? {
        all.extend(read.papers(standard.id)?.into_iter().map(|paper| (standard.clone(), paper)));
    }
    let number = word.strip_prefix('#').unwrap_or(word).parse().ok().map(PaperId);
    let fits = |paper: &PaperRow| Some(paper.id) == number || paper.title == word;
    let found: Vec<&(StandardRow, PaperRow)> = all.iter().filter(|(_, paper)| fits(paper)).collect();
    match found[..] {
        [one] => Ok(one.clone()),
        [] => {
            let titles: Vec<&str> = all.iter().map(|(_, paper)| paper.title.as_str()).collect();
            Err(not_there("no_paper", ("试卷", "paper"), word, &titles).into())
        }
        _ => {
            let list = found.iter().map(|(_, paper)| format!("#{} {}", paper.id.0, inert(&paper.version)));
            let (list, word) = (list.collect::<Vec<_>>().join(", "), inert(word));
            Err(refusal!(
                "many_papers",
                "“{word}”不止一份试卷：{list}。请用“#号码”指明。",
                "“{word}” is more than one paper: {list}. Give one as #NUMBER."
            )
            .into())
        }
    }
}

fn told(row: &StandardRow) -> String {
    format!("{} {}/{}", row.trade.title(), row.trade.classification, row.trade.code)
}

pub fn person(read: &Read, name: &str) -> Result<Person, Problem> {
    let people = read.directory()?;
    if let Some(person) = people.iter().find(|person| person.name == name) {
        return Ok(person.clone());
    }
    let names: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
    Err(not_there("no_person", ("人员", "person"), name, &names).into())
}

/// A candidate by number, document, ticket, certificate number or name; exactly one must fit.
pub fn candidate(read: &Read, word: &str) -> Result<Candidate, Problem> {
    let by_id = word.strip_prefix('#').and_then(|id| id.parse().ok()).map(|id| read.candidate(CandidateId(id)));
    if let Some(candidate) = by_id.transpose()?.flatten() {
        return Ok(candidate);
    }
    let mut found = read.search_candidates(word, 50)?;
    // A name that is whole beats names that contain it.
    if found.len() > 1 && found.iter().filter(|candidate| candidate.name == word).count() == 1 {
        found.retain(|candidate| candidate.name == word);
    }
    let (n, shown) = (found.len(), crate::exchange::shown::shown(word));
    match found.pop().filter(|_| n == 1) {
        Some(candidate) => Ok(candidate),
        None if n == 0 => Err(refusal!(
            "no_candidate",
            "没有找到考生“{shown}”。可用姓名、拼音首字母、证件号码、准考证号或证书编号。",
            "No candidate fits “{shown}”. Use a name, pinyin initials, a document, ticket or certificate number."
        )
        .into()),
        None => Err(refusal!(
            "many_candidates",
            "“{shown}”有 {n} 名考生。请用 touchstone list candidates --search 查看，再用“#号码”指明。",
            "“{shown}” fits {n} candidates. See touchstone list candidates --search and give one as #NUMBER."
        )
        .into()),
    }
}

fn not_there(code: &'static str, (zh, en): (&str, &str), word: &str, known: &[&str]) -> Refusal {
    let word = crate::exchange::shown::shown(word);
    let list = |lang: Lang| {
        let named = known.iter().take(NAMED).map(|name| inert(name)).collect::<Vec<_>>().join(lang.pick("、", ", "));
        if known.len() > NAMED { format!("{named}…") } else { named }
    };
    let because = if known.is_empty() {
        Both {
            zh: format!("没有{zh}“{word}”，文件里一个也没有。"),
            en: format!("There is no {en} “{word}”; the file has none at all."),
        }
    } else {
        Both {
            zh: format!("没有{zh}“{word}”，现有：{}。", list(Lang::Zh)),
            en: format!("There is no {en} “{word}”; there are: {}.", list(Lang::En)),
        }
    };
    Refusal::new(code, because)
}
