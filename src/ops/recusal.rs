//! A supervisor's own recusal: whoever supervises must not be tied to those they supervise (domain rules §3.6, trust §6.1).
//! Ties are those that anybody declares; they bar a supervisor as they bar an examiner.

use crate::both;
use crate::domain::evaluation::staffing::TieKind;
use crate::domain::id::{BatchId, EntryId, PersonId};
use crate::domain::identity::{comparison_key, inert};
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::domain::stamp::{Role, Stamp};
use crate::store::read::batch::Batch;
use crate::store::{Failure, Read};

/// A tie of a supervisor with somebody of a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tied {
    pub kind: TieKind,
    /// Whom it is with: a candidate, or an examiner of a panel.
    pub name: String,
    pub examiner: bool,
    /// False where only the name was declared: it warns.
    pub certain: bool,
}

impl Tied {
    /// `与考生张伟有申报的亲属关系`.
    pub fn told(&self) -> Both {
        let name = inert(&self.name);
        let (zh, en) = (self.kind.say(Lang::Zh), self.kind.say(Lang::En));
        let told = match self.examiner {
            true => both!("与考评员{name}有申报的{zh}关系", "declared {en} with examiner {name}"),
            false => both!("与考生{name}有申报的{zh}关系", "declared {en} with candidate {name}"),
        };
        match self.certain {
            true => told,
            false => Both {
                zh: format!("{}（同名，须核实）", told.zh),
                en: format!("{} (same name; find out)", told.en),
            },
        }
    }
}

/// Every tie of a person with the candidates and the examiners of a batch.
pub fn ties_in(read: &Read, person: PersonId, batch: &Batch) -> Result<Vec<Tied>, Failure> {
    let mut found = Vec::new();
    let mut examiners: Vec<(PersonId, String)> = Vec::new();
    for item in &batch.plan.items {
        let own = read.bonds(batch.id, *item)?.into_iter().filter(|(tied, _)| *tied == person);
        found.extend(own.map(|(_, bond)| Tied {
            kind: bond.kind,
            name: bond.name,
            examiner: false,
            certain: bond.certain,
        }));
        let kept = read.standard(item.standard)?;
        for subject in kept.iter().filter_map(|kept| kept.standard.level(item.level)).flat_map(|level| &level.subjects)
        {
            let panel = read.panel(batch.id, *item, subject.kind)?;
            examiners.extend(panel.into_iter().map(|member| (member.person, member.name)));
        }
    }
    examiners.sort();
    examiners.dedup();
    let declared = read.ties()?.into_iter().filter(|tie| !tie.withdrawn);
    for tie in declared.filter(|tie| tie.person == person || examiners.iter().any(|(id, _)| *id == tie.person)) {
        // Declared from either side, a colleague's name is the colleague: nobody of two works here under one name.
        let with = examiners.iter().find(|(id, name)| {
            let by_me = tie.person == person && comparison_key(name) == comparison_key(&tie.name);
            by_me || tie.person == *id && is_named(read, person, &tie.name)
        });
        if let Some((_, name)) = with.filter(|(id, _)| *id != person) {
            let tied = Tied { kind: tie.kind, name: name.clone(), examiner: true, certain: true };
            if !found.contains(&tied) {
                found.push(tied);
            }
        }
    }
    Ok(found)
}

fn is_named(read: &Read, person: PersonId, name: &str) -> bool {
    read.person_name(person).is_ok_and(|own| comparison_key(&own) == comparison_key(name))
}

/// Refuses a supervisor's act on an entry, or on a batch as a whole, where they are tied to whom it is about. Whoever acts in
/// another role answers for their own recusal elsewhere.
pub(super) fn may_supervise(read: &Read, stamp: &Stamp, batch: BatchId, entry: Option<EntryId>) -> Result<(), Failure> {
    if stamp.role != Role::Supervisor {
        return Ok(());
    }
    let Some(batch) = read.batch(batch)? else { return Ok(()) };
    let whom = entry.map(|entry| read.entry(entry)).transpose()?.flatten().map(|row| row.name);
    let concerns =
        |tied: &&Tied| tied.certain && (tied.examiner || whom.as_ref().is_none_or(|name| *name == tied.name));
    let ties = ties_in(read, stamp.person, &batch)?;
    match ties.iter().find(concerns) {
        None => Ok(()),
        Some(tied) => {
            let Both { zh, en } = tied.told();
            Err(Refusal::new(
                "recused",
                Both {
                    zh: format!("督导员须回避：{zh}，由另一名督导员办理。"),
                    en: format!("A supervisor stands aside: {en}. Another supervisor does it."),
                },
            )
            .into())
        }
    }
}

/// The supervisors who are tied to somebody of a batch, each with every tie.
pub fn tied_supervisors(read: &Read, batch: &Batch) -> Result<Vec<(String, Vec<Tied>)>, Failure> {
    let mut found = Vec::new();
    for person in read.people()?.into_iter().filter(|person| person.roles.contains(&Role::Supervisor)) {
        let ties = ties_in(read, person.id, batch)?;
        if !ties.is_empty() {
            found.push((person.name, ties));
        }
    }
    Ok(found)
}
