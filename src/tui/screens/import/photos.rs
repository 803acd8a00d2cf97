//! Photos before they are attached: which candidate has which, who has none, and which cannot be used.

use std::path::PathBuf;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::ImportIntent;
use super::photos_job::Attaching;
use super::reading::file_name;
use super::roster_draw;
use crate::domain::id::BatchId;
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::exchange::photos::finding::{PhotoFinding, PhotoVerdict};
use crate::exchange::photos::intake::{PhotoIntake, Wanted};
use crate::exchange::photos::sources::Sighting;
use crate::exchange::shown::shown;
use crate::store::Failure;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::popup::confirm::Confirm;
use crate::tui::popup::working::Working;
use crate::tui::screen::{Answer, Flow, Mouse, Screen};
use crate::tui::theme::Theme;
use crate::tui::widget::columns::Column;
use crate::tui::widget::fit::{fit, width};
use crate::tui::widget::list::List;
use crate::tui::widget::pages::{Cell, Fixed};
use crate::{both, refusal};

fn style(verdict: PhotoVerdict, theme: &Theme) -> Style {
    match verdict {
        PhotoVerdict::Matched => theme.good,
        PhotoVerdict::Missing | PhotoVerdict::Surplus => theme.warn,
        PhotoVerdict::Doubled | PhotoVerdict::Bad => theme.bad,
    }
}

#[derive(Clone)]
struct Row {
    verdict: PhotoVerdict,
    /// The candidate and the end of his document, where he is known.
    who: String,
    file: String,
    told: Both,
}

impl From<PhotoFinding> for Row {
    fn from(finding: PhotoFinding) -> Row {
        let tail = finding.tail;
        Row {
            verdict: finding.verdict,
            who: finding.name.map(|name| format!("{name}  {tail}")).unwrap_or_default(),
            file: finding.files.iter().map(|file| shown(file)).collect::<Vec<_>>().join("  "),
            told: finding.told.unwrap_or_else(|| both!("", "")),
        }
    }
}

type Rows = List<Fixed<Row, fn(&Row, Lang, &Theme) -> Vec<Cell>>>;

pub struct Photos {
    path: PathBuf,
    batch_name: String,
    rows: Vec<Row>,
    list: Rows,
    wanted: Wanted,
    only_problems: bool,
    attached: bool,
}

impl Photos {
    /// Matches what was seen to the candidates of a batch who need a photo.
    pub fn new(path: PathBuf, seen: Vec<Sighting>, batch: BatchId, context: &Context) -> Result<Photos, Failure> {
        let read = context.office.read();
        let batch_name = read.batch(batch)?.map_or(String::new(), |batch| batch.plan.name);
        let intake = PhotoIntake::new(&read, batch, seen)?;
        let columns = vec![
            Column::fixed("结论", "Verdict", 9),
            Column::flexible("考生", "Candidate", 16, 30),
            Column::flexible("文件", "File", 16, 44),
            Column::flexible("说明", "Note", 12, 90),
        ];
        let pages = Fixed::new(Vec::new(), cells as fn(&Row, Lang, &Theme) -> Vec<Cell>);
        let empty = both!("没有有问题的照片；按 f 看全部。", "No photo has a problem; f shows all.");
        let mut photos = Photos {
            path,
            batch_name,
            rows: intake.findings().into_iter().map(Row::from).collect(),
            list: List::new(pages, columns, empty),
            wanted: intake.wanted(),
            only_problems: false,
            attached: false,
        };
        photos.show();
        Ok(photos)
    }

    fn show(&mut self) {
        let rows = self.rows.iter().filter(|row| !self.only_problems || row.verdict != PhotoVerdict::Matched);
        self.list.pages.rows = rows.cloned().collect();
        self.list.reset();
    }

    fn count(&self, verdict: PhotoVerdict) -> usize {
        self.rows.iter().filter(|row| row.verdict == verdict).count()
    }

