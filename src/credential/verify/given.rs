//! What is given: a credential, a PDF that carries one, the text of a QR, a proof of registration; told apart by its first bytes.

use crate::both;
use crate::credential::attached;
use crate::credential::badge::{Credential, NotOurs, Said, said};
use crate::credential::integrity::{self, BadProof, GivenProof};
use crate::credential::registration::{BadRegistration, PREFIX, Qr, Registration, is_text, read_qr, read_text};
use crate::domain::identity::inert;
use crate::domain::language::Both;

/// Something that has the form of a certificate.
#[derive(Clone, Debug)]
pub enum Given {
    /// A credential of ours, with the proof of registration and the photo that came with it.
    Credential {
        credential: Credential,
        proof: Box<GivenProof>,
        said: Box<Said>,
        registration: Option<Result<Box<Registration>, BadRegistration>>,
        photo: Option<Vec<u8>>,
    },
    /// The text of a QR, or a proof of registration alone.
    Qr(Qr),
}

/// Why something is no certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadGiven {
    /// Nothing that this program knows.
    Unknown,
    /// A PDF without one credential of ours.
    EmptyPdf,
    /// The credential as a JWT: for other people's wallets.
    Jwt,
    Proof(BadProof),
    Members(NotOurs),
    Registration(BadRegistration),
}

/// Reads whatever is given.
pub fn read(bytes: &[u8]) -> Result<Given, BadGiven> {
    if attached::is_pdf(bytes) {
        let found = attached::find(bytes);
        let credential = found.credential.ok_or(BadGiven::EmptyPdf)?;
        return of_credential(&credential, found.registration.as_deref(), found.photo);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| BadGiven::Unknown)?;
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with('{') {
        return of_credential(bytes, None, None);
    }
    if is_text(text) {
        let registration = read_text(&text.replace("\r\n", "\n")).map_err(BadGiven::Registration)?;
        return Ok(Given::Qr(Qr::Whole(Box::new(registration))));
    }
    if text.trim_start().starts_with(PREFIX) {
        return read_qr(text).map(Given::Qr).map_err(BadGiven::Registration);
    }
    if text.trim().starts_with("eyJ") && text.matches('.').count() == 2 {
        return Err(BadGiven::Jwt);
    }
    Err(BadGiven::Unknown)
}

fn of_credential(bytes: &[u8], proof: Option<&str>, photo: Option<Vec<u8>>) -> Result<Given, BadGiven> {
    let signed = integrity::read(bytes).map_err(BadGiven::Proof)?;
    let said = said(&signed.document).map_err(BadGiven::Members)?;
    let text = String::from_utf8(bytes.to_vec()).map_err(|_| BadGiven::Unknown)?;
    let registration = proof.map(|proof| read_text(proof).map(Box::new));
    Ok(Given::Credential {
        credential: Credential::of(text),
        proof: Box::new(signed.proof),
        said: Box::new(said),
        registration,
        photo,
    })
}

impl Given {
    /// Puts a proof of registration from a file of its own beside a credential; false where there is one, or none belongs.
    pub fn with_registration(&mut self, text: &str) -> bool {
        match self {
            Given::Credential { registration: registration @ None, .. } => {
                *registration = Some(read_text(&text.replace("\r\n", "\n")).map(Box::new));
                true
            }
            _ => false,
        }
    }
}

impl BadGiven {
    pub fn code(&self) -> &'static str {
        match self {
            BadGiven::Unknown => "no_certificate",
            BadGiven::EmptyPdf => "empty_pdf",
            BadGiven::Jwt => "jwt",
            BadGiven::Proof(_) => "bad_proof",
            BadGiven::Members(_) => "other_credential",
            BadGiven::Registration(_) => "bad_registration",
        }
    }

    pub fn both(&self) -> Both {
        match self {
            BadGiven::Unknown => both!(
                "这不是证书文件，也不是证书二维码的文字。",
                "This is neither a certificate's file nor the text of its QR."
            ),
            BadGiven::EmptyPdf => both!(
                "这份 PDF 里没有一份证书凭证：整批打印用的 PDF 不带凭证，别的程序改写过的会丢失凭证。请扫页面上的二维码；页面写着“已依规清除”的，持证人资料已由发证机构清除，请用持证人手里的证书查验。",
                "This PDF carries no single credential: one for printing a whole batch has none, and another program that wrote it again loses it. Scan the QR on the page; where the page says that the holder was erased, the station has erased the data, and the holder's own copy is what verifies."
            ),
            BadGiven::Jwt => both!(
                "这是给其他钱包用的 JWT。请查验同一证书的 .json、PDF 或二维码。",
                "This is the JWT for other wallets. Verify the same certificate's .json, PDF or QR."
            ),
            BadGiven::Proof(bad) => {
                let why = inert(&bad.to_string());
                both!("凭证的格式不对或被改动：{why}", "The credential's form is wrong or was changed: {why}.")
            }
            BadGiven::Members(path) => {
                let path = inert(path.0);
                both!(
                    "是一份有证明的文件，但不是本程序的证书：{path}",
                    "It is a document with a proof, but no certificate of this program: {path}."
                )
            }
            BadGiven::Registration(bad) => {
                both!(
                    "二维码或登记证明不完整或被改动：{bad}",
                    "The QR or the proof is incomplete or was changed: {bad}."
                )
            }
        }
    }
}
