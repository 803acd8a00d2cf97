//! 迎检: the forms of a batch, and a drawn sample of candidates, each with what lies in the folder and what is missing.

use std::path::PathBuf;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::InspectionIntent;
use crate::both;
use crate::domain::anchor::Reason;
use crate::domain::evaluation::inspection::{Finding, GRADES, ITEMS, ItemFound};
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::{BatchId, EntryId};
use crate::domain::identity::inert;
use crate::domain::language::{Both, Lang, Say};
use crate::exchange::inspection::archive;
use crate::exchange::profile::{self, Left};
use crate::ops::Office;
use crate::ops::checkpoint::keep;
use crate::ops::inspection::{Piece, RoomSeen, draw, folder, forms, record_room, record_supervision};
use crate::store::Failure;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::popup::fill::Fill;
use crate::tui::screen::{Answer, Flow, Mouse, Press, Screen};
use crate::tui::screens::parts::filling::Filling;
use crate::tui::screens::parts::reader::Reader;
use crate::tui::screens::parts::save_text::plain_name;
use crate::tui::screens::parts::words;
use crate::tui::theme::Theme;
use crate::tui::widget::columns::Column;
use crate::tui::widget::detail::Told;
use crate::tui::widget::field::Field;
use crate::tui::widget::form::Form;
use crate::tui::widget::list::{Clicked, List};
use crate::tui::widget::pages::{Cell, Fixed};

/// A form of the batch, or a drawn candidate with the pieces of the folder.
#[derive(Clone)]
struct Row {
    entry: Option<EntryId>,
    name: Both,
    told: Both,
    there: bool,
}

type Cells = fn(&Row, Lang, &Theme) -> Vec<Cell>;

pub struct Inspection {
    id: BatchId,
    code: String,
    list: List<Fixed<Row, Cells>>,
    asked: bool,
}

/// Places among the forms that are filled in here; the others are printed from the data.
const ROOMS: usize = 2;
const SUPERVISION: usize = 3;

fn cells(row: &Row, lang: Lang, theme: &Theme) -> Vec<Cell> {
    let (mark, style) = if row.there { ("", theme.text) } else { (lang.pick("缺", "missing"), theme.warn) };
    let name = Cell::styled(row.name.say(lang), if row.entry.is_some() { theme.text } else { theme.title });
    vec![name, Cell::styled(mark, style), Cell::styled(row.told.say(lang), theme.muted)]
}

impl Inspection {
    pub fn new(id: BatchId) -> Inspection {
        let columns = vec![
            Column::flexible("表单或考生", "Form or candidate", 22, 40),
            Column::fixed("", "", 8),
            Column::flexible("情况", "What", 24, 70),
        ];
        let list = List::new(Fixed::new(Vec::new(), cells as Cells), columns, both!("没有。", "None."));
        Inspection { id, code: String::new(), list, asked: false }
    }

    fn load(&mut self, context: &mut Context) {
        self.asked = true;
        let found = rows(&context.office, self.id);
        if let Some((code, rows)) = context.tell(found) {
            (self.code, self.list.pages.rows) = (code, rows);
            let read = self.list.reload(&context.office);
            context.tell(read);
        }
    }

    fn open(&self, context: &mut Context) -> Flow {
        let Some((_, row)) = self.list.selected() else { return Flow::Stay };
        if let Some(entry) = row.entry {
            let pieces = folder(&context.office.read(), entry);
            return context.tell(pieces).map_or(Flow::Stay, |pieces| Flow::push(contents(row.name.clone(), pieces)));
        }
        let place = self.list.pages.rows.iter().position(|other| other.name == row.name);
        match place {
            Some(ROOMS) => Flow::push(room_form(self.id)),
            Some(SUPERVISION) => Flow::push(supervision_form(self.id)),
            _ => {
                context.info(both!("按 e 归档时与其他各表一起写出。", "e writes it with all the other lists."));
                Flow::Stay
            }
        }
    }
}

