//! Papers and panels: per item and subject the paper, who marks, and what is still lacking.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::StaffingIntent;
use crate::domain::evaluation::batch::{BatchItem, staffing_lacks};
use crate::domain::evaluation::subject::{PanelRule, SubjectKind};
use crate::domain::id::{BatchId, PersonId};
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::ops::{Office, batch};
use crate::store::Failure;
use crate::store::read::batch::Batch;
use crate::store::read::standard::PaperRow;
use crate::store::read::station::Person;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::popup::choose::{Choice, Choose};
use crate::tui::popup::several::Several;
use crate::tui::screen::{Answer, Flow, Mouse, Screen};
use crate::tui::screens::titles::Titles;
use crate::tui::theme::Theme;
use crate::tui::widget::columns::Column;
use crate::tui::widget::fit::wrap;
use crate::tui::widget::list::{Clicked, List};
use crate::tui::widget::pages::{Cell, Fixed};
use crate::{both, refusal, say};

/// One subject of an item.
#[derive(Clone)]
struct Seat {
    item: BatchItem,
    title: Both,
    subject: SubjectKind,
    rule: PanelRule,
    paper: Option<PaperRow>,
    /// The papers that fit.
    papers: Vec<PaperRow>,
    panel: Vec<(PersonId, String)>,
    candidates: u32,
    needed: u32,
    lacks: Option<Both>,
}

type Seats = List<Fixed<Seat, fn(&Seat, Lang, &Theme) -> Vec<Cell>>>;

pub struct Staffing {
    id: BatchId,
    batch: Option<Batch>,
    people: Vec<Person>,
    list: Seats,
}

impl Staffing {
    pub fn new(id: BatchId) -> Staffing {
        let columns = vec![
            Column::flexible("职业等级", "Item", 10, 30),
            Column::flexible("科目", "Subject", 10, 14),
            Column::flexible("试卷", "Paper", 12, 40),
            Column::flexible("考评组（首位为组长）", "Panel, leader first", 22, 60),
            Column::fixed("人数", "Named", 5).right(),
        ];
        let cells = cells as fn(&Seat, Lang, &Theme) -> Vec<Cell>;
        let empty = both!(
            "批次没有职业等级：按 Esc 返回，按 e 改计划。",
            "The batch has no item: Esc, then e to edit the plan."
        );
        Staffing { id, batch: None, people: Vec::new(), list: List::new(Fixed::new(Vec::new(), cells), columns, empty) }
    }

    fn load(&mut self, context: &mut Context) {
        let read = read(&context.office, self.id).map_err(Refusal::from);
        let Some((batch, people, seats)) = context.tell(read) else { return };
        (self.batch, self.people, self.list.pages.rows) = (Some(batch), people, seats);
        let read = self.list.reload(&context.office);
        context.tell(read);
    }

    fn seat(&self) -> Option<&Seat> {
        self.list.selected().map(|(_, seat)| seat)
    }

    fn may(&self) -> Result<(), Refusal> {
        self.batch.as_ref().map_or(Ok(()), batch::may_staff)
    }

    fn ask_panel(&self) -> Flow {
        let Some(seat) = self.seat() else { return Flow::Stay };
        let choice = |person: &Person| {
            let name = crate::domain::identity::inert(&person.name);
            let role = |lang: Lang| {
                person.roles.iter().map(|role| role.say(lang)).collect::<Vec<_>>().join(lang.pick("、", ", "))
            };
            let choice = Choice::new(both!("{name}", "{name}"));
            match batch::may_sit(person, &seat.rule) {
                Ok(()) => choice.note(Both { zh: role(Lang::Zh), en: role(Lang::En) }),
                Err(refusal) => Choice { off: true, ..choice.note(refusal.because) },
            }
        };
        let place = |id: PersonId| self.people.iter().position(|person| person.id == id);
        let picked = seat.panel.iter().filter_map(|(id, _)| place(*id)).collect();
        let (Both { zh, en }, needed) = (&seat.title, seat.needed);
        let (zh_subject, en_subject) = (seat.subject.say(Lang::Zh), seat.subject.say(Lang::En));
        let title = both!("{zh} {zh_subject}：应有 {needed} 人", "{en} {en_subject}: {needed} needed");
        Flow::ask(Intent::Open, Several::new(title, self.people.iter().map(choice).collect(), picked))
    }

