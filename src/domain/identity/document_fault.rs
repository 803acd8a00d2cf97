//! What may be wrong with a document's number, and how it is said. No sentence shows a whole number.

use super::document_kind::DocumentKind;
use super::fault::spoken_error;
use super::id_fault::IdFault;
use super::inert::inert;
use crate::domain::language::{Lang, Say};
use crate::say;

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
                    "“{masked}” does not look like a number of this document ({name}); it must be {form}."
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
