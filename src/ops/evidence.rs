//! Training hours and competition places from the other side of the wall: a registrar takes in a signed file as evidence for entries.
//! No table of employment is asked; the file says all there is.

use super::Office;
use super::entry::may_revise;
use crate::both;
use crate::credential::evidence::{Bad, Opened, digest, open};
use crate::credential::signing::fingerprint;
use crate::domain::evaluation::eligibility::{Claims, EvidenceKind};
use crate::domain::evidence::{Line, What};
use crate::domain::id::{BatchId, Digest, EntryId};
use crate::domain::identity::inert;
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::refusal;
use crate::store::act::{Act, ClaimsRevised, EvidenceFound, EvidenceTaken, Kind, Sealed};
use crate::store::hold::Walk;
use crate::store::read::batch::Batch;
use crate::store::read::entry::{EntryFilter, EntryRow};
use crate::store::{Decided, Failure, Read};

/// A file whose signature holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrived {
    pub name: String,
    pub sha256: String,
    pub opened: Opened,
}

impl Arrived {
    /// The key as people compare it.
    pub fn fingerprint(&self) -> String {
        fingerprint(&self.opened.key)
    }

    /// What is told of the key: its fingerprint where it is known here. An unknown one is not shown: whoever compares it is to hear it from
    /// the employment manager, not to copy it from this screen.
    pub fn key_said(&self, known: bool) -> Both {
        let mark = self.fingerprint();
        match known {
            true => both!("密钥指纹 {mark}，以前收过", "key {mark}, known here"),
            false => both!(
                "这把密钥第一次来，指纹要向聘任管理员问",
                "a key never seen here: ask the employment manager for its fingerprint"
            ),
        }
    }
}

/// Reads a file; nothing of it is believed before its signature holds.
///
/// # Errors
/// `evidence_form`, `evidence_signature`.
pub fn read_evidence(name: &str, bytes: &[u8]) -> Result<Arrived, Refusal> {
    let shown = inert(name);
    let opened = open(bytes).map_err(|bad| match bad {
        Bad::Form => refusal!(
            "evidence_form",
            "“{shown}”不是聘任一侧出具的凭证文件，或不是这个版本的。",
            "“{shown}” is no evidence file of the employment side, or of another version."
        ),
        Bad::Signature => refusal!(
            "evidence_signature",
            "“{shown}”的签名不对：内容在签名之后改过。",
            "The signature of “{shown}” does not hold: it was changed after it was signed."
        )
        .next(both!("请聘任管理员重新出具。", "Ask the employment manager for a new one.")),
    })?;
    Ok(Arrived { name: name.to_owned(), sha256: digest(bytes), opened })
}

/// A line held against the entries of a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fit {
    pub line: Line,
    /// Whose entry it is for, or why for nobody's.
    pub entry: Result<EntryId, Both>,
}

/// Which entry each line is for; `going` hears how many lines of how many are behind, and what it fails with ends the look.
pub fn look(
    read: &Read,
    batch: BatchId,
    arrived: &Arrived,
    going: &mut dyn FnMut(usize, usize) -> Result<(), Failure>,
) -> Result<Vec<Fit>, Failure> {
    let about = batch_of(read, batch)?;
    let rows = read.batch_entries(batch, EntryFilter::default())?;
    let refs = |row: &EntryRow| read.vault().map(|vault| vault.holder_reference(row.candidate.0));
    let refs: Vec<Option<String>> = rows.iter().map(refs).collect();
    let mut fits = Vec::with_capacity(arrived.opened.evidence.lines.len());
    for (behind, line) in arrived.opened.evidence.lines.iter().enumerate() {
        going(behind, arrived.opened.evidence.lines.len())?;
        let entry = fit(read, &about, &rows, &refs, line, arrived.opened.evidence.what)?;
        fits.push(Fit { line: line.clone(), entry });
    }
    Ok(fits)
}

fn fit(
    read: &Read,
    batch: &Batch,
    rows: &[EntryRow],
    refs: &[Option<String>],
    line: &Line,
    what: What,
) -> Result<Result<EntryId, Both>, Failure> {
    let name = inert(&line.name);
    let mut of_trade = Vec::new();
    for (row, holder) in rows.iter().zip(refs) {
        let same = match &line.holder_ref {
            Some(known) => holder.as_ref() == Some(known),
            None => row.name == line.name,
        };
        if !same {
            continue;
        }
        let standard = read.standard(row.item.standard)?;
        if standard.is_some_and(|kept| kept.standard.trade.name == line.trade_name) {
            of_trade.push(row);
        }
    }
    let row = match of_trade[..] {
        [row] => row,
        [] => {
            let trade = inert(&line.trade_name);
            return Ok(Err(both!("本批次没有 {name} 的{trade}报名", "no entry of {name} for {trade} in this batch")));
        }
        _ => return Ok(Err(both!("本批次不止一个 {name}，分不清", "more than one {name} in this batch"))),
    };
    if let Err(refusal) = may_revise(batch, row.decision) {
        return Ok(Err(refusal.because));
    }
    if what == What::Placings && !names(read, row, line.proof.as_deref().unwrap_or_default())? {
        let proof = inert(line.proof.as_deref().unwrap_or_default());
        return Ok(Err(both!(
            "标准没有以“{proof}”为申报条件",
            "the standard has no condition that asks for “{proof}”"
        )));
    }
    Ok(Ok(row.id))
}

