//! Lays a value out as TOML that a person likes to edit: blocks for what is long, one line each for what is short.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::domain::score::Score;

/// Lists whose entries are `[[blocks]]` of their own.
const BLOCKS: [&str; 5] = ["level", "condition", "subject", "question", "criterion"];
/// Lists with one entry a line, however short they are.
const LINES: [&str; 6] = ["veto", "function", "steps", "judge", "deduct", "band"];
/// Points are text in the data (`"2.5"`) and are written bare (`2.5`).
const POINTS: [&str; 9] = ["full", "pass", "mark", "off", "from", "to", "distance", "each", "minus"];
/// A list that is longer than this many columns is broken, one entry a line.
const WIDEST: usize = 100;

/// The text of `value`, ending with a line break.
pub(super) fn write(value: &impl Serialize) -> String {
    let value = serde_json::to_value(value).expect("a standard or paper has only text keys");
    let mut out = String::new();
    if let Value::Object(table) = &value {
        block(table, "", &mut out);
    }
    out
}

/// Writes a block: its own lines first, then the blocks below it with their full names.
fn block(table: &Map<String, Value>, path: &str, out: &mut String) {
    // A paper's `level` and `subject` are single words, a standard's are blocks.
    let (below, own): (Vec<_>, Vec<_>) =
        table.iter().partition(|(key, value)| value.is_array() && BLOCKS.contains(&key.as_str()));
    for (key, value) in own {
        out.push_str(&format!("{key} = {}\n", inline(key, value, "")));
    }
    for (key, value) in below {
        let name = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        for entry in value.as_array().into_iter().flatten().filter_map(Value::as_object) {
            out.push_str(&format!("\n[[{name}]]\n"));
            block(entry, &name, out);
        }
    }
}

fn inline(key: &str, value: &Value, indent: &str) -> String {
    match value {
        Value::Object(table) => {
            let entries: Vec<String> =
                table.iter().map(|(key, value)| format!("{key} = {}", inline(key, value, indent))).collect();
            format!("{{ {} }}", entries.join(", "))
        }
        Value::Array(entries) => list(key, entries, indent),
        Value::String(text) if POINTS.contains(&key) && is_plain_points(text) => text.clone(),
        Value::String(text) => toml::Value::from(text.as_str()).to_string(),
        other => other.to_string(),
    }
}

fn list(key: &str, entries: &[Value], indent: &str) -> String {
    let deeper = format!("{indent}  ");
    let entries: Vec<String> = entries.iter().map(|entry| inline("", entry, &deeper)).collect();
    let flat = format!("[{}]", entries.join(", "));
    let broken = LINES.contains(&key) || unicode_width::UnicodeWidthStr::width(flat.as_str()) > WIDEST;
    if entries.is_empty() || !broken {
        return flat;
    }
    let lines: String = entries.iter().map(|entry| format!("{deeper}{entry},\n")).collect();
    format!("[\n{lines}{indent}]")
}

/// Whether the text is the one way to write its number, so that nothing is lost by leaving the quotes out.
fn is_plain_points(text: &str) -> bool {
    text.parse::<Score>().is_ok_and(|score| score.to_string() == text)
}
