//! What the keys of a batch do, and why they cannot.

use std::path::PathBuf;

use super::view::View;
use super::{
    BatchIntent, BatchScreen, certificates, disputes, entries, inspection, issue, moderation, print, staffing,
    statistics,
};
use crate::domain::anchor::Reason;
use crate::domain::evaluation::batch::BatchState;
use crate::domain::evaluation::entry::Decision;
use crate::domain::evaluation::outcome::Verdict;
use crate::domain::language::{Both, Lang, Say, counted};
use crate::domain::refusal::Refusal;
use crate::exchange::notices;
use crate::ops::checkpoint::keep;
use crate::ops::floor::Floor;
use crate::ops::today::Desk;
use crate::ops::{Office, batch, entry, retake};
use crate::store::Failure;
use crate::store::read::entry::EntryFilter;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::popup::choose::{Choice, Choose};
use crate::tui::popup::confirm::Confirm;
use crate::tui::popup::fill::Fill;
use crate::tui::popup::tell::Tell;
use crate::tui::screen::{Answer, Flow};
use crate::tui::screens::batches::PlanForm;
use crate::tui::screens::entry::has_outcome;
use crate::tui::screens::parts::filling::Filling;
use crate::tui::screens::parts::resit;
use crate::tui::screens::parts::save_text::plain_name;
use crate::tui::screens::{desk, floor, outcome};
use crate::tui::widget::detail::Told;
use crate::tui::widget::field::Field;
use crate::tui::widget::form::Form;
use crate::{both, refusal};

/// Whether a verb can run, by what was read last.
pub fn available(view: &View, intent: Intent) -> Result<(), Refusal> {
    let Intent::Batch(verb) = intent else { return Ok(()) };
    let batch = &view.batch;
    match verb {
        BatchIntent::Advance => view.blocking.first().map_or(Ok(()), |first| Err(first.clone())),
        BatchIntent::StepBack => batch::may_step_back(batch, &view.counts).map(drop),
        BatchIntent::EditPlan => batch::may_edit(batch),
        BatchIntent::AcceptEligible => entry::may_decide(batch, Decision::Pending, Decision::Accepted),
        BatchIntent::Seats => entry::may_seat(batch),
        BatchIntent::Issue => view.due.as_ref().map(drop).map_err(Clone::clone),
        BatchIntent::Mark => may_mark(view),
        BatchIntent::Carry => retake::may_carry(batch),
        BatchIntent::Resit => may_resit(view),
        BatchIntent::Notices => notices::may_notify(batch),
        BatchIntent::Staffing
        | BatchIntent::Certificates
        | BatchIntent::Inspection
        | BatchIntent::Disputes
        | BatchIntent::Filter
        | BatchIntent::Moderation
        | BatchIntent::Statistics
        | BatchIntent::Why
        | BatchIntent::Standing
        | BatchIntent::Floor
        | BatchIntent::Veto
        | BatchIntent::Print
        | BatchIntent::Outcome => Ok(()),
    }
}

fn may_resit(view: &View) -> Result<(), Refusal> {
    if view.state() < BatchState::Issuing {
        return Err(refusal!("resit_early", "公示结束之后才能报补考。", "Resits are entered once publicity is over."));
    }
    match view.counts.failed {
        0 => Err(refusal!("none_failed", "本批次没有不合格的考生。", "Nobody of this batch failed.")),
        _ => Ok(()),
    }
}

fn may_mark(view: &View) -> Result<(), Refusal> {
    if view.state() < BatchState::Sitting {
        return Err(refusal!("before_marking", "开考之后才能评分。", "Marking begins with the exam."));
    }
    if view.desks.is_empty() {
        let refusal = refusal!(
            "not_on_panel",
            "当前人员不在本批次的考评组里。",
            "Whoever sits here is on no panel of this batch."
        );
        return Err(refusal.next(both!("按 F12 换人。", "Press F12 to change.")));
    }
    Ok(())
}

impl BatchScreen {
    pub(super) fn open_entry(&self) -> Flow {
        let filter = self.list.pages.filter;
        self.list
            .selected()
            .map_or(Flow::Stay, |row| Flow::Push(crate::tui::screens::entry::open_among(row.id, filter)))
    }

