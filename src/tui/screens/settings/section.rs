//! The parts of the settings.

use crate::both;
use crate::domain::language::Both;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    Station,
    Scope,
    People,
    Examiners,
    Ties,
    Rules,
    Calendar,
    Mappings,
    Preferences,
    File,
}

impl Section {
    pub const ALL: [Section; 10] = [
        Section::Station,
        Section::Scope,
        Section::People,
        Section::Examiners,
        Section::Ties,
        Section::Rules,
        Section::Calendar,
        Section::Mappings,
        Section::Preferences,
        Section::File,
    ];

    pub fn name(self) -> Both {
        match self {
            Section::Station => both!("本站", "Station"),
            Section::Scope => both!("备案范围", "Filed scope"),
            Section::People => both!("工作人员", "People"),
            Section::Examiners => both!("考评员", "Examiners"),
            Section::Ties => both!("回避申报", "Declared ties"),
            Section::Rules => both!("规则", "Rules"),
            Section::Calendar => both!("工作日历", "Working days"),
            Section::Mappings => both!("模板方案", "Column mappings"),
            Section::Preferences => both!("本机偏好", "Preferences"),
            Section::File => both!("文件与备份", "File and backup"),
        }
    }

    /// Whether it is a list of its own with rows to change.
    pub const fn is_list(self) -> bool {
        !matches!(self, Section::Station | Section::Mappings | Section::File)
    }

    /// Whether rows can be added.
    pub const fn takes_more(self) -> bool {
        matches!(self, Section::Scope | Section::People | Section::Ties | Section::Calendar)
    }
}
