//! Choosing the later batch of a resit, and telling what became of it.

use crate::both;
use crate::domain::evaluation::batch::{BatchItem, BatchState};
use crate::domain::id::{BatchId, EntryId};
use crate::domain::identity::inert;
use crate::domain::language::{Lang, Say};
use crate::domain::refusal::Refusal;
use crate::ops::{Office, retake};
use crate::refusal;
use crate::store::Failure;
use crate::store::read::batch::Batch;
use crate::tui::context::Context;
use crate::tui::popup::choose::{Choice, Choose};

/// Batches that register now and hold one of these items in any edition of its standard.
pub fn open_batches(office: &Office, items: &[BatchItem]) -> Result<Vec<Batch>, Refusal> {
    let found = find(office, items).map_err(Refusal::from)?;
    if found.is_empty() {
        return Err(refusal!(
            "no_open_batch",
            "没有正在报名、含这个职业等级的批次。",
            "No batch that registers now holds this trade and level."
        )
        .next(both!("按 F3 先建一个并转入“报名中”。", "Press F3, plan one and take it to registering.")));
    }
    Ok(found)
}

fn find(office: &Office, items: &[BatchItem]) -> Result<Vec<Batch>, Failure> {
    let read = office.read();
    let trade = |item: &BatchItem| read.trade(item.standard).map(|found| found.map(|(trade, _)| (trade, item.level)));
    let wanted = items.iter().map(trade).collect::<Result<Vec<_>, _>>()?;
    let mut found = Vec::new();
    for batch in read.batches()? {
        if batch.state != BatchState::Registering {
            continue;
        }
        let own = batch.plan.items.iter().map(trade).collect::<Result<Vec<_>, _>>()?;
        if own.iter().any(|item| item.is_some() && wanted.contains(item)) {
            found.push(batch);
        }
    }
    Ok(found)
}

pub fn choose(batches: &[Batch]) -> Choose {
    let choice = |batch: &Batch| {
        let (name, exam) = (inert(&batch.plan.name), batch.plan.exam_on);
        Choice::new(both!("{name}", "{name}")).note(both!("考试 {exam}", "exam {exam}"))
    };
    Choose::new(both!("补考报到哪个批次？", "Sit again in which batch?"), batches.iter().map(choice).collect())
}

/// Enters them again, and says what was done and who was left out.
pub fn resit(entries: &[EntryId], into: BatchId, context: &mut Context) {
    let resat = retake::resit(&mut context.office, entries, into);
    let Some(resat) = context.tell(resat) else { return };
    let (filed, carried, left) = (resat.filed.len(), resat.carried, resat.left.len());
    context.done(match resat.left.first() {
        None => both!(
            "已报补考 {filed} 人，沿用成绩 {carried} 科。",
            "Entered again: {filed}, with {carried} subject(s) carried."
        ),
        Some((name, fault)) => {
            let (name, zh, en) = (inert(name), fault.say(Lang::Zh), fault.say(Lang::En));
            both!(
                "已报补考 {filed} 人，沿用 {carried} 科；{left} 人没有报：{name}，{zh}。",
                "Entered again: {filed}, {carried} subject(s) carried; {left} left out: {name}, {en}."
            )
        }
    });
}