fn rows(office: &Office, id: BatchId) -> Result<(String, Vec<Row>), Failure> {
    let read = office.read();
    let code = read.batch(id)?.map(|batch| batch.plan.code).unwrap_or_default();
    let form = |piece: Piece| Row { entry: None, name: piece.name, told: piece.told, there: piece.there };
    let mut rows: Vec<Row> = forms(&read, id)?.into_iter().map(form).collect();
    let sample = read.last_inspection(id)?;
    for entry in sample.map_or(Vec::new(), |sample| sample.entries) {
        let Some(row) = read.entry(entry)? else { continue };
        let pieces = folder(&read, entry)?;
        let missing: Vec<&Piece> = pieces.iter().filter(|piece| !piece.there).collect();
        let list = |lang: Lang| {
            missing.iter().map(|piece| piece.name.say(lang)).collect::<Vec<_>>().join(lang.pick("、", ", "))
        };
        let (name, ticket, n) = (inert(&row.name), row.ticket.unwrap_or_default(), pieces.len());
        let told = match missing.is_empty() {
            true => both!("齐全，{n} 件", "complete, {n} pieces"),
            false => {
                let (zh, en) = (list(Lang::Zh), list(Lang::En));
                both!("缺 {zh}", "missing: {en}")
            }
        };
        let name = both!("{ticket} {name}", "{ticket} {name}");
        rows.push(Row { entry: Some(entry), name, told, there: missing.is_empty() });
    }
    Ok((code, rows))
}

/// 卷内目录 of one candidate.
fn contents(name: Both, pieces: Vec<Piece>) -> Reader {
    Reader::new(name, move |context| {
        let (lang, theme) = (context.lang, &context.theme);
        let mut lines = vec![Told::Heading("卷内目录", "In the folder"), Told::Blank];
        for (n, piece) in (1..).zip(&pieces) {
            let (name, told) = (piece.name.say(lang), piece.told.say(lang));
            let style = if piece.there { theme.text } else { theme.bad };
            let mark = if piece.there { "" } else { "! " };
            lines.push(Told::Text(0, format!("{n:>2}. {mark}{name}{}{told}", lang.pick("：", ": ")), style));
        }
        lines
    })
}

fn draw_form(id: BatchId) -> Fill {
    let fields = vec![
        Field::number("count", "抽几人", "How many", 6).value("5").required().check(|text| match text.parse::<u16>() {
            Ok(1..=500) => Ok(()),
            _ => Err(both!("应为 1–500", "must be 1–500")),
        }),
        Field::text("seed", "种子", "Seed", 24).hint(both!("不填则随机，记入日志", "drawn where empty, and recorded")),
    ];
    Fill::new(both!("抽样", "Draw a sample"), Form::new(fields), move |form, context| {
        let count = form.field("count").as_text().parse().unwrap_or(5);
        let drawn = draw(&mut context.office, id, count, Some(form.field("seed").as_text()));
        let Some(drawn) = context.tell(drawn) else { return false };
        let n = drawn.len();
        context.done(both!("抽出 {n} 人。", "{n} drawn."));
        true
    })
}

fn room_form(id: BatchId) -> Fill {
    let subjects: Vec<Both> = SubjectKind::ALL.iter().map(words::both).collect();
    let fields = vec![
        Field::number("room", "考场", "Room", 6).required(),
        Field::choice("subject", "科目", "Subject", subjects, 0),
        Field::number("present", "实到人数", "Present", 6).required(),
        Field::text("invigilators", "监考人员", "Invigilators", 40).required(),
        Field::text("incidents", "考场情况", "What happened", 50).hint(both!("没有可不填", "empty where nothing did")),
    ];
    Fill::new(both!("考场情况记录单", "Room record"), Form::new(fields), move |form, context| {
        let number = |name: &str| form.field(name).as_text().parse().unwrap_or(0);
        let seen = RoomSeen {
            room: number("room"),
            subject: SubjectKind::ALL[form.field("subject").as_choice().min(SubjectKind::ALL.len() - 1)],
            present: number("present"),
            incidents: form.field("incidents").as_text().to_owned(),
            invigilators: form.field("invigilators").as_text().to_owned(),
        };
        let done = record_room(&mut context.office, id, seen);
        let done = context.tell(done).is_some();
        if done {
            context.done(both!("考场情况已记录。", "The room is recorded."));
        }
        done
    })
}

