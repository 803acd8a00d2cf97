//! The forms of the stock: a movement, an issue into somebody's hands, a count, a destruction before a second person.

use crate::both;
use crate::domain::evaluation::stock::{BlankMove, SerialRange, read_list};
use crate::domain::language::{Both, Lang, Say, counted};
use crate::domain::stamp::Role;
use crate::ops::office::Hand;
use crate::ops::stock::{Movement, count, destroy, record};
use crate::ops::{Office, stock};
use crate::store::Failure;
use crate::tui::context::Context;
use crate::tui::popup::fill::Fill;
use crate::tui::screens::parts::words;
use crate::tui::widget::field::Field;
use crate::tui::widget::form::Form;

fn told(fault: &impl Say) -> Both {
    Both { zh: fault.say(Lang::Zh), en: fault.say(Lang::En) }
}

fn serials(offered: &str) -> Field {
    Field::text("serials", "印制流水码", "Serials", 34)
        .value(offered)
        .required()
        .hint(both!("A0001-A0200 或 A0001+200", "A0001-A0200 or A0001+200"))
        .check(|text| SerialRange::parse(text).map(drop).map_err(|fault| told(&fault)))
}

fn range(form: &Form) -> Option<SerialRange> {
    SerialRange::parse(form.field("serials").as_text()).ok()
}

fn done(made: BlankMove, sheets: u64, context: &mut Context) {
    let (zh, n) = (made.say(Lang::Zh), counted(sheets, "sheet", "sheets"));
    let en = made.say(Lang::En);
    context.done(both!("已登记{zh} {sheets} 张。", "{n} {en}."));
}

/// A movement that needs its serials, and a document or a reason.
pub fn moving(made: BlankMove, offered: &str) -> Fill {
    let mut fields = vec![serials(offered)];
    match made {
        BlankMove::Received | BlankMove::Returned => {
            fields.push(Field::text("document", "单据号", "Document", 34).required());
        }
        BlankMove::Spoiled => fields.push(Field::text("because", "作废原因", "Why", 34).required()),
        BlankMove::HandedBack | BlankMove::Issued | BlankMove::Destroyed => {}
    }
    Fill::new(title(made), Form::new(fields), move |form, context| {
        let Some(range) = range(form) else { return false };
        let text = |name: &str, here: bool| if here { form.field(name).as_text().to_owned() } else { String::new() };
        let document = text("document", matches!(made, BlankMove::Received | BlankMove::Returned));
        let because = text("because", made == BlankMove::Spoiled);
        let recorded = record(&mut context.office, &Movement { document, because, ..Movement::of(made, range) });
        match context.tell(recorded) {
            Some(sheets) => {
                done(made, sheets, context);
                true
            }
            None => false,
        }
    })
}

fn title(made: BlankMove) -> Both {
    match made {
        BlankMove::Received => both!("空白证书入库", "Receive blanks"),
        BlankMove::Issued => both!("领用空白证书", "Issue blanks"),
        BlankMove::HandedBack => both!("交回没用的", "Hand back what was not used"),
        BlankMove::Spoiled => both!("登记作废", "Record spoiled sheets"),
        BlankMove::Returned => both!("退回发放单位", "Send back to the office"),
        BlankMove::Destroyed => both!("销毁作废的证书", "Destroy spoiled sheets"),
    }
}

/// Into whose hands, and for which batch.
pub fn issuing(office: &Office, offered: &str) -> Result<Fill, Failure> {
    let read = office.read();
    let mut people = read.people()?;
    // Who may print comes first.
    let prints = |roles: &[Role]| roles.iter().any(|role| matches!(role, Role::Certifier | Role::Registrar));
    people.retain(|person| prints(&person.roles));
    let at = people.iter().position(|person| person.id == office.who()).unwrap_or(0);
    let mut batches = Vec::new();
    let mut names = vec![both!("不为一个批次", "for no batch")];
    for batch in read.batches()? {
        let passers = stock::passers(&read, batch.id)?;
        if passers == 0 {
            continue;
        }
        let (name, before) = (batch.plan.name.clone(), read.blanks_for(batch.id)?);
        names.push(both!("{name}：合格 {passers}，已领 {before}", "{name}: {passers} passed, {before} issued"));
        batches.push(batch.id);
    }
    // The newest batch is the one that is printed now.
    let newest = names.len() - 1;
    let fields = vec![
        serials(offered),
        Field::choice("person", "领用人", "To", people.iter().map(|it| words::data(it.name.clone())).collect(), at),
        Field::choice("batch", "批次", "Batch", names, newest),
        Field::text("because", "用途或原因", "What for", 34)
            .hint(both!("超过上限或不为批次时必填", "needed beyond the limit or for no batch")),
    ];
    Ok(Fill::new(title(BlankMove::Issued), Form::new(fields), move |form, context| {
        let Some(range) = range(form) else { return false };
        let movement = Movement {
            person: people.get(form.field("person").as_choice()).map(|person| person.id),
            batch: form.field("batch").as_choice().checked_sub(1).and_then(|at| batches.get(at)).copied(),
            because: form.field("because").as_text().to_owned(),
            ..Movement::of(BlankMove::Issued, range)
        };
        let recorded = record(&mut context.office, &movement);
        match context.tell(recorded) {
            Some(sheets) => {
                done(BlankMove::Issued, sheets, context);
                true
            }
            None => false,
        }
    }))
}

/// What is there, run by run.
pub fn counting() -> Fill {
    let fields = vec![
        Field::text("found", "实有流水码", "Serials found", 50)
            .required()
            .hint(both!("各段用逗号隔开", "runs, with commas between"))
            .check(|text| read_list(text).map(drop).map_err(|fault| told(&fault))),
        Field::text("note", "说明", "Note", 50).hint(both!("账实不符时必填", "needed where the count differs")),
    ];
    let fill = Fill::new(both!("盘点空白证书", "Count the blanks"), Form::new(fields), |form, context| {
        let Ok(found) = read_list(form.field("found").as_text()) else { return false };
        let counted = count(&mut context.office, &found, form.field("note").as_text());
        let Some(counted) = context.tell(counted) else { return false };
        let sheets = counted.sheets;
        context.done(match counted.missing.is_empty() && counted.surplus.is_empty() {
            true => both!("盘点 {sheets} 张，账实相符。", "{sheets} sheets counted, as the ledger says."),
            false => both!("盘点 {sheets} 张，差异已记录。", "{sheets} sheets counted; the difference is recorded."),
        });
        true
    });
    fill.intro(both!(
        "连同各人手里的一起数；在库和已领用的都应找到。",
        "Count what people have in hand too: what is in store and in hand must be found."
    ))
}

/// Spoiled sheets, before a second person.
pub fn destroying(hand: Hand, offered: &str) -> Fill {
    let fields = vec![serials(offered), Field::text("document", "销毁清单号", "Document", 34).required()];
    Fill::new(title(BlankMove::Destroyed), Form::new(fields), move |form, context| {
        let Some(range) = range(form) else { return false };
        let destroyed = destroy(&mut context.office, &range, form.field("document").as_text(), &hand);
        match context.tell(destroyed) {
            Some(sheets) => {
                done(BlankMove::Destroyed, sheets, context);
                true
            }
            None => false,
        }
    })
}
