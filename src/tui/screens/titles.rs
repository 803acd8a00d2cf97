//! The trades of items as lists show them: `钳工四级`, one question to the file for all.

use std::collections::HashMap;

use crate::domain::evaluation::batch::BatchItem;
use crate::domain::id::StandardId;
use crate::domain::language::{Both, Lang, Say};
use crate::store::Read;
use crate::store::read::Result;
use crate::tui::screens::parts::words::short_level;

#[derive(Clone, Debug, Default)]
pub struct Titles(HashMap<StandardId, String>);

impl Titles {
    pub fn read(read: &Read) -> Result<Titles> {
        Ok(Titles(read.standards()?.into_iter().map(|row| (row.id, row.trade.title())).collect()))
    }

    fn trade(&self, item: BatchItem) -> &str {
        self.0.get(&item.standard).map_or("", String::as_str)
    }

    /// `钳工四级`, `钳工 L4`.
    pub fn short(&self, item: BatchItem, lang: Lang) -> String {
        let (trade, level) = (self.trade(item), short_level(item.level, lang));
        format!("{trade}{}{level}", lang.pick("", " "))
    }

    /// `四级 钳工`, `L4 钳工`: the level first, for columns that may cut the trade.
    pub fn narrow(&self, item: BatchItem, lang: Lang) -> String {
        format!("{} {}", short_level(item.level, lang), self.trade(item))
    }

    pub fn short_both(&self, item: BatchItem) -> Both {
        Both { zh: self.short(item, Lang::Zh), en: self.short(item, Lang::En) }
    }

    /// `钳工 四级/中级工`.
    pub fn long(&self, item: BatchItem, lang: Lang) -> String {
        format!("{} {}", self.trade(item), item.level.say(lang))
    }

    /// The items of a batch in a line.
    pub fn line(&self, items: &[BatchItem], lang: Lang) -> String {
        items.iter().map(|item| self.short(*item, lang)).collect::<Vec<_>>().join(lang.pick("、", ", "))
    }
}
