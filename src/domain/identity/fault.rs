//! Faults that speak both languages are errors too.

/// Makes faults that `Say` into `std::error::Error`s. Where no language is asked for they speak Chinese, as [`Refusal`] does.
///
/// [`Refusal`]: crate::domain::refusal::Refusal
macro_rules! spoken_error {
    ($($fault:ty),+ $(,)?) => {$(
        impl std::fmt::Display for $fault {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&$crate::domain::language::Say::say(self, $crate::domain::language::Lang::Zh))
            }
        }

        impl std::error::Error for $fault {}
    )+};
}

pub(crate) use spoken_error;
