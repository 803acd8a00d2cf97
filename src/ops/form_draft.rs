//! Half-typed forms of whoever sits here: kept while they are typed, offered when the form is opened again, forgotten once it is sent.
//! No long number is kept: an ID number, a phone number or the beginning of one stands nowhere in clear text, a draft included.

use chrono::TimeDelta;
use sha2::{Digest, Sha256};

use super::Office;
use crate::credential::tree::Hash;
use crate::store::Failure;
use crate::store::form_draft::{Fields, FormDraft, FormKey};

/// So many digits in a row may be the beginning of a phone number or an ID number.
const LONG: usize = 7;
/// Stands where a long number was.
pub const LEFT_OUT: &str = "…";
/// Nobody comes back to a form after so many days.
const DAYS: i64 = 60;

/// A text as a draft keeps it: every long number is left out, however it is written or parted.
pub fn without_numbers(text: &str) -> String {
    let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let joins = |c: char| matches!(c, ' ' | '-' | '－' | '\u{3000}' | 'x' | 'X' | 'ｘ' | 'Ｘ');
    let mut out = String::with_capacity(text.len());
    let mut run = String::new();
    let flush = |run: &mut String, out: &mut String| {
        let digits = run.chars().filter(|c| is_digit(*c)).count();
        // A day written with dashes is no number.
        let day = run.trim().parse::<chrono::NaiveDate>().is_ok();
        let kept = run.trim_end_matches(|c| joins(c) && !matches!(c, 'x' | 'X' | 'ｘ' | 'Ｘ')).len();
        if digits >= LONG && !day {
            out.push_str(LEFT_OUT);
            out.push_str(&run[kept..]);
        } else {
            out.push_str(run);
        }
        run.clear();
    };
    for c in text.chars() {
        if is_digit(c) || joins(c) && !run.is_empty() {
            run.push(c);
        } else {
            flush(&mut run, &mut out);
            out.push(c);
        }
    }
    flush(&mut run, &mut out);
    out
}

impl Office {
    /// The key of a form of whoever sits here.
    pub fn form_key(&self, place: &str, about: &str) -> FormKey {
        let digest = Hash(Sha256::digest(about.as_bytes()).into()).to_string();
        FormKey { person: self.who().0, place: place.to_owned(), about: digest.get(..16).unwrap_or(&digest).to_owned() }
    }

    /// Keeps what stands in the fields, long numbers left out. Where the file is only read, nothing is kept.
    pub fn keep_form(&mut self, key: &FormKey, fields: &[(String, String)]) -> Result<(), Failure> {
        let at = self.now().to_rfc3339();
        let kept: Fields = fields.iter().map(|(name, text)| (name.clone(), without_numbers(text))).collect();
        self.store.form_drafts().map_or(Ok(()), |drafts| drafts.keep(key, &at, &kept))
    }

    pub fn forget_form(&mut self, key: &FormKey) -> Result<(), Failure> {
        self.store.form_drafts().map_or(Ok(()), |drafts| drafts.forget(key))
    }

    pub fn kept_form(&self, key: &FormKey) -> Result<Option<FormDraft>, Failure> {
        self.store.form_drafts().map_or(Ok(None), |drafts| drafts.find(key))
    }

    /// What whoever sits here left half-typed, the newest first; what is older than two months goes.
    pub fn kept_forms(&mut self) -> Result<Vec<FormDraft>, Failure> {
        let (person, before) = (self.who().0, (self.now() - TimeDelta::days(DAYS)).to_rfc3339());
        let Some(drafts) = self.store.form_drafts() else { return Ok(Vec::new()) };
        drafts.drop_older(person, &before)?;
        drafts.of(person)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_number_is_left_out_and_all_else_stays() {
        let rows = [
            ("身份证 11010519491231002X 有误", "身份证 … 有误"),
            ("１１０１０５１９４９", "…"),
            ("电话 138 1234 5678。", "电话 …。"),
            ("138-1234-5678", "…"),
            ("1101051", "…"),
            ("2026-03-01 起 3 人，65.5 分", "2026-03-01 起 3 人，65.5 分"),
            ("第 3 题 12 分", "第 3 题 12 分"),
            ("QW2611", "QW2611"),
            ("", ""),
        ];
        for (text, kept) in rows {
            assert_eq!(without_numbers(text), kept, "{text}");
        }
    }
}
