//! `export certificate NUMBER`: the page as a PDF, or the credential alone as JSON, by the ending.

use super::export::ExportArgs;
use super::problem::Problem;
use super::session::Session;
use super::{DONE, output};
use crate::document::typeface::Typefaces;
use crate::domain::identity::inert;
use crate::exchange::print::certificate::{Setting, document};
use crate::exchange::print::write::write;
use crate::ops::Office;
use crate::ops::register::Register;
use crate::store::backup::Existing;
use crate::{both, refusal};

/// The journal's state was kept just before: it covers every certificate.
pub fn run(session: &mut Session, office: &Office, args: &ExportArgs) -> Result<u8, Problem> {
    let number = args.batch.trim().to_uppercase();
    let ending = args.output.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    let bytes = match ending.as_deref() {
        Some("pdf") => {
            let register = Register::open(&office.read())?;
            let setting = Setting { bilingual: args.bilingual, ..Setting::default() };
            document(&office.read(), &register, &number, setting, Typefaces::here())?
        }
        Some("json") => {
            let shown = inert(&number);
            let credential = office.read().credential(&number)?.ok_or_else(|| {
                refusal!(
                    "no_credential",
                    "没有证书 {shown}，或它的个人信息已清除。",
                    "There is no certificate {shown}, or its personal part was erased."
                )
            })?;
            credential.into_bytes()
        }
        _ => {
            return Err(Problem::usage(both!(
                "证书写成 .pdf 或 .json。",
                "A certificate goes into a .pdf or a .json."
            )));
        }
    };
    write(&bytes, &args.output, Existing::Keep)?;
    output::written(session, &args.output);
    Ok(DONE)
}
