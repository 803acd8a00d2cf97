//! Signing a sheet behind one question, and correcting a signed one.

use super::rows::short;
use super::{DeskIntent, Marking, to_mark};
use crate::both;
use crate::domain::evaluation::outcome::{Outcome, Verdict};
use crate::domain::language::{Both, Lang, Say, counted};
use crate::ops::marking::{self, Ready, Signed};
use crate::ops::{measures, outcome};
use crate::store::act::Kind;
use crate::store::read::entry::DeskRow;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::popup::ask::Ask;
use crate::tui::popup::passphrase::Passphrase;
use crate::tui::popup::second::Second;
use crate::tui::screen::{Answer, Flow};

impl Marking {
    pub(super) fn ask_to_sign(&mut self, context: &mut Context) -> Flow {
        context.put_hands_down();
        if let Some(closed) = &self.page.closed {
            context.refuse(closed.clone());
            return Flow::Stay;
        }
        // A blank sheet lies on top: what is complete below it is signed.
        let blank = self.page.version == 0 && self.running.given == 0;
        if blank && self.pile(context).is_some_and(|pile| !pile.is_empty()) {
            self.reason = None;
            self.pile = self.pile(context).unwrap_or_default();
            return Flow::ask(Intent::Desk(DeskIntent::Sign), self.question(context));
        }
        let wrong = self.page.criteria(&self.subject).iter().position(|(_, c)| self.page.wrong(c).is_some());
        let refusal = marking::incomplete(&self.page.sheet, &self.subject.paper);
        if let Some(at) = wrong.or(refusal.as_ref().and(self.page.first_open(&self.subject))) {
            self.page.go(at, &self.subject);
            match refusal {
                Some(refusal) => context.refuse(refusal),
                None => context.info(both!("这个打分不对，先改好。", "This mark is not right; mend it first.")),
            }
            return Flow::Stay;
        }
        if let Some(refusal) = refusal {
            context.refuse(refusal);
            return Flow::Stay;
        }
        let asked = Intent::Desk(DeskIntent::Sign);
        if self.page.version > 0 {
            let about = both!(
                "更正会签成新版本，旧版本留在日志里。写明理由：",
                "A correction is signed as a new version; the old one stays in the journal. The reason:"
            );
            return Flow::ask(asked, Ask::new(both!("更正理由", "Reason of the correction"), about));
        }
        self.reason = None;
        let Some(pile) = self.pile(context) else { return Flow::Stay };
        self.pile = pile;
        Flow::ask(asked, self.question(context))
    }

    /// Every sheet of this subject that lacks nothing and is not signed, by this examiner: one passphrase signs them all.
    fn pile(&self, context: &mut Context) -> Option<Vec<Ready>> {
        let begun = self.rows.iter().filter(|row| to_mark(row) && row.typed > 0);
        let entries: Vec<_> = begun.map(|row| row.entry).collect();
        let key = self.page.key;
        let ready = marking::ready_to_sign(&context.office.read(), &entries, key.subject, key.examiner);
        context.tell(ready)
    }

    fn question(&self, context: &Context) -> Passphrase {
        let (full, n) = (short(self.running.most), self.pile.len());
        let correcting = self.reason.is_some();
        let title = match self.pile.as_slice() {
            _ if correcting => {
                let ticket = self.row().label();
                both!("签 {ticket} 的更正？", "Sign the correction of {ticket}?")
            }
            _ if self.is_together() => {
                both!("全组签 {n} 份合议表？", "Sign the measures of {n} with all of the panel?")
            }
            [one] => {
                let ticket = &one.label;
                both!("签 {ticket} 的评分表？", "Sign the sheet of {ticket}?")
            }
            _ => both!("签 {n} 份评分表？", "Sign {n} sheets?"),
        };
        let mut popup = Passphrase::own(title);
        let room = usize::from(context.size.height.saturating_sub(16)).max(3);
        for ready in self.pile.iter().take(room) {
            let (ticket, total) = (&ready.label, ready.total);
            popup = popup.about(both!("{ticket}　合计 {total} / {full}", "{ticket}  total {total} of {full}"));
        }
        if let Some(more) = n.checked_sub(room).filter(|more| *more > 0) {
            popup = popup.about(both!("…另 {more} 份", "… and {more} more"));
        }
        for (id, effect) in &self.running.knockouts {
            let (zh, en) = (effect.say(Lang::Zh), effect.say(Lang::En));
            popup = popup.about(Both {
                zh: format!("否定项 {id} 成立：多数考评员同样判定时，{zh}。"),
                en: format!("Knock-out {id} is failed: where most of the panel agree, {en}."),
            });
        }
        let left = self.rows.iter().filter(|row| to_mark(row) && row.typed > 0).count().saturating_sub(n);
        if left > 0 && !correcting {
            popup = popup.about(both!(
                "另有 {left} 份没有评完，不在其内。",
                "{left} more sheet(s) are begun and not complete; they are left out."
            ));
        }
        popup.about(both!(
            "签后不能再改；更正要写明理由并有第二人。",
            "Signed sheets never change; a correction needs a reason and a second person."
        ))
    }

