//! The certificates that stand, counted by year, trade, level, sex and age: the figures of a yearly report.

use super::{Listed, Take, Wanted};
use crate::cli::problem::Problem;
use crate::domain::language::{Lang, Say};
use crate::store::Read;
use crate::store::read::tally::{Tally, band, sex};

impl Listed for Tally {
    const HEADING: &[(&str, &str)] = &[
        ("年度", "Year"),
        ("职业编码", "Code"),
        ("职业", "Trade"),
        ("等级", "Level"),
        ("性别", "Sex"),
        ("发证时年龄", "Age at issue"),
        ("证书", "Certificates"),
    ];

    fn cells(&self, lang: Lang) -> Vec<String> {
        vec![
            self.year.to_string(),
            self.trade_code.clone(),
            self.trade_name.clone(),
            self.level.say(lang),
            sex(self.sex, lang),
            band(self.age, lang),
            self.certificates.to_string(),
        ]
    }
}

pub fn pages(read: &Read, wanted: &Wanted, take: Take<Tally>) -> Result<(), Problem> {
    let mut lines = read.certificate_tally()?;
    lines.retain(|line| wanted.fits(&[&line.year.to_string(), &line.trade_code, &line.trade_name]));
    take(lines);
    Ok(())
}
