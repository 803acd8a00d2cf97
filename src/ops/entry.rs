//! Entries: filing applications one by one or by roster, deciding them, giving tickets and seats.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::Office;
use super::settings::CUTOFF;
use super::station::refuse;
use crate::credential::entropy::Entropy;
use crate::credential::vault::{Field, NONCE};
use crate::domain::evaluation::batch::{BatchItem, BatchState};
use crate::domain::evaluation::eligibility::{Claims, Eligibility, Verdict, verdict};
use crate::domain::evaluation::entry::{Decision, Details, lowest_free_seat};
use crate::domain::evaluation::ticket::TicketNumber;
use crate::domain::id::{BatchId, CandidateId, EntryId, StandardId};
use crate::domain::identity::{Document, PersonName, Phone, Sex, age_on, inert, last_four};
use crate::domain::language::{Both, Lang, Say};
use crate::domain::level::Level;
use crate::domain::refusal::Refusal;
use crate::domain::stamp::Role;
use crate::store::act::{
    Act, Applicant, ClaimsRevised, EntryDecided, EntryFiled, Grounds, RosterTaken, Sealed, TicketGiven,
};
use crate::store::read::batch::Batch;
use crate::store::read::candidate::terms_of;
use crate::store::read::entry::EntryFilter;
use crate::store::read::standard::StandardKept;
use crate::store::{Decided, Failure, Read};
use crate::{both, refusal};

/// One application, checked against itself; the batch and the file are asked here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Application {
    /// The trade as it is written: its name, or name and branch.
    pub trade: String,
    pub level: Level,
    /// The condition claimed.
    pub condition: Option<u16>,
    pub document: Document,
    pub name: PersonName,
    pub sex: Sex,
    pub birth: Option<NaiveDate>,
    pub phone: Option<Phone>,
    pub claims: Claims,
    pub details: Details,
}

/// What the batch and the file say of one application.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Screened {
    /// Why it cannot be taken; all at once, empty when it can.
    pub faults: Vec<Both>,
    /// What a clerk should look at; it can be taken all the same.
    pub warnings: Vec<Both>,
    /// The verdict on the conditions as it would be today; none where the trade or level is not in the batch.
    pub eligibility: Option<Verdict>,
    /// Where it would go.
    place: Option<Place>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    item: BatchItem,
    candidate: Option<CandidateId>,
}

/// What does not change from row to row.
struct Counter {
    batch: Batch,
    standards: HashMap<StandardId, StandardKept>,
    cutoff: NaiveDate,
}

impl Counter {
    fn open(read: &Read, batch: BatchId) -> Result<Counter, Failure> {
        let batch = batch_of(read, batch)?;
        takes_entries(&batch)?;
        let mut standards = HashMap::new();
        for item in &batch.plan.items {
            if let Some(kept) = read.standard(item.standard)? {
                standards.insert(item.standard, kept);
            }
        }
        let cutoff = cutoff(read, &batch)?;
        Ok(Counter { batch, standards, cutoff })
    }

    fn item(&self, trade: &str, level: Level) -> Result<BatchItem, Both> {
        let trade = trade.trim();
        let named = |item: &&BatchItem| {
            self.standards.get(&item.standard).is_some_and(|kept| {
                let own = &kept.standard.trade;
                own.name == trade || own.title() == trade || (!own.branch.is_empty() && own.branch == trade)
            })
        };
        let here = |item: &&BatchItem| item.level == level;
        if let Some(item) = self.batch.plan.items.iter().filter(named).find(here) {
            return Ok(*item);
        }
        let title = |lang: Lang| {
            let name = |item: &BatchItem| {
                let trade =
                    self.standards.get(&item.standard).map_or(String::new(), |kept| kept.standard.trade.title());
                format!("{trade} {}", item.level.say(lang))
            };
            self.batch.plan.items.iter().map(name).collect::<Vec<_>>().join(lang.pick("、", ", "))
        };
        let (shown, level) = (inert(trade), level);
        Err(Both {
            zh: format!("“{shown} {}”不在本批次，本批次有：{}", level.say(Lang::Zh), title(Lang::Zh)),
            en: format!("“{shown} {}” is not in this batch, which has: {}", level.say(Lang::En), title(Lang::En)),
        })
    }

