//! A standard or a paper before it is taken: the place where its text breaks off, or every fault at once.

use std::path::Path;
use std::sync::Arc;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::ImportIntent;
use super::reading::file_name;
use crate::both;
use crate::domain::evaluation::fault::Fault;
use crate::domain::evaluation::paper::Paper;
use crate::domain::evaluation::standard::Standard;
use crate::domain::evaluation::validate_standard::validate_standard;
use crate::domain::language::{Lang, Say};
use crate::domain::refusal::Refusal;
use crate::exchange::standard_text::{TextFault, Written, read_either};
use crate::ops::standard::{check_paper, faulty, write_paper, write_standard};
use crate::refusal;
use crate::store::Failure;
use crate::store::read::standard::StandardKept;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::popup::confirm::Confirm;
use crate::tui::screen::{Answer, Flow, Mouse, Screen};
use crate::tui::screens::{Place, open};
use crate::tui::widget::detail::Detail;

pub struct Text {
    pub(super) file: String,
    pub(super) text: String,
    pub(super) found: Found,
    pub(super) detail: Detail,
    pub(super) taken: bool,
}

/// What the text turned out to be.
pub(super) enum Found {
    Broken(TextFault),
    /// With its faults, and the standard of that trade and edition that is there.
    Standard(Box<Standard>, Vec<Fault>, Option<Arc<StandardKept>>),
    /// With its faults, or why it cannot be held against its standard.
    Paper(Box<Paper>, Result<Vec<Fault>, Refusal>),
}

impl Text {
    pub fn new(path: &Path, text: String, context: &mut Context) -> Text {
        let read = context.office.read();
        let found = match read_either(&text) {
            Err(fault) => Found::Broken(fault),
            Ok(Written::Standard(standard)) => {
                let faults = validate_standard(&standard);
                let there = read.find_standard(&standard.trade, &standard.edition).map_err(Failure::from);
                Found::Standard(standard, faults, context.tell(there).flatten())
            }
            Ok(Written::Paper(paper)) => {
                let faults = check_paper(&read, &paper).map(|(_, faults)| faults).map_err(Refusal::from);
                Found::Paper(paper, faults)
            }
        };
        Text { file: file_name(path), text, found, detail: Detail::default(), taken: false }
    }

    fn ask_to_take(&self) -> Flow {
        let confirm = match &self.found {
            Found::Broken(_) => return Flow::Stay,
            Found::Standard(standard, faults, there) => {
                let (trade, edition, n) = (standard.trade.title(), &standard.edition, faults.len());
                let question =
                    both!("收下 {trade} {edition} 版标准？", "Take the standard of {trade}, edition {edition}?");
                let mut confirm = Confirm::new(question).effect(match n {
                    0 => both!(
                        "收作草稿；批准之后才能用于批次。",
                        "It becomes a draft; batches can use it once approved."
                    ),
                    _ => both!(
                        "收作草稿；还有 {n} 处错误，改好后才能批准。",
                        "It becomes a draft; {n} fault(s) keep it from being approved."
                    ),
                });
                if there.is_some() {
                    confirm =
                        confirm.effect(both!("原有的草稿会被替换。", "It takes the place of the draft that is there."));
                }
                confirm
            }
            Found::Paper(paper, _) => {
                let (title, version) = (&paper.title, &paper.version);
                Confirm::new(both!("收下试卷“{title}”（{version}）？", "Take the paper “{title}” ({version})?")).effect(
                    both!(
                        "收下后不能再改；改动请用新的版本号。",
                        "Once taken it never changes; a change needs a new version."
                    ),
                )
            }
        };
        Flow::ask(Intent::Import(ImportIntent::Take), confirm.button("收下", "Take it"))
    }

    fn take(&mut self, context: &mut Context) {
        match &self.found {
            Found::Broken(_) => {}
            Found::Standard(standard, ..) => {
                let trade = standard.trade.title();
                let written = write_standard(&mut context.office, (**standard).clone(), self.text.clone());
                if context.tell(written).is_some() {
                    context.done(both!("{trade} 的标准已收作草稿。", "The standard of {trade} is a draft now."));
                    self.taken = true;
                }
            }
            Found::Paper(paper, _) => {
                let title = paper.title.clone();
                let written = write_paper(&mut context.office, (**paper).clone(), self.text.clone());
                if context.tell(written).is_some() {
                    context.done(both!("试卷“{title}”已收下。", "The paper “{title}” is taken."));
                    self.taken = true;
                }
            }
        }
    }
}

impl Screen for Text {
    fn crumb(&self, lang: Lang) -> String {
        lang.pick("预览", "Preview").to_owned()
    }

    fn scope(&self) -> Scope {
        Scope::ImportOther
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        let lines = self.lines(context);
        let inner = Rect { x: area.x + 2, width: area.width.saturating_sub(4), ..area };
        self.detail.draw(frame, inner, &lines, context);
    }

    fn available(&self, intent: Intent, _: &Context) -> Result<(), Refusal> {
        match intent {
            Intent::Import(ImportIntent::Take) => {}
            Intent::Open if !self.taken => {
                return Err(refusal!("nothing_to_open", "按 y 收下。", "Press y to take it."));
            }
            _ => return Ok(()),
        }
        match &self.found {
            _ if self.taken => Err(refusal!("taken", "已经收下。", "It is taken already.")),
            Found::Broken(fault) => {
                let (zh, en) = (fault.say(Lang::Zh), fault.say(Lang::En));
                Err(Refusal::new("text_broken", crate::domain::language::Both { zh, en }))
            }
            Found::Standard(_, _, Some(there)) if there.approved => {
                Err(crate::ops::standard::frozen(&there.standard.trade, &there.standard.edition))
            }
            Found::Standard(..) => Ok(()),
            Found::Paper(_, Err(refusal)) => Err(refusal.clone()),
            Found::Paper(_, Ok(faults)) if !faults.is_empty() => Err(faulty(faults)),
            Found::Paper(..) => Ok(()),
        }
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match intent {
            Intent::Import(ImportIntent::Take) => self.ask_to_take(),
            Intent::Open => Flow::Replace(open(Place::Standards, context)),
            _ if self.detail.intent(intent, 10) => Flow::Stay,
            _ => Flow::Pass,
        }
    }

    fn answered(&mut self, _: Intent, answer: Answer, context: &mut Context) -> Flow {
        if answer == Answer::Yes {
            self.take(context);
        }
        Flow::Stay
    }

    fn mouse(&mut self, mouse: Mouse, _: &mut Context) -> Flow {
        self.detail.wheel(mouse.what);
        Flow::Stay
    }
}
