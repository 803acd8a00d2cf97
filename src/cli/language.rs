//! Which language is spoken: the one asked for, else the locale's, else the one this copy keeps, else Chinese.

use std::ffi::OsString;

use crate::domain::language::Lang;

/// `kept` counts only where the locale says nothing: unset, `C` or `POSIX`.
pub fn choose(asked: Option<Lang>, kept: Option<&str>, environment: impl Fn(&str) -> Option<String>) -> Lang {
    asked.or_else(|| locale(environment)).or_else(|| kept.and_then(word)).unwrap_or_default()
}

/// The locale's language, by the first of the variables that is set.
fn locale(environment: impl Fn(&str) -> Option<String>) -> Option<Lang> {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(environment).find(|value| !value.is_empty())?;
    let name = set.split(['.', '@']).next().unwrap_or_default();
    match name {
        "C" | "POSIX" => None,
        _ if name.to_ascii_lowercase().starts_with("zh") => Some(Lang::Zh),
        _ => Some(Lang::En),
    }
}

fn word(word: &str) -> Option<Lang> {
    match word {
        "zh" => Some(Lang::Zh),
        "en" => Some(Lang::En),
        _ => None,
    }
}

/// The `--lang` of arguments that could not be parsed, so that their fault is told in that language.
pub fn among(args: &[OsString]) -> Option<Lang> {
    let texts: Vec<&str> = args.iter().filter_map(|arg| arg.to_str()).collect();
    let joined = texts.iter().find_map(|text| text.strip_prefix("--lang="));
    let apart = texts.windows(2).find(|pair| pair[0] == "--lang").map(|pair| pair[1]);
    joined.or(apart).and_then(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_beats_the_locale_and_that_beats_what_is_kept() {
        let rows = [
            (None, "", "", "", None, Lang::Zh),
            (None, "", "", "zh_CN.UTF-8", Some("en"), Lang::Zh),
            (None, "", "", "en_GB.UTF-8", None, Lang::En),
            (None, "", "zh_HK", "en_GB.UTF-8", None, Lang::Zh),
            (None, "C.UTF-8", "", "en_GB.UTF-8", None, Lang::Zh),
            (None, "POSIX", "", "", Some("en"), Lang::En),
            (Some(Lang::Zh), "en_US", "", "", Some("en"), Lang::Zh),
        ];
        for (asked, all, messages, lang, kept, want) in rows {
            let environment = |name: &str| {
                let value = [("LC_ALL", all), ("LC_MESSAGES", messages), ("LANG", lang)];
                value.into_iter().find(|(known, _)| *known == name).map(|(_, value)| value.to_owned())
            };
            assert_eq!(choose(asked, kept, environment), want, "{all} {messages} {lang}");
        }
    }

    #[test]
    fn the_language_of_wrong_arguments_is_found_in_them() {
        let args = |text: &str| text.split(' ').map(OsString::from).collect::<Vec<_>>();
        assert_eq!(among(&args("touchstone --lang en lst")), Some(Lang::En));
        assert_eq!(among(&args("touchstone lst --lang=zh")), Some(Lang::Zh));
        assert_eq!(among(&args("touchstone lst --lang")), None);
    }
}
