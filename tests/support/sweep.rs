//! One walk over every screen and the lists of the command line, for whatever has to hold of all of them.
#![allow(dead_code, reason = "each test file uses its own part of the support")]

use touchstone::tui::journey::Journey;

/// From place to place, the first rows opened, their verbs asked for and left.
const PLACES: &[&str] = &[
    "<F3>", "<Enter>", "P", "<Esc>", "D", "<Esc>", "i", "<Esc>", "<Tab>", "<Enter>", "<Enter>", "<Esc>", "<Esc>",
    "<Esc>", "<F4>", "<Enter>", "<Enter>", "<Esc>", "<Esc>", "j", "<Enter>", "<Enter>", "<Esc>", "<Esc>", "<F6>",
    "<Enter>", "<Esc>", "j", "<Enter>", "<Esc>", "<F7>", "<Enter>", "<Esc>", "<F11>", "<Esc>", "<F12>", "<Esc>",
    "<F9>", "<Enter>", "<Esc>", "j", "<Enter>", "<Esc>", "j", "<Enter>", "<Esc>", "j", "<Enter>", "<Enter>", "<Esc>",
    "<Esc>", "j", "<Enter>", "<Enter>", "<Esc>", "<Esc>", "j", "<Enter>", "<Esc>", "j", "<Enter>", "<Esc>",
];

/// Every list of the command line; that of uploads is asked for a batch.
pub const LISTS: [&str; 22] = [
    "batches",
    "entries",
    "candidates",
    "certificates",
    "standards",
    "papers",
    "people",
    "examiners",
    "ties",
    "journal",
    "checkpoints",
    "attendance",
    "scopes",
    "settings",
    "calendar",
    "disputes",
    "deadlines",
    "stock",
    "stock-moves",
    "stock-counts",
    "history",
    "uploads",
];

/// Every place, so many candidates and so many acts of the journal one after another; `look` is shown each screen and told where it is.
pub fn walk(journey: &mut Journey, candidates: usize, acts: usize, look: &mut dyn FnMut(&str, &Journey)) {
    let crumbs = |journey: &Journey, keys: &str| format!("{} after {keys}", journey.crumbs());
    for keys in PLACES {
        journey.keys(keys).settle();
        look(&crumbs(journey, keys), journey);
    }
    for (place, rows) in [("<F4>", candidates), ("<F8>", acts)] {
        journey.keys("<Esc><Esc><Esc>").keys(place).settle();
        for _ in 0..rows {
            journey.keys("<Enter>").settle();
            look(&crumbs(journey, "<Enter>"), journey);
            journey.keys("<Esc>j").settle();
            look(&crumbs(journey, "j"), journey);
        }
    }
}
