//! `certificate revoke-many` and `reissue-many`: after a batch went wrong, many certificates under one approval, each by its own act.

use std::path::PathBuf;

use clap::Args;

use super::certificate::GroundName;
use super::problem::Problem;
use super::progress::Progress;
use super::session::Session;
use super::stop::Stop;
use super::{DONE, REFUSED, ask, find, input};
use crate::domain::evaluation::certificate::{Approved, Change};
use crate::domain::evaluation::printing::Occasion;
use crate::domain::id::BatchId;
use crate::domain::identity::inert;
use crate::domain::identity::plain::plain;
use crate::domain::language::{Lang, Say};
use crate::domain::refusal::Refusal;
use crate::exchange::limits::Limits;
use crate::ops::Office;
use crate::ops::life::{Ending, approve, end_under, reissue_under};
use crate::ops::office::Hand;
use crate::ops::printing::wanted;
use crate::store::Read;
use crate::{both, refusal, say};

#[derive(Debug, Args)]
pub struct RevokeManyArgs {
    #[command(flatten)]
    pub which: WhichArgs,
    /// 决定文号 · the number of the decision
    #[arg(long, value_name = "NUMBER")]
    pub document: String,
    /// 事由 · the ground
    #[arg(long, value_enum)]
    pub ground: GroundName,
    /// 原因 · why
    #[arg(long, value_name = "TEXT")]
    pub because: String,
    /// 第二人；口令放在 TOUCHSTONE_SECOND_PASSPHRASE · the second person, passphrase in TOUCHSTONE_SECOND_PASSPHRASE
    #[arg(long, value_name = "NAME")]
    pub second: String,
}

#[derive(Debug, Args)]
pub struct ReissueManyArgs {
    #[command(flatten)]
    pub which: WhichArgs,
    /// 登报声明或本人声明 · the newspaper notice or the holders' declaration
    #[arg(long, value_name = "TEXT")]
    pub notice: String,
    /// 原因 · why
    #[arg(long, value_name = "TEXT")]
    pub because: String,
}

#[derive(Debug, Args)]
pub struct WhichArgs {
    /// 批次的计划编号或名称 · the batch, by code or name
    pub batch: String,
    /// 只办这份名单里的：每行一个证书编号，或第一列是编号的 CSV · only those of this list: a number a line, or a CSV whose first column is the number
    #[arg(long, value_name = "FILE")]
    pub list: Option<PathBuf>,
    /// 只说会办哪些，不写入 · say what would be done and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// 不再询问 · do not ask
    #[arg(long)]
    pub yes: bool,
}

pub fn revoke(session: &mut Session, args: &RevokeManyArgs) -> Result<u8, Problem> {
    let mut office = session.open()?;
    let Some((batch, numbers)) = chosen(session, &office, &args.which, Approved::Revoke)? else { return Ok(DONE) };
    let second = session.second(&mut office, &args.second)?;
    let approval = approve(&mut office, batch, Approved::Revoke, &numbers, &args.document, &args.because)?;
    let ending = Ending {
        change: Change::Revoke,
        ground: args.ground.into(),
        document: args.document.clone(),
        because: args.because.clone(),
    };
    let one =
        |office: &mut Office, number: &str, second: &Hand| end_under(office, number, &ending, Some(approval), second);
    each(session, &mut office, &numbers, Approved::Revoke, |office, number| Ok(one(office, number, &second)?))
}

pub fn reissue(session: &mut Session, args: &ReissueManyArgs) -> Result<u8, Problem> {
    let mut office = session.open()?;
    let Some((batch, numbers)) = chosen(session, &office, &args.which, Approved::Reissue)? else { return Ok(DONE) };
    let approval = approve(&mut office, batch, Approved::Reissue, &numbers, &args.notice, &args.because)?;
    each(session, &mut office, &numbers, Approved::Reissue, |office, number| {
        reissue_under(office, number, &args.because, &args.notice, Some(approval))?;
        Ok(())
    })
}

