//! What the first screen tells, read from the file in one go.

use std::collections::HashSet;

use chrono::NaiveDate;

use crate::both;
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::ops::today::{Due, Work, due_in, live};
use crate::ops::{Office, keep};
use crate::store::Failure;
use crate::store::read::batch::BatchCounts;
use crate::tui::screens::parts::words;
use crate::tui::screens::titles::Titles;

/// Batches in the chart.
const CHARTED: usize = 12;

pub struct Today {
    /// The station's name; none in a file that was never founded.
    pub station: Option<String>,
    /// Who sits at the desk, with the roles.
    pub who: Option<Both>,
    pub due: Vec<Line>,
    pub candidates: u32,
    /// Entries of the batches that are not yet reported.
    pub entries: u32,
    pub certificates: u32,
    pub acts: u64,
    /// The first digits of the journal's root.
    pub root: Option<String>,
    pub batches: Vec<Standing>,
    /// What is to be done about backups; none where the last one holds everything, or is of today.
    pub backup: Option<Both>,
}

/// A line of what is due, its sentence naming the place where it is done.
#[derive(Clone)]
pub struct Line {
    pub due: Due,
    pub text: Both,
}

/// How the entries of a batch stand.
pub struct Standing {
    pub name: String,
    pub counts: BatchCounts,
}

impl Today {
    pub fn read(office: &Office) -> Result<Today, Refusal> {
        Today::ask(office).map_err(Refusal::from)
    }

    fn ask(office: &Office) -> Result<Today, Failure> {
        let _still = office.still();
        let read = office.read();
        let titles = Titles::read(&read)?;
        let live = live(office)?;
        let mut batches = Vec::new();
        for batch in read.batches()? {
            if batches.len() >= CHARTED {
                break;
            }
            let counts = match live.iter().find(|(live, _)| live.id == batch.id) {
                Some((_, counts)) => *counts,
                None => read.batch_counts(batch.id)?,
            };
            if counts.entries > 0 {
                batches.push(Standing { name: batch.plan.name, counts });
            }
        }
        let root = read.journal_root()?;
        Ok(Today {
            station: read.station()?.map(|station| station.name),
            who: read.person(office.who())?.map(|person| {
                let roles = |lang: Lang| {
                    person.roles.iter().map(|role| role.say(lang)).collect::<Vec<_>>().join(lang.pick("、", ", "))
                };
                let name = crate::domain::identity::inert(&person.name);
                Both { zh: format!("{name}（{}）", roles(Lang::Zh)), en: format!("{name} ({})", roles(Lang::En)) }
            }),
            due: due_in(office, &live)?.into_iter().map(|due| line(due, &titles)).collect(),
            candidates: read.candidate_count()?,
            entries: live.iter().map(|(_, counts)| counts.entries).sum(),
            certificates: read.certificate_count()?,
            acts: root.as_ref().map_or(0, |(size, _)| *size),
            root: root.map(|(_, root)| root.to_string().chars().take(12).collect()),
            batches,
            backup: short_of_room(office).map_or_else(|| reminder(office), |told| Ok(Some(told)))?,
        })
    }

    /// The batches on which something is due.
    pub fn batches_due(&self) -> usize {
        self.due.iter().map(|line| line.due.batch).collect::<HashSet<_>>().len()
    }
}

/// A disk that will soon be full comes before all: nothing else is of use once nothing can be saved.
fn short_of_room(office: &Office) -> Option<Both> {
    let room = keep::Room::beside(office.path()).filter(|room| room.is_short() && office.reading().is_none())?;
    let (free, file) = (words::size(room.free), words::size(room.file));
    Some(both!(
        "磁盘只剩 {free}，不到文件（{file}）的三倍：先腾出空间，再接着做。",
        "Only {free} left on disk, under 3 times the file ({file}): make room."
    ))
}

/// Backups are asked for once a day, and not of whoever stands on the other side of the wall or only reads; the passphrase that they
/// need first, of those alone who may set it.
fn reminder(office: &Office) -> Result<Option<Both>, Failure> {
    let standing = keep::standing(office)?;
    if office.reading().is_some() || !standing.is_due(office.today()) {
        return Ok(None);
    }
    if !standing.has_key && !keep::may_set_passphrase(office) {
        return Ok(None);
    }
    let acts = standing.since;
    Ok(Some(match (standing.has_key, standing.last) {
        (false, _) => both!(
            "还没有设备份口令，{acts} 条记录没有备份：到设置（,）里按 P。",
            "No backup of {acts} acts: first set a backup passphrase (, then P)."
        ),
        (true, None) => both!("还没有备份过，{acts} 条记录：按 B 备份。", "No backup yet of {acts} acts: press B."),
        (true, Some(last)) => {
            let on = last.at.date_naive();
            both!(
                "今天还没有备份（上次 {on}，之后 {acts} 条记录）：按 B 备份。",
                "No backup today (last {on}, {acts} acts since): press B."
            )
        }
    }))
}

fn line(due: Due, titles: &Titles) -> Line {
    let text = match &due.work {
        Work::Mark { item, subject, sheets, again } => {
            let place = |lang: Lang| format!("{} {}", titles.short(*item, lang), subject.say(lang));
            let (zh, en) = (place(Lang::Zh), place(Lang::En));
            let (zh, en) = (format!("{zh}：{sheets} 份待签"), format!("{en}: {sheets} to mark"));
            match again {
                0 => Both { zh, en },
                n => Both { zh: format!("{zh}，{n} 份退回重评"), en: format!("{en}, {n} sent back") },
            }
        }
        // A cell is no sentence.
        _ => Both {
            zh: due.text.zh.trim_end_matches('。').to_owned(),
            en: due.text.en.trim_end_matches('.').to_owned(),
        },
    };
    Line { due, text }
}

/// `2026-09-20 星期日`.
pub fn day(on: NaiveDate) -> Both {
    use chrono::Datelike;
    let weekday = on.weekday().num_days_from_monday() as usize;
    let zh = ["一", "二", "三", "四", "五", "六", "日"][weekday];
    let en = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][weekday];
    both!("{on} 星期{zh}", "{en}, {on}")
}
