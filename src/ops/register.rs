//! The register 证书登记簿: the journal's certificate acts, each with its proof of inclusion under a signed checkpoint. No second log.
//!
//! A page is printable once a checkpoint covers its leaf, and its proof is that of the first such checkpoint for ever. It is not stored
//! but derived: it follows from the leaves and the checkpoints alone, both append-only and both verified by `check`, so a stored
//! copy could only be a second truth.

use super::Office;
use super::checkpoint::keep;
use crate::both;
use crate::credential::integrity;
use crate::credential::note::Note;
use crate::credential::registration::Registration;
use crate::credential::salted::Salt;
use crate::credential::tree::Levels;
use crate::credential::{badge, checkpoint::Checkpoint};
use crate::domain::anchor::Reason;
use crate::domain::identity::inert;
use crate::domain::refusal::Refusal;
use crate::ops::credential::claim;
use crate::refusal;
use crate::store::checkpoint::CheckpointRow;
use crate::store::{Failure, Read};

/// The register, opened for proofs: the leaves are read once.
pub struct Register {
    levels: Levels,
    origin: String,
}

impl Register {
    pub fn open(read: &Read) -> Result<Register, Failure> {
        let now = read.checkpoint_now()?.ok_or_else(not_founded)?;
        Ok(Register { levels: Levels::over(read.leaves(now.size)?), origin: now.origin })
    }

    /// The proof of a certificate under the first checkpoint that covers it, with the station's own signatures: the one that is printed.
    ///
    /// # Errors
    /// `no_certificate`, `erased` (its claim names the holder), `not_covered` while no checkpoint covers it.
    pub fn proof(&self, read: &Read, number: &str) -> Result<Registration, Failure> {
        self.proof_under(read, number, |seq| read.checkpoint_over(seq))
    }

    /// The same for a file of its own: under a checkpoint that another office cosigned, where one covers it, with all that was filed below it.
    pub fn proof_cosigned(&self, read: &Read, number: &str) -> Result<Registration, Failure> {
        let mut filed = Vec::new();
        let mut proof = self.proof_under(read, number, |seq| {
            let Some(row) = read.cosigned_over(seq)? else { return read.checkpoint_over(seq) };
            filed = read.cosignatures(row.number)?;
            Ok(Some(row))
        })?;
        if let Some(note) = &mut proof.note {
            filed.iter().for_each(|one| note.add_cosignature(&one.office, &one.key, &one.made));
        }
        Ok(proof)
    }

    fn proof_under(
        &self,
        read: &Read,
        number: &str,
        checkpoint: impl FnOnce(i64) -> rusqlite::Result<Option<CheckpointRow>>,
    ) -> Result<Registration, Failure> {
        let shown = inert(number);
        let row = read.certificate(number)?.ok_or_else(|| {
            refusal!("no_certificate", "没有编号为 {shown} 的证书。", "There is no certificate {shown}.")
        })?;
        let (issued, holder) = read.certificate_act(number)?.ok_or_else(|| damaged(&shown))?;
        let holder = holder.ok_or_else(|| erased(&shown))?;
        let kept = checkpoint(row.credential_seq)?.ok_or_else(|| not_covered(&shown))?;
        let act = read.journal_row(row.credential_seq)?.ok_or_else(|| damaged(&shown))?;
        let signed = integrity::read(holder.credential.as_bytes()).map_err(|_| damaged(&shown))?;
        let said = badge::said(&signed.document).map_err(|_| damaged(&shown))?;
        let note = Note::parse(&kept.note).map_err(|_| damaged(&shown))?;
        let seal = note.timed().find(|(name, _)| *name == self.origin).map(|(_, seal)| seal);
        let salt = |bytes: &[u8]| bytes.try_into().map(Salt).map_err(|_| damaged(&shown));
        let credential = badge::Credential::of(holder.credential.clone()).digest;
        let index = row.credential_seq.unsigned_abs() - 1;
        let registration = Registration {
            claim: claim(&issued, &holder.name, said.document, credential),
            salt: salt(&holder.salt)?,
            photo_salt: holder.photo.as_ref().map(|photo| salt(&photo.salt)).transpose()?,
            row: act.row(),
            index,
            origin: self.origin.clone(),
            size: kept.size,
            path: self.levels.path(index, kept.size).ok_or_else(|| damaged(&shown))?,
            seal: seal.ok_or_else(|| damaged(&shown))?,
            note: Some(note),
        };
        // What was derived must lead to the checkpoint that was signed: else the file is not what it was.
        let signed = Checkpoint { origin: self.origin.clone(), size: kept.size, root: kept.root };
        if registration.checkpoint().ok() == Some(signed) { Ok(registration) } else { Err(damaged(&shown).into()) }
    }
}

/// The proof of one certificate.
pub fn proof_of(read: &Read, number: &str) -> Result<Registration, Failure> {
    Register::open(read)?.proof(read, number)
}

/// The same where it is about to leave the office: a checkpoint is kept first where none covers it yet.
pub fn proof_to_show(office: &Office, number: &str) -> Result<Registration, Failure> {
    let read = office.read();
    if let Some(row) = read.certificate(number)?
        && read.checkpoint_over(row.credential_seq)?.is_none()
    {
        keep(office, Reason::Export)?;
    }
    let read = office.read();
    Register::open(&read)?.proof_cosigned(&read, number)
}

fn not_founded() -> Refusal {
    refusal!("not_founded", "文件还没有鉴定站信息。", "The file has no station yet.")
}

fn erased(number: &str) -> Refusal {
    refusal!(
        "erased",
        "证书 {number} 的个人信息已清除，不能再出证明。",
        "The personal part of certificate {number} was erased; nothing can be proven of its holder any more."
    )
}

fn not_covered(number: &str) -> Refusal {
    refusal!(
        "not_covered",
        "证书 {number} 还没有存证覆盖，不能打印。",
        "No checkpoint covers certificate {number} yet; it cannot be printed."
    )
    .next(both!(
        "登录后做日终、备份或导出都会留下存证。",
        "Sign in and end the day, back up or export: each keeps one."
    ))
}

fn damaged(number: &str) -> Refusal {
    refusal!(
        "register_damaged",
        "证书 {number} 的登记与日志的树不符。请运行 touchstone check。",
        "Certificate {number} is not where the journal's tree has it. Run touchstone check."
    )
}
