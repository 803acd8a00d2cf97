//! Whether each act was done by somebody who could: in a role they held then, with a second person where it takes one, and
//! signed by the keys that were theirs then. Read from the journal alone, so that no table can speak for itself.

use std::collections::{HashMap, HashSet};

use rusqlite::{Connection, Result, Row};

use super::four_eyes::FourEyes;
use super::{Finding, Progress};
use crate::both;
use crate::credential::signing::Verifier;
use crate::credential::tags::{self, Tag};
use crate::domain::authority::Right;
use crate::domain::evaluation::sheet::Sheet;
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::evaluation::way::Part;
use crate::domain::id::{EntryId, PersonId};
use crate::domain::stamp::Role;
use crate::store::act::{Act, Kind};

/// Signatures that wait to be verified together, so that every core has its part.
const TOGETHER: usize = 2048;

#[derive(Default)]
struct Station {
    roles: HashMap<i64, Vec<Role>>,
    /// The key in use of each person, with the act that enrolled it; a retired one is gone from here.
    keys: HashMap<i64, (i64, Verifier)>,
    /// Subjects of entries that went back to their panels.
    cases: HashSet<(EntryId, SubjectKind)>,
    /// Who wrote which examiner's record, by its row.
    records: HashMap<i64, (i64, PersonId)>,
    four_eyes: FourEyes,
}

/// One signature to verify.
struct Signed {
    seq: i64,
    key: Verifier,
    tag: Tag,
    bytes: Vec<u8>,
    signature: Vec<u8>,
}

/// Findings, and how many signatures were verified.
pub fn authority(conn: &Connection, progress: Progress) -> Result<(Vec<Finding>, u32)> {
    let total: i64 = conn.query_row("SELECT count(*) FROM journal", [], |row| row.get(0))?;
    let (mut found, mut station, mut pile, mut count) = (Vec::new(), Station::default(), Vec::new(), 0);
    let mut signatures = conn.prepare("SELECT person, key, bytes FROM signature WHERE seq = ?1 ORDER BY person")?;
    let mut statement =
        conn.prepare("SELECT seq, kind, person, role, second, payload, leaf FROM journal ORDER BY seq")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let seq: i64 = row.get(0)?;
        if let Some(text) = one(&mut station, row, &mut signatures, &mut pile)? {
            found.push(Finding::new("authority", text));
        }
        if pile.len() >= TOGETHER {
            count += verify(&mut pile, &mut found);
        }
        if seq % 512 == 0 && !progress(seq.unsigned_abs(), total.unsigned_abs()) {
            return Ok((found, count));
        }
    }
    count += verify(&mut pile, &mut found);
    let strays = "SELECT seq FROM signature WHERE seq NOT IN (SELECT seq FROM journal)";
    for seq in conn.prepare(strays)?.query_map([], |row| row.get::<_, i64>(0))? {
        let seq = seq?;
        found.push(Finding::new(
            "signature",
            both!("签名 {seq} 没有对应的日志", "signature {seq} belongs to no journal row"),
        ));
    }
    Ok((found, count))
}

