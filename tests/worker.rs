//! The worker that reads workbooks: the same table as without it, and whatever is thrown at it ends in a table or a sentence.

use std::io::{Cursor, Read, Write};
use std::path::Path;

use touchstone::domain::refusal::Refusal;
use touchstone::exchange::grid::{Grid, KnownHeaders};
use touchstone::exchange::limits::Limits;
use touchstone::exchange::read::{Reading, read, read_with};
use touchstone::exchange::source::{Source, Unread};
use touchstone::exchange::table::Table;
use touchstone::exchange::worker::{Stop, use_program};
use touchstone::exchange::write_xlsx::write_xlsx;
use touchstone_shim::chance::Chance;

fn known() -> KnownHeaders {
    KnownHeaders::new(["姓名", "证件号码", "职业"])
}

fn roster(rows: usize) -> Vec<u8> {
    let row = |n: usize| vec![format!("考生{n}"), format!("4301241990010100{:02}", n % 100), "钳工".to_owned()];
    let header = ["姓名", "证件号码", "职业"].map(str::to_owned).to_vec();
    let table =
        Table { sheet: "名单".into(), titles: vec!["报名表".into()], header, rows: (0..rows).map(row).collect() };
    write_xlsx(&table).unwrap()
}

fn by_worker() {
    use_program(env!("CARGO_BIN_EXE_touchstone").into());
}

#[test]
fn a_workbook_comes_through_the_worker_cell_by_cell() {
    let xls = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/roster.xls")).unwrap();
    by_worker();
    let grid = read(&Source::new(&roster(500), "名单.xlsx"), &known()).unwrap();
    assert_eq!((grid.rows.len(), grid.sheet.as_deref()), (500, Some("名单")));
    assert_eq!(grid.headers(), ["姓名", "证件号码", "职业"]);
    assert_eq!(grid.rows[41].cell(2).text(), "430124199001010041");
    assert_eq!(grid.rows[41].number, 44, "the row that Excel shows");
    assert!(!read(&Source::new(&xls, "roster.xls"), &known()).unwrap().rows.is_empty());
}

#[test]
fn a_refusal_of_the_worker_keeps_its_code_and_its_sentence() {
    by_worker();
    let few = Limits { rows: 10, ..Limits::default() };
    let fault = refused(read_with(&Source::new(&roster(50), "名单.xlsx"), &Reading { known: &known(), limits: few }));
    assert_eq!(fault.code, "too_many_rows");
    assert!(fault.because.zh.contains("名单.xlsx") && fault.next.is_some(), "{fault}");
}

fn refused(read: Result<Grid, Unread>) -> Refusal {
    read.unwrap_err().into()
}

/// The parts of a workbook, packed again.
fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn parts(workbook: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    (0..zip.len())
        .map(|at| {
            let mut part = zip.by_index(at).unwrap();
            let (name, mut bytes) = (part.name().unwrap().into_owned(), Vec::new());
            part.read_to_end(&mut bytes).unwrap();
            (name, bytes)
        })
        .collect()
}

/// Within every limit of our own: a table of a million texts of one letter and one of 75 million, beside a picture that packs badly.
/// The parser keeps each text in memory of its own, and the long one twice: it comes to the system's limit long before its time is up.
#[test]
#[cfg(target_os = "linux")]
fn a_workbook_that_takes_more_memory_than_the_worker_may_have_costs_the_worker_and_nothing_else() {
    by_worker();
    let mut parts = parts(&roster(1));
    let texts = "<si><t>a</t></si>".repeat(1_200_000) + "<si><t>" + &"a".repeat(75_000_000) + "</t></si>";
    let table = parts.iter_mut().find(|(name, _)| name.ends_with("sharedStrings.xml")).unwrap();
    table.1 =
        format!("<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">{texts}</sst>").into_bytes();
    drop(texts);
    let mut chance = Chance::new(8);
    parts.push(("xl/media/image1.jpeg".into(), (0..1_300_000).map(|_| chance.next() as u8).collect()));
    let bytes = packed(&parts);
    drop(parts);
    assert!(bytes.len() < 2 << 20, "{}", bytes.len());
    let fault = refused(read(&Source::new(&bytes, "炸弹.xlsx"), &known()));
    assert_eq!(fault.code, "workbook_too_hungry", "{fault}");
    for words in [&fault.because.zh, &fault.because.en] {
        assert!(words.contains("炸弹.xlsx") && words.contains("256 MB"), "{words}");
    }
    assert!(read(&Source::new(&roster(10), "名单.xlsx"), &known()).is_ok(), "the next file is read as ever");
}

#[test]
fn a_workbook_of_one_enormous_cell_is_seen_by_our_own_limits_before_the_system_s() {
    by_worker();
    let mut parts = parts(&roster(1));
    let sheet = parts.iter_mut().find(|(name, _)| name.ends_with("sheet1.xml")).unwrap();
    let long = "甲".repeat(40 << 20);
    sheet.1 = format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\">\
         <c r=\"A1\" t=\"inlineStr\"><is><t>{long}</t></is></c></row></sheetData></worksheet>"
    )
    .into_bytes();
    drop(long);
    assert_eq!(refused(read(&Source::new(&packed(&parts), "炸弹.xlsx"), &known())).code, "packed_too_well");
}

