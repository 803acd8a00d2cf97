//! How long personal data is kept (domain rules §8): data, because offices and provinces differ.

use super::{Setting, Values};

/// Whoever got no certificate: registration papers three years, the batch's electronic files five. The employment side keeps no
/// longer what it knows of whoever is appointed no more.
pub const ERASE_AFTER: Setting = Setting {
    name: "erase_after_years",
    zh: "无证书考生、期满受聘人资料保存几年后清除",
    en: "Years until data without a certificate, or of past terms, is erased",
    default: "5",
    values: Values::Whole(5, 50),
};

/// Whoever holds one: the ledger of certificates is kept for ever, unless the office is told otherwise.
pub const ERASE_CERTIFIED: Setting = Setting {
    name: "erase_certified_after",
    zh: "持证人资料保存",
    en: "Data of certificate holders is kept",
    default: "ever",
    values: Values::Words(&[
        ("ever", "永久", "for ever"),
        ("10", "10 年", "10 years"),
        ("15", "15 年", "15 years"),
        ("20", "20 年", "20 years"),
        ("30", "30 年", "30 years"),
        ("50", "50 年", "50 years"),
    ]),
};

pub const ALL: [&Setting; 2] = [&ERASE_AFTER, &ERASE_CERTIFIED];
