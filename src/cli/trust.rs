//! `trust`: cards of stations and the list of them that verifying uses.

use std::path::{Path, PathBuf};

use clap::Subcommand;

use super::problem::Problem;
use super::session::Session;
use super::verify::unread;
use super::{DONE, json, output};
use crate::credential::did;
use crate::credential::trust::{Card, KeyDays, TrustList};
use crate::domain::language::Lang;
use crate::exchange::shown::shown;
use crate::exchange::verifying::{kept_list, trust_list};
use crate::ops::trust::{own_card, status_list, vouch};
use crate::store::{write_new, write_over};
use crate::{refusal, say};

#[derive(Debug, Subcommand)]
pub enum TrustVerb {
    /// 写出本站的信任卡（须登录） · write this station's card (signed in)
    Make {
        /// 写到 · into this file
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// 以本机构的证书密钥为名单里的站担保 · vouch for the stations of a list with this office's credential key
    Vouch {
        /// 下级站的信任卡 · the lower station's card
        #[arg(value_name = "LIST")]
        list: PathBuf,
        /// 写到；本机构自己的卡一并附上 · into this file, with this office's own card beside
        #[arg(long, value_name = "FILE")]
        output: PathBuf,
    },
    /// 看一份名单；默认是已存下的 · show a list; by default the one that is kept
    Show {
        #[arg(value_name = "LIST")]
        list: Option<PathBuf>,
        /// 输出 JSON · print JSON
        #[arg(long)]
        json: bool,
    },
    /// 把名单并入已存下的 · take a list into the one that is kept
    Import {
        #[arg(value_name = "LIST")]
        list: PathBuf,
    },
    /// 写出状态清单：已撤销和已更正的编号（须登录） · write the status list: numbers revoked or corrected (signed in)
    Status {
        /// 写到 · into this file
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
}

pub fn run(session: &mut Session, verb: &TrustVerb) -> Result<u8, Problem> {
    match verb {
        TrustVerb::Make { output } => {
            let card = own_card(&session.open()?)?;
            output::text(session, &card.to_text(), output.as_deref())?;
        }
        TrustVerb::Status { output } => {
            let list = status_list(&session.open()?)?;
            output::text(session, &list.to_text(), output.as_deref())?;
        }
        TrustVerb::Vouch { list, output } => {
            let office = session.open()?;
            let mut list = named(list)?;
            for card in &mut list.cards {
                vouch(&office, card)?;
            }
            list.take(own_card(&office)?);
            output::text(session, &list.to_text(), Some(output))?;
        }
        TrustVerb::Show { list, json } => {
            let list = trust_list(list.as_deref()).map_err(unread)?.unwrap_or_default();
            show(session, &list, *json);
        }
        TrustVerb::Import { list } => import(session, &named(list)?)?,
    }
    Ok(DONE)
}

fn named(path: &Path) -> Result<TrustList, Problem> {
    Ok(trust_list(Some(path)).map_err(unread)?.unwrap_or_default())
}

/// A card that takes the place of a kept one must be signed by a key that the kept one names: else another station uses its name.
fn import(session: &mut Session, list: &TrustList) -> Result<(), Problem> {
    let kept = trust_list(None).map_err(unread)?;
    let is_new = kept.is_none();
    let mut kept = kept.unwrap_or_default();
    for card in &list.cards {
        if let Some(before) = kept.of_journal(&card.station.journal)
            && !card.station.register.iter().any(|days| before.station.register.iter().any(|own| own.key == days.key))
        {
            let name = shown(&card.station.name);
            return Err(refusal!(
                "other_keys",
                "“{name}”的新卡没有一把旧卡上的密钥，可能是冒名，没有导入。请当面核对公钥。",
                "The new card of “{name}” has none of the keys of the kept one: it may be somebody else's; nothing was taken in. Compare the keys face to face."
            )
            .into());
        }
        kept.take(card.clone());
    }
    let path = kept_list().ok_or_else(|| {
        refusal!(
            "no_home",
            "找不到用户的数据文件夹，名单存不下。查验时用 --trust 指明名单。",
            "There is no folder for the user's data, so the list cannot be kept. Name it with --trust when verifying."
        )
    })?;
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|error| Problem::io(error, folder))?;
    }
    let text = kept.to_text();
    if is_new {
        write_new(&path, text.as_bytes())?
    } else {
        write_over(&path, text.as_bytes())?
    };
    show(session, list, false);
    let n = list.cards.len();
    session.out.line(&say!(session.lang, "已存入 {n} 个站。", "{n} station(s) are kept."));
    Ok(())
}

#[derive(serde::Serialize)]
struct Told<'a> {
    name: &'a str,
    site_code: &'a str,
    journal: &'a str,
    credential_keys: Vec<KeyTold>,
    register_keys: Vec<KeyTold>,
    vouched_by: Vec<String>,
}

#[derive(serde::Serialize)]
struct KeyTold {
    key: String,
    from: String,
    until: Option<String>,
}

fn keys(keys: &[KeyDays]) -> Vec<KeyTold> {
    let told = |days: &KeyDays| KeyTold {
        key: did::did(&days.key),
        from: days.from.to_string(),
        until: days.until.map(|day| day.to_string()),
    };
    keys.iter().map(told).collect()
}

fn vouchers(list: &TrustList, card: &Card, lang: Lang) -> Vec<String> {
    let told = |voucher: crate::credential::trust::Voucher| match voucher.name {
        Some(name) => format!("{} {}", shown(&name), voucher.on),
        None => {
            let journal = shown(&voucher.journal);
            say!(lang, "{journal}（名单里没有它的卡，无法核对）", "{journal} (the list has no card of it: unproven)")
        }
    };
    list.vouchers(card).into_iter().map(told).collect()
}

fn show(session: &mut Session, list: &TrustList, as_json: bool) {
    let lang = session.lang;
    if as_json {
        let mut array = json::Array::default();
        for card in &list.cards {
            let station = &card.station;
            let told = Told {
                name: &station.name,
                site_code: &station.site_code,
                journal: &station.journal,
                credential_keys: keys(&station.credential),
                register_keys: keys(&station.register),
                vouched_by: vouchers(list, card, lang),
            };
            array.push(&mut session.out, &told);
        }
        array.end(&mut session.out);
        return;
    }
    if list.cards.is_empty() {
        session.out.line(lang.pick("信任名单是空的。", "The trust list is empty."));
    }
    for card in &list.cards {
        let station = &card.station;
        session.out.line(&format!(
            "{}  {}  {}",
            shown(&station.name),
            shown(&station.site_code),
            shown(&station.journal)
        ));
        for (zh, en, list) in
            [("证书密钥", "credential", &station.credential), ("登记密钥", "register", &station.register)]
        {
            for key in keys(list) {
                let (word, until) = (lang.pick(zh, en), key.until.unwrap_or_default());
                session.out.line(&format!("  {word}  {}  {}–{until}", key.key, key.from));
            }
        }
        for voucher in vouchers(list, card, lang) {
            session.out.line(&say!(lang, "  担保：{voucher}", "  vouched for by: {voucher}"));
        }
    }
}