#[test]
fn whoever_stops_the_reading_ends_the_worker() {
    by_worker();
    let stop = Stop::default();
    stop.stop();
    let fault = refused(read(&Source { stop, ..Source::new(&roster(10), "名单.xlsx") }, &known()));
    assert_eq!(fault.code, "reading_stopped");
    assert!(read(&Source::new(&roster(10), "名单.xlsx"), &known()).is_ok(), "the next file is read again");
}

fn mutate(bytes: &mut Vec<u8>, chance: &mut Chance) {
    for _ in 0..=chance.below(4) {
        let at = chance.below(bytes.len());
        match chance.below(6) {
            0 | 1 => bytes[at] ^= 1 << chance.below(8),
            2 => bytes[at] = *b"<>\"'&/0\xff".get(chance.below(8)).unwrap_or(&0),
            3 => {
                let end = (at + chance.below(200)).min(bytes.len());
                bytes.drain(at..end);
            }
            4 => {
                let end = (at + chance.below(200)).min(bytes.len());
                let again = bytes[at..end].to_vec();
                bytes.splice(at..at, again);
            }
            _ => {
                // A count or a place that is far too large.
                let digits = bytes.iter().skip(at).position(u8::is_ascii_digit).map(|ahead| at + ahead);
                if let Some(at) = digits {
                    bytes.splice(at..=at, *b"4294967295");
                }
            }
        }
        if bytes.is_empty() {
            bytes.push(0);
        }
    }
}

#[test]
fn mutated_workbooks_end_in_a_table_or_a_sentence() {
    by_worker();
    let release = std::env::var("TOUCHSTONE_TRIALS").is_ok_and(|tier| tier == "release");
    let count = if release { 20_000 } else { 2_000 };
    let xls = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/roster.xls")).unwrap();
    let xlsx = roster(20);
    let parts = parts(&xlsx);
    let halves = [0u64, 1];
    let outcomes: Vec<(usize, usize)> = std::thread::scope(|scope| {
        let work = halves.map(|half| {
            let (xls, xlsx, parts) = (&xls, &xlsx, &parts);
            scope.spawn(move || {
                let (mut chance, mut read_whole, mut refused) = (Chance::new(half), 0, 0);
                for n in 0..count / halves.len() {
                    let (name, bytes) = match chance.below(5) {
                        // Inside the package, where the reader gets to see it.
                        0..3 => {
                            let mut parts = parts.clone();
                            let at = chance.below(parts.len());
                            mutate(&mut parts[at].1, &mut chance);
                            ("m.xlsx", packed(&parts))
                        }
                        3 => {
                            let mut bytes = xlsx.clone();
                            mutate(&mut bytes, &mut chance);
                            ("m.xlsx", bytes)
                        }
                        _ => {
                            let mut bytes = xls.clone();
                            mutate(&mut bytes, &mut chance);
                            ("m.xls", bytes)
                        }
                    };
                    match read(&Source::new(&bytes, name), &known()) {
                        Ok(_) => read_whole += 1,
                        Err(unread) => {
                            let fault = Refusal::from(unread);
                            let told = format!("half {half}, number {n}: {fault}");
                            assert!(fault.because.zh.contains(name) && fault.because.en.contains(name), "{told}");
                            assert!(fault.next.is_some(), "{told}");
                            assert!(!matches!(fault.code, "no_worker" | "workbook_too_slow"), "{told}");
                            refused += 1;
                        }
                    }
                }
                (read_whole, refused)
            })
        });
        work.into_iter().map(|half| half.join().expect("every file came to an end")).collect()
    });
    let (read_whole, refused) = outcomes.iter().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    assert!(read_whole > 100 && refused > 100, "{read_whole} read, {refused} refused");
}
