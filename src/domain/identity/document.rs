//! An identity document: a number of a kind that has been read and checked.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::document_fault::DocumentFault;
use super::document_kind::DocumentKind;
use super::id_card::{Holder, IdNumber};
use super::id_fault::IdWarning;
use super::inert::{self, inert};
use super::mask::mask_number;
use super::plain::{half_width, plain, scientific};
use super::sex::Sex;

/// An identity document: a kind, and a number of that kind in its stored form. `Debug` masks the number.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Unread")]
pub struct Document {
    kind: DocumentKind,
    number: String,
}

/// A document as a file holds it, to be read again before it is believed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Unread {
    kind: DocumentKind,
    number: String,
}

/// What a clerk should look at, though the document is accepted.
pub type DocumentWarning = IdWarning;

impl Document {
    /// Reads a number of a kind into its stored form: half width, upper case, without spaces and hyphens; 15-digit ID numbers
    /// lifted to 18. Officers' cards and other documents keep their text, trimmed.
    pub fn parse(kind: DocumentKind, text: &str) -> Result<Document, DocumentFault> {
        let number = plain(text);
        if number.is_empty() {
            return Err(DocumentFault::Empty { kind });
        }
        let is_id = matches!(kind, DocumentKind::ResidentIdCard | DocumentKind::HongKongMacaoTaiwanResidencePermit)
            || (kind == DocumentKind::ForeignPermanentResidentCard && number.starts_with(|c: char| c.is_ascii_digit()));
        if is_id {
            return read_id(kind, &number);
        }
        if let Some((position, found)) = (1..).zip(number.chars()).find(|(_, c)| inert::is_hidden(*c)) {
            return Err(DocumentFault::Hidden { position, found });
        }
        if let Some(shown) = scientific(&number) {
            return Err(DocumentFault::Scientific { shown, kind });
        }
        let number = match kind {
            DocumentKind::OfficerCard | DocumentKind::Other => text.trim().chars().map(half_width).collect(),
            _ => number,
        };
        if !has_form(kind, &number) {
            return Err(DocumentFault::Form { masked: mask_number(&number), kind });
        }
        Ok(Document { kind, number })
    }

    pub fn kind(&self) -> DocumentKind {
        self.kind
    }

    /// The number in its stored form, unmasked.
    pub fn number(&self) -> &str {
        &self.number
    }

    /// `110105********002X`.
    pub fn masked(&self) -> String {
        mask_number(&self.number)
    }

    /// The last four characters as they stand, `002X`: what people type to find someone. Never shown alone.
    pub fn tail(&self) -> &str {
        let from = self.number.char_indices().rev().nth(3).map_or(0, |(at, _)| at);
        &self.number[from..]
    }

    /// The birth date, where the number carries one.
    pub fn birth(&self) -> Option<NaiveDate> {
        self.id().map(|id| id.birth())
    }

    /// The sex, where the number carries it.
    pub fn sex(&self) -> Option<Sex> {
        self.id().map(|id| id.sex())
    }

    pub fn warnings(&self) -> Vec<DocumentWarning> {
        self.id().map(|id| id.warnings()).unwrap_or_default()
    }

    fn id(&self) -> Option<IdNumber> {
        match self.kind {
            DocumentKind::ResidentIdCard
            | DocumentKind::HongKongMacaoTaiwanResidencePermit
            | DocumentKind::ForeignPermanentResidentCard => IdNumber::parse(&self.number).ok(),
            _ => None,
        }
    }
}

fn read_id(kind: DocumentKind, number: &str) -> Result<Document, DocumentFault> {
    let id = IdNumber::parse(number).map_err(DocumentFault::Id)?;
    let meant = match id.holder() {
        Holder::Citizen => DocumentKind::ResidentIdCard,
        Holder::HongKongMacaoTaiwan => DocumentKind::HongKongMacaoTaiwanResidencePermit,
        Holder::Foreigner => DocumentKind::ForeignPermanentResidentCard,
    };
    if meant != kind {
        return Err(DocumentFault::OtherKind { masked: id.masked(), stated: kind, meant });
    }
    Ok(Document { kind, number: id.into() })
}

