//! A post 岗位: what an employer needs, for how many people, at which rank.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::rank::Rank;
use crate::domain::id::EmployerId;
use crate::domain::identity::inert;
use crate::domain::refusal::Refusal;
use crate::domain::trade::Trade;
use crate::refusal;

/// The most people that one post is established for.
const MOST: u32 = 100_000;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Post {
    pub employer: EmployerId,
    pub title: String,
    pub trade: Trade,
    /// The rank that it is established at; the certificate asked for follows from it.
    pub rank: Rank,
    /// 核定人数.
    pub established: u32,
    /// 岗位职责; empty where nobody wrote any.
    pub description: String,
    /// The document that established it.
    pub document: String,
    pub opened_on: NaiveDate,
}

impl Post {
    /// # Errors
    /// `post_title`, `trade_missing`, `established`.
    pub fn checked(mut self) -> Result<Post, Refusal> {
        for text in [&mut self.title, &mut self.description, &mut self.document] {
            *text = text.trim().to_owned();
        }
        if self.title.is_empty() {
            return Err(refusal!("post_title", "缺少岗位名称。", "The post's title is missing."));
        }
        if self.trade.code.trim().is_empty() || self.trade.name.trim().is_empty() {
            let title = inert(&self.title);
            return Err(refusal!(
                "trade_missing",
                "岗位“{title}”缺少职业名称或编码。",
                "Post “{title}” lacks its trade's name or code."
            ));
        }
        if self.established == 0 || self.established > MOST {
            let (title, n) = (inert(&self.title), self.established);
            return Err(refusal!(
                "established",
                "岗位“{title}”的核定人数 {n} 应在 1 到 {MOST} 之间。",
                "Post “{title}” is established for {n}; it must be 1 to {MOST}."
            ));
        }
        Ok(self)
    }
}
