//! Documents on paper: what stands in the file is what was laid out, every name comes out right, and the same data are the same bytes.
#![allow(clippy::print_stderr, reason = "a test that is skipped says so")]

use std::process::Command;
use std::sync::Arc;

use chrono::NaiveDate;
use sha2::{Digest as _, Sha256};
use touchstone::credential::tree::Hash;
use touchstone::document::certificate::{self, Certificate, Holder, Placement};
use touchstone::document::length::A4;
use touchstone::document::list::{self, List};
use touchstone::document::pdf::{About, Attachment, pdf};
use touchstone::document::pen::Pen;
use touchstone::document::shape::{Page, Shape};
use touchstone::document::ticket::Photo;
use touchstone::document::typeface::Typefaces;
use touchstone::document::{preview, slip, test_page};
use touchstone::domain::language::{Lang, Say};

const RARE: &str = "李㛃䶮𬱖";

fn certificate() -> Certificate {
    let bytes = include_bytes!("data/photo.jpg").to_vec();
    Certificate {
        title: "职业技能等级证书".to_owned(),
        title_en: "Certificate of Vocational Skill Level".to_owned(),
        evaluation: "职业技能等级认定".to_owned(),
        number: "S000043000012263000187".to_owned(),
        holder: Some(Holder {
            name: "阿依古丽·买买提".to_owned(),
            document_kind: "居民身份证".to_owned(),
            document_number: "430122199608150025".to_owned(),
            photo: Some(Photo { bytes: Arc::new(bytes), size: (118, 165) }),
        }),
        trade: "电工".to_owned(),
        branch: String::new(),
        level: "三级/高级工".to_owned(),
        level_en: "Level 3".to_owned(),
        issuer: "临江市职业技能鉴定所".to_owned(),
        issued_on: NaiveDate::from_ymd_opt(2026, 11, 22).unwrap(),
        way: "考核".to_owned(),
        code: Some(format!("TS1:{}", "0123456789ABCDEF".repeat(24))),
        code_note: None,
        read_out: Some("7K4M-29PQ".to_owned()),
        print_serial: Some("26A0000123".to_owned()),
        remarks: Vec::new(),
        bilingual: true,
        attachments: vec![Attachment {
            name: "credential.json".to_owned(),
            mime: "application/json",
            description: "W3C Verifiable Credential".to_owned(),
            bytes: br#"{"id":"urn:example"}"#.to_vec(),
        }],
    }
}

