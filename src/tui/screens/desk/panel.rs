//! Where whoever sits here has nothing to mark: who does, and with how many sheets to sign.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::to_mark;
use crate::both;
use crate::domain::evaluation::batch::BatchItem;
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::{BatchId, PersonId};
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::store::read::batch::Member;
use crate::store::{Failure, Read};
use crate::tui::context::Context;
use crate::tui::widget::fit::wrap;

pub struct Elsewhere {
    who: String,
    subject: SubjectKind,
    /// Each member of the panel with the sheets still to sign.
    panel: Vec<(Member, usize)>,
}

impl Elsewhere {
    pub fn read(
        read: &Read,
        batch: BatchId,
        item: BatchItem,
        subject: SubjectKind,
        panel: Vec<Member>,
        who: PersonId,
    ) -> Result<Elsewhere, Failure> {
        let mut with_sheets = Vec::new();
        for member in panel {
            let rows = read.desk(batch, item, subject, member.person)?;
            with_sheets.push((member, rows.iter().filter(|row| to_mark(row)).count()));
        }
        Ok(Elsewhere { who: read.person_name(who)?, subject, panel: with_sheets })
    }

    pub fn refusal(&self) -> Refusal {
        let (who, zh, en) = (&self.who, self.subject.say(Lang::Zh), self.subject.say(Lang::En));
        let because = Both {
            zh: format!("{who} 不在“{zh}”的考评组里，不能评分。"),
            en: format!("{who} is not on the panel of {en} and cannot mark it."),
        };
        let refusal = Refusal::new("not_on_panel", because);
        if self.panel.is_empty() {
            refusal.next(both!("还没有考评组：回到批次指定。", "No panel is named yet: name one in the batch."))
        } else {
            refusal.next(both!("按 Enter 换人登录。", "Press Enter: another person signs in."))
        }
    }

    pub fn draw(&self, frame: &mut Frame, area: Rect, context: &Context) {
        draw_closed(frame, area, &self.refusal(), context);
        for (y, (member, left)) in (area.y + area.height / 3 + 4..).zip(&self.panel) {
            let (name, leader) =
                (&member.name, if member.leader { context.lang.pick("（组长）", " (leader)") } else { "" });
            let left = match left {
                0 => context.lang.pick("已签完", "all signed").to_owned(),
                n => crate::say!(context.lang, "待签 {n} 份", "{n} to sign"),
            };
            if y < area.bottom() {
                let line = format!("{name}{leader}  {left}");
                frame.buffer_mut().set_stringn(
                    area.x + 4,
                    y,
                    line,
                    area.width.saturating_sub(8) as usize,
                    context.theme.text,
                );
            }
        }
    }
}

/// Why there is nothing to mark, and what to do next.
pub fn draw_closed(frame: &mut Frame, area: Rect, refusal: &Refusal, context: &Context) {
    let theme = &context.theme;
    let room = area.width.saturating_sub(8).min(72) as usize;
    let mut y = area.y + area.height / 3;
    let next = refusal.next.iter().map(|next| (next.say(context.lang), theme.accent));
    for (text, style) in [(refusal.because.say(context.lang), theme.title)].into_iter().chain(next) {
        for line in wrap(&text, room) {
            if y < area.bottom() {
                frame.buffer_mut().set_stringn(area.x + 4, y, line, room, style);
            }
            y += 1;
        }
    }
}
