//! What the station may set, with what holds now.

use serde::Serialize;

use super::{Listed, Take, Wanted};
use crate::cli::problem::Problem;
use crate::domain::language::{Lang, Say};
use crate::ops::settings::{Setting, all};
use crate::store::Read;

#[derive(Serialize)]
pub struct SettingLine {
    pub setting: &'static str,
    pub value: String,
    pub default: &'static str,
    #[serde(skip)]
    about: &'static Setting,
}

impl Listed for SettingLine {
    const HEADING: &[(&str, &str)] =
        &[("设置", "Setting"), ("含义", "Meaning"), ("当前值", "Value"), ("默认", "Default")];

    fn cells(&self, lang: Lang) -> Vec<String> {
        let told = |value: &str| self.about.tell(value, lang);
        vec![self.setting.to_owned(), self.about.say(lang), told(&self.value), told(self.default)]
    }
}

pub fn pages(read: &Read, wanted: &Wanted, take: Take<SettingLine>) -> Result<(), Problem> {
    let mut lines = Vec::new();
    for about in all().filter(|setting| wanted.fits(&[setting.name, setting.zh, setting.en])) {
        lines.push(SettingLine { setting: about.name, value: about.value(read)?, default: about.default, about });
    }
    take(lines);
    Ok(())
}
