//! A row in full, with what points at it or why it is so much.

use super::capital;
use crate::domain::employment::Certificate;
use crate::domain::employment::register::{Register, columns};
use crate::domain::id::AppointmentId;
use crate::domain::identity::inert;
use crate::domain::language::{Lang, Say};
use crate::exchange::wing_sheet::{SheetRow, Which, due_of};
use crate::say;
use crate::store::Failure;
use crate::store::employment::read::PostRow;
use crate::tui::context::Context;
use crate::tui::screens::wing::tell;
use crate::tui::widget::detail::Told;

/// The selected row told in full, with what points at it or why it is so much.
pub fn told(which: Which, row: &SheetRow, context: &Context) -> Result<Vec<Told>, Failure> {
    let id = row.id;
    match which {
        Which::Idle => holder_told(row.zh.first().map_or("", String::as_str), context),
        Which::Rows(register) => row_told(register, id, context),
        Which::Due | Which::Unequal => due_told(AppointmentId(id), context),
        Which::Flows => row_told(Register::Offer, id, context),
    }
}

/// A row's columns, what a plan or a pair came to, and the rows of other registers that point at it.
fn row_told(register: Register, id: i64, context: &Context) -> Result<Vec<Told>, Failure> {
    let (lang, theme) = (context.lang, &context.theme);
    let read = context.office.employment()?;
    let Some(row) = read.row(register, id)? else { return Ok(Vec::new()) };
    let pairs = columns(register).iter().zip(row.cells(lang));
    let mut lines: Vec<Told> = pairs.map(|(column, cell)| Told::pair(column.zh, column.en, inert(&cell))).collect();
    if register == Register::Plan {
        lines.extend([Told::Blank, Told::Heading("年初、年中、年终", "Through the year")]);
        let planned = row.cell("document", lang);
        lines.push(Told::Text(1, say!(lang, "年初计划：{planned}", "Planned: {planned}"), theme.text));
        for stage in read.stages(id)? {
            let (word, on, people) = (stage.stage.say(lang), stage.on, stage.people);
            let (document, note) = (inert(&stage.document), inert(&stage.note));
            let told = say!(
                lang,
                "{word}（{on}）：{document}，已培训 {people} 人。{note}",
                "{word} ({on}): {document}, {people} trained. {note}"
            );
            lines.push(Told::Text(1, told, theme.text));
        }
    }
    if let Some(end) = read.pair_end(id)?.filter(|_| register == Register::Pair) {
        let (outcome, on, note) = (end.outcome.say(lang), end.on, inert(&end.note));
        lines.push(Told::Text(0, format!("{on} {outcome}{}{note}", lang.pick("：", ": ")), theme.text));
    }
    let mut heading = None;
    for other in read.pointing(register, id, 30)? {
        if heading != Some(other.register) {
            heading = Some(other.register);
            lines.push(Told::Blank);
            lines.push(Told::Text(0, capital(&other.register, lang), theme.accent));
        }
        let cells = other.cells(lang).into_iter().filter(|cell| !cell.is_empty()).map(|cell| inert(&cell));
        lines.push(Told::Text(1, cells.collect::<Vec<_>>().join("  "), theme.text));
    }
    Ok(lines)
}

/// A holder's certificate, and the open posts that ask no more than it says, the highest first.
fn holder_told(number: &str, context: &Context) -> Result<Vec<Told>, Failure> {
    let (lang, theme) = (context.lang, &context.theme);
    let Some((one, posts)) = open_posts(number, context)? else { return Ok(Vec::new()) };
    let mut lines = vec![
        Told::pair("持证人", "Holder", inert(&one.holder)),
        Told::pair("证书编号", "Number", &one.number),
        Told::pair("职业", "Trade", inert(&one.trade.title())),
        Told::pair("等级", "Level", one.level.say(lang)),
        Told::pair("发证日期", "Issued on", one.issued_on.to_string()),
        Told::pair("发证机构", "Issuer", inert(&one.issuer)),
        Told::Blank,
        Told::Heading("能去的空缺岗位", "Open posts"),
    ];
    if posts.is_empty() {
        let none = lang.pick("现在没有。", "None now.");
        lines.push(Told::Text(1, none.to_owned(), theme.muted));
    }
    for post in &posts {
        let told = format!("{}  {}", post_title(post, lang), inert(&post.employer_name));
        lines.push(Told::Text(1, told, theme.text));
    }
    let order = lang.pick(
        "顺序：岗位等级高的在前，再按设立先后。按 a 聘任。",
        "Order: the highest rank first, then the longest open. a appoints.",
    );
    lines.extend([Told::Blank, Told::Text(0, order.to_owned(), theme.muted)]);
    Ok(lines)
}

pub fn post_title(post: &PostRow, lang: Lang) -> String {
    let (title, rank, vacant) = (inert(&post.post.title), post.post.rank.say(lang), post.vacant());
    say!(lang, "{title}（{rank}，空缺 {vacant}）", "{title} ({rank}, {vacant} vacant)")
}

/// So many posts are offered.
const POSTS: u32 = 50;

pub fn open_posts(number: &str, context: &Context) -> Result<Option<(Certificate, Vec<PostRow>)>, Failure> {
    let (read, today) = (context.office.employment()?, context.office.today());
    let Some(one) = read.certificate(number)? else { return Ok(None) };
    let posts = read.open_posts(&one.trade, one.rank().number(), today, POSTS)?;
    Ok(Some((one, posts)))
}

/// What an appointment is due, and why.
fn due_told(id: AppointmentId, context: &Context) -> Result<Vec<Told>, Failure> {
    let (lang, theme) = (context.lang, &context.theme);
    let Some((row, due)) = due_of(&context.office, id, context.office.today())? else { return Ok(Vec::new()) };
    let mut lines = vec![
        Told::pair("受聘人", "Person", inert(&row.name)),
        Told::pair("单位", "Employer", inert(&row.employer_name)),
        Told::pair("岗位", "Post", inert(&row.post_title)),
        Told::pair("聘任等级", "Rank", row.appointment.rank.say(lang)),
        Told::pair("聘书写明", "In the document", inert(&row.appointment.treatment)),
        Told::Blank,
    ];
    lines.extend(tell::due(&due, lang, theme));
    Ok(lines)
}
