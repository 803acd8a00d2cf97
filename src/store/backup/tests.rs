use super::*;
use crate::both;
use crate::domain::language::{Lang, Say};
use crate::store::file::{self, create, open_archive};
use tempfile::TempDir;

const SCHEMA: &str = "CREATE TABLE candidate(id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;";

fn open(path: &Path) -> Result<Connection, FileError> {
    file::open(path, SCHEMA)
}

fn sound(_: &Connection) -> Result<Vec<Both>, FileError> {
    Ok(Vec::new())
}

fn unsound(_: &Connection) -> Result<Vec<Both>, FileError> {
    Ok(vec![both!("日志的根不符。", "The journal's root differs.")])
}

fn restore(
    source: &Path,
    dest: &Path,
    now: NaiveDateTime,
    verify: impl Fn(&Connection) -> Result<Vec<Both>, FileError>,
) -> Result<Restored, FileError> {
    put_back(ready_plain(source, dest, verify)?, dest, now)
}

fn noon() -> NaiveDateTime {
    chrono::NaiveDate::from_ymd_opt(2026, 12, 3).unwrap().and_hms_opt(12, 0, 5).unwrap()
}

fn station(path: &Path, name: &str) -> Connection {
    let conn = create(path, SCHEMA).unwrap();
    conn.execute("INSERT INTO candidate(name) VALUES (?1)", [name]).unwrap();
    conn
}

fn name_in(conn: &Connection) -> String {
    conn.query_row("SELECT group_concat(name) FROM candidate", [], |row| row.get(0)).unwrap()
}

fn files(folder: &TempDir) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_backup_of_a_file_being_written_is_whole_and_alone() {
    let (folder, stick) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let (live, dest) = (folder.path().join("a.touchstone"), stick.path().join("备份.touchstone"));
    let conn = station(&live, "张三");
    let writer = open(&live).unwrap();
    writer.execute_batch("BEGIN IMMEDIATE; INSERT INTO candidate(name) VALUES ('未提交')").unwrap();
    let copy = backup(&conn, &dest, Existing::Keep, |copy| {
        assert_eq!(name_in(copy), "张三");
        assert!(copy.execute("DELETE FROM candidate", []).is_err(), "the copy is looked at, not written");
        sound(copy)
    })
    .unwrap();
    assert_eq!(files(&stick), ["备份.touchstone"]);
    let bytes = fs::read(&dest).unwrap();
    assert_eq!((copy.bytes, copy.sha256), (bytes.len() as u64, Hash(Sha256::digest(&bytes).into())));
    assert_eq!(name_in(&open_archive(&dest).unwrap()), "张三");
    drop(writer);
}

#[test]
fn a_backup_replaces_only_when_told_and_only_with_a_proven_copy() {
    let folder = TempDir::new().unwrap();
    let (live, dest) = (folder.path().join("a.touchstone"), folder.path().join("b.touchstone"));
    let conn = station(&live, "张三");
    fs::write(&dest, "the old good copy").unwrap();
    assert_eq!(backup(&conn, &dest, Existing::Keep, sound), Err(FileError::Exists(Place::named(&dest))));
    let refused = backup(&conn, &dest, Existing::Replace, unsound).unwrap_err();
    assert!(matches!(refused, FileError::Unsound { .. }));
    assert!(refused.say(Lang::Zh).contains("b.touchstone”没有通过检查：日志的根不符。"), "{}", refused.say(Lang::Zh));
    assert!(backup(&conn, &dest, Existing::Replace, |_| Err(FileError::Busy(Place::default()))).is_err());
    assert_eq!(fs::read(&dest).unwrap(), b"the old good copy");
    backup(&conn, &dest, Existing::Replace, sound).unwrap();
    assert_eq!(name_in(&open_archive(&dest).unwrap()), "张三");
    assert_eq!(files(&folder), ["a.touchstone", "a.touchstone-shm", "a.touchstone-wal", "b.touchstone"]);
}

#[test]
fn a_backup_over_the_live_file_or_beside_a_leftover_is_refused() {
    let folder = TempDir::new().unwrap();
    let (live, dest) = (folder.path().join("a.touchstone"), folder.path().join("b.touchstone"));
    let conn = station(&live, "张三");
    let roundabout = folder.path().join(".").join("a.touchstone");
    assert_eq!(
        backup(&conn, &roundabout, Existing::Replace, sound),
        Err(FileError::SameFile(Place::named(&roundabout)))
    );
    let wal = folder.path().join("b.touchstone-wal");
    fs::write(&wal, "old").unwrap();
    assert_eq!(backup(&conn, &dest, Existing::Keep, sound), Err(FileError::Leftover(Place::named(&wal))));
    assert!(!dest.exists());
}

