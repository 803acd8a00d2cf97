//! What an act was about, in a few words.

use crate::both;
use crate::credential::signing::fingerprint;
use crate::domain::evaluation::batch::BatchItem;
use crate::domain::evaluation::certificate::fields as certificate_fields;
use crate::domain::evaluation::stock::SerialRange;
use crate::domain::id::{BatchId, EntryId, PersonId, StandardId};
use crate::domain::language::{Both, Lang, Say, counted};
use crate::ops::settings;
use crate::store::act::Act;
use crate::store::journal::JournalRow;
use crate::store::read::{Read, Result};
use crate::tui::screens::parts::words::{self, both, data, level};

/// A short sentence; empty where this version cannot read the act.
pub fn about(read: &Read, row: &JournalRow) -> Result<Both> {
    let Ok(act) = Act::read(&row.kind, &row.payload, None) else { return Ok(data("")) };
    Ok(match act {
        Act::StationFounded(part) => data(part.name),
        Act::ScopeFiled(part) => join(&[data(part.trade_name), short(part.level), data(part.document)]),
        Act::PersonRecorded(part) => data(part.name),
        Act::KeyEnrolled(part) => key(read, part.person, &part.key)?,
        Act::KeyRetired(part) => key(read, part.person, &part.key)?,
        Act::StationKeyMade(part) => {
            let purpose = match part.purpose.as_str() {
                "checkpoint" => both!("存证密钥", "checkpoint key"),
                "backup" => both!("备份密钥", "backup key"),
                _ => both!("证书密钥", "credential key"),
            };
            join(&[purpose, data(fingerprint(&part.key))])
        }
        Act::DeskTaken(part) => match part.wrong {
            0 => data(""),
            n => both!("此前口令错 {n} 次", "after {n} wrong passphrase(s)"),
        },
        Act::SettingSet(part) => setting(&part.name, &part.value),
        Act::MappingKept(part) => data(part.name),
        Act::CalendarDaySet(part) => join(&[data(part.day.day.to_string()), both(&part.day.kind), data(part.day.name)]),
        Act::CalendarDayCleared(part) => data(part.day.to_string()),
        Act::StandardWritten(part) => edition(&part.standard.trade.title(), &part.standard.edition),
        Act::StandardApproved(part) => standard(read, part.id)?,
        Act::PaperWritten(part) => join(&[data(part.paper.title), data(part.paper.version)]),
        Act::PlanWritten(part) => join(&[data(part.plan.code), data(part.plan.name)]),
        Act::BatchMoved(part) => {
            let (from, to) = (both(&part.from), both(&part.to));
            let moved = Both {
                zh: format!("由“{}”转入“{}”", from.zh, to.zh),
                en: format!("from {} to {}", from.en, to.en),
            };
            join(&[batch(read, part.batch)?, moved])
        }
        Act::PaperChosen(part) => join(&[item(read, part.item)?, both(&part.subject), batch(read, part.batch)?]),
        Act::PanelNamed(part) => {
            let n = part.members.len();
            let named = counted(n as u64, "member", "members");
            let members = both!("{n} 人", "{named}");
            join(&[item(read, part.item)?, both(&part.subject), members, batch(read, part.batch)?])
        }
        Act::ObjectionRaised(part) => join(&[data(part.text), batch(read, part.batch)?]),
        Act::ObjectionDecided(part) => {
            let upheld = if part.upheld { both!("成立", "upheld") } else { both!("不成立", "not upheld") };
            join(&[upheld, data(part.decision)])
        }
        Act::RecheckAsked(part) => {
            join(&[data(part.receipt), entry(read, part.entry)?, both(&part.subject), both(&part.ground)])
        }
        Act::RecheckDecided(part) => join(&[both(&part.result), data(part.decision)]),
        Act::AppealFiled(part) => join(&[data(part.receipt), data(part.office), data(part.text)]),
        Act::AppealDecided(part) => {
            let upheld = if part.upheld { both!("成立", "upheld") } else { both!("不成立", "not upheld") };
            join(&[upheld, data(part.decision)])
        }
        Act::SupervisionRecorded(part) => batch(read, part.batch)?,
        Act::RoomRecorded(part) => {
            let room = part.room;
            join(&[batch(read, part.batch)?, both!("{room} 考场", "room {room}"), both(&part.subject)])
        }
        Act::InspectionDrawn(part) => {
            let (n, seed) = (part.entries.len(), part.seed);
            join(&[batch(read, part.batch)?, both!("{n} 人", "{n} drawn"), both!("种子 {seed}", "seed {seed}")])
        }
        Act::RosterTaken(part) => {
            let n = part.entries;
            let entries = counted(n, "entry", "entries");
            join(&[data(part.file_name), both!("{n} 人", "{entries}"), batch(read, part.batch)?])
        }
        Act::EntryFiled(part, _) => join(&[entry(read, part.id)?, item(read, part.item)?]),
        Act::ClaimsRevised(part, _) => entry(read, part.entry)?,
        Act::EntryDecided(part, _) => {
            let exception = if part.exception { both!("特批", "exception") } else { data("") };
            join(&[entry(read, part.entry)?, both(&part.decision), exception])
        }
        Act::PhotoAttached(part, _) => data(read.candidate(part.candidate)?.map(|it| it.name).unwrap_or_default()),
        Act::TicketGiven(part) => {
            let (room, seat) = (part.room, part.seat);
            join(&[
                entry(read, part.entry)?,
                data(part.ticket),
                both!("{room} 考场 {seat} 号", "room {room} seat {seat}"),
            ])
        }
        Act::CaseOpened(part) => join(&[entry(read, part.entry)?, both(&part.subject), data(part.because)]),
        Act::FurtherNamed(part) => {
            let person = data(read.person_name(part.person)?);
            join(&[person, entry(read, part.entry)?, both(&part.subject), data(part.because)])
        }
        Act::ScoresTaken(part) => {
            let sheets = counted(part.sheets, "sheet", "sheets");
            let n = part.sheets;
            join(&[data(part.file_name), both!("{n} 份", "{sheets}"), batch(read, part.batch)?])
        }
        Act::SampleDrawn(part) => {
            let n = part.chosen.len();
            let scores = counted(n as u64, "score", "scores");
            join(&[batch(read, part.batch)?, both!("{n} 个成绩", "{scores}"), data(part.seed)])
        }
        Act::Moderated(part) => {
            let said = if part.agreed { both!("同意", "agreed") } else { both!("退回", "sent back") };
            join(&[entry(read, part.entry)?, both(&part.subject), said, data(part.because)])
        }
        Act::SheetSigned(part)
        | Act::SheetCorrected(part)
        | Act::SheetRevoted(part)
        | Act::SheetDecided(part)
        | Act::MeasuresAgreed(part)
        | Act::MeasuresCorrected(part) => join(&[entry(read, part.entry)?, both(&part.subject)]),
        Act::QuestionsDivided(part) => {
            let n = part.shares.len();
            let questions = counted(n as u64, "question", "questions");
            join(&[
                item(read, part.item)?,
                both(&part.subject),
                both!("{n} 题", "{questions}"),
                batch(read, part.batch)?,
            ])
        }
        Act::StandingSet(part) => join(&[entry(read, part.entry)?, both(&part.subject), both(&part.standing)]),
        Act::VetoRecorded(part) => join(&[entry(read, part.entry)?, data(part.text)]),
        Act::VetoWithdrawn(part) => match read.veto_entry(part.id)? {
            Some(id) => entry(read, id)?,
            None => data(""),
        },
        Act::OutcomeDerived(part) => join(&[entry(read, part.entry)?, both(&part.outcome.verdict)]),
        Act::FloorNoted(part) => {
            let n = part.entries.len();
            let whom = match part.entries.as_slice() {
                [one] => entry(read, *one)?,
                _ => both!("{n} 人", "{n} candidates"),
            };
            join(&[whom, both(&part.subject), both(&part.seen)])
        }
        Act::PlacesDrawn(part) => {
            let n = part.places.len();
            join(&[
                item(read, part.item)?,
                both(&part.subject),
                both!("{n} 人", "{n} candidates"),
                batch(read, part.batch)?,
            ])
        }
        Act::PieceNumbered(part, _) => join(&[entry(read, part.entry)?, both(&part.subject)]),
        Act::Unmasked(part) => join(&[entry(read, part.entry)?, both(&part.subject)]),
        Act::DayEnded(part) => data(part.on.to_string()),
        Act::ClockJumped(part) => {
            let (from, to) = (words::minute(&part.from), words::minute(&part.to));
            both!("由 {from} 到 {to}", "from {from} to {to}")
        }
        Act::ExaminerRecorded(part) => {
            let until = part.record.card_until;
            let card = both!("证卡到 {until}", "card until {until}");
            join(&[data(read.person_name(part.person)?), both(&part.record.kind), card])
        }
        Act::ExaminerApproved(part) => data(read.person_name(part.person)?),
        Act::TieDeclared(part, _) => join(&[data(read.person_name(part.person)?), both(&part.kind)]),
        Act::TieWithdrawn(part) => match read.ties()?.into_iter().find(|tie| tie.id == part.id) {
            Some(tie) => join(&[data(read.person_name(tie.person)?), both(&tie.kind)]),
            None => data(""),
        },
        Act::PanelDrawn(part) => {
            let (n, of) = (part.members.len(), part.pool.len());
            let members = both!("{of} 人中抽 {n} 人", "{n} of {of}");
            join(&[item(read, part.item)?, both(&part.subject), members, batch(read, part.batch)?])
        }
        Act::SessionPlanned(part) => {
            let when = data(part.session.span.text());
            join(&[item(read, part.session.item)?, both(&part.session.subject), when, batch(read, part.batch)?])
        }
        Act::SessionDropped(part) => {
            let id = part.id.0;
            both!("场次 {id}", "session {id}")
        }
        Act::CertificateIssued(part, _) => join(&[entry(read, part.entry)?, data(part.number)]),
        Act::BlanksMoved(part) | Act::BlanksDestroyed(part) => {
            let to = part.person.map(|person| read.person_name(person)).transpose()?.unwrap_or_default();
            join(&[both(&part.made), data(part.range.to_string()), data(to), data(part.because)])
        }
        Act::BlanksCounted(part) => {
            let sheets: u64 = part.found.iter().map(SerialRange::count).sum();
            let (missing, surplus) = (part.missing.len(), part.surplus.len());
            let differs = match missing + surplus {
                0 => both!("账实相符", "as the ledger says"),
                _ => both!("盘亏 {missing} 段，盘盈 {surplus} 段", "{missing} run(s) missing, {surplus} too many"),
            };
            join(&[both!("{sheets} 张", "{sheets} sheets"), differs])
        }
        Act::CertificatePrinted(part) => {
            let serial = part.serial.map(|serial| serial.to_string()).unwrap_or_default();
            join(&[data(part.number), both(&part.occasion), data(serial)])
        }
        Act::ApprovalGiven(part) => {
            let n = part.entries.len() + part.numbers.len();
            join(&[both(&part.what), both!("{n} 本", "{n} certificates"), batch(read, part.batch)?, data(part.because)])
        }
        Act::CertificateReissued(part) => join(&[data(part.number), data(part.because)]),
        Act::CertificateCorrected(part, _) => {
            join(&[data(part.number), certificate_fields(&part.fields), data(part.because)])
        }
        Act::CertificateRevoked(part) | Act::CertificateAnnulled(part) => {
            join(&[data(part.number), both(&part.ground), data(part.document)])
        }
        Act::HistoryTaken(part) => {
            let n = part.rows;
            join(&[data(part.file_name), both!("{n} 本", "{n} certificates")])
        }
        Act::HistoricalRecorded(part, _) => join(&[data(part.number), data(part.trade_name), short(part.level)]),
        Act::UploadMade(part) => {
            let n = part.rows.len();
            join(&[batch(read, part.batch)?, both!("{n} 本", "{n} certificates"), data(part.file_name)])
        }
        Act::PersonalErased(part) => {
            let n = part.people.len() + part.past.len();
            let people = counted(n as u64, "person", "people");
            both!("{n} 人", "{people}")
        }
        Act::NumberShown(part) => {
            let name = read.candidate(part.candidate)?.map(|candidate| candidate.name).unwrap_or_default();
            join(&[data(format!("#{}", part.candidate.0)), data(name)])
        }
        Act::ListExported(part) => {
            let n = part.rows;
            let rows = counted(u64::from(n), "row", "rows");
            let whole =
                if part.whole_numbers { both!("证件号码完整", "whole document numbers") } else { data("") };
            join(&[both(&profile(&part.profile)), both!("{n} 行", "{rows}"), whole, data(part.file_name)])
        }
        Act::UploadReceipted(part) => data(part.receipt),
        Act::EvidenceTaken(part) => {
            let n = part.lines.len();
            join(&[data(part.file_name), both!("{n} 行", "{n} lines")])
        }
        Act::UploadReturned(part) => {
            let n = part.rows.len();
            join(&[both!("{n} 本", "{n} certificates"), data(part.file_name)])
        }
    })
}

