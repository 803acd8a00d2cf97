//! The proof of separation as a page of text: to read, to print, to hand to whoever asks.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::{DateTime, FixedOffset};

use super::print::Paper;
use super::print::write::{is_pdf, write};
use crate::document::report::{self, Report};
use crate::domain::identity::inert;
use crate::domain::language::{Lang, Say};
use crate::ops::Office;
use crate::ops::wall::{Told, Wall};
use crate::say;
use crate::store::Failure;
use crate::store::backup::Existing;
use crate::store::labels::Side;
use crate::store::wall::{Handle, Operation};

fn side(side: Side, lang: Lang) -> &'static str {
    match side {
        Side::Evaluation => lang.pick("评价", "evaluation"),
        Side::Common => lang.pick("公共", "common"),
        Side::Window => lang.pick("窗口", "window"),
        Side::Employment => lang.pick("聘任", "employment"),
    }
}

fn journal(told: Option<&Told>, lang: Lang) -> String {
    match told {
        Some(told) => {
            let (rows, root) = (told.rows, &told.root);
            say!(lang, "{rows} 条，根 {root}", "{rows} rows, root {root}")
        }
        None => lang.pick("坏了，见下", "damaged, see below").to_owned(),
    }
}

/// The page, a line each. It says what was asked of SQLite and what SQLite answered; the verdict comes first.
pub fn page(wall: &Wall, station: &str, now: DateTime<FixedOffset>, lang: Lang) -> Vec<String> {
    let mut lines = vec![lang.pick("评聘分离证明", "Proof that evaluation and employment are apart").to_owned()];
    let (station, when) = (inert(station), now.format("%Y-%m-%d %H:%M"));
    lines.push(format!("{station}  {when}"));
    lines.push(String::new());
    lines.push(if wall.holds {
        lang.pick(
            "结论：成立。没有一张表、一条语句、一个人越过墙。",
            "Verdict: it holds. No table, no statement and nobody crosses the wall.",
        )
        .to_owned()
    } else {
        let n = wall.findings.len();
        say!(lang, "结论：不成立，{n} 处越界，见文末。", "Verdict: it does not hold; {n} finding(s) at the end.")
    });
    lines.push(String::new());
    schema(wall, lang, &mut lines);
    journals(wall, lang, &mut lines);
    attempts(wall, lang, &mut lines);
    ways(wall, lang, &mut lines);
    people(wall, lang, &mut lines);
    if !wall.findings.is_empty() {
        lines.push(lang.pick("六、越界", "6. Findings").to_owned());
        lines.extend(wall.findings.iter().map(|finding| format!("  {}", finding.say(lang))));
        lines.push(String::new());
    }
    lines.push(
        lang.pick(
            "本页只说明本程序做得到什么：谁拿着文件，用别的工具仍能改动；改动由 touchstone check --full 查出。",
            "This page says what the program can do. Whoever holds the file can change it with other tools; touchstone check --full finds that.",
        )
        .to_owned(),
    );
    lines
}

/// Writes the page as what the name's ending says: `.pdf` on paper, else text.
pub fn export(office: &Office, wall: &Wall, to: &Path, lang: Lang, existing: Existing) -> Result<(), Failure> {
    let station = office.read().station()?.map_or(String::new(), |station| station.name);
    let lines = page(wall, &station, office.now(), lang);
    if !is_pdf(to) {
        return write(format!("{}\n", lines.join("\n")).as_bytes(), to, existing);
    }
    let mut lines = lines.into_iter();
    let (title, station) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    let paragraphs = lines.filter(|line| !line.is_empty()).collect();
    let report = Report { title, station: station.clone(), paragraphs, ..Report::default() };
    let paper = Paper::today(office, &station, lang);
    write(&paper.pdf(&report.title, &report::pages(&report, paper.faces, lang)?)?, to, existing)
}

fn schema(wall: &Wall, lang: Lang, lines: &mut Vec<String>) {
    lines.push(lang.pick("一、表结构", "1. The schema").to_owned());
    let counts = wall.tables.iter().map(|(of, n)| format!("{} {n}", side(*of, lang))).collect::<Vec<_>>();
    let (counts, across) = (counts.join(lang.pick("、", ", ")), wall.foreign_keys_across);
    lines.push(say!(
        lang,
        "  表：{counts}；越墙的外键：{across}。聘任只读窗口表 certificate_public，没有分数。",
        "  Tables: {counts}; foreign keys across: {across}. Employment reads the window certificate_public, and it holds no mark."
    ));
    lines.push(String::new());
}

