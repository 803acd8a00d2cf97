//! The one key table. It drives handling, the help bar, the help page, the palette and the README's key list.
//!
//! Keys fall through: a scope's own rows, then its kind's, then [`Scope::Global`]. A character fires only where no text
//! field has the focus; what must work there too has a second key (`? <F1>`). No row needs Ctrl-Space or Shift alone,
//! which Chinese input methods take for themselves.

use super::intent::{Edit, Intent};
use super::screens::Place;
use super::screens::import::ImportIntent;

/// Where rows hold: the kinds of screen, and one for each screen with rows of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    Global,
    /// A line of text that has the focus: before anything else.
    Text,
    List,
    Form,
    Popup,
    Question,
    Working,
    Palette,
    Help,
    ImportFiles,
    ImportRoster,
    ImportColumns,
    ImportOther,
    ImportPhotos,
}

/// The rows of one scope under their heading.
pub struct Section {
    pub scope: Scope,
    /// Where keys go that have no row here, before the global ones.
    pub kind: Option<Scope>,
    pub zh: &'static str,
    pub en: &'static str,
    pub rows: &'static [Row],
}

/// One command: its keys (the first one is shown; none at all where the palette is the only way), what it means, its words.
pub struct Row {
    pub keys: &'static str,
    pub intent: Intent,
    pub zh: &'static str,
    pub en: &'static str,
    /// Place in the help bar, the lowest first; none where a person needs no telling.
    pub rank: Option<u8>,
}

const fn shown(rank: u8, keys: &'static str, intent: Intent, zh: &'static str, en: &'static str) -> Row {
    Row { keys, intent, zh, en, rank: Some(rank) }
}

const fn quiet(keys: &'static str, intent: Intent, zh: &'static str, en: &'static str) -> Row {
    Row { keys, intent, zh, en, rank: None }
}

/// For the sections of screens that search.
pub const SEARCH: Row = shown(20, "/ <C-f>", Intent::Search, "查找", "Search");

