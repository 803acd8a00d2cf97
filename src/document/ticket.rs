//! 准考证: two to a page, to be cut apart; each with its photo, where and when each subject is sat, and the rules of the room.

use std::sync::Arc;

use super::length::{A4, Area, Um, mm, pt};
use super::pen::{Pen, Style};
use super::shape::{Ink, Page};
use super::typeface::Typefaces;
use crate::domain::language::Lang;
use crate::domain::refusal::Refusal;

/// A photo with its width and height in pixels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Photo {
    pub bytes: Arc<Vec<u8>>,
    pub size: (u32, u32),
}

/// One subject on a ticket.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sitting {
    pub subject: String,
    /// 2026-09-20 09:00–10:30; empty where none is set yet.
    pub when: String,
    pub room: String,
    /// 座位 or 工位.
    pub place: String,
}

/// An admission ticket as it is printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ticket {
    pub station: String,
    pub batch: String,
    pub name: String,
    pub document_kind: String,
    /// Masked.
    pub document: String,
    pub trade: String,
    pub level: String,
    pub number: String,
    pub photo: Option<Photo>,
    pub sittings: Vec<Sitting>,
    pub address: String,
    pub phone: String,
    /// 考生须知, a line each.
    pub rules: Vec<String>,
}

const HALF: Um = A4.1 / 2;
const LEFT: Um = mm(18);
const WIDTH: Um = A4.0 - 2 * LEFT;
const PHOTO: (Um, Um) = (mm(25), mm(35));
const RULE: Um = 150;

/// Two tickets a page with a line between them where they are cut.
pub fn pages(tickets: &[Ticket], faces: &Typefaces, lang: Lang) -> Result<Vec<Page>, Refusal> {
    let page = |pair: &[Ticket]| {
        let mut pen = Pen::new(faces, A4);
        for (index, ticket) in (0..).zip(pair) {
            put(&mut pen, ticket, index * HALF, lang)?;
        }
        for dash in 0..35 {
            let x = mm(6 * dash);
            pen.rule((x, HALF), (x + mm(3), HALF), 100, Ink::PALE);
        }
        Ok(pen.page)
    };
    tickets.chunks(2).map(page).collect()
}

fn put(pen: &mut Pen, ticket: &Ticket, top: Um, lang: Lang) -> Result<(), Refusal> {
    let area = |y: Um, height: Um| Area::new(LEFT, top + y, WIDTH, height);
    pen.fitted(area(mm(10), mm(6)), &ticket.station, Style::plain(pt(115)).centred(), pt(80))?;
    let title = Style::plain(pt(200)).bold().centred();
    pen.fitted(area(mm(16), mm(10)), lang.pick("准 考 证", "Admission ticket"), title, pt(140))?;
    pen.fitted(area(mm(26), mm(5)), &ticket.batch, Style::plain(pt(95)).centred().ink(Ink::GREY), pt(70))?;

    let facts = [
        (lang.pick("姓名", "Name"), ticket.name.clone()),
        (lang.pick("证件", "Document"), format!("{} {}", ticket.document_kind, ticket.document)),
        (lang.pick("准考证号", "Ticket"), ticket.number.clone()),
        (lang.pick("职业（工种）", "Trade"), ticket.trade.clone()),
        (lang.pick("等级", "Level"), ticket.level.clone()),
    ];
    let (row, label, facts_width) = (mm(7), mm(26), WIDTH - PHOTO.0 - mm(2));
    let begin = mm(33);
    for (index, (name, value)) in (0..).zip(&facts) {
        let y = begin + index * row;
        let left = Area::new(LEFT, top + y, label, row);
        let right = Area::new(LEFT + label, top + y, facts_width - label, row);
        pen.fitted(left.inset(mm(1)), name, Style::plain(pt(105)).ink(Ink::GREY), pt(70))?;
        pen.fitted(right.inset(mm(1)), value, Style::plain(pt(115)), pt(60))?;
        pen.frame(left, RULE, Ink::PALE);
        pen.frame(right, RULE, Ink::PALE);
    }
    let at = Area::new(LEFT + WIDTH - PHOTO.0, top + begin, PHOTO.0, PHOTO.1);
    photo(pen, at, ticket.photo.as_ref(), lang)?;

    let begin = begin + mm(38);
    let heads = [
        lang.pick("科目", "Subject"),
        lang.pick("时间", "Time"),
        lang.pick("考场", "Room"),
        lang.pick("座位/工位", "Place"),
    ];
    let widths = [mm(36), WIDTH - mm(36) - mm(42) - mm(26), mm(42), mm(26)];
    let rows = ticket.sittings.iter().map(|own| [&*own.subject, &*own.when, &*own.room, &*own.place]);
    for (index, cells) in (0..).zip(std::iter::once(heads).chain(rows)) {
        let y = top + begin + index * mm(7);
        let mut x = LEFT;
        for (cell, width) in cells.iter().zip(widths) {
            let at = Area::new(x, y, width, mm(7));
            if index == 0 {
                pen.filled(at, Ink::SHADE);
            }
            pen.frame(at, RULE, Ink::PALE);
            let style = Style::plain(pt(100)).centred();
            pen.fitted(at.inset(mm(1)), cell, if index == 0 { style.bold() } else { style }, pt(65))?;
            x += width;
        }
    }
    let mut y = begin + mm(7) * (ticket.sittings.len() as i32 + 1) + mm(2);
    let place = format!(
        "{}{}    {}{}",
        lang.pick("考点地址：", "Address: "),
        ticket.address,
        lang.pick("电话：", "Telephone: "),
        ticket.phone
    );
    pen.fitted(area(y, mm(6)), &place, Style::plain(pt(95)), pt(65))?;
    y += mm(7);
    for rule in &ticket.rules {
        for line in pen.wrapped(rule, WIDTH, pt(85))? {
            if y + mm(5) > HALF - mm(5) {
                break;
            }
            pen.line(LEFT, top + y, &line, Style::plain(pt(85)).ink(Ink::GREY))?;
            y += mm(4) + 600;
        }
    }
    Ok(())
}

/// The photo in its frame, or the place where one is glued.
pub(super) fn photo(pen: &mut Pen, at: Area, photo: Option<&Photo>, lang: Lang) -> Result<(), Refusal> {
    match photo {
        Some(photo) => pen.picture(at, &photo.bytes, photo.size),
        None => {
            let middle = Area { y: at.y + at.height / 2 - mm(3), height: mm(6), ..at };
            pen.fitted(middle, lang.pick("照片", "Photo"), Style::plain(pt(95)).centred().ink(Ink::GREY), pt(70))?;
        }
    }
    pen.frame(at, 100, Ink::PALE);
    Ok(())
}
