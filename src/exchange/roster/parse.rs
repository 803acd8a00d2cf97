//! Rows → entries. Preview and import run this same code: a row becomes an entry or all of its faults at once.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::cells::{Cells, both_of, one_of};
use super::dates;
use super::entry::{ConditionChosen, Delivery, HeldCertificate, Promotion, RosterEntry, Sitting, SubjectSittings};
use super::fault::RowFault;
use super::field::Field;
use super::mapping::Mapping;
use crate::both;
use crate::document::typeface::Typefaces;
use crate::domain::identity::plain::half_width;
use crate::domain::identity::{Document, DocumentKind, Education, Ethnicity, PersonName, Phone, Sex, check_age};
use crate::domain::language::Both;
use crate::domain::level::Level;
use crate::exchange::grid::{Grid, Row};

/// What a row is read against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// No date may lie after it.
    pub today: NaiveDate,
    /// The batch's trade and level, where the roster has no columns for them.
    pub trade: Option<String>,
    pub level: Option<Level>,
}

/// A row's verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterRow {
    /// As Excel shows it.
    pub number: u32,
    pub entry: Result<Box<RosterEntry>, Vec<RowFault>>,
    /// What a clerk should look at, though it does not stop the row.
    pub notes: Vec<RowFault>,
}

/// Reads every row of the grid in order. Rows with nothing but a serial number are passed over. Call [`Mapping::check`] first.
pub fn parse(grid: &Grid, mapping: &Mapping, rules: &Rules) -> Vec<RosterRow> {
    let mut rows = Rows::new(mapping);
    grid.rows.iter().filter_map(|row| rows.read(row, mapping, rules)).collect()
}

/// Reads rows one after another, remembering those above for what must not come twice.
pub struct Rows {
    columns: Vec<u32>,
    seen: Seen,
}

impl Rows {
    pub fn new(mapping: &Mapping) -> Rows {
        let fields = Field::all().filter(|field| *field != Field::Serial);
        Rows { columns: fields.filter_map(|field| mapping.column(field)).collect(), seen: Seen::default() }
    }

    /// The next row; none where it has nothing but a serial number.
    pub fn read(&mut self, row: &Row, mapping: &Mapping, rules: &Rules) -> Option<RosterRow> {
        let filled = self.columns.iter().any(|column| !row.cell(*column).is_blank());
        filled.then(|| read_row(row, mapping, rules, &mut self.seen))
    }
}

fn read_row(row: &Row, mapping: &Mapping, rules: &Rules, seen: &mut Seen) -> RosterRow {
    let mut cells = Cells::new(row, mapping);
    let entry = read_entry(&mut cells, rules, seen);
    let Cells { mut faults, notes, .. } = cells;
    faults.sort_by_key(|fault| mapping.headings().iter().position(|heading| heading.text == fault.column));
    let entry = match entry {
        Some(entry) if faults.is_empty() => Ok(Box::new(entry)),
        _ => Err(faults),
    };
    RosterRow { number: row.number, entry, notes }
}

/// Reads every field before it gives up, so that all faults of the row are found; none where one is missing that an entry cannot
/// be without.
fn read_entry(cells: &mut Cells, rules: &Rules, seen: &mut Seen) -> Option<RosterEntry> {
    let trade = given_or(cells, Field::Trade, rules.trade.clone(), |text| Some(text.to_owned()));
    let level = given_or(cells, Field::Level, rules.level, Level::parse);
    let document = document(cells);
    let name = cells.parse(Field::Name, PersonName::parse);
    for warning in name.iter().flat_map(PersonName::warnings) {
        cells.note(Field::Name, both_of(&warning));
    }
    // Better said at registration than when the ticket is to be printed.
    for c in name.iter().flat_map(|name| Typefaces::here().missing_glyphs(name.as_str())) {
        let code = format!("U+{:04X}", u32::from(c));
        cells.note(
            Field::Name,
            both!(
                "没有字体能印“{c}”（{code}）；印准考证前请把有这个字的字体放进 fonts 文件夹",
                "no font at hand prints {code}; put one that has it into the folder fonts before tickets are printed"
            ),
        );
    }
    let (sex, birth) = sex_and_birth(cells, document.as_ref(), rules.today);
    let phone = cells.parse(Field::Phone, Phone::parse);
    let education = cells.read(Field::Education, Education::parse, an_education);
    seen.check(cells, document.as_ref(), name.as_ref(), trade.as_deref(), level);
    // The fields with a question mark come last: they end the reading.
    Some(RosterEntry {
        condition: condition(cells.text(Field::Condition)),
        sex,
        birth,
        held: held(cells),
        region: cells.text(Field::Region),
        source: source(cells),
        employer: cells.text(Field::Employer),
        applying_unit: cells.text(Field::ApplyingUnit),
        promotion: cells.choice(Field::Promotion).map(promotion),
        major: cells.text(Field::Major),
        sitting: cells.choice(Field::Sitting).map(sitting),
        ethnicity: cells.read(Field::Ethnicity, Ethnicity::parse, an_ethnicity),
        started_work: cells.date(Field::StartedWork, dates::month, rules.today),
        email: cells
            .read(Field::Email, email, || both!("应如 name@example.com。", "Write it as name@example.com."))
            .unwrap_or_default(),
        years_worked: cells.read(Field::YearsWorked, years, || {
            both!("应为 0 至 70 的整数。", "It must be a whole number from 0 to 70.")
        }),
        household: cells.text(Field::Household),
        political: cells.text(Field::Political),
        diploma_number: cells.text(Field::DiplomaNumber),
        resume: cells.text(Field::Resume),
        address: cells.text(Field::Address),
        delivery: cells.choice(Field::Delivery).map(delivery),
        postcode: cells
            .read(Field::Postcode, postcode, || both!("应为 6 位数字。", "It must have 6 digits."))
            .unwrap_or_default(),
        mail_address: cells.text(Field::MailAddress),
        sittings: SubjectSittings {
            theory: cells.choice(Field::TheorySitting).map(sitting),
            skills: cells.choice(Field::SkillsSitting).map(sitting),
            review: cells.choice(Field::ReviewSitting).map(sitting),
            language: cells.choice(Field::LanguageSitting).map(sitting),
        },
        trade: trade?,
        level: level?,
        document: document?,
        name: name?,
        phone: phone?,
        education: education?,
    })
}

