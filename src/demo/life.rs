//! What became of the sample year's certificates: blanks, prints, a spoiled sheet, the upload with one row returned, one
//! certificate reissued, one corrected, one revoked, and an old ledger.

use sha2::{Digest, Sha256};

use super::station::{PASSPHRASE, People};
use crate::credential::tree::Hash;
use crate::domain::evaluation::certificate::{Change, Ground};
use crate::domain::evaluation::printing::Layout;
use crate::domain::evaluation::stock::{BlankMove, PrintSerial, SerialRange};
use crate::domain::id::BatchId;
use crate::domain::identity::PersonName;
use crate::domain::language::{Lang, Say};
use crate::domain::refusal::Refusal;
use crate::exchange::source::Source;
use crate::exchange::{history, upload as files};
use crate::ops::life::{Correction, Ending, correct, end, reissue};
use crate::ops::stock::{Movement, record};
use crate::ops::{Office, account, printing, stock, upload};
use crate::store::Failure;

fn fixture(fault: &impl Say) -> Failure {
    super::station::fixture("life", &fault.say(Lang::En))
}

fn range(text: &str) -> Result<SerialRange, Failure> {
    SerialRange::parse(text).map_err(|fault| fixture(&fault))
}

/// The year's blanks come from the province.
pub fn receive(office: &mut Office) -> Result<(), Failure> {
    let document = "湘技证调〔2026〕118号".to_owned();
    let received = Movement { document, ..Movement::of(BlankMove::Received, range("HN26004001-HN26004300")?) };
    record(office, &received).map(drop)
}

/// Blanks for a batch into the certifier's hands, and every certificate of it on one.
pub fn print(office: &mut Office, batch: BatchId, first: &str) -> Result<(), Failure> {
    let sheets = stock::passers(&office.read(), batch)?;
    let (person, batch_of) = (Some(office.who()), Some(batch));
    let issue = Movement {
        person,
        batch: batch_of,
        ..Movement::of(BlankMove::Issued, range(&format!("{first}+{}", sheets + 1))?)
    };
    record(office, &issue)?;
    let first = PrintSerial::parse(first).map_err(|fault| fixture(&fault))?;
    printing::run(office, batch, Layout::Overlay, Some(&first))?;
    Ok(())
}

/// The printer jams on one sheet; its certificate goes on the one that was left over.
pub fn spoil(office: &mut Office, serial: &str) -> Result<(), Failure> {
    let serial = PrintSerial::parse(serial).map_err(|fault| fixture(&fault))?;
    printing::spoil(office, &serial, "卡纸，姓名处有折痕").map(drop)
}

/// A count of everything that is here.
pub fn count(office: &mut Office) -> Result<(), Failure> {
    let here = SerialRange::join(office.read().blanks_here()?);
    stock::count(office, &here, "").map(drop)
}

/// A batch's data goes to the office above and is receipted.
pub fn send(office: &mut Office, batch: BatchId, receipt: &str) -> Result<(), Failure> {
    let lines = upload::lines(&office.read(), batch)?;
    let bytes = files::xml(&office.read(), batch, &lines)?;
    let code = office.read().batch(batch)?.map_or(String::new(), |batch| batch.plan.code);
    let sha256 = Hash(Sha256::digest(&bytes).into()).to_string();
    upload::made(office, batch, &lines, &upload::Made { file_name: format!("{code}.xml"), sha256 })?;
    upload::receipt(office, batch, receipt).map(drop)
}

/// The office sends one row back.
pub fn send_back(office: &mut Office, batch: BatchId) -> Result<(), Failure> {
    let Some(row) = office.read().certificates_in(batch)?.into_iter().nth(2) else { return Ok(()) };
    let text = format!("证书编号,退回原因\n{},文化程度与学籍库不一致，请核对\n", row.number);
    files::preview(office, &Source::new(text.as_bytes(), "退回清单.csv"))?.take(office).map(drop)
}

/// One lost, one misspelt, one obtained by a forged certificate.
pub fn change(office: &mut Office, people: &People, batch: BatchId) -> Result<(), Failure> {
    let numbers: Vec<String> = office.read().certificates_in(batch)?.into_iter().map(|row| row.number).collect();
    let [lost, misspelt, forged, ..] = numbers.as_slice() else { return Ok(()) };
    reissue(office, lost, "遗失", "《青梧日报》第 4 版遗失声明")?;
    printing::print_one(office, lost, Layout::Whole, None)?;
    let second = account::witness(office, people.named("向明"), PASSPHRASE)?;
    let holder = office.read().certificate(misspelt)?.map_or(String::new(), |row| row.holder);
    let name = PersonName::parse(&format!("{holder}瑶")).map_err(|fault| fixture(&fault))?;
    let correction = Correction {
        name: Some(name),
        because: "报名时漏录一字，与身份证不符".to_owned(),
        proof: "身份证原件复核，复印件随卷".to_owned(),
        ..Correction::default()
    };
    correct(office, misspelt, &correction, &second)?;
    let ending = Ending {
        change: Change::Revoke,
        ground: Ground::Forged,
        document: "青技撤〔2026〕2号".to_owned(),
        because: "工作年限证明经原单位核实系伪造".to_owned(),
    };
    end(office, forged, &ending, &second)
}

/// An old ledger, in which two who register now are found.
pub fn ledger(office: &mut Office, batch: BatchId) -> Result<(), Failure> {
    let read = office.read();
    let mut text = String::from("证书编号,姓名,证件类型,证件号码,职业名称,等级,发证日期,发证机构,取得方式\n");
    let rows = read.batch_entries(batch, Default::default())?;
    for (at, number, way) in
        [(5, "1810012003400127", "考核"), (9, "RSN43010200120400033", "竞赛"), (12, "1910012003500318", "换证")]
    {
        let Some(row) = rows.get(at) else { continue };
        let Some(document) = read.candidate(row.candidate)?.and_then(|candidate| read.document(&candidate)) else {
            continue;
        };
        let trade = read.trade(row.item.standard)?.map_or(String::new(), |(trade, _)| trade.name);
        let level = if number.starts_with("1910") { "五级/初级工" } else { "四级/中级工" };
        let (name, kind, id) = (&row.name, document.kind().label(), document.number());
        text += &format!("{number},{name},{kind},{id},{trade},{level},2019-06-28,青梧县职业技能鉴定所,{way}\n");
    }
    let ledger = history::preview(office, &Source::new(text.as_bytes(), "2018-2020 年发证台账.csv"))?;
    if let Some(fault) = ledger.rows.iter().flat_map(|row| &row.faults).next() {
        return Err(Refusal::new("fixture", crate::both!("{0}", "{0}", fault.say(Lang::En))).into());
    }
    ledger.take(office).map(drop)
}
