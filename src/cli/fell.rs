//! What a fault of the program itself says: one line for people, harmless to the terminal and with no ID number in it. No file is
//! written of it.

use std::io::Write;
use std::panic::PanicHookInfo;

use super::language::choose;
use crate::domain::identity::{inert, mask_numbers};
use crate::domain::language::Lang;
use crate::say;

/// From here on a fault of the program is told by `words` instead of in the raw.
pub fn tell_faults() {
    let lang = choose(None, None, |name| std::env::var(name).ok());
    std::panic::set_hook(Box::new(move |panic| {
        let _ = writeln!(std::io::stderr(), "{}", words(&said(panic), &place(panic), lang));
    }));
}

fn said(panic: &PanicHookInfo) -> String {
    panic.payload_as_str().unwrap_or_default().to_owned()
}

fn place(panic: &PanicHookInfo) -> String {
    panic.location().map_or_else(String::new, |at| format!("{}:{}", at.file(), at.line()))
}

/// The sentence: what the fault said may hold data from outside.
fn words(said: &str, place: &str, lang: Lang) -> String {
    let said = inert(&mask_numbers(said));
    let place = inert(place);
    say!(
        lang,
        "程序出错（{place}）：{said}。说过“已保存”的都在文件里；请重新打开，运行 touchstone check，并把这一行告诉开发者。",
        "The program failed ({place}): {said}. What it said was saved is in the file; open it again, run touchstone check, and tell the makers this line."
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_fault_says_is_inert_and_shows_no_whole_id_number() {
        let told = words("no row for 11010519491231002X \u{1b}[31m\u{202e}", "src/a.rs:1", Lang::En);
        assert!(told.contains("110105********002X") && told.contains("⟨U+001B⟩[31m⟨U+202E⟩"), "{told}");
        assert!(!told.contains("11010519491231002X") && !told.chars().any(char::is_control));
    }
}