pub static TABLE: &[Section] = &[
    Section {
        scope: Scope::Global,
        kind: None,
        zh: "随处可用",
        en: "Everywhere",
        rows: &[
            shown(80, "<Esc>", Intent::Back, "返回", "Back"),
            shown(90, "? <F1>", Intent::Help, "帮助", "Help"),
            shown(91, ": <C-p>", Intent::Palette, "全部命令", "Commands"),
            shown(92, "<F2>", Intent::SwitchLanguage, "语言", "Lang"),
            shown(99, "<C-q> <C-c>", Intent::Quit, "退出", "Quit"),
            quiet("<F3>", Intent::Go(Place::Batches), "去批次", "To batches"),
            quiet("<F4>", Intent::Go(Place::Candidates), "去考生", "To candidates"),
            quiet("<F6>", Intent::Go(Place::Certificates), "去证书", "To certificates"),
            quiet("<F7>", Intent::Go(Place::Standards), "去标准", "To standards"),
            quiet("<F8>", Intent::Go(Place::Journal), "去日志", "To the journal"),
            quiet("<F9>", Intent::Go(Place::Settings), "去设置", "To settings"),
            quiet("<F11>", Intent::Go(Place::Import), "去导入", "To import"),
            quiet("<F12>", Intent::Go(Place::People), "换人", "Change person"),
            quiet("<C-t>", Intent::Go(Place::Home), "回首页", "Home"),
            quiet("<F5> <C-l>", Intent::Refresh, "刷新", "Refresh"),
            quiet("", Intent::SwitchColours, "换配色", "Change colours"),
            quiet("", Intent::SwitchBorders, "换边框", "Change borders"),
        ],
    },
    Section {
        scope: Scope::Text,
        kind: None,
        zh: "输入框",
        en: "Text field",
        rows: &[
            quiet("<Left>", Intent::Edit(Edit::Left), "左移", "Left"),
            quiet("<Right>", Intent::Edit(Edit::Right), "右移", "Right"),
            quiet("<C-Left> <A-b>", Intent::Edit(Edit::WordLeft), "左移一词", "Word left"),
            quiet("<C-Right> <A-f>", Intent::Edit(Edit::WordRight), "右移一词", "Word right"),
            quiet("<Home> <C-a>", Intent::Edit(Edit::Start), "到开头", "To the start"),
            quiet("<End> <C-e>", Intent::Edit(Edit::End), "到末尾", "To the end"),
            quiet("<BS> <C-h>", Intent::Edit(Edit::DeleteBack), "删前一字", "Delete before"),
            quiet("<Del> <C-d>", Intent::Edit(Edit::DeleteForward), "删后一字", "Delete after"),
            quiet("<C-w> <C-BS>", Intent::Edit(Edit::DeleteWord), "删一词", "Delete a word"),
            quiet("<C-k>", Intent::Edit(Edit::DeleteToEnd), "删到末尾", "Delete to the end"),
            quiet("<C-u>", Intent::Edit(Edit::DeleteAll), "清空", "Clear"),
        ],
    },
    Section {
        scope: Scope::List,
        kind: None,
        zh: "列表",
        en: "List",
        rows: &[
            shown(10, "<Enter>", Intent::Open, "打开", "Open"),
            quiet("<Left> h", Intent::Left, "到左边", "To the left"),
            quiet("<Right> l", Intent::Right, "到右边", "To the right"),
            quiet("<Up> k", Intent::Up, "上一行", "Row up"),
            quiet("<Down> j", Intent::Down, "下一行", "Row down"),
            quiet("<PgUp> <C-b>", Intent::PageUp, "上一页", "Page up"),
            quiet("<PgDn> <Space>", Intent::PageDown, "下一页", "Page down"),
            quiet("<Home> g", Intent::First, "到第一行", "First row"),
            quiet("<End> G", Intent::Last, "到最后一行", "Last row"),
        ],
    },
    Section {
        scope: Scope::Form,
        kind: None,
        zh: "表单",
        en: "Form",
        rows: &[
            shown(10, "<Enter>", Intent::Accept, "下一项", "Next"),
            shown(11, "<C-s> <F10>", Intent::Save, "保存", "Save"),
            quiet("<Tab> <Down>", Intent::NextField, "后一项", "Next field"),
            quiet("<S-Tab> <Up>", Intent::PreviousField, "前一项", "Previous field"),
            quiet("<Left>", Intent::Left, "前一选项", "Choice before"),
            quiet("<Right>", Intent::Right, "后一选项", "Choice after"),
            quiet("<Space>", Intent::Toggle, "换选项", "Change choice"),
        ],
    },
    Section {
        scope: Scope::Popup,
        kind: None,
        zh: "弹窗",
        en: "Popup",
        rows: &[
            shown(10, "<Enter>", Intent::Accept, "确定", "OK"),
            shown(11, "<Esc>", Intent::Back, "关闭", "Close"),
            quiet("<Up> k", Intent::Up, "上一行", "Row up"),
            quiet("<Down> j", Intent::Down, "下一行", "Row down"),
            quiet("<PgUp>", Intent::PageUp, "上一页", "Page up"),
            quiet("<PgDn>", Intent::PageDown, "下一页", "Page down"),
            quiet("<Home> g", Intent::First, "到第一行", "First row"),
            quiet("<End> G", Intent::Last, "到最后一行", "Last row"),
        ],
    },
    Section {
        scope: Scope::Question,
        kind: Some(Scope::Popup),
        zh: "提问",
        en: "Question",
        rows: &[
            shown(1, "y", Intent::Yes, "是", "Yes"),
            shown(2, "n", Intent::No, "否", "No"),
            quiet("<Left> h", Intent::Left, "左边的按钮", "Button left"),
            quiet("<Right> l <Tab>", Intent::Right, "右边的按钮", "Button right"),
        ],
    },
    Section {
        scope: Scope::Working,
        kind: None,
        zh: "正在处理",
        en: "Working",
        rows: &[
            shown(1, "<Esc>", Intent::Back, "停止", "Stop"),
            shown(2, "y", Intent::Yes, "停下", "Stop it"),
            shown(3, "n", Intent::No, "继续", "Go on"),
        ],
    },
    Section {
        scope: Scope::Palette,
        kind: Some(Scope::Popup),
        zh: "命令表",
        en: "Commands",
        rows: &[shown(1, "<Enter>", Intent::Accept, "执行", "Run")],
    },
    Section {
        scope: Scope::Help,
        kind: Some(Scope::Popup),
        zh: "帮助页",
        en: "Help page",
        rows: &[quiet("<Space>", Intent::PageDown, "下一页", "Page down")],
    },
    Section {
        scope: Scope::ImportFiles,
        kind: Some(Scope::List),
        zh: "导入：选文件",
        en: "Import: file",
        rows: &[
            shown(10, "<Enter>", Intent::Open, "选它", "Choose"),
            shown(11, "<BS>", Intent::Import(ImportIntent::Above), "上一级", "Folder up"),
            shown(12, "<Tab> /", Intent::Import(ImportIntent::Complete), "输路径", "Type a path"),
        ],
    },
    Section {
        scope: Scope::ImportRoster,
        kind: Some(Scope::List),
        zh: "导入：名册预览",
        en: "Import: roster",
        rows: &[
            shown(1, "y", Intent::Import(ImportIntent::Take), "导入", "Take in"),
            shown(2, "f", Intent::Import(ImportIntent::Faulty), "只看有错", "Faulty only"),
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
            shown(10, "<Enter>", Intent::Open, "指定列", "Say which"),
            shown(11, "s <C-s>", Intent::Save, "存为方案", "Keep as scheme"),
            shown(12, "t", Intent::Toggle, "换模板", "Other template"),
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
];
