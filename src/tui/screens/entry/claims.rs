//! What a candidate declares, as the clerk records it: the evidence handed in, and what was read from the originals.

use chrono::NaiveDate;

use crate::both;
use crate::domain::evaluation::eligibility::{
    Claims, EducationKind, EvidenceKind, MajorRelation, PriorClaim, TitleClaim, TitleLevel,
};
use crate::domain::id::EntryId;
use crate::domain::language::{Both, Lang, Say};
use crate::domain::level::Level;
use crate::ops::entry::revise_claims;
use crate::tui::context::Context;
use crate::tui::popup::choose::Choice;
use crate::tui::popup::fill::Fill;
use crate::tui::popup::several::Several;
use crate::tui::widget::field::Field;
use crate::tui::widget::form::Form;

const EVIDENCE: [EvidenceKind; 13] = [
    EvidenceKind::IdentityDocument,
    EvidenceKind::Photo,
    EvidenceKind::ApplicationForm,
    EvidenceKind::Pledge,
    EvidenceKind::CertificateCopy,
    EvidenceKind::WorkYearsProof,
    EvidenceKind::SocialInsuranceRecord,
    EvidenceKind::Diploma,
    EvidenceKind::DiplomaRegistration,
    EvidenceKind::EnrolmentProof,
    EvidenceKind::TitleCertificate,
    EvidenceKind::LabourContract,
    EvidenceKind::TrainingProof,
];

const EDUCATION: [EducationKind; 6] = [
    EducationKind::TechnicalSchool,
    EducationKind::SeniorTechnicalClass,
    EducationKind::PreTechnicianClass,
    EducationKind::SecondaryVocational,
    EducationKind::JuniorCollege,
    EducationKind::Bachelor,
];

const MAJOR: [MajorRelation; 3] = [MajorRelation::Same, MajorRelation::Related, MajorRelation::Other];
const TITLE: [TitleLevel; 3] = [TitleLevel::Junior, TitleLevel::Intermediate, TitleLevel::Senior];

fn words(value: &impl Say) -> Both {
    Both { zh: value.say(Lang::Zh), en: value.say(Lang::En) }
}

/// Which pieces of evidence were handed in.
pub fn evidence(claims: &Claims) -> Several {
    let choices = EVIDENCE.iter().map(|kind| Choice::new(words(kind))).collect();
    let picked = EVIDENCE.iter().enumerate().filter(|(_, kind)| claims.evidence.contains(kind)).map(|(place, _)| place);
    Several::new(both!("收到的材料", "Evidence handed in"), choices, picked.collect())
}

/// Records the evidence that was picked.
pub fn record_evidence(id: EntryId, claims: &Claims, picked: &[usize], context: &mut Context) {
    let evidence = picked.iter().filter_map(|place| EVIDENCE.get(*place).copied()).collect();
    record(id, Claims { evidence, ..claims.clone() }, context);
}

fn record(id: EntryId, claims: Claims, context: &mut Context) -> bool {
    let done = revise_claims(&mut context.office, id, claims);
    match context.tell(done) {
        Some(verdict) => {
            context.done(words(&verdict));
            true
        }
        None => false,
    }
}

/// One of a list, with "not declared" before it.
fn choice<T: PartialEq>(
    name: &'static str,
    zh: &'static str,
    en: &'static str,
    list: &[T],
    held: Option<&T>,
    say: impl Fn(&T) -> Both,
) -> Field {
    let mut options = vec![both!("未填", "not declared")];
    options.extend(list.iter().map(say));
    let at = held.and_then(|held| list.iter().position(|one| one == held)).map_or(0, |place| place + 1);
    Field::choice(name, zh, en, options, at)
}

/// What was read from the originals.
pub fn originals(id: EntryId, claims: &Claims) -> Fill {
    let number = |n: Option<u16>| n.map(|n| n.to_string()).unwrap_or_default();
    let date = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let prior = claims.prior.as_ref();
    let title = claims.title.as_ref();
    let form = Form::new(vec![
        Field::number("trade", "本职业年限", "Years in the trade", 6)
            .value(&number(claims.years_in_trade))
            .check(years),
        Field::number("related", "相关职业年限", "Years in related trades", 6)
            .value(&number(claims.years_in_related))
            .check(years),
        choice("prior", "原证书等级", "Certificate held", &Level::ALL, prior.map(|prior| &prior.level), words),
        Field::text("number", "原证书编号", "Its number", 26)
            .value(prior.and_then(|prior| prior.number.as_deref()).unwrap_or_default()),
        Field::date("issued", "发证日期", "Issued on").value(&date(prior.and_then(|prior| prior.issued))),
        Field::choice("checked", "已查验原件", "Original seen", vec![both!("否", "no"), both!("是", "yes")], {
            usize::from(prior.is_some_and(|prior| prior.checked))
        }),
        choice("education", "学历", "Education", &EDUCATION, claims.education.as_ref(), words),
        choice("major", "所学专业", "Major", &MAJOR, claims.major.as_ref(), major),
        choice("student", "在读", "Still at school", &[false, true], claims.student.as_ref(), |yes| match yes {
            true => both!("是", "yes"),
            false => both!("否", "no"),
        }),
        choice("title", "职称", "Title", &TITLE, title.map(|title| &title.level), words),
        Field::date("since", "取得日期", "Held since").value(&date(title.and_then(|title| title.since))),
        Field::number("hours", "培训学时", "Training hours", 6).value(&number(claims.training_hours)).check(years),
        Field::text("documents", "其他证件", "Other documents", 30)
            .value(&claims.prerequisites.join("、"))
            .hint(both!("用顿号分开", "separated by 、 or ,")),
    ]);
    let before = claims.clone();
    Fill::new(both!("查验原件", "From the originals"), form, move |form, context| {
        record(id, read(form, &before), context)
    })
}

fn major(relation: &MajorRelation) -> Both {
    match relation {
        MajorRelation::Same => both!("本专业", "the trade's own"),
        MajorRelation::Related => both!("相关专业", "related"),
        MajorRelation::Other => both!("其他专业", "another"),
    }
}

fn years(text: &str) -> Result<(), Both> {
    if text.is_empty() || text.parse::<u16>().is_ok() {
        Ok(())
    } else {
        Err(both!("应为整数", "must be a whole number"))
    }
}

fn read(form: &Form, before: &Claims) -> Claims {
    let number = |name: &str| form.field(name).as_text().trim().parse().ok();
    let text = |name: &str| form.field(name).as_text().trim().to_owned();
    let pick = |name: &str| form.field(name).as_choice().checked_sub(1);
    let prior = pick("prior").map(|place| PriorClaim {
        level: Level::ALL[place],
        issued: form.field("issued").as_date(),
        number: Some(text("number")).filter(|number| !number.is_empty()),
        checked: form.field("checked").as_choice() == 1,
    });
    let title = pick("title").map(|place| TitleClaim { level: TITLE[place], since: form.field("since").as_date() });
    let documents = text("documents");
    let documents = documents.split(['、', ',', '，']).map(str::trim).filter(|document| !document.is_empty());
    Claims {
        years_in_trade: number("trade"),
        years_in_related: number("related"),
        prior,
        title,
        education: pick("education").map(|place| EDUCATION[place]),
        major: pick("major").map(|place| MAJOR[place]),
        student: pick("student").map(|place| place == 1),
        training_hours: number("hours"),
        prerequisites: documents.map(str::to_owned).collect(),
        ..before.clone()
    }
}
