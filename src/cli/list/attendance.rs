//! Who was on the floor of a batch, and when; the numbers of pieces are not told.

use serde::Serialize;

use super::{Listed, Take, Wanted};
use crate::both;
use crate::cli::problem::Problem;
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::EntryId;
use crate::domain::language::{Lang, Say};
use crate::store::{Failure, Read};

#[derive(Debug, Serialize)]
pub struct AttendanceLine {
    pub entry: EntryId,
    pub ticket: Option<String>,
    pub name: String,
    pub subject: SubjectKind,
    pub station: Option<u16>,
    pub set: Option<u16>,
    pub present: Option<String>,
    pub checked: Option<String>,
    pub absent: Option<String>,
    pub signed: Option<String>,
    pub began: Option<String>,
    pub ended: Option<String>,
    pub extensions: Vec<(u16, String)>,
}

impl Listed for AttendanceLine {
    const HEADING: &[(&str, &str)] = &[
        ("准考证号", "Ticket"),
        ("姓名", "Name"),
        ("科目", "Subject"),
        ("工位", "Place"),
        ("题签", "Set"),
        ("签到", "Here"),
        ("验证", "ID"),
        ("签字", "Sign"),
        ("开始", "Began"),
        ("结束", "Ended"),
        ("顺延", "Added"),
    ];

    fn cells(&self, lang: Lang) -> Vec<String> {
        let number = |number: Option<u16>| number.map_or(String::new(), |number| number.to_string());
        let clock = |at: &Option<String>| at.as_deref().and_then(|at| at.get(11..16)).unwrap_or_default().to_owned();
        let here = if self.absent.is_some() { lang.pick("未到", "absent").to_owned() } else { clock(&self.present) };
        let added: Vec<String> =
            self.extensions.iter().map(|(minutes, because)| format!("+{minutes} {because}")).collect();
        vec![
            self.ticket.clone().unwrap_or_default(),
            self.name.clone(),
            self.subject.say(lang),
            number(self.station),
            number(self.set),
            here,
            clock(&self.checked),
            clock(&self.signed),
            clock(&self.began),
            clock(&self.ended),
            added.join(lang.pick("；", "; ")),
        ]
    }
}

/// A page for each subject of the batch; one must be named.
pub fn pages(read: &Read, wanted: &Wanted, take: Take<AttendanceLine>) -> Result<(), Problem> {
    let Some(batch) = &wanted.batch else {
        return Err(Problem::usage(both!("attendance 须用 --batch 指定批次。", "attendance needs --batch.")));
    };
    for item in &batch.plan.items {
        for (subject, _) in read.batch_papers(batch.id, *item).map_err(Failure::from)? {
            let mut page = Vec::new();
            for row in read.floor(batch.id, *item, subject).map_err(Failure::from)? {
                if !wanted.fits(&[&row.name, row.ticket.as_deref().unwrap_or_default()]) {
                    continue;
                }
                let extensions = read.extensions(row.entry, subject).map_err(Failure::from)?;
                let seen = row.attendance;
                page.push(AttendanceLine {
                    entry: row.entry,
                    ticket: row.ticket,
                    name: row.name,
                    subject,
                    station: seen.station,
                    set: seen.set,
                    present: seen.present,
                    checked: seen.checked,
                    absent: seen.absent,
                    signed: seen.signed,
                    began: seen.began,
                    ended: seen.ended,
                    extensions,
                });
            }
            if !take(page) {
                return Ok(());
            }
        }
    }
    Ok(())
}
