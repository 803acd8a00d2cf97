//! The day of the exam: what is seen on the floor, workplaces by lot, the numbers of finished pieces, and absences that
//! become standings.

use chrono::NaiveDateTime;

use super::Office;
use super::blind;
use super::settings::after::LATE_MINUTES;
use crate::credential::draw::{SEED, seed_text};
use crate::credential::lots::Lot;
use crate::domain::evaluation::admission::in_session;
use crate::domain::evaluation::batch::{BatchItem, BatchState};
use crate::domain::evaluation::floor::{Seen, places};
use crate::domain::evaluation::staffing::Session;
use crate::domain::evaluation::standing::Standing;
use crate::domain::evaluation::subject::{Subject, SubjectKind};
use crate::domain::id::{BatchId, EntryId};
use crate::domain::identity::inert;
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::ops::marking;
use crate::refusal;
use crate::store::act::{Act, FloorNoted, Kind, PieceNumber, PieceNumbered, PlacesDrawn, Sealed};
use crate::store::read::floor::FloorRow;
use crate::store::{Decided, Failure, Read};

/// More question sets than any lot has.
const MOST_SETS: u16 = 99;

/// One floor: the candidates of a subject of a batch's item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Floor {
    pub batch: BatchId,
    pub item: BatchItem,
    pub subject: SubjectKind,
}

impl Floor {
    /// The rules of its subject.
    pub fn rules(self, read: &Read) -> Result<Subject, Failure> {
        let missing = || refusal!("no_subject", "本批次没有这个科目。", "The batch has no such subject.");
        let kept = read.standard(self.item.standard)?.ok_or_else(missing)?;
        let level = kept.standard.level(self.item.level).ok_or_else(missing)?;
        Ok(level.subjects.iter().find(|rules| rules.kind == self.subject).ok_or_else(missing)?.clone())
    }

    /// When its candidates sit, by time; empty where no session is planned.
    pub fn sessions(self, read: &Read) -> Result<Vec<Session>, Failure> {
        let mut sessions = read.sessions(self.batch)?;
        sessions.retain(|session| (session.item, session.subject) == (self.item, self.subject));
        Ok(sessions)
    }

    fn rows(self, read: &Read) -> Result<Vec<FloorRow>, Failure> {
        Ok(read.floor(self.batch, self.item, self.subject)?)
    }
}

/// Whether anything is recorded on this floor now, by whoever sits here: near the exam, and not by who marks it blind.
pub fn may_work(office: &Office, floor: Floor) -> Result<(), Refusal> {
    on_the_day(&office.read(), floor, office.who()).map_err(Refusal::from)
}

fn on_the_day(read: &Read, floor: Floor, who: crate::domain::id::PersonId) -> Result<(), Failure> {
    let missing = || refusal!("no_batch", "没有这个批次。", "There is no such batch.");
    let batch = read.batch(floor.batch)?.ok_or_else(missing)?;
    if !(BatchState::Ready..=BatchState::Marking).contains(&batch.state) {
        let (zh, en) = (batch.state.say(Lang::Zh), batch.state.say(Lang::En));
        let because = Both {
            zh: format!("批次现在是“{zh}”，考试前后才登记考场。"),
            en: format!("The batch is “{en}”; the floor is recorded around the exam."),
        };
        return Err(Refusal::new("no_floor", because).into());
    }
    let panel = read.panel(floor.batch, floor.item, floor.subject)?;
    if floor.rules(read)?.form.is_blind() && panel.iter().any(|member| member.person == who) {
        return Err(blind::marks_it().into());
    }
    Ok(())
}

/// Records what was seen of these candidates, all or none; the refusal names whom it does not hold for.
pub fn note(office: &mut Office, floor: Floor, entries: &[EntryId], seen: Seen) -> Result<(), Failure> {
    let who = office.who();
    office.act(Kind::FloorNoted, None, |read, stamp| {
        on_the_day(read, floor, who)?;
        let form = floor.rules(read)?.form;
        let rows = floor.rows(read)?;
        let (sessions, late) = (floor.sessions(read)?, LATE_MINUTES.whole(read)?);
        for entry in entries {
            let row = rows.iter().find(|row| row.entry == *entry);
            let row = row.ok_or_else(|| refusal!("no_entry", "没有这份报名。", "There is no such entry."))?;
            row.attendance.may(&seen, form).map_err(|refusal| of_whom(row, refusal))?;
            on_time(&sessions, row, &seen, stamp.at.naive_local(), late).map_err(|refusal| of_whom(row, refusal))?;
        }
        if entries.is_empty() {
            return Err(nobody(&seen).into());
        }
        let (at, entries) = (stamp.time(), entries.to_vec());
        let act = FloorNoted { at, entries, seen, subject: floor.subject };
        Ok(Decided::new(vec![Act::FloorNoted(act)], ()))
    })
}

