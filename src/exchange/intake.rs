//! A roster on its way into a batch: read, mapped, checked row by row, and taken in. Preview and import run this same code,
//! on screens, on the command line and for the sample station.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::Serialize;

use super::faulty_rows::faulty_rows;
use super::grid::Grid;
use super::read::read;
use super::roster::entry::{Promotion, RosterEntry, Sitting};
use super::roster::fault::RowFault;
use super::roster::field::Field;
use super::roster::mapping::{Mapping, Scheme, known_headers};
use super::roster::parse::{RosterRow, Rows, Rules};
use super::shown::shown;
use super::source::{Source, Unread};
use super::table::Table;
use crate::domain::evaluation::certificate_number::{AnyNumber, CertificateNumber};
use crate::domain::evaluation::eligibility::{Claims, EducationKind, Eligibility, PriorClaim};
use crate::domain::evaluation::entry::Details;
use crate::domain::id::BatchId;
use crate::domain::identity::{Education, Sex};
use crate::domain::language::Lang;
use crate::ops::Office;
use crate::ops::entry::{Application, AsOf, Good, RosterFile, Screened, Screening, take_screened};
use crate::ops::settings::keep_mapping;
use crate::store::{Failure, Read};

/// A roster file that was read and mapped.
pub struct Intake {
    pub grid: Grid,
    pub mapping: Mapping,
    pub file: RosterFile,
    /// The name of the kept 模板方案 that the columns were found by; none where their headers told.
    pub scheme: Option<String>,
    /// What the last preview found good, and the file as it was then.
    good: Arc<Vec<Good>>,
    as_of: Option<AsOf>,
    /// The rows that it did not.
    bad: Vec<RosterRow>,
}

/// A row's verdict: what the file, the batch and the station say of it.
#[derive(Clone, Debug, Serialize)]
pub struct RowVerdict {
    /// As Excel shows it.
    pub row: u32,
    pub name: String,
    /// Why it is not taken; empty when it can be.
    pub faults: Vec<RowFault>,
    pub notes: Vec<RowFault>,
    pub eligibility: Option<Eligibility>,
}

/// Every row's verdict.
#[derive(Clone, Debug, Serialize)]
pub struct Preview {
    pub rows: Vec<RowVerdict>,
    pub good: usize,
    pub faulty: usize,
}

/// A preview in the making, a few rows at a time.
pub struct Checking {
    rules: Rules,
    rows: Rows,
    screening: Screening,
    /// The place in the grid of the row that comes next.
    next: usize,
    verdicts: Vec<RowVerdict>,
}

impl Checking {
    /// How many rows of the file were looked at.
    pub fn done(&self) -> usize {
        self.next
    }
}

/// The 模板方案 that the file keeps; one that cannot be read any more is passed over.
pub fn kept_schemes(read: &Read) -> crate::store::read::Result<Vec<Scheme>> {
    let kept = read.mappings()?;
    Ok(kept.into_iter().filter_map(|(_, value)| serde_json::from_str(&value).ok()).collect())
}

/// Keeps a 模板方案 under its name, in the place of an earlier one of that name.
pub fn keep_scheme(office: &mut Office, scheme: &Scheme) -> Result<(), Failure> {
    let value = serde_json::to_string(scheme).expect("a scheme has only text keys");
    keep_mapping(office, &scheme.name, value)
}

impl Intake {
    /// Reads a roster and finds its columns, by a kept 模板方案 where one fits, else by their headers.
    pub fn read(source: &Source, schemes: &[Scheme]) -> Result<Intake, Unread> {
        let grid = read(source, &known_headers(schemes))?;
        let automatic = Mapping::found(&grid.header);
        let mapped = |mapping: &Mapping| mapping.headings().iter().filter(|heading| heading.field.is_some()).count();
        let best = schemes
            .iter()
            .map(|scheme| (Some(scheme.name.clone()), Mapping::with_scheme(&grid.header, scheme)))
            .filter(|(_, mapping)| mapped(mapping) > mapped(&automatic))
            .max_by_key(|(_, mapping)| mapped(mapping));
        let (scheme, mapping) = best.unwrap_or((None, automatic));
        Ok(Intake {
            grid,
            mapping,
            file: RosterFile { name: source.name.to_owned(), sha256: source.sha256() },
            scheme,
            good: Arc::default(),
            as_of: None,
            bad: Vec::new(),
        })
    }

