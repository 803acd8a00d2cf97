//! Rosters as real bytes: every form of file in, verdicts row by row, and the ways out again.

use chrono::NaiveDate;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use touchstone::domain::identity::Sex;
use touchstone::domain::language::{Lang, Say};
use touchstone::domain::level::Level;
use touchstone::domain::refusal::Refusal;
use touchstone::exchange::faulty_rows::faulty_rows;
use touchstone::exchange::fill_template::fill_template;
use touchstone::exchange::grid::{Cell, Grid};
use touchstone::exchange::read::read;
use touchstone::exchange::roster::field::{Field, Template};
use touchstone::exchange::roster::mapping::{Mapping, known_headers};
use touchstone::exchange::roster::parse::{RosterRow, Rules, parse};
use touchstone::exchange::source::{Source, Unread};
use touchstone::exchange::table::Table;
use touchstone::exchange::text::Encoding;
use touchstone::exchange::write_csv::{CsvEncoding, write_csv};
use touchstone::exchange::write_xlsx::write_xlsx;

const ID: &str = "11010519491231002X";

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn rules() -> Rules {
    Rules { today: day(2026, 12, 1), trade: None, level: None }
}

/// A good row of the full template, with some cells changed.
fn row(changes: &[(Field, &str)]) -> Vec<String> {
    let value = |field| match field {
        Field::Serial => "1",
        Field::Trade => "电工",
        Field::Level => "四级/中级工",
        Field::Condition => "②",
        Field::DocumentKind => "居民身份证",
        Field::DocumentNumber => ID,
        Field::Name => "李㛃𬱖",
        Field::Sex => "女",
        Field::Birth => "1949-12-31",
        Field::Phone => "13800138000",
        Field::HoldsCertificate => "是",
        Field::CertificateLevel => "五级/初级工",
        Field::CertificateNumber => "S000043000012245000187",
        Field::Education => "高中",
        Field::Region => "云南省",
        Field::Source => "国有企业",
        Field::Employer => "云岭农机厂",
        Field::ApplyingUnit => "云岭县职校",
        Field::Promotion => "晋级认定",
        Field::Sitting => "正考",
        Field::Ethnicity => "汉族",
        Field::StartedWork => "1970-07-01",
        Field::YearsWorked => "30",
        Field::Email => "li@example.com",
        Field::Delivery => "自取",
        Field::Postcode => "650000",
        _ => "",
    };
    let changed = |field| changes.iter().find(|(which, _)| *which == field).map(|(_, text)| *text);
    Template::Full
        .columns()
        .iter()
        .map(|column| changed(column.field).unwrap_or(value(column.field)).to_owned())
        .collect()
}

fn list(rows: Vec<Vec<String>>) -> Table {
    let header = Template::Full.columns().iter().map(|column| column.header.to_owned()).collect();
    Table { sheet: "报名表".into(), titles: Vec::new(), header, rows }
}

fn grid(bytes: &[u8], name: &str) -> Grid {
    read(&Source::new(bytes, name), &known_headers(&[])).unwrap_or_else(|fault| panic!("{}", fault.say(Lang::En)))
}

fn verdicts(grid: &Grid) -> Vec<RosterRow> {
    let mapping = Mapping::found(&grid.header);
    mapping.check().unwrap();
    parse(grid, &mapping, &rules())
}

fn faults(rows: Vec<Vec<String>>) -> Vec<String> {
    let bytes = write_csv(&list(rows), CsvEncoding::Utf8, true).unwrap();
    // Ours tell a hidden character; a file from outside has it.
    let text = String::from_utf8(bytes).unwrap().replace("⟨U+202E⟩", "\u{202e}");
    let rows = verdicts(&grid(text.as_bytes(), "名单.csv"));
    rows.iter().filter_map(|row| row.entry.as_ref().err()).flatten().map(|fault| fault.say(Lang::Zh)).collect()
}

