//! Moderation 复核: a sample of a batch's marks is looked at by somebody who did not give them, before it is made public.
//!
//! The sample is drawn when the scores are locked, by a seed that is recorded. A batch whose scores are unlocked and locked
//! again keeps its seed, so that nobody draws until the sample suits them.

use serde::Serialize;

use super::Office;
use super::agreement::case_acts;
use super::marking::marked_batch;
use super::recusal::may_supervise;
use super::settings::{SAMPLE_EXTREMES, SAMPLE_NEAR, SAMPLE_SHARE};
use crate::credential::entropy::Entropy;
use crate::credential::sample::{SEED, lot, seed_text};
use crate::domain::evaluation::batch::{BatchItem, BatchState};
use crate::domain::evaluation::entry::Decision;
use crate::domain::evaluation::moderation::{SampleRule, Scored, Why, sample};
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::{BatchId, EntryId, PersonId};
use crate::domain::language::{Lang, Say};
use crate::domain::refusal::Refusal;
use crate::domain::score::Score;
use crate::refusal;
use crate::store::act::{Act, Kind, Moderated, SampleDrawn};
use crate::store::read::agreement::SampleRow;
use crate::store::read::entry::{EntryFilter, EntryRow};
use crate::store::{Decided, Failure, Read};

/// How this station's samples are made.
pub fn rule(read: &Read) -> Result<SampleRule, Failure> {
    let near = Score::points(i64::from(SAMPLE_NEAR.whole(read)?));
    Ok(SampleRule { extremes: SAMPLE_EXTREMES.whole(read)?, near, share: SAMPLE_SHARE.whole(read)? })
}

/// The act that draws a batch's sample as its scores are locked; none where the station asks for no moderation.
pub(super) fn drawn(read: &Read, batch: BatchId, entropy: &mut dyn Entropy) -> Result<Option<Act>, Failure> {
    let rule = rule(read)?;
    let before = read.sample_draw(batch)?;
    if rule == SampleRule::default() && before.is_none() {
        return Ok(None);
    }
    let seed = match before {
        Some((seed, _)) => seed,
        None => {
            let mut fresh = [0; SEED];
            entropy.fill(&mut fresh)?;
            seed_text(&fresh)
        }
    };
    let chosen = sample(rule, &scored(read, batch)?, |entry, subject| lot(&seed, entry, subject));
    Ok(Some(Act::SampleDrawn(SampleDrawn { batch, chosen, rule, seed })))
}

/// Every score of a batch that examiners gave; what two people keyed from the same paper is compared already.
fn scored(read: &Read, batch: BatchId) -> Result<Vec<Scored>, Failure> {
    let accepted = EntryFilter { decision: Some(Decision::Accepted), ..EntryFilter::default() };
    let mut scored = Vec::new();
    for row in read.batch_entries(batch, accepted)? {
        let Some(outcome) = read.outcome(row.id)? else { continue };
        for (kind, marking) in outcome.subjects.iter().filter_map(|own| Some((own.kind, own.marking.as_ref()?))) {
            if !is_keyed(read, row.item, kind)? {
                let (score, pass) = (marking.rounded, marking.pass);
                scored.push(Scored { entry: row.id, item: row.item, subject: kind, score, pass });
            }
        }
    }
    Ok(scored)
}

pub(super) fn is_keyed(read: &Read, item: BatchItem, kind: SubjectKind) -> Result<bool, Failure> {
    let kept = read.standard(item.standard)?;
    let level = kept.as_ref().and_then(|kept| kept.standard.level(item.level));
    Ok(level.is_some_and(|level| level.subjects.iter().any(|own| own.kind == kind && own.is_double_entry())))
}

/// How a second look stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Look {
    Open,
    Agreed,
    SentBack,
}

impl Say for Look {
    fn say(&self, lang: Lang) -> String {
        match self {
            Look::Open => lang.pick("待复核", "open"),
            Look::Agreed => lang.pick("同意", "agreed"),
            Look::SentBack => lang.pick("已退回", "sent back"),
        }
        .to_owned()
    }
}

/// A score of the sample.
#[derive(Clone, Debug)]
pub struct Item {
    pub entry: EntryRow,
    pub subject: SubjectKind,
    pub why: Vec<Why>,
    pub look: Look,
    /// Who looked, and what they said.
    pub by: Option<(PersonId, String)>,
    /// The score now; none while the subject is open again.
    pub score: Option<Score>,
}

