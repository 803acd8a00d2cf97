//! Examiners' records in the settings: qualification, trades, card, employers, appointment.

use chrono::NaiveDate;

use super::part::Line;
use crate::both;
use crate::domain::evaluation::staffing::examiner::{card_end, read_list};
use crate::domain::evaluation::staffing::{Card, Examiner, ExaminerKind};
use crate::domain::id::PersonId;
use crate::domain::identity::inert;
use crate::domain::language::{Both, Lang, Say};
use crate::domain::stamp::Role;
use crate::ops::staffing::{approve_examiner, record_examiner};
use crate::store::Failure;
use crate::store::read::station::Person;
use crate::tui::context::Context;
use crate::tui::screen::{Answer, Flow};
use crate::tui::screens::parts::filling::Filling;
use crate::tui::screens::parts::words;
use crate::tui::widget::columns::Column;
use crate::tui::widget::field::Field;
use crate::tui::widget::form::Form;

pub fn columns() -> Vec<Column> {
    vec![
        Column::flexible("姓名", "Name", 10, 20),
        Column::fixed("资格", "Kind", 10),
        Column::fixed("审核", "Approved", 8),
        Column::flexible("可考评职业", "Trades", 12, 40),
        Column::flexible("证卡有效期至", "Card until", 18, 24),
        Column::fixed("聘任至", "Appointed to", 10).drop(1),
        Column::flexible("单位", "Employer", 8, 40).drop(2),
    ]
}

/// Everybody with the role, recorded or not yet.
pub fn lines(context: &Context) -> Result<Vec<Line>, Failure> {
    let (read, today) = (context.office.read(), context.office.today());
    let mut lines = Vec::new();
    for person in read.people()? {
        let record = read.examiner(person.id)?;
        let has = [Role::Examiner, Role::PanelLeader].iter().any(|role| person.roles.contains(role));
        if !has && record.is_none() {
            continue;
        }
        let name = words::data(person.name);
        let Some(record) = record else {
            let texts = vec![name, both!("未登记", "none yet")];
            lines.push(Line { key: person.id.0, texts, muted: true });
            continue;
        };
        let card = record.card_on(today);
        let texts = vec![
            name,
            match record.kind {
                ExaminerKind::Examiner => words::both(&record.kind),
                ExaminerKind::Senior => both!("高级考评员", "senior"),
            },
            match read.examiner_approval(person.id)? {
                Some((_, true)) => both!("通过", "yes"),
                _ => both!("待审核", "waits"),
            },
            words::data(record.trades.join("、")),
            until(record.card_until, card),
            record.appointed_until.map_or_else(|| both!("长期", "open"), |day| words::data(day.to_string())),
            words::data(record.employer),
        ];
        lines.push(Line { key: person.id.0, texts, muted: card == Card::Expired });
    }
    Ok(lines)
}

/// `2027-12-31`, and what is to be minded about it.
pub fn until(day: NaiveDate, card: Card) -> Both {
    match card {
        Card::Valid => words::data(day.to_string()),
        _ => Both { zh: format!("{day} {}", card.say(Lang::Zh)), en: format!("{day} {}", card.say(Lang::En)) },
    }
}

/// The record of one person, new or known.
pub fn form(person: &Person, known: Option<&Examiner>, today: NaiveDate) -> Filling {
    let kinds = ExaminerKind::ALL.iter().map(words::both).collect();
    let kind = known.map_or(0, |known| usize::from(known.kind == ExaminerKind::Senior));
    let text = |pick: fn(&Examiner) -> String| known.map(pick).unwrap_or_default();
    let listed = both!("用顿号隔开", "separated by commas");
    let longest = card_end(today);
    let form = Form::new(vec![
        Field::choice("kind", "资格", "Kind", kinds, kind)
            .hint(both!("考评员：五至三级；高级考评员：各级", "examiner: levels 5 to 3; senior: all")),
        Field::text("trades", "可考评职业", "Trades", 36)
            .value(&text(|known| known.trades.join("、")))
            .required()
            .hint(listed.clone()),
        Field::text("card", "证卡号", "Card number", 24).value(&text(|known| known.card.clone())).required(),
        Field::date("card_from", "证卡自", "Card from")
            .value(&known.map_or(today, |known| known.card_from).to_string())
            .required(),
        Field::date("card_until", "证卡至", "Card until")
            .value(&known.map_or(longest, |known| known.card_until).to_string())
            .required()
            .hint(both!("最长三年，到期换证", "three years at most, then renewed")),
        Field::text("employer", "单位", "Employer", 36).value(&text(|known| known.employer.clone())),
        Field::text("before", "曾在单位", "Employers before", 36)
            .value(&text(|known| known.employers_before.join("、")))
            .hint(listed),
        Field::date("from", "聘任自", "Appointed from")
            .value(&known.map_or(today, |known| known.appointed_from).to_string())
            .required(),
        Field::date("until", "聘任至", "Appointed to")
            .value(&known.and_then(|known| known.appointed_until).map(|day| day.to_string()).unwrap_or_default())
            .hint(both!("长期聘任可不填", "empty until further notice")),
    ]);
    let (id, name) = (person.id, inert(&person.name));
    Filling::new(both!("{name}的考评员资格", "{name} as an examiner"), form, move |form, context| {
        let text = |field| form.field(field).as_text().to_owned();
        let date = |field| form.field(field).as_date();
        let record = Examiner {
            appointed_from: date("from").unwrap_or(today),
            appointed_until: date("until"),
            card: text("card"),
            card_from: date("card_from").unwrap_or(today),
            card_until: date("card_until").unwrap_or(today),
            employer: text("employer"),
            employers_before: read_list(&text("before")),
            kind: ExaminerKind::ALL[form.field("kind").as_choice().min(1)],
            trades: read_list(&text("trades")),
        };
        record_examiner(&mut context.office, id, record)?;
        context.done(both!(
            "已登记{name}的考评员资格，待第二人按 A 审核。",
            "Recorded {name} as an examiner; a second person approves it with A."
        ));
        Ok(Flow::PopWith(Answer::Finished))
    })
}

/// Whoever sits here approves the record.
pub fn approve(person: PersonId, context: &mut Context) {
    let approved = approve_examiner(&mut context.office, person);
    if context.tell(approved).is_some() {
        let name = context.office.read().person_name(person).unwrap_or_default();
        let name = inert(&name);
        context.done(both!("{name}的考评员资格已审核通过。", "The record of {name} is approved."));
    }
}

/// The form for a row of the list.
pub fn open(key: i64, context: &mut Context) -> Option<Filling> {
    let read = context.office.read();
    let asked = read.person(PersonId(key)).and_then(|person| Ok((person, read.examiner(PersonId(key))?)));
    let (person, known) = context.tell(asked.map_err(Failure::from))?;
    Some(form(&person?, known.as_ref(), context.office.today()))
}
