//! 职业技能等级证书, one A4 page: the fields and wording of 人社鉴发〔2021〕1号, from sealed bytes alone. Either the whole page 整页 or
//! the fields alone 套打, onto paper that has the rest printed already.

use chrono::{Datelike, NaiveDate};

use super::certificate_fields::{self as fields, FIELDS, field};
use super::length::{A4, Area, Um, mm, pt};
use super::pdf::{About, Attachment, pdf};
use super::pen::{Pen, Style};
use super::shape::{Ink, Page};
use super::ticket::{Photo, photo};
use super::typeface::Typefaces;
use crate::domain::language::Lang;
use crate::domain::refusal::Refusal;

/// Where anybody may ask for a certificate.
pub const QUERY_CERTIFICATE: &str = "http://jndj.osta.org.cn";
/// Where anybody may ask for a body that issues them.
pub const QUERY_BODY: &str = "http://pjjg.osta.org.cn";
/// The version of what is drawn here, with the library that writes it: raised whenever the same certificate gives other bytes, which a test
/// watches. Files of one version can be drawn again and compared; those of another are compared by eye.
pub const LAYOUT: u32 = 1;
/// A field that does not apply.
pub const NONE: &str = "--";

/// Who holds it, as printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    pub name: String,
    pub document_kind: String,
    /// Whole: it stands on the certificate.
    pub document_number: String,
    pub photo: Option<Photo>,
}

/// A certificate as it is printed. Everything comes from what was signed, from its sealed part and from the record of this print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// 职业技能等级证书, or 职业资格证书 by the batch's kind.
    pub title: String,
    pub title_en: String,
    /// 职业技能等级认定, or 职业技能鉴定.
    pub evaluation: String,
    pub number: String,
    /// None once erased after retention.
    pub holder: Option<Holder>,
    pub trade: String,
    /// 工种/职业方向; empty prints `--`.
    pub branch: String,
    /// 三级/高级工.
    pub level: String,
    /// The level in English, where both languages are printed.
    pub level_en: String,
    pub issuer: String,
    pub issued_on: NaiveDate,
    /// 考核, 直接认定, …
    pub way: String,
    /// What the QR code says; none once the holder's part was erased, for it names the holder.
    pub code: Option<String>,
    /// Said below the code in the place of the usual words: that the proof travels in the file.
    pub code_note: Option<String>,
    /// A short code that a person can read out; none with the code.
    pub read_out: Option<String>,
    /// 印制流水码 of the sheet of paper.
    pub print_serial: Option<String>,
    /// 补发, 更正: what happened to it since, in the words of its acts.
    pub remarks: Vec<String>,
    /// English beside the Chinese.
    pub bilingual: bool,
    /// The signed credential, exactly as it was signed, and what else travels with it.
    pub attachments: Vec<Attachment>,
}

/// What of the page is printed, and how far it is moved on this printer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Placement {
    /// 套打: the fields alone.
    pub overlay: bool,
    pub right: Um,
    pub down: Um,
}

const LEFT: Um = mm(28);
const WIDTH: Um = A4.0 - 2 * LEFT;
const SMALL: Um = pt(85);

/// The page.
///
/// # Errors
/// A character that no font has.
pub fn page(certificate: &Certificate, placement: Placement, faces: &Typefaces) -> Result<Page, Refusal> {
    let mut pen = Pen::new(faces, A4);
    if !placement.overlay {
        form(&mut pen, certificate)?;
    }
    let own = pen.page.shapes.len();
    values(&mut pen, certificate)?;
    let mut page = pen.page;
    for shape in &mut page.shapes[own..] {
        shape.shift(placement.right, placement.down);
    }
    Ok(page)
}

/// The page as a PDF/A-3 with the credential attached.
pub fn document(certificate: &Certificate, placement: Placement, faces: &Typefaces) -> Result<Vec<u8>, Refusal> {
    let page = page(certificate, placement, faces)?;
    let about = About {
        title: format!("{} {}", certificate.title, certificate.number),
        author: certificate.issuer.clone(),
        lang: Lang::Zh,
        on: certificate.issued_on,
        attachments: certificate.attachments.clone(),
    };
    pdf(&[page], &about, faces)
}

