//! Keys of importing, and of a text that is read.

use super::{Scope, Section, quiet, shown};
use crate::tui::intent::Intent;
use crate::tui::screens::import::ImportIntent;

pub const SECTIONS: &[Section] = &[
    Section {
        scope: Scope::ImportFiles,
        kind: Some(Scope::List),
        zh: "导入：选文件",
        en: "Import: file",
        rows: &[
            shown(10, "<Enter>", Intent::Open, "选它", "Choose"),
            shown(11, "<BS>", Intent::Import(ImportIntent::Above), "上一级", "Above"),
            shown(12, "<Tab> /", Intent::Import(ImportIntent::Complete), "输路径", "Path"),
        ],
    },
    Section {
        scope: Scope::ImportRoster,
        kind: Some(Scope::List),
        zh: "导入：名册预览",
        en: "Import: roster",
        rows: &[
            shown(1, "y", Intent::Import(ImportIntent::Take), "导入", "Take in"),
            shown(2, "f", Intent::Import(ImportIntent::Faulty), "只看有错", "Faulty"),
            shown(3, "m", Intent::Import(ImportIntent::Columns), "对应列", "Columns"),
            shown(4, "e", Intent::Import(ImportIntent::SaveFaulty), "存有错行", "Save faulty"),
            shown(10, "<Enter>", Intent::Open, "详情", "Detail"),
        ],
    },
    Section {
        scope: Scope::ImportColumns,
        kind: Some(Scope::List),
        zh: "导入：对应列",
        en: "Import: columns",
        rows: &[
            shown(10, "<Enter>", Intent::Open, "指定列", "Assign"),
            shown(11, "s <C-s>", Intent::Save, "存为方案", "Save scheme"),
            shown(12, "t", Intent::Toggle, "换模板", "Template"),
        ],
    },
    Section {
        scope: Scope::ImportOther,
        kind: Some(Scope::List),
        zh: "导入：标准、试卷、权重",
        en: "Import: standards, papers, weights",
        rows: &[shown(1, "y", Intent::Import(ImportIntent::Take), "收下", "Take it")],
    },
    Section {
        scope: Scope::ImportPhotos,
        kind: Some(Scope::List),
        zh: "导入：照片",
        en: "Import: photos",
        rows: &[
            shown(1, "y", Intent::Import(ImportIntent::Take), "配上", "Attach"),
            shown(2, "f", Intent::Import(ImportIntent::Faulty), "只看有问题的", "Problems only"),
        ],
    },
    Section {
        scope: Scope::Reader,
        kind: None,
        zh: "阅读",
        en: "Reading",
        rows: &[
            quiet("<Up> k", Intent::Up, "上一行", "Line up"),
            quiet("<Down> j", Intent::Down, "下一行", "Line down"),
            shown(10, "<PgUp> <C-b>", Intent::PageUp, "上一页", "Page up"),
            shown(11, "<PgDn> <Space>", Intent::PageDown, "下一页", "Page down"),
            quiet("<Home> g", Intent::First, "到开头", "To the start"),
            quiet("<End> G", Intent::Last, "到末尾", "To the end"),
        ],
    },
];