/// Whether a condition of the entry's level asks for a document of these words.
fn names(read: &Read, row: &EntryRow, proof: &str) -> Result<bool, Failure> {
    let Some(kept) = read.standard(row.item.standard)? else { return Ok(false) };
    let Some(rules) = kept.standard.level(row.item.level) else { return Ok(false) };
    Ok(rules.conditions.iter().any(|condition| condition.prerequisite_doc.as_deref() == Some(proof)))
}

fn batch_of(read: &Read, batch: BatchId) -> Result<Batch, Failure> {
    Ok(read.batch(batch)?.ok_or_else(|| refusal!("no_batch", "没有这个批次。", "There is no such batch."))?)
}

/// Takes the lines that fit as evidence; how many. A key that was never seen here is taken only by whoever compared its
/// fingerprint with the employment manager's.
///
/// # Errors
/// `key_unknown`, `evidence_twice`, `no_row`.
pub fn take_evidence(
    office: &mut Office,
    batch: BatchId,
    arrived: &Arrived,
    compared: Option<&str>,
) -> Result<u32, Failure> {
    let hold = office.hold().clone();
    office.act(Kind::EvidenceTaken, None, |read, _| {
        let mark = arrived.fingerprint();
        let vouched = compared.is_some_and(|typed| typed.trim().eq_ignore_ascii_case(&mark));
        if !vouched && !read.evidence_key_known(&arrived.opened.key)? {
            let issuer = inert(&arrived.opened.evidence.issuer);
            return Err(refusal!(
                "key_unknown",
                "没有收过“{issuer}”用这把密钥签的凭证；请向聘任管理员核对指纹后填入。",
                "No file under this key of “{issuer}” was taken in before; compare its fingerprint with the employment manager and type it."
            )
            .into());
        }
        if let Some(name) = read.evidence_taken(&arrived.sha256)? {
            let name = inert(&name);
            return Err(refusal!(
                "evidence_twice",
                "内容相同的凭证已收下（{name}）。",
                "The same evidence was taken in already ({name})."
            )
            .into());
        }
        // The lines are walked through to see whose they are, then the entries that they are for.
        let fits = look(read, batch, arrived, &mut |done, all| hold.deciding_on(Walk { nth: 0, of: 2 }, done, all))?;
        let found: Vec<EvidenceFound> = fits.iter().filter_map(found).collect();
        if found.is_empty() {
            return Err(super::entry::no_row().into());
        }
        let taken = u32::try_from(found.len()).unwrap_or(u32::MAX);
        let evidence = &arrived.opened.evidence;
        let mut acts = vec![Act::EvidenceTaken(EvidenceTaken {
            file_name: arrived.name.clone(),
            issuer: evidence.issuer.clone(),
            key: arrived.opened.key.to_vec(),
            lines: found.clone(),
            sha256: Digest(arrived.sha256.clone()),
            what: evidence.what,
        })];
        let mut entries: Vec<EntryId> = found.iter().map(|line| line.entry).collect();
        entries.sort_unstable();
        entries.dedup();
        for (behind, entry) in entries.iter().copied().enumerate() {
            let lines = fits.len();
            hold.deciding_on(Walk { nth: 1, of: 2 }, behind * lines / entries.len(), lines)?;
            let mut claims = read.entry_detail(entry)?.and_then(|detail| detail.claims).unwrap_or_default();
            let lines: Vec<&EvidenceFound> = found.iter().filter(|line| line.entry == entry).collect();
            show(read, entry, &lines, &mut claims)?;
            acts.push(Act::ClaimsRevised(ClaimsRevised { entry }, Sealed::Known(claims)));
        }
        Ok(Decided::new(acts, taken))
    })
}

fn found(fit: &Fit) -> Option<EvidenceFound> {
    let (entry, line) = (*fit.entry.as_ref().ok()?, &fit.line);
    let (subject, proof) = (line.subject.clone(), line.proof.clone());
    Some(EvidenceFound { entry, hours: line.hours, place: line.place, proof, subject })
}

/// What an entry declares once these lines are shown for it: hours are summed over courses, and never fall below what is declared.
fn show(read: &Read, entry: EntryId, lines: &[&EvidenceFound], claims: &mut Claims) -> Result<(), Failure> {
    let before = read.evidence_of(entry)?;
    let elsewhere = before.iter().filter(|row| lines.iter().all(|line| line.subject != row.subject));
    let hours: u32 = elsewhere.map(|row| u32::from(row.hours)).sum::<u32>()
        + lines.iter().map(|line| u32::from(line.hours)).sum::<u32>();
    if hours > 0 {
        let hours = u16::try_from(hours).unwrap_or(u16::MAX);
        claims.training_hours = Some(claims.training_hours.unwrap_or(0).max(hours));
        claims.evidence.insert(EvidenceKind::TrainingProof);
    }
    for proof in lines.iter().filter_map(|line| line.proof.as_ref()) {
        if !claims.prerequisites.contains(proof) {
            claims.prerequisites.push(proof.clone());
        }
    }
    Ok(())
}

impl Say for Fit {
    /// Whom and what it is about, and what becomes of it.
    fn say(&self, lang: Lang) -> String {
        let about = inert(&format!("{} {}", self.line.name, self.line.subject));
        match &self.entry {
            Ok(_) => about,
            Err(why) => format!("{about}{}{}", lang.pick("：", ": "), why.say(lang)),
        }
    }
}
