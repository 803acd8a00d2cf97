//! Why a statement was not prepared: what was refused, by its name.

use std::cell::RefCell;

use super::{Handle, Operation};
use crate::domain::language::{Lang, Say};
use crate::say;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Forbidden {
    /// Tables, indexes, triggers and views are made with the file and never after.
    Schema,
    /// Another file beside this one.
    OtherFile,
    /// A table that is on the other side of the wall, or rows that are only ever added to.
    Table { handle: Handle, operation: Operation, table: String },
    /// A function that no statement of ours calls.
    Function(String),
    /// A setting that was pinned when the file was opened.
    Setting(String),
}

impl Say for Forbidden {
    fn say(&self, lang: Lang) -> String {
        match self {
            Forbidden::Schema => lang.pick("改动表结构", "change the schema").to_owned(),
            Forbidden::OtherFile => lang.pick("连接另一个文件", "reach another file").to_owned(),
            Forbidden::Table { handle, operation, table } => {
                let (handle, operation) = (handle.say(lang), operation.say(lang));
                let table = crate::domain::identity::inert(table);
                say!(lang, "从{handle}{operation}表 {table}", "{operation} the table {table} from {handle}")
            }
            Forbidden::Function(name) => {
                let name = crate::domain::identity::inert(name);
                say!(lang, "调用函数 {name}", "call the function {name}")
            }
            Forbidden::Setting(name) => {
                let name = crate::domain::identity::inert(name);
                say!(lang, "改动数据库设置 {name}", "change the database's setting {name}")
            }
        }
    }
}

thread_local! {
    /// The authorizer can only say no: why waits here for whoever tells the error, on the same thread, at once.
    static WHY: RefCell<Option<Forbidden>> = const { RefCell::new(None) };
}

pub(super) fn refused(forbidden: Forbidden) {
    WHY.with_borrow_mut(|why| *why = Some(forbidden));
}

/// Why the last refused statement of this thread was refused.
pub fn why() -> Option<Forbidden> {
    WHY.take()
}
