//! The forms of the settings: a filed row, a person, a setting.

use crate::both;
use crate::domain::id::ScopeId;
use crate::domain::identity::{PersonName, inert};
use crate::domain::language::{Both, Lang, Say};
use crate::domain::level::Level;
use crate::domain::passphrase;
use crate::domain::refusal::Refusal;
use crate::domain::stamp::Role;
use crate::ops::settings::{self, Setting, Values};
use crate::ops::station::{file_scope, move_across, record_person, revise_person};
use crate::store::act::ScopeFiled;
use crate::store::read::station::Person;
use crate::tui::context::Context;
use crate::tui::screen::{Answer, Flow};
use crate::tui::screens::parts::filling::Filling;
use crate::tui::screens::parts::words;
use crate::tui::widget::field::Field;
use crate::tui::widget::form::Form;

/// A row of the filed scope.
pub fn scope(context: &Context) -> Filling {
    let levels: Vec<Both> = Level::ALL.iter().map(words::both).collect();
    let editions = ["2022", "2015", "1999"];
    let form = Form::new(vec![
        Field::choice("classification", "分类大典", "Classification", editions.map(words::data).to_vec(), 0),
        Field::number("code", "职业编码", "Trade code", 16)
            .required()
            .hint(both!("如 6-20-01-01", "such as 6-20-01-01"))
            .check(|code| match crate::domain::evaluation::validate_standard::is_trade_code(code) {
                true => Ok(()),
                false => Err(both!("应为 N-NN-NN-NN", "must be N-NN-NN-NN")),
            }),
        Field::text("name", "职业", "Trade", 24).required(),
        Field::choice("level", "等级", "Level", levels, 0),
        Field::date("from", "自", "From").value(&context.office.today().to_string()).required(),
        Field::date("until", "至", "Until").hint(both!("长期有效可不填", "empty until further notice")),
        Field::text("document", "备案文件", "Document", 32).required(),
    ]);
    Filling::new(both!("登记备案", "File a trade"), form, move |form, context| {
        let today = context.office.today();
        let row = ScopeFiled {
            classification: editions[form.field("classification").as_choice().min(2)].to_owned(),
            document: form.field("document").as_text().to_owned(),
            id: ScopeId(0),
            level: Level::ALL[form.field("level").as_choice().min(4)],
            trade_code: form.field("code").as_text().to_owned(),
            trade_name: form.field("name").as_text().to_owned(),
            valid_from: form.field("from").as_date().unwrap_or(today),
            valid_until: form.field("until").as_date(),
        };
        let (trade, level) = (inert(&row.trade_name), words::both(&row.level));
        file_scope(&mut context.office, vec![row])?;
        context.done(Both {
            zh: format!("已登记备案：{trade} {}。", level.zh),
            en: format!("Filed: {trade}, {}.", level.en),
        });
        Ok(Flow::PopWith(Answer::Finished))
    })
}

/// A person who works here, new or known.
pub fn person(known: Option<&Person>) -> Filling {
    let yes_no = || vec![both!("否", "no"), both!("是", "yes")];
    let name = known.map_or("", |person| person.name.as_str());
    let name_check = |name: &str| {
        let told = |fault: &dyn Say| Both { zh: fault.say(Lang::Zh), en: fault.say(Lang::En) };
        PersonName::parse(name).map(drop).map_err(|fault| told(&fault))
    };
    let mut fields = vec![Field::text("name", "姓名", "Name", 24).value(name).required().check(name_check)];
    for role in Role::ALL {
        let has = known.is_some_and(|person| person.roles.contains(&role));
        fields.push(Field::choice(role.word(), role.label(), role.english(), yes_no(), has.into()));
    }
    if known.is_none() {
        fields.push(
            Field::text("passphrase", "临时口令", "Temporary passphrase", 28)
                .required()
                .hint(both!("本人第一次登录时换掉", "changed at the first sign-in"))
                .check(|words| passphrase::check(words, "")),
        );
    }
    let employs = |roles: &[Role]| roles.iter().any(|role| role.employs());
    let stands = known.map(|person| employs(&person.roles));
    if known.is_some() {
        fields.push(
            Field::text("passphrase", "临时口令", "Temporary passphrase", 28)
                .hint(both!("只在换到墙的另一侧时填", "only to move to the other side of the wall"))
                .check(|words| if words.is_empty() { Ok(()) } else { passphrase::check(words, "") }),
        );
    }
    let id = known.map(|person| person.id);
    let crumb =
        if id.is_some() { both!("修改人员", "Change a person") } else { both!("新增人员", "Add a person") };
    Filling::new(crumb, Form::new(fields), move |form, context| {
        let has = |role: &Role| form.field(role.word()).as_choice() == 1;
        let roles: Vec<Role> = Role::ALL.into_iter().filter(has).collect();
        let name = form.field("name").as_text();
        match id {
            Some(id) => {
                let words = form.field("passphrase").as_text();
                if stands != Some(employs(&roles)) && !words.is_empty() {
                    move_across(&mut context.office, id, name, &roles, words)?;
                } else {
                    revise_person(&mut context.office, id, name, &roles)?;
                }
            }
            None => {
                let words = form.field("passphrase").as_text();
                record_person(&mut context.office, name, &roles, words)?;
            }
        }
        let name = inert(name);
        context.done(both!("已登记人员{name}。", "Recorded: {name}."));
        Ok(Flow::PopWith(Answer::Finished))
    })
}

/// One setting with its default beside it.
pub fn setting(setting: &'static Setting, value: &str) -> Filling {
    let default = Both { zh: setting.tell(setting.default, Lang::Zh), en: setting.tell(setting.default, Lang::En) };
    let hint = Both { zh: format!("默认 {}", default.zh), en: format!("default {}", default.en) };
    let field = match &setting.values {
        Values::Words(words) => {
            let options = words.iter().map(|(_, zh, en)| both!("{zh}", "{en}")).collect();
            let at = words.iter().position(|(word, ..)| *word == value).unwrap_or(0);
            Field::choice("value", setting.zh, setting.en, options, at)
        }
        Values::Whole(..) => Field::number("value", setting.zh, setting.en, 8)
            .value(value)
            .required()
            .check(|value| setting.check(value)),
    };
    Filling::new(words::both(setting), Form::new(vec![field.hint(hint)]), move |form, context| {
        let field = form.field("value");
        let value = match &setting.values {
            Values::Words(words) => words.get(field.as_choice()).map_or(setting.default, |(word, ..)| word),
            Values::Whole(..) => field.as_text(),
        };
        keep(setting, value, context)
    })
}

fn keep(setting: &Setting, value: &str, context: &mut Context) -> Result<Flow, Refusal> {
    settings::set(&mut context.office, setting.name, value)?;
    let told = |lang| format!("{}{}{}", setting.say(lang), lang.pick("：", ": "), setting.tell(value, lang));
    context.done(Both { zh: format!("已保存。{}。", told(Lang::Zh)), en: format!("Saved. {}.", told(Lang::En)) });
    Ok(Flow::PopWith(Answer::Finished))
}