    fn screen(&self, read: &Read, row: &Application) -> Result<Screened, Failure> {
        let mut screened = Screened::default();
        let candidate = read.candidate_by_document(&row.document)?;
        if let Some(known) = &candidate
            && known.name != row.name.as_str()
        {
            let (tail, name) = (last_four(row.document.number()), inert(&known.name));
            screened.faults.push(both!(
                "证件尾号 {tail} 在本站登记的姓名是“{name}”，与本行不同",
                "the document ending {tail} is recorded here under the name “{name}”"
            ));
        }
        let born = row.birth.or(row.document.birth());
        if let Some(born) = born
            && (born > self.cutoff || age_on(born, self.cutoff) < 16)
        {
            screened.warnings.push(both!("截止日 {0} 未满 16 周岁", "under 16 on {0}", self.cutoff));
        }
        let words = |warning: &dyn Say| Both { zh: warning.say(Lang::Zh), en: warning.say(Lang::En) };
        screened.warnings.extend(row.document.warnings().iter().map(|warning| words(warning)));
        screened.warnings.extend(row.name.warnings().iter().map(|warning| words(warning)));
        match self.item(&row.trade, row.level) {
            Err(fault) => screened.faults.push(fault),
            Ok(item) => {
                let kept = &self.standards[&item.standard];
                let rules = kept.standard.level(item.level).expect("a batch's item is a level of its standard");
                let claims = Claims { birth: born, ..row.claims.clone() };
                if let Some(number) = row.condition
                    && rules.conditions.iter().all(|condition| condition.number != number)
                {
                    let list = rules.conditions.iter().map(|c| c.number.to_string()).collect::<Vec<_>>().join("、");
                    screened.faults.push(both!(
                        "申报条件 {number} 不在标准中，可选 {list}",
                        "condition {number} is not in the standard, which has {list}"
                    ));
                }
                screened.eligibility = Some(verdict(&rules.conditions, &claims, row.condition, self.cutoff));
                if let Some(known) = &candidate {
                    self.known(read, known.id, item, kept, &mut screened)?;
                }
                screened.place = Some(Place { item, candidate: candidate.map(|known| known.id) });
            }
        }
        Ok(screened)
    }

    /// What the file already holds of this candidate: the same trade and level in a live batch, or on a certificate.
    fn known(
        &self,
        read: &Read,
        candidate: CandidateId,
        item: BatchItem,
        kept: &StandardKept,
        screened: &mut Screened,
    ) -> Result<(), Failure> {
        for entry in read.entries_of(candidate)? {
            if entry.item.level != item.level || entry.decision == Decision::Withdrawn {
                continue;
            }
            let same_trade = entry.item.standard == item.standard
                || read.standard(entry.item.standard)?.is_some_and(|other| other.standard.trade == kept.standard.trade);
            let other = read.batch(entry.batch)?.filter(|batch| same_trade && batch.state < BatchState::Issuing);
            if let Some(other) = other {
                let code = &other.plan.code;
                screened.faults.push(if entry.batch == self.batch.id {
                    both!("已在本批次报名同一职业等级", "has an entry for this trade and level in this batch already")
                } else {
                    both!("已在批次 {code} 报名同一职业等级", "has an entry for this trade and level in batch {code}")
                });
            }
        }
        for certificate in read.certificates_of(candidate)? {
            if certificate.level == item.level && certificate.trade == kept.standard.trade {
                let number = &certificate.number;
                screened.warnings.push(both!(
                    "已持有同职业同等级证书 {number}",
                    "holds certificate {number} of this trade and level"
                ));
            }
        }
        Ok(())
    }
}

