//! The form of a batch's plan: a new one, or that of a draft.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::super::batch;
use super::super::titles::Titles;
use crate::domain::evaluation::batch::{BatchItem, BatchKind, BatchPlan, exam_fault, registration_fault};
use crate::domain::evaluation::ticket::TicketNumber;
use crate::domain::id::BatchId;
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::ops::settings::ROOM_SEATS;
use crate::ops::{Office, batch as verbs};
use crate::store::Failure;
use crate::store::form_draft::Fields;
use crate::store::read::batch::Batch;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::popup::choose::Choice;
use crate::tui::popup::several::Several;
use crate::tui::screen::{Answer, Drafted, Flow, Mouse, Screen, Typed};
use crate::tui::typing::Typing;
use crate::tui::widget::field::Field;
use crate::tui::widget::fit::wrap;
use crate::tui::widget::form::{Form, Formed};
use crate::{both, refusal};

const KINDS: [BatchKind; 2] = [BatchKind::SkillLevel, BatchKind::Qualification];

pub struct PlanForm {
    /// None for a new batch.
    id: Option<BatchId>,
    form: Form,
    titles: Titles,
    /// Every item of an approved standard, with the standard's edition.
    offered: Vec<(BatchItem, String)>,
    items: Vec<BatchItem>,
}

impl PlanForm {
    pub fn new(office: &Office) -> Result<PlanForm, Refusal> {
        PlanForm::over(office, None).map_err(Refusal::from)
    }

    pub fn edit(office: &Office, batch: &Batch) -> Result<PlanForm, Refusal> {
        PlanForm::over(office, Some(batch)).map_err(Refusal::from)
    }

    fn over(office: &Office, batch: Option<&Batch>) -> Result<PlanForm, Failure> {
        let read = office.read();
        let titles = Titles::read(&read)?;
        let approved = read.standards()?.into_iter().filter(|row| row.approved);
        let offered = approved.flat_map(|row| {
            let (standard, edition) = (row.id, row.edition);
            row.levels.into_iter().map(move |level| (BatchItem { standard, level }, edition.clone()))
        });
        let offered: Vec<(BatchItem, String)> = offered.collect();
        let seats = ROOM_SEATS.value(&read)?;
        let plan = batch.map(|batch| &batch.plan);
        let items = plan.map(|plan| plan.items.clone()).unwrap_or_default();
        let form = Form::new(fields(plan, &seats, shown(&items, &titles)));
        Ok(PlanForm { id: batch.map(|batch| batch.id), form, titles, offered, items })
    }

    /// Holds the dates against each other while they are typed.
    fn compare(&mut self) {
        let date = |name| self.form.field(name).as_date();
        let (from, until, exam) = (date("registration_from"), date("registration_until"), date("exam_on"));
        let registration = from.zip(until).and_then(|(from, until)| registration_fault(from, until));
        let late = until.zip(exam).and_then(|(until, exam)| exam_fault(until, exam));
        self.form.hold("registration_until", registration.map(|refusal| refusal.because));
        self.form.hold("exam_on", late.map(|refusal| refusal.because));
    }

    fn plan(&self) -> Option<BatchPlan> {
        let text = |name| self.form.field(name).as_text().to_owned();
        Some(BatchPlan {
            code: text("code").to_uppercase(),
            name: text("name"),
            kind: KINDS[self.form.field("kind").as_choice()],
            filing_no: text("filing_no"),
            items: self.items.clone(),
            registration_from: self.form.field("registration_from").as_date()?,
            registration_until: self.form.field("registration_until").as_date()?,
            exam_on: self.form.field("exam_on").as_date()?,
            place: text("place"),
            room_seats: self.form.field("room_seats").as_text().parse().ok()?,
        })
    }

    fn save(&mut self, context: &mut Context) -> Flow {
        let Some(plan) = self.plan() else { return Flow::Stay };
        let name = plan.name.clone();
        match verbs::plan(&mut context.office, self.id, plan) {
            Ok(id) => {
                context.done(both!("已保存批次“{name}”的计划。", "The plan of “{name}” is saved."));
                if self.id.is_some() { Flow::PopWith(Answer::Finished) } else { Flow::Replace(batch::open(id)) }
            }
            Err(failure) => {
                let refusal = Refusal::from(failure);
                match refusal.code {
                    "batch_code" | "code_taken" => self.form.tell("code", refusal.because),
                    "name_missing" => self.form.tell("name", refusal.because),
                    _ => context.refuse(refusal),
                }
                Flow::Stay
            }
        }
    }

    fn pick(&self, context: &mut Context) -> Flow {
        if self.offered.is_empty() {
            context.refuse(
                refusal!("no_standard", "还没有批准的标准。", "No standard is approved yet.")
                    .next(both!("按 F7 到“标准”批准一个。", "Press F7 and approve one.")),
            );
            return Flow::Stay;
        }
        let choice = |(item, edition): &(BatchItem, String)| {
            let label = Both { zh: self.titles.long(*item, Lang::Zh), en: self.titles.long(*item, Lang::En) };
            Choice::new(label).note(both!("{edition} 版", "edition {edition}"))
        };
        let picked =
            self.items.iter().filter_map(|item| self.offered.iter().position(|(offered, _)| offered == item)).collect();
        let title = both!("职业等级", "Trades and levels");
        Flow::ask(Intent::Toggle, Several::new(title, self.offered.iter().map(choice).collect(), picked))
    }
}

fn shown(items: &[BatchItem], titles: &Titles) -> Both {
    if items.is_empty() {
        return both!("按 Enter 选择", "Press Enter to choose");
    }
    Both { zh: titles.line(items, Lang::Zh), en: titles.line(items, Lang::En) }
}

