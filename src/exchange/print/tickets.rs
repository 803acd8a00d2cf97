//! 准考证 of a batch, from its entries, their photos and its sessions.

use std::sync::Arc;

use super::paper::Paper;
use crate::document::shape::Page;
use crate::document::ticket::{self, Photo, Sitting, Ticket};
use crate::domain::evaluation::entry::Decision;
use crate::domain::evaluation::standing::Standing;
use crate::domain::evaluation::subject::{Form, SubjectKind};
use crate::domain::id::{BatchId, CandidateId};
use crate::domain::language::{Lang, Say};
use crate::exchange::lists::{About, by_ticket};
use crate::store::read::entry::{EntryFilter, EntryRow};
use crate::store::{Failure, Read};
use crate::{both, refusal, say};

/// The entries of a batch that have a ticket number, in the order of the numbers.
pub fn due(read: &Read, batch: BatchId) -> Result<Vec<EntryRow>, Failure> {
    let accepted = EntryFilter { decision: Some(Decision::Accepted), ..EntryFilter::default() };
    let mut rows = by_ticket(read.batch_entries(batch, accepted)?);
    rows.retain(|row| row.ticket.is_some());
    if rows.is_empty() {
        return Err(refusal!(
            "no_tickets",
            "本批次还没有编准考证号。",
            "No ticket numbers are given in this batch yet."
        )
        .next(both!("请先编场（批次页的编排）。", "Arrange seats first, on the batch's page."))
        .into());
    }
    Ok(rows)
}

/// What the tickets of one batch share.
pub struct Tickets<'a> {
    read: &'a Read<'a>,
    about: About,
    address: String,
    phone: String,
    lang: Lang,
}

impl<'a> Tickets<'a> {
    pub fn of(read: &'a Read, batch: BatchId, lang: Lang) -> Result<Tickets<'a>, Failure> {
        let about = About::of(read, batch)?;
        let station = read.station()?;
        let (address, phone) = station.map_or_else(Default::default, |station| (station.address, station.phone));
        Ok(Tickets { read, about, address, phone, lang })
    }

    /// The ticket of one entry.
    pub fn ticket(&self, row: &EntryRow) -> Result<Ticket, Failure> {
        let (read, lang) = (self.read, self.lang);
        let candidate = read.candidate(row.candidate)?;
        let document = candidate.as_ref().and_then(|candidate| read.document(candidate));
        let plan = &self.about.batch.plan;
        let (name, kind, on) = (&plan.name, plan.kind.say(lang), plan.exam_on);
        Ok(Ticket {
            station: self.about.station.clone(),
            batch: say!(lang, "{name}  {kind}日期 {on}", "{name}  exam {on}"),
            name: row.name.clone(),
            document_kind: document.as_ref().map_or(String::new(), |document| document.kind().say(lang)),
            document: document.as_ref().map_or(String::new(), |document| document.masked()),
            trade: self.about.trade(row).title(),
            level: row.item.level.say(lang),
            number: row.ticket.clone().unwrap_or_default(),
            photo: photo(read, row.candidate)?,
            sittings: self.sittings(row)?,
            address: self.address.clone(),
            phone: self.phone.clone(),
            rules: rules(lang),
        })
    }

    /// Each subject that is sat, with its session; one that is exempt or kept says so.
    fn sittings(&self, row: &EntryRow) -> Result<Vec<Sitting>, Failure> {
        let (read, lang) = (self.read, self.lang);
        let Some(kept) = read.standard(row.item.standard)? else { return Ok(Vec::new()) };
        let standings = read.standings(row.id)?;
        let sessions = read.sessions(row.batch)?;
        let subjects = kept.standard.level(row.item.level).map_or(&[][..], |rules| &rules.subjects);
        let mut sittings = Vec::new();
        for subject in subjects.iter().filter(|subject| subject.form != Form::Record) {
            let own =
                |kind: SubjectKind| standings.iter().find(|(own, ..)| *own == kind).map(|(_, standing, _)| standing);
            if let Some(standing @ (Standing::Exempt | Standing::Carried { .. })) = own(subject.kind) {
                sittings.push(Sitting {
                    subject: subject.kind.say(lang),
                    when: standing.say(lang),
                    ..Sitting::default()
                });
                continue;
            }
            let session = sessions.iter().find(|session| {
                session.item == row.item
                    && session.subject == subject.kind
                    && (session.room.is_none() || session.room == row.room)
            });
            let when = session.map_or_else(
                || lang.pick("另行通知", "to be told").to_owned(),
                |session| {
                    let (from, until) = (session.span.from, session.span.until);
                    format!("{} {}–{}", from.format("%Y-%m-%d"), from.format("%H:%M"), until.format("%H:%M"))
                },
            );
            let room = row.room.map_or(String::new(), |room| say!(lang, "第 {room} 考场", "Room {room}"));
            let station = read.attendance(row.id, subject.kind)?.station;
            let place = match (subject.form, station, row.seat) {
                (Form::Practical | Form::Workpiece, Some(station), _) => {
                    say!(lang, "{station} 号工位", "Place {station}")
                }
                (Form::Practical | Form::Workpiece, None, _) => lang.pick("现场抽签", "by lot").to_owned(),
                (_, _, Some(seat)) => say!(lang, "{seat:02} 号", "Seat {seat:02}"),
                (_, _, None) => String::new(),
            };
            sittings.push(Sitting { subject: subject.kind.say(lang), when, room, place });
        }
        Ok(sittings)
    }
}

/// The photo of a candidate; none once erased, or where there was none.
pub fn photo(read: &Read, candidate: CandidateId) -> Result<Option<Photo>, Failure> {
    let Some((_, width, height)) = read.photo(candidate)? else { return Ok(None) };
    let bytes = read.photo_bytes(candidate)?;
    Ok(bytes.map(|bytes| Photo { bytes: Arc::new(bytes), size: (width, height) }))
}

/// The tickets as pages, two to each.
pub fn pages(tickets: &[Ticket], paper: &Paper) -> Result<Vec<Page>, Failure> {
    Ok(ticket::pages(tickets, paper.faces, paper.lang)?)
}

/// 考生须知 (domain rules §3.3).
fn rules(lang: Lang) -> Vec<String> {
    let rules = match lang {
        Lang::Zh => [
            "1. 凭本准考证和有效身份证件原件入场，开考前 15 分钟起可以进场，开考 30 分钟后不得入场。",
            "2. 手机、资料不得带入考场座位和工位；听从监考和考评人员安排，遵守操作规程，注意安全。",
            "3. 违反考场纪律的按规定处理。对成绩有疑问的，可在公布后的规定期限内申请复核。",
        ],
        Lang::En => [
            "1. Bring this ticket and the document itself. Doors open 15 minutes before the start; nobody is admitted 30 minutes after it.",
            "2. No telephones and no notes at the desk or the workplace. Follow the invigilators and the rules of safety.",
            "3. Breaches are dealt with by the rules. Within the time told with the scores a re-check may be asked for.",
        ],
    };
    rules.map(str::to_owned).to_vec()
}
