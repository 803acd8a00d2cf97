//! Lengths on paper: whole micrometres, so that the same page comes out the same everywhere.

/// Micrometres.
pub type Um = i32;

pub const fn mm(millimetres: i32) -> Um {
    millimetres * 1000
}

/// A size of type in tenths of a point: `pt(105)` is 10.5 pt 五号, `pt(120)` is 12 pt 小四.
pub const fn pt(tenths: i32) -> Um {
    tenths * 3528 / 100
}

/// A part of a length, rounded down.
pub const fn part(of: Um, numerator: i32, denominator: i32) -> Um {
    (of as i64 * numerator as i64 / denominator as i64) as i32
}

pub const A4: (Um, Um) = (mm(210), mm(297));

/// A place on a page, from its upper left corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    pub x: Um,
    pub y: Um,
    pub width: Um,
    pub height: Um,
}

impl Area {
    pub const fn new(x: Um, y: Um, width: Um, height: Um) -> Area {
        Area { x, y, width, height }
    }

    pub const fn right(&self) -> Um {
        self.x + self.width
    }

    pub const fn bottom(&self) -> Um {
        self.y + self.height
    }

    /// The same without so much at each side.
    pub const fn inset(&self, by: Um) -> Area {
        Area::new(self.x + by, self.y + by, self.width - 2 * by, self.height - 2 * by)
    }

    /// The same, moved.
    pub const fn moved(&self, right: Um, down: Um) -> Area {
        Area::new(self.x + right, self.y + down, self.width, self.height)
    }
}
