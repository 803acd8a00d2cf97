//! Parts that screens are made of.

pub mod chart;
pub mod columns;
pub mod detail;
pub mod field;
pub mod find;
pub mod fit;
pub mod form;
pub mod line;
pub mod list;
pub mod pages;