#[test]
fn a_good_row_is_the_same_entry_from_every_form_of_file() {
    let table = list(vec![row(&[])]);
    let utf8 = write_csv(&table, CsvEncoding::Utf8, true).unwrap();
    let text = String::from_utf8(utf8[3..].to_vec()).unwrap();
    let utf16: Vec<u8> = std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let files = [
        ("a.csv", utf8.clone()),
        ("b.csv", utf8[3..].to_vec()),
        ("c.csv", utf16),
        ("d.csv", write_csv(&table, CsvEncoding::Gb18030, true).unwrap()),
        ("e.csv", text.replace("\",\"", "\";\"").into_bytes()),
        ("f.txt", text.replace("\",\"", "\t").replace('"', "").into_bytes()),
        ("g.xlsx", write_xlsx(&table).unwrap()),
    ];
    for (name, bytes) in files {
        let rows = verdicts(&grid(&bytes, name));
        assert_eq!(rows.len(), 1, "{name}");
        assert_eq!(rows[0].number, 2);
        let entry = rows[0].entry.as_ref().unwrap_or_else(|faults| panic!("{name}: {}", faults[0].say(Lang::En)));
        assert_eq!((entry.document.number(), entry.name.as_str(), entry.level), (ID, "李㛃𬱖", Level::Four));
        assert_eq!(
            (entry.sex, entry.birth, entry.condition.number),
            (Some(Sex::Female), Some(day(1949, 12, 31)), Some(2))
        );
        assert_eq!(entry.held.as_ref().unwrap().number, "S000043000012245000187");
        assert_eq!(rows[0].notes, []);
    }
}

#[test]
fn an_old_xls_with_notes_a_title_stars_a_date_and_a_rounded_id_is_read() {
    let grid = grid(include_bytes!("data/roster.xls"), "roster.xls");
    assert_eq!((grid.sheet.as_deref(), grid.titles.len(), grid.header.number), (Some("报名表"), 1, 2));
    let rows = verdicts(&grid);
    let first = rows[0].entry.as_ref().unwrap_or_else(|faults| panic!("{}", faults[0].say(Lang::En)));
    assert_eq!(
        (first.name.as_str(), first.phone.as_str(), first.birth),
        ("㛃𬱖", "13800138000", Some(day(1949, 12, 31)))
    );
    let second = rows[1].entry.as_ref().unwrap_err();
    assert_eq!(second.len(), 1);
    assert_eq!((second[0].row, second[0].column.as_str(), second[0].value.as_str()), (4, "证件号码*", "3.40524E+17"));
    assert!(second[0].wrong.zh.contains("3.40524E+17"), "{}", second[0].wrong.zh);
}

#[test]
fn what_excel_leaves_in_numeric_cells_is_read_or_named() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.merge_range(0, 0, 0, 32, "某县职业技能等级认定报名表", &Format::new()).unwrap();
    for (at, column) in (0u16..).zip(Template::Full.columns()) {
        sheet.write(1, at, column.header).unwrap();
        for number in [2, 4] {
            sheet.write(number, at, &row(&[])[usize::from(at)]).unwrap();
        }
    }
    sheet.write(2, 5, 110105194912310021.0).unwrap();
    sheet.write(2, 9, 13800138000.0).unwrap();
    let date = Format::new().set_num_format("yyyy/m/d");
    sheet.write_with_format(4, 8, ExcelDateTime::from_ymd(1949, 12, 31).unwrap(), &date).unwrap();
    sheet.write(4, 22, 25750.0).unwrap();
    sheet.write(4, 24, 30.0).unwrap();
    sheet.write(900, 3, "  ").unwrap();
    let grid = grid(&book.save_to_buffer().unwrap(), "a.xlsx");
    assert_eq!(grid.rows.len(), 2);
    assert_eq!(grid.rows[0].cell(6), &Cell::Number("1.10105E+17".into()));
    let rows = verdicts(&grid);
    let said: Vec<String> = rows[0].entry.as_ref().unwrap_err().iter().map(|fault| fault.say(Lang::Zh)).collect();
    assert_eq!(said.len(), 1);
    assert!(said[0].starts_with("第 3 行“证件号码”：") && said[0].contains("1.10105E+17"), "{}", said[0]);
    let second = rows[1].entry.as_ref().unwrap();
    assert_eq!((rows[1].number, second.started_work, second.years_worked), (5, Some(day(1970, 7, 1)), Some(30)));
}

#[test]
fn all_faults_of_a_row_are_told_at_once_in_the_order_of_the_columns() {
    let faulty = row(&[
        (Field::Level, "六级"),
        (Field::DocumentNumber, "520201198305150017"),
        (Field::Name, ""),
        (Field::Birth, "49-12-31"),
        (Field::Phone, "23800138000"),
        (Field::HoldsCertificate, "有"),
        (Field::Education, "幼儿园"),
        (Field::Source, "a\u{202e}b"),
        (Field::StartedWork, "2030-01-01"),
        (Field::YearsWorked, "99"),
        (Field::Email, "li@example"),
    ]);
    let said = faults(vec![faulty]);
    let columns: Vec<&str> = said.iter().filter_map(|said| said.split(['“', '”']).nth(1)).collect();
    assert_eq!(
        columns,
        [
            "认定等级",
            "证件号码",
            "姓名",
            "出生日期",
            "手机号码",
            "是否有职业资格证书",
            "文化程度",
            "考生来源",
            "参加工作时间",
            "电子邮箱",
            "专业年限"
        ]
    );
    assert_eq!(
        said[0],
        "第 2 行“认定等级”：无法识别“六级”。应为：五级/初级工、四级/中级工、三级/高级工、二级/技师、一级/高级技师。"
    );
    assert!(!said.concat().contains("520201198305150017") && !said.concat().contains('\u{202e}'));
}

