//! The supervisor's stick: it keeps the last checkpoint it has seen, and asks at the next visit for the proof that the journal only grew.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::Office;
use super::against::{Anchor, Verdict, compare};
use super::checkpoint::{keep, note_now, station_keys};
use crate::both;
use crate::credential::checkpoint::Checkpoint;
use crate::credential::note::Note;
use crate::credential::tree::{consistency, verify_consistency};
use crate::domain::anchor::Reason;
use crate::domain::identity::inert;
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::refusal;
use crate::store::fault::FileError;
use crate::store::{Failure, write_new, write_over};

/// A saved checkpoint is some hundred bytes; nothing longer is read.
const LONGEST: u64 = 16 * 1024;

/// What a visit came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Witnessed {
    /// The file on the stick.
    pub file: PathBuf,
    /// How many acts the stick had seen before; none at the first visit.
    pub before: Option<u64>,
    /// How many it has seen now.
    pub size: u64,
    /// The hashes of the consistency proof.
    pub proof: usize,
    /// Whether the station's key signed what is kept now.
    pub signed: bool,
}

impl Say for Witnessed {
    fn say(&self, lang: Lang) -> String {
        let (file, size, proof) = (inert(&self.file.display().to_string()), self.size, self.proof);
        let told = match self.before {
            None => both!(
                "第一次存证：{size} 条，写到“{file}”。下次带来核对。",
                "First visit: {size} acts, kept in “{file}”. Bring it again to compare."
            ),
            Some(before) => both!(
                "核对相符：上次的 {before} 条原样都在，现在 {size} 条（一致性证明 {proof} 个哈希）。已更新“{file}”。",
                "The journal only grew: the {before} acts of the last visit are all there as they were, {size} now \
                 (consistency proof of {proof} hashes). “{file}” is brought up to date."
            ),
        };
        told.say(lang)
    }
}

/// Compares the checkpoint at `to` (a file, or a folder that holds one under this journal's name) with the journal, and only
/// where it holds keeps the newest in its place.
///
/// # Errors
/// `witness_shorter`, `witness_rewritten`, `witness_other_file`, `witness_tree`, `witness_unreadable`; `witness_signature` where the
/// stick's note is not signed by this station; `witness_unsigned` where it is, and nobody signed in to sign the next. The stick's
/// file is left as it was.
pub fn witness(office: &Office, to: &Path) -> Result<Witnessed, Failure> {
    let name = office.read().journal_name()?;
    let name = name.ok_or_else(|| refusal!("not_founded", "文件还没有鉴定站信息。", "The file has no station yet."))?;
    let file = if to.is_dir() { to.join(format!("{}.checkpoint", name.replace('/', "-"))) } else { to.to_owned() };
    let before = match read_saved(&file) {
        Ok(saved) => Some(saved?),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => return Err(FileError::from(error).of(&file).into()),
    };
    before.as_ref().map(|before| still_holds(office, &name, before)).transpose()?;
    let (now, note) = seen(office)?;
    if note.is_none() && before.as_ref().is_some_and(|before| before.note.is_some()) {
        return Err(unsigned().into());
    }
    let proof = before.as_ref().map(|before| proven(office, &before.checkpoint, &now)).transpose()?;
    let text = note.clone().unwrap_or_else(|| now.body());
    match before {
        None => write_new(&file, text.as_bytes())?,
        Some(_) => write_over(&file, text.as_bytes())?,
    }
    Ok(Witnessed {
        file,
        before: before.map(|before| before.checkpoint.size),
        size: now.size,
        proof: proof.unwrap_or(0),
        signed: note.is_some(),
    })
}

/// The journal as it stands, with its signed note: kept now, or, with nobody signed in, where this very state was kept before.
fn seen(office: &Office) -> Result<(Checkpoint, Option<String>), Failure> {
    if let Some(kept) = keep(office, Reason::Witness)? {
        let note = kept.text();
        return Ok((kept.checkpoint, Some(note)));
    }
    let read = office.read();
    let now = read.checkpoint_now()?.ok_or_else(tree_differs)?;
    let note = note_now(&read, &now)?;
    Ok((now, note))
}