    pub(super) fn run(&mut self, verb: BatchIntent, context: &mut Context) -> Flow {
        let Some(view) = &self.view else { return Flow::Stay };
        let asked = Intent::Batch(verb);
        match verb {
            BatchIntent::Advance => match view.state().next() {
                Some(to) => Flow::ask(asked, question(view, to)),
                None => Flow::Stay,
            },
            BatchIntent::StepBack => Flow::push(step_back(view)),
            BatchIntent::EditPlan => {
                let form = PlanForm::edit(&context.office, &view.batch);
                context.tell(form).map_or(Flow::Stay, Flow::push)
            }
            BatchIntent::AcceptEligible => self.accept(context),
            BatchIntent::Seats => self.seat(context),
            BatchIntent::Staffing => Flow::push(staffing::Staffing::new(self.id)),
            BatchIntent::Disputes => Flow::push(disputes::Disputes::new(self.id)),
            BatchIntent::Moderation => Flow::push(moderation::Moderation::new(self.id)),
            BatchIntent::Statistics => {
                let figures = crate::ops::statistics::of_batch(&context.office.read(), self.id);
                context.tell(figures).map_or(Flow::Stay, |figures| Flow::push(statistics::page(figures)))
            }
            BatchIntent::Issue => match &view.due {
                Ok(0) => {
                    context.info(both!("没有待发的证书。", "No certificate is due."));
                    Flow::Stay
                }
                Ok(due) => Flow::ask(asked, issue::question(*due)),
                Err(_) => Flow::Stay,
            },
            BatchIntent::Mark => match view.desks.as_slice() {
                [only] => Flow::Push(desk::open(self.id, only.item, only.subject)),
                several => Flow::ask(asked, choose_desk(several, view)),
            },
            BatchIntent::Outcome => match self.list.selected().map(|row| (row.id, has_outcome(&view.batch, row))) {
                Some((id, Ok(()))) => Flow::Push(outcome::open(id)),
                Some((_, Err(refusal))) => {
                    context.refuse(refusal);
                    Flow::Stay
                }
                None => Flow::Stay,
            },
            BatchIntent::Filter => {
                let choices = entries::filters(self.list.pages.filter, view.items(), &view.titles);
                let choices = choices.into_iter().map(|(words, _)| Choice::new(words)).collect();
                Flow::ask(asked, Choose::new(both!("筛选", "Filter"), choices))
            }
            BatchIntent::Certificates => Flow::push(certificates::BatchCertificates::new(self.id)),
            BatchIntent::Inspection => Flow::push(inspection::Inspection::new(self.id)),
            BatchIntent::Notices => Flow::push(notices_form(view, context)),
            BatchIntent::Print => {
                let choose = print::choose(&context.office, &view.batch);
                context.tell(choose).map_or(Flow::Stay, |choose| Flow::ask(asked, choose))
            }
            BatchIntent::Carry => self.carry(context),
            BatchIntent::Resit => {
                let batches = resit::open_batches(&context.office, view.items());
                context.tell(batches).map_or(Flow::Stay, |batches| Flow::ask(asked, resit::choose(&batches)))
            }
            BatchIntent::Why => Flow::push(why(view)),
            BatchIntent::Standing | BatchIntent::Veto => self.ask_fact(verb, context),
            BatchIntent::Floor => {
                let floors = floors(&context.office, view);
                match context.tell(floors).unwrap_or_default().as_slice() {
                    [] => {
                        context.info(both!("还没有选试卷：按 P。", "No paper is chosen yet: press P."));
                        Flow::Stay
                    }
                    [only] => Flow::Push(floor::open(*only)),
                    several => Flow::ask(asked, choose_floor(several, view)),
                }
            }
        }
    }

    pub(super) fn go_on(&mut self, verb: BatchIntent, answer: Answer, context: &mut Context) -> Flow {
        match (verb, answer) {
            (BatchIntent::Advance, Answer::Yes) => {
                let moved = batch::advance(&mut context.office, self.id);
                if let Some(to) = context.tell(moved) {
                    let (zh, en) = (to.say(Lang::Zh), to.say(Lang::En));
                    context.done(both!("批次已转入“{zh}”。", "The batch is now “{en}”."));
                }
                self.load(context);
            }
            (BatchIntent::Issue, Answer::Yes) => {
                let job = issue::Issuing::new(&context.office, self.id, self.issued.clone());
                let working = context.tell(job).map(crate::tui::popup::working::Working::new);
                return working.map_or(Flow::Stay, |working| Flow::ask(Intent::Batch(BatchIntent::Issue), working));
            }
            (BatchIntent::Mark, Answer::Picked(place)) => {
                let desk = self.view.as_ref().and_then(|view| view.desks.get(place));
                return desk.map_or(Flow::Stay, |desk| Flow::Push(desk::open(self.id, desk.item, desk.subject)));
            }
            (BatchIntent::Issue, Answer::Finished | Answer::Stopped) => {
                let shown = issue::shown(&context.office, &self.issued);
                return context.tell(shown).flatten().map_or(Flow::Stay, Flow::push);
            }
            (BatchIntent::Floor, Answer::Picked(place)) => {
                let Some(view) = &self.view else { return Flow::Stay };
                let floors = context.tell(floors(&context.office, view)).unwrap_or_default();
                return floors.get(place).map_or(Flow::Stay, |it| Flow::Push(floor::open(*it)));
            }
            (BatchIntent::Standing | BatchIntent::Veto, answer) => {
                return self.facts.answered(Intent::Batch(verb), answer, context).unwrap_or_else(|| {
                    self.load(context);
                    Flow::Stay
                });
            }
            (BatchIntent::Resit, Answer::Picked(place)) => self.resit(place, context),
            (BatchIntent::Print, Answer::Picked(place)) => {
                let Some(view) = &self.view else { return Flow::Stay };
                let preview = print::preview(&view.batch, place, context);
                return context.tell(preview).map_or(Flow::Stay, Flow::push);
            }
            (BatchIntent::Filter, Answer::Picked(place)) => {
                let Some(view) = &self.view else { return Flow::Stay };
                let choices = entries::filters(self.list.pages.filter, view.items(), &view.titles);
                self.list.pages.filter = choices[place].1;
                self.list.reset();
            }
            _ => {}
        }
        Flow::Stay
    }

