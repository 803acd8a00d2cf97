//! The certificates of a batch: on which sheet each stands, how it stands, how far its data is; printing, a spoiled sheet, many
//! changed under one approval, and the upload.

mod bulk;
mod forms;
mod print;

use std::collections::BTreeSet;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::domain::evaluation::certificate::Approved;
use crate::domain::evaluation::printing::Occasion;
use crate::domain::evaluation::upload::UploadState;
use crate::domain::id::BatchId;
use crate::domain::language::{Lang, Say};
use crate::domain::refusal::Refusal;
use crate::ops::upload::{Line, lines};
use crate::ops::{Office, printing, upload};
use crate::store::Failure;
use crate::store::act::Kind;
use crate::store::read::stock::PrintCopy;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::popup::ask::Ask;
use crate::tui::popup::second::Second;
use crate::tui::screen::{Answer, Flow, Mouse, Screen};
use crate::tui::screens::certificates;
use crate::tui::screens::preview::{self, PreviewIntent};
use crate::tui::theme::Theme;
use crate::tui::widget::columns::Column;
use crate::tui::widget::fit::fit;
use crate::tui::widget::list::{Clicked, List};
use crate::tui::widget::pages::{Cell, Fixed};
use crate::{both, refusal, say};
use bulk::Bulk;
use print::Ready;

/// The verbs of a batch's certificates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum IssuedIntent {
    /// Puts what wants printing on the next sheets.
    Print,
    /// The selected one's sheet was spoiled.
    Respoil,
    /// Layout and offsets of a printer.
    Place,
    Tick,
    TickAll,
    Reissue,
    Revoke,
    Send,
    Receipt,
    Collection,
}

#[derive(Clone)]
struct Row {
    line: Line,
    copy: Option<PrintCopy>,
    /// Why it wants a copy now.
    wants: Option<Occasion>,
    ticked: bool,
}

type Rows = List<Fixed<Row, fn(&Row, Lang, &Theme) -> Vec<Cell>>>;

pub struct BatchCertificates {
    id: BatchId,
    code: String,
    list: Rows,
    ticked: BTreeSet<String>,
    asked: bool,
    bulk: Option<Bulk>,
    ready: Ready,
}

impl BatchCertificates {
    pub fn new(id: BatchId) -> BatchCertificates {
        let columns = vec![
            Column::fixed("", "", 1),
            Column::fixed("证书编号", "Number", 22),
            Column::flexible("持证人", "Holder", 8, 20),
            Column::fixed("流水码", "Serial", 10),
            Column::fixed("状态", "Status", 17),
            Column::fixed("上报", "Upload", 8),
            Column::flexible("说明", "Note", 8, 60).drop(1),
        ];
        let empty = both!(
            "本批次还没有证书。公示期满后回批次按 c 核发。",
            "No certificate yet. After publicity, go back to the batch and issue with c."
        );
        let cells = cells as fn(&Row, Lang, &Theme) -> Vec<Cell>;
        BatchCertificates {
            id,
            code: String::new(),
            list: List::new(Fixed::new(Vec::new(), cells), columns, empty),
            ticked: BTreeSet::new(),
            asked: false,
            bulk: None,
            ready: Ready::default(),
        }
    }

    fn load(&mut self, context: &mut Context) {
        self.asked = true;
        let read = read(&context.office, self.id, &self.ticked);
        let Some((code, rows)) = context.tell(read) else { return };
        (self.code, self.list.pages.rows) = (code, rows);
        let read = self.list.reload(&context.office);
        context.tell(read);
    }

    fn selected(&self) -> Option<&Row> {
        self.list.selected().map(|(_, row)| row)
    }

    fn tick(&mut self, all: bool, context: &mut Context) {
        let living = |row: &&Row| row.line.row.status.holds();
        if all {
            let every: BTreeSet<String> =
                self.list.pages.rows.iter().filter(living).map(|row| row.line.row.number.clone()).collect();
            self.ticked = if self.ticked == every { BTreeSet::new() } else { every };
        } else if let Some(number) = self.selected().filter(living).map(|row| row.line.row.number.clone())
            && !self.ticked.remove(&number)
        {
            self.ticked.insert(number);
        }
        for row in &mut self.list.pages.rows {
            row.ticked = self.ticked.contains(&row.line.row.number);
        }
        let read = self.list.reload(&context.office);
        context.tell(read);
        if !all {
            self.list.intent(Intent::Down, context);
        }
    }

