//! Approved standards and papers once read: they never change, so they are parsed once.

use std::cell::RefCell;
use std::collections::HashMap;

use super::read::standard::{PaperKept, StandardKept};
use crate::domain::id::{PaperId, StandardId};

/// What need not be parsed again while the file is open.
#[derive(Default)]
pub struct Memory {
    standards: RefCell<HashMap<StandardId, StandardKept>>,
    papers: RefCell<HashMap<PaperId, PaperKept>>,
}

impl Memory {
    pub fn standard(&self, id: StandardId) -> Option<StandardKept> {
        self.standards.borrow().get(&id).cloned()
    }

    pub fn paper(&self, id: PaperId) -> Option<PaperKept> {
        self.papers.borrow().get(&id).cloned()
    }

    /// A draft may change and is not kept.
    pub fn keep_standard(&self, kept: &StandardKept) {
        if kept.approved {
            self.standards.borrow_mut().insert(kept.id, kept.clone());
        }
    }

    pub fn keep_paper(&self, kept: &PaperKept) {
        self.papers.borrow_mut().insert(kept.id, kept.clone());
    }
}