fn of_whom(row: &FloorRow, refusal: Refusal) -> Refusal {
    let (name, ticket) = (inert(&row.name), row.ticket.clone().unwrap_or_default());
    let because = Both {
        zh: format!("{ticket} {name}：{}", refusal.because.zh),
        en: format!("{ticket} {name}: {}", refusal.because.en),
    };
    Refusal { because, ..refusal }
}

fn nobody(seen: &Seen) -> Refusal {
    let (zh, en) = (seen.say(Lang::Zh), seen.say(Lang::En));
    refusal!("nobody", "没有可以记“{zh}”的考生。", "There is no candidate to record as “{en}”.")
}

/// Those of whom this can be recorded now: who begins or ends together.
pub fn ready_for(read: &Read, floor: Floor, seen: &Seen, now: NaiveDateTime) -> Result<Vec<EntryId>, Failure> {
    let form = floor.rules(read)?.form;
    let (sessions, late) = (floor.sessions(read)?, LATE_MINUTES.whole(read)?);
    let may =
        |row: &FloorRow| row.attendance.may(seen, form).is_ok() && on_time(&sessions, row, seen, now, late).is_ok();
    Ok(floor.rows(read)?.iter().filter(|row| may(row)).map(|row| row.entry).collect())
}

/// By the session in which a candidate sits, where one is planned: their room's, or that of every room.
fn on_time(sessions: &[Session], row: &FloorRow, seen: &Seen, now: NaiveDateTime, late: u32) -> Result<(), Refusal> {
    let own = |session: &&Session| session.room.is_none() || session.room == row.room;
    // Of several, the last that a candidate of this room could sit.
    sessions.iter().rfind(own).map_or(Ok(()), |session| in_session(session.span, seen, now, late))
}

/// Draws workplaces and question sets for all who are here and checked and have none. `stations` are numbered from 1;
/// those taken stay taken. Answers how many drew.
pub fn draw(office: &mut Office, floor: Floor, stations: u16, sets: u16) -> Result<usize, Failure> {
    let who = office.who();
    office.act_by_chance(Kind::PlacesDrawn, None, |read, _, entropy| {
        on_the_day(read, floor, who)?;
        let rows = floor.rows(read)?;
        let mut pool: Vec<EntryId> =
            rows.iter().filter(|row| row.attendance.waits_for_lot()).map(|row| row.entry).collect();
        pool.sort();
        if pool.is_empty() {
            return Err(refusal!(
                "nobody",
                "没有等待抽签的考生：先签到、查验证件。",
                "Nobody waits for a lot: candidates are present and checked first."
            )
            .into());
        }
        if !(1..=MOST_SETS).contains(&sets) {
            return Err(refusal!("sets", "题签应为 1 至 {MOST_SETS} 套。", "There are 1 to {MOST_SETS} sets.").into());
        }
        let taken: Vec<u16> = rows.iter().filter_map(|row| row.attendance.station).collect();
        let free: Vec<u16> = (1..=stations).filter(|station| !taken.contains(station)).collect();
        if free.len() < pool.len() {
            let (free, waiting) = (free.len(), pool.len());
            return Err(refusal!(
                "stations",
                "空工位 {free} 个，等待抽签 {waiting} 人，工位不够。",
                "{free} workplaces are free and {waiting} candidates wait: too few."
            )
            .into());
        }
        let mut bytes = [0; SEED];
        entropy.fill(&mut bytes)?;
        let mut drawn = PlacesDrawn {
            batch: floor.batch,
            free,
            item: floor.item,
            places: Vec::new(),
            pool,
            seed: seed_text(&bytes),
            sets,
            subject: floor.subject,
        };
        drawn.places = by_lot(&drawn);
        let count = drawn.places.len();
        Ok(Decided::new(vec![Act::PlacesDrawn(drawn)], count))
    })
}

