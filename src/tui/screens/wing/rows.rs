//! Forms of the registers: fields as their columns say, what moves a plan on, what ends an apprenticeship, and what is given out.

use std::path::PathBuf;

use crate::domain::employment::Rank;
use crate::domain::employment::growth::Outcome;
use crate::domain::employment::register::{Column, Holds, Kin, Register, columns};
use crate::domain::evidence::What;
use crate::domain::identity::inert;
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::exchange::print::run::Target;
use crate::exchange::print::write;
use crate::exchange::wing_sheet::{Sheet, Which};
use crate::ops::account::evidence_signer;
use crate::ops::employment as verbs;
use crate::ops::employment::{Cells, Reached};
use crate::store::Failure;
use crate::store::backup::Existing;
use crate::store::employment::read::RegisterRow;
use crate::tui::context::Context;
use crate::tui::popup::working::Working;
use crate::tui::screen::{Answer, Flow};
use crate::tui::screens::parts::filling::Filling;
use crate::tui::screens::parts::save_text::plain_name;
use crate::tui::screens::parts::words::{both, data};
use crate::tui::screens::preview::Writing;
use crate::tui::widget::field::Field;
use crate::tui::widget::form::Form;
use crate::{both, refusal};

fn file_there() -> Refusal {
    refusal!("file_there", "文件已在，请换个名字。", "A file of that name is there; choose another.")
}

fn done(what: Both, context: &mut Context) -> Result<Flow, Refusal> {
    context.done(what);
    Ok(Flow::PopWith(Answer::Finished))
}

/// What a choice offers: nothing at all where it may be left out, then the words.
fn options(column: &Column) -> Vec<(String, Both)> {
    let none = (!column.must).then(|| (String::new(), data("—")));
    let words: Vec<(String, Both)> = match column.holds {
        Holds::Rank => Rank::ALL.iter().map(|rank| (rank.label().to_owned(), both(rank))).collect(),
        Holds::Word(words) => words.iter().map(|word| (word.zh.to_owned(), both(word))).collect(),
        _ => Vec::new(),
    };
    none.into_iter().chain(words).collect()
}

fn field(column: &'static Column, value: &str) -> Field {
    let (name, zh, en) = (column.sql, column.zh, column.en);
    let field = match column.holds {
        Holds::Rank | Holds::Word(_) => {
            let options = options(column);
            let at = options.iter().position(|(kept, _)| kept == value).unwrap_or(0);
            return Field::choice(name, zh, en, options.into_iter().map(|(_, told)| told).collect(), at);
        }
        Holds::Date => Field::date(name, zh, en),
        Holds::Count => Field::number(name, zh, en, 8),
        Holds::Money => Field::number(name, zh, en, 12).hint(both!("元", "yuan")),
        Holds::Kin(Kin::Person) => {
            Field::text(name, zh, en, 26).hint(both!("证书编号，或姓名", "a certificate's number, or a name"))
        }
        Holds::Kin(Kin::Employer) => {
            let whole = if column.must {
                both!("单位名称", "its name")
            } else {
                both!("名称；空白即全县", "empty: all")
            };
            Field::text(name, zh, en, 36).hint(whole)
        }
        Holds::Kin(_) => Field::text(name, zh, en, 36).hint(both!("登记过的名称", "as it is recorded")),
        Holds::Text => Field::text(name, zh, en, 40),
    };
    let field = field.value(value);
    if column.must { field.required() } else { field }
}

/// A row of a register, new or known.
pub fn row(register: Register, known: Option<&RegisterRow>) -> Filling {
    let filled = move || columns(register).iter().filter(|column| column.derived.is_none());
    let value = |column: &Column| known.map_or(String::new(), |row| row.cell(column.sql, Lang::Zh));
    let form = Form::new(filled().map(|column| field(column, &value(column))).collect());
    let (zh, en) = (register.say(Lang::Zh), register.say(Lang::En));
    let crumb = match known {
        Some(_) => both!("修改{zh}", "Change: {en}"),
        None => both!("登记{zh}", "Record: {en}"),
    };
    let id = known.map(|row| row.id);
    Filling::new(crumb, form, move |form, context| {
        let mut cells = Cells::new();
        for column in filled() {
            let field = form.field(column.sql);
            let text = match column.holds {
                Holds::Rank | Holds::Word(_) => {
                    options(column).get(field.as_choice()).map_or(String::new(), |(kept, _)| kept.clone())
                }
                _ => field.as_text().to_owned(),
            };
            cells.insert(column.zh.to_owned(), text);
        }
        verbs::record_row(&mut context.office, register, id, &cells)?;
        let (zh, en) = (register.say(Lang::Zh), register.say(Lang::En));
        done(both!("已登记到{zh}。", "Recorded among the {en}."), context)
    })
}