fn about() -> About {
    About {
        title: "试".to_owned(),
        author: "临江市职业技能鉴定所".to_owned(),
        lang: Lang::Zh,
        on: NaiveDate::from_ymd_opt(2026, 11, 22).unwrap(),
        attachments: Vec::new(),
    }
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn printed(page: &Page) -> String {
    page.lines().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_certificate_has_every_field_of_the_official_form_in_its_words() {
    let page = certificate::page(&certificate(), Placement::default(), &Typefaces::embedded()).unwrap();
    let text = printed(&page);
    for part in [
        "职业技能等级证书",
        "本证书由临江市职业技能鉴定所颁发，表明持证人通过本机构组织的职",
        "阿依古丽·买买提",
        "居民身份证",
        "430122199608150025",
        "电工",
        "--",
        "三级/高级工",
        "S000043000012263000187",
        "2026年11月22日",
        "http://jndj.osta.org.cn",
        "http://pjjg.osta.org.cn",
        "7K4M-29PQ",
        "印制流水码：26A0000123",
        "取得方式：考核",
        "Certificate of Vocational Skill Level",
    ] {
        assert!(text.contains(part), "{part} is missing from\n{text}");
    }
    assert_eq!((page.width, page.height), A4);
    let pictures = page.shapes.iter().filter(|shape| matches!(shape, Shape::Picture { .. })).count();
    assert_eq!(pictures, 1);
    let chinese = Certificate { bilingual: false, ..certificate() };
    let text = printed(&certificate::page(&chinese, Placement::default(), &Typefaces::embedded()).unwrap());
    assert!(!text.contains("Name") && !text.contains("Level"), "{text}");
}

#[test]
fn the_same_certificate_is_the_same_bytes_with_its_font_and_its_credential_inside() {
    let folder = tempfile::tempdir().unwrap();
    let faces = Typefaces::embedded();
    let bytes = certificate::document(&certificate(), Placement::default(), &faces).unwrap();
    assert_eq!(bytes, certificate::document(&certificate(), Placement::default(), &Typefaces::embedded()).unwrap());
    let holds = |part: &str| bytes.windows(part.len()).any(|window| window == part.as_bytes());
    assert!(holds("/FontFile3") && holds("credential.json") && holds("pdfaid:part"), "embedded, attached, archival");
    assert!(bytes.len() < 120_000, "{} bytes: the font is cut down to what is used", bytes.len());
    let path = folder.path().join("c.pdf");
    std::fs::write(&path, &bytes).unwrap();
    match Command::new("pdffonts").arg(&path).output() {
        Ok(output) => {
            let fonts = String::from_utf8(output.stdout).unwrap();
            let rows: Vec<&str> = fonts.lines().skip(2).collect();
            assert!(!rows.is_empty() && rows.iter().all(|row| row.contains("yes yes yes")), "{fonts}");
        }
        Err(_) => eprintln!("SKIPPED: pdffonts is not installed"),
    }
    let text = Command::new("pdftotext").arg("-raw").arg(&path).arg("-").output();
    if text.is_err() {
        eprintln!("SKIPPED: pdftotext is not installed");
    }
    if let Ok(text) = text.map(|output| output.stdout) {
        let text = squeezed(&String::from_utf8(text).unwrap());
        let page = certificate::page(&certificate(), Placement::default(), &faces).unwrap();
        for line in page.lines() {
            assert!(text.contains(&squeezed(&line.text)), "“{}” cannot be read out of the file", line.text);
        }
    }
}

/// Where this fails, the layout or the library that writes it gives other bytes than before: raise [`certificate::LAYOUT`] with the digest, so that
/// nobody's honest file of the version before is told to be changed.
#[test]
fn the_bytes_of_a_page_are_those_of_this_version_of_the_layout() {
    let bytes = certificate::document(&certificate(), Placement::default(), &Typefaces::embedded()).unwrap();
    let digest = Hash(Sha256::digest(&bytes).into()).to_string();
    assert_eq!((certificate::LAYOUT, &digest[..16]), (1, "a55d4a7c173344c5"));
}

#[test]
fn names_of_forty_characters_of_minorities_and_of_rare_characters_are_printed_whole() {
    let faces = Typefaces::embedded();
    let forty = "欧阳".repeat(20);
    for name in [RARE, "阿依古丽·买买提", "古丽巴哈尔·阿不都热依木", &forty, "Jean-Pierre O’Connor", "王\u{E0100}小明"]
    {
        let mut own = certificate();
        own.holder.as_mut().unwrap().name = name.to_owned();
        let page = certificate::page(&own, Placement::default(), &faces).unwrap();
        let text = squeezed(&printed(&page));
        assert!(text.contains(&squeezed(name)), "{name} is not whole in {text}");
        assert!(page.lines().all(|line| line.x >= 0 && line.x + line.width <= A4.0), "nothing leaves the page");
        certificate::document(&own, Placement::default(), &faces).unwrap();
    }
}

#[test]
fn a_character_that_no_font_has_is_refused_by_name_and_never_a_box() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("broken.ttf"), b"not a font").unwrap();
    let faces = Typefaces::with_folders(vec![folder.path().to_owned(), folder.path().join("missing")]);
    let mut own = certificate();
    own.holder.as_mut().unwrap().name = "王𠮷".to_owned();
    let refusal = certificate::document(&own, Placement::default(), &faces).unwrap_err();
    assert_eq!(refusal.code, "no_glyph");
    assert!(refusal.say(Lang::Zh).contains("“𠮷”（U+20BB7）") && refusal.say(Lang::Zh).contains("fonts"));
    assert!(refusal.say(Lang::En).contains("U+20BB7"));
    assert_eq!(faces.missing_glyphs("王𠮷😀𠮷"), ['𠮷', '😀']);
    assert_eq!(faces.missing_glyphs(RARE), []);
}

