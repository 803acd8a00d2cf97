//! Keys of marking, outcomes and the exam day.

use super::{Scope, Section, quiet, shown};
use crate::tui::intent::Intent;
use crate::tui::screens::Place;
use crate::tui::screens::batch::{InspectionIntent, ModerationIntent};
use crate::tui::screens::desk::DeskIntent;
use crate::tui::screens::floor::FloorIntent;
use crate::tui::screens::outcome::{DifferencesIntent, OutcomeIntent};

pub const SECTIONS: &[Section] = &[
    Section {
        scope: Scope::Desk,
        kind: None,
        zh: "评分台",
        en: "Marking desk",
        rows: &[
            shown(1, "<Enter>", Intent::Accept, "下一项", "Go on"),
            shown(2, "s + <C-s>", Intent::Desk(DeskIntent::Sign), "签字", "Sign"),
            shown(3, "] <PgDn>", Intent::Desk(DeskIntent::NextCandidate), "下一人", "Next one"),
            shown(4, "u <C-z>", Intent::Desk(DeskIntent::Undo), "撤销", "Undo"),
            shown(5, "n <A-n>", Intent::Desk(DeskIntent::Note), "理由", "Note"),
            shown(6, "x <A-x>", Intent::Desk(DeskIntent::Standing), "考试状态", "Standing"),
            shown(7, "v <A-v>", Intent::Desk(DeskIntent::Veto), "否决", "Veto"),
            shown(8, "w <A-w>", Intent::Desk(DeskIntent::Why), "结果", "Outcome"),
            shown(9, "o <A-o>", Intent::Desk(DeskIntent::Choice), "选考", "Choice"),
            shown(20, "/ <C-f>", Intent::Search, "找考生", "Find"),
            shown(21, "i <A-i>", Intent::Desk(DeskIntent::Name), "姓名", "Name"),
            shown(22, "e <A-e>", Intent::Desk(DeskIntent::Correct), "更正", "Correct"),
            shown(10, "c <A-c>", Intent::Desk(DeskIntent::Across), "横向", "Across"),
            shown(23, "m <A-m>", Intent::Desk(DeskIntent::Together), "合议表", "Measures"),
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
            shown(1, "w <Enter>", Intent::Open, "逐项分数", "Marks"),
            shown(5, "d", Intent::Outcome(OutcomeIntent::Withdraw), "撤回否决", "Lift veto"),
            shown(2, "x", Intent::Outcome(OutcomeIntent::Standing), "考试状态", "Standing"),
            shown(3, "v", Intent::Outcome(OutcomeIntent::Veto), "否决", "Veto"),
            shown(93, "c", Intent::Outcome(OutcomeIntent::Differences), "登分差异", "Entries"),
            shown(94, "f", Intent::Outcome(OutcomeIntent::Further), "加评", "Further"),
            shown(95, "b", Intent::Outcome(OutcomeIntent::SendBack), "退回重评", "Send back"),
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
            shown(1, "<Esc> w <Enter>", Intent::Back, "回结果", "Outcome"),
            shown(2, "<Down> j", Intent::Down, "下一项", "Next one"),
            quiet("<Up> k", Intent::Up, "上一项", "Criterion above"),
            quiet("<PgUp> <C-b>", Intent::PageUp, "上一页", "Page up"),
            quiet("<PgDn> <Space>", Intent::PageDown, "下一页", "Page down"),
            quiet("<Home> g", Intent::First, "第一项", "First criterion"),
            quiet("<End> G", Intent::Last, "最后一项", "Last criterion"),
            quiet("<Left> h", Intent::Left, "左边的考评员", "Examiners left"),
            quiet("<Right> l", Intent::Right, "右边的考评员", "Examiners right"),
        ],
    },
    Section {
        scope: Scope::SignIn,
        kind: Some(Scope::Popup),
        zh: "登录",
        en: "Signing in",
        rows: &[shown(1, "<Enter>", Intent::Accept, "登录", "Sign in")],
    },
    Section {
        scope: Scope::Locked,
        kind: None,
        zh: "锁屏",
        en: "Locked screen",
        rows: &[
            shown(1, "<Enter>", Intent::Accept, "解锁", "Unlock"),
            shown(2, "<F12>", Intent::Go(Place::People), "换人", "Change person"),
        ],
    },
    Section {
        scope: Scope::Floor,
        kind: Some(Scope::List),
        zh: "考场",
        en: "Floor",
        rows: &[
            shown(10, "<Enter>", Intent::Open, "下一步", "Next step"),
            shown(11, "p", Intent::Floor(FloorIntent::Present), "签到", "Present"),
            shown(12, "c", Intent::Floor(FloorIntent::CheckId), "验证", "Check ID"),
            shown(13, "d", Intent::Floor(FloorIntent::Draw), "抽签", "Draw"),
            shown(14, "s", Intent::Floor(FloorIntent::Sign), "签字", "Sign"),
            shown(15, "a", Intent::Floor(FloorIntent::Absent), "未到", "Absent"),
            shown(16, "b", Intent::Floor(FloorIntent::Begin), "开始", "Begin"),
            shown(17, "t", Intent::Floor(FloorIntent::Extend), "顺延", "Add time"),
            shown(18, "e", Intent::Floor(FloorIntent::End), "结束", "End"),
            shown(19, "n", Intent::Floor(FloorIntent::Number), "考件号", "Pieces"),
            shown(20, "x", Intent::Floor(FloorIntent::Absences), "登记缺考", "Absences"),
            shown(21, "o", Intent::Floor(FloorIntent::Sheets), "评分表", "Sheets"),
        ],
    },
    Section {
        scope: Scope::Deadlines,
        kind: Some(Scope::List),
        zh: "期限",
        en: "Deadlines",
        rows: &[shown(10, "<Enter>", Intent::Open, "去批次", "To the batch")],
    },
    Section {
        scope: Scope::Inspection,
        kind: Some(Scope::List),
        zh: "迎检",
        en: "Inspection",
        rows: &[
            shown(10, "<Enter>", Intent::Open, "打开", "Open"),
            shown(11, "n", Intent::Inspection(InspectionIntent::Draw), "抽样", "Sample"),
            shown(12, "e", Intent::Inspection(InspectionIntent::Archive), "归档", "Archive"),
        ],
    },
    Section {
        scope: Scope::Moderation,
        kind: Some(Scope::List),
        zh: "复核评分",
        en: "Moderation",
        rows: &[
            shown(10, "<Enter>", Intent::Open, "看结果", "Outcome"),
            shown(11, "y", Intent::Moderation(ModerationIntent::Agree), "同意", "Agree"),
            shown(12, "x", Intent::Moderation(ModerationIntent::SendBack), "退回重评", "Send back"),
        ],
    },
    Section {
        scope: Scope::Differences,
        kind: Some(Scope::List),
        zh: "登分差异",
        en: "Differing entries",
        rows: &[
            shown(10, "<Enter>", Intent::Open, "裁定", "Decide"),
            shown(11, "s <C-s>", Intent::Differences(DifferencesIntent::Sign), "签字", "Sign"),
        ],
    },
];
