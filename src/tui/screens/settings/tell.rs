//! The parts of the settings told in lines.

use chrono::Datelike;

use super::section::Section;
use crate::domain::evaluation::staffing::Card;
use crate::domain::identity::inert;
use crate::domain::language::Say;
use crate::domain::refusal::Refusal;
use crate::ops::{keep, settings};
use crate::say;
use crate::store::Failure;
use crate::store::backup::Backup;
use crate::tui::context::Context;
use crate::tui::screens::parts::words;
use crate::tui::screens::sign_in::roles;
use crate::tui::theme::Palette;
use crate::tui::widget::detail::Told;
use crate::tui::widget::fit::pad;

/// A part, or the refusal of the file to be read. `copy` is the backup made last while the screen was open.
pub fn tell(section: Section, copy: Option<&Backup>, context: &Context) -> Vec<Told> {
    let lang = context.lang;
    let mut lines = vec![Told::Text(0, section.name().say(lang), context.theme.title), Told::Blank];
    match part(section, copy, context) {
        Ok(part) => lines.extend(part),
        Err(failure) => lines.push(Told::Text(0, Refusal::from(failure).say(lang), context.theme.bad)),
    }
    lines
}

fn part(section: Section, copy: Option<&Backup>, context: &Context) -> Result<Vec<Told>, Failure> {
    match section {
        Section::Station => station(context),
        Section::Scope => scope(context),
        Section::People => people(context),
        Section::Examiners => examiners(context),
        Section::Ties => ties(context),
        Section::Rules => rules(context),
        Section::Calendar => calendar(context),
        Section::Mappings => mappings(context),
        Section::Preferences => Ok(preferences(context)),
        Section::File => file(copy, context),
    }
}

fn station(context: &Context) -> Result<Vec<Told>, Failure> {
    let Some(station) = context.office.read().station()? else {
        let none = context.lang.pick("这个文件还不属于任何鉴定站。", "This file belongs to no station yet.");
        return Ok(vec![Told::Text(0, none.to_owned(), context.theme.muted)]);
    };
    Ok(vec![
        Told::pair("名称", "Name", station.name),
        Told::pair("信用代码", "Credit code", station.credit_code),
        Told::pair("行政区划", "Region", station.region),
        Told::pair("站点代码", "Site code", station.site_code),
        Told::pair("地址", "Address", station.address),
        Told::pair("电话", "Phone", station.phone),
    ])
}

fn scope(context: &Context) -> Result<Vec<Told>, Failure> {
    let (lang, theme, today) = (context.lang, &context.theme, context.office.today());
    let rows = context.office.read().scopes()?;
    let mut lines: Vec<Told> = Vec::new();
    for row in &rows {
        let level = words::level(row.level, lang);
        let style = if row.in_force(today) { theme.text } else { theme.muted };
        lines.push(Told::Pieces(0, vec![(pad(&row.trade_name, 20), style), (format!("  {level}"), style)]));
    }
    if rows.is_empty() {
        let none = lang.pick(
            "没有备案，不能公告批次；按 Enter 登记。",
            "Nothing is filed, so no batch can be announced; Enter files it.",
        );
        lines.push(Told::Text(0, none.to_owned(), theme.warn));
    }
    Ok(lines)
}

fn people(context: &Context) -> Result<Vec<Told>, Failure> {
    let (lang, theme) = (context.lang, &context.theme);
    let people = context.office.read().people()?;
    let line = |person: &crate::store::read::station::Person| {
        let roles = roles(person).say(lang);
        Told::Pieces(0, vec![(pad(&person.name, 14), theme.text), (format!("  {roles}"), theme.muted)])
    };
    Ok(people.iter().map(line).collect())
}