#[test]
fn after_erasure_the_page_says_what_was_erased_and_shows_nobody() {
    let erased = Certificate { holder: None, code: None, read_out: None, attachments: Vec::new(), ..certificate() };
    let page = certificate::page(&erased, Placement::default(), &Typefaces::embedded()).unwrap();
    let text = printed(&page);
    assert!(text.contains("（已依规清除）") && text.contains("保存期满后清除"), "{text}");
    assert!(!text.contains("阿依古丽") && !text.contains("4301221996"));
    assert!(!page.shapes.iter().any(|shape| matches!(shape, Shape::Picture { .. } | Shape::Code { .. })));
    certificate::document(&erased, Placement::default(), &Typefaces::embedded()).unwrap();
}

#[test]
fn an_overlay_has_the_fields_alone_moved_as_this_printer_is_set() {
    let faces = Typefaces::embedded();
    let whole = certificate::page(&certificate(), Placement::default(), &faces).unwrap();
    let placement = Placement { overlay: true, right: 1500, down: -800 };
    let fields = certificate::page(&certificate(), placement, &faces).unwrap();
    let text = printed(&fields);
    assert!(text.contains("阿依古丽") && !text.contains("职业技能等级证书") && !text.contains("证件号码"), "{text}");
    let name =
        |page: &Page| page.lines().find(|line| line.text.contains("阿依古丽")).map(|line| (line.x, line.baseline));
    let (at, moved) = (name(&whole).unwrap(), name(&fields).unwrap());
    assert_eq!((moved.0 - at.0, moved.1 - at.1), (1500, -800));
    let test = printed(&test_page::page(placement, &faces, Lang::Zh).unwrap());
    assert!(test.contains("右移 1.50 毫米") && test.contains("下移 −0.80 毫米"), "{test}");
}

fn register(rows: usize) -> List {
    let row = |n: usize| vec![n.to_string(), format!("J202609{n:04}"), RARE.to_owned(), "合格".to_owned()];
    List {
        titles: vec!["成绩登记表".to_owned(), "存证码：00GJ-4KQ2".to_owned()],
        header: ["序号", "准考证号", "姓名", "评定结果", "备注"].map(str::to_owned).to_vec(),
        rows: (1..=rows).map(row).collect(),
        foot: vec![["考评员（签字）：", "督导员：", "日期："].map(str::to_owned).to_vec()],
        note: "存证码：00GJ-4KQ2".to_owned(),
        ..List::default()
    }
}

#[test]
fn a_list_repeats_its_header_breaks_no_row_and_numbers_its_pages() {
    let pages = list::pages(&register(100), &Typefaces::embedded(), Lang::Zh).unwrap();
    assert!(pages.len() > 2);
    let total = pages.len();
    let mut rows = 0;
    for (index, page) in pages.iter().enumerate() {
        let text = printed(page);
        assert!(text.contains("准考证号") && text.contains(&format!("第 {} 页，共 {total} 页", index + 1)), "{text}");
        assert!(text.contains("存证码：00GJ-4KQ2"), "any page may be torn off");
        // The ticket and the name of a row stand on the same page.
        let tickets = page.lines().filter(|line| line.text.starts_with("J202609")).count();
        assert_eq!(tickets, page.lines().filter(|line| line.text == RARE).count());
        assert!(page.lines().all(|line| line.baseline < page.height));
        rows += tickets;
    }
    assert_eq!(rows, 100);
    assert!(printed(&pages[total - 1]).contains("考评员（签字）："));
    let bytes = pdf(&pages, &about(), &Typefaces::embedded()).unwrap();
    assert_eq!(bytes, pdf(&pages, &about(), &Typefaces::embedded()).unwrap());
}

#[test]
fn a_sheet_too_wide_for_a_page_goes_over_several_with_its_criteria_again() {
    let mut header: Vec<String> = ["评分点", "内容", "配分"].map(str::to_owned).to_vec();
    header.extend((1..=20).map(|n| format!("{n} 号工位 J2026-{n:06}")));
    let row = |n: usize| {
        let mut cells = vec![format!("1.{n}"), "接线正确".to_owned(), "5".to_owned()];
        cells.extend(std::iter::repeat_n(String::new(), 20));
        cells
    };
    let list = List {
        titles: vec!["评分表".to_owned()],
        header,
        rows: (1..=5).map(row).collect(),
        lead: 3,
        ..List::default()
    };
    let pages = list::pages(&list, &Typefaces::embedded(), Lang::Zh).unwrap();
    assert!(pages.len() > 1);
    assert!(pages.iter().all(|page| printed(page).contains("接线正确")));
    let all: String = pages.iter().map(printed).collect();
    assert!((1..=20).all(|n| all.contains(&format!("J2026-{n:06}"))), "no ticket is broken: {all}");
    let plain = List { lead: 0, header: list.header.iter().cycle().take(60).cloned().collect(), ..list };
    assert_eq!(list::pages(&plain, &Typefaces::embedded(), Lang::Zh).unwrap_err().code, "too_wide");
}