/// What is wrong with one row, apart from the signatures themselves, which are put on the pile.
fn one(
    station: &mut Station,
    row: &Row,
    signatures: &mut rusqlite::Statement,
    pile: &mut Vec<Signed>,
) -> Result<Option<crate::domain::language::Both>> {
    let (seq, word): (i64, String) = (row.get(0)?, row.get(1)?);
    let (person, role, second): (i64, String, Option<i64>) = (row.get(2)?, row.get(3)?, row.get(4)?);
    let payload = row.get_ref(5)?.as_blob()?;
    // A kind of act that is not known is told by the replay.
    let Some(kind) = Kind::from_word(&word) else { return Ok(None) };
    let right = kind.right();
    let role = Role::from_word(&role);
    // The founder's roles come with the row after the first.
    let founding = seq <= 2 && matches!(kind, Kind::StationFounded | Kind::PersonRecorded);
    let held = |person: i64| station.roles.get(&person).map_or(&[][..], Vec::as_slice);
    // The program itself records what it met, in the role of whoever it met it with.
    let program = person == 0 && right.follows();
    if !founding && !program && !role.is_some_and(|role| right.permits(role) && held(person).contains(&role)) {
        return Ok(Some(both!(
            "日志第 {seq} 条由无权的人办理（人员 {person}）",
            "journal row {seq} was done by somebody who may not do it (person {person})"
        )));
    }
    let signers = signers(kind, payload, person);
    if let Some(stranger) = signers.iter().find(|signer| right.role_of(held(**signer)).is_none()) {
        return Ok(Some(both!(
            "日志第 {seq} 条的签名人（人员 {stranger}）当时无权签字",
            "journal row {seq} is signed by somebody who might not sign it then (person {stranger})"
        )));
    }
    let wanted = wanted(&right, &signers, second);
    if right.needs_second() && !second.is_some_and(|second| second != person && right.permits_second(held(second))) {
        return Ok(Some(both!("日志第 {seq} 条缺少合格的第二人", "journal row {seq} lacks a fitting second person")));
    }
    let leaf = row.get_ref(6)?.as_blob()?;
    let mut there: Vec<(i64, i64, Vec<u8>)> =
        signatures.query_map([seq], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect::<Result<_>>()?;
    for (signer, tag) in wanted {
        let at = there.iter().position(|(person, _, _)| *person == signer);
        let Some(at) = at else {
            return Ok(Some(both!(
                "日志第 {seq} 条缺少人员 {signer} 的签名",
                "journal row {seq} lacks the signature of person {signer}"
            )));
        };
        let (_, enrolled, signature) = there.swap_remove(at);
        let own = station.keys.get(&signer).filter(|(by, _)| *by == enrolled);
        let Some((_, key)) = own else {
            return Ok(Some(both!(
                "日志第 {seq} 条用的不是人员 {signer} 当时的密钥",
                "journal row {seq} is signed with a key that was not person {signer}'s then"
            )));
        };
        let bytes = if tag == tags::SHEET { payload.to_vec() } else { leaf.to_vec() };
        pile.push(Signed { seq, key: key.clone(), tag, bytes, signature });
    }
    if !there.is_empty() {
        return Ok(Some(both!("日志第 {seq} 条有多余的签名", "journal row {seq} bears a signature too many")));
    }
    if let Some(text) = told_by_sheet(station, kind, payload, person, seq) {
        return Ok(Some(text));
    }
    if let Some(text) = told_by_approval(station, kind, payload, person, seq) {
        return Ok(Some(text));
    }
    station.four_eyes.learn(kind, payload, person);
    if kind == Kind::CertificateIssued
        && let Some(text) = station.four_eyes.judge(payload, person, seq)
    {
        return Ok(Some(text));
    }
    learn(station, kind, payload, person, seq);
    Ok(None)
}

/// Whose signatures an act bears, and over what.
fn wanted(right: &Right, signers: &[i64], second: Option<i64>) -> Vec<(i64, Tag)> {
    let beside = second.filter(|_| right.needs_second()).map(|second| (second, tags::ACT));
    signers.iter().map(|signer| (*signer, tags::SHEET)).chain(beside).collect()
}

/// Who signs the exact bytes: nobody, whoever did it, or everybody whom a sheet signed by all names.
fn signers(kind: Kind, payload: &[u8], person: i64) -> Vec<i64> {
    let right = kind.right();
    if !right.is_signed_by_all() {
        return right.is_signed().then_some(person).into_iter().collect();
    }
    match serde_json::from_slice::<Sheet>(payload).map(|sheet| sheet.part) {
        Ok(Part::Agreed(all)) if all.contains(&PersonId(person)) => all.iter().map(|signer| signer.0).collect(),
        // What does not name its signers is told with the sheet.
        _ => vec![person],
    }
}

/// A sheet is signed by the examiner whom it names.
fn told_by_sheet(
    station: &mut Station,
    kind: Kind,
    payload: &[u8],
    person: i64,
    seq: i64,
) -> Option<crate::domain::language::Both> {
    if !kind.right().is_signed() {
        return None;
    }
    let sheet: std::result::Result<Sheet, _> = serde_json::from_slice(payload);
    if let Ok(sheet) = &sheet {
        station.four_eyes.sheet(sheet);
    }
    match sheet {
        Ok(sheet) if kind.right().is_signed_by_all() != sheet.part.is_agreed() => Some(both!(
            "日志第 {seq} 条：合议的测量项须由全组签字，其他评分表由本人签字",
            "journal row {seq}: agreed measures are signed by all of the panel, any other sheet by its examiner"
        )),
        Ok(sheet)
            if kind == Kind::MeasuresAgreed
                && sheet.version > 1
                && !station.cases.contains(&(sheet.entry, sheet.subject)) =>
        {
            Some(both!(
                "日志第 {seq} 条签了新版本，却不是更正也没有退回重评",
                "journal row {seq} signs a new version that is neither a correction nor was sent back"
            ))
        }
        Ok(sheet) if kind == Kind::SheetSigned && sheet.version > 1 => Some(both!(
            "日志第 {seq} 条签了新版本，却不是更正也没有退回重评",
            "journal row {seq} signs a new version that is neither a correction nor was sent back"
        )),
        Ok(sheet) if kind == Kind::SheetRevoted && !station.cases.contains(&(sheet.entry, sheet.subject)) => Some(
            both!("日志第 {seq} 条重新评分，却没有退回重评", "journal row {seq} marks anew what was never sent back"),
        ),
        Ok(sheet) if sheet.examiner == PersonId(person) => None,
        _ => Some(both!("日志第 {seq} 条的评分表不是签字人的", "the sheet of journal row {seq} is not its signer's")),
    }
}

/// An examiner's record is approved by neither whoever wrote it nor the examiner.
fn told_by_approval(
    station: &Station,
    kind: Kind,
    payload: &[u8],
    person: i64,
    seq: i64,
) -> Option<crate::domain::language::Both> {
    if kind != Kind::ExaminerApproved {
        return None;
    }
    let Ok(Act::ExaminerApproved(act)) = Act::read(kind.word(), payload, None) else { return None };
    match station.records.get(&act.recorded) {
        Some((wrote, examiner)) if *wrote != person && examiner.0 != person && *examiner == act.person => None,
        _ => Some(both!(
            "日志第 {seq} 条审核的资格不是由第二人审核",
            "journal row {seq} approves a record that its approver may not approve"
        )),
    }
}

/// What later rows are held against: who holds which roles, and whose key is in use.
fn learn(station: &mut Station, kind: Kind, payload: &[u8], person: i64, seq: i64) {
    if !matches!(
        kind,
        Kind::PersonRecorded | Kind::KeyEnrolled | Kind::KeyRetired | Kind::CaseOpened | Kind::ExaminerRecorded
    ) {
        return;
    }
    match Act::read(kind.word(), payload, None) {
        Ok(Act::PersonRecorded(act)) => {
            station.roles.insert(act.id.0, act.roles);
        }
        Ok(Act::KeyEnrolled(act)) => {
            if let Some(key) = Verifier::new(&act.key) {
                station.keys.insert(act.person.0, (seq, key));
            }
        }
        Ok(Act::ExaminerRecorded(act)) => {
            station.records.insert(seq, (person, act.person));
        }
        Ok(Act::CaseOpened(act)) => {
            station.cases.insert((act.entry, act.subject));
        }
        Ok(Act::KeyRetired(act)) => {
            station.keys.remove(&act.person.0);
        }
        _ => {}
    }
}

/// Verifies what is on the pile, on every core, and answers how many signatures hold.
fn verify(pile: &mut Vec<Signed>, found: &mut Vec<Finding>) -> u32 {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let part = pile.len().div_ceil(cores).max(1);
    let bad: Vec<i64> = std::thread::scope(|scope| {
        let parts: Vec<_> = pile
            .chunks(part)
            .map(|part| {
                scope.spawn(move || {
                    let holds = |signed: &&Signed| !signed.key.verifies(signed.tag, &signed.bytes, &signed.signature);
                    part.iter().filter(holds).map(|signed| signed.seq).collect::<Vec<_>>()
                })
            })
            .collect();
        parts.into_iter().flat_map(|part| part.join().expect("verifying does not panic")).collect()
    });
    for seq in &bad {
        found.push(Finding::new(
            "signature",
            both!("日志第 {seq} 条的签名不成立", "the signature of journal row {seq} does not hold"),
        ));
    }
    let held = pile.len() - bad.len();
    pile.clear();
    u32::try_from(held).unwrap_or(u32::MAX)
}