#[test]
fn the_roster_must_agree_with_the_document_number() {
    let said = faults(vec![row(&[(Field::Sex, "男"), (Field::Birth, "1950-01-01")])]);
    assert_eq!(
        said,
        [
            "第 2 行“性别”：与证件号码不符。按证件号码应为“女”。",
            "第 2 行“出生日期”：与证件号码不符。按证件号码应为 1949-12-31。"
        ]
    );
    let said = faults(vec![row(&[
        (Field::DocumentNumber, "440524188001010014"),
        (Field::Sex, ""),
        (Field::Birth, ""),
        (Field::CertificateNumber, ""),
    ])]);
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said[0].contains("1880-01-01"));
    assert_eq!(said[1], "第 2 行“证书编号”：写明持有证书，却没有证书编号。请填证书编号，或把“是”改为“否”。");
}

#[test]
fn a_repeated_candidate_names_the_other_row_and_another_trade_is_no_repetition() {
    let rows = vec![
        row(&[]),
        row(&[(Field::Trade, "焊工")]),
        row(&[(Field::DocumentNumber, "１１０１０５19491231002x")]),
        row(&[(Field::Trade, "钳工"), (Field::Name, "王五")]),
    ];
    assert_eq!(
        faults(rows),
        [
            "第 4 行“证件号码”：与第 2 行重复：同一证件号码、职业和等级。请删去其中一行。",
            "第 5 行“姓名”：第 2 行同一证件号码的姓名不同。请核对两行的姓名和证件号码。"
        ]
    );
}

#[test]
fn the_shorter_norm_takes_trade_and_level_from_the_batch() {
    let text = "姓名,证件类型,身份证号(18),性别,民族,文化程度,手机,申报条件,考生来源,通讯地址\n\
                李四,身份证,11010519491231002X,女,汉,本科,13800138000,（三）,学校（在校生）,云岭县\n";
    let grid = grid(text.as_bytes(), "简表.csv");
    let mapping = Mapping::found(&grid.header);
    assert_eq!((mapping.template, mapping.check()), (Template::Short, Ok(())));
    let batch = Rules { trade: Some("电工".into()), level: Some(Level::Three), ..rules() };
    let rows = parse(&grid, &mapping, &batch);
    let entry = rows[0].entry.as_ref().unwrap();
    assert_eq!((entry.trade.as_str(), entry.level, entry.condition.number), ("电工", Level::Three, Some(3)));
    assert_eq!(entry.source, "学校(在校生)");
    let rows = parse(&grid, &mapping, &rules());
    assert_eq!(rows[0].entry.as_ref().unwrap_err().len(), 2);
}

#[test]
fn row_numbers_are_those_of_excel_beyond_blank_lines_and_line_breaks_in_quotes() {
    let text =
        "\r\n名单\r\n\r\n姓名,证件号码,手机号码\r\n\"李\r\n四\",=\"11010519491231002X\",1\r\n\r\n,,\r\n王五,2,3\r\n";
    for text in [text.to_owned(), text.replace("\r\n", "\n")] {
        let grid = grid(text.as_bytes(), "a.csv");
        assert_eq!((grid.titles.len(), grid.header.number), (1, 4));
        assert_eq!(grid.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [5, 8]);
        assert_eq!(grid.rows[0].cell(2), &Cell::Text(ID.into()));
    }
}

#[test]
fn bytes_that_are_no_text_are_named_by_row_and_column() {
    let table = list(vec![row(&[]), row(&[(Field::Name, "@@@")])]);
    let mut bytes = write_csv(&table, CsvEncoding::Gb18030, false).unwrap();
    let at = bytes.windows(3).position(|window| window == b"@@@").unwrap();
    bytes[at + 1] = 0xff;
    let fault = Refusal::from(read(&Source::new(&bytes, "名单.csv"), &known_headers(&[])).unwrap_err());
    assert_eq!(fault.code, "bad_bytes");
    assert_eq!(fault.because.en, "Cell G3 of the file “名单.csv” has bytes that are no text (read as GB18030).");
}

