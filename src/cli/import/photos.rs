//! Photos to the candidates of a batch, by the document number in each file's name. Whatever does not fit is listed.

use std::path::Path;

use super::PhotosArgs;
use crate::cli::problem::Problem;
use crate::cli::progress::Progress;
use crate::cli::session::Session;
use crate::cli::{DONE, REFUSED, ask, find};
use crate::domain::identity::inert;
use crate::domain::language::{Lang, Say};
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
    told(&intake, session.lang).iter().for_each(|line| session.out.line(line));
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
    session.out.line(&say!(session.lang, "已存入 {attached} 张照片。", "{attached} photos attached."));
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

fn told(intake: &PhotoIntake, lang: Lang) -> Vec<String> {
    let PhotoIntake { people, seen, matching, .. } = intake;
    let mut lines = Vec::new();
    let photo = |at: usize| shown(&seen[at].name);
    for (at, _, why) in &matching.bad {
        let (name, why) = (photo(*at), why.say(lang));
        lines.push(say!(lang, "不可用：{name}：{why}", "Not usable: {name}: {why}"));
    }
    for (at, why) in &matching.surplus {
        let (name, why) = (photo(*at), why.say(lang));
        lines.push(say!(lang, "多余：{name}：{why}", "Surplus: {name}: {why}"));
    }
    for (person, photos) in &matching.doubled {
        let name = inert(&people[*person].name);
        let photos = photos.iter().map(|at| photo(*at)).collect::<Vec<_>>().join(lang.pick("、", ", "));
        lines.push(say!(lang, "重名：{name} 有多张：{photos}", "Doubled: {name} has several: {photos}"));
    }
    for person in &matching.missing {
        let name = inert(&people[*person].name);
        lines.push(say!(lang, "缺照片：{name}", "Missing: {name}"));
    }
    let (n, all) = (matching.matched.len(), people.len());
    lines.push(say!(lang, "{all} 名考生，{n} 张照片可用。", "{all} candidates, {n} photos fit."));
    lines
}
