//! One batch of the sample year, from its plan to its signed sheets.

use chrono::Datelike;

use super::calendar::Year;
use super::files::File;
use super::marks;
use super::marks::Panelist;
use super::station::{PASSPHRASE, People, fixture};
use crate::domain::evaluation::batch::{BatchItem, BatchKind, BatchPlan, BatchState};
use crate::domain::evaluation::eligibility::{Claims, Eligibility, MajorRelation};
use crate::domain::evaluation::entry::Decision;
use crate::domain::evaluation::floor::Seen;
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::{BatchId, EntryId, PersonId};
use crate::domain::language::{Lang, Say};
use crate::domain::level::Level;
use crate::exchange::intake::Intake;
use crate::exchange::source::Source;
use crate::ops::floor::{self, Floor};
use crate::ops::marking::{keep_sheets, sign_pile};
use crate::ops::staffing::PanelKey;
use crate::ops::{Office, account, batch, entry, staffing};
use crate::store::Failure;
use crate::store::draft::SheetKey;
use crate::store::read::entry::{EntryFilter, EntryRow};

/// Who marks a subject; the first is the leader. Nobody: the panel is drawn.
pub struct Panel {
    pub subject: SubjectKind,
    pub people: &'static [&'static str],
}

pub struct Round {
    pub roster: File,
    pub name: &'static str,
    /// Trade titles and level codes.
    pub items: &'static [(&'static str, u8)],
    /// Days from today.
    pub exam: i64,
    pub panels: &'static [Panel],
    /// One of the two who key the theory papers mistypes now and then: the double entry finds it.
    pub slips: bool,
    /// Who has not marked yet.
    pub still_to_mark: &'static [&'static str],
}

impl Round {
    /// Plans the batch, files it and announces it.
    pub fn announce(&self, year: &Year, office: &mut Office) -> Result<BatchId, Failure> {
        let exam_on = year.day(self.exam);
        let number = office.read().next_batch()?.0;
        let standards = office.read().standards()?;
        let item = |(trade, code): &(&str, u8)| {
            let standard = standards.iter().find(|row| row.trade.title() == *trade)?;
            Some(BatchItem { standard: standard.id, level: Level::from_code(*code)? })
        };
        let items: Option<Vec<BatchItem>> = self.items.iter().map(item).collect();
        let plan = BatchPlan {
            code: format!("QW{:02}{:02}{number:02}", exam_on.year() % 100, exam_on.month()),
            name: format!("{} 年 {} 月{}", exam_on.year(), exam_on.month(), self.name),
            kind: BatchKind::SkillLevel,
            filing_no: format!("青技备〔{}〕{number}号", exam_on.year()),
            items: items.ok_or_else(|| fixture(self.name, "no such trade"))?,
            registration_from: year.day(self.exam - 35),
            registration_until: year.day(self.exam - 14),
            exam_on,
            place: "青梧县职业中专实训楼".to_owned(),
            room_seats: 30,
        };
        let id = batch::plan(office, None, plan)?;
        batch::advance(office, id)?;
        Ok(id)
    }

    /// Takes in the roster, by the code that a user's import takes.
    pub fn take_roster(&self, office: &mut Office, id: BatchId) -> Result<(), Failure> {
        let (name, bytes) = self.roster;
        let mut intake =
            Intake::read(&Source::new(bytes, name), &[]).map_err(|unread| fixture(name, &unread.say(Lang::En)))?;
        let preview = intake.preview(&office.read(), id, office.today())?;
        if let Some(row) = preview.rows.iter().find(|row| !row.faults.is_empty()) {
            return Err(fixture(name, &format!("row {}: {}", row.row, row.faults[0].reason(Lang::En))));
        }
        intake.take(office, id)?;
        Ok(())
    }

    /// Decides every entry, seats who is accepted, and names papers and panels: all but the exam itself.
    pub fn prepare(&self, office: &mut Office, people: &People, id: BatchId) -> Result<(), Failure> {
        batch::advance(office, id)?;
        entry::accept_eligible(office, id)?;
        let pending = EntryFilter { decision: Some(Decision::Pending), ..EntryFilter::default() };
        for row in office.read().batch_entries(id, pending)? {
            entry::decide(office, row.id, Decision::Rejected, Some("材料不足或不符合申报条件"))?;
        }
        batch::advance(office, id)?;
        entry::seat_all(office, id)?;
        batch::advance(office, id)?;
        batch::choose_papers(office, id)?;
        self.name_panels(office, people, id)?;
        batch::advance(office, id)?;
        Ok(())
    }

    fn name_panels(&self, office: &mut Office, people: &People, id: BatchId) -> Result<(), Failure> {
        let kept = office.read().batch(id)?;
        for item in kept.map_or(Vec::new(), |kept| kept.plan.items) {
            for (subject, _) in office.read().batch_papers(id, item)? {
                let Some(panel) = self.panels.iter().find(|panel| panel.subject == subject) else { continue };
                let key = PanelKey { batch: id, item, subject };
                if panel.people.is_empty() {
                    staffing::draw_panel(office, key, None)?;
                } else {
                    let members: Vec<PersonId> = panel.people.iter().map(|name| people.named(name)).collect();
                    staffing::name_panel(office, key, &members, None)?;
                }
                let divisible = staffing::divisible(&office.read(), key);
                if let Ok(divisible) = divisible {
                    staffing::divide(office, key, &divisible.shares)?;
                }
            }
        }
        Ok(())
    }