#[test]
fn few_characters_that_fit_twice_are_settled_by_the_headers_or_by_the_user() {
    let known = known_headers(&[]);
    let sure = read(&Source::new("姓名,性别\n李四,男\n".as_bytes(), "a.csv"), &known).unwrap();
    assert_eq!(sure.encoding, Some(Encoding::Utf8));
    let file = Source::new("奇偶\n".as_bytes(), "a.csv");
    let Err(Unread::Doubt(doubt)) = read(&file, &known) else { panic!("two encodings fit") };
    assert_eq!((doubt.read_as.0, doubt.other.0), (Encoding::Gb18030, Encoding::Utf8));
    let told = Source { encoding: Some(Encoding::Utf8), ..file };
    assert_eq!(read(&told, &known).unwrap().headers(), ["奇偶"]);
}

#[test]
fn formulas_leave_harmless_and_come_back_as_they_were() {
    let payloads =
        ["=1+1", "＝cmd|' /C calc'!A0", "+86", " -1", "@x", "\t=1", "a\n=1", "'=1", "'", ID, "110105199001011000"];
    // What cannot be seen is told instead.
    let seen = payloads.map(|text| text.replace('\t', "⟨U+0009⟩"));
    let header = vec!["姓名".to_owned(), "证件号码".to_owned()];
    let rows: Vec<Vec<String>> = payloads.iter().map(|text| vec!["李四".into(), (*text).to_owned()]).collect();
    let table = Table { sheet: "a/b".into(), titles: Vec::new(), header, rows };
    for encoding in [CsvEncoding::Utf8, CsvEncoding::Gb18030] {
        let bytes = write_csv(&table, encoding, true).unwrap();
        assert!(!bytes.windows(3).any(|window| matches!(window, [b'"', b'=' | b'+' | b'-' | b'@' | b'\t', _])));
        let back: Vec<String> = grid(&bytes, "a.csv").rows.iter().map(|row| row.cell(2).text().into_owned()).collect();
        assert_eq!(back, seen);
    }
    let bytes = write_xlsx(&table).unwrap();
    let back: Vec<Cell> = grid(&bytes, "a.xlsx").rows.iter().map(|row| row.cell(2).clone()).collect();
    assert_eq!(back, seen.map(|text| Cell::Text(text.into())));
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut sheet = String::new();
    std::io::Read::read_to_string(&mut archive.by_name("xl/worksheets/sheet1.xml").unwrap(), &mut sheet).unwrap();
    assert!(!sheet.contains("<f>") && sheet.contains("state=\"frozen\""));
}

#[test]
fn what_gb18030_cannot_write_is_named_by_its_cell() {
    let table = Table { header: vec!["姓名".into()], rows: vec![vec!["\u{e5e5}".into()]], ..Table::default() };
    assert_eq!(
        write_csv(&table, CsvEncoding::Gb18030, true).unwrap_err().because.zh,
        "第 2 行 A 列有 GB18030 写不出的字符，请改用 UTF-8。"
    );
}

#[test]
fn faulty_rows_go_out_with_their_reasons_and_come_back_mended() {
    let bytes = write_xlsx(&list(vec![row(&[]), row(&[(Field::Phone, "1"), (Field::Trade, "焊工")])])).unwrap();
    let first = grid(&bytes, "a.xlsx");
    let rows = verdicts(&first);
    let mut table = faulty_rows(&first, &rows, Lang::Zh);
    assert_eq!((table.rows.len(), table.header.len()), (1, 34));
    assert!(table.rows[0][33].starts_with("“手机号码”："));
    assert_eq!(table.rows[0][5], ID, "the user's own file is not masked");
    table.rows[0][9] = "13800138000".into();
    let second = grid(&write_csv(&table, CsvEncoding::Utf8, true).unwrap(), "错误.csv");
    let mapping = Mapping::found(&second.header);
    assert_eq!(mapping.unknown(), Vec::<&str>::new());
    assert!(verdicts(&second)[0].entry.is_ok());
}

#[test]
fn the_bureaus_list_is_filled_under_its_own_headers_and_reads_back_as_the_same_entries() {
    let ours = verdicts(&grid(&write_xlsx(&list(vec![row(&[])])).unwrap(), "a.xlsx"));
    let entry = ours[0].entry.as_ref().unwrap();
    let template = grid(include_bytes!("data/roster.xls"), "roster.xls");
    let table = fill_template(&template, &Mapping::found(&template.header), &[entry.texts()]);
    assert_eq!(table.titles, ["云岭县职业技能等级认定报名表"]);
    assert_eq!((table.header[1].as_str(), table.rows[0][0].as_str()), ("职业工种名称*", "1"));
    let back = grid(&write_xlsx(&table).unwrap(), "b.xlsx");
    assert_eq!((back.sheet.as_deref(), back.header.number), (Some("报名表"), 2));
    assert_eq!(verdicts(&back)[0].entry.as_ref().unwrap(), entry);
}
