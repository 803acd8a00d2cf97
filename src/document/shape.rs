//! What stands on a page, as plain data: the PDF, the preview in the terminal and the tests all read the same value.

use std::sync::Arc;

use super::length::{Area, Um};

/// Grey to black, or the red of a seal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ink(pub u8, pub u8, pub u8);

impl Ink {
    pub const BLACK: Ink = Ink(0, 0, 0);
    pub const GREY: Ink = Ink(96, 96, 96);
    pub const PALE: Ink = Ink(200, 200, 200);
    pub const SHADE: Ink = Ink(240, 240, 240);
    pub const GOLD: Ink = Ink(150, 112, 45);
    pub const RED: Ink = Ink(168, 28, 32);
}

/// How heavy a line of text is: one face is embedded, so a bold one is the same with its edge drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    Plain,
    Bold,
}

/// One line of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    pub x: Um,
    /// Of the line that the letters stand on.
    pub baseline: Um,
    pub size: Um,
    pub width: Um,
    pub weight: Weight,
    pub ink: Ink,
    pub text: String,
}

/// The modules of a QR code, row by row; true is dark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Modules {
    /// What it says.
    pub text: Arc<str>,
    pub side: usize,
    pub dark: Arc<[bool]>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    Text(Text),
    Line {
        from: (Um, Um),
        to: (Um, Um),
        width: Um,
        ink: Ink,
    },
    Frame {
        at: Area,
        width: Um,
        ink: Ink,
    },
    Filled {
        at: Area,
        ink: Ink,
    },
    /// A JPEG or a PNG.
    Picture {
        at: Area,
        bytes: Arc<Vec<u8>>,
    },
    /// A QR code without its quiet zone.
    Code {
        at: Area,
        modules: Modules,
    },
}

impl Shape {
    /// Moves it over the paper.
    pub(super) fn shift(&mut self, right: Um, down: Um) {
        match self {
            Shape::Text(text) => {
                text.x += right;
                text.baseline += down;
            }
            Shape::Line { from, to, .. } => {
                for end in [from, to] {
                    *end = (end.0 + right, end.1 + down);
                }
            }
            Shape::Frame { at, .. } | Shape::Filled { at, .. } | Shape::Picture { at, .. } | Shape::Code { at, .. } => {
                *at = at.moved(right, down);
            }
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    pub width: Um,
    pub height: Um,
    pub shapes: Vec<Shape>,
}

impl Page {
    pub const fn new((width, height): (Um, Um)) -> Page {
        Page { width, height, shapes: Vec::new() }
    }

    /// The lines of text, in the order in which they were put.
    pub fn lines(&self) -> impl Iterator<Item = &Text> {
        self.shapes.iter().filter_map(|shape| match shape {
            Shape::Text(text) => Some(text),
            _ => None,
        })
    }
}