fn journals(wall: &Wall, lang: Lang, lines: &mut Vec<String>) {
    lines.push(lang.pick("二、日志", "2. The journals").to_owned());
    let (evaluation, employment) = (journal(wall.evaluation.as_ref(), lang), journal(wall.employment.as_ref(), lang));
    lines.push(say!(lang, "  评价日志：{evaluation}", "  evaluation: {evaluation}"));
    lines.push(say!(lang, "  聘任日志：{employment}", "  employment: {employment}"));
    if let Some(seen) = wall.seen {
        lines.push(say!(
            lang,
            "  最新一条聘任操作见到的评价日志：{seen} 条（只知道条数）",
            "  the newest act of employment saw {seen} acts of evaluation (their number and nothing else)"
        ));
    }
    lines.push(String::new());
}

fn attempts(wall: &Wall, lang: Lang, lines: &mut Vec<String>) {
    let n = wall.attempts.len();
    lines.push(say!(
        lang,
        "三、逐表逐项尝试（{n} 次，只准备，不执行）",
        "3. Every table, every operation ({n} attempts, prepared and never run)"
    ));
    // handle and side → per operation: allowed of all
    let mut counts: BTreeMap<(&str, &str), [(u32, u32); 4]> = BTreeMap::new();
    for attempt in &wall.attempts {
        let at = Operation::ALL.iter().position(|operation| *operation == attempt.operation).unwrap_or(0);
        let handle = match attempt.handle {
            Handle::Evaluation => lang.pick("评价", "evaluation"),
            Handle::Employment => lang.pick("聘任", "employment"),
            Handle::Keeper => lang.pick("检查", "keeper"),
        };
        let cell = &mut counts.entry((handle, side(attempt.side, lang))).or_default()[at];
        cell.0 += u32::from(attempt.allowed);
        cell.1 += 1;
    }
    lines.push(
        lang.pick(
            "  句柄 → 表所在一侧：准许/尝试（读取、写入、改动、删除）",
            "  handle → side of the table: allowed/tried (read, insert, update, delete)",
        )
        .to_owned(),
    );
    for ((handle, of), cells) in counts {
        let cells = cells.iter().map(|(yes, all)| format!("{yes}/{all}")).collect::<Vec<_>>().join("  ");
        lines.push(format!("  {handle} → {of}: {cells}"));
    }
    lines.push(String::new());
}

fn ways(wall: &Wall, lang: Lang, lines: &mut Vec<String>) {
    lines.push(lang.pick("四、绕过的办法", "4. Ways round").to_owned());
    for way in &wall.ways_round {
        let (handle, what) = (way.handle.say(lang), way.what.say(lang));
        lines.push(match &way.refused {
            Some(refused) => {
                let refused = refused.say(lang);
                say!(
                    lang,
                    "  {handle}，{what}：拒绝（不得{refused}）",
                    "  {handle}, {what}: refused (must not {refused})"
                )
            }
            None => say!(lang, "  {handle}，{what}：没有拒绝！", "  {handle}, {what}: not refused!"),
        });
    }
    lines.push(String::new());
}

fn people(wall: &Wall, lang: Lang, lines: &mut Vec<String>) {
    lines.push(lang.pick("五、人", "5. People").to_owned());
    for person in &wall.people {
        let (name, here, there) = (inert(&person.name), person.evaluation, person.employment);
        let moved = person.moved.len();
        let mut line =
            say!(lang, "  {name}：评价 {here} 条，聘任 {there} 条", "  {name}: evaluation {here}, employment {there}");
        if moved > 0 {
            line.push_str(&say!(lang, "，先后换边 {moved} 次", ", changed sides {moved} time(s), one after the other"));
        }
        if !person.both.is_empty() {
            line.push_str(lang.pick("，曾同时在两侧！", ", stood on both sides at once!"));
        }
        lines.push(line);
    }
    lines.push(String::new());
}
