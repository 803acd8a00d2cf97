//! What goes out to a spreadsheet: formulas are text, ID numbers stay as they are, and what is taken in again is what went out.

use std::io::Read as _;

use touchstone::domain::evaluation::batch::BatchState;
use touchstone::exchange::intake::Intake;
use touchstone::exchange::lists;
use touchstone::exchange::read::read;
use touchstone::exchange::roster::mapping::known_headers;
use touchstone::exchange::source::Source;
use touchstone::exchange::standard_text::{read_paper, read_standard, write_paper, write_standard};
use touchstone::exchange::table::Table;
use touchstone::exchange::write_csv::{CsvEncoding, write_csv};
use touchstone::exchange::write_xlsx::write_xlsx;
use touchstone::ops::entry;
use touchstone::store::read::entry::EntryFilter;

use super::support::{self, Bench};

/// Ten bodies behind each of twenty ways to begin.
fn formulas() -> Vec<String> {
    let begins = [
        "=",
        "+",
        "-",
        "@",
        "\t=",
        "\r=",
        "\n=",
        " =",
        "\u{a0}=",
        "\u{3000}=",
        "＝",
        "＋",
        "－",
        "＠",
        "'=",
        "''=",
        "甲\n=",
        "甲\r\n@",
        "\u{feff}=",
        "\u{200b}+",
    ];
    let bodies = [
        "1+1",
        "cmd|' /C calc'!A0",
        "HYPERLINK(\"http://x.invalid\",\"点\")",
        "SUM(A1:A9)",
        "WEBSERVICE(\"http://x.invalid\")",
        "IMPORTXML(\"http://x.invalid\",\"//a\")",
        "DDE(\"cmd\";\"/C calc\";\"x\")",
        "'[x.xlsx]S'!A1",
        "1e999",
        "0",
    ];
    begins.iter().flat_map(|begin| bodies.iter().map(move |body| format!("{begin}{body}"))).collect()
}

/// Would a spreadsheet run it? Told apart from the writer's own rule: by its first character that is no blank, line by line.
fn runs(field: &str) -> bool {
    let blank = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}' | '\u{feff}');
    !field.starts_with('\'')
        && field
            .split(['\n', '\r'])
            .any(|line| line.trim_start_matches(blank).starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']))
}

#[test]
fn two_hundred_formulas_are_text_in_csv_and_in_workbooks() {
    let all = formulas();
    assert_eq!(all.len(), 200);
    let cells = |text: &String| vec![text.clone(), "备注".to_owned()];
    let table = Table {
        sheet: "=1+1".into(),
        titles: vec!["=1+1".into()],
        header: vec!["姓名".into(), "=1+1".into()],
        rows: all.iter().map(cells).collect(),
    };
    let bytes = write_csv(&table, CsvEncoding::Utf8, true).unwrap();
    let mut rows = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(&bytes[3..]);
    let mut seen = 0;
    for row in rows.records() {
        for field in &row.unwrap() {
            assert!(!runs(field), "a spreadsheet runs {field:?}");
            seen += 1;
        }
    }
    assert_eq!(seen, 402);
    let bytes = write_xlsx(&table).unwrap();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
    let mut sheet = String::new();
    zip.by_name("xl/worksheets/sheet1.xml").unwrap().read_to_string(&mut sheet).unwrap();
    assert!(!sheet.contains("<f>") && !sheet.contains("<f "), "a formula cell");
    let (cells, texts) = (sheet.matches("<c ").count(), sheet.matches("t=\"s\"").count());
    let blank = sheet.matches("<c ").count() - sheet.matches("<v>").count();
    assert_eq!(cells, texts + blank, "a cell that is not typed as text");
    for index in 0..zip.len() {
        let name = zip.by_index(index).unwrap().name().unwrap().into_owned();
        assert!(!name.contains("external") && !name.contains("vba"), "{name}");
    }
    // Both read back as what they were: nothing of the guard stays behind.
    let plain: Vec<&String> =
        all.iter().filter(|text| !text.chars().any(|c| c.is_control() || "\u{feff}\u{200b}".contains(c))).collect();
    for bytes in [write_csv(&table, CsvEncoding::Utf8, true).unwrap(), bytes] {
        let grid = read(&Source::new(&bytes, "x"), &known_headers(&[])).unwrap();
        let back: Vec<String> = grid.rows.iter().map(|row| row.cell(1).text().into_owned()).collect();
        for text in &plain {
            assert!(back.iter().any(|cell| cell.trim() == text.trim()), "{text:?} came back as something else");
        }
    }
}

