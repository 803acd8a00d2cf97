//! Where the published test vectors lie. They are read in place and never copied into the project.

use std::path::PathBuf;

/// The vectors' folder `name`, or none (after saying so) where it is missing, as in a user's clone.
///
/// `TOUCHSTONE_VECTORS` names the parent folder; by default it is `../shared/vectors` beside the project.
pub fn folder(name: &str) -> Option<PathBuf> {
    let parent = std::env::var_os("TOUCHSTONE_VECTORS")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/vectors"), PathBuf::from);
    let folder = parent.join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    skipped(&format!("the published vectors are not at {}", folder.display()));
    None
}

/// Says loudly that a test could not look.
#[expect(clippy::print_stderr, reason = "a skipped test must be seen in the test's output")]
pub fn skipped(reason: &str) {
    eprintln!("SKIPPED: {reason}");
}
