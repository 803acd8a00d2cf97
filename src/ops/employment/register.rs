//! Rows of the registers are recorded, revised and struck out in one way, one by one or from a file; a plan moves through its year,
//! and an apprenticeship ends.

use chrono::NaiveDate;

use super::import::{TakenFile, Told, taken};
use super::{Going, Office, missing, reason_of};
use crate::both;
use crate::domain::employment::growth::{Outcome, Stage, next};
use crate::domain::employment::register::{Column, Kin, Known, Record, Register, refused};
use crate::domain::employment::treatment::Policy;
use crate::domain::identity::{PersonName, inert};
use crate::domain::language::{Both, Lang, Say};
use crate::refusal;
use crate::store::Failure;
use crate::store::employment::EmploymentRead;
use crate::store::employment::act::{
    Act, EmployeeIdentity, EmployeeRecorded, Kind, Note, PairEnded, PlanReached, RowRecorded, RowStruck, Sealed,
};

/// A row as it is filled in: the text of each cell, by its column's Chinese heading.
pub type Cells = std::collections::BTreeMap<String, String>;

/// What a file knows of names; people who are new are recorded on the way.
struct Names<'a, 'b> {
    read: &'a EmploymentRead<'b>,
    acts: Vec<Act>,
    next: Option<i64>,
}

impl Names<'_, '_> {
    fn person(&mut self, name: &str) -> Result<Result<i64, Both>, Failure> {
        if let Some(certificate) = self.read.certificate(name)? {
            if let Some(known) = self.read.employee_of(&certificate.holder_ref)? {
                return Ok(Ok(known.id.0));
            }
            return self.new_person(&certificate.holder, Some(certificate.holder_ref)).map(Ok);
        }
        let shown = inert(name);
        let parsed = match PersonName::parse(name) {
            Ok(parsed) => parsed,
            Err(fault) => return Ok(Err(Both { zh: fault.say(Lang::Zh), en: fault.say(Lang::En) })),
        };
        match &self.read.called(Kin::Person, parsed.as_str())?[..] {
            [known] => Ok(Ok(*known)),
            [] => self.new_person(parsed.as_str(), None).map(Ok),
            _ => Ok(Err(both!(
                "叫“{shown}”的不止一人，请填证书编号。",
                "more than one is called “{shown}”; give a certificate's number."
            ))),
        }
    }

    fn new_person(&mut self, name: &str, holder_ref: Option<String>) -> Result<i64, Failure> {
        let again = |act: &Act| match act {
            Act::EmployeeRecorded(part, Sealed::Known(known))
                if known.name == name && known.holder_ref == holder_ref =>
            {
                Some(part.id.0)
            }
            _ => None,
        };
        if let Some(id) = self.acts.iter().find_map(again) {
            return Ok(id);
        }
        let id = match self.next {
            Some(id) => id,
            None => self.read.next_employee()?.0,
        };
        self.next = Some(id + 1);
        let public = EmployeeRecorded { id: crate::domain::id::EmployeeId(id) };
        let who = EmployeeIdentity { holder_ref, name: name.to_owned() };
        self.acts.push(Act::EmployeeRecorded(public, Sealed::Known(who)));
        Ok(id)
    }
}

impl Known for Names<'_, '_> {
    type Failure = Failure;

    fn find(&mut self, kin: Kin, name: &str) -> Result<Result<i64, Both>, Failure> {
        if kin == Kin::Person {
            return self.person(name);
        }
        let shown = inert(name);
        let (zh, en) = match kin {
            Kin::Of(register) => (register.say(Lang::Zh), register.say(Lang::En)),
            _ => ("用人单位".to_owned(), "employers".to_owned()),
        };
        Ok(match &self.read.called(kin, name)?[..] {
            [known] => Ok(*known),
            [] => {
                Err(both!("{zh}里没有“{shown}”，先登记它。", "there is no “{shown}” among the {en}; record it first."))
            }
            _ => Err(both!("{zh}里有不止一个“{shown}”。", "there is more than one “{shown}” among the {en}.")),
        })
    }
}

/// The acts of one row: people who are new, and the row itself.
pub(super) fn recorded(read: &EmploymentRead, register: Register, id: i64, cells: &Cells) -> Result<Vec<Act>, Failure> {
    let mut names = Names { read, acts: Vec::new(), next: None };
    let cell = |column: &Column| cells.get(column.zh).cloned().unwrap_or_default();
    let row = crate::domain::employment::register::read(register, cell, &mut names)?;
    let row = row.map_err(|faults| refused(&faults))?;
    fits(read, register, id, &row)?;
    let mut acts = names.acts;
    acts.push(Act::RowRecorded(RowRecorded { id, register, row }));
    Ok(acts)
}