/// What a pre-printed sheet has on it already.
fn form(pen: &mut Pen, certificate: &Certificate) -> Result<(), Refusal> {
    let both = certificate.bilingual;
    let outer = Area::new(mm(10), mm(10), A4.0 - mm(20), A4.1 - mm(20));
    pen.frame(outer, 1100, Ink::GOLD);
    pen.frame(outer.inset(2200), 250, Ink::GOLD);
    pen.frame(outer.inset(3200), 120, Ink::GOLD);
    corners(pen, outer.inset(3200));

    let wide = |y: Um, height: Um| Area::new(LEFT, y, WIDTH, height);
    pen.fitted(wide(mm(28), mm(18)), &certificate.title, Style::plain(pt(380)).bold().centred(), pt(300))?;
    if both {
        let style = Style::plain(pt(125)).centred().ink(Ink::GREY);
        pen.fitted(wide(mm(47), mm(6)), &certificate.title_en, style, pt(90))?;
    }
    let y = mm(57);
    pen.rule((A4.0 / 2 - mm(42), y), (A4.0 / 2 + mm(42), y), 200, Ink::GOLD);
    pen.filled(Area::new(A4.0 / 2 - 900, y - 900, 1800, 1800), Ink::GOLD);

    for own in &FIELDS {
        let at = own.label();
        let style = Style::plain(pt(120)).ink(Ink::GREY);
        if both {
            pen.fitted(Area { height: mm(6), ..at }, own.zh, style, pt(90))?;
            let english = Area { y: at.y + mm(5) + 600, height: mm(4), ..at };
            pen.fitted(english, own.en, Style::plain(pt(75)).ink(Ink::GREY), pt(60))?;
        } else {
            pen.fitted(at, own.zh, style, pt(90))?;
        }
        let line = own.area();
        pen.rule((line.x, line.bottom()), (line.right(), line.bottom()), 120, Ink::PALE);
    }
    let issuer = fields::ISSUER;
    let label = if both { "评价机构（盖章） Evaluating body (seal)" } else { "评价机构（盖章）" };
    pen.fitted(
        Area::new(issuer.x, issuer.y - mm(9), issuer.width, mm(6)),
        label,
        Style::plain(pt(105)).centred().ink(Ink::GREY),
        pt(80),
    )?;
    let label = if both { "发证日期 Date of issue" } else { "发证日期" };
    let date = fields::DATE;
    pen.fitted(
        Area::new(date.x, date.y - mm(7), date.width, mm(6)),
        label,
        Style::plain(pt(105)).centred().ink(Ink::GREY),
        pt(80),
    )?;

    let mut y = mm(262);
    pen.rule((LEFT, y), (LEFT + WIDTH, y), 120, Ink::GOLD);
    y += mm(2);
    let style = Style::plain(SMALL).ink(Ink::GREY);
    let left = Area::new(LEFT, y, WIDTH / 2, mm(5));
    let (one, two) = if both {
        ("证书信息查询网址 Certificate query：", "机构信息查询网址 Body query：")
    } else {
        ("证书信息查询网址：", "机构信息查询网址：")
    };
    pen.fitted(left, &format!("{one}{QUERY_CERTIFICATE}"), style, pt(65))?;
    pen.fitted(left.moved(0, mm(5)), &format!("{two}{QUERY_BODY}"), style, pt(65))?;
    Ok(())
}

/// A small knot in each corner of the frame.
fn corners(pen: &mut Pen, at: Area) {
    let size = mm(5);
    for (x, y) in
        [(at.x, at.y), (at.right() - size, at.y), (at.x, at.bottom() - size), (at.right() - size, at.bottom() - size)]
    {
        let knot = Area::new(x, y, size, size);
        pen.frame(knot, 250, Ink::GOLD);
        pen.filled(knot.inset(1500), Ink::GOLD);
    }
}

