//! What an entry declares, recorded until it is decided.

use super::{batch_of, cutoff};
use crate::domain::evaluation::batch::BatchState;
use crate::domain::evaluation::eligibility::{Claims, Verdict, verdict};
use crate::domain::evaluation::entry::Decision;
use crate::domain::id::EntryId;
use crate::domain::refusal::Refusal;
use crate::ops::Office;
use crate::store::act::{Act, ClaimsRevised, Kind, Sealed};
use crate::store::read::batch::Batch;
use crate::store::{Decided, Failure};
use crate::{both, refusal};

/// Whether what an entry declares may still be recorded: until it is decided.
pub fn may_revise(batch: &Batch, decision: Decision) -> Result<(), Refusal> {
    let open = matches!(batch.state, BatchState::Registering | BatchState::Reviewing);
    if open && matches!(decision, Decision::Pending | Decision::Returned) {
        return Ok(());
    }
    Err(refusal!("claims_closed", "报名已审核，不能再改申报材料。", "The entry is decided; what it declares is fixed.")
        .next(both!("可先退回，再补材料。", "Return it first.")))
}

/// Records what the candidate declares from now on: evidence handed in, a date read from a certificate. Closed once decided.
pub fn revise_claims(office: &mut Office, entry: EntryId, claims: Claims) -> Result<Verdict, Failure> {
    office.act(Kind::ClaimsRevised, None, |read, _| {
        let row =
            read.entry(entry)?.ok_or_else(|| refusal!("no_entry", "没有这份报名。", "There is no such entry."))?;
        let batch = batch_of(read, row.batch)?;
        may_revise(&batch, row.decision)?;
        let kept = read
            .standard(row.item.standard)?
            .ok_or_else(|| refusal!("no_standard", "没有这个标准。", "There is no such standard."))?;
        let rules = kept.standard.level(row.item.level).expect("a batch's item is a level of its standard");
        let chosen = (row.condition > 0).then_some(row.condition);
        let verdict = verdict(&rules.conditions, &claims, chosen, cutoff(read, &batch)?);
        Ok(Decided::new(vec![Act::ClaimsRevised(ClaimsRevised { entry }, Sealed::Known(claims))], verdict))
    })
}
