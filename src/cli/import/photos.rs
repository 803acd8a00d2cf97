//! Photos to the candidates of a batch, by the document number in each file's name. Whatever does not fit is listed.

use std::path::Path;

use super::PhotosArgs;
use crate::cli::json::Array;
use crate::cli::problem::Problem;
use crate::cli::progress::Progress;
use crate::cli::session::Session;
use crate::cli::{DONE, REFUSED, ask, find};
use crate::domain::identity::inert;
use crate::domain::language::{Lang, Say};
use crate::exchange::photos::finding::{PhotoFinding, PhotoVerdict};
use crate::exchange::photos::intake::{PhotoIntake, Wanted, fetch, look_at};
use crate::exchange::shown::shown;
use crate::ops::Office;
use crate::ops::photo::attach;
use crate::{both, say};

/// Photos that are attached in one transaction, so that few lie in memory.
const CHUNK: usize = 64;

/// The status is 0 where photos were attached; of a dry run 0 where everybody has one and none is left over.
pub fn run(session: &mut Session, args: &PhotosArgs) -> Result<u8, Problem> {
    let mut office = session.open()?;
    let batch = find::batch(&office.read(), &args.batch)?;
    // That it is not there is a fault of the file, not a refusal of what it holds.
    std::fs::metadata(&args.from).map_err(|error| Problem::io(error, &args.from))?;
    let intake = PhotoIntake::new(&office.read(), batch.id, look_at(&args.from, |_, _| {})?)?;
    let findings = intake.findings();
    if args.json {
        let mut array = Array::default();
        findings.iter().for_each(|finding| array.push(&mut session.out, finding));
        array.end(&mut session.out);
    } else {
        told(&intake, &findings, session.lang).iter().for_each(|line| session.out.line(line));
    }
    let matching = &intake.matching;
    let (n, left) = (matching.matched.len(), matching.surplus.len() + matching.doubled.len() + matching.bad.len());
    if args.consent.dry_run || n == 0 {
        return Ok(if left == 0 && matching.missing.is_empty() { DONE } else { REFUSED });
    }
    let name = inert(&batch.plan.name);
    let question = both!("把 {n} 张照片配给批次“{name}”的考生？", "Attach {n} photos to the candidates of “{name}”?");
    ask::agreed(session, args.consent.yes, &question)?;
    let mut progress = Progress::new(session.pick("存入照片", "attaching"));
    let attached = attach_all(&mut office, &args.from, &intake.wanted(), &mut progress)?;
    drop(progress);
    if !args.json {
        session.out.line(&say!(session.lang, "已存入 {attached} 张照片。", "{attached} photos attached."));
    }
    Ok(DONE)
}

/// Attaches a few at a time, so that no more lie in memory.
fn attach_all(office: &mut Office, from: &Path, wanted: &Wanted, progress: &mut Progress) -> Result<u32, Problem> {
    let (mut waiting, mut attached, mut failed) = (Vec::new(), 0, None);
    let mut done = 0;
    fetch(from, wanted, |photo| {
        waiting.push(photo);
        done += 1;
        if waiting.len() >= CHUNK && failed.is_none() {
            match attach(office, std::mem::take(&mut waiting)) {
                Ok(count) => attached += count,
                Err(failure) => failed = Some(failure),
            }
            progress.at(done, wanted.len() as u64);
        }
    })?;
    match failed {
        Some(failure) => Err(failure.into()),
        None => Ok(attached + attach(office, waiting)?),
    }
}

/// A line for each that needs a hand, and the count.
fn told(intake: &PhotoIntake, findings: &[PhotoFinding], lang: Lang) -> Vec<String> {
    let colon = lang.pick("：", ": ");
    let wanting = findings.iter().filter(|finding| finding.verdict != PhotoVerdict::Matched);
    let mut lines: Vec<String> = wanting
        .map(|finding| {
            let name = finding.name.iter().map(|name| inert(name));
            let what = name.chain(finding.files.iter().map(|file| shown(file))).collect::<Vec<_>>().join("  ");
            let why = finding.told.as_ref().map_or_else(String::new, |told| format!("{colon}{}", told.say(lang)));
            format!("{}{colon}{what}{why}", finding.verdict.say(lang))
        })
        .collect();
    let (n, all) = (intake.matching.matched.len(), intake.people.len());
    lines.push(say!(lang, "{all} 名考生，{n} 张照片可用。", "{all} candidates, {n} photos fit."));
    lines
}
