//! All that an entry says: the candidate, the application, its verdict condition by condition, and what came of it.

use ratatui::style::Style;

use super::kept::KeptScores;
use crate::domain::evaluation::eligibility::{Eligibility, State, Verdict};
use crate::domain::evaluation::entry::Decision;
use crate::domain::id::EntryId;
use crate::domain::identity::Phone;
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::ops::{Office, entry, history, retake};
use crate::refusal;
use crate::store::Failure;
use crate::store::read::batch::Batch;
use crate::store::read::candidate::Candidate;
use crate::store::read::entry::{EntryDetail, EntryRow};
use crate::tui::screens::parts::words::short_level;
use crate::tui::screens::titles::Titles;
use crate::tui::theme::Theme;
use crate::tui::widget::detail::Told;

pub struct File {
    pub row: EntryRow,
    pub batch: Batch,
    pub detail: EntryDetail,
    candidate: Candidate,
    document: String,
    phone: String,
    item: (String, String),
    /// As it would be decided today.
    verdict: Verdict,
    kept: KeptScores,
    /// Certificates of the same trade and level that the candidate holds already.
    held: Vec<Both>,
}

impl File {
    pub fn read(office: &Office, id: EntryId) -> Result<File, Refusal> {
        File::ask(office, id).map_err(Refusal::from)
    }

    fn ask(office: &Office, id: EntryId) -> Result<File, Failure> {
        let read = office.read();
        let missing = || refusal!("no_entry", "没有这份报名。", "There is no such entry.");
        let row = read.entry(id)?.ok_or_else(missing)?;
        let detail = read.entry_detail(id)?.ok_or_else(missing)?;
        let candidate = read.candidate(row.candidate)?.ok_or_else(missing)?;
        let batch = read.batch(row.batch)?.ok_or_else(missing)?;
        let titles = Titles::read(&read)?;
        let trade = read.standard(row.item.standard)?.map(|kept| kept.standard.trade.clone());
        let held = match (read.document(&candidate), trade) {
            (Some(document), Some(trade)) => {
                let mut held = history::held(&read, &document, &trade, row.item.level)?;
                // Its own certificate is no warning.
                held.retain(|one| row.certificate.as_ref().is_none_or(|own| !one.zh.contains(own.as_str())));
                held
            }
            _ => Vec::new(),
        };
        let phone = detail.phone_cipher.as_deref().filter(|cipher| !cipher.is_empty());
        let phone = phone.and_then(|cipher| read.vault()?.decrypt(crate::credential::vault::Field::Phone, cipher).ok());
        let phone = phone.and_then(|bytes| Phone::parse(std::str::from_utf8(&bytes).ok()?).ok());
        Ok(File {
            document: read.document(&candidate).map(|document| document.masked()).unwrap_or_default(),
            phone: phone.map(|phone| phone.masked()).unwrap_or_default(),
            item: (titles.long(row.item, Lang::Zh), titles.long(row.item, Lang::En)),
            verdict: entry::eligibility(&read, id)?,
            kept: KeptScores::read(&read, id)?,
            held,
            row,
            batch,
            detail,
            candidate,
        })
    }

    /// Whether there is a score that may be carried now.
    pub fn may_carry(&self) -> Result<(), Refusal> {
        retake::may_carry(&self.batch)?;
        match self.kept.proposed.iter().any(|one| one.usable.is_ok()) {
            true => Ok(()),
            false => Err(refusal!("nothing_kept", "没有可以沿用的成绩。", "There is no score to carry.")),
        }
    }

    pub fn lines(&self, lang: Lang, theme: &Theme) -> Vec<Told> {
        let mut lines = Vec::new();
        self.candidate(&mut lines, lang, theme);
        lines.push(Told::Blank);
        self.application(&mut lines, lang, theme);
        lines.push(Told::Blank);
        for held in &self.held {
            lines.push(Told::Text(0, held.say(lang), theme.warn));
        }
        self.eligibility(&mut lines, lang, theme);
        lines.extend(self.kept.lines(lang, theme));
        lines
    }

