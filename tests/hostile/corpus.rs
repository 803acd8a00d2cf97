//! Three hundred and more bad files, each by name, made by code.

use std::io::{Cursor, Write};

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use super::support::id_number;

/// What a file pretends to be, and so which importers it is given to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Rosters, scores, weights, ledgers, returned rows, employers, posts, appointments.
    Table,
    /// Standards, papers, calendars, trust lists.
    Text,
    /// What is handed over to be verified.
    Credential,
    /// A ZIP of photos, or one photo.
    Photos,
    /// A station's file.
    Backup,
}

pub struct Bad {
    pub name: String,
    pub sort: Sort,
    pub bytes: Vec<u8>,
}

#[derive(Default)]
struct Corpus(Vec<Bad>);

impl Corpus {
    fn put(&mut self, sort: Sort, name: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        self.0.push(Bad { name: name.into(), sort, bytes: bytes.into() });
    }
}

pub fn corpus() -> Vec<Bad> {
    let mut all = Corpus::default();
    encodings(&mut all);
    shapes(&mut all);
    habits(&mut all);
    packages(&mut all);
    bombs(&mut all);
    strangers(&mut all);
    cut(&mut all);
    texts(&mut all);
    credentials(&mut all);
    photos(&mut all);
    backups(&mut all);
    all.0
}

const HEADER: &str = "姓名,证件号码,职业工种名称,认定等级,手机号码";

fn line(n: usize) -> String {
    format!("张三,{},钳工,四级,13812345678", id_number(n))
}

fn good() -> String {
    format!("{HEADER}\n{}\n{}\n", line(0), line(1))
}

fn encodings(all: &mut Corpus) {
    let text = good();
    let wide = |big: bool, text: &str| -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    };
    let with = |head: &[u8], body: Vec<u8>| [head, &body].concat();
    let gb = encoding_rs::GB18030.encode(&text).0.into_owned();
    all.put(Sort::Table, "GB18030.csv", gb.clone());
    all.put(Sort::Table, "UTF-16LE.csv", with(b"\xff\xfe", wide(false, &text)));
    all.put(Sort::Table, "UTF-16BE.csv", with(b"\xfe\xff", wide(true, &text)));
    all.put(Sort::Table, "UTF-16LE无标记.csv", wide(false, &text));
    all.put(Sort::Table, "UTF-16半个字.csv", with(b"\xff\xfe", wide(false, &text)[..41].to_vec()));
    all.put(Sort::Table, "UTF-16孤代理.csv", with(b"\xff\xfe", [wide(false, HEADER), vec![0, 0xd8, 10, 0]].concat()));
    all.put(Sort::Table, "UTF-32.csv", text.chars().flat_map(|c| (c as u32).to_le_bytes()).collect::<Vec<u8>>());
    all.put(Sort::Table, "Big5.csv", encoding_rs::BIG5.encode(&text).0.into_owned());
    all.put(Sort::Table, "Shift_JIS.csv", encoding_rs::SHIFT_JIS.encode(&text).0.into_owned());
    all.put(Sort::Table, "EUC-KR.csv", encoding_rs::EUC_KR.encode(&text).0.into_owned());
    all.put(Sort::Table, "两个标记.csv", with(b"\xef\xbb\xbf\xef\xbb\xbf", text.clone().into_bytes()));
    all.put(Sort::Table, "标记在中间.csv", text.replace("张三", "\u{feff}张三"));
    all.put(Sort::Table, "先UTF-8后GBK.csv", [HEADER.as_bytes(), b"\n", &gb[gb.len() / 2..]].concat());
    all.put(Sort::Table, "先GBK后UTF-8.csv", [&gb[..gb.len() / 2], line(3).as_bytes()].concat());
    // The same bad bytes at each place where a reader could trip over them.
    let bad: [(&str, &[u8]); 12] = [
        ("代理", b"\xed\xa0\x80\xed\xb0\x80"),
        ("过长斜杠", b"\xc0\xaf"),
        ("过长NUL", b"\xc0\x80"),
        ("孤续字节", b"\x80\xbf"),
        ("五字节", b"\xf8\x88\x80\x80\x80"),
        ("断字", b"\xe5\xbc"),
        ("超出范围", b"\xf4\x90\x80\x80"),
        ("FF", b"\xff\xff\xff"),
        ("NUL", b"\0\0\0"),
        ("GB四字节断", b"\x81\x30\x81"),
        ("控制", b"\x01\x02\x1b[2J\x7f"),
        ("C1", b"\xc2\x9b31m"),
    ];
    for (what, bytes) in bad {
        for (place, find) in [("表头", "姓名"), ("姓名格", "张三"), ("号码格", "13812345678"), ("文末", "\n张三")]
        {
            let at = if place == "文末" { text.len() } else { text.find(find).unwrap() };
            let broken = [&text.as_bytes()[..at], bytes, &text.as_bytes()[at..]].concat();
            all.put(Sort::Table, format!("{what}在{place}.csv"), broken);
        }
    }
}