fn supervision_form(id: BatchId) -> Filling {
    let findings = || Finding::ALL.iter().map(words::both).collect::<Vec<_>>();
    let mut fields: Vec<Field> =
        ITEMS.iter().map(|(code, zh, en)| Field::choice(code, zh, en, findings(), 0)).collect();
    let grades = GRADES.iter().map(|(zh, en)| both!("{zh}", "{en}")).collect();
    fields.push(Field::choice("overall", "总体评价", "Overall", grades, 1));
    fields.push(Field::text("opinion", "督导意见", "Opinion", 50));
    Filling::new(both!("内部督导表", "Supervision list"), Form::new(fields), move |form, context| {
        let item = |(code, ..): &(&'static str, &str, &str)| ItemFound {
            code: (*code).to_owned(),
            finding: Finding::ALL[form.field(code).as_choice().min(Finding::ALL.len() - 1)],
        };
        let overall = u8::try_from(form.field("overall").as_choice()).unwrap_or(0);
        let items = ITEMS.iter().map(item).collect();
        record_supervision(&mut context.office, id, items, overall, form.field("opinion").as_text())?;
        context.done(both!("督导表已填写。", "The supervision list is recorded."));
        Ok(Flow::PopWith(Answer::Finished))
    })
}

fn archive_form(id: BatchId, code: &str, context: &Context) -> Filling {
    let path = context.office.path().with_file_name(plain_name(&format!("{code}-归档")));
    let field = Field::text("path", "文件夹", "Folder", 60).value(&path.to_string_lossy()).required();
    Filling::new(both!("归档", "Archive"), Form::new(vec![field]), move |form, context| {
        let path = PathBuf::from(form.field("path").as_text());
        keep(&context.office, Reason::Export)?;
        let filed = archive(&context.office.read(), id, &path, false)?;
        let n = filed.len();
        let mut files: Vec<PathBuf> = filed.iter().map(|one| path.join(&one.name)).collect();
        files.push(path.join("index.txt"));
        let left = Left { profile: profile::ARCHIVE.word, batch: Some(id), rows: n, whole: false, purpose: None };
        profile::written(&mut context.office, &left, &files)?;
        let shown = path.display();
        context.done(both!("{n} 个文件和目录 index.txt 已写到 {shown}。", "{n} files and index.txt are in {shown}."));
        Ok(Flow::PopWith(Answer::Finished))
    })
    .about(both!(
        "各表按卷写出，index.txt 记每个文件的 SHA-256。证件号码打码；要完整的用 touchstone export archive --whole，并写明用途。",
        "Writes the lists by volume; index.txt has the SHA-256 of each. Document numbers are masked; touchstone export archive --whole gives whole ones, for a purpose."
    ))
}

impl Screen for Inspection {
    fn crumb(&self, lang: Lang) -> String {
        lang.pick("迎检", "Inspection").to_owned()
    }

    fn scope(&self) -> Scope {
        Scope::Inspection
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        if !self.asked {
            self.load(context);
        }
        self.list.draw(frame, area, context);
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match intent {
            Intent::Open => self.open(context),
            Intent::Inspection(InspectionIntent::Draw) => Flow::push(draw_form(self.id)),
            Intent::Inspection(InspectionIntent::Archive) => Flow::push(archive_form(self.id, &self.code, context)),
            Intent::Refresh => {
                self.load(context);
                Flow::Stay
            }
            _ if self.list.intent(intent, context) => Flow::Stay,
            _ => Flow::Pass,
        }
    }

    fn mouse(&mut self, mouse: Mouse, context: &mut Context) -> Flow {
        match self.list.mouse(mouse, context) {
            Clicked::Again if mouse.what == Press::Click => self.open(context),
            _ => Flow::Stay,
        }
    }

    fn resumed(&mut self, context: &mut Context) {
        self.load(context);
    }
}