/// What a stick keeps: a checkpoint, and its note where it is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    pub checkpoint: Checkpoint,
    note: Option<Note>,
}

/// The checkpoint that a file keeps: a signed note, or its three lines.
pub fn read_saved(file: &Path) -> std::io::Result<Result<Saved, Failure>> {
    use std::io::Read as _;
    let mut bytes = Vec::new();
    std::fs::File::open(file)?.take(LONGEST + 1).read_to_end(&mut bytes)?;
    Ok(Checkpoint::read(&bytes).map(|(checkpoint, note)| Saved { checkpoint, note }).map_err(|bad| {
        let name = inert(&file.display().to_string());
        refusal!(
            "witness_unreadable",
            "“{name}”不是存证文件，或已损坏（{bad}）；没有改动它。",
            "“{name}” is no checkpoint, or it is damaged ({bad}); it was left as it was."
        )
        .into()
    }))
}

/// The file still begins with what the stick saw; a signed note speaks only where it is this station's.
fn still_holds(office: &Office, name: &str, before: &Saved) -> Result<(), Failure> {
    let read = office.read();
    let ours = before.checkpoint.origin == name;
    if let Some(note) = before.note.as_ref().filter(|_| ours)
        && !station_keys(&read)?.iter().any(|key| note.verify(name, key).is_ok())
    {
        return Err(not_ours().into());
    }
    let anchors = [Anchor::Saved(before.checkpoint.clone())];
    let compared = compare(&read, &anchors)?.remove(0);
    let code = match compared.verdict {
        Verdict::Same => return Ok(()),
        Verdict::Shorter => "witness_shorter",
        Verdict::OtherFile { .. } => "witness_other_file",
        Verdict::Rewritten { .. } => "witness_rewritten",
    };
    Err(mismatch(code, Both { zh: compared.say(Lang::Zh), en: compared.say(Lang::En) }).into())
}

/// Makes the consistency proof from the rows themselves and verifies it as a stranger would; its length.
fn proven(office: &Office, before: &Checkpoint, now: &Checkpoint) -> Result<usize, Failure> {
    let leaves = office.read().leaves_again()?;
    // Another window may have appended since: the proof is to what was kept.
    let leaves = usize::try_from(now.size).ok().and_then(|size| leaves.get(..size)).unwrap_or_default();
    let path = consistency(&mut &*leaves, before.size, now.size).unwrap_or_default();
    if verify_consistency(before.size, now.size, &before.root, &now.root, &path).is_ok() {
        return Ok(path.len());
    }
    // The rows hold, yet they do not lead to the tree that the file keeps.
    Err(tree_differs().into())
}

fn tree_differs() -> Refusal {
    mismatch("witness_tree", both!("日志与它的树不符。", "The journal and its tree differ."))
}

fn not_ours() -> Refusal {
    mismatch(
        "witness_signature",
        both!(
            "U 盘上存证的签名不是本站密钥的：U 盘上的文件被改过，或者站里的文件连密钥一起换过。",
            "The checkpoint on the stick is not signed by this station's key: the stick's file was changed, or the station's file and its keys were."
        ),
    )
}

fn unsigned() -> Refusal {
    refusal!(
        "witness_unsigned",
        "U 盘上的存证有本站签名，这次没有人登录，签不了名；没有改动它。",
        "The checkpoint on the stick is signed and nobody is signed in to sign the next; it was left as it was."
    )
    .next(both!("用 --as 姓名登录后再来一次。", "Sign in with --as NAME and do it again."))
}

fn mismatch(code: &'static str, because: Both) -> Refusal {
    Refusal::new(code, because).next(both!(
        "U 盘上的存证没有改动，请保留；再运行 touchstone check。",
        "The checkpoint on the stick was left as it was: keep it, and run touchstone check."
    ))
}
