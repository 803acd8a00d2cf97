//! The verbs of the marking desk.

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DeskIntent {
    Sign,
    NextCandidate,
    PreviousCandidate,
    /// Takes back the last mark typed.
    Undo,
    /// The word of reason for the current criterion.
    Note,
    /// Which question is marked where the paper leaves a choice.
    Choice,
    Standing,
    Veto,
    /// The outcome, and why.
    Why,
    /// Shows or hides the candidate's name.
    Name,
    /// Begins a new version of a signed sheet.
    Correct,
    /// One criterion across all candidates, or back to one candidate's sheet.
    Across,
    /// The sheet of measured values that the panel signs together, or back to one's own.
    Together,
}
