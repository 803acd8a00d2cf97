//! Looking things up in the key table.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::intent::Intent;
use super::key::{Code, Key};
use super::keytable::{Row, Scope, Section, table};
use super::typing::{Route, Typing};
use crate::domain::language::Lang;

static INDEX: LazyLock<HashMap<(Scope, Key), &'static Row>> = LazyLock::new(|| {
    let rows = table().flat_map(|section| section.rows.iter().map(move |row| (section.scope, row)));
    rows.flat_map(|(scope, row)| row.keys().into_iter().map(move |key| ((scope, key), row))).collect()
});

impl Row {
    /// All its keys.
    pub fn keys(&self) -> Vec<Key> {
        self.keys.split_whitespace().map(|key| Key::parse(key).expect("the table's keys are tested")).collect()
    }

    pub const fn word(&self, lang: Lang) -> &'static str {
        lang.pick(self.zh, self.en)
    }

    /// The key to show: the first one that works while `typing`.
    pub fn key(&self, typing: Typing) -> Option<Key> {
        self.keys().into_iter().find(|key| typing.route(*key) == Route::Command(*key))
    }
}

impl Section {
    pub const fn title(&self, lang: Lang) -> &'static str {
        lang.pick(self.zh, self.en)
    }
}

pub fn section(scope: Scope) -> &'static Section {
    table().find(|section| section.scope == scope).expect("every scope has its section: tested")
}

/// The sections a key is looked for in: the text field's where one has the focus, the screen's own, its kind's, everywhere.
pub fn sections(scope: Scope, typing: Typing) -> Vec<&'static Section> {
    let own = section(scope);
    let text = typing.in_field().then_some(Scope::Text);
    let mut scopes: Vec<Scope> = text.into_iter().chain([scope]).chain(own.kind).chain([Scope::Global]).collect();
    scopes.dedup();
    scopes.into_iter().map(section).collect()
}

/// What a key means here.
pub fn find(scope: Scope, typing: Typing, key: Key) -> Option<&'static Row> {
    sections(scope, typing).into_iter().find_map(|section| INDEX.get(&(section.scope, key)).copied())
}

/// The help bar's entries, the most wanted first, with the key to show.
pub fn bar(scope: Scope, typing: Typing) -> Vec<(&'static Row, Key)> {
    let mut entries: Vec<(u8, &'static Row, Key)> =
        reachable(scope, typing).into_iter().filter_map(|(row, key)| Some((row.rank?, row, key?))).collect();
    entries.sort_by_key(|(rank, ..)| *rank);
    entries.into_iter().map(|(_, row, key)| (row, key)).collect()
}

/// Every command that the palette offers here, with its key where it has one.
pub fn commands(scope: Scope, typing: Typing) -> Vec<(&'static Row, Option<Key>)> {
    reachable(scope, typing).into_iter().filter(|(row, _)| row.intent.is_command()).collect()
}

/// Other words for a command, whichever row of the table has them.
pub fn also(intent: Intent) -> &'static str {
    let rows = table().flat_map(|section| section.rows);
    rows.filter(|row| row.intent == intent).map(|row| row.also).find(|words| !words.is_empty()).unwrap_or_default()
}

/// Each intent once: the nearest row says it, and rows whose only keys are text just now have none.
fn reachable(scope: Scope, typing: Typing) -> Vec<(&'static Row, Option<Key>)> {
    let mut seen: Vec<Intent> = Vec::new();
    let mut rows = Vec::new();
    for row in sections(scope, typing).into_iter().flat_map(|section| section.rows) {
        let key =
            row.key(typing).filter(|key| find(scope, typing, *key).is_some_and(|found| found.intent == row.intent));
        if !seen.contains(&row.intent) && (key.is_some() || row.keys.is_empty()) {
            seen.push(row.intent);
            rows.push((row, key));
        }
    }
    rows
}

/// The key list of the README.
pub fn markdown(lang: Lang) -> String {
    let mut out = String::new();
    for section in table() {
        let (keys, does) = (lang.pick("键", "Keys"), lang.pick("作用", "What it does"));
        out.push_str(&format!("### {}\n\n| {keys} | {does} |\n|---|---|\n", section.title(lang)));
        for row in section.rows {
            let labels: Vec<String> = row.keys().into_iter().map(|key| format!("`{}`", key.label())).collect();
            let keys =
                if labels.is_empty() { lang.pick("（命令表）", "(palette)").to_owned() } else { labels.join(" ") };
            out.push_str(&format!("| {keys} | {} |\n", row.word(lang)));
        }
        out.push('\n');
    }
    out
}

