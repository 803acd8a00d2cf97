//! Where each field of a certificate stands: the whole page, the overlay and the test page agree by this table.

use super::length::{Area, Um, mm, pt};
use super::pen::{Pen, Style};
use crate::domain::refusal::Refusal;

/// A labelled field.
pub(super) struct Field {
    pub(super) zh: &'static str,
    pub(super) en: &'static str,
    y: Um,
    width: Um,
}

const LEFT: Um = mm(28);
const LABEL: Um = mm(40);
const ROW: Um = mm(13);
const BEGIN: Um = mm(100);
const NARROW: Um = mm(122);
const WIDE: Um = mm(154);

const fn row(index: i32, zh: &'static str, en: &'static str) -> Field {
    // The photo stands beside the first three.
    Field { zh, en, y: BEGIN + index * ROW, width: if index < 3 { NARROW } else { WIDE } }
}

pub(super) const FIELDS: [Field; 7] = [
    row(0, "姓　　名", "Name"),
    row(1, "证件类型", "Document type"),
    row(2, "证件号码", "Document no."),
    row(3, "职业名称", "Occupation"),
    row(4, "工种/职业方向", "Branch"),
    row(5, "职业技能等级", "Skill level"),
    row(6, "证书编号", "Certificate no."),
];

impl Field {
    pub(super) const fn area(&self) -> Area {
        Area::new(LEFT, self.y, self.width, ROW - mm(1))
    }

    pub(super) const fn label(&self) -> Area {
        Area::new(LEFT, self.y + mm(1), LABEL, ROW - mm(2))
    }

    pub(super) const fn value(&self) -> Area {
        Area::new(LEFT + LABEL, self.y + mm(1), self.width - LABEL, ROW - mm(2))
    }
}

pub(super) const STATEMENT: Area = Area::new(LEFT, mm(65), mm(154), mm(32));
pub(super) const PHOTO: Area = Area::new(mm(157), BEGIN, mm(25), mm(35));
pub(super) const CODE: Area = Area::new(mm(34), mm(202), mm(38), mm(38));
pub(super) const ISSUER: Area = Area::new(mm(88), mm(214), mm(94), mm(9));
pub(super) const DATE: Area = Area::new(mm(88), mm(236), mm(94), mm(8));

/// A value in its place: large, smaller where it must be, then in two lines and three. It is never cut.
pub(super) fn field(pen: &mut Pen, at: Area, value: &str) -> Result<(), Refusal> {
    const SIZES: [(Um, usize); 5] = [(pt(140), 1), (pt(120), 1), (pt(110), 2), (pt(90), 2), (pt(80), 3)];
    for (size, most) in SIZES {
        let lines = pen.wrapped(value, at.width, size)?;
        if lines.len() <= most {
            return put(pen, at, &lines, size);
        }
    }
    let mut size = pt(75);
    loop {
        let lines = pen.wrapped(value, at.width, size)?;
        if size * lines.len() as i32 <= at.height || size <= pt(30) {
            return put(pen, at, &lines, size);
        }
        size -= pt(5);
    }
}

fn put(pen: &mut Pen, at: Area, lines: &[String], size: Um) -> Result<(), Refusal> {
    let leading = size + size / 8;
    let block = leading * lines.len() as i32 - size / 8;
    pen.lines(Area { y: at.y + (at.height - block) / 2, ..at }, lines, Style::plain(size), leading)
}