    fn ask_paper(&self, context: &mut Context) -> Flow {
        let Some(seat) = self.seat() else { return Flow::Stay };
        if seat.papers.is_empty() {
            let (zh, en) = (seat.subject.say(Lang::Zh), seat.subject.say(Lang::En));
            context.refuse(refusal!("no_paper", "还没有“{zh}”的试卷。", "There is no paper for “{en}” yet.").next(
                both!(
                    "按 F7 到“标准”，或用 touchstone import standards 导入。",
                    "Look at Standards (F7), or import one with touchstone import standards."
                ),
            ));
            return Flow::Stay;
        }
        let choice = |paper: &PaperRow| {
            let (title, version) = (&paper.title, &paper.version);
            Choice::new(both!("{title}", "{title}")).note(both!("{version}", "{version}"))
        };
        let now = seat.paper.as_ref().and_then(|now| seat.papers.iter().position(|paper| paper.id == now.id));
        let choose = Choose::new(both!("试卷", "Paper"), seat.papers.iter().map(choice).collect());
        Flow::ask(Intent::Staffing(StaffingIntent::Paper), choose.at(now.unwrap_or(0)))
    }

    fn name(&mut self, places: &[usize], context: &mut Context) {
        let Some(seat) = self.seat() else { return };
        let people: Vec<PersonId> = places.iter().map(|place| self.people[*place].id).collect();
        let named = batch::name_panel(&mut context.office, self.id, seat.item, seat.subject, &people);
        if context.tell(named).is_some() {
            let n = people.len();
            context.done(both!("考评组已定：{n} 人。", "The panel is named: {n}."));
        }
    }
}

fn read(office: &Office, id: BatchId) -> Result<(Batch, Vec<Person>, Vec<Seat>), Failure> {
    let read = office.read();
    let batch = read.batch(id)?.ok_or_else(|| refusal!("no_batch", "没有这个批次。", "There is no such batch."))?;
    let titles = Titles::read(&read)?;
    let mut seats = Vec::new();
    for item in &batch.plan.items {
        let Some(kept) = read.standard(item.standard)? else { continue };
        let chosen = read.batch_papers(id, *item)?;
        let papers = read.papers(item.standard)?;
        let candidates = read.accepted_of(id, *item)?;
        for rules in kept.standard.level(item.level).map_or(&[][..], |rules| &rules.subjects) {
            let subject = rules.kind;
            let fit = papers.iter().filter(|paper| (paper.level, paper.subject) == (item.level, subject));
            let papers: Vec<PaperRow> = fit.cloned().collect();
            let paper = chosen.iter().find(|(kind, _)| *kind == subject);
            let paper = paper.and_then(|(_, id)| papers.iter().find(|paper| paper.id == *id)).cloned();
            let members = read.panel(id, *item, subject)?;
            let named = u32::try_from(members.len()).unwrap_or(u32::MAX);
            let needed = rules.panel.needed(candidates);
            let trade = kept.standard.trade.title();
            let lacks = staffing_lacks(&trade, item.level, subject, named, needed, paper.is_some());
            seats.push(Seat {
                item: *item,
                title: titles.short_both(*item),
                subject,
                rule: rules.panel.clone(),
                paper,
                papers,
                panel: members.into_iter().map(|member| (member.person, member.name)).collect(),
                candidates,
                needed,
                lacks: lacks.filter(|_| candidates > 0),
            });
        }
    }
    Ok((batch, read.people()?, seats))
}

