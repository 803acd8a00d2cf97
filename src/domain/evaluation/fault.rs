//! A fault in a standard or a paper: where it is, and what would be right.

use serde::Serialize;

use crate::domain::language::{Both, Lang, Say};

/// One fault with its place; validation reports them all at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// The way to it: `四级/中级工 › 操作技能 › 基本作业`.
    pub place: Both,
    pub wrong: Both,
}

impl Say for Fault {
    fn say(&self, lang: Lang) -> String {
        format!("{}{}{}", self.place.say(lang), lang.pick("：", ": "), self.wrong.say(lang))
    }
}

/// Collects faults below a place.
#[derive(Default)]
pub struct Faults {
    way: Vec<Both>,
    found: Vec<Fault>,
}

impl Faults {
    /// Runs `check` one step further down the way.
    pub fn at(&mut self, step: Both, check: impl FnOnce(&mut Faults)) {
        self.way.push(step);
        check(self);
        self.way.pop();
    }

    pub fn add(&mut self, wrong: Both) {
        let join = |pick: fn(&Both) -> &str| self.way.iter().map(pick).collect::<Vec<_>>().join(" › ");
        let place = Both { zh: join(|step| &step.zh), en: join(|step| &step.en) };
        self.found.push(Fault { place, wrong });
    }

    /// Adds the fault where `right` does not hold.
    pub fn require(&mut self, right: bool, wrong: impl FnOnce() -> Both) {
        if !right {
            self.add(wrong());
        }
    }

    pub fn into_vec(self) -> Vec<Fault> {
        self.found
    }
}

/// A value as a step of the way, the same in both languages unless it says otherwise.
pub fn step(value: &impl Say) -> Both {
    Both { zh: value.say(Lang::Zh), en: value.say(Lang::En) }
}

/// A piece of data as a step of the way.
pub fn named(text: &str) -> Both {
    Both { zh: text.to_owned(), en: text.to_owned() }
}
