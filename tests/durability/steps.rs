//! What people do at the station, as plain data: what can be printed, repeated and left out again.

use touchstone::domain::evaluation::subject::SubjectKind;
use touchstone::domain::stamp::Role;

use super::model::Desk;

#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// The clock is set to this time.
    Clock(&'static str),
    /// The registrar records a person with this role.
    Record(Role),
    /// The registrar sets after how many batches a panel rotates, or how many minutes an idle screen stays open.
    Set(&'static str, u32),
    /// The registrar files the application of this invented person.
    File(usize),
    Accept,
    Advance,
    Seat,
    Papers,
    /// The registrar names the panel of a subject.
    Panel(SubjectKind),
    /// An examiner types one mark, the criterion and the value by number.
    Keep(Desk, usize, usize),
    /// An examiner fills a sheet: all at its best, or a theory of 45 points.
    Fill(Desk, bool),
    Sign(Desk),
    /// The certifier issues the certificate of an entry.
    Issue(i64),
    /// The program is idle: the log is folded into the file.
    Settle,
    /// The program is left and started again.
    Reopen,
}