fn has_form(kind: DocumentKind, number: &str) -> bool {
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    let letters = |s: &str| s.bytes().all(|b| b.is_ascii_uppercase());
    match kind {
        DocumentKind::Passport => {
            (5..=20).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
        }
        DocumentKind::HongKongMacaoTravelPermit => {
            number.strip_prefix(['H', 'M']).is_some_and(|rest| rest.len() == 8 && digits(rest))
        }
        DocumentKind::TaiwanTravelPermit => number.len() == 8 && digits(number),
        DocumentKind::ForeignPermanentResidentCard => {
            number.len() == 15 && number.is_ascii() && letters(&number[..3]) && digits(&number[3..])
        }
        DocumentKind::OfficerCard | DocumentKind::Other => {
            (1..=20).contains(&number.chars().count()) && inert(number) == number
        }
        // Read as an ID number before this is asked.
        DocumentKind::ResidentIdCard | DocumentKind::HongKongMacaoTaiwanResidencePermit => false,
    }
}

impl TryFrom<Unread> for Document {
    type Error = DocumentFault;

    fn try_from(unread: Unread) -> Result<Self, DocumentFault> {
        Document::parse(unread.kind, &unread.number)
    }
}

impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Document({:?} {})", self.kind, self.masked())
    }
}

#[cfg(test)]
mod tests {
    use super::super::id_fault::IdFault;
    use super::*;
    use DocumentKind::*;

    #[test]
    fn numbers_of_every_kind_come_out_in_their_stored_form() {
        let rows = [
            (ResidentIdCard, "110105491231002", "11010519491231002X"),
            (HongKongMacaoTaiwanResidencePermit, "８１００００199408230021", "810000199408230021"),
            (ForeignPermanentResidentCard, "911124198108030024", "911124198108030024"),
            (ForeignPermanentResidentCard, "can 110081080310", "CAN110081080310"),
            (Passport, "e 1234-5678", "E12345678"),
            (HongKongMacaoTravelPermit, "h12345678", "H12345678"),
            (TaiwanTravelPermit, " 01234567 ", "01234567"),
            (OfficerCard, " 军字第 1234567 号", "军字第 1234567 号"),
        ];
        for (kind, text, want) in rows {
            let read = Document::parse(kind, text).map(|document| document.number);
            assert_eq!(read.as_deref(), Ok(want), "{text}");
        }
    }

    #[test]
    fn a_number_that_is_not_of_its_kind_is_refused_with_what_would_be_right() {
        let masked = String::from("810000********0021");
        let rows = [
            (
                ResidentIdCard,
                "810000199408230021",
                DocumentFault::OtherKind { masked, stated: ResidentIdCard, meant: HongKongMacaoTaiwanResidencePermit },
            ),
            (
                HongKongMacaoTravelPermit,
                "H1234567801",
                DocumentFault::Form { masked: "H******7801".into(), kind: HongKongMacaoTravelPermit },
            ),
            (TaiwanTravelPermit, "1234567", DocumentFault::Form { masked: "*****67".into(), kind: TaiwanTravelPermit }),
            (Passport, "E123", DocumentFault::Form { masked: "****".into(), kind: Passport }),
            (Passport, "E1234\u{202E}5678", DocumentFault::Hidden { position: 6, found: '\u{202E}' }),
            (
                TaiwanTravelPermit,
                "1.2E+7",
                DocumentFault::Scientific { shown: "1.2E+7".into(), kind: TaiwanTravelPermit },
            ),
            (Other, "　", DocumentFault::Empty { kind: Other }),
            (ResidentIdCard, "E12345678", DocumentFault::Id(IdFault::Character { position: 1, found: 'E' })),
        ];
        for (kind, text, fault) in rows {
            assert_eq!(Document::parse(kind, text), Err(fault), "{text}");
        }
    }

    #[test]
    fn a_number_that_carries_birth_and_sex_tells_them_and_others_do_not() {
        let card = Document::parse(ResidentIdCard, "11010519491231002X").unwrap();
        assert_eq!((card.birth(), card.sex()), (NaiveDate::from_ymd_opt(1949, 12, 31), Some(Sex::Female)));
        assert_eq!((card.masked().as_str(), card.tail()), ("110105********002X", "002X"));
        let passport = Document::parse(Passport, "E12345678").unwrap();
        assert_eq!((passport.birth(), passport.sex()), (None, None));
    }

    #[test]
    fn a_document_from_a_file_is_checked_again() {
        let good = r#"{"kind":"resident_id_card","number":"11010519491231002X"}"#;
        let document: Document = serde_json::from_str(good).unwrap();
        assert_eq!(serde_json::to_string(&document).unwrap(), good);
        assert!(serde_json::from_str::<Document>(&good.replace("002X", "0021")).is_err());
    }
}
