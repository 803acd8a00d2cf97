//! The floor on the day of the exam: 签到 → 查验证件 → 抽签定工位和试题 → 签字, then the start, minutes added 顺延, the end.
//!
//! What was seen is recorded step by step for one subject of one entry; nothing here decides a standing. Absence is only
//! noted, and whoever has the right records 缺考 from it.

use serde::{Deserialize, Serialize};

use super::subject::Form;
use crate::both;
use crate::domain::id::EntryId;
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::refusal;

/// More than any interruption is made up for.
pub const MOST_MINUTES: u16 = 240;

/// What was seen on the floor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "seen", deny_unknown_fields)]
pub enum Seen {
    /// 签到.
    Present,
    /// 查验证件: ticket and document are the candidate's own.
    IdentityChecked,
    /// Not here; a standing is another matter.
    Absent,
    /// The candidate signed for workplace and paper.
    Signed,
    Began,
    Ended,
    /// Minutes added 顺延, and why.
    Extended {
        minutes: u16,
        because: String,
    },
}

impl Say for Seen {
    fn say(&self, lang: Lang) -> String {
        match self {
            Seen::Present => lang.pick("签到", "present"),
            Seen::IdentityChecked => lang.pick("证件已查验", "ID checked"),
            Seen::Absent => lang.pick("未到", "absent"),
            Seen::Signed => lang.pick("考生签字", "signed for"),
            Seen::Began => lang.pick("开始", "began"),
            Seen::Ended => lang.pick("结束", "ended"),
            Seen::Extended { minutes, .. } => {
                return crate::say!(lang, "顺延 {minutes} 分钟", "{minutes} minutes added");
            }
        }
        .to_owned()
    }
}

/// How far one candidate is on the floor. Times are RFC 3339, as they were recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attendance {
    pub present: Option<String>,
    pub checked: Option<String>,
    pub absent: Option<String>,
    pub signed: Option<String>,
    pub began: Option<String>,
    pub ended: Option<String>,
    /// Minutes added in all.
    pub extra: u16,
    /// The workplace drawn 工位.
    pub station: Option<u16>,
    /// The set of questions drawn 题签; none where all have the same.
    pub set: Option<u16>,
}

impl Attendance {
    /// Whether this can be recorded now in a subject of this form.
    pub fn may(&self, seen: &Seen, form: Form) -> Result<(), Refusal> {
        let already = |at: &Option<String>| match at {
            None => Ok(()),
            Some(at) => Err(already(seen, at)),
        };
        match seen {
            Seen::Present => already(&self.present),
            Seen::IdentityChecked if self.present.is_none() => Err(before(both!("签到", "the candidate is present"))),
            Seen::IdentityChecked => already(&self.checked),
            Seen::Absent if self.signed.is_some() || self.began.is_some() => {
                Err(refusal!("was_here", "考生已签字入场，不能记未到。", "The candidate signed in and was not absent."))
            }
            Seen::Absent => already(&self.absent),
            Seen::Signed if self.checked.is_none() => Err(before(both!("查验证件", "the ID is checked"))),
            Seen::Signed if form.is_on_the_floor() && self.station.is_none() => {
                Err(before(both!("抽签", "the lot is drawn")))
            }
            Seen::Signed => already(&self.signed),
            Seen::Began if self.signed.is_none() => Err(before(both!("考生签字", "the candidate signed"))),
            Seen::Began => already(&self.began),
            Seen::Ended | Seen::Extended { .. } if self.began.is_none() => {
                Err(before(both!("记开始", "the start is recorded")))
            }
            Seen::Ended => already(&self.ended),
            Seen::Extended { .. } if self.ended.is_some() => {
                Err(refusal!("ended", "已经结束，不能再顺延。", "It has ended; no minutes are added."))
            }
            Seen::Extended { minutes, because } => {
                if !(1..=MOST_MINUTES).contains(minutes) {
                    return Err(refusal!(
                        "minutes",
                        "顺延分钟数应为 1 至 {MOST_MINUTES}。",
                        "Minutes added must be 1 to {MOST_MINUTES}."
                    ));
                }
                if because.trim().is_empty() {
                    return Err(refusal!("reason_needed", "顺延须写明理由。", "Added minutes need a reason."));
                }
                Ok(())
            }
        }
    }

    /// Whether the lot is drawn next: here, checked, and without a workplace.
    pub fn waits_for_lot(&self) -> bool {
        self.checked.is_some() && self.absent.is_none() && self.station.is_none()
    }
}

