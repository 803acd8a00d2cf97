//! What a batch has to print: one is picked, looked at, and printed or written from its preview.

use crate::document::pdf::About;
use crate::document::typeface::Typefaces;
use crate::domain::language::{Both, Lang, Say};
use crate::exchange::print::Paper;
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
            let read = context.office.read();
            let station = station_name(&read)?;
            let paper =
                Paper { station: &station, on: context.office.today(), lang: context.lang, faces: Typefaces::here() };
            let pages = document.pages(&read, batch.id, &paper)?;
            if pages.is_empty() {
                return Err(refusal!("nothing_to_print", "没有要打印的内容。", "There is nothing to print.").into());
            }
            let about = About {
                title: title.say(Lang::Zh),
                author: station,
                lang: context.lang,
                on: context.office.today(),
                attachments: Vec::new(),
            };
            let left = Some(Leaving { profile: document.profile().word, batch: batch.id });
            Source::Pages { pages, about: Box::new(about), left }
        }
    };
    Ok(Preview::new(title, name, source, context))
}
