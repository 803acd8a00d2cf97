//! Files in and out: bytes → rows and rows → bytes. Nothing here knows the store; the caller decides what becomes of a row.
//!
//! A file is read in three steps that a preview and an import share: [`read::read`] makes a [`grid::Grid`] of any CSV, XLSX or XLS,
//! [`roster::mapping`] says which column is which field, [`roster::parse`] turns each row into an entry or into all its faults.
mod collect;
pub mod collection;
mod columns_of;
pub mod employment_file;
pub mod faulty_rows;
pub mod fill_template;
mod formula_guard;
pub mod grid;
pub mod history;
pub mod inspection;
pub mod intake;
pub mod letters;
pub mod limits;
pub mod lists;
pub mod notices;
mod numbers;
pub mod photos;
pub mod print;
pub mod profile;
pub mod qr;
pub mod read;
mod read_csv;
mod read_xls;
mod read_xlsx;
pub mod refusals;
pub mod roster;
pub mod save;
pub mod scores;
pub mod sheets;
pub mod shown;
pub mod standard_text;
pub mod table;
pub mod text;
pub mod upload;
pub mod verifying;
pub mod wall_page;
pub mod weights;
pub mod weights_standard;
pub mod wing_sheet;
pub mod wing_year;
pub mod worker;
pub mod write_csv;
pub mod write_xlsx;
mod xls_guard;
mod zip_guard;
