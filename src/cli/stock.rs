//! `stock`: the ledger of blank certificates, movement by movement.

use clap::{Args, Subcommand};

use super::problem::Problem;
use super::session::Session;
use super::{DONE, find};
use crate::domain::evaluation::stock::{BlankMove, SerialRange, list, read_list};
use crate::domain::language::Say;
use crate::domain::refusal::Refusal;
use crate::ops::stock::{Movement, count, destroy, record};
use crate::{both, say};

#[derive(Debug, Subcommand)]
pub enum StockVerb {
    /// 入库 · receive into the store
    Receive(WithDocument),
    /// 领用 · issue into somebody's hands
    Issue(IssueArgs),
    /// 交回没用的 · hand back what was not used
    Back(Range),
    /// 作废 · record as spoiled
    Spoil(WithReason),
    /// 退回发放单位 · send back to the office that gave them out
    Return(WithDocument),
    /// 销毁已作废的，须有第二人 · destroy what was spoiled; takes a second person
    Destroy(DestroyArgs),
    /// 盘点：列出实有的 · count: list what is there
    Count(CountArgs),
    /// 收支平衡 · the balance
    Balance {
        /// 输出 JSON · print JSON
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, Args)]
pub struct Range {
    /// 印制流水码：A0001201-A0001400、A0001201+200 或一张 · serials: a range, a first one and a number, or one
    #[arg(value_name = "SERIALS")]
    pub range: String,
}

#[derive(Debug, Args)]
pub struct WithDocument {
    #[command(flatten)]
    pub range: Range,
    /// 单据号 · the number of the document
    #[arg(long, value_name = "NUMBER")]
    pub document: String,
}

#[derive(Debug, Args)]
pub struct WithReason {
    #[command(flatten)]
    pub range: Range,
    /// 原因 · why
    #[arg(long, value_name = "TEXT")]
    pub because: String,
}

#[derive(Debug, Args)]
pub struct IssueArgs {
    #[command(flatten)]
    pub range: Range,
    /// 领用人 · into whose hands
    #[arg(long, value_name = "NAME")]
    pub to: String,
    /// 为哪个批次 · for which batch
    #[arg(long, value_name = "BATCH")]
    pub batch: Option<String>,
    /// 用途，或多领的原因 · what for, or why more than usual
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub because: String,
}

#[derive(Debug, Args)]
pub struct DestroyArgs {
    #[command(flatten)]
    pub of: WithDocument,
    /// 第二人；口令放在 TOUCHSTONE_SECOND_PASSPHRASE · the second person, passphrase in TOUCHSTONE_SECOND_PASSPHRASE
    #[arg(long, value_name = "NAME")]
    pub second: String,
}

#[derive(Debug, Args)]
pub struct CountArgs {
    /// 实有的印制流水码，可写多段 · the serials that are there, in as many runs as needed
    #[arg(value_name = "SERIALS", required = true)]
    pub found: Vec<String>,
    /// 账实不符的说明 · what happened, where the count differs
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub note: String,
}

pub fn run(session: &mut Session, what: &StockVerb) -> Result<u8, Problem> {
    match what {
        StockVerb::Receive(args) => plain(session, BlankMove::Received, &args.range, &args.document, ""),
        StockVerb::Back(args) => plain(session, BlankMove::HandedBack, args, "", ""),
        StockVerb::Spoil(args) => plain(session, BlankMove::Spoiled, &args.range, "", &args.because),
        StockVerb::Return(args) => plain(session, BlankMove::Returned, &args.range, &args.document, ""),
        StockVerb::Issue(args) => issue(session, args),
        StockVerb::Destroy(args) => {
            let mut office = session.open()?;
            let second = session.second(&mut office, &args.second)?;
            let range = range(&args.of.range)?;
            let sheets = destroy(&mut office, &range, &args.of.document, &second)?;
            told(session, BlankMove::Destroyed, &range, sheets)
        }
        StockVerb::Count(args) => counted(session, args),
        StockVerb::Balance { json } => balance(session, *json),
    }
}

