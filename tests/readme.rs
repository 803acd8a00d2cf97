//! The README says what is true: its commands, its picture's place and its key list.

use clap::Parser;
use touchstone::cli::Cli;
use touchstone::credential::promises;
use touchstone::domain::language::Lang;
use touchstone::tui::keymap;

/// Where the part between two marks stands.
fn part(text: &str, name: &str) -> std::ops::Range<usize> {
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let from = text.find(&open).unwrap_or_else(|| panic!("no {open}")) + open.len();
    from..text[from..].find(&close).unwrap_or_else(|| panic!("no {close}")) + from
}

fn between<'a>(text: &'a str, name: &str) -> &'a str {
    &text[part(text, name)]
}

/// With `TOUCHSTONE_WRITE_README=1` the part is written instead of compared.
fn is_generated(name: &str, markdown: fn(Lang) -> String) {
    for (file, lang) in [("README.md", Lang::Zh), ("README.en.md", Lang::En)] {
        let path = format!("{}/{file}", env!("CARGO_MANIFEST_DIR"));
        let mut text = std::fs::read_to_string(&path).unwrap();
        let wanted = markdown(lang);
        if std::env::var_os("TOUCHSTONE_WRITE_README").is_some() {
            text.replace_range(part(&text, name), &wanted);
            std::fs::write(&path, text).unwrap();
        } else {
            assert_eq!(between(&text, name), wanted, "{file}: run with TOUCHSTONE_WRITE_README=1");
        }
    }
}

/// One test for both parts, because both write the same files.
#[test]
fn the_key_lists_and_the_honest_page_are_those_of_the_program() {
    is_generated("keys", keymap::markdown);
    is_generated("trust", promises::markdown);
}

#[test]
fn the_two_commands_are_there_in_both_languages() {
    for file in ["README.md", "README.en.md"] {
        let text = std::fs::read_to_string(format!("{}/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        for command in ["cargo run --release -- demo", "cargo test"] {
            assert!(text.contains(command), "{file} does not say {command}");
        }
    }
}

#[test]
fn the_english_readme_has_no_han_but_names_and_terms() {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.en.md")).unwrap();
    let keys = between(&text, "keys");
    assert!(!keys.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "the key list is English");
}

/// Every line of the shell in both READMEs that names the program: what stands before its comment.
fn commands(text: &str) -> Vec<Vec<String>> {
    let shell = text.split("```sh\n").skip(1).filter_map(|block| block.split("```").next());
    let lines = shell.flat_map(str::lines).map(|line| line.split(" #").next().unwrap_or(line).trim());
    let words = lines.map(|line| line.replace("cargo run --release --", "touchstone"));
    words
        .filter(|line| line.starts_with("touchstone "))
        .map(|line| line.split(' ').map(str::to_owned).collect())
        .collect()
}

#[test]
fn every_command_is_one_that_the_program_takes() {
    for file in ["README.md", "README.en.md"] {
        let text = std::fs::read_to_string(format!("{}/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let commands = commands(&text);
        assert!(commands.len() > 6, "{file}: {commands:?}");
        for command in commands {
            if let Err(error) = Cli::try_parse_from(&command) {
                assert_eq!(error.exit_code(), 0, "{file}: {command:?}: {error}");
            }
        }
    }
}
