//! What every verb is given: the language, the file that is meant, who acts, and where to print.

use std::path::PathBuf;

use super::args::Cli;
use super::out::Out;
use super::problem::Problem;
use super::{find, language, passphrase, place};
use crate::domain::language::Lang;
use crate::ops::Office;
use crate::ops::account::{self, Seated};
use crate::ops::office::{Hand, LANGUAGE};
use crate::refusal;

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

    /// Opens the file that is meant; whoever `--as` names signs in.
    pub fn open(&mut self) -> Result<Office, Problem> {
        let mut office = self.open_as_kept()?;
        self.sign_in(&mut office)?;
        Ok(office)
    }

    /// Signs in whoever `--as` names, with the passphrase from the environment or typed at the terminal.
    pub fn sign_in(&self, office: &mut Office) -> Result<(), Problem> {
        let Some(name) = &self.who else { return Ok(()) };
        let person = find::person(&office.read(), name)?;
        let words = passphrase::of(&person.name, self.lang)?;
        if account::sign_in(office, person.id, &words)? == Seated::MustRenew {
            return Err(refusal!(
                "temporary_passphrase",
                "这是临时口令：请先在界面里登录一次，换成自己的口令。",
                "This is a temporary passphrase: sign in once at the screens and choose your own."
            )
            .into());
        }
        Ok(())
    }

    /// The second person of an act of two, proven by their own passphrase.
    pub fn second(&self, office: &mut Office, name: &str) -> Result<Hand, Problem> {
        let person = find::person(&office.read(), name)?;
        let words = passphrase::of_second(&person.name, self.lang)?;
        Ok(account::witness(office, person.id, &words)?)
    }

    fn open_as_kept(&mut self) -> Result<Office, Problem> {
        let path = match &self.file {
            Some(path) => path.clone(),
            None => place::existing()?,
        };
        let office = Office::open(&path)?;
        let kept = office.read().preference(LANGUAGE)?;
        self.lang = language::choose(self.asked, kept.as_deref(), environment);
        if let Some(told) = office.mended() {
            super::problem::tell(&told, self.lang);
        }
        Ok(office)
    }

    /// One of two fixed words.
    pub fn pick<'a>(&self, zh: &'a str, en: &'a str) -> &'a str {
        self.lang.pick(zh, en)
    }
}
