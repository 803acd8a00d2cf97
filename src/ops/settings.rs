//! What a station may set, by name, with its default and what it may be.

pub mod after;
pub mod life;
pub mod retention;

use super::Office;
use crate::domain::language::{Both, Lang, Say};
use crate::refusal;
use crate::store::act::{Act, Kind, MappingKept, SettingSet};
use crate::store::read::Result as ReadResult;
use crate::store::{Decided, Failure, Read};

/// One setting: rules that differ by province or station are data (CONFIG), never constants.
pub struct Setting {
    pub name: &'static str,
    pub zh: &'static str,
    pub en: &'static str,
    pub default: &'static str,
    /// The values that it may take: a list of words, or a range of whole numbers.
    pub values: Values,
}

pub enum Values {
    Words(&'static [(&'static str, &'static str, &'static str)]),
    Whole(u32, u32),
}

/// Days of publicity.
pub const PUBLICITY_DAYS: Setting = Setting {
    name: "publicity_working_days",
    zh: "公示工作日",
    en: "Working days of publicity",
    default: "5",
    values: Values::Whole(1, 30),
};

/// The day to which "N years" are counted.
pub const CUTOFF: Setting = Setting {
    name: "eligibility_cutoff",
    zh: "年限计算截止日",
    en: "Years are counted to",
    default: "registration_until",
    values: Values::Words(&[
        ("registration_until", "报名截止日", "end of registration"),
        ("exam_on", "考试日", "exam day"),
    ]),
};

/// Seats in a room of a new batch.
pub const ROOM_SEATS: Setting = Setting {
    name: "room_seats",
    zh: "每个考场座位",
    en: "Seats in a room",
    default: "30",
    values: Values::Whole(1, 500),
};

/// Minutes without a key after which the screen is locked.
pub const IDLE_MINUTES: Setting = Setting {
    name: "idle_minutes",
    zh: "无人操作几分钟后锁屏",
    en: "Minutes until an idle screen locks",
    default: "5",
    values: Values::Whole(1, 120),
};

/// Batches in a row that an examiner may serve at the station.
pub const ROTATION_BATCHES: Setting = Setting {
    name: "rotation_batches",
    zh: "考评员最多连续批次",
    en: "Batches in a row per examiner",
    default: "3",
    values: Values::Whole(1, 12),
};

/// How many of a panel are new against the trade's panel before.
pub const ROTATION_NEW: Setting = Setting {
    name: "rotation_new",
    zh: "考评组每批至少更换",
    en: "New members of a panel",
    default: "3",
    values: Values::Words(&[("3", "三分之一", "a third"), ("2", "二分之一", "a half")]),
};

/// What it amounts to that an examiner and a candidate have, or had, the same employer.
pub const SAME_EMPLOYER: Setting = Setting {
    name: "same_employer",
    zh: "与考生同一单位（现或曾）",
    en: "Same employer as a candidate",
    default: "forbid",
    values: Values::Words(&[("forbid", "必须回避", "barred"), ("warn", "写明理由可派", "allowed with a reason")]),
};

/// How much of each subject's marks gets a second look, drawn by lot; nothing asks for none.
pub const SAMPLE_SHARE: Setting = Setting {
    name: "moderation_share_percent",
    zh: "复核抽取比例 %（0 不抽）",
    en: "Share moderated, % (0: none)",
    default: "0",
    values: Values::Whole(0, 100),
};

/// Scores so near the pass mark get a second look.
pub const SAMPLE_NEAR: Setting = Setting {
    name: "moderation_near_points",
    zh: "距合格线几分内必复核（0 不限）",
    en: "Moderate within points of the pass mark (0: none)",
    default: "0",
    values: Values::Whole(0, 50),
};

/// So many of the highest and of the lowest scores get a second look.
pub const SAMPLE_EXTREMES: Setting = Setting {
    name: "moderation_extremes",
    zh: "最高、最低各几名必复核（0 不限）",
    en: "Moderate so many highest and lowest (0: none)",
    default: "0",
    values: Values::Whole(0, 20),
};

const OWN: [&Setting; 10] = [
    &PUBLICITY_DAYS,
    &CUTOFF,
    &ROOM_SEATS,
    &IDLE_MINUTES,
    &ROTATION_BATCHES,
    &ROTATION_NEW,
    &SAME_EMPLOYER,
    &SAMPLE_SHARE,
    &SAMPLE_NEAR,
    &SAMPLE_EXTREMES,
];

/// Every setting, in the order in which lists show them.
pub fn all() -> impl Iterator<Item = &'static Setting> {
    OWN.into_iter().chain(after::ALL).chain(life::ALL).chain(retention::ALL)
}

impl Setting {
    /// The value that holds: what was set, else the default.
    pub fn value(&self, read: &Read) -> ReadResult<String> {
        Ok(read.setting(self.name)?.unwrap_or_else(|| self.default.to_owned()))
    }

    pub fn whole(&self, read: &Read) -> ReadResult<u32> {
        let default = self.default.parse().unwrap_or(0);
        Ok(self.value(read)?.parse().unwrap_or(default))
    }

    /// The value in a person's words.
    pub fn tell(&self, value: &str, lang: Lang) -> String {
        match self.values {
            Values::Words(words) => words
                .iter()
                .find(|(word, _, _)| *word == value)
                .map_or(value, |(_, zh, en)| lang.pick(zh, en))
                .to_owned(),
            Values::Whole(..) => value.to_owned(),
        }
    }

    /// Whether the value may be set.
    pub fn check(&self, value: &str) -> Result<(), Both> {
        match self.values {
            Values::Words(words) if words.iter().any(|(word, _, _)| *word == value) => Ok(()),
            Values::Whole(low, high) if value.parse::<u32>().is_ok_and(|n| (low..=high).contains(&n)) => Ok(()),
            Values::Words(words) => {
                let list = words.iter().map(|(word, _, _)| *word).collect::<Vec<_>>().join(" / ");
                Err(crate::both!("应为 {list}", "must be {list}"))
            }
            Values::Whole(low, high) => {
                Err(crate::both!("应为 {low}–{high} 的整数", "must be a whole number {low}–{high}"))
            }
        }
    }
}

impl Say for Setting {
    fn say(&self, lang: Lang) -> String {
        lang.pick(self.zh, self.en).to_owned()
    }
}

/// Sets a setting by name.
pub fn set(office: &mut Office, name: &str, value: &str) -> Result<(), Failure> {
    office.act(Kind::SettingSet, None, |read, _| {
        let Some(setting) = all().find(|setting| setting.name == name) else {
            let name = crate::domain::identity::inert(name);
            return Err(refusal!("no_setting", "没有“{name}”这项设置。", "There is no setting “{name}”.").into());
        };
        setting.check(value).map_err(|wrong| crate::domain::refusal::Refusal::new("setting_value", wrong))?;
        if setting.value(read)? == value {
            return Ok(Decided::new(Vec::new(), ()));
        }
        Ok(Decided::act(Act::SettingSet(SettingSet { name: name.to_owned(), value: value.to_owned() })))
    })
}

/// Keeps a named way to read a bureau's headers (模板方案), as JSON.
pub fn keep_mapping(office: &mut Office, name: &str, value: String) -> Result<(), Failure> {
    office.act(Kind::MappingKept, None, |_, _| {
        if name.trim().is_empty() {
            return Err(refusal!("name_missing", "模板方案要有名称。", "A column mapping needs a name.").into());
        }
        Ok(Decided::act(Act::MappingKept(MappingKept { name: name.trim().to_owned(), value })))
    })
}