fn shapes(all: &mut Corpus) {
    let id = id_number(0);
    let rows: Vec<(&str, String)> = vec![
        ("空.csv", String::new()),
        ("空格.csv", "   \n \n".into()),
        ("空行.csv", "\n\n\n\n".into()),
        ("一格.csv", "姓名".into()),
        ("只有表头.csv", format!("{HEADER}\n")),
        ("表头两次.csv", format!("{HEADER}\n{HEADER}\n{}\n", line(0))),
        ("表头在第十二行.csv", format!("{}{}", "说明,,,,\n".repeat(11), good())),
        ("没有表头.csv", format!("{}\n{}\n", line(0), line(1))),
        ("重名列.csv", format!("姓名,姓名,证件号码\n张三,李四,{id}\n")),
        ("不认识的列.csv", "甲,乙,丙\n1,2,3\n".into()),
        ("数字表头.csv", "1,2,3\n4,5,6\n".into()),
        ("参差.csv", format!("{HEADER}\n张三\n张三,{id},,,,,,,,,\n\n,,\n")),
        ("引号没关.csv", format!("{HEADER}\n\"张三,{id},钳工,四级,1\n{}\n", line(1))),
        ("引号在中间.csv", format!("{HEADER}\n张\"三\",{id},钳工,四级,1\n")),
        ("引号成对.csv", format!("{HEADER}\n\"张\"\"三\",{id},\"钳\n工\",四级,1\n")),
        ("引号一串.csv", format!("{HEADER}\n{}\n", "\"".repeat(999))),
        ("制表符.csv", good().replace(',', "\t")),
        ("分号.csv", good().replace(',', ";")),
        ("竖线.csv", good().replace(',', "|")),
        ("全角逗号.csv", good().replace(',', "，")),
        ("只有CR.csv", good().replace('\n', "\r")),
        ("LFCR.csv", good().replace('\n', "\n\r")),
        ("垂直制表.csv", good().replace('\n', "\u{b}")),
        ("百万逗号.csv", format!("{HEADER}\n{}\n", ",".repeat(1_000_000))),
        ("百万换行.csv", format!("{HEADER}{}", "\n".repeat(1_000_000))),
        ("十万零一行.csv", format!("{HEADER}\n{}", "张三,1,2,3,4\n".repeat(100_001))),
        ("二百零一列.csv", format!("姓名{}\n", ",列".repeat(200))),
        ("五千字的格.csv", format!("{HEADER}\n{},{id},钳工,四级,1\n", "长".repeat(5000))),
        ("一兆的格.csv", format!("{HEADER}\n{},{id},钳工,四级,1\n", "a".repeat(1 << 20))),
        ("二十一兆.csv", format!("{HEADER}\n{}", "张三,1,2,3,4\n".repeat(1_400_000))),
        ("没有换行.csv", format!("{HEADER},{}", line(0))),
        ("身份证科学计数.csv", format!("{HEADER}\n张三,4.30124E+17,钳工,四级,13812345678\n")),
        ("身份证后三位零.csv", format!("{HEADER}\n张三,430124199001010000,钳工,四级,13812345678\n")),
        ("身份证校验错.csv", format!("{HEADER}\n张三,430124199001010009,钳工,四级,13812345678\n")),
        ("身份证十五位.csv", format!("{HEADER}\n张三,430124900101001,钳工,四级,13812345678\n")),
        ("身份证十七位.csv", format!("{HEADER}\n张三,{},钳工,四级,13812345678\n", &id[..17])),
        ("身份证带撇.csv", format!("{HEADER}\n张三,'{id},钳工,四级,13812345678\n")),
        ("身份证带空格.csv", format!("{HEADER}\n张三,{} {},钳工,四级,13812345678\n", &id[..6], &id[6..])),
        ("身份证全角.csv", format!("{HEADER}\n张三,４３０１２４１９９００１０１０００X,钳工,四级,13812345678\n")),
        ("身份证二月三十.csv", format!("{HEADER}\n张三,430124199002300019,钳工,四级,13812345678\n")),
        ("同一人两次.csv", format!("{HEADER}\n{}\n{}\n", line(0), line(0))),
        ("名字是公式.csv", format!("{HEADER}\n=HYPERLINK(\"x\"),{id},钳工,四级,1\n")),
        ("名字是表情.csv", format!("{HEADER}\n张😀,{id},钳工,四级,1\n")),
        ("名字一万个附加符.csv", format!("{HEADER}\ne{},{id},钳工,四级,1\n", "\u{301}".repeat(1200))),
        ("名字反向.csv", format!("{HEADER}\n张\u{202e}三,{id},钳工,四级,1\n")),
        ("等级不懂.csv", format!("{HEADER}\n张三,{id},钳工,九级,13812345678\n")),
        ("职业没有.csv", format!("{HEADER}\n张三,{id},炼丹工,四级,13812345678\n")),
        ("电话是字.csv", format!("{HEADER}\n张三,{id},钳工,四级,没有\n")),
        ("分数负.csv", format!("姓名,身份证号码,理论成绩,实操成绩\n张三,{id},-5,101\n")),
        ("分数三位小数.csv", format!("姓名,身份证号码,理论成绩\n张三,{id},59.999\n")),
        ("分数无穷.csv", format!("姓名,身份证号码,理论成绩\n张三,{id},1e999\n")),
        ("证书编号乱.csv", format!("证书编号,姓名,证件号码,职业名称,等级,发证日期\nZZZ,张三,{id},钳工,四级,昨天\n")),
        (
            "日期离谱.csv",
            format!("证书编号,姓名,证件号码,职业名称,等级,发证日期\n1510012003400123,张三,{id},钳工,四级,9999-99-99\n"),
        ),
        (
            "日期未来.csv",
            format!("证书编号,姓名,证件号码,职业名称,等级,发证日期\n1510012003400123,张三,{id},钳工,四级,2999-01-01\n"),
        ),
        ("信用代码错.csv", "单位名称,统一社会信用代码\n县机械厂,91350100M000100Y44\n".into()),
        (
            "岗位没有单位.csv",
            "单位,岗位名称,职业名称,职业编码,等级,核定人数,定岗文件\n无,岗,钳工,6-20-01-01,四级,二,x\n".into(),
        ),
        ("权重不足一百.csv", "职业编码,职业,等级,职业功能,权重\n6-20-01-01,钳工,四级,加工,99\n".into()),
    ];
    for (name, text) in rows {
        all.put(Sort::Table, name, text);
    }
}

