//! The forms of one certificate's life: a reissue, a correction and an end before a second person, one print.

use crate::both;
use crate::domain::evaluation::certificate::{Change, Ground};
use crate::domain::evaluation::printing::Layout;
use crate::domain::evaluation::stock::PrintSerial;
use crate::domain::identity::{Document, DocumentKind, PersonName, inert};
use crate::domain::language::{Both, Lang, Say};
use crate::ops::life::{Correction, Ending, correct, end, reissue};
use crate::ops::office::Hand;
use crate::ops::{Office, printing as paper};
use crate::store::Failure;
use crate::store::read::certificate::CertificateRow;
use crate::tui::popup::fill::Fill;
use crate::tui::screens::parts::words;
use crate::tui::widget::field::Field;
use crate::tui::widget::form::Form;

fn told(fault: &impl Say) -> Both {
    Both { zh: fault.say(Lang::Zh), en: fault.say(Lang::En) }
}

/// Whose certificate it is.
fn whose(row: &CertificateRow) -> Both {
    let (number, name) = (&row.number, inert(&row.holder));
    both!("{name}，{number}", "{name}, {number}")
}

pub fn reissuing(row: &CertificateRow) -> Fill {
    let number = row.number.clone();
    let fields = vec![
        Field::text("because", "原因", "Why", 40).value("遗失").required(),
        Field::text("notice", "声明", "Notice", 40)
            .required()
            .hint(both!("登报的报名和日期，或本人声明", "the newspaper and its day, or the holder's declaration")),
    ];
    let fill = Fill::new(both!("补发", "Reissue"), Form::new(fields), move |form, context| {
        let (because, notice) = (form.field("because").as_text(), form.field("notice").as_text());
        let done = reissue(&mut context.office, &number, because, notice);
        let Some(nth) = context.tell(done) else { return false };
        context.done(both!(
            "已补发（第 {nth} 次），编号不变；按 p 印制。",
            "Reissued ({nth}) under its number; p prints it."
        ));
        true
    });
    fill.intro(whose(row))
}

/// Revoked or annulled, before a second person.
pub fn ending(row: &CertificateRow, change: Change, hand: Hand) -> Fill {
    let number = row.number.clone();
    let grounds = Ground::of(change);
    let fields = vec![
        Field::choice("ground", "事由", "Ground", grounds.iter().map(words::both).collect(), 0),
        Field::text("document", "决定文号", "Decision no.", 36).required(),
        Field::text("because", "原因", "Why", 40).required(),
    ];
    let title = match change {
        Change::Annul => both!("注销", "Annul"),
        _ => both!("撤销", "Revoke"),
    };
    let fill = Fill::new(title, Form::new(fields), move |form, context| {
        let ending = Ending {
            change,
            ground: grounds.get(form.field("ground").as_choice()).copied().unwrap_or(Ground::Other),
            document: form.field("document").as_text().to_owned(),
            because: form.field("because").as_text().to_owned(),
        };
        let done = end(&mut context.office, &number, &ending, &hand);
        if context.tell(done).is_none() {
            return false;
        }
        let status = words::both(&change.to());
        context.done(Both {
            zh: format!("证书 {number} {}。", status.zh),
            en: format!("Certificate {number} is {}.", status.en),
        });
        true
    });
    fill.intro(whose(row))
        .intro(both!("此后不能恢复，编号不再使用。", "It cannot be undone, and the number is never used again."))
}

/// A misprint, or a name or document changed with proof, before a second person.
pub fn correcting(row: &CertificateRow, hand: Hand) -> Fill {
    let number = row.number.clone();
    let kinds: Vec<Both> = DocumentKind::ALL.iter().map(words::both).collect();
    let usual = DocumentKind::ALL.iter().position(|kind| *kind == DocumentKind::ResidentIdCard).unwrap_or(0);
    let fields = vec![
        Field::text("name", "正确姓名", "Right name", 24)
            .value(&row.holder)
            .required()
            .check(|text| PersonName::parse(text).map(drop).map_err(|fault| told(&fault))),
        Field::choice("kind", "证件类型", "Document", kinds, usual),
        Field::number("document", "证件号码", "Document no.", 24).hint(both!("不改不填", "empty where it stays")),
        Field::choice("print", "仅印制有误", "Only misprinted", vec![both!("否", "no"), both!("是", "yes")], 0),
        Field::text("because", "原因", "Why", 36).required(),
        Field::text("proof", "凭据", "Proof", 36).hint(both!("改姓名、证件必填", "needed for name or document")),
    ];
    let fill = Fill::new(both!("更正", "Correct"), Form::new(fields), move |form, context| {
        let typed = form.field("document").as_text().to_owned();
        let kind = DocumentKind::ALL[form.field("kind").as_choice().min(DocumentKind::ALL.len() - 1)];
        let document = match typed.is_empty() {
            true => None,
            false => match Document::parse(kind, &typed) {
                Ok(document) => Some(document),
                Err(fault) => {
                    form.tell("document", told(&fault));
                    return false;
                }
            },
        };
        let correction = Correction {
            name: PersonName::parse(form.field("name").as_text()).ok(),
            document,
            print: form.field("print").as_choice() == 1,
            because: form.field("because").as_text().to_owned(),
            proof: form.field("proof").as_text().to_owned(),
        };
        let done = correct(&mut context.office, &number, &correction, &hand);
        let Some(version) = context.tell(done) else { return false };
        context.done(both!("已更正，现为第 {version} 版；按 p 印制。", "Corrected: version {version}; p prints it."));
        true
    });
    fill.intro(whose(row))
}

/// The copy that it wants now.
pub fn printing(office: &Office, row: &CertificateRow) -> Result<Fill, Failure> {
    let (number, read) = (row.number.clone(), office.read());
    let first = read.first_in_hand(office.who())?;
    let kept = paper::placement(&read, paper::USUAL_PRINTER)?;
    let at = if first.is_some() { Layout::Overlay } else { kept.layout };
    let fields = vec![
        Field::choice("layout", "版式", "Layout", Layout::ALL.iter().map(words::both).collect(), at as usize),
        Field::number("serial", "流水码", "Serial", 20)
            .value(&first.map_or(String::new(), |serial| serial.to_string()))
            .hint(both!("白纸不填", "empty on plain paper"))
            .check(|text| PrintSerial::parse(text).map(drop).map_err(|fault| told(&fault))),
    ];
    let fill = Fill::new(both!("印制", "Print"), Form::new(fields), move |form, context| {
        let layout = Layout::ALL[form.field("layout").as_choice().min(1)];
        let serial = PrintSerial::parse(form.field("serial").as_text()).ok();
        let done = paper::print_one(&mut context.office, &number, layout, serial.as_ref());
        let Some(copy) = context.tell(done) else { return false };
        context.done(both!("已登记第 {copy} 份。", "Copy {copy} is recorded."));
        true
    });
    Ok(fill.intro(whose(row)))
}