fn look(row: &SampleRow) -> Look {
    match &row.look {
        None => Look::Open,
        Some(look) if look.agreed => Look::Agreed,
        Some(_) => Look::SentBack,
    }
}

/// A batch's sample, what is open first.
pub fn items(read: &Read, batch: BatchId) -> Result<Vec<Item>, Failure> {
    let mut items = Vec::new();
    for row in read.sample(batch)? {
        let Some(entry) = read.entry(row.entry)? else { continue };
        let outcome = read.outcome(row.entry)?;
        let own = outcome.as_ref().and_then(|outcome| outcome.subjects.iter().find(|own| own.kind == row.subject));
        items.push(Item {
            entry,
            subject: row.subject,
            score: own.and_then(|own| own.score),
            look: look(&row),
            by: row.look.map(|look| (look.person, look.because)),
            why: row.why,
        });
    }
    items.sort_by_key(|item| (item.look == Look::Agreed, item.entry.ticket.clone(), item.subject));
    Ok(items)
}

/// How many scores of a batch's sample nobody has agreed to yet.
pub fn open(read: &Read, batch: BatchId) -> Result<u32, Failure> {
    let open = read.sample(batch)?.iter().filter(|row| look(row) != Look::Agreed).count();
    Ok(u32::try_from(open).unwrap_or(u32::MAX))
}

/// Why whoever sits here does not look at this score.
pub fn may_moderate(read: &Read, who: PersonId, entry: EntryId, subject: SubjectKind) -> Result<(), Failure> {
    let missing = || refusal!("no_entry", "没有这份报名。", "There is no such entry.");
    let row = read.entry(entry)?.ok_or_else(missing)?;
    let batch = read.batch(row.batch)?.ok_or_else(missing)?;
    if batch.state != BatchState::Confirming {
        return Err(refusal!(
            "not_confirming",
            "成绩审核时才能复核评分。",
            "Marks get their second look while the outcomes are being confirmed."
        )
        .into());
    }
    let sampled = read.sample(row.batch)?.into_iter().find(|one| (one.entry, one.subject) == (entry, subject));
    let Some(sampled) = sampled else {
        return Err(refusal!("not_sampled", "这个成绩不在复核样本里。", "This score is not in the sample.").into());
    };
    let panel = read.panel(row.batch, row.item, subject)?;
    let has_sheet = read.sheets(entry, subject)?.iter().any(|sheet| sheet.examiner == who);
    if has_sheet || panel.iter().any(|member| member.person == who) {
        return Err(refusal!(
            "own_marks",
            "评过这份卷的人不能复核它。",
            "Whoever marked it does not give it the second look."
        )
        .into());
    }
    match look(&sampled) {
        Look::Open => Ok(()),
        Look::Agreed => {
            Err(refusal!("moderated", "已复核同意。", "It has been looked at and agreed to already.").into())
        }
        Look::SentBack => Err(refusal!(
            "sent_back",
            "已退回，等考评组重新评分签字。",
            "It was sent back and waits for the panel's new sheets."
        )
        .into()),
    }
}

/// A second look at one score of the sample: agreed, or sent back to its panel with the reason.
pub fn moderate(
    office: &mut Office,
    entry: EntryId,
    subject: SubjectKind,
    agreed: bool,
    because: &str,
) -> Result<(), Failure> {
    let because = because.trim().to_owned();
    let stated = (!because.is_empty()).then(|| because.clone());
    office.act(Kind::Moderated, stated.as_deref(), |read, stamp| {
        may_moderate(read, stamp.person, entry, subject)?;
        if let Some(row) = read.entry(entry)? {
            may_supervise(read, stamp, row.batch, Some(entry))?;
        }
        if !agreed && because.is_empty() {
            let refusal: Refusal = refusal!("reason_needed", "退回重评须写明理由。", "Sending it back needs a reason.");
            return Err(refusal.into());
        }
        let mut acts = vec![Act::Moderated(Moderated { agreed, because: because.clone(), entry, subject })];
        if !agreed {
            let mut facts = marked_batch(read, entry)?;
            acts.extend(case_acts(read, entry, subject, because.clone(), &mut facts)?);
        }
        Ok(Decided::new(acts, ()))
    })
}
