//! What this copy of the file remembers of its screens: language, colours, borders. Not history, and never in the journal.

use super::context::Context;
use super::intent::Intent;
use super::theme::Palette;
use crate::domain::language::Lang;
use crate::ops::Office;
use crate::ops::office::LANGUAGE;

const COLOURS: &str = "colours";
const BORDERS: &str = "borders";

const PALETTES: [(Palette, &str); 3] = [(Palette::Dark, "dark"), (Palette::Light, "light"), (Palette::Mono, "mono")];

/// The language chosen last; none where nobody chose.
pub fn language(office: &Office) -> Option<Lang> {
    match recall(office, LANGUAGE)?.as_str() {
        "zh" => Some(Lang::Zh),
        "en" => Some(Lang::En),
        _ => None,
    }
}

pub fn colours(office: &Office) -> Option<Palette> {
    let word = recall(office, COLOURS)?;
    PALETTES.into_iter().find(|(_, name)| *name == word).map(|(palette, _)| palette)
}

/// Whether lines and bars are drawn in ASCII.
pub fn ascii(office: &Office) -> Option<bool> {
    recall(office, BORDERS).map(|word| word == "ascii")
}

fn recall(office: &Office, name: &str) -> Option<String> {
    office.read().preference(name).ok().flatten()
}

/// Remembers how the screens are just now. A file that cannot be written is told of by the work itself.
fn keep(context: &mut Context) {
    let colours = PALETTES.into_iter().find(|(palette, _)| *palette == context.theme.palette).map_or("dark", |it| it.1);
    let borders = if context.theme.ascii { "ascii" } else { "lines" };
    for (name, value) in [(LANGUAGE, context.lang.pick("zh", "en")), (COLOURS, colours), (BORDERS, borders)] {
        let _ = context.office.prefer(name, value);
    }
}

/// Switches one of them to what comes next, and remembers it.
pub fn switch(intent: Intent, context: &mut Context) {
    match intent {
        Intent::SwitchLanguage => context.lang = if context.lang == Lang::Zh { Lang::En } else { Lang::Zh },
        Intent::SwitchColours => context.theme = context.theme.next(),
        Intent::SwitchBorders => context.theme = context.theme.with_ascii(!context.theme.ascii),
        _ => return,
    }
    keep(context);
}
