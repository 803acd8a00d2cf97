//! Photos before they are attached: which candidate has which, who has none, and which cannot be used.

use std::path::PathBuf;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::ImportIntent;
use super::photos_job::Attaching;
use super::reading::file_name;
use super::roster_draw;
use crate::domain::id::BatchId;
use crate::domain::identity::last_four;
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
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

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Bad,
    Doubled,
    Missing,
    Surplus,
    Matched,
}

impl Kind {
    const ALL: [Kind; 5] = [Kind::Matched, Kind::Missing, Kind::Surplus, Kind::Doubled, Kind::Bad];

    fn style(self, theme: &Theme) -> ratatui::style::Style {
        match self {
            Kind::Matched => theme.good,
            Kind::Missing | Kind::Surplus => theme.warn,
            Kind::Doubled | Kind::Bad => theme.bad,
        }
    }
}

impl Say for Kind {
    fn say(&self, lang: Lang) -> String {
        match self {
            Kind::Matched => lang.pick("已配上", "matched"),
            Kind::Missing => lang.pick("缺照片", "no photo"),
            Kind::Surplus => lang.pick("多余", "surplus"),
            Kind::Doubled => lang.pick("重名", "doubled"),
            Kind::Bad => lang.pick("不能用", "unusable"),
        }
        .to_owned()
    }
}

#[derive(Clone)]
struct Row {
    kind: Kind,
    /// The candidate and the end of his document, where he is known.
    who: String,
    file: String,
    told: Both,
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
            rows: rows(&intake),
            list: List::new(pages, columns, empty),
            wanted: intake.wanted(),
            only_problems: false,
            attached: false,
        };
        photos.show();
        Ok(photos)
    }

    fn show(&mut self) {
        let rows = self.rows.iter().filter(|row| !self.only_problems || row.kind != Kind::Matched);
        self.list.pages.rows = rows.cloned().collect();
        self.list.reset();
    }

    fn count(&self, kind: Kind) -> usize {
        self.rows.iter().filter(|row| row.kind == kind).count()
    }

    fn ask(&self) -> Flow {
        let (matched, missing) = (self.wanted.len(), self.count(Kind::Missing));
        let left = self.count(Kind::Surplus) + self.count(Kind::Doubled) + self.count(Kind::Bad);
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

fn rows(intake: &PhotoIntake) -> Vec<Row> {
    let PhotoIntake { people, seen, matching, .. } = intake;
    let who = |at: usize| format!("{}  {}", people[at].name, last_four(&people[at].document_number));
    let file = |at: usize| shown(&seen[at].name);
    let nothing = || both!("", "");
    let bad = matching.bad.iter().map(|(photo, person, why)| Row {
        kind: Kind::Bad,
        who: person.map(who).unwrap_or_default(),
        file: file(*photo),
        told: why.clone(),
    });
    let doubled = matching.doubled.iter().map(|(person, photos)| {
        let n = photos.len();
        Row {
            kind: Kind::Doubled,
            who: who(*person),
            file: photos.iter().map(|photo| file(*photo)).collect::<Vec<_>>().join("  "),
            told: both!("有 {n} 张，只留一张再导入。", "There are {n}; leave one and import again."),
        }
    });
    let missing = matching.missing.iter().map(|person| Row {
        kind: Kind::Missing,
        who: who(*person),
        file: String::new(),
        told: nothing(),
    });
    let surplus = matching.surplus.iter().map(|(photo, why)| Row {
        kind: Kind::Surplus,
        who: String::new(),
        file: file(*photo),
        told: why.clone(),
    });
    let matched = matching.matched.iter().map(|(person, photo)| {
        let told = seen[*photo].facts.as_ref().map_or_else(
            |_| nothing(),
            |facts| {
                let (wide, high, size) = (facts.width, facts.height, facts.bytes.div_ceil(1 << 10));
                both!("{wide}×{high}，{size} KB", "{wide}×{high}, {size} KB")
            },
        );
        Row { kind: Kind::Matched, who: who(*person), file: file(*photo), told }
    });
    bad.chain(doubled).chain(missing).chain(surplus).chain(matched).collect()
}

fn cells(row: &Row, lang: Lang, theme: &Theme) -> Vec<Cell> {
    vec![
        Cell::styled(row.kind.say(lang), row.kind.style(theme)),
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
        for kind in Kind::ALL {
            let (count, word) = (self.count(kind), kind.say(lang));
            let text = format!("{word} {count}");
            let style = if count > 0 { kind.style(&theme) } else { theme.muted };
            frame.buffer_mut().set_stringn(x, area.y + 1, &text, area.right().saturating_sub(x) as usize, style);
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
