//! Signing a sheet behind one question, and correcting a signed one.

use super::{DeskIntent, Marking, to_mark};
use crate::both;
use crate::domain::evaluation::outcome::{Outcome, Verdict};
use crate::domain::language::{Both, Lang, Say};
use crate::ops::marking::{self, Signed};
use crate::ops::outcome;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::popup::ask::Ask;
use crate::tui::popup::confirm::Confirm;
use crate::tui::screen::{Answer, Flow};

impl Marking {
    pub(super) fn ask_to_sign(&mut self, context: &mut Context) -> Flow {
        if let Some(closed) = &self.page.closed {
            context.refuse(closed.clone());
            return Flow::Stay;
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
        Flow::ask(asked, self.question())
    }

    fn question(&self) -> Confirm {
        let ticket = self.row().ticket.clone().unwrap_or_default();
        let (total, full, n) = (self.running.total, self.subject.rules.full, self.running.given);
        let version = self.page.version + 1;
        let mut question = Confirm::new(both!("签 {ticket} 的评分表？", "Sign the sheet of {ticket}?"))
            .effect(both!("合计 {total} / {full} 分，{n} 个评分点。", "Total {total} of {full}, {n} criteria."));
        for (id, effect) in &self.running.knockouts {
            let (zh, en) = (effect.say(Lang::Zh), effect.say(Lang::En));
            question = question.effect(Both {
                zh: format!("否定项 {id} 成立：多数考评员同样判定时，{zh}。"),
                en: format!("Knock-out {id} is failed: where most of the panel agree, {en}."),
            });
        }
        question
            .effect(both!(
                "第 {version} 版，未加密签名（还没有签名密钥）；签后不能再改。",
                "Version {version}, not signed with a key (there are no keys yet); it never changes afterwards."
            ))
            .button("签字", "Sign")
    }

    pub(super) fn answered_sign(&mut self, answer: Answer, context: &mut Context) -> Flow {
        match answer {
            Answer::Text(reason) => {
                self.reason = Some(reason);
                Flow::ask(Intent::Desk(DeskIntent::Sign), self.question())
            }
            Answer::Yes => {
                self.sign(context);
                Flow::Stay
            }
            _ => Flow::Stay,
        }
    }

    fn sign(&mut self, context: &mut Context) {
        let key = self.page.key;
        let reason = self.reason.take();
        let signed = marking::sign(&mut context.office, key.entry, key.subject, reason.as_deref());
        let Some(signed) = context.tell(signed) else { return };
        let ticket = self.row().ticket.clone().unwrap_or_default();
        let outcome = outcome::derived(&context.office.read(), key.entry);
        self.page.mind = Default::default();
        self.refresh(context);
        let next =
            (1..=self.rows.len()).map(|n| (self.current + n) % self.rows.len()).find(|at| to_mark(&self.rows[*at]));
        self.lay(next.unwrap_or(self.current), context);
        self.just_signed = Some(key.entry);
        let told = self.tell_signed(&ticket, signed, outcome.ok().as_ref());
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
