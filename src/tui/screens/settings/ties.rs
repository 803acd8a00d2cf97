//! Declared ties in the settings: who is tied to whom, a new declaration, and a withdrawal with its reason.

use super::part::Line;
use crate::both;
use crate::domain::evaluation::staffing::TieKind;
use crate::domain::id::TieId;
use crate::domain::identity::{PersonName, inert};
use crate::domain::language::{Both, Lang, Say};
use crate::ops::staffing::{Declaration, declare_tie, withdraw_tie};
use crate::store::Failure;
use crate::tui::context::Context;
use crate::tui::popup::fill::Fill;
use crate::tui::screen::{Answer, Flow};
use crate::tui::screens::parts::filling::Filling;
use crate::tui::screens::parts::words;
use crate::tui::widget::columns::Column;
use crate::tui::widget::field::Field;
use crate::tui::widget::form::Form;

pub fn columns() -> Vec<Column> {
    vec![
        Column::flexible("人员", "Person", 10, 20),
        Column::flexible("关系", "Tie", 12, 22),
        Column::flexible("与谁", "With", 10, 20),
        Column::fixed("考生", "Candidate", 9),
        Column::flexible("说明", "Note", 8, 40).drop(1),
        Column::fixed("状态", "State", 9),
    ]
}

pub fn lines(context: &Context) -> Result<Vec<Line>, Failure> {
    let read = context.office.read();
    let mut lines = Vec::new();
    for tie in read.ties()? {
        let texts = vec![
            words::data(read.person_name(tie.person)?),
            words::both(&tie.kind),
            words::data(tie.name),
            match tie.candidate {
                Some(candidate) => words::data(format!("#{}", candidate.0)),
                None if tie.tailed => both!("按证件", "by ID"),
                None => both!("按姓名", "by name"),
            },
            words::data(tie.note),
            if tie.withdrawn { both!("已撤销", "withdrawn") } else { both!("有效", "in force") },
        ];
        lines.push(Line { key: tie.id.0, texts, muted: tie.withdrawn });
    }
    Ok(lines)
}

/// A new declaration.
pub fn declaring(context: &mut Context) -> Option<Filling> {
    let people = context.office.read().people().map_err(Failure::from);
    let people = context.tell(people)?;
    let names = people.iter().map(|person| words::data(person.name.clone())).collect();
    let name_check = |name: &str| {
        let told = |fault: &dyn Say| Both { zh: fault.say(Lang::Zh), en: fault.say(Lang::En) };
        PersonName::parse(name).map(drop).map_err(|fault| told(&fault))
    };
    let form = Form::new(vec![
        Field::choice("person", "人员", "Person", names, 0),
        Field::choice("kind", "关系", "Tie", TieKind::ALL.iter().map(words::both).collect(), 0),
        Field::text("name", "与谁", "With", 24).required().check(name_check),
        Field::number("tail", "证件后四位", "Last four of the ID", 6)
            .hint(both!("不填时同名只作提醒", "without it a namesake only warns")),
        Field::text("note", "说明", "Note", 36)
            .hint(both!("如 堂弟、2025 年带训", "such as cousin, or taught in 2025")),
    ]);
    Some(Filling::new(both!("申报回避关系", "Declare a tie"), form, move |form, context| {
        let text = |field| form.field(field).as_text().to_owned();
        let person = &people[form.field("person").as_choice().min(people.len() - 1)];
        let declared = Declaration {
            person: person.id,
            kind: TieKind::ALL[form.field("kind").as_choice().min(2)],
            name: text("name"),
            tail: text("tail"),
            note: text("note"),
        };
        declare_tie(&mut context.office, &declared)?;
        let (name, other) = (inert(&person.name), inert(&declared.name));
        context.done(both!("已登记{name}与{other}的回避关系。", "Declared: {name} and {other}."));
        Ok(Flow::PopWith(Answer::Finished))
    }))
}

/// Takes a declaration back.
pub fn withdrawing(key: i64) -> Fill {
    let reason = Field::text("reason", "理由", "Reason", 50).required();
    let fill =
        Fill::new(both!("撤销申报", "Withdraw the declaration"), Form::new(vec![reason]), move |form, context| {
            let done = withdraw_tie(&mut context.office, TieId(key), form.field("reason").as_text());
            let done = context.tell(done).is_some();
            if done {
                context.done(both!("申报已撤销。", "The declaration is withdrawn."));
            }
            done
        });
    fill.intro(both!("申报和理由都留在日志里。", "The declaration and the reason stay in the journal."))
}
