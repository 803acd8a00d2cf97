//! What can be imported, and from which files.

use std::path::Path;

use crate::domain::language::{Lang, Say};
use crate::exchange::employment_file;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Roster,
    /// A standard or a paper.
    Standard,
    Weights,
    Photos,
    /// Scores in the bureau's header, as one person's entry.
    Scores,
    /// An old ledger of certificates.
    History,
    /// What the office above sent back of an upload.
    Returns,
    /// Training hours or competition places, signed on the other side of the wall.
    Evidence,
    /// Of the other side of the wall; its own screens offer it.
    Employment(employment_file::What),
}

impl What {
    /// What the evaluation side takes in.
    pub const ALL: [What; 8] = [
        What::Roster,
        What::Standard,
        What::Weights,
        What::Photos,
        What::Scores,
        What::History,
        What::Returns,
        What::Evidence,
    ];

    pub fn has_batch(self) -> bool {
        matches!(self, What::Roster | What::Photos | What::Scores | What::Evidence)
    }

    /// A folder can be chosen as it is.
    pub fn takes_folder(self) -> bool {
        self == What::Photos
    }

    fn endings(self) -> &'static [&'static str] {
        match self {
            What::Roster | What::Weights | What::Scores | What::History | What::Returns | What::Employment(_) => {
                &["xlsx", "xls", "csv", "txt", "xlsm"]
            }
            What::Evidence => &["json"],
            What::Standard => &["toml"],
            What::Photos => &["zip"],
        }
    }

    /// Whether a file of that name can be it. What the file really is, its bytes say.
    pub fn fits(self, path: &Path) -> bool {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
        ending.is_some_and(|ending| self.endings().contains(&ending.as_str()))
    }

    pub fn endings_told(self, lang: Lang) -> &'static str {
        match self {
            What::Roster | What::Weights | What::Scores | What::History | What::Returns | What::Employment(_) => {
                "XLSX  XLS  CSV"
            }
            What::Evidence => "JSON",
            What::Standard => "TOML",
            What::Photos => lang.pick("文件夹或 ZIP", "folder or ZIP"),
        }
    }

    pub fn told(self, lang: Lang) -> &'static str {
        match self {
            What::Roster => lang.pick("把报名表收进一个批次，逐行检查", "Applications into a batch, row by row"),
            What::Standard => lang.pick("收下标准（作为草稿）或试卷", "A standard, as a draft, or a paper"),
            What::Weights => lang.pick("一次为许多职业建标准草稿", "Draft standards of many trades at once"),
            What::Scores => lang.pick("登为本人一次登分，核对后签字", "Your own entry of scores, then signed"),
            What::Photos => lang.pick("按证件号码配给考生", "To candidates, by document number"),
            What::History => lang.pick("以前发的证书，记为外部导入", "Older certificates, not verified here"),
            What::Returns => lang.pick("上报后退回的证书和原因", "Certificates that came back, and why"),
            What::Evidence => lang.pick("聘任一侧签名的学时、竞赛名次", "Hours and places, signed by the wing"),
            What::Employment(_) => lang.pick("聘任一侧的台账", "A register of the wing"),
        }
    }
}

impl Say for What {
    fn say(&self, lang: Lang) -> String {
        match self {
            What::Roster => lang.pick("名册", "Roster"),
            What::Standard => lang.pick("标准、试卷", "Standard, paper"),
            What::Weights => lang.pick("技能权重", "Skill weights"),
            What::Scores => lang.pick("成绩表", "Scores"),
            What::Photos => lang.pick("照片", "Photos"),
            What::History => lang.pick("历史发证台账", "Old ledger"),
            What::Returns => lang.pick("上报退回清单", "Returned upload"),
            What::Evidence => lang.pick("签名凭证", "Signed evidence"),
            What::Employment(what) => return what.say(lang),
        }
        .to_owned()
    }
}
