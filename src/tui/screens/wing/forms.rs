//! The wing's forms: an employer, a post, an appointment, its renewal, assessment and end.

use chrono::NaiveDate;

use crate::domain::employment::appointment::{NoticeDecision, term_end};
use crate::domain::employment::register::{fen, yuan};
use crate::domain::employment::{Certificate, Employer, Ending, Grade, Post, Rank};
use crate::domain::id::EmployerId;
use crate::domain::identity::{CreditCode, inert};
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::ops::employment as verbs;
use crate::ops::employment::{Wanted, Who};
use crate::store::Failure;
use crate::store::employment::read::{AppointmentRow, EmployerRow, PostRow};
use crate::tui::context::Context;
use crate::tui::screen::{Answer, Flow};
use crate::tui::screens::parts::filling::Filling;
use crate::tui::screens::parts::words::both;
use crate::tui::widget::field::Field;
use crate::tui::widget::form::Form;
use crate::{both, refusal};

fn told(fault: &dyn Say) -> Both {
    Both { zh: fault.say(Lang::Zh), en: fault.say(Lang::En) }
}

fn done(what: Both, context: &mut Context) -> Result<Flow, Refusal> {
    context.done(what);
    Ok(Flow::PopWith(Answer::Finished))
}

fn ranks(at: Rank) -> Field {
    let options = Rank::ALL.iter().map(both).collect();
    Field::choice("rank", "等级", "Rank", options, at as usize)
}

fn rank(form: &Form) -> Rank {
    Rank::ALL[form.field("rank").as_choice().min(Rank::ALL.len() - 1)]
}

pub fn employer(known: Option<&EmployerRow>, context: &Context) -> Result<Filling, Failure> {
    let region = context.office.employment()?.station()?.map_or(String::new(), |(_, region)| region);
    let held = known.map(|row| row.employer.clone());
    let value = |pick: fn(&Employer) -> &str, otherwise: &str| {
        held.as_ref().map_or(otherwise.to_owned(), |employer| pick(employer).to_owned())
    };
    let form = Form::new(vec![
        Field::text("name", "单位名称", "Name", 40).value(&value(|one| &one.name, "")).required(),
        Field::number("code", "信用代码", "Credit code", 20)
            .value(&value(|one| &one.credit_code, ""))
            .required()
            .hint(both!("18 位统一社会信用代码", "18 characters"))
            .check(|code| CreditCode::parse(code).map(drop).map_err(|fault| told(&fault))),
        Field::number("region", "行政区划", "Region", 8).value(&value(|one| &one.region, &region)).required(),
        Field::text("contact", "联系人", "Contact", 30).value(&value(|one| &one.contact, "")),
    ]);
    let id = known.map(|row| row.id);
    let crumb = if id.is_some() {
        both!("修改单位", "Change an employer")
    } else {
        both!("登记单位", "Record an employer")
    };
    Ok(Filling::new(crumb, form, move |form, context| {
        let text = |name| form.field(name).as_text().to_owned();
        let employer = Employer {
            name: text("name"),
            credit_code: text("code"),
            region: text("region"),
            contact: text("contact"),
        };
        let name = inert(&employer.name);
        match id {
            Some(id) => verbs::revise_employer(&mut context.office, id, employer)?,
            None => drop(verbs::record_employer(&mut context.office, employer)?),
        }
        done(both!("已登记单位“{name}”。", "Recorded: {name}."), context)
    }))
}

