//! What verifying reads from outside: the certificate's file or text, its proof, a photo, and the lists; for the command line and the
//! screen alike. No station file is opened.

use std::fs::File;
use std::io::{Error, Read as _};
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy as _;

use super::print::page_part::compared;
use super::shown::shown;
use crate::both;
use crate::credential::attached;
use crate::credential::registration::{EXTENSION, PREFIX};
use crate::credential::status::StatusList;
use crate::credential::trust::{Card, TrustList};
use crate::credential::verify::{BadGiven, Given, Known, PageFound, Report, agrees, read, verify};
use crate::domain::language::Both;

/// No certificate, list or photo is longer.
pub const LONGEST: u64 = 32 * 1024 * 1024;

/// What is asked.
#[derive(Clone, Debug, Default)]
pub struct Question {
    /// A file's path, or the text of a QR.
    pub what: String,
    /// The bytes themselves, where they came another way.
    pub bytes: Option<Vec<u8>>,
    /// The proof of registration; the one beside a credential is taken where none is named.
    pub proof: Option<PathBuf>,
    /// The trust list; the kept one where none is named.
    pub trust: Option<PathBuf>,
    /// The number on the holder's ID card.
    pub id: Option<String>,
    pub photo: Option<PathBuf>,
    pub status: Option<PathBuf>,
}

/// Why nothing could be asked.
#[derive(Debug)]
pub enum Unread {
    Io(Error, PathBuf),
    /// A list that is none.
    List(Both),
    /// A proof beside something that carries its own.
    Proof(Both),
}

/// Reads what is named and verifies. `own` is a card that is trusted beside the list: the station's whose program this is.
pub fn ask(question: &Question, own: Option<Card>) -> Result<Report, Unread> {
    let whole = given_bytes(question)?;
    let mut given = read(&whole);
    if let Ok(given) = &mut given {
        beside(given, question)?;
    }
    let mut trust = trust_list(question.trust.as_deref())?;
    if let Some(card) = own {
        trust.get_or_insert_default().take(card);
    }
    let status = question.status.as_deref().map(status_list).transpose()?;
    let photo = question.photo.as_deref().map(bytes).transpose()?;
    let known =
        Known { trust: trust.as_ref(), status: status.as_ref(), id: question.id.as_deref(), photo: photo.as_deref() };
    let report = verify(&given, &known);
    Ok(match page(&whole, &given) {
        Some(found) => report.with_page(&found),
        None => report,
    })
}

/// What came of drawing a PDF's page again; none for what is no page, or has no proof that belongs to its credential.
fn page(whole: &[u8], given: &Result<Given, BadGiven>) -> Option<PageFound> {
    let Ok(Given::Credential { said, registration, .. }) = given else { return None };
    if !attached::is_pdf(whole) {
        return None;
    }
    let found = attached::find(whole);
    Some(match registration {
        Some(Ok(proof)) if agrees(&proof.claim, said) => compared(whole, &found, said, proof),
        // Without its proof the QR cannot be drawn; what is wrong with one is told in its own stage too.
        _ => PageFound::Absent,
    })
}

fn bytes(path: &Path) -> Result<Vec<u8>, Unread> {
    let read = || {
        let mut bytes = Vec::new();
        File::open(path)?.take(LONGEST).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    read().map_err(|error| Unread::Io(error, path.to_owned()))
}

fn text(path: &Path) -> Result<String, Unread> {
    Ok(String::from_utf8_lossy(&bytes(path)?).into_owned())
}

fn given_bytes(question: &Question) -> Result<Vec<u8>, Unread> {
    match &question.bytes {
        Some(bytes) => Ok(bytes.clone()),
        None if question.what.starts_with(PREFIX) => Ok(question.what.as_bytes().to_vec()),
        None => bytes(Path::new(&question.what)),
    }
}

fn beside(given: &mut Given, question: &Question) -> Result<(), Unread> {
    if let Some(named) = &question.proof {
        return if given.with_registration(&text(named)?) { Ok(()) } else { Err(Unread::Proof(not_beside())) };
    }
    let beside = Path::new(&question.what).with_extension(EXTENSION);
    if question.bytes.is_none() && beside != Path::new(&question.what) && beside.is_file() {
        given.with_registration(&text(&beside)?);
    }
    Ok(())
}

fn not_beside() -> Both {
    both!(
        "登记证明只配 .json 凭证；PDF 和二维码自带证明。",
        "A proof goes with a .json credential; a PDF and a QR carry their own."
    )
}

/// Where the trust list is kept; none where the user has no folder.
pub fn kept_list() -> Option<PathBuf> {
    let base = etcetera::choose_base_strategy().ok()?;
    Some(base.data_dir().join("touchstone").join("trust.list"))
}

/// The list that is named, or the kept one; none where there is neither.
pub fn trust_list(named: Option<&Path>) -> Result<Option<TrustList>, Unread> {
    let path = match named {
        Some(path) => path.to_owned(),
        None => match kept_list().filter(|kept| kept.is_file()) {
            Some(kept) => kept,
            None => return Ok(None),
        },
    };
    let name = shown(&path.display().to_string());
    TrustList::read(&text(&path)?).map(Some).map_err(|bad| {
        Unread::List(both!(
            "“{name}”不是信任名单，或已被改动（{bad}）。请向发证机构或其上级重新索取。",
            "“{name}” is no trust list, or it was changed ({bad}). Ask the station or its higher office for it again."
        ))
    })
}

fn status_list(path: &Path) -> Result<StatusList, Unread> {
    let name = shown(&path.display().to_string());
    StatusList::read(&text(path)?).map_err(|bad| {
        Unread::List(both!(
            "“{name}”不是状态清单，或已被改动（{bad}）。请向发证机构重新索取。",
            "“{name}” is no status list, or it was changed ({bad}). Ask the station for it again."
        ))
    })
}
