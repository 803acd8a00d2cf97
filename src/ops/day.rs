//! The end of a day 日终: one act, one checkpoint, and the page that goes into the paper minutes.

use chrono::NaiveDate;
use serde::Serialize;

use super::Office;
use crate::credential::checkpoint::Checkpoint;
use crate::credential::checkpoint_code::CheckpointCode;
use crate::domain::anchor::Reason;
use crate::domain::id::PersonId;
use crate::domain::language::Lang;
use crate::store::act::{Act, ClockJumped, DayEnded, Kind, kind_name};
use crate::store::{Decided, Failure, Read};
use crate::{refusal, say};

const DAY_ENDED: &str = "day_ended";
/// The kind of act that records a jump of the clock.
pub const CLOCK_JUMPED: &str = "clock_jumped";

/// What one day's end puts on paper: the acts since the one before it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DayPage {
    pub station: String,
    pub on: NaiveDate,
    /// The first act of the page.
    pub from: u64,
    /// The act that closed the day, which is the journal's size then.
    pub size: u64,
    /// The root of the journal's tree then, in hex.
    pub root: String,
    pub code: String,
    /// How many acts of each kind, by its word, the most frequent first.
    pub acts: Vec<(String, u64)>,
    /// Who did how many; an empty name is the program itself.
    pub people: Vec<(String, u64)>,
    /// Jumps of the clock, from and to.
    pub jumps: Vec<(String, String)>,
}

/// Whether there is anything to close.
pub fn may_end(read: &Read) -> Result<(), Failure> {
    let size = read.journal_root()?.map_or(0, |(size, _)| size);
    if size > 0 && read.last_of_kind(DAY_ENDED, i64::MAX)? != i64::try_from(size).ok() {
        return Ok(());
    }
    Err(refusal!(
        "nothing_new",
        "上次日终以后没有新的操作。上次的那一页见 touchstone day show。",
        "Nothing was done since the last day's end. Its page: touchstone day show."
    )
    .into())
}

/// Closes the day: its act, its checkpoint, its page.
pub fn end(office: &mut Office) -> Result<DayPage, Failure> {
    office.act(Kind::DayEnded, None, |read, stamp| {
        may_end(read)?;
        let ended = Act::DayEnded(DayEnded { on: stamp.today() });
        Ok(Decided::new(vec![ended], ()).anchored(Some(Reason::DayEnd)))
    })?;
    newest(&office.read())?.ok_or_else(|| no_page().into())
}

/// The page of the last day's end; none where no day was closed yet.
pub fn newest(read: &Read) -> Result<Option<DayPage>, Failure> {
    match read.last_of_kind(DAY_ENDED, i64::MAX)? {
        Some(seq) => page(read, seq).map(Some),
        None => Ok(None),
    }
}

/// Where there is no page to show.
pub fn no_page() -> crate::domain::refusal::Refusal {
    refusal!(
        "no_day_end",
        "还没有做过日终。请运行 touchstone day end。",
        "No day was closed yet. Run touchstone day end."
    )
}

fn page(read: &Read, seq: i64) -> Result<DayPage, Failure> {
    let after = read.last_of_kind(DAY_ENDED, seq - 1)?.unwrap_or(0);
    let row = read.journal_row(seq)?.ok_or_else(no_page)?;
    let Act::DayEnded(DayEnded { on }) = Act::read(&row.kind, &row.payload, None)? else {
        return Err(no_page().into());
    };
    let size = seq.unsigned_abs();
    let root = read.root_at(size)?;
    let origin = read.journal_name()?.unwrap_or_default();
    let code = CheckpointCode::of(&Checkpoint { origin, size, root });
    let mut people = Vec::new();
    for tally in read.people_between(after, seq)? {
        // The program has no name of its own.
        let name = if tally.what == 0 { String::new() } else { read.person_name(PersonId(tally.what))? };
        people.push((name, tally.count));
    }
    let mut jumps = Vec::new();
    for row in read.acts_between(CLOCK_JUMPED, after, seq)? {
        if let Act::ClockJumped(ClockJumped { from, to }) = Act::read(&row.kind, &row.payload, None)? {
            jumps.push((from, to));
        }
    }
    Ok(DayPage {
        station: read.station()?.map_or(String::new(), |station| station.name),
        on,
        from: after.unsigned_abs() + 1,
        size,
        root: root.to_string(),
        code: code.to_string(),
        acts: read.kinds_between(after, seq)?.into_iter().map(|tally| (tally.what, tally.count)).collect(),
        people,
        jumps,
    })
}

impl DayPage {
    /// The page as lines of text, for a screen or a printer.
    pub fn lines(&self, lang: Lang) -> Vec<String> {
        let DayPage { station, on, from, size, root, code, .. } = self;
        let count = size + 1 - from;
        let mut lines = vec![
            say!(lang, "{station}  日终记录", "{station}  End of day"),
            say!(lang, "日期：{on}", "Date: {on}"),
            say!(lang, "操作：第 {from} 条到第 {size} 条，共 {count} 条", "Acts: {from} to {size}, {count} in all"),
        ];
        for (kind, count) in &self.acts {
            let name = kind_name(kind, lang);
            lines.push(say!(lang, "    {name}：{count}", "    {name}: {count}"));
        }
        lines.push(lang.pick("经办：", "By:").to_owned());
        for (name, count) in &self.people {
            let name = if name.is_empty() { lang.pick("程序", "the program") } else { name };
            lines.push(say!(lang, "    {name}：{count} 条", "    {name}: {count}"));
        }
        for (from, to) in &self.jumps {
            lines.push(say!(lang, "时钟跳变：由 {from} 到 {to}", "The clock jumped from {from} to {to}"));
        }
        lines.extend([
            say!(lang, "日志条数：{size}", "Size of the journal: {size}"),
            say!(lang, "根：{root}", "Root: {root}"),
            lang.pick("存证码：", "Checkpoint code:").to_owned(),
            format!("    {code}"),
            String::new(),
            lang.pick(
                "签字：            督导员：            复核：",
                "Signed:            Supervisor:            Second:",
            )
            .to_owned(),
        ]);
        lines
    }
}