/// A post of an employer, new or known. Its trade is one that certificates or other posts tell of.
pub fn post(employer: EmployerId, known: Option<&PostRow>, context: &Context) -> Result<Filling, Failure> {
    let mut trades = context.office.employment()?.known_trades()?;
    if let Some(row) = known
        && !trades.contains(&row.post.trade)
    {
        trades.push(row.post.trade.clone());
    }
    if trades.is_empty() {
        return Err(refusal!(
            "no_trade",
            "还没有任何证书或岗位，无从选择职业；请从文件导入岗位。",
            "There is no certificate or post yet to take a trade from; take posts in from a file."
        )
        .into());
    }
    let held = known.map(|row| &row.post);
    let text = |pick: fn(&Post) -> &str| held.map_or(String::new(), |post| pick(post).to_owned());
    let at = held.and_then(|post| trades.iter().position(|trade| *trade == post.trade)).unwrap_or(0);
    let named = |trade: &crate::domain::trade::Trade| {
        let title = inert(&trade.title());
        both!("{title} {0}", "{title} {0}", trade.code)
    };
    let opened = held.map_or(context.office.today(), |post| post.opened_on);
    let form = Form::new(vec![
        Field::text("title", "岗位名称", "Title", 30).value(&text(|post| &post.title)).required(),
        Field::choice("trade", "职业", "Trade", trades.iter().map(named).collect(), at),
        ranks(held.map_or(Rank::Advanced, |post| post.rank)),
        Field::number("established", "核定人数", "Places", 8)
            .value(&held.map_or("1".to_owned(), |post| post.established.to_string()))
            .required()
            .check(|n| match n.parse::<u32>() {
                Ok(n) if n > 0 => Ok(()),
                _ => Err(both!("要正整数", "a whole number above 0")),
            }),
        Field::text("description", "岗位职责", "Description", 44).value(&text(|post| &post.description)),
        Field::text("document", "定岗文件", "Document", 30).value(&text(|post| &post.document)),
        Field::date("opened", "设立日期", "Opened").value(&opened.to_string()).required(),
    ]);
    let id = known.map(|row| row.id);
    let crumb =
        if id.is_some() { both!("修改岗位", "Change a post") } else { both!("登记岗位", "Record a post") };
    Ok(Filling::new(crumb, form, move |form, context| {
        let text = |name| form.field(name).as_text().to_owned();
        let post = Post {
            employer,
            title: text("title"),
            trade: trades[form.field("trade").as_choice().min(trades.len() - 1)].clone(),
            rank: rank(form),
            established: text("established").parse().unwrap_or(0),
            description: text("description"),
            document: text("document"),
            opened_on: form.field("opened").as_date().unwrap_or(context.office.today()),
        };
        let title = inert(&post.title);
        match id {
            Some(id) => verbs::revise_post(&mut context.office, id, post)?,
            None => drop(verbs::open_post(&mut context.office, post)?),
        }
        done(both!("已登记岗位“{title}”。", "Recorded: {title}."), context)
    }))
}

fn years() -> Field {
    let options = vec![both!("一年", "one year"), both!("两年", "two years"), both!("三年", "three years")];
    Field::choice("years", "聘期", "Term", options, 2)
}

fn money(fen_now: i64) -> Field {
    Field::number("allowance", "月津贴", "Allowance", 10)
        .value(&yuan(fen_now))
        .hint(both!("元/月", "yuan a month"))
        .check(|text| fen(text).map(drop).ok_or_else(|| both!("应如 300 或 300.50", "such as 300 or 300.50")))
}

fn ends(form: &Form, starts: NaiveDate) -> NaiveDate {
    term_end(starts, form.field("years").as_choice() as u32 + 1).unwrap_or(starts)
}

/// An appointment to a post: of the holder of a certificate, or of somebody without one.
pub fn appoint(row: &PostRow, certificate: Option<&Certificate>, context: &Context) -> Filling {
    let mut fields = Vec::new();
    if certificate.is_none() {
        fields.push(Field::text("name", "姓名", "Name", 20).required());
    }
    fields.extend([
        ranks(row.post.rank),
        Field::date("starts", "起聘日", "From").value(&context.office.today().to_string()).required(),
        years(),
        Field::text("document", "聘书编号", "Document", 24).required(),
        Field::text("because", "理由", "Because", 44).hint(both!("与证书不同时必填", "where it differs")),
        Field::text("duties", "职责", "Duties", 44).value(&row.post.description),
        Field::text("treatment", "待遇", "Treatment", 44),
        money(0),
    ]);
    let about = match certificate {
        Some(one) => {
            let (name, title, number) = (inert(&one.holder), inert(&row.post.title), &one.number);
            let (zh, en) = (one.level.say(Lang::Zh), one.level.say(Lang::En));
            both!("{name}（{zh}，{number}）聘到“{title}”", "{name} ({en}, {number}) to “{title}”")
        }
        None => {
            let title = inert(&row.post.title);
            both!("无证聘到“{title}”：须写明理由。", "To “{title}” without a certificate: say why.")
        }
    };
    let (post, number) = (row.id, certificate.map(|one| one.number.clone()));
    Filling::new(both!("聘任", "Appoint"), Form::new(fields), move |form, context| {
        let text = |name| form.field(name).as_text().to_owned();
        let starts = form.field("starts").as_date().unwrap_or(context.office.today());
        let who = match &number {
            Some(number) => Who::Holder(number.clone()),
            None => Who::Named(text("name")),
        };
        let wanted = Wanted {
            who,
            post,
            rank: rank(form),
            starts,
            ends: ends(form, starts),
            document: text("document"),
            because: text("because"),
            duties: text("duties"),
            treatment: text("treatment"),
            allowance: fen(form.field("allowance").as_text()).unwrap_or(0),
        };
        let document = inert(&wanted.document);
        verbs::appoint(&mut context.office, wanted)?;
        done(both!("已聘任，聘书 {document}。", "Appointed, document {document}."), context)
    })
    .about(about)
}

