//! The worker that reads workbooks: the same table as without it, and whatever is thrown at it ends in a table or a sentence.

use std::io::{Cursor, Read, Write};
use std::path::Path;

use touchstone::exchange::grid::KnownHeaders;
use touchstone::exchange::limits::Limits;
use touchstone::exchange::read::{Reading, read, read_with};
use touchstone::exchange::table::Table;
use touchstone::exchange::worker::{Stop, stopping_by, use_program};
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
    let grid = read(&roster(500), "名单.xlsx", &known()).unwrap();
    assert_eq!((grid.rows.len(), grid.sheet.as_deref()), (500, Some("名单")));
    assert_eq!(grid.headers(), ["姓名", "证件号码", "职业"]);
    assert_eq!(grid.rows[41].cell(2).text(), "430124199001010041");
    assert_eq!(grid.rows[41].number, 44, "the row that Excel shows");
    assert!(!read(&xls, "roster.xls", &known()).unwrap().rows.is_empty());
}

#[test]
fn a_refusal_of_the_worker_keeps_its_code_and_its_sentence() {
    by_worker();
    let few = Limits { rows: 10, ..Limits::default() };
    let fault =
        read_with(&roster(50), "名单.xlsx", &Reading { known: &known(), limits: few, encoding: None }).unwrap_err();
    assert_eq!(fault.code, "too_many_rows");
    assert!(fault.because.zh.contains("名单.xlsx") && fault.next.is_some(), "{fault}");
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

/// Our own limits are lifted, so that the system's alone holds the worker.
#[test]
#[cfg(target_os = "linux")]
fn a_workbook_that_asks_for_more_than_the_worker_may_have_costs_the_worker_and_nothing_else() {
    by_worker();
    let mut parts = parts(&roster(1));
    let sheet = parts.iter_mut().find(|(name, _)| name.ends_with("sheet1.xml")).unwrap();
    let long = "甲".repeat(60 << 20);
    sheet.1 = format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\">\
         <c r=\"A1\" t=\"inlineStr\"><is><t>{long}</t></is></c></row></sheetData></worksheet>"
    )
    .into_bytes();
    drop(long);
    let bytes = packed(&parts);
    drop(parts);
    assert!(bytes.len() < 20 << 20);
    let limits = Limits { unpacked_bytes: 1 << 40, ratio: 1 << 40, cell_bytes: 1 << 40, ..Limits::default() };
    let fault = read_with(&bytes, "炸弹.xlsx", &Reading { known: &known(), limits, encoding: None }).unwrap_err();
    // Whichever of its two limits it comes to first on this computer.
    assert!(matches!(fault.code, "workbook_too_hungry" | "workbook_too_slow"), "{fault}");
    assert!(fault.because.zh.contains("炸弹.xlsx"));
    let usual = read(&bytes, "炸弹.xlsx", &known()).unwrap_err();
    assert_eq!(usual.code, "packed_too_well", "our own limits see it before the system does");
}

#[test]
fn whoever_stops_the_reading_ends_the_worker() {
    by_worker();
    let stop = Stop::default();
    stop.stop();
    let fault = stopping_by(&stop, || read(&roster(10), "名单.xlsx", &known())).unwrap_err();
    assert_eq!(fault.code, "reading_stopped");
    assert!(read(&roster(10), "名单.xlsx", &known()).is_ok(), "the next file is read again");
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
                    match read(&bytes, name, &known()) {
                        Ok(_) => read_whole += 1,
                        Err(fault) => {
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
