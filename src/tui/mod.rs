//! Screens, keys, colours, language: a stack of screens over one key table.
//!
//! A key becomes an [`intent::Intent`] through the [`keymap`], never inside a screen. A screen answers an intent with a
//! [`screen::Flow`]; a popup is a screen that does not cover all. [`app`] holds the stack and knows no terminal, so that
//! [`journey`] drives it without one; [`run`] is the loop on a real terminal.
//!
//! Adding a screen: one file with its `impl Screen`, one `mod` line, one scope with its rows in [`keytable`], one line at
//! the caller that pushes it.

pub mod app;
pub mod bars;
pub mod compat;
pub mod context;
pub mod door;
mod half_typed;
pub mod intent;
pub mod job;
pub mod journey;
pub mod key;
pub mod keymap;
pub mod keytable;
pub mod popup;
pub mod preferences;
pub mod rights;
pub mod run;
pub mod screen;
pub mod screens;
pub mod signals;
pub mod terminal;
pub mod theme;
pub mod typing;
pub mod waiting;
pub mod wide;
pub mod widget;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;
