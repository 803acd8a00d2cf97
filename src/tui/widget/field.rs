//! One field of a form: what it holds, what may stand in it, and what is said beside it.

use chrono::NaiveDate;

use super::line::Line;
use crate::both;
use crate::domain::language::Both;
use crate::tui::intent::Edit;
use crate::tui::screen::Typed;
use crate::tui::typing::Typing;

/// Says what is wrong with a value and what would be right.
pub type Check = Box<dyn Fn(&str) -> Result<(), Both>>;

pub struct Field {
    pub name: &'static str,
    pub zh: &'static str,
    pub en: &'static str,
    pub(super) kind: Kind,
    pub(super) line: Line,
    /// Columns of the box.
    pub(super) columns: u16,
    required: bool,
    hint: Option<Both>,
    check: Check,
    /// Nobody is told of a fault in a field that he has not come to.
    touched: bool,
    /// What the rule said after the form was sent; gone at the next change.
    told: Option<Both>,
    /// What stands against it beside other fields.
    held: Option<Both>,
}

pub(super) enum Kind {
    Text,
    /// Shown as dots.
    Secret,
    Number,
    Date,
    Choice {
        options: Vec<Both>,
        at: usize,
    },
    /// Chosen from a list of its own; `shown` says what was.
    Picked {
        shown: Both,
    },
}

/// What stands beside a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Beside {
    Nothing,
    Hint(Both),
    Fault(Both),
}

impl Field {
    fn new(name: &'static str, zh: &'static str, en: &'static str, kind: Kind, columns: u16) -> Field {
        let check: Check = Box::new(|_| Ok(()));
        Field {
            name,
            zh,
            en,
            kind,
            line: Line::default(),
            columns,
            required: false,
            hint: None,
            check,
            touched: false,
            told: None,
            held: None,
        }
    }

    pub fn text(name: &'static str, zh: &'static str, en: &'static str, columns: u16) -> Field {
        Field::new(name, zh, en, Kind::Text, columns)
    }

    /// A passphrase: shown as dots.
    pub fn secret(name: &'static str, zh: &'static str, en: &'static str, columns: u16) -> Field {
        Field::new(name, zh, en, Kind::Secret, columns)
    }

    /// For numbers, ID numbers and codes: full-width characters become plain ones.
    pub fn number(name: &'static str, zh: &'static str, en: &'static str, columns: u16) -> Field {
        Field::new(name, zh, en, Kind::Number, columns)
    }

    /// Takes `2026-03-01`, `2026/3/1`, `2026.3.1`, `2026年3月1日` and `20260301`.
    pub fn date(name: &'static str, zh: &'static str, en: &'static str) -> Field {
        let field = Field::new(name, zh, en, Kind::Date, 16);
        field.hint(both!("如 2026-03-01", "such as 2026-03-01")).check(|value| read_date(value).map(drop))
    }

    pub fn choice(name: &'static str, zh: &'static str, en: &'static str, options: Vec<Both>, at: usize) -> Field {
        let columns =
            options.iter().map(|option| super::fit::width(&option.zh).max(super::fit::width(&option.en))).max();
        Field::new(name, zh, en, Kind::Choice { options, at }, columns.unwrap_or(0) as u16 + 4)
    }

    /// For what is chosen from a list of its own, which Enter opens.
    pub fn picked(name: &'static str, zh: &'static str, en: &'static str, columns: u16, shown: Both) -> Field {
        Field::new(name, zh, en, Kind::Picked { shown }, columns)
    }

    pub fn value(mut self, value: &str) -> Field {
        self.line.set(value);
        self
    }

    pub fn required(self) -> Field {
        Field { required: true, ..self }
    }

    pub fn hint(self, hint: Both) -> Field {
        Field { hint: Some(hint), ..self }
    }

    /// Asked at every change, unless the field is empty.
    pub fn check(self, check: impl Fn(&str) -> Result<(), Both> + 'static) -> Field {
        Field { check: Box::new(check), ..self }
    }

    pub fn as_text(&self) -> &str {
        self.line.value().trim()
    }

    pub fn as_date(&self) -> Option<NaiveDate> {
        read_date(self.as_text()).ok()
    }

    /// The place of the option that is chosen; 0 in a field that is none.
    pub fn as_choice(&self) -> usize {
        if let Kind::Choice { at, .. } = self.kind { at } else { 0 }
    }

    pub fn typing(&self) -> Typing {
        match self.kind {
            Kind::Text | Kind::Secret => Typing::Text,
            Kind::Number | Kind::Date => Typing::Number,
            Kind::Choice { .. } | Kind::Picked { .. } => Typing::Commands,
        }
    }

