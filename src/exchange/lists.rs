//! The lists that a batch gives out. ID numbers are whole in the registration list alone, which goes to the bureau; every other
//! list has them masked. Headers are the bureau's own words (domain.md §6), so they are Chinese in either language.

use std::collections::{BTreeMap, HashMap};

use super::fill_template::fill_template;
use super::grid::Grid;
use super::profile;
use super::roster::field::{Field, Template};
use super::roster::mapping::Mapping;
use super::table::Table;
use crate::credential::checkpoint_code::CheckpointCode;
use crate::credential::vault;
use crate::domain::evaluation::entry::{Decision, Details};
use crate::domain::evaluation::outcome::{Outcome, Verdict};
use crate::domain::evaluation::standard::Trade;
use crate::domain::evaluation::standing::Standing;
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::{BatchId, EntryId, StandardId};
use crate::domain::identity::{Sex, mask_name, mask_number, mask_phone};
use crate::domain::language::{Lang, Say};
use crate::domain::level::Level;
use crate::refusal;
use crate::store::read::batch::Batch;
use crate::store::read::candidate::Candidate;
use crate::store::read::entry::{EntryFilter, EntryRow};
use crate::store::{Failure, Read};

/// 报名表: the entries of a batch that a filter lets through, in the 33 columns of the full template. Document and phone numbers have
/// their middle hidden unless they are wanted `whole`.
pub fn entries(read: &Read, batch: BatchId, filter: EntryFilter, whole: bool) -> Result<Table, Failure> {
    let columns = Template::Full.columns();
    let rows = (1..).zip(texts(read, batch, filter, whole)?).map(|(serial, mut row): (u32, _)| {
        row.insert(Field::Serial, serial.to_string());
        columns.iter().map(|column| row.remove(&column.field).unwrap_or_default()).collect()
    });
    Ok(Table {
        sheet: "报名表".to_owned(),
        titles: Vec::new(),
        header: columns.iter().map(|column| column.header.to_owned()).collect(),
        rows: rows.collect(),
    })
}

/// The same entries in a copy of the bureau's own workbook, under its own headers.
pub fn filled(
    read: &Read,
    batch: BatchId,
    filter: EntryFilter,
    whole: bool,
    template: &Grid,
    mapping: &Mapping,
) -> Result<Table, Failure> {
    mapping.check()?;
    Ok(fill_template(template, mapping, &texts(read, batch, filter, whole)?))
}

/// 公示名单: those who passed, their names masked and no document number at all.
pub fn publicity(read: &Read, batch: BatchId) -> Result<Table, Failure> {
    let about = About::of(read, batch)?;
    let passed =
        EntryFilter { decision: Some(Decision::Accepted), verdict: Some(Verdict::Pass), ..EntryFilter::default() };
    let rows = by_ticket(read.batch_entries(batch, passed)?).into_iter().map(|row| {
        vec![
            row.ticket.clone().unwrap_or_default(),
            mask_name(&row.name),
            about.trade(&row).title(),
            row.item.level.text().to_owned(),
            Verdict::Pass.say(Lang::Zh),
        ]
    });
    let mut titles = about.titles("公示名单");
    titles.extend(about.batch.publicity.map(|days| format!("公示时间：{} 至 {}", days.from, days.until)));
    Ok(Table {
        titles, header: header(profile::PUBLICITY.columns), rows: rows.collect(), sheet: "公示名单".to_owned()
    })
}