fn range(args: &Range) -> Result<SerialRange, Refusal> {
    SerialRange::parse(&args.range).map_err(|fault| serials(&fault))
}

/// A range that cannot be read.
pub(super) fn serials(fault: &impl Say) -> Refusal {
    use crate::domain::language::Lang;
    let (zh, en) = (fault.say(Lang::Zh), fault.say(Lang::En));
    let en = en.chars().next().map_or(String::new(), |first| first.to_uppercase().chain(en.chars().skip(1)).collect());
    Refusal::new("serials", both!("{zh}。", "{en}."))
}

fn plain(session: &mut Session, made: BlankMove, of: &Range, document: &str, because: &str) -> Result<u8, Problem> {
    let mut office = session.open()?;
    let range = range(of)?;
    let (document, because) = (document.to_owned(), because.to_owned());
    let sheets = record(&mut office, &Movement { document, because, ..Movement::of(made, range.clone()) })?;
    told(session, made, &range, sheets)
}

fn issue(session: &mut Session, args: &IssueArgs) -> Result<u8, Problem> {
    let mut office = session.open()?;
    let range = range(&args.range)?;
    let person = Some(find::person(&office.read(), &args.to)?.id);
    let batch = args.batch.as_deref().map(|word| find::batch(&office.read(), word)).transpose()?.map(|batch| batch.id);
    let because = args.because.clone();
    let movement = Movement { person, batch, because, ..Movement::of(BlankMove::Issued, range.clone()) };
    let sheets = record(&mut office, &movement)?;
    told(session, BlankMove::Issued, &range, sheets)
}

fn told(session: &mut Session, made: BlankMove, range: &SerialRange, sheets: u64) -> Result<u8, Problem> {
    let made = made.say(session.lang);
    session.out.line(&say!(session.lang, "已登记{made} {sheets} 张：{range}。", "{sheets} sheet(s) {made}: {range}."));
    Ok(DONE)
}

fn counted(session: &mut Session, args: &CountArgs) -> Result<u8, Problem> {
    let mut office = session.open()?;
    let found = read_list(&args.found.join(" ")).map_err(|fault| serials(&fault))?;
    let counted = count(&mut office, &found, &args.note)?;
    let (lang, sheets) = (session.lang, counted.sheets);
    session.out.line(&say!(lang, "盘点 {sheets} 张。", "{sheets} sheet(s) counted."));
    for (ranges, zh, en) in [(&counted.missing, "盘亏", "missing"), (&counted.surplus, "盘盈", "too many")] {
        if !ranges.is_empty() {
            session.out.line(&format!("{}：{}", lang.pick(zh, en), list(ranges).say(lang)));
        }
    }
    Ok(DONE)
}

fn balance(session: &mut Session, json: bool) -> Result<u8, Problem> {
    let office = session.open()?;
    let balance = office.read().blank_balance()?;
    let differences = balance.differences();
    if json {
        super::json::object(&mut session.out, &balance);
    } else {
        let lang = session.lang;
        let mut pairs = super::pairs::Pairs::new(lang);
        for (zh, en, n) in [
            ("入库", "Received", balance.received),
            ("在库", "In store", balance.stored),
            ("已领用", "In hand", balance.issued),
            ("已印制", "Printed", balance.printed),
            ("作废", "Spoiled", balance.spoiled),
            ("其中已销毁", "of these destroyed", balance.destroyed),
            ("退回", "Sent back", balance.returned),
        ] {
            pairs.add(zh, en, n.to_string());
        }
        pairs.print(&mut session.out);
        for difference in &differences {
            session.out.line(&difference.say(lang));
        }
        if differences.is_empty() {
            session.out.line(lang.pick("账平：领用等于印制加作废。", "It balances: used equals printed plus spoiled."));
        }
    }
    Ok(if differences.is_empty() { DONE } else { super::REFUSED })
}
