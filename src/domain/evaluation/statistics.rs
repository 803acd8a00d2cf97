//! How an examiner marks beside the others: severity, spread, agreement with the leader, weighted kappa.
//!
//! Only candidates whom the examiner and somebody else marked enter. Everything is exact; a figure is rounded once, when it
//! is shown. Nothing here decides an outcome.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::id::{EntryId, PersonId};
use crate::domain::score::Exact;

/// The categories of a criterion's mark, from nothing to full: quarters of the full mark, so that a judge's 0–3 keep their
/// places.
pub const CATEGORIES: usize = 4;

/// One subject of one candidate as its panel marked it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Panelled {
    /// Whose: one candidate may stand in several, question by question.
    pub entry: EntryId,
    pub leader: Option<PersonId>,
    pub sheets: Vec<Marked>,
}

/// One examiner's sheet in figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    pub examiner: PersonId,
    /// In hundredths of a point.
    pub total: Exact,
    /// What the mark of each criterion is of its full mark, 0–1; none where the full mark is nothing.
    pub shares: Vec<Option<Exact>>,
}

/// An examiner in figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Examiner {
    pub examiner: PersonId,
    /// Candidates marked together with others.
    pub candidates: u32,
    /// The mean of own total less the mean of the others' on the same candidates, in hundredths: below nothing is severe.
    pub severity: Exact,
    /// The mean distance of those differences from their own mean, in hundredths: small is steady.
    pub spread: Exact,
    /// Of the criteria that the leader marked too: how many got the same mark, of how many. None for the leader.
    pub as_leader: Option<(u32, u32)>,
    /// Linearly weighted kappa against the leader; none for the leader, or where both use one category alone.
    pub kappa: Option<Exact>,
}

/// The category of a mark that is `share` of its full mark.
pub fn category(share: Exact) -> usize {
    let quarter = (share * CATEGORIES as i128).floor().to_integer();
    usize::try_from(quarter).unwrap_or(0).min(CATEGORIES - 1)
}

#[derive(Default)]
struct Gathered {
    differences: Vec<Exact>,
    entries: BTreeSet<EntryId>,
    same: u32,
    of: u32,
    table: [[u32; CATEGORIES]; CATEGORIES],
    beside_leader: bool,
}

/// Every examiner who marked beside others, by number.
pub fn statistics(panels: &[Panelled]) -> Vec<Examiner> {
    let mut gathered: BTreeMap<PersonId, Gathered> = BTreeMap::new();
    for panel in panels.iter().filter(|panel| panel.sheets.len() > 1) {
        let sum: Exact = panel.sheets.iter().map(|sheet| sheet.total).sum();
        let others = panel.sheets.len() as i128 - 1;
        let leader = panel.sheets.iter().find(|sheet| Some(sheet.examiner) == panel.leader);
        for sheet in &panel.sheets {
            let own = gathered.entry(sheet.examiner).or_default();
            own.entries.insert(panel.entry);
            own.differences.push(sheet.total - (sum - sheet.total) / others);
            if let Some(leader) = leader.filter(|leader| leader.examiner != sheet.examiner) {
                own.beside_leader = true;
                for (mine, theirs) in sheet.shares.iter().zip(&leader.shares) {
                    let (Some(mine), Some(theirs)) = (mine, theirs) else { continue };
                    own.of += 1;
                    own.same += u32::from(mine == theirs);
                    own.table[category(*mine)][category(*theirs)] += 1;
                }
            }
        }
    }
    let told = |(examiner, own): (PersonId, Gathered)| {
        let n = own.differences.len() as i128;
        let severity = own.differences.iter().sum::<Exact>() / n;
        let away = |difference: &Exact| {
            let away = *difference - severity;
            if away < Exact::from_integer(0) { -away } else { away }
        };
        Examiner {
            examiner,
            candidates: u32::try_from(own.entries.len()).unwrap_or(u32::MAX),
            severity,
            spread: own.differences.iter().map(away).sum::<Exact>() / n,
            as_leader: own.beside_leader.then_some((own.same, own.of)),
            kappa: weighted_kappa(&own.table),
        }
    };
    gathered.into_iter().map(told).collect()
}