    fn candidate(&self, lines: &mut Vec<Told>, lang: Lang, theme: &Theme) {
        let sex = self.candidate.sex.map(|sex| sex.say(lang)).unwrap_or_default();
        let born = self.candidate.birth.map(|birth| birth.to_string()).unwrap_or_default();
        let kind = self.candidate.doc_kind.map(|kind| kind.say(lang)).unwrap_or_default();
        lines.push(Told::Heading("考生", "Candidate"));
        lines.push(Told::Pair("姓名", "Name", self.row.name.clone(), theme.title));
        lines.push(Told::pair("性别、出生", "Sex, born", format!("{sex}  {born}")));
        lines.push(Told::pair("证件", "Document", format!("{}  {kind}", self.document)));
        if !self.phone.is_empty() {
            lines.push(Told::pair("电话", "Phone", self.phone.clone()));
        }
    }

    fn application(&self, lines: &mut Vec<Told>, lang: Lang, theme: &Theme) {
        let row = &self.row;
        lines.push(Told::Heading("报名", "Entry"));
        lines.push(Told::pair("职业等级", "Item", lang.pick(&self.item.0, &self.item.1)));
        if let Some(details) = &self.detail.details {
            let pairs = [
                ("工作单位", "Employer", &details.employer),
                ("申报单位", "Applying unit", &details.applying_unit),
                ("学历", "Education", &details.education),
                ("专业", "Major", &details.major),
                ("申报类型", "Category", &details.category),
            ];
            let given = pairs.into_iter().filter(|(_, _, value)| !value.is_empty());
            lines.extend(given.map(|(zh, en, value)| Told::pair(zh, en, value)));
        }
        let decided = match row.decision {
            Decision::Accepted => theme.good,
            Decision::Pending => theme.warn,
            _ => theme.bad,
        };
        lines.push(Told::Pair("审核", "Decision", row.decision.say(lang), decided));
        if let Some(ticket) = &row.ticket {
            let seat = row.room.zip(row.seat).map(|(room, seat)| format!("  {room}-{seat:02}")).unwrap_or_default();
            lines.push(Told::pair("准考证号、座位", "Ticket, seat", format!("{ticket}{seat}")));
        }
        if let Some(verdict) = row.verdict {
            let style = crate::tui::screens::batch::verdict_style(verdict, theme);
            lines.push(Told::Pair("评定结果", "Outcome", verdict.say(lang), style));
        }
        if let Some(number) = &row.certificate {
            lines.push(Told::pair("证书", "Certificate", format!("{number}  {}", short_level(row.item.level, lang))));
        }
    }

    /// What was decided upon stands as it was then; before that, the verdict as it would be today.
    fn eligibility(&self, lines: &mut Vec<Told>, lang: Lang, theme: &Theme) {
        let verdict = self.detail.eligibility.as_ref().unwrap_or(&self.verdict);
        let style = match verdict.eligibility {
            Eligibility::Eligible => theme.good,
            Eligibility::NeedsEvidence => theme.warn,
            Eligibility::NotEligible => theme.bad,
        };
        lines.push(Told::Heading("申报条件", "Eligibility"));
        lines.push(Told::Text(0, verdict.say(lang), style));
        for condition in &verdict.conditions {
            let (number, state) = (condition.number, condition.state.say(lang));
            let decides = Some(number) == verdict.decided_by;
            let text = crate::domain::identity::inert(&condition.text);
            let head = crate::say!(lang, "第 {number} 条 {state}：{text}", "{number} {state}: {text}");
            lines.push(Told::Text(0, head, if decides { theme.title } else { theme.muted }));
            for finding in &condition.findings {
                lines.push(Told::Text(1, finding.say(lang), state_style(finding.state, theme)));
            }
        }
    }
}

fn state_style(state: State, theme: &Theme) -> Style {
    match state {
        State::Met => theme.good,
        State::Unknown => theme.warn,
        State::NotMet => theme.bad,
    }
}
