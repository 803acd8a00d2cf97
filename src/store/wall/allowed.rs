//! The lists: which operation on which table, which functions and which PRAGMAs each handle may use.

use super::Handle;
use crate::domain::language::{Lang, Say};
use crate::store::labels::{Label, Side, table};

/// What a statement does to a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Operation {
    Select,
    Insert,
    Update,
    Delete,
}

impl Operation {
    pub const ALL: [Operation; 4] = [Operation::Select, Operation::Insert, Operation::Update, Operation::Delete];

    pub const fn word(self) -> &'static str {
        match self {
            Operation::Select => "select",
            Operation::Insert => "insert",
            Operation::Update => "update",
            Operation::Delete => "delete",
        }
    }
}

impl Say for Operation {
    fn say(&self, lang: Lang) -> String {
        match self {
            Operation::Select => lang.pick("读取", "read"),
            Operation::Insert => lang.pick("写入", "write to"),
            Operation::Update => lang.pick("改动", "change rows of"),
            Operation::Delete => lang.pick("删除", "delete rows of"),
        }
        .to_owned()
    }
}

/// The one thing that employment reads of evaluation beside the window: how long its journal is.
const LENGTH: (&str, [&str; 2]) = ("journal_tip", ["id", "size"]);

/// Whether a handle may do this to a column of a table; an operation on the whole table names no column.
pub fn allows(handle: Handle, name: &str, operation: Operation, column: &str) -> bool {
    if name.eq_ignore_ascii_case("sqlite_schema") || name.eq_ignore_ascii_case("sqlite_master") {
        return handle == Handle::Keeper && operation == Operation::Select;
    }
    let Some(table) = table(name) else {
        // Table-valued PRAGMAs, which only look.
        return handle == Handle::Keeper && operation == Operation::Select && name.starts_with("pragma_");
    };
    let looks = operation == Operation::Select;
    let own = match handle {
        Handle::Keeper => return looks,
        Handle::Evaluation => table.side != Side::Employment,
        Handle::Employment => match table.side {
            Side::Employment => true,
            Side::Common | Side::Window => return looks,
            Side::Evaluation => {
                let (length, columns) = LENGTH;
                return looks && table.name == length && columns.contains(&column);
            }
        },
    };
    let changes = match table.label {
        // The tree's tip is one row that moves on.
        Label::Journal => table.name.ends_with("journal_tip") && operation == Operation::Update,
        // A sealed part is erased once its time is over; a trigger lets go only of what an act named.
        Label::Sealed => operation == Operation::Delete,
        Label::Projection | Label::Draft | Label::Local => true,
    };
    own && (changes || matches!(operation, Operation::Select | Operation::Insert))
}

/// The functions of SQLite that our statements call: none of them reaches a file, loads code or has a side effect.
const FUNCTIONS: [&str; 53] = [
    "->",
    "->>",
    "abs",
    "avg",
    "char",
    "coalesce",
    "count",
    "date",
    "datetime",
    "dense_rank",
    "first_value",
    "glob",
    "group_concat",
    "hex",
    "ifnull",
    "iif",
    "instr",
    "json",
    "json_array",
    "json_array_length",
    "json_extract",
    "json_group_array",
    "json_object",
    "json_type",
    "json_valid",
    "julianday",
    "lag",
    "last_value",
    "lead",
    "length",
    "like",
    "lower",
    "ltrim",
    "max",
    "min",
    "nullif",
    "printf",
    "quote",
    "rank",
    "replace",
    "round",
    "row_number",
    "rtrim",
    "strftime",
    "substr",
    "substring",
    "sum",
    "total",
    "trim",
    "typeof",
    "unixepoch",
    "upper",
    "zeroblob",
];

pub(super) fn function(name: &str) -> bool {
    FUNCTIONS.iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// PRAGMAs that look at the whole file: for the keeper.
const LOOKING: [&str; 9] = [
    "quick_check",
    "integrity_check",
    "foreign_key_check",
    "foreign_key_list",
    "table_info",
    "table_list",
    "index_list",
    "page_count",
    "page_size",
];

pub(super) fn pragma(handle: Handle, name: &str, is_set: bool) -> bool {
    let is = |known: &str| name.eq_ignore_ascii_case(known);
    match handle {
        // It folds the write-ahead log into the file.
        Handle::Evaluation => is("wal_checkpoint"),
        Handle::Employment => false,
        Handle::Keeper => LOOKING.into_iter().any(is) || (is("busy_timeout") && !is_set),
    }
}
