//! Vetoes 一票否决: facts that override every mark, recorded and taken back by two people.

use super::{marked_batch, recused};
use crate::domain::evaluation::standing::Veto;
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::{EntryId, VetoId};
use crate::ops::Office;
use crate::ops::office::Hand;
use crate::ops::outcome::outcome_act;
use crate::store::act::{Act, Kind, VetoWithdrawn};
use crate::store::{Decided, Failure};
use crate::{both, refusal};

/// Records a fact that overrides every mark, of a kind that the standard lists, with its evidence; two people do it.
pub fn record_veto(
    office: &mut Office,
    entry: EntryId,
    code: &str,
    subject: Option<SubjectKind>,
    evidence: &str,
    second: &Hand,
) -> Result<VetoId, Failure> {
    office.act_by_two(Kind::VetoRecorded, second, None, |read, stamp| {
        let mut facts = marked_batch(read, entry)?;
        recused(read, stamp, entry)?;
        let kinds = &facts.standard.standard.vetoes;
        let Some(kind) = kinds.iter().find(|kind| kind.code == code) else {
            let list = kinds.iter().map(|kind| kind.code.as_str()).collect::<Vec<_>>().join(" / ");
            return Err(refusal!(
                "no_veto",
                "标准没有这种一票否决，可选：{list}",
                "The standard lists no such veto; it has: {list}"
            )
            .into());
        };
        if evidence.trim().is_empty() {
            return Err(refusal!(
                "evidence_missing",
                "一票否决须写明事实和依据。",
                "A veto needs its facts and evidence."
            )
            .into());
        }
        let id = read.next_veto()?;
        let (code, text, evidence) = (kind.code.clone(), kind.text.clone(), evidence.trim().to_owned());
        facts.vetoes.push(id);
        let mut acts = vec![Act::VetoRecorded(Veto { id, entry, code, text, evidence, subject })];
        acts.extend(outcome_act(read, entry, &facts)?);
        Ok(Decided::new(acts, id))
    })
}

/// Takes a veto back, with a reason and a second person; both acts stay in the journal.
pub fn withdraw_veto(office: &mut Office, id: VetoId, reason: &str, second: &Hand) -> Result<(), Failure> {
    let reason = reason.trim();
    office.act_by_two(Kind::VetoWithdrawn, second, Some(reason), |read, _| {
        let missing = || refusal!("no_veto", "没有这项一票否决。", "There is no such veto.");
        let entry = read.veto_entry(id)?.ok_or_else(missing)?;
        let mut facts = marked_batch(read, entry)?;
        if reason.is_empty() {
            return Err(refusal!("reason_needed", "撤回须写明理由。", "Withdrawing it needs a reason.").into());
        }
        if !facts.vetoes.contains(&id) {
            return Err(missing().next(both!("它可能已撤回。", "It may be withdrawn already.")).into());
        }
        facts.vetoes.retain(|veto| *veto != id);
        let mut acts = vec![Act::VetoWithdrawn(VetoWithdrawn { id })];
        acts.extend(outcome_act(read, entry, &facts)?);
        Ok(Decided::new(acts, ()))
    })
}
