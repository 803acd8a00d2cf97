//! A trade: what is appraised, and what a post asks for.

use serde::{Deserialize, Serialize};

/// Never the code alone, for one code means different trades in different editions of the 大典.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trade {
    /// The edition of 《职业分类大典》: `1999`, `2015`, `2022`.
    pub classification: String,
    /// `N-NN-NN-NN`, with `-NNN` for a 工种 of its own.
    pub code: String,
    pub name: String,
    /// 工种/职业方向; empty where the trade has none, printed `--`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub branch: String,
}

impl Trade {
    /// 工种/职业方向 as it is printed: `--` where there is none (人社鉴发〔2021〕1号).
    pub fn branch_text(&self) -> &str {
        if self.branch.is_empty() { "--" } else { &self.branch }
    }

    /// `钳工`, or `焊工（电焊工）` where there is a branch. A trade's name is data: the same in both languages.
    pub fn title(&self) -> String {
        if self.branch.is_empty() { self.name.clone() } else { format!("{}（{}）", self.name, self.branch) }
    }
}
