//! The deadline board over all batches, what is overdue first.

use serde::Serialize;

use super::Listed;
use crate::domain::evaluation::deadline::Standing;
use crate::domain::language::{Lang, Say};
use crate::ops::deadline::Deadline;

#[derive(Debug, Serialize)]
#[serde(transparent)]
pub struct DeadlineLine(pub Deadline);

impl Listed for DeadlineLine {
    const HEADING: &[(&str, &str)] =
        &[("日期", "Day"), ("", ""), ("事项", "What"), ("批次", "Batch"), ("状态", "State"), ("回执", "Receipt")];

    fn cells(&self, lang: Lang) -> Vec<String> {
        let line = &self.0;
        let standing = match line.standing {
            Standing::Overdue => lang.pick("超期", "overdue"),
            Standing::Today => lang.pick("今天", "today"),
            Standing::Ahead => "",
        };
        vec![
            line.on.to_string(),
            standing.to_owned(),
            line.node.say(lang),
            line.batch.clone(),
            line.state.say(lang),
            line.receipt.clone().unwrap_or_default(),
        ]
    }
}
