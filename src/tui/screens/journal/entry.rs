//! One row of the journal as people read it.

use crate::both;
use crate::domain::id::PersonId;
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::domain::stamp::Role;
use crate::ops::{Office, blind, visibility};
use crate::store::Failure;
use crate::store::act::kind_name;
use crate::store::journal::JournalRow;
use crate::tui::context::Context;
use crate::tui::screens::parts::words;
use crate::tui::widget::detail::Told;

#[derive(Clone)]
pub struct Row {
    pub row: JournalRow,
    /// Who did it: a name, or the program itself.
    pub who: Both,
    second: Option<String>,
    pub about: Both,
    /// Why whoever sits here may not read it yet.
    veiled: Option<Refusal>,
    /// Whether the sealed part is still there; none where the act has none.
    sealed: Option<bool>,
    /// The public part as whoever sits here may see it.
    payload: serde_json::Value,
}

impl Row {
    pub fn read(office: &Office, row: JournalRow) -> Result<Row, Failure> {
        let read = office.read();
        let who = match row.person {
            0 => both!("程序", "program"),
            id => words::data(read.person_name(PersonId(id))?),
        };
        let second = row.second.map(|id| read.person_name(PersonId(id))).transpose()?;
        let sealed = row.sealed_digest.is_some().then(|| read.has_sealed(row.seq)).transpose()?;
        let veiled = blind::veil_of_row(&read, office.who(), &row)?;
        let about = match &veiled {
            Some(_) => both!("盲评中", "blind marking"),
            None => super::about::about(&read, &row)?,
        };
        let payload = visibility::payload(&read, office.who(), &row)?;
        Ok(Row { veiled, row, who, second, about, sealed, payload })
    }

    pub fn role(&self, lang: Lang) -> String {
        Role::from_word(&self.row.role).map_or_else(|| self.row.role.clone(), |role| role.say(lang))
    }

    /// Everything of the act; its content only where it is public. At most so many lines of it.
    pub fn tell(&self, lines_of_payload: usize, context: &Context) -> Vec<Told> {
        let (lang, theme, row) = (context.lang, &context.theme, &self.row);
        let seq = row.seq;
        let title = format!("{seq}  {}", kind_name(&row.kind, lang));
        let mut lines = vec![Told::Text(0, title, theme.title), Told::Blank];
        let mut pair = |zh, en, value: String| lines.push(Told::pair(zh, en, value));
        pair("事由", "About", self.about.say(lang));
        pair("时间", "Time", row.at.replace('T', " "));
        pair("经办", "By", format!("{}  {}", self.who.say(lang), self.role(lang)));
        if let Some(second) = &self.second {
            pair("第二人", "Second person", second.clone());
        }
        if let Some(reason) = &row.reason {
            pair("理由", "Reason", reason.clone());
        }
        let sealed = match self.sealed {
            None => lang.pick("无", "none"),
            Some(true) => lang.pick("在，已密封", "present, sealed"),
            Some(false) => lang.pick("已清除", "erased"),
        };
        pair("个人部分", "Personal part", sealed.to_owned());
        pair("本条摘要", "Row digest", words::grouped(&words::hex(&row.leaf)));
        lines.extend([Told::Blank, Told::Heading("公开部分", "Public part")]);
        if let Some(veiled) = &self.veiled {
            lines.push(Told::Text(0, veiled.because.say(lang), theme.muted));
            return lines;
        }
        let text = serde_json::to_string_pretty(&self.payload).unwrap_or_default();
        lines.extend(text.lines().take(lines_of_payload).map(|line| {
            let bare = line.trim_start();
            Told::Text(((line.len() - bare.len()) / 2) as u16, bare.to_owned(), theme.text)
        }));
        if text.lines().count() > lines_of_payload {
            lines.push(Told::Text(0, lang.pick("按 Enter 看全部。", "Enter shows all.").to_owned(), theme.muted));
        }
        lines
    }
}
