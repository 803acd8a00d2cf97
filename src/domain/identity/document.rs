//! Identity documents: which kinds there are, and a number of a kind that has been read and checked.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::fault::spoken_error;
use super::id_card::{Holder, IdFault, IdNumber, IdWarning};
use super::inert::{self, inert};
use super::mask::{last_four, mask_number};
use super::plain::{half_width, is_scientific, plain};
use super::sex::Sex;
use crate::domain::language::{Lang, Say};
use crate::say;

/// The kinds of document that registration templates know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    ResidentIdCard,
    HongKongMacaoTaiwanResidencePermit,
    /// Both forms of the number: 15 characters before 2023-12-01, 18 since.
    ForeignPermanentResidentCard,
    Passport,
    HongKongMacaoTravelPermit,
    TaiwanTravelPermit,
    OfficerCard,
    Other,
}

impl DocumentKind {
    pub const ALL: [DocumentKind; 8] = [
        DocumentKind::ResidentIdCard,
        DocumentKind::HongKongMacaoTaiwanResidencePermit,
        DocumentKind::ForeignPermanentResidentCard,
        DocumentKind::Passport,
        DocumentKind::HongKongMacaoTravelPermit,
        DocumentKind::TaiwanTravelPermit,
        DocumentKind::OfficerCard,
        DocumentKind::Other,
    ];

    /// The word of the templates.
    pub const fn label(self) -> &'static str {
        match self {
            DocumentKind::ResidentIdCard => "居民身份证",
            DocumentKind::HongKongMacaoTaiwanResidencePermit => "港澳台居民居住证",
            DocumentKind::ForeignPermanentResidentCard => "外国人永久居留身份证",
            DocumentKind::Passport => "护照",
            DocumentKind::HongKongMacaoTravelPermit => "港澳居民来往内地通行证",
            DocumentKind::TaiwanTravelPermit => "台湾居民来往大陆通行证",
            DocumentKind::OfficerCard => "军官证",
            DocumentKind::Other => "其他证件",
        }
    }

    pub const fn english(self) -> &'static str {
        match self {
            DocumentKind::ResidentIdCard => "resident identity card",
            DocumentKind::HongKongMacaoTaiwanResidencePermit => {
                "residence permit for Hong Kong, Macao and Taiwan residents"
            }
            DocumentKind::ForeignPermanentResidentCard => "foreign permanent resident ID card",
            DocumentKind::Passport => "passport",
            DocumentKind::HongKongMacaoTravelPermit => "mainland travel permit for Hong Kong and Macao residents",
            DocumentKind::TaiwanTravelPermit => "mainland travel permit for Taiwan residents",
            DocumentKind::OfficerCard => "officer's card",
            DocumentKind::Other => "other document",
        }
    }

    /// Other words that rosters hold for it.
    pub const fn aliases(self) -> &'static [&'static str] {
        match self {
            DocumentKind::ResidentIdCard => &["身份证", "二代身份证", "中华人民共和国居民身份证", "临时身份证"],
            DocumentKind::HongKongMacaoTaiwanResidencePermit => {
                &["居住证", "港澳居民居住证", "台湾居民居住证", "香港居民居住证", "澳门居民居住证"]
            }
            DocumentKind::ForeignPermanentResidentCard => {
                &["外国人永久居留证", "外国人居留证", "永久居留身份证", "永居证"]
            }
            DocumentKind::Passport => &["外国护照", "中国护照", "普通护照"],
            DocumentKind::HongKongMacaoTravelPermit => &[
                "回乡证",
                "港澳通行证",
                "港澳居民通行证",
                "香港居民来往内地通行证",
                "澳门居民来往内地通行证",
                "香港特别行政区居民来往内地通行证",
                "澳门特别行政区居民来往内地通行证",
            ],
            DocumentKind::TaiwanTravelPermit => &["台胞证", "台湾通行证", "台湾居民通行证"],
            DocumentKind::OfficerCard => &["军人证", "士兵证", "文职干部证", "警官证"],
            DocumentKind::Other => &["其他", "其它", "其它证件", "境外永久居住证"],
        }
    }

    /// Reads a label, an alias or the stable word of files; brackets such as `身份证（居民）` are not guessed at.
    pub fn parse(text: &str) -> Option<DocumentKind> {
        let text: String = text.chars().map(half_width).filter(|c| !c.is_whitespace()).collect();
        DocumentKind::ALL.into_iter().find(|kind| {
            text == kind.label() || kind.aliases().contains(&text.as_str()) || text.eq_ignore_ascii_case(kind.word())
        })
    }

    /// The stable word of files and `--json`; equal to the serde form.
    pub const fn word(self) -> &'static str {
        match self {
            DocumentKind::ResidentIdCard => "resident_id_card",
            DocumentKind::HongKongMacaoTaiwanResidencePermit => "hong_kong_macao_taiwan_residence_permit",
            DocumentKind::ForeignPermanentResidentCard => "foreign_permanent_resident_card",
            DocumentKind::Passport => "passport",
            DocumentKind::HongKongMacaoTravelPermit => "hong_kong_macao_travel_permit",
            DocumentKind::TaiwanTravelPermit => "taiwan_travel_permit",
            DocumentKind::OfficerCard => "officer_card",
            DocumentKind::Other => "other",
        }
    }

    /// What a number of this kind looks like.
    fn form(self, lang: Lang) -> &'static str {
        match self {
            DocumentKind::ResidentIdCard | DocumentKind::HongKongMacaoTaiwanResidencePermit => {
                lang.pick("18 位", "18 characters")
            }
            DocumentKind::ForeignPermanentResidentCard => lang.pick(
                "9 开头的 18 位数字，或 3 个字母加 12 位数字",
                "18 digits beginning with 9, or 3 letters and 12 digits",
            ),
            DocumentKind::Passport => lang.pick("5 至 20 位字母或数字", "5 to 20 letters or digits"),
            DocumentKind::HongKongMacaoTravelPermit => {
                lang.pick("H 或 M 加 8 位数字（不含换证次数）", "H or M and 8 digits (without the renewal count)")
            }
            DocumentKind::TaiwanTravelPermit => lang.pick("8 位数字", "8 digits"),
            DocumentKind::OfficerCard | DocumentKind::Other => lang.pick("1 至 20 个字符", "1 to 20 characters"),
        }
    }
}

