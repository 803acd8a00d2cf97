//! Several examiners' totals become one.

use crate::domain::evaluation::subject::Combine;
use crate::domain::score::{Exact, share, total};

/// Combines totals as the standard says; the order of the sheets does not matter.
///
/// # Panics
/// Where there is no total: the caller asks only once the panel's sheets are there.
pub fn combine(how: Combine, totals: &[Exact]) -> Exact {
    let mut sorted = totals.to_vec();
    sorted.sort();
    match how {
        Combine::Mean => mean(&sorted),
        Combine::Trimmed if sorted.len() >= 5 => mean(&sorted[1..sorted.len() - 1]),
        Combine::Trimmed => mean(&sorted),
        Combine::Median => {
            let middle = sorted.len() / 2;
            if sorted.len() % 2 == 1 { sorted[middle] } else { mean(&sorted[middle - 1..=middle]) }
        }
    }
}

pub fn mean(values: &[Exact]) -> Exact {
    assert!(!values.is_empty(), "there is at least one total");
    share(total(values.iter().copied()), 1, i64::try_from(values.len()).expect("a panel is small"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_combine_as_the_standard_says() {
        let whole = |n: i128| Exact::from_integer(n);
        let totals = [70, 62, 64, 90, 66].map(whole);
        assert_eq!(combine(Combine::Mean, &totals), Exact::new(352, 5));
        assert_eq!(combine(Combine::Median, &totals), whole(66));
        assert_eq!(combine(Combine::Trimmed, &totals), Exact::new(200, 3));
        assert_eq!(combine(Combine::Trimmed, &totals[..3]), Exact::new(196, 3));
        assert_eq!(combine(Combine::Median, &totals[..2]), whole(66));
    }
}
