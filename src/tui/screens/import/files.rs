//! Choosing the file: the folder's files that fit, and a line in which a path can be typed.

use std::path::{Path, PathBuf};

use ratatui::Frame;
use ratatui::layout::Rect;

use super::ImportIntent;
use super::folder::{self, Found, Kind};
use super::ledger::LedgerPreview;
use super::ledger_rows as rows;
use super::photos::Photos;
use super::reading::{Loaded, Order, Reading, Slot, file_name};
use super::roster::Roster;
use super::scores::ScorePreview;
use super::text::Text;
use super::weights::Weights;
use super::what::What;
use crate::domain::id::BatchId;
use crate::domain::language::{Lang, Say};
use crate::domain::refusal::Refusal;
use crate::exchange::doubt::Doubt;
use crate::exchange::intake::kept_schemes;
use crate::exchange::source::Unread;
use crate::exchange::text::Encoding;
use crate::store::Failure;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::popup::confirm::Confirm;
use crate::tui::popup::working::Working;
use crate::tui::screen::{Answer, Flow, Mouse, Screen, Typed};
use crate::tui::screens::parts::words;
use crate::tui::theme::Theme;
use crate::tui::typing::Typing;
use crate::tui::widget::columns::Column;
use crate::tui::widget::fit::{pad, width, wrap};
use crate::tui::widget::line::Line;
use crate::tui::widget::list::{Clicked, List};
use crate::tui::widget::pages::{Cell, Fixed};
use crate::{both, refusal};

/// The preference that remembers where files were chosen last.
const LAST_FOLDER: &str = "import_folder";

type Rows = List<Fixed<Found, fn(&Found, Lang, &Theme) -> Vec<Cell>>>;

pub struct Files {
    what: What,
    batch: Option<BatchId>,
    folder: PathBuf,
    list: Rows,
    /// The path while it is typed.
    line: Line,
    typing: bool,
    /// What is being read.
    reading: Option<(PathBuf, Slot)>,
    /// What two encodings fit: the person is asked first.
    doubted: Option<(PathBuf, Box<Doubt>)>,
    /// Why the file chosen last cannot be read.
    fault: Option<Refusal>,
}

impl Files {
    pub fn new(what: What, batch: Option<BatchId>, context: &mut Context) -> Files {
        let columns = vec![
            Column::flexible("文件", "File", 24, 90),
            Column::fixed("大小", "Size", 8).right(),
            Column::fixed("修改时间", "Changed", 16),
        ];
        let empty = match what {
            What::Photos => both!(
                "这里没有照片或 ZIP；Enter 进文件夹，退格到上一级。",
                "No photos or ZIP here; Enter opens a folder, Backspace goes up."
            ),
            _ => both!("这里没有可导入的文件；退格到上一级。", "No file here that fits; Backspace goes up."),
        };
        let pages = Fixed::new(Vec::new(), cells as fn(&Found, Lang, &Theme) -> Vec<Cell>);
        let remembered = context.office.read().preference(LAST_FOLDER).ok().flatten().map(PathBuf::from);
        let folder = remembered
            .filter(|folder| folder.is_dir())
            .or_else(|| etcetera::home_dir().ok())
            .or_else(|| std::env::current_dir().ok())
            .unwrap_or_else(|| PathBuf::from("/"));
        let list = List::new(pages, columns, empty);
        let mut files = Files {
            what,
            batch,
            folder: PathBuf::new(),
            list,
            line: Line::default(),
            typing: false,
            reading: None,
            doubted: None,
            fault: None,
        };
        files.go(&folder, context);
        files
    }

    /// Shows a folder; the one before stays where this one cannot be read.
    fn go(&mut self, folder: &Path, context: &mut Context) {
        let zone = *context.office.now().offset();
        let Some(rows) = context.tell(folder::list(folder, self.what, zone)) else { return };
        let came_from = std::mem::replace(&mut self.folder, folder.to_owned());
        // Going up, the folder one came out of is selected; else the first thing that can be chosen.
        let at = rows.iter().position(|found| found.kind == Kind::Folder && found.path == came_from);
        let at = at.or_else(|| rows.iter().position(|found| matches!(found.kind, Kind::File | Kind::Here(_))));
        self.list.pages.rows = rows;
        self.list.reset();
        let shown = self.list.reveal(&context.office, &at.unwrap_or(0));
        context.tell(shown);
        self.line.set(&self.folder.display().to_string());
    }

    fn choose(&mut self, context: &mut Context) -> Flow {
        let Some((_, found)) = self.list.selected().cloned() else { return Flow::Stay };
        match found.kind {
            Kind::Folder | Kind::Above => {
                self.go(&found.path, context);
                Flow::Stay
            }
            Kind::File | Kind::Here(_) => self.read(found.path, None, context),
        }
    }