    /// Checks every row against itself, the batch and the station.
    pub fn preview(&mut self, read: &Read, batch: BatchId, today: NaiveDate) -> Result<Preview, Failure> {
        let mut checking = self.begin(read, batch, today)?;
        while self.check(read, &mut checking, usize::MAX)? {}
        Ok(Intake::finish(checking))
    }

    /// Begins a preview that is made a few rows at a time. Refused where required columns are missing or the batch takes no
    /// entries.
    pub fn begin(&mut self, read: &Read, batch: BatchId, today: NaiveDate) -> Result<Checking, Failure> {
        self.mapping.check()?;
        (self.good, self.bad) = (Arc::default(), Vec::new());
        let screening = Screening::open(read, batch)?;
        self.as_of = screening.as_of();
        Ok(Checking {
            rules: rules(read, batch, today)?,
            rows: Rows::new(&self.mapping),
            screening,
            next: 0,
            verdicts: Vec::with_capacity(self.grid.rows.len()),
        })
    }

    /// Checks up to `most` more rows; false once all are.
    pub fn check(&mut self, read: &Read, checking: &mut Checking, most: usize) -> Result<bool, Failure> {
        for row in self.grid.rows.iter().skip(checking.next).take(most) {
            checking.next += 1;
            let Some(row) = checking.rows.read(row, &self.mapping, &checking.rules) else { continue };
            let RosterRow { number, entry, notes } = row;
            let (name, faults) = (String::new(), Vec::new());
            let mut verdict = RowVerdict { row: number, name, faults, notes, eligibility: None };
            match entry {
                Err(faults) => {
                    verdict.name = self.name_of(number);
                    verdict.faults = faults;
                }
                Ok(entry) => {
                    let row = application(*entry);
                    let one = checking.screening.screen(read, &row)?;
                    verdict.name = row.name.as_str().to_owned();
                    verdict.eligibility = one.eligibility.as_ref().map(|eligibility| eligibility.eligibility);
                    judge(number, &one, &mut verdict);
                    Arc::make_mut(&mut self.good).extend(one.good(row));
                }
            }
            if !verdict.faults.is_empty() {
                let (faults, notes) = (verdict.faults.clone(), verdict.notes.clone());
                self.bad.push(RosterRow { number, entry: Err(faults), notes });
            }
            checking.verdicts.push(verdict);
        }
        Ok(checking.next < self.grid.rows.len())
    }

    pub fn finish(checking: Checking) -> Preview {
        let verdicts = checking.verdicts;
        let faulty = verdicts.iter().filter(|row| !row.faults.is_empty()).count();
        Preview { good: verdicts.len() - faulty, faulty, rows: verdicts }
    }

    /// What a row that is no entry has for a name, inert.
    fn name_of(&self, row: u32) -> String {
        let at = self.grid.rows.binary_search_by_key(&row, |row| row.number).ok();
        let cell = at.zip(self.mapping.column(Field::Name)).map(|(at, column)| self.grid.rows[at].cell(column).text());
        cell.map(|text| shown(&text)).unwrap_or_default()
    }

    /// Lets the cells of the file go, once all has been said of them and only the good rows are to be taken: in a long roster they are
    /// the half of what is held.
    pub fn let_cells_go(&mut self) {
        (self.grid.rows, self.bad) = (Vec::new(), Vec::new());
    }

    /// The rows that the last preview found good, with what it found, for whoever takes them beside the screen.
    pub fn screened(&self) -> (Arc<Vec<Good>>, Option<AsOf>) {
        (Arc::clone(&self.good), self.as_of)
    }

    /// Takes the good rows of the last preview, all in one transaction.
    pub fn take(&self, office: &mut Office, batch: BatchId) -> Result<u32, Failure> {
        take_screened(office, batch, &self.good, self.as_of, &self.file)
    }

    /// The faulty rows as they stood, with an added column that says why.
    pub fn faulty(&self, lang: Lang) -> Table {
        faulty_rows(&self.grid, &self.bad, lang)
    }
}

