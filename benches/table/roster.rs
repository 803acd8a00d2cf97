//! Rosters as a bureau sends them, in the 33 columns, of invented people; as CSV and as a workbook.

use std::io::Write;
use std::path::Path;

use rust_xlsxwriter::Workbook;
use touchstone::demo::crowd;
use touchstone::exchange::roster::field::{Field, Template};

/// The headers in the bureau's order.
pub fn header() -> Vec<&'static str> {
    Template::Full.columns().iter().map(|column| column.header).collect()
}

/// The `n`-th row.
fn cells(n: usize) -> Vec<String> {
    let one = crowd::applicant(n);
    let cell = |field| match field {
        Field::Serial => (n + 1).to_string(),
        Field::Trade => one.trade.clone(),
        Field::Level => "四级/中级工".to_owned(),
        Field::Condition => "2".to_owned(),
        Field::DocumentKind => "居民身份证".to_owned(),
        Field::DocumentNumber => one.document.number().to_owned(),
        Field::Name => one.name.as_str().to_owned(),
        Field::Birth => one.birth.map_or_else(String::new, |day| day.to_string()),
        Field::Phone => format!("139{:08}", n % 100_000_000),
        Field::HoldsCertificate => "否".to_owned(),
        Field::Education => "高中".to_owned(),
        Field::Region => "湖南省".to_owned(),
        Field::Source => "民营企业".to_owned(),
        Field::Employer | Field::ApplyingUnit => format!("青梧恒力电机股份有限公司第 {} 车间", n % 97),
        Field::Promotion => "初次认定".to_owned(),
        Field::Sitting => "正考".to_owned(),
        Field::Ethnicity => "汉族".to_owned(),
        Field::StartedWork => "2009-07".to_owned(),
        Field::YearsWorked => "9".to_owned(),
        Field::Address => format!("青梧县双溪镇南门社区 {} 组", n % 41),
        Field::Delivery => "自取".to_owned(),
        Field::Postcode => "423990".to_owned(),
        _ => String::new(),
    };
    Template::Full.columns().iter().map(|column| cell(column.field)).collect()
}

pub fn csv(path: &Path, from: usize, count: usize) {
    let mut out = std::io::BufWriter::new(std::fs::File::create(path).expect("a new file"));
    writeln!(out, "{}", header().join(",")).expect("written");
    for n in from..from + count {
        writeln!(out, "{}", cells(n).join(",")).expect("written");
    }
    out.flush().expect("written");
}

pub fn workbook(path: &Path, from: usize, count: usize) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let header = header().into_iter().map(str::to_owned).collect();
    for (row, cells) in std::iter::once(header).chain((from..from + count).map(cells)).enumerate() {
        for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let (row, column) = (u32::try_from(row).expect("few rows"), u16::try_from(column).expect("few columns"));
            sheet.write_string(row, column, cell).expect("a cell");
        }
    }
    book.save(path).expect("written");
}
