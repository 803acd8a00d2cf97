//! Which file is meant where none is named: a portable one first, then the user's own.

use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

use super::problem::Problem;
use crate::domain::identity::inert;
use crate::domain::language::{Both, Lang};
use crate::domain::refusal::Refusal;
use crate::refusal;
use crate::store::backup::cut_short_in;

const ENDING: &str = "touchstone";
const NAME: &str = "station.touchstone";

/// The file that is there.
pub fn existing() -> Result<PathBuf, Problem> {
    let mut folders: Vec<PathBuf> = Vec::new();
    folders.extend(std::env::current_exe().ok().and_then(|binary| binary.parent().map(Path::to_owned)));
    folders.extend(std::env::current_dir().ok());
    choose(&folders, own().ok())
}

/// Where the user's own file lies, or would lie.
pub fn own() -> Result<PathBuf, Problem> {
    let base = etcetera::choose_base_strategy().map_err(|_| {
        Problem::file(&refusal!(
            "no_home",
            "找不到用户的数据文件夹。请用 --file 指明文件。",
            "There is no folder for the user's data. Name the file with --file."
        ))
    })?;
    Ok(base.data_dir().join("touchstone").join(NAME))
}

/// One `*.touchstone` in the folders, or the one among several that has the usual name; else the user's own.
fn choose(folders: &[PathBuf], own: Option<PathBuf>) -> Result<PathBuf, Problem> {
    let mut found: Vec<PathBuf> = folders.iter().flat_map(|folder| portable(folder)).collect();
    found.sort();
    found.dedup();
    let usual: Vec<&PathBuf> = found.iter().filter(|path| path.file_name().is_some_and(|name| name == NAME)).collect();
    match (&found[..], &usual[..]) {
        ([only], _) => Ok(only.clone()),
        (_, [only]) => Ok((*only).clone()),
        _ => own
            .filter(|own| own.is_file() || own.parent().is_some_and(|folder| cut_short_in(folder).contains(own)))
            .ok_or_else(|| Problem::file(&none_or_many(&found))),
    }
}

fn portable(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder.canonicalize().unwrap_or_else(|_| folder.to_owned())) else {
        return Vec::new();
    };
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let mut found: Vec<PathBuf> = paths.filter(|path| is_ours(path) && path.is_file()).collect();
    // A restore that was cut short has left no file of that name; opening it sees to that.
    found.extend(cut_short_in(folder).into_iter().filter(|path| is_ours(path)));
    found
}

fn is_ours(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == ENDING)
}

fn none_or_many(found: &[PathBuf]) -> Refusal {
    if found.is_empty() {
        return refusal!(
            "no_file",
            "还没有鉴定站的文件。请用 touchstone init 新建，或用 touchstone demo 看样例；文件在别处时用 --file 指明。",
            "There is no station file yet. Make one with touchstone init, look at touchstone demo, or name one with --file."
        );
    }
    let names = |lang: Lang| {
        let names = found.iter().filter_map(|path| path.file_name()).map(|name| inert(&name.to_string_lossy()));
        names.collect::<Vec<_>>().join(lang.pick("、", ", "))
    };
    let n = found.len();
    Refusal::new(
        "many_files",
        Both {
            zh: format!("有 {n} 个鉴定站文件：{}。请用 --file 指明一个。", names(Lang::Zh)),
            en: format!("There are {n} station files: {}. Name one with --file.", names(Lang::En)),
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Say;

    #[test]
    fn a_portable_file_comes_before_the_users_own_and_several_are_told() {
        let (stick, home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let folders = [stick.path().to_owned(), stick.path().to_owned()];
        let own = home.path().join(NAME);
        let file = |name: &str| std::fs::write(stick.path().join(name), "").unwrap();
        let chosen = || choose(&folders, Some(own.clone()));
        let name = |path: PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
        assert!(chosen().unwrap_err().say(Lang::En).contains("touchstone init"));
        std::fs::write(&own, "").unwrap();
        assert_eq!(chosen().unwrap(), own);
        file("县所.touchstone");
        file("县所.txt");
        assert_eq!(name(chosen().unwrap()), "县所.touchstone");
        file("县所-20261122.touchstone");
        assert_eq!(chosen().unwrap(), own);
        std::fs::remove_file(&own).unwrap();
        assert!(chosen().unwrap_err().say(Lang::En).contains("There are 2 station files"));
        file(NAME);
        assert_eq!(name(chosen().unwrap()), NAME);
    }
}
