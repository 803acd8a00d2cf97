use touchstone::domain::language::Lang;
use touchstone::tui::{
    context::Context,
    run::run,
    screens::home::Home,
    theme::{Palette, Theme},
};
fn main() {
    let mut args = std::env::args().skip(1);
    let path = std::path::PathBuf::from(args.next().unwrap());
    let lang = if args.next().as_deref() == Some("en") { Lang::En } else { Lang::Zh };
    let palette = match args.next().as_deref() {
        Some("light") => Palette::Light,
        Some("mono") => Palette::Mono,
        _ => Palette::Dark,
    };
    let mut office = if path.exists() {
        touchstone::ops::Office::open(&path).unwrap()
    } else {
        touchstone::demo::build(&path).unwrap()
    };
    if let Some(who) = args.next() {
        office.sit_down(touchstone::domain::id::PersonId(who.parse().unwrap())).unwrap();
    }
    run(Context::new(office, lang, Theme::new(palette, std::env::var("ASCII").is_ok())), Home::default()).unwrap();
}
