//! Whether the certificate is of the person whose ID card, or photo, is at hand. Asked only where one is given.

use super::words::{self, step};
use super::{Stage, State, Step};
use crate::credential::badge::holder_type;
use crate::credential::salted::Salt;
use crate::credential::tree::Hash;
use crate::domain::identity::{Document, DocumentKind};

/// The number in every stored form that it can have: of the kind that the credential names, or of any where it names none.
fn forms(kind: &str, typed: &str) -> Vec<String> {
    let kinds = DocumentKind::ALL.into_iter().filter(|known| kind.is_empty() || holder_type(*known) == kind);
    let mut forms: Vec<String> =
        kinds.filter_map(|kind| Document::parse(kind, typed).ok()).map(|read| read.number().to_owned()).collect();
    forms.dedup();
    forms
}

pub fn number(kind: &str, document: Hash, salt: Option<Salt>, typed: Option<&str>) -> Option<Step> {
    let typed = typed?;
    let Some(salt) = salt else {
        return Some(step(Stage::Holder, State::Unknown, "no_salt", words::no_salt()));
    };
    let forms = forms(kind, typed);
    if forms.is_empty() {
        return Some(step(Stage::Holder, State::Unknown, "bad_number", words::bad_number()));
    }
    let same = forms.iter().any(|form| salt.digest(form.as_bytes()) == document);
    Some(if same {
        step(Stage::Holder, State::Holds, "holder", words::holder())
    } else {
        step(Stage::Holder, State::Fails, "other_holder", words::other_holder())
    })
}

pub fn photo(digest: Option<Hash>, salt: Option<Salt>, bytes: Option<&[u8]>) -> Option<Step> {
    let bytes = bytes?;
    Some(match (digest, salt) {
        (None, _) => step(Stage::Photo, State::Unknown, "no_photo", words::no_photo()),
        (Some(_), None) => step(Stage::Photo, State::Unknown, "no_salt", words::no_salt()),
        (Some(digest), Some(salt)) if salt.digest(bytes) == digest => {
            step(Stage::Photo, State::Holds, "photo", words::photo())
        }
        _ => step(Stage::Photo, State::Fails, "swapped_photo", words::swapped_photo()),
    })
}