/// The places that a recorded draw's seed and pool come to: anyone can compute them again.
pub fn by_lot(drawn: &PlacesDrawn) -> Vec<crate::domain::evaluation::floor::Place> {
    let (first, second) = (Lot::Station.ranking(&drawn.seed, &drawn.pool), Lot::Set.ranking(&drawn.seed, &drawn.pool));
    places(&first, &second, &drawn.free, drawn.sets)
}

/// The acts whose lots do not come out of their seeds again: none, unless another program wrote them.
pub fn draws_that_differ(read: &Read) -> Result<Vec<i64>, Failure> {
    let all = read.all_places_drawn()?.into_iter();
    Ok(all.filter(|(_, drawn)| by_lot(drawn) != drawn.places).map(|(seq, _)| seq).collect())
}

/// Numbers the finished pieces by lot, so that whoever marks them sees numbers alone; live work is marked as it is seen.
/// A candidate noted absent, or with a standing that is not marked, hands in nothing. Answers how many were numbered.
pub fn number_pieces(office: &mut Office, floor: Floor) -> Result<usize, Failure> {
    let who = office.who();
    office.act_by_chance(Kind::PieceNumbered, None, |read, _, entropy| {
        on_the_day(read, floor, who)?;
        let form = floor.rules(read)?.form;
        if !form.is_blind() {
            return Err(refusal!(
                "seen_live",
                "这个科目现场评分，为现场非盲评，不编考件号。",
                "This subject is marked as it is seen, not blind: there is no piece to number."
            )
            .into());
        }
        let rows = floor.rows(read)?;
        let handed_in = |row: &&FloorRow| {
            let stands = row.stands.as_ref().is_none_or(Standing::is_marked);
            stands && row.attendance.absent.is_none() && row.piece.is_none()
        };
        let pool: Vec<EntryId> = rows.iter().filter(handed_in).map(|row| row.entry).collect();
        let taken = rows.iter().filter_map(|row| row.piece).max().unwrap_or(0);
        for row in rows.iter().filter(|row| row.piece.is_none()) {
            if !read.sheets(row.entry, floor.subject)?.is_empty() {
                return Err(refusal!(
                    "begun",
                    "已有签字的评分表，不能再编考件号。",
                    "Sheets are signed already; pieces are numbered before marking."
                )
                .into());
            }
        }
        if pool.is_empty() {
            return Err(refusal!("numbered", "没有要编号的考件。", "There is no piece to number.").into());
        }
        let mut bytes = [0; SEED];
        entropy.fill(&mut bytes)?;
        let seed = seed_text(&bytes);
        let ranked = Lot::Piece.ranking(&seed, &pool);
        // In the order of the entries, so that the order of the journal's rows tells no number.
        let mut numbered: Vec<(EntryId, u16)> = ranked.into_iter().zip(taken + 1..).collect();
        numbered.sort();
        let act = |(entry, number)| {
            let number = PieceNumber { number, seed: seed.clone() };
            Act::PieceNumbered(PieceNumbered { entry, subject: floor.subject }, Sealed::Known(number))
        };
        let count = numbered.len();
        Ok(Decided::new(numbered.into_iter().map(act).collect(), count))
    })
}

/// The candidates noted absent for whom no standing says so yet.
pub fn absences(read: &Read, floor: Floor) -> Result<Vec<FloorRow>, Failure> {
    let rows = floor.rows(read)?.into_iter();
    Ok(rows.filter(|row| row.attendance.absent.is_some() && row.stands.is_none()).collect())
}

/// Records 缺考 for everybody noted absent, with the note as evidence. Answers how many.
pub fn accept_absences(office: &mut Office, floor: Floor) -> Result<usize, Failure> {
    let absent = absences(&office.read(), floor)?;
    for row in &absent {
        let at = row.attendance.absent.as_deref().unwrap_or_default();
        let at = at.get(..16).unwrap_or(at).replace('T', " ");
        let evidence = format!("考场登记 {at} 未到");
        marking::set_standing(office, row.entry, floor.subject, Standing::Absent, &evidence)?;
    }
    Ok(absent.len())
}
