//! Issuing the certificates of a batch, one after another, and the numbers that came of it.

use std::cell::RefCell;
use std::rc::Rc;

use crate::both;
use crate::domain::id::{BatchId, EntryId};
use crate::domain::language::{Both, Lang, counted};
use crate::domain::refusal::Refusal;
use crate::ops::{Office, certificate};
use crate::store::Failure;
use crate::store::read::certificate::CertificateRow;
use crate::tui::job::{Job, Progress, Step};
use crate::tui::popup::confirm::Confirm;
use crate::tui::popup::tell::Tell;
use crate::tui::screens::parts::words::short_level;
use crate::tui::widget::detail::Told;
use crate::tui::widget::fit::pad;

/// The numbers given since the job began; the screen that started it shows them.
pub type Numbers = Rc<RefCell<Vec<String>>>;

pub fn question(due: usize) -> Confirm {
    let more = if due == 1 { "" } else { "s" };
    Confirm::new(both!("核发 {due} 本证书？", "Issue {due} certificate{more}?"))
        .effect(both!(
            "证书编号按准考证号顺序给出，给出后不再收回。",
            "Numbers are given in the order of tickets and are never taken back."
        ))
        .button("核发", "Issue")
        .careful()
}

/// One certificate a step, each an act and a transaction of its own, all under one approval.
pub struct Issuing {
    batch: BatchId,
    /// The journal row of the approval, once it is given.
    approval: Option<i64>,
    due: Vec<EntryId>,
    done: usize,
    numbers: Numbers,
}

impl Issuing {
    pub fn new(office: &Office, batch: BatchId, numbers: Numbers) -> Result<Issuing, Failure> {
        let due = certificate::due(&office.read(), batch, office.today())?;
        numbers.borrow_mut().clear();
        Ok(Issuing { batch, approval: None, due, done: 0, numbers })
    }
}

impl Job for Issuing {
    fn title(&self, lang: Lang) -> String {
        lang.pick("核发证书", "Issuing certificates").to_owned()
    }

    fn step(&mut self, office: &mut Office) -> Result<Step, Refusal> {
        if self.approval.is_none()
            && let Some((approval, due)) = certificate::approve_issue(office, self.batch)?
        {
            (self.approval, self.due) = (Some(approval), due);
        }
        let Some(entry) = self.due.get(self.done) else {
            certificate::issued_all(office)?;
            let n = self.done;
            let issued = counted(n as u64, "certificate is", "certificates are");
            return Ok(Step::Done(both!("核发了 {n} 本证书。", "{issued} issued.")));
        };
        let number = certificate::issue_under(office, *entry, self.approval)?;
        self.numbers.borrow_mut().push(number);
        self.done += 1;
        Ok(Step::More)
    }

    fn progress(&self) -> Progress {
        Progress { done: self.done as u64, total: self.due.len() as u64 }
    }

    fn cancel(&mut self, _: &mut Office) -> Both {
        let (done, left) = (self.done, self.due.len() - self.done);
        both!(
            "停下了：{done} 本已核发，还有 {left} 本待发。",
            "Stopped: {done} certificates are issued, {left} are still due."
        )
    }
}

/// What was issued, to be read; nothing where nothing was.
pub fn shown(office: &Office, numbers: &Numbers) -> Result<Option<Tell>, Refusal> {
    let read = office.read();
    let rows =
        numbers.borrow().iter().filter_map(|number| read.certificate(number).transpose()).collect::<Result<_, _>>();
    let rows: Vec<CertificateRow> = rows.map_err(Failure::from)?;
    let n = rows.len();
    Ok((n > 0).then(|| {
        Tell::new(both!("已核发 {n} 本", "{n} issued"), n, move |lang, theme| {
            let line = |row: &CertificateRow| {
                let holder = pad(&row.holder, 16);
                let text = format!("{}  {holder}  {} {}", row.number, row.trade.title(), short_level(row.level, lang));
                Told::Text(0, text, theme.text)
            };
            rows.iter().map(line).collect()
        })
    }))
}
