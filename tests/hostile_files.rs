//! Files that are broken, wrong or made to do harm: each gets its own sentence, and none takes more than its limits.

#[path = "hostile/corpus.rs"]
mod corpus;
#[path = "hostile/everywhere.rs"]
mod everywhere;
#[path = "hostile/importers.rs"]
mod importers;
#[path = "hostile/out.rs"]
mod out;
#[path = "hostile/payloads.rs"]
mod payloads;
mod support;

use std::io::{Cursor, Write};

use rust_xlsxwriter::Workbook;
use touchstone::domain::language::{Lang, Say};
use touchstone::domain::refusal::Refusal;
use touchstone::exchange::limits::Limits;
use touchstone::exchange::read::{Reading, read, read_with};
use touchstone::exchange::roster::mapping::known_headers;
use touchstone::exchange::source::Source;

const XLS: &[u8] = include_bytes!("data/roster.xls");

fn code(bytes: &[u8], name: &str) -> &'static str {
    let fault = Refusal::from(read(&Source::new(bytes, name), &known_headers(&[])).expect_err(name));
    assert!(fault.because.zh.contains(name) && fault.because.en.contains(name), "{}", fault.because.zh);
    assert!(fault.next.is_some(), "{name} says what to do");
    fault.code
}

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The smallest workbook around a sheet's rows and a string table.
fn workbook(rows: &str, strings: &str) -> Vec<u8> {
    const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>"#;
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let relation = |kind: &str, target: &str| {
        format!(
            r#"{HEAD}<Relationships xmlns="{package}"><Relationship Id="r1" Type="{office}/{kind}" Target="{target}"/></Relationships>"#
        )
    };
    let book = format!(
        r#"{HEAD}<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="s" sheetId="1" r:id="r1"/></sheets></workbook>"#
    );
    let sheet = format!(r#"{HEAD}<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>"#);
    let strings = format!(r#"{HEAD}<sst xmlns="{main}" {strings}</sst>"#);
    zipped(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", relation("officeDocument", "xl/workbook.xml").as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relation("worksheet", "worksheets/sheet1.xml").as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ("xl/sharedStrings.xml", strings.as_bytes()),
    ])
}

#[test]
fn a_file_that_is_no_table_is_told_what_it_is() {
    let compound = |stream: &str| {
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        file.create_stream(stream).unwrap().write_all(b"x").unwrap();
        file.flush().unwrap();
        file.into_inner().into_inner()
    };
    let rows: Vec<(&str, Vec<u8>, &str)> = vec![
        ("空.csv", Vec::new(), "file_empty"),
        ("空白.csv", b"\xef\xbb\xbf \r\n\r\n".to_vec(), "file_empty"),
        ("逗号.csv", b",,,\n,,\n".to_vec(), "file_without_rows"),
        ("网页.xls", b"<html><table><tr><td>1</td></tr></table></html>".to_vec(), "web_page"),
        ("名单.et", XLS.to_vec(), "wps_format"),
        ("通知.wps", compound("/WordDocument"), "wps_format"),
        ("通知.doc", compound("/WordDocument"), "not_a_table"),
        ("密码.xlsx", compound("/EncryptedPackage"), "workbook_encrypted"),
        ("照片.zip", zipped(&[("a.jpg", b"1")]), "zip_without_workbook"),
        ("空包.zip", zipped(&[]), "zip_without_workbook"),
        ("通知.docx", zipped(&[("[Content_Types].xml", b"<a/>"), ("word/document.xml", b"<a/>")]), "not_a_table"),
        ("名单.ods", zipped(&[("mimetype", b"x"), ("content.xml", b"<a/>")]), "other_workbook"),
        ("照片.csv", b"\x89PNG\r\n\x1a\n\0\0\0".to_vec(), "not_a_table"),
        ("文件.csv", b"%PDF-1.7".to_vec(), "not_a_table"),
        ("残缺.xlsx", workbook("", "/>")[..300].to_vec(), "workbook_damaged"),
        ("残缺.xls", XLS[..1000].to_vec(), "workbook_damaged"),
        ("无表.xlsx", workbook("", "><si><t>x</t></si>"), "file_without_rows"),
        ("引号.csv", "姓名,性别\n\"李四,男\n王五,女\n".into(), "open_quote"),
    ];
    for (name, bytes, want) in rows {
        assert_eq!(code(&bytes, name), want, "{name}");
    }
}

#[test]
fn an_encrypted_xls_is_known_by_its_record() {
    let mut file = cfb::CompoundFile::open(Cursor::new(XLS.to_vec())).unwrap();
    let mut stream = Vec::new();
    std::io::Read::read_to_end(&mut file.open_stream("/Workbook").unwrap(), &mut stream).unwrap();
    let first = 4 + usize::from(u16::from_le_bytes([stream[2], stream[3]]));
    stream.splice(first..first, [0x2f, 0, 2, 0, 1, 0]);
    let mut locked = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    locked.create_stream("/Workbook").unwrap().write_all(&stream).unwrap();
    locked.flush().unwrap();
    assert_eq!(code(&locked.into_inner().into_inner(), "密码.xls"), "workbook_encrypted");
}

#[test]
fn two_cells_at_the_ends_of_a_sheet_take_no_memory() {
    let rows = r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#;
    assert_eq!(code(&workbook(rows, "/>"), "炸弹.xlsx"), "too_many_columns");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "姓名").unwrap();
    sheet.write(1_048_575, 0, "李四").unwrap();
    let grid = read(&Source::new(&book.save_to_buffer().unwrap(), "长.xlsx"), &known_headers(&[])).unwrap();
    assert_eq!((grid.rows.len(), grid.rows[0].number), (1, 1_048_576));
}

