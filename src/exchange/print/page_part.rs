//! What a certificate's page says beside its credential and its proof, put into the file with them: the whole number of the document, and how the page
//! is set. With it whoever verifies draws the page again from what is signed and holds it against the file, byte by byte.
//!
//! The part itself is not signed. The number is held against its salted digest; what else it says (the serial of the sheet, the way, the remarks)
//! is told as what no signature covers.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::certificate::{Facts, attachments, coded};
use crate::credential::attached::{Attached, PAGE};
use crate::credential::badge::Said;
use crate::credential::registration::Registration;
use crate::credential::verify::{PageFound, Unsigned};
use crate::document::certificate::{Certificate, Holder, LAYOUT, Placement, document};
use crate::document::length::Um;
use crate::document::pdf::Attachment;
use crate::document::ticket::Photo;
use crate::document::typeface::Typefaces;
use crate::exchange::photos::look::pixels;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PagePart {
    document_kind: String,
    document_number: String,
    way: String,
    print_serial: Option<String>,
    remarks: Vec<String>,
    bilingual: bool,
    overlay: bool,
    right: Um,
    down: Um,
}

impl PagePart {
    /// None once the holder's part was erased: then there is nothing to verify.
    pub fn of(own: &Certificate, placement: Placement) -> Option<PagePart> {
        let holder = own.holder.as_ref()?;
        Some(PagePart {
            document_kind: holder.document_kind.clone(),
            document_number: holder.document_number.clone(),
            way: own.way.clone(),
            print_serial: own.print_serial.clone(),
            remarks: own.remarks.clone(),
            bilingual: own.bilingual,
            overlay: placement.overlay,
            right: placement.right,
            down: placement.down,
        })
    }

    pub fn attachment(self) -> Attachment {
        let json = serde_json::to_string(&self).expect("plain values are written");
        Attachment {
            name: "page.txt".to_owned(),
            mime: "text/plain",
            description: "页面的其余要素 What else the page says".to_owned(),
            bytes: format!("{PAGE}{LAYOUT}\n{json}\n").into_bytes(),
        }
    }

    fn read(json: &str) -> Option<PagePart> {
        serde_json::from_str(json).ok()
    }
}

/// Draws the page of a file again and compares. `said` and `proof` are what the file's credential and its proof say, and agree.
pub fn compared(pdf: &[u8], found: &Attached, said: &Said, proof: &Registration) -> PageFound {
    let Some(text) = &found.page else { return PageFound::Absent };
    let head = text.strip_prefix(PAGE).and_then(|rest| rest.split_once('\n'));
    let Some((layout, json)) = head else { return PageFound::Unreadable };
    if layout != LAYOUT.to_string() {
        return PageFound::OtherVersion(layout.chars().take(12).collect());
    }
    let Some(part) = PagePart::read(json) else { return PageFound::Unreadable };
    if proof.salt.digest(part.document_number.as_bytes()) != said.document {
        return PageFound::OtherHolder;
    }
    let unsigned = Unsigned {
        print_serial: part.print_serial.clone(),
        way: part.way.clone(),
        remarks: part.remarks.clone(),
        without_photo: said.photo.is_some() && found.photo.is_none(),
    };
    match drawn(part, found, said, proof) {
        None => PageFound::Undrawable,
        Some(again) if again == pdf => PageFound::Same(unsigned),
        Some(_) => PageFound::Changed,
    }
}

/// None where this machine cannot draw it: a character beyond the embedded font.
fn drawn(part: PagePart, found: &Attached, said: &Said, proof: &Registration) -> Option<Vec<u8>> {
    let facts = Facts {
        kind: proof.claim.kind,
        number: &said.number,
        trade: &proof.claim.trade,
        level: proof.claim.level,
        issuer: &said.issuer,
        issued_on: proof.claim.issued_on,
        way: part.way.clone(),
    };
    let placement = Placement { overlay: part.overlay, right: part.right, down: part.down };
    let mut page = facts.page(part.bilingual);
    page.print_serial = part.print_serial.clone();
    page.remarks = part.remarks.clone();
    coded(&mut page, proof).ok()?;
    let photo = match &found.photo {
        Some(bytes) => Some(Photo { size: pixels(bytes)?, bytes: Arc::new(bytes.clone()) }),
        None => None,
    };
    let credential = std::str::from_utf8(found.credential.as_deref()?).ok()?;
    page.attachments = attachments(credential, found.registration.clone(), photo.as_ref());
    page.attachments.push(part.clone().attachment());
    page.holder = Some(Holder {
        name: said.holder.clone(),
        document_kind: part.document_kind,
        document_number: part.document_number,
        photo,
    });
    document(&page, placement, &Typefaces::embedded()).ok()
}
