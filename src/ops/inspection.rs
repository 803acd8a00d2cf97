//! The inspector's folder 迎检: the forms of a batch, a sample that can be drawn again, and per candidate what lies in the
//! folder from application to certificate and what is missing.

use super::Office;
use super::batch::no_batch;
use super::outcome::derived;
use super::recusal::may_supervise;
use crate::credential::entropy::Entropy;
use crate::domain::evaluation::batch::BatchState;
use crate::domain::evaluation::entry::Decision;
use crate::domain::evaluation::inspection::{GRADES, ITEMS, ItemFound, sample};
use crate::domain::evaluation::outcome::Verdict;
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::{BatchId, EntryId};
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::store::act::{Act, InspectionDrawn, Kind, RoomRecorded, SupervisionRecorded};
use crate::store::read::entry::EntryFilter;
use crate::store::{Decided, Failure, Read};
use crate::{both, refusal};

/// The exam must have begun for there to be anything to supervise.
pub fn may_record(state: BatchState) -> Result<(), Refusal> {
    if state >= BatchState::Sitting {
        return Ok(());
    }
    Err(refusal!("before_exam_day", "开考之后才能记录。", "This is recorded once the exam has begun."))
}

/// Records the supervision list: every item, the overall opinion by its place among the grades, and the supervisor's words.
pub fn record_supervision(
    office: &mut Office,
    batch: BatchId,
    items: Vec<ItemFound>,
    overall: u8,
    opinion: &str,
) -> Result<(), Failure> {
    office.act(Kind::SupervisionRecorded, None, |read, stamp| {
        may_record(read.batch(batch)?.ok_or_else(no_batch)?.state)?;
        may_supervise(read, stamp, batch, None)?;
        let whole =
            items.len() == ITEMS.len() && ITEMS.iter().all(|(code, ..)| items.iter().any(|item| item.code == *code));
        if !whole || usize::from(overall) >= GRADES.len() {
            let n = ITEMS.len();
            return Err(refusal!(
                "supervision_items",
                "督导表应逐项填写 {n} 项和总体评价。",
                "The list has {n} items, each answered once, and an overall opinion."
            )
            .into());
        }
        let (on, opinion) = (stamp.today(), opinion.trim().to_owned());
        Ok(Decided::act(Act::SupervisionRecorded(SupervisionRecorded { batch, items, on, opinion, overall })))
    })
}

/// What was seen in a room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoomSeen {
    pub room: u16,
    pub subject: SubjectKind,
    pub present: u16,
    pub incidents: String,
    pub invigilators: String,
}

/// Records a room; how many were expected there follows from the seats.
pub fn record_room(office: &mut Office, batch: BatchId, seen: RoomSeen) -> Result<(), Failure> {
    office.act(Kind::RoomRecorded, None, |read, stamp| {
        may_record(read.batch(batch)?.ok_or_else(no_batch)?.state)?;
        let RoomSeen { room, subject, present, incidents, invigilators } = seen;
        let expected = read.seats(batch)?.iter().filter(|(own, _)| *own == room).count();
        let expected = u16::try_from(expected).unwrap_or(u16::MAX);
        if expected == 0 {
            return Err(refusal!("no_room", "没有第 {room} 考场。", "There is no room {room}.").into());
        }
        if present > expected {
            return Err(refusal!(
                "too_many_present",
                "第 {room} 考场编排 {expected} 人，实到不能是 {present} 人。",
                "Room {room} seats {expected}; {present} cannot be present."
            )
            .into());
        }
        if invigilators.trim().is_empty() {
            return Err(refusal!("invigilators_missing", "缺少监考人员。", "The invigilators are missing.").into());
        }
        let (incidents, invigilators) = (incidents.trim().to_owned(), invigilators.trim().to_owned());
        let on = stamp.today();
        let act = RoomRecorded { batch, expected, incidents, invigilators, on, present, room, subject };
        Ok(Decided::act(Act::RoomRecorded(act)))
    })
}

/// Draws a sample of accepted candidates. Without a seed one is drawn; either way it is recorded, so that anyone can repeat it.
pub fn draw(office: &mut Office, batch: BatchId, count: usize, seed: Option<&str>) -> Result<Vec<EntryId>, Failure> {
    office.act_by_chance(Kind::InspectionDrawn, None, |read, stamp, entropy| {
        read.batch(batch)?.ok_or_else(no_batch)?;
        let seed = match seed.map(str::trim).filter(|seed| !seed.is_empty()) {
            Some(seed) => seed.to_owned(),
            None => drawn_seed(entropy)?,
        };
        let accepted = EntryFilter { decision: Some(Decision::Accepted), ..EntryFilter::default() };
        let rows = read.batch_entries(batch, accepted)?;
        let tickets: Vec<(EntryId, String)> =
            rows.into_iter().map(|row| (row.id, row.ticket.unwrap_or_default())).collect();
        let entries = sample(&tickets, &seed, count);
        if entries.is_empty() {
            return Err(refusal!("nobody_to_draw", "没有可抽的考生。", "There is nobody to draw.").into());
        }
        let act = InspectionDrawn { batch, entries: entries.clone(), on: stamp.today(), seed };
        Ok(Decided::new(vec![Act::InspectionDrawn(act)], entries))
    })
}

