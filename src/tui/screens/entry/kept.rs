//! What a candidate has passed before, beside the application: carried already, or proposed.

use crate::domain::evaluation::standing::Standing;
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::EntryId;
use crate::domain::language::{Lang, Say};
use crate::ops::retake::{Kept, proposed};
use crate::say;
use crate::store::{Failure, Read};
use crate::tui::theme::Theme;
use crate::tui::widget::detail::Told;

/// Kept scores of one entry.
pub struct KeptScores {
    carried: Vec<(SubjectKind, Standing, String)>,
    pub proposed: Vec<Kept>,
}

impl KeptScores {
    pub fn read(read: &Read, entry: EntryId) -> Result<KeptScores, Failure> {
        let mut carried = read.standings(entry)?;
        carried.retain(|(_, standing, _)| matches!(standing, Standing::Carried { .. }));
        Ok(KeptScores { carried, proposed: proposed(read, entry)? })
    }

    pub fn lines(&self, lang: Lang, theme: &Theme) -> Vec<Told> {
        if self.carried.is_empty() && self.proposed.is_empty() {
            return Vec::new();
        }
        let mut lines = vec![Told::Blank, Told::Heading("保留成绩", "Kept scores")];
        for (subject, standing, evidence) in &self.carried {
            let Standing::Carried { score, .. } = standing else { continue };
            let subject = subject.say(lang);
            let text = say!(lang, "已沿用{subject} {score} 分", "{subject} carried with {score}");
            lines.push(Told::Text(0, text, theme.good));
            lines.push(Told::Text(1, evidence.clone(), theme.muted));
        }
        for one in &self.proposed {
            let (subject, score, until, code) = (one.subject.say(lang), one.score, one.until, &one.batch_code);
            let text = say!(
                lang,
                "{subject} {score} 分，批次 {code}，保留到 {until}",
                "{subject} {score}, batch {code}, kept until {until}"
            );
            match &one.usable {
                Ok(()) => {
                    let text = say!(lang, "可沿用：{text}（按 c）", "May be carried: {text} (c carries it)");
                    lines.push(Told::Text(0, text, theme.warn));
                }
                Err(refusal) => {
                    lines.push(Told::Text(0, text, theme.muted));
                    lines.push(Told::Text(1, refusal.say(lang), theme.muted));
                }
            }
        }
        lines
    }
}