fn already(seen: &Seen, at: &str) -> Refusal {
    let at = at.get(11..16).unwrap_or(at);
    let (zh, en) = (seen.say(Lang::Zh), seen.say(Lang::En));
    refusal!("already", "“{zh}”已于 {at} 记录。", "“{en}” was recorded at {at}.")
}

fn before(what: Both) -> Refusal {
    let because = Both { zh: format!("须先{}。", what.zh), en: format!("Not before {}.", what.en) };
    Refusal::new("not_yet", because)
}

/// One candidate's place by lot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    pub entry: EntryId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set: Option<u16>,
    pub station: u16,
}

/// Workplaces and question sets by lot: the candidates in the order of their lots take the free workplaces in ascending
/// order; in the order of their second lots they are dealt the sets one after another. Where there is one set, none is named.
pub fn places(by_lot: &[EntryId], by_second_lot: &[EntryId], free: &[u16], sets: u16) -> Vec<Place> {
    let set = |entry: &EntryId| {
        let at = by_second_lot.iter().position(|other| other == entry)?;
        (sets > 1).then(|| (at % usize::from(sets)) as u16 + 1)
    };
    let place = |(entry, station): (&EntryId, &u16)| Place { entry: *entry, set: set(entry), station: *station };
    by_lot.iter().zip(free).map(place).collect()
}

/// The number of a finished workpiece or paper 考件编号, as it is written on it.
pub fn piece_label(number: u16) -> String {
    format!("K{number:03}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(time: &str) -> Option<String> {
        Some(format!("2026-09-20T{time}:00+08:00"))
    }

    #[test]
    fn every_step_waits_for_the_one_before_it() {
        let here = Attendance { present: at("08:00"), ..Attendance::default() };
        let checked = Attendance { checked: at("08:05"), ..here.clone() };
        let drawn = Attendance { station: Some(3), ..checked.clone() };
        let signed = Attendance { signed: at("08:10"), ..drawn.clone() };
        let began = Attendance { began: at("08:30"), ..signed.clone() };
        let ended = Attendance { ended: at("12:30"), ..began.clone() };
        let more = |minutes, because: &str| Seen::Extended { minutes, because: because.to_owned() };
        let none = Attendance::default();
        let rows: Vec<(&Attendance, Seen, Form, Option<&str>)> = vec![
            (&none, Seen::Present, Form::Practical, None),
            (&none, Seen::IdentityChecked, Form::Practical, Some("not_yet")),
            (&none, Seen::Absent, Form::Practical, None),
            (&here, Seen::Present, Form::Practical, Some("already")),
            (&here, Seen::Absent, Form::Practical, None),
            (&here, Seen::IdentityChecked, Form::Practical, None),
            (&checked, Seen::Signed, Form::Practical, Some("not_yet")),
            (&checked, Seen::Signed, Form::Written, None),
            (&drawn, Seen::Signed, Form::Practical, None),
            (&drawn, Seen::Began, Form::Practical, Some("not_yet")),
            (&signed, Seen::Absent, Form::Practical, Some("was_here")),
            (&signed, Seen::Began, Form::Practical, None),
            (&signed, Seen::Ended, Form::Practical, Some("not_yet")),
            (&began, more(15, "停电"), Form::Practical, None),
            (&began, more(0, "停电"), Form::Practical, Some("minutes")),
            (&began, more(15, " "), Form::Practical, Some("reason_needed")),
            (&began, Seen::Ended, Form::Practical, None),
            (&ended, more(15, "停电"), Form::Practical, Some("ended")),
        ];
        for (attendance, seen, form, want) in rows {
            let got = attendance.may(&seen, form).err().map(|refusal| refusal.code);
            assert_eq!(got, want, "{seen:?} after {attendance:?}");
        }
    }

    #[test]
    fn nobody_shares_a_workplace_and_the_sets_are_dealt_evenly() {
        let entries: Vec<EntryId> = (1..=7).map(EntryId).collect();
        let turned: Vec<EntryId> = entries.iter().rev().copied().collect();
        let drawn = places(&entries, &turned, &[2, 3, 5, 6, 7, 8, 9, 10], 3);
        assert_eq!(drawn.len(), 7);
        let mut stations: Vec<u16> = drawn.iter().map(|place| place.station).collect();
        stations.dedup();
        assert_eq!(stations, [2, 3, 5, 6, 7, 8, 9]);
        let of = |set| drawn.iter().filter(|place| place.set == Some(set)).count();
        assert_eq!([of(1), of(2), of(3)], [3, 2, 2]);
        assert!(places(&entries, &turned, &[1, 2, 3, 4, 5, 6, 7], 1).iter().all(|place| place.set.is_none()));
    }
}
