//! What is recorded beside marks, asked for step by step wherever an entry lies open: what stands for a subject, and a
//! veto, each with its evidence. Whoever holds the right asks it from the outcome, the batch's entries, the floor or the desk.

use crate::domain::evaluation::standard::VetoKind;
use crate::domain::evaluation::standing::Standing;
use crate::domain::evaluation::subject::{Form, SubjectKind};
use crate::domain::evaluation::violation::Violation;
use crate::domain::id::EntryId;
use crate::domain::language::{Both, Lang, Say};
use crate::ops::{Office, marking};
use crate::store::Failure;
use crate::store::act::Kind;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::popup::ask::Ask;
use crate::tui::popup::choose::{Choice, Choose};
use crate::tui::popup::confirm::Confirm;
use crate::tui::popup::second::Second;
use crate::tui::screen::{Answer, Flow};
use crate::{both, refusal};

/// The entry that is asked about, with what the standard offers.
struct About {
    entry: EntryId,
    /// What the entry is called here: its ticket, or the number of its piece where marking is blind.
    label: String,
    subjects: Vec<(SubjectKind, Form, Standing)>,
    violations: Vec<Violation>,
    vetoes: Vec<VetoKind>,
}

impl About {
    fn read(office: &Office, entry: EntryId, label: &str) -> Result<About, Failure> {
        let read = office.read();
        let missing = || refusal!("no_entry", "没有这份报名。", "There is no such entry.");
        let row = read.entry(entry)?.ok_or_else(missing)?;
        let kept = read.standard(row.item.standard)?.ok_or_else(missing)?;
        let standard = &kept.standard;
        let standings = read.standings(entry)?;
        let rules = standard.level(row.item.level).ok_or_else(missing)?;
        let now =
            |kind| standings.iter().find(|(of, _, _)| *of == kind).map_or(Standing::Sat, |(_, now, _)| now.clone());
        Ok(About {
            entry,
            label: label.to_owned(),
            subjects: rules.subjects.iter().map(|rules| (rules.kind, rules.form, now(rules.kind))).collect(),
            violations: standard.violations(),
            vetoes: standard.vetoes.clone(),
        })
    }
}

#[derive(Default)]
enum Asking {
    #[default]
    Nothing,
    Subject,
    Standing(SubjectKind),
    Violation(SubjectKind),
    Evidence(SubjectKind, Standing),
    Confirm(SubjectKind, Standing, String),
    VetoKind(Option<SubjectKind>),
    VetoEvidence(Option<SubjectKind>, usize),
    Veto(Option<SubjectKind>, usize, String),
}

/// The questions in progress.
#[derive(Default)]
pub struct Facts {
    about: Option<About>,
    asking: Asking,
}

/// What may be set by hand; carried scores come from another entry and are set there.
fn standings() -> [Standing; 6] {
    let breach = Standing::breach("");
    [Standing::Sat, Standing::Absent, breach, Standing::Exempt, Standing::Deferred, Standing::Void]
}

fn both_of(what: &impl Say) -> Both {
    Both { zh: what.say(Lang::Zh), en: what.say(Lang::En) }
}

impl Facts {
    /// Asks what stands for a subject of an entry; for which one, where none is given and there are several.
    pub fn ask_standing(
        &mut self,
        asked: Intent,
        entry: EntryId,
        label: &str,
        subject: Option<SubjectKind>,
        context: &mut Context,
    ) -> Flow {
        let about = About::read(&context.office, entry, label);
        let Some(about) = context.tell(about) else { return Flow::Stay };
        let about = self.about.insert(about);
        let only = match about.subjects.as_slice() {
            [(only, _, _)] => Some(*only),
            _ => None,
        };
        if let Some(subject) = subject.or(only) {
            return self.choose_standing(asked, subject);
        }
        let choice = |(kind, _, now): &(SubjectKind, Form, Standing)| Choice::new(both_of(kind)).note(both_of(now));
        let choices = about.subjects.iter().map(choice).collect();
        self.asking = Asking::Subject;
        let title = both!("{label}：哪个科目？", "{label}: which subject?");
        Flow::ask(asked, Choose::new(title, choices))
    }

