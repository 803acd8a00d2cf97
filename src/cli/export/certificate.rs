//! `export certificate NUMBER`: one certificate, in the form that the file's ending asks for.

use std::path::Path;

use crate::cli::problem::Problem;
use crate::cli::session::Session;
use crate::cli::{DONE, output};
use crate::credential::integrity;
use crate::credential::jwt::JwtKey;
use crate::credential::registration::EXTENSION;
use crate::document::typeface::Typefaces;
use crate::domain::anchor::Reason;
use crate::domain::identity::inert;
use crate::domain::identity::plain::plain;
use crate::exchange::print::certificate::{Setting, document};
use crate::exchange::profile::{self, Left};
use crate::ops::Office;
use crate::ops::checkpoint::keep;
use crate::ops::credential::open_key;
use crate::ops::exporting::may_export;
use crate::ops::register::{Register, proof_to_show};
use crate::store::{Failure, write_new};
use crate::{both, refusal};

pub fn run(
    session: &mut Session,
    number: &str,
    to: &Path,
    bilingual: bool,
    purpose: Option<&str>,
) -> Result<u8, Problem> {
    let mut office = session.open()?;
    may_export(&office, false, None)?;
    let number = plain(number);
    let ending = to.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "pdf" => page(session, &office, &number, to, bilingual)?,
        "json" => credential(session, &office, &number, to)?,
        "jwt" => jwt(session, &office, &number, to)?,
        EXTENSION => proof(session, &office, &number, to)?,
        _ => {
            return Err(Problem::usage(both!(
                "证书可以导出为 .pdf（证书页）、.json（凭证）、.jwt（给其他钱包）或 .tlog-proof（登记证明）。",
                "A certificate is written as .pdf (its page), .json (the credential), .jwt (for other wallets) or .tlog-proof (the proof of registration)."
            )));
        }
    }
    let left = Left { profile: profile::CERTIFICATE.word, batch: None, rows: 1, whole: ending == "pdf", purpose };
    let mut files = vec![to.to_owned()];
    files.extend((ending == "json").then(|| to.with_extension(EXTENSION)));
    profile::written(&mut office, &left, &files)?;
    Ok(DONE)
}

/// The exact bytes that were signed.
fn bytes(office: &Office, number: &str) -> Result<String, Failure> {
    let shown = inert(number);
    let read = office.read();
    if read.certificate(number)?.is_none() {
        return Err(
            refusal!("no_certificate", "没有编号为 {shown} 的证书。", "There is no certificate {shown}.").into()
        );
    }
    let erased = || {
        refusal!("erased", "证书 {shown} 的个人信息已清除。", "The personal part of certificate {shown} was erased.")
    };
    Ok(read.credential(number)?.ok_or_else(erased)?)
}

/// The page, with the credential and the proof inside; English beside the Chinese where it is chosen.
fn page(session: &mut Session, office: &Office, number: &str, to: &Path, bilingual: bool) -> Result<(), Problem> {
    // A page is printable once a checkpoint covers its leaf.
    keep(office, Reason::Export)?;
    let read = office.read();
    let setting = Setting { bilingual, ..Setting::default() };
    let bytes = document(&read, &Register::open(&read)?, number, setting, Typefaces::here())?;
    write_new(to, &bytes)?;
    output::written(session, to);
    Ok(())
}

/// The credential, and its proof of registration beside it where a checkpoint covers it.
fn credential(session: &mut Session, office: &Office, number: &str, to: &Path) -> Result<(), Problem> {
    let text = bytes(office, number)?;
    write_new(to, text.as_bytes())?;
    output::written(session, to);
    proof(session, office, number, &to.with_extension(EXTENSION))
}

fn proof(session: &mut Session, office: &Office, number: &str, to: &Path) -> Result<(), Problem> {
    let registration = proof_to_show(office, number)?;
    let text = registration.to_text().ok().flatten();
    let unwritten = || refusal!("unwritten", "登记证明写不出。", "The proof of registration cannot be written.");
    write_new(to, text.ok_or_else(unwritten)?.as_bytes())?;
    output::written(session, to);
    Ok(())
}

fn jwt(session: &mut Session, office: &Office, number: &str, to: &Path) -> Result<(), Problem> {
    let text = bytes(office, number)?;
    let damaged = || {
        refusal!(
            "credential_damaged",
            "凭证读不出。请运行 touchstone check。",
            "The credential cannot be read. Run touchstone check."
        )
    };
    let signed = integrity::read(text.as_bytes()).map_err(|_| damaged())?;
    let key = JwtKey::derive(&open_key(office)?.signer().seed());
    let Ok(serde_json::Value::Object(document)) = serde_json::to_value(&signed.document) else {
        return Err(damaged().into());
    };
    let jwt = key.sign(&document).map_err(Failure::from)?;
    write_new(to, jwt.as_bytes())?;
    output::written(session, to);
    Ok(())
}
