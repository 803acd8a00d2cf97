//! What lies in a folder: the folders, and the files that fit.

use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use super::what::What;
use crate::domain::refusal::Refusal;
use crate::exchange::shown::shown;
use crate::{both, refusal};

/// Where no date is shown.
const UTC: FixedOffset = FixedOffset::east_opt(0).expect("the zone of Greenwich");

/// More than this are not listed: nobody looks through them, and a path can still be typed.
const MOST: usize = 5000;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// This folder itself, with so many pictures in it.
    Here(usize),
    Above,
    Folder,
    File,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub kind: Kind,
    pub name: String,
    pub path: PathBuf,
    pub bytes: u64,
    /// When it was last written, to the minute; empty for a folder.
    pub date: String,
}

impl Found {
    /// `12 KB`, nothing for a folder.
    pub fn size(&self) -> String {
        match (&self.kind, self.bytes) {
            (Kind::File, bytes) if bytes < 1 << 20 => format!("{} KB", bytes.div_ceil(1 << 10)),
            (Kind::File, bytes) => format!("{} MB", bytes.div_ceil(1 << 20)),
            _ => String::new(),
        }
    }
}

/// The way up, then folders, then the files that fit, each by name; hidden ones are left out.
pub fn list(folder: &Path, what: What, zone: FixedOffset) -> Result<Vec<Found>, Refusal> {
    let unreadable = |_| {
        let path = shown(&folder.display().to_string());
        refusal!("folder_unreadable", "读不了文件夹“{path}”。", "The folder “{path}” cannot be read.")
            .next(both!("请检查 U 盘是否插好。", "Check that the stick is in."))
    };
    let (mut folders, mut files, mut pictures) = (Vec::new(), Vec::new(), 0);
    for entry in std::fs::read_dir(folder).map_err(unreadable)?.filter_map(Result::ok) {
        let (name, path) = (entry.file_name().to_string_lossy().into_owned(), entry.path());
        // What a link leads to counts, so that a desktop's short cuts work.
        let Ok(about) = std::fs::metadata(&path) else { continue };
        if name.starts_with('.') || name.starts_with('~') {
            continue;
        }
        let date = about.modified().ok().filter(|_| about.is_file()).map(DateTime::<chrono::Utc>::from);
        let date = date.map_or(String::new(), |date| date.with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string());
        let found = |kind| Found { kind, name, bytes: about.len(), date, path: path.clone() };
        if about.is_dir() {
            folders.push(found(Kind::Folder));
        } else if what.fits(&path) {
            files.push(found(Kind::File));
        } else if is_picture(&path) {
            pictures += 1;
        }
        if folders.len() + files.len() >= MOST {
            break;
        }
    }
    folders.sort_by(|a, b| a.name.cmp(&b.name));
    files.sort_by(|a, b| a.name.cmp(&b.name));
    let mut all = Vec::new();
    let special =
        |kind, path: &Path| Found { kind, name: String::new(), path: path.to_owned(), bytes: 0, date: String::new() };
    if what.takes_folder() && pictures > 0 {
        all.push(special(Kind::Here(pictures), folder));
    }
    all.extend(folder.parent().map(|above| special(Kind::Above, above)));
    all.extend(folders);
    all.extend(files);
    Ok(all)
}

fn is_picture(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    ending.is_some_and(|ending| matches!(ending.as_str(), "jpg" | "jpeg" | "png"))
}

/// The longest path that what was typed can only mean; the same where there are several or none.
pub fn complete(typed: &str, what: What) -> String {
    let (folder, start) = match typed.rfind(['/', '\\']) {
        Some(at) => typed.split_at(at + 1),
        None => return typed.to_owned(),
    };
    let Ok(all) = list(Path::new(folder), what, UTC) else { return typed.to_owned() };
    let named = all.iter().filter(|found| matches!(found.kind, Kind::Folder | Kind::File));
    let fitting: Vec<&Found> =
        named.filter(|found| found.name.to_lowercase().starts_with(&start.to_lowercase())).collect();
    match fitting.as_slice() {
        [] => typed.to_owned(),
        [one] if one.kind == Kind::Folder => format!("{folder}{}{}", one.name, std::path::MAIN_SEPARATOR),
        [one] => format!("{folder}{}", one.name),
        [first, rest @ ..] => {
            let alike = |other: &&Found| first.name.chars().zip(other.name.chars()).take_while(|(a, b)| a == b).count();
            let common = rest.iter().map(alike).min().unwrap_or(0);
            let name: String = first.name.chars().take(common).collect();
            if name.chars().count() > start.chars().count() { format!("{folder}{name}") } else { typed.to_owned() }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_fits_is_listed_and_a_path_completes_as_far_as_it_is_clear() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["名单-甲.xlsx", "名单-乙.csv", "说明.docx", ".隐藏.csv", "a.jpg"] {
            std::fs::write(folder.path().join(name), "x").unwrap();
        }
        std::fs::create_dir(folder.path().join("照片")).unwrap();
        let names = |what| -> Vec<String> {
            let all = list(folder.path(), what, UTC).unwrap();
            all.into_iter().filter(|found| found.kind != Kind::Above).map(|found| found.name).collect()
        };
        assert_eq!(names(What::Roster), ["照片", "名单-乙.csv", "名单-甲.xlsx"]);
        assert_eq!(names(What::Standard), ["照片"]);
        let photos = list(folder.path(), What::Photos, UTC).unwrap();
        assert_eq!(photos[0].kind, Kind::Here(1));
        let base = format!("{}/", folder.path().display());
        let done = |typed: &str| complete(&format!("{base}{typed}"), What::Roster)[base.len()..].to_owned();
        assert_eq!(done("名"), "名单-");
        assert_eq!(done("名单-乙"), "名单-乙.csv");
        assert_eq!(done("照"), format!("照片{}", std::path::MAIN_SEPARATOR));
        assert_eq!(done("没有"), "没有");
    }

    #[test]
    fn sizes_are_told_in_whole_units() {
        let of = |bytes| {
            Found { kind: Kind::File, name: String::new(), path: PathBuf::new(), bytes, date: String::new() }.size()
        };
        assert_eq!([of(0), of(1), of(1 << 20)], ["0 KB", "1 KB", "1 MB"]);
    }
}