#[test]
fn slips_leave_no_line_out_however_many_there_are() {
    let lines: Vec<String> =
        (0..12).map(|n| format!("第 {n} 行，写得相当长，要折到下一行才放得下，不能丢掉")).collect();
    let own = slip::Slip { title: "成绩通知单".to_owned(), lines, code: Some("x".repeat(200)) };
    let pages = slip::pages(&vec![own; 9], &Typefaces::embedded()).unwrap();
    assert_eq!(pages.len(), 2);
    let text = squeezed(&printed(&pages[0]));
    assert_eq!((0..12).filter(|n| text.matches(&format!("第{n}行")).count() == 8).count(), 12);
}

/// Looks at a picture as a telephone would.
fn scanned(width: usize, height: usize, light: impl Fn(usize, usize) -> u8) -> Option<String> {
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(width, height, light);
    let found = picture.detect_grids();
    found.into_iter().find_map(|grid| grid.decode().ok()).map(|(_, text)| text)
}

#[test]
fn the_code_on_the_page_is_read_from_the_printed_picture() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("c.pdf");
    let own = certificate();
    std::fs::write(&path, certificate::document(&own, Placement::default(), &Typefaces::embedded()).unwrap()).unwrap();
    let output = Command::new("pdftoppm").args(["-r", "200", "-gray"]).arg(&path).output();
    let Ok(output) = output else { return eprintln!("SKIPPED: pdftoppm is not installed") };
    // A PGM: three lines of head, then a byte a pixel.
    let picture = output.stdout;
    let mut heads = picture.splitn(4, |byte| *byte == b'\n');
    assert_eq!(heads.next(), Some(&b"P5"[..]));
    let size = String::from_utf8(heads.next().unwrap().to_vec()).unwrap();
    let (width, height) = size.split_once(' ').map(|(w, h)| (w.parse().unwrap(), h.parse().unwrap())).unwrap();
    let _: Option<&[u8]> = heads.next();
    let pixels = heads.next().unwrap();
    assert_eq!(scanned(width, height, |x, y| pixels[y * width + x]).as_deref(), own.code.as_deref());
}

#[test]
fn a_page_is_previewed_where_its_text_stands() {
    let page = certificate::page(&certificate(), Placement::default(), &Typefaces::embedded()).unwrap();
    for columns in [60, 80, 120] {
        let rows = preview::rows(&page, columns);
        let at = |part: &str| {
            rows.iter().position(|row| row.contains(part)).unwrap_or_else(|| panic!("{part}\n{}", rows.join("\n")))
        };
        assert!(at("职业技能等级证书") < at("阿依古丽·买买提"));
        assert!(at("阿依古丽·买买提") < at("S000043000012263000187"));
        assert!(at("S000043000012263000187") < at("2026年11月22日"));
        assert!(rows.iter().all(|row| unicode_width::UnicodeWidthStr::width(row.as_str()) <= usize::from(columns)));
    }
}

#[test]
fn a_pen_wraps_between_ideographs_and_never_within_a_number() {
    let faces = Typefaces::embedded();
    let pen = Pen::new(&faces, A4);
    let size = 4000;
    let lines = pen.wrapped("职业技能，编号 S000043000012263000187 的证书", 60_000, size).unwrap();
    assert!(lines.iter().any(|line| line.contains("S000043000012263000187")), "{lines:?}");
    assert!(lines.iter().all(|line| !line.starts_with('，')), "{lines:?}");
    let wide = pen.wrapped("S000043000012263000187", 50_000, size).unwrap();
    assert_eq!(wide, ["S000043000012263000187"]);
    assert_eq!(pen.cut("阿依古丽·买买提", 12_500, size).unwrap(), "阿依…");
}