fn fields(plan: Option<&BatchPlan>, seats: &str, items: Both) -> Vec<Field> {
    let text = |of: fn(&BatchPlan) -> String| plan.map(of).unwrap_or_default();
    let kinds = KINDS.iter().map(|kind| Both { zh: kind.say(Lang::Zh), en: kind.say(Lang::En) }).collect();
    let kind = plan.and_then(|plan| KINDS.iter().position(|kind| *kind == plan.kind)).unwrap_or(0);
    let seats = plan.map_or_else(|| seats.to_owned(), |plan| plan.room_seats.to_string());
    vec![
        Field::number("code", "计划编号", "Code", 22)
            .required()
            .value(&text(|plan| plan.code.clone()))
            .hint(both!("准考证号的开头", "heads every ticket"))
            .check(check_code),
        Field::text("name", "名称", "Name", 40).required().value(&text(|plan| plan.name.clone())),
        Field::choice("kind", "类别", "Kind", kinds, kind),
        Field::text("filing_no", "计划备案号", "Filing number", 28)
            .value(&text(|plan| plan.filing_no.clone()))
            .hint(both!("公告前补上", "before announcing")),
        Field::picked("items", "职业等级", "Trades, levels", 40, items),
        Field::date("registration_from", "报名开始", "Registration from")
            .required()
            .value(&text(|plan| plan.registration_from.to_string())),
        Field::date("registration_until", "报名截止", "Registration until")
            .required()
            .value(&text(|plan| plan.registration_until.to_string())),
        Field::date("exam_on", "考试日期", "Exam day").required().value(&text(|plan| plan.exam_on.to_string())),
        Field::text("place", "地点", "Place", 40).value(&text(|plan| plan.place.clone())),
        Field::number("room_seats", "每考场座位", "Seats in a room", 6).required().value(&seats).check(|value| {
            match value.parse::<u16>() {
                Ok(1..=500) => Ok(()),
                _ => Err(both!("应为 1–500 的整数", "a whole number 1–500")),
            }
        }),
    ]
}

fn check_code(value: &str) -> Result<(), Both> {
    match TicketNumber::compose(value, 1) {
        Ok(_) => Ok(()),
        Err(fault) => Err(Both { zh: fault.say(Lang::Zh), en: fault.say(Lang::En) }),
    }
}

impl Screen for PlanForm {
    fn crumb(&self, lang: Lang) -> String {
        match self.id {
            None => lang.pick("新批次", "New batch").to_owned(),
            Some(_) => lang.pick("改计划", "Plan").to_owned(),
        }
    }

    fn scope(&self) -> Scope {
        Scope::Form
    }

    fn typing(&self) -> Typing {
        self.form.typing()
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        let chosen = match self.items.as_slice() {
            [] => String::new(),
            items => items.iter().map(|item| self.titles.long(*item, context.lang)).collect::<Vec<_>>().join("  "),
        };
        let lines = wrap(&chosen, area.width.saturating_sub(2) as usize);
        let foot = (lines.len() as u16).min(4) + 1;
        self.form.draw(frame, Rect { y: area.y + 1, height: area.height.saturating_sub(1 + foot), ..area }, context);
        for (y, line) in (area.bottom() - foot + 1..area.bottom()).zip(&lines) {
            frame.buffer_mut().set_string(area.x + 2, y, line, context.theme.muted);
        }
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        let formed = self.form.intent(intent, context);
        self.compare();
        match formed {
            Formed::Pass => Flow::Pass,
            Formed::Stay => Flow::Stay,
            Formed::Pick(_) => self.pick(context),
            Formed::Sent => self.save(context),
        }
    }

    fn typed(&mut self, typed: Typed, _: &mut Context) -> Flow {
        self.form.typed(&typed);
        self.compare();
        Flow::Stay
    }

    fn mouse(&mut self, mouse: Mouse, _: &mut Context) -> Flow {
        self.form.mouse(mouse);
        Flow::Stay
    }

    fn answered(&mut self, _: Intent, answer: Answer, context: &mut Context) -> Flow {
        if let Answer::Several(places) = answer {
            self.items = places.into_iter().map(|place| self.offered[place].0).collect();
            self.form.show("items", shown(&self.items, &self.titles));
            self.form.intent(Intent::NextField, context);
        }
        Flow::Stay
    }

    fn unsaved(&self) -> bool {
        self.form.is_changed()
    }

    fn drafted(&mut self) -> Option<&mut dyn Drafted> {
        Some(self)
    }
}

/// The chosen items are kept beside the fields, in this one's name.
const ITEMS: &str = "items";

impl Drafted for PlanForm {
    fn about(&self) -> String {
        String::new()
    }

    fn so_far(&self) -> Fields {
        let mut fields = self.form.so_far();
        if !fields.is_empty() {
            let items = self.items.iter().map(|item| format!("{}:{}", item.standard.0, item.level.code()));
            fields.push((ITEMS.to_owned(), items.collect::<Vec<_>>().join(",")));
        }
        fields
    }

    fn take_up(&mut self, kept: &Fields) {
        self.form.take_up(kept);
        let of = |item: &BatchItem| format!("{}:{}", item.standard.0, item.level.code());
        if let Some((_, items)) = kept.iter().find(|(name, _)| name == ITEMS) {
            // What is no longer offered is left out.
            let offered = |text: &str| self.offered.iter().map(|(item, _)| *item).find(|item| of(item) == text);
            self.items = items.split(',').filter_map(offered).collect();
            self.form.show(ITEMS, shown(&self.items, &self.titles));
        }
        self.compare();
    }
}
