//! Scores: integer hundredths, exact in between, rounded once.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Sub};
use std::str::FromStr;

use num_rational::Ratio;
use serde::{Deserialize, Serialize};

/// An exact number of hundredths while it is still being combined; no float touches a mark.
pub type Exact = Ratio<i128>;

/// Points in integer hundredths: 59.95 is `Score(5995)`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Score(pub i64);

impl Score {
    pub const ZERO: Score = Score(0);

    pub const fn points(points: i64) -> Score {
        Score(points * 100)
    }

    pub fn exact(self) -> Exact {
        Exact::from_integer(self.0.into())
    }
}

/// The sum of exact values. Whole ones are added as integers: fractions look for a common factor at every step.
pub fn total(values: impl IntoIterator<Item = Exact>) -> Exact {
    let (mut whole, mut broken) = (0_i128, Exact::from_integer(0));
    for value in values {
        if value.is_integer() {
            whole += value.numer();
        } else {
            broken += value;
        }
    }
    if broken.is_integer() { Exact::from_integer(whole + broken.numer()) } else { broken + whole }
}

/// `value × times ÷ of`, where `of` is not nothing; a whole result looks for no common factor.
pub fn share(value: Exact, times: i64, of: i64) -> Exact {
    let (numerator, denominator) = (value.numer() * i128::from(times), value.denom() * i128::from(of));
    match numerator % denominator {
        0 => Exact::from_integer(numerator / denominator),
        _ => Exact::new(numerator, denominator),
    }
}

/// Rounds an exact number of hundredths half up, to 0, 1 or 2 decimals of a point.
pub fn round_half_up(value: Exact, decimals: u8) -> Score {
    let step: i128 = match decimals {
        0 => 100,
        1 => 10,
        _ => 1,
    };
    // The floor of value ÷ step + ½, over one denominator: nothing is brought to lowest terms on the way.
    let (numerator, denominator) = (value.numer() * 2 + value.denom() * step, value.denom() * step * 2);
    let steps = numerator.div_euclid(denominator);
    Score(i64::try_from(steps * step).expect("a score is far below 2^63"))
}

impl Add for Score {
    type Output = Score;
    fn add(self, other: Score) -> Score {
        Score(self.0 + other.0)
    }
}

impl Sub for Score {
    type Output = Score;
    fn sub(self, other: Score) -> Score {
        Score(self.0 - other.0)
    }
}

impl Sum for Score {
    fn sum<I: Iterator<Item = Score>>(iter: I) -> Score {
        iter.fold(Score::ZERO, Add::add)
    }
}

/// `60`, `59.5`, `62.38`: no trailing zeros.
impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if f.width().is_none() {
            return self.write(f);
        }
        let mut text = String::new();
        self.write(&mut text)?;
        f.pad(&text)
    }
}

impl Score {
    fn write(self, out: &mut impl fmt::Write) -> fmt::Result {
        let (sign, n) = (if self.0 < 0 { "-" } else { "" }, self.0.unsigned_abs());
        match (n / 100, n % 100) {
            (whole, 0) => write!(out, "{sign}{whole}"),
            (whole, part) if part % 10 == 0 => write!(out, "{sign}{whole}.{}", part / 10),
            (whole, part) => write!(out, "{sign}{whole}.{part:02}"),
        }
    }
}

/// Reads `7`, `7.5`, `.5`, `7.25`; more than two decimals or anything else is an error.
impl FromStr for Score {
    type Err = ();

    fn from_str(text: &str) -> Result<Score, ()> {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if whole.len() + part.len() == 0 || whole.len() > 9 || part.len() > 2 || !digits(whole) || !digits(part) {
            return Err(());
        }
        let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().map_err(|_| ())? };
        let part: i64 = format!("{part:0<2}").parse().map_err(|_| ())?;
        Ok(Score(whole * 100 + part))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn halves_round_up_once_at_the_decimals_asked_for() {
        let rows =
            [(5795, 1, "58"), (5994, 1, "59.9"), (5995, 1, "60"), (6237, 1, "62.4"), (5950, 0, "60"), (5949, 0, "59")];
        for (hundredths, decimals, want) in rows {
            assert_eq!(round_half_up(Exact::from_integer(hundredths), decimals).to_string(), want);
        }
        // 62.375 lies between two hundredths and is rounded from its exact value: 62.4, and 62.38.
        let exact = Exact::new(62375, 10);
        assert_eq!(round_half_up(exact, 1).to_string(), "62.4");
        assert_eq!(round_half_up(exact, 2).to_string(), "62.38");
    }

    proptest! {
        #[test]
        fn totals_and_shares_are_those_of_fractions(values in prop::collection::vec((-90_000i128..90_000, 1i128..7), 0..40), times in 0i64..10_000, of in 1i64..10_000) {
            let values: Vec<Exact> = values.into_iter().map(|(n, d)| Exact::new(n, d)).collect();
            let plain = values.iter().sum::<Exact>();
            prop_assert_eq!(total(values), plain);
            prop_assert_eq!(share(plain, times, of), plain * i128::from(times) / i128::from(of));
        }

        #[test]
        fn a_value_is_rounded_as_fractions_round_it(n in -900_000_000i128..900_000_000, d in 1i128..10_000, decimals in 0u8..4) {
            let (value, step) = (Exact::new(n, d), [100, 10, 1, 1][usize::from(decimals)]);
            let plain = (value / step + Exact::new(1, 2)).floor().to_integer() * step;
            prop_assert_eq!(i128::from(round_half_up(value, decimals).0), plain);
        }

        #[test]
        fn a_score_reads_back_from_its_own_text(n in 0i64..1_000_000) {
            prop_assert_eq!(Score(n).to_string().parse::<Score>(), Ok(Score(n)));
        }

        #[test]
        fn nonsense_is_refused_and_never_panics(text in "\\PC{0,12}") {
            if let Ok(score) = text.parse::<Score>() {
                prop_assert!(score.0 >= 0);
            }
        }
    }
}