/// Name, and the card with what is to be minded about it.
fn examiners(context: &Context) -> Result<Vec<Told>, Failure> {
    let (lang, theme) = (context.lang, &context.theme);
    let (read, today) = (context.office.read(), context.office.today());
    let mut lines = Vec::new();
    for (person, record) in read.examiners()? {
        let card = record.card_on(today);
        let until = super::examiners::until(record.card_until, card).say(lang);
        let style = if card == Card::Valid { theme.muted } else { theme.warn };
        let kind = pad(&record.kind.say(lang), lang.pick("高级考评员", "senior examiner").len().min(15));
        let name = pad(&read.person_name(person)?, 14);
        lines.push(Told::Pieces(
            0,
            vec![(name, theme.text), (format!("  {kind}"), theme.muted), (format!("  {until}"), style)],
        ));
    }
    if lines.is_empty() {
        let none = lang.pick(
            "还没有登记考评员，不能派遣考评组；按 Enter 登记。",
            "No examiner is recorded, so no panel can be named; Enter records one.",
        );
        lines.push(Told::Text(0, none.to_owned(), theme.warn));
    }
    Ok(lines)
}

fn ties(context: &Context) -> Result<Vec<Told>, Failure> {
    let (lang, theme) = (context.lang, &context.theme);
    let read = context.office.read();
    let mut lines = Vec::new();
    for tie in read.ties()?.into_iter().filter(|tie| !tie.withdrawn) {
        let (person, kind, other) = (read.person_name(tie.person)?, tie.kind.say(lang), inert(&tie.name));
        let told = say!(lang, "  {kind}：{other}", "  {kind}: {other}");
        lines.push(Told::Pieces(0, vec![(pad(&person, 14), theme.text), (told, theme.muted)]));
    }
    if lines.is_empty() {
        let none = lang.pick(
            "还没有申报；考评员与考生有亲属、师生、师徒关系的，按 Enter 再按 a 登记。",
            "None is declared. Enter, then a records an examiner's kinship, teaching or apprenticeship with a candidate.",
        );
        lines.push(Told::Text(0, none.to_owned(), theme.muted));
    }
    Ok(lines)
}

fn rules(context: &Context) -> Result<Vec<Told>, Failure> {
    let (lang, theme, read) = (context.lang, &context.theme, context.office.read());
    let mut lines = Vec::new();
    for setting in settings::all() {
        let value = setting.value(&read)?;
        let (told, default) = (setting.tell(&value, lang), setting.tell(setting.default, lang));
        lines.push(Told::Pair(setting.zh, setting.en, told, theme.text));
        if value != setting.default {
            lines.push(Told::Pair("", "", say!(lang, "默认 {default}", "default {default}"), theme.muted));
        }
    }
    Ok(lines)
}

fn calendar(context: &Context) -> Result<Vec<Told>, Failure> {
    let (lang, theme, today) = (context.lang, &context.theme, context.office.today());
    let days = context.office.read().calendar_days()?;
    let known = context.office.read().calendar()?;
    let mut lines: Vec<Told> = Vec::new();
    for year in [today.year(), today.year() + 1].into_iter().filter(|year| !known.knows(*year)) {
        let text = say!(
            lang,
            "{year} 年的节假日还没有登记，期限只避开周末；按 Enter，再按 y 载入公布的年度或按 a 逐日登记。",
            "No holiday of {year} is recorded, so windows pass over weekends only; Enter, then y takes in the published years and a adds a day."
        );
        lines.push(Told::Text(0, text, theme.warn));
    }
    for day in days.iter().filter(|day| day.day >= today) {
        let (kind, name) = (day.kind.say(lang), inert(&day.name));
        let on = words::weekday(day.day).say(lang);
        lines.push(Told::Pieces(0, vec![(pad(&on, 22), theme.text), (pad(&kind, 8), theme.text), (name, theme.muted)]));
    }
    Ok(lines)
}