#[test]
fn a_string_table_that_claims_what_it_does_not_hold_is_refused() {
    for claim in [r#"uniqueCount="999999999999">"#, "uniqueCount = '+099999999999999999999'>"] {
        assert_eq!(code(&workbook("", claim), "谎.xlsx"), "workbook_damaged", "{claim}");
    }
}

#[test]
fn each_limit_has_its_own_sentence() {
    let limits = Limits {
        file_bytes: 40_000,
        unpacked_bytes: 3 << 20,
        ratio: 100,
        rows: 3,
        columns: 5,
        cells: 9,
        cell_bytes: 20,
    };
    let refused = |bytes: &[u8], limits: Limits| {
        let known = known_headers(&[]);
        let read = read_with(&Source::new(bytes, "a.xlsx"), &Reading { known: &known, limits });
        Refusal::from(read.unwrap_err()).code
    };
    assert_eq!(refused(&[b'a'; 40_001], limits), "file_too_large");
    let blanks = workbook(&" ".repeat(2 << 20), "/>");
    assert!(blanks.len() < 10_000);
    assert_eq!(refused(&blanks, limits), "packed_too_well");
    assert_eq!(refused(&blanks, Limits { unpacked_bytes: 1 << 20, ratio: 100_000, ..limits }), "unpacked_too_large");
    assert_eq!(refused(b"a\nb\nc\nd\ne\n", limits), "too_many_rows");
    assert_eq!(refused(b"1,2,3,4,5,6\n", limits), "too_many_columns");
    assert_eq!(refused(b"1,2,3,4,5\n1,2,3,4,5\n", limits), "too_many_cells");
    assert_eq!(refused("1,长长长长长长长\n".as_bytes(), limits), "cell_too_long");
}

#[test]
fn a_damaged_workbook_never_panics_and_never_runs_away() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (at, text) in (0..).zip(["姓名", "证件号码", "手机号码"]) {
        sheet.write(0, at, text).unwrap();
    }
    let xlsx = book.save_to_buffer().unwrap();
    // A fixed sequence, so that a failure can be looked at again.
    let mut state = 7u64;
    let mut next = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize
    };
    let mut refused = 0;
    for round in 0..1000 {
        let mut bytes = if round % 4 == 0 { xlsx.clone() } else { XLS.to_vec() };
        for _ in 0..1 + next() % 6 {
            let at = next() % bytes.len();
            bytes[at] = next() as u8;
        }
        if let Err(fault) = read(&Source::new(&bytes, "a.xls"), &known_headers(&[])) {
            assert!(!fault.say(Lang::Zh).is_empty());
            refused += 1;
        }
    }
    assert!(refused > 50, "the mutations reach the parsers");
}
