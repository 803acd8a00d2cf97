//! Photos from a folder or a ZIP, one after another, so that no more than one lies in memory. A ZIP is read by the names in its
//! directory and never unpacked to a path.

use std::io::{Read, Seek};
use std::path::Path;

use zip::ZipArchive;

use super::look::{PhotoFacts, PhotoRules, check_size, look};
use crate::domain::language::Both;
use crate::domain::refusal::Refusal;
use crate::exchange::shown::shown;
use crate::exchange::text::decode;
use crate::{both, refusal};

/// More files than this are refused.
pub const MOST_PHOTOS: usize = 50_000;

/// A file that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sighting {
    /// The name without its folders.
    pub name: String,
    pub facts: Result<PhotoFacts, Both>,
}

/// Looks at every photo of a ZIP and hands each good one's name and bytes to `keep`.
pub fn read_zip(
    zip: impl Read + Seek,
    rules: &PhotoRules,
    mut keep: impl FnMut(&str, &[u8]),
) -> Result<Vec<Sighting>, Refusal> {
    let mut archive = ZipArchive::new(zip).map_err(|_| {
        refusal!("photos_not_a_zip", "这不是 ZIP 压缩包，或已损坏。", "This is no ZIP file, or it is damaged.").next(
            both!("RAR 和 7z 请先解压，再选照片所在的文件夹。", "Unpack RAR and 7z files first and choose the folder."),
        )
    })?;
    check_count(archive.len())?;
    let mut seen = Vec::new();
    for (index, name) in names(&archive)?.into_iter().enumerate() {
        let Some(base) = photo_name(&name) else { continue };
        let facts = match unsafe_name(&name) {
            Some(why) => Err(why),
            None => read_entry(&mut archive, index, rules).and_then(|bytes| {
                let facts = look(&bytes, rules)?;
                keep(base, &bytes);
                Ok(facts)
            }),
        };
        seen.push(Sighting { name: base.to_owned(), facts });
    }
    Ok(seen)
}

/// Looks at every photo that lies in a folder itself, in the order of their names, and hands each good one's name and bytes to
/// `keep`. Links are not followed.
pub fn read_folder(
    folder: &Path,
    rules: &PhotoRules,
    mut keep: impl FnMut(&str, &[u8]),
) -> Result<Vec<Sighting>, Refusal> {
    let unreadable = |path: &Path| {
        let path = shown(&path.display().to_string());
        refusal!("photos_unreadable", "读不了文件夹“{path}”。", "The folder “{path}” cannot be read.")
            .next(both!("请检查 U 盘是否插好、文件夹是否存在。", "Check that the stick is in and the folder exists."))
    };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|_| unreadable(folder))? {
        let entry = entry.map_err(|_| unreadable(folder))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type().is_ok_and(|kind| kind.is_file()) && photo_name(&name).is_some() {
            files.push((name, entry.path()));
            check_count(files.len())?;
        }
    }
    files.sort();
    let mut seen = Vec::new();
    for (name, path) in files {
        let facts = read_file(&path, rules).and_then(|bytes| {
            let facts = look(&bytes, rules)?;
            keep(&name, &bytes);
            Ok(facts)
        });
        seen.push(Sighting { name, facts });
    }
    Ok(seen)
}

fn check_count(count: usize) -> Result<(), Refusal> {
    if count <= MOST_PHOTOS {
        return Ok(());
    }
    Err(refusal!("too_many_photos", "文件超过 {MOST_PHOTOS} 个。", "There are more than {MOST_PHOTOS} files.")
        .next(both!("请按批次分开。", "Divide them by batch.")))
}

fn read_file(path: &Path, rules: &PhotoRules) -> Result<Vec<u8>, Both> {
    let unreadable = |_| both!("文件读不出来。", "The file cannot be read.");
    let file = std::fs::File::open(path).map_err(unreadable)?;
    check_size(file.metadata().map_err(unreadable)?.len(), rules)?;
    bounded(file, rules).map_err(unreadable)
}

fn read_entry<R: Read + Seek>(archive: &mut ZipArchive<R>, index: usize, rules: &PhotoRules) -> Result<Vec<u8>, Both> {
    let entry = archive
        .by_index(index)
        .map_err(|_| both!("压缩包里的这个文件已加密或损坏。", "This file of the ZIP is encrypted or damaged."))?;
    check_size(entry.size(), rules)?;
    bounded(entry, rules).map_err(|_| both!("压缩包里的这个文件已损坏。", "This file of the ZIP is damaged."))
}

