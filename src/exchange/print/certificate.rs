//! A certificate's page from sealed bytes alone: the act that issued it, its sealed part and the photo of that day, never today's tables;
//! with the proof of registration under the first checkpoint that covers it.

use std::sync::Arc;

use chrono::NaiveDate;

use super::page_part::PagePart;
use crate::credential::claim::Unfit;
use crate::credential::registration::Registration;
use crate::document::certificate::{Certificate, Holder, Placement, document as put};
use crate::document::pdf::{Attachment, no_picture};
use crate::document::ticket::Photo;
use crate::document::typeface::Typefaces;
use crate::domain::evaluation::batch::BatchKind;
use crate::domain::evaluation::printing::Layout;
use crate::domain::evaluation::standard::Trade;
use crate::domain::identity::inert;
use crate::domain::language::{Lang, Say};
use crate::domain::level::Level;
use crate::exchange::photos::look::pixels;
use crate::ops::credential::number_of;
use crate::ops::printing::{USUAL_PRINTER, note, placement};
use crate::ops::register::Register;
use crate::store::act::{CertificateIssued, Holder as Sealed};
use crate::store::{Failure, Read};
use crate::{refusal, say};

/// How a page is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Setting {
    /// English beside the Chinese.
    pub bilingual: bool,
    pub placement: Placement,
}

impl Setting {
    /// As this computer's usual printer is set.
    pub fn of_printer(read: &Read, bilingual: bool) -> Result<Setting, Failure> {
        let kept = placement(read, USUAL_PRINTER)?;
        // Kept in hundredths of a millimetre.
        let placement = Placement { overlay: kept.layout == Layout::Overlay, right: kept.dx * 10, down: kept.dy * 10 };
        Ok(Setting { bilingual, placement })
    }
}

/// A certificate as it is printed.
///
/// # Errors
/// `no_certificate`, `not_covered` while no checkpoint covers it; not signed in.
pub fn of(read: &Read, register: &Register, number: &str, bilingual: bool) -> Result<Certificate, Failure> {
    let shown = inert(number);
    let (issued, sealed) = read
        .certificate_act(number)?
        .ok_or_else(|| refusal!("no_certificate", "没有编号为 {shown} 的证书。", "There is no certificate {shown}."))?;
    let mut page = Facts::of(&issued).page(bilingual);
    // What was recorded of this print and since; the serial makes two sheets of one certificate two documents.
    page.print_serial = read.print_copy_now(number)?.and_then(|copy| copy.serial).map(|serial| serial.to_string());
    let status = read.certificate(number)?.map(|row| note(row.status, Lang::Zh));
    page.remarks = status.into_iter().filter(|words| !words.is_empty()).collect();
    let Some(sealed) = sealed else { return Ok(page) };
    let unfit = |_| {
        refusal!(
            "register_damaged",
            "证书 {shown} 的登记读不出来。请运行 touchstone check。",
            "The registration of certificate {shown} cannot be read. Run touchstone check."
        )
    };
    let proof = register.proof(read, number)?;
    coded(&mut page, &proof).map_err(unfit)?;
    let photo = photo(read, &sealed)?;
    page.attachments = attachments(&sealed.credential, proof.to_text().map_err(unfit)?, photo.as_ref());
    let document = number_of(read, &sealed.doc_cipher)?;
    page.holder = Some(Holder {
        document_kind: sealed.doc_kind.label().to_owned(),
        document_number: String::from_utf8_lossy(&document).into_owned(),
        name: sealed.name,
        photo,
    });
    Ok(page)
}

/// The page as a PDF/A-3 with the credential and its proof inside.
pub fn document(
    read: &Read,
    register: &Register,
    number: &str,
    setting: Setting,
    faces: &Typefaces,
) -> Result<Vec<u8>, Failure> {
    bytes(of(read, register, number, setting.bilingual)?, setting.placement, faces)
}