#[test]
fn eighteen_digits_and_every_other_number_survive_a_spreadsheet_and_back() {
    let mut numbers: Vec<String> = (0..200).map(support::id_number).collect();
    numbers.extend(
        ["11010519491231002X", "H12345678", "0001234567890123456", "S000043000012263000187", "1E10", "00", "1.50"]
            .map(str::to_owned),
    );
    let rows = numbers.iter().map(|number| vec!["张三".to_owned(), number.clone()]).collect();
    let table =
        Table {
            sheet: "名单".into(), titles: Vec::new(), header: vec!["姓名".into(), "证件号码".into()], rows
        };
    for bytes in [
        write_xlsx(&table).unwrap(),
        write_csv(&table, CsvEncoding::Utf8, true).unwrap(),
        write_csv(&table, CsvEncoding::Gb18030, true).unwrap(),
    ] {
        let grid = read(&Source::new(&bytes, "名单"), &known_headers(&[])).unwrap();
        let back: Vec<String> = grid.rows.iter().map(|row| row.cell(2).text().into_owned()).collect();
        assert_eq!(back, numbers);
    }
}

/// The entries of a batch as a list with whole numbers.
fn entries(bench: &Bench) -> Table {
    lists::entries(&bench.office.read(), bench.batch, EntryFilter::default(), true).unwrap()
}

#[test]
fn entries_that_went_out_come_in_again_as_the_same_entries() {
    let mut first = Bench::registering();
    for n in 0..20 {
        entry::file_entry(&mut first.office, first.batch, &support::applicant(n)).unwrap();
    }
    let out = entries(&first);
    for (bytes, name) in [
        (write_xlsx(&out).unwrap(), "报名表.xlsx"),
        (write_csv(&out, CsvEncoding::Utf8, true).unwrap(), "报名表.csv"),
        (write_csv(&out, CsvEncoding::Gb18030, true).unwrap(), "报名表.csv"),
    ] {
        let mut second = Bench::registering();
        let today = second.office.today();
        let mut intake = Intake::read(&Source::new(&bytes, name), &[]).unwrap();
        let preview = intake.preview(&second.office.read(), second.batch, today).unwrap();
        let faults: Vec<_> =
            preview.rows.iter().flat_map(|row| &row.faults).filter(|fault| !fault.value.is_empty()).collect();
        assert!(faults.is_empty(), "{name}: {faults:?}");
        // What the paper form requires and an entry typed at the screen does not have is filled in here.
        if preview.faulty > 0 {
            let lacking: Vec<&str> = preview.rows[0].faults.iter().map(|fault| fault.column.as_str()).collect();
            let filled = with(&out, &lacking);
            let mut intake = Intake::read(&Source::new(&write_xlsx(&filled).unwrap(), "报名表.xlsx"), &[]).unwrap();
            let preview = intake.preview(&second.office.read(), second.batch, today).unwrap();
            assert_eq!(preview.faulty, 0, "{:?}", preview.rows[0].faults);
            assert_eq!(intake.take(&mut second.office, second.batch).unwrap(), 20);
            assert_eq!(entries(&second).rows, filled.rows);
        } else {
            assert_eq!(intake.take(&mut second.office, second.batch).unwrap(), 20);
            assert_eq!(entries(&second), out);
        }
        // Into the station where they are already, nothing goes.
        let before = first.office.read().journal_root().unwrap();
        let mut again = Intake::read(&Source::new(&bytes, name), &[]).unwrap();
        let preview = again.preview(&first.office.read(), first.batch, today).unwrap();
        assert_eq!(preview.good, 0, "{name}: they are there already");
        assert_eq!(first.office.read().journal_root().unwrap(), before);
    }
    assert!(first.office.read().batch(first.batch).unwrap().unwrap().state < BatchState::Reviewing);
}

/// The list with a likely word in the columns that it lacks.
fn with(table: &Table, lacking: &[&str]) -> Table {
    let words = [
        ("文化程度", "高中"),
        ("所在省（市）区", "湖南省"),
        ("考生来源", "国有企业"),
        ("报名单位", "县职校"),
        ("认定分类", "初次认定"),
        ("考试类型", "正考"),
        ("民族", "汉族"),
        ("申报条件", "1"),
        ("是否有职业资格证书", "否"),
        ("手机号码", "13812345678"),
    ];
    let mut filled = table.clone();
    for column in lacking {
        let at = table.header.iter().position(|header| header == column).expect("a column of the list");
        let word = words.iter().find(|(header, _)| header == column).expect("a column that may lack").1;
        filled.rows.iter_mut().for_each(|row| row[at] = word.to_owned());
    }
    filled
}

#[test]
fn standards_papers_and_trust_lists_that_went_out_read_back_as_themselves() {
    let standard = read_standard(support::STANDARD).unwrap();
    assert_eq!(read_standard(&write_standard(&standard)).unwrap(), standard);
    for text in [support::THEORY, support::SKILLS] {
        let paper = read_paper(text).unwrap();
        assert_eq!(read_paper(&write_paper(&paper)).unwrap(), paper);
    }
    let bench = Bench::founded();
    let card = touchstone::ops::trust::own_card(&bench.office).unwrap().to_text();
    let list = touchstone::credential::trust::TrustList::read(&card).unwrap();
    assert_eq!(touchstone::credential::trust::TrustList::read(&list.to_text()).unwrap(), list);
}