fn drawn_seed(entropy: &mut dyn Entropy) -> Result<String, Failure> {
    let mut bytes = [0; 8];
    entropy.fill(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// A piece of a candidate's folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub name: Both,
    pub told: Both,
    /// Whether it lies there; false is what is missing.
    pub there: bool,
}

/// 卷内目录 of one candidate: application, eligibility, seat, marking by subject, outcome, certificate.
pub fn folder(read: &Read, entry: EntryId) -> Result<Vec<Piece>, Failure> {
    let missing = || refusal!("no_entry", "没有这份报名。", "There is no such entry.");
    let row = read.entry(entry)?.ok_or_else(missing)?;
    let batch = read.batch(row.batch)?.ok_or_else(missing)?;
    let detail = read.entry_detail(entry)?.ok_or_else(missing)?;
    let mut pieces = Vec::new();
    let mut add = |name: Both, told: Both, there: bool| pieces.push(Piece { name, told, there });
    let known = detail.claims.is_some();
    let gone = || both!("个人信息已删除", "its personal part is erased");
    add(both!("申报表", "Application"), if known { both!("在卷", "there") } else { gone() }, known);
    let photo = read.photo(row.candidate)?.is_some();
    let told = |there: bool| if there { both!("在卷", "there") } else { both!("缺", "missing") };
    add(both!("照片", "Photo"), told(photo), photo);
    let decided = detail.eligibility.is_some() && row.decision == Decision::Accepted;
    let verdict = Both { zh: row.decision.say(Lang::Zh), en: row.decision.say(Lang::En) };
    add(both!("资格审核", "Eligibility"), verdict, decided);
    let ticket = row.ticket.clone();
    let seated = ticket.is_some();
    add(both!("准考证", "Ticket"), ticket.map_or_else(|| told(false), |ticket| both!("{ticket}", "{ticket}")), seated);
    let outcome = derived(read, entry)?;
    let standings = read.standings(entry)?;
    for subject in &outcome.subjects {
        let name = |lang: Lang| crate::say!(lang, "评分：{}", "Marking: {}", subject.kind.say(lang));
        let sheets = read.sheets(entry, subject.kind)?.len();
        let stands = standings.iter().find(|(kind, ..)| *kind == subject.kind).map(|(_, standing, _)| standing);
        let words = match stands {
            Some(standing) => Both { zh: standing.say(Lang::Zh), en: standing.say(Lang::En) },
            None => both!("签字评分表 {sheets} 份", "{sheets} signed sheet(s)"),
        };
        let reached = subject.verdict != Verdict::Open;
        add(Both { zh: name(Lang::Zh), en: name(Lang::En) }, words, reached);
    }
    let verdict = outcome.verdict;
    let words = Both { zh: verdict.say(Lang::Zh), en: verdict.say(Lang::En) };
    add(both!("评定结果", "Outcome"), words, verdict != Verdict::Open);
    if verdict == Verdict::Pass {
        let issued = row.certificate.is_some();
        let number = row.certificate.map_or_else(|| told(false), |number| both!("{number}", "{number}"));
        // It can be there only once certificates are issued.
        add(both!("证书", "Certificate"), number, issued || batch.state < BatchState::Reported);
    }
    Ok(pieces)
}

/// The forms of the batch itself: what is filled in and what is missing.
pub fn forms(read: &Read, batch: BatchId) -> Result<Vec<Piece>, Failure> {
    let rooms: std::collections::BTreeSet<u16> = read.seats(batch)?.into_iter().map(|(room, _)| room).collect();
    let recorded = read.room_records(batch)?;
    let left = rooms.iter().filter(|room| recorded.iter().all(|record| record.room != **room)).count();
    let (all, done) = (rooms.len(), recorded.len());
    let supervision = read.supervision(batch)?;
    let printed = || both!("由数据打印", "printed from the data");
    Ok(vec![
        Piece { name: both!("考生签到表", "Attendance list"), told: printed(), there: all > 0 },
        Piece { name: both!("试卷交接登记表", "Handover of papers"), told: printed(), there: all > 0 },
        Piece {
            name: both!("考场情况记录单", "Room records"),
            told: both!(
                "{all} 个考场，已记 {done} 份，缺 {left} 个考场",
                "{all} room(s), {done} record(s), {left} room(s) missing"
            ),
            there: left == 0 && all > 0,
        },
        Piece {
            name: both!("内部督导表", "Supervision list"),
            told: supervision.as_ref().map_or_else(
                || both!("缺", "missing"),
                |found| {
                    let (zh, en) = GRADES[usize::from(found.overall).min(GRADES.len() - 1)];
                    let on = found.recorded_on;
                    both!("{on}，总体{zh}", "{on}, overall {en}")
                },
            ),
            there: supervision.is_some(),
        },
        Piece { name: both!("考评报告", "Evaluation report"), told: printed(), there: all > 0 },
    ])
}
