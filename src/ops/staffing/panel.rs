//! Panels: named by hand, with a reason for what warns, or drawn by lot.

use super::{PanelKey, case, refused};
use crate::credential::draw::{SEED, ranking, seed_text};
use crate::domain::evaluation::staffing::draw::{Drawn, may_draw, pool, take};
use crate::domain::evaluation::staffing::{Overridden, PanelMember, Weight};
use crate::domain::id::PersonId;
use crate::ops::Office;
use crate::ops::batch::item_of;
use crate::store::act::{Act, Kind, PanelDrawn, PanelNamed};
use crate::store::{Decided, Failure, Read};
use crate::{both, refusal};

/// Names the whole panel of a subject; the first is its leader. A panel may be named before it is complete; whoever may
/// not serve is refused, with every reason; what warns needs a reason, which is recorded with it.
pub fn name_panel(
    office: &mut Office,
    key: PanelKey,
    people: &[PersonId],
    reason: Option<&str>,
) -> Result<(), Failure> {
    let reason = reason.map(str::trim).filter(|reason| !reason.is_empty());
    office.act(Kind::PanelNamed, reason, |read, _| {
        item_of(read, key.batch, key.item, key.subject)?;
        let member = |(place, person): (usize, &PersonId)| PanelMember { leader: place == 0, person: *person };
        let members: Vec<PanelMember> = people.iter().enumerate().map(member).collect();
        let check = case(read, key)?.check(&members, &[]);
        let forbidden = check.of_weight(Weight::Forbids).filter(|problem| problem.person.is_some());
        if let Some(refusal) = refused(forbidden) {
            return Err(refusal.into());
        }
        if let (None, Some(warned)) = (reason, refused(check.of_weight(Weight::Warns))) {
            let next = both!("这样派遣须写明理由。", "To name this panel needs a reason.");
            return Err(crate::domain::refusal::Refusal { code: "reason_needed", ..warned }.next(next).into());
        }
        let overridden = check.of_weight(Weight::Warns).map(Overridden::of).collect();
        let PanelKey { batch, item, subject } = key;
        Ok(Decided::act(Act::PanelNamed(PanelNamed { batch, item, members, overridden, subject })))
    })
}

/// What a seed comes to for a subject, before anything is recorded.
pub fn lawful_draw(read: &Read, key: PanelKey, seed: &str) -> Result<(Vec<PersonId>, Drawn), Failure> {
    let case = case(read, key)?;
    may_draw(case.duty)?;
    let ranked = ranking(seed, &pool(&case));
    let drawn = take(&case, &ranked)?;
    Ok((ranked, drawn))
}

/// Draws the panel of a subject with a fresh seed, and answers with what is recorded. A panel that is there already is
/// drawn anew with a reason only, so that nobody draws until the lot pleases.
pub fn draw_panel(office: &mut Office, key: PanelKey, reason: Option<&str>) -> Result<PanelDrawn, Failure> {
    let reason = reason.map(str::trim).filter(|reason| !reason.is_empty());
    office.act_by_chance(Kind::PanelDrawn, reason, |read, _, entropy| {
        item_of(read, key.batch, key.item, key.subject)?;
        let PanelKey { batch, item, subject } = key;
        if reason.is_none() && !read.panel(batch, item, subject)?.is_empty() {
            return Err(refusal!(
                "reason_needed",
                "已有考评组，重新抽取须写明理由。",
                "There is a panel already; to draw anew needs a reason."
            )
            .into());
        }
        let mut bytes = [0; SEED];
        entropy.fill(&mut bytes)?;
        let seed = seed_text(&bytes);
        let (pool, Drawn { members, passed_over }) = lawful_draw(read, key, &seed)?;
        let drawn = PanelDrawn { batch, item, members, passed_over, pool, seed, subject };
        Ok(Decided::new(vec![Act::PanelDrawn(drawn.clone())], drawn))
    })
}

/// Whether a recorded draw comes out again: the pool in the order of its lots, and the members the first of it but for
/// those passed over.
pub fn repeats(drawn: &PanelDrawn) -> bool {
    let taken = drawn.pool.iter().filter(|person| !drawn.passed_over.contains(person));
    ranking(&drawn.seed, &drawn.pool) == drawn.pool
        && taken.take(drawn.members.len()).eq(drawn.members.iter().map(|member| &member.person))
}

/// The acts whose draw does not come out again: none, unless another program wrote them.
pub fn draws_that_differ(read: &Read) -> Result<Vec<i64>, Failure> {
    let mut found = Vec::new();
    for seq in read.all_draws()? {
        // A row that cannot be read is told by the check of the journal.
        if read.draw(seq)?.is_some_and(|drawn| !repeats(&drawn)) {
            found.push(seq);
        }
    }
    Ok(found)
}
