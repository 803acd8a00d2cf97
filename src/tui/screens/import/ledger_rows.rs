//! What a list to be taken in is made of: rows with their faults, what becomes of them, and how they are taken.

use std::path::Path;
use std::sync::Arc;

use super::reading::{Hours, file_name};
use crate::both;
use crate::domain::id::BatchId;
use crate::domain::language::Both;
use crate::exchange::roster::fault::RowFault;
use crate::exchange::table::Table;
use crate::exchange::{employment_file, history, upload};
use crate::ops::Office;
use crate::ops::evidence::take_evidence;
use crate::store::Failure;
use crate::tui::context::Context;
use crate::tui::screens::parts::words::data;

#[derive(Clone)]
pub struct Row {
    pub row: u32,
    /// A certificate's number; empty where the rows have none.
    pub number: String,
    pub about: Both,
    pub faults: Vec<RowFault>,
}

/// Takes the rows in; the word is what was asked for beside a yes.
pub type Take = Arc<dyn Fn(&mut Office, &str) -> Result<Both, Failure> + Send + Sync>;

/// What is asked beside a yes: its title, and what it is about.
pub type Asked = (Both, Both);
/// How a table of the user's own faulty rows is made.
pub type Faulty = Box<dyn Fn(&Context) -> Table>;

pub struct Rows {
    pub file: String,
    /// What becomes of the rows.
    pub told: Both,
    pub good: usize,
    pub rows: Vec<Row>,
    pub numbered: bool,
    /// The user's own faulty rows, to be mended; none where that is not offered.
    pub faulty: Option<Faulty>,
    pub asked: Option<Asked>,
    pub take: Take,
}

/// An old ledger of certificates.
pub fn history(path: &Path, read: history::History) -> Rows {
    let file = file_name(path);
    let rows = read.rows.iter().map(|row| Row {
        row: row.row,
        number: row.number.clone(),
        about: data(format!("{}  {}", row.name, row.trade)),
        faults: row.faults.clone(),
    });
    let told = both!(
        "记为“外部导入·未经本系统验证”：不签名，只用于查找和登记时提示。",
        "They are marked as not verified here: never signed, found by search, and told at registration."
    );
    let (rows, good) = (rows.collect(), read.good());
    let take: Take = Arc::new(move |office, _| {
        let n = read.take(office)?;
        Ok(both!("已导入 {n} 本历史证书。", "{n} certificates of the ledger are taken in."))
    });
    Rows { file, told, good, rows, numbered: true, faulty: None, asked: None, take }
}

/// The rows that the office above sent back.
pub fn returns(path: &Path, read: upload::Returns) -> Rows {
    let file = file_name(path);
    let row = |row: &upload::ReturnRow| Row {
        row: row.row,
        number: row.number.clone(),
        about: data(row.because.clone()),
        faults: row.faults.clone(),
    };
    let (rows, good) = (read.rows.iter().map(row).collect(), read.good());
    let told = both!(
        "登记为退回，更正后随下一次上报再报。",
        "They are recorded as returned and go again with the next upload."
    );
    let take: Take = Arc::new(move |office, _| {
        let n = read.take(office)?;
        Ok(both!("已登记退回 {n} 本。", "{n} certificates are recorded as returned."))
    });
    Rows { file, told, good, rows, numbered: true, faulty: None, asked: None, take }
}

/// Rows of the other side of the wall: each was walked through the very way of its taking.
pub fn employment(path: &Path, read: employment_file::Preview) -> Rows {
    let file = file_name(path);
    let row = |row: &employment_file::LineRow| Row {
        row: row.row,
        number: String::new(),
        about: data(row.title.clone()),
        faults: row.faults.clone(),
    };
    let (rows, good) = (read.rows.iter().map(row).collect(), read.good());
    let told = both!(
        "合格的行一次全部写入，有错的行一行也不动；原文件不会改动。",
        "Good rows go in together, faulty ones are left out; your file is left as it is."
    );
    let read = Arc::new(read);
    let taken = read.clone();
    let take: Take = Arc::new(move |office, _| {
        let n = taken.take(office)?;
        Ok(both!("已导入 {n} 行。", "{n} lines are in."))
    });
    let faulty: Box<dyn Fn(&Context) -> Table> = Box::new(move |context| read.faulty(context.lang));
    Rows { file, told, good, rows, numbered: false, faulty: Some(faulty), asked: None, take }
}

/// Signed hours or places, for the entries of a batch.
pub fn evidence(path: &Path, read: Hours, batch: BatchId) -> Rows {
    let file = file_name(path);
    let Hours { arrived, fits, known } = read;
    let row = |(row, fit): (u32, &crate::ops::evidence::Fit)| {
        let faults = fit.entry.as_ref().err().map(|wrong| RowFault {
            row,
            column: String::new(),
            value: String::new(),
            wrong: wrong.clone(),
            right: None,
        });
        let (hours, place) = (fit.line.hours, fit.line.place);
        let who = crate::domain::identity::inert(&format!("{}  {}", fit.line.name, fit.line.subject));
        let about = match place {
            Some(place) => both!("{who}  第 {place} 名", "{who}  place {place}"),
            None => both!("{who}  {hours} 学时", "{who}  {hours} h"),
        };
        Row { row, number: String::new(), about, faults: faults.into_iter().collect() }
    };
    let rows: Vec<Row> = (1..).zip(&fits).map(row).collect();
    let good = rows.iter().filter(|row| row.faults.is_empty()).count();
    let issuer = crate::domain::identity::inert(&arrived.opened.evidence.issuer);
    let Both { zh, en } = arrived.key_said(known);
    let told = both!(
        "“{issuer}”聘任一侧签名，签名核对无误；{zh}。作为报名的申报材料登记。",
        "Signed on the employment side of “{issuer}”; the signature holds; {en}. It is recorded as evidence of entries."
    );
    let asked = (!known).then(|| {
        let title = both!("核对密钥指纹", "Compare the key's fingerprint");
        let about = both!(
            "第一次收这把密钥签的凭证：请向聘任管理员问指纹，照他说的输入。",
            "The first file under this key: ask the employment manager for its fingerprint and type what you are told."
        );
        (title, about)
    });
    let take: Take = Arc::new(move |office, typed| {
        let n = take_evidence(office, batch, &arrived, (!typed.is_empty()).then_some(typed))?;
        Ok(both!("已作为申报材料登记 {n} 条。", "{n} lines are recorded as evidence."))
    });
    Rows { file, told, good, rows, numbered: false, faulty: None, asked, take }
}
