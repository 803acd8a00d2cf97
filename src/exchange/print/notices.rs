//! 成绩通知单, slips and the day-end page: the lines of their text versions, each with the QR code of the checkpoint it stands for.

use super::paper::Paper;
use crate::credential::checkpoint_code::CheckpointCode;
use crate::document::letter::{self, Letter};
use crate::document::shape::Page;
use crate::document::slip::{self, Slip};
use crate::domain::refusal::Refusal;
use crate::ops::checkpoint::note_now;
use crate::ops::day::DayPage;
use crate::store::{Failure, Read};

/// A notice as a page; `code` is what the QR of its checkpoint says.
pub fn notice(lines: Vec<String>, code: Option<&str>, paper: &Paper) -> Result<Vec<Page>, Refusal> {
    let note = paper.lang.pick(
        "存证二维码：出具本单时的日志状态，可交督导员核对。",
        "The checkpoint as a QR code: the journal's state when this was made out, for a supervisor to compare.",
    );
    letter::pages(&Letter { lines, code: code.map(str::to_owned), code_note: note.to_owned() }, paper.faces)
}

/// Up to eight slips on a page: what the notice says without its letterhead.
pub fn slips(notices: Vec<Vec<String>>, code: Option<&str>, paper: &Paper) -> Result<Vec<Page>, Refusal> {
    let one = |lines: Vec<String>| {
        let mut lines = lines.into_iter().skip(1).filter(|line| !line.is_empty());
        let title = lines.next().unwrap_or_default();
        Slip { title, lines: lines.collect(), code: code.map(str::to_owned) }
    };
    let slips: Vec<Slip> = notices.into_iter().map(one).collect();
    slip::pages(&slips, paper.faces)
}

/// The page of a day's end, for the paper minutes; with the QR of its checkpoint while the journal stands as it stood then.
pub fn day(read: &Read, page: &DayPage, paper: &Paper) -> Result<Vec<Page>, Failure> {
    let mut lines = page.lines(paper.lang);
    // Its first line is the station and what the page is.
    if let Some((station, title)) = lines[0].split_once("  ").map(|(a, b)| (a.to_owned(), b.to_owned())) {
        lines.splice(..1, [station, title, String::new()]);
    }
    let now = read.checkpoint_now()?.filter(|now| CheckpointCode::of(now).to_string() == page.code);
    let code = now.map(|now| Ok::<_, Failure>(note_now(read, &now)?.unwrap_or_else(|| now.body()))).transpose()?;
    let note = paper.lang.pick("本页的存证和签名。", "The checkpoint of this page and its signature.");
    Ok(letter::pages(&Letter { lines, code, code_note: note.to_owned() }, paper.faces)?)
}