/// 成绩登记表 (domain.md §6.2): every accepted entry with its scores, the standing of each subject and the outcome.
pub fn scores(read: &Read, batch: BatchId) -> Result<Table, Failure> {
    let about = About::of(read, batch)?;
    let accepted = EntryFilter { decision: Some(Decision::Accepted), ..EntryFilter::default() };
    let mut rows = Vec::new();
    for (serial, row) in (1..).zip(by_ticket(read.batch_entries(batch, accepted)?)) {
        let person = Person::of(read, &row)?;
        let marks = Marks::of(read, row.id)?;
        let trade = about.trade(&row);
        let number = |number: Option<u16>| number.map_or(String::new(), |number| number.to_string());
        let serial: u32 = serial;
        let mut cells = vec![
            serial.to_string(),
            row.ticket.clone().unwrap_or_default(),
            row.name.clone(),
            person.masked,
            trade.name.clone(),
            trade.branch_text().to_owned(),
            row.item.level.text().to_owned(),
            number(row.room),
            number(row.seat),
        ];
        for subject in [SubjectKind::Theory, SubjectKind::Skills, SubjectKind::Review] {
            cells.extend([marks.score(subject), marks.standing(subject)]);
        }
        cells.extend([row.verdict.map_or(String::new(), |verdict| verdict.say(Lang::Zh)), marks.others()]);
        rows.push(cells);
    }
    rows.push(Vec::new());
    let signs = [
        "考评员（签字）",
        "考评员（签字）",
        "考评员（签字）",
        "考评组长",
        "登分人",
        "复核人",
        "督导员",
        "日期",
        "单位盖章",
    ];
    rows.push(signs.iter().map(|sign| format!("{sign}：")).collect());
    Ok(Table {
        sheet: "成绩登记表".to_owned(),
        titles: about.titles_with_code(read, "成绩登记表")?,
        header: header(profile::SCORES.columns),
        rows,
    })
}

/// 证书核发名册 (domain.md §6.4), in the order of the numbers, with the sum of each level below.
pub fn certificates(read: &Read, batch: BatchId) -> Result<Table, Failure> {
    let about = About::of(read, batch)?;
    let mut rows = Vec::new();
    let mut sums: BTreeMap<Level, u32> = BTreeMap::new();
    for (serial, certificate) in (1..).zip(read.certificates_in(batch)?) {
        let Some(row) = read.entry(certificate.entry)? else { continue };
        let (person, marks) = (Person::of(read, &row)?, Marks::of(read, row.id)?);
        let serial: u32 = serial;
        *sums.entry(certificate.level).or_default() += 1;
        let mut cells = vec![
            serial.to_string(),
            certificate.holder.clone(),
            person.sex,
            person.kind,
            person.masked,
            certificate.trade.name.clone(),
            certificate.trade.code.clone(),
            certificate.trade.branch_text().to_owned(),
            certificate.level.text().to_owned(),
        ];
        cells.extend([SubjectKind::Theory, SubjectKind::Skills, SubjectKind::Review].map(|kind| marks.score(kind)));
        cells.extend([Verdict::Pass.say(Lang::Zh), certificate.number.clone(), certificate.issued_on.to_string()]);
        let copy = read.print_copy_now(&certificate.number)?.and_then(|copy| copy.serial);
        let note = crate::ops::printing::note(certificate.status, Lang::Zh);
        cells.extend([copy.map_or(String::new(), |serial| serial.to_string()), String::new(), String::new()]);
        cells.extend([String::new(), note]);
        rows.push(cells);
    }
    rows.push(Vec::new());
    let total: u32 = sums.values().sum();
    let each: Vec<String> = sums.iter().map(|(level, sum)| format!("{} {sum} 本", level.text())).collect();
    rows.push(vec![format!("合计 {total} 本：{}", each.join("，"))]);
    rows.push(["制表", "审核", "负责人", "日期"].iter().map(|sign| format!("{sign}：")).collect());
    Ok(Table {
        sheet: "证书核发名册".to_owned(),
        titles: about.titles("证书核发名册"),
        header: header(profile::CERTIFICATES.columns),
        rows,
    })
}

pub(super) fn header(columns: &[&str]) -> Vec<String> {
    columns.iter().map(|column| (*column).to_owned()).collect()
}

