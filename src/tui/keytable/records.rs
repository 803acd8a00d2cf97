//! Keys of standards, candidates, certificates, the journal and settings.

use super::{SEARCH, Scope, Section, quiet, shown};
use crate::tui::intent::Intent;
use crate::tui::screens::Place;
use crate::tui::screens::candidates::CandidateIntent;
use crate::tui::screens::certificates::CertificatesIntent;
use crate::tui::screens::journal::JournalIntent;
use crate::tui::screens::preview::PreviewIntent;
use crate::tui::screens::retention::RetentionIntent;
use crate::tui::screens::settings::SettingsIntent;
use crate::tui::screens::standards::StandardsIntent;

pub const SECTIONS: &[Section] = &[
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
    Section {
        scope: Scope::Candidates,
        kind: Some(Scope::List),
        zh: "考生",
        en: "Candidates",
        rows: &[
            SEARCH,
            quiet("e", Intent::Go(Place::Retention), "到期清除", "Data due for erasure")
                .also("删除 销毁 个人信息 delete remove retention personal privacy"),
        ],
    },
    Section {
        scope: Scope::Candidate,
        kind: Some(Scope::List),
        zh: "一个考生",
        en: "A candidate",
        rows: &[shown(30, "u", Intent::Candidate(CandidateIntent::Number), "完整号码", "Whole number")],
    },
    Section {
        scope: Scope::Retention,
        kind: Some(Scope::List),
        zh: "到期清除",
        en: "Data due for erasure",
        rows: &[
            shown(30, "t", Intent::Retention(RetentionIntent::Tick), "选", "Tick"),
            shown(31, "a", Intent::Retention(RetentionIntent::TickAll), "全选", "Tick all"),
            shown(32, "x", Intent::Retention(RetentionIntent::Erase), "清除", "Erase").also("删除 销毁 delete remove"),
        ],
    },
    Section {
        scope: Scope::Certificates,
        kind: Some(Scope::List),
        zh: "证书",
        en: "Certificates",
        rows: &[
            SEARCH,
            quiet("V", Intent::Preview(PreviewIntent::Open), "预览打印", "Preview"),
            shown(30, "r", Intent::Certificates(CertificatesIntent::Reissue), "补发", "Reissue")
                .also("补办 遗失 lost duplicate replace"),
            shown(31, "e", Intent::Certificates(CertificatesIntent::Correct), "更正", "Correct")
                .also("修改 改错 edit fix change"),
            shown(32, "x", Intent::Certificates(CertificatesIntent::Revoke), "撤销", "Revoke")
                .also("作废 取消 cancel withdraw"),
            shown(33, "a", Intent::Certificates(CertificatesIntent::Annul), "注销", "Annul")
                .also("作废 取消 cancel withdraw"),
            shown(34, "p", Intent::Certificates(CertificatesIntent::Print), "印制", "Print").also("打印"),
            shown(35, "b", Intent::Certificates(CertificatesIntent::Stock), "空白证书", "Blanks"),
            quiet("S", Intent::Certificates(CertificatesIntent::Tally), "取证统计", "Figures")
                .also("数字 报表 statistics numbers count report"),
            quiet("v", Intent::Go(Place::Verify), "查验", "Verify").also("核对 真伪 验证 check genuine forged"),
        ],
    },
    Section {
        scope: Scope::Journal,
        kind: Some(Scope::List),
        zh: "日志",
        en: "Journal",
        rows: &[
            shown(30, "c", Intent::Journal(JournalIntent::Check), "核对", "Check")
                .also("校验 验证 完整 verify integrity"),
            shown(31, "d", Intent::Journal(JournalIntent::DayEnd), "日终", "Day end").also("收工 下班 close finish"),
            quiet("D", Intent::Journal(JournalIntent::DayPage), "打印上次日终页", "Print the last day's page"),
            shown(32, "s", Intent::Journal(JournalIntent::Codes), "存证码", "Codes"),
            shown(33, "v", Intent::Journal(JournalIntent::Compare), "对码", "Compare"),
            quiet("t", Intent::Go(Place::Trust), "防什么、查什么、挡不住什么", "What is stopped, and what is not"),
        ],
    },
    Section {
        scope: Scope::Codes,
        kind: Some(Scope::List),
        zh: "存证码",
        en: "Checkpoint codes",
        rows: &[
            shown(30, "r", Intent::Journal(JournalIntent::Qr), "二维码", "QR"),
            shown(31, "v", Intent::Journal(JournalIntent::Compare), "对码", "Compare"),
            shown(32, "d", Intent::Journal(JournalIntent::DayEnd), "日终", "Day end"),
            shown(33, "i", Intent::Journal(JournalIntent::Cosigned), "联署归档", "File a cosignature"),
            quiet("D", Intent::Journal(JournalIntent::DayPage), "打印上次日终页", "Print the last day's page"),
        ],
    },
    Section {
        scope: Scope::Settings,
        kind: Some(Scope::List),
        zh: "设置",
        en: "Settings",
        rows: &[
            shown(30, "b", Intent::Settings(SettingsIntent::Backup), "备份", "Backup").also("U盘 拷贝 copy save stick"),
            shown(31, "r", Intent::Settings(SettingsIntent::Restore), "恢复", "Restore").also("还原 recover"),
            shown(32, "f", Intent::Settings(SettingsIntent::BackupFolder), "备份文件夹", "Backup folder"),
            shown(33, "P", Intent::Settings(SettingsIntent::BackupPassphrase), "备份口令", "Backup passphrase"),
        ],
    },
    Section {
        scope: Scope::SettingsList,
        kind: Some(Scope::List),
        zh: "设置的一项",
        en: "A part of the settings",
        rows: &[
            shown(30, "a", Intent::Settings(SettingsIntent::Add), "新增", "Add"),
            shown(31, "r", Intent::Settings(SettingsIntent::Reset), "重置口令", "Reset passphrase"),
            quiet("", Intent::Settings(SettingsIntent::ShareKey), "移交证书密钥", "Hand on the credential key"),
            shown(31, "y", Intent::Settings(SettingsIntent::Years), "载入年度", "Years"),
            shown(32, "A", Intent::Settings(SettingsIntent::Approve), "审核资格", "Approve"),
        ],
    },
];
