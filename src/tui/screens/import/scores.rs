//! Scores before they go onto the open sheets of whoever sits here: row by row with every fault.

use std::path::Path;
use std::sync::Arc;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::ImportIntent;
use super::reading::file_name;
use super::roster_draw::paragraph;
use super::taking::{Taken, Taking};
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::exchange::scores::{ScoreRow, Scores};
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::popup::confirm::Confirm;
use crate::tui::popup::working::Working;
use crate::tui::screen::{Answer, Flow, Mouse, Screen};
use crate::tui::theme::Theme;
use crate::tui::widget::columns::Column;
use crate::tui::widget::fit::fit;
use crate::tui::widget::list::List;
use crate::tui::widget::pages::{Cell, Fixed};
use crate::{both, refusal, say};

/// Lines below the list for the faults of the selected row.
const DETAIL: u16 = 5;

type Rows = List<Fixed<ScoreRow, fn(&ScoreRow, Lang, &Theme) -> Vec<Cell>>>;

pub struct ScorePreview {
    file: String,
    /// As whose entry they go in.
    who: String,
    scores: Arc<Scores>,
    list: Rows,
    taken: Option<u32>,
    /// Where the sheets that are being filled in come out.
    taking: Option<Taken<u32>>,
}

impl ScorePreview {
    pub fn new(path: &Path, scores: Scores, context: &Context) -> Result<ScorePreview, Refusal> {
        let file = file_name(path);
        let who = context.office.read().person_name(context.office.who()).map_err(crate::store::Failure::from)?;
        let columns = vec![
            Column::fixed("行", "Row", 5).right(),
            Column::fixed("姓名", "Name", 10),
            Column::fixed("理论", "Theory", 7).right(),
            Column::fixed("操作技能", "Skills", 8).right(),
            Column::flexible("问题", "Fault", 24, 160),
        ];
        let pages = Fixed::new(scores.rows.clone(), cells as fn(&ScoreRow, Lang, &Theme) -> Vec<Cell>);
        let list = List::new(pages, columns, both!("表头下面没有内容。", "There is nothing below the header."));
        Ok(ScorePreview { file, who, scores: Arc::new(scores), list, taken: None, taking: None })
    }

    /// The good rows go onto the sheets beside the screen.
    fn take(&mut self, context: &Context) -> Flow {
        let scores = self.scores.clone();
        let (job, taken) = Taking::start(&context.office, move |office| scores.take(office), told);
        self.taking = Some(taken);
        let job = job.stopped(both!(
            "已停止导入，一份也没有登。日志里记着这个文件由您导入过；您可以再导入一次。",
            "The import was stopped and no sheet was filled in. The journal says that this file was yours; you can import it again."
        ));
        Flow::ask(Intent::Open, Working::new(job))
    }
}

fn told(sheets: &u32) -> Both {
    both!(
        "已登 {sheets} 份，未签字；请到评分台核对后签字。",
        "{sheets} sheets are filled in, not signed; look at them at the desk and sign."
    )
}

fn cells(row: &ScoreRow, lang: Lang, theme: &Theme) -> Vec<Cell> {
    let score = |kind| row.scores.get(&kind).map_or("–".to_owned(), ToString::to_string);
    let fault = match row.faults.as_slice() {
        [] => Cell::default(),
        [first, rest @ ..] => {
            let more = rest.len();
            let first = first.reason(lang);
            let text = match more {
                0 => first,
                _ => say!(lang, "{first}（另有 {more} 处）", "{first} (and {more} more)"),
            };
            Cell::styled(text, theme.bad)
        }
    };
    vec![
        row.row.to_string().into(),
        row.name.as_str().into(),
        score(SubjectKind::Theory).into(),
        score(SubjectKind::Skills).into(),
        fault,
    ]
}

impl Screen for ScorePreview {
    fn crumb(&self, lang: Lang) -> String {
        lang.pick("预览", "Preview").to_owned()
    }

    fn scope(&self) -> Scope {
        Scope::ImportOther
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        let (lang, theme, room) = (context.lang, context.theme, area.width.saturating_sub(3) as usize);
        frame.buffer_mut().set_string(area.x + 2, area.y, fit(&self.file, room), theme.title);
        let (all, good, who) = (self.scores.rows.len(), self.scores.good(), &self.who);
        let mut told = say!(
            lang,
            "{all} 行，{good} 行可以导入，作为 {who} 一人的登分；另一人对着试卷另行登录。",
            "{all} rows, {good} can go in, as the entry of {who} alone; the other one keys from the papers."
        );
        for left in &self.scores.left {
            told.push('\n');
            told.push_str(&left.say(lang));
        }
        let below = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        let below = paragraph(frame, below, &told, theme.text);
        let list = Rect { y: below + 1, height: area.bottom().saturating_sub(below + 1 + DETAIL), ..area };
        self.list.draw(frame, list, context);
        let faults = self.list.selected().map_or(&[][..], |(_, row)| &row.faults);
        let told = faults.iter().map(|fault| fault.say(lang)).collect::<Vec<_>>().join("\n");
        let detail = Rect { y: list.bottom() + 1, height: area.bottom().saturating_sub(list.bottom() + 1), ..area };
        paragraph(frame, detail, &told, theme.bad);
    }

    fn available(&self, intent: Intent, _: &Context) -> Result<(), Refusal> {
        match intent {
            Intent::Import(ImportIntent::Take) if self.taken.is_some() => {
                Err(refusal!("taken", "已经收下。", "They are taken already."))
            }
            Intent::Import(ImportIntent::Take) if self.scores.good() == 0 => {
                Err(refusal!("nothing_good", "没有可以导入的行。", "No row can go in."))
            }
            Intent::Open => Err(refusal!("nothing_to_open", "按 y 导入。", "Press y to take them in.")),
            _ => Ok(()),
        }
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match intent {
            Intent::Import(ImportIntent::Take) => {
                let (n, who) = (self.scores.good(), &self.who);
                let confirm = Confirm::new(both!("导入 {n} 行？", "Take {n} rows in?"))
                    .effect(both!(
                        "登为 {who} 的评分表，未签字。",
                        "They fill the open sheets of {who}; nothing is signed."
                    ))
                    .button("导入", "Take in");
                Flow::ask(intent, confirm)
            }
            _ if self.list.intent(intent, context) => Flow::Stay,
            _ => Flow::Pass,
        }
    }

    fn answered(&mut self, _: Intent, answer: Answer, context: &mut Context) -> Flow {
        if answer == Answer::Yes {
            return self.take(context);
        }
        self.taken = self.taking.take().and_then(|taken| taken.take()).or(self.taken);
        Flow::Stay
    }

    fn mouse(&mut self, mouse: Mouse, context: &mut Context) -> Flow {
        self.list.mouse(mouse, context);
        Flow::Stay
    }
}