/// A roster without columns for trade or level takes them from a batch of one item.
fn rules(read: &Read, batch: BatchId, today: NaiveDate) -> Result<Rules, Failure> {
    let mut rules = Rules { today, trade: None, level: None };
    if let Some(kept) = read.batch(batch)?
        && let [item] = kept.plan.items[..]
    {
        rules.trade = read.standard(item.standard)?.map(|kept| kept.standard.trade.title());
        rules.level = Some(item.level);
    }
    Ok(rules)
}

fn judge(row: u32, one: &Screened, verdict: &mut RowVerdict) {
    let fault = |wrong: &crate::domain::language::Both| RowFault {
        row,
        column: String::new(),
        value: String::new(),
        wrong: wrong.clone(),
        right: None,
    };
    verdict.faults.extend(one.faults.iter().map(fault));
    verdict.notes.extend(one.warnings.iter().map(fault));
}

/// A roster's row as an application.
pub fn application(entry: RosterEntry) -> Application {
    let (claims, other) = (claims(&entry), beside(&entry));
    Application {
        trade: entry.trade,
        level: entry.level,
        condition: entry.condition.number.map(u16::from),
        document: entry.document,
        name: entry.name,
        sex: entry.sex.unwrap_or(Sex::NotStated),
        birth: entry.birth,
        phone: Some(entry.phone),
        claims,
        details: Details {
            employer: entry.employer,
            applying_unit: entry.applying_unit,
            education: entry.education.label().to_owned(),
            ethnicity: entry.ethnicity.map_or(String::new(), |ethnicity| ethnicity.label().to_owned()),
            region: entry.region,
            source: entry.source,
            category: match entry.promotion {
                Some(Promotion::Initial) => "初次认定".to_owned(),
                Some(Promotion::Advancing) => "晋级认定".to_owned(),
                None => String::new(),
            },
            exam_kind: match entry.sitting {
                Some(Sitting::First) => "正考".to_owned(),
                Some(Sitting::Resit) => "补考".to_owned(),
                None => String::new(),
            },
            major: entry.major,
            started_work: entry.started_work,
            other,
        },
    }
}

fn claims(entry: &RosterEntry) -> Claims {
    let prior = entry.held.as_ref().and_then(|held| {
        let number = CertificateNumber::parse_any(&held.number).ok();
        let level = held.level.or(number.as_ref().and_then(AnyNumber::level))?;
        // The number tells the year only; its last day is taken, so that nobody is found eligible too early.
        let issued = match &number {
            Some(AnyNumber::SkillLevel(number)) => NaiveDate::from_ymd_opt(number.year(), 12, 31),
            _ => None,
        };
        Some(PriorClaim { level, issued, number: Some(held.number.clone()), checked: false })
    });
    Claims {
        birth: entry.birth,
        years_in_trade: entry.years_worked.map(u16::from),
        prior,
        education: education(entry.education),
        // A roster has no column for titles, training or other papers: what it leaves out is unknown, not absent.
        ..Claims::default()
    }
}

/// What a template's word for schooling amounts to in the conditions; the lower kind where it leaves two.
fn education(education: Education) -> Option<EducationKind> {
    Some(match education.label() {
        "技校" => EducationKind::TechnicalSchool,
        "高级技校" | "技师学院" => EducationKind::SeniorTechnicalClass,
        "中等专业学校" | "职高" => EducationKind::SecondaryVocational,
        "大学专科和专科学校" => EducationKind::JuniorCollege,
        "大学本科" | "研究生" | "硕士" | "博士" => EducationKind::Bachelor,
        _ => return None,
    })
}

/// What has no place of its own in [`Details`] and is kept under its header.
const BESIDE: [Field; 14] = [
    Field::Email,
    Field::Household,
    Field::Political,
    Field::DiplomaNumber,
    Field::Resume,
    Field::Address,
    Field::Delivery,
    Field::Postcode,
    Field::MailAddress,
    Field::PriorTrade,
    Field::TheorySitting,
    Field::SkillsSitting,
    Field::ReviewSitting,
    Field::LanguageSitting,
];

fn beside(entry: &RosterEntry) -> Vec<(String, String)> {
    let texts = BESIDE.iter().map(|field| (field.header(), entry.text(*field)));
    texts.filter(|(_, text)| !text.is_empty()).map(|(header, text)| (header.to_owned(), text.into_owned())).collect()
}
