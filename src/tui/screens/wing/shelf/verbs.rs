//! What is done to the selected row: recorded, carried on, appointed, given out.

use super::Shelf;
use super::full::{open_posts, post_title};
use crate::domain::employment::register::Register;
use crate::domain::evidence::What;
use crate::domain::identity::inert;
use crate::domain::language::{Both, Lang};
use crate::domain::refusal::Refusal;
use crate::exchange::wing_sheet::{Which, sheet};
use crate::store::Failure;
use crate::store::employment::read::PostRow;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::popup::choose::{Choice, Choose};
use crate::tui::screen::Flow;
use crate::tui::screens::parts::words;
use crate::tui::screens::wing::{WingIntent, forms, rows};
use crate::{both, refusal};

impl Shelf {
    /// The register of this tab, or why nothing is recorded here.
    pub(super) fn register(&self) -> Result<Register, Refusal> {
        rows::register_of(self.which()).ok_or_else(|| {
            refusal!(
                "derived",
                "这张表是从别的登记算出来的，不能直接改。",
                "This list follows from other records; it is not changed itself."
            )
        })
    }

    pub(super) fn verb(&mut self, asked: Intent, verb: WingIntent, context: &mut Context) -> Flow {
        let row = |register: Register, id: Option<i64>, context: &Context| -> Result<_, Failure> {
            let Some(id) = id else {
                return Err(refusal!("nothing_selected", "先选一行。", "Select a row first.").into());
            };
            let row = context.office.employment()?.row(register, id)?;
            Ok(row.ok_or_else(|| refusal!("missing", "没有这一行。", "There is no such row."))?)
        };
        let selected = self.selected();
        let meant = match verb {
            WingIntent::NewRow | WingIntent::EditRow => Ok(()),
            _ => verb_of(self.which(), verb),
        };
        let form = meant.and_then(|()| self.register()).map_err(Failure::from).and_then(|register| match verb {
            WingIntent::NewRow => Ok(rows::row(register, None)),
            WingIntent::EditRow => Ok(rows::row(register, Some(&row(register, selected, context)?))),
            WingIntent::Stage => rows::stage(&row(register, selected, context)?, context),
            WingIntent::Outcome => Ok(rows::outcome(&row(register, selected, context)?)),
            _ => {
                let what = if register == Register::Plan { What::Hours } else { What::Placings };
                rows::give(&row(register, selected, context)?, what, context)
            }
        });
        context.tell(form).map_or(Flow::Stay, |form| Flow::ask(asked, form))
    }

    /// Which of the open posts the selected holder is appointed to.
    pub(super) fn choose_post(&self, asked: Intent, context: &mut Context) -> Flow {
        let number = match (self.which(), self.shown.list.selected()) {
            (Which::Idle, Some((_, row))) => row.zh.first().cloned().unwrap_or_default(),
            _ => return Flow::Pass,
        };
        let found = open_posts(&number, context);
        let Some(Some((one, posts))) = context.tell(found) else { return Flow::Stay };
        if posts.is_empty() {
            let name = inert(&one.holder);
            context.info(both!("现在没有适合 {name} 的空缺岗位。", "No open post suits {name} now."));
            return Flow::Stay;
        }
        let choice = |post: &PostRow| {
            let label = Both { zh: post_title(post, Lang::Zh), en: post_title(post, Lang::En) };
            Choice::new(label).note(words::data(inert(&post.employer_name)))
        };
        let name = inert(&one.holder);
        let title = both!("{name} 聘到哪个岗位", "To which post: {name}");
        Flow::ask(asked, Choose::new(title, posts.iter().map(choice).collect()))
    }

    /// The form of appointing the selected holder to the post that was picked.
    pub(super) fn appoint(&self, at: usize, context: &mut Context) -> Flow {
        let number = self.shown.list.selected().and_then(|(_, row)| row.zh.first().cloned()).unwrap_or_default();
        let found = open_posts(&number, context);
        let Some(Some((one, posts))) = context.tell(found) else { return Flow::Stay };
        match posts.get(at) {
            Some(post) => Flow::ask(Intent::Wing(WingIntent::Appoint), forms::appoint(post, Some(&one), context)),
            None => Flow::Stay,
        }
    }

    pub(super) fn export(&mut self, asked: Intent, context: &mut Context) -> Flow {
        let read = sheet(&context.office, self.which(), self.shown.search.value(), u32::MAX);
        match context.tell(read) {
            Some(read) => Flow::ask(asked, rows::export(read, context)),
            None => Flow::Stay,
        }
    }
}

/// Whether a verb of one register is meant for this list.
pub fn verb_of(which: Which, verb: WingIntent) -> Result<(), Refusal> {
    let (fits, zh, en): (&[Register], _, _) = match verb {
        WingIntent::Stage => (&[Register::Plan], "培训计划", "training plans"),
        WingIntent::Outcome => (&[Register::Pair], "师带徒", "masters and apprentices"),
        _ => (&[Register::Plan, Register::Competition], "培训计划”或“技能竞赛", "training plans or competitions"),
    };
    match rows::register_of(which) {
        Some(register) if fits.contains(&register) => Ok(()),
        _ => Err(elsewhere(zh, en)),
    }
}

pub fn elsewhere(zh: &str, en: &str) -> Refusal {
    refusal!("elsewhere", "请在“{zh}”里选一行。", "Select a row of the {en}.")
}