    /// What was typed: a folder is gone to, a file is read.
    fn typed_path(&mut self, context: &mut Context) -> Flow {
        let path = PathBuf::from(whole(self.line.value()));
        let path = if path.is_relative() { self.folder.join(path) } else { path };
        if path.is_dir() {
            self.typing = false;
            self.go(&path, context);
            return Flow::Stay;
        }
        if !path.is_file() {
            let name = file_name(&path);
            context.refuse(refusal!("no_file", "没有“{name}”这个文件。", "There is no file “{name}”."));
            return Flow::Stay;
        }
        self.typing = false;
        if let Some(folder) = path.parent() {
            self.go(folder, context);
        }
        self.read(path, None, context)
    }

    fn read(&mut self, path: PathBuf, encoding: Option<Encoding>, context: &mut Context) -> Flow {
        self.fault = None;
        let folder = self.folder.display().to_string();
        let remembered = context.office.prefer(LAST_FOLDER, &folder);
        context.tell(remembered);
        // Ways to read a bureau's headers are evaluation's; no file of the other side needs one.
        let schemes = match self.what {
            What::Employment(_) => Ok(Vec::new()),
            _ => kept_schemes(&context.office.read()).map_err(Failure::from),
        };
        let Some(schemes) = context.tell(schemes) else { return Flow::Stay };
        let order = Order { what: self.what, batch: self.batch, path: path.clone(), schemes, encoding };
        let (job, slot) = Reading::start(order, &context.office);
        self.reading = Some((path, slot));
        Flow::ask(Intent::Open, Working::new(job))
    }

    /// The preview of what was read.
    fn preview(&mut self, path: PathBuf, loaded: Loaded, context: &mut Context) -> Flow {
        match (loaded, self.batch) {
            (Loaded::Roster(intake), Some(batch)) => Flow::push(Roster::new(path, *intake, batch, context)),
            (Loaded::Photos(seen), Some(batch)) => {
                context.tell(Photos::new(path, seen, batch, context)).map_or(Flow::Stay, Flow::push)
            }
            (Loaded::Scores(scores), _) => {
                let screen = ScorePreview::new(&path, *scores, context);
                context.tell(screen).map_or(Flow::Stay, Flow::push)
            }
            (Loaded::History(read), _) => Flow::push(LedgerPreview::new(&path, rows::history(&path, *read))),
            (Loaded::Returns(read), _) => Flow::push(LedgerPreview::new(&path, rows::returns(&path, *read))),
            (Loaded::Employment(read), _) => Flow::push(LedgerPreview::new(&path, rows::employment(&path, *read))),
            (Loaded::Evidence(read), Some(batch)) => {
                Flow::push(LedgerPreview::new(&path, rows::evidence(&path, *read, batch)))
            }
            (Loaded::Text(text), _) => Flow::push(Text::new(&path, text, context)),
            (Loaded::Weights(read), _) => Flow::push(Weights::new(&path, read, context)),
            (Loaded::Roster(_) | Loaded::Photos(_) | Loaded::Evidence(_), None) => Flow::Stay,
        }
    }
}

/// The first rows in both readings, and which is right.
fn ask_encoding(doubt: &Doubt) -> Confirm {
    let readings = [&doubt.read_as, &doubt.other];
    let [first, other] = readings.map(|(encoding, _)| encoding.name());
    let question = both!(
        "这个文件的文字按两种编码都读得通。哪一种读得对？",
        "Two encodings fit the text of this file. Which one is right?"
    );
    let confirm = Confirm::new(question).button(first, first).other(other, other);
    let wide = width(first).max(width(other));
    let rows = readings.into_iter().flat_map(|(encoding, rows)| {
        rows.iter().map(move |row| words::data(format!("{}  {row}", pad(encoding.name(), wide))))
    });
    // Esc is no answer: the person goes back to the files.
    rows.fold(confirm, Confirm::effect).waits()
}

fn cells(found: &Found, lang: Lang, theme: &Theme) -> Vec<Cell> {
    let name = match &found.kind {
        Kind::Here(photos) => {
            let told = crate::say!(lang, "用这个文件夹（{photos} 个图片）", "Take this folder ({photos} pictures)");
            Cell::styled(told, theme.accent)
        }
        Kind::Above => Cell::styled("..", theme.muted),
        Kind::Folder => Cell::styled(format!("{}{}", found.name, std::path::MAIN_SEPARATOR), theme.accent),
        Kind::File => found.name.as_str().into(),
    };
    vec![name, Cell::styled(found.size(), theme.muted), Cell::styled(&*found.date, theme.muted)]
}

/// The end of a path tells more than its beginning.
fn fit_end(path: &str, columns: usize) -> String {
    if width(path) <= columns {
        return path.to_owned();
    }
    let mut end: Vec<char> = Vec::new();
    let mut used = 1;
    for c in path.chars().rev() {
        used += width(&c.to_string());
        if used > columns {
            break;
        }
        end.push(c);
    }
    end.push('…');
    end.iter().rev().collect()
}

impl Screen for Files {
    fn crumb(&self, lang: Lang) -> String {
        self.what.say(lang)
    }

    fn scope(&self) -> Scope {
        Scope::ImportFiles
    }

