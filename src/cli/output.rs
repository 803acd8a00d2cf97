//! The text of a standard or a paper, as it was written: to standard output, or to a file that is not there yet.

use std::path::Path;

use super::problem::Problem;
use super::session::Session;
use crate::domain::identity::inert;
use crate::ops::keep::save_text;
use crate::say;

pub fn text(session: &mut Session, text: &str, to: Option<&Path>) -> Result<(), Problem> {
    let Some(path) = to else {
        session.out.bytes(text.as_bytes());
        return Ok(());
    };
    save_text(path, text)?;
    written(session, path);
    Ok(())
}

/// Tells where something was written.
pub fn written(session: &mut Session, path: &Path) {
    let path = inert(&path.display().to_string());
    session.out.line(&say!(session.lang, "已导出到“{path}”。", "Written to “{path}”."));
}