/// Holds a row against what the register and its neighbours hold already.
fn fits(read: &EmploymentRead, register: Register, id: i64, row: &Record) -> Result<(), Failure> {
    let once: &[&str] = match register {
        Register::Plan | Register::Course | Register::Competition | Register::Base | Register::Organisation => {
            &["name"]
        }
        Register::Agreement => &["number"],
        Register::Hours => &["course", "person"],
        Register::Placing => &["competition", "person"],
        Register::Step => &["employer", "step"],
        Register::Pair => &["apprentice", "starts"],
        Register::Offer => &["provider", "receiver", "kind", "what", "agreement", "starts"],
        Register::Policy => &["name", "employer", "rank", "starts"],
    };
    let same: Vec<_> = once.iter().map(|sql| (*sql, row.get(sql))).collect();
    if read.has_other(register, id, &same)? {
        let (zh, en) = (register.say(Lang::Zh), register.say(Lang::En));
        return Err(refusal!("row_twice", "{zh}里已有这一行。", "The {en} hold that row already.").into());
    }
    match register {
        Register::Policy => policy_fits(read, id, row),
        Register::Hours => hours_fit(read, row),
        Register::Offer => offer_fits(read, row),
        _ => Ok(()),
    }
}

fn policy_fits(read: &EmploymentRead, id: i64, row: &Record) -> Result<(), Failure> {
    let Some(new) = Policy::of(id, row) else { return Ok(()) };
    let Some(other) = read.policies()?.into_iter().find(|other| new.overlaps(other)) else { return Ok(()) };
    let (name, starts, rank) = (inert(&other.name), other.starts, other.rank);
    let (zh, en) = (rank.say(Lang::Zh), rank.say(Lang::En));
    Err(refusal!(
        "policy_overlaps",
        "“{name}”（{zh}，{starts} 起）在这段时间还有效，同一项待遇不能有两个标准。",
        "“{name}” for {en}, from {starts}, is in force in that time; one thing cannot be paid by two rules."
    )
    .next(both!("先给旧的一行填上止日。", "Give the earlier row its last day first."))
    .into())
}

fn hours_fit(read: &EmploymentRead, row: &Record) -> Result<(), Failure> {
    let course =
        read.row(Register::Course, row.number("course").unwrap_or(0))?.ok_or_else(|| missing("课程", "course"))?;
    let (most, hours) = (course.record().number("hours").unwrap_or(0), row.number("hours").unwrap_or(0));
    if hours <= most {
        return Ok(());
    }
    let name = inert(&course.cell("name", Lang::Zh));
    Err(refusal!(
        "hours_above",
        "课程“{name}”共 {most} 学时，不能登记 {hours} 学时。",
        "Course “{name}” has {most} hours; {hours} cannot be recorded."
    )
    .into())
}

fn offer_fits(read: &EmploymentRead, row: &Record) -> Result<(), Failure> {
    let Some(agreement) = row.number("agreement") else { return Ok(()) };
    let known = read.row(Register::Agreement, agreement)?.ok_or_else(|| missing("协议", "agreement"))?;
    let (record, number) = (known.record(), inert(&known.cell("number", Lang::Zh)));
    let parties: Vec<i64> = ["first", "second", "third"].iter().filter_map(|sql| record.number(sql)).collect();
    let outside =
        ["provider", "receiver"].iter().find(|sql| row.number(sql).is_some_and(|one| !parties.contains(&one)));
    let Some(sql) = outside else { return Ok(()) };
    let (zh, en) = if *sql == "provider" { ("提供方", "Whoever offers") } else { ("对象", "Whoever it is for") };
    Err(refusal!("not_a_party", "{zh}不是协议 {number} 的一方。", "{en} is no party to agreement {number}.").into())
}

/// Records a row, new where no number is given, else revised.
///
/// # Errors
/// `cells` tells every cell that is wrong; `row_twice`, `policy_overlaps`, `hours_above`, `not_a_party`, `missing`.
pub fn record_row(office: &mut Office, register: Register, id: Option<i64>, cells: &Cells) -> Result<i64, Failure> {
    office.employ(Kind::RowRecorded, None, |read, _| {
        let id = match id {
            Some(id) => read.row(register, id)?.map(|row| row.id).ok_or_else(|| missing("行", "row"))?,
            None => read.next_row(register)?,
        };
        Ok((recorded(read, register, id, cells)?, id))
    })
}