impl Say for DocumentKind {
    fn say(&self, lang: Lang) -> String {
        lang.pick(self.label(), self.english()).to_owned()
    }
}

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

/// Why a number is not of its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocumentFault {
    Empty {
        kind: DocumentKind,
    },
    /// A fault of the 18-digit number.
    Id(IdFault),
    /// An 18-digit number that is right, on another kind of card.
    OtherKind {
        masked: String,
        stated: DocumentKind,
        meant: DocumentKind,
    },
    /// Not the form of this kind. `masked` is inert.
    Form {
        masked: String,
        kind: DocumentKind,
    },
    /// A spreadsheet turned it into a number.
    Scientific {
        shown: String,
        kind: DocumentKind,
    },
    /// A character that cannot be seen, at this position (from 1).
    Hidden {
        position: usize,
        found: char,
    },
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
        if is_scientific(&number) {
            return Err(DocumentFault::Scientific { shown: number, kind });
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

    /// `****002X`.
    pub fn last_four(&self) -> String {
        last_four(&self.number)
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

impl Say for DocumentFault {
    fn say(&self, lang: Lang) -> String {
        match self {
            DocumentFault::Empty { kind } => {
                let (name, form) = (kind.say(lang), kind.form(lang));
                say!(lang, "{name}的号码为空，应为{form}。", "The number of the {name} is empty; it must be {form}.")
            }
            DocumentFault::Id(fault) => fault.say(lang),
            DocumentFault::OtherKind { masked, stated, meant } => {
                let (stated, meant) = (stated.say(lang), meant.say(lang));
                say!(
                    lang,
                    "号码 {masked} 是{meant}的号码，证件类型却写成{stated}；请把证件类型改为{meant}。",
                    "{masked} is the number of a {meant}, but the document is given as a {stated}; change the document type to {meant}."
                )
            }
            DocumentFault::Form { masked, kind } => {
                let (name, form) = (kind.say(lang), kind.form(lang));
                say!(
                    lang,
                    "“{masked}”不像{name}的号码，应为{form}。",
                    "\"{masked}\" does not look like a number of this document ({name}); it must be {form}."
                )
            }
            DocumentFault::Scientific { shown, kind } => {
                let name = kind.say(lang);
                say!(
                    lang,
                    "{name}的号码“{shown}”像是被 Excel 转成了数值；请把该列设为文本格式后重新输入。",
                    "The number of the {name} looks like Excel turned it into a number ({shown}); format the column as text and type it again."
                )
            }
            DocumentFault::Hidden { position, found } => {
                let found = inert(&found.to_string());
                say!(
                    lang,
                    "证件号码第 {position} 个字符 {found} 不可见，请删去后重新输入。",
                    "Character {position} of the document number, {found}, cannot be seen; delete it and type the number again."
                )
            }
        }
    }
}

spoken_error!(DocumentFault);

#[cfg(test)]
mod tests {
    use super::*;
    use DocumentKind::*;

    #[test]
    fn each_kind_is_read_from_its_label_its_aliases_and_its_stable_word() {
        for kind in DocumentKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.word());
            for text in [kind.label(), kind.word()].iter().chain(kind.aliases()) {
                assert_eq!(DocumentKind::parse(text), Some(kind), "{text}");
            }
        }
        assert_eq!(DocumentKind::parse(" 居民 身份证　"), Some(ResidentIdCard));
        assert_eq!(DocumentKind::parse("驾驶证"), None);
    }

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
        assert_eq!((card.masked().as_str(), card.last_four().as_str()), ("110105********002X", "****002X"));
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