/// The middle or the end of a plan's year, whichever comes next.
pub fn stage(row: &RegisterRow, context: &Context) -> Result<Filling, Failure> {
    let reached = context.office.employment()?.stages(row.id)?;
    let name = row.cell("name", Lang::Zh);
    let stage = crate::domain::employment::growth::next(&name, reached.last().map(|row| row.stage))?;
    let people = reached.last().map_or(0, |row| row.people).to_string();
    let form = Form::new(vec![
        Field::text("document", "文件", "Document", 40).required(),
        Field::number("people", "已培训人数", "Trained so far", 8)
            .value(&people)
            .required()
            .check(|n| n.parse::<u32>().map(drop).map_err(|_| both!("要整数", "a whole number"))),
        Field::text("note", "结论", "Finding", 60).required(),
    ]);
    let (id, name) = (row.id, inert(&name));
    let about = both!("计划“{name}”", "Plan “{name}”");
    Ok(Filling::new(both(&stage), form, move |form, context| {
        let text = |name| form.field(name).as_text().to_owned();
        let reached =
            Reached { document: text("document"), note: text("note"), people: text("people").parse().unwrap_or(0) };
        let stage = verbs::move_plan(&mut context.office, id, reached)?;
        let (zh, en) = (stage.say(Lang::Zh), stage.say(Lang::En));
        done(both!("已登记{zh}。", "The {en} is recorded."), context)
    })
    .about(about))
}

pub fn outcome(row: &RegisterRow) -> Filling {
    let form = Form::new(vec![
        Field::choice("outcome", "结果", "Outcome", Outcome::ALL.iter().map(both).collect(), 0),
        Field::text("note", "依据", "Grounds", 60).required(),
    ]);
    let (id, master, apprentice) =
        (row.id, inert(&row.cell("master", Lang::Zh)), inert(&row.cell("apprentice", Lang::Zh)));
    Filling::new(both!("师带徒结业", "End an apprenticeship"), form, move |form, context| {
        let outcome = Outcome::ALL[form.field("outcome").as_choice().min(Outcome::ALL.len() - 1)];
        verbs::end_pair(&mut context.office, id, outcome, form.field("note").as_text())?;
        let (zh, en) = (outcome.say(Lang::Zh), outcome.say(Lang::En));
        done(both!("已登记：{zh}。", "Recorded: {en}."), context)
    })
    .about(both!("师傅 {master}，徒弟 {apprentice}", "{apprentice}, with {master}"))
}

/// A signed file of what a plan's courses, or a competition, say of people.
pub fn give(row: &RegisterRow, what: What, context: &Context) -> Result<Filling, Failure> {
    let today = context.office.today();
    let evidence = verbs::evidence(&context.office.employment()?, what, row.id, today)?;
    let name = plain_name(&format!("{}-{}-{today}.json", what.say(context.lang), evidence.title));
    let path = context.office.path().with_file_name(name);
    let form = Form::new(vec![
        Field::text("path", "写到", "Write to", 60).value(&path.to_string_lossy()).required(),
        Field::secret("words", "本人口令", "Your passphrase", 40).required(),
    ]);
    let (id, n, title) = (row.id, evidence.lines.len(), inert(&evidence.title));
    let about = both!(
        "“{title}”的 {n} 条，签名后交给考务员，作为申报材料导入。评价一侧只看这个文件，不看聘任的任何表。",
        "{n} lines of “{title}”, signed for the registrar to take in as evidence. Evaluation sees this file and no table of employment."
    );
    Ok(Filling::new(both!("出具签名凭证", "Give out signed evidence"), form, move |form, context| {
        let path = PathBuf::from(form.field("path").as_text());
        if path.exists() {
            return Err(file_there());
        }
        let signer = evidence_signer(&mut context.office, form.field("words").as_text())?;
        let file = verbs::give_evidence(&mut context.office, what, id, &signer)?;
        write::write(&file, &path, Existing::Keep)?;
        let (shown, mark) = (path.display(), crate::credential::signing::fingerprint(&signer.public()));
        done(
            both!(
                "已写到 {shown}；密钥指纹 {mark}，考务员第一次收时要核对。",
                "Written to {shown}; key {mark}, which the registrar compares at the first file."
            ),
            context,
        )
    })
    .about(about))
}

/// A list into a workbook, CSV or PDF, by the name's ending.
pub fn export(sheet: Sheet, context: &Context) -> Filling {
    let name = plain_name(&format!("{}-{}.xlsx", sheet.which.say(context.lang), context.office.today()));
    let path = context.office.path().with_file_name(name);
    let form = Form::new(vec![Field::text("path", "写到", "Write to", 60).value(&path.to_string_lossy()).required()]);
    let n = sheet.rows.len();
    Filling::new(both!("导出", "Export"), form, move |form, context| {
        let path = PathBuf::from(form.field("path").as_text());
        if path.exists() {
            return Err(file_there());
        }
        if write::is_pdf(&path) {
            let (title, making) = sheet.on_paper(&context.office, context.lang)?;
            return Ok(Flow::Replace(Box::new(Working::new(Writing::aside(making, title, Target::One(path))))));
        }
        sheet.write(&context.office, &path, context.lang, Existing::Keep)?;
        let shown = path.display();
        done(both!("已写到 {shown}。", "Written to {shown}."), context)
    })
    .about(both!("{n} 行；按扩展名写成 .xlsx、.csv 或 .pdf。", "{n} rows; .xlsx, .csv or .pdf by the name's ending."))
}

/// The registers of a list, where it is one.
pub fn register_of(which: Which) -> Option<Register> {
    match which {
        Which::Rows(register) => Some(register),
        _ => None,
    }
}