/// A workbook as its makers' library writes it.
fn book(fill: impl FnOnce(&mut Workbook)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(&mut book);
    book.save_to_buffer().unwrap()
}

fn habits(all: &mut Corpus) {
    let head = |sheet: &mut rust_xlsxwriter::Worksheet| {
        for (at, text) in (0..).zip(HEADER.split(',')) {
            sheet.write(0, at, text).unwrap();
        }
    };
    let one = |name: &str, all: &mut Corpus, fill: &dyn Fn(&mut rust_xlsxwriter::Worksheet)| {
        let bytes = book(|book| {
            let sheet = book.add_worksheet();
            head(sheet);
            fill(sheet);
        });
        all.put(Sort::Table, name, bytes);
    };
    one("证件是数字.xlsx", all, &|sheet| {
        sheet.write(1, 1, 4.301_241_990_010_1e17).unwrap();
    });
    one("证件是小数.xlsx", all, &|sheet| {
        sheet.write(1, 1, 430_124_199.5).unwrap();
    });
    one("公式.xlsx", all, &|sheet| {
        sheet.write(1, 0, Formula::new("=1+1").set_result("张三")).unwrap();
    });
    one("外链公式.xlsx", all, &|sheet| {
        sheet.write(1, 0, Formula::new("='[x.xlsx]S'!A1")).unwrap();
    });
    one("错误值.xlsx", all, &|sheet| {
        sheet.write(1, 0, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    });
    one("布尔.xlsx", all, &|sheet| {
        sheet.write(1, 0, true).unwrap();
    });
    one("日期序号.xlsx", all, &|sheet| {
        sheet.write(1, 0, 45_000).unwrap();
    });
    one("日期.xlsx", all, &|sheet| {
        let when = ExcelDateTime::from_ymd(1990, 1, 1).unwrap();
        let as_date = Format::new().set_num_format("yyyy-mm-dd");
        sheet.write_with_format(1, 0, &when, &as_date).unwrap();
    });
    one("负零.xlsx", all, &|sheet| {
        sheet.write(1, 0, -0.0).unwrap();
    });
    one("极大数.xlsx", all, &|sheet| {
        sheet.write(1, 0, 1e308).unwrap();
    });
    one("合并格.xlsx", all, &|sheet| {
        sheet.merge_range(1, 0, 5, 3, "张三", &Format::new()).unwrap();
    });
    one("合并表头.xlsx", all, &|sheet| {
        sheet.merge_range(0, 6, 2, 8, "姓名", &Format::new()).unwrap();
    });
    one("末行.xlsx", all, &|sheet| {
        sheet.write(1_048_575, 0, "李四").unwrap();
    });
    one("末列.xlsx", all, &|sheet| {
        sheet.write(1, 16_383, "李四").unwrap();
    });
    one("批注.xlsx", all, &|sheet| {
        sheet.insert_note(1, 0, &rust_xlsxwriter::Note::new("批注")).unwrap();
    });
    one("超链接.xlsx", all, &|sheet| {
        sheet.write_url(1, 0, "https://x.invalid/").unwrap();
    });
    one("三万字的格.xlsx", all, &|sheet| {
        sheet.write(1, 0, "长".repeat(32_000)).unwrap();
    });
    one("控制字符.xlsx", all, &|sheet| {
        sheet.write(1, 0, "张\u{1b}[2J\u{202e}三").unwrap();
    });
    one("换行的格.xlsx", all, &|sheet| {
        sheet.write(1, 0, "张\n三").unwrap();
    });
    one("密码保护工作表.xlsx", all, &|sheet| {
        sheet.protect_with_password("x");
    });
    one("没有数据.xlsx", all, &|_| {});
    all.put(
        Sort::Table,
        "空工作表.xlsx",
        book(|book| {
            book.add_worksheet();
        }),
    );
    all.put(
        Sort::Table,
        "全部隐藏.xlsx",
        book(|book| {
            book.add_worksheet().set_active(true);
            head(book.add_worksheet().set_hidden(true));
        }),
    );
    all.put(Sort::Table, "四十张表.xlsx", book(|book| (0..40).for_each(|_| head(book.add_worksheet()))));
    all.put(Sort::Table, "怪表名.xlsx", book(|book| head(book.add_worksheet().set_name("＝１＋１’\u{202e}").unwrap())));
}

/// A ZIP of named parts.
pub fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

struct Parts {
    book: String,
    to_book: String,
    to_sheet: String,
    sheet: String,
    strings: String,
}

impl Parts {
    fn of(rows: &str) -> Parts {
        let relation = |kind: &str, target: &str| {
            format!(
                "<Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"r1\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/></Relationships>"
            )
        };
        Parts {
            book: format!(
                "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets><sheet name=\"s\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
            to_book: relation("officeDocument", "xl/workbook.xml"),
            to_sheet: relation("worksheet", "worksheets/sheet1.xml"),
            sheet: format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>"),
            strings: format!("<sst xmlns=\"{MAIN}\"/>"),
        }
    }

    fn packed(&self) -> Vec<u8> {
        zipped(&[
            ("[Content_Types].xml", b"<Types/>"),
            ("_rels/.rels", self.to_book.as_bytes()),
            ("xl/workbook.xml", self.book.as_bytes()),
            ("xl/_rels/workbook.xml.rels", self.to_sheet.as_bytes()),
            ("xl/worksheets/sheet1.xml", self.sheet.as_bytes()),
            ("xl/sharedStrings.xml", self.strings.as_bytes()),
        ])
    }
}

fn cell(text: &str) -> String {
    format!("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>{text}</t></is></c></row>")
}

fn packages(all: &mut Corpus) {
    let plain = || Parts::of(&cell("姓名"));
    let mut put = |name: &str, change: &dyn Fn(&mut Parts)| {
        let mut parts = plain();
        change(&mut parts);
        all.put(Sort::Table, name, parts.packed());
    };
    put("关系指向上级.xlsx", &|parts| {
        parts.to_sheet = parts.to_sheet.replace("worksheets/sheet1.xml", "../../../../etc/passwd")
    });
    put("关系指向绝对路径.xlsx", &|parts| {
        parts.to_sheet = parts.to_sheet.replace("worksheets/sheet1.xml", "/etc/passwd")
    });
    put("关系指向网址.xlsx", &|parts| {
        parts.to_sheet = parts.to_sheet.replace("worksheets/sheet1.xml", "http://x.invalid/s.xml")
    });
    put("关系指向自己.xlsx", &|parts| {
        parts.to_sheet = parts.to_sheet.replace("worksheets/sheet1.xml", "workbook.xml")
    });
    put("关系是空.xlsx", &|parts| parts.to_sheet = String::new());
    put("没有工作簿关系.xlsx", &|parts| parts.to_book = format!("<Relationships xmlns=\"{PACKAGE}\"/>"));
    put("工作簿不是XML.xlsx", &|parts| parts.book = "不是".into());
    put("没有表.xlsx", &|parts| parts.book = format!("<workbook xmlns=\"{MAIN}\"><sheets/></workbook>"));
    put("万张表.xlsx", &|parts| {
        let one = "<sheet name=\"s\" sheetId=\"1\" r:id=\"r1\"/>";
        parts.book = parts.book.replace(one, &one.repeat(10_000));
    });
    put("表没写完.xlsx", &|parts| parts.sheet.truncate(parts.sheet.len() / 2));
    put("实体爆炸.xlsx", &|parts| {
        let mut doctype = "<!DOCTYPE l [<!ENTITY a \"aaaaaaaaaa\">".to_owned();
        for (this, before) in ('b'..='j').zip('a'..='i') {
            doctype += &format!("<!ENTITY {this} \"{}\">", format!("&{before};").repeat(10));
        }
        parts.sheet =
            format!("{doctype}]><worksheet xmlns=\"{MAIN}\"><sheetData>{}</sheetData></worksheet>", cell("&j;"));
    });
    put("外部实体.xlsx", &|parts| {
        parts.sheet = format!(
            "<!DOCTYPE l [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><worksheet xmlns=\"{MAIN}\"><sheetData>{}</sheetData></worksheet>",
            cell("&x;")
        );
    });
    put("嵌套二十万层.xlsx", &|parts| {
        parts.sheet = parts.sheet.replace("<is>", &format!("<is>{}", "<a>".repeat(200_000)))
    });
    put("属性一兆.xlsx", &|parts| {
        parts.sheet = parts.sheet.replace("r=\"A1\"", &format!("r=\"A1\" x=\"{}\"", "y".repeat(1 << 20)))
    });
    put("格位乱写.xlsx", &|parts| parts.sheet = parts.sheet.replace("\"A1\"", "\"1A\""));
    put("格位极大.xlsx", &|parts| parts.sheet = parts.sheet.replace("\"A1\"", "\"ZZZZZZZ99999999999\""));
    put("行号负.xlsx", &|parts| parts.sheet = parts.sheet.replace("<row r=\"1\">", "<row r=\"-1\">"));
    put("行号极大.xlsx", &|parts| parts.sheet = parts.sheet.replace("<row r=\"1\">", "<row r=\"4294967296\">"));
    put("行号倒序.xlsx", &|parts| {
        parts.sheet = parts.sheet.replace("</sheetData>", "<row r=\"9\"/><row r=\"2\"/></sheetData>")
    });
    put("尺寸谎.xlsx", &|parts| {
        parts.sheet = parts.sheet.replace("<sheetData>", "<dimension ref=\"A1:XFD1048576\"/><sheetData>")
    });
    put("两端的格.xlsx", &|parts| {
        parts.sheet = parts
            .sheet
            .replace("</sheetData>", "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData>");
    });
    put("共享串谎.xlsx", &|parts| {
        parts.strings = format!("<sst xmlns=\"{MAIN}\" uniqueCount=\"999999999999\"></sst>")
    });
    put("共享串越界.xlsx", &|parts| {
        parts.sheet = parts.sheet.replace("t=\"inlineStr\"><is><t>姓名</t></is>", "t=\"s\"><v>4294967295</v>")
    });
    put("共享串负.xlsx", &|parts| {
        parts.sheet = parts.sheet.replace("t=\"inlineStr\"><is><t>姓名</t></is>", "t=\"s\"><v>-1</v>")
    });
    put("类型不懂.xlsx", &|parts| parts.sheet = parts.sheet.replace("inlineStr", "zzz"));
    put("字符引用NUL.xlsx", &|parts| parts.sheet = parts.sheet.replace("姓名", "&#0;&#x1b;&#xD800;"));
    put("严格格式.xlsx", &|parts| {
        let strict = "http://purl.oclc.org/ooxml/spreadsheetml/main";
        parts.sheet = parts.sheet.replace(MAIN, strict);
        parts.book = parts.book.replace(MAIN, strict);
    });
    for (name, entry) in [
        ("上级目录", "../../evil.xlsx"),
        ("绝对路径", "/etc/cron.d/evil"),
        ("盘符", "C:\\Windows\\evil.dll"),
        ("反斜杠", "..\\..\\evil"),
        ("CON", "CON"),
        ("尾点", "xl/workbook.xml."),
        ("超长名", &"长".repeat(20_000)),
        ("控制名", "\u{1b}[2J.xml"),
        ("反向名", "\u{202e}lmx.xml"),
        ("大写", "XL/WORKBOOK.XML"),
    ] {
        let parts = plain();
        let bytes = zipped(&[
            (entry, b"evil"),
            ("[Content_Types].xml", b"<Types/>"),
            ("_rels/.rels", parts.to_book.as_bytes()),
            ("xl/workbook.xml", parts.book.as_bytes()),
        ]);
        all.put(Sort::Table, format!("条目{name}.xlsx"), bytes.clone());
        all.put(Sort::Photos, format!("照片条目{name}.zip"), bytes);
    }
    let nested = (0..12).fold(zipped(&[("a.csv", b"1")]), |inner, _| zipped(&[("a.zip", &inner)]));
    all.put(Sort::Table, "十二层包.xlsx", nested.clone());
    all.put(Sort::Photos, "十二层包.zip", nested);
    let compound = |stream: &str| {
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        file.create_stream(stream).unwrap().write_all(&[9; 4096]).unwrap();
        file.flush().unwrap();
        file.into_inner().into_inner()
    };
    for (name, stream) in [
        ("打开密码.xlsx", "/EncryptedPackage"),
        ("文字.doc", "/WordDocument"),
        ("演示.ppt", "/PowerPoint Document"),
        ("空流.xls", "/Workbook"),
        ("老簿.xls", "/Book"),
        ("别的.xls", "/Nothing"),
    ] {
        all.put(Sort::Table, name, compound(stream));
    }
}

fn bombs(all: &mut Corpus) {
    let long = "甲".repeat(20 << 20);
    all.put(Sort::Table, "六十兆的格.xlsx", Parts::of(&cell(&long)).packed());
    all.put(Sort::Table, "九十兆的空白.xlsx", Parts::of(&" ".repeat(90 << 20)).packed());
    let many: String = (2..=150_000).map(|row| format!("<row r=\"{row}\"><c><v>1</v></c></row>")).collect();
    all.put(Sort::Table, "十五万行.xlsx", Parts::of(&format!("{}{many}", cell("姓名"))).packed());
    let full: String = (2..=1_048_576u32)
        .map(|row| format!("<row r=\"{row}\"><c><v>{}</v></c></row>", u64::from(row) * 7919 % 99_991))
        .collect();
    let full = Parts::of(&format!("{}{full}", cell("姓名"))).packed();
    all.put(Sort::Table, "1048576行.xlsx", full);
    let entries: Vec<String> = (0..20_000).map(|n| format!("p{n}.jpg")).collect();
    let crowd: Vec<(&str, &[u8])> = entries.iter().map(|name| (name.as_str(), &b""[..])).collect();
    let crowd = zipped(&crowd);
    all.put(Sort::Table, "两万条目.xlsx", crowd.clone());
    all.put(Sort::Photos, "两万条目.zip", crowd);
    all.put(Sort::Photos, "二百兆照片.zip", zipped(&[("张三.jpg", &vec![0; 200 << 20])]));
}

fn strangers(all: &mut Corpus) {
    let magic: [(&str, &[u8]); 22] = [
        ("PDF", b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>"),
        ("PNG", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xff\xff\xff\xff\xff\xff\xff\x08\x06\0\0\0"),
        ("JPEG", b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
        ("GIF", b"GIF89a\xff\xff\xff\xff\0\0\0"),
        ("BMP", b"BM\xff\xff\xff\xff\0\0\0\0"),
        ("HEIC", b"\0\0\0\x18ftypheic"),
        ("TIFF", b"II*\0\x08\0\0\0"),
        ("GZIP", b"\x1f\x8b\x08\0\0\0\0\0\0\x03"),
        ("7Z", b"7z\xbc\xaf\x27\x1c\0\x04"),
        ("RAR", b"Rar!\x1a\x07\x01\0"),
        ("TAR", b"a.csv\0\0\0\0\0\0\0000000644"),
        ("EXE", b"MZ\x90\0\x03\0\0\0"),
        ("ELF", b"\x7fELF\x02\x01\x01\0"),
        ("SQLite", b"SQLite format 3\0\x10\0\x01\x01"),
        ("HTML", b"<html><body><table><tr><td>1</td></tr></table></body></html>"),
        ("XML2003", b"<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook/>"),
        ("MHT", b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n"),
        ("RTF", b"{\\rtf1\\ansi hello}"),
        ("JSON", b"{\"a\":1}"),
        ("ZIP空", b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"),
        ("ZIP头", b"PK\x03\x04"),
        ("OLE头", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    ];
    for (name, bytes) in magic {
        for ending in ["csv", "xlsx", "xls"] {
            all.put(Sort::Table, format!("{name}.{ending}"), bytes);
        }
        all.put(Sort::Credential, format!("{name}.pdf"), bytes);
        all.put(Sort::Photos, format!("{name}.jpg"), bytes);
    }
    for ending in ["et", "wps", "ods", "xlsb", "docx", "numbers"] {
        all.put(Sort::Table, format!("名单.{ending}"), zipped(&[("mimetype", b"x"), ("content.xml", b"<a/>")]));
    }
}

const XLS: &[u8] = include_bytes!("../data/roster.xls");

fn cut(all: &mut Corpus) {
    let xlsx = book(|book| {
        let sheet = book.add_worksheet();
        for (row, text) in (0..).zip(good().lines()) {
            for (column, cell) in (0..).zip(text.split(',')) {
                sheet.write(row, column, cell).unwrap();
            }
        }
    });
    for part in 1..12 {
        all.put(Sort::Table, format!("断在{part}成.xlsx"), &xlsx[..xlsx.len() * part / 12]);
        all.put(Sort::Table, format!("断在{part}成.xls"), &XLS[..XLS.len() * part / 12]);
        let mut blank = xlsx.clone();
        let from = xlsx.len() * part / 12;
        blank[from..(from + 64).min(xlsx.len())].fill(0);
        all.put(Sort::Table, format!("坏在{part}成.xlsx"), blank);
    }
}

fn texts(all: &mut Corpus) {
    let standard = super::support::STANDARD;
    let rows: Vec<(&str, Vec<u8>)> = vec![
        ("空.toml", Vec::new()),
        ("不是TOML.toml", "标准如下：".into()),
        ("不是UTF-8.toml", encoding_rs::GB18030.encode(standard).0.into_owned()),
        ("重复键.toml", format!("{standard}\n{standard}").into()),
        ("未知键.toml", format!("eval = \"1+1\"\n{standard}").into()),
        ("负权重.toml", standard.replace("weight = 5", "weight = -5").into()),
        ("权重极大.toml", standard.replace("weight = 5", "weight = 99999999999999999999").into()),
        ("权重无穷.toml", standard.replace("weight = 5", "weight = inf").into()),
        ("权重是字.toml", standard.replace("weight = 5", "weight = \"五\"").into()),
        ("方括号一万层.toml", format!("a = {}", "[".repeat(10_000)).into()),
        ("花括号一万层.toml", format!("a = {}", "{b=".repeat(10_000)).into()),
        ("点键一万节.toml", format!("{} = 1", vec!["a"; 10_000].join(".")).into()),
        ("一行四兆.toml", format!("a = \"{}\"", "长".repeat(1 << 20)).into()),
        ("隐藏字符.toml", standard.replace("钳工", "钳\u{202e}工").into()),
        ("控制字符.toml", standard.replace("钳工", "钳\u{1b}工").into()),
        ("全角等号.toml", standard.replacen('=', "＝", 1).into()),
        ("引号没关.toml", standard.replacen('"', "", 1).into()),
        ("日期离谱.toml", "[[day]]\nday = \"2026-13-45\"\nkind = \"holiday\"\nname = \"\"\n".into()),
        ("试卷没有题.toml", "version = \"1\"\ntitle = \"空\"\n".into()),
        ("信任名单断.list", "touchstone trust list\n".into()),
        ("信任名单乱.list", "— x AAAA\n\n— y ////\n".into()),
        ("信任名单十万行.list", "a\n".repeat(100_000).into()),
        ("二进制.list", vec![0xff; 4096]),
    ];
    for (name, bytes) in rows {
        all.put(Sort::Text, name, bytes);
    }
}

fn credentials(all: &mut Corpus) {
    let rows: Vec<(&str, Vec<u8>)> = vec![
        ("空.json", Vec::new()),
        ("空对象.json", b"{}".to_vec()),
        ("十万层.json", "[".repeat(100_000).into()),
        ("十万层对象.json", "{\"a\":".repeat(100_000).into()),
        ("重复键.json", b"{\"proof\":1,\"proof\":2}".to_vec()),
        ("极大数.json", b"{\"a\":1e99999}".to_vec()),
        ("孤代理.json", b"{\"a\":\"\\ud800\"}".to_vec()),
        ("不是UTF-8.json", b"{\"a\":\"\xff\"}".to_vec()),
        ("签名空.json", b"{\"proof\":{\"type\":\"DataIntegrityProof\",\"cryptosuite\":\"eddsa-jcs-2022\",\"proofValue\":\"z\"}}".to_vec()),
        ("签名乱.json", b"{\"proof\":{\"type\":\"DataIntegrityProof\",\"cryptosuite\":\"eddsa-jcs-2022\",\"proofValue\":\"z0OIl\"}}".to_vec()),
        ("二维码空.txt", b"TS1:".to_vec()),
        ("二维码小写.txt", b"ts1:abc".to_vec()),
        ("二维码乱.txt", "TS1:不是".into()),
        ("二维码一兆.txt", format!("TS1:{}", "A".repeat(1 << 20)).into()),
        ("二维码NUL.txt", b"TS1:\0\0\0".to_vec()),
        ("二维码控制.txt", b"TS1:\x1b[2J".to_vec()),
        ("PDF断.pdf", b"%PDF-1.7\nstream\n".to_vec()),
        ("PDF长度谎.pdf", b"%PDF-1.7\n1 0 obj<</Length 999999999999>>stream\nx\nendstream endobj".to_vec()),
        ("PDF环.pdf", b"%PDF-1.7\nxref\n0 1\ntrailer<</Prev 0/Root 1 0 R>>\n1 0 obj<</Names 1 0 R>>endobj\nstartxref\n9\n%%EOF".to_vec()),
        ("PDF附件上级.pdf", b"%PDF-1.7\n1 0 obj<</Type/Filespec/F(../../credential.json)/EF<</F 2 0 R>>>>endobj\n2 0 obj<</Length 2>>stream\n{}\nendstream endobj".to_vec()),
        ("PDF括号十万层.pdf", format!("%PDF-1.7\n{}", "(".repeat(100_000)).into()),
        ("PDF字典十万层.pdf", format!("%PDF-1.7\n1 0 obj{}", "<<".repeat(100_000)).into()),
        ("随机.pdf", (0..5000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect()),
    ];
    for (name, bytes) in rows {
        all.put(Sort::Credential, name, bytes);
    }
}

fn photos(all: &mut Corpus) {
    let png = |width: u32, height: u32| {
        [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], &width.to_be_bytes(), &height.to_be_bytes(), b"\x08\x02\0\0\0"].concat()
    };
    let name = format!("张三_{}.png", id_number(0));
    for (what, bytes) in [
        ("四十亿像素", png(65_535, 65_535)),
        ("零像素", png(0, 0)),
        ("极宽", png(u32::MAX, 1)),
        ("断的JPEG", b"\xff\xd8\xff\xc0\0\x11\x08".to_vec()),
        ("段长谎", b"\xff\xd8\xff\xe1\xff\xff".to_vec()),
        ("段长零", b"\xff\xd8\xff\xe1\0\0\xff\xe1\0\0".to_vec()),
        ("空照片", Vec::new()),
        ("文字照片", "不是照片".into()),
    ] {
        all.put(Sort::Photos, format!("{what}.zip"), zipped(&[(&name, &bytes)]));
        all.put(Sort::Photos, format!("{what}.png"), bytes);
    }
    all.put(Sort::Photos, "同名不同夹.zip", zipped(&[("a/张三.jpg", b"1"), ("b/张三.jpg", b"2")]));
}

fn backups(all: &mut Corpus) {
    let header = |change: &dyn Fn(&mut Vec<u8>)| {
        let mut page = vec![0u8; 4096];
        page[..16].copy_from_slice(b"SQLite format 3\0");
        page[16..24].copy_from_slice(&[0x10, 0, 1, 1, 0, 64, 32, 32]);
        page[28..32].copy_from_slice(&1u32.to_be_bytes());
        change(&mut page);
        page
    };
    let rows: Vec<(&str, Vec<u8>)> = vec![
        ("空.touchstone", Vec::new()),
        ("文字.touchstone", "备份".into()),
        ("只有头.touchstone", b"SQLite format 3\0".to_vec()),
        ("空库.touchstone", header(&|_| {})),
        ("页大小零.touchstone", header(&|page| page[16..18].fill(0))),
        ("页大小怪.touchstone", header(&|page| page[16..18].copy_from_slice(&[1, 1]))),
        ("页数极大.touchstone", header(&|page| page[28..32].fill(0xff))),
        ("写版本九.touchstone", header(&|page| page[18..20].fill(9))),
        ("编码九.touchstone", header(&|page| page[59] = 9)),
        ("根页乱.touchstone", header(&|page| page[100..].fill(0xa5))),
        ("根页环.touchstone", header(&|page| page[100..112].copy_from_slice(&[5, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1]))),
        ("加密.touchstone", (0..8192u32).map(|n| (n.wrapping_mul(2_246_822_519) >> 23) as u8).collect()),
    ];
    for (name, bytes) in rows {
        all.put(Sort::Backup, name, bytes);
    }
}
