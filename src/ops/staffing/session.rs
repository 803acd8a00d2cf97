//! Sessions: when and where the candidates of an item sit a subject.

use crate::domain::evaluation::staffing::{Session, Span};
use crate::domain::id::SessionId;
use crate::domain::identity::inert;
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::ops::Office;
use crate::ops::batch::{item_of, may_staff, no_batch};
use crate::ops::staffing::PanelKey;
use crate::refusal;
use crate::store::act::{Act, Kind, SessionDropped, SessionPlanned};
use crate::store::{Decided, Failure};

/// Plans a session, or changes one. Without a room every candidate of the item sits it. No candidate sits twice at once
/// (domain §3.3).
pub fn plan_session(
    office: &mut Office,
    key: PanelKey,
    id: Option<SessionId>,
    room: Option<u16>,
    span: Span,
) -> Result<SessionId, Failure> {
    office.act(Kind::SessionPlanned, None, |read, _| {
        let (batch, _) = item_of(read, key.batch, key.item, key.subject)?;
        if let Some(fault) = span.fault() {
            return Err(fault.into());
        }
        let (first, on) = (batch.plan.exam_on, span.from.date());
        if on < first {
            return Err(refusal!(
                "before_exam",
                "场次日期 {on} 早于考试日期 {first}。",
                "The session on {on} is before the exam on {first}."
            )
            .into());
        }
        if room == Some(0) {
            return Err(refusal!("room", "考场从 1 号起。", "Rooms are numbered from 1.").into());
        }
        let id = match id {
            Some(id) => read.session(id)?.filter(|(of, _)| *of == key.batch).map(|_| id).ok_or_else(no_session)?,
            None => read.next_session()?,
        };
        let session = Session { id, item: key.item, room, span, subject: key.subject };
        let twin = read.sessions(key.batch)?.into_iter().find(|other| {
            let rooms = other.room == room || other.room.is_none() || room.is_none();
            other.id != id && (other.item, other.subject) == (key.item, key.subject) && rooms
        });
        if let Some(twin) = twin {
            let when = twin.span.text();
            return Err(refusal!(
                "session_twice",
                "这些考生的这个科目已安排在 {when}。",
                "These candidates already sit this subject on {when}."
            )
            .into());
        }
        if let Some((name, code, other)) = read.sits_twice(key.batch, &session)? {
            let (name, when) = (inert(&name), other.span.text());
            let subject = |lang| other.subject.say(lang);
            let because = Both {
                zh: format!("考生{name}在 {when} 已有批次 {code} 的{}。", subject(Lang::Zh)),
                en: format!("Candidate {name} already sits {} of batch {code} on {when}.", subject(Lang::En)),
            };
            return Err(Refusal::new("sits_twice", because).into());
        }
        let act = Act::SessionPlanned(SessionPlanned { batch: key.batch, session });
        Ok(Decided::new(vec![act], id))
    })
}

fn no_session() -> Refusal {
    refusal!("no_session", "没有这个场次。", "There is no such session.")
}

/// Takes a session off the plan.
pub fn drop_session(office: &mut Office, id: SessionId) -> Result<(), Failure> {
    office.act(Kind::SessionDropped, None, |read, _| {
        let (batch, _) = read.session(id)?.ok_or_else(no_session)?;
        may_staff(&read.batch(batch)?.ok_or_else(no_batch)?)?;
        Ok(Decided::act(Act::SessionDropped(SessionDropped { id })))
    })
}