    /// A standing or a veto of the selected entry.
    fn ask_fact(&mut self, verb: BatchIntent, context: &mut Context) -> Flow {
        let Some(row) = self.list.selected() else { return Flow::Stay };
        let (entry, label) = (row.id, row.ticket.clone().unwrap_or_else(|| row.name.clone()));
        let asked = Intent::Batch(verb);
        if verb == BatchIntent::Standing {
            return self.facts.ask_standing(asked, entry, &label, None, context);
        }
        self.facts.ask_veto(asked, entry, &label, None, context)
    }

    fn carry(&mut self, context: &mut Context) -> Flow {
        let carried = retake::carry_all(&mut context.office, self.id);
        if let Some((subjects, entries)) = context.tell(carried) {
            context.done(match subjects {
                0 => both!("没有可以沿用的成绩。", "There is no score to carry."),
                _ => both!(
                    "{entries} 人沿用了 {subjects} 科成绩。",
                    "{subjects} subject(s) carried for {entries} entrant(s)."
                ),
            });
            self.load(context);
        }
        Flow::Stay
    }

    /// All who failed into the batch at this place of those offered.
    fn resit(&mut self, place: usize, context: &mut Context) {
        let Some(view) = &self.view else { return };
        let offered = resit::open_batches(&context.office, view.items());
        let Some(into) = context.tell(offered).and_then(|batches| batches.into_iter().nth(place)) else { return };
        let failed =
            EntryFilter { decision: Some(Decision::Accepted), verdict: Some(Verdict::Fail), ..EntryFilter::default() };
        let rows = context.office.read().batch_entries(self.id, failed).map_err(Failure::from);
        let Some(rows) = context.tell(rows) else { return };
        let entries: Vec<_> = rows.iter().map(|row| row.id).collect();
        resit::resit(&entries, into.id, context);
    }

    fn accept(&mut self, context: &mut Context) -> Flow {
        let accepted = entry::accept_eligible(&mut context.office, self.id);
        if let Some(count) = context.tell(accepted) {
            self.load(context);
            let left = self.view.as_ref().map_or(0, |view| view.counts.pending);
            let (accepted, looked) = (counted(count, "entry", "entries"), counted(left, "entry needs", "entries need"));
            context.done(match (count, left) {
                (0, _) => both!(
                    "没有可以批量通过的报名；{left} 份要逐份看（按 f 筛出待审）。",
                    "None can be accepted by itself: {looked} a look (f filters the pending)."
                ),
                (_, 0) => both!("通过了 {count} 份报名，没有待审的了。", "{accepted} accepted; none is pending."),
                _ => both!(
                    "通过了 {count} 份符合条件的报名，还有 {left} 份要逐份看。",
                    "{accepted} accepted as eligible; {looked} a look."
                ),
            });
        }
        Flow::Stay
    }

    fn seat(&mut self, context: &mut Context) -> Flow {
        let seated = entry::seat_all(&mut context.office, self.id);
        if let Some(count) = context.tell(seated) {
            context.done(both!("编排了 {count} 个座位。", "{count} seats were given."));
            self.load(context);
        }
        Flow::Stay
    }
}

/// Every subject of the batch that is sat and has a paper.
fn floors(office: &Office, view: &View) -> Result<Vec<Floor>, Failure> {
    let mut floors = Vec::new();
    for item in view.items() {
        for (subject, _) in office.read().batch_papers(view.batch.id, *item)? {
            floors.push(Floor { batch: view.batch.id, item: *item, subject });
        }
    }
    Ok(floors)
}