/// One byte more than allowed shows that there are more, whatever was claimed.
fn bounded(reader: impl Read, rules: &PhotoRules) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(rules.most_bytes.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The names of all entries. Chinese Windows writes them in GB18030 without saying so, so all of them together decide.
fn names<R: Read + Seek>(archive: &ZipArchive<R>) -> Result<Vec<String>, Refusal> {
    let raw: Vec<&[u8]> = archive.file_names_raw().collect();
    let joined = raw.join(&b'\n');
    let unreadable = || {
        refusal!("photo_names_unreadable", "压缩包里的文件名无法识别。", "The file names in the ZIP cannot be read.")
            .next(both!("请解压后选照片所在的文件夹。", "Unpack it and choose the folder."))
    };
    let (_, text) = decode(&joined).map_err(|_| unreadable())?.swap_remove(0);
    let names: Vec<String> = text.split('\n').map(str::to_owned).collect();
    if names.len() == raw.len() { Ok(names) } else { Err(unreadable()) }
}

/// The name without its folders; none for a folder and for what systems leave behind.
fn photo_name(name: &str) -> Option<&str> {
    let base = name.rsplit(['/', '\\']).next().filter(|base| !base.is_empty())?;
    let left_behind =
        base.starts_with('.') || base.eq_ignore_ascii_case("thumbs.db") || base.eq_ignore_ascii_case("desktop.ini");
    (!left_behind && !name.starts_with("__MACOSX/")).then_some(base)
}

/// Why a name is not one that an honest ZIP holds.
fn unsafe_name(name: &str) -> Option<Both> {
    let parts: Vec<&str> = name.split(['/', '\\']).collect();
    let device = |part: &&str| {
        let stem = part.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
        let numbered = ["COM", "LPT"]
            .iter()
            .any(|port| stem.strip_prefix(port).is_some_and(|n| matches!(n.as_bytes(), [b'0'..=b'9'])));
        numbered || matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL")
    };
    let said = shown(name);
    if parts.iter().any(|part| part.trim_end() == "..") {
        Some(both!(
            "文件名“{said}”指向上级文件夹，已跳过。",
            "The name “{said}” leads to a folder above; it was passed over."
        ))
    } else if parts[0].is_empty() || parts[0].ends_with(':') {
        Some(both!("文件名“{said}”是绝对路径，已跳过。", "The name “{said}” is an absolute path; it was passed over."))
    } else if parts.iter().any(device) {
        Some(both!(
            "文件名“{said}”是系统设备名，已跳过。",
            "The name “{said}” is the name of a device; it was passed over."
        ))
    } else if name.chars().any(char::is_control) {
        Some(both!(
            "文件名“{said}”含有控制字符，已跳过。",
            "The name “{said}” has control characters; it was passed over."
        ))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::super::look::tests::jpeg;
    use super::*;
    use crate::domain::language::{Lang, Say};
    use std::io::{Cursor, Write};

    fn zip_of(entries: &[(&str, Vec<u8>)]) -> Cursor<Vec<u8>> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in entries {
            writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap()
    }

    #[test]
    fn a_zip_is_read_by_names_and_the_unsafe_ones_are_passed_over_with_a_sentence() {
        let good = || jpeg(295, 413, 20_000);
        let zip = zip_of(&[
            ("照片/李㛃_11010519491231002X.jpg", good()),
            ("../张三_1.jpg", good()),
            ("/etc/2.jpg", good()),
            ("C:\\3.jpg", good()),
            ("a/con.jpg", good()),
            ("__MACOSX/._x.jpg", good()),
            ("照片/Thumbs.db", vec![1]),
            ("大.jpg", vec![0; 600_000]),
        ]);
        let mut kept = Vec::new();
        let seen =
            read_zip(zip, &PhotoRules::default(), |name, bytes| kept.push((name.to_owned(), bytes.len()))).unwrap();
        assert_eq!(kept, [("李㛃_11010519491231002X.jpg".to_owned(), 20_000)]);
        let why: Vec<String> = seen.iter().filter_map(|seen| Some(seen.facts.as_ref().err()?.say(Lang::Zh))).collect();
        assert_eq!(
            why,
            [
                "文件名“../张三_1.jpg”指向上级文件夹，已跳过。",
                "文件名“/etc/2.jpg”是绝对路径，已跳过。",
                "文件名“C:\\3.jpg”是绝对路径，已跳过。",
                "文件名“a/con.jpg”是系统设备名，已跳过。",
                "照片大小为 586 KB，应为 10–500 KB。",
            ]
        );
    }

    #[test]
    fn a_folder_gives_its_own_photos_in_order() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.jpg", "a.jpg", ".DS_Store"] {
            std::fs::write(folder.path().join(name), jpeg(295, 413, 20_000)).unwrap();
        }
        std::fs::create_dir(folder.path().join("旧照片")).unwrap();
        let seen = read_folder(folder.path(), &PhotoRules::default(), |_, _| ()).unwrap();
        assert_eq!(seen.iter().map(|seen| seen.name.as_str()).collect::<Vec<_>>(), ["a.jpg", "b.jpg"]);
        assert!(read_folder(&folder.path().join("没有"), &PhotoRules::default(), |_, _| ()).is_err());
    }
}
