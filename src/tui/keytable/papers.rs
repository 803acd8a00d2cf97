//! Keys of previews, printing and blank certificates.

use super::{Scope, Section, quiet, shown};
use crate::tui::intent::Intent;
use crate::tui::screens::batch::IssuedIntent;
use crate::tui::screens::preview::PreviewIntent;
use crate::tui::screens::stock::StockIntent;

pub const SECTIONS: &[Section] = &[
    Section {
        scope: Scope::Preview,
        kind: Some(Scope::Reader),
        zh: "打印预览",
        en: "Print preview",
        rows: &[
            quiet("<Left> [", Intent::Left, "前一页", "Previous page"),
            quiet("<Right> ]", Intent::Right, "后一页", "Next page"),
            shown(12, "p", Intent::Preview(PreviewIntent::Print), "打印", "Print"),
            shown(13, "w", Intent::Preview(PreviewIntent::Write), "写成 PDF", "Write PDF"),
            shown(15, "e", Intent::Preview(PreviewIntent::Each), "每人一份", "One each"),
            shown(14, "c", Intent::Preview(PreviewIntent::Code), "二维码", "QR code"),
            shown(16, "b", Intent::Preview(PreviewIntent::Bilingual), "中英对照", "English"),
            shown(17, "o", Intent::Preview(PreviewIntent::Overlay), "整页/套打", "Overlay"),
            shown(18, "t", Intent::Preview(PreviewIntent::TestPage), "测试页", "Test page"),
        ],
    },
    Section {
        scope: Scope::Issued,
        kind: Some(Scope::List),
        zh: "本批证书",
        en: "A batch's certificates",
        rows: &[
            shown(11, "p", Intent::Issued(IssuedIntent::Print), "印制", "Print"),
            shown(12, "s", Intent::Issued(IssuedIntent::Respoil), "印坏换纸", "Spoiled"),
            shown(13, "t", Intent::Issued(IssuedIntent::Tick), "勾选", "Tick"),
            shown(14, "T", Intent::Issued(IssuedIntent::TickAll), "全选", "Tick all"),
            shown(15, "r", Intent::Issued(IssuedIntent::Reissue), "成批补发", "Reissue"),
            shown(16, "x", Intent::Issued(IssuedIntent::Revoke), "成批撤销", "Revoke"),
            shown(17, "u", Intent::Issued(IssuedIntent::Send), "上报", "Upload"),
            shown(18, "n", Intent::Issued(IssuedIntent::Receipt), "回执", "Receipt"),
            quiet("V", Intent::Preview(PreviewIntent::Open), "预览打印", "Preview"),
            quiet("e", Intent::Issued(IssuedIntent::Collection), "签领表", "List for fetching"),
            quiet("o", Intent::Issued(IssuedIntent::Place), "套打位置", "Printer's place"),
        ],
    },
    Section {
        scope: Scope::Stock,
        kind: Some(Scope::List),
        zh: "空白证书",
        en: "Blank certificates",
        rows: &[
            shown(10, "<Enter>", Intent::Open, "台账", "Ledger"),
            shown(11, "n", Intent::Stock(StockIntent::Receive), "入库", "Receive"),
            shown(12, "i", Intent::Stock(StockIntent::Issue), "领用", "Issue"),
            shown(13, "b", Intent::Stock(StockIntent::Back), "交回", "Hand back"),
            shown(14, "s", Intent::Stock(StockIntent::Spoil), "作废", "Spoil"),
            shown(15, "r", Intent::Stock(StockIntent::Return), "退回", "Send back"),
            shown(16, "x", Intent::Stock(StockIntent::Destroy), "销毁", "Destroy"),
            shown(17, "c", Intent::Stock(StockIntent::Count), "盘点", "Count"),
            quiet("L", Intent::Stock(StockIntent::Ledger), "台账", "Ledger"),
        ],
    },
];
