//! Verifying a certificate at the screen: what is at hand, then the verdict in stages.

use std::path::PathBuf;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use crate::credential::verify::{Report, State, Verdict};
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::exchange::verifying::{Question, Unread, ask};
use crate::ops::trust::own_card;
use crate::store::fault::FileError;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::screen::{Flow, Mouse, Screen, Typed};
use crate::tui::screens::parts::reader::Reader;
use crate::tui::typing::Typing;
use crate::tui::widget::detail::Told;
use crate::tui::widget::field::Field;
use crate::tui::widget::fit::{pad, width};
use crate::tui::widget::form::{Form, Formed};
use crate::{both, say};

pub struct Verify {
    form: Form,
}

impl Default for Verify {
    fn default() -> Verify {
        let what =
            Field::text("what", "证书文件或二维码文字", "Certificate file or QR text", 48).required().hint(both!(
                "PDF、.json、.tlog-proof 的路径，或扫码枪读出的 TS1:…",
                "the path of a PDF, .json or .tlog-proof, or TS1:… from a scanner"
            ));
        let id = Field::text("id", "持证人证件号码", "Holder's ID number", 24)
            .hint(both!("可不填；填则核对本人", "optional: is it theirs?"));
        let photo = Field::text("photo", "照片文件", "Photo file", 48).hint(both!("可不填", "optional"));
        let status = Field::text("status", "状态清单文件", "Status list file", 48)
            .hint(both!("可不填；发证机构给的清单", "optional: the list that the station gave"));
        Verify { form: Form::new(vec![what, id, photo, status]) }
    }
}

impl Verify {
    fn question(&self) -> Question {
        let text = |name: &str| Some(self.form.field(name).as_text().trim().to_owned()).filter(|text| !text.is_empty());
        Question {
            what: text("what").unwrap_or_default(),
            id: text("id"),
            photo: text("photo").map(PathBuf::from),
            status: text("status").map(PathBuf::from),
            ..Question::default()
        }
    }

    fn ask(&mut self, context: &mut Context) -> Flow {
        // This station's own keys need no list; everybody else's come from the kept one.
        let own = own_card(&context.office).ok();
        match ask(&self.question(), own) {
            Ok(report) => Flow::push(page(report)),
            Err(unread) => {
                context.refuse(told(unread));
                Flow::Stay
            }
        }
    }
}

fn told(unread: Unread) -> Refusal {
    match unread {
        Unread::List(words) | Unread::Proof(words) => Refusal::new("unread", words),
        Unread::Io(error, path) => {
            let error = FileError::from(error).of(&path);
            Refusal::new("unread", Both { zh: error.say(Lang::Zh), en: error.say(Lang::En) })
        }
    }
}

impl Screen for Verify {
    fn crumb(&self, lang: Lang) -> String {
        lang.pick("查验", "Verify").to_owned()
    }

    fn scope(&self) -> Scope {
        Scope::Form
    }

    fn typing(&self) -> Typing {
        self.form.typing()
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        self.form.draw(frame, area, context);
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match self.form.intent(intent, context) {
            Formed::Sent => self.ask(context),
            Formed::Pass => Flow::Pass,
            Formed::Stay | Formed::Pick(_) => Flow::Stay,
        }
    }

    fn typed(&mut self, typed: Typed, _: &mut Context) -> Flow {
        self.form.typed(&typed);
        Flow::Stay
    }

    fn mouse(&mut self, mouse: Mouse, _: &mut Context) -> Flow {
        self.form.mouse(mouse);
        Flow::Stay
    }
}

/// The verdict, what the certificate says, and each stage with its reason.
pub fn page(report: Report) -> Reader {
    Reader::new(both!("查验结果", "Verdict"), move |context| lines(&report, context))
}

fn lines(report: &Report, context: &Context) -> Vec<Told> {
    let (lang, theme) = (context.lang, &context.theme);
    let style = match report.verdict {
        Verdict::Genuine => theme.good,
        Verdict::UnknownIssuer => theme.warn,
        Verdict::NotGenuine => theme.bad,
    };
    let mut lines = vec![Told::Text(0, report.say(lang), style.add_modifier(Modifier::BOLD)), Told::Blank];
    for step in &report.stages {
        let (mark, style) = match step.state {
            State::Holds => ("✓", theme.good),
            State::Fails => ("✗", theme.bad),
            State::Unknown => ("?", theme.muted),
        };
        let (stage, text) = (step.stage.say(lang), step.text.say(lang));
        lines.push(Told::Marked(mark, say!(lang, "{stage}：{text}", "{stage}: {text}"), style));
    }
    let Some(certificate) = &report.certificate else { return lines };
    lines.extend([Told::Blank, Told::Heading("与页面逐项对照", "Compare with the page, item by item")]);
    lines.push(Told::pair("证书编号", "Number", certificate.number.clone()));
    lines.push(Told::pair("姓名", "Holder", certificate.holder.clone()));
    lines.push(Told::pair("职业", "Trade", format!("{} {}", certificate.trade, certificate.trade_code)));
    lines.push(Told::pair("等级", "Level", certificate.level.clone()));
    lines.push(Told::pair("发证日期", "Issued on", certificate.issued_on.clone()));
    if let Some(issuer) = &certificate.issuer {
        lines.push(Told::pair("发证机构", "Issuer", issuer.clone()));
    }
    let names = certificate.results.iter().map(|result| width(&result.name)).max().unwrap_or(0);
    for result in &certificate.results {
        let (zh, en) = result.of.label().unwrap_or(("结果", "Result"));
        lines.push(Told::pair(zh, en, format!("{}  {}", pad(&result.name, names), result.score())));
    }
    lines
}
