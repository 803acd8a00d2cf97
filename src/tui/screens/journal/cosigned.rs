//! Another office's cosignature that came back on a stick: filed below its checkpoint, and told with it.

use std::path::Path;

use crate::both;
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::exchange::verifying::{LONGEST, Unread, trust_list};
use crate::ops::cosign::{Filed, file};
use crate::store::Failure;
use crate::store::cosignature::CosignatureRow;
use crate::store::fault::FileError;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::popup::ask::Ask;
use crate::tui::screen::{Answer, Flow};
use crate::tui::widget::detail::Told;

pub fn ask() -> Ask {
    Ask::new(
        both!("联署归档", "File a cosignature"),
        both!(
            "上级机构联署后交回的存证文件（联署机构须在信任名单里）：",
            "The checkpoint that a higher office of the trust list cosigned, as a file:"
        ),
    )
}

pub fn answered(asked: Intent, answer: &Answer, context: &mut Context) -> Flow {
    let Answer::Text(path) = answer else { return Flow::Stay };
    let done = take(Path::new(path.trim()), context);
    match context.tell(done) {
        Some(filed) => {
            context.done(filed.told());
            Flow::Stay
        }
        // Nothing typed is lost.
        None => Flow::ask(asked, ask().value(path)),
    }
}

fn take(path: &Path, context: &mut Context) -> Result<Filed, Failure> {
    let unread = |error: std::io::Error| Failure::from(FileError::from(error).of(path));
    let size = std::fs::metadata(path).map_err(unread)?.len();
    if size > LONGEST {
        let most = LONGEST / 1024 / 1024;
        return Err(crate::refusal!("too_long", "文件超过 {most} MB。", "The file is larger than {most} MB.").into());
    }
    let text = String::from_utf8_lossy(&std::fs::read(path).map_err(unread)?).into_owned();
    let trust = trust_list(None).map_err(told_unread)?.unwrap_or_default();
    file(&mut context.office, &text, &trust)
}

fn told_unread(unread: Unread) -> Failure {
    match unread {
        Unread::List(words) | Unread::Proof(words) => Refusal::new("unread", words).into(),
        Unread::Io(error, path) => FileError::from(error).of(&path).into(),
    }
}

/// Who cosigned a checkpoint and when, by the trust list where it knows them.
pub fn told(filed: &[CosignatureRow], context: &Context) -> Vec<Told> {
    let trust = trust_list(None).ok().flatten().unwrap_or_default();
    filed.iter().map(|one| Told::pair("联署", "Cosigned by", who(one, &trust, context.lang))).collect()
}

fn who(one: &CosignatureRow, trust: &crate::credential::trust::TrustList, lang: Lang) -> String {
    let name = trust.of_journal(&one.office).map_or(&one.office, |card| &card.station.name);
    let time = i64::try_from(one.made.time).ok().and_then(|time| chrono::DateTime::from_timestamp(time, 0));
    let zone = chrono::FixedOffset::east_opt(8 * 3600).expect("an offset within a day");
    let at = time.map_or_else(String::new, |time| time.with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string());
    let name = crate::domain::identity::inert(name);
    Both { zh: format!("{name}，{at}"), en: format!("{name}, {at}") }.say(lang)
}