    fn choose_standing(&mut self, asked: Intent, subject: SubjectKind) -> Flow {
        let Some(about) = &self.about else { return Flow::Stay };
        let now = about.subjects.iter().find(|(kind, _, _)| *kind == subject).map_or("sat", |(_, _, now)| now.word());
        let choices = standings().map(|standing| {
            let choice = Choice::new(both_of(&standing));
            if standing.word() == now { choice.note(both!("现在", "now")) } else { choice }
        });
        let at = standings().iter().position(|standing| standing.word() == now).unwrap_or(0);
        self.asking = Asking::Standing(subject);
        let (label, zh, en) = (&about.label, subject.say(Lang::Zh), subject.say(Lang::En));
        let title = both!("{label} {zh}的考试状态", "{label}: what stands for {en}");
        Flow::ask(asked, Choose::new(title, choices.to_vec()).at(at))
    }

    /// Asks for a veto, seen in a subject where one is given.
    pub fn ask_veto(
        &mut self,
        asked: Intent,
        entry: EntryId,
        label: &str,
        subject: Option<SubjectKind>,
        context: &mut Context,
    ) -> Flow {
        let about = About::read(&context.office, entry, label);
        let Some(about) = context.tell(about) else { return Flow::Stay };
        if about.vetoes.is_empty() {
            context.refuse(refusal!(
                "no_vetoes",
                "这个标准没有列出一票否决的情形。",
                "This standard lists no fact that overrides the marks."
            ));
            return Flow::Stay;
        }
        // The standard's words are Chinese: in English its code helps to tell them apart.
        let choice = |kind: &VetoKind| {
            Choice::new(both!("{0}", "{0}", kind.text)).note(Both { zh: String::new(), en: kind.code.clone() })
        };
        let choices = about.vetoes.iter().map(choice).collect();
        (self.about, self.asking) = (Some(about), Asking::VetoKind(subject));
        Flow::ask(asked, Choose::new(both!("{label} 一票否决：哪一种？", "{label}: which veto?"), choices))
    }

    /// The next question; none once it is recorded and told: the screen then reads again.
    pub fn answered(&mut self, asked: Intent, answer: Answer, context: &mut Context) -> Option<Flow> {
        let Some(about) = &self.about else { return Some(Flow::Stay) };
        Some(match (std::mem::take(&mut self.asking), answer) {
            (Asking::Subject, Answer::Picked(place)) => {
                let subject = about.subjects.get(place)?.0;
                self.choose_standing(asked, subject)
            }
            (Asking::Standing(subject), Answer::Picked(place)) => {
                let standing = standings().get(place)?.clone();
                if let Standing::Breach { .. } = standing {
                    let flow = Flow::ask(asked, choose_violation(about, subject));
                    self.asking = Asking::Violation(subject);
                    return Some(flow);
                }
                self.asking = Asking::Evidence(subject, standing.clone());
                Flow::ask(asked, evidence_of(&standing))
            }
            (Asking::Violation(subject), Answer::Picked(place)) => {
                let (form, violation) = (form_of(about, subject)?, about.violations.get(place)?);
                let standing = Standing::Breach {
                    code: violation.code.clone(),
                    effect: violation.effect_in(form),
                    ban_until: None,
                };
                let flow = Flow::ask(asked, evidence_of(&standing));
                self.asking = Asking::Evidence(subject, standing);
                flow
            }
            (Asking::Evidence(subject, standing), Answer::Text(text)) => {
                let flow = Flow::ask(asked, confirm(about, subject, &standing, &text));
                self.asking = Asking::Confirm(subject, standing, text);
                flow
            }
            (Asking::Confirm(subject, standing, evidence), Answer::Yes) => {
                let (zh, en) = (standing.say(Lang::Zh), standing.say(Lang::En));
                let set = marking::set_standing(&mut context.office, about.entry, subject, standing, &evidence);
                context.tell(set)?;
                context.done(both!("已登记为“{zh}”。", "Recorded as “{en}”."));
                return None;
            }
            (Asking::VetoKind(subject), Answer::Picked(kind)) => {
                self.asking = Asking::VetoEvidence(subject, kind);
                let words = both!(
                    "写明事实和依据（考场记录、证人、照片编号）：",
                    "The facts and the evidence (room record, witness, photo):"
                );
                Flow::ask(asked, Ask::new(both!("一票否决的依据", "Evidence of the veto"), words))
            }
            (Asking::VetoEvidence(subject, kind), Answer::Text(text)) => {
                let flow = Flow::ask(asked, confirm_veto(about, kind, &text));
                self.asking = Asking::Veto(subject, kind, text);
                flow
            }
            (Asking::Veto(subject, kind, evidence), Answer::Yes) => {
                self.asking = Asking::Veto(subject, kind, evidence);
                Second::ask(asked, Kind::VetoRecorded, context)
            }
            (Asking::Veto(subject, kind, evidence), Answer::Finished) => {
                let second = context.second_hand.take()?;
                let code = about.vetoes.get(kind).map_or(String::new(), |kind| kind.code.clone());
                let office = &mut context.office;
                let done = marking::record_veto(office, about.entry, &code, subject, &evidence, &second);
                context.tell(done)?;
                context
                    .done(both!("一票否决已登记，结果已重算。", "The veto is recorded and the outcome derived again."));
                return None;
            }
            _ => Flow::Stay,
        })
    }
}