/// Strikes a row out; what it said stays in the journal.
///
/// # Errors
/// `row_cited` where another row points at it; `row_went_on` where a stage or an outcome stands on it.
pub fn strike_row(office: &mut Office, register: Register, id: i64, reason: &str) -> Result<(), Failure> {
    let reason = reason_of(reason, "删去一行", "Striking out a row")?;
    office.employ(Kind::RowStruck, Some(reason), |read, _| {
        read.row(register, id)?.ok_or_else(|| missing("行", "row"))?;
        if let Some((other, n)) = read.cited(register, id)? {
            let (zh, en) = (other.say(Lang::Zh), other.say(Lang::En));
            return Err(refusal!(
                "row_cited",
                "{zh}里有 {n} 行指着它，不能删去。",
                "{n} row(s) of the {en} point at it; it cannot be struck out."
            )
            .next(both!("先删去那些行。", "Strike those out first."))
            .into());
        }
        let went_on = match register {
            Register::Plan => !read.stages(id)?.is_empty(),
            Register::Pair => read.pair_end(id)?.is_some(),
            _ => false,
        };
        if went_on {
            return Err(refusal!(
                "row_went_on",
                "它已有检查、总结或结业记录，历史不能删去。",
                "It has an inspection, a summary or an outcome; history is not struck out."
            )
            .into());
        }
        Ok((vec![Act::RowStruck(RowStruck { id, register })], ()))
    })
}

/// Rows of a file: looked through, or taken whole.
pub fn take_rows(
    office: &mut Office,
    register: Register,
    rows: &[Cells],
    file: Option<&TakenFile>,
    going: &mut Going,
) -> Result<Told, Failure> {
    office.employ_each(
        Kind::RowRecorded,
        rows,
        file.is_some(),
        going,
        |read, _, cells| recorded(read, register, read.next_row(register)?, cells),
        |read| taken(read, register.word(), rows.len(), file),
    )
}

/// What a plan's stage is recorded with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reached {
    pub document: String,
    pub note: String,
    /// Trained by then.
    pub people: u32,
}

/// Moves a plan on to its inspection, then to its summary, each with its document.
///
/// # Errors
/// `plan_over`; `document_missing`, `note_needed`; `before_its_year` where the plan's year has not begun.
pub fn move_plan(office: &mut Office, plan: i64, reached: Reached) -> Result<Stage, Failure> {
    office.employ(Kind::PlanReached, None, |read, stamp| {
        let known = read.row(Register::Plan, plan)?.ok_or_else(|| missing("培训计划", "training plan"))?;
        let stage = next(&known.cell("name", Lang::Zh), read.stages(plan)?.last().map(|row| row.stage))?;
        let (document, note) = (reached.document.trim().to_owned(), reached.note.trim().to_owned());
        if document.is_empty() {
            let (zh, en) = (stage.say(Lang::Zh), stage.say(Lang::En));
            return Err(refusal!("document_missing", "{zh}须有文件。", "The {en} needs its document.").into());
        }
        if note.is_empty() {
            return Err(refusal!("note_needed", "写明检查或总结的结论。", "Say what was found.").into());
        }
        let (year, today) = (known.record().number("year").unwrap_or(0), stamp.today());
        if i64::from(chrono::Datelike::year(&today)) < year {
            return Err(refusal!(
                "before_its_year",
                "{year} 年的计划，今天 {today} 还不能检查。",
                "It is the plan of {year}; today is {today}."
            )
            .into());
        }
        let act = PlanReached { document, note, on: today, people: reached.people, plan, stage };
        Ok((vec![Act::PlanReached(act)], stage))
    })
}

/// What became of a master and an apprentice.
///
/// # Errors
/// `pair_over` where it is recorded; `not_begun`; `note_needed`.
pub fn end_pair(office: &mut Office, pair: i64, outcome: Outcome, note: &str) -> Result<(), Failure> {
    office.employ(Kind::PairEnded, None, |read, stamp| {
        let known = read.row(Register::Pair, pair)?.ok_or_else(|| missing("师徒", "apprenticeship"))?;
        let apprentice = inert(&known.cell("apprentice", Lang::Zh));
        if read.pair_end(pair)?.is_some() {
            return Err(refusal!(
                "pair_over",
                "{apprentice} 的结果已登记。",
                "What became of {apprentice} is recorded already."
            )
            .into());
        }
        let note = note.trim().to_owned();
        if note.is_empty() {
            return Err(refusal!("note_needed", "写明依据。", "Say on what grounds.").into());
        }
        let today: NaiveDate = stamp.today();
        let begun = known.record().date("starts").is_none_or(|starts| starts <= today);
        if !begun {
            return Err(refusal!("not_begun", "带教期还没有开始。", "The term has not begun.").into());
        }
        let ended = PairEnded { on: today, outcome, pair };
        Ok((vec![Act::PairEnded(ended, Sealed::Known(Note { note }))], ()))
    })
}