fn choose_floor(floors: &[Floor], view: &View) -> Choose {
    let choice = |it: &Floor| {
        let words = |lang: Lang| format!("{} {}", view.titles.short(it.item, lang), it.subject.say(lang));
        Choice::new(Both { zh: words(Lang::Zh), en: words(Lang::En) })
    };
    Choose::new(both!("哪个考场？", "Which floor?"), floors.iter().map(choice).collect())
}

/// Where the score notices go: pages or a table by the file's ending.
fn notices_form(view: &View, context: &Context) -> Filling {
    let (id, code) = (view.batch.id, &view.batch.plan.code);
    let path = context.office.path().with_file_name(plain_name(&format!("{code}-成绩通知单.txt")));
    let field = Field::text("path", "写到", "Write to", 60).value(&path.to_string_lossy()).required();
    Filling::new(both!("成绩通知单", "Score notices"), Form::new(vec![field]), move |form, context| {
        let path = PathBuf::from(form.field("path").as_text());
        keep(&context.office, Reason::Export)?;
        notices::write(&context.office.read(), id, &path, context.lang)?;
        let shown = path.display();
        context.done(both!("已写到 {shown}。", "Written to {shown}."));
        Ok(Flow::PopWith(Answer::Finished))
    })
    .about(both!(
        "以 .txt 结尾每人一页；以 .csv 或 .xlsx 结尾每人一行，供邮件合并。",
        "A name that ends in .txt gives a page each; .csv or .xlsx a row each, for a mail merge."
    ))
}

fn choose_desk(desks: &[Desk], view: &View) -> Choose {
    let choice = |desk: &Desk| {
        let words = |lang: Lang| format!("{} {}", view.titles.short(desk.item, lang), desk.subject.say(lang));
        let left = desk.left;
        let label = Both { zh: words(Lang::Zh), en: words(Lang::En) };
        Choice::new(label).note(both!("待签 {left} 份", "{left} to sign"))
    };
    Choose::new(both!("评分", "Mark"), desks.iter().map(choice).collect())
}

fn question(view: &View, to: BatchState) -> Confirm {
    let (zh, en) = (to.say(Lang::Zh), to.say(Lang::En));
    let question = Confirm::new(both!("转入“{zh}”？", "Move on to “{en}”?")).button("转入", "Move on");
    let until = view.publicity.until;
    match to {
        BatchState::Announced => {
            question.effect(both!("公告之后，计划不能再改。", "Once announced, the plan is fixed."))
        }
        BatchState::Sitting => question
            .effect(both!("开考之后，试卷和考评组不能再改。", "Once the exam begins, papers and panels are fixed.")),
        BatchState::Publicity => question.effect(both!(
            "从今天公示到 {until}，其间收异议。",
            "The outcomes are public from today until {until}; objections are taken meanwhile."
        )),
        BatchState::Archived => question.effect(both!("归档之后不再变动。", "An archived batch rests as it is.")),
        _ => question,
    }
}

fn step_back(view: &View) -> Fill {
    let id = view.batch.id;
    let reason = Field::text("reason", "理由", "Reason", 50).required();
    let to = view.state().previous().unwrap_or(view.state());
    let (zh, en) = (to.say(Lang::Zh), to.say(Lang::En));
    let send = move |form: &mut Form, context: &mut Context| {
        let moved = batch::step_back(&mut context.office, id, form.field("reason").as_text());
        let Some(to) = context.tell(moved) else { return false };
        let (zh, en) = (to.say(Lang::Zh), to.say(Lang::En));
        context.done(both!("批次已退回“{zh}”。", "The batch is back at “{en}”."));
        true
    };
    Fill::new(both!("退回上一状态", "Step back"), Form::new(vec![reason]), send).intro(both!(
        "批次将退回“{zh}”，理由记入日志。",
        "The batch goes back to “{en}”; the reason enters the journal."
    ))
}

/// All that blocks, to be scrolled.
fn why(view: &View) -> Tell {
    let blocking = view.blocking.clone();
    let to = view.state().next().unwrap_or(view.state());
    let (zh, en) = (to.say(Lang::Zh), to.say(Lang::En));
    let title: Both = both!("转入“{zh}”之前", "Before “{en}”");
    Tell::new(title, blocking.len().max(1) * 2, move |lang, theme| {
        if blocking.is_empty() {
            let free = lang.pick("没有什么挡着：按 a 转入。", "Nothing blocks: press a to move on.");
            return vec![Told::Text(0, free.to_owned(), theme.good)];
        }
        blocking.iter().map(|refusal| Told::Marked("!", refusal.say(lang), theme.warn)).collect()
    })
}