    fn run(&mut self, verb: IssuedIntent, context: &mut Context) -> Flow {
        let asked = Intent::Issued(verb);
        match verb {
            IssuedIntent::Print => {
                let form = self.ready.form(&context.office, self.id, &self.code, &self.ticked);
                context.tell(form).map_or(Flow::Stay, |form| Flow::ask(asked, form))
            }
            IssuedIntent::Respoil => match self.selected().and_then(|row| row.copy.as_ref()?.serial.clone()) {
                Some(serial) => {
                    let about = both!(
                        "{serial} 作废，这本证书换到手里的下一张，其余不动。写明原因：",
                        "{serial} is spoiled; this certificate goes on the next sheet in hand and no other moves. Why:"
                    );
                    Flow::ask(asked, Ask::new(both!("印坏一张", "A spoiled sheet"), about))
                }
                None => Flow::Stay,
            },
            IssuedIntent::Place => {
                let form = forms::placing(&context.office);
                context.tell(form).map_or(Flow::Stay, Flow::push)
            }
            IssuedIntent::Tick | IssuedIntent::TickAll => {
                self.tick(verb == IssuedIntent::TickAll, context);
                Flow::Stay
            }
            IssuedIntent::Reissue => {
                let bulk = Bulk::new(self.id, Approved::Reissue, self.ticked.iter().cloned().collect(), None);
                let form = bulk.form();
                self.bulk = Some(bulk);
                Flow::ask(asked, form)
            }
            IssuedIntent::Revoke => Second::ask(asked, Kind::CertificateRevoked, context),
            IssuedIntent::Send => Flow::push(forms::sending(&context.office, self.id, &self.code)),
            IssuedIntent::Receipt => {
                let about = both!("最近一次上报的回执号：", "The receipt of the file that went last:");
                Flow::ask(asked, Ask::new(both!("登记上报回执", "Receipt of the upload"), about))
            }
            IssuedIntent::Collection => Flow::push(forms::collecting(&context.office, self.id, &self.code)),
        }
    }

    fn spoil(&mut self, because: &str, context: &mut Context) {
        let Some(serial) = self.selected().and_then(|row| row.copy.as_ref()?.serial.clone()) else { return };
        let spoiled = printing::spoil(&mut context.office, &serial, because);
        if let Some((_, next)) = context.tell(spoiled) {
            self.load(context);
            context.done(match next {
                Some(next) => both!("{serial} 已作废，换到 {next}。", "{serial} is spoiled; it goes on {next}."),
                None => both!(
                    "{serial} 已作废；手里没有空白证书了，领用后再印。",
                    "{serial} is spoiled; no blank is left in hand: issue more, then print."
                ),
            });
        }
    }
}

fn read(office: &Office, id: BatchId, ticked: &BTreeSet<String>) -> Result<(String, Vec<Row>), Failure> {
    let read = office.read();
    let code = read.batch(id)?.map(|batch| batch.plan.code).unwrap_or_default();
    let mut rows = Vec::new();
    for line in lines(&read, id)? {
        let copy = read.print_copy_now(&line.row.number)?;
        let wants = printing::wanted(&read, &line.row)?;
        let ticked = ticked.contains(&line.row.number);
        rows.push(Row { line, copy, wants, ticked });
    }
    Ok((code, rows))
}

fn cells(row: &Row, lang: Lang, theme: &Theme) -> Vec<Cell> {
    let (own, state) = (&row.line.row, row.line.state());
    let serial = match (&row.copy, row.wants) {
        (_, Some(_)) => Cell::styled(lang.pick("待印", "to print"), theme.warn),
        (Some(copy), None) => match &copy.serial {
            Some(serial) => serial.to_string().into(),
            None => Cell::styled(lang.pick("白纸", "plain"), theme.muted),
        },
        (None, None) => Cell::default(),
    };
    let style = match state {
        UploadState::Unsent => theme.muted,
        UploadState::Returned => theme.bad,
        _ if row.line.is_due() => theme.warn,
        UploadState::Sent | UploadState::Amended => theme.good,
    };
    let because = row.line.upload.as_ref().map_or("", |upload| upload.because.as_str());
    let note = match (row.wants, because) {
        (Some(occasion), "") if occasion != Occasion::First => occasion.say(lang),
        _ => because.to_owned(),
    };
    vec![
        Cell::styled(if row.ticked { "*" } else { "" }, theme.accent),
        own.number.as_str().into(),
        own.holder.as_str().into(),
        serial,
        Cell::styled(own.status.say(lang), certificates::style(own.status, theme)),
        Cell::styled(state.say(lang), style),
        Cell::styled(note, theme.muted),
    ]
}

impl Screen for BatchCertificates {
    fn crumb(&self, lang: Lang) -> String {
        lang.pick("本批证书", "Certificates").to_owned()
    }

