//! A candidate with entries and certificates.

use serde::Serialize;

use crate::cli::json;
use crate::cli::list::{CandidateLine, CertificateLine, EntryLine, EntryNames};
use crate::cli::pairs::Pairs;
use crate::cli::personal;
use crate::cli::problem::Problem;
use crate::cli::session::Session;
use crate::domain::identity::Document;
use crate::domain::language::Say;
use crate::say;
use crate::store::Read;
use crate::store::read::candidate::Candidate;
use crate::store::read::retention::ErasureRow;

#[derive(Serialize)]
struct Whole {
    #[serde(flatten)]
    line: CandidateLine,
    /// When and by whom the personal data was erased; none while it is kept.
    erased: Option<ErasureRow>,
    photo: Option<Photo>,
    entries: Vec<EntryLine>,
    certificates: Vec<CertificateLine>,
}

#[derive(Serialize)]
struct Photo {
    format: String,
    width: u32,
    height: u32,
}

pub fn show(
    session: &mut Session,
    read: &Read,
    candidate: Candidate,
    whole: Option<&Document>,
    json: bool,
) -> Result<(), Problem> {
    personal::require(read)?;
    let id = candidate.id;
    let mut names = EntryNames::default();
    let entries = read.entries_of(id)?.into_iter().map(|row| names.line(read, row)).collect::<Result<_, _>>()?;
    let erased = read.erasure_of(id)?;
    let mut line = CandidateLine::of(read, candidate);
    if let Some(document) = whole {
        line.document = Some(document.number().to_owned());
    }
    let whole = Whole {
        line,
        erased,
        photo: read.photo(id)?.map(|(format, width, height)| Photo { format, width, height }),
        entries,
        certificates: read.certificates_of(id)?.into_iter().map(|row| CertificateLine::of(read, row)).collect(),
    };
    if json {
        json::object(&mut session.out, &whole);
        return Ok(());
    }
    let lang = session.lang;
    let line = &whole.line;
    let mut pairs = Pairs::new(lang);
    pairs.add("考生号", "Candidate", format!("#{}", line.candidate.0));
    pairs.add("姓名", "Name", &line.name);
    pairs.add("性别", "Sex", line.sex.map_or(String::new(), |sex| sex.say(lang)));
    pairs.add("出生日期", "Born", line.birth.map_or(String::new(), |birth| birth.to_string()));
    let kind = line.document_kind.map_or(String::new(), |kind| kind.say(lang));
    let number = line.document.as_deref().unwrap_or(lang.pick("已清除", "erased"));
    pairs.add("证件", "Document", format!("{kind} {number}"));
    if let Some(erased) = &whole.erased {
        let (at, seq) = (&erased.at, erased.seq);
        pairs.add("清除", "Erased", say!(lang, "{at}，日志第 {seq} 条", "{at}, journal row {seq}"));
    }
    let none = || lang.pick("没有", "none").to_owned();
    let photo = whole.photo.as_ref().map(|photo| format!("{} {}×{}", photo.format, photo.width, photo.height));
    pairs.add("照片", "Photo", photo.unwrap_or_else(none));
    for entry in &whole.entries {
        let verdict = entry.verdict.map_or(String::new(), |verdict| verdict.say(lang));
        let ticket = entry.ticket.as_deref().unwrap_or_default();
        let text = format!("{} {} {} {ticket} {verdict}", entry.batch, entry.trade, entry.level.say(lang));
        pairs.add("报名", "Entry", text.trim());
    }
    for certificate in &whole.certificates {
        let level = certificate.level.say(lang);
        let text = format!("{} {} {level} {}", certificate.number, certificate.trade, certificate.issued_on);
        pairs.add("证书", "Certificate", text);
    }
    pairs.print(&mut session.out);
    Ok(())
}