pub fn renew(row: &AppointmentRow) -> Filling {
    let form = Form::new(vec![
        years(),
        Field::text("document", "聘书编号", "Document", 24).required(),
        money(row.appointment.allowance),
        Field::text("because", "理由", "Because", 44).value(&row.appointment.because),
    ]);
    let (id, after) = (row.id, row.appointment.ends);
    let name = inert(&row.name);
    let about = both!(
        "{name} 的聘期到 {after}，新聘期从次日起。",
        "The term of {name} ends on {after}; the next begins the day after."
    );
    Filling::new(both!("续聘", "Renew"), form, move |form, context| {
        let starts = after.succ_opt().unwrap_or(after);
        let (document, because) = (form.field("document").as_text(), form.field("because").as_text());
        let allowance = fen(form.field("allowance").as_text()).unwrap_or(0);
        verbs::renew(&mut context.office, id, ends(form, starts), document, allowance, because)?;
        done(both!("已续聘。", "Renewed."), context)
    })
    .about(about)
}

pub fn assess(row: &AppointmentRow) -> Filling {
    let form = Form::new(vec![
        Field::choice("grade", "结论", "Grade", Grade::ALL.iter().map(both).collect(), 1),
        Field::text("note", "依据", "Grounds", 50).hint(both!("优秀、不合格必填", "needed for excellent and failed")),
    ]);
    let (id, name) = (row.id, inert(&row.name));
    Filling::new(both!("聘期考核", "Assess"), form, move |form, context| {
        let grade = Grade::ALL[form.field("grade").as_choice().min(Grade::ALL.len() - 1)];
        verbs::assess(&mut context.office, id, grade, form.field("note").as_text())?;
        done(both!("已登记 {name} 的考核。", "The assessment of {name} is recorded."), context)
    })
}

pub fn end(row: &AppointmentRow) -> Filling {
    let form = Form::new(vec![
        Field::choice("how", "方式", "How", Ending::ALL.iter().map(both).collect(), 0),
        Field::text("reason", "理由", "Reason", 50).required(),
    ]);
    let (id, name) = (row.id, inert(&row.name));
    Filling::new(both!("解聘", "End an appointment"), form, move |form, context| {
        let how = Ending::ALL[form.field("how").as_choice().min(Ending::ALL.len() - 1)];
        verbs::end(&mut context.office, id, how, form.field("reason").as_text())?;
        done(
            both!("{name} 的聘任已终止；历史保留。", "The appointment of {name} has ended; its history stays."),
            context,
        )
    })
}

pub fn notice(row: &AppointmentRow) -> Result<Filling, Refusal> {
    let Some(notice) = row.notice() else {
        return Err(refusal!("no_notice", "这次聘任没有待处理的通知。", "There is no notice on that appointment."));
    };
    let form = Form::new(vec![
        Field::choice("decision", "决定", "Decision", NoticeDecision::ALL.iter().map(both).collect(), 0),
        Field::text("note", "理由", "Because", 50).required(),
    ]);
    let id = row.id;
    let about = both(&notice);
    Ok(Filling::new(both!("处理通知", "Decide about a notice"), form, move |form, context| {
        let decision = NoticeDecision::ALL[form.field("decision").as_choice().min(NoticeDecision::ALL.len() - 1)];
        verbs::answer_notice(&mut context.office, id, decision, form.field("note").as_text())?;
        done(both!("决定已记下；聘任没有自动改变。", "The decision is recorded; nothing followed by itself."), context)
    })
    .about(about))
}