/// Whether a batch takes entries now: only while registering.
pub fn takes_entries(batch: &Batch) -> Result<(), Refusal> {
    if batch.state == BatchState::Registering {
        return Ok(());
    }
    let (zh, en) = (batch.state.say(Lang::Zh), batch.state.say(Lang::En));
    let because = Both {
        zh: format!("现在是“{zh}”，只有“报名中”能收报名（批次“{}”）。", batch.plan.name),
        en: format!("Now “{en}”; it takes entries only while registering (batch “{}”).", batch.plan.name),
    };
    Err(Refusal::new("not_registering", because))
}

fn batch_of(read: &Read, id: BatchId) -> Result<Batch, Failure> {
    Ok(read.batch(id)?.ok_or_else(|| refusal!("no_batch", "没有这个批次。", "There is no such batch."))?)
}

/// The day to which years are counted, by setting.
pub fn cutoff(read: &Read, batch: &Batch) -> Result<NaiveDate, Failure> {
    Ok(match CUTOFF.value(read)?.as_str() {
        "exam_on" => batch.plan.exam_on,
        _ => batch.plan.registration_until,
    })
}

/// Screens applications one after another, so that a long roster can be screened in short steps.
pub struct Screening {
    counter: Counter,
    seen: HashMap<(BatchItem, Document), usize>,
    screened: usize,
}

impl Screening {
    /// Refused where the batch takes no entries.
    pub fn open(read: &Read, batch: BatchId) -> Result<Screening, Failure> {
        Ok(Screening { counter: Counter::open(read, batch)?, seen: HashMap::new(), screened: 0 })
    }

    /// What the batch, the file and the applications before say of the next one.
    pub fn screen(&mut self, read: &Read, row: &Application) -> Result<Screened, Failure> {
        let mut one = self.counter.screen(read, row)?;
        if let Some(place) = one.place
            && let Some(first) = self.seen.insert((place.item, row.document.clone()), self.screened)
        {
            let first = first + 1;
            one.faults.push(both!("与第 {first} 份报名重复", "repeats application {first}"));
        }
        self.screened += 1;
        Ok(one)
    }
}

/// What the batch and the file say of each application; the same code decides when they are taken.
pub fn preview(read: &Read, batch: BatchId, rows: &[Application]) -> Result<Vec<Screened>, Failure> {
    let mut screening = Screening::open(read, batch)?;
    rows.iter().map(|row| screening.screen(read, row)).collect()
}

/// Where a roster came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterFile {
    pub name: String,
    pub sha256: String,
}

/// Whether this very file was not taken into the batch before.
pub fn not_taken(read: &Read, batch: BatchId, file: &RosterFile) -> Result<(), Failure> {
    match read.roster_taken(batch, &file.sha256)? {
        None => Ok(()),
        Some(at) => {
            // To the minute.
            let at = at.get(..16).unwrap_or(&at).replace('T', " ");
            Err(refusal!(
                "roster_taken",
                "这份文件已于 {at} 导入本批次。",
                "This very file was taken into the batch at {at}."
            )
            .into())
        }
    }
}

/// Nothing of a roster is left to be taken.
pub fn no_row() -> Refusal {
    refusal!("no_row", "没有可以导入的行。", "There is no row to take in.")
}

/// Takes a roster: one act an entry, and one with the file's digest, all in one transaction. A row that does not hold
/// refuses the whole; the caller leaves out the rows that the user gave up.
pub fn take_roster(
    office: &mut Office,
    batch: BatchId,
    rows: &[Application],
    file: &RosterFile,
) -> Result<u32, Failure> {
    office.act_by_chance(Role::Registrar, None, |read, _, entropy| {
        not_taken(read, batch, file)?;
        let mut acts = file_rows(read, batch, rows, entropy)?;
        let entries = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        if entries == 0 {
            return Err(no_row().into());
        }
        let (file_name, sha256) = (inert(&file.name), file.sha256.clone());
        acts.push(Act::RosterTaken(RosterTaken { batch, entries, file_name, sha256 }));
        Ok(Decided::new(acts, entries))
    })
}