#[test]
fn a_restore_keeps_the_old_file_with_its_unfinished_rows() {
    let folder = TempDir::new().unwrap();
    let (live, copy) = (folder.path().join("a.touchstone"), folder.path().join("b.touchstone"));
    let conn = station(&live, "旧");
    backup(&conn, &copy, Existing::Keep, sound).unwrap();
    conn.execute("INSERT INTO candidate(name) VALUES ('新')", []).unwrap();
    // As a power cut leaves it: the database with its `-wal`, nobody using it.
    let (cut, cut_wal) = (fs::read(&live).unwrap(), fs::read(beside(&live, "-wal")).unwrap());
    drop(conn);
    fs::write(&live, &cut).unwrap();
    fs::write(beside(&live, "-wal"), &cut_wal).unwrap();
    let source = fs::read(&copy).unwrap();
    let restored = restore(&copy, &live, noon(), sound).unwrap();
    let kept = folder.path().join("a.touchstone.before-restore-20261203-120005");
    assert_eq!(restored.kept.as_deref(), Some(kept.as_path()));
    assert_eq!(fs::read(&copy).unwrap(), source);
    assert!(
        fs::read(&kept).unwrap() == cut && fs::read(beside(&kept, "-wal")).unwrap() == cut_wal,
        "the old file is kept to the byte"
    );
    assert!(!beside(&live, "-wal").exists());
    assert_eq!(name_in(&open(&live).unwrap()), "旧");
    assert_eq!(name_in(&open(&kept).unwrap()), "旧,新");
}

#[test]
fn a_restore_from_a_copied_live_file_brings_its_wal_along() {
    let folder = TempDir::new().unwrap();
    let (live, copy, dest) =
        (folder.path().join("a.touchstone"), folder.path().join("b.touchstone"), folder.path().join("c.touchstone"));
    let conn = station(&live, "张三");
    fs::copy(&live, &copy).unwrap();
    fs::copy(beside(&live, "-wal"), beside(&copy, "-wal")).unwrap();
    let before = (fs::read(&copy).unwrap(), fs::read(beside(&copy, "-wal")).unwrap());
    let restored = restore(&copy, &dest, noon(), sound).unwrap();
    assert_eq!(restored.kept, None);
    assert!(before == (fs::read(&copy).unwrap(), fs::read(beside(&copy, "-wal")).unwrap()), "the source is only read");
    assert_eq!(name_in(&open(&dest).unwrap()), "张三");
    drop(conn);
}

#[test]
fn a_restore_that_cannot_be_proven_changes_nothing() {
    let folder = TempDir::new().unwrap();
    let (live, copy) = (folder.path().join("a.touchstone"), folder.path().join("b.touchstone"));
    let conn = station(&live, "张三");
    backup(&conn, &copy, Existing::Keep, sound).unwrap();
    assert!(matches!(restore(&copy, &live, noon(), sound), Err(FileError::Busy(_))), "a window has it open");
    close(conn).unwrap();
    let (before, names) = (fs::read(&live).unwrap(), files(&folder));
    assert!(matches!(restore(&copy, &live, noon(), unsound), Err(FileError::Unsound { .. })));
    assert!(matches!(restore(&live, &live, noon(), sound), Err(FileError::SameFile(_))));
    assert!(matches!(restore(&copy, folder.path(), noon(), sound), Err(FileError::Folder(_))));
    let whole = fs::read(&copy).unwrap();
    fs::write(&copy, &whole[..whole.len() - 512]).unwrap();
    let refused = restore(&copy, &live, noon(), sound).unwrap_err();
    assert!(matches!(refused, FileError::Damaged { .. }));
    assert!(refused.say(Lang::En).contains("b.touchstone”"), "{refused}");
    fs::write(&copy, "a text").unwrap();
    assert_eq!(restore(&copy, &live, noon(), sound), Err(FileError::NotSqlite(Place::named(&copy))));
    assert!(fs::read(&live).unwrap() == before);
    assert_eq!(files(&folder), names);
}

#[test]
fn a_damaged_file_is_moved_aside_as_it_is_and_a_second_restore_in_one_second_is_refused() {
    let folder = TempDir::new().unwrap();
    let (live, copy) = (folder.path().join("a.touchstone"), folder.path().join("b.touchstone"));
    backup(&station(&live, "张三"), &copy, Existing::Keep, sound).unwrap();
    fs::write(&live, "scrap").unwrap();
    let kept = restore(&copy, &live, noon(), sound).unwrap().kept.unwrap();
    assert_eq!(fs::read(&kept).unwrap(), b"scrap");
    assert_eq!(restore(&copy, &live, noon(), sound), Err(FileError::Exists(Place::named(&kept))));
    assert_eq!(name_in(&open(&live).unwrap()), "张三");
}

#[test]
fn a_damaged_station_file_is_not_called_a_damaged_copy() {
    let folder = TempDir::new().unwrap();
    let (live, dest) = (folder.path().join("a.touchstone"), folder.path().join("b.touchstone"));
    let conn = station(&live, &"张".repeat(20_000));
    close(conn).unwrap();
    let mut bytes = fs::read(&live).unwrap();
    bytes[8192..].fill(0);
    fs::write(&live, bytes).unwrap();
    let conn = open(&live).unwrap();
    let failed = backup(&conn, &dest, Existing::Keep, sound).unwrap_err();
    assert!(matches!(&failed, FileError::Damaged { at, .. } if *at == Place::default()), "{failed}");
    assert_eq!(files(&folder).iter().filter(|name| name.starts_with('b')).count(), 0, "nothing is left of the copy");
}

