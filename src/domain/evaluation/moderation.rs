//! Moderation 复核: which marks get a second look before they are made public.
//!
//! Within each pool (a trade and level, and a subject) a share is drawn by lot; everybody near the pass mark and the highest
//! and the lowest are looked at in any case. The lot is the caller's: a digest over a recorded seed, so that anybody finds
//! the same ones again.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::batch::BatchItem;
use super::subject::SubjectKind;
use crate::domain::id::EntryId;
use crate::domain::language::{Lang, Say};
use crate::domain::score::Score;

/// How a sample is made; all at nothing asks for no moderation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SampleRule {
    /// So many of the highest and as many of the lowest of each pool.
    pub extremes: u32,
    /// Everybody within so much of the pass mark, on either side; nothing asks for none of them.
    pub near: Score,
    /// Percent of each pool, rounded up.
    pub share: u32,
}

/// A score that may be looked at again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scored {
    pub entry: EntryId,
    pub item: BatchItem,
    pub subject: SubjectKind,
    pub score: Score,
    pub pass: Score,
}

/// Why a score is in the sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    Drawn,
    Borderline,
    Highest,
    Lowest,
}

impl Say for Why {
    fn say(&self, lang: Lang) -> String {
        match self {
            Why::Drawn => lang.pick("抽中", "drawn"),
            Why::Borderline => lang.pick("临近合格线", "near the pass mark"),
            Why::Highest => lang.pick("最高分", "highest"),
            Why::Lowest => lang.pick("最低分", "lowest"),
        }
        .to_owned()
    }
}

/// A score in the sample.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sampled {
    pub entry: EntryId,
    pub subject: SubjectKind,
    pub why: Vec<Why>,
}

/// The sample of all pools, by entry and subject; the order of `scored` does not matter.
pub fn sample(rule: SampleRule, scored: &[Scored], lot: impl Fn(EntryId, SubjectKind) -> [u8; 32]) -> Vec<Sampled> {
    let mut pools: BTreeMap<(BatchItem, SubjectKind), Vec<&Scored>> = BTreeMap::new();
    for one in scored {
        pools.entry((one.item, one.subject)).or_default().push(one);
    }
    let mut chosen: BTreeMap<(EntryId, SubjectKind), Vec<Why>> = BTreeMap::new();
    for pool in pools.values_mut() {
        let mut choose = |one: &Scored, why| chosen.entry((one.entry, one.subject)).or_default().push(why);
        let most = |percent: usize| (pool.len() * percent).div_ceil(100).min(pool.len());
        let drawn = most(usize::try_from(rule.share).unwrap_or(100));
        pool.sort_by_key(|one| (lot(one.entry, one.subject), one.entry));
        pool.iter().take(drawn).for_each(|one| choose(one, Why::Drawn));
        let near = |one: &&&Scored| rule.near > Score::ZERO && (one.score.0 - one.pass.0).abs() <= rule.near.0;
        pool.iter().filter(near).for_each(|one| choose(one, Why::Borderline));
        // Everybody who shares the last place among the extremes is one of them: chance does not pick among equals.
        let extremes = usize::try_from(rule.extremes).unwrap_or(usize::MAX).min(pool.len());
        if let Some(place) = extremes.checked_sub(1) {
            pool.sort_by_key(|one| one.score);
            let (lowest, highest) = (pool[place].score, pool[pool.len() - 1 - place].score);
            pool.iter().filter(|one| one.score >= highest).for_each(|one| choose(one, Why::Highest));
            pool.iter().filter(|one| one.score <= lowest).for_each(|one| choose(one, Why::Lowest));
        }
    }
    chosen.into_iter().map(|((entry, subject), why)| Sampled { entry, subject, why }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::StandardId;
    use crate::domain::level::Level;
    use proptest::prelude::*;

    fn scored(scores: &[i64]) -> Vec<Scored> {
        let item = BatchItem { standard: StandardId(1), level: Level::Four };
        let one = |(n, score): (i64, &i64)| Scored {
            entry: EntryId(n),
            item,
            subject: SubjectKind::Skills,
            score: Score::points(*score),
            pass: Score::points(60),
        };
        (1..).zip(scores).map(one).collect()
    }

    /// The lower the number, the smaller the lot.
    fn lot(entry: EntryId, _: SubjectKind) -> [u8; 32] {
        [u8::try_from(entry.0).unwrap(); 32]
    }

    fn told(rule: SampleRule, scores: &[i64]) -> Vec<(i64, Vec<Why>)> {
        sample(rule, &scored(scores), lot).into_iter().map(|one| (one.entry.0, one.why)).collect()
    }

    #[test]
    fn a_sample_is_the_drawn_the_borderline_and_the_extreme_each_with_its_reasons() {
        let scores = [70, 59, 61, 95, 40, 80, 64, 55, 71, 72];
        let rule = |share, near, extremes| SampleRule { share, near: Score::points(near), extremes };
        use Why::{Borderline, Drawn, Highest, Lowest};
        for (rule, expected) in [
            (rule(0, 0, 0), vec![]),
            (rule(10, 0, 0), vec![(1, vec![Drawn])]),
            (rule(11, 0, 0), vec![(1, vec![Drawn]), (2, vec![Drawn])]),
            (rule(0, 1, 0), vec![(2, vec![Borderline]), (3, vec![Borderline])]),
            (rule(0, 0, 1), vec![(4, vec![Highest]), (5, vec![Lowest])]),
            (
                rule(20, 1, 1),
                vec![
                    (1, vec![Drawn]),
                    (2, vec![Drawn, Borderline]),
                    (3, vec![Borderline]),
                    (4, vec![Highest]),
                    (5, vec![Lowest]),
                ],
            ),
        ] {
            assert_eq!(told(rule, &scores), expected, "{rule:?}");
        }
    }

    #[test]
    fn whoever_shares_the_last_extreme_place_is_looked_at_too() {
        let rule = SampleRule { extremes: 1, ..SampleRule::default() };
        let extremes: Vec<i64> = told(rule, &[90, 90, 50, 70, 50]).into_iter().map(|(entry, _)| entry).collect();
        assert_eq!(extremes, [1, 2, 3, 5]);
    }

    proptest! {
        #[test]
        fn a_sample_does_not_depend_on_the_order_and_holds_its_share(
            mut scores in prop::collection::vec(0i64..100, 1..60), share in 0u32..=100, turn in 0usize..60,
        ) {
            let rule = SampleRule { share, ..SampleRule::default() };
            let all = scored(&scores);
            let mut turned = all.clone();
            turned.rotate_left(turn % all.len());
            let one = sample(rule, &all, lot);
            prop_assert_eq!(&one, &sample(rule, &turned, lot));
            prop_assert_eq!(one.len(), (scores.len() * share as usize).div_ceil(100));
            scores.push(60);
            let last = EntryId(scores.len() as i64);
            let near = sample(SampleRule { near: Score(1), ..rule }, &scored(&scores), lot);
            prop_assert!(near.iter().any(|one| one.entry == last));
        }
    }
}