/// Files one application by hand.
pub fn file_entry(office: &mut Office, batch: BatchId, row: &Application) -> Result<EntryId, Failure> {
    office.act_by_chance(Role::Registrar, None, |read, _, entropy| {
        let id = read.next_entry()?;
        let acts = file_rows(read, batch, std::slice::from_ref(row), entropy)?;
        Ok(Decided::new(acts, id))
    })
}

fn file_rows(
    read: &Read,
    batch: BatchId,
    rows: &[Application],
    entropy: &mut dyn Entropy,
) -> Result<Vec<Act>, Failure> {
    let mut screening = Screening::open(read, batch)?;
    // Drawn at once: the system is asked once for a whole roster.
    let numbers = rows.iter().map(|row| 1 + usize::from(row.phone.is_some())).sum();
    let mut nonces = vec![[0; NONCE]; numbers];
    entropy.fill(nonces.as_flattened_mut())?;
    let mut nonces = nonces.iter();
    let (mut entry, mut next_candidate) = (read.next_entry()?.0, read.next_candidate()?.0);
    let mut new: HashMap<&Document, CandidateId> = HashMap::new();
    let mut acts = Vec::with_capacity(rows.len() + 1);
    for (index, row) in rows.iter().enumerate() {
        let one = screening.screen(read, row)?;
        let Some(place) = one.place.filter(|_| one.faults.is_empty()) else {
            let n = index + 1;
            let list = |pick: fn(&Both) -> &str| one.faults.iter().map(pick).collect::<Vec<_>>().join("；");
            let because = Both {
                zh: format!("第 {n} 份报名（{}）：{}。", inert(row.name.as_str()), list(|fault| &fault.zh)),
                en: format!("Application {n} ({}): {}.", inert(row.name.as_str()), list(|fault| &fault.en)),
            };
            return Err(Refusal::new("row_refused", because).into());
        };
        let known = place.candidate.or_else(|| new.get(&row.document).copied());
        let candidate = known.unwrap_or_else(|| {
            let id = CandidateId(next_candidate);
            next_candidate += 1;
            new.insert(&row.document, id);
            id
        });
        let filed = EntryFiled {
            batch,
            candidate,
            condition: row.condition.unwrap_or(0),
            id: EntryId(entry),
            item: place.item,
            new_candidate: known.is_none(),
        };
        entry += 1;
        acts.push(Act::EntryFiled(filed, Sealed::Known(applicant(read, row, &mut nonces))));
    }
    Ok(acts)
}

/// The personal part of an application, its numbers sealed under the next of `nonces`.
fn applicant<'a>(read: &Read, row: &Application, nonces: &mut impl Iterator<Item = &'a [u8; NONCE]>) -> Applicant {
    let vault = read.vault();
    let mut encrypt = |field, number: &str| {
        let nonce = nonces.next().expect("one was drawn for each number");
        vault.encrypt(nonce, field, number.as_bytes())
    };
    let number = row.document.number();
    let kind = crate::store::document_word(row.document.kind());
    let doc_cipher = encrypt(Field::IdNumber, number);
    let phone_cipher = row.phone.as_ref().map_or(Vec::new(), |phone| encrypt(Field::Phone, phone.as_str()));
    let birth = row.birth.or(row.document.birth());
    Applicant {
        birth,
        claims: Claims { birth, ..row.claims.clone() },
        details: row.details.clone(),
        doc_cipher,
        doc_kind: row.document.kind(),
        doc_tag: vault.equality_tag(&kind, number).to_vec(),
        doc_tail: vault.tail_tag(Field::IdNumber, &row.document.last_four()).to_vec(),
        name: row.name.as_str().to_owned(),
        phone_cipher,
        sex: row.sex,
        terms: terms_of(row.name.as_str()),
    }
}

