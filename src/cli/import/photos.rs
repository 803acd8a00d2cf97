//! Photos to the candidates of a batch, by the document number in each file's name. Whatever does not fit is listed.

use std::collections::HashMap;
use std::fs::File;
use std::path::Path;

use super::PhotosArgs;
use crate::cli::problem::Problem;
use crate::cli::progress::Progress;
use crate::cli::session::Session;
use crate::cli::{DONE, REFUSED, ask, find};
use crate::domain::evaluation::entry::Decision;
use crate::domain::id::{BatchId, CandidateId};
use crate::domain::identity::inert;
use crate::domain::language::{Lang, Say};
use crate::exchange::photos::look::{PhotoFormat, PhotoRules, look};
use crate::exchange::photos::matching::{Matching, Person, match_photos};
use crate::exchange::photos::sources::{Sighting, read_folder, read_zip};
use crate::exchange::shown::shown;
use crate::ops::Office;
use crate::ops::photo::{Photo, attach};
use crate::store::Read;
use crate::store::read::entry::EntryFilter;
use crate::{both, say};

/// Photos that are attached in one transaction, so that few lie in memory.
const CHUNK: usize = 64;

/// The status is 0 where photos were attached; of a dry run 0 where everybody has one and none is left over.
pub fn run(session: &mut Session, args: &PhotosArgs) -> Result<u8, Problem> {
    let mut office = session.open()?;
    let batch = find::batch(&office.read(), &args.batch)?;
    let (ids, people) = people(&office.read(), batch.id)?;
    let seen = each_photo(&args.from, &mut |_, _| {})?;
    let matching = match_photos(&people, &seen);
    for line in told(&matching, &people, &seen, session.lang) {
        session.out.line(&line);
    }
    let (n, left) = (matching.matched.len(), matching.surplus.len() + matching.doubled.len() + matching.bad.len());
    if args.consent.dry_run || n == 0 {
        return Ok(if left == 0 && matching.missing.is_empty() { DONE } else { REFUSED });
    }
    let name = inert(&batch.plan.name);
    let question = both!("把 {n} 张照片配给批次“{name}”的考生？", "Attach {n} photos to the candidates of “{name}”?");
    ask::agreed(session, args.consent.yes, &question)?;
    let wanted: HashMap<&str, CandidateId> =
        matching.matched.iter().map(|(person, photo)| (seen[*photo].name.as_str(), ids[*person])).collect();
    let mut progress = Progress::new(session.pick("存入照片", "attaching"));
    let attached = attach_all(&mut office, &args.from, &wanted, &mut progress)?;
    drop(progress);
    session.out.line(&say!(session.lang, "已存入 {attached} 张照片。", "{attached} photos attached."));
    Ok(DONE)
}

/// Everybody of the batch who is still in it, each once.
fn people(read: &Read, batch: BatchId) -> Result<(Vec<CandidateId>, Vec<Person>), Problem> {
    let mut rows = read.batch_entries(batch, EntryFilter::default())?;
    rows.retain(|row| !matches!(row.decision, Decision::Withdrawn | Decision::Rejected));
    let mut ids: Vec<CandidateId> = rows.into_iter().map(|row| row.candidate).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut found = (Vec::new(), Vec::new());
    for id in ids {
        let Some(candidate) = read.candidate(id)? else { continue };
        let Some(document) = read.document(&candidate) else { continue };
        found.0.push(id);
        found.1.push(Person { document_number: document.number().to_owned(), name: candidate.name });
    }
    Ok(found)
}

fn each_photo(from: &Path, keep: &mut dyn FnMut(&str, &[u8])) -> Result<Vec<Sighting>, Problem> {
    let rules = PhotoRules::default();
    let about = std::fs::metadata(from).map_err(|error| Problem::io(error, from))?;
    if about.is_dir() {
        return Ok(read_folder(from, &rules, keep)?);
    }
    let zip = File::open(from).map_err(|error| Problem::io(error, from))?;
    Ok(read_zip(zip, &rules, keep)?)
}

/// Reads the photos once more and attaches the wanted ones. One that changed since it was matched is looked at again.
fn attach_all(
    office: &mut Office,
    from: &Path,
    wanted: &HashMap<&str, CandidateId>,
    progress: &mut Progress,
) -> Result<u32, Problem> {
    let (mut waiting, mut attached, mut failed) = (Vec::new(), 0, None);
    let mut done = 0;
    each_photo(from, &mut |name, bytes| {
        let (Some(candidate), Ok(facts)) = (wanted.get(name), look(bytes, &PhotoRules::default())) else { return };
        let format = match facts.format {
            PhotoFormat::Jpeg => "jpeg",
            PhotoFormat::Png => "png",
        };
        let (width, height, bytes) = (facts.width, facts.height, bytes.to_vec());
        waiting.push(Photo { candidate: *candidate, format, width, height, bytes });
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

fn told(matching: &Matching, people: &[Person], seen: &[Sighting], lang: Lang) -> Vec<String> {
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
