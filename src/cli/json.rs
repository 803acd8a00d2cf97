//! The shapes that `--json` prints. They are stable: a key may be added, none changes its meaning or goes.
//!
//! * A list is an array of objects, one a line. Keys are the glossary's words in snake_case. A value that is not there is
//!   `null`. Levels are their codes, 5 (lowest) to 1 (highest); dates are ISO 8601; batches stand as their codes, entries,
//!   candidates and journal rows as their numbers. Document numbers are masked.
//! * Sentences are objects `{"zh": …, "en": …}`, whatever the language of the run.
//! * Errors are no JSON: they stand on standard error as sentences, with the exit status.
//!
//! | command | each object |
//! |---|---|
//! | `list batches` | `code, name, kind, state, filing_no, registration_from, registration_until, exam_on, place, entries, accepted, passed, certificates` |
//! | `list entries` | `entry, ticket, name, candidate, batch, trade, level, decision, room, seat, verdict, certificate` |
//! | `list candidates` | `candidate, name, sex, birth, document_kind, document` |
//! | `list certificates` | `number, holder, trade, trade_code, branch, classification, level, issued_on, status, way, entry, candidate` |
//! | `list standards` | `standard, trade, trade_code, branch, classification, edition, levels, state, digest` |
//! | `list papers` | `paper, title, version, trade, edition, level, subject, digest` |
//! | `list people` | `person, name, roles, senior` |
//! | `list examiners` | `person, name, kind, trades, card, card_from, card_until, card_state, employer, employers_before, appointed_from, appointed_until, approved` |
//! | `list ties` | `tie, person, name, kind, with, candidate, note, withdrawn` |
//! | `list journal` | `seq, at, act, person, name, role, reason` |
//! | `list checkpoints` | `number, size, at, reason, code, root, cosigned[]` |
//! | `list scopes` | `scope, classification, trade_code, trade, level, valid_from, valid_until, document` |
//! | `list settings` | `setting, value, default` |
//! | `list calendar` | `day, kind, name` |
//! | `list disputes` | `receipt, kind, batch, entry, subject, ground, office, text, raised_on, reply_by, result, decision, decided_on` |
//! | `list profiles` | `profile, numbers, columns` |
//! | `list tally` | `year, classification, trade_code, trade, level, sex, age, certificates` |
//! | `list deadlines` | `on, standing, node, mandatory, batch, state, receipt` |
//! | `outcome` | `entry, ticket, name, trade, level, verdict, lines: [{depth, tone, text}], outcome` |
//! | `import roster` | `row, name, taken, faults: [{row, column, value, wrong, right}], notes, eligibility` |
//! | `import photos` | `verdict, name, files, told` |
//! | `employment rows REGISTER` | `id`, and the register's columns by their names: what is pointed at by name, money in fen, a choice by its word |
//! | `employment rows due`, `equal-pay`, `flows`, `idle` | the list's English headings |
//! | `issue` | `number` |
//! | `standing set` | `entry, verdict, text` |
//! | `veto record` | `entry, verdict, text` |
//! | `veto withdraw` | `entry, verdict, text` |
//! | `floor note` | `entry, verdict, text` |
//! | `agreement send-back` | `entry, verdict, text` |
//! | `agreement further` | `entry, verdict, text` |
//!
//! `show …` prints one object: the keys of its list, and more. `check` prints one:
//! `{"holds", "depth", "acts", "root", "outcomes", "signatures", "stopped", "findings": [{code, text}],
//! "against": [{given, size, acts, verdict, text}]}`; a verdict is `same`, `shorter`, `rewritten` (with `after`, the acts that another
//! anchor proves) or `other_file` (with `origin`).
//! `day end` and `day show` print `{"station", "on", "from", "size", "root", "code", "acts": [[kind, count]], "people": [[name, count]],
//! "jumps": [[from, to]]}`; `show code` prints `{"code", "size", "root", "origin", "note"}`; `show trust` an array of
//! `who, prevented, found, not_stopped`; `witness` prints `{"file", "before", "size", "proof", "signed"}`.
//! `show panel BATCH` prints `{"batch", "panels": [{trade, level, subject, members, reason, check, draw, sessions}]}`, where
//! `check` is `{"duty", "candidates", "named", "needed", "problems": [{code, weight, person, text}], "proposals"}` and `draw`,
//! where there was one, `{"seed", "draws", "pool": [{person, name, text, sha256, drawn, passed_over}], "repeats"}`.
//! `employment due` prints `{"day", "lines": [{policy, why}], "month", "year", "once", "agreed"}`, money in fen; `employment year` the counts
//! of the report, with `coverage` and `as_of`.
//! `outcome` in `outcome` is the stored derivation: its scores are integer hundredths and its exact values `"n/d"` of them.

use serde::Serialize;

use super::out::Out;
use crate::domain::identity::inert;

/// An array that is printed as it comes.
#[derive(Default)]
pub struct Array {
    begun: bool,
}

impl Array {
    pub fn push(&mut self, out: &mut Out, object: &impl Serialize) {
        out.bytes(if self.begun { b",\n" } else { b"[\n" });
        self.begun = true;
        out.bytes(text(object).as_bytes());
    }

    pub fn end(self, out: &mut Out) {
        out.bytes(if self.begun { b"\n]\n" } else { b"[]\n" });
    }
}

/// Prints one object.
pub fn object(out: &mut Out, object: &impl Serialize) {
    out.bytes(text(object).as_bytes());
    out.bytes(b"\n");
}

/// JSON on one line. What would act on a terminal is written as an escape, so the value is exact and the bytes are harmless.
fn text(object: &impl Serialize) -> String {
    let plain = serde_json::to_string(object).expect("our own shapes have keys that are text");
    let mut text = String::with_capacity(plain.len());
    let mut buffer = [0; 4];
    for c in plain.chars() {
        let shown: &str = c.encode_utf8(&mut buffer);
        if c.is_ascii_graphic() || c == ' ' || inert(shown) == shown {
            text.push(c);
        } else {
            let mut units = [0; 2];
            text.extend(c.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_on_a_terminal_is_escaped_and_reads_back_as_it_was() {
        let name = "张\u{202e}三\u{9b}2J\u{1b}\u{e0041}𬱖 \"e\u{301}\"\u{7f}";
        let text = text(&serde_json::json!({ "name": name }));
        assert!(text.chars().all(|c| !c.is_control() && c != '\u{202e}' && c != '\u{e0041}'), "{text}");
        assert!(text.contains("𬱖"));
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap()["name"], name);
    }
}
