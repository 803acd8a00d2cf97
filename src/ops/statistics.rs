//! The examiners of a batch in figures, from what whole panels have signed; an unfinished panel gives nothing away.

use std::collections::BTreeMap;

use super::outcome::facts_in_turn;
use crate::domain::evaluation::criterion::{Criterion, Given};
use crate::domain::evaluation::entry::Decision;
use crate::domain::evaluation::outcome::Value;
use crate::domain::evaluation::paper::{Paper, Question};
use crate::domain::evaluation::running::running;
use crate::domain::evaluation::sheet::{OpenSheet, Sheet};
use crate::domain::evaluation::statistics::{Examiner, Marked, Panelled, statistics};
use crate::domain::evaluation::subject::{Subject as Rules, SubjectKind};
use crate::domain::evaluation::way::{Part, Way};
use crate::domain::id::{BatchId, EntryId, PersonId};
use crate::domain::language::{Both, Lang, Say};
use crate::domain::score::{Exact, Score, round_half_up};
use crate::say;
use crate::store::read::entry::EntryFilter;
use crate::store::{Failure, Read};

/// One examiner in one subject.
#[derive(Clone, Debug)]
pub struct Figures {
    pub subject: SubjectKind,
    pub name: String,
    pub leader: bool,
    pub figures: Examiner,
}

/// Every examiner of a batch, by subject; double entry is no marking and stays out.
pub fn of_batch(read: &Read, batch: BatchId) -> Result<Vec<Figures>, Failure> {
    let accepted = EntryFilter { decision: Some(Decision::Accepted), ..EntryFilter::default() };
    let mut panels: BTreeMap<SubjectKind, Vec<Panelled>> = BTreeMap::new();
    let mut leaders: BTreeMap<SubjectKind, Vec<PersonId>> = BTreeMap::new();
    let rows = read.batch_entries(batch, accepted)?;
    let entries: Vec<EntryId> = rows.iter().map(|row| row.id).collect();
    let mut rows = rows.iter();
    facts_in_turn(read, &entries, |_, facts| {
        let (Some(row), facts) = (rows.next(), facts?) else { return Ok(()) };
        for own in &facts.subjects {
            let (Some(paper), Some(rules)) = (&own.paper, facts.rules(own.kind)) else { continue };
            if !own.is_complete() || rules.is_double_entry() {
                continue;
            }
            let panel = read.panel(row.batch, row.item, own.kind)?;
            let leader = panel.iter().find(|member| member.leader).map(|member| member.person);
            leaders.entry(own.kind).or_default().extend(leader);
            for sheets in side_by_side(rules, &paper.paper, &own.latest()) {
                panels.entry(own.kind).or_default().push(Panelled { entry: row.id, leader, sheets });
            }
        }
        Ok(())
    })?;
    let mut told = Vec::new();
    for (subject, panels) in panels {
        for figures in statistics(&panels) {
            let leader = leaders.get(&subject).is_some_and(|leaders| leaders.contains(&figures.examiner));
            told.push(Figures { subject, name: read.person_name(figures.examiner)?, leader, figures });
        }
    }
    Ok(told)
}

/// The sheets that can be held against each other: all of a panel where each marks everything, or else those of each question.
/// What all signed together is no examiner's own and stays out.
fn side_by_side(rules: &Rules, paper: &Paper, sheets: &[Sheet]) -> Vec<Vec<Marked>> {
    let own: Vec<&Sheet> = sheets.iter().filter(|sheet| !sheet.part.is_agreed()).collect();
    if rules.way != Way::ByItem {
        return vec![own.iter().map(|sheet| marked(rules, paper, sheet, &sheet.part)).collect()];
    }
    let of_question = |question: &Question| {
        let only = Part::Questions(vec![question.no.clone()]);
        let held = own.iter().filter(|sheet| sheet.part.holds_question(question));
        let held = held.filter(|sheet| question.choice.is_none() || sheet.chosen.contains(&question.no));
        held.map(|sheet| marked(rules, paper, sheet, &only)).collect()
    };
    paper.questions.iter().map(of_question).collect()
}

/// One part of a sheet in figures; what the panel finds together (knock-outs) stays out.
fn marked(rules: &Rules, paper: &Paper, sheet: &Sheet, part: &Part) -> Marked {
    let held: Vec<(&Criterion, &Given)> = paper
        .held(&sheet.chosen, part)
        .filter_map(|(_, criterion)| Some((criterion, sheet.given(paper, &criterion.id)?)))
        .collect();
    let given = held.iter().map(|(criterion, given)| (criterion.id.clone(), (*given).clone()));
    let open =
        OpenSheet { chosen: sheet.chosen.clone(), given: given.collect(), notes: BTreeMap::new(), part: part.clone() };
    let share = |(criterion, given): &(&Criterion, &Given)| {
        (criterion.full.0 > Score::ZERO).then(|| criterion.mark(given) / criterion.full.0.exact())
    };
    Marked {
        examiner: sheet.examiner,
        total: running(rules, paper, &open).total.0,
        shares: held.iter().map(share).collect(),
    }
}

impl Figures {
    /// `平均偏严 1.5 分`: held against the others of the panel, to one decimal.
    pub fn severity(&self) -> Both {
        let rounded = round_half_up(self.figures.severity, 1);
        let away = Value(Score(rounded.0.abs()).exact());
        let tell = |lang: Lang| match rounded.0 {
            0 => lang.pick("不偏严也不偏宽", "neither severe nor mild").to_owned(),
            n if n < 0 => say!(lang, "平均偏严 {away} 分", "severe by {away} on average"),
            _ => say!(lang, "平均偏宽 {away} 分", "mild by {away} on average"),
        };
        Both { zh: tell(Lang::Zh), en: tell(Lang::En) }
    }

    /// `与组长相同 86%（60/70）`.
    pub fn as_leader(&self) -> Both {
        let tell = |lang: Lang| match self.figures.as_leader {
            _ if self.leader => lang.pick("组长", "leader").to_owned(),
            Some((same, of)) if of > 0 => {
                let percent = (u64::from(same) * 200 + u64::from(of)) / (u64::from(of) * 2);
                say!(lang, "与组长相同 {percent}%（{same}/{of}）", "as the leader {percent}% ({same}/{of})")
            }
            _ => lang.pick("没有与组长共同评的", "nothing marked with the leader").to_owned(),
        };
        Both { zh: tell(Lang::Zh), en: tell(Lang::En) }
    }

    /// The spread in points, to one decimal.
    pub fn spread(&self) -> Score {
        round_half_up(self.figures.spread, 1)
    }

    /// Kappa to two decimals: `0.81`.
    pub fn kappa(&self) -> Option<Score> {
        self.figures.kappa.map(|kappa| round_half_up(kappa * Exact::from_integer(100), 2))
    }
}

impl Say for Figures {
    fn say(&self, lang: Lang) -> String {
        let comma = lang.pick("，", ", ");
        let (name, severity, leader) = (&self.name, self.severity().say(lang), self.as_leader().say(lang));
        format!("{name}{comma}{severity}{comma}{leader}")
    }
}
