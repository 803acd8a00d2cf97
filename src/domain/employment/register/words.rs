//! The choices that columns of registers offer.

use crate::domain::language::{Lang, Say};

/// One choice: the word that is kept, and how it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    pub word: &'static str,
    pub zh: &'static str,
    pub en: &'static str,
}

impl Say for Word {
    fn say(&self, lang: Lang) -> String {
        lang.pick(self.zh, self.en).to_owned()
    }
}

const fn word(word: &'static str, zh: &'static str, en: &'static str) -> Word {
    Word { word, zh, en }
}

pub const ITEM: &[Word] =
    &[word("allowance", "津贴", "allowance"), word("subsidy", "补贴", "subsidy"), word("award", "奖励", "award")];

pub const PER: &[Word] =
    &[word("month", "每月", "a month"), word("year", "每年", "a year"), word("once", "一次性", "once")];

pub const STAGE: &[Word] = &[
    word("planned", "年初计划", "planned"),
    word("inspected", "年中检查", "inspected"),
    word("summarised", "年终总结", "summed up"),
];

pub const RESULT: &[Word] =
    &[word("passed", "合格", "passed"), word("failed", "不合格", "failed"), word("going", "在学", "going on")];

pub const PAIRING: &[Word] = &[
    word("going", "带教中", "going on"),
    word("passed", "出师", "passed out"),
    word("failed", "未出师", "not passed"),
    word("broken", "中止", "broken off"),
];

pub const SCOPE: &[Word] = &[
    word("enterprise", "企业", "enterprise"),
    word("county", "县级", "county"),
    word("city", "市级", "city"),
    word("province", "省级", "province"),
    word("nation", "国家级", "national"),
];

pub const SORT: &[Word] = &[
    word("government", "政府", "government"),
    word("school", "学校", "school"),
    word("enterprise", "企业", "enterprise"),
    word("park", "园区", "park"),
];

pub const SHARES: &[Word] = &[
    word("facilities", "设施设备", "facilities"),
    word("openings", "就业岗位", "openings"),
    word("teachers", "师资", "teachers"),
    word("courses", "课程", "courses"),
    word("results", "竞赛成果", "results"),
];
