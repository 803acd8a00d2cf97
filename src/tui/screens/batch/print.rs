//! What a batch has to print: one is picked, looked at, and printed or written from its preview.

use crate::domain::language::{Both, Lang, Say};
use crate::exchange::print::Paper;
use crate::exchange::print::aside::lay_out;
use crate::exchange::print::kinds::Document;
use crate::exchange::print::paper::station_name;
use crate::ops::Office;
use crate::ops::office::not_signed_in;
use crate::store::Failure;
use crate::store::read::batch::Batch;
use crate::tui::context::Context;
use crate::tui::popup::choose::{Choice, Choose};
use crate::tui::screens::parts::save_text::plain_name;
use crate::tui::screens::preview::{Leaving, Preview, Source};
use crate::{both, refusal};

/// The documents of a batch; one that has nothing to print yet says why.
pub fn choose(office: &Office, batch: &Batch) -> Result<Choose, Failure> {
    let read = office.read();
    if read.vault().is_none() {
        return Err(not_signed_in().into());
    }
    let mut choices = Vec::new();
    for document in Document::ALL {
        let choice = Choice::new(document.word());
        choices.push(match document.may(&read, batch) {
            Ok(()) => choice,
            Err(Failure::Refused(refusal)) => choice.note(refusal.because).off(),
            Err(other) => return Err(other),
        });
    }
    Ok(Choose::new(both!("打印哪一份？", "Print what?"), choices))
}

/// The preview of the document at this place of them.
pub fn preview(batch: &Batch, place: usize, context: &mut Context) -> Result<Preview, Failure> {
    let document = Document::ALL[place];
    let title: Both = document.word();
    let name = plain_name(&format!("{}-{}", batch.plan.code, title.say(context.lang)));
    let source = match document.run() {
        Some(kind) => Source::of_batch(context, batch.id, kind)?,
        None => {
            let lists = document.lists(&context.office.read(), batch.id)?;
            if lists.is_empty() {
                return Err(refusal!("nothing_to_print", "没有要打印的内容。", "There is nothing to print.").into());
            }
            let station = station_name(&context.office.read())?;
            let about = Paper::today(&context.office, &station, context.lang).about(&title.say(Lang::Zh));
            let left = Leaving { profile: document.profile().word, batch: batch.id };
            Source::laid_out(lay_out(lists), about, Some(left))?
        }
    };
    Ok(Preview::new(title, name, source, context))
}
