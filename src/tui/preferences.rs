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

/// The colours chosen last; none where nobody chose.
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

/// Switches one of them to what comes next, and remembers it. A file that cannot be written is told of by the work itself.
pub fn switch(intent: Intent, context: &mut Context) {
    let (name, value) = match intent {
        Intent::SwitchLanguage => {
            context.lang = if context.lang == Lang::Zh { Lang::En } else { Lang::Zh };
            (LANGUAGE, context.lang.pick("zh", "en"))
        }
        Intent::SwitchColours => {
            context.theme = context.theme.next();
            let chosen = PALETTES.into_iter().find(|(palette, _)| *palette == context.theme.palette);
            (COLOURS, chosen.map_or("dark", |(_, word)| word))
        }
        Intent::SwitchBorders => {
            context.theme = context.theme.with_ascii(!context.theme.ascii);
            (BORDERS, if context.theme.ascii { "ascii" } else { "lines" })
        }
        _ => return,
    };
    context.remember(name, value);
}
