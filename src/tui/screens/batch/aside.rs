//! The selected entry beside the list, where there is room for it.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::domain::id::EntryId;
use crate::tui::context::Context;
use crate::tui::screens::entry::File;
use crate::tui::widget::detail::Detail;

/// Read again only when another entry is selected.
#[derive(Default)]
pub struct Aside {
    of: Option<EntryId>,
    file: Option<File>,
}

impl Aside {
    pub fn forget(&mut self) {
        self.of = None;
    }

    pub fn draw(&mut self, frame: &mut Frame, area: Rect, entry: Option<EntryId>, context: &mut Context) {
        if self.of != entry {
            self.of = entry;
            let file = entry.map(|entry| File::read(&context.office, entry));
            self.file = file.and_then(|file| context.tell(file));
        }
        if let Some(file) = self.file.as_ref().filter(|_| entry.is_some()) {
            let lines = file.lines(context.lang, &context.theme);
            Detail::default().draw(frame, area, &lines, context);
        }
    }
}