/// A field that the batch may give where the roster does not.
fn given_or<T>(cells: &mut Cells, field: Field, given: Option<T>, read: impl Fn(&str) -> Option<T>) -> Option<T> {
    if cells.cell(field).is_blank() {
        if given.is_none() && !cells.requires(field) {
            cells.fault(
                field,
                both!("表里没有，也没有指定。", "Neither the list nor the import says it."),
                Some(both!("请加上这一列，或导入时指定。", "Add the column or name it when importing.")),
            );
        }
        if given.is_some() {
            return given;
        }
    }
    let levels = Level::ALL.map(Level::text);
    cells.read(field, read, || one_of(&levels))
}

fn document(cells: &mut Cells) -> Option<Document> {
    let kind =
        cells.read(Field::DocumentKind, DocumentKind::parse, || one_of(&DocumentKind::ALL.map(DocumentKind::label)));
    // Without a kind, an ID number is the likeliest; its own faults are then still told.
    let document = cells
        .parse(Field::DocumentNumber, |text| Document::parse(kind.unwrap_or(DocumentKind::ResidentIdCard), text))?;
    for warning in document.warnings() {
        cells.note(Field::DocumentNumber, both_of(&warning));
    }
    Some(document)
}

/// Sex and birth as the document says them, else as the roster does; where the two differ is a fault, and so is an age that no
/// candidate has.
fn sex_and_birth(cells: &mut Cells, document: Option<&Document>, today: NaiveDate) -> (Option<Sex>, Option<NaiveDate>) {
    let sex = cells.read(Field::Sex, Sex::parse, || one_of(&["男", "女"]));
    let birth = cells.date(Field::Birth, dates::date, today);
    let stated = document.map_or((None, None), |document| (document.sex(), document.birth()));
    if let (Some(stated), Some(written)) = (stated.0, sex)
        && stated != written
    {
        let Both { zh, en } = both_of(&stated);
        cells.fault(
            Field::Sex,
            both!("与证件号码不符。", "It does not agree with the document number."),
            Some(Both {
                zh: format!("按证件号码应为“{zh}”。"), en: format!("By the document number it is {en}.")
            }),
        );
    }
    if let (Some(stated), Some(written)) = (stated.1, birth)
        && stated != written
    {
        cells.fault(
            Field::Birth,
            both!("与证件号码不符。", "It does not agree with the document number."),
            Some(both!("按证件号码应为 {stated}。", "By the document number it is {stated}.")),
        );
    }
    let (field, birth) = match stated.1 {
        Some(stated) => (Field::DocumentNumber, Some(stated)),
        None => (Field::Birth, birth),
    };
    if let Some(fault) = birth.and_then(|birth| check_age(birth, today).err()) {
        cells.fault(field, both_of(&fault), None);
    }
    (stated.0.or(sex), birth)
}

fn held(cells: &mut Cells) -> Option<HeldCertificate> {
    let says = cells.choice(Field::HoldsCertificate);
    let levels = Level::ALL.map(Level::text);
    let level = cells.read(Field::CertificateLevel, Level::parse, || one_of(&levels));
    let number = cells.text(Field::CertificateNumber);
    let trade = cells.text(Field::PriorTrade);
    match says {
        Some("是") if number.is_empty() && cells.cell(Field::CertificateNumber).is_blank() => {
            cells.fault(
                Field::CertificateNumber,
                both!("写明持有证书，却没有证书编号。", "A certificate is said to be held, but its number is missing."),
                Some(both!("请填证书编号，或把“是”改为“否”。", "Fill in the number, or change 是 to 否.")),
            );
        }
        Some("否") if !number.is_empty() => {
            cells.note(
                Field::CertificateNumber,
                both!(
                    "写明没有证书，却填了证书编号；按没有处理。",
                    "No certificate is said to be held, yet a number is given; it is not taken."
                ),
            );
        }
        _ => {}
    }
    let holds = says != Some("否") && !number.is_empty();
    holds.then_some(HeldCertificate { level, number, trade })
}