    /// Everyone of every panel marks and signs, but those who are left out; a subject that waits for another is marked
    /// once that is passed.
    pub fn mark_all(&self, office: &mut Office, people: &People, id: BatchId) -> Result<(), Failure> {
        for panel in self.panels {
            let still: Vec<PersonId> = self.still_to_mark.iter().map(|name| people.named(name)).collect();
            for (seat, examiner) in self.members(office, people, id, panel)?.into_iter().enumerate() {
                if still.contains(&examiner) {
                    continue;
                }
                account::sign_in(office, examiner, PASSPHRASE)?;
                self.mark_pile(office, id, panel.subject, Panelist { examiner, seat, slips: self.slips })?;
            }
        }
        Ok(())
    }

    /// The people of a panel: as named, or as they were drawn.
    fn members(&self, office: &Office, people: &People, id: BatchId, panel: &Panel) -> Result<Vec<PersonId>, Failure> {
        let mut members: Vec<PersonId> = panel.people.iter().map(|name| people.named(name)).collect();
        if members.is_empty() {
            let read = office.read();
            for item in read.batch(id)?.map_or(Vec::new(), |batch| batch.plan.items) {
                members.extend(read.panel(id, item, panel.subject)?.iter().map(|member| member.person));
            }
        }
        Ok(members)
    }

    fn mark_pile(&self, office: &mut Office, id: BatchId, subject: SubjectKind, who: Panelist) -> Result<(), Failure> {
        let mut sheets = Vec::new();
        let mut pile: Vec<EntryId> = Vec::new();
        for row in seated(office, id)? {
            let key = SheetKey { entry: row.id, subject, examiner: who.examiner };
            let Ok(desk) = crate::ops::marking::Desk::open(&office.read(), key) else { continue };
            let Ok(paper) = desk.paper() else { continue };
            if desk.waits().is_some() {
                continue;
            }
            sheets.push((key, marks::sheet(paper, &desk.part, row.id, subject, who)));
            pile.push(row.id);
        }
        keep_sheets(office, &sheets)?;
        let hand = account::prove(office, PASSPHRASE)?;
        sign_pile(office, &pile, subject, &hand)?;
        Ok(())
    }
}

/// The accepted entries of a batch in the order of their tickets.
pub fn seated(office: &Office, id: BatchId) -> Result<Vec<EntryRow>, Failure> {
    let accepted = EntryFilter { decision: Some(Decision::Accepted), ..EntryFilter::default() };
    Ok(office.read().batch_entries(id, accepted)?)
}

/// Everybody but one signs in, shows their document, draws where there are workplaces, and sits; the finished papers
/// are numbered.
pub fn sit_the_exam(office: &mut Office, id: BatchId, absent: usize) -> Result<(), Failure> {
    let absent = seated(office, id)?.get(absent).map(|row| row.id);
    let items = office.read().batch(id)?.map_or(Vec::new(), |batch| batch.plan.items);
    for item in items {
        for (subject, _) in office.read().batch_papers(id, item)? {
            let place = Floor { batch: id, item, subject };
            let form = place.rules(&office.read())?.form;
            let rows = office.read().floor(id, item, subject)?;
            let (missing, here): (Vec<EntryId>, Vec<EntryId>) =
                rows.iter().map(|row| row.entry).partition(|entry| Some(*entry) == absent);
            if !missing.is_empty() {
                floor::note(office, place, &missing, Seen::Absent)?;
            }
            for seen in [Seen::Present, Seen::IdentityChecked] {
                floor::note(office, place, &here, seen)?;
            }
            if form.is_on_the_floor() {
                let stations = u16::try_from(rows.len()).unwrap_or(u16::MAX);
                floor::draw(office, place, stations, 2)?;
            }
            for seen in [Seen::Signed, Seen::Began, Seen::Ended] {
                floor::note(office, place, &here, seen)?;
            }
            if form.is_blind() {
                floor::number_pieces(office, place)?;
            }
        }
    }
    Ok(())
}

pub fn advance_to(office: &mut Office, id: BatchId, state: BatchState) -> Result<(), Failure> {
    while office.read().batch(id)?.is_some_and(|batch| batch.state < state) {
        batch::advance(office, id)?;
    }
    Ok(())
}

/// Everyone's originals were seen.
pub fn all_evidence_in(office: &mut Office, id: BatchId) -> Result<(), Failure> {
    for row in office.read().batch_entries(id, EntryFilter::default())? {
        evidence_in(office, row.id)?;
    }
    Ok(())
}

/// The clerk has seen the originals: what the condition asks for is recorded, where the facts of the roster bear it out.
pub fn evidence_in(office: &mut Office, entry_id: EntryId) -> Result<(), Failure> {
    let verdict = entry::eligibility(&office.read(), entry_id)?;
    if verdict.eligibility != Eligibility::NeedsEvidence {
        return Ok(());
    }
    let read = office.read();
    let (Some(row), Some(detail)) = (read.entry(entry_id)?, read.entry_detail(entry_id)?) else { return Ok(()) };
    let Some(kept) = read.standard(row.item.standard)? else { return Ok(()) };
    let details = detail.details.unwrap_or_default();
    let mut claims: Claims = detail.claims.unwrap_or_default();
    let conditions = kept.standard.level(row.item.level).map_or(&[][..], |rules| &rules.conditions);
    let Some(chosen) = conditions.iter().find(|condition| condition.number == row.condition) else { return Ok(()) };
    claims.evidence.extend(chosen.evidence.iter().filter(|evidence| evidence.required).map(|evidence| evidence.kind));
    if !details.major.is_empty() {
        claims.major = Some(MajorRelation::Related);
    }
    let driver = chosen.prerequisite_doc.as_deref().filter(|document| document.contains("C1"));
    claims.prerequisites.extend(driver.map(str::to_owned));
    entry::revise_claims(office, entry_id, claims)?;
    Ok(())
}
