//! 试金石 · Touchstone: arguments in, exit status out, and the screens where no verb is given.

use std::process::ExitCode;

use anyhow::Context as _;
use touchstone::cli::{self, Start, ThemeName};
use touchstone::domain::language::{Lang, Say};
use touchstone::exchange::worker;
use touchstone::store::Failure;
use touchstone::tui::context::Context;
use touchstone::tui::preferences;
use touchstone::tui::run::run;
use touchstone::tui::screens::{Place, open};
use touchstone::tui::theme::{Palette, Theme};

fn main() -> ExitCode {
    let args: Vec<_> = std::env::args_os().collect();
    if args.get(1).is_some_and(|first| first == worker::ARGUMENT) {
        return ExitCode::from(worker::serve());
    }
    cli::tell_faults();
    if let Ok(program) = std::env::current_exe() {
        worker::use_program(program);
    }
    ExitCode::from(cli::run(&args, screens))
}

fn screens(start: Start) -> anyhow::Result<()> {
    let palette = start.theme.map(|name| match name {
        ThemeName::Dark => Palette::Dark,
        ThemeName::Light => Palette::Light,
        ThemeName::Mono => Palette::Mono,
    });
    let palette = palette.or_else(|| preferences::colours(&start.office));
    let ascii = start.ascii || preferences::ascii(&start.office).unwrap_or(false);
    let theme = Theme::choose(palette, ascii, |name| std::env::var(name).ok());
    let mut context = Context::new(start.office, start.lang, theme);
    let place = if context.office.is_seated() { Place::Home } else { Place::People };
    let first = open(place, &mut context);
    let context = run(context, first).context("terminal")?;
    let told = |failure: Failure| anyhow::anyhow!(failure.say(Lang::En));
    context.office.settle().map_err(told)
}
