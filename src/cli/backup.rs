//! `backup`: a copy that is called done only once it was read again and proven.

use super::DONE;
use super::args::BackupArgs;
use super::problem::Problem;
use super::session::Session;
use crate::domain::identity::inert;
use crate::ops::keep::backup;
use crate::say;
use crate::store::backup::Existing;

pub fn run(session: &mut Session, args: &BackupArgs) -> Result<u8, Problem> {
    let office = session.open()?;
    let existing = if args.replace { Existing::Replace } else { Existing::Keep };
    let copy = backup(&office, &args.to, existing)?;
    let (to, bytes, digest) = (inert(&args.to.display().to_string()), copy.bytes, copy.sha256);
    session.out.line(&say!(
        session.lang,
        "已备份并验证：{to}（{bytes} 字节）\nSHA-256 {digest}",
        "Backed up and proven: {to} ({bytes} bytes)\nSHA-256 {digest}"
    ));
    Ok(DONE)
}
