//! The one key table. It drives handling, the help bar, the help page, the palette and the README's key list.
//!
//! Keys fall through: a scope's own rows, then its kind's, then [`Scope::Global`]. A character fires only where no text
//! field has the focus; what must work there too has a second key (`? <F1>`). No row needs Ctrl-Space or Shift alone,
//! which Chinese input methods take for themselves.

use super::intent::{Edit, Intent};
use super::screens::Place;
use super::screens::batch::{BatchIntent, ObjectionsIntent, StaffingIntent};
use super::screens::batches::BatchesIntent;
use super::screens::desk::DeskIntent;
use super::screens::entry::EntryIntent;
use super::screens::import::ImportIntent;
use super::screens::journal::JournalIntent;
use super::screens::outcome::OutcomeIntent;
use super::screens::settings::SettingsIntent;
use super::screens::standards::StandardsIntent;

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
    Several,
    Home,
    Batches,
    Batch,
    Entry,
    Staffing,
    Sessions,
    Objections,
    ImportFiles,
    ImportRoster,
    ImportColumns,
    ImportOther,
    ImportPhotos,
    Reader,
    Standards,
    Standard,
    Paper,
    Candidates,
    Certificates,
    Journal,
    Settings,
    SettingsList,
    Desk,
    Outcome,
    OutcomeMarks,
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
        scope: Scope::Several,
        kind: Some(Scope::Popup),
        zh: "多选",
        en: "Choosing several",
        rows: &[
            shown(1, "<Enter>", Intent::Accept, "选上/去掉", "Take or leave"),
            shown(2, "<C-s> <F10>", Intent::Save, "选好了", "Done"),
        ],
    },
    Section {
        scope: Scope::Home,
        kind: None,
        zh: "首页",
        en: "First screen",
        rows: &[
            shown(10, "<Enter>", Intent::Open, "去办", "Do it"),
            quiet("<Up>", Intent::Up, "上一行", "Row up"),
            quiet("<Down>", Intent::Down, "下一行", "Row down"),
            quiet("<PgUp>", Intent::PageUp, "上一页", "Page up"),
            quiet("<PgDn>", Intent::PageDown, "下一页", "Page down"),
            quiet("<Home>", Intent::First, "到第一行", "First row"),
            quiet("<End>", Intent::Last, "到最后一行", "Last row"),
            quiet("b", Intent::Go(Place::Batches), "批次", "Batches"),
            quiet("c", Intent::Go(Place::Candidates), "考生", "Candidates"),
            quiet("z", Intent::Go(Place::Certificates), "证书", "Certificates"),
            quiet("s", Intent::Go(Place::Standards), "标准", "Standards"),
            quiet("j", Intent::Go(Place::Journal), "日志", "Journal"),
            quiet("i", Intent::Go(Place::Import), "导入", "Import"),
            quiet(",", Intent::Go(Place::Settings), "设置", "Settings"),
            quiet("p", Intent::Go(Place::People), "换人", "Person"),
        ],
    },
    Section {
        scope: Scope::Batches,
        kind: Some(Scope::List),
        zh: "批次列表",
        en: "Batches",
        rows: &[shown(11, "n", Intent::Batches(BatchesIntent::New), "新批次", "New batch")],
    },
    Section {
        scope: Scope::Batch,
        kind: Some(Scope::List),
        zh: "批次",
        en: "Batch",
        rows: &[
            shown(11, "a", Intent::Batch(BatchIntent::Advance), "下一步", "Advance"),
            shown(12, "f", Intent::Batch(BatchIntent::Filter), "筛选", "Filter"),
            shown(13, "w", Intent::Batch(BatchIntent::Why), "卡在哪", "What blocks"),
            quiet("o", Intent::Batch(BatchIntent::Outcome), "看结果", "Outcome"),
            quiet("m", Intent::Batch(BatchIntent::Mark), "评分", "Mark"),
            quiet("v", Intent::Batch(BatchIntent::AcceptEligible), "批量通过", "Accept"),
            quiet("t", Intent::Batch(BatchIntent::Seats), "排座", "Seats"),
            quiet("P", Intent::Batch(BatchIntent::Staffing), "试卷考评组", "Staffing"),
            quiet("O", Intent::Batch(BatchIntent::Objections), "异议", "Objections"),
            quiet("c", Intent::Batch(BatchIntent::Issue), "发证", "Issue"),
            quiet("e", Intent::Batch(BatchIntent::EditPlan), "改计划", "Plan"),
            quiet("B", Intent::Batch(BatchIntent::StepBack), "退一步", "Revert"),
        ],
    },
    Section {
        scope: Scope::Entry,
        kind: None,
        zh: "报名",
        en: "Entry",
        rows: &[
            shown(10, "a", Intent::Entry(EntryIntent::Accept), "通过", "Accept"),
            shown(11, "r", Intent::Entry(EntryIntent::Return), "退回", "Return"),
            shown(12, "x", Intent::Entry(EntryIntent::Reject), "不通过", "Reject"),
            shown(13, "m", Intent::Entry(EntryIntent::Evidence), "收材料", "Evidence"),
            quiet("e", Intent::Entry(EntryIntent::Originals), "查验原件", "Originals"),
            quiet("w", Intent::Entry(EntryIntent::Withdraw), "撤回", "Withdraw"),
            shown(14, "n <Right>", Intent::Entry(EntryIntent::Next), "下一份", "Next"),
            quiet("p <Left>", Intent::Entry(EntryIntent::Previous), "上一份", "Previous"),
            shown(9, "o", Intent::Entry(EntryIntent::Outcome), "结果", "Outcome"),
            quiet("<Up> k", Intent::Up, "上移", "Up"),
            quiet("<Down> j", Intent::Down, "下移", "Down"),
            quiet("<PgUp>", Intent::PageUp, "上一页", "Page up"),
            quiet("<PgDn> <Space>", Intent::PageDown, "下一页", "Page down"),
            quiet("<Home> g", Intent::First, "到开头", "To the start"),
            quiet("<End> G", Intent::Last, "到末尾", "To the end"),
        ],
    },
    Section {
        scope: Scope::Staffing,
        kind: Some(Scope::List),
        zh: "试卷与考评组",
        en: "Papers and panels",
        rows: &[
            shown(10, "<Enter>", Intent::Open, "选考评员", "Name panel"),
            shown(11, "d", Intent::Staffing(StaffingIntent::Draw), "抽取", "Draw lots"),
            shown(12, "w", Intent::Staffing(StaffingIntent::Check), "原因", "Why"),
            shown(13, "s", Intent::Staffing(StaffingIntent::Paper), "选试卷", "Paper"),
            quiet("A", Intent::Staffing(StaffingIntent::AllPapers), "都用最新试卷", "Newest papers"),
            shown(14, "t", Intent::Staffing(StaffingIntent::Sessions), "场次", "Sessions"),
        ],
    },
    Section {
        scope: Scope::Sessions,
        kind: Some(Scope::List),
        zh: "场次",
        en: "Sessions",
        rows: &[
            shown(10, "<Enter>", Intent::Open, "修改", "Change"),
            shown(11, "n", Intent::Staffing(StaffingIntent::AddSession), "安排场次", "Plan one"),
            shown(12, "x", Intent::Staffing(StaffingIntent::DropSession), "取消场次", "Drop it"),
        ],
    },
    Section {
        scope: Scope::Objections,
        kind: Some(Scope::List),
        zh: "异议",
        en: "Objections",
        rows: &[
            shown(10, "<Enter>", Intent::Open, "处理", "Decide"),
            shown(11, "n", Intent::Objections(ObjectionsIntent::Raise), "登记异议", "Record one"),
        ],
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
    Section {
        scope: Scope::Standards,
        kind: Some(Scope::List),
        zh: "标准",
        en: "Standards",
        rows: &[
            SEARCH,
            shown(30, "A", Intent::Standards(StandardsIntent::Approve), "批准", "Approve"),
            shown(31, "x", Intent::Standards(StandardsIntent::Export), "导出", "Export"),
        ],
    },
    Section {
        scope: Scope::Standard,
        kind: Some(Scope::List),
        zh: "一个标准",
        en: "A standard",
        rows: &[
            shown(30, "A", Intent::Standards(StandardsIntent::Approve), "批准", "Approve"),
            shown(31, "x", Intent::Standards(StandardsIntent::Export), "导出", "Export"),
        ],
    },
    Section {
        scope: Scope::Paper,
        kind: Some(Scope::List),
        zh: "试卷",
        en: "A paper",
        rows: &[shown(31, "x", Intent::Standards(StandardsIntent::Export), "导出", "Export")],
    },
    Section { scope: Scope::Candidates, kind: Some(Scope::List), zh: "考生", en: "Candidates", rows: &[SEARCH] },
    Section { scope: Scope::Certificates, kind: Some(Scope::List), zh: "证书", en: "Certificates", rows: &[SEARCH] },
    Section {
        scope: Scope::Journal,
        kind: Some(Scope::List),
        zh: "日志",
        en: "Journal",
        rows: &[shown(30, "c", Intent::Journal(JournalIntent::Check), "核对", "Check")],
    },
    Section {
        scope: Scope::Settings,
        kind: Some(Scope::List),
        zh: "设置",
        en: "Settings",
        rows: &[shown(30, "b", Intent::Settings(SettingsIntent::Backup), "备份", "Back up")],
    },
    Section {
        scope: Scope::SettingsList,
        kind: Some(Scope::List),
        zh: "设置的一项",
        en: "A part of the settings",
        rows: &[shown(30, "a", Intent::Settings(SettingsIntent::Add), "新增", "Add")],
    },
    Section {
        scope: Scope::Desk,
        kind: None,
        zh: "评分台",
        en: "Marking desk",
        rows: &[
            shown(1, "<Enter>", Intent::Accept, "下一项", "Go on"),
            shown(2, "s + <C-s>", Intent::Desk(DeskIntent::Sign), "签字", "Sign"),
            shown(3, "] <PgDn>", Intent::Desk(DeskIntent::NextCandidate), "下一人", "Next person"),
            shown(4, "u <C-z>", Intent::Desk(DeskIntent::Undo), "撤销", "Undo"),
            shown(5, "n <A-n>", Intent::Desk(DeskIntent::Note), "理由", "Note"),
            shown(6, "x <A-x>", Intent::Desk(DeskIntent::Standing), "考试状态", "Standing"),
            shown(7, "v <A-v>", Intent::Desk(DeskIntent::Veto), "否决", "Veto"),
            shown(8, "w <A-w>", Intent::Desk(DeskIntent::Why), "结果", "Outcome"),
            shown(9, "o <A-o>", Intent::Desk(DeskIntent::Choice), "选考", "Choice"),
            shown(20, "/ <C-f>", Intent::Search, "找考生", "Find"),
            shown(21, "i <A-i>", Intent::Desk(DeskIntent::Name), "姓名", "Name"),
            shown(22, "e <A-e>", Intent::Desk(DeskIntent::Correct), "更正", "Correct"),
            quiet("[ <PgUp>", Intent::Desk(DeskIntent::PreviousCandidate), "上一人", "Person before"),
            quiet("<Up> <S-Tab>", Intent::Up, "上一项", "Criterion above"),
            quiet("<Down> <Tab>", Intent::Down, "下一项（不跳）", "Criterion below"),
            quiet("<C-Home>", Intent::First, "第一项", "First criterion"),
            quiet("<C-End>", Intent::Last, "最后一项", "Last criterion"),
        ],
    },
    Section {
        scope: Scope::Outcome,
        kind: None,
        zh: "评定结果",
        en: "Outcome",
        rows: &[
            shown(1, "w <Enter>", Intent::Open, "逐项分数", "Mark by mark"),
            shown(5, "d", Intent::Outcome(OutcomeIntent::Withdraw), "撤回否决", "Withdraw veto"),
            quiet("<Up> k", Intent::Up, "上一科目", "Subject above"),
            quiet("<Down> j", Intent::Down, "下一科目", "Subject below"),
            shown(4, "<PgDn> <Space>", Intent::PageDown, "往下看", "Read on"),
            quiet("<PgUp> <C-b>", Intent::PageUp, "往上看", "Read back"),
            quiet("<Home> g", Intent::First, "到开头", "To the start"),
            quiet("<End> G", Intent::Last, "到末尾", "To the end"),
        ],
    },
    Section {
        scope: Scope::OutcomeMarks,
        kind: None,
        zh: "逐项分数",
        en: "Mark by mark",
        rows: &[
            shown(1, "<Esc> w <Enter>", Intent::Back, "回结果", "To the outcome"),
            shown(2, "<Down> j", Intent::Down, "下一项", "Criterion below"),
            quiet("<Up> k", Intent::Up, "上一项", "Criterion above"),
            quiet("<PgUp> <C-b>", Intent::PageUp, "上一页", "Page up"),
            quiet("<PgDn> <Space>", Intent::PageDown, "下一页", "Page down"),
            quiet("<Home> g", Intent::First, "第一项", "First criterion"),
            quiet("<End> G", Intent::Last, "最后一项", "Last criterion"),
            quiet("<Left> h", Intent::Left, "左边的考评员", "Examiners left"),
            quiet("<Right> l", Intent::Right, "右边的考评员", "Examiners right"),
        ],
    },
];
