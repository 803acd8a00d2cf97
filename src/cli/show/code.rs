//! The checkpoint code of the journal as it stands, and its QR.

use serde::Serialize;

use crate::cli::json;
use crate::cli::pairs::Pairs;
use crate::cli::problem::Problem;
use crate::cli::session::Session;
use crate::credential::checkpoint_code::CheckpointCode;
use crate::exchange::qr::{QUIET, Qr};
use crate::ops::checkpoint::note_now;
use crate::refusal;
use crate::store::Read;

#[derive(Serialize)]
struct Whole {
    code: String,
    size: u64,
    /// In hex.
    root: String,
    origin: String,
    /// What the QR holds: the signed note, or the bare checkpoint.
    note: String,
}

pub fn show(session: &mut Session, read: &Read, qr: bool, json: bool) -> Result<(), Problem> {
    let checkpoint = read.checkpoint_now()?.ok_or_else(|| {
        refusal!(
            "no_checkpoint",
            "文件还没有鉴定站信息，或日志树坏了。请运行 touchstone check。",
            "The file has no station yet, or the journal's tree is damaged. Run touchstone check."
        )
    })?;
    let note = note_now(read, &checkpoint)?.unwrap_or_else(|| checkpoint.body());
    let code = CheckpointCode::of(&checkpoint).to_string();
    let whole =
        Whole { code, size: checkpoint.size, root: checkpoint.root.to_string(), origin: checkpoint.origin, note };
    if json {
        json::object(&mut session.out, &whole);
        return Ok(());
    }
    let mut pairs = Pairs::new(session.lang);
    pairs.add("存证码", "Checkpoint code", &whole.code);
    pairs.add("条数", "Size", whole.size.to_string());
    pairs.add("根", "Root", &whole.root);
    pairs.add("日志名称", "Journal", &whole.origin);
    pairs.print(&mut session.out);
    if let Some(code) = Qr::of(&whole.note).filter(|_| qr) {
        session.out.line("");
        code.rows(QUIET).iter().for_each(|row| session.out.line(row));
    }
    Ok(())
}