/// The shorter norm lists the values of 考生来源, the full template does not.
fn source(cells: &mut Cells) -> String {
    match cells.has_values(Field::Source) {
        true => cells.choice(Field::Source).unwrap_or_default().to_owned(),
        false => cells.text(Field::Source),
    }
}

fn sitting(text: &str) -> Sitting {
    if text == "补考" { Sitting::Resit } else { Sitting::First }
}

fn promotion(text: &str) -> Promotion {
    if text == "晋级认定" { Promotion::Advancing } else { Promotion::Initial }
}

fn delivery(text: &str) -> Delivery {
    if text == "快递到付" { Delivery::Courier } else { Delivery::Collect }
}

fn an_education() -> Both {
    one_of(&Education::of_template().map(Education::label).collect::<Vec<_>>())
}

fn an_ethnicity() -> Both {
    both!("应为民族名称，如“汉族”。", "Write an ethnic group such as “汉族”.")
}

/// `3`, `③`, `（三）`, `条件3`, `3.取得…`: the number at the front, after a word for "condition" or "item".
fn condition(text: String) -> ConditionChosen {
    const HAN: [char; 9] = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let plain: String = text.chars().map(half_width).collect();
    let start = plain.trim_start_matches(['第', '条', '件', '申', '报', '项', '(', ' ', '<']);
    let digits: String = start.chars().take_while(char::is_ascii_digit).collect();
    let after = start.chars().nth(digits.len());
    // `5年以上` is a text, not condition 5.
    let is_number = after.is_none_or(|c| matches!(c, ')' | '.' | '、' | '条' | '项' | ':' | ' ' | ','));
    let first = start.chars().next();
    let number = match first {
        Some(c @ '①'..='⑳') => u8::try_from(c as u32 - '①' as u32 + 1).ok(),
        Some(c)
            if HAN.contains(&c) && start.chars().nth(1).is_none_or(|c| matches!(c, ')' | '.' | '、' | '条' | '项')) =>
        {
            HAN.iter().position(|han| *han == c).and_then(|at| u8::try_from(at + 1).ok())
        }
        _ if is_number => digits.parse().ok().filter(|number| *number > 0),
        _ => None,
    };
    ConditionChosen { number, text }
}

fn years(text: &str) -> Option<u8> {
    let plain: String = text.chars().map(half_width).collect();
    plain.trim_end_matches('年').trim().parse().ok().filter(|years| *years <= 70)
}

fn email(text: &str) -> Option<String> {
    let plain: String = text.chars().map(half_width).collect();
    let (name, host) = plain.split_once('@')?;
    let fits = !name.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.');
    (fits && plain.is_ascii() && !plain.contains(' ') && !host.contains('@')).then_some(plain)
}

fn postcode(text: &str) -> Option<String> {
    let plain: String = text.chars().map(half_width).collect();
    (plain.len() == 6 && plain.bytes().all(|b| b.is_ascii_digit())).then_some(plain)
}

/// The people and entries of the rows above.
#[derive(Default)]
struct Seen {
    /// (document number, trade, level) → row.
    entries: HashMap<(String, String, Level), u32>,
    /// Document number → (row, name as compared).
    people: HashMap<String, (u32, String)>,
}

impl Seen {
    fn check(
        &mut self,
        cells: &mut Cells,
        document: Option<&Document>,
        name: Option<&PersonName>,
        trade: Option<&str>,
        level: Option<Level>,
    ) {
        let Some(document) = document else { return };
        let number = document.number().to_owned();
        if let Some(name) = name {
            let (row, before) = self.people.entry(number.clone()).or_insert_with(|| (cells.row.number, name.key()));
            if *before != name.key() {
                let row = *row;
                cells.fault(
                    Field::Name,
                    both!(
                        "第 {row} 行同一证件号码的姓名不同。",
                        "Row {row} has the same document number under another name."
                    ),
                    Some(both!("请核对两行的姓名和证件号码。", "Check name and number of both rows.")),
                );
            }
        }
        let (Some(trade), Some(level)) = (trade, level) else { return };
        let row = *self.entries.entry((number, trade.to_owned(), level)).or_insert(cells.row.number);
        if row != cells.row.number {
            cells.fault(
                Field::DocumentNumber,
                both!(
                    "与第 {row} 行重复：同一证件号码、职业和等级。",
                    "It repeats row {row}: the same document number, trade and level."
                ),
                Some(both!("请删去其中一行。", "Delete one of the two rows.")),
            );
        }
    }
}
