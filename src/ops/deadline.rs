//! The deadline board: every window of every batch with its day, what is overdue first.

use chrono::NaiveDate;
use serde::Serialize;

use super::Office;
use super::dispute::{appeal_until, recheck_until};
use super::settings::after::{
    ARCHIVE_AFTER, CERTIFICATES_AFTER, MARKS_AFTER, PLAN_BEFORE, PUBLICITY_AFTER, REGISTRATION_BEFORE, ROOMS_BEFORE,
    STAFF_BEFORE,
};
use crate::domain::evaluation::batch::BatchState;
use crate::domain::evaluation::deadline::{Node, Offsets, Standing};
use crate::domain::evaluation::dispute::DisputeKind;
use crate::domain::id::BatchId;
use crate::store::read::batch::Batch;
use crate::store::{Failure, Read};

/// One line of the board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Deadline {
    pub on: NaiveDate,
    pub standing: Standing,
    pub node: Node,
    pub mandatory: bool,
    #[serde(skip)]
    pub id: BatchId,
    /// The batch's code.
    pub batch: String,
    #[serde(skip)]
    pub name: String,
    pub state: BatchState,
    /// The receipt of the dispute to be answered, where it is one.
    pub receipt: Option<String>,
}

fn offsets(read: &Read) -> Result<Offsets, Failure> {
    Ok(Offsets {
        plan_before: PLAN_BEFORE.whole(read)?,
        registration_before: REGISTRATION_BEFORE.whole(read)?,
        rooms_before: ROOMS_BEFORE.whole(read)?,
        staff_before: STAFF_BEFORE.whole(read)?,
        marks_after: MARKS_AFTER.whole(read)?,
        publicity_after: PUBLICITY_AFTER.whole(read)?,
        certificates_after: CERTIFICATES_AFTER.whole(read)?,
        archive_after: ARCHIVE_AFTER.whole(read)?,
    })
}

/// What is still to be done or to be waited for, in the order of its days, what is overdue first.
pub fn board(office: &Office) -> Result<Vec<Deadline>, Failure> {
    let (read, today) = (office.read(), office.today());
    let (offsets, calendar) = (offsets(&read)?, read.calendar()?);
    let mut board = Vec::new();
    for batch in read.batches()? {
        let mut add =
            |node: Node, on: NaiveDate, receipt: Option<String>| board.push(line(&batch, node, on, receipt, today));
        for (node, done) in Node::OF_PLAN {
            if batch.state < done {
                let plan = &batch.plan;
                let day = offsets.day(node, plan.registration_until, plan.exam_on, &calendar);
                day.into_iter().for_each(|on| add(node, on, None));
            }
        }
        if let Some(publicity) = batch.publicity.filter(|_| batch.state == BatchState::Publicity) {
            add(Node::PublicityEnds, publicity.until, None);
        }
        // A window that closes by itself is no work left undone: once past it leaves the board.
        if let Some(until) = recheck_until(&read, &batch)?.filter(|until| *until >= today) {
            add(Node::RecheckEnds, until, None);
        }
        for dispute in read.disputes(batch.id)? {
            let receipt = Some(dispute.receipt.clone());
            if dispute.is_open() {
                add(Node::Answer, dispute.reply_by, receipt);
            } else if dispute.kind != DisputeKind::Appeal {
                let until = appeal_until(&read, &dispute)?.filter(|until| *until >= today);
                until.into_iter().for_each(|until| add(Node::AppealEnds, until, receipt.clone()));
            }
        }
    }
    board.sort_by(|a, b| (a.standing, a.on, &a.batch, &a.receipt).cmp(&(b.standing, b.on, &b.batch, &b.receipt)));
    Ok(board)
}

fn line(batch: &Batch, node: Node, on: NaiveDate, receipt: Option<String>, today: NaiveDate) -> Deadline {
    Deadline {
        on,
        standing: Standing::of(on, today),
        node,
        mandatory: node.is_mandatory(),
        id: batch.id,
        batch: batch.plan.code.clone(),
        name: batch.plan.name.clone(),
        state: batch.state,
        receipt,
    }
}
