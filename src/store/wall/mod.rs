//! The wall: what each handle may ask of the file, held by SQLite's authorizer as each statement is prepared.
//!
//! A handle may do what its list allows and nothing else. The lists follow from what each table of this version's schema says of
//! itself ([`super::labels`]): its side and its label. A table, a view or a trigger that somebody put into the file is on no list.
//!
//! It guards against our own mistakes and against SQL that slips in. Whoever holds the file needs no statement of ours; `check`
//! finds what they changed.

mod allowed;
mod forbidden;
#[cfg(test)]
mod tests;

pub use allowed::{Operation, allows};
pub use forbidden::{Forbidden, why};

use rusqlite::Connection;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};

use crate::domain::language::{Lang, Say};

/// A connection, by what it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Handle {
    /// Acts and questions of the evaluation side; sees no table of employment.
    Evaluation,
    /// Acts and questions of the employment side; sees of evaluation the window and how long its journal is.
    Employment,
    /// Checks and copies the whole file, and changes nothing in it.
    Keeper,
}

impl Handle {
    pub const fn word(self) -> &'static str {
        match self {
            Handle::Evaluation => "evaluation",
            Handle::Employment => "employment",
            Handle::Keeper => "keeper",
        }
    }
}

impl Say for Handle {
    fn say(&self, lang: Lang) -> String {
        match self {
            Handle::Evaluation => lang.pick("评价一侧", "the evaluation side"),
            Handle::Employment => lang.pick("聘任一侧", "the employment side"),
            Handle::Keeper => lang.pick("检查与备份", "check and backup"),
        }
        .to_owned()
    }
}

/// Holds every statement that is prepared on this connection from here on.
pub fn hold(conn: &mut Connection, handle: Handle) -> rusqlite::Result<()> {
    conn.authorizer(Some(move |context: AuthContext<'_>| match judge(handle, &context) {
        Ok(()) => Authorization::Allow,
        Err(forbidden) => {
            forbidden::refused(forbidden);
            Authorization::Deny
        }
    }))
}

fn judge(handle: Handle, context: &AuthContext<'_>) -> Result<(), Forbidden> {
    use AuthAction::*;
    if handle == Handle::Keeper && context.database_name.is_some_and(|name| name.starts_with("vacuum_")) {
        // The copy that VACUUM INTO writes; it is ours alone until it bears its name.
        return Ok(());
    }
    let on = |table: &str, operation, column: &str| {
        let main = context.database_name.is_none_or(|name| name == "main");
        if main && allows(handle, table, operation, column) {
            return Ok(());
        }
        Err(Forbidden::Table { handle, operation, table: table.to_owned() })
    };
    match &context.action {
        Select | Recursive | Transaction { .. } | Savepoint { .. } => Ok(()),
        Read { table_name, column_name } => on(table_name, Operation::Select, column_name),
        Insert { table_name } => on(table_name, Operation::Insert, ""),
        Update { table_name, column_name } => on(table_name, Operation::Update, column_name),
        Delete { table_name } => on(table_name, Operation::Delete, ""),
        Function { function_name } if allowed::function(function_name) => Ok(()),
        Function { function_name } => Err(Forbidden::Function((*function_name).to_owned())),
        Pragma { pragma_name, pragma_value } if allowed::pragma(handle, pragma_name, pragma_value.is_some()) => Ok(()),
        Pragma { pragma_name, .. } => Err(Forbidden::Setting((*pragma_name).to_owned())),
        Attach { .. } if handle == Handle::Keeper => Ok(()),
        Attach { .. } | Detach { .. } => Err(Forbidden::OtherFile),
        // CREATE, DROP, ALTER, REINDEX, ANALYZE, temporary or not, and whatever a later SQLite may think of.
        _ => Err(Forbidden::Schema),
    }
}
