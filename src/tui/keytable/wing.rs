//! Keys of the employment wing.

use super::{SEARCH, Scope, Section, quiet, shown};
use crate::tui::intent::Intent;
use crate::tui::screens::Place;
use crate::tui::screens::import::ImportIntent;
use crate::tui::screens::wing::{WingIntent, WingPlace};

pub const SECTIONS: &[Section] = &[
    Section {
        scope: Scope::WingHome,
        kind: None,
        zh: "聘任首页",
        en: "Employment: first screen",
        rows: &[
            shown(10, "<Enter>", Intent::Open, "看聘任", "Appointments"),
            quiet("e", Intent::Go(Place::Wing(WingPlace::Employers)), "用人单位", "Employers"),
            quiet("o", Intent::Go(Place::Wing(WingPlace::Posts)), "岗位", "Posts"),
            quiet("a", Intent::Go(Place::Wing(WingPlace::Appointments)), "聘任名册", "Appointments"),
            quiet("g", Intent::Go(Place::Wing(WingPlace::County)), "供需", "Supply, demand"),
            quiet("c", Intent::Go(Place::Wing(WingPlace::Idle)), "持证未聘", "Not appointed"),
            quiet("t", Intent::Go(Place::Wing(WingPlace::Treatment)), "待遇", "Treatment"),
            quiet("d", Intent::Go(Place::Wing(WingPlace::Growing)), "培养", "Growing"),
            quiet("l", Intent::Go(Place::Wing(WingPlace::Alliance)), "联盟", "Alliance"),
            quiet("y", Intent::Go(Place::Wing(WingPlace::Year)), "年度报告", "Year"),
            quiet("i", Intent::Go(Place::Wing(WingPlace::Import)), "导入", "Import"),
            quiet("j", Intent::Go(Place::Wing(WingPlace::Record)), "聘任日志", "Journal"),
            quiet("w", Intent::Wing(WingIntent::Proof), "分离证明", "Proof"),
            quiet("W", Intent::Wing(WingIntent::ProofFile), "打印分离证明", "Proof to a file"),
            quiet("x", Intent::Go(Place::Wing(WingPlace::Retention)), "到期清除", "Data due for erasure"),
            quiet("p", Intent::Go(Place::People), "换人", "Person"),
        ],
    },
    Section {
        scope: Scope::WingEmployers,
        kind: Some(Scope::List),
        zh: "用人单位",
        en: "Employers",
        rows: &[
            shown(10, "<Enter>", Intent::Open, "看岗位", "Posts"),
            shown(11, "n", Intent::Wing(WingIntent::NewEmployer), "登记单位", "New"),
            shown(12, "e", Intent::Wing(WingIntent::EditEmployer), "修改", "Edit"),
            shown(13, "o", Intent::Wing(WingIntent::NewPost), "登记岗位", "New post"),
            quiet("i", Intent::Go(Place::Wing(WingPlace::Import)), "导入", "Import"),
        ],
    },
    Section {
        scope: Scope::WingPosts,
        kind: Some(Scope::List),
        zh: "岗位",
        en: "Posts",
        rows: &[
            shown(10, "<Enter>", Intent::Open, "看聘任", "Who holds it"),
            shown(11, "m", Intent::Wing(WingIntent::Match), "合适的人", "Who suits"),
            shown(12, "o", Intent::Wing(WingIntent::NewPost), "登记岗位", "New"),
            shown(13, "e", Intent::Wing(WingIntent::EditPost), "修改", "Edit"),
            shown(14, "x", Intent::Wing(WingIntent::ClosePost), "停用", "Close"),
            quiet("u", Intent::Wing(WingIntent::AppointNamed), "无证聘任", "Appoint without certificate"),
        ],
    },
    Section {
        scope: Scope::WingHolders,
        kind: Some(Scope::List),
        zh: "合适的持证人",
        en: "Who suits a post",
        rows: &[
            shown(10, "<Enter>", Intent::Open, "聘任", "Appoint"),
            quiet("a", Intent::Wing(WingIntent::Appoint), "聘任", "Appoint"),
            shown(11, "u", Intent::Wing(WingIntent::AppointNamed), "无证聘任", "Without certificate"),
        ],
    },
    Section {
        scope: Scope::WingAppointments,
        kind: Some(Scope::List),
        zh: "聘任名册",
        en: "Appointments",
        rows: &[
            shown(10, "<Enter>", Intent::Open, "全文", "In full"),
            shown(11, "f", Intent::Wing(WingIntent::Filter), "筛选", "Filter"),
            shown(12, "r", Intent::Wing(WingIntent::Renew), "续聘", "Renew"),
            shown(13, "c", Intent::Wing(WingIntent::Assess), "考核", "Assess"),
            shown(14, "x", Intent::Wing(WingIntent::End), "解聘", "End"),
            shown(15, "v", Intent::Wing(WingIntent::Notice), "处理通知", "Decide notice"),
        ],
    },
    Section {
        scope: Scope::WingCounty,
        kind: Some(Scope::List),
        zh: "供需",
        en: "Supply and demand",
        rows: &[
            shown(10, "r", Intent::Wing(WingIntent::Region), "换区划", "Region"),
            shown(11, "n", Intent::Wing(WingIntent::Stations), "全县站数", "Stations"),
        ],
    },
    Section {
        scope: Scope::WingImport,
        kind: Some(Scope::List),
        zh: "导入聘任数据",
        en: "Employment files",
        rows: &[shown(10, "<Enter>", Intent::Open, "选文件", "Choose file")],
    },
    Section {
        scope: Scope::ImportRows,
        kind: Some(Scope::List),
        zh: "导入：聘任台账",
        en: "Import: registers of the wing",
        rows: &[
            shown(1, "y", Intent::Import(ImportIntent::Take), "导入", "Take in"),
            shown(2, "f", Intent::Import(ImportIntent::Faulty), "只看有错", "Faulty"),
            shown(3, "e", Intent::Import(ImportIntent::SaveFaulty), "存有错行", "Save faulty"),
        ],
    },
    Section {
        scope: Scope::WingRecord,
        kind: Some(Scope::List),
        zh: "聘任日志",
        en: "Employment journal",
        rows: &[
            shown(11, "w", Intent::Wing(WingIntent::Proof), "分离证明", "Proof"),
            shown(12, "W", Intent::Wing(WingIntent::ProofFile), "存成文件", "Save it"),
        ],
    },
    Section {
        scope: Scope::WingShelf,
        kind: Some(Scope::List),
        zh: "待遇、培养、联盟",
        en: "Treatment, growing people, alliance",
        rows: &[
            shown(10, "<Enter>", Intent::Open, "全文", "In full"),
            shown(11, "<Tab> ]", Intent::Wing(WingIntent::NextTab), "下一张", "Next list"),
            quiet("<S-Tab> [", Intent::Wing(WingIntent::TabBefore), "上一张", "List before"),
            shown(12, "n", Intent::Wing(WingIntent::NewRow), "登记", "New"),
            shown(13, "e", Intent::Wing(WingIntent::EditRow), "修改", "Edit"),
            shown(14, "x", Intent::Wing(WingIntent::StrikeRow), "删去", "Strike"),
            shown(15, "w", Intent::Wing(WingIntent::Export), "导出", "Export"),
            shown(16, "m", Intent::Wing(WingIntent::Stage), "年中/年终", "Stage"),
            shown(17, "o", Intent::Wing(WingIntent::Outcome), "结业", "Outcome"),
            shown(18, "s", Intent::Wing(WingIntent::Give), "签名凭证", "Sign out"),
            quiet("a", Intent::Wing(WingIntent::Appoint), "聘任（持证未聘）", "Appoint a holder"),
            quiet("i", Intent::Go(Place::Wing(WingPlace::Import)), "导入", "Import"),
            SEARCH,
        ],
    },
    Section {
        scope: Scope::WingYear,
        kind: Some(Scope::Reader),
        zh: "年度报告",
        en: "The year's report",
        rows: &[
            shown(10, "w", Intent::Wing(WingIntent::Export), "导出", "Export"),
            shown(11, "[", Intent::Wing(WingIntent::YearBefore), "上一年", "Year before"),
            shown(12, "]", Intent::Wing(WingIntent::YearAfter), "下一年", "Year after"),
        ],
    },
    Section {
        scope: Scope::WingRetention,
        kind: Some(Scope::List),
        zh: "受聘人资料到期清除",
        en: "Appointees' data due for erasure",
        rows: &[
            shown(30, "t", Intent::Wing(WingIntent::Tick), "选", "Tick"),
            shown(31, "a", Intent::Wing(WingIntent::TickAll), "全选", "Tick all"),
            shown(32, "x", Intent::Wing(WingIntent::Erase), "清除", "Erase"),
        ],
    },
];
