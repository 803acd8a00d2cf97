//! What a station may set about certificates and their blanks.

use super::{Setting, Values};

/// More blanks than this share of the passers need a reason (domain rules §12).
pub const STOCK_PERCENT: Setting = Setting {
    name: "stock_percent",
    zh: "空白证书领用上限（占合格人数 %）",
    en: "Blanks issued without a reason, % of passers",
    default: "110",
    values: Values::Whole(100, 300),
};

pub const ALL: [&Setting; 1] = [&STOCK_PERCENT];
