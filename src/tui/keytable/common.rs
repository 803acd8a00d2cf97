//! Keys that hold everywhere, and those of each kind of screen.

use super::{Scope, Section, quiet, shown};
use crate::tui::intent::{Edit, Intent};
use crate::tui::screens::Place;
use crate::tui::screens::wing::WingPlace;

pub const SECTIONS: &[Section] = &[
    Section {
        scope: Scope::Global,
        kind: None,
        zh: "随处可用",
        en: "Everywhere",
        rows: &[
            shown(80, "<Esc>", Intent::Back, "返回", "Back"),
            shown(90, "? <F1>", Intent::Help, "帮助", "Help").also("快捷键 按键 keys shortcuts"),
            shown(91, ": <C-p>", Intent::Palette, "全部命令", "Commands"),
            shown(92, "<F2>", Intent::SwitchLanguage, "语言", "Lang").also("中文 英文 language Chinese English"),
            shown(99, "<C-q> <C-c>", Intent::Quit, "退出", "Quit").also("关闭 exit close leave"),
            quiet("<F3>", Intent::Go(Place::Batches), "去批次", "To batches").also("计划 考试 exams plans"),
            quiet("<F4>", Intent::Go(Place::Candidates), "去考生", "To candidates"),
            quiet("<F6>", Intent::Go(Place::Certificates), "去证书", "To certificates"),
            quiet("<F7>", Intent::Go(Place::Standards), "去标准", "To standards").also("试卷 权重 papers weights"),
            quiet("<F8>", Intent::Go(Place::Journal), "去日志", "To the journal")
                .also("操作记录 存证码 历史 log history audit codes"),
            quiet("<F9>", Intent::Go(Place::Settings), "去设置", "To settings")
                .also("选项 人员 备份 options preferences people backup"),
            quiet("<F11>", Intent::Go(Place::Import), "去导入", "To import")
                .also("名册 名单 成绩 照片 roster scores photos files"),
            quiet("", Intent::Go(Place::Retention), "到期清除", "Data due for erasure")
                .also("删除 销毁 个人信息 delete remove retention personal privacy"),
            quiet("<F12>", Intent::Go(Place::People), "换人", "Change person")
                .also("登录 切换 账号 sign log in out switch user account"),
            quiet("<C-t>", Intent::Go(Place::Home), "回首页", "Home"),
            quiet("<C-l>", Intent::Lock, "锁屏", "Lock the screen").also("离开 away"),
            quiet("", Intent::Renew, "换口令", "Change the passphrase").also("密码 修改 password"),
            quiet("", Intent::Pin, "设置 PIN", "Set a PIN").also("密码 解锁 unlock password"),
            quiet("<F5>", Intent::Refresh, "刷新", "Refresh").also("重读 reload"),
            quiet("", Intent::Go(Place::Trust), "防什么、查什么、挡不住什么", "What is stopped, and what is not")
                .also("安全 信任 保证 security trust promises"),
            quiet("", Intent::Go(Place::Stock), "去空白证书", "To the blank certificates")
                .also("库存 领用 盘点 stock count"),
            quiet("", Intent::Go(Place::Verify), "查验证书", "Verify a certificate")
                .also("核对 真伪 验证 check genuine forged"),
            quiet(
                "",
                Intent::Go(Place::Wing(WingPlace::Home)),
                "去聘任（墙的另一侧）",
                "To employment, across the wall",
            )
            .also("岗位 用人单位 聘书 posts employers appointments"),
            quiet("", Intent::SwitchColours, "换配色", "Change colours")
                .also("主题 深色 浅色 颜色 theme colors dark light"),
            quiet("", Intent::SwitchBorders, "换边框", "Change borders").also("线框 frame ASCII"),
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
        rows: &[
            shown(12, "t", Intent::Go(Place::Trust), "防什么、查什么、挡不住什么", "What is stopped, and what is not"),
            quiet("<Space>", Intent::PageDown, "下一页", "Page down"),
        ],
    },
    Section {
        scope: Scope::Several,
        kind: Some(Scope::Popup),
        zh: "多选",
        en: "Choosing several",
        rows: &[
            shown(1, "<Enter>", Intent::Accept, "选上/去掉", "Tick"),
            shown(2, "<C-s> <F10>", Intent::Save, "选好了", "Done"),
        ],
    },
];
