//! Where a previewed document goes: asked in one line, done at once or candidate by candidate.

use std::path::PathBuf;

use super::job::Printing;
use super::source::Source;
use super::{Preview, PreviewIntent};
use crate::both;
use crate::domain::anchor::Reason;
use crate::domain::id::BatchId;
use crate::exchange::print::run::{Kind, Run, Target};
use crate::ops::checkpoint::keep;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::popup::ask::Ask;
use crate::tui::popup::working::Working;
use crate::tui::screen::Flow;

impl Preview {
    pub(super) fn ask(&self, verb: PreviewIntent, context: &Context) -> Flow {
        let beside = |name: String| context.office.path().with_file_name(name).display().to_string();
        let ask = match verb {
            PreviewIntent::Print => Ask::new(
                both!("打印", "Print"),
                both!("打印机名称（留空用默认打印机）：", "The printer's name (none: the usual one):"),
            )
            .may_be_empty(),
            PreviewIntent::Write => Ask::new(both!("写成 PDF", "Write a PDF"), both!("写到：", "Write to:"))
                .value(&beside(format!("{}.pdf", self.name))),
            PreviewIntent::Each => {
                Ask::new(both!("每人一个文件", "One file each"), both!("写进文件夹：", "Into the folder:"))
                    .value(&beside(self.name.clone()))
            }
            _ => return Flow::Stay,
        };
        Flow::ask(Intent::Preview(verb), ask)
    }

    pub(super) fn go_on(&mut self, verb: PreviewIntent, text: &str, context: &mut Context) -> Flow {
        let text = text.trim();
        let printer = (!text.is_empty()).then(|| text.to_owned());
        let target = match verb {
            PreviewIntent::Print => Target::Printer(printer.clone()),
            PreviewIntent::Each => Target::Each(PathBuf::from(text)),
            _ => Target::One(with_ending(text)),
        };
        if let Source::Batch { batch, kind, .. } = self.source {
            return run(batch, kind, target, context);
        }
        let made = self.source.file(&context.office, &self.title, target);
        let Some(mut made) = context.tell(made) else { return Flow::Stay };
        match made.at_once(&mut context.office) {
            Some(done) => {
                if let Some(done) = context.tell(done) {
                    context.done(done);
                }
                Flow::Stay
            }
            None => Flow::push(Working::new(made)),
        }
    }
}

/// Candidate by candidate, with a way to stop.
fn run(batch: BatchId, kind: Kind, target: Target, context: &mut Context) -> Flow {
    let run =
        keep(&context.office, Reason::Export).and_then(|_| Run::of(&context.office, batch, kind, target, context.lang));
    context.tell(run).map_or(Flow::Stay, |run| Flow::push(Working::new(Printing(run))))
}

/// A name without an ending gets that of a PDF.
fn with_ending(text: &str) -> PathBuf {
    let path = PathBuf::from(text);
    if path.extension().is_none() { path.with_extension("pdf") } else { path }
}