    fn scope(&self) -> Scope {
        Scope::Issued
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        if !self.asked {
            self.load(context);
        }
        let rows = &self.list.pages.rows;
        let (all, ticked) = (rows.len(), self.ticked.len());
        let print = rows.iter().filter(|row| row.wants.is_some()).count();
        let due = rows.iter().filter(|row| row.line.is_due()).count();
        let line = say!(
            context.lang,
            "共 {all} 本，待印 {print}，待报 {due}，已勾选 {ticked}",
            "{all} in all, {print} to print, {due} to send, {ticked} ticked"
        );
        frame.buffer_mut().set_string(area.x, area.y, fit(&line, area.width as usize), context.theme.text);
        let list = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
        self.list.draw(frame, list, context);
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match intent {
            Intent::Issued(verb) => self.run(verb, context),
            Intent::Preview(PreviewIntent::Open) => match self.selected().map(|row| row.line.row.number.clone()) {
                Some(number) => preview::of_certificate(&number, context),
                None => Flow::Stay,
            },
            Intent::Open => match self.selected().map(|row| row.line.row.number.clone()) {
                Some(number) => certificates::one(&number, context),
                None => Flow::Stay,
            },
            Intent::Refresh => {
                self.load(context);
                Flow::Stay
            }
            _ if self.list.intent(intent, context) => Flow::Stay,
            _ => Flow::Pass,
        }
    }

    fn available(&self, intent: Intent, _: &Context) -> Result<(), Refusal> {
        let Intent::Issued(verb) = intent else { return Ok(()) };
        if self.asked && self.list.pages.rows.is_empty() && verb != IssuedIntent::Place {
            return Err(refusal!("none_issued", "本批次还没有证书。", "This batch has no certificate yet."));
        }
        match verb {
            IssuedIntent::Respoil => match self.selected() {
                Some(row) if row.copy.as_ref().is_some_and(|copy| copy.serial.is_some()) => Ok(()),
                _ => Err(refusal!(
                    "no_sheet",
                    "选中的证书没有印在有流水码的纸上。",
                    "The selected certificate stands on no numbered sheet."
                )),
            },
            IssuedIntent::Reissue | IssuedIntent::Revoke if self.ticked.is_empty() => Err(refusal!(
                "none_ticked",
                "先按 t 勾选证书，T 全选；一本的变更在“证书”里办。",
                "Tick certificates with t, or all with T; a single one is changed under Certificates."
            )),
            IssuedIntent::Send if self.asked && !self.list.pages.rows.iter().any(|row| row.line.is_due()) => {
                Err(upload::nothing_due())
            }
            _ => Ok(()),
        }
    }

    fn answered(&mut self, asked: Intent, answer: Answer, context: &mut Context) -> Flow {
        let Intent::Issued(verb) = asked else { return Flow::Stay };
        match (verb, answer) {
            (IssuedIntent::Respoil, Answer::Text(because)) => self.spoil(&because, context),
            (IssuedIntent::Receipt, Answer::Text(receipt)) => {
                let kept = upload::receipt(&mut context.office, self.id, &receipt);
                if let Some(rows) = context.tell(kept) {
                    self.load(context);
                    context.done(both!("已登记 {rows} 本的回执。", "The receipt of {rows} certificates is recorded."));
                }
            }
            (IssuedIntent::Print, answer) => {
                if answer == Answer::Finished
                    && let Some(printing) = self.ready.take()
                {
                    return Flow::ask(asked, crate::tui::popup::working::Working::new(printing));
                }
                self.load(context);
            }
            (IssuedIntent::Revoke, Answer::Finished) if self.bulk.is_none() => {
                let Some(hand) = context.second_hand.take() else {
                    // The work is done.
                    self.ticked.clear();
                    self.load(context);
                    return Flow::Stay;
                };
                let bulk = Bulk::new(self.id, Approved::Revoke, self.ticked.iter().cloned().collect(), Some(hand));
                let form = bulk.form();
                self.bulk = Some(bulk);
                return Flow::ask(asked, form);
            }
            (IssuedIntent::Revoke | IssuedIntent::Reissue, Answer::Finished) => {
                let Some(job) = self.bulk.take().and_then(Bulk::job) else {
                    self.ticked.clear();
                    self.load(context);
                    return Flow::Stay;
                };
                return Flow::ask(asked, crate::tui::popup::working::Working::new(job));
            }
            (IssuedIntent::Revoke | IssuedIntent::Reissue, _) => {
                self.bulk = None;
                self.load(context);
            }
            _ => {}
        }
        Flow::Stay
    }

    fn mouse(&mut self, mouse: Mouse, context: &mut Context) -> Flow {
        match self.list.mouse(mouse, context) {
            Clicked::Again => self.intent(Intent::Open, context),
            _ => Flow::Stay,
        }
    }

    fn resumed(&mut self, context: &mut Context) {
        self.load(context);
    }
}