/// The verdict on an entry's conditions as the rules have it today.
pub fn eligibility(read: &Read, entry: EntryId) -> Result<Verdict, Failure> {
    let no_entry = || refusal!("no_entry", "没有这份报名。", "There is no such entry.");
    let row = read.entry(entry)?.ok_or_else(no_entry)?;
    let detail = read.entry_detail(entry)?.ok_or_else(no_entry)?;
    let batch = batch_of(read, row.batch)?;
    let kept = read.standard(row.item.standard)?.ok_or_else(no_entry)?;
    let rules = kept.standard.level(row.item.level).ok_or_else(no_entry)?;
    let claims = detail.claims.unwrap_or_default();
    let chosen = (row.condition > 0).then_some(row.condition);
    Ok(verdict(&rules.conditions, &claims, chosen, cutoff(read, &batch)?))
}

/// Decides an entry. To accept one that the conditions do not bear out is an exception, and needs its reason.
pub fn decide(office: &mut Office, entry: EntryId, decision: Decision, reason: Option<&str>) -> Result<(), Failure> {
    let reason = reason.map(str::trim).filter(|reason| !reason.is_empty());
    office.act(Role::Registrar, reason, |read, _| {
        let row =
            read.entry(entry)?.ok_or_else(|| refusal!("no_entry", "没有这份报名。", "There is no such entry."))?;
        let batch = batch_of(read, row.batch)?;
        let act = decision_act(read, &batch, entry, row.decision, decision, reason)?;
        Ok(Decided::act(act))
    })
}

/// Whether the batch and the entry's decision so far let it be decided so; the conditions are asked when it is done.
pub fn may_decide(batch: &Batch, from: Decision, to: Decision) -> Result<(), Refusal> {
    let open = matches!(batch.state, BatchState::Registering | BatchState::Reviewing)
        || (to == Decision::Withdrawn && batch.state < BatchState::Sitting);
    if !open {
        let (zh, en) = (batch.state.say(Lang::Zh), batch.state.say(Lang::En));
        let because = Both {
            zh: format!("批次现在是“{zh}”，不能再改报名的审核。"),
            en: format!("The batch is “{en}”; decisions on entries are closed."),
        };
        return Err(Refusal::new("decisions_closed", because));
    }
    if from == Decision::Withdrawn {
        return Err(refusal!("withdrawn", "这份报名已撤回。", "The entry is withdrawn."));
    }
    Ok(())
}

fn decision_act(
    read: &Read,
    batch: &Batch,
    entry: EntryId,
    from: Decision,
    to: Decision,
    reason: Option<&str>,
) -> Result<Act, Failure> {
    may_decide(batch, from, to)?;
    if to == Decision::Withdrawn {
        let decided = EntryDecided { decision: to, entry, exception: false };
        return Ok(Act::EntryDecided(decided, Sealed::Known(Grounds { eligibility: None })));
    }
    let verdict = eligibility(read, entry)?;
    let borne_out = verdict.eligibility == Eligibility::Eligible;
    let exception = to == Decision::Accepted && !borne_out;
    let against = exception || (to == Decision::Rejected && borne_out);
    if (against || to == Decision::Returned) && reason.is_none() {
        let (zh, en) = (verdict.say(Lang::Zh), verdict.say(Lang::En));
        let because = Both {
            zh: format!("这样审核须写明理由（{zh}）。"),
            en: format!("This decision needs a reason ({en})."),
        };
        return Err(Refusal::new("reason_needed", because).into());
    }
    let decided = EntryDecided { decision: to, entry, exception };
    Ok(Act::EntryDecided(decided, Sealed::Known(Grounds { eligibility: Some(verdict) })))
}

/// Whether what an entry declares may still be recorded: until it is decided.
pub fn may_revise(batch: &Batch, decision: Decision) -> Result<(), Refusal> {
    let open = matches!(batch.state, BatchState::Registering | BatchState::Reviewing);
    if open && matches!(decision, Decision::Pending | Decision::Returned) {
        return Ok(());
    }
    Err(refusal!("claims_closed", "报名已审核，不能再改申报材料。", "The entry is decided; what it declares is fixed.")
        .next(both!("可先退回，再补材料。", "Return it first.")))
}