fn mappings(context: &Context) -> Result<Vec<Told>, Failure> {
    let (lang, theme) = (context.lang, &context.theme);
    let mappings = context.office.read().mappings()?;
    let mut lines: Vec<Told> = Vec::new();
    for (name, value) in &mappings {
        lines.push(Told::Text(0, name.clone(), theme.text));
        lines.push(Told::Text(1, inert(value), theme.muted));
    }
    if mappings.is_empty() {
        let none = lang.pick(
            "还没有；导入名册时对好的列可以存成方案。",
            "None yet; columns matched during an import can be kept.",
        );
        lines.push(Told::Text(0, none.to_owned(), theme.muted));
    }
    Ok(lines)
}

fn preferences(context: &Context) -> Vec<Told> {
    let rows = super::part::PREFERENCES.into_iter();
    rows.map(|(zh, en, _)| Told::pair(zh, en, preference(en, context))).collect()
}

/// What a preference is just now, by its English name.
pub fn preference(name: &str, context: &Context) -> String {
    let lang = context.lang;
    let told = match name {
        "Language" => lang.pick("中文", "English"),
        "Colours" => match context.theme.palette {
            Palette::Dark => lang.pick("深色", "dark"),
            Palette::Light => lang.pick("浅色", "light"),
            Palette::Mono => lang.pick("不用颜色", "none"),
        },
        _ if context.theme.ascii => "ASCII",
        _ => lang.pick("线条", "lines"),
    };
    told.to_owned()
}

/// How the backups stand.
fn backups(context: &Context) -> Result<Vec<Told>, Failure> {
    let (lang, theme, standing) = (context.lang, &context.theme, keep::standing(&context.office)?);
    let since = standing.since;
    let (last, style) = match standing.last {
        Some(last) => {
            let at = last.at.format("%Y-%m-%d %H:%M");
            let style = if standing.is_due(context.office.today()) { theme.warn } else { theme.text };
            (say!(lang, "{at}，之后有 {since} 条记录", "{at}, {since} acts since"), style)
        }
        None => (lang.pick("还没有", "none yet").to_owned(), theme.warn),
    };
    let (key, key_style) = match standing.has_key {
        true => (lang.pick("已设", "set"), theme.text),
        false => (lang.pick("还没有设：按 P", "not set: press P"), theme.warn),
    };
    let folder = match &standing.folder {
        Some(folder) => inert(&folder.display().to_string()),
        None => lang.pick("没有设，离开时不自动备份：按 f", "none, so no backup on leaving: press f").to_owned(),
    };
    Ok(vec![
        Told::Pair("上次备份", "Last backup", last, style),
        Told::Pair("备份口令", "Passphrase", key.to_owned(), key_style),
        Told::pair("备份文件夹", "Folder", folder),
    ])
}

fn file(copy: Option<&Backup>, context: &Context) -> Result<Vec<Told>, Failure> {
    let (lang, theme, office) = (context.lang, &context.theme, &context.office);
    let acts = office.read().journal_root()?.map_or(0, |(size, _)| size);
    let mut lines = vec![
        Told::pair("路径", "Path", office.path().display().to_string()),
        Told::pair("大小", "Size", words::size(keep::file_size(office))),
        Told::pair("记录", "Acts", acts.to_string()),
    ];
    match copy {
        Some(copy) => {
            let (size, sha256) = (words::size(copy.bytes), copy.sha256.to_string());
            let sha256 = words::grouped(sha256.get(..12).unwrap_or_default());
            let told = say!(lang, "已核实，{size}，SHA-256 {sha256} …", "proven, {size}, SHA-256 {sha256} …");
            lines.push(Told::Pair("刚才的备份", "Backup just now", told, theme.good));
        }
        None => {
            let told = lang.pick(
                "按 b 备份；加密、写完、重读核实之后才算完成。",
                "b seals a backup; done is said once it was read again and proven.",
            );
            lines.extend([Told::Blank, Told::Text(0, told.to_owned(), theme.muted)]);
        }
    }
    lines.push(Told::Blank);
    lines.extend(backups(context)?);
    Ok(lines)
}
