//! A row of the journal: who did what, when and why, with the public part of the act. Personal parts stay sealed.

use serde::Serialize;
use serde_json::Value;

use crate::cli::json;
use crate::cli::list::JournalLine;
use crate::cli::pairs::Pairs;
use crate::cli::problem::Problem;
use crate::cli::session::Session;
use crate::domain::id::PersonId;
use crate::ops::{blind, visibility};
use crate::refusal;
use crate::store::Read;
use crate::store::act::kind_name;

#[derive(Serialize)]
struct Whole {
    #[serde(flatten)]
    line: JournalLine,
    /// The public part of the act.
    payload: Value,
    /// Whether a sealed part belongs to it.
    sealed: bool,
    leaf: String,
}

pub fn show(session: &mut Session, read: &Read, viewer: PersonId, key: &str, json: bool) -> Result<(), Problem> {
    let row = key.parse().map_or(Ok(None), |seq| read.journal_row(seq))?;
    let shown = crate::exchange::shown::shown(key);
    let row = row.ok_or_else(|| {
        refusal!(
            "no_journal_row",
            "日志没有第“{shown}”条。请用 touchstone list journal 查看。",
            "The journal has no row “{shown}”. See touchstone list journal."
        )
    })?;
    if let Some(veiled) = blind::veil_of_row(read, viewer, &row)? {
        return Err(veiled.into());
    }
    let whole = Whole {
        line: JournalLine::of(read, &row)?,
        payload: visibility::payload(read, viewer, &row)?,
        sealed: row.sealed_digest.is_some(),
        leaf: row.leaf.iter().map(|byte| format!("{byte:02x}")).collect(),
    };
    if json {
        json::object(&mut session.out, &whole);
        return Ok(());
    }
    let lang = session.lang;
    let line = &whole.line;
    let mut pairs = Pairs::new(lang);
    pairs.add("序号", "Row", line.seq.to_string());
    pairs.add("时间", "Time", &line.at);
    pairs.add("事项", "Act", kind_name(&line.act, lang));
    pairs.add("人员", "Person", format!("{} · {}", line.name, line.role(lang)));
    pairs.add("理由", "Reason", line.reason.clone().unwrap_or_default());
    pairs.add("叶值", "Leaf", &whole.leaf);
    let sealed = lang.pick("有（不在此显示）", "yes (not shown here)");
    pairs.add("个人信息部分", "Sealed part", if whole.sealed { sealed } else { "" });
    let payload = serde_json::to_string_pretty(&whole.payload).unwrap_or_default();
    pairs.add("内容", "Contents", payload);
    pairs.print(&mut session.out);
    Ok(())
}
