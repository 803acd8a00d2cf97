//! `init`: founds a station in a new file. Every fault of what is given is told at once, and then nothing is made.

use std::path::Path;

use clap::Args;

use super::problem::Problem;
use super::session::Session;
use super::{DONE, passphrase, place};
use crate::both;
use crate::domain::evaluation::certificate_number::SiteCode;
use crate::domain::id::PersonId;
use crate::domain::identity::{CreditCode, PersonName, Province, inert};
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::domain::stamp::Role;
use crate::ops::{Office, station};
use crate::say;
use crate::store::act::{PersonRecorded, StationFounded};

#[derive(Debug, Args)]
pub struct InitArgs {
    /// 鉴定站名称 · the station's name
    #[arg(long, value_name = "TEXT")]
    pub name: String,
    /// 统一社会信用代码，18 位 · unified social credit code
    #[arg(long, value_name = "CODE")]
    pub credit_code: String,
    /// 行政区划代码，6 位 · region, six digits
    #[arg(long, value_name = "CODE")]
    pub region: String,
    /// 证书编号的前 13 位 · the first 13 characters of its certificate numbers
    #[arg(long, value_name = "CODE")]
    pub site_code: String,
    /// 地址 · address
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub address: String,
    /// 电话 · telephone
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub phone: String,
    /// 第一位工作人员的姓名 · the first person who works here
    #[arg(long, value_name = "NAME")]
    pub person: String,
}

pub fn run(session: &mut Session, args: InitArgs) -> Result<u8, Problem> {
    let (about, person) = checked(&args)?;
    let name = inert(&person.name);
    let path = match &session.file {
        Some(path) => path.clone(),
        None => {
            let path = place::own()?;
            make_folder(&path)?;
            path
        }
    };
    let words = passphrase::new(session.lang)?;
    crate::domain::passphrase::check(&words, &person.name).map_err(|wrong| Refusal::new("passphrase", wrong))?;
    let mut office = Office::create(&path)?;
    station::found(&mut office, about, person, &words)?;
    office.settle()?;
    let path = inert(&path.display().to_string());
    session.out.line(&say!(
        session.lang,
        "已建立“{path}”。{name} 是管理员，兼任考务员。\n下一步：运行 touchstone 登录，在“设置”里登记人员；或 touchstone --as {name} import standards 导入标准。",
        "Made “{path}”. {name} is its administrator, and registrar too.\nNext: touchstone to sign in and record the people under Settings; or touchstone --as {name} import standards."
    ));
    Ok(DONE)
}

/// The folder of the user's own file; made where it is not there yet.
pub fn make_folder(path: &Path) -> Result<(), Problem> {
    let Some(folder) = path.parent() else { return Ok(()) };
    std::fs::create_dir_all(folder).map_err(|error| Problem::io(error, folder))
}

fn checked(args: &InitArgs) -> Result<(StationFounded, PersonRecorded), Problem> {
    let mut faults: Vec<Both> = Vec::new();
    let mut wrong = |flag: &str, words: &dyn Say| {
        let (zh, en) = (words.say(Lang::Zh), words.say(Lang::En));
        faults.push(both!("{flag}：{zh}", "{flag}: {en}"));
    };
    if args.name.trim().is_empty() {
        wrong("--name", &both!("名称不能为空。", "The name must not be empty."));
    }
    let credit_code = CreditCode::parse(&args.credit_code).map_err(|fault| wrong("--credit-code", &fault)).ok();
    let site_code = SiteCode::parse(&args.site_code).map_err(|fault| wrong("--site-code", &fault)).ok();
    let person = PersonName::parse(&args.person).map_err(|fault| wrong("--person", &fault)).ok();
    let region = args.region.trim();
    let is_region = region.len() == 6
        && region.bytes().all(|digit| digit.is_ascii_digit())
        && Province::of(region.get(..2).unwrap_or_default()).is_some();
    if !is_region {
        let shown = inert(region);
        wrong(
            "--region",
            &both!(
                "“{shown}”不是 6 位行政区划代码，应如 430124。",
                "“{shown}” is no region; it has six digits, like 430124."
            ),
        );
    }
    let (Some(credit_code), Some(site_code), Some(person), true) = (credit_code, site_code, person, faults.is_empty())
    else {
        let list = |pick: fn(&Both) -> &str| faults.iter().map(pick).collect::<Vec<_>>().join("\n");
        let because = Both { zh: list(|fault| &fault.zh), en: list(|fault| &fault.en) };
        return Err(Refusal::new("station", because).into());
    };
    let about = StationFounded {
        address: args.address.trim().to_owned(),
        credit_code: credit_code.as_str().to_owned(),
        name: args.name.trim().to_owned(),
        phone: args.phone.trim().to_owned(),
        region: region.to_owned(),
        site_code: site_code.as_str().to_owned(),
    };
    let roles = vec![Role::Registrar, Role::Administrator];
    let person = PersonRecorded { id: PersonId(1), name: person.as_str().to_owned(), roles };
    Ok((about, person))
}
