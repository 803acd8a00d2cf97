//! What colours mean. Screens name a meaning; only this file knows a colour.
//!
//! One accent, muted greys, and three states. Nothing is said by colour alone: with `NO_COLOR` every meaning that must be
//! seen is still bold, reversed or underlined, and the words say the rest.

use ratatui::style::{Color, Modifier, Style};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Palette {
    #[default]
    Dark,
    Light,
    /// No colour at all: <https://no-color.org>.
    Mono,
}

/// The styles of one palette, by meaning.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    pub palette: Palette,
    /// Only ASCII in lines and bars, for terminals that draw `│` and `…` two columns wide.
    pub ascii: bool,
    /// Under everything: both colours at once, so that words can be read whatever background the terminal has.
    pub ground: Style,
    pub text: Style,
    pub title: Style,
    pub accent: Style,
    pub muted: Style,
    pub good: Style,
    pub bad: Style,
    pub warn: Style,
    /// The row the next key acts on.
    pub selected: Style,
    /// The same row while the focus is elsewhere.
    pub selected_unfocused: Style,
    pub key: Style,
    pub field: Style,
    pub field_focused: Style,
    /// The top line.
    pub top: Style,
    /// The help line.
    pub bar: Style,
    pub line: Style,
}

impl Theme {
    pub fn new(palette: Palette, ascii: bool) -> Theme {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        let reversed = plain.add_modifier(Modifier::REVERSED);
        let underlined = plain.add_modifier(Modifier::UNDERLINED);
        let on = |dark: u8, light: u8| match palette {
            Palette::Dark => Color::Indexed(dark),
            Palette::Light => Color::Indexed(light),
            Palette::Mono => Color::Reset,
        };
        let mono = palette == Palette::Mono;
        let fg = |dark, light| if mono { plain } else { plain.fg(on(dark, light)) };
        let bg = |dark, light, otherwise| if mono { otherwise } else { plain.bg(on(dark, light)) };
        Theme {
            palette,
            ascii,
            ground: if mono { plain } else { plain.fg(on(252, 235)).bg(on(233, 231)) },
            text: plain,
            title: bold,
            accent: fg(80, 25).patch(bold),
            muted: fg(246, 242),
            good: fg(114, 28),
            bad: fg(210, 124).patch(bold),
            warn: fg(179, 130),
            selected: bg(238, 252, reversed),
            selected_unfocused: bg(235, 254, underlined),
            key: fg(80, 25).patch(if mono { bold } else { plain }),
            field: bg(236, 254, underlined),
            field_focused: bg(239, 251, reversed),
            top: bg(235, 254, underlined),
            bar: bg(235, 254, plain),
            line: fg(242, 248),
        }
    }

    /// The palette a person asked for, else none where `NO_COLOR` is set, else what the terminal says of its background.
    pub fn choose(asked: Option<Palette>, ascii: bool, environment: impl Fn(&str) -> Option<String>) -> Theme {
        let no_colour = environment("NO_COLOR").is_some_and(|value| !value.is_empty());
        let light = environment("COLORFGBG")
            .and_then(|value| value.rsplit(';').next().and_then(|bg| bg.parse::<u8>().ok()))
            .is_some_and(|bg| bg == 7 || bg == 15);
        let guessed = match (no_colour, light) {
            (true, _) => Palette::Mono,
            (false, true) => Palette::Light,
            (false, false) => Palette::Dark,
        };
        Theme::new(asked.unwrap_or(guessed), ascii)
    }

    /// Dark, light, none, and round again.
    pub fn next(self) -> Theme {
        let palette = match self.palette {
            Palette::Dark => Palette::Light,
            Palette::Light => Palette::Mono,
            Palette::Mono => Palette::Dark,
        };
        Theme::new(palette, self.ascii)
    }

    /// The same on the employment side: another accent, and a top line that nobody takes for the other one.
    pub fn in_wing(self) -> Theme {
        let (dark, plain) = (self.palette == Palette::Dark, Style::new());
        match self.palette {
            Palette::Mono => Theme { top: plain.add_modifier(Modifier::REVERSED), ..self },
            _ => {
                let accent = plain.fg(Color::Indexed(if dark { 215 } else { 94 }));
                let top = plain.bg(Color::Indexed(if dark { 94 } else { 223 }));
                Theme { accent: accent.add_modifier(Modifier::BOLD), key: accent, top, ..self }
            }
        }
    }

    pub fn with_ascii(self, ascii: bool) -> Theme {
        Theme { ascii, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_beats_no_color_and_that_beats_the_background() {
        let none = |_: &str| None;
        let both = |name: &str| Some(if name == "NO_COLOR" { "1" } else { "0;15" }.to_owned());
        let light = |name: &str| (name == "COLORFGBG").then(|| "0;15".to_owned());
        assert_eq!(Theme::choose(None, false, none).palette, Palette::Dark);
        assert_eq!(Theme::choose(None, false, light).palette, Palette::Light);
        assert_eq!(Theme::choose(None, false, both).palette, Palette::Mono);
        assert_eq!(Theme::choose(Some(Palette::Dark), false, both).palette, Palette::Dark);
    }

    #[test]
    fn the_other_side_of_the_wall_looks_different_in_every_palette() {
        for palette in [Palette::Dark, Palette::Light, Palette::Mono] {
            let theme = Theme::new(palette, false);
            assert_ne!(theme.in_wing().top, theme.top, "{palette:?}");
        }
    }

    #[test]
    fn a_coloured_palette_brings_its_own_background_and_text_colour() {
        for palette in [Palette::Dark, Palette::Light] {
            let ground = Theme::new(palette, false).ground;
            assert!(ground.fg.is_some() && ground.bg.is_some() && ground.fg != ground.bg);
        }
        assert_eq!(Theme::new(Palette::Mono, false).ground, Style::new());
    }

    #[test]
    fn without_colour_the_selected_row_the_field_and_the_faults_still_stand_out() {
        let theme = Theme::new(Palette::Mono, false);
        for style in [theme.selected, theme.field, theme.field_focused, theme.bad, theme.title, theme.key] {
            assert_eq!((style.fg, style.bg), (None, None));
            assert!(!style.add_modifier.is_empty());
        }
    }
}
