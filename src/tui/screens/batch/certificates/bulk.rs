//! Many certificates reissued or revoked under one approval: what is asked once, then one act a certificate.

use std::cell::RefCell;
use std::rc::Rc;

use crate::both;
use crate::domain::evaluation::certificate::{Approved, Change, Ground};
use crate::domain::id::BatchId;
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::ops::Office;
use crate::ops::life::{Ending, approve, end_under, reissue_under};
use crate::ops::office::Hand;
use crate::tui::job::{Job, Progress, Step};
use crate::tui::popup::fill::Fill;
use crate::tui::screens::parts::words;
use crate::tui::widget::field::Field;
use crate::tui::widget::form::Form;

/// What was filled in once for all.
#[derive(Clone)]
struct Said {
    ground: Ground,
    document: String,
    because: String,
}

/// What is to be done to which certificates, on its way from the question to the work.
pub struct Bulk {
    batch: BatchId,
    what: Approved,
    numbers: Vec<String>,
    hand: Option<Hand>,
    said: Rc<RefCell<Option<Said>>>,
}

impl Bulk {
    pub fn new(batch: BatchId, what: Approved, numbers: Vec<String>, hand: Option<Hand>) -> Bulk {
        Bulk { batch, what, numbers, hand, said: Rc::default() }
    }

    /// Asks once for ground, document and reason.
    pub fn form(&self) -> Fill {
        let (n, said, what) = (self.numbers.len(), self.said.clone(), self.what);
        let grounds = Ground::of(Change::Revoke);
        let mut fields = Vec::new();
        if what == Approved::Revoke {
            fields.push(Field::choice("ground", "事由", "Ground", grounds.iter().map(words::both).collect(), 2));
            fields.push(Field::text("document", "决定文号", "Decision no.", 36).required());
        } else {
            fields.push(Field::text("document", "声明", "Notice", 36).required());
        }
        fields.push(Field::text("because", "原因", "Why", 36).required());
        let title = match what {
            Approved::Revoke => both!("撤销 {n} 本证书", "Revoke {n} certificates"),
            _ => both!("补发 {n} 本证书", "Reissue {n} certificates"),
        };
        Fill::new(title, Form::new(fields), move |form, _| {
            let at = if what == Approved::Revoke { form.field("ground").as_choice() } else { 0 };
            said.replace(Some(Said {
                ground: grounds.get(at).copied().unwrap_or(Ground::Other),
                document: form.field("document").as_text().to_owned(),
                because: form.field("because").as_text().to_owned(),
            }));
            true
        })
        .intro(both!(
            "一次批准，逐本登记，每本一条日志。",
            "One approval; each certificate has its own row in the journal."
        ))
    }

    /// The work, once everything was said.
    pub fn job(self) -> Option<Changing> {
        let said = self.said.take()?;
        let Bulk { batch, what, numbers, hand, .. } = self;
        Some(Changing { batch, what, numbers, hand, said, approval: None, done: 0 })
    }
}

/// One certificate a step.
pub struct Changing {
    batch: BatchId,
    what: Approved,
    numbers: Vec<String>,
    hand: Option<Hand>,
    said: Said,
    approval: Option<i64>,
    done: usize,
}

impl Job for Changing {
    fn title(&self, lang: Lang) -> String {
        self.what.say(lang)
    }

    fn step(&mut self, office: &mut Office) -> Result<Step, Refusal> {
        let said = &self.said;
        let approval = match self.approval {
            Some(approval) => approval,
            None => {
                let given = approve(office, self.batch, self.what, &self.numbers, &said.document, &said.because)?;
                *self.approval.insert(given)
            }
        };
        let Some(number) = self.numbers.get(self.done) else {
            let n = self.done;
            return Ok(Step::Done(match self.what {
                Approved::Revoke => both!("已撤销 {n} 本。", "{n} certificates are revoked."),
                _ => both!("已补发 {n} 本，请印制。", "{n} certificates are reissued; print them now."),
            }));
        };
        match &self.hand {
            None => drop(reissue_under(office, number, &said.because, &said.document, Some(approval))?),
            Some(hand) => {
                let (document, because) = (said.document.clone(), said.because.clone());
                let ending = Ending { change: Change::Revoke, ground: said.ground, document, because };
                end_under(office, number, &ending, Some(approval), hand)?;
            }
        }
        self.done += 1;
        Ok(Step::More)
    }

    fn progress(&self) -> Progress {
        Progress { done: self.done as u64, total: self.numbers.len() as u64 }
    }

    fn cancel(&mut self, _: &mut Office) -> Both {
        let (done, left) = (self.done, self.numbers.len() - self.done);
        both!("停下了：{done} 本已办，{left} 本未办。", "Stopped: {done} certificates are done, {left} are not.")
    }
}
