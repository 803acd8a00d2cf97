//! What a session's times allow on the floor: nobody comes in long after it began, and nobody begins before it.

use chrono::{NaiveDateTime, TimeDelta};

use super::floor::Seen;
use super::staffing::Span;
use crate::domain::refusal::Refusal;
use crate::refusal;

/// Whether this may be recorded now of somebody who sits in this session; `late` is how many minutes after its beginning a
/// candidate still comes in (domain rules §3.3: 30).
pub fn in_session(session: Span, seen: &Seen, now: NaiveDateTime, late: u32) -> Result<(), Refusal> {
    let from = session.from.format("%H:%M");
    match seen {
        Seen::Present if now > session.from + TimeDelta::minutes(late.into()) => Err(refusal!(
            "late",
            "场次 {from} 开始已过 {late} 分钟，不得入场；按“未到”登记。",
            "The session began at {from}, more than {late} minutes ago: nobody comes in; record the candidate as absent."
        )),
        Seen::Began if now < session.from => {
            Err(refusal!("session_early", "场次 {from} 才开始。", "The session begins at {from}."))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_lets_nobody_in_late_and_nobody_begin_early() {
        let time = |text: &str| NaiveDateTime::parse_from_str(&format!("2026-09-20 {text}"), "%Y-%m-%d %H:%M").unwrap();
        let session = Span { from: time("09:00"), until: time("10:30") };
        for (seen, at, refused) in [
            (Seen::Present, "08:40", None),
            (Seen::Present, "09:30", None),
            (Seen::Present, "09:31", Some("late")),
            (Seen::Began, "08:59", Some("session_early")),
            (Seen::Began, "09:00", None),
            (Seen::Absent, "09:31", None),
            (Seen::Ended, "11:00", None),
        ] {
            let told = in_session(session, &seen, time(at), 30).err().map(|refusal| refusal.code);
            assert_eq!(told, refused, "{seen:?} at {at}");
        }
    }
}
