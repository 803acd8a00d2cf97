//! Standards and papers written by hand, told apart by what is in them. Standards come first, so that their papers fit.

use std::path::{Path, PathBuf};

use super::StandardsArgs;
use crate::cli::problem::Problem;
use crate::cli::session::Session;
use crate::cli::{DONE, input};
use crate::domain::evaluation::paper::Paper;
use crate::domain::evaluation::standard::Standard;
use crate::domain::evaluation::validate_paper::validate_paper;
use crate::domain::evaluation::validate_standard::validate_standard;
use crate::domain::identity::inert;
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::exchange::standard_text::{Written, read_either};
use crate::ops::Office;
use crate::ops::standard::{write_paper, write_standards};
use crate::store::Read;
use crate::{both, refusal, say};

/// No standard that people write by hand is larger.
const MOST_BYTES: u64 = 4 << 20;

/// A file that was read.
struct Given<T> {
    from: PathBuf,
    text: String,
    value: T,
}

/// Everything that is wrong, each with its file; nothing is written while there is any.
#[derive(Default)]
struct Wrong(Vec<Both>);

impl Wrong {
    fn add(&mut self, from: &Path, words: &impl Say) {
        let from = inert(&input::name(from));
        let (zh, en) = (words.say(Lang::Zh), words.say(Lang::En));
        self.0.push(both!("{from}：{zh}", "{from}: {en}"));
    }

    fn refuse(self) -> Result<(), Problem> {
        if self.0.is_empty() {
            return Ok(());
        }
        let list = |pick: fn(&Both) -> &str| self.0.iter().map(pick).collect::<Vec<_>>().join("\n");
        let because = Both {
            zh: format!("{}\n什么也没有写入。", list(|fault| &fault.zh)),
            en: format!("{}\nNothing was given.", list(|fault| &fault.en)),
        };
        Err(Refusal::new("faulty", because).into())
    }
}

pub fn run(session: &mut Session, args: &StandardsArgs) -> Result<u8, Problem> {
    let mut office = session.open()?;
    let (mut standards, mut papers, mut wrong) = (Vec::new(), Vec::new(), Wrong::default());
    for from in &args.from {
        let bytes = input::bytes(from, MOST_BYTES)?;
        match String::from_utf8(bytes) {
            Ok(text) => match read_either(&text) {
                Ok(Written::Standard(value)) => standards.push(Given { from: from.clone(), text, value: *value }),
                Ok(Written::Paper(value)) => papers.push(Given { from: from.clone(), text, value: *value }),
                Err(fault) => wrong.add(from, &fault),
            },
            Err(_) => {
                wrong.add(from, &both!("不是 UTF-8 文字，请另存为 UTF-8。", "It is no UTF-8 text; save it as UTF-8."))
            }
        }
    }
    check_papers(&office.read(), &standards, &papers, &mut wrong)?;
    wrong.refuse()?;
    for given in &standards {
        tell_standard(session, given);
    }
    for given in &papers {
        let (title, version) = (&given.value.title, &given.value.version);
        session.out.line(&say!(session.lang, "试卷 {title} {version}", "Paper {title} {version}"));
    }
    if args.consent.dry_run {
        return Ok(DONE);
    }
    write(session, &mut office, standards, papers)?;
    Ok(DONE)
}

/// Holds every paper against its standard: one of these files, or one that the station has.
fn check_papers(
    read: &Read,
    standards: &[Given<Standard>],
    papers: &[Given<Paper>],
    wrong: &mut Wrong,
) -> Result<(), Problem> {
    for given in papers {
        let paper = &given.value;
        let own = |standard: &&Given<Standard>| {
            (&standard.value.trade, &standard.value.edition) == (&paper.trade, &paper.standard)
        };
        let kept = match standards.iter().find(own) {
            Some(standard) => Some(standard.value.clone()),
            None => read.find_standard(&paper.trade, &paper.standard)?.map(|kept| kept.standard.clone()),
        };
        match kept {
            Some(standard) => {
                validate_paper(paper, &standard).iter().for_each(|fault| wrong.add(&given.from, fault));
            }
            None => {
                let (trade, edition) = (inert(&paper.trade.title()), inert(&paper.standard));
                let words = both!(
                    "没有 {trade} {edition} 版标准，请一起导入。",
                    "There is no standard of {trade}, edition {edition}; import it along."
                );
                wrong.add(&given.from, &words);
            }
        }
    }
    Ok(())
}

fn tell_standard(session: &mut Session, given: &Given<Standard>) {
    let lang = session.lang;
    let (trade, edition) = (given.value.trade.title(), &given.value.edition);
    session.out.line(&say!(lang, "标准 {trade} {edition} 版", "Standard of {trade}, edition {edition}"));
    for fault in validate_standard(&given.value) {
        let fault = fault.say(lang);
        session.out.line(&say!(lang, "  批准前要改：{fault}", "  to mend before approval: {fault}"));
    }
}

fn write(
    session: &mut Session,
    office: &mut Office,
    standards: Vec<Given<Standard>>,
    papers: Vec<Given<Paper>>,
) -> Result<(), Problem> {
    let new = write_standards(office, standards.into_iter().map(|given| (given.value, given.text)).collect())?;
    for (done, given) in papers.iter().enumerate() {
        write_paper(office, given.value.clone(), given.text.clone()).map_err(|failure| {
            // What came before is written and stays; it is the same when the command is given again.
            let (from, failure) = (inert(&input::name(&given.from)), Refusal::from(failure));
            let Both { zh, en } = Both { zh: failure.say(Lang::Zh), en: failure.say(Lang::En) };
            refusal!(
                "paper",
                "{from}：{zh}已写入标准 {new} 个、试卷 {done} 份，其余没有写入。",
                "{from}: {en} {new} standards and {done} papers are written, the rest is not."
            )
        })?;
    }
    let n = papers.len();
    session.out.line(&say!(
        session.lang,
        "已写入：标准 {new} 个（草稿），试卷 {n} 份。",
        "Written: {new} standards (drafts), {n} papers."
    ));
    Ok(())
}
