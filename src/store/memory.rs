//! Approved standards and papers once read: they never change, so they are parsed once.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use super::read::standard::{PaperKept, StandardKept};
use crate::domain::id::{PaperId, StandardId};

/// What need not be parsed again while the file is open.
#[derive(Default)]
pub struct Memory {
    standards: RefCell<HashMap<StandardId, Arc<StandardKept>>>,
    papers: RefCell<HashMap<PaperId, Arc<PaperKept>>>,
}

impl Memory {
    pub fn standard(&self, id: StandardId) -> Option<Arc<StandardKept>> {
        self.standards.borrow().get(&id).cloned()
    }

    pub fn paper(&self, id: PaperId) -> Option<Arc<PaperKept>> {
        self.papers.borrow().get(&id).cloned()
    }

    /// A draft may change and is not kept.
    pub fn keep_standard(&self, kept: &Arc<StandardKept>) {
        if kept.approved {
            self.standards.borrow_mut().insert(kept.id, kept.clone());
        }
    }

    pub fn keep_paper(&self, kept: &Arc<PaperKept>) {
        self.papers.borrow_mut().insert(kept.id, kept.clone());
    }
}