fn form_of(about: &About, subject: SubjectKind) -> Option<Form> {
    about.subjects.iter().find(|(kind, _, _)| *kind == subject).map(|(_, form, _)| *form)
}

fn choose_violation(about: &About, subject: SubjectKind) -> Choose {
    let form = form_of(about, subject).unwrap_or(Form::Practical);
    let choice = |violation: &Violation| {
        let effect = violation.effect_in(form).short();
        let words = |lang| format!("{} {} · {}", violation.code, effect.say(lang), violation.say(lang));
        Choice::new(Both { zh: words(Lang::Zh), en: words(Lang::En) })
    };
    Choose::new(both!("违纪：哪一种？", "Which breach?"), about.violations.iter().map(choice).collect())
}

fn evidence_of(standing: &Standing) -> Ask {
    let (zh, en) = (standing.say(Lang::Zh), standing.say(Lang::En));
    let words =
        both!("写明依据（签到表、考场情况记录单、批件）：", "The evidence (attendance list, room record, approval):");
    Ask::new(both!("{zh}的依据", "Evidence: {en}"), words)
}

fn confirm(about: &About, subject: SubjectKind, standing: &Standing, evidence: &str) -> Confirm {
    let label = &about.label;
    let words = |lang| (subject.say(lang), standing.say(lang));
    let ((subject, zh), (subject_en, en)) = (words(Lang::Zh), words(Lang::En));
    let question = both!("{label} {subject}登记为“{zh}”？", "Record {label}, {subject_en}, as “{en}”?");
    let confirm = Confirm::new(question).effect(both!("依据：{evidence}", "Evidence: {evidence}"));
    let confirm = match standing {
        Standing::Breach { code, effect, .. } => {
            let (zh, en) = (effect.say(Lang::Zh), effect.say(Lang::En));
            let confirm = confirm.effect(both!("{code}：{zh}。", "{code}: {en}."));
            let banned = about.violations.iter().any(|one| one.code == *code && one.ban != Default::default());
            if banned {
                confirm
                    .effect(both!("并在规定期限内不得再报考。", "No entry is taken for the time that the rule says."))
            } else {
                confirm
            }
        }
        _ => confirm,
    };
    confirm.effect(both!("可以再改回“正常”。", "It can be set back to “sat”.")).button("登记", "Record")
}

fn confirm_veto(about: &About, kind: usize, evidence: &str) -> Confirm {
    let what = about.vetoes.get(kind).map_or("", |kind| kind.text.as_str());
    let label = &about.label;
    Confirm::new(both!("{label} 登记一票否决：{what}？", "{label}: record the veto {what}?"))
        .effect(both!("依据：{evidence}", "Evidence: {evidence}"))
        .effect(both!(
            "结果立即为不合格，任何分数都不能抵消；可写明理由撤回。",
            "The outcome fails at once and no mark outweighs it; it can be withdrawn with a reason."
        ))
        .button("登记", "Record")
        .careful()
}
