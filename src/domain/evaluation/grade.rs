//! Grades 等第: bands of a subject's score with a name each (优, 良, 合格), as a standard has them. They decide nothing by
//! themselves; a standard may ask that no panel's totals lie on both sides of one.

use serde::{Deserialize, Serialize};

use super::points::Points;
use crate::domain::score::Exact;

/// A grade and the score from which it is given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grade {
    pub from: Points,
    pub name: String,
}

/// The grade of a score: the highest that it reaches; none below all of them.
pub fn grade_of(grades: &[Grade], held: Exact) -> Option<&Grade> {
    grades.iter().filter(|grade| held >= grade.from.0.exact()).max_by_key(|grade| grade.from.0)
}

/// The lowest boundary that lies between the least and the greatest total.
pub fn straddled(grades: &[Grade], low: Exact, high: Exact) -> Option<&Grade> {
    let between = |grade: &&Grade| low < grade.from.0.exact() && high >= grade.from.0.exact();
    grades.iter().filter(between).min_by_key(|grade| grade.from.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::score::Score;

    fn grades() -> Vec<Grade> {
        [("优", 85), ("良", 75), ("合格", 60)]
            .map(|(name, from)| Grade { from: Points::of(from), name: name.to_owned() })
            .to_vec()
    }

    #[test]
    fn a_score_has_the_highest_grade_that_it_reaches() {
        for (score, expected) in [(100, Some("优")), (85, Some("优")), (84, Some("良")), (60, Some("合格")), (59, None)]
        {
            let grade = grade_of(&grades(), Score::points(score).exact()).map(|grade| grade.name.clone());
            assert_eq!(grade.as_deref(), expected, "{score}");
        }
    }

    #[test]
    fn totals_straddle_a_boundary_that_only_some_of_them_reach() {
        for (low, high, expected) in [
            (76, 84, None),
            (84, 85, Some("优")),
            (74, 90, Some("良")),
            (75, 84, None),
            (59, 60, Some("合格")),
            (40, 59, None),
        ] {
            let exact = |points| Score::points(points).exact();
            let found = straddled(&grades(), exact(low), exact(high)).map(|grade| grade.name.clone());
            assert_eq!(found.as_deref(), expected, "{low} and {high}");
        }
    }
}