#[test]
fn a_fault_is_told_of_the_name_that_was_asked_for() {
    let folder = TempDir::new().unwrap();
    let dest = folder.path().join("没有").join("b.touchstone");
    let told = match Making::beside(&dest) {
        Err(error) => error.say(Lang::En),
        Ok(_) => panic!("there is no such folder"),
    };
    assert!(told.contains("没有") && !told.contains("making"), "{told}");
}

#[test]
fn what_a_copy_lacks_is_told_in_one_sentence() {
    let findings =
        vec![both!("日志的根不符。", "The root differs."), both!("日志第 7 条被改动", "journal row 7 was changed")];
    let unsound = FileError::Unsound { at: Place::default(), findings };
    assert!(unsound.say(Lang::Zh).contains("没有通过检查：日志的根不符；日志第 7 条被改动。未采用"));
    assert!(unsound.say(Lang::En).contains("its checks: The root differs; journal row 7 was changed. It was not used"));
}

/// A station as a power cut in the middle of a restore leaves it: how far it had come, and the folder.
struct Cut {
    folder: TempDir,
    live: PathBuf,
    kept: PathBuf,
    copy: PathBuf,
}

impl Cut {
    /// The old file with a `-wal` that holds a row of its own, and a proven copy named as one that is to take its place.
    fn begun() -> Cut {
        let folder = TempDir::new().unwrap();
        let live = folder.path().join("a.touchstone");
        let conn = station(&live, "旧");
        let copy = beside(&live, RESTORING);
        backup(&conn, &copy, Existing::Keep, sound).unwrap();
        conn.execute("INSERT INTO candidate(name) VALUES ('未备份')", []).unwrap();
        let (cut, wal) = (fs::read(&live).unwrap(), fs::read(beside(&live, "-wal")).unwrap());
        drop(conn);
        fs::write(&live, cut).unwrap();
        fs::write(beside(&live, "-wal"), wal).unwrap();
        let kept = beside(&live, &format!("{BEFORE}20261203-120005"));
        Cut { folder, live, kept, copy }
    }

    fn moved(self, endings: &[&str]) -> Cut {
        for ending in endings {
            fs::rename(beside(&self.live, ending), beside(&self.kept, ending)).unwrap();
        }
        self
    }

    fn name(&self) -> String {
        name_in(&open(&self.live).unwrap())
    }
}

#[test]
fn a_restore_that_was_cut_short_at_any_step_is_finished_or_undone_and_told() {
    let untouched = Cut::begun();
    assert_eq!(mend(&untouched.live), Ok(Some(Mended::NotBegun)));
    assert_eq!(untouched.name(), "旧,未备份");
    assert!(!untouched.copy.exists());
    for moved in [&[""][..], &["", "-wal"]] {
        let cut = Cut::begun().moved(moved);
        assert_eq!(mend(&cut.live), Ok(Some(Mended::Finished(Some(cut.kept.clone())))), "{moved:?}");
        assert_eq!(cut.name(), "旧", "the old -wal never meets the new file");
        assert_eq!(name_in(&open(&cut.kept).unwrap()), "旧,未备份", "and stays with its own");
        assert!(!cut.copy.exists());
        assert_eq!(mend(&cut.live), Ok(None), "once");
    }
    // The copy has its name, and the other one is not gone yet.
    let named = Cut::begun().moved(&["", "-wal"]);
    fs::hard_link(&named.copy, &named.live).unwrap();
    assert_eq!(mend(&named.live), Ok(None));
    assert_eq!((named.name().as_str(), named.copy.exists()), ("旧", false));
    // What should take the place is not whole: the disk lost its end.
    for moved in [&[""][..], &["", "-wal"]] {
        let cut = Cut::begun().moved(moved);
        let bytes = fs::read(&cut.copy).unwrap();
        fs::write(&cut.copy, &bytes[..bytes.len() / 2]).unwrap();
        assert_eq!(mend(&cut.live), Ok(Some(Mended::WentBack)), "{moved:?}");
        assert_eq!(cut.name(), "旧,未备份");
        assert!(!cut.kept.exists() && !cut.copy.exists());
    }
    // On a computer without a file there is nothing to keep.
    let alone = Cut::begun();
    fs::remove_file(&alone.live).unwrap();
    fs::remove_file(beside(&alone.live, "-wal")).unwrap();
    assert_eq!(cut_short_in(alone.folder.path()), std::slice::from_ref(&alone.live));
    assert_eq!(mend(&alone.live), Ok(Some(Mended::Finished(None))));
    assert_eq!(alone.name(), "旧");
}

#[test]
fn where_no_restore_was_cut_short_nothing_is_touched() {
    let folder = TempDir::new().unwrap();
    let live = folder.path().join("a.touchstone");
    assert_eq!(mend(&live), Ok(None), "no file, nothing to mend");
    close(station(&live, "张三")).unwrap();
    fs::write(beside(&live, ".before-restore-notes.txt"), "mine").unwrap();
    let before = files(&folder);
    assert_eq!(mend(&live), Ok(None));
    assert_eq!(files(&folder), before);
}