    pub fn fault(&self) -> Option<Both> {
        if let Some(told) = &self.told {
            return Some(told.clone());
        }
        match (self.as_text(), &self.kind) {
            (_, Kind::Choice { .. } | Kind::Picked { .. }) => self.held.clone(),
            ("", _) if self.required => Some(both!("必填", "needed")),
            ("", _) => None,
            (value, _) => (self.check)(value).err().or_else(|| self.held.clone()),
        }
    }

    pub fn beside(&self) -> Beside {
        match (self.fault().filter(|_| self.touched), &self.hint) {
            (Some(fault), _) => Beside::Fault(fault),
            (None, Some(hint)) => Beside::Hint(hint.clone()),
            (None, None) => Beside::Nothing,
        }
    }

    pub(super) fn typed(&mut self, typed: &Typed) {
        if self.line.typed(typed) {
            self.changed();
        }
    }

    pub(super) fn edit(&mut self, edit: Edit) {
        if self.line.edit(edit) {
            self.changed();
        }
    }

    /// The next or the previous option, round and round. False where there are none.
    pub(super) fn turn(&mut self, forward: bool) -> bool {
        let Kind::Choice { options, at } = &mut self.kind else { return false };
        let many = options.len().max(1);
        *at = (*at + if forward { 1 } else { many - 1 }) % many;
        self.changed();
        true
    }

    /// Holds what it held once; false where it cannot.
    pub(super) fn take_up(&mut self, value: &str) -> bool {
        match &mut self.kind {
            Kind::Secret | Kind::Picked { .. } => return false,
            Kind::Choice { options, at } => match value.parse() {
                Ok(kept) if kept < options.len() => *at = kept,
                _ => return false,
            },
            _ => self.line.set(value),
        }
        self.changed();
        true
    }

    fn changed(&mut self) {
        (self.touched, self.told) = (true, None);
    }

    pub(super) fn tell(&mut self, fault: Both) {
        (self.touched, self.told) = (true, Some(fault));
    }

    pub(super) fn hold(&mut self, fault: Option<Both>) {
        self.held = fault;
    }

    pub(super) fn show(&mut self, what: Both) {
        self.kind = Kind::Picked { shown: what };
        self.changed();
    }

    /// The focus goes elsewhere: a date is written as all dates are, and from now on a fault is shown.
    pub(super) fn leave(&mut self) {
        if let (Kind::Date, Some(date)) = (&self.kind, self.as_date()) {
            self.line.set(&date.to_string());
        }
        self.touched |= !self.as_text().is_empty();
    }

    pub(super) fn touch(&mut self) {
        self.touched = true;
    }
}

fn read_date(text: &str) -> Result<NaiveDate, Both> {
    let parts: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let (year, month, day) = match parts.as_slice() {
        [year, month, day] => (*year, *month, *day),
        [all] if all.len() == 8 => (&all[..4], &all[4..6], &all[6..]),
        _ => return Err(both!("要年月日，如 2026-03-01", "year, month and day, such as 2026-03-01")),
    };
    let (Ok(y), Ok(m), Ok(d)) = (year.parse(), month.parse(), day.parse()) else {
        return Err(both!("要年月日，如 2026-03-01", "year, month and day, such as 2026-03-01"));
    };
    if year.len() != 4 {
        return Err(both!("年份要四位", "the year needs four digits"));
    }
    NaiveDate::from_ymd_opt(y, m, d).ok_or_else(|| both!("没有 {y} 年 {m} 月 {d} 日", "there is no {y}-{m:02}-{d:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_however_people_write_it() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 1);
        for text in ["2026-03-01", "2026/3/1", "2026.3.1", "2026年3月1日", "20260301"] {
            assert_eq!(read_date(text).ok(), day, "{text}");
        }
        for text in ["2026-02-30", "26-3-1", "2026", "20261301", "abc", "99999999999999999999-1-1"] {
            assert!(read_date(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_fault_is_shown_once_the_field_was_touched_and_a_hint_before() {
        let mut field = Field::date("from", "开始", "From").required();
        assert_eq!(field.fault(), Some(both!("必填", "needed")));
        assert!(matches!(field.beside(), Beside::Hint(_)));
        field.typed(&Typed::Paste("2026-02-30".to_owned()));
        assert_eq!(field.beside(), Beside::Fault(both!("没有 2026 年 2 月 30 日", "there is no 2026-02-30")));
    }

    #[test]
    fn a_date_is_written_in_full_when_the_focus_goes() {
        let mut field = Field::date("from", "开始", "From").value("2026/3/1");
        field.leave();
        assert_eq!(field.as_text(), "2026-03-01");
    }
}