    pub(super) fn answered_sign(&mut self, answer: Answer, context: &mut Context) -> Flow {
        let asked = Intent::Desk(DeskIntent::Sign);
        match answer {
            Answer::Text(reason) => {
                self.reason = Some(reason);
                let kind = if self.is_together() { Kind::MeasuresCorrected } else { Kind::SheetCorrected };
                Second::ask(asked, kind, context)
            }
            Answer::Finished if context.own_hand.is_none() => {
                // The second person has consented to the correction; now its author signs.
                self.pile =
                    vec![Ready { entry: self.page.key.entry, label: self.row().label(), total: self.running.total }];
                Flow::ask(asked, self.question(context))
            }
            Answer::Finished => {
                if let Some(next) = self.next_of_panel(context) {
                    return next;
                }
                self.sign(context);
                Flow::Stay
            }
            _ => {
                context.put_hands_down();
                Flow::Stay
            }
        }
    }

    fn sign(&mut self, context: &mut Context) {
        let (entry, subject) = (self.page.key.entry, self.page.key.subject);
        let Some(hand) = context.own_hand.take() else { return };
        let second = context.second_hand.take();
        let pile: Vec<_> = std::mem::take(&mut self.pile).into_iter().map(|ready| ready.entry).collect();
        let beside = std::mem::take(&mut context.beside_hands);
        let together = self.is_together();
        let panel = measures::Panel { own: &hand, beside: &beside };
        let office = &mut context.office;
        let signed = match (self.reason.take(), second, pile.as_slice()) {
            (Some(reason), Some(second), _) if together => {
                measures::correct_agreed(office, entry, subject, panel, &second, &reason)
                    .map(|signed| (1, Some((entry, signed))))
            }
            (_, _, pile) if together => measures::agree(office, pile, subject, panel).map(|count| (count, None)),
            (Some(reason), Some(second), _) => marking::correct(office, entry, subject, &hand, &second, &reason)
                .map(|signed| (1, Some((entry, signed)))),
            (_, _, [one]) => marking::sign(office, *one, subject, &hand).map(|signed| (1, Some((*one, signed)))),
            (_, _, pile) => marking::sign_pile(office, pile, subject, &hand).map(|count| (count, None)),
        };
        let Some((count, one)) = context.tell(signed) else { return };
        self.page.mind = Default::default();
        let told = match one {
            Some((entry, signed)) => {
                let outcome = outcome::derived(&context.office.read(), entry);
                let row = self.rows.iter().find(|row| row.entry == entry);
                let ticket = row.map(DeskRow::label).unwrap_or_default();
                self.tell_signed(&ticket, signed, outcome.ok().as_ref())
            }
            None if together => {
                let n = beside.len() + 1;
                let sheets = counted(count, "sheet", "sheets");
                both!("{count} 份合议表由全组 {n} 人签字。", "{sheets} of measures signed by all {n} of the panel.")
            }
            None => both!("已签 {count} 份评分表。", "{count} sheets are signed."),
        };
        self.refresh(context);
        let next =
            (1..=self.rows.len()).map(|n| (self.current + n) % self.rows.len()).find(|at| to_mark(&self.rows[*at]));
        self.lay(next.unwrap_or(self.current), context);
        self.just_signed = Some(one.map_or(entry, |(entry, _)| entry));
        context.done(if next.is_some() {
            told
        } else {
            Both {
                zh: format!("{}这一科目的评分表都签完了。", told.zh),
                en: format!("{} All sheets of this subject are signed.", told.en),
            }
        });
    }

    fn tell_signed(&self, ticket: &str, signed: Signed, outcome: Option<&Outcome>) -> Both {
        let subject = outcome.and_then(|o| o.subjects.iter().find(|s| s.kind == self.page.key.subject));
        let version = signed.version;
        let done = both!("{ticket} 已签字（第 {version} 版）。", "{ticket} is signed (version {version}).");
        let Some(subject) = subject.filter(|subject| subject.verdict != Verdict::Open) else {
            return done;
        };
        let tell = |lang: Lang| {
            let kind = subject.kind.say(lang);
            let score = subject.score.map(|score| score.to_string()).unwrap_or_default();
            let (verdict, all) = (subject.verdict.say(lang), signed.verdict.say(lang));
            let head = if signed.completed {
                lang.pick("本科目评完", "This completes")
            } else {
                lang.pick("重算", "Derived again:")
            };
            crate::say!(
                lang,
                "{head}：{kind} {score} 分，{verdict}；评定结果{all}，按 w 看依据。",
                "{head} {kind}: {score}, {verdict}; outcome {all}; w shows why."
            )
        };
        Both { zh: format!("{}{}", done.zh, tell(Lang::Zh)), en: format!("{} {}", done.en, tell(Lang::En)) }
    }

    /// Lays a signed sheet open again, for a new version.
    pub(super) fn correct(&mut self, context: &mut Context) {
        if self.page.again.is_some() {
            let laid = self.page.correct(&mut context.office);
            if context.tell(laid).is_some() {
                self.again(context);
                context.info(both!(
                    "上次的打分已取出，改好后按 s 签成新版本。",
                    "What you gave before is laid out; change it, then s signs a new version."
                ));
            }
            return;
        }
        if self.page.version == 0 {
            context.info(both!("还没有签字，直接改就行。", "It is not signed yet: just type."));
            return;
        }
        if self.page.mind.correcting {
            return;
        }
        let corrected = self.page.correct(&mut context.office);
        if context.tell(corrected).is_some() {
            self.again(context);
            context.info(both!(
                "改好后按 s，写明理由签成新版本；原版本不变。",
                "Change it, then s signs a new version with its reason; the signed one stays."
            ));
        }
    }
}