fn cells(seat: &Seat, lang: Lang, theme: &Theme) -> Vec<Cell> {
    let names = seat.panel.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>().join(lang.pick("、", ", "));
    let style = if seat.lacks.is_some() { theme.warn } else { theme.good };
    let paper = match &seat.paper {
        Some(paper) => Cell::from(format!("{} {}", paper.version, paper.title)),
        None => Cell::styled(lang.pick("未选", "none"), theme.warn),
    };
    vec![
        seat.title.say(lang).into(),
        seat.subject.say(lang).into(),
        paper,
        names.into(),
        Cell::styled(format!("{}/{}", seat.panel.len(), seat.needed), style),
    ]
}

impl Screen for Staffing {
    fn crumb(&self, lang: Lang) -> String {
        lang.pick("试卷与考评组", "Papers and panels").to_owned()
    }

    fn scope(&self) -> Scope {
        Scope::Staffing
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        if self.batch.is_none() {
            self.load(context);
        }
        self.list.draw(frame, Rect { height: area.height.saturating_sub(4), ..area }, context);
        let (lang, theme) = (context.lang, context.theme);
        let Some(seat) = self.seat() else { return };
        let (n, needed) = (seat.candidates, seat.needed);
        let rule = say!(lang, "考生 {n} 人，应有考评员 {needed} 人。", "{n} candidates, {needed} examiners needed.");
        let (text, style) = match &seat.lacks {
            Some(lacks) => (format!("! {}", lacks.say(lang)), theme.warn),
            None => (rule, theme.muted),
        };
        let room = area.width.saturating_sub(2) as usize;
        let paper =
            seat.paper.iter().map(|paper| say!(lang, "试卷：{} {}", "Paper: {} {}", paper.version, paper.title));
        let paper = paper.flat_map(|text| wrap(&text, room)).map(|line| (line, theme.muted));
        let lines = paper.take(1).chain(wrap(&text, room).into_iter().map(|line| (line, style)));
        for (y, (line, style)) in (area.bottom() - 3..area.bottom()).zip(lines) {
            frame.buffer_mut().set_string(area.x + 2, y, line, style);
        }
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match intent {
            Intent::Open => self.ask_panel(),
            Intent::Staffing(StaffingIntent::Paper) => self.ask_paper(context),
            Intent::Staffing(StaffingIntent::AllPapers) => {
                let chosen = batch::choose_papers(&mut context.office, self.id);
                if let Some(count) = context.tell(chosen) {
                    context.done(both!("选了 {count} 份试卷。", "{count} papers were chosen."));
                    self.load(context);
                }
                Flow::Stay
            }
            Intent::Refresh => {
                self.load(context);
                Flow::Stay
            }
            _ if self.list.intent(intent, context) => Flow::Stay,
            _ => Flow::Pass,
        }
    }

    fn available(&self, intent: Intent, _: &Context) -> Result<(), Refusal> {
        match intent {
            Intent::Open | Intent::Staffing(_) => self.may(),
            _ => Ok(()),
        }
    }

    fn mouse(&mut self, mouse: Mouse, context: &mut Context) -> Flow {
        match self.list.mouse(mouse, context) {
            Clicked::Again => match self.may() {
                Ok(()) => self.ask_panel(),
                Err(refusal) => {
                    context.refuse(refusal);
                    Flow::Stay
                }
            },
            _ => Flow::Stay,
        }
    }

    fn resumed(&mut self, context: &mut Context) {
        self.load(context);
    }

    fn answered(&mut self, asked: Intent, answer: Answer, context: &mut Context) -> Flow {
        match (asked, answer) {
            (Intent::Open, Answer::Several(places)) => self.name(&places, context),
            (Intent::Staffing(StaffingIntent::Paper), Answer::Picked(place)) => {
                let Some(seat) = self.seat() else { return Flow::Stay };
                let (item, subject, paper) = (seat.item, seat.subject, seat.papers[place].id);
                let chosen = batch::choose_paper(&mut context.office, self.id, item, subject, paper);
                if context.tell(chosen).is_some() {
                    context.done(both!("试卷已选定。", "The paper is chosen."));
                }
            }
            _ => return Flow::Stay,
        }
        self.load(context);
        Flow::Stay
    }
}
