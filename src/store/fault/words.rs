//! Each fault of a file in a sentence, with what to do next.

use super::{FileError, Place, inert};
use crate::domain::language::{Both, Lang, Say};
use crate::say;
use crate::store::made_by::{Differing, TOLD};

impl Say for Place {
    fn say(&self, lang: Lang) -> String {
        match &self.0 {
            Some(path) => {
                let name = inert(&path.display().to_string());
                say!(lang, "文件“{name}”", "the file “{name}”")
            }
            None => lang.pick("工作文件", "the station file").to_owned(),
        }
    }
}

impl Say for FileError {
    fn say(&self, lang: Lang) -> String {
        let mut copy = self.clone();
        let at = copy.place_mut().map(|at| at.say(lang)).unwrap_or_default();
        let sentence = self.sentence(lang, &at);
        // An English sentence that begins with its place begins with a capital.
        let mut letters = sentence.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
    }
}

impl FileError {
    fn sentence(&self, lang: Lang, at: &str) -> String {
        match self {
            FileError::NotFound(_) => say!(
                lang,
                "找不到{at}。请检查路径，或用 touchstone init 新建。",
                "{at} is not there. Check the path, or make a new one with touchstone init."
            ),
            FileError::Folder(_) => say!(
                lang,
                "{at}是文件夹，不是文件。请用 --file 指明其中的文件。",
                "{at} is a folder, not a file. Name the file inside it with --file."
            ),
            FileError::NotSqlite(_) => say!(
                lang,
                "{at}不是试金石的工作文件，内容未作任何改动。请用 --file 另选文件。",
                "{at} is not a station file; it was left as it is. Choose another with --file."
            ),
            FileError::NotOurs { application_id, .. } => say!(
                lang,
                "{at}是其他程序的数据库（标识 {application_id:#010x}），内容未作任何改动。请用 --file 另选文件。",
                "{at} is another program's database (id {application_id:#010x}); it was left as it is. Choose another with --file."
            ),
            FileError::Newer { file, program, .. } => say!(
                lang,
                "{at}由更新的程序建立（格式 {file}，本程序只认到 {program}），内容未作任何改动。请改用新版程序打开。",
                "{at} was made by a newer program (format {file}; this one knows up to {program}); it was left as it is. Open it with the newer program."
            ),
            FileError::Older { file, program, .. } => say!(
                lang,
                "{at}的格式 {file} 早于本程序的格式 {program}，无法升级，内容未作任何改动。请从备份恢复：touchstone restore。",
                "{at} has format {file}, before this program's format {program}, and cannot be upgraded; it was left as it is. Restore a backup: touchstone restore."
            ),
            FileError::OtherBuild { found, .. } => {
                let (which, what) = (which_build(found, lang), differing(found, lang));
                say!(
                    lang,
                    "{at}由本程序{which}建立（{what}），本版打不开，内容未作任何改动。请用建立它的那个版本打开；要在本版使用，请在那个版本里导出名单和成绩，再导入新建的文件。",
                    "{at} was made by {which} of this program ({what}); this one cannot open it, and it was left as it is. Open it with the build that made it, or export there and import into a new file here."
                )
            }
            FileError::Damaged { words, .. } => say!(
                lang,
                "{at}已损坏（SQLite：{words}）。请不要继续使用，先复制一份留存，再从备份恢复：touchstone restore。",
                "{at} is damaged (SQLite: {words}). Stop using it, keep a copy, and restore a backup: touchstone restore."
            ),
            FileError::Unsound { findings, .. } => {
                // Some findings are sentences and some are rows of a list; here they make one sentence.
                let bare = |finding: &Both| finding.say(lang).trim_end_matches(['。', '.']).to_owned();
                let list = findings.iter().map(bare).collect::<Vec<_>>().join(lang.pick("；", "; "));
                say!(
                    lang,
                    "{at}没有通过检查：{list}。未采用该文件，原有文件未动。请先运行 touchstone check。",
                    "{at} did not pass its checks: {list}. It was not used and the files that were there are untouched. Run touchstone check."
                )
            }
            FileError::ReadOnly(_) => say!(
                lang,
                "{at}是只读的，无法保存。请取消只读属性，或把它复制到可写的位置再打开。",
                "{at} is read-only, so nothing can be saved. Clear that attribute, or copy it to where you may write."
            ),
            FileError::ReadOnlyFolder(_) => say!(
                lang,
                "{at}所在的文件夹不可写，无法保存。请把文件复制到可写的文件夹再打开。",
                "{at} lies in a folder that cannot be written, so nothing can be saved. Copy it to a folder you may write."
            ),
            FileError::NoPermission(_) => say!(
                lang,
                "没有访问{at}的权限。请换用有权限的账户，或请管理员授权。",
                "You have no permission for {at}. Use an account that has, or ask the administrator."
            ),
            FileError::CannotOpen(_) => say!(
                lang,
                "打不开{at}。请检查该文件及其文件夹是否允许读写。",
                "{at} cannot be opened. Check that you may read and write it and its folder."
            ),
            FileError::DiskFull(_) => say!(
                lang,
                "磁盘已满，{at}没有写完，上一次操作未保存。请清理出空间后重做这一步。",
                "The disk is full; {at} was not written and the last step is not saved. Free some space and do that step again."
            ),
            FileError::Busy(_) => say!(
                lang,
                "另一个窗口正在写{at}，等了 5 秒仍未轮到，本次没有保存。请等它写完后再做一次。",
                "Another window is writing {at}; after 5 seconds it was still busy and nothing was saved. Wait for it and try again."
            ),
            FileError::Moved(_) => say!(
                lang,
                "{at}在使用中被移动或替换，本次没有保存。请退出程序，确认文件后重新打开。",
                "{at} was moved or replaced while in use; nothing was saved. Leave the program, find the file, and open it again."
            ),
            FileError::Exists(_) => {
                say!(
                    lang,
                    "{at}已经存在，不会覆盖。请换一个文件名。",
                    "{at} exists already and is not overwritten. Choose another name."
                )
            }
            FileError::Leftover(_) => say!(
                lang,
                "{at}是另一个数据库遗留的文件，会与新文件混淆。请先关闭其他窗口；仍在的话，把它移到别处再试。",
                "{at} belongs to another database and would be taken for part of the new one. Close other windows; if it stays, move it away and try again."
            ),
            FileError::Unsettled(_) => say!(
                lang,
                "{at}上次没有正常关闭，最后的记录还在旁边的 -wal 或 -journal 文件中。请连同该文件复制到可写的文件夹，用本程序打开一次。",
                "{at} was not closed properly: its last rows are in the -wal or -journal file beside it. Copy both to a folder you may write and open it there once."
            ),
            FileError::SameFile(_) => {
                say!(
                    lang,
                    "{at}同时是来源和目标，没有进行。请换一个文件名。",
                    "{at} is both source and target; nothing was done. Choose another name."
                )
            }
            FileError::Sealed(_) => say!(
                lang,
                "{at}是加密的备份，不能直接打开。请用 touchstone restore 恢复，会问备份口令。",
                "{at} is a sealed backup and is not opened as it is. Use touchstone restore; it asks the backup passphrase."
            ),
            FileError::BadBackup(_) => say!(
                lang,
                "{at}是加密的备份，但已损坏或不完整，没有采用，原有文件未动。请换另一份备份。",
                "{at} is a sealed backup, but damaged or cut off; it was not used and the files that were there are untouched. Use another backup."
            ),
            FileError::ReadBack(_) => say!(
                lang,
                "{at}写完后重读，与写入的不同：介质不可靠，这份备份没有保存成。请换一个 U 盘重做。",
                "{at} was read again and is not what was written: the medium cannot be trusted and this backup is not saved. Use another stick."
            ),
            FileError::Setting { name, wanted, found } => say!(
                lang,
                "此处无法安全保存：{name} 应为 {wanted}，实为 {found}，程序不再继续。请把文件放到本机硬盘（不要放在网络盘）再打开。",
                "Nothing can be saved safely here: {name} should be {wanted} but is {found}, so the program stops. Put the file on this computer's own disk (no network drive)."
            ),
            FileError::SqliteTooOld { found } => say!(
                lang,
                "SQLite 版本 {found} 有已知的数据损坏缺陷，程序不再继续。请换用正式发布的程序。",
                "SQLite {found} is known to damage data, so the program stops. Use a released build of the program."
            ),
            FileError::Io { words, .. } => say!(
                lang,
                "读写{at}出错（{words}），本次没有保存。请检查磁盘或 U 盘是否接好，然后重试。",
                "Reading or writing {at} failed ({words}); nothing was saved. Check the disk or stick and try again."
            ),
            FileError::Forbidden(what) => {
                let what = what.say(lang);
                say!(
                    lang,
                    "程序不得{what}，本次没有保存。请把这句话报告给软件维护者。",
                    "The program must not {what}; nothing was saved. Report this sentence to the maintainers."
                )
            }
            FileError::Program { words } => say!(
                lang,
                "程序内部出错（{words}），本次没有保存。请把这句话报告给软件维护者。",
                "The program made a mistake ({words}); nothing was saved. Report this sentence to the maintainers."
            ),
        }
    }
}

/// Earlier where tables are missing and no other thing differs, later where there are more; else nobody can tell.
fn which_build(found: &Differing, lang: Lang) -> &'static str {
    match (found.lacking.is_empty(), found.more.is_empty(), found.other.is_empty()) {
        (false, true, true) => lang.pick("较早的版本", "an earlier build"),
        (true, false, true) => lang.pick("较新的版本", "a later build"),
        _ => lang.pick("另一版本", "another build"),
    }
}

fn differing(found: &Differing, lang: Lang) -> String {
    let kinds = [
        (&found.lacking, lang.pick("缺少表 ", "it lacks: ")),
        (&found.more, lang.pick("多出表 ", "it has more: ")),
        (&found.other, lang.pick("结构不同或已损坏：", "differing or damaged: ")),
    ];
    let told = kinds.into_iter().filter(|(names, _)| !names.is_empty()).map(|(names, word)| {
        let (first, n) = (names[..names.len().min(TOLD)].join(lang.pick("、", ", ")), names.len());
        let rest = if n > TOLD { say!(lang, " 等 {n} 个", ", … {n} in all") } else { String::new() };
        format!("{word}{first}{rest}")
    });
    told.collect::<Vec<_>>().join(lang.pick("；", "; "))
}