/// Which certificates it is about, told and agreed; none where it was only asked what would be done, or there is nothing to do.
fn chosen(
    session: &mut Session,
    office: &Office,
    args: &WhichArgs,
    what: Approved,
) -> Result<Option<(BatchId, Vec<String>)>, Problem> {
    let read = office.read();
    let batch = find::batch(&read, &args.batch)?;
    let named = args.list.as_ref().map(|path| input::bytes(path, Limits::default().file_bytes)).transpose()?;
    let named = named.map(|bytes| numbers_of(&read, batch.id, &String::from_utf8_lossy(&bytes))).transpose()?;
    let (mut numbers, mut passed) = (Vec::new(), Vec::new());
    for row in read.certificates_in(batch.id)? {
        if named.as_ref().is_some_and(|named| !named.contains(&row.number)) {
            continue;
        }
        // Whoever runs it again after a stop does not reissue what was just reissued and waits for its paper.
        let waits = what == Approved::Reissue && wanted(&read, &row)? == Some(Occasion::Reissue);
        match row.status.holds() && !waits {
            true => numbers.push(row.number),
            false => passed.push(format!("{} {}", row.number, row.status.say(session.lang))),
        }
    }
    for line in &passed {
        session.out.line(&say!(session.lang, "跳过：{line}", "Passed over: {line}"));
    }
    let (n, word, word_en) = (numbers.len(), what.say(Lang::Zh), what.say(Lang::En));
    if args.dry_run || numbers.is_empty() {
        numbers.iter().for_each(|number| session.out.line(number));
        session.out.line(&say!(
            session.lang,
            "会{word} {n} 本；什么也没有写入。",
            "To {word_en}: {n} certificate(s). Nothing was written."
        ));
        return Ok(None);
    }
    let question = both!(
        "一次批准，{word} {n} 本证书，逐本登记？",
        "Do you want to {word_en} {n} certificates under one approval, each by its own act?"
    );
    ask::agreed(session, args.yes, &question)?;
    Ok(Some((batch.id, numbers)))
}

/// The numbers of a list, all of them of that batch.
fn numbers_of(read: &Read, batch: BatchId, text: &str) -> Result<Vec<String>, Problem> {
    let mut numbers = Vec::new();
    for (line, text) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
        let cell = text.split([',', '，', '\t', ';']).next().unwrap_or_default().trim_matches('"');
        let number = plain(cell).to_uppercase();
        // A heading has no digits.
        if !number.chars().any(|c| c.is_ascii_digit()) {
            continue;
        }
        match read.certificate(&number)? {
            Some(row) if read.entry(row.entry)?.is_some_and(|entry| entry.batch == batch) => numbers.push(number),
            _ => return Err(not_of_batch(line, &inert(&number)).into()),
        }
    }
    if numbers.is_empty() {
        return Err(refusal!("no_numbers", "名单里没有证书编号。", "The list holds no certificate number.").into());
    }
    Ok(numbers)
}

fn not_of_batch(line: usize, number: &str) -> Refusal {
    refusal!(
        "not_of_batch",
        "名单第 {line} 行：本批次没有编号为“{number}”的证书。什么也没有写入。",
        "Line {line} of the list: this batch has no certificate “{number}”. Nothing was written."
    )
    .next(both!("请改正名单，或改用它所在的批次。", "Mend the list, or name the batch that it belongs to."))
}

/// One act each; what is done stays done where somebody stops it or one is refused.
fn each(
    session: &mut Session,
    office: &mut Office,
    numbers: &[String],
    what: Approved,
    mut one: impl FnMut(&mut Office, &str) -> Result<(), Problem>,
) -> Result<u8, Problem> {
    let stop = Stop::watched();
    let mut progress = Progress::new(session.pick("登记", "recording"));
    let all = numbers.len();
    let mut done = 0;
    while done < all && !stop.asked() {
        progress.at(done as u64, all as u64);
        one(office, &numbers[done])?;
        done += 1;
    }
    drop(progress);
    let (word, word_en, left) = (what.say(Lang::Zh), what.say(Lang::En), all - done);
    session.out.line(&match left {
        0 => say!(session.lang, "已办（{word}）{done} 本。", "Done ({word_en}): {done} certificate(s)."),
        _ => say!(
            session.lang,
            "停下了：{word} {done} 本已办，{left} 本未办；再运行一次接着办。",
            "Stopped ({word_en}): {done} are done and {left} are not; run it again to go on."
        ),
    });
    Ok(if left == 0 { DONE } else { REFUSED })
}