    fn typing(&self) -> Typing {
        if self.typing { Typing::Text } else { Typing::Commands }
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        let (lang, theme) = (context.lang, context.theme);
        let label = pad(lang.pick("位置", "Folder"), 6);
        frame.buffer_mut().set_string(area.x + 2, area.y, &label, if self.typing { theme.title } else { theme.muted });
        let field = Rect { x: area.x + 10, width: area.width.saturating_sub(11), height: 1, ..area };
        if self.typing {
            self.line.draw(frame, field, theme.field_focused, true, context);
            frame.buffer_mut().set_style(field, theme.field_focused);
        } else {
            let path = fit_end(&self.folder.display().to_string(), field.width as usize);
            frame.buffer_mut().set_string(field.x, field.y, path, theme.text);
        }
        let fault = self.fault.as_ref().map(|fault| wrap(&fault.say(lang), area.width.saturating_sub(4) as usize));
        let fault = fault.unwrap_or_default();
        let below = if fault.is_empty() { 0 } else { fault.len() as u16 + 1 };
        let list = Rect { y: area.y + 2, height: area.height.saturating_sub(2 + below), ..area };
        self.list.focused = !self.typing;
        self.list.draw(frame, list, context);
        for (y, line) in (list.bottom() + 1..area.bottom()).zip(&fault) {
            frame.buffer_mut().set_string(area.x + 2, y, line, theme.bad);
        }
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match intent {
            Intent::Import(ImportIntent::Complete) if self.typing => {
                let whole = folder::complete(self.line.value(), self.what);
                self.line.set(&whole);
            }
            Intent::Import(ImportIntent::Complete) => {
                let folder = self.folder.display().to_string();
                let end = std::path::MAIN_SEPARATOR;
                self.line.set(&if folder.ends_with(end) { folder } else { format!("{folder}{end}") });
                self.typing = true;
            }
            Intent::Open if self.typing => return self.typed_path(context),
            Intent::Back | Intent::Down | Intent::Up if self.typing => self.typing = false,
            Intent::Edit(edit) => drop(self.line.edit(edit)),
            Intent::Open => return self.choose(context),
            Intent::Import(ImportIntent::Above) => {
                if let Some(above) = self.folder.parent().map(Path::to_owned) {
                    self.go(&above, context);
                }
            }
            Intent::Refresh => {
                let folder = self.folder.clone();
                self.go(&folder, context);
            }
            _ if self.list.intent(intent, context) => {}
            _ => return Flow::Pass,
        }
        Flow::Stay
    }

    fn typed(&mut self, typed: Typed, _: &mut Context) -> Flow {
        match &typed {
            // A file that is dragged into the terminal, or a path copied elsewhere, is the whole path.
            Typed::Paste(text) if Path::new(text.trim_matches('"')).is_absolute() => {
                self.line.set(text.trim_matches('"'))
            }
            _ => drop(self.line.typed(&typed)),
        }
        Flow::Stay
    }

    fn answered(&mut self, asked: Intent, answer: Answer, context: &mut Context) -> Flow {
        if asked == Intent::Import(ImportIntent::Encoding) {
            let Some((path, doubt)) = self.doubted.take() else { return Flow::Stay };
            return match answer {
                Answer::Yes => self.read(path, Some(doubt.read_as.0), context),
                Answer::No => self.read(path, Some(doubt.other.0), context),
                _ => Flow::Stay,
            };
        }
        let Some((path, slot)) = self.reading.take() else { return Flow::Stay };
        let Some(read) = slot.take() else { return Flow::Stay };
        context.clear_message();
        match read {
            Ok(loaded) => self.preview(path, loaded, context),
            Err(Unread::Doubt(doubt)) => {
                let question = ask_encoding(&doubt);
                self.doubted = Some((path, doubt));
                Flow::ask(Intent::Import(ImportIntent::Encoding), question)
            }
            Err(Unread::Failed(failure)) => {
                self.fault = Some(failure.into());
                Flow::Stay
            }
        }
    }

    /// A folder may have changed while one looked at a preview: faulty rows may have been saved into it.
    fn resumed(&mut self, context: &mut Context) {
        let folder = self.folder.clone();
        let selected = self.list.selected_key();
        self.go(&folder, context);
        if let Some(key) = selected {
            let shown = self.list.reveal(&context.office, &key);
            context.tell(shown);
        }
    }

    fn mouse(&mut self, mouse: Mouse, context: &mut Context) -> Flow {
        match self.list.mouse(mouse, context) {
            Clicked::Again => self.choose(context),
            Clicked::Selected => {
                self.typing = false;
                Flow::Stay
            }
            Clicked::Nothing => Flow::Stay,
        }
    }
}

/// The path that is meant: what begins anew behind the folder that stood there (`/home//media/stick`) is the whole of it.
fn whole(typed: &str) -> &str {
    let typed = typed.trim().trim_matches('"');
    match typed.rfind("//") {
        Some(at) if at > 0 => &typed[at + 1..],
        _ => typed,
    }
}