/// What is this certificate's own.
fn values(pen: &mut Pen, certificate: &Certificate) -> Result<(), Refusal> {
    statement(pen, certificate)?;
    let erased = "（已依规清除）".to_owned();
    let holder = certificate.holder.as_ref();
    let told = |value: Option<&String>| value.cloned().unwrap_or_else(|| erased.clone());
    let branch = if certificate.branch.is_empty() { NONE } else { &certificate.branch };
    let level = if certificate.bilingual && !certificate.level_en.is_empty() {
        format!("{}  {}", certificate.level, certificate.level_en)
    } else {
        certificate.level.clone()
    };
    let values = [
        told(holder.map(|holder| &holder.name)),
        told(holder.map(|holder| &holder.document_kind)),
        told(holder.map(|holder| &holder.document_number)),
        certificate.trade.clone(),
        branch.to_owned(),
        level,
        certificate.number.clone(),
    ];
    for (own, value) in FIELDS.iter().zip(&values) {
        field(pen, own.value(), value)?;
    }
    let portrait = holder.and_then(|holder| holder.photo.as_ref());
    photo(pen, fields::PHOTO, portrait, Lang::Zh)?;

    code(pen, certificate)?;

    // The seal goes over the name of the body and the date.
    pen.fitted(fields::ISSUER, &certificate.issuer, Style::plain(pt(150)).centred(), pt(80))?;
    let on = certificate.issued_on;
    let date = format!("{}年{}月{}日", on.year(), on.month(), on.day());
    pen.fitted(fields::DATE, &date, Style::plain(pt(130)).centred(), pt(80))?;

    let right = Area::new(LEFT + WIDTH / 2, mm(264), WIDTH / 2, mm(5));
    let style = Style::plain(SMALL).right().ink(Ink::GREY);
    let serial = certificate.print_serial.as_ref().map(|serial| format!("印制流水码：{serial}"));
    let way = format!("取得方式：{}", certificate.way);
    pen.fitted(right, &serial.map_or_else(|| way.clone(), |serial| format!("{way}    {serial}")), style, pt(60))?;
    let mut remarks: Vec<String> = certificate.remarks.clone();
    if holder.is_none() {
        remarks.push("持证人信息已在保存期满后清除，编号、等级和签名仍可核验".to_owned());
    }
    pen.fitted(right.moved(0, mm(5)), &remarks.join("；"), style, pt(60))
}

/// The QR code and what stands below it.
fn code(pen: &mut Pen, certificate: &Certificate) -> Result<(), Refusal> {
    let Some(text) = &certificate.code else { return Ok(()) };
    pen.code(fields::CODE, text)?;
    let below = Area::new(fields::CODE.x - mm(6), fields::CODE.bottom() + mm(2), fields::CODE.width + mm(12), mm(5));
    let style = Style::plain(SMALL).centred().ink(Ink::GREY);
    let hint = if certificate.bilingual {
        "扫码核验，不需联网 Verify offline"
    } else {
        "扫码核验，不需联网"
    };
    pen.fitted(below, certificate.code_note.as_deref().unwrap_or(hint), style, pt(60))?;
    let Some(read_out) = &certificate.read_out else { return Ok(()) };
    pen.fitted(below.moved(0, mm(5)), &format!("核对码 {read_out}"), style, pt(55))
}

/// 证书正文.
fn statement(pen: &mut Pen, certificate: &Certificate) -> Result<(), Refusal> {
    let (issuer, about) = (&certificate.issuer, &certificate.evaluation);
    let text =
        format!("　　本证书由{issuer}颁发，表明持证人通过本机构组织的{about}，具备该职业（工种）相应技能等级水平。");
    let size = pt(130);
    let lines = pen.wrapped(&text, WIDTH, size)?;
    let at = fields::STATEMENT;
    pen.lines(at, &lines, Style::plain(size), mm(8))?;
    if certificate.bilingual {
        let text = format!(
            "This certificate is issued by {issuer}. It states that the holder has passed the vocational skill level \
             assessment held by this body and is skilled in the trade at the level named."
        );
        let y = at.y + mm(8) * lines.len() as i32 + mm(1);
        let lines = pen.wrapped(&text, WIDTH, pt(90))?;
        pen.lines(Area { y, ..at }, &lines, Style::plain(pt(90)).ink(Ink::GREY), mm(4) + 500)?;
    }
    Ok(())
}
