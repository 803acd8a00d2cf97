//! What every verb is given: the language, the file that is meant, who acts, and where to print.

use std::path::PathBuf;

use super::args::Cli;
use super::out::Out;
use super::problem::Problem;
use super::{find, language, place};
use crate::domain::language::Lang;
use crate::ops::Office;
use crate::ops::office::LANGUAGE;

pub struct Session {
    pub lang: Lang,
    pub out: Out,
    pub file: Option<PathBuf>,
    asked: Option<Lang>,
    who: Option<String>,
}

fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

impl Session {
    pub fn new(cli: &Cli, out: Out) -> Session {
        let asked = cli.lang.map(Lang::from);
        let lang = language::choose(asked, None, environment);
        Session { lang, out, file: cli.file.clone(), asked, who: cli.who.clone() }
    }

    /// Opens the file that is meant, for one verb: who acts is not remembered for the next start.
    pub fn open(&mut self) -> Result<Office, Problem> {
        let mut office = self.open_as_kept()?;
        if let Some(name) = &self.who {
            let person = find::person(&office.read(), name)?;
            office.stand_in(person.id);
        }
        Ok(office)
    }

    /// Opens it for the screens: who is named sits down at the desk.
    pub fn open_to_stay(&mut self) -> Result<Office, Problem> {
        let mut office = self.open_as_kept()?;
        self.sit_down(&mut office)?;
        Ok(office)
    }

    pub fn sit_down(&self, office: &mut Office) -> Result<(), Problem> {
        if let Some(name) = &self.who {
            let person = find::person(&office.read(), name)?;
            office.sit_down(person.id)?;
        }
        Ok(())
    }

    fn open_as_kept(&mut self) -> Result<Office, Problem> {
        let path = match &self.file {
            Some(path) => path.clone(),
            None => place::existing()?,
        };
        let office = Office::open(&path)?;
        let kept = office.read().preference(LANGUAGE)?;
        self.lang = language::choose(self.asked, kept.as_deref(), environment);
        Ok(office)
    }

    /// One of two fixed words.
    pub fn pick<'a>(&self, zh: &'a str, en: &'a str) -> &'a str {
        self.lang.pick(zh, en)
    }
}
