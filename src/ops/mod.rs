//! Every act a person does.

/// The open file, the clock and who acts.
pub struct Office {}
