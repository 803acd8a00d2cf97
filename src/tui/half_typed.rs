//! Half-typed forms: what is typed is kept in the file while it is typed, so that neither a closed window nor a fall of the program or of
//! the power costs more than the last second of it. Opened again by the same person, a form offers what was typed; what is sent or
//! given up is forgotten.

use chrono::{DateTime, FixedOffset, TimeDelta};

use super::app::{App, Asked, Layer};
use super::popup::confirm::Confirm;
use super::screen::Screen;
use super::widget::fit::fit;
use crate::both;
use crate::domain::identity::inert;
use crate::domain::language::Lang;
use crate::domain::refusal::Refusal;
use crate::ops::form_draft::LEFT_OUT;
use crate::store::form_draft::{Fields, FormDraft, FormKey};

/// A form is kept so often while it is typed into: each time the disk is asked to hold it for good.
const OFTEN: i64 = 1;
/// Columns of a kept text that are shown where one is asked.
const SHOWN: usize = 44;

/// What of a form was kept, and when.
pub(super) struct Kept {
    key: FormKey,
    fields: Fields,
    at: DateTime<FixedOffset>,
}

/// When forms are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Moment {
    /// No key waits: kept where the last time is long enough ago.
    Pause,
    /// The program ends, and nobody said that what is typed may go.
    End,
}

impl App {
    /// Keeps what stands in the forms on the stack, where it changed.
    pub(super) fn keep_typed(&mut self, moment: Moment) {
        let office = &mut self.context.office;
        if !office.is_seated() || office.reading().is_some() {
            return;
        }
        let now = office.now();
        for at in 0..self.stack.len() {
            let Layer { screen, kept, .. } = &mut self.stack[at];
            if !screen.unsaved() {
                continue;
            }
            let Some(form) = screen.drafted() else { continue };
            let (fields, about) = (form.so_far(), form.about());
            let due = kept.as_ref().is_none_or(|kept| {
                let long_ago = moment == Moment::End || now - kept.at >= TimeDelta::seconds(OFTEN) || now < kept.at;
                kept.fields != fields && long_ago
            });
            if fields.is_empty() || !due {
                continue;
            }
            let key = match kept.take() {
                Some(kept) => kept.key,
                None => self.context.office.form_key(&self.way(at), &about),
            };
            let done = self.context.office.keep_form(&key, &fields);
            // What could not be kept stands on the screen still and is tried again; so it is not told at every key.
            let fields = if done.is_ok() { fields } else { Fields::new() };
            self.stack[at].kept = Some(Kept { key, fields, at: now });
        }
    }

    /// The way to a layer, as its draft is filed: in both languages, so that it is found in either.
    fn way(&self, at: usize) -> String {
        let way = |lang| self.stack[..=at].iter().map(|layer| layer.screen.crumb(lang)).collect::<Vec<_>>().join(" > ");
        format!("{}\n{}", way(Lang::Zh), way(Lang::En))
    }

    /// Puts a screen on top; a form that its person left half-typed once offers what was typed.
    pub(super) fn put(&mut self, screen: Box<dyn Screen>, asked: Asked) {
        self.stack.push(Layer::of(screen, asked));
        if !self.context.office.is_seated() {
            return;
        }
        let at = self.stack.len() - 1;
        let Some(about) = self.stack[at].screen.drafted().map(|form| form.about()) else { return };
        let key = self.context.office.form_key(&self.way(at), &about);
        // What cannot be read is not offered; the form works without it.
        if let Ok(Some(draft)) = self.context.office.kept_form(&key)
            && !draft.fields.is_empty()
        {
            let question = offer(&draft);
            self.stack.push(Layer::of(Box::new(question), Asked::Typed(key, draft.fields)));
        }
    }

    /// Takes up in the form on top what was typed there once.
    pub(super) fn take_up(&mut self, key: FormKey, fields: Fields) {
        let at = self.context.office.now();
        let Some(layer) = self.stack.last_mut() else { return };
        if let Some(form) = layer.screen.drafted() {
            form.take_up(&fields);
            layer.kept = Some(Kept { key, fields, at });
            self.context.info(both!("接着填；发出之前都还没有保存。", "Go on; nothing is saved before it is sent."));
        }
    }

    /// A form that was sent or given up is forgotten. One that cannot be is offered once more, and harms nobody.
    pub(super) fn shed(&mut self, gone: Option<&Layer>) {
        if let Some(kept) = gone.and_then(|layer| layer.kept.as_ref()) {
            let _ = self.context.office.forget_form(&kept.key);
        }
    }

    /// Whoever quits and said that what is typed may go gives it up.
    pub(super) fn give_up_typed(&mut self) {
        for at in 0..self.stack.len() {
            if let Some(kept) = self.stack[at].kept.take() {
                let _ = self.context.office.forget_form(&kept.key);
            }
        }
    }

    /// Whoever comes back is told what they left half-typed.
    pub(super) fn tell_of_kept_forms(&mut self) {
        let kept = self.context.office.kept_forms().map_err(Refusal::from).unwrap_or_default();
        let Some(newest) = kept.first() else { return };
        let (n, at) = (kept.len(), moment(newest));
        let (zh, en) = newest.place.split_once('\n').unwrap_or((&newest.place, &newest.place));
        let (zh, en) = (inert(zh), inert(en));
        self.context.info(both!(
            "有 {n} 份没填完：{zh}（{at}）。再打开它就能接着填。",
            "{n} left half-typed: {en} ({at}). Open it again to go on."
        ));
    }
}

fn moment(draft: &FormDraft) -> String {
    draft.at.get(5..16).unwrap_or(&draft.at).replace('T', " ")
}

/// The question whether to go on with it.
fn offer(draft: &FormDraft) -> Confirm {
    let at = moment(draft);
    let question = both!("{at} 在这里填过，没有保存。接着填吗？", "Typed here on {at} and not saved. Go on with it?");
    let texts = draft.fields.iter().map(|(_, text)| text.trim());
    let longest = texts.clone().max_by_key(|text| text.chars().count()).unwrap_or_default();
    let told = fit(&inert(longest), SHOWN);
    let mut confirm = Confirm::new(question).button("接着填", "Go on").effect(both!("{told}", "{told}"));
    if texts.clone().any(|text| text.contains(LEFT_OUT)) {
        confirm = confirm.effect(both!(
            "证件、电话等长号码不留草稿，请补上。",
            "ID, phone and other long numbers are not kept; type them again."
        ));
    }
    let told =
        both!("按 n 丢掉它，从头填；Esc 以后再说。", "n throws it away and begins anew; Esc keeps it for later.");
    confirm.effect(told).waits()
}
