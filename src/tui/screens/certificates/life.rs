//! A certificate's life as a timeline: issued, printed, corrected, reissued, sent up, ended.

use crate::both;
use crate::domain::evaluation::certificate::{Change, fields};
use crate::domain::evaluation::upload::UploadState;
use crate::domain::id::PersonId;
use crate::domain::language::{Both, Say};
use crate::ops::Office;
use crate::store::Failure;
use crate::store::read::certificate::CertificateRow;
use crate::tui::context::Context;
use crate::tui::screens::parts::words;
use crate::tui::widget::detail::Told;

/// One turn.
struct Turn {
    seq: i64,
    day: String,
    what: Both,
    more: Both,
    ends: bool,
}

/// What happened, in a word.
fn done(change: Change) -> Both {
    match change {
        Change::Reissue => both!("补发", "reissued"),
        Change::Correct => both!("更正", "corrected"),
        Change::Revoke => both!("撤销", "revoked"),
        Change::Annul => both!("注销", "annulled"),
    }
}

pub struct Life {
    turns: Vec<Turn>,
    upload: Option<(UploadState, String, String)>,
}

impl Life {
    pub fn read(office: &Office, row: &CertificateRow) -> Result<Life, Failure> {
        let read = office.read();
        let mut turns = Vec::new();
        for copy in read.print_copies(&row.number)? {
            let occasion = words::both(&copy.occasion);
            let serial = copy
                .serial
                .map_or_else(|| both!("白纸", "plain paper"), |serial| both!("流水码 {serial}", "serial {serial}"));
            let void = if copy.void { both!("，已作废", ", spoiled") } else { both!("", "") };
            turns.push(Turn {
                seq: copy.seq,
                day: copy.on.to_string(),
                what: both!("印制", "printed"),
                more: Both {
                    zh: format!("{}，{}{}", occasion.zh, serial.zh, void.zh),
                    en: format!("{}, {}{}", occasion.en, serial.en, void.en),
                },
                ends: false,
            });
        }
        for event in read.certificate_events(&row.number)? {
            let person = |id: PersonId| read.person_name(id);
            let names = match event.second {
                Some(second) => format!("{}、{}", person(event.person)?, person(second)?),
                None => person(event.person)?,
            };
            let about = match event.change {
                Change::Correct => fields(&event.fields),
                _ => event.ground.map_or_else(|| both!("", ""), |ground| words::both(&ground)),
            };
            let list = |about: &str| {
                let parts = [about, &event.because, &event.document, &names];
                parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ")
            };
            turns.push(Turn {
                seq: event.seq,
                day: event.on.to_string(),
                what: done(event.change),
                more: Both { zh: list(&about.zh), en: list(&about.en) },
                ends: !event.change.to().holds(),
            });
        }
        turns.sort_by_key(|turn| turn.seq);
        let upload = read.upload(&row.number)?.map(|upload| (upload.state, upload.receipt, upload.because));
        Ok(Life { turns, upload })
    }

    pub fn tell(&self, issued_on: &str, context: &Context) -> Vec<Told> {
        let (lang, theme) = (context.lang, &context.theme);
        let mut lines = vec![Told::Blank, Told::Heading("经历", "Life")];
        lines.push(Told::Pieces(
            0,
            vec![(format!("{issued_on}  "), theme.muted), (lang.pick("核发", "issued").to_owned(), theme.text)],
        ));
        for turn in &self.turns {
            let style = if turn.ends { theme.bad } else { theme.accent };
            lines.push(Told::Pieces(0, vec![(format!("{}  ", turn.day), theme.muted), (turn.what.say(lang), style)]));
            lines.push(Told::Text(6, turn.more.say(lang), theme.muted));
        }
        let (state, receipt, because) = match &self.upload {
            None => (UploadState::Unsent.say(lang), "", ""),
            Some((state, receipt, because)) => (state.say(lang), receipt.as_str(), because.as_str()),
        };
        let told = [state.as_str(), receipt, because].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
        lines.push(Told::Pair("上报", "Upload", told.join("  "), theme.text));
        lines
    }
}