pub(super) fn by_ticket(mut rows: Vec<EntryRow>) -> Vec<EntryRow> {
    rows.sort_by(|a, b| (&a.ticket, a.id).cmp(&(&b.ticket, b.id)));
    rows
}

/// What all rows of a list share.
pub(super) struct About {
    pub(super) station: String,
    pub(super) batch: Batch,
    trades: HashMap<StandardId, Trade>,
}

impl About {
    pub(super) fn of(read: &Read, batch: BatchId) -> Result<About, Failure> {
        let batch =
            read.batch(batch)?.ok_or_else(|| refusal!("no_batch", "没有这个批次。", "There is no such batch."))?;
        let mut trades = HashMap::new();
        for item in &batch.plan.items {
            if let Some(kept) = read.standard(item.standard)? {
                trades.insert(item.standard, kept.standard.trade.clone());
            }
        }
        let station = read.station()?.map_or(String::new(), |station| station.name);
        Ok(About { station, batch, trades })
    }

    pub(super) fn trade(&self, row: &EntryRow) -> &Trade {
        self.trades.get(&row.item.standard).expect("an entry is for an item of its batch")
    }

    /// The same with the checkpoint code, which the signatures below it stand for.
    pub(super) fn titles_with_code(&self, read: &Read, list: &str) -> Result<Vec<String>, Failure> {
        let mut titles = self.titles(list);
        if let Some(checkpoint) = read.checkpoint_now()? {
            titles.push(format!("存证码：{}", CheckpointCode::of(&checkpoint)));
        }
        Ok(titles)
    }

    pub(super) fn titles(&self, list: &str) -> Vec<String> {
        let plan = &self.batch.plan;
        let (code, name, filed, on, kind) =
            (&plan.code, &plan.name, &plan.filing_no, plan.exam_on, plan.kind.say(Lang::Zh));
        vec![
            format!("{}{list}", self.station),
            format!("批次：{name}  计划编号：{code}  备案号：{filed}  {kind}日期：{on}"),
        ]
    }
}

/// The person of an entry as lists show him; blank once erased.
pub(super) struct Person {
    pub(super) masked: String,
    kind: String,
    sex: String,
}

impl Person {
    pub(super) fn of(read: &Read, row: &EntryRow) -> Result<Person, Failure> {
        let candidate = read.candidate(row.candidate)?;
        let document = candidate.as_ref().and_then(|candidate| read.document(candidate));
        Ok(Person {
            masked: document.as_ref().map_or(String::new(), |document| document.masked()),
            kind: document.as_ref().map_or(String::new(), |document| document.kind().label().to_owned()),
            sex: candidate.and_then(|candidate| candidate.sex).map_or("", Sex::label).to_owned(),
        })
    }
}

/// The marks of an entry.
pub(super) struct Marks {
    pub(super) outcome: Option<Outcome>,
    pub(super) standings: Vec<(SubjectKind, Standing, String)>,
}

impl Marks {
    pub(super) fn of(read: &Read, entry: EntryId) -> Result<Marks, Failure> {
        Ok(Marks { outcome: read.outcome(entry)?, standings: read.standings(entry)? })
    }

    pub(super) fn score(&self, kind: SubjectKind) -> String {
        let subjects = self.outcome.iter().flat_map(|outcome| &outcome.subjects);
        let score = subjects.filter(|subject| subject.kind == kind).find_map(|subject| subject.score);
        score.map_or(String::new(), |score| score.to_string())
    }

    /// 正常, 缺考, …; blank where the subject is not sat or nothing is known of it yet.
    pub(super) fn standing(&self, kind: SubjectKind) -> String {
        match self.standings.iter().find(|(subject, ..)| *subject == kind) {
            Some((_, standing, _)) => standing.say(Lang::Zh),
            None if self.score(kind).is_empty() => String::new(),
            None => Standing::Sat.say(Lang::Zh),
        }
    }