    fn ask(&self) -> Flow {
        let (matched, missing) = (self.wanted.len(), self.count(PhotoVerdict::Missing));
        let left =
            self.count(PhotoVerdict::Surplus) + self.count(PhotoVerdict::Doubled) + self.count(PhotoVerdict::Bad);
        let confirm = Confirm::new(both!("把 {matched} 张照片配给考生？", "Attach {matched} photo(s)?"))
            .effect(both!("原来有照片的会换成新的。", "A photo that is there already is replaced."))
            .effect(both!(
                "缺照片的考生 {missing} 人；{left} 项不收。",
                "{missing} candidate(s) have none; {left} item(s) are left out."
            ))
            .button("配上", "Attach");
        Flow::ask(Intent::Import(ImportIntent::Take), confirm)
    }
}

fn cells(row: &Row, lang: Lang, theme: &Theme) -> Vec<Cell> {
    vec![
        Cell::styled(row.verdict.say(lang), style(row.verdict, theme)),
        row.who.as_str().into(),
        row.file.as_str().into(),
        Cell::styled(row.told.say(lang), theme.muted),
    ]
}

impl Screen for Photos {
    fn crumb(&self, lang: Lang) -> String {
        lang.pick("预览", "Preview").to_owned()
    }

    fn scope(&self) -> Scope {
        Scope::ImportPhotos
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        let (lang, theme, room) = (context.lang, context.theme, area.width.saturating_sub(3) as usize);
        let (file, batch) = (file_name(&self.path), &self.batch_name);
        frame.buffer_mut().set_string(area.x + 2, area.y, fit(&format!("{file}  →  {batch}"), room), theme.title);
        let mut x = area.x + 2;
        for verdict in PhotoVerdict::ALL {
            let (count, word) = (self.count(verdict), verdict.say(lang));
            let text = format!("{word} {count}");
            let shade = if count > 0 { style(verdict, &theme) } else { theme.muted };
            frame.buffer_mut().set_stringn(x, area.y + 1, &text, area.right().saturating_sub(x) as usize, shade);
            x += width(&text) as u16 + 3;
        }
        let list = Rect { y: area.y + 3, height: area.height.saturating_sub(7), ..area };
        self.list.draw(frame, list, context);
        // What is wrong with the selected one, in full.
        let below = Rect { y: list.bottom() + 1, height: area.bottom().saturating_sub(list.bottom() + 1), ..area };
        if self.attached {
            let told = lang.pick("照片已配上。Esc 返回。", "The photos are attached. Esc goes back.");
            roster_draw::paragraph(frame, below, told, theme.good);
        } else if let Some((_, row)) = self.list.selected() {
            let told = format!("{}  {}", row.who, row.file);
            let y = roster_draw::paragraph(frame, below, told.trim(), theme.title);
            let rest = Rect { y, height: below.bottom().saturating_sub(y), ..below };
            roster_draw::paragraph(frame, rest, &row.told.say(lang), theme.text);
        }
    }

    fn available(&self, intent: Intent, _: &Context) -> Result<(), Refusal> {
        match intent {
            Intent::Import(ImportIntent::Take) if self.attached => {
                Err(refusal!("taken", "照片已经配上。", "The photos are attached already."))
            }
            Intent::Import(ImportIntent::Take) if self.wanted.is_empty() => {
                Err(refusal!("none_matched", "没有配上的照片。", "No photo matches a candidate.").next(both!(
                    "文件名要是“证件号码”或“姓名_证件号码”。",
                    "File names must be NUMBER or NAME_NUMBER."
                )))
            }
            Intent::Open => Err(refusal!("nothing_to_open", "按 y 配上照片。", "Press y to attach them.")),
            _ => Ok(()),
        }
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match intent {
            Intent::Import(ImportIntent::Take) => return self.ask(),
            Intent::Import(ImportIntent::Faulty) => {
                self.only_problems = !self.only_problems;
                self.show();
            }
            _ if self.list.intent(intent, context) => {}
            _ => return Flow::Pass,
        }
        Flow::Stay
    }

    fn answered(&mut self, asked: Intent, answer: Answer, _: &mut Context) -> Flow {
        match (asked, answer) {
            (Intent::Import(ImportIntent::Take), Answer::Yes) => {
                let job = Attaching::start(self.path.clone(), self.wanted.clone());
                return Flow::ask(Intent::Refresh, Working::new(job));
            }
            (Intent::Refresh, Answer::Finished) => self.attached = true,
            _ => {}
        }
        Flow::Stay
    }

    fn mouse(&mut self, mouse: Mouse, context: &mut Context) -> Flow {
        self.list.mouse(mouse, context);
        Flow::Stay
    }
}