fn key(read: &Read, person: PersonId, key: &[u8]) -> Result<Both> {
    Ok(join(&[data(read.person_name(person)?), data(fingerprint(key))]))
}

/// The parts that say something, with a comma between two.
fn join(parts: &[Both]) -> Both {
    let list = |pick: fn(&Both) -> &str| parts.iter().map(pick).filter(|part| !part.is_empty()).collect::<Vec<_>>();
    Both { zh: list(|part| &part.zh).join("，"), en: list(|part| &part.en).join(", ") }
}

/// A list's profile by its name; the word itself where this version does not know it.
fn profile(word: &str) -> Both {
    crate::exchange::profile::named(word).map_or_else(|| data(word), |profile| profile.name())
}

fn short(code: crate::domain::level::Level) -> Both {
    Both { zh: level(code, Lang::Zh), en: level(code, Lang::En) }
}

fn setting(name: &str, value: &str) -> Both {
    match settings::all().find(|setting| setting.name == name) {
        None => data(format!("{name} = {value}")),
        Some(setting) => {
            let told = |lang| format!("{} = {}", setting.say(lang), setting.tell(value, lang));
            Both { zh: told(Lang::Zh), en: told(Lang::En) }
        }
    }
}

fn edition(trade: &str, edition: &str) -> Both {
    both!("{trade} {edition} 版", "{trade}, edition {edition}")
}

fn standard(read: &Read, id: StandardId) -> Result<Both> {
    Ok(read.trade(id)?.map_or_else(|| data(""), |(trade, year)| edition(&trade.title(), &year)))
}

fn item(read: &Read, item: BatchItem) -> Result<Both> {
    let trade = read.trade(item.standard)?.map(|(trade, _)| trade.title()).unwrap_or_default();
    let level = short(item.level);
    Ok(Both { zh: format!("{trade} {}", level.zh), en: format!("{trade} {}", level.en) })
}

fn batch(read: &Read, id: BatchId) -> Result<Both> {
    Ok(data(read.batch(id)?.map(|batch| batch.plan.code).unwrap_or_default()))
}

fn entry(read: &Read, id: EntryId) -> Result<Both> {
    Ok(data(read.entry(id)?.map(|entry| entry.name).unwrap_or_default()))
}