/// The label of a key as it stands in the bar and in lists of keys.
pub fn labels(row: &Row) -> String {
    row.keys().into_iter().map(Key::label).collect::<Vec<_>>().join("  ")
}

/// Whether a key can only have come from an open Chinese input method.
pub const fn is_han(key: Key) -> bool {
    matches!(key.code, Code::Char('\u{2E80}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn every_key_of_the_table_is_in_the_notation_and_plain() {
        for row in table().flat_map(|section| section.rows) {
            for text in row.keys.split_whitespace() {
                let key = Key::parse(text).unwrap_or_else(|fault| panic!("{fault}"));
                assert_eq!(key.to_string(), text);
                assert_eq!(key.plain(), key, "{text} would never arrive");
            }
        }
    }

    #[test]
    fn no_key_stands_twice_in_a_scope_and_no_scope_twice_in_the_table() {
        for (place, section) in table().enumerate() {
            assert!(table().take(place).all(|other| other.scope != section.scope), "{:?}", section.scope);
            let keys: Vec<Key> = section.rows.iter().flat_map(|row| row.keys()).collect();
            for (at, key) in keys.iter().enumerate() {
                assert!(!keys[..at].contains(key), "{key} twice in {:?}", section.scope);
            }
        }
    }

    #[test]
    fn a_screen_never_gives_a_key_of_its_kind_or_of_everywhere_another_meaning() {
        for section in table().filter(|section| !matches!(section.scope, Scope::Text | Scope::Global)) {
            let below = sections(section.scope, Typing::Commands).into_iter().skip(1);
            for other in below.flat_map(|section| section.rows) {
                for key in other.keys() {
                    if let Some(row) = section.rows.iter().find(|row| row.keys().contains(&key)) {
                        assert_eq!(row.intent, other.intent, "{key} in {:?}", section.scope);
                    }
                }
            }
        }
    }

    #[test]
    fn every_row_and_heading_has_both_languages_and_english_holds_no_han() {
        let words = table().flat_map(|s| s.rows.iter().map(|r| (r.zh, r.en)).chain([(s.zh, s.en)]));
        for (zh, en) in words {
            assert!(!zh.is_empty() && !en.is_empty() && en.is_ascii(), "{zh} {en}");
            assert_ne!(zh, en);
            assert_eq!(zh.width(), zh.width_cjk(), "ambiguous width: {zh}");
        }
    }

    #[test]
    fn every_scope_has_rows_and_a_way_to_help_back_and_the_palette_even_while_typing() {
        for section in table() {
            assert!(!section.rows.is_empty(), "{:?}", section.scope);
            for typing in [Typing::Commands, Typing::Text, Typing::Number, Typing::Marks(Default::default())] {
                let here = bar(section.scope, typing);
                for intent in [Intent::Help, Intent::Back, Intent::Palette, Intent::SwitchLanguage, Intent::Quit] {
                    assert!(
                        here.iter().any(|(row, _)| row.intent == intent),
                        "{intent:?} in {:?} {typing:?}",
                        section.scope
                    );
                }
            }
        }
    }

    #[test]
    fn nothing_depends_on_ctrl_space_or_shift_alone() {
        for row in table().flat_map(|section| section.rows) {
            let keys = row.keys();
            assert!(keys.iter().all(|key| key.to_string() != "<C-Space>"), "{:?}", row.intent);
            assert!(keys.is_empty() || keys.iter().any(|key| key.code != Code::BackTab), "{:?}", row.intent);
        }
    }

    #[test]
    fn no_character_is_a_command_while_a_text_field_has_the_focus() {
        for section in table() {
            for (_, key) in bar(section.scope, Typing::Text) {
                assert_eq!(key.typed(), None, "{key} in {:?}", section.scope);
            }
        }
    }

    #[test]
    fn the_key_list_names_every_row() {
        let list = markdown(Lang::Zh);
        assert!(list.contains("| `?` `F1` | 帮助 |"));
        assert!(list.contains("| （命令表） | 换配色 |"));
        assert!(markdown(Lang::En).contains("### Everywhere"));
    }
}