    /// The subjects that have no column of their own.
    fn others(&self) -> String {
        let own = [SubjectKind::Ethics, SubjectKind::Attitude].into_iter();
        let told = own.filter_map(|kind| {
            let parts = [self.score(kind), self.standing(kind)];
            (!parts[1].is_empty()).then(|| format!("{} {}", kind.say(Lang::Zh), parts.join(" ").trim()))
        });
        told.collect::<Vec<_>>().join("；")
    }
}

/// The entries as a bureau's list has them: field → text.
fn texts(
    read: &Read,
    batch: BatchId,
    filter: EntryFilter,
    whole: bool,
) -> Result<Vec<BTreeMap<Field, String>>, Failure> {
    let about = About::of(read, batch)?;
    let rows = read.batch_entries(batch, filter)?;
    let text = |row: &EntryRow| {
        let mut texts = text_of(read, row, about.trade(row))?;
        if !whole {
            texts.entry(Field::DocumentNumber).and_modify(|number| *number = mask_number(number));
            texts.entry(Field::Phone).and_modify(|phone| *phone = mask_phone(phone));
        }
        Ok(texts)
    };
    rows.iter().map(text).collect()
}

fn text_of(read: &Read, row: &EntryRow, trade: &Trade) -> Result<BTreeMap<Field, String>, Failure> {
    let candidate = read.candidate(row.candidate)?;
    let detail = read.entry_detail(row.id)?;
    let mut texts = BTreeMap::from([
        (Field::Trade, trade.title()),
        (Field::Level, row.item.level.text().to_owned()),
        (Field::Name, row.name.clone()),
    ]);
    if row.condition > 0 {
        texts.insert(Field::Condition, row.condition.to_string());
    }
    if let Some(candidate) = &candidate {
        person(read, candidate, &mut texts);
    }
    if let Some(detail) = detail {
        let phone = detail.phone_cipher.and_then(|cipher| read.vault()?.decrypt(vault::Field::Phone, &cipher).ok());
        let phone = phone.and_then(|bytes| std::str::from_utf8(&bytes).map(str::to_owned).ok());
        texts.insert(Field::Phone, phone.unwrap_or_default());
        let claims = detail.claims.unwrap_or_default();
        texts.insert(Field::YearsWorked, claims.years_in_trade.map_or(String::new(), |years| years.to_string()));
        texts.insert(Field::HoldsCertificate, if claims.prior.is_some() { "是" } else { "否" }.to_owned());
        if let Some(prior) = claims.prior {
            texts.insert(Field::CertificateLevel, prior.level.text().to_owned());
            texts.insert(Field::CertificateNumber, prior.number.unwrap_or_default());
        }
        texts.extend(detail.details.map(told).unwrap_or_default());
    }
    Ok(texts)
}

fn person(read: &Read, candidate: &Candidate, texts: &mut BTreeMap<Field, String>) {
    if let Some(document) = read.document(candidate) {
        texts.insert(Field::DocumentKind, document.kind().label().to_owned());
        texts.insert(Field::DocumentNumber, document.number().to_owned());
    }
    texts.insert(Field::Sex, candidate.sex.map_or("", Sex::label).to_owned());
    texts.insert(Field::Birth, candidate.birth.map_or(String::new(), |birth| birth.to_string()));
}

fn told(details: Details) -> Vec<(Field, String)> {
    let mut told = vec![
        (Field::Employer, details.employer),
        (Field::ApplyingUnit, details.applying_unit),
        (Field::Education, details.education),
        (Field::Ethnicity, details.ethnicity),
        (Field::Region, details.region),
        (Field::Source, details.source),
        (Field::Promotion, details.category),
        (Field::Sitting, details.exam_kind),
        (Field::Major, details.major),
        (Field::StartedWork, details.started_work.map_or(String::new(), |day| day.to_string())),
    ];
    let named = |header: &str| Field::all().find(|field| field.header() == header);
    told.extend(details.other.into_iter().filter_map(|(header, text)| Some((named(&header)?, text))));
    told
}