/// A page's file: with what else it says beside the credential, so that whoever verifies can draw it again.
pub fn bytes(mut own: Certificate, placement: Placement, faces: &Typefaces) -> Result<Vec<u8>, Failure> {
    own.attachments.extend(PagePart::of(&own, placement).map(PagePart::attachment));
    Ok(put(&own, placement, faces)?)
}

/// What the signed data say of a certificate without its holder.
pub struct Facts<'a> {
    pub kind: BatchKind,
    pub number: &'a str,
    pub trade: &'a Trade,
    pub level: Level,
    pub issuer: &'a str,
    pub issued_on: NaiveDate,
    /// 取得方式, as printed.
    pub way: String,
}

impl<'a> Facts<'a> {
    /// What the public part of the act says.
    fn of(issued: &'a CertificateIssued) -> Facts<'a> {
        Facts {
            kind: issued.kind,
            number: &issued.number,
            trade: &issued.trade,
            level: issued.level,
            issuer: &issued.issuer,
            issued_on: issued.issued_on,
            way: issued.way.say(Lang::Zh),
        }
    }

    /// The page, its holder's part still open.
    pub fn page(self, bilingual: bool) -> Certificate {
        let (title, title_en, evaluation) = match self.kind {
            BatchKind::SkillLevel => ("职业技能等级证书", "Certificate of Vocational Skill Level", "职业技能等级认定"),
            BatchKind::Qualification => ("职业资格证书", "Certificate of Vocational Qualification", "职业技能鉴定"),
        };
        Certificate {
            title: title.to_owned(),
            title_en: title_en.to_owned(),
            evaluation: evaluation.to_owned(),
            number: self.number.to_owned(),
            holder: None,
            trade: inert(&self.trade.name),
            branch: inert(&self.trade.branch),
            level: self.level.text().to_owned(),
            level_en: self.level.say(Lang::En),
            issuer: inert(self.issuer),
            issued_on: self.issued_on,
            way: self.way,
            code: None,
            code_note: None,
            read_out: None,
            print_serial: None,
            remarks: Vec::new(),
            bilingual,
            attachments: Vec::new(),
        }
    }
}

/// The QR code, what stands below it, and the code to read out.
pub fn coded(page: &mut Certificate, proof: &Registration) -> Result<(), Unfit> {
    let (code, whole) = proof.qr_text()?;
    page.code = Some(code);
    page.code_note = (!whole).then(|| "证明随文件附带，二维码只有证书要素".to_owned());
    page.read_out = Some(proof.short_code()?);
    Ok(())
}

fn photo(read: &Read, sealed: &Sealed) -> Result<Option<Photo>, Failure> {
    let Some(bytes) = sealed.photo.as_ref().map(|photo| read.holder_photo(photo)).transpose()?.flatten() else {
        return Ok(None);
    };
    let size = pixels(&bytes).ok_or_else(no_picture)?;
    Ok(Some(Photo { bytes: Arc::new(bytes), size }))
}

/// What whoever verifies the page finds in it, by these names.
pub fn attachments(credential: &str, proof: Option<String>, photo: Option<&Photo>) -> Vec<Attachment> {
    let one = |name: &str, mime: &'static str, bytes: Vec<u8>, description: String| Attachment {
        name: name.to_owned(),
        mime,
        description,
        bytes,
    };
    let told = |zh: &str, en: &str| format!("{zh} {en}");
    let mut files = vec![one(
        "credential.json",
        "application/json",
        credential.as_bytes().to_vec(),
        told("签名的凭证", "The signed credential"),
    )];
    files.extend(proof.map(|text| {
        one("credential.proof", "text/plain", text.into_bytes(), told("登记证明", "The proof of registration"))
    }));
    files.extend(photo.map(|photo| {
        let (name, mime) = match photo.bytes.starts_with(b"\x89PNG") {
            true => ("photo.png", "image/png"),
            false => ("photo.jpg", "image/jpeg"),
        };
        one(name, mime, photo.bytes.to_vec(), told("照片", "The photo"))
    }));
    files
}

/// The name of its file.
pub fn file_name(number: &str, lang: Lang) -> String {
    say!(lang, "证书-{number}", "certificate-{number}")
}
