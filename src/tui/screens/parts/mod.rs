//! Parts that the screens of lists share.

pub mod facts;
pub mod filling;
pub mod newest;
pub mod reader;
pub mod resit;
pub mod save_text;
pub mod search;
pub mod searched_list;
pub mod threaded;
pub mod words;
