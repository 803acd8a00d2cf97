//! What an inspector looks for: the supervision list 内部督导表, and a sample of candidates that anyone can draw again.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::domain::id::EntryId;
use crate::domain::language::{Both, Lang, Say};

/// The items of the supervision list (domain rules §3.6): code, and what is looked at.
pub const ITEMS: [(&str, &str, &str); 16] = [
    ("on_time", "考评员按时到岗", "examiners arrived on time"),
    ("assigned", "考评员由中心派遣", "examiners were assigned by the centre"),
    ("card", "考评员佩戴证卡", "examiners wore their cards"),
    ("identity", "查验考生证件", "identity documents were checked"),
    ("impersonation", "无替考", "nobody sat for another"),
    ("bags", "检查随身物品", "bags were checked"),
    ("rules", "宣读考场规则", "the rules were read out"),
    ("patrol", "巡视考场", "the rooms were patrolled"),
    ("violations", "违纪已警告并记入考场记录", "violations were warned of and written down"),
    ("marking", "按评分标准评分", "the marking followed its standard"),
    ("desks", "理论考场单人单桌", "each candidate at a desk of his own"),
    ("workshop", "实操考场整洁、照明、间距合格", "the workshop was tidy, lit and spaced"),
    ("materials", "设备材料齐备", "equipment and materials were ready"),
    ("procedure", "组织程序规范", "the procedure was followed"),
    ("fees", "收费规范", "fees were as published"),
    ("numbers", "考场座位号已张贴", "room and seat numbers were displayed"),
];

/// What a supervisor found of one item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    Good,
    Bad,
    /// Not looked at, or not to be found here.
    Open,
}

impl Finding {
    pub const ALL: [Finding; 3] = [Finding::Good, Finding::Bad, Finding::Open];
}

impl Say for Finding {
    fn say(&self, lang: Lang) -> String {
        match self {
            Finding::Good => lang.pick("符合", "yes"),
            Finding::Bad => lang.pick("不符合", "no"),
            Finding::Open => lang.pick("未查", "not looked at"),
        }
        .to_owned()
    }
}

/// One line of a filled list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemFound {
    pub code: String,
    pub finding: Finding,
}

/// The words of an item's code; the code itself where this version does not know it.
pub fn item_words(code: &str) -> Both {
    let known = ITEMS.iter().find(|(own, ..)| *own == code);
    known.map_or_else(|| crate::both!("{code}", "{code}"), |(_, zh, en)| crate::both!("{zh}", "{en}"))
}

/// The overall opinion, the best first.
pub const GRADES: [(&str, &str); 7] = [
    ("很好", "excellent"),
    ("好", "good"),
    ("较好", "fairly good"),
    ("一般", "fair"),
    ("较差", "rather poor"),
    ("差", "poor"),
    ("很差", "very poor"),
];

/// A sample of so many entries: those whose SHA-256 over seed and ticket is lowest, so that the same seed and tickets give the
/// same sample wherever it is drawn again, with a few lines of any language.
pub fn sample(entries: &[(EntryId, String)], seed: &str, count: usize) -> Vec<EntryId> {
    let mut drawn: Vec<([u8; 32], EntryId)> = entries
        .iter()
        .map(|(entry, ticket)| (Sha256::digest(format!("{seed}/{ticket}").as_bytes()).into(), *entry))
        .collect();
    drawn.sort();
    drawn.into_iter().take(count).map(|(_, entry)| entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn entries(n: i64) -> Vec<(EntryId, String)> {
        (1..=n).map(|id| (EntryId(id), format!("J2026-09-{id:04}"))).collect()
    }

    #[test]
    fn the_same_seed_draws_the_same_sample_in_whatever_order_the_entries_come() {
        let mut turned = entries(40);
        turned.reverse();
        assert_eq!(sample(&entries(40), "2026-11-22", 5), sample(&turned, "2026-11-22", 5));
        assert_ne!(sample(&entries(40), "2026-11-22", 5), sample(&entries(40), "2026-11-23", 5));
    }

    proptest! {
        #[test]
        fn a_sample_holds_each_entry_once_and_no_more_than_there_are(n in 0i64..60, count in 0usize..80, seed in ".{0,12}") {
            let mut drawn = sample(&entries(n), &seed, count);
            prop_assert_eq!(drawn.len(), count.min(n as usize));
            drawn.sort();
            drawn.dedup();
            prop_assert_eq!(drawn.len(), count.min(n as usize));
        }
    }
}
