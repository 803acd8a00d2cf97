//! The entries of a batch, a page at a time.

use crate::domain::evaluation::batch::BatchState;
use crate::domain::evaluation::entry::Decision;
use crate::domain::evaluation::outcome::Verdict;
use crate::domain::id::{BatchId, EntryId};
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::ops::Office;
use crate::say;
use crate::store::Failure;
use crate::store::read::batch::BatchCounts;
use crate::store::read::entry::{EntryFilter, EntryRow};
use crate::tui::screens::titles::Titles;
use crate::tui::theme::Theme;
use crate::tui::widget::columns::Column;
use crate::tui::widget::pages::{Cell, Pages};

pub struct EntryPages {
    batch: BatchId,
    pub filter: EntryFilter,
    pub titles: Titles,
    /// Too little room for a whole certificate number: its end tells it apart.
    pub narrow: bool,
}

impl EntryPages {
    pub fn new(batch: BatchId) -> EntryPages {
        EntryPages { batch, filter: EntryFilter::default(), titles: Titles::default(), narrow: true }
    }

    fn above(&self, office: &Office, before: EntryId, n: usize) -> Result<Vec<EntryRow>, Refusal> {
        let limit = u32::try_from(n).unwrap_or(u32::MAX);
        let rows = office.read().entries_before(self.batch, self.filter, before, limit).map_err(Failure::from)?;
        Ok(rows.into_iter().rev().collect())
    }
}

impl Pages for EntryPages {
    type Row = EntryRow;
    type Key = EntryId;

    fn key(&self, row: &EntryRow) -> EntryId {
        row.id
    }

    fn first(&mut self, office: &Office, n: usize) -> Result<Vec<EntryRow>, Refusal> {
        self.after(office, &EntryId(0), n)
    }

    fn last(&mut self, office: &Office, n: usize) -> Result<Vec<EntryRow>, Refusal> {
        self.above(office, EntryId(i64::MAX), n)
    }

    fn after(&mut self, office: &Office, key: &EntryId, n: usize) -> Result<Vec<EntryRow>, Refusal> {
        let limit = u32::try_from(n).unwrap_or(u32::MAX);
        Ok(office.read().entries_after(self.batch, self.filter, *key, limit).map_err(Failure::from)?)
    }

    fn before(&mut self, office: &Office, key: &EntryId, n: usize) -> Result<Vec<EntryRow>, Refusal> {
        self.above(office, *key, n)
    }

    fn cells(&self, row: &EntryRow, lang: Lang, theme: &Theme) -> Vec<Cell> {
        let seat = row.room.zip(row.seat).map(|(room, seat)| format!("{room}-{seat:02}")).unwrap_or_default();
        let decision = match row.decision {
            Decision::Accepted => theme.text,
            Decision::Pending => theme.warn,
            Decision::Returned | Decision::Rejected | Decision::Withdrawn => theme.muted,
        };
        let verdict = row.verdict.map(|verdict| Cell::styled(verdict.say(lang), verdict_style(verdict, theme)));
        let certificate = row.certificate.as_deref().unwrap_or_default();
        let tail = certificate.char_indices().rev().nth(7).map_or(0, |(at, _)| at);
        let shown = match certificate.get(tail..) {
            Some(tail) if self.narrow && tail.len() < certificate.len() => format!("…{tail}"),
            _ => certificate.to_owned(),
        };
        vec![
            row.ticket.clone().unwrap_or_default().into(),
            row.name.as_str().into(),
            Cell::styled(self.titles.narrow(row.item, lang), theme.muted),
            Cell::styled(row.decision.say(lang), decision),
            seat.into(),
            verdict.unwrap_or_default(),
            shown.into(),
        ]
    }
}

pub fn verdict_style(verdict: Verdict, theme: &Theme) -> ratatui::style::Style {
    match verdict {
        Verdict::Pass => theme.good,
        Verdict::Fail => theme.bad,
        Verdict::Open => theme.warn,
    }
}

/// In a narrow window the certificate has no column before there is one, and the seat none after.
pub fn columns(state: BatchState) -> Vec<Column> {
    let (seat, certificate) = if state < BatchState::Issuing { (1, 2) } else { (2, 1) };
    vec![
        Column::flexible("准考证号", "Ticket", 12, 24),
        Column::flexible("姓名", "Name", 8, 20),
        Column::flexible("职业等级", "Item", 15, 30),
        Column::fixed("审核", "Decision", 9),
        Column::fixed("座位", "Seat", 5).drop(seat),
        Column::fixed("结果", "Outcome", 7),
        Column::flexible("证书", "Certificate", 11, 22).drop(certificate),
    ]
}

/// How many entries are where, in a line.
pub fn summary(counts: &BatchCounts, lang: Lang) -> String {
    let BatchCounts { entries, pending, accepted, seated, passed, failed, certificates, .. } = counts;
    say!(
        lang,
        "报名 {entries} · 待审 {pending} · 通过 {accepted} · 有座 {seated} · 合格 {passed} · 不合格 {failed} · 证书 {certificates}",
        "{entries} entries · {pending} pending · {accepted} accepted · {seated} seated · {passed} pass · {failed} fail · {certificates} certs"
    )
}

/// What a filter lets through, in brackets; empty for all.
pub fn filter_words(filter: EntryFilter, titles: &Titles, lang: Lang) -> String {
    let words = [
        filter.item.map(|item| titles.short(item, lang)),
        filter.decision.map(|decision| decision.say(lang)),
        filter.verdict.map(|verdict| verdict.say(lang)),
    ];
    let words: Vec<String> = words.into_iter().flatten().collect();
    if words.is_empty() { String::new() } else { format!("[{}]", words.join(" ")) }
}

/// The filters to choose from, each a change to what is shown now.
pub fn filters(
    now: EntryFilter,
    items: &[crate::domain::evaluation::batch::BatchItem],
    titles: &Titles,
) -> Vec<(Both, EntryFilter)> {
    let both = |say: &dyn Fn(Lang) -> String| Both { zh: say(Lang::Zh), en: say(Lang::En) };
    let mut found = vec![(crate::both!("全部", "All"), EntryFilter::default())];
    for decision in Decision::ALL {
        let words = both(&|lang| say!(lang, "审核：{}", "Decision: {}", decision.say(lang)));
        found.push((words, EntryFilter { decision: Some(decision), ..now }));
    }
    for verdict in [Verdict::Pass, Verdict::Fail, Verdict::Open] {
        let words = both(&|lang| say!(lang, "结果：{}", "Outcome: {}", verdict.say(lang)));
        found.push((words, EntryFilter { verdict: Some(verdict), ..now }));
    }
    for item in items {
        found.push((titles.short_both(*item), EntryFilter { item: Some(*item), ..now }));
    }
    found
}
