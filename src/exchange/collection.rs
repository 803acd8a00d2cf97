//! 证书签领表: who fetches a batch's certificates, grouped by the unit that sent them, so that one person can sign for a unit.

use std::collections::BTreeMap;

use super::lists::{About, Person, header};
use super::profile;
use super::table::Table;
use crate::domain::id::BatchId;
use crate::domain::language::{Lang, Say};
use crate::store::{Failure, Read};

/// The certificates that hold, by unit and number; revoked and annulled ones are not handed out.
pub fn collection(read: &Read, batch: BatchId) -> Result<Table, Failure> {
    let about = About::of(read, batch)?;
    let mut units: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
    for certificate in read.certificates_in(batch)?.into_iter().filter(|row| row.status.holds()) {
        let Some(row) = read.entry(certificate.entry)? else { continue };
        let details = read.entry_detail(row.id)?.and_then(|detail| detail.details).unwrap_or_default();
        let unit = [details.applying_unit, details.employer].into_iter().find(|unit| !unit.trim().is_empty());
        let serial = read.print_copy_now(&certificate.number)?.and_then(|copy| copy.serial);
        let note = crate::ops::printing::note(certificate.status, Lang::Zh);
        units.entry(unit.unwrap_or_else(|| "个人".to_owned())).or_default().push(vec![
            certificate.holder.clone(),
            Person::of(read, &row)?.masked,
            certificate.trade.title(),
            certificate.level.say(Lang::Zh),
            certificate.number.clone(),
            serial.map_or(String::new(), |serial| serial.to_string()),
            String::new(),
            String::new(),
            String::new(),
            note,
        ]);
    }
    let (mut rows, mut total) = (Vec::new(), 0);
    for (unit, certificates) in units {
        let n = certificates.len();
        total += n;
        rows.push(vec![String::new(), format!("{unit}（{n} 本）")]);
        for (serial, mut cells) in (1..).zip(certificates) {
            let serial: u32 = serial;
            cells.insert(0, serial.to_string());
            rows.push(cells);
        }
        rows.push(Vec::new());
    }
    rows.push(vec![String::new(), format!("合计 {total} 本")]);
    rows.push(["", "发放人", "领取单位经办人", "日期"].iter().map(|sign| sign_of(sign)).collect());
    Ok(Table {
        sheet: "证书签领表".to_owned(),
        titles: about.titles("证书签领表"),
        header: header(profile::COLLECTION.columns),
        rows,
    })
}

fn sign_of(sign: &str) -> String {
    if sign.is_empty() { String::new() } else { format!("{sign}：") }
}