/// Records what the candidate declares from now on: evidence handed in, a date read from a certificate. Closed once decided.
pub fn revise_claims(office: &mut Office, entry: EntryId, claims: Claims) -> Result<Verdict, Failure> {
    office.act(Role::Registrar, None, |read, _| {
        let row =
            read.entry(entry)?.ok_or_else(|| refusal!("no_entry", "没有这份报名。", "There is no such entry."))?;
        let batch = batch_of(read, row.batch)?;
        may_revise(&batch, row.decision)?;
        let kept = read
            .standard(row.item.standard)?
            .ok_or_else(|| refusal!("no_standard", "没有这个标准。", "There is no such standard."))?;
        let rules = kept.standard.level(row.item.level).expect("a batch's item is a level of its standard");
        let chosen = (row.condition > 0).then_some(row.condition);
        let verdict = verdict(&rules.conditions, &claims, chosen, cutoff(read, &batch)?);
        Ok(Decided::new(vec![Act::ClaimsRevised(ClaimsRevised { entry }, Sealed::Known(claims))], verdict))
    })
}

/// Accepts every pending entry of a batch that the conditions bear out, and leaves the others to be looked at.
pub fn accept_eligible(office: &mut Office, batch: BatchId) -> Result<u32, Failure> {
    office.act(Role::Registrar, None, |read, _| {
        let batch = batch_of(read, batch)?;
        let pending = EntryFilter { decision: Some(Decision::Pending), ..EntryFilter::default() };
        let mut acts = Vec::new();
        for row in read.batch_entries(batch.id, pending)? {
            if eligibility(read, row.id)?.eligibility == Eligibility::Eligible {
                acts.push(decision_act(read, &batch, row.id, row.decision, Decision::Accepted, None)?);
            }
        }
        let count = u32::try_from(acts.len()).unwrap_or(u32::MAX);
        Ok(Decided::new(acts, count))
    })
}

/// Whether tickets and seats are given now.
pub fn may_seat(batch: &Batch) -> Result<(), Refusal> {
    if (BatchState::Reviewing..BatchState::Sitting).contains(&batch.state) {
        return Ok(());
    }
    let (zh, en) = (batch.state.say(Lang::Zh), batch.state.say(Lang::En));
    let because = Both {
        zh: format!("批次现在是“{zh}”，编排考场在“资格审核”之后、考试之前。"),
        en: format!("The batch is “{en}”; seats are given after reviewing and before the exam."),
    };
    Err(Refusal::new("not_arranging", because))
}

/// Gives every accepted entry without a seat the lowest free one, and a ticket where it has none. A ticket once given stays.
pub fn seat_all(office: &mut Office, batch: BatchId) -> Result<u32, Failure> {
    office.act(Role::Registrar, None, |read, _| {
        let batch = batch_of(read, batch)?;
        may_seat(&batch)?;
        let accepted = EntryFilter { decision: Some(Decision::Accepted), ..EntryFilter::default() };
        let mut taken = read.seats(batch.id)?;
        let last = read.last_ticket(batch.id)?;
        let mut serial = last.and_then(|ticket| TicketNumber::parse(&ticket).ok()).map_or(0, |ticket| ticket.serial());
        let mut acts = Vec::new();
        for row in read.batch_entries(batch.id, accepted)? {
            if row.seat.is_some() {
                continue;
            }
            let ticket = match row.ticket {
                Some(ticket) => ticket,
                None => {
                    serial += 1;
                    let number = TicketNumber::compose(&batch.plan.code, serial);
                    number.map_err(|fault| refuse("ticket", &fault))?.as_str().to_owned()
                }
            };
            let (room, seat) = lowest_free_seat(&taken, batch.plan.room_seats);
            taken.push((room, seat));
            acts.push(Act::TicketGiven(TicketGiven { entry: row.id, room, seat, ticket }));
        }
        let count = u32::try_from(acts.len()).unwrap_or(u32::MAX);
        Ok(Decided::new(acts, count))
    })
}