/// Cohen's kappa with linear weights: 1 is full agreement, 0 is what chance alone gives. `table[i][j]` counts what one rater
/// put into category i and the other into j. None where chance leaves nothing to disagree about.
///
/// κ = 1 − n·Σ w·o ÷ Σ w·r·c with w = |i − j|, o the count, r and c the sums of row and column (Cohen 1968).
pub fn weighted_kappa<const N: usize>(table: &[[u32; N]; N]) -> Option<Exact> {
    let (mut seen, mut expected, mut n) = (0i128, 0i128, 0i128);
    let sum = |row: &[u32; N]| row.iter().map(|count| i128::from(*count)).sum::<i128>();
    let column = |j: usize| table.iter().map(|row| i128::from(row[j])).sum::<i128>();
    for (i, row) in table.iter().enumerate() {
        n += sum(row);
        for (j, count) in row.iter().enumerate() {
            let weight = i.abs_diff(j) as i128;
            seen += weight * i128::from(*count);
            expected += weight * sum(row) * column(j);
        }
    }
    (expected > 0).then(|| Exact::from_integer(1) - Exact::new(n * seen, expected))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Worked by hand. The first two have two categories, where weighted and plain kappa are one: Cohen's 45-15-25-15 gives
    /// 0.1304 (3/23), 20-5-10-15 gives 0.4. The third is worked out beside it.
    #[test]
    fn weighted_kappa_is_what_the_worked_examples_say() {
        assert_eq!(weighted_kappa(&[[20, 5], [10, 15]]), Some(Exact::new(2, 5)));
        assert_eq!(weighted_kappa(&[[45, 15], [25, 15]]), Some(Exact::new(3, 23)));
        // Rows 4, 3, 3; columns 3, 4, 3. Seen: 3. By chance: 4·4 + 2·4·3 + 3·3 + 3·3 + 2·3·3 + 3·4 = 88. 1 − 10·3/88.
        assert_eq!(weighted_kappa(&[[3, 1, 0], [0, 2, 1], [0, 1, 2]]), Some(Exact::new(29, 44)));
        assert_eq!(weighted_kappa(&[[5, 0], [0, 5]]), Some(Exact::from_integer(1)));
        assert_eq!(weighted_kappa(&[[0, 5], [5, 0]]), Some(Exact::from_integer(-1)));
        assert_eq!(weighted_kappa(&[[9, 0], [0, 0]]), None);
        assert_eq!(weighted_kappa(&[[0, 0], [0, 0]]), None);
    }

    #[test]
    fn quarters_of_the_full_mark_keep_a_judges_votes_apart() {
        for (share, expected) in
            [((0, 1), 0), ((1, 3), 1), ((2, 3), 2), ((1, 1), 3), ((1, 4), 1), ((1, 2), 2), ((3, 4), 3), ((6, 25), 0)]
        {
            assert_eq!(category(Exact::new(share.0, share.1)), expected, "{share:?}");
        }
    }

    fn sheet(examiner: i64, total: i128, shares: &[(i128, i128)]) -> Marked {
        let shares = shares.iter().map(|(n, d)| Some(Exact::new(*n, *d))).collect();
        Marked { examiner: PersonId(examiner), total: Exact::from_integer(total * 100), shares }
    }

    #[test]
    fn severity_is_held_against_the_others_on_the_same_candidates() {
        let leader = Some(PersonId(1));
        let panels = [
            Panelled {
                entry: EntryId(1),
                leader,
                sheets: vec![sheet(1, 80, &[(1, 1)]), sheet(2, 70, &[(1, 2)]), sheet(3, 84, &[(1, 1)])],
            },
            Panelled {
                entry: EntryId(2),
                leader,
                sheets: vec![sheet(1, 60, &[(1, 2)]), sheet(2, 56, &[(1, 2)]), sheet(3, 62, &[(3, 4)])],
            },
            // Marked alone: nobody to be held against.
            Panelled { entry: EntryId(3), leader, sheets: vec![sheet(2, 10, &[(0, 1)])] },
        ];
        let [one, two, three] = &statistics(&panels)[..] else { panic!("three examiners") };
        // 80 − 77 = 3 and 60 − 59 = 1; 70 − 82 = −12 and 56 − 61 = −5; 84 − 75 = 9 and 62 − 58 = 4.
        assert_eq!(one.severity, Exact::from_integer(200));
        assert_eq!(two.severity, Exact::from_integer(-850));
        assert_eq!(three.severity, Exact::from_integer(650));
        assert_eq!((one.spread, two.spread), (Exact::from_integer(100), Exact::from_integer(350)));
        assert_eq!((one.as_leader, two.as_leader, three.as_leader), (None, Some((1, 2)), Some((1, 2))));
        assert_eq!((one.candidates, two.candidates), (2, 2));
        assert_eq!((one.kappa, two.kappa), (None, Some(Exact::from_integer(0))));
    }

    proptest! {
        #[test]
        fn kappa_is_at_most_one_and_one_only_without_a_difference(cells in prop::collection::vec(0u32..20, 16)) {
            let table: [[u32; 4]; 4] = std::array::from_fn(|i| std::array::from_fn(|j| cells[i * 4 + j]));
            let kappa = weighted_kappa(&table);
            let alike = (0..4).all(|i| (0..4).all(|j| i == j || table[i][j] == 0));
            prop_assert!(kappa.is_none_or(|kappa| (kappa == Exact::from_integer(1)) == alike && kappa <= Exact::from_integer(1)));
        }

        #[test]
        fn on_a_panel_of_two_what_one_is_too_mild_the_other_is_too_severe(totals in prop::collection::vec((0i128..100, 0i128..100), 1..20)) {
            let panels: Vec<Panelled> = totals
                .iter()
                .map(|(a, b)| Panelled { entry: EntryId(4), leader: None, sheets: vec![sheet(1, *a, &[]), sheet(2, *b, &[])] })
                .collect();
            let told = statistics(&panels);
            prop_assert_eq!(told[0].severity, -told[1].severity);
            prop_assert_eq!(told[0].spread, told[1].spread);
        }
    }
}
