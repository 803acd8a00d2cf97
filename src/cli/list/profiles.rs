//! The profiles by which lists leave the office: what each says, and how it names documents.

use serde::Serialize;

use super::{Listed, Take, Wanted};
use crate::cli::problem::Problem;
use crate::domain::language::Lang;
use crate::exchange::profile::{Numbers, PROFILES, Profile};
use crate::store::Read;

#[derive(Debug, Serialize)]
pub struct ProfileLine {
    pub profile: &'static str,
    pub numbers: Numbers,
    pub columns: &'static [&'static str],
    #[serde(skip)]
    of: Profile,
}

impl Listed for ProfileLine {
    const HEADING: &[(&str, &str)] =
        &[("方案", "Profile"), ("名单", "List"), ("证件号码", "Document numbers"), ("各列", "Columns")];

    fn cells(&self, lang: Lang) -> Vec<String> {
        let numbers = match self.numbers {
            Numbers::None => lang.pick("没有", "none"),
            Numbers::Masked => lang.pick("打码", "masked"),
            Numbers::MaskedOrWhole => lang.pick("打码，写明用途可完整", "masked, whole for a purpose"),
            Numbers::Whole => lang.pick("完整", "whole"),
        };
        let name = lang.pick(self.of.zh, self.of.en);
        vec![self.profile.to_owned(), name.to_owned(), numbers.to_owned(), self.columns.join("、")]
    }
}

pub fn pages(_: &Read, wanted: &Wanted, take: Take<ProfileLine>) -> Result<(), Problem> {
    let fits = |profile: &&Profile| wanted.fits(&[profile.word, profile.zh, profile.en]);
    let line = |profile: &Profile| ProfileLine {
        profile: profile.word,
        numbers: profile.numbers,
        columns: profile.columns,
        of: *profile,
    };
    take(PROFILES.iter().filter(fits).map(line).collect());
    Ok(())
}
