//! What a file of the employment side may hold, and under which header.

use serde::Serialize;

use crate::domain::employment::register::{Column, Register, columns as columns_of};
use crate::domain::language::{Lang, Say};

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    Employers,
    Posts,
    Appointments,
    Rows(Register),
}

impl What {
    /// All of them: what stands on others comes after them.
    pub fn all() -> Vec<What> {
        let registers = Register::ALL.iter().map(|register| What::Rows(*register));
        [What::Employers, What::Posts, What::Appointments].into_iter().chain(registers).collect()
    }

    /// Its word on the command line.
    pub fn word(self) -> &'static str {
        match self {
            What::Employers => "employers",
            What::Posts => "posts",
            What::Appointments => "appointments",
            What::Rows(register) => register.word(),
        }
    }

    /// The header: what must be there, then what may be.
    pub fn headers(self) -> (Vec<&'static str>, Vec<&'static str>) {
        match self {
            What::Employers => (vec!["单位名称", "统一社会信用代码"], vec!["行政区划", "联系人"]),
            What::Posts => (
                vec!["单位", "岗位名称", "职业名称", "职业编码", "等级", "核定人数"],
                vec!["大典版本", "岗位职责", "定岗文件", "设立日期"],
            ),
            What::Appointments => (
                vec!["单位", "岗位名称", "聘书编号", "聘期起"],
                vec!["证书编号", "姓名", "聘任等级", "聘期止", "理由", "职责", "待遇", "月津贴"],
            ),
            What::Rows(register) => {
                let filled = columns_of(register).iter().filter(|column| column.derived.is_none());
                let (must, may): (Vec<_>, Vec<_>) = filled.partition(|column| column.must);
                let names = |columns: Vec<&'static Column>| columns.into_iter().map(|column| column.zh).collect();
                (names(must), names(may))
            }
        }
    }
}

impl Say for What {
    fn say(&self, lang: Lang) -> String {
        match self {
            What::Employers => lang.pick("用人单位", "employers"),
            What::Posts => lang.pick("岗位", "posts"),
            What::Appointments => lang.pick("聘任", "appointments"),
            What::Rows(register) => return register.say(lang),
        }
        .to_owned()
    }
}
