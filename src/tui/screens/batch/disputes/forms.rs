//! The forms of disputes: taking one in, and deciding it.

use crate::both;
use crate::domain::evaluation::dispute::{DisputeKind, DisputeResult, RecheckGround};
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::evaluation::ticket::TicketNumber;
use crate::domain::id::{BatchId, DisputeId, EntryId};
use crate::domain::identity::inert;
use crate::domain::language::{Both, Lang, Say};
use crate::ops::{Office, dispute};
use crate::store::Failure;
use crate::store::read::dispute::Dispute;
use crate::tui::context::Context;
use crate::tui::popup::fill::Fill;
use crate::tui::screens::parts::words;
use crate::tui::widget::field::Field;
use crate::tui::widget::form::Form;

/// Says what was taken in; true where it was.
fn taken(raised: Result<DisputeId, Failure>, context: &mut Context) -> bool {
    let Some(id) = context.tell(raised) else { return false };
    let read = context.office.read().dispute(id).map_err(Failure::from);
    if let Some(found) = context.tell(read).flatten() {
        let (receipt, by) = (found.receipt, found.reply_by);
        context.done(both!("已受理，回执 {receipt}，{by} 前答复。", "Taken in: {receipt}, to be answered by {by}."));
    }
    true
}

pub fn objecting(id: BatchId) -> Fill {
    let fields = vec![
        Field::number("ticket", "准考证号", "Ticket", 26).hint(both!("可不填", "may be left out")),
        Field::text("text", "异议内容", "Text", 50).required(),
    ];
    Fill::new(both!("登记异议", "Record an objection"), Form::new(fields), move |form, context| {
        let entry = match entry_of(&context.office, id, form.field("ticket").as_text()) {
            Ok(entry) => entry,
            Err(fault) => {
                form.tell("ticket", fault);
                return false;
            }
        };
        let raised = dispute::object(&mut context.office, id, entry, form.field("text").as_text());
        taken(raised, context)
    })
}

pub fn rechecking(id: BatchId) -> Fill {
    let subjects: Vec<Both> = SubjectKind::ALL.iter().map(words::both).collect();
    let grounds: Vec<Both> = RecheckGround::ALL.iter().map(words::both).collect();
    let fields = vec![
        Field::number("ticket", "准考证号", "Ticket", 26).required(),
        Field::choice("subject", "科目", "Subject", subjects, 0),
        Field::choice("ground", "复核内容", "To look at", grounds, 0),
        Field::text("text", "申请理由", "Reason", 50).required(),
    ];
    let fill = Fill::new(both!("受理成绩复核", "Take in a re-check"), Form::new(fields), move |form, context| {
        let entry = match entry_of(&context.office, id, form.field("ticket").as_text()) {
            Ok(Some(entry)) => entry,
            Ok(None) => return false,
            Err(fault) => {
                form.tell("ticket", fault);
                return false;
            }
        };
        let subject = SubjectKind::ALL[form.field("subject").as_choice().min(SubjectKind::ALL.len() - 1)];
        let ground = RecheckGround::ALL[form.field("ground").as_choice().min(RecheckGround::ALL.len() - 1)];
        let asked = dispute::ask_recheck(&mut context.office, entry, subject, ground, form.field("text").as_text());
        taken(asked, context)
    });
    fill.intro(both!(
        "只核查漏评、合分、登分，不重新评阅。",
        "Looks at missed items, sums and transcription only; nothing is marked anew."
    ))
}

pub fn appealing(against: &Dispute) -> Fill {
    let (id, receipt) = (against.id, against.receipt.clone());
    let fields = vec![
        Field::text("office", "上级机构", "Higher office", 40).required(),
        Field::text("text", "申诉理由", "Reason", 50).required(),
    ];
    let fill = Fill::new(both!("受理申诉", "File an appeal"), Form::new(fields), move |form, context| {
        let (to, text) = (form.field("office").as_text().to_owned(), form.field("text").as_text().to_owned());
        let filed = dispute::appeal(&mut context.office, id, &to, &text);
        taken(filed, context)
    });
    fill.intro(both!("对 {receipt} 的处理结果不服。", "Against the decision on {receipt}."))
}

pub fn deciding(found: &Dispute) -> Fill {
    let found = found.clone();
    let results = DisputeResult::of(found.kind);
    let options: Vec<Both> = results.iter().map(words::both).collect();
    let fields = vec![
        Field::choice("result", "结论", "Conclusion", options, 0),
        Field::text("decision", "处理意见", "Grounds", 50).required(),
    ];
    let title = match found.kind {
        DisputeKind::Objection => both!("处理异议", "Decide the objection"),
        DisputeKind::Recheck => both!("办结成绩复核", "Decide the re-check"),
        DisputeKind::Appeal => both!("登记申诉处理结果", "Record the answer to the appeal"),
    };
    let text = inert(&found.text);
    let fill = Fill::new(title, Form::new(fields), move |form, context| {
        let result = results[form.field("result").as_choice().min(1)];
        let decided = dispute::decide(&mut context.office, &found, result, form.field("decision").as_text());
        let done = context.tell(decided).is_some();
        if done {
            let (zh, en) = (found.kind.say(Lang::Zh), found.kind.say(Lang::En));
            context.done(both!("{zh}已处理，按 w 看告知书。", "The {en} is decided; w shows the notice."));
        }
        done
    });
    fill.intro(both!("{text}", "{text}"))
}

/// The entry of a ticket, which must be one of this batch; none where no ticket was written.
fn entry_of(office: &Office, id: BatchId, ticket: &str) -> Result<Option<EntryId>, Both> {
    if ticket.is_empty() {
        return Ok(None);
    }
    let number =
        TicketNumber::parse(ticket).map_err(|fault| Both { zh: fault.say(Lang::Zh), en: fault.say(Lang::En) })?;
    let row = office.read().entry_by_ticket(number.as_str()).ok().flatten().filter(|row| row.batch == id);
    row.map(|row| Some(row.id)).ok_or_else(|| both!("本批次没有这个准考证号", "no such ticket in this batch"))
}
